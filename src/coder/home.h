/* Where a report plays. Private to coder. */
#ifndef CASUS_CODER_HOME_H
#define CASUS_CODER_HOME_H

#include "coder/slot.h"

/* Fills view->homes: for each sentence the state that the report is mostly about so far, by its dateline and the
 * sentences before; empty when it is about several, or the sentence names another. And view->grounds: how often that
 * state and the next ones were named. */
int casus_homes_find(casus_reading *view);

/* The state that the report is mostly about before `sentence`, leaving aside what is named about `other`. Empty: it is
 * about several. */
casus_str casus_ground_at(const casus_reading *view, uint32_t sentence, casus_str other);

#endif
