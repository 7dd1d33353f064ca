/* What rules let through although nobody acted on anybody. */
#include "coder/event_check.h"

#include "coder/status.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool is_one_of(casus_str sector, const casus_str *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(sector, list[i])) return true;
  return false;
}

/* The last token of what a party's span covers. */
static uint32_t head_of_span(const casus_reading *view, casus_span span) {
  size_t behind = CASUS_FIRST_FROM(view->text->tokens, view->text->token_count, span.start, span.end);
  return behind ? (uint32_t)behind - 1 : 0;
}

/* A name nobody knows, or people: they may act or suffer, whoever they are. */
static bool may_be_actor(const casus_reading *view, const casus_party *party) {
  uint32_t head = head_of_span(view, party->span);
  return at(view, head)->upos == CASUS_UPOS_PROPN || casus_in_named_class(view, "people", head) ||
         casus_in_named_class(view, "body_politic", head);
}

/* "threatens its neighbors": whose they are does not say who they are. */
static bool is_other_by_meaning(const casus_reading *view, const casus_parties *sources, casus_party *party) {
  if (party->name.len || !casus_in_named_class(view, "other_states", head_of_span(view, party->span))) return false;
  return casus_parties_have(sources, party->actor);
}

/* "the navy exercised off its own Cabinda": a force at home is aimed at nobody. */
static bool is_ground_at_home(const casus_reading *view, const casus_match *match, const casus_party *party) {
  int32_t mention = view->mentions->at[head_of_span(view, party->span)];
  if (match->rule->type != CASUS_MOBILIZE || mention < 0 || !casus_parties_have(&match->source, party->actor))
    return false;
  casus_mention_kind kind = view->mentions->items[mention].kind;
  return kind == CASUS_MENTION_PLACE || kind == CASUS_MENTION_SEAT || kind == CASUS_MENTION_STATE;
}

/* "if one side is attacked, the other will help": either of two, as yet nobody's deed. */
static bool is_one_of_two(const casus_reading *view, const casus_parties *parties) {
  if (parties->count < 2 || parties->items[0].span.start != parties->items[1].span.start) return false;
  uint32_t last = head_of_span(view, parties->items[0].span);
  return casus_in_named_class(view, "one_of_two", last) || (last && casus_in_named_class(view, "one_of_two", last - 1));
}

/* A state without a sector is its government. */
static bool same_sector(casus_str a, casus_str b) {
  casus_str government = CASUS_STR("GOV");
  return casus_str_eq(a.len ? a : government, b.len ? b : government);
}

/* "the Franco-German brigade will help France": who is among the doers is not whom they do it to. */
static bool is_among(const casus_parties *parties, const casus_party *party) {
  if (parties->count < 2 || !party->actor.len) return false;
  for (size_t i = 0; i < parties->count; i++)
    if (casus_str_eq(parties->items[i].actor, party->actor) && same_sector(parties->items[i].sector, party->sector))
      return true;
  return false;
}

static void keep_actors(const casus_reading *view, casus_parties *parties) {
  size_t kept = 0;
  for (size_t i = 0; i < parties->count; i++) {
    const casus_party *party = &parties->items[i];
    if (casus_party_known(party) || may_be_actor(view, party)) parties->items[kept++] = *party;
  }
  parties->count = kept;
}

void casus_event_clean(const casus_reading *view, casus_match *match) {
  size_t kept = 0;
  bool mutual = match->rule->both || match->answered;
  for (size_t i = 0; i < match->target.count && !mutual; i++) {
    casus_party *party = &match->target.items[i];
    if (is_ground_at_home(view, match, party) || is_among(&match->source, party)) continue;
    if (is_other_by_meaning(view, &match->source, party)) party->actor = party->sector = CASUS_STR("");
    match->target.items[kept++] = *party;
  }
  if (!mutual) match->target.count = kept;
  keep_actors(view, &match->source);
  keep_actors(view, &match->target);
}

static size_t coded(const casus_parties *parties) {
  size_t count = 0;
  for (size_t i = 0; i < parties->count; i++) count += parties->items[i].actor.len > 0;
  return count;
}

/* Someone known on one side, all with one code, wherever a code is known. */
static casus_str sole_code(const casus_parties *parties) {
  casus_str actor = CASUS_STR("");
  for (size_t i = 0; i < parties->count; i++) {
    if (!parties->items[i].actor.len || (actor.len && !casus_str_eq(actor, parties->items[i].actor)))
      return CASUS_STR("");
    actor = parties->items[i].actor;
  }
  return actor;
}

/* Firms and media act as such on both sides: business, unless somebody is hurt. */
static bool is_private(const casus_parties *parties) {
  static const casus_str private_sectors[] = {CASUS_STR_INIT("BUS"), CASUS_STR_INIT("MED")};
  for (size_t i = 0; i < parties->count; i++)
    if (casus_party_known(&parties->items[i]) &&
        !is_one_of(parties->items[i].sector, private_sectors, CASUS_COUNT(private_sectors)))
      return false;
  return true;
}

static bool is_harm(casus_event_type type) {
  return type == CASUS_ASSAULT || type == CASUS_COERCE || type == CASUS_PROTEST;
}

/* Deeds by which parties come together; at home only those with rebels or the opposition are news. */
static bool joins(casus_event_type type) {
  return type == CASUS_AGREE || type == CASUS_CONSULT || type == CASUS_SUPPORT || type == CASUS_COOPERATE ||
         type == CASUS_AID;
}

static bool has_opponent(const casus_parties *parties) {
  static const casus_str opponents[] = {CASUS_STR_INIT("REB"), CASUS_STR_INIT("OPP"), CASUS_STR_INIT("UAF"),
                                        CASUS_STR_INIT("SEP")};
  for (size_t i = 0; i < parties->count; i++)
    if (is_one_of(parties->items[i].sector, opponents, CASUS_COUNT(opponents))) return true;
  return false;
}

/* One actor on both sides: the same one twice, or parts of a state among themselves. */
static bool is_with_itself(const casus_match *match) {
  casus_str source = sole_code(&match->source), target = sole_code(&match->target);
  if (!source.len || !casus_str_eq(source, target)) return false;
  const casus_party *doer = &match->source.items[0], *other = &match->target.items[0];
  if (match->rule->both && match->source.count > 1 && source.len == 3 && joins(match->rule->type))
    return !has_opponent(&match->source);
  bool same_person = doer->name.len && casus_str_eq(doer->name, other->name);
  if (same_person || doer->span.start == other->span.start) return !match->rule->both;
  if (joins(match->rule->type)) return !has_opponent(&match->source) && !has_opponent(&match->target);
  return !is_harm(match->rule->type) && same_sector(doer->sector, other->sector);
}

/* "the air-assault brigade", "attack drones": a deed that only says what kind of thing its noun is. */
static bool is_kind_of_thing(const casus_reading *view, const casus_slots *slots) {
  const casus_token *word = at(view, slots->trigger);
  if (slots->part != CASUS_PART_NOUN || word->deprel != CASUS_DEP_compound || word->head < 0) return false;
  uint32_t head = (uint32_t)word->head;
  return slots->trigger < head && at(view, head)->upos == CASUS_UPOS_NOUN &&
         !casus_in_named_class(view, "transparent", head);
}

/* Is there a phrase where the rule looks for its target? */
static bool has_target_phrase(const casus_match *match) {
  for (size_t c = 0; c < match->rule->target.count; c++)
    for (size_t i = 0; i < match->rule->target.items[c].count; i++)
      if (casus_slot_first(&match->slots, match->rule->target.items[c].items[i].slot) >= 0) return true;
  return false;
}

static bool has_organisation(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (parties->items[i].actor.len > 3) return true;
  return false;
}

/* Nobody is supported, met or worked with unless somebody is named; an organisation may meet within itself. */
static bool lacks_addressee(const casus_match *match) {
  casus_event_type type = match->rule->type;
  if (match->rule->both && (type == CASUS_CONSULT || type == CASUS_COOPERATE))
    return match->source.count + match->target.count < 2 && !has_organisation(&match->source);
  return type == CASUS_SUPPORT && !match->target.count && !has_target_phrase(match);
}

/* "a battle between the United States over …": it takes two. */
static bool lacks_partner(const casus_match *match) {
  bool clash = match->rule->both && match->rule->type == CASUS_ASSAULT;
  return clash && match->source.count + match->target.count < 2;
}

/* Soldiers, police, rebels, crowds: a quarrel of theirs is one even where no word tells the state. */
static bool is_public(const casus_parties *parties) {
  static const casus_str public_sectors[] = {CASUS_STR_INIT("GOV"), CASUS_STR_INIT("MIL"), CASUS_STR_INIT("COP"),
                                             CASUS_STR_INIT("REB"), CASUS_STR_INIT("OPP"), CASUS_STR_INIT("CVL"),
                                             CASUS_STR_INIT("JUD"), CASUS_STR_INIT("LEG"), CASUS_STR_INIT("UAF")};
  for (size_t i = 0; i < parties->count; i++)
    if (is_one_of(parties->items[i].sector, public_sectors, CASUS_COUNT(public_sectors))) return true;
  return false;
}

/* "the square is where people protest", "the chip maker's attack on the market": no deed of states or their people. */
static bool is_figure_of_speech(const casus_match *match, bool somebody) {
  if (match->rule->type == CASUS_PROTEST) return !somebody;
  return match->rule->type == CASUS_ASSAULT && match->source.count && is_private(&match->source) &&
         !coded(&match->target);
}

void casus_event_part(casus_match *match) {
  if (!match->rule->both && is_with_itself(match)) match->target.count = 0;
}

bool casus_event_stands(const casus_reading *view, const casus_match *match) {
  bool somebody = coded(&match->source) + coded(&match->target) > 0;
  bool idle = joins(match->rule->type) || match->rule->type == CASUS_MOBILIZE; /* "troops of each country" */
  if (!somebody && (idle || !is_public(&match->source))) return false;
  if (!is_harm(match->rule->type) && is_private(&match->source) && is_private(&match->target)) return false;
  if (is_one_of_two(view, &match->source)) return false;
  if (is_figure_of_speech(match, somebody)) return false;
  if (is_kind_of_thing(view, &match->slots) || lacks_addressee(match)) return false;
  return !lacks_partner(match) && !is_with_itself(match) && !casus_is_only_asked(view, &match->slots) &&
         !casus_is_only_measured(view, &match->slots) && !casus_is_only_able(view, &match->slots);
}
