/* Who is meant on either side of a deed, and whether that is enough. */
#include "coder/ground.h"

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
    for (size_t k = 0; k < others->count && !among; k++)
      among = casus_party_same(&parties->items[i], &others->items[k]);
    count += !among;
  }
  return count;
}

static bool needs_are_met(const casus_rule *rule, const casus_match *match) {
  bool source = casus_parties_known(&match->source), target = casus_parties_known(&match->target);
  bool named = casus_parties_named(&match->source) || casus_parties_named(&match->target);
  bool nameless = casus_is_hostile(rule->type) && !rule->both && !rule->is_tie; /* "gunmen killed two people" */
  if (!named && !nameless) return false;                                        /* "right-thinking people deplore" */
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
    if (!casus_party_foreign(view, &parties->items[i]) && !parties->items[i].actor.len && !parties->items[i].name.len &&
        is_domestic(parties->items[i].sector))
      parties->items[i].actor = actor;
}

/* In a report about one state, soldiers and rebels without another are its own, too. */
static void settle_where_it_plays(const casus_reading *view, casus_parties *parties, casus_str home) {
  for (size_t i = 0; i < parties->count && home.len; i++) {
    casus_party *party = &parties->items[i];
    if (party->sector.len && !party->actor.len && !party->name.len && !casus_party_foreign(view, party))
      party->actor = home;
  }
}

/* Soldiers strike at home and abroad; whose people they kill, their own state does not tell. */
static bool may_be_abroad(const casus_match *match) {
  bool seizes = match->rule->type == CASUS_COERCE && casus_str_eq(match->rule->mode, CASUS_STR("seize"));
  if (match->rule->type != CASUS_ASSAULT && !seizes) return false;
  for (size_t i = 0; i < match->source.count; i++)
    if (casus_str_eq(match->source.items[i].sector, CASUS_STR("MIL"))) return true;
  return false;
}

static int put_home(const casus_reading *view, casus_match *match) {
  static const casus_path where[] = {{CASUS_SLOT_IN, CASUS_SLOT_NONE},    {CASUS_SLOT_OBJECT, CASUS_SLOT_IN},
                                     {CASUS_SLOT_SUBJECT, CASUS_SLOT_IN}, {CASUS_SLOT_AT, CASUS_SLOT_IN},
                                     {CASUS_SLOT_NEAR, CASUS_SLOT_NONE},  {CASUS_SLOT_OUTSIDE, CASUS_SLOT_IN}};
  for (size_t i = 0; i < CASUS_COUNT(where); i++) {
    casus_path path = where[i];
    casus_paths choice = {.items = &path, .count = 1};
    casus_parties found = {0};
    int rc = casus_choice_parties(view, &match->slots, &choice, &found);
    if (rc) return rc;
    settle_at_home(view, &match->source, casus_parties_state(&found));
    settle_at_home(view, &match->target, casus_parties_state(&found));
  }
  if (!may_be_abroad(match)) settle_at_home(view, &match->target, casus_parties_state(&match->source));
  if (casus_is_hostile(match->rule->type)) /* "police arrested a Dane"; but who criticises Denmark is no Dane */
    settle_at_home(view, &match->source, casus_parties_state(&match->target));
  if (view->homes) {
    casus_str home = view->homes[view->text->tokens[match->slots.trigger].sentence];
    settle_where_it_plays(view, &match->source, home);
    settle_where_it_plays(view, &match->target, home);
  }
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

/* A rule's places come before the marks' links, but for a rule that a mark set off. */
static int side_parties(const casus_reading *view, const casus_match *match, const casus_side *side, casus_role role,
                        casus_parties *parties) {
  casus_parties linked = {0};
  int rc = casus_mark_parties(view, casus_mark_at(view->text, match->slots.trigger), role, &linked);
  bool marked = match->rule->marked && casus_parties_known(&linked);
  bool chosen_later =
      match->rule->both && match->rule->needs != CASUS_NEEDS_BOTH; /* who stands across: counterpart.c */
  if (!rc && !marked) rc = casus_side_parties(view, &match->slots, side, parties);
  bool lent = !casus_parties_known(parties) && casus_parties_known(&linked) && match->rule->target.count;
  if (marked || (lent && !(chosen_later && role == CASUS_ROLE_OTHER))) *parties = linked;
  return rc;
}

int casus_match_settle(const casus_reading *view, const casus_rule *rule, casus_match *match, bool *fits) {
  match->rule = rule;
  match->mode = rule->mode;
  match->source = match->target = (casus_parties){0};
  int rc = side_parties(view, match, &rule->source, CASUS_ROLE_DOER, &match->source);
  if (!rc) rc = side_parties(view, match, &rule->target, CASUS_ROLE_OTHER, &match->target);
  if (!rc) rc = put_home(view, match);
  if (!rc && rule->is_tie) rc = casus_ground_fill(view, match);
  if (rc) return rc;
  put_sector(rule, &match->source);
  match->answered = !rule->both && casus_match_is_answered(view, match);
  if (match->answered)
    match->target = match->source;
  else if (!rule->both)
    casus_match_drop_self(view, match);
  bool within = rule->type == CASUS_CONSULT && !rule->is_tie && is_alone(match);
  bool marked = rule->marked; /* who is meant may stand outside the clause: counterpart.c */
  *fits = marked || (needs_are_met(rule, match) && !within);
  return CASUS_OK;
}
