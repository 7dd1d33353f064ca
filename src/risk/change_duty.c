/* Obligations: what they change is who would be drawn in. */
#include <math.h>
#include <stdlib.h>

#include "risk/change.h"

/* Expected disputes a year that one enters on the other's side because of a duty, and the same in every draw. */
typedef struct pull {
  double value, *drawn; /* [draws] */
  bool unsure;          /* an ally lies outside the region and is not drawn: no interval */
} pull;

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Disputes of an ally that one enters with a duty, and the terms of them, weighed by what they bring. */
typedef struct entered {
  double sum, mean[CASUS_JOIN_TERM_COUNT];
} entered;

static entered entered_with(const casus_risk_map *map, uint32_t who, uint32_t ally, casus_duty duty) {
  const struct casus_risk_inner *inner = map->inner;
  casus_numbers numbers = casus_numbers_of(&inner->model);
  entered e = {0};
  for (uint32_t o = 0; o < inner->n; o++) {
    if (o == who || o == ally) continue;
    casus_join_place at = {who, ally, o, duty};
    double x[CASUS_JOIN_TERM_COUNT];
    double part = inner->p[(size_t)ally * inner->n + o] * casus_join_chance(inner, map->world, &numbers, &at);
    casus_join_terms(inner, map->world, &at, x);
    e.sum += part;
    for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) e.mean[t] += part * x[t];
  }
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) e.mean[t] = e.sum > 0 ? e.mean[t] / e.sum : 0;
  return e;
}

/* To first order in ln J. */
static double moved(const entered *e, const casus_risk_model *model, const casus_numbers *drawn) {
  double by = drawn->join[0] - model->join.value[0];
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) by += (drawn->join[t + 1] - model->join.value[t + 1]) * e->mean[t];
  return e->sum * exp(by);
}

/* What `duty` towards `ally` adds for `who` on this map to owing `against`. The draws move both factors: the chances of
 * joining, and the disputes of the ally as a whole. */
static void add_pull(const casus_risk_map *map, uint32_t who, uint32_t ally, casus_duty duty, casus_duty against,
                     pull *p) {
  const struct casus_risk_inner *inner = map->inner;
  const struct casus_draws *d = inner->draws;
  const casus_state_risk *risk = casus_risk_in(map, ally);
  entered with = entered_with(map, who, ally, duty), without = entered_with(map, who, ally, against);
  p->value += with.sum - without.sum;
  p->unsure |= !risk || !(risk->expected > 0);
  for (unsigned i = 0; i < d->draws && !p->unsure; i++) {
    casus_numbers numbers = casus_numbers_drawn(&inner->model, d->seed, i);
    double ratio = d->expected[i * d->columns + d->column[ally]] / risk->expected;
    p->drawn[i] += (moved(&with, &inner->model, &numbers) - moved(&without, &inner->model, &numbers)) * ratio;
  }
}

/* "0.052 [0.041–0.066]" */
static casus_str pull_words(const casus_risk_map *map, pull *p, casus_arena *arena) {
  unsigned draws = map->inner->draws->draws;
  int digits = p->value >= 0.1 ? 2 : 3;
  if (p->unsure) return casus_arena_printf(arena, "%.*f", digits, p->value);
  qsort(p->drawn, draws, sizeof *p->drawn, by_value);
  double low = fmin(p->drawn[draws / 20], p->value), high = fmax(p->drawn[draws - 1 - draws / 20], p->value);
  return casus_arena_printf(arena, "%.*f [%.*f–%.*f]", digits, p->value, digits, low, digits, high);
}

/* Adds the pull of one tie on `who`, unless it owes as much already. False when it adds nothing. */
static bool add_tie(casus_teller *t, const casus_world_tie *tie, uint32_t who, casus_duty_news news, pull *p) {
  const casus_risk_map *map = news == CASUS_DUTY_ENDED ? t->before : t->now;
  casus_duty duty = casus_duty_of(tie->tie.kind);
  uint32_t ally = tie->from == who ? tie->to : tie->from;
  casus_duty owed = (casus_duty)t->now->inner->duty[(size_t)who * map->inner->n + ally];
  if (!casus_binds(tie, who, ally) || (news == CASUS_DUTY_IN_FORCE ? owed > duty : owed >= duty)) return false;
  add_pull(map, who, ally, duty, news == CASUS_DUTY_IN_FORCE ? CASUS_OWES_NOTHING : owed, p);
  t->rate_told[casus_rate_class_of(map->world, who, duty)] = true;
  return true;
}

/* The treaty of one state with one other, or with several: ties[0 … count) all have `hub` on one side. */
typedef struct obligation {
  const casus_world_tie **ties;
  size_t count;
  uint32_t hub;
} obligation;

static uint32_t partner(const casus_world_tie *tie, uint32_t hub) { return tie->from == hub ? tie->to : tie->from; }

static casus_str partner_name(const casus_teller *t, const casus_world_tie *tie, uint32_t hub) {
  bool to = tie->from == hub;
  return casus_words_name(t->now->world, to ? tie->to : tie->from, to ? tie->tie.to : tie->tie.from);
}

/* "Russia into 0.052 [0.041–0.066] disputes a year beside North Korea"; empty when nobody is bound by more than
 * before. `turn` 0: the hub, 1: its partners. */
static casus_str pull_clause(casus_teller *t, const obligation *treaty, int turn, casus_duty_news news) {
  const casus_risk_map *map = news == CASUS_DUTY_ENDED ? t->before : t->now;
  pull p = {.drawn = casus_arena_array(t->arena, map->inner->draws->draws, sizeof *p.drawn)};
  bool any = false;
  if (!p.drawn) return (casus_str){NULL, 0};
  for (size_t i = 0; i < treaty->count; i++)
    any |= add_tie(t, treaty->ties[i], turn ? partner(treaty->ties[i], treaty->hub) : treaty->hub, news, &p);
  if (!any) return CASUS_STR("");
  const casus_state *states = t->now->world->states;
  casus_str hub = states[treaty->hub].in_text, number = pull_words(map, &p, t->arena);
  casus_str others = treaty->count > 1 ? turn ? CASUS_STR("all of them together") : CASUS_STR("them")
                                       : states[partner(treaty->ties[0], treaty->hub)].in_text;
  if (!number.ptr) return number;
  return casus_arena_printf(t->arena, "%.*s into %.*s disputes a year beside %.*s", CASUS_STR_FMT(turn ? others : hub),
                            CASUS_STR_FMT(number), CASUS_STR_FMT(turn ? hub : others));
}

static casus_str meaning_of(casus_teller *t, const obligation *treaty, casus_duty_news news) {
  static const char *const verb[] = {"When in force, it would draw", "It draws", "It drew"};
  const casus_world_tie *tie = treaty->ties[0];
  casus_duty duty = casus_duty_of(tie->tie.kind);
  if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE || duty == CASUS_OWES_NOTHING) return CASUS_STR("");
  casus_str hub = pull_clause(t, treaty, 0, news), others = pull_clause(t, treaty, 1, news);
  if (!hub.ptr || !others.ptr) return (casus_str){NULL, 0};
  if (!hub.len && !others.len) return CASUS_STR("Adds nothing: they are bound as much already.");
  return casus_arena_printf(t->arena, "%s %.*s%s%.*s.", verb[news], CASUS_STR_FMT(hub),
                            hub.len && others.len ? ", " : "", CASUS_STR_FMT(others));
}

/* Of a built-in treaty the table knows whether it is in force; a report alone does not tell. */
static const char *news_words(const casus_world_tie *tie, casus_duty_news news) {
  if (news == CASUS_DUTY_ENDED) return "no longer in force";
  if (news == CASUS_DUTY_IN_FORCE) return "in force";
  return casus_str_eq(tie->tie.origin, CASUS_STR("report")) ? "told, not known to be in force"
                                                            : "signed, not yet in force";
}

/* "North Korea", "Albania, Belgium, Bulgaria and 28 more" */
static casus_str partner_words(const casus_teller *t, const obligation *treaty) {
  const size_t named = 3;
  casus_str text = CASUS_STR("");
  for (size_t i = 0; i < treaty->count && i < named && text.ptr; i++)
    text = casus_arena_printf(t->arena, "%.*s%s%.*s", CASUS_STR_FMT(text), i ? ", " : "",
                              CASUS_STR_FMT(partner_name(t, treaty->ties[i], treaty->hub)));
  if (treaty->count > named && text.ptr)
    text = casus_arena_printf(t->arena, "%.*s and %zu more", CASUS_STR_FMT(text), treaty->count - named);
  return text;
}

int casus_tell_duty(casus_teller *t, const casus_world_tie **ties, size_t count, uint32_t hub, casus_duty_news news,
                    bool known) {
  const obligation treaty = {ties, count, hub};
  const casus_world_tie *tie = ties[0];
  casus_str name = casus_words_name(t->now->world, hub, tie->tie.from), others = partner_words(t, &treaty),
            duty = casus_words_duty(tie), source = casus_words_source(tie, t->arena);
  if (!source.ptr || !others.ptr) return casus_fail_memory(t->err);
  casus_change change = {.kind = CASUS_STR("obligation"),
                         .weight = CASUS_CHANGE_BINDS,
                         .known = known,
                         .state = hub,
                         .other = count == 1 ? partner(tie, hub) : CASUS_NO_STATE,
                         .meaning = meaning_of(t, &treaty, news),
                         .evidence = tie->evidence.len ? tie->evidence : tie->tie.id,
                         .sentence = tie->sentence_text,
                         .told = tie->told_at,
                         .said_by = tie->tie.said_by,
                         .said_by_count = tie->tie.said_by_count};
  const char *arrow = tie->tie.mutual ? "⇄" : tie->from == hub ? "→" : "←";
  change.text = casus_arena_printf(t->arena, "Duty of %.*s, %.*s %s %.*s: %s", CASUS_STR_FMT(duty), CASUS_STR_FMT(name),
                                   arrow, CASUS_STR_FMT(others), news_words(tie, news));
  change.basis = casus_arena_printf(t->arena, "%.*s%.*s", CASUS_STR_FMT(tie->treaty), CASUS_STR_FMT(source));
  return casus_tell(t, &change);
}

typedef struct rate_line {
  const char *who;
  casus_rate_class with, without;
} rate_line;

/* "2.14 % [1.71–2.68]", "0.030 % [0.026–0.035]" */
static casus_str rate_words(const casus_rate *rate, casus_arena *arena) {
  int digits = rate->value < 0.001 ? 3 : 2;
  return casus_arena_printf(arena, "%.*f %% [%.*f–%.*f]", digits, 100 * rate->value, digits, 100 * rate->low, digits,
                            100 * rate->high);
}

static casus_str add_rate(const casus_teller *t, casus_str text, const rate_line *line) {
  const casus_rate *rate = t->now->inner->model.rate;
  casus_str with = rate_words(&rate[line->with], t->arena), without = rate_words(&rate[line->without], t->arena);
  if (!with.ptr || !without.ptr) return (casus_str){NULL, 0};
  return casus_arena_printf(t->arena, "%.*s%s%s %.*s, without %.*s", CASUS_STR_FMT(text), text.len ? "; " : "",
                            line->who, CASUS_STR_FMT(with), CASUS_STR_FMT(without));
}

/* The measured rates of the classes that the obligations told belong to: once for all of them. */
int casus_tell_rates(casus_teller *t) {
  static const rate_line lines[] = {
      {"major powers with a defence duty", CASUS_RATE_MAJOR_DEFENCE, CASUS_RATE_MAJOR_NONE},
      {"other states", CASUS_RATE_DEFENCE, CASUS_RATE_NONE},
      {"states that must consult", CASUS_RATE_CONSULTATION, CASUS_RATE_NONE},
      {"states that renounced aggression", CASUS_RATE_NON_AGGRESSION, CASUS_RATE_NONE}};
  static const rate_line war = {"in wars any state", CASUS_RATE_WAR_DEFENCE, CASUS_RATE_WAR_NONE};
  casus_str text = CASUS_STR("");
  for (size_t i = 0; i < CASUS_COUNT(lines) && text.ptr; i++)
    if (t->rate_told[lines[i].with]) text = add_rate(t, text, &lines[i]);
  if (text.len && (t->rate_told[CASUS_RATE_MAJOR_DEFENCE] || t->rate_told[CASUS_RATE_DEFENCE]))
    text = add_rate(t, text, &war);
  if (!text.len) return text.ptr ? CASUS_OK : casus_fail_memory(t->err);
  casus_change note = {.kind = CASUS_STR("note"),
                       .weight = CASUS_CHANGE_BINDS,
                       .known = true,
                       .state = CASUS_NO_STATE,
                       .other = CASUS_NO_STATE,
                       .meaning = CASUS_STR(""),
                       .basis = CASUS_STR(""),
                       .evidence = CASUS_STR("")};
  note.text = casus_arena_printf(t->arena,
                                 "For scale, the share of the disputes of 1950–2014 that was entered beside a party: "
                                 "%.*s. Averages of classes, not figures for the states named here.",
                                 CASUS_STR_FMT(text));
  return casus_tell(t, &note);
}
