/* The table that cmake/embed.cmake makes of the data/ folder. Private to base. */
#ifndef CASUS_BASE_DATA_TABLE_H
#define CASUS_BASE_DATA_TABLE_H

#include <stddef.h>

typedef struct casus_data_entry {
  const char *name;
  const char *start, *end;
} casus_data_entry;

extern const casus_data_entry casus_data_table[]; /* sorted by name, bytewise */
extern const size_t casus_data_table_count;

#endif
