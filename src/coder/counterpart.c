/* Whom a deed is aimed at when its own clause does not say: "Japan froze the funds, and China closed its ports". */
#include "coder/counterpart.h"

/* A place counts too: it may stand for its state. */
static bool may_be_meant(const casus_mention *mention, const casus_match *match) {
  return mention->kind != CASUS_MENTION_MEDIUM && mention->party_count == 1 && mention->parties[0].actor.len == 3 &&
         !casus_parties_have(&match->source, mention->parties[0].actor);
}

/* The one state besides the doer's that the sentence names. NULL: none, or several. */
static const casus_party *only_other(const casus_reading *view, const casus_match *match, bool *several) {
  const casus_sentence *where = &view->text->sentences[view->text->tokens[match->slots.trigger].sentence];
  const casus_party *other = NULL;
  for (size_t i = CASUS_FIRST_FROM(view->mentions->items, view->mentions->count, first, where->first);
       i < view->mentions->count && view->mentions->items[i].first < where->last; i++) {
    const casus_mention *mention = &view->mentions->items[i];
    if (!may_be_meant(mention, match)) continue;
    *several = other && !casus_str_eq(other->actor, mention->parties[0].actor);
    if (*several) return NULL;
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

/* Deeds and words that states at odds aim at one another: "Moscow's invasion", "Seoul deplored it". Arms are tried for
 * all to see. */
static bool is_quarrel(const casus_match *match) {
  static const bool quarrels[CASUS_EVENT_TYPE_COUNT] = {
      [CASUS_SANCTION] = true, [CASUS_COERCE] = true,   [CASUS_ASSAULT] = true,
      [CASUS_THREATEN] = true, [CASUS_ACCUSE] = true,   [CASUS_REQUEST] = true,
      [CASUS_CONCEDE] = true,  [CASUS_MOBILIZE] = true, [CASUS_RETREAT] = true};
  return quarrels[match->rule->type] && !casus_str_eq(match->mode, CASUS_STR("weapons"));
}

/* The state at odds with the doer that the report has named last. NULL: none. */
static const casus_party *last_rival(const casus_reading *view, const casus_match *match) {
  enum { MENTIONS_BACK = 200 }; /* so that coding stays linear */
  casus_str doer = casus_parties_state(&match->source);
  if (!view->odds || !view->document || !casus_date_known(view->document->date)) return NULL;
  const casus_sentence *where = &view->text->sentences[view->text->tokens[match->slots.trigger].sentence];
  size_t end = CASUS_FIRST_FROM(view->mentions->items, view->mentions->count, first, where->last);
  for (size_t back = 1; back <= end && back <= MENTIONS_BACK; back++) {
    const casus_mention *mention = &view->mentions->items[end - back];
    if (may_be_meant(mention, match) &&
        casus_at_odds(view->odds, doer, mention->parties[0].actor, view->document->date.day))
      return &mention->parties[0];
  }
  return NULL;
}

int casus_counterpart_fill(const casus_reading *view, casus_match *match) {
  bool open = !match->rule->both && !match->target.count && casus_parties_state(&match->source).len;
  bool deed = open && match->slots.part == CASUS_PART_VERB && is_deed(match->rule->type);
  bool several = false;
  const casus_party *other = deed ? only_other(view, match, &several) : NULL;
  if (!other && !several && open && is_quarrel(match)) other = last_rival(view, match);
  if (!other) return CASUS_OK;
  casus_party party = *other;
  party.sector = CASUS_STR("");
  match->implied = true;
  return casus_party_add(view, &match->target, &party);
}
