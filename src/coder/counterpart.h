/* Private to coder. */
#ifndef CASUS_CODER_COUNTERPART_H
#define CASUS_CODER_COUNTERPART_H

#include "coder/match.h"

/* Sides of a deed that name no actor get the likeliest of those that the report names up to here, or the doer's own
 * state, where it is likely enough; one that names an actor gets another only where the language model means it.
 * `coding`: the events told so far. */
int casus_counterpart_fill(const casus_reading *view, const casus_coding *coding, casus_match *match);

#endif
