/* Active or passive, also where a parser took the one for the other. */
#include "coder/slot.h"

enum { DEEPEST = 24 }; /* climbs in a parse stop here; real chains are shorter */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static int32_t child_sub(const casus_reading *view, uint32_t token, casus_deprel relation, casus_subrel sub) {
  CASUS_FOR_CHILDREN(view, token, child)
  if (at(view, (uint32_t)child)->deprel == relation && at(view, (uint32_t)child)->subrel == sub) return child;
  return -1;
}

/* A sentence that is a noun and a past participle, ended by a full stop: a finite verb that was misread. */
static bool is_misread_predicate(const casus_reading *view, uint32_t verb) {
  const casus_token *word = at(view, verb);
  if (word->deprel != CASUS_DEP_acl || word->head < 0 || word->subrel == CASUS_SUB_relcl) return false;
  const casus_sentence *sentence = &view->text->sentences[word->sentence];
  bool whole =
      at(view, (uint32_t)word->head)->head < 0 && casus_str_eq(at(view, sentence->last - 1)->form, CASUS_STR("."));
  CASUS_FOR_CHILDREN(view, verb, child)
  if (casus_preposition(view, (uint32_t)child) == CASUS_SLOT_BY) return false;
  return whole && casus_child(view, (uint32_t)word->head, CASUS_DEP_cop) < 0;
}

/* "A court ruled against Chad.": a whole sentence has a finite verb, and its subject is not marked as passive. */
static bool is_misread_past(const casus_reading *view, uint32_t verb) {
  const casus_token *word = at(view, verb);
  const casus_sentence *sentence = &view->text->sentences[word->sentence];
  if (word->head >= 0 || !casus_str_eq(at(view, sentence->last - 1)->form, CASUS_STR("."))) return false;
  int32_t subject = casus_child(view, verb, CASUS_DEP_nsubj);
  CASUS_FOR_CHILDREN(view, verb, child)
  if (casus_preposition(view, (uint32_t)child) == CASUS_SLOT_BY) return false;
  return subject >= 0 && at(view, (uint32_t)subject)->subrel != CASUS_SUB_pass;
}

/* A bare participle: "aid sent to Gaza", "Two killed in blast". */
static bool is_bare_participle(const casus_reading *view, uint32_t verb) {
  const casus_token *token = at(view, verb);
  if (casus_child(view, verb, CASUS_DEP_aux) >= 0 || casus_child(view, verb, CASUS_DEP_obj) >= 0) return false;
  /* "was arrested and charged", "condemned by Ghana and praised by Togo" */
  for (int depth = 0; token->deprel == CASUS_DEP_conj && token->head >= 0 && depth < DEEPEST; depth++) {
    verb = (uint32_t)token->head;
    token = at(view, verb);
    if (child_sub(view, verb, CASUS_DEP_aux, CASUS_SUB_pass) >= 0) return true;
    if (!casus_str_eq(token->xpos, CASUS_STR("VBN")) || casus_child(view, verb, CASUS_DEP_aux) >= 0) return false;
  }
  if (is_misread_predicate(view, verb) || is_misread_past(view, verb)) return false;
  return (token->deprel == CASUS_DEP_acl && token->subrel != CASUS_SUB_relcl) || token->deprel == CASUS_DEP_amod ||
         token->deprel == CASUS_DEP_root || token->deprel == CASUS_DEP_advcl || token->deprel == CASUS_DEP_xcomp;
}

bool casus_is_passive(const casus_reading *view, uint32_t verb) {
  int32_t auxiliary = child_sub(view, verb, CASUS_DEP_aux, CASUS_SUB_pass);
  if (auxiliary >= 0 && casus_in_named_class(view, "passive_auxiliary", (uint32_t)auxiliary)) return true;
  const casus_token *word = at(view, verb);
  bool reduced = word->deprel == CASUS_DEP_acl && word->subrel != CASUS_SUB_relcl; /* never a finite past tense */
  bool participle =
      casus_str_eq(word->xpos, CASUS_STR("VBN")) || (reduced && casus_str_eq(word->xpos, CASUS_STR("VBD")));
  bool passive_subject = child_sub(view, verb, CASUS_DEP_nsubj, CASUS_SUB_pass) >= 0 ||
                         child_sub(view, verb, CASUS_DEP_csubj, CASUS_SUB_pass) >= 0;
  if (passive_subject) return casus_child(view, verb, CASUS_DEP_obj) < 0;
  return participle && is_bare_participle(view, verb);
}
