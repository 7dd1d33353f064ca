/* What an element calls itself: the words of its class and id, and other words that tell what is what on a page. */
#include "read/html_facts.h"

enum { WORD = 24, RANK_BITS = 8 }; /* bytes; no word of the tables is longer */

static int number_of(const char *const *names, size_t count, casus_str name) {
  for (size_t i = 0; i < count; i++)
    if (names[i] && casus_str_eq(name, casus_str_from_c(names[i]))) return (int)i;
  return -1;
}

static int load_names(const char *folder, casus_arena *arena, casus_map *words, casus_error *err) {
  casus_str bytes, fields[2];
  int rc = casus_data_get(folder, "read/unwanted.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, fields, 2)) {
    bool article = casus_str_eq(fields[1], CASUS_STR("1"));
    if (!casus_map_set(words, arena, fields[0], article ? CASUS_NAME_ARTICLE : CASUS_NAME_UNWANTED))
      return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* A table whose second column is one of `kinds`: a bit each. */
static int load_kinds(const char *folder, const char *path, const char *const *kinds, size_t count, casus_arena *arena,
                      casus_map *words, casus_error *err) {
  casus_str bytes, fields[2];
  int rc = casus_data_get(folder, path, arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, fields, 2)) {
    int kind = number_of(kinds, count, fields[1]);
    if (kind < 0) return casus_fail(err, CASUS_E_DATA, 0, "%s:%zu: no such kind", path, table.line);
    uint32_t before = 0;
    casus_map_get(words, fields[0], &before);
    if (!casus_map_set(words, arena, fields[0], before | 1u << kind)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

static int load_meta(const char *folder, casus_arena *arena, casus_map *meta, casus_error *err) {
  static const char *const facts[CASUS_PAGE_FACTS] = {"title", "publisher", "author",  "url",
                                                      "date",  "updated",   "language"};
  casus_str bytes, row[3];
  int rc = casus_data_get(folder, "read/meta.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, row, 3)) {
    int64_t rank;
    int fact = number_of(facts, CASUS_COUNT(facts), row[0]);
    if (fact < 0 || !casus_parse_int(row[1], &rank))
      return casus_fail(err, CASUS_E_DATA, 0, "read/meta.tsv:%zu: no such fact", table.line);
    if (!casus_map_set(meta, arena, row[2], (uint32_t)rank << RANK_BITS | (uint32_t)fact))
      return casus_fail_memory(err);
  }
  return CASUS_OK;
}

int casus_html_words_open(const char *folder, const casus_calendar *calendar, casus_arena *arena,
                          casus_html_words *words, casus_error *err) {
  static const char *const roles[] = {"date", "updated", "today", "byline", "other"};
  static const char *const places[] = {"before", "behind", "nobody"};
  *words = (casus_html_words){.calendar = calendar};
  int rc = load_names(folder, arena, &words->names, err);
  if (rc == CASUS_OK) rc = load_kinds(folder, "read/roles.tsv", roles, CASUS_COUNT(roles), arena, &words->roles, err);
  if (rc == CASUS_OK)
    rc = load_kinds(folder, "read/bylines.tsv", places, CASUS_COUNT(places), arena, &words->bylines, err);
  return rc == CASUS_OK ? load_meta(folder, arena, &words->meta, err) : rc;
}

static unsigned look_up(const casus_map *words, casus_str word) {
  uint32_t bits;
  return casus_map_get(words, word, &bits) ? bits : 0;
}

/* "articleComments", "related-links": small letters of each part. */
static unsigned bits_of(const casus_map *words, casus_str text) {
  char word[WORD];
  size_t length = 0;
  unsigned bits = 0;
  for (size_t i = 0; i <= text.len; i++) {
    char letter = i < text.len ? text.ptr[i] : ' ';
    bool small = i && casus_is_lower(text.ptr[i - 1]);
    bool ends = !casus_is_alpha(letter) || (small && !casus_is_lower(letter));
    if (ends && length && length < WORD) bits |= look_up(words, casus_str_of(word, length));
    if (ends) length = 0;
    if (casus_is_alpha(letter) && length < WORD) word[length++] = casus_to_lower(letter);
  }
  return bits;
}

unsigned casus_html_name_bits(const casus_map *words, const GumboNode *element) {
  return bits_of(words, casus_html_attribute(element, "class")) | bits_of(words, casus_html_attribute(element, "id"));
}

bool casus_html_unwanted(const casus_html_words *words, const GumboNode *node) {
  static const casus_str roles[] = {CASUS_STR_INIT("navigation"),  CASUS_STR_INIT("complementary"),
                                    CASUS_STR_INIT("contentinfo"), CASUS_STR_INIT("banner"),
                                    CASUS_STR_INIT("search"),      CASUS_STR_INIT("dialog")};
  casus_str role = casus_html_attribute(node, "role");
  for (size_t i = 0; i < CASUS_COUNT(roles); i++)
    if (casus_str_ieq(role, roles[i])) return true;
  unsigned bits = casus_html_name_bits(&words->names, node);
  return (bits & CASUS_NAME_UNWANTED) && !(bits & CASUS_NAME_ARTICLE);
}
