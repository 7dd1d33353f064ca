/* Layer B: which third states enter a dispute on whose side.
 *
 *   J(k | i v j) = logistic(eta of k beside i + eta of k against j)
 *   beside:  base, what k owes i, major power, sanctions and arms between the two
 *   against: a pact with j, k's own chance of a dispute with j (counted less by one that owes i something), sanctions
 *            and arms between the two, j's regime
 * The two parts are apart, so that all triples of the map cost a product and a division each. Numbers:
 * data/risk/model.tsv; measured on all disputes 1951-2014 (docs/decisions/006-risk-model.md). */
#include "risk/inner.h"

#include <math.h>

casus_duty casus_duty_of(casus_str kind) {
  if (casus_str_eq(kind, CASUS_STR("alliance.defence"))) return CASUS_OWES_DEFENCE;
  if (casus_str_eq(kind, CASUS_STR("alliance.consultation"))) return CASUS_OWES_CONSULTATION;
  if (casus_str_eq(kind, CASUS_STR("alliance.non-aggression"))) return CASUS_OWES_NON_AGGRESSION;
  return CASUS_OWES_NOTHING;
}

casus_rate_class casus_rate_class_of(const casus_world *world, uint32_t who, casus_duty duty) {
  bool major = world->states[who].major;
  switch (duty) {
  case CASUS_OWES_DEFENCE:
    return major ? CASUS_RATE_MAJOR_DEFENCE : CASUS_RATE_DEFENCE;
  case CASUS_OWES_CONSULTATION:
    return CASUS_RATE_CONSULTATION;
  case CASUS_OWES_NON_AGGRESSION:
    return CASUS_RATE_NON_AGGRESSION;
  default:
    return major ? CASUS_RATE_MAJOR_NONE : CASUS_RATE_NONE;
  }
}

static void bind(struct casus_risk_inner *inner, uint32_t k, uint32_t i, casus_duty duty, size_t tie) {
  size_t at = (size_t)k * inner->n + i;
  if (inner->duty[at] >= duty) return;
  inner->duty[at] = (uint8_t)duty;
  inner->duty_tie[at] = (uint32_t)tie;
}

/* A tenth of what a state buys, as in the fit; a tie that tells no share is taken for one that matters. */
static bool is_large(const casus_tie *tie) {
  const double least_share = 10;
  bool share = tie->amount.known && casus_str_starts(tie->amount.unit, CASUS_STR("%"));
  return !share || tie->amount.value >= least_share;
}

static uint8_t bond_of(const casus_tie *tie) {
  if (casus_str_starts(tie->kind, CASUS_STR("sanctions"))) return CASUS_BOND_SANCTIONS;
  return casus_str_starts(tie->kind, CASUS_STR("arms")) && is_large(tie) ? CASUS_BOND_ARMS : 0;
}

int casus_join_build(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  size_t n = inner->n;
  inner->duty = casus_arena_array(arena, n, n);
  inner->duty_tie = casus_arena_array(arena, n * n, sizeof *inner->duty_tie);
  inner->bond = casus_arena_array(arena, n, n);
  if (!inner->duty || !inner->duty_tie || !inner->bond) return casus_fail_memory(err);
  for (size_t t = 0; t < world->tie_count; t++) {
    const casus_world_tie *tie = &world->ties[t];
    if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE) continue;
    bind(inner, tie->from, tie->to, casus_duty_of(tie->tie.kind), t);
    if (tie->tie.mutual) bind(inner, tie->to, tie->from, casus_duty_of(tie->tie.kind), t);
    uint8_t bond = bond_of(&tie->tie);
    inner->bond[tie->from * n + tie->to] |= bond;
    inner->bond[tie->to * n + tie->from] |= bond;
  }
  return CASUS_OK;
}

void casus_join_terms(const struct casus_risk_inner *inner, const casus_world *world, const casus_join_place *at,
                      double *x) {
  const double *reference = inner->model.join.reference + 1;
  uint8_t side = inner->bond[(size_t)at->who * inner->n + at->beside],
          opponent = inner->bond[(size_t)at->who * inner->n + at->against];
  double risk = inner->own_risk[(size_t)at->who * inner->n + at->against],
         democracy = world->states[at->against].democracy;
  x[CASUS_JOIN_DEFENCE] = at->duty == CASUS_OWES_DEFENCE;
  x[CASUS_JOIN_CONSULTATION] = at->duty == CASUS_OWES_CONSULTATION;
  x[CASUS_JOIN_NON_AGGRESSION] = at->duty == CASUS_OWES_NON_AGGRESSION;
  x[CASUS_JOIN_PACT_WITH_OPPONENT] = inner->duty[(size_t)at->who * inner->n + at->against] == CASUS_OWES_DEFENCE;
  x[CASUS_JOIN_MAJOR] = world->states[at->who].major;
  x[CASUS_JOIN_OWN_RISK] = risk;
  x[CASUS_JOIN_OWN_RISK_BOUND] = at->duty == CASUS_OWES_NOTHING ? 0 : risk - CASUS_BOUND_RISK;
  x[CASUS_JOIN_SANCTIONS_SIDE] = (side & CASUS_BOND_SANCTIONS) != 0;
  x[CASUS_JOIN_SANCTIONS_OPPONENT] = (opponent & CASUS_BOND_SANCTIONS) != 0;
  x[CASUS_JOIN_ARMS_SIDE] = (side & CASUS_BOND_ARMS) != 0;
  x[CASUS_JOIN_ARMS_OPPONENT] = (opponent & CASUS_BOND_ARMS) != 0;
  x[CASUS_JOIN_OPPONENT_DEMOCRACY] = democracy;
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) {
    double difference = x[t] - reference[t];
    x[t] = isfinite(difference) ? difference : 0; /* not observed: moves it neither way */
  }
}

static double eta_of(const double *value, const double *x) {
  double eta = value[0];
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) eta += value[t + 1] * x[t];
  return eta;
}

double casus_join_chance(const struct casus_risk_inner *inner, const casus_world *world, const casus_numbers *numbers,
                         const casus_join_place *at) {
  double x[CASUS_JOIN_TERM_COUNT];
  casus_join_terms(inner, world, at, x);
  return 1 / (1 + exp(-eta_of(numbers->join, x)));
}

casus_join_place casus_join_place_of(const struct casus_risk_inner *inner, uint32_t who, uint32_t beside,
                                     uint32_t against) {
  return (casus_join_place){who, beside, against, (casus_duty)inner->duty[(size_t)who * inner->n + beside]};
}

bool casus_join_of_side(casus_join_term term) {
  return term == CASUS_JOIN_DEFENCE || term == CASUS_JOIN_CONSULTATION || term == CASUS_JOIN_NON_AGGRESSION ||
         term == CASUS_JOIN_MAJOR || term == CASUS_JOIN_SANCTIONS_SIDE || term == CASUS_JOIN_ARMS_SIDE;
}

static double part_of(const double *value, const double *x, bool side) {
  double eta = side ? value[0] : 0;
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++)
    if (casus_join_of_side((casus_join_term)t) == side) eta += value[t + 1] * x[t];
  return eta;
}

int casus_join_odds(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  uint32_t n = inner->n;
  size_t all = (size_t)n * n;
  inner->odds_beside = casus_arena_array(arena, all, 4 * sizeof *inner->odds_beside);
  if (!inner->odds_beside) return casus_fail_memory(err);
  inner->odds_against[0] = inner->odds_beside + all;
  inner->odds_against[1] = inner->odds_beside + 2 * all;
  inner->own_risk = inner->odds_beside + 3 * all;
  for (size_t i = 0; i < all; i++) inner->own_risk[i] = log(fmax(inner->p[i], CASUS_LEAST_RISK));
  for (uint32_t k = 0; k < n; k++)
    for (uint32_t other = 0; other < n; other++) {
      double x[CASUS_JOIN_TERM_COUNT];
      size_t at = (size_t)k * n + other;
      casus_join_place place = casus_join_place_of(inner, k, other, other);
      if (k == other) continue; /* odds 0: nobody joins itself */
      casus_join_terms(inner, world, &place, x);
      inner->odds_beside[at] = exp(part_of(inner->model.join.value, x, true));
      for (int bound = 0; bound < 2; bound++) {
        place.duty = bound ? CASUS_OWES_DEFENCE : CASUS_OWES_NOTHING;
        casus_join_terms(inner, world, &place, x);
        inner->odds_against[bound][at] = exp(part_of(inner->model.join.value, x, false));
      }
    }
  return CASUS_OK;
}
