#ifndef CASUS_BASE_TABLE_H
#define CASUS_BASE_TABLE_H

#include "base/str.h"

/* Walks over a tab-separated data file: lines ended by LF, '#' lines and empty lines skipped, no quoting. */
typedef struct casus_table {
  casus_str rest;
  size_t line; /* of the row last given, from 1 */
} casus_table;

enum { CASUS_TABLE_COLUMNS = 24 };

static inline casus_table casus_table_of(casus_str bytes) { return (casus_table){.rest = bytes}; }
/* The next row: fields[0..columns) trimmed; missing ones are {"",0}, extra ones are dropped. False at the end. */
bool casus_table_next(casus_table *table, casus_str *fields, size_t columns);
/* The next item of a list field "a | b | c", trimmed, empty items skipped. False at the end. */
bool casus_list_next(casus_str *rest, casus_str *item);

#endif
