/* world: the record and the built-in tables on a day -> actors, ties in force, incidents so far: an immutable snapshot.
 */
#ifndef CASUS_WORLD_H
#define CASUS_WORLD_H

#include "base/base.h"
#include "coder/coder.h"
#include "record/record.h"

/* A state of the map. Index in casus_world.states is its number everywhere below. */
typedef struct casus_state {
  casus_str code, name;                  /* alpha-3, common English name */
  casus_str in_text;                     /* the name as it stands in a sentence: "the Philippines" */
  casus_str regions;                     /* " asia northeast-asia indo-pacific ": space-padded tags */
  double lat, lon;                       /* of the capital, degrees */
  bool major;                            /* major power in COW's sense */
  double population, gdp, milex, troops; /* millions; billion USD; billion USD; thousands; NaN: not observed */
  double democracy;                      /* 0 … 1; NaN: not observed */
} casus_state;

typedef enum casus_contiguity {
  CASUS_APART,
  CASUS_SEA_400,
  CASUS_SEA_150,
  CASUS_SEA_24,
  CASUS_SEA_12,
  CASUS_LAND
} casus_contiguity;

/* A dated militarised incident between two states: what makes layer A move. Which events count:
 * data/risk/incidents.tsv. */
typedef struct casus_incident {
  uint32_t a, b; /* state numbers, a < b */
  casus_date date;
  int level; /* 2 threat, 3 show, 4 use of force, 5 war */
  bool fatal;
  double confidence;  /* 0 … 1: built-in 1; from reports the event's */
  casus_str name;     /* what happened, for people */
  casus_str source;   /* "built-in: …" or "report" */
  casus_str evidence; /* event id; of a built-in one: of an event that tells the same, empty when none does */
} casus_incident;

/* A tie on the day of the snapshot. What the built-in tables know from later (an end to come, an amount of a later
 * year) is left unknown, so that a past day is shown as it could be known. */
typedef struct casus_world_tie {
  casus_tie tie;
  uint32_t from, to;    /* state numbers; UINT32_MAX: not a state of the map */
  casus_date signed_on; /* treaties: the day of signature; unknown: not told */
  casus_str article;    /* the end of `treaty` that names its article and what that says; empty: not told */
  casus_str treaty;     /* treaties: name and article ("North Atlantic Treaty, art. 5: …"), claims: what is claimed */
  casus_str also;       /* the first imported lines that tell it too, with vintage; empty: none */
  casus_str evidence;   /* id of a document that tells it; empty: none does */
  casus_str sentence_text; /* its sentence */
  casus_span told_at;      /* the part of the sentence that tells it */
  casus_date told;         /* day of that document */
} casus_world_tie;

/* When a treaty, lease or mandate ends or renews (data/ties/terms.tsv). */
typedef enum casus_term_rule {
  CASUS_TERM_ENDS,   /* on `next`, unless made anew */
  CASUS_TERM_RENEWS, /* by itself on `next` and every `every_months` after it, unless denounced in time */
  CASUS_TERM_VOTE,   /* ends on `next` and every `every_months` after it, unless renewed by a vote */
  CASUS_TERM_NOTICE, /* has no last day; from `next` on it ends `notice_months` after a party denounces it */
} casus_term_rule;

typedef struct casus_term {
  casus_str treaty;   /* as in casus_world_tie.treaty before its first comma, where that treaty is a tie, too */
  casus_str from, to; /* codes; an organisation ("IGONATO") stands for its members; `to` empty: other parties */
  uint32_t from_state, to_state; /* UINT32_MAX: not a state of the map */
  casus_term_rule rule;
  casus_date next;       /* the first such day */
  int every_months;      /* 0: once */
  int notice_months;     /* before the day; 0: not told */
  casus_date start, end; /* days between which this rule stands */
  casus_str source, note;
} casus_term;

/* The first day on or after `day` on which it ends, renews or is voted on (of NOTICE: `next`); unknown: it is over. */
casus_date casus_term_next(const casus_term *term, casus_date day);
/* The last day to denounce it before that; unknown: no such day. */
casus_date casus_term_notice_by(const casus_term *term, casus_date day);

/* Static tables (data/world, data/ties), loaded once and shared. */
typedef struct casus_atlas casus_atlas;

typedef struct casus_world {
  const casus_atlas *atlas; /* borrowed; NULL: a world made by hand, without groups and rules */
  const char *folder;       /* of data files that win over the built-in ones; NULL: none */
  casus_date date;          /* the day it shows */
  casus_state *states;
  size_t state_count;
  uint8_t *contiguity; /* [state_count * state_count] casus_contiguity */
  casus_incident *incidents;
  size_t incident_count; /* dated on or before `date`, ordered by date, pair, evidence */
  casus_world_tie *ties;
  size_t tie_count; /* in force on `date` (pending ones are not) */
  casus_world_tie *pending;
  size_t pending_count; /* signed, not yet in force; start unknown or later */
  casus_term *terms;
  size_t term_count; /* what ends or renews, as known on `date` */
  casus_event_row *events;
  size_t event_count; /* of the record, published by `date` */
  casus_date *newest; /* [state_count] of the newest incident or report that names the state; unknown: none */
} casus_world;

int casus_atlas_open(const char *folder, casus_atlas **atlas, casus_error *err);
void casus_atlas_free(casus_atlas *atlas);
casus_str casus_atlas_name(const casus_atlas *atlas, casus_str code); /* of a state or organisation */
casus_str casus_organisation_name(casus_str code);                    /* of what is no state; else the code */

typedef struct casus_world_options {
  casus_date date;          /* the day; must be known */
  casus_date as_of;         /* imported sets that were out by then; unknown: all that were imported */
  const casus_str *without; /* ids of documents left out, to see what they changed */
  size_t without_count;
} casus_world_options;

/* The snapshot of a day. `record` may be NULL: built-in knowledge only. Only documents published by that day and events
 * and ties of that day or before enter, so later records never change it. A deed told by several documents or
 * sentences (same type, parties, day) is one incident. Imported sets speak of the day with hindsight, as the built-in
 * tables do; `as_of` keeps to those that were out. Belongs to `arena` (borrows from the atlas). */
int casus_world_on(const casus_atlas *atlas, casus_record *record, const casus_world_options *options,
                   casus_arena *arena, casus_world *world, casus_error *err);
uint32_t casus_world_state(const casus_world *world, casus_str code);          /* UINT32_MAX when unknown */
uint32_t casus_world_state_called(const casus_world *world, casus_str name);   /* by code or name, in any case */
bool casus_state_in(const casus_state *state, casus_str region);               /* region "" or "world": every state */
double casus_world_distance(const casus_world *world, uint32_t a, uint32_t b); /* km between capitals (haversine) */
/* Does `kind` (prefix, "alliance.defence") stand between two states, either way when mutual? The tie, or NULL. */
const casus_world_tie *casus_world_find_tie(const casus_world *world, casus_str kind, uint32_t from, uint32_t to);

/* What if: the snapshot with changes. A line is one of
 *   add KIND A B         a tie begins; a treaty that is signed already comes into force
 *   end KIND A B         ties of that kind end; "alliance" ends all treaties
 *   event TYPE A B       a deed; data/risk/incidents.tsv says what incident it makes ("COERCE.seize": of that mode)
 *   incident LEVEL A B   2 threat of force, 3 show of force, 4 use of force, 5 war
 *   attack A B           event ASSAULT; who would have to come to whose aid can be asked of it
 * each with "on DAY" behind it when it is not of the snapshot's day. A and B are states or groups of the tables, by
 * code or name, in quotation marks where that is not clear; a group stands for its members. */
typedef struct casus_what_line {
  casus_str text;
  const char *file; /* for messages, with `line`; NULL: it stands for itself */
  size_t line;
} casus_what_line;

typedef struct casus_attack {
  uint32_t attacker, target;
} casus_attack;

typedef struct casus_what_if {
  casus_world world;
  casus_attack *attacks;
  size_t attack_count;
  casus_str *notes; /* what was asked for and makes no difference, in words */
  size_t note_count;
} casus_what_if;

/* Makes a changed copy in `arena`, all of it or nothing. `names` (may be NULL: the atlas alone) tells other names of
 * actors. CASUS_E_USAGE: the first line that cannot be done, with what may have been meant. */
int casus_world_what_if(const casus_world *world, const casus_coder *names, const casus_what_line *lines, size_t count,
                        casus_arena *arena, casus_what_if *made, casus_error *err);

/* outcome.c: what became of a prediction by a day. */
typedef enum casus_outcome {
  CASUS_OUTCOME_NONE, /* it expects no event that was read: words only */
  CASUS_OUTCOME_OPEN,
  CASUS_OUTCOME_CAME_TRUE,
  CASUS_OUTCOME_FAILED,
  CASUS_OUTCOME_COUNT
} casus_outcome;
const char *casus_outcome_name(casus_outcome outcome); /* "came-true"; "" for NONE */

typedef struct casus_expectation {
  const casus_event_row *expected; /* status denied: that it will not happen */
  casus_outcome outcome;
  const casus_event_row *by; /* the first report's event that is it; NULL: none */
} casus_expectation;
typedef struct casus_verdict {
  casus_outcome outcome; /* failed when one expectation failed, come true when all did */
  casus_expectation *items;
  size_t count;
} casus_verdict;

/* A verdict for each statement, of none for what is no prediction. `events` are those of every document that may
 * count: the statements' own and later ones, out by `day`. An event is what was expected when it is of the same type
 * (signing is SUPPORT as well as AGREE), has every source and every target that is expected, is dated behind the report
 * that holds the prediction and not behind its last day, is told by a report behind that one, and is asserted, or
 * claimed by somebody known who is neither the predictor nor a party to it. Rows are borrowed, the rest belongs to
 * `arena`. */
int casus_predictions_judge(const casus_statement_row *statements, size_t statement_count,
                            const casus_event_row *events, size_t event_count, casus_date day, casus_arena *arena,
                            casus_verdict **verdicts, casus_error *err);

/* Outlines for drawing: rings of the land, borrowed from the atlas. */
typedef struct casus_ring {
  uint32_t state;
  casus_str code;
  bool hole;
  uint32_t first, count;
} casus_ring; /* points [first, first+count) */
typedef struct casus_point {
  float lon, lat;
} casus_point; /* degrees */
typedef struct casus_land {
  const casus_ring *rings;
  size_t ring_count;
  const casus_point *points;
  size_t point_count;
} casus_land;
casus_land casus_atlas_land(const casus_atlas *atlas);

#include "world/queries.h"

#endif
