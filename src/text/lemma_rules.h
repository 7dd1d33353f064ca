/* Undoing English inflection. Private to lemma*.c. */
#ifndef CASUS_TEXT_LEMMA_RULES_H
#define CASUS_TEXT_LEMMA_RULES_H

#include "text/lemma.h"

/* A possible lemma: stem and what is put behind it. */
typedef struct casus_lemma_guess {
  casus_str stem;
  const char *tail; /* "", "e", "y", … */
} casus_lemma_guess;

/* The most likely base of an inflected form in lower case; `model` tells which lemmas are known. */
casus_lemma_guess casus_lemma_rule(const casus_model *model, casus_str form, casus_upos upos, casus_str xpos);

#endif
