/* States: will it enter a new dispute within a year? The pairs' chances rolled up. */
#include <math.h>

#include "risk/backtest/parts.h"

/* The last two are for the calibration only: ln of its pairs' rates, ln of its size. */
enum { PERSISTENCE_TERMS = 4, TERMS = 6 };

/* A state in a year, as its pairs tell. */
typedef struct state_year {
  bool there, came, in_dispute;
  float onsets_5, onsets_20, peace;
  double quiet[2]; /* log of the chance that none of its pairs comes to a dispute: ours, the standard logit's */
} state_year;

static void add_pair(state_year *s, const casus_pair_year *row, double ours, double standard) {
  const double nearly_sure = 0.999;
  if (!s->there) *s = (state_year){.there = true, .peace = INFINITY};
  s->came |= casus_came(row, CASUS_TRUTH_DISPUTE);
  s->in_dispute |= row->given[CASUS_GIVEN_MID_NOW] > 0;
  s->onsets_5 += row->given[CASUS_GIVEN_ONSETS_5];
  s->onsets_20 += row->given[CASUS_GIVEN_ONSETS_20];
  s->peace = fminf(s->peace, row->given[CASUS_GIVEN_PEACE_YEARS]);
  s->quiet[0] += log1p(-fmin(ours, nearly_sure));
  s->quiet[1] += log1p(-fmin(standard, nearly_sure));
}

/* State-years in the order of year and code, as arrays. */
typedef struct panel {
  state_year *cells; /* [years][CASUS_PAST_CODES] */
  float *x;          /* [count][TERMS] */
  uint8_t *y, *block;
  double *ours, *standard, *persistence, *base, *calibrated;
  size_t count, *from; /* from[y]: the first of year y; one more behind the last */
} panel;

static int make_room(const casus_parts *parts, size_t years, panel *p) {
  casus_arena *a = parts->arena;
  size_t most = years * CASUS_PAST_CODES;
  p->cells = casus_arena_array(a, most, sizeof *p->cells);
  for (size_t i = 0; p->cells && i < parts->past->count; i++) {
    const casus_pair_year *row = &parts->past->rows[i];
    state_year *year = p->cells + (size_t)(row->year - parts->past->first) * CASUS_PAST_CODES;
    double ours = parts->p[CASUS_FORECAST_OURS][i], standard = parts->p[CASUS_FORECAST_STANDARD][i];
    add_pair(&year[row->a], row, ours, standard);
    add_pair(&year[row->b], row, ours, standard);
  }
  for (size_t i = 0; p->cells && i < most; i++) p->count += p->cells[i].there;
  p->x = casus_arena_array(a, p->count, TERMS * sizeof *p->x);
  p->y = casus_arena_array(a, p->count, 1);
  p->block = casus_arena_array(a, p->count, 1);
  double *forecasts = casus_arena_array(a, p->count, 5 * sizeof *forecasts);
  p->from = casus_arena_array(a, years + 1, sizeof *p->from);
  if (!p->cells || !p->x || !p->y || !p->block || !forecasts || !p->from) return casus_fail_memory(parts->err);
  p->ours = forecasts, p->standard = forecasts + p->count, p->persistence = forecasts + 2 * p->count,
  p->base = forecasts + 3 * p->count, p->calibrated = forecasts + 4 * p->count;
  return CASUS_OK;
}

static void fill(const casus_past *past, size_t years, panel *p) {
  const double fades = 5, unknown_size = 1e-6, smallest = 1e-9;
  size_t at = 0;
  for (size_t y = 0; y < years; y++) {
    p->from[y] = at;
    for (size_t c = 0; c < CASUS_PAST_CODES; c++) {
      const state_year *s = &p->cells[y * CASUS_PAST_CODES + c];
      if (!s->there) continue;
      float *x = p->x + at * TERMS;
      x[0] = s->in_dispute, x[1] = (float)exp(-s->peace / fades);
      x[2] = log1pf(s->onsets_5), x[3] = log1pf(s->onsets_20);
      double size = past->facts->size[c][(size_t)(past->first - CASUS_PAST_FIRST) + y];
      x[4] = (float)log(fmax(-s->quiet[0], smallest)), x[5] = (float)log(size > 0 ? size : unknown_size);
      p->y[at] = s->came;
      p->ours[at] = -expm1(s->quiet[0]);
      p->standard[at++] = -expm1(s->quiet[1]);
    }
  }
  p->from[years] = at;
}

static int roll_fitted(casus_parts *parts, size_t first, size_t years, panel *p, casus_link link, size_t terms,
                       double *to) {
  casus_fitter fitter = casus_fitter_of(link, terms);
  for (size_t y = first; y < years; y++) {
    casus_sample past = {p->x, p->y, 0, p->from[y], TERMS};
    int rc = casus_fitter_fit(&fitter, &past, parts->err);
    if (rc != CASUS_OK) return rc;
    for (size_t i = p->from[y]; i < p->from[y + 1]; i++)
      to[i] = casus_link_chance(link, casus_fitter_eta(&fitter, p->x + i * TERMS));
  }
  return CASUS_OK;
}

/* Forecasts of state-years, each fitted on the past of states. */
static int roll(casus_parts *parts, size_t first, size_t years, panel *p) {
  for (size_t y = first; y < years; y++) {
    size_t came = 0;
    for (size_t i = 0; i < p->from[y]; i++) came += p->y[i];
    for (size_t i = p->from[y]; i < p->from[y + 1]; i++) {
      p->base[i] = (double)came / (double)p->from[y];
      p->block[i] = (uint8_t)(y - first);
    }
  }
  int rc = roll_fitted(parts, first, years, p, CASUS_LINK_LOGIT, PERSISTENCE_TERMS, p->persistence);
  return rc == CASUS_OK ? roll_fitted(parts, first, years, p, CASUS_LINK_CLOGLOG, TERMS, p->calibrated) : rc;
}

int casus_part_states(casus_parts *parts, casus_backtest_table *table) {
  enum { BAR_LAST = 2010 }; /* docs/risk.md 3.4 ends there */
  size_t years = (size_t)(BAR_LAST - 1 - parts->past->first) + 1;
  size_t first = (size_t)(CASUS_TEST_FIRST - 1 - parts->past->first);
  panel p = {0};
  casus_tabling t = {.parts = parts};
  int rc = make_room(parts, (size_t)(parts->past->last - parts->past->first) + 1, &p);
  if (rc == CASUS_OK) fill(parts->past, years, &p);
  if (rc == CASUS_OK) rc = roll(parts, first, years, &p);
  if (rc != CASUS_OK) return rc;
  size_t from = p.from[first];
  t.table = (casus_backtest_table){
      .key = CASUS_STR("states"),
      .title = CASUS_STR("A state enters a new dispute within a year: its pairs rolled up"),
      .meaning =
          CASUS_STR("The chance that not one of its pairs comes to a dispute, taken from one, as if they were "
                    "independent: a little "
                    "too much. Calibrated with the state's own recent disputes and size it is level with the best."),
      .first = CASUS_TEST_FIRST,
      .last = BAR_LAST};
  t.trial = (casus_outcomes){.y = p.y + from,
                          .block = p.block + from,
                          .count = p.from[years] - from,
                          .block_count = (unsigned)(years - first)};
  rc = casus_tabling_add(&t, "base rate", p.base + from, false);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "persistence", p.persistence + from, false);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "standard logit, rolled up", p.standard + from, false);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "Casus, rolled up", p.ours + from, true);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "with its own record and size", p.calibrated + from, false);
  casus_tabling_document(&t, "best figures known", (casus_measures){.642, .834, .1307, NAN, NAN});
  return rc == CASUS_OK ? casus_tabling_end(&t, p.ours + from, table) : rc;
}
