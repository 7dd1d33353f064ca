/* Third states beside a dispute: who joined it, on whose side. Private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_JOINING_H
#define CASUS_RISK_BACKTEST_JOINING_H

#include "risk/backtest/fit.h"
#include "risk/backtest/past.h"

/* One dispute, one of its sides, one state that opened neither. As of the year before the dispute. */
typedef struct casus_third {
  int16_t year;                                                          /* of the dispute */
  bool joined;                                                           /* this side */
  bool defence, consultation, non_aggression, pact_with_opponent, major; /* the strongest duty to the side */
  bool near_side, near_opponent, sanctions_side, sanctions_opponent, arms_side, arms_opponent, trade_side,
      trade_opponent;
  float opponent_democracy; /* 0 … 1 */
  float own_risk;           /* ln of its own chance of a dispute with the opponent */
  float log_size;
} casus_third;

typedef struct casus_thirds {
  casus_third *rows; /* by year, dispute, side, state */
  size_t count;
} casus_thirds;

/* `p`: of each pair-year's dispute. Free with casus_thirds_free, also after a failure. CASUS_END without the set of
 * arms deliveries. */
int casus_thirds_read(const char *folder, const casus_past *past, const double *p, casus_thirds *thirds,
                      casus_error *err);
void casus_thirds_free(casus_thirds *thirds);

/* arms.c: pairs of which one had a tenth of its arms, over five years, from the other. */
typedef struct casus_arms {
  int64_t *keys; /* sorted */
  size_t count;
} casus_arms;
int casus_arms_read(const char *folder, casus_arms *arms, casus_error *err);
bool casus_arms_between(const casus_arms *arms, int a, int b, int year);

/* Every term that was tried: those of the shipped model, then others. X(enumerator, name) */
#define CASUS_THIRD_TERMS(X)                                                                                           \
  CASUS_JOIN_TERMS(X)                                                                                                  \
  X(TRADE_SIDE, "trade_side")                                                                                          \
  X(TRADE_OPPONENT, "trade_opponent")                                                                                  \
  X(NEAR_SIDE, "near_side")                                                                                            \
  X(NEAR_OPPONENT, "near_opponent")                                                                                    \
  X(SIZE, "ln_size")
typedef enum casus_third_term {
#define CASUS_THIRD_ENUM(enumerator, name) CASUS_THIRD_##enumerator,
  CASUS_THIRD_TERMS(CASUS_THIRD_ENUM)
#undef CASUS_THIRD_ENUM
      CASUS_THIRD_TERM_COUNT
} casus_third_term;

void casus_third_terms(const casus_third *row, float *x); /* [CASUS_THIRD_TERM_COUNT] */

#endif
