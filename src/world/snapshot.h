/* Parts of the making of a snapshot: private to world. */
#ifndef CASUS_WORLD_SNAPSHOT_H
#define CASUS_WORLD_SNAPSHOT_H

#include "world/atlas.h"

typedef CASUS_VEC(casus_world_tie) casus_tie_list;

/* A snapshot under way. */
typedef struct casus_snapshot {
  const casus_atlas *atlas;
  casus_record *record; /* NULL: built-in knowledge only */
  casus_date as_of;     /* imports that were out by that day; unknown: all */
  casus_arena *arena;
  casus_world *world;
  casus_stories *stories; /* NULL: no record */
  casus_error *err;
} casus_snapshot;

/* An incident as one document tells it. */
typedef struct casus_told {
  casus_incident incident;
  casus_str document;
  bool fact; /* not only a party says so */
} casus_told;
typedef CASUS_VEC(casus_told) casus_told_vec;

/* told.c: each incident once, in the order of pair and day. Sorts `told`. */
int casus_told_once(casus_snapshot *s, casus_told_vec *told, casus_incident **incidents, size_t *count);

/* Built-in incidents known by the day, then those that the reported events make. Fills world->incidents. */
int casus_snapshot_incidents(casus_snapshot *s);
/* Built-in ties of the day, then what reports tell. Fills world->ties and world->pending. */
int casus_snapshot_ties(casus_snapshot *s, const casus_tie_row *rows, size_t count);
/* imported.c: ties of imported data sets. One that the table knows is linked to it, in force or pending, or dropped
 * when the table knows that it ended; what several sets tell is one tie. The lists hold the built-in ones. */
int casus_snapshot_imported_ties(casus_snapshot *s, casus_tie_list *in_force, casus_tie_list *pending);
/* imported_arms.c: suppliers by their share of ten years' deliveries, each a tie behind those of the list, or the
 * second source of one that is there. */
int casus_snapshot_imported_arms(casus_snapshot *s, casus_tie_list *in_force);
/* imported_incidents.c: imported incidents that none of world->incidents tells already are added to it. */
int casus_snapshot_imported_incidents(casus_snapshot *s);
/* Adds a source to those that a tie has. False: memory ran out. */
bool casus_tie_add_source(casus_world_tie *tie, casus_str source, casus_arena *arena);
/* A tie's kind and both sides, whichever stands first, as one text. */
casus_str casus_tie_key(const casus_tie *tie, casus_arena *arena);
/* A note of the tables that names a year behind the day: it was not to be known then. */
bool casus_tells_of_later(casus_str note, casus_date day);
/* What ends or renews, as known on the day. Fills world->terms. */
int casus_snapshot_terms(casus_snapshot *s);
/* The order of casus_world.incidents: date, pair, evidence; then level and name, so that it is total. */
int casus_incident_order(const void *a, const void *b);

#endif
