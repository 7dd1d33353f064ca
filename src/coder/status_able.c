/* What a weapon can do is no deed: "a missile that can reach Japan", "capable of striking", "able to destroy tanks". */
#include "coder/status_word.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool has_can(const casus_reading *view, uint32_t verb) {
  CASUS_FOR_CHILDREN(view, verb, child)
  if (at(view, (uint32_t)child)->deprel == CASUS_DEP_aux && casus_lemma_is(view, (uint32_t)child, "can")) return true;
  return false;
}

/* The adjective that the verb hangs on, "able to hit", "capable of hitting"; -1: there is none. */
static int32_t able_above(const casus_reading *view, uint32_t verb) {
  int32_t above = at(view, verb)->head;
  return above >= 0 && casus_in_named_class(view, "able", (uint32_t)above) ? above : -1;
}

/* What does it: the subject of the verb or adjective, or the noun that the clause or adjective describes. */
static int32_t means_of(const casus_reading *view, uint32_t predicate) {
  CASUS_FOR_CHILDREN(view, predicate, child)
  if (at(view, (uint32_t)child)->deprel == CASUS_DEP_nsubj && at(view, (uint32_t)child)->upos != CASUS_UPOS_PRON)
    return (int32_t)child;
  casus_deprel relation = at(view, predicate)->deprel;
  return relation == CASUS_DEP_acl || relation == CASUS_DEP_amod ? at(view, predicate)->head : -1;
}

bool casus_is_only_able(const casus_reading *view, const casus_slots *slots) {
  if (slots->part != CASUS_PART_VERB) return false;
  int32_t able = able_above(view, slots->trigger);
  if (able < 0 && !has_can(view, slots->trigger)) return false;
  int32_t means = means_of(view, able >= 0 ? (uint32_t)able : slots->trigger);
  return means >= 0 && casus_in_named_class(view, "weapon", (uint32_t)means);
}
