#include "risk/backtest/score.h"

#include <math.h>
#include <stdlib.h>

typedef struct ranked {
  double p;
  uint32_t row;
} ranked;

/* Highest first, equal ones in the order of their rows. */
static int by_chance(const void *x, const void *y) {
  const ranked *a = x, *b = y;
  if (a->p != b->p) return a->p > b->p ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

static void add_sums(const casus_outcomes *t, casus_scorer *s) {
  const double least = 1e-12; /* as score.py of the back-test clips */
  for (size_t i = 0; i < t->count; i++) {
    unsigned b = t->block[i];
    double p = fmin(fmax(t->p[i], least), 1 - least), miss = t->p[i] - t->y[i];
    s->rows[b]++;
    s->came[b] += t->y[i];
    s->loss[b] -= t->y[i] ? log(p) : log1p(-p);
    s->brier[b] += miss * miss;
  }
}

static void add_top(const casus_outcomes *t, const ranked *order, casus_scorer *s) {
  unsigned taken[CASUS_MOST_BLOCKS] = {0};
  for (size_t i = 0; i < t->count; i++) {
    unsigned b = t->block[order[i].row];
    if (taken[b] == CASUS_TOP) continue;
    taken[b]++;
    s->top[b] += t->y[order[i].row];
  }
}

/* Groups of equal chance; those without a hit only push the next ones down. */
static void add_groups(const casus_outcomes *t, const ranked *order, casus_scorer *s) {
  uint32_t below[CASUS_MOST_BLOCKS] = {0}, start[CASUS_MOST_BLOCKS], hits[CASUS_MOST_BLOCKS];
  for (size_t i = 0, end; i < t->count; i = end) {
    bool any = false;
    memcpy(start, below, sizeof start);
    memset(hits, 0, sizeof hits);
    for (end = i; end < t->count && order[end].p == order[i].p; end++) {
      uint32_t row = order[end].row;
      hits[t->block[row]] += t->y[row];
      below[t->block[row]] += !t->y[row];
      any |= t->y[row];
    }
    if (!any) continue;
    size_t at = s->groups++ * s->blocks, size = s->blocks * sizeof(uint32_t);
    memcpy(s->above + at, start, size);
    memcpy(s->upto + at, below, size);
    memcpy(s->hits + at, hits, size);
  }
}

int casus_scorer_make(const casus_outcomes *t, casus_arena *arena, casus_scorer *s, casus_error *err) {
  if (t->block_count > CASUS_MOST_BLOCKS)
    return casus_fail(err, CASUS_E_LIMIT, 0, "more than %d years", CASUS_MOST_BLOCKS);
  size_t n = t->block_count, came = 0;
  for (size_t i = 0; i < t->count; i++) came += t->y[i];
  *s = (casus_scorer){.blocks = t->block_count};
  double *sums = casus_arena_array(arena, n, 5 * sizeof *sums);
  uint32_t *groups = casus_arena_array(arena, (came + 1) * n, 3 * sizeof *groups);
  ranked *order = malloc((t->count + 1) * sizeof *order);
  if (!sums || !groups || !order) {
    free(order);
    return casus_fail_memory(err);
  }
  s->rows = sums, s->came = sums + n, s->loss = sums + 2 * n, s->brier = sums + 3 * n, s->top = sums + 4 * n;
  s->above = groups, s->upto = groups + (came + 1) * n, s->hits = groups + 2 * (came + 1) * n;
  for (size_t i = 0; i < t->count; i++) order[i] = (ranked){t->p[i], (uint32_t)i};
  qsort(order, t->count, sizeof *order, by_chance);
  add_sums(t, s);
  add_top(t, order, s);
  add_groups(t, order, s);
  free(order);
  return CASUS_OK;
}

static double weighed(const uint32_t *counts, const double *weight, unsigned blocks) {
  double sum = 0;
  for (unsigned b = 0; b < blocks; b++) sum += weight[b] * counts[b];
  return sum;
}

casus_measures casus_scorer_measure(const casus_scorer *s, const double *weight) {
  double once[CASUS_MOST_BLOCKS], rows = 0, came = 0, loss = 0, brier = 0, top = 0, area = 0, precision = 0, found = 0;
  for (unsigned b = 0; b < s->blocks; b++) once[b] = 1;
  if (!weight) weight = once;
  for (unsigned b = 0; b < s->blocks; b++) {
    rows += weight[b] * s->rows[b], came += weight[b] * s->came[b], top += weight[b] * s->top[b];
    loss += weight[b] * s->loss[b], brier += weight[b] * s->brier[b];
  }
  for (size_t g = 0; g < s->groups; g++) {
    size_t at = g * s->blocks;
    double hits = weighed(s->hits + at, weight, s->blocks);
    if (hits <= 0) continue;
    double above = weighed(s->above + at, weight, s->blocks), upto = weighed(s->upto + at, weight, s->blocks);
    found += hits;
    precision += hits * found / (found + upto);
    area += hits * ((rows - came) - (above + upto) / 2); /* ties count half */
  }
  return (casus_measures){.pr_auc = came > 0 ? precision / came : NAN,
                          .auc = came > 0 && rows > came ? area / (came * (rows - came)) : NAN,
                          .brier = brier / rows,
                          .log_loss = loss / rows,
                          .top = came > 0 ? top / came : NAN};
}

/* SplitMix64, as in draws.c of the risk map: number `at` of a sequence that is always the same. */
static uint64_t mix(uint64_t z) {
  z += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static void draw_weights(unsigned draw, unsigned blocks, double *weight) {
  memset(weight, 0, blocks * sizeof *weight);
  for (unsigned i = 0; i < blocks; i++) weight[mix((uint64_t)draw * CASUS_MOST_BLOCKS + i) % blocks]++;
}

static int by_number(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

/* 5 % and 95 % of the draws that have a value. */
static void spread(double *draws, double *low, double *high) {
  size_t count = 0;
  for (size_t i = 0; i < CASUS_DRAWS; i++)
    if (isfinite(draws[i])) draws[count++] = draws[i];
  *low = *high = NAN;
  if (!count) return;
  qsort(draws, count, sizeof *draws, by_number);
  *low = draws[count / 20], *high = draws[count - 1 - count / 20];
}

enum { MEASURES = sizeof(casus_measures) / sizeof(double) };
typedef union flat {
  casus_measures by_name;
  double at[MEASURES];
} flat;

static const double better[MEASURES] = {
#define SIGN(field, words, sign) sign,
    CASUS_MEASURES(SIGN)
#undef SIGN
};

int casus_scorer_row(const casus_scorer *s, const casus_scorer *ours, casus_backtest_row *row, casus_error *err) {
  double(*draws)[CASUS_DRAWS] = calloc(2 * MEASURES, sizeof *draws), weight[CASUS_MOST_BLOCKS];
  if (!draws) return casus_fail_memory(err);
  flat here = {casus_scorer_measure(s, NULL)}, low, high, gain, gain_low, gain_high;
  flat own = {ours ? casus_scorer_measure(ours, NULL) : here.by_name};
  for (unsigned d = 0; d < CASUS_DRAWS; d++) {
    draw_weights(d, s->blocks, weight);
    flat drawn = {casus_scorer_measure(s, weight)}, other = {ours ? casus_scorer_measure(ours, weight) : drawn.by_name};
    for (int m = 0; m < MEASURES; m++)
      draws[m][d] = drawn.at[m], draws[MEASURES + m][d] = (other.at[m] - drawn.at[m]) * better[m];
  }
  for (int m = 0; m < MEASURES; m++) {
    gain_low.at[m] = gain_high.at[m] = NAN;
    gain.at[m] = ours ? (own.at[m] - here.at[m]) * better[m] : NAN;
    spread(draws[m], &low.at[m], &high.at[m]);
    if (ours) spread(draws[MEASURES + m], &gain_low.at[m], &gain_high.at[m]);
  }
  free(draws);
  double rows = 0, came = 0;
  for (unsigned b = 0; b < s->blocks; b++) rows += s->rows[b], came += s->came[b];
  row->rows = (size_t)rows, row->came = (size_t)came;
  row->measures = here.by_name, row->low = low.by_name, row->high = high.by_name;
  row->gain = gain.by_name, row->gain_low = gain_low.by_name, row->gain_high = gain_high.by_name;
  return CASUS_OK;
}
