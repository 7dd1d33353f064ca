/* Why a word was taken for a deed, or was not. Private to coder. */
#ifndef CASUS_CODER_TRIAL_H
#define CASUS_CODER_TRIAL_H

#include "coder/match.h"

typedef CASUS_VEC(casus_trial) casus_trials;

/* Every rule that some word might set off. `coded` says which of them made events and ties. */
int casus_trials_hold(const casus_reading *view, const casus_coding *coded, casus_trials *trials);

#endif
