#include "risk/backtest/rolling.h"

#include <math.h>
#include <stdlib.h>

static const double smallest = 1e-9; /* of lambda and mu, as src/risk/pairs.c */

void casus_truth_of(const casus_past *past, casus_truth truth, uint8_t *y) {
  for (size_t i = 0; i < past->count; i++) y[i] = casus_came(&past->rows[i], truth);
}

static int by_float(const void *x, const void *y) {
  float a = *(const float *)x, b = *(const float *)y;
  return (a > b) - (a < b);
}

double casus_median(float *values, size_t count) {
  if (!count) return 0;
  qsort(values, count, sizeof *values, by_float);
  return ((double)values[(count - 1) / 2] + (double)values[count / 2]) / 2;
}

/* Everything a run over the years works in. */
typedef struct runner {
  const casus_past *past;
  const casus_rule *rule;
  float *x;               /* [count][width] */
  float *z;               /* [count][2] ln lambda, ln mu */
  float *quiet;           /* [count] ln lambda - ln mu of a pair without history */
  uint8_t *learned_y, *y; /* what the prior learns; the outcome */
  casus_learned fits;
} runner;

static void runner_free(runner *r) {
  free(r->x);
  free(r->z);
  free(r->quiet);
  free(r->learned_y);
  free(r->y);
}

static int runner_make(const casus_past *past, const casus_rule *rule, casus_truth truth, runner *r, casus_error *err) {
  size_t n = past->count, width = rule->width ? rule->width : 1;
  *r = (runner){.past = past, .rule = rule, .x = calloc(n, width * sizeof *r->x)};
  r->z = calloc(n, 2 * sizeof *r->z);
  r->quiet = calloc(n, sizeof *r->quiet);
  r->learned_y = malloc(n);
  r->y = malloc(n);
  if (!r->x || !r->z || !r->quiet || !r->learned_y || !r->y) return casus_fail_memory(err);
  casus_truth_of(past, rule->kappa > 0 ? rule->learns : truth, r->learned_y);
  casus_truth_of(past, truth, r->y);
  if (rule->terms)
    for (size_t i = 0; i < n; i++) rule->terms(past, &past->rows[i], r->x + i * width);
  for (size_t i = 0; i < n; i++) r->quiet[i] = (float)log(rule->kappa / (rule->kappa + past->rows[i].watched));
  r->fits.prior = casus_fitter_of(CASUS_LINK_LOGIT, rule->width);
  r->fits.scale = casus_fitter_of(rule->link, 2);
  return CASUS_OK;
}

static void update(runner *r, size_t from, size_t to) {
  const double small = 1e-3; /* below it log(1 + e) is three terms of its series */
  double kappa = r->rule->kappa;
  for (size_t i = from; i < to; i++) {
    const casus_pair_year *row = &r->past->rows[i];
    double eta = casus_fitter_eta(&r->fits.prior, r->x + i * r->rule->width), e = exp(eta);
    double log_mu = fmax(eta - (e < small ? e - e * e / 2 + e * e * e / 3 : log1p(e)), log(smallest));
    double s = r->rule->by_onsets ? row->onset_history : row->history;
    r->z[2 * i] = s > 0 ? (float)log(fmax((kappa * exp(log_mu) + s) / (kappa + row->watched), smallest))
                        : fmaxf((float)log_mu + r->quiet[i], (float)log(smallest));
    r->z[2 * i + 1] = (float)log_mu;
  }
}

/* Learns from the rows before `until`; the calibration from the last years of them. */
static int learn(runner *r, size_t recent, size_t until, casus_error *err) {
  casus_sample all = {r->x, r->learned_y, 0, until, r->rule->width};
  int rc = casus_fitter_fit(&r->fits.prior, &all, err);
  if (rc != CASUS_OK || !(r->rule->kappa > 0)) return rc;
  update(r, recent, until);
  casus_fitter_forget(&r->fits.scale);
  casus_sample late = {r->z, r->y, recent, until, 2};
  return casus_fitter_fit(&r->fits.scale, &late, err);
}

static void foretell(runner *r, size_t from, size_t to, double *p) {
  if (r->rule->kappa > 0) update(r, from, to);
  for (size_t i = from; i < to; i++)
    p[i] = r->rule->kappa > 0
               ? casus_link_chance(r->rule->link, casus_fitter_eta(&r->fits.scale, r->z + 2 * i))
               : casus_link_chance(CASUS_LINK_LOGIT, casus_fitter_eta(&r->fits.prior, r->x + i * r->rule->width));
}

static double rate_before(const runner *r, size_t until) {
  size_t came = 0;
  for (size_t i = 0; i < until; i++) came += r->y[i];
  return until ? (double)came / (double)until : 0;
}

int casus_rolling(const casus_past *past, const casus_rule *rule, casus_truth truth, int first, double *p,
                  casus_error *err) {
  const double near_enough = 1e-4; /* in log likelihood: a hundredth of a standard error */
  runner r;
  int rc = runner_make(past, rule, truth, &r, err);
  r.fits.prior.enough = r.fits.scale.enough = near_enough;
  for (int year = first; rc == CASUS_OK && year <= past->last + 1; year++) {
    size_t now = casus_past_from(past, year), end = casus_past_from(past, year + 1);
    size_t recent = casus_past_from(past, year - CASUS_CALIBRATION_YEARS), from = year == first ? 0 : now;
    if (rule->width) {
      rc = learn(&r, recent, now, err);
      if (rc == CASUS_OK) foretell(&r, from, end, p);
    } else {
      double rate = rate_before(&r, now);
      for (size_t i = from; i < end; i++) p[i] = rate;
    }
  }
  runner_free(&r);
  return rc;
}

/* Terms less their medians: the typical pair stands at 0. */
static int centre(runner *r, double *middle, casus_error *err) {
  size_t n = r->past->count, width = r->rule->width;
  float *column = malloc((n + 1) * sizeof *column);
  if (!column) return casus_fail_memory(err);
  for (size_t k = 0; k < width; k++) {
    for (size_t i = 0; i < n; i++) column[i] = r->x[i * width + k];
    middle[k] = casus_median(column, n);
    for (size_t i = 0; i < n; i++) r->x[i * width + k] -= (float)middle[k];
  }
  free(column);
  return CASUS_OK;
}

int casus_learn_all(const casus_past *past, const casus_rule *rule, casus_truth truth, double *middle,
                    casus_learned *learned, double prior_root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH],
                    double scale_root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH], double *p, casus_error *err) {
  runner r;
  size_t recent = casus_past_from(past, past->last + 2 - CASUS_CALIBRATION_YEARS), n = past->count;
  int rc = runner_make(past, rule, truth, &r, err);
  if (rc == CASUS_OK) rc = centre(&r, middle, err);
  if (rc == CASUS_OK) rc = learn(&r, recent, n, err);
  casus_sample all = {r.x, r.learned_y, 0, n, rule->width}, late = {r.z, r.y, recent, n, 2};
  if (rc == CASUS_OK) rc = casus_fitter_root(&r.fits.prior, &all, prior_root, err);
  if (rc == CASUS_OK) rc = casus_fitter_root(&r.fits.scale, &late, scale_root, err);
  if (rc == CASUS_OK) foretell(&r, 0, n, p);
  *learned = r.fits;
  runner_free(&r);
  return rc;
}
