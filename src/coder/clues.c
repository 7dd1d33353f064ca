#include "coder/clues.h"

#include "coder/event.h"

enum { MENTIONS_BACK = 200 }; /* so that coding stays linear */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }
static uint64_t bit(casus_clue clue) { return casus_clue_bit(clue); }

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
static bool may_be_meant(const casus_field *f, casus_str actor) {
  if (!casus_parties_have(f->other, actor)) return true;
  casus_event_type type = f->match->rule->type;
  bool together = type == CASUS_CONSULT || type == CASUS_COOPERATE;
  return casus_parties_state(f->other).len && (!together || is_people(f->other, actor));
}

/* NULL: it cannot be meant, or there are too many. */
static casus_runner *runner_of(casus_field *f, const casus_party *party) {
  for (size_t i = 0; i < f->count; i++)
    if (casus_str_eq(f->runners[i].as.actor, party->actor)) return &f->runners[i];
  if (!party->actor.len || f->count == CASUS_RUNNERS_MOST || !may_be_meant(f, party->actor)) return NULL;
  f->runners[f->count] = (casus_runner){.as = {.actor = party->actor}, .party = party};
  return &f->runners[f->count++];
}

/* Whom the clause names is a candidate whoever stands across. */
static void add_told(casus_field *f, const casus_party *party) {
  f->runners[f->count++] = (casus_runner){.as = {.actor = party->actor, .clues = bit(CASUS_CLUE_TOLD)}, .party = party};
}

static uint64_t clue_of_distance(uint32_t sentences) {
  return bit(sentences == 0   ? CASUS_CLUE_HERE
             : sentences == 1 ? CASUS_CLUE_BACK_1
             : sentences == 2 ? CASUS_CLUE_BACK_2
             : sentences <= 5 ? CASUS_CLUE_BACK_5
                              : CASUS_CLUE_BACK_FAR);
}

/* What a mention is in the sentence of the deed. */
static uint64_t clues_of_place(const casus_field *f, const casus_mention *mention) {
  const casus_token *head = at(f->view, mention->head);
  uint64_t clues = mention->first > f->match->slots.trigger ? bit(CASUS_CLUE_BEHIND) : 0;
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
static void gather(casus_field *f) {
  const casus_mentions *all = f->view->mentions;
  uint32_t here = at(f->view, f->match->slots.trigger)->sentence;
  size_t end = CASUS_FIRST_FROM(all->items, all->count, first, f->sentence->last);
  bool recent = false;
  for (size_t back = 1; back <= end && back <= MENTIONS_BACK; back++) {
    const casus_mention *mention = &all->items[end - back];
    if (mention->kind == CASUS_MENTION_MEDIUM) continue;
    for (size_t p = 0; p < mention->party_count; p++) {
      const casus_party *party = &mention->parties[p];
      casus_runner *one = runner_of(f, party);
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

static void weigh_numbers(casus_field *f) {
  casus_runner *most = NULL, *only = NULL;
  size_t here = 0;
  for (size_t i = 0; i < f->count; i++) {
    casus_runner *one = &f->runners[i];
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

static void weigh_actors(casus_field *f) {
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

static void weigh_last_event(casus_field *f, const casus_coding *coding, bool target) {
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

static void weigh_meant(casus_field *f) {
  static const struct {
    double least;
    casus_clue clue;
  } steps[] = {{.05, CASUS_CLUE_MEANT_05},
               {.2, CASUS_CLUE_MEANT_20},
               {.5, CASUS_CLUE_MEANT_50},
               {.8, CASUS_CLUE_MEANT_80},
               {.95, CASUS_CLUE_MEANT_95}};
  for (size_t i = 0; i < f->count; i++) {
    uint64_t clues = f->runners[i].as.clues;
    if (clues & bit(CASUS_CLUE_SELF) && !(clues & bit(CASUS_CLUE_OWN_PEOPLE))) continue;
    double share = casus_meant_share(&f->whos, f->runners[i].as.actor);
    for (size_t s = 0; s < CASUS_COUNT(steps); s++)
      if (share >= steps[s].least) f->runners[i].as.clues |= bit(steps[s].clue);
  }
}

static int weigh_voices(casus_field *f) {
  casus_voice *voices;
  size_t count;
  int rc = casus_voices_of(f->view, f->match->slots.trigger, &voices, &count);
  for (size_t i = 0; !rc && i < f->count; i++)
    for (size_t v = 0; v < count; v++)
      if (casus_str_eq(voices[v].actor, f->runners[i].as.actor)) f->runners[i].as.clues |= bit(CASUS_CLUE_VOICE);
  return rc;
}

void casus_runners_find(casus_field *f, const casus_party *told) {
  if (told) add_told(f, told);
  gather(f);
}

int casus_runners_weigh(casus_field *f, const casus_coding *coding, bool target) {
  weigh_numbers(f);
  weigh_actors(f);
  weigh_last_event(f, coding, target);
  weigh_meant(f);
  return weigh_voices(f);
}
