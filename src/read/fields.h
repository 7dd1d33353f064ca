/* The named fields of a document in JSON and CSV. Private to read. */
#ifndef CASUS_READ_FIELDS_H
#define CASUS_READ_FIELDS_H

#include "read/source.h"

typedef enum casus_field {
  CASUS_FIELD_TEXT,
  CASUS_FIELD_HTML,
  CASUS_FIELD_SUMMARY, /* stands for the text where there is none */
  CASUS_FIELD_TITLE,
  CASUS_FIELD_DATE,
  CASUS_FIELD_PUBLISHER,
  CASUS_FIELD_AUTHOR,
  CASUS_FIELD_URL,
  CASUS_FIELD_LANGUAGE,
  CASUS_FIELD_ID,
  CASUS_FIELD_LIST, /* holds documents itself */
  CASUS_FIELD_COUNT
} casus_field;

/* What fields are called: --map before data/read/keys.tsv. */
typedef struct casus_keys {
  casus_map map;
  casus_calendar calendar; /* and how dates are written */
} casus_keys;
int casus_keys_load(const casus_read_options *options, casus_arena *arena, casus_keys *keys, casus_error *err);
/* The field that a key names; a lower rank is a better name. */
bool casus_keys_find(const casus_keys *keys, casus_str key, casus_field *field, uint32_t *rank);

/* The best value of each field; ptr NULL: none. `key`: what it was called. */
typedef struct casus_fields {
  casus_str value[CASUS_FIELD_COUNT], key[CASUS_FIELD_COUNT];
  uint32_t rank[CASUS_FIELD_COUNT];
  const casus_letters *letters; /* to mend lines that are not decoded here; NULL: they were */
} casus_fields;
void casus_fields_offer(casus_fields *fields, casus_field field, uint32_t rank, casus_str key, casus_str value);
/* The field that holds the text; COUNT: none. */
casus_field casus_fields_text(const casus_fields *fields);
/* Everything but the text, tidied, into the document. */
int casus_fields_fill(const casus_fields *fields, const casus_keys *keys, casus_arena *arena, casus_document *document,
                      casus_error *err);
/* The text of a field, which may be a piece of a page. */
int casus_fields_set_text(const casus_mapped *raw, bool html, casus_arena *arena, casus_document *document,
                          casus_error *err);

/* read_date.c: what feeds, JSON and CSV call a date. False: none, or a day that never was. */
bool casus_read_date(const casus_calendar *calendar, casus_str text, casus_str language, casus_date *date);

#endif
