#include "read/feed.h"

/* What of a namespace's name tells it, and the prefix that it commonly has, for feeds that forget to declare it. */
static const struct {
  casus_str part;
  const char *prefix;
  casus_feed_space space;
} known[] = {
    {CASUS_STR_INIT("purl.org/rss/1.0/modules/content"), "content", CASUS_SPACE_CONTENT},
    {CASUS_STR_INIT("purl.org/dc/"), "dc", CASUS_SPACE_DUBLIN_CORE},
    {CASUS_STR_INIT("purl.org/rss/1.0/modules/"), "", CASUS_SPACE_OTHER},
    {CASUS_STR_INIT("itunes"), "itunes", CASUS_SPACE_ITUNES},
    {CASUS_STR_INIT("search.yahoo.com/mrss"), "media", CASUS_SPACE_MEDIA},
    {CASUS_STR_INIT("1999/xhtml"), "xhtml", CASUS_SPACE_XHTML},
    {CASUS_STR_INIT("w3.org/2005/Atom"), "atom", CASUS_SPACE_CORE},
    {CASUS_STR_INIT("purl.org/atom/ns#"), "atom03", CASUS_SPACE_CORE},
    {CASUS_STR_INIT("purl.org/rss/1.0"), "rss", CASUS_SPACE_CORE},
    {CASUS_STR_INIT("my.netscape.com"), "", CASUS_SPACE_CORE},
    {CASUS_STR_INIT("purl.org/net/rss1.1"), "", CASUS_SPACE_CORE},
    {CASUS_STR_INIT("backend.userland.com"), "", CASUS_SPACE_CORE},
};

static casus_feed_space space_of_uri(casus_str uri) {
  for (size_t i = 0; i < CASUS_COUNT(known); i++)
    if (casus_str_find(uri, known[i].part, 0) != SIZE_MAX) return known[i].space;
  return CASUS_SPACE_OTHER;
}

void casus_feed_note_spaces(casus_feed_spaces *spaces, casus_str attributes) {
  casus_str name, value;
  while (spaces->count < CASUS_MOST_PREFIXES && casus_xml_next_attribute(&attributes, &name, &value)) {
    if (!casus_str_starts(name, CASUS_STR("xmlns:"))) continue; /* names without a prefix are core, whatever is said */
    casus_str prefix = casus_str_sub(name, 6, name.len);
    if (prefix.len > CASUS_PREFIX_BYTES) continue;
    size_t at = spaces->count++;
    memcpy(spaces->items[at].prefix, prefix.ptr, prefix.len);
    spaces->items[at].length = prefix.len;
    spaces->items[at].space = space_of_uri(value);
  }
}

casus_feed_space casus_feed_space_of(const casus_feed_spaces *spaces, casus_str name) {
  casus_str prefix = casus_xml_prefix(name);
  if (!prefix.len) return CASUS_SPACE_CORE;
  for (size_t i = spaces->count; i-- > 0;)
    if (casus_str_eq(prefix, casus_str_of(spaces->items[i].prefix, spaces->items[i].length)))
      return spaces->items[i].space;
  for (size_t i = 0; i < CASUS_COUNT(known); i++)
    if (casus_str_eq(prefix, casus_str_from_c(known[i].prefix))) return known[i].space;
  return CASUS_SPACE_OTHER;
}
