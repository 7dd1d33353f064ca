/* The parts of the feed reader. Private to read. */
#ifndef CASUS_READ_FEED_H
#define CASUS_READ_FEED_H

#include "read/fields.h"
#include "read/xml.h"

/* The vocabularies that feeds mix. */
typedef enum casus_feed_space {
  CASUS_SPACE_CORE, /* RSS of any kind, Atom */
  CASUS_SPACE_CONTENT,
  CASUS_SPACE_DUBLIN_CORE,
  CASUS_SPACE_ITUNES,
  CASUS_SPACE_MEDIA,
  CASUS_SPACE_XHTML,
  CASUS_SPACE_OTHER
} casus_feed_space;

enum { CASUS_MOST_PREFIXES = 24, CASUS_PREFIX_BYTES = 16 };
typedef struct casus_feed_spaces {
  size_t count;
  struct {
    char prefix[CASUS_PREFIX_BYTES];
    size_t length;
    casus_feed_space space;
  } items[CASUS_MOST_PREFIXES];
} casus_feed_spaces;
void casus_feed_note_spaces(casus_feed_spaces *spaces, casus_str attributes); /* its xmlns */
casus_feed_space casus_feed_space_of(const casus_feed_spaces *spaces, casus_str name);

/* feed_item.c: an <item> or <entry> with its tags, decoded. CASUS_E_INPUT: neither title nor text. */
int casus_feed_item(const casus_mapped *raw, const casus_feed_spaces *spaces, const casus_keys *keys,
                    casus_arena *arena, casus_document *document, casus_error *err);
/* Raw XML as one line of text. */
int casus_feed_line(const casus_mapped *raw, size_t start, size_t end, casus_arena *arena, casus_str *line,
                    casus_error *err);

#endif
