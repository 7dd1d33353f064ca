/* One pass of a fit over its rows: private to fit.c. */
#ifndef CASUS_RISK_BACKTEST_FIT_PASS_H
#define CASUS_RISK_BACKTEST_FIT_PASS_H

#include "risk/backtest/fit.h"

typedef double casus_square[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];

typedef struct casus_fit_sums {
  double value; /* log likelihood, less the penalty */
  double slope[CASUS_FIT_WIDTH];
} casus_fit_sums;

/* The sums of rows [from, to) of the sample, at f->w, without the penalty; bend NULL: not wanted. */
void casus_fit_pass(const casus_fitter *f, const casus_sample *sample, size_t from, size_t to, casus_fit_sums *sums,
                    casus_square *bend);

#endif
