/* Of a new dispute, how far it goes: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_SEVERITY_H
#define CASUS_RISK_BACKTEST_SEVERITY_H

#include "risk/backtest/fit.h"
#include "risk/backtest/past.h"

/* How the chance of deaths, once force is used, is told. */
typedef enum casus_severity {
  CASUS_SEVERITY_SHARES, /* the share of the past */
  CASUS_SEVERITY_DEATHS, /* by the pair's record of deaths */
  CASUS_SEVERITY_TERMS,  /* and by the terms of the prior */
  CASUS_SEVERITY_COUNT
} casus_severity;

/* p[i] = dispute[i] * P(force | dispute) * P(deaths | force), for the outcome years of the test, from the past. */
int casus_severity_rolling(const casus_past *past, casus_severity chain, const double *dispute, double *p,
                           casus_error *err);
/* P(deaths | force) by the record of deaths, from all rows. */
int casus_severity_learn(const casus_past *past, double *middle, casus_fitter *fitter,
                         double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH], casus_error *err);

#endif
