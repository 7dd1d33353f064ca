/* What single words say about the standing of a deed. Private to status*.c. */
#ifndef CASUS_CODER_STATUS_WORD_H
#define CASUS_CODER_STATUS_WORD_H

#include "coder/status.h"

/* What status.tsv says of a word, by lemma or form. False: nothing. */
bool casus_sign_at(const casus_reading *view, casus_sign_kind kind, uint32_t token, casus_status *status);
bool casus_is_negated(const casus_reading *view, uint32_t token);
bool casus_has_child_in(const casus_reading *view, const char *word_class, uint32_t token);
/* What a word's own dependents say: modals, negation, conjunctions, adverbs, adjectives, prepositions. */
casus_status casus_own_signs(const casus_reading *view, uint32_t token, bool shared_by_conjunct);

casus_sign_kind casus_governor_kind(const casus_reading *view, uint32_t governor);
/* The governor's word about what hangs on it, its own negation included: "does not plan to", "did not rule out". */
bool casus_governor_sign(const casus_reading *view, uint32_t governor, casus_status *status);

#endif
