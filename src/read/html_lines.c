/* Lines that are no part of a report although they stand in it. */
#include "read/html_facts.h"

enum { HEAD_LINES = 12, SHORT_LINE = 100, LONG_LINE = 60 }; /* bytes */

bool casus_page_is_prose(casus_str line) {
  enum { FEW = 4 };
  size_t small = 0;
  for (size_t at = 0; at < line.len; at++)
    small += casus_is_lower(line.ptr[at]) && (!at || casus_is_space(line.ptr[at - 1]));
  return small > FEW;
}

/* "Published: 9 June 2024", "By A. Writer": what the record has as date and author. */
static bool is_head_matter(const casus_html_words *words, casus_str language, casus_str line) {
  casus_date unused;
  bool ends = casus_str_ends(line, CASUS_STR(".")) || casus_str_ends(line, CASUS_STR("。"));
  if (line.len > SHORT_LINE || casus_page_is_prose(line)) return false;
  return casus_find_date(words->calendar, line, language, &unused, NULL) ? !ends
                                                                         : casus_page_is_byline(words, line) && !ends;
}

bool casus_html_drop_lines(casus_mapped *text, const casus_html_words *words, casus_str language, casus_arena *arena) {
  casus_map seen = {0};
  casus_str rest = casus_mapped_str(text), line;
  casus_mapped out = {0};
  const char *base = rest.ptr;
  if (!casus_mapped_reserve(&out, arena, text->len)) return false;
  for (size_t number = 0; casus_str_split(&rest, '\n', &line); number++) {
    size_t start = (size_t)(line.ptr - base);
    bool again = line.len >= LONG_LINE && casus_map_get(&seen, line, NULL);
    if (again || (number && number < HEAD_LINES && is_head_matter(words, language, line))) continue;
    if (line.len >= LONG_LINE && !casus_map_set(&seen, arena, line, 1)) return false;
    if (out.len && !casus_mapped_add(&out, arena, CASUS_STR("\n"), NULL, text->origin[start])) return false;
    if (line.len && !casus_mapped_add(&out, arena, line, text->origin + start, 0)) return false;
  }
  *text = out;
  return true;
}
