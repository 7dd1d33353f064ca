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

/* Terms of joining: what the third state owes the side, then the rest. */
typedef enum casus_join_term {
  CASUS_JOIN_DEFENCE,
  CASUS_JOIN_CONSULTATION,
  CASUS_JOIN_NON_AGGRESSION,
  CASUS_JOIN_PACT_WITH_OPPONENT,
  CASUS_JOIN_MAJOR,
  CASUS_JOIN_NEAR_SIDE,
  CASUS_JOIN_NEAR_OPPONENT,
  CASUS_JOIN_SIZE,
  CASUS_JOIN_TERM_COUNT
} casus_join_term;

enum { CASUS_FIT_MOST = CASUS_PRIOR_TERM_COUNT + 1 };

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
  casus_fit prior; /* logit of mu */
  casus_fit scale; /* [3]: a, b, c of p = 1 - exp(-exp(a) * lambda^b * mu^c) */
  casus_fit join;  /* logit of J */
  double year_sd;  /* of ln(seen / expected) of a year's total */
  double pair_sd,
      state_sd; /* the same of a pair's and a state's sum over twelve years: what the terms do not know of it */
  double delta, kappa;
  int since;          /* first year of the built-in record */
  double weight[6];   /* [2 … 5] of an incident of that level */
  double severity[3]; /* P(force | dispute), P(fatal | force), P(war | fatal) */
  casus_rate rate[CASUS_RATE_COUNT];
} casus_risk_model;

const char *casus_rate_class_name(casus_rate_class rate); /* as in model.tsv: "major.defence" */

/* `folder`: see casus_data_get. CASUS_E_DATA when a number is missing, unreadable or out of its range. */
int casus_risk_model_read(const char *folder, casus_arena *arena, casus_risk_model *model, casus_error *err);

#endif
