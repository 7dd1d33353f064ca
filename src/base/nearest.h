#ifndef CASUS_BASE_NEAREST_H
#define CASUS_BASE_NEAREST_H

#include "base/str.h"

/* The nearest of the words tried, when near enough to be meant: set `word`, try all, look at `found` (empty: none). */
typedef struct casus_nearest {
  casus_str word, found;
  size_t distance;
} casus_nearest;
void casus_nearest_try(casus_nearest *nearest, casus_str candidate);

#endif
