/* Copied or scraped text: site remains go, title and date are found, every line that stays keeps its way back. */
#include "read/source.h"

enum {
  HEAD_LINES = 12,     /* where title, byline and date are looked for */
  SHORT_LINE = 80,     /* bytes; a byline or menu entry is not longer */
  TITLE_LIMIT = 300,   /* bytes */
  LINE_LIMIT = 200000, /* lines looked at; the rest is body */
};

typedef struct line {
  size_t start, end; /* trimmed, in raw text */
  bool dropped;
} line;

typedef CASUS_VEC(line) lines;

static int cut_lines(const casus_mapped *raw, casus_arena *arena, lines *out, casus_error *err) {
  casus_str rest = casus_mapped_str(raw), piece;
  const char *base = rest.ptr;
  while (casus_str_split(&rest, '\n', &piece)) {
    if (out->count == LINE_LIMIT && rest.ptr) piece.len = (size_t)(rest.ptr + rest.len - piece.ptr), rest.ptr = NULL;
    casus_str trimmed = casus_str_trim(piece);
    line *item = casus_vec_push(out, arena);
    if (!item) return casus_fail_memory(err);
    item->start = (size_t)(trimmed.ptr - base);
    item->end = item->start + trimmed.len;
  }
  return CASUS_OK;
}

static casus_str line_text(const casus_mapped *raw, const line *l) {
  return casus_str_sub(casus_mapped_str(raw), l->start, l->end);
}

static bool ends_like_a_sentence(casus_str s) {
  static const casus_str ends[] = {CASUS_STR_INIT("."),  CASUS_STR_INIT("!"), CASUS_STR_INIT("?"),
                                   CASUS_STR_INIT("\""), CASUS_STR_INIT("”"), CASUS_STR_INIT("…"),
                                   CASUS_STR_INIT("。"), CASUS_STR_INIT(":"), CASUS_STR_INIT(";")};
  for (size_t i = 0; i < CASUS_COUNT(ends); i++)
    if (casus_str_ends(s, ends[i])) return true;
  return false;
}

/* "728x90", "300*250", and lines without any letter. */
static bool has_no_words(casus_str s) {
  size_t letters = 0;
  for (size_t i = 0; i < s.len; i++)
    letters += casus_is_alpha(s.ptr[i]) || (unsigned char)s.ptr[i] >= 0xC3; /* not NBSP, not Latin-1 punctuation */
  return letters == 0 || (letters == 1 && casus_str_find(s, CASUS_STR("x"), 0) != SIZE_MAX && s.len < 12);
}

static bool has_latin(casus_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (casus_is_alpha(s.ptr[i])) return true;
  return false;
}

static int load_remains(const casus_read_options *options, casus_arena *arena, casus_map *remains, casus_error *err) {
  casus_str bytes, fields[2];
  int rc = casus_data_get(options->data_folder, "read/remains.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, fields, 2))
    if (!casus_map_set(remains, arena, fields[0], 1)) return casus_fail_memory(err);
  return CASUS_OK;
}

static bool is_remains(const casus_map *remains, casus_str s, casus_arena *arena) {
  if (s.len > SHORT_LINE) return false;
  casus_str low = casus_arena_copy(arena, s);
  if (!low.ptr) return false;
  for (size_t i = 0; i < low.len; i++) ((char *)low.ptr)[i] = casus_to_lower(low.ptr[i]);
  return casus_map_get(remains, low, NULL);
}

/* The title: the first line of the head that is no sentence, when a body follows. */
static const line *find_title(const casus_mapped *raw, const lines *all) {
  const line *title = NULL;
  size_t seen = 0;
  for (size_t i = 0; i < all->count; i++) {
    const line *l = &all->items[i];
    casus_str s = line_text(raw, l);
    if (l->dropped || !s.len) continue;
    bool sentence = ends_like_a_sentence(s);
    if (title && sentence) return title; /* there is a body */
    if (!title && (sentence || s.len > TITLE_LIMIT || ++seen > 3)) return NULL;
    if (!title && s.len > 10) title = l;
  }
  return NULL;
}

static void drop_repeats(const casus_mapped *raw, lines *all, casus_str title) {
  for (size_t i = 0; i < all->count; i++)
    if (casus_str_eq(line_text(raw, &all->items[i]), title)) all->items[i].dropped = true;
}

static int keep_lines(const casus_mapped *raw, const lines *all, casus_arena *arena, casus_document *document,
                      casus_error *err) {
  casus_mapped out = {0};
  bool gap = false;
  if (!casus_mapped_reserve(&out, arena, raw->len)) return casus_fail_memory(err);
  for (size_t i = 0; i < all->count; i++) {
    const line *l = &all->items[i];
    if (l->dropped) continue;
    casus_str s = line_text(raw, l);
    gap |= s.len == 0;
    if (!s.len) continue;
    uint32_t at = raw->origin[l->start];
    casus_str between = gap ? CASUS_STR("\n\n") : CASUS_STR("\n");
    gap = false;
    if ((out.len && !casus_mapped_add(&out, arena, between, NULL, at)) ||
        !casus_mapped_add(&out, arena, s, raw->origin + l->start, 0))
      return casus_fail_memory(err);
  }
  if (!casus_mapped_finish(&out, arena, raw->origin[raw->len])) return casus_fail_memory(err);
  document->text = casus_mapped_str(&out);
  document->origin = out.origin;
  return CASUS_OK;
}

int casus_clean_plain(const casus_mapped *raw, const casus_read_options *options, const casus_calendar *calendar,
                      const casus_letters *letters, casus_arena *arena, casus_document *document, casus_error *err) {
  lines all = {0};
  casus_map remains = {0};
  int rc = cut_lines(raw, arena, &all, err);
  if (rc == CASUS_OK) rc = load_remains(options, arena, &remains, err);
  if (rc != CASUS_OK) return rc;
  casus_str language = options->language.len ? options->language : casus_guess_language(letters, casus_mapped_str(raw));
  bool latin = casus_str_eq(language, CASUS_STR("en"));
  size_t seen = 0;
  for (size_t i = 0; i < all.count; i++) {
    casus_str s = line_text(raw, &all.items[i]);
    if (!s.len) continue;
    bool head = seen++ < HEAD_LINES, brief = s.len <= SHORT_LINE && !ends_like_a_sentence(s);
    bool dated = head && s.len <= SHORT_LINE && !casus_date_known(document->date) &&
                 casus_find_date(calendar, s, language, &document->date, NULL);
    all.items[i].dropped =
        dated || has_no_words(s) || (brief && latin && !has_latin(s)) || is_remains(&remains, s, arena);
  }
  const line *title = document->title.ptr ? NULL : find_title(raw, &all);
  if (title) {
    document->title = casus_arena_copy(arena, line_text(raw, title));
    if (!document->title.ptr) return casus_fail_memory(err);
    drop_repeats(raw, &all, document->title);
  }
  return keep_lines(raw, &all, arena, document, err);
}
