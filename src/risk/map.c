/* The map of a region: pairs, states, shares, ranks. */
#include "risk/inner.h"

#include <math.h>
#include <stdlib.h>

static bool touches(const struct casus_risk_inner *inner, uint32_t a, uint32_t b) {
  return inner->in_region[a] || inner->in_region[b];
}

static int by_chance(const void *x, const void *y) {
  const casus_pair_risk *a = x, *b = y;
  if (a->probability != b->probability) return a->probability > b->probability ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

static double deaths_once_forced(const struct casus_risk_inner *inner, size_t pair) {
  const casus_fit *fit = &inner->model.deaths;
  double x = log(inner->deaths[pair] + CASUS_DEATHS_FLOOR) - fit->reference[1];
  return 1 / (1 + exp(-(fit->value[0] + fit->value[1] * x)));
}

static int fill_pair(casus_risk_map *map, casus_pair_risk *risk, casus_arena *arena, casus_error *err) {
  const double worth_splitting = 0.001; /* a year; below it the prior is one driver */
  const struct casus_risk_inner *inner = map->inner;
  size_t pair = casus_pair_index(inner->n, risk->a, risk->b);
  risk->probability = risk->expected = inner->p[(size_t)risk->a * inner->n + risk->b];
  risk->force = risk->probability * inner->model.severity[0];
  risk->fatal = risk->force * deaths_once_forced(inner, pair);
  risk->war = risk->fatal * inner->model.severity[1];
  casus_inner_interval(map->world, inner, pair, &risk->low, &risk->high);
  bool split = risk->probability >= worth_splitting || inner->history[pair] > 0;
  return casus_pair_drivers(map, pair, risk, split, arena, err);
}

static int find_pairs(casus_risk_map *map, casus_arena *arena, casus_error *err) {
  const struct casus_risk_inner *inner = map->inner;
  map->pairs = casus_arena_array(arena, inner->pair_count, sizeof *map->pairs);
  if (!map->pairs) return casus_fail_memory(err);
  for (uint32_t a = 0; a < inner->n; a++)
    for (uint32_t b = a + 1; b < inner->n; b++) {
      if (!touches(inner, a, b)) continue;
      casus_pair_risk *risk = &map->pairs[map->pair_count++];
      *risk = (casus_pair_risk){.a = a, .b = b};
      int rc = fill_pair(map, risk, arena, err);
      if (rc != CASUS_OK) return rc;
    }
  if (map->pair_count) qsort(map->pairs, map->pair_count, sizeof *map->pairs, by_chance);
  return CASUS_OK;
}

static double region_total(const struct casus_risk_inner *inner) {
  double sum = 0;
  for (uint32_t i = 0; i < inner->n; i++) sum += inner->regional_row[i];
  return sum / 2;
}

static int by_float(const void *x, const void *y) {
  float a = *(const float *)x, b = *(const float *)y;
  return (a > b) - (a < b);
}

/* The draws that 5 % lie below and 5 % above. */
static void spread(const struct casus_draws *d, casus_state_risk *risk, float *column) {
  size_t at = d->column[risk->state], low = d->draws / 20, high = d->draws - 1 - low;
  for (unsigned i = 0; i < d->draws; i++) column[i] = d->expected[i * d->columns + at];
  qsort(column, d->draws, sizeof *column, by_float);
  risk->low = column[low], risk->high = column[high];
  for (unsigned i = 0; i < d->draws; i++) column[i] = d->rank[i * d->columns + at];
  qsort(column, d->draws, sizeof *column, by_float);
  risk->rank_low = (int)column[low], risk->rank_high = (int)column[high];
}

static int by_expected(const void *x, const void *y) {
  const casus_state_risk *a = x, *b = y;
  if (a->expected != b->expected) return a->expected > b->expected ? -1 : 1;
  return (a->state > b->state) - (a->state < b->state);
}

/* The point estimate lies within its own range, also where few draws or a rounding would have it otherwise. */
static void include_estimate(casus_state_risk *risk) {
  risk->low = fmin(risk->low, risk->expected), risk->high = fmax(risk->high, risk->expected);
  if (risk->rank_low > risk->rank) risk->rank_low = risk->rank;
  if (risk->rank_high < risk->rank) risk->rank_high = risk->rank;
}

static int find_states(casus_risk_map *map, const struct casus_risk_inner *earlier, casus_arena *arena,
                       casus_error *err) {
  const struct casus_risk_inner *inner = map->inner;
  const struct casus_draws *draws = inner->draws;
  map->states = casus_arena_array(arena, draws->columns, sizeof *map->states);
  double *room = casus_arena_array(arena, inner->n, sizeof *room);
  float *column = casus_arena_array(arena, draws->draws, sizeof *column);
  if (!map->states || !room || !column) return casus_fail_memory(err);
  double all = region_total(inner);
  for (uint32_t k = 0; k < inner->n; k++) {
    if (!inner->in_region[k]) continue;
    casus_state_risk *risk = &map->states[map->state_count++];
    *risk = (casus_state_risk){
        .state = k, .change = NAN, .newest = map->world->newest ? map->world->newest[k] : (casus_date){0}};
    int rc = casus_state_drivers(map, risk, arena, err);
    if (rc != CASUS_OK) return rc;
    risk->share = all > 0 ? (risk->party + casus_join_regional(inner, k, room)) / all : NAN;
    spread(draws, risk, column);
    if (earlier) risk->change = (inner->row[k] + inner->joined[k]) - (earlier->row[k] + earlier->joined[k]);
  }
  if (map->state_count) qsort(map->states, map->state_count, sizeof *map->states, by_expected);
  for (size_t i = 0; i < map->state_count; i++) {
    map->states[i].rank = (int)i + 1;
    include_estimate(&map->states[i]);
  }
  return CASUS_OK;
}

static bool has_states(const struct casus_risk_inner *inner) {
  for (uint32_t i = 0; i < inner->n; i++)
    if (inner->in_region[i]) return true;
  return false;
}

int casus_risk_map_of(const casus_world *world, const casus_world *earlier, const casus_risk_options *options,
                      casus_arena *arena, casus_risk_map *map, casus_error *err) {
  casus_risk_map made = {.world = world, .region = options->region.ptr ? options->region : CASUS_STR("")};
  struct casus_risk_inner *before = earlier ? casus_arena_alloc(arena, sizeof *before) : NULL;
  made.inner = casus_arena_alloc(arena, sizeof *made.inner);
  if (!made.inner || (earlier && !before)) return casus_fail_memory(err);
  if (earlier && earlier->state_count != world->state_count)
    return casus_fail(err, CASUS_E_USAGE, 0, "two worlds of different states");
  int rc = casus_inner_build(world, made.region, arena, made.inner, err);
  if (rc == CASUS_OK && !has_states(made.inner))
    return casus_fail(err, CASUS_E_USAGE, 0, "no state lies in the region \"%.*s\"", CASUS_STR_FMT(made.region));
  if (rc == CASUS_OK && before) rc = casus_inner_build(earlier, made.region, arena, before, err);
  if (rc == CASUS_OK) rc = casus_draws_make(world, made.inner, options, arena, err);
  if (rc == CASUS_OK) rc = find_pairs(&made, arena, err);
  if (rc == CASUS_OK) rc = find_states(&made, before, arena, err);
  if (rc == CASUS_OK) rc = casus_risk_proof_read(world->folder, arena, &made.proof, err);
  if (rc == CASUS_OK) *map = made;
  return rc;
}
