/* Incidents that many records tell: gathered by key, added after the last record. Private to import. */
#ifndef CASUS_IMPORT_PAIRS_H
#define CASUS_IMPORT_PAIRS_H

#include "import/format.h"

typedef struct casus_pair {
  casus_imported_incident incident; /* texts live as long as the import */
  int64_t deaths, records;
} casus_pair;

typedef struct casus_pairs {
  CASUS_VEC(casus_pair) list; /* in the order in which they came */
  casus_map by_key;
} casus_pairs;

/* The pair of that key, states and dispute or year; *is_new: it was just made, with a, b in the order of the alphabet
 * and the line at hand. NULL: out of memory, the import ends. */
casus_pair *casus_pairs_get(casus_importer *in, casus_pairs *pairs, casus_str key, casus_str a, casus_str b,
                            bool *is_new);
/* Widens the incident's days by those of one record. */
void casus_pair_dates(casus_pair *pair, casus_date first, casus_date last);
/* Adds them all. */
void casus_pairs_add(casus_importer *in, const casus_pairs *pairs);

#endif
