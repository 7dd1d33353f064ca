/* What a risk map is computed from: private to risk. */
#ifndef CASUS_RISK_INNER_H
#define CASUS_RISK_INNER_H

#include "risk/model.h"
#include "risk/risk.h"

#define CASUS_NO_STATE UINT32_MAX

/* What a state owes another. */
typedef enum casus_duty {
  CASUS_OWES_NOTHING,
  CASUS_OWES_NON_AGGRESSION,
  CASUS_OWES_CONSULTATION,
  CASUS_OWES_DEFENCE,
  CASUS_DUTY_COUNT
} casus_duty;

/* An incident's part of its pair's S. */
typedef struct casus_part {
  uint32_t incident;
  double amount;
} casus_part;

/* What else stands between two states and bears on joining: bits. */
enum { CASUS_BOND_SANCTIONS = 1, CASUS_BOND_ARMS = 2 };

/* A third state beside one side of a dispute against the other. */
typedef struct casus_join_place {
  uint32_t who, beside, against;
  casus_duty duty; /* to the side */
} casus_join_place;

struct casus_risk_inner {
  casus_risk_model model;
  uint32_t n;                 /* states */
  size_t pair_count;          /* n (n - 1) / 2, see casus_pair_index */
  double *terms;              /* [pair_count][CASUS_PRIOR_TERM_COUNT] differences from the reference */
  double *history;            /* [pair_count] S */
  uint32_t *part_first;       /* [pair_count + 1] parts of pair i: parts[part_first[i] … part_first[i + 1]) */
  casus_part *parts;          /* newest incident first */
  double watched;             /* W, the same for all pairs */
  double *p;                  /* [n * n] chance of a new dispute, symmetric, in whole grains */
  double *row, *regional_row; /* [n] sum of p[i * n + j] over j; of those pairs that touch the region */
  uint8_t *duty;              /* [n * n] casus_duty: what k owes i at [k * n + i] */
  uint32_t *duty_tie;         /* [n * n] index in world->ties of the tie that says so; where duty is not nothing */
  uint8_t *bond;              /* [n * n] CASUS_BOND_… between the two */
  double *own_risk;           /* [n * n] ln of p, at least CASUS_LEAST_RISK */
  double *odds_beside,
      *odds_against[2]; /* [n * n] of k to join i, against i; against: owing its side nothing, something */
  double *beside;       /* [n * n] disputes of i that k of the region is expected to join on i's side, at [k * n + i] */
  double *joined;       /* [n] their sum over i */
  double (*join_mean)[CASUS_JOIN_TERM_COUNT]; /* [n] the terms of them, weighed by what they bring */
  double *log_size;                           /* [n] ln of the share of the world's power */
  double *deaths;                             /* [pair_count] S of the incidents with deaths */
  bool *in_region;                            /* [n] */
  casus_str *prior_words;                     /* [n] of the driver that is a state's prior against the others */
  struct casus_draws *draws;
};

/* One set of coefficients: the estimate, or a draw around it. */
typedef struct casus_numbers {
  double prior[CASUS_FIT_MOST], scale[3], join[CASUS_FIT_MOST];
} casus_numbers;

/* Expected disputes of the region's states in every draw, and their ranks: [state_count * draws], the states in the
 * order of their numbers. */
struct casus_draws {
  unsigned draws;
  uint64_t seed;
  uint32_t *column; /* [n] a state's number -> its column, CASUS_NO_STATE outside the region */
  size_t columns;
  float *expected; /* [draws * columns] */
  uint16_t *rank;  /* [draws * columns], 1: highest */
};

/* What a treaty of this kind makes one owe; nothing for all that is no alliance. */
casus_duty casus_duty_of(casus_str kind);
/* The class of the measured rates that a state with such a duty belongs to. */
casus_rate_class casus_rate_class_of(const casus_world *world, uint32_t who, casus_duty duty);

/* Amounts are whole grains of 2^-40, so that sums of them are exact in any order. */
static inline double casus_grain(double amount) {
  const double grain = 1.0 / 1099511627776.0;
  double scaled = amount / grain;
  int64_t whole = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  return (double)whole * grain;
}

static inline size_t casus_pair_index(uint32_t n, uint32_t a, uint32_t b) { /* a < b */
  return (size_t)a * n - (size_t)a * (a + 1) / 2 + (b - a - 1);
}

casus_numbers casus_numbers_of(const casus_risk_model *model);

/* pairs.c: everything up to p. */
int casus_inner_build(const casus_world *world, casus_str region, casus_arena *arena, struct casus_risk_inner *inner,
                      casus_error *err);
/* The chance for one pair from its terms and S; `upto`: only the first so many terms count, the others stand at their
 * reference (CASUS_PRIOR_TERM_COUNT: all). */
double casus_inner_chance(const struct casus_risk_inner *inner, size_t pair, int upto, double history);
/* 90 % interval of a pair's chance: first order in the coefficients, the year and the incidents' confidence. */
void casus_inner_interval(const casus_world *world, const struct casus_risk_inner *inner, size_t pair, double *low,
                          double *high);

/* history.c: S of one pair and its parts: writes the amounts of `parts`, whose incidents are set. NaN when out of
 * memory. */
double casus_history_parts(const casus_world *world, const casus_risk_model *model, casus_part *parts, size_t count);
/* S of those of them that cost lives, each with its confidence. */
double casus_history_deaths(const casus_world *world, const casus_risk_model *model, const casus_part *parts,
                            size_t count);
double casus_history_watched(const casus_world *world, const casus_risk_model *model);

/* join.c */
int casus_join_build(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err);
/* The terms, less their references; 0 where not observed. Needs own_risk. */
void casus_join_terms(const struct casus_risk_inner *inner, const casus_world *world, const casus_join_place *at,
                      double *x);
bool casus_join_of_side(casus_join_term term); /* else of the opponent; the intercept goes with the side */
double casus_join_chance(const struct casus_risk_inner *inner, const casus_world *world, const casus_numbers *numbers,
                         const casus_join_place *at);
casus_join_place casus_join_place_of(const struct casus_risk_inner *inner, uint32_t who, uint32_t beside,
                                     uint32_t against); /* with the duty that stands */
/* own_risk and the odds, from p. */
int casus_join_odds(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err);

/* join_sums.c */
/* beside, joined and join_mean, for the states of the region. */
int casus_join_sums(const casus_world *world, casus_arena *arena, struct casus_risk_inner *inner, casus_error *err);
/* Sum over i's disputes of p * J; by_opponent[j] gets each part. */
double casus_join_beside(const struct casus_risk_inner *inner, uint32_t k, uint32_t i, double *by_opponent);
/* Of all sides, the disputes that touch the region; `room`: [n]. */
double casus_join_regional(const struct casus_risk_inner *inner, uint32_t k, double *room);

/* draws.c */
/* The coefficients of one draw. */
casus_numbers casus_numbers_drawn(const casus_risk_model *model, uint64_t seed, unsigned draw);
int casus_draws_make(const casus_world *world, struct casus_risk_inner *inner, const casus_risk_options *options,
                     casus_arena *arena, casus_error *err);

/* drivers.c */
int casus_pair_drivers(const casus_risk_map *map, size_t pair, casus_pair_risk *risk, bool split, casus_arena *arena,
                       casus_error *err);
int casus_state_drivers(const casus_risk_map *map, casus_state_risk *risk, casus_arena *arena, casus_error *err);

/* words.c: sentences; ptr NULL when out of memory. */
casus_str casus_words_incident(const casus_world *world, const casus_incident *incident, casus_arena *arena);
casus_str casus_words_duty(const casus_world_tie *tie);   /* "defence" */
casus_str casus_words_treaty(const casus_world_tie *tie); /* its name and article, without what they say */
casus_str casus_words_parties(const casus_world *world, const casus_world_tie *tie,
                              casus_arena *arena); /* "A and B", "A to B" */
casus_str casus_words_tie(const casus_world *world, const casus_world_tie *tie, casus_arena *arena); /* a sentence */
casus_str casus_words_source(const casus_world_tie *tie, casus_arena *arena); /* " (source)"; empty without one */
casus_str casus_words_name(const casus_world *world, uint32_t state, casus_str code);    /* "Philippines" */
casus_str casus_words_in_text(const casus_world *world, uint32_t state, casus_str code); /* "the Philippines" */

static inline bool casus_is_alliance(const casus_world_tie *tie) {
  return casus_str_starts(tie->tie.kind, CASUS_STR("alliance."));
}
/* Is `who` bound by the tie to the good of `whom`? */
static inline bool casus_binds(const casus_world_tie *tie, uint32_t who, uint32_t whom) {
  return (tie->from == who && tie->to == whom) || (tie->tie.mutual && tie->from == whom && tie->to == who);
}

#endif
