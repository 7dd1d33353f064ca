/* What the alliance sets share: columns of obligations, and pairs of states by year. Private to import. */
#ifndef CASUS_IMPORT_DUTIES_H
#define CASUS_IMPORT_DUTIES_H

#include "import/spells.h"

/* A column of 0 or 1, and the kind of tie that it tells. */
typedef struct casus_duty {
  size_t column;
  const char *kind;
} casus_duty;

enum { CASUS_MOST_DUTIES = 5 };

/* Whether each duty is told by the record at hand. False: it was skipped. */
bool casus_duties_read(casus_importer *in, const casus_duty *duties, size_t count, bool told[CASUS_MOST_DUTIES]);

/* The pair of the record at hand, tied by its duties from `first` to `last`; both sides by their COW numbers. `spell`
 * has what is common: dates, mutual, note. */
void casus_duties_add_pair(casus_importer *in, casus_spells *spells, size_t a, size_t b, const casus_duty *duties,
                           size_t count, const casus_spell *common);

/* A state by a COW number that was in use on the first day, else on the last, unknown: today
 * (some sign before they are states). */
bool casus_duties_state(casus_importer *in, size_t column, casus_date first, casus_date last, casus_str *state);

#endif
