/* Private to coder. */
#ifndef CASUS_CODER_COUNTERPART_H
#define CASUS_CODER_COUNTERPART_H

#include "coder/match.h"

/* Gives a deed of one state, whose target nothing in its clause names, the one other state that its sentence names;
 * nothing where several are named. */
int casus_counterpart_fill(const casus_reading *view, casus_match *match);

#endif
