/* Who is meant on either side of a deed. */
#include "coder/match.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

bool casus_party_known(const casus_party *party) { return party->actor.len > 0 || party->sector.len > 0; }

bool casus_parties_known(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (casus_party_known(&parties->items[i])) return true;
  return false;
}

static bool same_party(const casus_party *a, const casus_party *b) {
  bool same = casus_str_eq(a->actor, b->actor) && casus_str_eq(a->sector, b->sector) && casus_str_eq(a->name, b->name);
  if (same && (a->actor.len || casus_str_eq(a->text, b->text))) return true;
  bool overlap =
      a->span.start < b->span.end && b->span.start < a->span.end; /* "Russia" and "the Russia-China alliance" */
  return overlap && a->actor.len && casus_str_eq(a->actor, b->actor);
}

int casus_party_add(const casus_reading *view, casus_parties *parties, const casus_party *party) {
  for (size_t i = 0; i < parties->count; i++)
    if (same_party(&parties->items[i], party)) return CASUS_OK;
  casus_party *item = casus_vec_push(parties, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = *party;
  return CASUS_OK;
}

static uint32_t token_at(const casus_reading *view, uint32_t byte) {
  uint32_t low = 0, high = view->text->token_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (at(view, middle)->span.end <= byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int add_actors(const casus_reading *view, uint32_t token, casus_parties *parties) {
  const casus_parties *found = casus_reading_actors(view, token);
  if (!found) return CASUS_E_MEMORY;
  for (size_t i = 0; i < found->count; i++) {
    int rc = casus_party_add(view, parties, &found->items[i]);
    if (rc) return rc;
  }
  return CASUS_OK;
}

static int choice_parties(const casus_reading *view, const casus_slots *slots, const casus_paths *choice,
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

static bool has_actor(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (parties->items[i].actor.len) return true;
  return false;
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
    int rc = choice_parties(view, slots, &side->items[i], &found);
    if (rc) return rc;
    if (!casus_parties_known(&found)) continue;
    if (!has_actor(&found)) {
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

static size_t known_count(const casus_parties *parties) {
  size_t count = 0;
  for (size_t i = 0; i < parties->count; i++) count += casus_party_known(&parties->items[i]);
  return count;
}

/* Known parties that are not among `others`. */
static size_t count_others(const casus_parties *parties, const casus_parties *others) {
  size_t count = 0;
  for (size_t i = 0; i < parties->count; i++) {
    bool among = !casus_party_known(&parties->items[i]);
    for (size_t k = 0; k < others->count && !among; k++) among = same_party(&parties->items[i], &others->items[k]);
    count += !among;
  }
  return count;
}

/* Deeds whose doers are often nameless: "gunmen killed two people". */
static bool is_street(casus_event_type type) {
  return type == CASUS_ASSAULT || type == CASUS_COERCE || type == CASUS_PROTEST || type == CASUS_MOBILIZE;
}

static bool needs_are_met(const casus_rule *rule, const casus_match *match) {
  bool source = casus_parties_known(&match->source), target = casus_parties_known(&match->target);
  bool named = has_actor(&match->source) || has_actor(&match->target);
  if (!named && (rule->both || rule->is_tie || !is_street(rule->type)))
    return false; /* "right-thinking people deplore" */
  size_t all = known_count(&match->source) + count_others(&match->target, &match->source);
  switch (rule->needs) {
  case CASUS_NEEDS_SOURCE:
    return source;
  case CASUS_NEEDS_TARGET:
    return target;
  case CASUS_NEEDS_BOTH:
    return rule->both ? (source || target) && all > 1 : source && target;
  case CASUS_NEEDS_ANY:
    return source || target;
  case CASUS_NEEDS_NONE:
    return true;
  }
  return false;
}

static casus_str sole_actor(const casus_parties *parties) {
  casus_str actor = CASUS_STR("");
  for (size_t i = 0; i < parties->count; i++) {
    if (!parties->items[i].actor.len) continue;
    if (actor.len && !casus_str_eq(actor, parties->items[i].actor)) return CASUS_STR("");
    actor = parties->items[i].actor;
  }
  return actor.len == 3 ? actor : CASUS_STR("");
}

/* "its neighbours", "an ally" are abroad. */
static bool is_foreign(const casus_reading *view, const casus_party *party) {
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

/* "Should Bhutan be attacked, India will defend it": a pronoun that is an object does not mean the doer. Then it means
 * the nearest other actor before it. */
static const casus_party *other_before(const casus_reading *view, const casus_party *source,
                                       const casus_party *target) {
  static const char *const objects[] = {"it", "them", "him", "her"};
  uint32_t token = token_at(view, target->span.start);
  bool object = false;
  for (size_t i = 0; i < CASUS_COUNT(objects); i++)
    object = object || casus_str_ieq(at(view, token)->form, casus_str_from_c(objects[i]));
  if (!object || at(view, token)->subrel == CASUS_SUB_poss) return NULL;
  const casus_party *found = NULL;
  for (size_t i = 0; i < view->mentions->count && view->mentions->items[i].first < token; i++) {
    const casus_mention *mention = &view->mentions->items[i];
    if (at(view, mention->first)->sentence != at(view, token)->sentence || !mention->party_count) continue;
    bool other = mention->parties[0].actor.len && !casus_str_eq(mention->parties[0].actor, source->actor);
    if (other && mention->kind != CASUS_MENTION_ADJECTIVE && mention->kind != CASUS_MENTION_MEDIUM)
      found = &mention->parties[0];
  }
  return found;
}

/* What belongs to the doer is no target of its deed. */
static void drop_self(const casus_reading *view, casus_match *match) {
  size_t kept = 0;
  for (size_t t = 0; t < match->target.count; t++) {
    bool self = false;
    const casus_party *other = NULL;
    for (size_t s = 0; s < match->source.count && !self; s++) {
      self = is_own(view, &match->source.items[s], &match->target.items[t]);
      if (self) other = other_before(view, &match->source.items[s], &match->target.items[t]);
    }
    if (other) match->target.items[kept++] = *other;
    bool abroad = is_foreign(view, &match->target.items[t]) && sole_actor(&match->source).len &&
                  casus_str_eq(sole_actor(&match->source), match->target.items[t].actor);
    if (abroad) match->target.items[t].actor = CASUS_STR(""); /* "threatens its neighbours" */
    if (!self) match->target.items[kept++] = match->target.items[t];
  }
  match->target.count = kept;
}

int casus_match_merge(const casus_reading *view, casus_match *match) {
  casus_parties all = {0};
  int rc = CASUS_OK;
  for (size_t i = 0; !rc && i < match->source.count; i++) rc = casus_party_add(view, &all, &match->source.items[i]);
  for (size_t i = 0; !rc && i < match->target.count; i++)
    if (casus_party_known(&match->target.items[i]) || !all.count)
      rc = casus_party_add(view, &all, &match->target.items[i]);
  if (rc) return rc;
  match->source = all;
  match->target = all.count > 1 ? all : (casus_parties){0};
  return CASUS_OK;
}

/* People of a state who act for themselves: not its government. */
static void put_sector(const casus_rule *rule, casus_parties *parties) {
  for (size_t i = 0; i < parties->count && rule->sector.len; i++)
    if (!parties->items[i].name.len &&
        (!parties->items[i].sector.len || casus_str_eq(parties->items[i].sector, CASUS_STR("GOV"))))
      parties->items[i].sector = rule->sector;
}

/* "the government", "police", "protesters" without a state are those of the place, else of the other side. */
static bool is_domestic(casus_str sector) {
  static const casus_str domestic[] = {CASUS_STR_INIT("GOV"), CASUS_STR_INIT("COP"), CASUS_STR_INIT("CVL"),
                                       CASUS_STR_INIT("OPP"), CASUS_STR_INIT("LAB"), CASUS_STR_INIT("LEG"),
                                       CASUS_STR_INIT("JUD"), CASUS_STR_INIT("EDU")};
  for (size_t i = 0; i < CASUS_COUNT(domestic); i++)
    if (casus_str_eq(sector, domestic[i])) return true;
  return false;
}

static void settle_at_home(const casus_reading *view, casus_parties *parties, casus_str actor) {
  for (size_t i = 0; i < parties->count && actor.len; i++)
    if (!is_foreign(view, &parties->items[i]) && !parties->items[i].actor.len && is_domestic(parties->items[i].sector))
      parties->items[i].actor = actor;
}

static int put_home(const casus_reading *view, casus_match *match) {
  static const casus_path where[] = {{CASUS_SLOT_IN, CASUS_SLOT_NONE},
                                     {CASUS_SLOT_OBJECT, CASUS_SLOT_IN},
                                     {CASUS_SLOT_AT, CASUS_SLOT_IN},
                                     {CASUS_SLOT_NEAR, CASUS_SLOT_NONE},
                                     {CASUS_SLOT_OUTSIDE, CASUS_SLOT_IN}};
  for (size_t i = 0; i < CASUS_COUNT(where); i++) {
    casus_path path = where[i];
    casus_paths choice = {.items = &path, .count = 1};
    casus_parties found = {0};
    int rc = choice_parties(view, &match->slots, &choice, &found);
    if (rc) return rc;
    settle_at_home(view, &match->source, sole_actor(&found));
    settle_at_home(view, &match->target, sole_actor(&found));
  }
  settle_at_home(view, &match->target, sole_actor(&match->source));
  settle_at_home(view, &match->source, sole_actor(&match->target));
  return CASUS_OK;
}

/* All of one state and sector: it meets itself, its own minister or city. */
static bool is_alone(const casus_match *match) {
  const casus_parties *sides[] = {&match->source, &match->target};
  const casus_party *first = NULL;
  size_t count = 0;
  for (size_t side = 0; side < CASUS_COUNT(sides); side++) {
    for (size_t i = 0; i < sides[side]->count; i++) {
      const casus_party *party = &sides[side]->items[i];
      if (!casus_party_known(party)) continue;
      if (!first) first = party;
      bool same_sector = !party->sector.len || !first->sector.len || casus_str_eq(party->sector, first->sector);
      if (!party->actor.len || !casus_str_eq(party->actor, first->actor) || !same_sector) return false;
      count++;
    }
  }
  return count > 1;
}

int casus_match_settle(const casus_reading *view, const casus_rule *rule, casus_match *match, bool *fits) {
  match->rule = rule;
  match->mode = rule->mode;
  match->source = match->target = (casus_parties){0};
  int rc = casus_side_parties(view, &match->slots, &rule->source, &match->source);
  if (!rc) rc = casus_side_parties(view, &match->slots, &rule->target, &match->target);
  if (!rc) rc = put_home(view, match);
  if (rc) return rc;
  put_sector(rule, &match->source);
  if (!rule->both) drop_self(view, match);
  *fits = needs_are_met(rule, match) && !(rule->type == CASUS_CONSULT && !rule->is_tie && is_alone(match));
  return CASUS_OK;
}
