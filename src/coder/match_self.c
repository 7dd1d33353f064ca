/* What belongs to the doer, and who is another. */
#include "coder/match.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static uint32_t token_at(const casus_reading *view, uint32_t byte) {
  return (uint32_t)CASUS_FIRST_FROM(view->text->tokens, view->text->token_count, span.end, byte + 1);
}

bool casus_party_foreign(const casus_reading *view, const casus_party *party) {
  uint32_t first = token_at(view, party->span.start);
  if (first > 0) first--; /* "my government" */
  for (uint32_t i = first; i < view->text->token_count && at(view, i)->span.start < party->span.end; i++)
    if (casus_in_named_class(view, "foreigner", i)) return true;
  return false;
}

/* "its missiles", "themselves": the doer again, by a pronoun. */
static bool is_own(const casus_reading *view, const casus_party *source, const casus_party *target) {
  if (!target->actor.len || !casus_str_eq(source->actor, target->actor)) return false;
  if (source->span.start == target->span.start) return true;
  uint32_t token = token_at(view, target->span.start);
  return token < view->text->token_count && at(view, token)->upos == CASUS_UPOS_PRON;
}

/* "Should Bhutan be attacked, India will defend it": a pronoun that is an object does not mean the doer. Beside one
 * doer it then means the nearest other actor before it. */
static const casus_party *other_before(const casus_reading *view, const casus_party *source,
                                       const casus_party *target) {
  static const char *const objects[] = {"it", "them", "him", "her"};
  uint32_t token = token_at(view, target->span.start);
  bool object = false;
  for (size_t i = 0; i < CASUS_COUNT(objects); i++)
    object = object || casus_str_ieq(at(view, token)->form, casus_str_from_c(objects[i]));
  if (!object || at(view, token)->subrel == CASUS_SUB_poss) return NULL;
  const casus_party *found = NULL;
  const casus_mentions *all = view->mentions;
  uint32_t start = view->text->sentences[at(view, token)->sentence].first;
  for (size_t i = CASUS_FIRST_FROM(all->items, all->count, first, start); i < all->count; i++) {
    const casus_mention *mention = &all->items[i];
    if (mention->first >= token) break;
    if (!mention->party_count) continue;
    bool other = mention->parties[0].actor.len && !casus_str_eq(mention->parties[0].actor, source->actor);
    if (other && mention->kind != CASUS_MENTION_ADJECTIVE && mention->kind != CASUS_MENTION_MEDIUM)
      found = &mention->parties[0];
  }
  return found;
}

static bool says_other(const casus_reading *view, uint32_t token) {
  const casus_token *word = at(view, token);
  bool other = casus_str_ieq(word->lemma, CASUS_STR("other")) || casus_str_ieq(word->lemma, CASUS_STR("another"));
  return other && word->deprel != CASUS_DEP_amod && word->deprel != CASUS_DEP_det;
}

/* "Each side accused the other", "bombed each other's ports": two have it done to them by one another. */
bool casus_match_is_answered(const casus_reading *view, const casus_match *match) {
  bool two = match->source.count == 2 && match->source.items[0].actor.len && match->source.items[1].actor.len &&
             !casus_str_eq(match->source.items[0].actor, match->source.items[1].actor);
  if (!two || casus_parties_named(&match->target)) return false;
  CASUS_FOR_CHILDREN(view, match->slots.trigger, child) {
    if (says_other(view, (uint32_t)child)) return true;
    CASUS_FOR_CHILDREN(view, (uint32_t)child, below)
    if (says_other(view, (uint32_t)below)) return true;
  }
  return false;
}

void casus_match_drop_self(const casus_reading *view, casus_match *match) {
  size_t kept = 0;
  for (size_t t = 0; t < match->target.count; t++) {
    bool self = false;
    const casus_party *other = NULL;
    for (size_t s = 0; s < match->source.count && !self; s++) {
      self = is_own(view, &match->source.items[s], &match->target.items[t]);
      if (self && match->source.count == 1)
        other = other_before(view, &match->source.items[s], &match->target.items[t]);
    }
    if (other) match->target.items[kept++] = *other;
    bool abroad = casus_party_foreign(view, &match->target.items[t]) && casus_parties_state(&match->source).len &&
                  casus_str_eq(casus_parties_state(&match->source), match->target.items[t].actor);
    if (abroad) match->target.items[t].actor = CASUS_STR(""); /* "threatens its neighbours" */
    if (!self) match->target.items[kept++] = match->target.items[t];
  }
  match->target.count = kept;
}
