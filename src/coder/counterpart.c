/* Whom a deed is aimed at when its own clause does not say: "Japan froze the funds, and China closed its ports". */
#include "coder/counterpart.h"

/* First mention that begins at or behind the token. */
static size_t first_mention(const casus_mentions *mentions, uint32_t token) {
  size_t low = 0, high = mentions->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (mentions->items[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* A place counts too: it may stand for its state. */
static bool may_be_meant(const casus_mention *mention, const casus_match *match) {
  return mention->kind != CASUS_MENTION_MEDIUM && mention->party_count == 1 && mention->parties[0].actor.len == 3 &&
         !casus_parties_have(&match->source, mention->parties[0].actor);
}

/* The one state besides the doer's that the sentence names. NULL: none, or several. */
static const casus_party *only_other(const casus_reading *view, const casus_match *match) {
  const casus_sentence *where = &view->text->sentences[view->text->tokens[match->slots.trigger].sentence];
  const casus_party *other = NULL;
  for (size_t i = first_mention(view->mentions, where->first);
       i < view->mentions->count && view->mentions->items[i].first < where->last; i++) {
    const casus_mention *mention = &view->mentions->items[i];
    if (!may_be_meant(mention, match)) continue;
    if (other && !casus_str_eq(other->actor, mention->parties[0].actor)) return NULL;
    other = &mention->parties[0];
  }
  return other;
}

/* Words are often meant for somebody named in other sentences; deeds are not. */
static bool is_deed(casus_event_type type) {
  static const bool deeds[CASUS_EVENT_TYPE_COUNT] = {
      [CASUS_SANCTION] = true, [CASUS_COERCE] = true, [CASUS_ASSAULT] = true, [CASUS_AID] = true,
      [CASUS_THREATEN] = true, [CASUS_REJECT] = true, [CASUS_CONCEDE] = true};
  return deeds[type];
}

int casus_counterpart_fill(const casus_reading *view, casus_match *match) {
  bool open = match->slots.part == CASUS_PART_VERB && !match->rule->both && !match->target.count &&
              casus_parties_state(&match->source).len;
  const casus_party *other = open && is_deed(match->rule->type) ? only_other(view, match) : NULL;
  if (!other) return CASUS_OK;
  casus_party party = *other;
  party.sector = CASUS_STR("");
  return casus_party_add(view, &match->target, &party);
}
