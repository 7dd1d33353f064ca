/* Requirements and sides of rules, tried on the slots of a trigger. */
#include "coder/match.h"

#include <stdlib.h>

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

static bool word_is(const casus_term *term, const casus_book *book, casus_str word) {
  if (term->kind == CASUS_TERM_WORD) return casus_str_ieq(term->text, word);
  return casus_book_in_class(book, term->word_class, word);
}

/* The lemma, the word as written, or "modifier_head". */
static bool token_is(const casus_reading *view, const casus_term *term, uint32_t token) {
  const casus_token *word = at(view, token);
  if (word_is(term, view->book, word->lemma) || word_is(term, view->book, word->form)) return true;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *before = at(view, (uint32_t)child);
    if (before->deprel != CASUS_DEP_compound && before->deprel != CASUS_DEP_amod && before->deprel != CASUS_DEP_flat)
      continue;
    char joined[96];
    size_t length = before->lemma.len + 1 + word->lemma.len;
    if (length > sizeof joined) continue;
    casus_lower_into(before->lemma, joined, sizeof joined);
    joined[before->lemma.len] = '_';
    casus_lower_into(word->lemma, joined + before->lemma.len + 1, sizeof joined - before->lemma.len - 1);
    if (word_is(term, view->book, casus_str_of(joined, length))) return true;
  }
  return false;
}

static bool covers(uint32_t first, uint32_t last, uint32_t token) { return first <= token && token < last; }

/* An amount that is the token or modifies it. */
static bool has_amount(const casus_reading *view, uint32_t token, bool money) {
  for (uint32_t i = 0; i < view->text->amount_count; i++) {
    const casus_amount *amount = &view->text->amounts[i];
    if (money && amount->kind != CASUS_AMOUNT_MONEY) continue;
    if (covers(amount->first, amount->last, token)) return true;
    CASUS_FOR_CHILDREN(view, token, child)
    if (covers(amount->first, amount->last, (uint32_t)child)) return true;
  }
  return !money && casus_child(view, token, CASUS_DEP_nummod) >= 0;
}

static bool mention_is(const casus_reading *view, uint32_t token, bool person) {
  int32_t i = view->mentions->at[token];
  if (i < 0) return false;
  casus_mention_kind kind = view->mentions->items[i].kind;
  if (person) return kind == CASUS_MENTION_PERSON || kind == CASUS_MENTION_ROLE;
  return kind == CASUS_MENTION_PLACE || kind == CASUS_MENTION_SEAT || kind == CASUS_MENTION_STATE;
}

static bool is_state(casus_str actor) { return actor.len == 3; }

static bool parties_are(const casus_parties *parties, const casus_term *term) {
  size_t known = 0;
  for (size_t i = 0; i < parties->count; i++) {
    const casus_party *party = &parties->items[i];
    known += casus_party_known(party);
    if (term->kind == CASUS_TERM_STATE && is_state(party->actor)) return true;
    if (term->kind == CASUS_TERM_SECTOR && casus_str_eq(party->sector, term->text)) return true;
  }
  return (term->kind == CASUS_TERM_ACTOR && known > 0) || (term->kind == CASUS_TERM_SEVERAL && known > 1) ||
         (term->kind == CASUS_TERM_MANY && known > 2);
}

static int term_holds(const casus_reading *view, const casus_term *term, uint32_t token, bool *holds) {
  switch (term->kind) {
  case CASUS_TERM_ANY:
    *holds = true;
    return CASUS_OK;
  case CASUS_TERM_WORD:
  case CASUS_TERM_CLASS:
    *holds = token_is(view, term, token);
    return CASUS_OK;
  case CASUS_TERM_PERSON:
    *holds = mention_is(view, token, true);
    return CASUS_OK;
  case CASUS_TERM_PLACE:
    *holds = mention_is(view, token, false);
    return CASUS_OK;
  case CASUS_TERM_INFINITIVE: {
    int32_t mark = casus_child(view, token, CASUS_DEP_mark);
    *holds = mark >= 0 && casus_lemma_is(view, (uint32_t)mark, "to");
    return CASUS_OK;
  }
  case CASUS_TERM_NUMBER:
    *holds = has_amount(view, token, false);
    return CASUS_OK;
  case CASUS_TERM_MONEY:
    *holds = has_amount(view, token, true);
    return CASUS_OK;
  default:
    break;
  }
  const casus_parties *parties = casus_reading_actors(view, token);
  if (!parties) return CASUS_E_MEMORY;
  *holds = parties_are(parties, term);
  return CASUS_OK;
}

/* The token itself, then whatever is coordinated to it. */
static int any_term_holds(const casus_reading *view, const casus_requirement *requirement, uint32_t token,
                          bool *holds) {
  for (size_t i = 0; i < requirement->terms.count && !*holds; i++) {
    int rc = term_holds(view, &requirement->terms.items[i], token, holds);
    if (rc) return rc;
    CASUS_FOR_CHILDREN(view, token, child) {
      if (*holds || at(view, (uint32_t)child)->deprel != CASUS_DEP_conj) continue;
      rc = term_holds(view, &requirement->terms.items[i], (uint32_t)child, holds);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

int casus_requirement_holds(const casus_reading *view, const casus_slots *slots, const casus_requirement *requirement,
                            bool *holds) {
  bool found = false;
  *holds = false;
  for (size_t i = 0; i < requirement->paths.count && !found; i++) {
    casus_tokens tokens = {0};
    int rc = casus_path_tokens(view, slots, requirement->paths.items[i], &tokens);
    for (size_t t = 0; !rc && t < tokens.count && !found; t++)
      rc = any_term_holds(view, requirement, tokens.items[t], &found);
    if (rc) return rc;
  }
  *holds = found != requirement->negative;
  return CASUS_OK;
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

static bool needs_are_met(const casus_rule *rule, const casus_match *match) {
  bool source = casus_parties_known(&match->source), target = casus_parties_known(&match->target);
  if (rule->both && !has_actor(&match->source) && !has_actor(&match->target)) return false; /* "both parties" */
  size_t all = known_count(&match->source) + known_count(&match->target);
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

static casus_str sole_actor(const casus_parties *parties) {
  casus_str actor = CASUS_STR("");
  for (size_t i = 0; i < parties->count; i++) {
    if (!parties->items[i].actor.len) continue;
    if (actor.len && !casus_str_eq(actor, parties->items[i].actor)) return CASUS_STR("");
    actor = parties->items[i].actor;
  }
  return actor.len == 3 ? actor : CASUS_STR("");
}

static void settle_at_home(casus_parties *parties, casus_str actor) {
  for (size_t i = 0; i < parties->count && actor.len; i++)
    if (!parties->items[i].actor.len && is_domestic(parties->items[i].sector)) parties->items[i].actor = actor;
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
    settle_at_home(&match->source, sole_actor(&found));
    settle_at_home(&match->target, sole_actor(&found));
  }
  settle_at_home(&match->target, sole_actor(&match->source));
  settle_at_home(&match->source, sole_actor(&match->target));
  return CASUS_OK;
}

/* One state that meets itself, its own minister or city: no consultation. */
static bool is_alone(const casus_match *match) {
  casus_str source = sole_actor(&match->source), target = sole_actor(&match->target);
  if (!match->rule->both) return source.len && casus_str_eq(source, target);
  return (source.len && (!target.len ? !casus_parties_known(&match->target) && match->source.count > 1
                                     : casus_str_eq(source, target)));
}

static int try_rule(const casus_reading *view, const casus_rule *rule, casus_match *match, bool *fits) {
  *fits = true;
  for (size_t i = 0; i < rule->requirements.count && *fits; i++) {
    int rc = casus_requirement_holds(view, &match->slots, &rule->requirements.items[i], fits);
    if (rc) return rc;
  }
  if (!*fits) return CASUS_OK;
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

/* A further word of a trigger: a dependent, the preposition of one, or a neighbour on the proper side. */
static bool has_word(const casus_reading *view, uint32_t token, casus_part part, casus_str word) {
  CASUS_FOR_CHILDREN(view, token, child) {
    if (casus_str_ieq(at(view, (uint32_t)child)->lemma, word)) return true;
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_obl && at(view, (uint32_t)child)->deprel != CASUS_DEP_advcl)
      continue;
    CASUS_FOR_CHILDREN(view, (uint32_t)child, below)
    if (at(view, (uint32_t)below)->deprel == CASUS_DEP_case && casus_str_ieq(at(view, (uint32_t)below)->lemma, word))
      return true;
  }
  const casus_sentence *sentence = &view->text->sentences[at(view, token)->sentence];
  if (part == CASUS_PART_VERB) return token + 1 < sentence->last && casus_str_ieq(at(view, token + 1)->lemma, word);
  for (uint32_t back = 1; back <= 2 && token >= sentence->first + back; back++)
    if (casus_str_ieq(at(view, token - back)->lemma, word)) return true;
  return false;
}

static bool has_words(const casus_reading *view, uint32_t token, const casus_trigger *trigger) {
  for (size_t i = 0; i < trigger->more.count; i++)
    if (!has_word(view, token, trigger->part, trigger->more.items[i])) return false;
  return true;
}

static int by_weight(const void *a, const void *b) {
  const casus_trigger *left = *(const casus_trigger *const *)a, *right = *(const casus_trigger *const *)b;
  if (left->weight != right->weight) return left->weight < right->weight ? 1 : -1;
  return left->rule < right->rule ? -1 : left->rule > right->rule;
}

typedef CASUS_VEC(const casus_trigger *) candidates;

static int gather(const casus_reading *view, uint32_t token, casus_part part, bool ties, candidates *found) {
  const casus_token *word = at(view, token);
  uint32_t i = casus_book_trigger(view->book, part, word->lemma);
  if (i == UINT32_MAX) i = casus_book_trigger(view->book, part, word->form);
  for (; i != UINT32_MAX; i = view->book->triggers.items[i].next) {
    const casus_trigger *trigger = &view->book->triggers.items[i];
    if (view->book->rules.items[trigger->rule].is_tie != ties || !has_words(view, token, trigger)) continue;
    const casus_trigger **item = casus_vec_push(found, view->arena);
    if (!item) return casus_fail_memory(view->err);
    *item = trigger;
  }
  if (found->count > 1) qsort(found->items, found->count, sizeof *found->items, by_weight);
  return CASUS_OK;
}

/* Between an actor and a bare noun phrase: "Vatican slams Nicaragua's leaders". */
static bool stands_like_verb(const casus_reading *view, uint32_t token) {
  bool before = false, behind = false;
  if (at(view, token)->head >= 0) return false;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if ((uint32_t)child < token && view->mentions->at[child] >= 0) before = true;
    bool nominal = word->deprel == CASUS_DEP_nmod || word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_dep;
    if ((uint32_t)child > token && nominal && casus_child(view, (uint32_t)child, CASUS_DEP_case) < 0) behind = true;
  }
  return before && behind;
}

/* A verb that was taken for a noun: it has a subject but no copula, or "to" before it, or stands like one. */
static bool is_hidden_verb(const casus_reading *view, uint32_t token) {
  if (casus_child(view, token, CASUS_DEP_det) >= 0 || casus_child(view, token, CASUS_DEP_cop) >= 0) return false;
  int32_t mark = casus_child(view, token, CASUS_DEP_mark);
  if (mark >= 0 && casus_lemma_is(view, (uint32_t)mark, "to")) return true;
  return casus_child(view, token, CASUS_DEP_nsubj) >= 0 || stands_like_verb(view, token);
}

/* "Fighting between the two resumed": a gerund that is subject or object and has no object of its own. */
static bool stands_as_noun(const casus_reading *view, uint32_t token) {
  switch (at(view, token)->deprel) {
  case CASUS_DEP_nsubj:
  case CASUS_DEP_csubj:
  case CASUS_DEP_obj:
  case CASUS_DEP_obl:
  case CASUS_DEP_nmod:
    return casus_child(view, token, CASUS_DEP_obj) < 0;
  case CASUS_DEP_advcl: /* before a verb without a subject it is that subject */
    return casus_child(view, token, CASUS_DEP_obj) < 0 && at(view, token)->head > (int32_t)token &&
           casus_child(view, (uint32_t)at(view, token)->head, CASUS_DEP_nsubj) < 0;
  default:
    return false;
  }
}

static bool part_of(const casus_reading *view, uint32_t token, casus_part *part) {
  const casus_token *word = at(view, token);
  bool gerund =
      word->upos == CASUS_UPOS_VERB && casus_str_eq(word->xpos, CASUS_STR("VBG")) && stands_as_noun(view, token);
  switch (gerund ? CASUS_UPOS_NOUN : word->upos) {
  case CASUS_UPOS_VERB:
    *part = CASUS_PART_VERB;
    return true;
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_PROPN:
    *part = is_hidden_verb(view, token) ? CASUS_PART_VERB : CASUS_PART_NOUN;
    return true;
  case CASUS_UPOS_ADJ:
    *part = CASUS_PART_ADJECTIVE;
    return true;
  default:
    return false;
  }
}

/* Words inside a name do not act: "Air Strike Command", "United Nations". */
static bool is_inside_name(const casus_reading *view, uint32_t token, bool ties) {
  int32_t i = view->mentions->at[token];
  if (i < 0) return false;
  const casus_mention *mention = &view->mentions->items[i];
  if (mention->kind == CASUS_MENTION_ANAPHOR) return false;
  bool heads = token == mention->head, common = at(view, token)->upos == CASUS_UPOS_NOUN;
  if (mention->kind == CASUS_MENTION_ORGANISATION && heads && common) return false; /* "the Serbia-Hungary alliance" */
  if (mention->kind == CASUS_MENTION_ROLE && heads && ties) return false;           /* "ally", "supplier", "alliance" */
  return mention->kind != CASUS_MENTION_ROLE || heads;
}

static int match_token(const casus_reading *view, uint32_t token, bool ties, casus_matches *matches) {
  casus_part part;
  if (!part_of(view, token, &part) || is_inside_name(view, token, ties)) return CASUS_OK;
  candidates found = {0};
  int rc = gather(view, token, part, ties, &found);
  if (rc || !found.count) return rc;
  casus_match match = {0};
  rc = casus_slots_of(view, token, part, &match.slots);
  for (size_t i = 0; !rc && i < found.count; i++) {
    bool fits = false;
    match.weight = found.items[i]->weight;
    rc = try_rule(view, &view->book->rules.items[found.items[i]->rule], &match, &fits);
    if (rc || !fits) continue;
    casus_match *item = casus_vec_push(matches, view->arena);
    if (!item) return casus_fail_memory(view->err);
    *item = match;
    break;
  }
  return rc;
}

int casus_match_all(const casus_reading *view, bool ties, casus_matches *matches) {
  for (uint32_t token = 0; token < view->text->token_count; token++) {
    int rc = match_token(view, token, ties, matches);
    if (rc) return rc;
  }
  return CASUS_OK;
}
