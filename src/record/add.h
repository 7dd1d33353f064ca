/* A document on its way into the record. Private to add*.c. */
#ifndef CASUS_RECORD_ADD_H
#define CASUS_RECORD_ADD_H

#include "record/sql.h"

/* What is being added. Row numbers of the events stand in the order of the coding. */
typedef struct casus_addition {
  casus_record *record;
  const casus_document *document;
  const casus_text *text;
  const casus_coding *coding;
  casus_date seen;
  casus_str id; /* under which the document is kept */
  int64_t row;
  int64_t *events;
} casus_addition;

/* add_check.c: CASUS_E_INPUT for what the tables could not give back as it came. */
int casus_addition_check(const casus_addition *a, casus_error *err);

/* add_items.c: the n-th of its kind in the coding, with all that belongs to it. */
int casus_add_event(casus_addition *a, size_t n, casus_error *err);
int casus_add_statement(casus_addition *a, size_t n, casus_error *err);
int casus_add_tie(casus_addition *a, size_t n, casus_error *err);

#endif
