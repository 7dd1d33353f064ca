/* Who is meant where a deed's clause leaves a side open: "Police arrested forty people", "the shelling resumed", "Tokyo
 * froze the funds". A choice between all actors named so far, by clues whose weights tools/fit_counterpart.py finds. */
#include "coder/counterpart.h"

#include <math.h>

#include "coder/event.h"

enum { MOST_CANDIDATES = 24, MENTIONS_BACK = 200 }; /* so that coding stays linear */

/* A candidate while clues are gathered. */
typedef struct runner {
  casus_candidate as;
  const casus_party *party;
  uint32_t times, last; /* sentences that name it, and the one seen last */
} runner;

typedef struct field {
  const casus_reading *view;
  const casus_match *match;
  const casus_parties *other; /* the side across */
  casus_role role;            /* of whom is sought */
  const casus_mark *mark;     /* of the deed; may be NULL */
  const casus_sentence *sentence;
  runner runners[MOST_CANDIDATES];
  size_t count;
} field;

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }
static uint32_t bit(casus_clue clue) { return 1U << clue; }

/* "Greek police", "protesters in Athens": what they do stays in the country more often than what Greece does. */
static bool is_people(const casus_parties *side, casus_str actor) {
  for (size_t i = 0; i < side->count; i++) {
    casus_str sector = side->items[i].sector;
    bool rules = !sector.len || casus_str_eq(sector, CASUS_STR("GOV")) || casus_str_eq(sector, CASUS_STR("MIL"));
    if (!rules && casus_str_eq(side->items[i].actor, actor)) return true;
  }
  return false;
}

/* One state may do something to itself; several, or an organisation, do not, nor does a government meet or work with
 * itself. */
static bool may_be_meant(const field *f, casus_str actor) {
  if (!casus_parties_have(f->other, actor)) return true;
  casus_event_type type = f->match->rule->type;
  bool together = type == CASUS_CONSULT || type == CASUS_COOPERATE;
  return casus_parties_state(f->other).len && (!together || is_people(f->other, actor));
}

/* NULL: it cannot be meant, or there are too many. */
static runner *runner_of(field *f, const casus_party *party) {
  if (!party->actor.len || !may_be_meant(f, party->actor)) return NULL;
  for (size_t i = 0; i < f->count; i++)
    if (casus_str_eq(f->runners[i].as.actor, party->actor)) return &f->runners[i];
  if (f->count == MOST_CANDIDATES) return NULL;
  f->runners[f->count] = (runner){.as = {.actor = party->actor}, .party = party};
  return &f->runners[f->count++];
}

static uint32_t clue_of_distance(uint32_t sentences) {
  return bit(sentences == 0   ? CASUS_CLUE_HERE
             : sentences == 1 ? CASUS_CLUE_BACK_1
             : sentences == 2 ? CASUS_CLUE_BACK_2
             : sentences <= 5 ? CASUS_CLUE_BACK_5
                              : CASUS_CLUE_BACK_FAR);
}

/* What a mention is in the sentence of the deed. */
static uint32_t clues_of_place(const field *f, const casus_mention *mention) {
  const casus_token *head = at(f->view, mention->head);
  uint32_t clues = mention->first > f->match->slots.trigger ? bit(CASUS_CLUE_BEHIND) : 0;
  float linked = casus_mark_link(f->view->text, f->mark, f->role, mention->first, mention->last);
  if (mention->kind == CASUS_MENTION_PLACE) clues |= bit(CASUS_CLUE_PLACE);
  if (linked > 0) clues |= bit(linked >= CASUS_LINKED ? CASUS_CLUE_LINKED : CASUS_CLUE_HALF_LINKED);
  switch (head->deprel) {
  case CASUS_DEP_nsubj:
    return clues | bit(CASUS_CLUE_SUBJECT);
  case CASUS_DEP_obj:
  case CASUS_DEP_iobj:
    return clues | bit(CASUS_CLUE_OBJECT);
  case CASUS_DEP_obl:
    return clues | bit(CASUS_CLUE_OBLIQUE);
  case CASUS_DEP_nmod:
  case CASUS_DEP_amod:
  case CASUS_DEP_compound:
    return clues | bit(CASUS_CLUE_OWNER);
  default:
    return clues;
  }
}

/* Mentions from the end of the sentence back. */
static void gather(field *f) {
  const casus_mentions *all = f->view->mentions;
  uint32_t here = at(f->view, f->match->slots.trigger)->sentence;
  size_t end = CASUS_FIRST_FROM(all->items, all->count, first, f->sentence->last);
  bool recent = false;
  for (size_t back = 1; back <= end && back <= MENTIONS_BACK; back++) {
    const casus_mention *mention = &all->items[end - back];
    if (mention->kind == CASUS_MENTION_MEDIUM) continue;
    for (size_t p = 0; p < mention->party_count; p++) {
      const casus_party *party = &mention->parties[p];
      runner *one = runner_of(f, party);
      if (!one) continue;
      uint32_t sentence = at(f->view, mention->first)->sentence;
      if (!one->times) one->as.clues |= clue_of_distance(here - sentence);
      if (!one->times || one->last != sentence) one->times++;
      one->last = sentence;
      if (sentence == here) one->as.clues |= clues_of_place(f, mention);
      if (sentence == 0) one->as.clues |= bit(CASUS_CLUE_LEAD);
      if (!recent && mention->first < f->match->slots.trigger && !casus_parties_have(f->other, party->actor)) {
        one->as.clues |= bit(CASUS_CLUE_RECENT);
        recent = true;
      }
    }
  }
}

static void weigh_numbers(field *f) {
  runner *most = NULL, *only = NULL;
  size_t here = 0;
  for (size_t i = 0; i < f->count; i++) {
    runner *one = &f->runners[i];
    if (one->times == 1) one->as.clues |= bit(CASUS_CLUE_ONCE);
    if (casus_parties_have(f->other, one->as.actor)) continue;
    if (!most || one->times > most->times) most = one;
    if (!(one->as.clues & bit(CASUS_CLUE_HERE))) continue;
    only = one;
    here++;
  }
  if (most) most->as.clues |= bit(CASUS_CLUE_MOST);
  if (here == 1) only->as.clues |= bit(CASUS_CLUE_ONLY);
}

static void weigh_actors(field *f) {
  const casus_reading *view = f->view;
  casus_str across = casus_parties_state(f->other);
  casus_str home = view->homes ? view->homes[at(view, f->match->slots.trigger)->sentence] : CASUS_STR("");
  bool dated = view->odds && view->document && casus_date_known(view->document->date);
  for (size_t i = 0; i < f->count; i++) {
    casus_candidate *one = &f->runners[i].as;
    if (casus_parties_have(f->other, one->actor)) one->clues |= bit(CASUS_CLUE_SELF);
    if (is_people(f->other, one->actor)) one->clues |= bit(CASUS_CLUE_OWN_PEOPLE);
    if (casus_str_eq(one->actor, home)) one->clues |= bit(CASUS_CLUE_HOME);
    if (one->actor.len == 3) one->clues |= bit(CASUS_CLUE_STATE);
    if (casus_str_starts(one->actor, CASUS_STR("IGO"))) one->clues |= bit(CASUS_CLUE_ORGANISATION);
    if (dated && across.len && casus_at_odds(view->odds, across, one->actor, view->document->date.day))
      one->clues |= bit(CASUS_CLUE_RIVAL);
  }
}

static void weigh_last_event(field *f, const casus_coding *coding, bool target) {
  if (!coding->event_count) return;
  const casus_event *last = &coding->events[coding->event_count - 1];
  const casus_party *across = target ? last->source : last->target;
  size_t count = target ? last->source_count : last->target_count;
  bool same = false;
  for (size_t i = 0; i < f->other->count && !same; i++)
    same = f->other->items[i].actor.len && casus_is_among(across, count, f->other->items[i].actor);
  for (size_t i = 0; i < f->count; i++) {
    casus_candidate *one = &f->runners[i].as;
    bool did = casus_is_among(last->source, last->source_count, one->actor),
         met = casus_is_among(last->target, last->target_count, one->actor);
    if (did) one->clues |= bit(CASUS_CLUE_DID_LAST);
    if (met) one->clues |= bit(CASUS_CLUE_MET_LAST);
    if (same && (target ? met : did)) one->clues |= bit(CASUS_CLUE_SAME_LAST);
  }
}

static int weigh_voices(field *f) {
  casus_voice *voices;
  size_t count;
  int rc = casus_voices_of(f->view, f->match->slots.trigger, &voices, &count);
  for (size_t i = 0; !rc && i < f->count; i++)
    for (size_t v = 0; v < count; v++)
      if (casus_str_eq(voices[v].actor, f->runners[i].as.actor)) f->runners[i].as.clues |= bit(CASUS_CLUE_VOICE);
  return rc;
}

static double score_of(const casus_stakes *stakes, casus_event_type type, casus_opening opening, uint32_t clues) {
  double sum = 0;
  for (int i = 0; i < CASUS_CLUE_COUNT; i++)
    if (clues & bit((casus_clue)i)) sum += stakes->all[i] + stakes->type[type][i] + stakes->opening[opening][i];
  return sum;
}

static int keep_candidates(const field *f, casus_opening opening, casus_choice *choice) {
  *choice = (casus_choice){.opening = opening,
                           .candidates = casus_arena_array(f->view->arena, f->count + 1, sizeof *choice->candidates),
                           .count = f->count + 1};
  if (!choice->candidates) return casus_fail_memory(f->view->err);
  for (size_t i = 0; i < f->count; i++) choice->candidates[i] = f->runners[i].as;
  choice->candidates[f->count] = (casus_candidate){.actor = CASUS_STR(""), .clues = bit(CASUS_CLUE_NOBODY)};
  return CASUS_OK;
}

/* In a single sentence, and where another is nearly as likely, more is asked for. */
static bool is_likely(const casus_stakes *stakes, const casus_choice *choice, double next, bool report) {
  static const double NEARLY = .8, LEAST_THERE = .45; /* of the first one's likelihood; at all */
  bool clear = report && next < NEARLY;
  return choice->share >= (clear ? stakes->least : LEAST_THERE);
}

static void choose(const casus_stakes *stakes, casus_event_type type, bool report, casus_choice *choice) {
  double scores[MOST_CANDIDATES + 1], sum = 0, next = 0;
  size_t best = 0;
  for (size_t i = 0; i < choice->count; i++) {
    scores[i] = score_of(stakes, type, choice->opening, choice->candidates[i].clues);
    if (scores[i] > scores[best]) best = i;
  }
  for (size_t i = 0; i < choice->count; i++) {
    double ratio = exp(scores[i] - scores[best]);
    sum += ratio;
    if (i != best && ratio > next) next = ratio;
  }
  choice->best = &choice->candidates[best];
  choice->share = 1 / sum;
  choice->taken = choice->best->actor.len && is_likely(stakes, choice, next, report);
}

static casus_opening opening_of(const casus_reading *view, const casus_match *match, const casus_parties *side) {
  if (casus_parties_named(side)) return CASUS_OPENING_NONE;
  if (match->rule->both) return CASUS_OPENING_MUTUAL;
  if (!side->count) return CASUS_OPENING_VOID;
  const casus_party *party = &side->items[0];
  if (casus_party_foreign(view, party)) return CASUS_OPENING_FOREIGN;
  if (party->name.len) return CASUS_OPENING_NAME;
  return party->sector.len ? CASUS_OPENING_PEOPLE : CASUS_OPENING_THING;
}

/* The words that stand there stay: "the police" are now those of the state that was chosen. */
static int put(const field *f, const casus_choice *choice, casus_parties *side) {
  casus_opening opening = choice->opening;
  if (opening == CASUS_OPENING_PEOPLE || opening == CASUS_OPENING_NAME || opening == CASUS_OPENING_FOREIGN) {
    side->items[0].actor = choice->best->actor;
    return CASUS_OK;
  }
  casus_party party = *f->runners[choice->best - choice->candidates].party;
  party.sector = CASUS_STR("");
  side->count = 0;
  return casus_party_add(f->view, side, &party);
}

/* Arms are tried for all to see. */
static bool is_aimed(const casus_match *match) { return !casus_str_eq(match->mode, CASUS_STR("weapons")); }

/* One actor in one sentence is no report to choose from. But crowds and police act at home, and "General Morel stepped
 * down to make way for Haiti's elections" tells whose general he is. */
static bool is_choice(const field *f, bool target, casus_opening opening) {
  if (f->count != 1 || f->runners[0].times > 1) return f->count > 0;
  bool across = casus_parties_have(f->other, f->runners[0].as.actor);
  casus_event_type type = f->match->rule->type;
  if (target) return across && (type == CASUS_PROTEST || type == CASUS_COERCE);
  return !across && (opening == CASUS_OPENING_PEOPLE || opening == CASUS_OPENING_NAME);
}

static int fill(const casus_reading *view, const casus_coding *coding, casus_match *match, bool target) {
  casus_parties *side = target ? &match->target : &match->source;
  casus_opening opening = opening_of(view, match, side);
  if (opening == CASUS_OPENING_NONE) return CASUS_OK;
  field f = {.view = view,
             .match = match,
             .other = target ? &match->source : &match->target,
             .role = target ? CASUS_ROLE_OTHER : CASUS_ROLE_DOER,
             .mark = casus_mark_at(view->text, match->slots.trigger),
             .sentence = &view->text->sentences[at(view, match->slots.trigger)->sentence]};
  gather(&f);
  if (!is_choice(&f, target, opening)) return CASUS_OK;
  weigh_numbers(&f);
  weigh_actors(&f);
  weigh_last_event(&f, coding, target);
  casus_choice *choice = target ? &match->target_choice : &match->source_choice;
  int rc = weigh_voices(&f);
  if (!rc) rc = keep_candidates(&f, opening, choice);
  if (rc) return rc;
  choose(&view->book->stakes[target], match->rule->type, view->text->sentence_count > 1, choice);
  if (!choice->taken) return CASUS_OK;
  match->implied = true;
  return put(&f, choice, side);
}

int casus_counterpart_fill(const casus_reading *view, const casus_coding *coding, casus_match *match) {
  int rc = fill(view, coding, match, false);
  return rc || !is_aimed(match) ? rc : fill(view, coding, match, true);
}
