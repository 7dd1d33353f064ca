/* Draws behind the intervals of states and ranks: coefficients from their fits, the year's own luck, the state's own
 * misfit, incidents as coins. The same seed gives the same draws for every world, so that two maps can be compared draw
 * by draw. */
#include "risk/inner.h"

#include <math.h>

enum { DRAWS = 200, MOST_DRAWS = 10000 };

/* SplitMix64 (Steele, Lea, Flood 2014): the state is a counter, so that a number can be had by its place. */
static uint64_t mix(uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static double uniform(uint64_t key) { return ((double)(mix(key) >> 11) + 0.5) / 9007199254740992.0; } /* in (0, 1) */

/* Box and Muller 1958. */
static double normal(uint64_t key) {
  return sqrt(-2 * log(uniform(key))) * cos(6.283185307179586 * uniform(key ^ 0x5851f42d4c957f2dULL));
}

static void draw_fit(const casus_fit *fit, size_t count, uint64_t key, double *value) {
  double z[CASUS_FIT_MOST];
  for (size_t i = 0; i < count; i++) z[i] = normal(key + i);
  for (size_t i = 0; i < count; i++) {
    value[i] = fit->value[i];
    for (size_t j = 0; j <= i; j++) value[i] += fit->root[i][j] * z[j];
  }
}

casus_numbers casus_numbers_of(const casus_risk_model *model) {
  casus_numbers n;
  memcpy(n.prior, model->prior.value, sizeof n.prior);
  memcpy(n.scale, model->scale.value, sizeof n.scale);
  memcpy(n.join, model->join.value, sizeof n.join);
  return n;
}

casus_numbers casus_numbers_drawn(const casus_risk_model *model, uint64_t seed, unsigned draw) {
  casus_numbers n = {0};
  uint64_t key = mix(seed ^ ((uint64_t)draw << 32));
  draw_fit(&model->prior, CASUS_PRIOR_TERM_COUNT + 1, key, n.prior);
  draw_fit(&model->scale, 3, key + 1000, n.scale);
  draw_fit(&model->join, CASUS_JOIN_TERM_COUNT + 1, key + 2000, n.join);
  n.scale[0] += model->year_sd * normal(key + 3000);
  if (n.scale[1] < 0) n.scale[1] = 0; /* more incidents never mean less risk */
  return n;
}

/* S with each incident heads or tails. */
static double draw_history(const casus_world *world, const struct casus_risk_inner *inner, size_t pair, uint64_t key) {
  double s = 0;
  for (size_t i = inner->part_first[pair]; i < inner->part_first[pair + 1]; i++) {
    const casus_incident *it = &world->incidents[inner->parts[i].incident];
    double amount = inner->parts[i].amount;
    if (amount <= 0) continue;
    uint64_t coin = key ^ mix(pair * 4096 + (uint64_t)(uint32_t)it->date.day * 8 + (uint64_t)it->level);
    if (it->confidence >= 1)
      s += amount;
    else if (uniform(coin) < it->confidence)
      s += amount / it->confidence;
  }
  return s;
}

static double eta_of(const double *beta, const double *x) {
  double left = beta[0], right = 0; /* two sums, so that they can run side by side */
  for (int i = 0; i + 1 < CASUS_PRIOR_TERM_COUNT; i += 2) left += beta[i + 1] * x[i], right += beta[i + 2] * x[i + 1];
  if (CASUS_PRIOR_TERM_COUNT % 2) left += beta[CASUS_PRIOR_TERM_COUNT] * x[CASUS_PRIOR_TERM_COUNT - 1];
  return left + right;
}

/* The chances of all pairs, summed by state. A pair without history has lambda = mu * kappa / (kappa + W), so its rate
 * is one power of mu; and where mu is small, ln mu is eta less the estimate's mu, to a part in a thousand. */
static void draw_parties(const casus_world *world, const struct casus_risk_inner *inner, const casus_numbers *numbers,
                         const double *mu, uint64_t key, double *party) {
  const double small = 0.01;
  const casus_risk_model *m = &inner->model;
  const double *x = inner->terms, *scale = numbers->scale;
  double watched = m->kappa + inner->watched, quiet = scale[0] + scale[1] * log(m->kappa / watched),
         power = scale[1] + scale[2];
  memset(party, 0, inner->n * sizeof *party);
  size_t pair = 0;
  for (uint32_t a = 0; a < inner->n; a++)
    for (uint32_t b = a + 1; b < inner->n; b++, pair++, x += CASUS_PRIOR_TERM_COUNT) {
      double eta = eta_of(numbers->prior, x), rate;
      double log_mu = mu[pair] < small ? eta - mu[pair] : -log1p(exp(-eta));
      if (inner->history[pair] > 0) {
        double s = draw_history(world, inner, pair, key);
        rate = exp(scale[0] + scale[1] * log((m->kappa * exp(log_mu) + s) / watched) + scale[2] * log_mu);
      } else {
        rate = exp(quiet + power * log_mu);
      }
      double p = rate < small ? rate - rate * rate / 2 : -expm1(-rate);
      party[a] += p;
      party[b] += p;
    }
}

typedef struct draw_room {
  double *party;    /* [n] of the draw; the estimate's: casus_risk_inner.row */
  double *mu;       /* [pair_count] of the estimate */
  uint32_t *states; /* [columns] */
  uint32_t *order;  /* [columns] */
} draw_room;

/* What the terms do not know of a state: lognormal with mean 1. */
static double own_factor(const casus_risk_model *model, uint64_t seed, unsigned draw, uint32_t state) {
  double z = normal(mix(seed ^ ((uint64_t)draw << 32) ^ ((uint64_t)(state + 1) << 16)));
  return exp(model->state_sd * z - model->state_sd * model->state_sd / 2);
}

/* By being drawn in: the estimate's, moved with the disputes of those beside whom it would stand, and with the draw's
 * numbers on the terms that bring them (to first order in ln J). */
static double draw_joins(const struct casus_risk_inner *inner, const casus_numbers *numbers, const draw_room *room,
                         uint32_t k) {
  const double *value = inner->model.join.value, *beside = inner->beside + (size_t)k * inner->n;
  double moved = numbers->join[0] - value[0], total = 0;
  for (int t = 0; t < CASUS_JOIN_TERM_COUNT; t++)
    moved += (numbers->join[t + 1] - value[t + 1]) * inner->join_mean[k][t];
  for (uint32_t i = 0; i < inner->n; i++)
    if (inner->row[i] > 0) total += beside[i] * (room->party[i] / inner->row[i]);
  return total * exp(moved);
}

/* Highest first, equal ones by number; ranks by insertion, nearly sorted from the draw before. */
static void rank_draw(const float *expected, uint32_t *order, size_t count, uint16_t *rank) {
  for (size_t i = 1; i < count; i++) {
    uint32_t it = order[i];
    size_t at = i;
    for (; at > 0 &&
           (expected[order[at - 1]] < expected[it] || (expected[order[at - 1]] == expected[it] && order[at - 1] > it));
         at--)
      order[at] = order[at - 1];
    order[at] = it;
  }
  for (size_t i = 0; i < count; i++) rank[order[i]] = (uint16_t)(i + 1);
}

static int make_room(const struct casus_risk_inner *inner, casus_arena *arena, draw_room *room, casus_error *err) {
  struct casus_draws *d = inner->draws;
  size_t n = inner->n;
  d->column = casus_arena_array(arena, n, sizeof *d->column);
  room->states = casus_arena_array(arena, n, sizeof *room->states);
  room->party = casus_arena_array(arena, n, sizeof *room->party);
  room->mu = casus_arena_array(arena, inner->pair_count, sizeof *room->mu);
  room->order = casus_arena_array(arena, n, sizeof *room->order);
  if (!d->column || !room->states || !room->party || !room->mu || !room->order) return casus_fail_memory(err);
  for (uint32_t i = 0; i < n; i++) {
    d->column[i] = inner->in_region[i] ? (uint32_t)d->columns : CASUS_NO_STATE;
    if (inner->in_region[i]) room->order[d->columns] = (uint32_t)d->columns, room->states[d->columns++] = i;
  }
  for (size_t i = 0; i < inner->pair_count; i++)
    room->mu[i] = 1 / (1 + exp(-eta_of(inner->model.prior.value, inner->terms + i * CASUS_PRIOR_TERM_COUNT)));
  d->expected = casus_arena_array(arena, (size_t)d->draws * d->columns, sizeof *d->expected);
  d->rank = casus_arena_array(arena, (size_t)d->draws * d->columns, sizeof *d->rank);
  return d->expected && d->rank ? CASUS_OK : casus_fail_memory(err);
}

int casus_draws_make(const casus_world *world, struct casus_risk_inner *inner, const casus_risk_options *options,
                     casus_arena *arena, casus_error *err) {
  inner->draws = casus_arena_alloc(arena, sizeof *inner->draws);
  if (!inner->draws) return casus_fail_memory(err);
  struct casus_draws *d = inner->draws;
  d->draws = options->draws ? options->draws : DRAWS;
  d->seed = options->seed;
  if (d->draws > MOST_DRAWS) return casus_fail(err, CASUS_E_USAGE, 0, "more than %d draws", MOST_DRAWS);
  draw_room room = {0};
  int rc = make_room(inner, arena, &room, err);
  for (unsigned i = 0; i < d->draws && rc == CASUS_OK; i++) {
    casus_numbers numbers = casus_numbers_drawn(&inner->model, options->seed, i);
    draw_parties(world, inner, &numbers, room.mu, mix(options->seed + i), room.party);
    float *expected = d->expected + i * d->columns;
    for (size_t c = 0; c < d->columns; c++)
      expected[c] = (float)((room.party[room.states[c]] + draw_joins(inner, &numbers, &room, room.states[c])) *
                            own_factor(&inner->model, options->seed, i, room.states[c]));
    rank_draw(expected, room.order, d->columns, d->rank + i * d->columns);
  }
  return rc;
}
