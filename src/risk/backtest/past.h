/* What happened, as the sets of a folder tell it: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_PAST_H
#define CASUS_RISK_BACKTEST_PAST_H

#include "base/base.h"
#include "risk/model.h"

/* States go by their numbers in the Correlates of War. */
enum {
  CASUS_PAST_CODES = 1000,
  CASUS_PAST_FIRST = 1945, /* years of facts kept */
  CASUS_PAST_LAST = 2034,
  CASUS_PAST_SPAN = CASUS_PAST_LAST - CASUS_PAST_FIRST + 1
};

/* Columns of dyad_features.csv.gz that are used. X(enumerator, name) */
#define CASUS_GIVEN(X)                                                                                                 \
  X(MID_NOW, "mid_now")                                                                                                \
  X(PEACE_YEARS, "peace_years")                                                                                        \
  X(ONSETS_5, "mid_on_5y")                                                                                             \
  X(ONSETS_20, "mid_on_20y")                                                                                           \
  X(OTHERS_MORE, "st_mid5_max")                                                                                        \
  X(OTHERS_FEWER, "st_mid5_min")                                                                                       \
  X(CONTIGUITY, "conttype")                                                                                            \
  X(LN_DISTANCE, "ln_dist")                                                                                            \
  X(MAJORS, "majors")                                                                                                  \
  X(LN_CAP_RATIO, "ln_cap_ratio")                                                                                      \
  X(LN_CINC_MAX, "ln_cinc_max")                                                                                        \
  X(DEFENCE, "atop_defense")                                                                                           \
  X(NEUTRALITY, "atop_neutral")                                                                                        \
  X(NON_AGGRESSION, "atop_nonagg")                                                                                     \
  X(CONSULTATION, "atop_consul")                                                                                       \
  X(JOINT_DEMOCRACY, "joint_dem")                                                                                      \
  X(WEAKER_DEMOCRACY, "dem_min")                                                                                       \
  X(TRADE, "trade_musd")                                                                                               \
  X(SANCTIONS, "sanction_pair")                                                                                        \
  X(IGOS, "igos")
typedef enum casus_given {
#define CASUS_GIVEN_ENUM(enumerator, name) CASUS_GIVEN_##enumerator,
  CASUS_GIVEN(CASUS_GIVEN_ENUM)
#undef CASUS_GIVEN_ENUM
      CASUS_GIVEN_COUNT
} casus_given;

/* X(enumerator, name): what a pair-year may come to in the year behind it. */
#define CASUS_TRUTHS(X)                                                                                                \
  X(DISPUTE, "y_mid")                                                                                                  \
  X(OPENED, "y_orig")                                                                                                  \
  X(FORCE, "y_force")                                                                                                  \
  X(FATAL, "y_fatal")
typedef enum casus_truth {
#define CASUS_TRUTH_ENUM(enumerator, name) CASUS_TRUTH_##enumerator,
  CASUS_TRUTHS(CASUS_TRUTH_ENUM)
#undef CASUS_TRUTH_ENUM
      CASUS_TRUTH_COUNT
} casus_truth;

/* Two states in a year, as known on its last day; the outcome is the next year's. */
typedef struct casus_pair_year {
  int16_t year;
  uint16_t a, b;                               /* a < b */
  uint8_t truth;                               /* bit i: casus_truth i came */
  float given[CASUS_GIVEN_COUNT];              /* casus_given */
  float terms[CASUS_PRIOR_TERM_COUNT];         /* casus_prior_term, computed as src/risk/pairs.c does */
  float history, onset_history, fatal_history; /* S of years in dispute, of disputes begun, of years with deaths */
  float watched;                               /* W */
} casus_pair_year;

/* A pair's year in one dispute. */
typedef struct casus_dispute_year {
  uint16_t a, b; /* a < b */
  int16_t year;
  int number; /* of the dispute */
  uint8_t level;
  bool fatal, onset, side_a[2], opened[2]; /* of a, of b */
} casus_dispute_year;

/* [code][year - CASUS_PAST_FIRST]; NaN or 0 where not observed. */
typedef struct casus_facts {
  float lat[CASUS_PAST_CODES][CASUS_PAST_SPAN], lon[CASUS_PAST_CODES][CASUS_PAST_SPAN];
  double size[CASUS_PAST_CODES][CASUS_PAST_SPAN];  /* share of the world's arms spending, soldiers, people, output */
  float gdp[CASUS_PAST_CODES][CASUS_PAST_SPAN];    /* millions of dollars of 2011 */
  float regime[CASUS_PAST_CODES][CASUS_PAST_SPAN]; /* 0, .25 … 1 */
  bool major[CASUS_PAST_CODES][CASUS_PAST_SPAN];
  int16_t entered[CASUS_PAST_CODES]; /* first year in the system of states; 0: never */
} casus_facts;

typedef struct casus_past {
  casus_facts *facts;
  casus_pair_year *rows; /* by year, a, b */
  size_t count;
  int first, last;              /* years of rows */
  size_t *from;                 /* [last - first + 2] rows of year y: [from[y - first], from[y - first + 1]) */
  casus_dispute_year *disputes; /* by pair, year, dispute */
  size_t dispute_count;
  int16_t *dispute_start; /* [most + 1] first year of a dispute by its number; 0: none */
  int most;
} casus_past;

static inline int casus_target(const casus_pair_year *row) { return row->year + 1; }
static inline bool casus_came(const casus_pair_year *row, casus_truth truth) { return row->truth >> truth & 1; }
/* First row whose outcome is of `year` or later. */
size_t casus_past_from(const casus_past *past, int target);
/* The row of a pair's year, in either order; NULL: there is none. */
const casus_pair_year *casus_past_row(const casus_past *past, int a, int b, int year);

/* Reads FOLDER. Free with casus_past_free, also after a failure. */
int casus_past_read(const char *folder, casus_past *past, casus_error *err);
void casus_past_free(casus_past *past);

/* facts.c, disputes.c, record.c: parts of it. */
int casus_facts_read(const char *folder, casus_facts *facts, casus_error *err);
int casus_disputes_read(const char *folder, casus_past *past, casus_error *err);
/* S and W of every row: years in dispute, disputes begun, years with deaths, each faded by `delta`. */
int casus_past_histories(casus_past *past, double delta, casus_error *err);

#endif
