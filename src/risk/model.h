/* The numbers of data/risk/model.tsv: private to risk. */
#ifndef CASUS_RISK_MODEL_H
#define CASUS_RISK_MODEL_H

#include "base/base.h"

/* Structural terms. X(enumerator, name in model.tsv, kind of the driver, words for people) */
#define CASUS_PRIOR_TERMS(X)                                                                                           \
  X(LAND, "land", "prior.land-border", "a land border")                                                                \
  X(SEA_150, "sea150", "prior.sea-150", "less than 150 sea miles between them")                                        \
  X(SEA_400, "sea400", "prior.sea-400", "150 to 400 sea miles between them")                                           \
  X(DISTANCE, "ln_distance", "prior.distance", "the distance between the capitals")                                    \
  X(ONE_MAJOR, "one_major", "prior.one-major", "one of them is a major power")                                         \
  X(TWO_MAJORS, "two_majors", "prior.two-majors", "both are major powers")                                             \
  X(SIZE_RATIO, "ln_size_ratio", "prior.size-ratio", "how unequal they are in power")                                  \
  X(SIZE_LARGER, "ln_size_larger", "prior.size", "the power of the larger")                                            \
  X(DEFENCE_PACT, "defence_pact", "prior.defence-pact", "they are allies")                                             \
  X(JOINT_DEMOCRACY, "joint_democracy", "prior.joint-democracy", "both are democracies")                               \
  X(WEAKER_DEMOCRACY, "weaker_democracy", "prior.democracy", "how far the less democratic is one")
typedef enum casus_prior_term {
#define CASUS_PRIOR_ENUM(enumerator, name, kind, words) CASUS_PRIOR_##enumerator,
  CASUS_PRIOR_TERMS(CASUS_PRIOR_ENUM)
#undef CASUS_PRIOR_ENUM
      CASUS_PRIOR_TERM_COUNT
} casus_prior_term;

/* Terms of joining a side against an opponent, by what the third state is to them. X(enumerator, name in model.tsv) */
#define CASUS_JOIN_TERMS(X)                                                                                            \
  X(DEFENCE, "defence")                                                                                                \
  X(CONSULTATION, "consultation")                                                                                      \
  X(NON_AGGRESSION, "non_aggression")                                                                                  \
  X(PACT_WITH_OPPONENT, "pact_with_opponent")                                                                          \
  X(MAJOR, "major")                                                                                                    \
  X(OWN_RISK, "ln_own_risk")                                                                                           \
  X(OWN_RISK_BOUND, "ln_own_risk_bound")                                                                               \
  X(SANCTIONS_SIDE, "sanctions_side")                                                                                  \
  X(SANCTIONS_OPPONENT, "sanctions_opponent")                                                                          \
  X(ARMS_SIDE, "arms_side")                                                                                            \
  X(ARMS_OPPONENT, "arms_opponent")                                                                                    \
  X(OPPONENT_DEMOCRACY, "opponent_democracy")
typedef enum casus_join_term {
#define CASUS_JOIN_ENUM(enumerator, name) CASUS_JOIN_##enumerator,
  CASUS_JOIN_TERMS(CASUS_JOIN_ENUM)
#undef CASUS_JOIN_ENUM
      CASUS_JOIN_TERM_COUNT
} casus_join_term;

/* Floors of the logarithms in terms, the same in the fit: a chance of a dispute; S of deaths of a pair without any. */
#define CASUS_LEAST_RISK 1e-9
#define CASUS_DEATHS_FLOOR 0.1
/* ln .001: the own risk at which a duty alone is measured. */
#define CASUS_BOUND_RISK (-6.907755278982137)

enum { CASUS_FIT_MOST = CASUS_JOIN_TERM_COUNT + 1 }; /* with the intercept; the prior has fewer */
_Static_assert((int)CASUS_PRIOR_TERM_COUNT < (int)CASUS_FIT_MOST, "room for every fit");

/* A fitted linear predictor: value[0] + sum value[i] * (x[i-1] - reference[i]); root: lower triangle of the Cholesky
 * root of the covariance of `value`. */
typedef struct casus_fit {
  double reference[CASUS_FIT_MOST], value[CASUS_FIT_MOST], root[CASUS_FIT_MOST][CASUS_FIT_MOST];
} casus_fit;

typedef struct casus_rate {
  double value, low, high;
} casus_rate; /* share that joined, 90 % interval */
typedef enum casus_rate_class {
  CASUS_RATE_NONE,
  CASUS_RATE_NON_AGGRESSION,
  CASUS_RATE_CONSULTATION,
  CASUS_RATE_DEFENCE,
  CASUS_RATE_MAJOR_NONE,
  CASUS_RATE_MAJOR_DEFENCE,
  CASUS_RATE_WAR_NONE,
  CASUS_RATE_WAR_DEFENCE,
  CASUS_RATE_COUNT
} casus_rate_class;

typedef struct casus_risk_model {
  casus_fit prior;  /* logit of mu */
  casus_fit scale;  /* [3]: a, b, c of p = 1 - exp(-exp(a) * lambda^b * mu^c) */
  casus_fit join;   /* logit of J */
  casus_fit deaths; /* logit of P(fatal | force): [2], by ln(S of incidents with deaths + CASUS_DEATHS_FLOOR) */
  double year_sd;   /* of ln(seen / expected) of a year's total */
  double pair_sd,
      state_sd; /* the same of a pair's and a state's sum over twelve years: what the terms do not know of it */
  double delta, kappa;
  int since;          /* first year of the built-in record */
  double weight[6];   /* [2 … 5] of an incident of that level */
  double severity[2]; /* P(force | dispute), P(war | fatal) */
  casus_rate rate[CASUS_RATE_COUNT];
} casus_risk_model;

const char *casus_rate_class_name(casus_rate_class rate); /* as in model.tsv: "major.defence" */

/* `folder`: see casus_data_get. CASUS_E_DATA when a number is missing, unreadable or out of its range. */
int casus_risk_model_read(const char *folder, casus_arena *arena, casus_risk_model *model, casus_error *err);

#endif
