/* What an element calls itself: the words of its class and id. */
#include "read/html.h"

enum { WORD = 24 }; /* bytes; no word of the table is longer */

int casus_html_names_open(const char *folder, casus_arena *arena, casus_html_names *names, casus_error *err) {
  casus_str bytes, fields[2];
  int rc = casus_data_get(folder, "read/unwanted.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, fields, 2))
    if (!casus_map_set(&names->words, arena, fields[0], casus_str_eq(fields[1], CASUS_STR("1"))))
      return casus_fail_memory(err);
  return CASUS_OK;
}

typedef struct verdict {
  bool against, in_favour;
} verdict;

static void look_up(const casus_html_names *names, casus_str word, verdict *v) {
  uint32_t article;
  if (!casus_map_get(&names->words, word, &article)) return;
  *(article ? &v->in_favour : &v->against) = true;
}

/* "articleComments", "related-links": small letters of each part. */
static void read_names(const casus_html_names *names, casus_str text, verdict *v) {
  char word[WORD];
  size_t length = 0;
  for (size_t i = 0; i <= text.len; i++) {
    char letter = i < text.len ? text.ptr[i] : ' ';
    bool small = i && casus_is_lower(text.ptr[i - 1]);
    bool ends = !casus_is_alpha(letter) || (small && !casus_is_lower(letter));
    if (ends && length && length < WORD) look_up(names, casus_str_of(word, length), v);
    if (ends) length = 0;
    if (casus_is_alpha(letter) && length < WORD) word[length++] = casus_to_lower(letter);
  }
}

bool casus_html_unwanted(const casus_html_names *names, const GumboNode *node) {
  static const casus_str roles[] = {CASUS_STR_INIT("navigation"),  CASUS_STR_INIT("complementary"),
                                    CASUS_STR_INIT("contentinfo"), CASUS_STR_INIT("banner"),
                                    CASUS_STR_INIT("search"),      CASUS_STR_INIT("dialog")};
  casus_str role = casus_html_attribute(node, "role");
  for (size_t i = 0; i < CASUS_COUNT(roles); i++)
    if (casus_str_ieq(role, roles[i])) return true;
  verdict v = {0};
  read_names(names, casus_html_attribute(node, "class"), &v);
  read_names(names, casus_html_attribute(node, "id"), &v);
  return v.against && !v.in_favour;
}
