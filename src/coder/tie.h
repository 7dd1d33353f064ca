/* Standing relations while they are gathered. Private to coder. */
#ifndef CASUS_CODER_TIE_H
#define CASUS_CODER_TIE_H

#include "coder/event.h"

typedef CASUS_VEC(casus_tie) casus_ties;

/* Appends the ties that the language model hears, in text order. */
int casus_bonds_code(const casus_reading *view, casus_ties *ties);
/* How likely a sentence tells a tie of the kind, or an alliance of any kind, by the language model; 0: it does not. */
float casus_bond_share(const casus_text *text, uint32_t sentence, casus_str kind);

#endif
