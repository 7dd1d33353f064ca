/* The disputes that a state is expected to join, summed over all of them. */
#include "risk/inner.h"

#include <math.h>

/* Over opponents j of one side: p * J. Two sums that run side by side; `row` of the state's odds against each j, `p` of
 * the side's disputes with each j. Chances with itself are 0, and so are odds against itself. */
static double sum_side(const double *p, const double *against, double beside, size_t n, double *by_opponent) {
  for (size_t j = 0; j < n; j++) {
    double odds = beside * against[j];
    by_opponent[j] = p[j] * (odds / (1 + odds));
  }
  double even = 0, odd = 0;
  size_t j = 0;
  for (; j + 1 < n; j += 2) even += by_opponent[j], odd += by_opponent[j + 1];
  if (j < n) even += by_opponent[j];
  return even + odd;
}

double casus_join_beside(const struct casus_risk_inner *inner, uint32_t k, uint32_t i, double *by_opponent) {
  size_t n = inner->n, row = (size_t)k * n;
  bool bound = inner->duty[row + i] != CASUS_OWES_NOTHING;
  return sum_side(inner->p + (size_t)i * n, inner->odds_against[bound] + row, inner->odds_beside[row + i], n,
                  by_opponent);
}

double casus_join_regional(const struct casus_risk_inner *inner, uint32_t k, double *room) {
  double total = 0;
  for (uint32_t i = 0; i < inner->n; i++) {
    double all = casus_join_beside(inner, k, i, room);
    if (!inner->in_region[i]) {
      all = 0;
      for (uint32_t j = 0; j < inner->n; j++)
        if (inner->in_region[j]) all += room[j];
    }
    total += all;
  }
  return total;
}

/* What the joined disputes of one state are made of. */
typedef struct share {
  double *by_opponent; /* [n] of the side at hand */
  double *of[2];       /* [n] by opponent, over sides that it owes nothing, and something */
} share;

/* Terms weighed by what they bring; a side's terms and an opponent's can be told apart. */
static void find_means(const struct casus_risk_inner *inner, const casus_world *world, uint32_t k, const share *s,
                       double total, double *mean) {
  double x[CASUS_JOIN_TERM_COUNT];
  for (uint32_t other = 0; other < inner->n; other++) {
    if (other == k) continue;
    casus_join_place at = casus_join_place_of(inner, k, other, other);
    double weight = inner->beside[(size_t)k * inner->n + other];
    if (weight > 0) {
      casus_join_terms(inner, world, &at, x);
      for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++)
        if (casus_join_of_side((casus_join_term)t)) mean[t] += weight * x[t];
    }
    for (int bound = 0; bound < 2; bound++) {
      at.duty = bound ? CASUS_OWES_DEFENCE : CASUS_OWES_NOTHING;
      if (!(s->of[bound][other] > 0)) continue;
      casus_join_terms(inner, world, &at, x);
      for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++)
        if (!casus_join_of_side((casus_join_term)t)) mean[t] += s->of[bound][other] * x[t];
    }
  }
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++) mean[t] = total > 0 ? mean[t] / total : 0;
}

int casus_join_sums(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  size_t n = inner->n;
  inner->beside = casus_arena_array(arena, n * n, sizeof *inner->beside);
  inner->joined = casus_arena_array(arena, n, sizeof *inner->joined);
  inner->join_mean = casus_arena_array(arena, n, sizeof *inner->join_mean);
  double *room = casus_arena_array(arena, n, 3 * sizeof *room);
  if (!inner->beside || !inner->joined || !inner->join_mean || !room) return casus_fail_memory(err);
  share s = {room, {room + n, room + 2 * n}};
  for (uint32_t k = 0; k < n; k++) {
    if (!inner->in_region[k]) continue;
    memset(s.of[0], 0, 2 * n * sizeof *room);
    for (uint32_t i = 0; i < n; i++) {
      double *of = s.of[inner->duty[(size_t)k * n + i] != CASUS_OWES_NOTHING];
      double sum = inner->beside[(size_t)k * n + i] = casus_join_beside(inner, k, i, s.by_opponent);
      inner->joined[k] += sum;
      for (size_t j = 0; j < n; j++) of[j] += s.by_opponent[j];
    }
    find_means(inner, world, k, &s, inner->joined[k], inner->join_mean[k]);
  }
  return CASUS_OK;
}
