/* Standing relations while they are gathered. Private to coder. */
#ifndef CASUS_CODER_TIE_H
#define CASUS_CODER_TIE_H

#include "coder/event.h"

typedef CASUS_VEC(casus_tie) casus_ties;

/* Appends the ties that the language model hears, in text order. */
int casus_bonds_code(const casus_reading *view, casus_ties *ties);
int casus_tie_push(const casus_reading *view, casus_ties *ties, const casus_tie *tie); /* appends a copy */

#endif
