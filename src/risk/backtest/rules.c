/* The forecasts that are compared: terms as in docs/decisions/006-risk-model.md. */
#include <math.h>

#include "risk/backtest/rolling.h"

static const double in_dispute_fades = 5; /* years, of the decay of peace in the usual models */

static void persistence(const casus_past *past, const casus_pair_year *row, float *x) {
  (void)past;
  const float *g = row->given;
  x[0] = g[CASUS_GIVEN_MID_NOW];
  x[1] = (float)exp(-g[CASUS_GIVEN_PEACE_YEARS] / in_dispute_fades);
  x[2] = log1pf(g[CASUS_GIVEN_ONSETS_5]);
  x[3] = log1pf(g[CASUS_GIVEN_ONSETS_20]);
}

enum { STRUCTURAL = 9, STANDARD = 19, FORMULA = 14 };

static void structural(const casus_pair_year *row, float *x) {
  const float *g = row->given;
  x[0] = g[CASUS_GIVEN_CONTIGUITY] == 1;
  x[1] = g[CASUS_GIVEN_CONTIGUITY] >= 2;
  x[2] = g[CASUS_GIVEN_LN_DISTANCE];
  x[3] = g[CASUS_GIVEN_MAJORS] == 1;
  x[4] = g[CASUS_GIVEN_MAJORS] == 2;
  x[5] = g[CASUS_GIVEN_LN_CAP_RATIO];
  x[6] = g[CASUS_GIVEN_LN_CINC_MAX];
  x[7] = g[CASUS_GIVEN_DEFENCE];
  x[8] = g[CASUS_GIVEN_JOINT_DEMOCRACY];
}

/* Trade as a share of the output of the less dependent side. */
static float dependence(const casus_past *past, const casus_pair_year *row) {
  int y = row->year - CASUS_PAST_FIRST;
  double larger = fmax(past->facts->gdp[row->a][y], past->facts->gdp[row->b][y]); /* of the known ones */
  double share = row->given[CASUS_GIVEN_TRADE] / larger;
  return (float)log((isfinite(share) ? fmin(share, 1) : 0) + 1e-6);
}

/* The textbook dyadic logit, with a cubic of the years at peace. */
static void standard(const casus_past *past, const casus_pair_year *row, float *x) {
  const float *g = row->given;
  float decades = g[CASUS_GIVEN_PEACE_YEARS] / 10;
  structural(row, x);
  x += STRUCTURAL;
  x[0] = g[CASUS_GIVEN_WEAKER_DEMOCRACY];
  x[1] = log1pf(g[CASUS_GIVEN_TRADE]);
  x[2] = dependence(past, row);
  x[3] = log1pf(g[CASUS_GIVEN_IGOS]);
  x[4] = g[CASUS_GIVEN_NON_AGGRESSION];
  x[5] = g[CASUS_GIVEN_NEUTRALITY];
  x[6] = g[CASUS_GIVEN_CONSULTATION];
  x[7] = decades;
  x[8] = decades * decades;
  x[9] = decades * decades * decades;
}

static void standard_history(const casus_past *past, const casus_pair_year *row, float *x) {
  standard(past, row, x);
  persistence(past, row, x + STANDARD);
  x[STANDARD + 4] = log1pf(row->given[CASUS_GIVEN_OTHERS_MORE]);
  x[STANDARD + 5] = log1pf(row->given[CASUS_GIVEN_OTHERS_FEWER]);
}

static void formula(const casus_past *past, const casus_pair_year *row, float *x) {
  (void)past;
  const float *g = row->given;
  structural(row, x);
  x += STRUCTURAL;
  x[0] = log1pf(g[CASUS_GIVEN_TRADE]);
  x[1] = log1pf(g[CASUS_GIVEN_IGOS]);
  x[2] = g[CASUS_GIVEN_WEAKER_DEMOCRACY];
  x[3] = log1pf(g[CASUS_GIVEN_OTHERS_MORE]);
  x[4] = log1pf(g[CASUS_GIVEN_OTHERS_FEWER]);
}

static void ours(const casus_past *past, const casus_pair_year *row, float *x) {
  (void)past;
  memcpy(x, row->terms, sizeof row->terms);
}

/* kappa: 4 in docs/risk.md; 2 is a little better in PR-AUC, Brier score and log loss with our terms (decision 006). */
const casus_rule casus_rule_base = {.name = "base rate"};
const casus_rule casus_rule_persistence = {"persistence",   4, persistence, CASUS_TRUTH_DISPUTE, 0, false,
                                           CASUS_LINK_LOGIT};
const casus_rule casus_rule_standard = {"standard dyadic logit", STANDARD, standard, CASUS_TRUTH_DISPUTE, 0, false,
                                        CASUS_LINK_LOGIT};
const casus_rule casus_rule_standard_history = {
    "standard logit with history", STANDARD + 6, standard_history, CASUS_TRUTH_DISPUTE, 0, false, CASUS_LINK_LOGIT};
const casus_rule casus_rule_formula = {
    "one-line formula, kappa 4", FORMULA, formula, CASUS_TRUTH_DISPUTE, 4, true, CASUS_LINK_LOGIT};
const casus_rule casus_rule_ours = {"Casus", CASUS_PRIOR_TERM_COUNT, ours, CASUS_TRUTH_DISPUTE, 2,
                                    false,   CASUS_LINK_CLOGLOG};
const casus_rule casus_rule_ours_opened = {
    "Casus, as shipped", CASUS_PRIOR_TERM_COUNT, ours, CASUS_TRUTH_OPENED, 2, false, CASUS_LINK_CLOGLOG};
