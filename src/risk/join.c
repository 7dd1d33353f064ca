/* Layer B: which third states enter a dispute on whose side.
 *
 *   J(k | i v j) = logistic(base + duty of k to i + near i + pact with j + near j + major + size)
 * Rates and terms: data/risk/model.tsv; measured on all disputes 1950-2014 (bench/risk_fit.py). */
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

int casus_join_build(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  size_t n = inner->n;
  inner->duty = casus_arena_array(arena, n, n);
  inner->duty_tie = casus_arena_array(arena, n * n, sizeof *inner->duty_tie);
  inner->side_class = casus_arena_array(arena, n, n);
  inner->opponent_class = casus_arena_array(arena, n, n);
  if (!inner->duty || !inner->duty_tie || !inner->side_class || !inner->opponent_class) return casus_fail_memory(err);
  for (size_t t = 0; t < world->tie_count; t++) {
    const casus_world_tie *tie = &world->ties[t];
    if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE) continue;
    bind(inner, tie->from, tie->to, casus_duty_of(tie->tie.kind), t);
    if (tie->tie.mutual) bind(inner, tie->to, tie->from, casus_duty_of(tie->tie.kind), t);
  }
  for (size_t at = 0; at < n * n; at++) {
    bool near = world->contiguity[at] != CASUS_APART;
    inner->side_class[at] = (uint8_t)(inner->duty[at] * 2 + near);
    inner->opponent_class[at] = (uint8_t)((inner->duty[at] == CASUS_OWES_DEFENCE) * 2 + near);
  }
  return CASUS_OK;
}

void casus_join_chances(const struct casus_risk_inner *inner, const casus_world *world, const casus_numbers *numbers,
                        uint32_t k, casus_join_table table) {
  const double *reference = inner->model.join.reference, *value = numbers->join;
  double size = isfinite(inner->log_size[k]) ? inner->log_size[k] : reference[CASUS_JOIN_SIZE + 1];
  for (int side = 0; side < CASUS_SIDE_CLASSES; side++)
    for (int opponent = 0; opponent < CASUS_OPPONENT_CLASSES; opponent++) {
      casus_duty duty = (casus_duty)(side / 2);
      const double x[CASUS_JOIN_TERM_COUNT] = {
          [CASUS_JOIN_DEFENCE] = duty == CASUS_OWES_DEFENCE,
          [CASUS_JOIN_CONSULTATION] = duty == CASUS_OWES_CONSULTATION,
          [CASUS_JOIN_NON_AGGRESSION] = duty == CASUS_OWES_NON_AGGRESSION,
          [CASUS_JOIN_PACT_WITH_OPPONENT] = opponent / 2,
          [CASUS_JOIN_MAJOR] = world->states[k].major,
          [CASUS_JOIN_NEAR_SIDE] = side % 2,
          [CASUS_JOIN_NEAR_OPPONENT] = opponent % 2,
          [CASUS_JOIN_SIZE] = size,
      };
      double eta = value[0];
      for (int i = 0; i < CASUS_JOIN_TERM_COUNT; i++) eta += value[i + 1] * (x[i] - reference[i + 1]);
      table[side][opponent] = 1 / (1 + exp(-eta));
    }
}

/* Most opponents are of class 0: their sum is the row's, less the few others. */
void casus_join_sums(const struct casus_risk_inner *inner, uint32_t k, bool regional, double *sums) {
  size_t n = inner->n;
  const uint8_t *class_of = inner->opponent_class + (size_t)k * n;
  const double *whole = regional ? inner->regional_row : inner->row;
  for (size_t i = 0; i < n; i++, sums += CASUS_OPPONENT_CLASSES) {
    const double *p = inner->p + i * n;
    bool all = !regional || inner->in_region[i];
    memset(sums, 0, CASUS_OPPONENT_CLASSES * sizeof *sums);
    if (i == k) continue;
    sums[0] = whole[i] - (all || inner->in_region[k] ? p[k] : 0);
    for (size_t j = 0; j < n; j++) {
      if (!class_of[j] || j == k || !(all || inner->in_region[j])) continue;
      sums[class_of[j]] += p[j];
      sums[0] -= p[j];
    }
  }
}
