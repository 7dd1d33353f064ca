/* Lemmas: the treebank's dictionary, data/text/lemmas.tsv for irregular words, and rules of English inflection.
 * Private to this room. */
#ifndef CASUS_TEXT_LEMMA_H
#define CASUS_TEXT_LEMMA_H

#include "text/features.h"

/* Keys of CASUS_SECTION_LEMMAS. A form is in lower case unless its tag is of a proper noun. */
static inline uint64_t casus_lemma_form_key(casus_str form, casus_str xpos) {
  return casus_mix(casus_mix(casus_hash(form), 'f'), casus_hash(xpos));
}
/* Asks whether a lemma is known with a part of speech. */
static inline uint64_t casus_lemma_known_key(uint64_t lemma_hash, casus_upos upos) {
  return casus_mix(casus_mix(lemma_hash, 'k'), upos);
}

/* Read lemmas.tsv into model->irregular; belongs to model->arena. `folder`: see casus_data_get. */
int casus_irregular_open(const char *folder, casus_model *model, casus_error *err);

/* The lemma of a tagged form: part of the form, of the model or of `arena`. ptr NULL when out of memory. */
casus_str casus_lemma_find(const casus_model *model, casus_arena *arena, casus_str form, casus_upos upos,
                           casus_str xpos);

/* ASCII letters in lower case, curly apostrophes straight; the same bytes when there is nothing to change. ptr NULL
 * when out of memory. */
casus_str casus_lemma_lower(casus_arena *arena, casus_str form);

#endif
