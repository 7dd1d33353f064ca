/* Who is meant where a deed's clause leaves a side open: "Police arrested forty people", "the shelling resumed", "Tokyo
 * froze the funds"; and whether another is meant than the one it names. A choice between all actors named so far, by
 * clues whose weights tools/fit_counterpart.py finds. */
#include "coder/counterpart.h"

#include <math.h>

#include "coder/clues.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static double score_of(const casus_stakes *stakes, casus_event_type type, casus_opening opening, uint64_t clues) {
  double sum = 0;
  for (int i = 0; i < CASUS_CLUE_COUNT; i++)
    if (clues & casus_clue_bit((casus_clue)i))
      sum += stakes->all[i] + stakes->type[type][i] + stakes->opening[opening][i];
  return sum;
}

static int keep_candidates(const casus_field *f, casus_choice *choice) {
  *choice = (casus_choice){.opening = f->opening,
                           .candidates = casus_arena_array(f->view->arena, f->count + 1, sizeof *choice->candidates),
                           .count = f->count + 1};
  if (!choice->candidates) return casus_fail_memory(f->view->err);
  for (size_t i = 0; i < f->count; i++) choice->candidates[i] = f->runners[i].as;
  choice->candidates[f->count] = (casus_candidate){.actor = CASUS_STR(""), .clues = casus_clue_bit(CASUS_CLUE_NOBODY)};
  return CASUS_OK;
}

static bool is_told(const casus_choice *choice) { return choice->best->clues & casus_clue_bit(CASUS_CLUE_TOLD); }

/* In a single sentence, and where another is nearly as likely, more is asked for. */
static bool is_likely(const casus_stakes *stakes, const casus_choice *choice, double next, bool report) {
  static const double NEARLY = .8, LEAST_THERE = .45; /* of the first one's likelihood; at all */
  if (choice->opening == CASUS_OPENING_NAMED) return !is_told(choice);
  bool clear = report && next < NEARLY;
  return choice->share >= (clear ? stakes->least : LEAST_THERE);
}

static void choose(const casus_stakes *stakes, casus_event_type type, bool report, casus_choice *choice) {
  double scores[CASUS_RUNNERS_MOST + 1], sum = 0, next = 0;
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
  if (casus_parties_named(side)) return side->count == 1 ? CASUS_OPENING_NAMED : CASUS_OPENING_NONE;
  if (match->rule->both) return CASUS_OPENING_MUTUAL;
  if (!side->count) return CASUS_OPENING_VOID;
  const casus_party *party = &side->items[0];
  if (casus_party_foreign(view, party)) return CASUS_OPENING_FOREIGN;
  if (party->name.len) return CASUS_OPENING_NAME;
  return party->sector.len ? CASUS_OPENING_PEOPLE : CASUS_OPENING_THING;
}

/* The words that stand there stay: "the police" are now those of the state that was chosen. */
static int put(const casus_field *f, const casus_choice *choice, casus_parties *side) {
  casus_opening opening = f->opening;
  bool lent = opening == CASUS_OPENING_NAMED && !side->items[0].name.len && side->items[0].sector.len;
  if (opening == CASUS_OPENING_PEOPLE || opening == CASUS_OPENING_NAME || opening == CASUS_OPENING_FOREIGN || lent) {
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
static bool is_choice(const casus_field *f, bool target) {
  if (f->opening == CASUS_OPENING_NAMED) return f->count > 1;
  if (f->count != 1 || f->runners[0].times > 1) return f->count > 0;
  bool across = casus_parties_have(f->other, f->runners[0].as.actor);
  casus_event_type type = f->match->rule->type;
  if (target) return across && (type == CASUS_PROTEST || type == CASUS_COERCE);
  return !across && (f->opening == CASUS_OPENING_PEOPLE || f->opening == CASUS_OPENING_NAME);
}

static int fill(const casus_reading *view, const casus_coding *coding, const casus_whos *whos, casus_match *match,
                bool target) {
  casus_parties *side = target ? &match->target : &match->source;
  casus_opening opening = opening_of(view, match, side);
  if (opening == CASUS_OPENING_NONE || (opening == CASUS_OPENING_NAMED && !whos->count)) return CASUS_OK;
  casus_field f = {.view = view,
                   .match = match,
                   .other = target ? &match->source : &match->target,
                   .role = target ? CASUS_ROLE_OTHER : CASUS_ROLE_DOER,
                   .mark = casus_mark_at(view->text, match->slots.trigger),
                   .whos = *whos,
                   .opening = opening,
                   .sentence = &view->text->sentences[at(view, match->slots.trigger)->sentence]};
  casus_runners_find(&f, opening == CASUS_OPENING_NAMED ? &side->items[0] : NULL);
  if (!is_choice(&f, target)) return CASUS_OK;
  casus_choice *choice = target ? &match->target_choice : &match->source_choice;
  int rc = casus_runners_weigh(&f, coding, target);
  if (!rc) rc = keep_candidates(&f, choice);
  if (rc) return rc;
  choose(&view->book->stakes[target], match->rule->type, view->text->sentence_count > 1, choice);
  if (!choice->taken) return CASUS_OK;
  match->implied = true;
  return put(&f, choice, side);
}

static void weigh_source(const casus_whos *whos, casus_match *match) {
  match->weighed = whos->count > 0;
  match->meant = 0;
  for (size_t i = 0; i < match->source.count; i++) {
    casus_str actor = match->source.items[i].actor;
    bool again = casus_is_among(match->source.items, i, actor);
    if (actor.len && !again) match->meant += casus_meant_share(whos, actor);
  }
}

int casus_counterpart_fill(const casus_reading *view, const casus_coding *coding, casus_match *match) {
  const casus_mark *mark = casus_mark_at(view->text, match->slots.trigger);
  casus_whos doers, others;
  int rc = casus_meant_by_mark(view, mark, CASUS_ROLE_DOER, &doers);
  if (!rc) rc = fill(view, coding, &doers, match, false);
  if (rc) return rc;
  weigh_source(&doers, match);
  if (!is_aimed(match)) return CASUS_OK;
  rc = casus_meant_by_mark(view, mark, CASUS_ROLE_OTHER, &others);
  return rc ? rc : fill(view, coding, &others, match, true);
}
