/* JSON Lines; and JSON: objects alone, in a list, or one behind the other, also over many lines. */
#include "read/json.h"
#include "read/reader.h"

typedef struct json_state {
  bool lines;
  bool in_list;
  size_t used; /* bytes of the view that are done with */
  /* an object that holds a list of documents */
  casus_json_list list;
  size_t list_at;
  uint64_t list_start, list_place, list_line; /* of the object */
  uint32_t list_base;
  bool list_is_turned;
  casus_json_turned turned;
  char publisher[200], language[16]; /* of the list */
} json_state;

static casus_str keep_short(char *to, size_t size, casus_str s) {
  size_t length = s.len < size ? s.len : size - 1;
  while (length < s.len && length && ((unsigned char)s.ptr[length] & 0xC0) == 0x80) length--; /* whole characters */
  if (length) memcpy(to, s.ptr, length);
  return s.ptr && length ? casus_str_of(to, length) : (casus_str){NULL, 0};
}

/* One object, `base` bytes behind the record's start. *used: how much of it was a value. */
static int read_utf8(casus_reader *r, casus_json_place at, casus_arena *arena, casus_document *document, size_t *used,
                     casus_error *err) {
  json_state *s = r->state;
  casus_json_scan scan = {0};
  casus_json_list list;
  size_t end = at.bytes.len;
  bool whole = casus_json_scan_on(&scan, at.bytes, &end);
  *used = whole ? end : at.bytes.len;
  if (scan.deepest > r->options.limits.depth)
    return casus_refuse(err, CASUS_FAULT_DEPTH, at.base, "more than %zu brackets open at once (--max-depth)",
                        r->options.limits.depth);
  int rc = casus_json_document(&r->keys, at, arena, document, used, &list, err);
  document->encoding = CASUS_STR("UTF-8");
  if (rc != CASUS_END) return rc;
  s->list = list;
  s->list.publisher = keep_short(s->publisher, sizeof s->publisher, list.publisher);
  s->list.language = keep_short(s->language, sizeof s->language, list.language);
  s->list_at = 1; /* behind the bracket */
  s->list_start = document->start, s->list_place = document->place, s->list_line = document->line;
  s->list_base = at.base + (uint32_t)(list.items.ptr - at.bytes.ptr);
  return CASUS_END;
}

/* One object in the view, which may be no UTF-8; the rest as above. */
static int read_object(casus_reader *r, casus_json_place at, casus_arena *arena, casus_document *document, size_t *used,
                       casus_error *err) {
  json_state *s = r->state;
  s->list_is_turned = casus_utf8_valid(at.bytes) < at.bytes.len;
  if (!s->list_is_turned) return read_utf8(r, at, arena, document, used, err);
  casus_str view = casus_window_view(&r->window);
  view = casus_str_sub(view, (size_t)(at.bytes.ptr - view.ptr), view.len);
  int rc = casus_json_turn(&s->turned, at, view, err);
  *used = at.bytes.len;
  if (rc != CASUS_OK) return rc;
  casus_json_place turned = {casus_mapped_str(&s->turned.text), 0, at.letters};
  rc = read_utf8(r, turned, arena, document, used, err);
  *used = casus_json_turned_at(&s->turned, *used) - at.base;
  return casus_json_lead_back(&s->turned, arena, document, rc, err);
}

static int next_of_list(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  json_state *s = r->state;
  casus_json_list above = s->list;
  casus_json_scan scan = {0};
  size_t at = s->list_at, end = 0, used = 0;
  while (at < above.items.len && (casus_is_space(above.items.ptr[at]) || above.items.ptr[at] == ',')) at++;
  casus_str rest = casus_str_sub(above.items, at, above.items.len);
  if (!rest.len || rest.ptr[0] == ']' || !casus_json_scan_on(&scan, rest, &end))
    return s->list.items.ptr = NULL, CASUS_END;
  document->start = s->list_start, document->place = s->list_place, document->line = s->list_line;
  casus_json_place place = {casus_str_sub(rest, 0, end), s->list_base + (uint32_t)at, &r->letters};
  int rc = read_utf8(r, place, arena, document, &used, err);
  s->list = above;
  s->list_at = at + end;
  if (rc == CASUS_END)
    rc = casus_refuse(err, CASUS_FAULT_FORMAT, place.base, "a list of documents inside a list of them");
  if (s->list_is_turned) rc = casus_json_lead_back(&s->turned, arena, document, rc, err);
  if (!document->publisher.ptr && above.publisher.ptr) document->publisher = casus_arena_copy(arena, above.publisher);
  if (!document->language.ptr && above.language.ptr) document->language = casus_arena_copy(arena, above.language);
  return rc;
}

static void use(casus_reader *r) {
  json_state *s = r->state;
  casus_window_skip(&r->window, s->used);
  s->used = 0;
}

/* Leave out everything up to a line's end. */
static int skip_line(casus_reader *r, casus_error *err) {
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    const char *end = memchr(view.ptr, '\n', view.len);
    casus_window_skip(&r->window, end ? (size_t)(end - view.ptr) + 1 : view.len);
    if (end || r->window.ended) return CASUS_OK;
    if (casus_window_fill(&r->window, 1, err) != CASUS_OK) return CASUS_E_MEMORY;
  }
}

/* The next line that is not blank, in the view; CASUS_END, CASUS_E_LIMIT, CASUS_E_MEMORY. */
static int find_line(casus_reader *r, casus_document *document, casus_str *line, casus_error *err) {
  size_t seen = 0, limit = r->options.limits.line;
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    const char *end = seen < view.len ? memchr(view.ptr + seen, '\n', view.len - seen) : NULL;
    seen = end ? (size_t)(end - view.ptr) : view.len;
    if (seen > limit) {
      casus_reader_mark(r, document);
      return skip_line(r, err) == CASUS_OK
                 ? casus_refuse(err, CASUS_FAULT_LINE, 0, "a line over %zu bytes (--max-line)", limit)
                 : CASUS_E_MEMORY;
    }
    if (!end && !r->window.ended) {
      if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
      continue;
    }
    *line = casus_str_of(view.ptr, seen);
    if (casus_str_trim(*line).len) return CASUS_OK;
    if (!end) return CASUS_END;
    casus_window_skip(&r->window, seen + 1);
    seen = 0;
  }
}

static int next_line(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  json_state *s = r->state;
  casus_str line;
  size_t used = 0;
  int rc = find_line(r, document, &line, err);
  if (rc != CASUS_OK) return rc;
  casus_reader_mark(r, document);
  casus_str object = casus_str_trim(line);
  if (casus_str_starts(object, CASUS_STR("\xEF\xBB\xBF"))) object = casus_str_sub(object, 3, object.len);
  casus_json_place place = {object, (uint32_t)(object.ptr - line.ptr), &r->letters};
  rc = read_object(r, place, arena, document, &used, err);
  bool more = (rc == CASUS_OK || rc == CASUS_END) && casus_str_trim(casus_str_sub(object, used, object.len)).len;
  s->used = more ? place.base + used : line.len + (line.len < casus_window_view(&r->window).len);
  return rc;
}

/* In a value that is longer than a document may be: to where its list of documents begins. False: it has none. */
static bool enter_list(casus_reader *r) {
  json_state *s = r->state;
  casus_str view = casus_window_view(&r->window);
  casus_json_scan scan = {0};
  for (size_t at = 0, end; at < view.len; at = end) {
    end = at + 1;
    bool key = scan.depth == 1 && !scan.in_string && view.ptr[at] == '[';
    casus_json_scan_on(&scan, casus_str_sub(view, at, end), &(size_t){0});
    if (!key) continue;
    size_t quote = at;
    while (quote && (casus_is_space(view.ptr[quote - 1]) || view.ptr[quote - 1] == ':')) quote--;
    size_t start = quote ? quote - 1 : 0;
    while (start && view.ptr[start - 1] != '"') start--;
    casus_field field;
    uint32_t rank;
    if (!casus_keys_find(&r->keys, casus_str_sub(view, start, quote ? quote - 1 : 0), &field, &rank)) continue;
    if (field != CASUS_FIELD_LIST) continue;
    casus_window_skip(&r->window, end);
    s->in_list = true;
    return true;
  }
  return false;
}

/* Leave out the rest of a value that is too long. */
static int skip_value(casus_reader *r, casus_json_scan *scan, casus_error *err) {
  size_t end = 0;
  for (;;) {
    casus_window_skip(&r->window, casus_window_view(&r->window).len);
    if (casus_window_fill(&r->window, 1, err) != CASUS_OK) return CASUS_E_MEMORY;
    casus_str view = casus_window_view(&r->window);
    if (!view.len) return CASUS_OK;
    if (!casus_json_scan_on(scan, view, &end)) continue;
    casus_window_skip(&r->window, end);
    return CASUS_OK;
  }
}

/* Over white space, commas, and the brackets of the list, to where a value begins. */
static int find_value(casus_reader *r, casus_error *err) {
  json_state *s = r->state;
  for (;;) {
    if (casus_window_fill(&r->window, 1, err) != CASUS_OK) return CASUS_E_MEMORY;
    casus_str view = casus_window_view(&r->window);
    if (!view.len) return CASUS_END;
    size_t at = 0;
    for (; at < view.len; at++) {
      char c = view.ptr[at];
      bool between = casus_is_space(c) || c == ',' || c == ']' || c == '}' || c == '\x1E';
      if (!between && (c != '[' || s->in_list)) break;
      s->in_list = c == '[' || (s->in_list && c != ']');
    }
    casus_window_skip(&r->window, at);
    if (at < view.len) return CASUS_OK;
  }
}

/* A value longer than a document may be, `length` bytes of which are in the view; *entered: it is a list of them. */
static int too_long(casus_reader *r, casus_json_scan *scan, bool whole, size_t length, bool *entered,
                    casus_error *err) {
  json_state *s = r->state;
  *entered = !s->in_list && enter_list(r);
  if (*entered) return CASUS_OK;
  if (whole)
    s->used = length;
  else if (skip_value(r, scan, err) != CASUS_OK)
    return CASUS_E_MEMORY;
  return casus_refuse(err, CASUS_FAULT_BYTES, 0, "over %zu bytes (--max-bytes)", r->options.limits.document);
}

static int next_value(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  json_state *s = r->state;
  casus_json_scan scan = {0};
  size_t seen = 0, end = 0, used;
  int rc = find_value(r, err);
  if (rc != CASUS_OK) return rc;
  casus_reader_mark(r, document);
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    bool ended = r->window.ended, entered = false;
    bool whole = casus_json_scan_on(&scan, casus_str_sub(view, seen, view.len), &end) || (ended && scan.scalar);
    size_t length = whole && end ? seen + end : view.len;
    if (length > r->options.limits.document) {
      rc = too_long(r, &scan, whole, length, &entered, err);
      return entered ? next_value(r, arena, document, err) : rc;
    }
    if (whole || ended) s->used = length;
    if (whole)
      return read_object(r, (casus_json_place){casus_str_sub(view, 0, length), 0, &r->letters}, arena, document, &used,
                         err);
    if (ended) return casus_refuse(err, CASUS_FAULT_DAMAGED, 0, "JSON that is cut off");
    seen = view.len;
    if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
  }
}

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  json_state *s = r->state;
  for (;;) {
    int rc = CASUS_END;
    if (s->list.items.ptr) rc = next_of_list(r, arena, document, err);
    if (rc != CASUS_END) return rc;
    use(r);
    rc = (s->lines ? next_line : next_value)(r, arena, document, err);
    if (rc != CASUS_END || !s->list.items.ptr) return rc; /* an end, but not of an object that began a list */
    *document = (casus_document){.path = document->path, .ordinal = document->ordinal};
  }
}

/* A first value that ends behind its line speaks for values over lines, if it is one. */
static int spans_lines(casus_reader *r, bool *spans, casus_error *err) {
  casus_json_scan scan = {0};
  size_t seen = 0, end = 0;
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    if (casus_json_scan_on(&scan, casus_str_sub(view, seen, view.len), &end)) {
      casus_str value = casus_str_sub(view, 0, seen + end);
      json_t *read = memchr(value.ptr, '\n', value.len) ? json_loadb(value.ptr, value.len, JSON_ALLOW_NUL, NULL) : NULL;
      *spans = read != NULL;
      json_decref(read);
      return CASUS_OK;
    }
    seen = view.len;
    *spans = seen > r->options.limits.line && !memchr(view.ptr, '\n', view.len);
    if (r->window.ended || seen > r->options.limits.document) return CASUS_OK;
    if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
  }
}

static void close_json(casus_reader *r) { casus_arena_free(((json_state *)r->state)->turned.arena); }

int casus_start_json(casus_reader *r, casus_error *err) {
  json_state *s = casus_arena_alloc(r->arena, sizeof *s);
  if (!s) return casus_fail_memory(err);
  r->state = s;
  r->next = next;
  r->close = close_json;
  if (r->options.format != CASUS_FORMAT_AUTO) return s->lines = r->options.format == CASUS_FORMAT_JSONL, CASUS_OK;
  size_t at = 0;
  casus_str view = casus_window_view(&r->window);
  if (casus_str_starts(view, CASUS_STR("\xEF\xBB\xBF"))) at = 3;
  while (at < view.len && casus_is_space(view.ptr[at])) at++;
  casus_window_skip(&r->window, at);
  bool spans = at < view.len && view.ptr[at] == '[';
  int rc = spans ? CASUS_OK : spans_lines(r, &spans, err);
  s->lines = !spans;
  return rc;
}
