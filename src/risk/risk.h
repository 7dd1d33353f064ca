/* risk: a snapshot -> expected new militarised disputes in the next twelve months, with drivers that add up exactly. */
#ifndef CASUS_RISK_H
#define CASUS_RISK_H

#include "base/base.h"
#include "risk/backtest.h"
#include "world/world.h"

/* One part of a number. Amounts are whole multiples of 2^-40, so the parts of a pair or a state add up to it to the
 * last digit, in any order. An amount of 0 is an incident told by a report that another one covers already. */
typedef struct casus_driver {
  casus_str layer;    /* "likelihood" or "draw-in" */
  casus_str kind;     /* "prior.land-border", "prior.base", "prior" (all of it), "incident", "alliance.defence",
                         "no-obligation" … */
  uint32_t with;      /* the other state; UINT32_MAX: none */
  uint32_t against;   /* draw-in: the opponent in the dispute entered; UINT32_MAX: none */
  double amount;      /* expected disputes a year */
  casus_date date;    /* of the incident or the tie's start; unknown: none */
  casus_str text;     /* for people */
  casus_str evidence; /* event or tie id; empty: built-in */
} casus_driver;

typedef struct casus_pair_risk {
  uint32_t a, b;            /* a < b */
  double probability;       /* of a new dispute within twelve months */
  double low, high;         /* 90 % interval */
  double expected;          /* = probability; kept apart for sums */
  double force, fatal, war; /* that the new dispute comes to it: probability times the measured chain of severity */
  casus_driver *drivers;
  size_t driver_count;
} casus_pair_risk;

typedef struct casus_state_risk {
  uint32_t state;
  double expected, low, high; /* new disputes it would be in, within twelve months */
  double party, drawn_in;     /* expected = party + drawn_in, exactly */
  double share; /* of the disputes expected to touch the region: in how many of them it would be; NaN when none are */
  int rank, rank_low, rank_high;
  double change;     /* of expected against the earlier snapshot; NaN: not compared */
  casus_date newest; /* newest incident or report that names it; unknown: none */
  casus_driver *drivers;
  size_t driver_count; /* add up to expected, exactly: those of "likelihood" to party, of "draw-in" to drawn_in */
} casus_state_risk;

/* What forecasts like these were worth, each year from the years before it (data/risk/backtest.tsv). */
typedef struct casus_risk_proof {
  int first, last;          /* years */
  double top, top_standard; /* share of new disputes among each year's hundred likeliest pairs; of the usual model */
  double said, seen;        /* of chances from a tenth to a fifth: their mean, and the share that came */
} casus_risk_proof;
int casus_risk_proof_read(const char *folder, casus_arena *arena, casus_risk_proof *proof, casus_error *err);

typedef struct casus_risk_map {
  const casus_world *world;
  casus_str region;
  casus_pair_risk *pairs;
  size_t pair_count; /* that touch the region, most likely first */
  casus_state_risk *states;
  size_t state_count; /* of the region, highest first */
  casus_risk_proof proof;
  struct casus_risk_inner *inner; /* the room's own */
} casus_risk_map;

typedef struct casus_risk_options {
  casus_str region; /* tag of casus_state.regions; empty: the world */
  uint64_t seed;    /* for the draws behind the intervals; 0: the default */
  unsigned draws;   /* 0: 200 */
} casus_risk_options;

/* Same world, same options: same bytes. `earlier` may be NULL. Belongs to `arena`; borrows from `world`, which must
 * outlive it. A pair's chance is of a dispute that both open; who joins it is counted once, in drawn_in. Intervals: 90
 * %, from draws of the coefficients, of the year's luck, and of every reported incident as a coin with its confidence;
 * a pair's to first order. An unknown region is CASUS_E_USAGE. Cost: about 0.2 s for the world with 200 draws. */
int casus_risk_map_of(const casus_world *world, const casus_world *earlier, const casus_risk_options *options,
                      casus_arena *arena, casus_risk_map *map, casus_error *err);

/* The order in which changes are told. */
typedef enum casus_change_weight {
  CASUS_CHANGE_MOVES,     /* rises, falls, new incidents; or that nobody's risk moved */
  CASUS_CHANGE_BINDS,     /* obligations: who would be drawn in */
  CASUS_CHANGE_COUNTED,   /* incidents that a report tells and that counted before */
  CASUS_CHANGE_WEIGHTLESS /* ties that carry no weight in the likelihood */
} casus_change_weight;

/* What changed between two days, in words that the numbers bear out: "rises" only when it is more than noise. */
typedef struct casus_change {
  casus_str kind; /* "rise", "fall", "obligation", "tie", "incident", "none", "note", "more" */
  casus_change_weight weight;
  bool known; /* before: only that a report tells it is new */
  uint32_t state, other;
  casus_str text;     /* who and what, in one line */
  casus_str meaning;  /* for the risk, with numbers; may be empty */
  casus_str basis;    /* the treaty, the source; may be empty */
  casus_str evidence; /* event, tie or document id; may be empty */
  casus_str sentence; /* of the report that tells it; may be empty */
  casus_span told;    /* the part of the sentence that does */
  const casus_voice *said_by;
  size_t said_by_count;
} casus_change;
/* In the order of their weight, new before known ones. */
int casus_risk_changes(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena,
                       casus_change **changes, size_t *count, casus_error *err);

/* What sets two maps of a region apart in numbers, however small: for a what-if, where both rest on the same draws. */
typedef struct casus_pair_shift {
  uint32_t a, b;
  double before, now, low, high; /* probability; interval of `now` */
} casus_pair_shift;
typedef struct casus_state_shift {
  const casus_state_risk *before, *now;
  double party, drawn_in; /* now less before, exactly */
  casus_driver *drivers;  /* now less before, largest first; add up to party + drawn_in, exactly */
  size_t driver_count;
} casus_state_shift;
typedef struct casus_difference {
  casus_pair_shift *pairs; /* largest first; those that stay as they are left out */
  size_t pair_count;
  casus_state_shift *states; /* the same */
  size_t state_count;
} casus_difference;
int casus_risk_difference(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena,
                          casus_difference *difference, casus_error *err);

/* The treaty chain: who would have to come to whose aid if one state attacked another, step by step. */
typedef enum casus_chain_role {
  CASUS_CHAIN_AID,     /* defence duty to the one that is attacked, or to one that came to its aid before */
  CASUS_CHAIN_SUPPORT, /* duty to join the attacker (ATOP: offence) */
  CASUS_CHAIN_IN_TURN, /* defence duty to the attacker: claimed when it is attacked in turn, not for its own attack */
  CASUS_CHAIN_CONSULT,
  CASUS_CHAIN_NEUTRAL, /* must stay out of a war of `beside` */
  CASUS_CHAIN_FREE,    /* bound to neither side, and by the model among the likeliest to join all the same */
  CASUS_CHAIN_ROLE_COUNT
} casus_chain_role;
const char *casus_chain_role_name(casus_chain_role role); /* "aid" */

typedef struct casus_chain_link {
  casus_chain_role role;
  int step;        /* 1: bound to the attacked or the attacker itself; 2: to one of step 1 … */
  uint32_t state;  /* who */
  uint32_t beside; /* on whose side */
  uint32_t against;
  const casus_world_tie **ties; /* that bind `state` to `beside` so; none for FREE */
  size_t tie_count;
  const casus_world_tie *broken; /* pact of `state` with `against` that it would act against; NULL: none */
  double chance, low, high;      /* by the model: that it joins `beside` in a dispute with `against`, 90 % interval */
  casus_str class_name;          /* of the measured rates that it belongs to: "major.defence" */
  double rate, rate_low, rate_high;
} casus_chain_link;

typedef struct casus_chain {
  casus_attack attack;
  int depth;
  casus_chain_link *links; /* by step, role, then the order in which they were reached; every state once, but FREE */
  size_t link_count;
  const casus_world_tie **broken; /* treaties between the two that the attack would break */
  size_t broken_count;
  const casus_world_tie *
      *pending; /* treaties with either that are signed, not known to be in force: they bind nobody */
  size_t pending_count;
  const casus_world_tie **arms; /* who arms either, the attacked first */
  size_t arms_count;
  double war_rate[3], war_rate_bound[3]; /* share that joined a war, low, high: without duty; with a defence duty */
} casus_chain;
enum { CASUS_CHAIN_DEPTH = 2, CASUS_CHAIN_DEEPEST = 5 };
/* `depth` 0: CASUS_CHAIN_DEPTH; consultation and neutrality count at step 1 only. */
int casus_risk_chain(const casus_risk_map *map, casus_attack attack, int depth, casus_arena *arena, casus_chain *chain,
                     casus_error *err);

/* Exposure: sourced facts about a state, no probabilities. */
typedef struct casus_exposure {
  casus_str kind, text, evidence;
  const casus_world_tie *tie;
} casus_exposure;
int casus_risk_exposure(const casus_world *world, uint32_t state, casus_arena *arena, casus_exposure **facts,
                        size_t *count, casus_error *err);

/* Proves on a map that drivers sum to scores and parts to wholes. Faults as in casus_record_check. */
int casus_risk_check(const casus_risk_map *map, void (*fault)(void *context, casus_str text), void *context,
                     casus_error *err);

#endif
