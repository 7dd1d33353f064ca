/* Sums: for every document, import and issue one number made of all its rows, kept beside them. Damage that leaves the
 * file well-formed is found by it, and told with the name of what is damaged. Private to record.
 *
 * A sum is taken of the values on their way in (casus_sql_add), and looked at by reading the rows back: what is proven
 * is that the record holds what was meant. It adds up the hashes of the rows, so that their order is free. Numbers of
 * rows that SQLite gives are left out; indexes and rows that refer to them prove those. Keys of stories follow from the
 * texts, and are made anew to be compared. */
#ifndef CASUS_RECORD_SUMS_H
#define CASUS_RECORD_SUMS_H

#include "record/sql.h"

typedef enum casus_sum_kind { CASUS_SUM_DOCUMENT, CASUS_SUM_IMPORT, CASUS_SUM_ISSUE, CASUS_SUM_KINDS } casus_sum_kind;

/* Keeps record->sum as that of a new document, import or issue. */
int casus_sum_keep(casus_record *record, casus_sum_kind kind, int64_t row, casus_error *err);
/* Adds the row of an import, which is only written whole at its end, to record->sum. */
int casus_sum_import_row(casus_record *record, casus_error *err);
/* The sum of the rows as they stand. */
int casus_sum_of(casus_record *record, casus_sum_kind kind, int64_t row, uint64_t *sum, casus_error *err);
/* Keeps the sums of everything: for a record that was made before there were any. */
int casus_sum_all(casus_record *record, casus_error *err);

/* Takes the wordings and links of all documents out of their sums, or puts them in. */
int casus_sum_stories(casus_record *record, bool in, casus_error *err);

#endif
