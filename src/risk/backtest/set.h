/* Comma-separated files, plain or gzipped, row by row: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_SET_H
#define CASUS_RISK_BACKTEST_SET_H

#include "base/base.h"

enum { CASUS_SET_COLUMNS = 32, CASUS_SET_LINE = 1 << 20 }; /* most columns asked for; longest line in bytes */

typedef struct casus_set {
  void *file;
  const char *name; /* below the folder, for messages */
  char *bytes;      /* read and not yet given: [start, end) */
  size_t start, end;
  size_t line;                       /* of the row last given, from 1 */
  uint32_t place[CASUS_SET_COLUMNS]; /* of a column asked for in the file's rows */
  size_t columns, last;              /* asked for; the highest place */
  casus_error *err;
} casus_set;

/* Opens FOLDER/NAME and finds the columns by the names in its first row. CASUS_E_SYSTEM when the file cannot be read,
 * CASUS_E_INPUT when a column is missing; the message names both. Close it in either case. */
int casus_set_open(casus_set *set, const char *folder, const char *name, const char *const *columns, size_t count,
                   casus_error *err);
/* The next row: fields[i] is that of the i-th column asked for, without quotes, borrowed until the next call.
 * CASUS_END behind the last one; CASUS_E_INPUT for a row that is too short or too long. */
int casus_set_next(casus_set *set, casus_str *fields);
void casus_set_close(casus_set *set);

/* A number, or NaN for what is none ("", "NA"). */
double casus_set_number(casus_str field);
/* A whole number within [low, high]; otherwise CASUS_E_INPUT that names file, line and text. */
int casus_set_whole(const casus_set *set, casus_str field, int low, int high, int *value);

#endif
