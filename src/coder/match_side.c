/* The parties that the places of a rule name. */
#include "coder/match.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static int add_actors(const casus_reading *view, uint32_t token, casus_parties *parties) {
  const casus_parties *found = casus_reading_actors(view, token);
  if (!found) return CASUS_E_MEMORY;
  for (size_t i = 0; i < found->count; i++) {
    int rc = casus_party_add(view, parties, &found->items[i]);
    if (rc) return rc;
  }
  return CASUS_OK;
}

int casus_choice_parties(const casus_reading *view, const casus_slots *slots, const casus_paths *choice,
                         casus_parties *parties) {
  for (size_t i = 0; i < choice->count; i++) {
    casus_tokens tokens = {0};
    int rc = casus_path_tokens(view, slots, choice->items[i], &tokens);
    if (!rc && choice->items[i].slot == CASUS_SLOT_SPEAKER) rc = casus_add_speaker(view, slots->trigger, parties);
    for (size_t t = 0; !rc && t < tokens.count; t++) rc = add_actors(view, tokens.items[t], parties);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* A phrase as written, from its first determiner, adjective or compound to its head. */
static casus_party phrase_party(const casus_reading *view, uint32_t token) {
  casus_span span = at(view, token)->span;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    bool part = word->deprel == CASUS_DEP_amod || word->deprel == CASUS_DEP_compound ||
                word->deprel == CASUS_DEP_nummod || word->deprel == CASUS_DEP_flat;
    if (part && word->span.start < span.start) span.start = word->span.start;
    if (part && word->deprel == CASUS_DEP_flat && word->span.end > span.end) span.end = word->span.end;
  }
  const casus_sentence *sentence = &view->text->sentences[at(view, token)->sentence];
  for (uint32_t i = token;
       i > sentence->first && at(view, i)->upos == CASUS_UPOS_PROPN && at(view, i - 1)->upos == CASUS_UPOS_PROPN; i--)
    if (at(view, i - 1)->span.start < span.start)
      span.start = at(view, i - 1)->span.start; /* "Southeast Asia", however it is hung up */
  casus_str none = CASUS_STR("");
  return (casus_party){
      .actor = none, .sector = none, .name = none, .text = casus_str_span(view->text->bytes, span), .span = span};
}

static int unresolved_party(const casus_reading *view, const casus_slots *slots, const casus_side *side,
                            casus_parties *parties) {
  for (size_t c = 0; c < side->count; c++) {
    casus_tokens tokens = {0};
    for (size_t i = 0; i < side->items[c].count; i++) {
      int rc = casus_path_tokens(view, slots, side->items[c].items[i], &tokens);
      if (rc) return rc;
    }
    for (size_t t = 0; t < tokens.count; t++) {
      unsigned upos = at(view, tokens.items[t])->upos;
      if (upos != CASUS_UPOS_NOUN && upos != CASUS_UPOS_PROPN) continue;
      casus_party party = phrase_party(view, tokens.items[t]);
      return casus_party_add(view, parties, &party);
    }
  }
  return CASUS_OK;
}

/* "four soldiers" killed "near Palmyra, Syria": the place tells whose they are, when it names one state. */
static void lend_actor(casus_parties *people, const casus_parties *place) {
  for (size_t i = 1; i < place->count; i++)
    if (!casus_str_eq(place->items[i].actor, place->items[0].actor)) return;
  for (size_t i = 0; i < people->count; i++)
    if (!people->items[i].actor.len) people->items[i].actor = place->items[0].actor;
}

int casus_side_parties(const casus_reading *view, const casus_slots *slots, const casus_side *side,
                       casus_parties *parties) {
  casus_parties people = {0}; /* a sector, but no state yet */
  for (size_t i = 0; i < side->count; i++) {
    casus_parties found = {0};
    int rc = casus_choice_parties(view, slots, &side->items[i], &found);
    if (rc) return rc;
    if (!casus_parties_known(&found)) continue;
    if (!casus_parties_named(&found)) {
      if (!people.count) people = found;
      continue;
    }
    if (people.count) lend_actor(&people, &found);
    *parties = people.count ? people : found;
    return CASUS_OK;
  }
  if (people.count) {
    *parties = people;
    return CASUS_OK;
  }
  return unresolved_party(view, slots, side, parties);
}
