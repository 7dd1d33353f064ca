/* Title and publisher without each other: "Envoys meet | World | The Daily" is "Envoys meet" of The Daily. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "read/html_facts.h"

enum { SHORTEST_HEADING = 12, PLAIN = 300 };

/* Letters and digits alone, small. */
static size_t plain(casus_str text, char out[PLAIN]) {
  size_t n = 0, size;
  for (size_t at = 0; at < text.len; at += size) {
    UChar32 c = (UChar32)casus_utf8_at(text, at, &size);
    char utf8[4];
    if (!u_isalnum(c) && !(U_GET_GC_MASK(c) & U_GC_M_MASK)) continue;
    size_t length = casus_utf8_encode((uint32_t)u_tolower(c), utf8);
    if (n + length > PLAIN) break;
    memcpy(out + n, utf8, length);
    n += length;
  }
  return n;
}

/* "https://www.daily.example/x" -> "daily.example". */
static casus_str host_of(casus_str url) {
  size_t start = casus_str_find(url, CASUS_STR("//"), 0);
  if (start == SIZE_MAX) return (casus_str){NULL, 0};
  size_t end = start + 2;
  while (end < url.len && url.ptr[end] != '/' && url.ptr[end] != '?' && url.ptr[end] != ':') end++;
  casus_str host = casus_str_sub(url, start + 2, end);
  return casus_str_starts(host, CASUS_STR("www.")) ? casus_str_sub(host, 4, host.len) : host;
}

bool casus_page_holds(casus_str whole, casus_str part) {
  enum { SHORTEST = 3 };
  char a[PLAIN], b[PLAIN];
  casus_str large = casus_str_of(a, plain(whole, a)), small = casus_str_of(b, plain(part, b));
  return small.len >= SHORTEST && casus_str_find(large, small, 0) != SIZE_MAX;
}

bool casus_page_is_site(const casus_page_facts *facts, casus_str text) {
  casus_str publisher = facts->best[CASUS_PAGE_PUBLISHER], host = host_of(facts->best[CASUS_PAGE_URL]);
  return casus_page_holds(publisher, text) || casus_page_holds(text, publisher) || casus_page_holds(host, text) ||
         casus_page_holds(text, host);
}

/* Signs that part a title from a site's name; a bare "-" does so between letters of Chinese or Japanese only. */
static const casus_str separators[] = {
    CASUS_STR_INIT(" | "), CASUS_STR_INIT(" - "),  CASUS_STR_INIT(" – "), CASUS_STR_INIT(" — "),  CASUS_STR_INIT(" » "),
    CASUS_STR_INIT(" « "), CASUS_STR_INIT(" -- "), CASUS_STR_INIT(" : "), CASUS_STR_INIT(" :: "), CASUS_STR_INIT(" / "),
    CASUS_STR_INIT(" › "), CASUS_STR_INIT(" · "),  CASUS_STR_INIT(" • "), CASUS_STR_INIT("_"),    CASUS_STR_INIT("|"),
    CASUS_STR_INIT("｜"),  CASUS_STR_INIT("："),   CASUS_STR_INIT("-")};

/* The last separator of a title, and behind it. */
static bool cut_last(casus_str title, size_t *at, size_t *behind) {
  for (size_t i = title.len; i-- > 1;)
    for (size_t k = 0; k < CASUS_COUNT(separators); k++)
      if (casus_str_starts(casus_str_sub(title, i, title.len), separators[k])) {
        *at = i;
        *behind = i + separators[k].len;
        return true;
      }
  return false;
}

static bool begins_with_separator(casus_str text) {
  text = casus_str_trim(text);
  for (size_t k = 0; k < CASUS_COUNT(separators); k++)
    if (casus_str_starts(text, casus_str_trim(separators[k]))) return true;
  return false;
}

/* A title without the site's name behind it, or before it. */
static casus_str without_site(const casus_page_facts *facts, casus_str title) {
  size_t at, behind;
  while (cut_last(title, &at, &behind)) {
    casus_str tail = casus_str_trim(casus_str_sub(title, behind, title.len));
    if (!casus_page_is_site(facts, tail) || tail.len > at) break;
    title = casus_str_trim(casus_str_sub(title, 0, at));
  }
  for (size_t k = 0; k < CASUS_COUNT(separators); k++) {
    size_t first = separators[k].len > 2 ? casus_str_find(title, separators[k], 0) : SIZE_MAX;
    casus_str head = casus_str_sub(title, 0, first == SIZE_MAX ? 0 : first);
    if (head.len && 2 * head.len < title.len && casus_page_is_site(facts, head))
      return casus_str_trim(casus_str_sub(title, first + separators[k].len, title.len));
  }
  return title;
}

/* The heading that a title goes on behind. */
static casus_str heading_of(const casus_page_facts *facts, casus_str title) {
  for (size_t i = 0; i < facts->heading_count; i++) {
    casus_str heading = facts->headings[i], rest = casus_str_sub(title, heading.len, title.len);
    if (heading.len < SHORTEST_HEADING || !casus_str_starts(title, heading)) continue;
    if (!rest.len || begins_with_separator(rest)) return heading;
  }
  return (casus_str){NULL, 0};
}

/* A heading that the page's title holds, where no meta element tells a title. */
static casus_str heading_in_title(const casus_page_facts *facts) {
  casus_str best = {NULL, 0};
  for (size_t i = 0; i < facts->heading_count; i++) {
    casus_str heading = facts->headings[i];
    bool held = casus_page_holds(facts->page_title, heading);
    if (held && heading.len > best.len && !casus_page_is_site(facts, heading)) best = heading;
  }
  return best;
}

/* What stands last behind the title in the page's own: the name of the site. */
static void offer_suffix(casus_page_facts *facts, casus_str title) {
  size_t at, behind;
  casus_str whole = facts->page_title;
  if (!title.len || whole.len <= title.len || !casus_str_starts(whole, title)) return;
  casus_str rest = casus_str_sub(whole, title.len, whole.len);
  if (!begins_with_separator(rest) || !cut_last(whole, &at, &behind) || at < title.len) return;
  casus_page_offer(facts, CASUS_PAGE_PUBLISHER, CASUS_RANK_SUFFIX, casus_str_sub(whole, behind, whole.len));
}

static casus_str tidy_name(casus_str name) {
  casus_str host = host_of(name);
  if (host.len) name = host;
  if (casus_str_starts(name, CASUS_STR("www."))) name = casus_str_sub(name, 4, name.len);
  if (casus_str_starts(name, CASUS_STR("@"))) name = casus_str_sub(name, 1, name.len);
  return casus_str_trim(name);
}

void casus_page_name(casus_page_facts *facts, casus_document *document) {
  casus_str told = facts->best[CASUS_PAGE_TITLE], heading = {NULL, 0};
  casus_str title = told.len ? told : facts->page_title;
  heading = heading_of(facts, title);
  if (!heading.len && !told.len) heading = heading_in_title(facts);
  if (!heading.len && !title.len && facts->heading_count) heading = facts->headings[0];
  offer_suffix(facts, heading.len ? heading : title);
  title = heading.len ? heading : without_site(facts, title);
  if (title.len) document->title = title;
  casus_page_offer(facts, CASUS_PAGE_PUBLISHER, CASUS_RANK_LAST, host_of(facts->best[CASUS_PAGE_URL]));
  casus_str publisher = tidy_name(facts->best[CASUS_PAGE_PUBLISHER]);
  if (publisher.len) document->publisher = publisher;
}
