/* The snapshot of a day. */
#include "world/snapshot.h"

#include <math.h>

static bool left_out(const casus_world_options *options, casus_str document) {
  for (size_t i = 0; i < options->without_count; i++)
    if (casus_str_eq(options->without[i], document)) return true;
  return false;
}

static int read_events(const casus_world_options *options, casus_record *record, casus_snapshot *s) {
  casus_filter filter = {.as_of = options->date};
  casus_event_row *rows;
  size_t count, kept = 0;
  int rc = casus_record_events(record, &filter, s->arena, &rows, &count, s->err);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; i < count; i++)
    if (!left_out(options, rows[i].document)) rows[kept++] = rows[i];
  s->world->events = rows;
  s->world->event_count = kept;
  return CASUS_OK;
}

static int read_ties(const casus_world_options *options, casus_record *record, casus_snapshot *s, casus_tie_row **ties,
                     size_t *tie_count) {
  casus_filter filter = {.as_of = options->date};
  casus_tie_row *rows;
  size_t count, kept = 0;
  int rc = casus_record_ties(record, &filter, s->arena, &rows, &count, s->err);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; i < count; i++)
    if (!left_out(options, rows[i].document)) rows[kept++] = rows[i];
  *ties = rows;
  *tie_count = kept;
  return CASUS_OK;
}

static void seen(const casus_snapshot *s, uint32_t state, casus_date date) {
  if (state == CASUS_NO_STATE || !casus_date_known(date)) return;
  casus_date day = {casus_date_last_day(date), CASUS_DATE_DAY};
  if (day.day > s->world->date.day) day.day = s->world->date.day;
  casus_date *newest = &s->world->newest[state];
  if (!casus_date_known(*newest) || newest->day < day.day) *newest = day;
}

static int find_newest(casus_snapshot *s) {
  casus_world *world = s->world;
  world->newest = casus_arena_array(s->arena, world->state_count, sizeof *world->newest);
  if (!world->newest) return casus_fail_memory(s->err);
  for (size_t i = 0; i < world->incident_count; i++) {
    seen(s, world->incidents[i].a, world->incidents[i].date);
    seen(s, world->incidents[i].b, world->incidents[i].date);
  }
  for (size_t i = 0; i < world->event_count; i++) {
    const casus_event_row *row = &world->events[i];
    for (size_t k = 0; k < row->event.source_count; k++)
      seen(s, casus_atlas_state(s->atlas, row->event.source[k].actor), row->published);
    for (size_t k = 0; k < row->event.target_count; k++)
      seen(s, casus_atlas_state(s->atlas, row->event.target[k].actor), row->published);
  }
  for (size_t i = 0; i < world->tie_count; i++) {
    seen(s, world->ties[i].from, world->ties[i].told);
    seen(s, world->ties[i].to, world->ties[i].told);
  }
  return CASUS_OK;
}

int casus_world_on(const casus_atlas *atlas, casus_record *record, const casus_world_options *options,
                   casus_arena *arena, casus_world *world, casus_error *err) {
  if (!casus_date_known(options->date)) return casus_fail(err, CASUS_E_USAGE, 0, "the day of the snapshot is not told");
  casus_world made = {.atlas = atlas,
                      .folder = atlas->folder,
                      .states = atlas->states,
                      .state_count = atlas->state_count,
                      .contiguity = atlas->contiguity};
  made.date = (casus_date){casus_date_last_day(options->date), CASUS_DATE_DAY};
  casus_snapshot s = {
      .atlas = atlas, .record = record, .as_of = options->as_of, .arena = arena, .world = &made, .err = err};
  casus_tie_row *ties = NULL;
  size_t tie_count = 0;
  int rc = CASUS_OK;
  casus_story_view view = {
      .as_of = options->date, .without = options->without, .without_count = options->without_count};
  if (record) rc = casus_stories_open(record, &view, arena, &s.stories, err);
  if (record && rc == CASUS_OK) rc = read_events(options, record, &s);
  if (record && rc == CASUS_OK) rc = read_ties(options, record, &s, &ties, &tie_count);
  if (rc == CASUS_OK) rc = casus_snapshot_incidents(&s);
  if (rc == CASUS_OK) rc = casus_snapshot_ties(&s, ties, tie_count);
  if (rc == CASUS_OK) rc = casus_snapshot_terms(&s);
  if (rc == CASUS_OK) rc = find_newest(&s);
  if (rc == CASUS_OK) *world = made;
  return rc;
}

uint32_t casus_world_state(const casus_world *world, casus_str code) {
  for (size_t i = 0; i < world->state_count; i++)
    if (casus_str_eq(world->states[i].code, code)) return (uint32_t)i;
  return CASUS_NO_STATE;
}

uint32_t casus_world_state_called(const casus_world *world, casus_str name) {
  for (uint32_t i = 0; i < world->state_count; i++) {
    const casus_state *s = &world->states[i];
    if (casus_str_ieq(s->code, name) || casus_str_ieq(s->name, name) || casus_str_ieq(s->in_text, name)) return i;
  }
  return CASUS_NO_STATE;
}

bool casus_state_in(const casus_state *state, casus_str region) {
  if (region.len == 0 || casus_str_eq(region, CASUS_STR("world"))) return true;
  for (size_t at = 0; (at = casus_str_find(state->regions, region, at)) != SIZE_MAX; at++) {
    size_t end = at + region.len;
    if (at > 0 && state->regions.ptr[at - 1] == ' ' && end < state->regions.len && state->regions.ptr[end] == ' ')
      return true;
  }
  return false;
}

double casus_world_distance(const casus_world *world, uint32_t a, uint32_t b) {
  const double earth_radius = 6371.0, radian = 3.14159265358979323846 / 180; /* km, mean; IUGG */
  const casus_state *x = &world->states[a], *y = &world->states[b];
  double lat = sin((y->lat - x->lat) * radian / 2), lon = sin((y->lon - x->lon) * radian / 2);
  double h = lat * lat + cos(x->lat * radian) * cos(y->lat * radian) * lon * lon;
  return 2 * earth_radius * asin(sqrt(h < 1 ? h : 1));
}

const casus_world_tie *casus_world_find_tie(const casus_world *world, casus_str kind, uint32_t from, uint32_t to) {
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    bool there = tie->from == from && tie->to == to, back = tie->tie.mutual && tie->from == to && tie->to == from;
    if ((there || back) && casus_kind_is(tie->tie.kind, kind)) return tie;
  }
  return NULL;
}
