/* Mending parses in place: small looks at a tree, and the parts of casus_mend_heads. Private to mend_*.c. */
#ifndef CASUS_CODER_MEND_H
#define CASUS_CODER_MEND_H

#include "coder/slot.h"

/* In this order. */
void casus_mend_verbs(const casus_text *text, casus_token *tokens);
void casus_mend_fragments(const casus_text *text, casus_token *tokens);
void casus_mend_objects(const casus_text *text, casus_token *tokens);
void casus_mend_nouns(const casus_text *text, casus_token *tokens);
void casus_mend_clauses(const casus_text *text, casus_token *tokens);

static inline bool casus_is_tagged(const casus_token *word, const char *tag) {
  return casus_str_eq(word->xpos, casus_str_from_c(tag));
}

static inline bool casus_is_form(const casus_token *word, const char *form) {
  return casus_str_ieq(word->form, casus_str_from_c(form));
}

/* "signed", "signs"; participles and infinitives are none. */
static inline bool casus_is_finite(const casus_token *word) {
  return word->upos == CASUS_UPOS_VERB &&
         (casus_is_tagged(word, "VBD") || casus_is_tagged(word, "VBZ") || casus_is_tagged(word, "VBP"));
}

static inline bool casus_is_noun(const casus_token *word) {
  return word->upos == CASUS_UPOS_NOUN || word->upos == CASUS_UPOS_PROPN;
}

static inline bool casus_is_nominal(const casus_token *word) {
  return casus_is_noun(word) || word->upos == CASUS_UPOS_PRON;
}

static inline void casus_hang(casus_token *word, int32_t head, casus_deprel relation, casus_subrel sub) {
  word->head = head;
  word->deprel = (uint8_t)relation;
  word->subrel = (uint8_t)sub;
}

/* The first child of a word in its sentence. -1: none. */
static inline int32_t casus_child_in(const casus_sentence *sentence, const casus_token *tokens, uint32_t head,
                                     casus_deprel relation) {
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (tokens[i].head == (int32_t)head && tokens[i].deprel == relation) return (int32_t)i;
  return -1;
}

#endif
