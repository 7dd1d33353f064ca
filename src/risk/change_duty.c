/* Obligations: what they change is who would be drawn in. */
#include <math.h>
#include <stdlib.h>

#include "risk/change.h"

/* Expected disputes a year that one enters on the other's side because of a duty, with its 90 % interval. */
typedef struct pull {
  double value, low, high;
} pull;

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sum over the ally's disputes of p times what the duty adds to the chance of joining. */
static double added(const double *sums, casus_join_table chance, uint8_t without, uint8_t with) {
  double sum = 0;
  for (int c = 0; c < CASUS_OPPONENT_CLASSES; c++) sum += sums[c] * (chance[with][c] - chance[without][c]);
  return sum;
}

/* The draws move both factors: the chances of joining, and the disputes of the ally as a whole. */
static bool find_range(const casus_risk_map *map, uint32_t who, uint32_t ally, const double *sums, uint8_t without,
                       uint8_t with, casus_arena *arena, pull *found) {
  const struct casus_risk_inner *inner = map->inner;
  const struct casus_draws *d = inner->draws;
  const casus_state_risk *risk = casus_risk_in(map, ally);
  found->low = found->high = NAN;
  if (!risk || !(risk->expected > 0)) return true; /* an ally outside the region is not drawn: no interval */
  double *values = casus_arena_array(arena, d->draws, sizeof *values);
  if (!values) return false;
  for (unsigned i = 0; i < d->draws; i++) {
    casus_numbers numbers = casus_numbers_drawn(&inner->model, d->seed, i);
    casus_join_table chance;
    casus_join_chances(inner, map->world, &numbers, who, chance);
    values[i] = added(sums, chance, without, with) * d->expected[i * d->columns + d->column[ally]] / risk->expected;
  }
  qsort(values, d->draws, sizeof *values, by_value);
  found->low = fmin(values[d->draws / 20], found->value);
  found->high = fmax(values[d->draws - 1 - d->draws / 20], found->value);
  return true;
}

/* What `duty` towards `ally` adds for `who` on this map, against owing nothing (or what it owes already, when less). */
static bool find_pull(const casus_risk_map *map, uint32_t who, uint32_t ally, casus_duty duty, casus_duty against,
                      casus_arena *arena, pull *found) {
  const struct casus_risk_inner *inner = map->inner;
  size_t n = inner->n, row = (size_t)who * n;
  uint8_t near = inner->side_class[row + ally] % 2, without = (uint8_t)(against * 2 + near),
          with = (uint8_t)(duty * 2 + near);
  double sums[CASUS_OPPONENT_CLASSES] = {0};
  for (size_t o = 0; o < n; o++)
    if (o != who && o != ally) sums[inner->opponent_class[row + o]] += inner->p[(size_t)ally * n + o];
  casus_numbers numbers = casus_numbers_of(&inner->model);
  casus_join_table chance;
  casus_join_chances(inner, map->world, &numbers, who, chance);
  found->value = added(sums, chance, without, with);
  return find_range(map, who, ally, sums, without, with, arena, found);
}

/* "0.052 [0.041–0.066]" */
static casus_str pull_words(const pull *p, casus_arena *arena) {
  int digits = p->value >= 0.1 ? 2 : 3;
  return isfinite(p->low)
             ? casus_arena_printf(arena, "%.*f [%.*f–%.*f]", digits, p->value, digits, p->low, digits, p->high)
             : casus_arena_printf(arena, "%.*f", digits, p->value);
}

/* The class of the record that a state in this place belongs to. */
static casus_rate_class rate_class(const casus_world *world, uint32_t who, casus_duty duty) {
  if (duty == CASUS_OWES_DEFENCE) return world->states[who].major ? CASUS_RATE_MAJOR_DEFENCE : CASUS_RATE_DEFENCE;
  return duty == CASUS_OWES_CONSULTATION ? CASUS_RATE_CONSULTATION : CASUS_RATE_NON_AGGRESSION;
}

/* "Russia into 0.052 [0.041–0.066] disputes a year beside North Korea, North Korea into …": each side that the tie
 * binds and that owes no more already. Empty when none does. */
static casus_str pulls_words(casus_teller *t, const casus_world_tie *tie, casus_duty duty, casus_duty_news news) {
  const casus_risk_map *map = news == CASUS_DUTY_ENDED ? t->before : t->now;
  const casus_world *world = map->world;
  size_t n = map->inner->n;
  casus_str text = CASUS_STR("");
  for (int turn = 0; turn < 2 && text.ptr && (turn == 0 || tie->tie.mutual); turn++) {
    uint32_t who = turn ? tie->to : tie->from, ally = turn ? tie->from : tie->to;
    casus_duty owed = (casus_duty)t->now->inner->duty[(size_t)who * n + ally];
    if (news == CASUS_DUTY_IN_FORCE ? owed > duty : owed >= duty) continue;
    pull p;
    if (!find_pull(map, who, ally, duty, news == CASUS_DUTY_IN_FORCE ? CASUS_OWES_NOTHING : owed, t->arena, &p))
      return (casus_str){NULL, 0};
    t->rate_told[rate_class(world, who, duty)] = true;
    casus_str number = pull_words(&p, t->arena);
    if (!number.ptr) return number;
    text = casus_arena_printf(t->arena, "%.*s%s%.*s into %.*s%s beside %.*s", CASUS_STR_FMT(text), text.len ? ", " : "",
                              CASUS_STR_FMT(world->states[who].name), CASUS_STR_FMT(number),
                              text.len ? "" : " disputes a year", CASUS_STR_FMT(world->states[ally].name));
  }
  return text;
}

static casus_str meaning_of(casus_teller *t, const casus_world_tie *tie, casus_duty_news news) {
  static const char *const verb[] = {"When in force, it would draw", "It draws", "It drew"};
  casus_duty duty = casus_duty_of(tie->tie.kind);
  if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE || duty == CASUS_OWES_NOTHING) return CASUS_STR("");
  casus_str pulls = pulls_words(t, tie, duty, news);
  if (!pulls.len) return pulls.ptr ? CASUS_STR("Adds nothing: they are bound as much already.") : pulls;
  return casus_arena_printf(t->arena, "%s %.*s.", verb[news], CASUS_STR_FMT(pulls));
}

/* Of a built-in treaty the table knows whether it is in force; a report alone does not tell. */
static const char *news_words(const casus_world_tie *tie, casus_duty_news news) {
  if (news == CASUS_DUTY_ENDED) return "no longer in force";
  if (news == CASUS_DUTY_IN_FORCE) return "in force";
  return casus_str_eq(tie->tie.origin, CASUS_STR("report")) ? "told, not known to be in force"
                                                            : "signed, not yet in force";
}

int casus_tell_duty(casus_teller *t, const casus_world_tie *tie, casus_duty_news news, bool known) {
  const casus_world *world = t->now->world;
  casus_str from = casus_words_name(world, tie->from, tie->tie.from),
            to = casus_words_name(world, tie->to, tie->tie.to), duty = casus_words_duty(tie),
            source = casus_words_source(tie, t->arena);
  if (!source.ptr) return casus_fail_memory(t->err);
  casus_change change = {.kind = CASUS_STR("obligation"),
                         .weight = CASUS_CHANGE_BINDS,
                         .known = known,
                         .state = tie->from,
                         .other = tie->to,
                         .meaning = meaning_of(t, tie, news),
                         .evidence = tie->evidence.len ? tie->evidence : tie->tie.id,
                         .sentence = tie->sentence_text,
                         .told = tie->told_at,
                         .said_by = tie->tie.said_by,
                         .said_by_count = tie->tie.said_by_count};
  change.text = casus_arena_printf(t->arena, "Duty of %.*s, %.*s %s %.*s: %s", CASUS_STR_FMT(duty), CASUS_STR_FMT(from),
                                   tie->tie.mutual ? "⇄" : "→", CASUS_STR_FMT(to), news_words(tie, news));
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
