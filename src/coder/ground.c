/* "in the country", "here", "at the edge of the town": the state where the report plays, for ties that stand there. */
#include "coder/ground.h"

#include "coder/home.h"

static casus_party ground_party(const casus_reading *view, uint32_t token, casus_str other) {
  const casus_token *word = &view->text->tokens[token];
  casus_str none = CASUS_STR(""), state = casus_ground_at(view, word->sentence, other);
  return (casus_party){.actor = state, .sector = none, .name = none, .text = word->form, .span = word->span};
}

/* The token, or an adverb on it, is such a word: "a quarter of its oil here". -1: neither. */
static int32_t ground_at(const casus_reading *view, uint32_t token) {
  bool common = view->text->tokens[token].upos != CASUS_UPOS_PROPN; /* not "the South China Sea" */
  if (common && casus_in_named_class(view, "ground", token)) return (int32_t)token;
  CASUS_FOR_CHILDREN(view, token, child)
  if (view->text->tokens[child].upos == CASUS_UPOS_ADV && casus_in_named_class(view, "ground", (uint32_t)child))
    return child;
  return -1;
}

/* The first word of that kind on the places of a side; -1: none. */
static int ground_word(const casus_reading *view, const casus_match *match, const casus_side *side, int32_t *found) {
  *found = -1;
  for (size_t c = 0; c < side->count; c++) {
    for (size_t i = 0; i < side->items[c].count; i++) {
      casus_tokens tokens = {0};
      int rc = casus_path_tokens(view, &match->slots, side->items[c].items[i], &tokens);
      if (rc) return rc;
      for (size_t t = 0; t < tokens.count && *found < 0; t++) *found = ground_at(view, tokens.items[t]);
    }
  }
  return CASUS_OK;
}

static int fill(const casus_reading *view, const casus_match *match, const casus_side *side, casus_parties *parties,
                const casus_parties *other) {
  if (casus_parties_named(parties) || !casus_parties_named(other)) return CASUS_OK;
  int32_t token;
  int rc = ground_word(view, match, side, &token);
  if (rc || token < 0) return rc;
  casus_party party = ground_party(view, (uint32_t)token, casus_parties_state(other));
  if (!party.actor.len || casus_parties_have(other, party.actor)) return CASUS_OK;
  *parties = (casus_parties){0};
  return casus_party_add(view, parties, &party);
}

int casus_ground_fill(const casus_reading *view, casus_match *match) {
  const casus_rule *rule = match->rule;
  if (!view->grounds || rule->both) return CASUS_OK;
  int rc = fill(view, match, &rule->target, &match->target, &match->source);
  return rc ? rc : fill(view, match, &rule->source, &match->source, &match->target);
}
