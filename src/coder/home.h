/* Where a report plays. Private to coder. */
#ifndef CASUS_CODER_HOME_H
#define CASUS_CODER_HOME_H

#include "coder/slot.h"

/* Fills view->homes: for each sentence the state that the report is mostly about so far, by its dateline and the
 * sentences before; empty when it is about several, or the sentence names another. */
int casus_homes_find(casus_reading *view);

#endif
