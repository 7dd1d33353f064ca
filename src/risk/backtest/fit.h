/* Maximum likelihood by Newton steps: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_FIT_H
#define CASUS_RISK_BACKTEST_FIT_H

#include "base/base.h"

enum { CASUS_FIT_WIDTH = 32 }; /* most coefficients, with the intercept */

/* LOGIT: p = 1 / (1 + exp(-eta)); CLOGLOG: p = 1 - exp(-exp(eta)). */
typedef enum casus_link { CASUS_LINK_LOGIT, CASUS_LINK_CLOGLOG } casus_link;

/* Rows of terms and what came of them; the first `width` - 1 numbers of a row count. */
typedef struct casus_sample {
  const float *x;   /* [rows][stride] */
  const uint8_t *y; /* [rows] 0 or 1 */
  size_t from, to;  /* rows that are fitted */
  size_t stride;
} casus_sample;

typedef struct casus_fitter {
  casus_link link;
  size_t width;  /* coefficients, with the intercept */
  double ridge;  /* of the penalty ridge / 2 * sum w^2 */
  double enough; /* log likelihood that may be left to gain before the last step */
  double w[CASUS_FIT_WIDTH];
  /* Of the last fit, so that the next one, of more rows, starts from it: the rows, their likelihood's value and slope
   * at w, and its bend (negative second derivatives) at an earlier step, kept as long as it serves. */
  size_t from, to;
  double value, slope[CASUS_FIT_WIDTH], bend[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];
  bool started;
} casus_fitter;

casus_fitter casus_fitter_of(casus_link link, size_t terms);
/* The rows' terms have changed: what is known of them is no longer true. */
void casus_fitter_forget(casus_fitter *f);
/* Fits from where the last fit ended (at first from the rows' own rate), so that year by year few steps are needed: of
 * the same rows and some behind them only the latter are read for the first.
 * Deterministic: depends on the rows and the fits before. CASUS_E_INPUT when no row, or every row, came. */
int casus_fitter_fit(casus_fitter *f, const casus_sample *sample, casus_error *err);
/* Lower triangle of the Cholesky root of the coefficients' covariance, at the fit. */
int casus_fitter_root(casus_fitter *f, const casus_sample *sample, double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH],
                      casus_error *err);
double casus_fitter_eta(const casus_fitter *f, const float *x);
double casus_link_chance(casus_link link, double eta);

#endif
