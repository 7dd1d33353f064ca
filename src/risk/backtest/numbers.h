/* data/risk/model.tsv, fitted on everything: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_NUMBERS_H
#define CASUS_RISK_BACKTEST_NUMBERS_H

#include "risk/backtest/rolling.h"

/* Appends the file. `opened`: the rolling forecasts of disputes that both opened, for the spreads of years and states;
 * `delta`: of the histories in `past`. */
int casus_numbers_write(const char *folder, const casus_past *past, const double *opened, double delta,
                        casus_buffer *out, casus_error *err);

/* numbers_join.c: the tables join, join.root and rate. */
int casus_numbers_join(const char *folder, const casus_past *past, const double *p, casus_buffer *out,
                       casus_error *err);

/* A fit's rows: names[0] is the intercept; reference of each; and the rows of the root. */
void casus_numbers_fit(casus_buffer *out, const char *table, const char *const *names, const double *reference,
                       const casus_fitter *fitter, double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH]);
/* A share with its interval (Wilson 1927), and what was counted. */
void casus_numbers_share(casus_buffer *out, const char *table, const char *name, size_t part, size_t whole,
                         const char *counted);

#endif
