/* Filters as SQL conditions. Private to record. */
#ifndef CASUS_RECORD_QUERY_H
#define CASUS_RECORD_QUERY_H

#include "record/sql.h"

/* The condition that each field of a casus_filter makes on one kind of rows; NULL: none. SQL with the parameters
 * :actor, :other, :type, :status, :confidence, :speaker, :since, :until. d is the document. */
typedef struct casus_conditions {
  const char *actor, *other, *type, *status, *confidence, *speaker, *since, *until;
} casus_conditions;

/* The order of documents: those without a day last. */
#define CASUS_DOCUMENT_ORDER "d.published IS NULL, d.published, d.published_precision, d.id"
/* Whether event e has an actor among its parties. */
#define CASUS_EVENT_TOUCHES(parameter)                                                                                 \
  "EXISTS (SELECT 1 FROM parties p WHERE p.event = e.event AND p.actor = " parameter ")"

/* Prepares "<select> WHERE <conditions> ORDER BY <order> LIMIT …" with all values of the filter bound. Not kept in the
 * handle: end it with casus_query_end. */
int casus_query_begin(casus_record *record, const char *select, const casus_conditions *conditions, const char *order,
                      const casus_filter *filter, casus_cursor *cursor, casus_error *err);
/* Finalizes; gives back `code`, or the failure that the cursor kept when `code` is CASUS_OK or CASUS_END. */
int casus_query_end(casus_cursor *cursor, int code, casus_error *err);

#endif
