/* Standing relations while they are gathered. Private to coder. */
#ifndef CASUS_CODER_TIE_H
#define CASUS_CODER_TIE_H

#include "coder/event.h"

typedef CASUS_VEC(casus_tie) casus_ties;

/* Appends the ties that the language model hears, in text order. */
int casus_bonds_code(const casus_reading *view, casus_ties *ties);
bool casus_tie_is_kin(casus_str kind, casus_str other); /* the same, or two alliances */

#endif
