/* Where a deed was done. Private to coder. */
#ifndef CASUS_CODER_PLACE_H
#define CASUS_CODER_PLACE_H

#include "coder/slot.h"

/* "in Hanoi": the place beside the trigger, else one that opens the sentence or stands in what hangs on the trigger. */
casus_place casus_place_of(const casus_reading *view, const casus_slots *slots);

#endif
