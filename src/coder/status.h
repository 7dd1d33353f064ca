/* Did it happen? The standing of a deed, from the words above and around its trigger. Private to coder. */
#ifndef CASUS_CODER_STATUS_H
#define CASUS_CODER_STATUS_H

#include "coder/match.h"

/* From grammar alone: status.tsv on the path from the trigger upwards. The strongest wins, in the order denied, past,
 * possible, planned, claimed, asserted. */
casus_status casus_status_of(const casus_reading *view, const casus_slots *slots);

/* "call on Russia to withdraw", "a demand for talks": what is asked of others is no deed, whoever asks. */
bool casus_is_only_asked(const casus_reading *view, const casus_slots *slots);

/* "did not do more to help": whether help was given, nobody says. */
bool casus_is_only_measured(const casus_reading *view, const casus_slots *slots);

/* "a missile that can reach Japan": what a weapon can do, nobody did. */
bool casus_is_only_able(const casus_reading *view, const casus_slots *slots);

/* The stronger of two, in that order. */
casus_status casus_status_stronger(casus_status a, casus_status b);

/* The status changed by who tells it: a party to a quarrel only claims; what somebody foretells of others is possible.
 */
casus_status casus_status_told(const casus_reading *view, const casus_match *match, casus_status status);

/* Dated before the last twelve months, or in a year that is over. */
bool casus_day_is_past(casus_date day, casus_date published);

#endif
