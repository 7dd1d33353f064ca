/* Fields of a table as RFC 4180 has it. Private to the CSV files of out. */
#ifndef CASUS_OUT_CSV_H
#define CASUS_OUT_CSV_H

#include "base/base.h"

/* Quoted where it must be; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
void casus_csv_text(casus_buffer *out, casus_str text, bool first);
void casus_csv_number(casus_buffer *out, double value); /* not observed: an empty field, never 0 */
void casus_csv_date(casus_buffer *out, casus_date date);

#endif
