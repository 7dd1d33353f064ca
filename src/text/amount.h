/* Amounts: the pieces that amount.c and amount_bound.c share. Private to text. */
#ifndef CASUS_TEXT_AMOUNT_H
#define CASUS_TEXT_AMOUNT_H

#include "text/number.h"

/* Is a bare number that starts at `at` part of a name ("Su-57", "Resolution 1718"), a time, an item number, an address
 * or a pronoun ("one of")? */
bool casus_amount_is_label(const casus_number_scan *scan, size_t at, const casus_number *number);

/* What the words before token `at` say of the number that starts there: "more than", "some"; *start gets the first
 * of those words, `at` without them. */
casus_bound casus_amount_bound(const casus_number_scan *scan, size_t at, size_t *start);

#endif
