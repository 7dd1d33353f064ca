/* Words of standing: modals, negation, adverbs, and what a governor says of the word below it. */
#include "coder/status_word.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

bool casus_sign_at(const casus_reading *view, casus_sign_kind kind, uint32_t token, casus_status *status) {
  return casus_book_sign(view->book, kind, at(view, token)->lemma, status) ||
         casus_book_sign(view->book, kind, at(view, token)->form, status);
}

static bool is_negative(const casus_reading *view, uint32_t token) {
  return casus_in_named_class(view, "negation", token);
}

/* "no agreement", "neither Ghana nor Togo" */
static bool has_negative_determiner(const casus_reading *view, uint32_t token) {
  CASUS_FOR_CHILDREN(view, token, child) {
    unsigned relation = at(view, (uint32_t)child)->deprel;
    if ((relation == CASUS_DEP_det || relation == CASUS_DEP_cc || relation == CASUS_DEP_advmod) &&
        is_negative(view, (uint32_t)child))
      return true;
  }
  return false;
}

/* "no longer" */
static bool is_no_longer(const casus_reading *view, uint32_t token) {
  return casus_str_ieq(at(view, token)->form, CASUS_STR("longer")) && has_negative_determiner(view, token);
}

bool casus_is_negated(const casus_reading *view, uint32_t token) {
  CASUS_FOR_CHILDREN(view, token, child) {
    switch (at(view, (uint32_t)child)->deprel) {
    case CASUS_DEP_advmod:
    case CASUS_DEP_aux:
    case CASUS_DEP_cc:
    case CASUS_DEP_det:
      if (is_negative(view, (uint32_t)child) || is_no_longer(view, (uint32_t)child)) return true;
      break;
    case CASUS_DEP_nsubj:
    case CASUS_DEP_obj:
      if (has_negative_determiner(view, (uint32_t)child) || is_negative(view, (uint32_t)child)) return true;
      break;
    default:
      break;
    }
  }
  return false;
}

bool casus_has_child_in(const casus_reading *view, const char *word_class, uint32_t token) {
  CASUS_FOR_CHILDREN(view, token, child)
  if (casus_in_named_class(view, word_class, (uint32_t)child)) return true;
  return false;
}

/* "would" foretells behind "announced that it", else it depends on a condition. */
static casus_status would_status(const casus_reading *view, uint32_t verb) {
  const casus_token *word = at(view, verb);
  bool reported = word->deprel == CASUS_DEP_ccomp && word->head >= 0;
  CASUS_FOR_CHILDREN(view, verb, child)
  if (casus_is_condition(view, (uint32_t)child)) return CASUS_STATUS_POSSIBLE;
  return reported ? CASUS_STATUS_PLANNED : CASUS_STATUS_POSSIBLE;
}

/* CASUS_SIGN_COUNT: a dependent that says nothing. */
static casus_sign_kind kind_of_dependent(const casus_reading *view, uint32_t token) {
  switch (at(view, token)->deprel) {
  case CASUS_DEP_aux:
    return CASUS_SIGN_AUXILIARY;
  case CASUS_DEP_mark:
    return CASUS_SIGN_MARK;
  case CASUS_DEP_case:
    return CASUS_SIGN_PREPOSITION;
  case CASUS_DEP_amod:
  case CASUS_DEP_compound:
  case CASUS_DEP_advmod:
    return CASUS_SIGN_MODIFIER;
  default:
    return CASUS_SIGN_COUNT;
  }
}

/* "a decade after Russia seized …" */
static bool is_long_after(const casus_reading *view, uint32_t token) {
  int32_t mark = casus_child(view, token, CASUS_DEP_mark);
  return mark >= 0 && casus_lemma_is(view, (uint32_t)mark, "after") &&
         (casus_has_child_in(view, "long_time", token) || casus_has_child_in(view, "long_time", (uint32_t)mark));
}

casus_status casus_own_signs(const casus_reading *view, uint32_t token, bool shared_by_conjunct) {
  casus_status status = CASUS_STATUS_ASSERTED, found;
  if (casus_is_negated(view, token)) status = CASUS_STATUS_DENIED;
  if (casus_is_infinitive(view, token) && casus_child(view, token, CASUS_DEP_cop) >= 0) /* "are to sign" */
    status = casus_status_stronger(status, CASUS_STATUS_PLANNED);
  CASUS_FOR_CHILDREN(view, token, child) {
    casus_sign_kind kind = kind_of_dependent(view, (uint32_t)child);
    if (kind == CASUS_SIGN_COUNT) continue;
    if (shared_by_conjunct && kind == CASUS_SIGN_MODIFIER) continue;
    bool misread_verb = kind == CASUS_SIGN_AUXILIARY && casus_sign_at(view, CASUS_SIGN_VERB, (uint32_t)child, &found);
    if (!misread_verb && !casus_sign_at(view, kind, (uint32_t)child, &found)) continue;
    if (kind == CASUS_SIGN_AUXILIARY && casus_lemma_is(view, (uint32_t)child, "would"))
      found = would_status(view, token);
    status = casus_status_stronger(status, found);
  }
  return is_long_after(view, token) ? casus_status_stronger(status, CASUS_STATUS_PAST) : status;
}

casus_sign_kind casus_governor_kind(const casus_reading *view, uint32_t governor) {
  switch (at(view, governor)->upos) {
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_PROPN:
    return CASUS_SIGN_NOUN;
  case CASUS_UPOS_ADJ:
  case CASUS_UPOS_ADV:
    return CASUS_SIGN_MODIFIER;
  default:
    return CASUS_SIGN_VERB;
  }
}

/* "is said to have fled", "it is reported that": told by nobody in particular. */
static bool is_hearsay(const casus_reading *view, uint32_t governor) {
  if (!casus_in_named_class(view, "hearsay", governor) || !casus_str_eq(at(view, governor)->xpos, CASUS_STR("VBN")))
    return false;
  CASUS_FOR_CHILDREN(view, governor, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if (word->deprel == CASUS_DEP_aux && word->subrel == CASUS_SUB_pass) return true;
  }
  return false;
}

bool casus_governor_sign(const casus_reading *view, uint32_t governor, casus_status *status) {
  if (is_hearsay(view, governor)) {
    *status = CASUS_STATUS_CLAIMED;
    return true;
  }
  if (!casus_sign_at(view, casus_governor_kind(view, governor), governor, status)) return false;
  if (!casus_is_negated(view, governor)) return true;
  *status = *status == CASUS_STATUS_DENIED ? CASUS_STATUS_POSSIBLE : CASUS_STATUS_DENIED;
  return true;
}
