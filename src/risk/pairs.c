/* Layer A for every pair: structural terms, dispute history, the chance of a new dispute.
 *
 *   mu     = logistic(base + sum coefficient * (term - reference))
 *   lambda = (kappa * mu + S) / (kappa + W)
 *   p      = 1 - exp(-exp(a) * lambda^b * mu^c)
 * docs/risk.md 5.1; coefficients: data/risk/model.tsv. */
#include "risk/inner.h"

#include <math.h>
#include <stdlib.h>

static const double smallest = 1e-9; /* of lambda and mu, as in the fit */

/* Share of the world's arms spending, soldiers, people and output: the mean of those that are observed. */
static int find_sizes(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  inner->log_size = casus_arena_array(arena, inner->n, sizeof *inner->log_size);
  if (!inner->log_size) return casus_fail_memory(err);
  double total[4] = {0};
  for (uint32_t i = 0; i < inner->n; i++) {
    const casus_state *s = &world->states[i];
    const double part[4] = {s->milex, s->troops, s->population, s->gdp};
    for (size_t k = 0; k < 4; k++)
      if (isfinite(part[k])) total[k] += part[k];
  }
  for (uint32_t i = 0; i < inner->n; i++) {
    const casus_state *s = &world->states[i];
    const double part[4] = {s->milex, s->troops, s->population, s->gdp};
    double sum = 0;
    int observed = 0;
    for (size_t k = 0; k < 4; k++)
      if (isfinite(part[k]) && total[k] > 0) sum += part[k] / total[k], observed++;
    inner->log_size[i] = observed ? log(fmax(sum / observed, 1e-6)) : NAN;
  }
  return CASUS_OK;
}

/* The terms as they are; NaN where not observed. Distance in km, at least 50; contiguity in the classes of the fit. */
static void raw_terms(const casus_world *world, const struct casus_risk_inner *inner, uint32_t a, uint32_t b, bool pact,
                      double *x) {
  const casus_state *s = &world->states[a], *t = &world->states[b];
  casus_contiguity near = (casus_contiguity)world->contiguity[(size_t)a * inner->n + b];
  x[CASUS_PRIOR_LAND] = near == CASUS_LAND;
  x[CASUS_PRIOR_SEA_150] = near == CASUS_SEA_150 || near == CASUS_SEA_24 || near == CASUS_SEA_12;
  x[CASUS_PRIOR_SEA_400] = near == CASUS_SEA_400;
  x[CASUS_PRIOR_DISTANCE] = log(fmax(casus_world_distance(world, a, b), 50));
  x[CASUS_PRIOR_ONE_MAJOR] = s->major != t->major;
  x[CASUS_PRIOR_TWO_MAJORS] = s->major && t->major;
  double left = inner->log_size[a], right = inner->log_size[b];
  x[CASUS_PRIOR_SIZE_RATIO] = fabs(left - right);
  x[CASUS_PRIOR_SIZE_LARGER] = isfinite(left) && isfinite(right) ? fmax(left, right) : NAN;
  x[CASUS_PRIOR_DEFENCE_PACT] = pact;
  bool regimes = isfinite(s->democracy) && isfinite(t->democracy);
  x[CASUS_PRIOR_JOINT_DEMOCRACY] = regimes ? s->democracy >= 0.75 && t->democracy >= 0.75 : NAN;
  x[CASUS_PRIOR_WEAKER_DEMOCRACY] = regimes ? fmin(s->democracy, t->democracy) : NAN;
}

/* What is not observed stands at its reference: it moves the prior neither way. */
static int find_terms(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  inner->terms = casus_arena_array(arena, inner->pair_count, CASUS_PRIOR_TERM_COUNT * sizeof *inner->terms);
  if (!inner->terms) return casus_fail_memory(err);
  double *x = inner->terms;
  for (uint32_t a = 0; a < inner->n; a++)
    for (uint32_t b = a + 1; b < inner->n; b++, x += CASUS_PRIOR_TERM_COUNT) {
      bool pact = inner->duty[(size_t)a * inner->n + b] == CASUS_OWES_DEFENCE ||
                  inner->duty[(size_t)b * inner->n + a] == CASUS_OWES_DEFENCE;
      raw_terms(world, inner, a, b, pact, x);
      for (size_t i = 0; i < CASUS_PRIOR_TERM_COUNT; i++) {
        double difference = x[i] - inner->model.prior.reference[i + 1];
        x[i] = isfinite(difference) ? difference : 0;
      }
    }
  return CASUS_OK;
}

/* Incidents of each pair, newest first; then their parts of S. */
static int find_history(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner,
                        casus_error *err) {
  size_t pairs = inner->pair_count, count = world->incident_count;
  inner->history = casus_arena_array(arena, pairs, sizeof *inner->history);
  inner->deaths = casus_arena_array(arena, pairs, sizeof *inner->deaths);
  inner->part_first = casus_arena_array(arena, pairs + 2, sizeof *inner->part_first);
  inner->parts = casus_arena_array(arena, count, sizeof *inner->parts);
  if (!inner->history || !inner->deaths || !inner->part_first || !inner->parts) return casus_fail_memory(err);
  uint32_t *fill = inner->part_first + 1; /* counts, then ends: a counting sort */
  for (size_t i = 0; i < count; i++)
    fill[casus_pair_index(inner->n, world->incidents[i].a, world->incidents[i].b) + 1]++;
  for (size_t i = 1; i <= pairs; i++) fill[i] += fill[i - 1];
  for (size_t i = count; i-- > 0;) {
    const casus_incident *it = &world->incidents[i];
    inner->parts[fill[casus_pair_index(inner->n, it->a, it->b)]++].incident = (uint32_t)i;
  }
  inner->watched = casus_history_watched(world, &inner->model);
  for (size_t i = 0; i < pairs; i++) {
    size_t first = inner->part_first[i], end = inner->part_first[i + 1];
    inner->history[i] = casus_history_parts(world, &inner->model, inner->parts + first, end - first);
    inner->deaths[i] = first < end ? casus_history_deaths(world, &inner->model, inner->parts + first, end - first) : 0;
    if (isnan(inner->history[i]) || isnan(inner->deaths[i])) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

double casus_inner_chance(const struct casus_risk_inner *inner, size_t pair, int upto, double history) {
  const casus_risk_model *m = &inner->model;
  const double *x = inner->terms + pair * CASUS_PRIOR_TERM_COUNT;
  double eta = m->prior.value[0];
  for (int i = 0; i < upto; i++) eta += m->prior.value[i + 1] * x[i];
  double mu = 1 / (1 + exp(-eta));
  double lambda = (m->kappa * mu + history) / (m->kappa + inner->watched);
  double rate =
      m->scale.value[0] + m->scale.value[1] * log(fmax(lambda, smallest)) + m->scale.value[2] * log(fmax(mu, smallest));
  return -expm1(-exp(rate));
}

/* sum of squares of root^T * g: the variance of g * coefficients */
static double variance(const casus_fit *fit, const double *g, size_t count) {
  double sum = 0;
  for (size_t j = 0; j < count; j++) {
    double part = 0;
    for (size_t i = j; i < count; i++) part += fit->root[i][j] * g[i];
    sum += part * part;
  }
  return sum;
}

void casus_inner_interval(const casus_world *world, const struct casus_risk_inner *inner, size_t pair, double *low,
                          double *high) {
  const casus_risk_model *m = &inner->model;
  const double *x = inner->terms + pair * CASUS_PRIOR_TERM_COUNT, *scale = m->scale.value;
  double eta = m->prior.value[0], s = inner->history[pair];
  for (int i = 0; i < CASUS_PRIOR_TERM_COUNT; i++) eta += m->prior.value[i + 1] * x[i];
  double mu = fmax(1 / (1 + exp(-eta)), smallest),
         lambda = fmax((m->kappa * mu + s) / (m->kappa + inner->watched), smallest);
  double slope = (scale[1] * m->kappa * mu / (m->kappa * mu + s) + scale[2]) * (1 - mu);
  double g[CASUS_FIT_MOST] = {slope}, h[3] = {1, log(lambda), log(mu)};
  for (int i = 0; i < CASUS_PRIOR_TERM_COUNT; i++) g[i + 1] = slope * x[i];
  double doubt = 0; /* of S: every incident is a coin with its confidence */
  for (size_t i = inner->part_first[pair]; i < inner->part_first[pair + 1]; i++) {
    double c = world->incidents[inner->parts[i].incident].confidence, amount = inner->parts[i].amount;
    if (amount > 0) doubt += amount * amount * (1 - c) / c;
  }
  double by_history = scale[1] / (m->kappa * mu + s);
  double sd = sqrt(variance(&m->prior, g, CASUS_PRIOR_TERM_COUNT + 1) + variance(&m->scale, h, 3) +
                   m->year_sd * m->year_sd + m->pair_sd * m->pair_sd + by_history * by_history * doubt);
  double middle = scale[0] + scale[1] * h[1] + scale[2] * h[2];
  *low = -expm1(-exp(middle - 1.645 * sd)); /* 1.645: 5 % and 95 % of the normal */
  *high = -expm1(-exp(middle + 1.645 * sd));
}

static int find_chances(casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  size_t n = inner->n, pair = 0;
  inner->p = casus_arena_array(arena, n * n, sizeof *inner->p);
  inner->row = casus_arena_array(arena, n, sizeof *inner->row);
  inner->regional_row = casus_arena_array(arena, n, sizeof *inner->regional_row);
  if (!inner->p || !inner->row || !inner->regional_row) return casus_fail_memory(err);
  for (size_t a = 0; a < n; a++)
    for (size_t b = a + 1; b < n; b++, pair++)
      inner->p[a * n + b] = inner->p[b * n + a] =
          casus_grain(casus_inner_chance(inner, pair, CASUS_PRIOR_TERM_COUNT, inner->history[pair]));
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      inner->row[i] += inner->p[i * n + j];
      if (inner->in_region[i] || inner->in_region[j]) inner->regional_row[i] += inner->p[i * n + j];
    }
  return CASUS_OK;
}

static int find_words(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err) {
  inner->prior_words = casus_arena_array(arena, inner->n, sizeof *inner->prior_words);
  for (uint32_t i = 0; inner->prior_words && i < inner->n; i++) {
    inner->prior_words[i] =
        casus_arena_printf(arena, "%.*s: geography, power and regime", CASUS_STR_FMT(world->states[i].name));
    if (!inner->prior_words[i].ptr) return casus_fail_memory(err);
  }
  return inner->prior_words ? CASUS_OK : casus_fail_memory(err);
}

int casus_inner_build(const casus_world *world, casus_str region, casus_arena *arena, struct casus_risk_inner *inner,
                      casus_error *err) {
  inner->n = (uint32_t)world->state_count;
  inner->pair_count = (size_t)inner->n * (inner->n ? inner->n - 1 : 0) / 2;
  inner->in_region = casus_arena_array(arena, inner->n, sizeof *inner->in_region);
  if (!inner->in_region) return casus_fail_memory(err);
  for (uint32_t i = 0; i < inner->n; i++) inner->in_region[i] = casus_state_in(&world->states[i], region);
  int rc = casus_risk_model_read(world->folder, arena, &inner->model, err);
  if (rc == CASUS_OK) rc = casus_join_build(world, arena, inner, err);
  if (rc == CASUS_OK) rc = find_sizes(world, arena, inner, err);
  if (rc == CASUS_OK) rc = find_terms(world, arena, inner, err);
  if (rc == CASUS_OK) rc = find_history(world, arena, inner, err);
  if (rc == CASUS_OK) rc = find_chances(arena, inner, err);
  if (rc == CASUS_OK) rc = casus_join_odds(world, arena, inner, err);
  if (rc == CASUS_OK) rc = casus_join_sums(world, arena, inner, err);
  if (rc == CASUS_OK) rc = find_words(world, arena, inner, err);
  return rc;
}
