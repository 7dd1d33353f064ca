/* The parts of the JSON reader. Private to read. */
#ifndef CASUS_READ_JSON_H
#define CASUS_READ_JSON_H

#include <jansson.h>

#include "read/fields.h"

/* Finds where a value ends, over bytes that come piece by piece. Zero to start. */
typedef struct casus_json_scan {
  size_t depth, deepest;
  bool in_string, escaped, begun, scalar;
} casus_json_scan;
/* Reads on over `bytes`, which follow what was read before. True: the value ended, *end is the place behind it. */
bool casus_json_scan_on(casus_json_scan *scan, casus_str bytes, size_t *end);

/* json_raw.c: the raw value of the last `key` at the top level of an object known to be JSON; ptr NULL: not there. */
casus_str casus_json_value_of(casus_str object, casus_str key);
/* The characters of a raw string, its quotes included, as they are; byte i came from `base` on. */
int casus_json_map_string(casus_str raw, uint32_t base, casus_arena *arena, casus_mapped *out, casus_error *err);

/* json_document.c: the first value of `bytes`, which *used bytes of it are, as a document; `base`: its place behind the
 * record's start. CASUS_END: it is a list of documents in an object, then *list is the raw list. */
typedef struct casus_json_place {
  casus_str bytes;
  uint32_t base;
  const casus_letters *letters;
} casus_json_place;
typedef struct casus_json_list {
  casus_str items;               /* from its bracket on; ptr NULL: there is none */
  casus_str publisher, language; /* of the whole, in the arena given */
} casus_json_list;
int casus_json_document(const casus_keys *keys, casus_json_place at, casus_arena *arena, casus_document *document,
                        size_t *used, casus_json_list *list, casus_error *err);

/* json_turned.c: what is no UTF-8, made UTF-8. Zero to start; the arena is the user's to free. */
typedef struct casus_json_turned {
  casus_arena *arena;
  casus_str encoding; /* taken for the next one too, as long as that loses nothing */
  casus_mapped text;
  size_t lost;
  unsigned looks; /* that were taken at what follows, to tell the encoding */
} casus_json_turned;
/* `view`: it and what follows it, by which the encoding is told. */
int casus_json_turn(casus_json_turned *turned, casus_json_place at, casus_str view, casus_error *err);
/* A place in what was made, behind the record's start. */
size_t casus_json_turned_at(const casus_json_turned *turned, size_t at);
/* The same for all of a document, or for the place of an error, as `rc` has it; notes how it was read. */
int casus_json_lead_back(const casus_json_turned *turned, casus_arena *arena, casus_document *document, int rc,
                         casus_error *err);

#endif
