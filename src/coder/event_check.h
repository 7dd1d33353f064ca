/* Is a match an event at all? The last look at it, over all rules alike. Private to coder. */
#ifndef CASUS_CODER_EVENT_CHECK_H
#define CASUS_CODER_EVENT_CHECK_H

#include "coder/match.h"

/* Parties that are no actors ("attempts", "the possibility") lose their place; a name or people keep it as text. */
void casus_event_clean(const casus_reading *view, casus_match *match);

/* "Japan recalled its ambassador": no deed of Japan to itself. Whom it is meant for is open. */
void casus_event_part(casus_match *match);

/* False for what cleaning leaves without a state, for deeds of one party towards itself
 * (unless a mark is sure of them), for clashes with nobody, for
 * business among firms, and for what somebody only asks others to do. */
bool casus_event_stands(const casus_reading *view, const casus_match *match);

#endif
