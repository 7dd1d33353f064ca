/* What the picture needs to know before it is drawn: the frame, where states lie, what changed, who disputes what. */
#include "out/picture.h"

#include <math.h>

enum { WIDTH = 960 };

bool casus_picture_inside(const casus_picture *p, double x, double y) {
  return x >= 0 && x <= p->view.width && y >= 0 && y <= p->view.height;
}

const casus_state_risk *casus_picture_risk(const casus_picture *p, uint32_t state) {
  return state < p->report->world->state_count ? p->risks[state] : NULL;
}

bool casus_picture_chosen(const casus_picture *p, uint32_t state) {
  return p->report->chosen && p->report->chosen == &p->report->world->states[state];
}

bool casus_picture_spot(const casus_picture *p, uint32_t state, casus_spot *spot) {
  const casus_state *s = &p->report->world->states[state];
  const casus_label_point *point = &p->points[state];
  casus_geo_place(&p->view, casus_geo_unwrap(point->lon, p->view.center), point->lat, &spot->x, &spot->y);
  if (!casus_picture_inside(p, spot->x, spot->y))
    casus_geo_place(&p->view, casus_geo_unwrap(s->lon, p->view.center), s->lat, &spot->x, &spot->y);
  return casus_picture_inside(p, spot->x, spot->y);
}

/* The region's edges from page/views.tsv: west, south, east, north. */
static int read_edges(casus_str region, casus_arena *arena, double *edges, bool *found, casus_error *err) {
  casus_str bytes, f[5];
  int rc = casus_data_get(NULL, "page/views.tsv", arena, &bytes, err);
  casus_table table = casus_table_of(rc == CASUS_OK ? bytes : CASUS_STR(""));
  while (!*found && casus_table_next(&table, f, 5)) {
    *found = casus_str_eq(f[0], region);
    for (int i = 0; *found && i < 4; i++)
      if (!casus_parse_double(f[i + 1], &edges[i]))
        return casus_fail(err, CASUS_E_DATA, 0, "page/views.tsv:%zu: not a number", table.line);
  }
  return rc;
}

static int find_view(casus_picture *p, casus_arena *arena, casus_error *err) {
  const casus_risk_map *map = p->report->map;
  double edges[4] = {180, 90, -180, -90};
  bool found = false;
  int rc = read_edges(map->region.len ? map->region : CASUS_STR("world"), arena, edges, &found, err);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; !found && i < map->state_count; i++) {
    const casus_state *s = &p->report->world->states[map->states[i].state];
    edges[0] = fmin(edges[0], s->lon - 8), edges[1] = fmax(-60, fmin(edges[1], s->lat - 8));
    edges[2] = fmax(edges[2], s->lon + 8), edges[3] = fmin(84, fmax(edges[3], s->lat + 8));
  }
  if (edges[0] >= edges[2] || edges[1] >= edges[3]) edges[0] = -170, edges[1] = -58, edges[2] = 190, edges[3] = 84;
  p->view = casus_geo_frame(edges[0], edges[1], edges[2], edges[3], WIDTH);
  return CASUS_OK;
}

/* Where a state's name goes: its point in world/units.tsv, else its capital. */
static int read_points(casus_picture *p, casus_arena *arena, casus_error *err) {
  const casus_world *world = p->report->world;
  for (size_t i = 0; i < world->state_count; i++)
    p->points[i] = (casus_label_point){world->states[i].lon, world->states[i].lat, false};
  casus_str bytes, f[5];
  int rc = casus_data_get(world->folder, "world/units.tsv", arena, &bytes, err);
  casus_table table = casus_table_of(rc == CASUS_OK ? bytes : CASUS_STR(""));
  while (casus_table_next(&table, f, 5)) {
    uint32_t state = casus_world_state(world, f[0]);
    if (state == UINT32_MAX) continue;
    casus_label_point point = {.small = casus_str_eq(f[4], CASUS_STR("1"))};
    if (!casus_parse_double(f[2], &point.lon) || !casus_parse_double(f[3], &point.lat))
      return casus_fail(err, CASUS_E_DATA, 0, "world/units.tsv:%zu: not a number", table.line);
    p->points[state] = point;
  }
  return rc;
}

static void mark_changed(casus_picture *p) {
  const casus_report *r = p->report;
  for (size_t i = 0; i < r->change_count; i++) {
    const casus_change *c = &r->changes[i];
    if (c->weight == CASUS_CHANGE_WEIGHTLESS) continue;
    if (c->state < r->world->state_count) p->changed[c->state] = true;
    if (c->other < r->world->state_count) p->changed[c->other] = true;
  }
}

int casus_picture_prepare(casus_picture *p, casus_arena *arena, casus_error *err) {
  const casus_report *r = p->report;
  size_t n = r->world->state_count;
  p->risks = casus_arena_array(arena, n, sizeof *p->risks);
  p->points = casus_arena_array(arena, n, sizeof *p->points);
  p->changed = casus_arena_array(arena, n, sizeof *p->changed);
  p->area = casus_arena_array(arena, n, sizeof *p->area);
  p->draws = casus_map_draw_ins(r->map, arena, &p->draw_count);
  if (!p->risks || !p->points || !p->changed || !p->area || !p->draws) return casus_fail_memory(err);
  for (size_t i = 0; i < r->map->state_count; i++) p->risks[r->map->states[i].state] = &r->map->states[i];
  mark_changed(p);
  int rc = find_view(p, arena, err);
  if (rc == CASUS_OK) rc = read_points(p, arena, err);
  if (rc == CASUS_OK) rc = casus_disputed_read(r, arena, &p->disputed, &p->disputed_count, err);
  return rc;
}
