/* Incidents of imported data sets, each once. */
#include "world/snapshot.h"

#include <stdlib.h>

enum {
  SAME_DAYS = 7, /* as for reports (incidents.c): so near, and of so near a level, two tell the same */
  SAME_LEVELS = 1,
};

/* What is known of a pair already, with the time that it covers. */
typedef struct stretch {
  int32_t first, last;
  int level;
  bool whole_year; /* no better known than by its year */
  uint32_t next;   /* of the same pair; UINT32_MAX: none */
} stretch;

typedef struct known_incidents {
  casus_snapshot *s;
  CASUS_VEC(stretch) stretches;
  uint32_t *newest; /* [n * n] the last stretch of a pair; UINT32_MAX: none */
} known_incidents;

static uint32_t *head(const known_incidents *k, uint32_t a, uint32_t b) {
  return &k->newest[(size_t)a * k->s->world->state_count + b];
}

static bool remember(known_incidents *k, uint32_t a, uint32_t b, stretch what) {
  stretch *slot = casus_vec_push(&k->stretches, k->s->arena);
  if (!slot) return false;
  *slot = what;
  slot->next = *head(k, a, b);
  *head(k, a, b) = (uint32_t)k->stretches.count - 1;
  return true;
}

static stretch stretch_of(casus_date first, casus_date last, int level) {
  casus_date end = casus_date_known(last) ? last : first;
  return (stretch){.first = first.day,
                   .last = casus_date_last_day(end),
                   .level = level,
                   .whole_year = first.precision == CASUS_DATE_YEAR};
}

/* A year's row is for years without a better one; a dated incident is told by a dated one alone. */
static bool is_known(const known_incidents *k, uint32_t a, uint32_t b, const stretch *what) {
  for (uint32_t i = *head(k, a, b); i != UINT32_MAX; i = k->stretches.items[i].next) {
    const stretch *other = &k->stretches.items[i];
    int32_t slack = what->whole_year ? 0 : SAME_DAYS;
    bool near = other->first <= what->last + slack && what->first <= other->last + slack;
    bool comparable = what->whole_year || !other->whole_year;
    if (near && comparable && abs(other->level - what->level) <= SAME_LEVELS) return true;
  }
  return false;
}

static bool start(known_incidents *k) {
  casus_world *world = k->s->world;
  size_t cells = world->state_count * world->state_count;
  k->newest = casus_arena_array(k->s->arena, cells, sizeof *k->newest);
  if (!k->newest) return false;
  for (size_t i = 0; i < cells; i++) k->newest[i] = UINT32_MAX;
  for (size_t i = 0; i < world->incident_count; i++) {
    const casus_incident *it = &world->incidents[i];
    if (!remember(k, it->a, it->b, stretch_of(it->date, (casus_date){0}, it->level))) return false;
  }
  return true;
}

typedef CASUS_VEC(casus_incident) incident_vec;

static int add(known_incidents *k, const casus_imported_incident_row *row, incident_vec *list) {
  const casus_imported_incident *n = &row->incident;
  uint32_t x = casus_atlas_state(k->s->atlas, n->a), y = casus_atlas_state(k->s->atlas, n->b);
  if (x == CASUS_NO_STATE || y == CASUS_NO_STATE || x == y || n->level < 2 || n->level > 5) return CASUS_OK;
  uint32_t a = x < y ? x : y, b = x < y ? y : x;
  stretch what = stretch_of(n->first, n->last, n->level);
  if (is_known(k, a, b, &what)) return CASUS_OK;
  casus_str source = casus_import_words(&row->origin, k->s->arena);
  casus_incident *slot = casus_vec_push(list, k->s->arena);
  if (!slot || !source.ptr || !remember(k, a, b, what)) return casus_fail_memory(k->s->err);
  *slot = (casus_incident){.a = a,
                           .b = b,
                           .date = n->first,
                           .level = n->level,
                           .fatal = n->fatal,
                           .confidence = 1,
                           .name = n->name.len ? n->name : row->origin.title,
                           .source = source,
                           .evidence = CASUS_STR("")};
  return CASUS_OK;
}

int casus_snapshot_imported_incidents(casus_snapshot *s) {
  known_incidents k = {.s = s};
  casus_imported_incident_row *rows = NULL;
  casus_world *world = s->world;
  incident_vec list = {0};
  size_t count = 0;
  int rc = CASUS_OK;
  if (s->record)
    rc = casus_record_imported_incidents(s->record, s->as_of, world->date, s->arena, &rows, &count, s->err);
  if (rc != CASUS_OK || !count) return rc;
  if (!start(&k)) return casus_fail_memory(s->err);
  for (int whole_years = 0; whole_years < 2; whole_years++)
    for (size_t i = 0; i < count && rc == CASUS_OK; i++)
      if ((rows[i].incident.first.precision == CASUS_DATE_YEAR) == (whole_years == 1)) rc = add(&k, &rows[i], &list);
  if (rc != CASUS_OK || !list.count) return rc;
  casus_incident *all = casus_arena_array(s->arena, world->incident_count + list.count, sizeof *all);
  if (!all) return casus_fail_memory(s->err);
  if (world->incident_count) memcpy(all, world->incidents, world->incident_count * sizeof *all);
  memcpy(all + world->incident_count, list.items, list.count * sizeof *all);
  world->incidents = all;
  world->incident_count += list.count;
  return CASUS_OK;
}
