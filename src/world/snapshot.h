/* Parts of the making of a snapshot: private to world. */
#ifndef CASUS_WORLD_SNAPSHOT_H
#define CASUS_WORLD_SNAPSHOT_H

#include "world/atlas.h"

/* A snapshot under way. */
typedef struct casus_snapshot {
  const casus_atlas *atlas;
  casus_arena *arena;
  casus_world *world;
  casus_error *err;
} casus_snapshot;

/* Built-in incidents known by the day, then those that the reported events make. Fills world->incidents. */
int casus_snapshot_incidents(casus_snapshot *s);
/* Built-in ties of the day, then what reports tell. Fills world->ties and world->pending. */
int casus_snapshot_ties(casus_snapshot *s, const casus_tie_row *rows, size_t count);
/* What ends or renews, as known on the day. Fills world->terms. */
int casus_snapshot_terms(casus_snapshot *s);
/* The order of casus_world.incidents: date, pair, evidence; then level and name, so that it is total. */
int casus_incident_order(const void *a, const void *b);

#endif
