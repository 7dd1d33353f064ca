#include <math.h>

#include "risk/backtest/fit_pass.h"

casus_fitter casus_fitter_of(casus_link link, size_t terms) {
  return (casus_fitter){.link = link, .width = terms + 1, .ridge = 1e-3, .enough = 1e-9};
}

double casus_fitter_eta(const casus_fitter *f, const float *x) {
  double eta = f->w[0];
  for (size_t i = 1; i < f->width; i++) eta += f->w[i] * (double)x[i - 1];
  return eta;
}

double casus_link_chance(casus_link link, double eta) {
  if (link == CASUS_LINK_LOGIT) return 1 / (1 + exp(-fmin(fmax(eta, -40), 40)));
  return -expm1(-exp(fmin(fmax(eta, -40), 4)));
}

/* With the penalty. */
static void pass(const casus_fitter *f, const casus_sample *s, casus_fit_sums *sums, casus_square *bend) {
  casus_fit_pass(f, s, s->from, s->to, sums, bend);
  for (size_t i = 0; i < f->width; i++) {
    sums->value -= f->ridge / 2 * f->w[i] * f->w[i];
    sums->slope[i] -= f->ridge * f->w[i];
    if (bend) (*bend)[i][i] += f->ridge;
  }
}

/* Lower triangle of the root of a positive definite matrix. */
static bool cholesky(const casus_square a, size_t n, casus_square root) {
  memset(root, 0, sizeof(casus_square));
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j <= i; j++) {
      double sum = a[i][j];
      for (size_t k = 0; k < j; k++) sum -= root[i][k] * root[j][k];
      if (i == j && !(sum > 0)) return false;
      root[i][j] = i == j ? sqrt(sum) : sum / root[j][j];
    }
  return true;
}

static bool solve(const casus_square a, size_t n, const double *b, double *x) {
  casus_square root;
  if (!cholesky(a, n, root)) return false;
  for (size_t i = 0; i < n; i++) {
    x[i] = b[i];
    for (size_t k = 0; k < i; k++) x[i] -= root[i][k] * x[k];
    x[i] /= root[i][i];
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = i + 1; k < n; k++) x[i] -= root[k][i] * x[k];
    x[i] /= root[i][i];
  }
  return true;
}

void casus_fitter_forget(casus_fitter *f) { f->from = f->to = 0; }

static int start(casus_fitter *f, const casus_sample *s, casus_error *err) {
  size_t came = 0, rows = s->to - s->from;
  for (size_t r = s->from; r < s->to; r++) came += s->y[r];
  if (!came || came == rows)
    return casus_fail(err, CASUS_E_INPUT, 0, "nothing to fit: of %zu rows %zu came", rows, came);
  if (!f->started) f->w[0] = log((double)came / (double)rows);
  return CASUS_OK;
}

/* Value and slope at w, and the bend when it is wanted. Of rows known from the last fit nothing is read again. */
static void look(casus_fitter *f, const casus_sample *s, bool bend) {
  casus_fit_sums sums;
  if (!bend && f->to > f->from && f->from == s->from && f->to <= s->to) {
    casus_fit_pass(f, s, f->to, s->to, &sums, NULL);
    f->value += sums.value;
    for (size_t i = 0; i < f->width; i++) f->slope[i] += sums.slope[i];
  } else {
    pass(f, s, &sums, bend ? &f->bend : NULL);
    f->value = sums.value;
    memcpy(f->slope, sums.slope, sizeof f->slope);
  }
  f->from = s->from, f->to = s->to;
}

static void walk(casus_fitter *f, const double *from, const double *step, double size) {
  for (size_t i = 0; i < f->width; i++) f->w[i] = from[i] + size * step[i];
}

/* A step, halved until it does no harm. */
static bool go(casus_fitter *f, const casus_sample *s, const double *step) {
  const double harm = 0.01; /* in log likelihood: more than rounding, less than matters */
  double from[CASUS_FIT_WIDTH], last = f->value;
  memcpy(from, f->w, sizeof from);
  for (double size = 1; size > 1e-6; size /= 2) {
    walk(f, from, step, size);
    casus_fitter_forget(f);
    look(f, s, false);
    if (f->value >= last - harm) return true;
  }
  return false;
}

/* The last step is not looked at: from so near it ends much nearer. */
static void end(casus_fitter *f, const double *step, double left) {
  double from[CASUS_FIT_WIDTH];
  memcpy(from, f->w, sizeof from);
  walk(f, from, step, 1);
  f->value += left / 2;
  memset(f->slope, 0, sizeof f->slope);
}

int casus_fitter_fit(casus_fitter *f, const casus_sample *s, casus_error *err) {
  const double slow = 0.05; /* a bend that brings a step no nearer than this serves no more */
  double step[CASUS_FIT_WIDTH], left_before = INFINITY;
  int rc = start(f, s, err);
  if (rc != CASUS_OK) return rc;
  look(f, s, !f->started);
  f->started = true;
  for (int i = 0; i < 200; i++) {
    if (!solve(f->bend, f->width, f->slope, step))
      return casus_fail(err, CASUS_E_INPUT, 0, "terms that cannot be told apart");
    double left = 0;
    for (size_t k = 0; k < f->width; k++) left += step[k] * f->slope[k];
    if (left < f->enough) return end(f, step, left), CASUS_OK;
    if (left > slow * left_before) {
      look(f, s, true);
      left_before = INFINITY;
    } else {
      left_before = left;
      if (!go(f, s, step)) return casus_fail(err, CASUS_E_INPUT, 0, "a fit that finds no way up");
    }
  }
  return casus_fail(err, CASUS_E_INPUT, 0, "a fit that does not end");
}

int casus_fitter_root(casus_fitter *f, const casus_sample *s, casus_square root, casus_error *err) {
  casus_fit_sums now;
  casus_square covariance;
  pass(f, s, &now, &f->bend);
  for (size_t i = 0; i < f->width; i++) {
    double unit[CASUS_FIT_WIDTH] = {0}, column[CASUS_FIT_WIDTH];
    unit[i] = 1;
    if (!solve(f->bend, f->width, unit, column))
      return casus_fail(err, CASUS_E_INPUT, 0, "terms that cannot be told apart");
    for (size_t j = 0; j < f->width; j++) covariance[j][i] = column[j];
  }
  for (size_t i = 0; i < f->width; i++)
    for (size_t j = 0; j < i; j++) covariance[i][j] = covariance[j][i] = (covariance[i][j] + covariance[j][i]) / 2;
  if (!cholesky(covariance, f->width, root))
    return casus_fail(err, CASUS_E_INPUT, 0, "terms that cannot be told apart");
  return CASUS_OK;
}
