/* Delimited text, record by record: quotes, any line ends, UTF-8 or Windows-1252. Private to import. */
#ifndef CASUS_IMPORT_CSV_H
#define CASUS_IMPORT_CSV_H

#include "base/base.h"

enum {
  CASUS_CSV_FIELDS = 1024,         /* of one record: the widest set known here has some 700 */
  CASUS_CSV_RECORD_LIMIT = 1 << 20 /* bytes of one record */
};

typedef struct casus_csv {
  casus_str bytes;
  size_t at; /* the next byte */
  char separator, line_end;
  bool unquoted; /* set after the start: quotes are letters */
  uint64_t next_line;
  casus_arena *arena; /* for fields that are no plain part of the bytes */
  /* The record at hand: valid until the arena is reset. Its fields are UTF-8, trimmed, without their quotes. */
  uint64_t line; /* on which it starts, from 1 */
  casus_str fields[CASUS_CSV_FIELDS];
  size_t count;
  const char *fault; /* why it cannot be used; NULL: it can */
} casus_csv;

/* A byte order mark is skipped. `csv` is large: one that lives in an arena. */
void casus_csv_start(casus_csv *csv, casus_str bytes, char separator, casus_arena *arena);
/* CASUS_OK, CASUS_END or CASUS_E_MEMORY. Empty lines are passed over. A quote that never closes spoils its own line
 * only. */
int casus_csv_next(casus_csv *csv, casus_error *err);

#endif
