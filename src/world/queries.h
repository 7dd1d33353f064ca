/* Questions to a snapshot: who must help whom, who depends on whom, blocs, triangles, what ends when. Answers are pure
 * functions of the snapshot, in an order that does not depend on how it was read, and belong to `arena`; they borrow
 * from the snapshot. What is none, what is there with an unknown amount, and what nobody observed stay apart. */
#ifndef CASUS_WORLD_QUERIES_H
#define CASUS_WORLD_QUERIES_H

#include "world/world.h"

/* Rows that touch `actor`; with `other` those between the two. UINT32_MAX: any. */
typedef struct casus_world_query {
  uint32_t actor, other;
} casus_world_query;

/* Who is bound to whose good, one row a direction. */
typedef struct casus_obligation {
  uint32_t from, to;
  casus_str duty;              /* "defence", "offence", "neutrality", "non-aggression", "consultation" */
  casus_str treaty, condition; /* its name; its article and what that says; empty: not told */
  bool pending;                /* signed, not known to be in force */
  const casus_world_tie *tie;
} casus_obligation;
/* Those in force first; then by duty, treaty, pair. */
int casus_world_obligations(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                            casus_obligation **rows, size_t *count, casus_error *err);

typedef enum casus_observed {
  CASUS_OBSERVED_NOT,     /* no source says anything: there may be some, or none */
  CASUS_OBSERVED_UNKNOWN, /* it is there, of unknown amount */
  CASUS_OBSERVED_ZERO,    /* a source says that it is none */
  CASUS_OBSERVED_KNOWN
} casus_observed;
const char *casus_observed_name(casus_observed observed); /* "not-observed" */

typedef struct casus_dependence {
  uint32_t who, on; /* UINT32_MAX: not a state of the map, see the tie; of NOT: nobody */
  casus_str kind;   /* "arms", "trade", "dependence" */
  casus_observed observed;
  const casus_world_tie *tie; /* NULL when not observed */
} casus_dependence;
/* By state, kind, the largest amount first; for every state asked for and kind without a row one of NOT, unless `other`
 * is told and the state depends on somebody else. */
int casus_world_dependences(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                            casus_dependence **rows, size_t *count, casus_error *err);

/* Blocs: defence duties as undirected edges. The core of a bloc is a largest group of states that are each bound to
 * each other; with it are those bound to two thirds of the core. A group of which half stands together in a bloc before
 * is told by that. A state may stand in several blocs, or in none. */
typedef struct casus_bloc {
  uint32_t *members;
  size_t count;
  size_t core;      /* members that are each bound to each other */
  size_t bound;     /* pairs of members with a defence duty, of count * (count - 1) / 2 */
  casus_str treaty; /* that binds most of them; empty: not told */
  size_t by_treaty; /* pairs that it binds */
} casus_bloc;
typedef struct casus_bridge {
  uint32_t state;
  uint32_t blocs;  /* in how many it stands */
  uint32_t allies; /* states with a duty to it, or it to them */
  uint32_t cut;    /* pairs of others that are linked by a chain of defence duties through it only */
  double between;  /* share of the shortest chains between others that run through it, summed over pairs, of all linked
                      pairs of others (betweenness: Freeman 1977, Brandes 2001) */
} casus_bridge;
typedef struct casus_blocs {
  casus_bloc *blocs; /* largest core first */
  size_t bloc_count;
  casus_bridge *bridges; /* states in several blocs or on chains between others; largest share first */
  size_t bridge_count;
  uint32_t *alone; /* states with no defence duty at all, as far as the tables know */
  size_t alone_count;
  size_t component_count; /* parts of the graph that hang together, of two states at least */
  size_t largest;         /* states in the largest of them */
} casus_blocs;
/* With query.actor only its blocs and itself among the bridges. Cost: some ten million steps for the world;
 * CASUS_E_LIMIT when the duties are too tangled. */
int casus_world_blocs(const casus_world *world, const casus_world_query *query, casus_arena *arena, casus_blocs *blocs,
                      casus_error *err);

/* Signed pairs: friends are bound by a duty of defence or non-aggression; foes by a rivalry, claim, sanctions,
 * occupation in force, or use of force within five years. A quarrel outweighs a promise not to attack; a pair with a
 * quarrel and a defence duty is torn, and stands in no triangle. */
typedef enum casus_sign { CASUS_SIGN_NONE, CASUS_SIGN_FRIENDS, CASUS_SIGN_FOES, CASUS_SIGN_TORN } casus_sign;
typedef struct casus_signed_pair {
  uint32_t a, b; /* a < b */
  casus_sign sign;
  const casus_world_tie *bond;    /* the strongest; NULL: none */
  const casus_world_tie *quarrel; /* the strongest standing one; NULL: none */
  const casus_incident *clash;    /* the newest use of force within five years; NULL: none */
} casus_signed_pair;
typedef struct casus_triangle {
  uint32_t states[3]; /* two friends of one: the one in the middle first; two with a common foe: the foe first */
  const casus_signed_pair *pairs[3]; /* first-second, first-third, second-third */
  int foes;                          /* of the three pairs */
} casus_triangle;
enum { CASUS_BALANCE_YEARS = 5 };
typedef struct casus_balance {
  size_t friends, foes;    /* pairs */
  casus_signed_pair *torn; /* that the query asks for */
  size_t torn_count;
  size_t count[4];           /* triangles by number of foe pairs: 0 and 2 balanced, 1 strained, 3 all at odds */
  double by_chance[4];       /* expected when as many signs are dealt at random over the same pairs */
  casus_triangle *triangles; /* that the query asks for, but those of friends only: strained, all at odds, common foe;
                                each by the weight of what binds and parts them */
  size_t triangle_count;
} casus_balance;
int casus_world_balance(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                        casus_balance *balance, casus_error *err);

/* What is due: ends, renewals, votes, last days for notice, days that reports tell of. */
typedef enum casus_due_kind {
  CASUS_DUE_ENDS,
  CASUS_DUE_RENEWS,
  CASUS_DUE_VOTE,
  CASUS_DUE_NOTICE, /* no day: it can be ended by notice at any time */
  CASUS_DUE_BEGINS, /* a tie begins on a day that was told */
  CASUS_DUE_TIE,    /* a tie ends on a day that was told */
  CASUS_DUE_EVENT   /* a report tells of an event to come */
} casus_due_kind;
const char *casus_due_name(casus_due_kind kind); /* "renews" */
typedef struct casus_due {
  casus_due_kind kind;
  casus_date day;       /* on or after that of the snapshot; of NOTICE unknown */
  casus_date notice_by; /* unknown: no such day, or not told */
  const casus_term *term;
  const casus_world_tie *tie;
  const casus_event_row *event;
} casus_due; /* one of the three pointers is set */
/* By day; those without one last. */
int casus_world_calendar(const casus_world *world, const casus_world_query *query, casus_arena *arena, casus_due **dues,
                         size_t *count, casus_error *err);

/* One of these questions, by name. */
typedef enum casus_topic {
  CASUS_TOPIC_OBLIGATIONS,
  CASUS_TOPIC_DEPENDENCE,
  CASUS_TOPIC_BLOCS,
  CASUS_TOPIC_TRIANGLES,
  CASUS_TOPIC_CALENDAR,
  CASUS_TOPIC_COUNT
} casus_topic;
const char *casus_topic_name(casus_topic topic); /* "obligations" */
bool casus_topic_from(casus_str name, casus_topic *topic);

typedef struct casus_answer {
  const casus_world *world;
  casus_topic topic;
  casus_world_query query;
  const casus_obligation *obligations; /* what the topic asks for is set, with `count` where it is a list */
  const casus_dependence *dependences;
  const casus_due *dues;
  size_t count;
  casus_blocs blocs;
  casus_balance balance;
} casus_answer;
/* CASUS_E_USAGE when a state of the query is not on the map, or both are the same. */
int casus_world_ask(const casus_world *world, casus_topic topic, const casus_world_query *query, casus_arena *arena,
                    casus_answer *answer, casus_error *err);

#endif
