/* Forecasts of every year made from the years before it: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_ROLLING_H
#define CASUS_RISK_BACKTEST_ROLLING_H

#include "risk/backtest/fit.h"
#include "risk/backtest/past.h"

/* How a forecast is made. */
typedef struct casus_rule {
  const char *name;
  size_t width; /* terms; 0: the rate of the past */
  void (*terms)(const casus_past *past, const casus_pair_year *row, float *x);
  casus_truth learns; /* what its (first) logit is fitted to */
  double kappa;       /* above 0: that logit is the prior mu, and ln lambda and ln mu are fitted to the outcome, where
                         lambda = (kappa mu + S) / (kappa + W) */
  bool by_onsets;     /* S of disputes begun, not of years in dispute */
  casus_link link;    /* of the second fit */
} casus_rule;

extern const casus_rule casus_rule_base, casus_rule_persistence, casus_rule_standard, casus_rule_standard_history,
    casus_rule_formula, casus_rule_ours, casus_rule_ours_opened;

enum { CASUS_CALIBRATION_YEARS = 30, CASUS_TEST_FIRST = 1991, CASUS_TEST_LAST = 2014 };

/* What a rule learned: its logit, and the calibration behind it. */
typedef struct casus_learned {
  casus_fitter prior, scale;
} casus_learned;

/* p[i] of row i for outcome years from `first` on, each from the rows of the years before it; of earlier rows by what
 * was learned for `first`. Forecasts of a year are the same whatever comes after the year before it. */
int casus_rolling(const casus_past *past, const casus_rule *rule, casus_truth truth, int first, double *p,
                  casus_error *err);
/* The same rule learned from all rows, its terms less `middle` (their medians, [width]); roots: of the covariances. */
int casus_learn_all(const casus_past *past, const casus_rule *rule, casus_truth truth, double *middle,
                    casus_learned *learned, double prior_root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH],
                    double scale_root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH], double *p, casus_error *err);

/* y[i]: did it come in row i? */
void casus_truth_of(const casus_past *past, casus_truth truth, uint8_t *y);
double casus_median(float *values, size_t count); /* sorts them */

#endif
