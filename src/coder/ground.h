/* The state where a report plays, as a party of ties. Private to coder. */
#ifndef CASUS_CODER_GROUND_H
#define CASUS_CODER_GROUND_H

#include "coder/match.h"

/* A side that nobody is named on gets the state where the report plays, if one of its places holds a word of the class
 * "ground" and the other side is named and not that state. */
int casus_ground_fill(const casus_reading *view, casus_match *match);

#endif
