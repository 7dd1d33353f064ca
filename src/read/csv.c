/* CSV and TSV (RFC 4180, with any line end): the first row names the columns, each further row is a document. */
#include "base/utf8.h"
#include "read/charset.h"
#include "read/reader.h"

enum { MOST_COLUMNS = 256 };

typedef struct column {
  casus_field field; /* COUNT: not wanted */
  uint32_t rank;
  casus_str name;
} column;

typedef struct csv_state {
  char separator;
  size_t used; /* bytes of the view that are done with */
  size_t count;
  column columns[MOST_COLUMNS];
} csv_state;

/* The cell at row[*at], quotes and all; *at steps behind its separator. False: the row is used up. */
static bool next_cell(casus_str row, char separator, size_t *at, casus_str *cell) {
  if (*at > row.len) return false;
  size_t start = *at, end = start;
  if (end < row.len && row.ptr[end] == '"')
    for (end++; end < row.len; end++) {
      if (row.ptr[end] != '"') continue;
      if (end + 1 >= row.len || row.ptr[end + 1] != '"') break;
      end++;
    }
  while (end < row.len && row.ptr[end] != separator) end++;
  *cell = casus_str_sub(row, start, end);
  *at = end + 1;
  return true;
}

/* Without its quotes; those inside stay doubled. */
static casus_str bare(casus_str cell) {
  casus_str s = casus_str_trim(cell);
  bool quoted = s.len >= 2 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"';
  return quoted ? casus_str_sub(s, 1, s.len - 1) : s;
}

/* Where the row ends; SIZE_MAX: not in these bytes. `quoted`: a quote is open at their end. */
static size_t row_end(casus_str bytes, char separator, bool *quoted) {
  bool fresh = true; /* at the start of a cell */
  *quoted = false;
  for (size_t at = 0; at < bytes.len; at++) {
    char c = bytes.ptr[at];
    if (*quoted) {
      bool doubled = c == '"' && at + 1 < bytes.len && bytes.ptr[at + 1] == '"';
      at += doubled;
      *quoted = c != '"' || doubled;
      continue;
    }
    if (c == '\n') return at;
    if (c == '\r' && at + 1 < bytes.len) return at;
    *quoted = fresh && c == '"';
    fresh = c == separator;
  }
  return SIZE_MAX;
}

char casus_csv_separator(casus_str head, const casus_keys *keys) {
  static const char signs[] = {'\t', ',', ';', '|'};
  bool quoted;
  for (size_t i = 0; i < sizeof signs; i++) {
    size_t end = row_end(head, signs[i], &quoted), at = 0, cells = 0, known = 0;
    casus_str row = casus_str_sub(head, 0, end), cell;
    bool reads = false;
    while (next_cell(row, signs[i], &at, &cell)) {
      casus_field field;
      uint32_t rank;
      bool wanted = casus_keys_find(keys, bare(cell), &field, &rank) && field != CASUS_FIELD_LIST;
      cells++;
      known += wanted;
      reads |= wanted && field <= CASUS_FIELD_TITLE;
    }
    if (end != SIZE_MAX && reads && cells > 1 && known > 1) return signs[i];
  }
  return 0;
}

/* A row in the view, without its line end; CASUS_END, CASUS_E_INPUT, CASUS_E_LIMIT, CASUS_E_MEMORY. */
static int find_row(casus_reader *r, casus_str *row, casus_error *err) {
  csv_state *s = r->state;
  bool quoted;
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    size_t end = row_end(view, s->separator, &quoted), limit = r->options.limits.line;
    bool too_long = end == SIZE_MAX ? view.len > limit : end > limit;
    if (end == SIZE_MAX && !too_long && !r->window.ended) {
      if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
      continue;
    }
    if (!view.len) return CASUS_END;
    if (end == SIZE_MAX) end = view.len;
    if (too_long || quoted) { /* go on behind its first line: a quote that was never closed costs one row */
      const char *line = memchr(view.ptr, '\n', view.len);
      s->used = line ? (size_t)(line - view.ptr) + 1 : view.len;
      return too_long ? casus_refuse(err, CASUS_FAULT_LINE, 0, "a row over %zu bytes (--max-line)", limit)
                      : casus_refuse(err, CASUS_FAULT_MALFORMED, 0, "a row with a quote that is never closed");
    }
    bool pair = end + 1 < view.len && view.ptr[end] == '\r' && view.ptr[end + 1] == '\n';
    s->used = end + (end < view.len) + pair;
    *row = casus_str_sub(view, 0, end);
    return CASUS_OK;
  }
}

/* A cell's text, decoded, its doubled quotes single. */
static int read_cell(casus_str cell, casus_str row, const casus_writing *how, casus_arena *arena, casus_mapped *out,
                     casus_document *document, casus_error *err) {
  casus_mapped raw = {0}, text = {0};
  int rc = casus_decode(cell, (uint32_t)(cell.ptr - row.ptr), how, arena, &raw, document, err);
  if (rc != CASUS_OK) return rc;
  if (!casus_mapped_reserve(&text, arena, raw.len)) return casus_fail_memory(err);
  for (size_t at = 0, end; at < raw.len; at = end) {
    casus_str rest = casus_str_sub(casus_mapped_str(&raw), 0, raw.len);
    size_t twin = casus_str_find(rest, CASUS_STR("\"\""), at);
    end = twin == SIZE_MAX ? raw.len : twin + 2;
    casus_str piece = casus_str_sub(rest, at, twin == SIZE_MAX ? end : end - 1);
    if (!casus_mapped_add(&text, arena, piece, raw.origin + at, 0)) return casus_fail_memory(err);
  }
  if (!casus_mapped_finish(&text, arena, raw.origin[raw.len])) return casus_fail_memory(err);
  *out = text;
  return CASUS_OK;
}

/* A row that is no UTF-8 is in one encoding, which a whole row tells better than a cell. */
static int tell_encoding(casus_str row, casus_writing *how, casus_arena *arena, casus_document *document,
                         casus_error *err) {
  bool guessed;
  if (casus_utf8_valid(row) == row.len) return CASUS_OK;
  how->told = casus_charset_detect(row, (casus_str){NULL, 0}, how->letters, arena, &guessed);
  casus_note note = {.kind = CASUS_NOTE_GUESSED, .value = how->told};
  return how->told.ptr && casus_document_note(document, arena, note) ? CASUS_OK : casus_fail_memory(err);
}

static int fill(casus_reader *r, casus_str row, casus_arena *arena, casus_document *document, casus_error *err) {
  csv_state *s = r->state;
  casus_fields fields = {0};
  casus_writing how = {&r->letters, r->options.encoding, CASUS_STR("")};
  int rc = how.told.len ? CASUS_OK : tell_encoding(row, &how, arena, document, err);
  if (rc != CASUS_OK) return rc;
  casus_mapped text = {0}, value;
  casus_str cell;
  uint32_t text_rank = 0;
  casus_field text_field = CASUS_FIELD_COUNT;
  size_t at = 0, cells = 0;
  for (; next_cell(row, s->separator, &at, &cell); cells++) {
    if (cells >= s->count || s->columns[cells].field == CASUS_FIELD_COUNT || !bare(cell).len) continue;
    const column *c = &s->columns[cells];
    rc = read_cell(bare(cell), row, &how, arena, &value, document, err);
    if (rc != CASUS_OK) return rc;
    bool texts = c->field <= CASUS_FIELD_SUMMARY;
    if (!texts) casus_fields_offer(&fields, c->field, c->rank, c->name, casus_mapped_str(&value));
    bool better = c->field < text_field || (c->field == text_field && c->rank < text_rank);
    if (texts && better) text = value, text_field = c->field, text_rank = c->rank;
  }
  if (cells > s->count)
    return casus_refuse(err, CASUS_FAULT_MALFORMED, 0, "a row of %zu cells where the first has %zu", cells, s->count);
  rc = casus_fields_fill(&fields, &r->keys, arena, document, err);
  if (rc != CASUS_OK) return rc;
  if (!text.origin && !document->title.ptr) return casus_refuse(err, CASUS_FAULT_EMPTY, 0, "a row without a text");
  if (!text.origin && !casus_mapped_finish(&text, arena, (uint32_t)row.len)) return casus_fail_memory(err);
  return casus_fields_set_text(&text, text_field == CASUS_FIELD_HTML, arena, document, err);
}

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  csv_state *s = r->state;
  casus_str row;
  for (;;) {
    casus_window_skip(&r->window, s->used);
    s->used = 0;
    casus_reader_mark(r, document);
    int rc = find_row(r, &row, err);
    if (rc != CASUS_OK) return rc;
    if (casus_str_trim(row).len) return fill(r, row, arena, document, err);
  }
}

static int read_columns(casus_reader *r, casus_str row, casus_error *err) {
  csv_state *s = r->state;
  casus_str cell;
  for (size_t at = 0; s->count < MOST_COLUMNS && next_cell(row, s->separator, &at, &cell); s->count++) {
    column *c = &s->columns[s->count];
    bool wanted = casus_keys_find(&r->keys, bare(cell), &c->field, &c->rank) && c->field != CASUS_FIELD_LIST;
    if (!wanted) c->field = CASUS_FIELD_COUNT;
    c->name = casus_arena_copy(r->arena, bare(cell));
    if (!c->name.ptr) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* Over a byte order mark and blank lines. */
static void skip_to_first_row(casus_reader *r) {
  casus_str view = casus_window_view(&r->window);
  size_t at = casus_str_starts(view, CASUS_STR("\xEF\xBB\xBF")) ? 3 : 0, line = at;
  for (; at < view.len && casus_is_space(view.ptr[at]); at++)
    if (view.ptr[at] == '\n' || view.ptr[at] == '\r') line = at + 1;
  casus_window_skip(&r->window, line);
}

int casus_start_csv(casus_reader *r, casus_error *err) {
  csv_state *s = casus_arena_alloc(r->arena, sizeof *s);
  if (!s) return casus_fail_memory(err);
  r->state = s;
  r->next = next;
  casus_str row;
  skip_to_first_row(r);
  s->separator = casus_csv_separator(casus_window_view(&r->window), &r->keys);
  if (!s->separator)
    return casus_refuse(err, CASUS_FAULT_FIELDS, 0,
                        "no column of the first row is called text, title or the like (--map)");
  int rc = find_row(r, &row, err);
  return rc == CASUS_OK ? read_columns(r, row, err) : rc;
}
