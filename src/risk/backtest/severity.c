#include "risk/backtest/severity.h"

#include <math.h>
#include <stdlib.h>

#include "risk/backtest/rolling.h"

enum { MOST_TERMS = CASUS_PRIOR_TERM_COUNT + 1 };
static const size_t widths[CASUS_SEVERITY_COUNT] = {0, 1, MOST_TERMS};

static void terms_of(const casus_pair_year *row, float *x) {
  x[0] = (float)log(row->fatal_history + CASUS_DEATHS_FLOOR);
  memcpy(x + 1, row->terms, sizeof row->terms);
}

static bool came_to_force(const casus_pair_year *row) {
  return casus_came(row, CASUS_TRUTH_DISPUTE) && casus_came(row, CASUS_TRUTH_FORCE);
}

/* Rows that came to force, in their order; from[t - first]: the first whose outcome is of year t or later. */
typedef struct cases {
  float *x; /* [count][MOST_TERMS] */
  uint8_t *y;
  int16_t *target;
  size_t count;
} cases;

static int gather(const casus_past *past, cases *c, casus_error *err) {
  size_t count = 0;
  for (size_t i = 0; i < past->count; i++) count += came_to_force(&past->rows[i]);
  *c =
      (cases){calloc(count + 1, MOST_TERMS * sizeof *c->x), malloc(count + 1), calloc(count + 1, sizeof *c->target), 0};
  if (!c->x || !c->y || !c->target) return casus_fail_memory(err);
  for (size_t i = 0; i < past->count; i++) {
    const casus_pair_year *row = &past->rows[i];
    if (!came_to_force(row)) continue;
    terms_of(row, c->x + c->count * MOST_TERMS);
    c->target[c->count] = (int16_t)casus_target(row);
    c->y[c->count++] = casus_came(row, CASUS_TRUTH_FATAL);
  }
  return CASUS_OK;
}

static void cases_free(cases *c) {
  free(c->x);
  free(c->y);
  free(c->target);
}

/* Share of the disputes of some years that came to force. */
static double force_share(const casus_past *past, size_t from, size_t to) {
  size_t all = 0, force = 0;
  for (size_t i = from; i < to; i++) {
    all += casus_came(&past->rows[i], CASUS_TRUTH_DISPUTE);
    force += came_to_force(&past->rows[i]);
  }
  return all ? (double)force / (double)all : 0;
}

int casus_severity_rolling(const casus_past *past, casus_severity chain, const double *dispute, double *p,
                           casus_error *err) {
  cases c;
  casus_fitter fitter = casus_fitter_of(CASUS_LINK_LOGIT, widths[chain]);
  int rc = gather(past, &c, err);
  for (int year = CASUS_TEST_FIRST; year <= CASUS_TEST_LAST && rc == CASUS_OK; year++) {
    size_t now = casus_past_from(past, year), end = casus_past_from(past, year + 1), known = 0;
    while (known < c.count && c.target[known] < year) known++;
    casus_sample sample = {c.x, c.y, 0, known, MOST_TERMS};
    rc = casus_fitter_fit(&fitter, &sample, err);
    double force = force_share(past, casus_past_from(past, year - CASUS_CALIBRATION_YEARS), now);
    for (size_t i = now; i < end && rc == CASUS_OK; i++) {
      float x[MOST_TERMS];
      terms_of(&past->rows[i], x);
      p[i] = dispute[i] * force * casus_link_chance(CASUS_LINK_LOGIT, casus_fitter_eta(&fitter, x));
    }
  }
  cases_free(&c);
  return rc;
}

int casus_severity_learn(const casus_past *past, double *middle, casus_fitter *fitter,
                         double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH], casus_error *err) {
  cases c;
  int rc = gather(past, &c, err);
  *middle = log(CASUS_DEATHS_FLOOR); /* a pair without deaths on record */
  for (size_t i = 0; i < c.count && rc == CASUS_OK; i++) c.x[i * MOST_TERMS] -= (float)*middle;
  casus_sample sample = {c.x, c.y, 0, c.count, MOST_TERMS};
  *fitter = casus_fitter_of(CASUS_LINK_LOGIT, widths[CASUS_SEVERITY_DEATHS]);
  if (rc == CASUS_OK) rc = casus_fitter_fit(fitter, &sample, err);
  if (rc == CASUS_OK) rc = casus_fitter_root(fitter, &sample, root, err);
  cases_free(&c);
  return rc;
}
