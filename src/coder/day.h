/* When a deed was done. Private to coder. */
#ifndef CASUS_CODER_DAY_H
#define CASUS_CODER_DAY_H

#include "coder/match.h"

/* The day that the text gives to the deed; precision NONE: none. Days after it for what is planned. */
casus_date casus_day_of(const casus_reading *view, const casus_slots *slots, casus_status status);

#endif
