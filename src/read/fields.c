#include "read/fields.h"

#include "base/utf8.h"
#include "read/charset.h"

enum { KEY_MOST = 48, FIELD_BITS = 8, MAPPED_RANKS = 64, URL_FOR_NAME = 1000, DATE_MOST = 60 };

static const char *const field_names[CASUS_FIELD_COUNT] = {"text",   "html", "summary",  "title", "date", "publisher",
                                                           "author", "url",  "language", "id",    "list"};

static bool field_of(casus_str name, casus_field *field) {
  for (int i = 0; i < CASUS_FIELD_COUNT; i++)
    if (casus_str_eq(name, casus_str_from_c(field_names[i]))) return *field = (casus_field)i, true;
  return false;
}

/* "pub_date", "Pub Date", "pubDate" are one key. Too long a one is none: length 0. */
static size_t plain_key(casus_str key, char plain[KEY_MOST]) {
  size_t n = 0;
  for (size_t i = 0; i < key.len; i++) {
    char c = key.ptr[i];
    if (c == '_' || c == '-' || c == ' ' || c == ':') continue;
    if (n == KEY_MOST) return 0;
    plain[n++] = casus_to_lower(c);
  }
  return n;
}

static int add_key(casus_keys *keys, casus_arena *arena, casus_field field, uint32_t rank, casus_str name,
                   casus_error *err) {
  char plain[KEY_MOST];
  casus_str key = casus_str_of(plain, plain_key(name, plain));
  if (!key.len) return casus_fail(err, CASUS_E_USAGE, 0, "no name of a field: %.*s", CASUS_STR_FMT(name));
  if (casus_map_get(&keys->map, key, NULL)) return CASUS_OK;
  key = casus_arena_copy(arena, key);
  bool kept = key.ptr && casus_map_set(&keys->map, arena, key, rank << FIELD_BITS | (uint32_t)field);
  return kept ? CASUS_OK : casus_fail_memory(err);
}

static int add_mapped(casus_keys *keys, casus_arena *arena, casus_str map, casus_error *err) {
  casus_str pair, name;
  casus_field field;
  for (uint32_t rank = 0; map.len && casus_str_split(&map, ',', &pair); rank++) {
    casus_str rest = pair;
    casus_str_split(&rest, '=', &name);
    if (!rest.ptr || !field_of(casus_str_trim(name), &field) || rank == MAPPED_RANKS)
      return casus_fail(err, CASUS_E_USAGE, 0,
                        "--map takes FIELD=NAME,… with text, html, summary, title, date, publisher, author, url, "
                        "language, id or list: %.*s",
                        CASUS_STR_FMT(pair));
    int rc = add_key(keys, arena, field, rank, casus_str_trim(rest), err);
    if (rc != CASUS_OK) return rc;
  }
  return CASUS_OK;
}

int casus_read_map_check(casus_str map, casus_error *err) {
  casus_keys keys = {0};
  casus_arena *arena = casus_arena_new();
  int rc = arena ? add_mapped(&keys, arena, map, err) : casus_fail_memory(err);
  casus_arena_free(arena);
  return rc;
}

int casus_keys_load(const casus_read_options *options, casus_arena *arena, casus_keys *keys, casus_error *err) {
  casus_str bytes, row[2];
  *keys = (casus_keys){0};
  int rc = add_mapped(keys, arena, options->map, err);
  if (rc == CASUS_OK) rc = casus_calendar_open(options->data_folder, arena, &keys->calendar, err);
  if (rc == CASUS_OK) rc = casus_data_get(options->data_folder, "read/keys.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  for (uint32_t rank = MAPPED_RANKS; rc == CASUS_OK && casus_table_next(&table, row, 2); rank++) {
    casus_field field;
    rc = field_of(row[0], &field) ? add_key(keys, arena, field, rank, row[1], err)
                                  : casus_fail(err, CASUS_E_DATA, 0, "read/keys.tsv:%zu: no such field", table.line);
  }
  return rc;
}

bool casus_keys_find(const casus_keys *keys, casus_str key, casus_field *field, uint32_t *rank) {
  char plain[KEY_MOST];
  uint32_t value;
  size_t length = plain_key(key, plain);
  if (!length || !casus_map_get(&keys->map, casus_str_of(plain, length), &value)) return false;
  *field = (casus_field)(value & ((1u << FIELD_BITS) - 1));
  *rank = value >> FIELD_BITS;
  return true;
}

static bool is_address(casus_str s) {
  return casus_str_starts(s, CASUS_STR("http://")) || casus_str_starts(s, CASUS_STR("https://"));
}

void casus_fields_offer(casus_fields *fields, casus_field field, uint32_t rank, casus_str key, casus_str value) {
  if (field == CASUS_FIELD_PUBLISHER && is_address(value)) field = CASUS_FIELD_URL, rank += URL_FOR_NAME;
  bool better = !fields->value[field].ptr || rank < fields->rank[field];
  if (!better || !casus_str_trim(value).len) return;
  fields->value[field] = value;
  fields->key[field] = key;
  fields->rank[field] = rank;
}

casus_field casus_fields_text(const casus_fields *fields) {
  static const casus_field order[] = {CASUS_FIELD_TEXT, CASUS_FIELD_HTML, CASUS_FIELD_SUMMARY};
  for (size_t i = 0; i < CASUS_COUNT(order); i++)
    if (fields->value[order[i]].ptr) return order[i];
  return CASUS_FIELD_COUNT;
}

/* As the line was before it was encoded twice. */
static int mend_line(const casus_fields *fields, casus_arena *arena, casus_str *line, casus_error *err) {
  casus_mapped raw = {0};
  size_t mended, left;
  if (!fields->letters) return CASUS_OK;
  bool good = casus_mapped_add(&raw, arena, *line, NULL, 0) && casus_mapped_finish(&raw, arena, 0);
  int rc = good ? casus_charset_mend(&raw, fields->letters, arena, &mended, &left, err) : casus_fail_memory(err);
  if (rc == CASUS_OK && mended) *line = casus_mapped_str(&raw);
  return rc;
}

/* One line of tidy UTF-8. */
static casus_str tidy_line(casus_str raw, casus_arena *arena) {
  raw = casus_str_trim(raw);
  char *line = casus_arena_alloc(arena, raw.len * 3 + 1);
  size_t n = 0, size = 0;
  if (!line) return (casus_str){NULL, 0};
  for (size_t at = 0; at < raw.len; at += size) {
    uint32_t c = casus_tidy(casus_utf8_at(raw, at, &size), 0);
    if (c == '\n' || c == '\t') c = ' ';
    if (!c || (c == ' ' && n && line[n - 1] == ' ')) continue;
    char utf8[4];
    size_t length = casus_utf8_encode(c, utf8);
    memcpy(line + n, length ? utf8 : "\xEF\xBF\xBD", length ? length : 3);
    n += length ? length : 3;
  }
  return casus_str_of(line, n);
}

int casus_fields_fill(const casus_fields *fields, const casus_keys *keys, casus_arena *arena, casus_document *document,
                      casus_error *err) {
  casus_str *const into[CASUS_FIELD_COUNT] = {
      [CASUS_FIELD_TITLE] = &document->title,       [CASUS_FIELD_PUBLISHER] = &document->publisher,
      [CASUS_FIELD_AUTHOR] = &document->author,     [CASUS_FIELD_URL] = &document->url,
      [CASUS_FIELD_LANGUAGE] = &document->language, [CASUS_FIELD_ID] = &document->id};
  for (int i = 0; i < CASUS_FIELD_COUNT; i++) {
    if (!into[i] || !fields->value[i].ptr) continue;
    casus_str value = fields->value[i];
    int rc = i == CASUS_FIELD_ID ? CASUS_OK : mend_line(fields, arena, &value, err);
    if (rc != CASUS_OK) return rc;
    *into[i] = i == CASUS_FIELD_ID ? casus_arena_copy(arena, value) : tidy_line(value, arena);
    if (!into[i]->ptr) return casus_fail_memory(err);
    if (!into[i]->len) *into[i] = (casus_str){NULL, 0};
  }
  casus_str date = fields->value[CASUS_FIELD_DATE];
  bool known = !date.ptr || casus_read_date(&keys->calendar, date, document->language, &document->date);
  if (!known) {
    casus_str cut = casus_str_sub(date, 0, DATE_MOST);
    document->never = tidy_line(casus_str_sub(cut, 0, casus_utf8_valid(cut)), arena);
    if (!document->never.ptr) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

int casus_fields_set_text(const casus_mapped *raw, bool html, casus_arena *arena, casus_document *document,
                          casus_error *err) {
  casus_mapped text = *raw;
  casus_str trimmed = casus_str_trim(casus_mapped_str(raw));
  html |= casus_looks_like_html(casus_str_sub(trimmed, 0, 1024));
  int rc = html ? casus_clean_fragment(raw, arena, &text, err) : CASUS_OK;
  if (rc != CASUS_OK) return rc;
  document->text = casus_mapped_str(&text);
  document->origin = text.origin;
  return CASUS_OK;
}
