/* Lines between states and the names of states, on the map. */
#include <stdio.h>

#include "out/picture.h"

enum { PAIRS = 12, LABELS = 40, FIRST = 12 };

typedef struct box {
  double left, top, right, bottom;
} box;

typedef struct point {
  double x, y;
} point;

static point place(const casus_picture *p, double lon, double lat, double near) {
  point at;
  casus_geo_place(&p->view, casus_geo_unwrap(lon, near), lat, &at.x, &at.y);
  return at;
}

static bool is_inside(const casus_picture *p, point at) { return casus_picture_inside(p, at.x, at.y); }

/* Seats of two states. One that cannot be seen lies on the other's side of the globe, beyond the frame. */
static void seats(const casus_picture *p, uint32_t a, uint32_t b, point *from, point *to) {
  const casus_state *x = &p->report->world->states[a], *y = &p->report->world->states[b];
  *from = place(p, x->lon, x->lat, p->view.center);
  *to = place(p, y->lon, y->lat, p->view.center);
  if (!is_inside(p, *to)) *to = place(p, y->lon, y->lat, casus_geo_unwrap(x->lon, p->view.center));
}

static point bow(point a, point b) {
  return (point){(a.x + b.x) / 2 - (b.y - a.y) * 0.18, (a.y + b.y) / 2 + (b.x - a.x) * 0.18};
}

static point on_curve(point a, point via, point b, double t) {
  double u = 1 - t;
  return (point){u * u * a.x + 2 * u * t * via.x + t * t * b.x, u * u * a.y + 2 * u * t * via.y + t * t * b.y};
}

/* Where a line leaves the frame stands whom it leads to. */
static void put_edge_name(const casus_picture *p, point a, point via, point b, uint32_t state) {
  const double margin = 8;
  point last = a;
  for (int i = 1; i <= 60; i++) {
    point at = on_curve(a, via, b, i / 60.0);
    if (!casus_picture_inside(p, at.x - margin, at.y - margin) ||
        !casus_picture_inside(p, at.x + margin, at.y + margin))
      break;
    last = at;
  }
  const char *anchor = last.x > p->view.width / 2 ? "end" : "start";
  casus_buffer_printf(p->out, "<text class=\"edge\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">to ", anchor, last.x,
                      last.y - 5);
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, state));
  casus_buffer_add_c(p->out, "</text>\n");
}

/* A bowed line between two capitals, so that crossing ones can be told apart. `title` ends what is told of it. */
static void put_line(const casus_picture *p, uint32_t a, uint32_t b, const char *class, double width, casus_str title) {
  point from, to;
  seats(p, a, b, &from, &to);
  if (!is_inside(p, from)) {
    uint32_t other = a;
    a = b, b = other;
    seats(p, a, b, &from, &to);
    if (!is_inside(p, from)) return;
  }
  point via = bow(from, to);
  char curve[96];
  snprintf(curve, sizeof curve, "M%.1f %.1fQ%.1f %.1f %.1f %.1f", from.x, from.y, via.x, via.y, to.x, to.y);
  casus_buffer_add_c(p->out, "<g><title>");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, a));
  casus_buffer_add_c(p->out, " – ");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, b));
  casus_escape_markup(p->out, title);
  casus_buffer_printf(p->out,
                      "</title><path class=\"halo\" stroke-width=\"%.1f\" d=\"%s\"/><path class=\"%s\" "
                      "stroke-width=\"%.1f\" d=\"%s\"/>",
                      width + 2, curve, class, width, curve);
  if (!is_inside(p, to)) put_edge_name(p, from, via, to, b);
  casus_buffer_add_c(p->out, "</g>\n");
}

static void put_end(const casus_picture *p, uint32_t state) {
  const casus_state *s = &p->report->world->states[state];
  point at = place(p, s->lon, s->lat, p->view.center);
  if (is_inside(p, at))
    casus_buffer_printf(p->out, "<circle class=\"pact\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", at.x, at.y);
}

static void put_pairs(const casus_picture *p) {
  const casus_risk_map *map = p->report->map;
  for (size_t i = 0; i < map->pair_count && i < PAIRS; i++) {
    const casus_pair_risk *pair = &map->pairs[i];
    casus_buffer title = {0};
    casus_buffer_printf(&title, ": %.0f %% [%.0f–%.0f] a new dispute within twelve months", 100 * pair->probability,
                        100 * pair->low, 100 * pair->high);
    put_line(p, pair->a, pair->b, "quarrel", 1 + 6 * pair->probability, casus_buffer_str(&title));
    p->out->failed |= title.failed;
    casus_buffer_free(&title);
  }
}

/* Defence duties that are news: those a report tells of; dashed when they are not known to be in force. */
static void put_pacts(const casus_picture *p, const casus_world_tie *ties, size_t count, bool pending) {
  uint32_t states = (uint32_t)p->report->world->state_count;
  for (size_t i = 0; i < count; i++) {
    const casus_world_tie *t = &ties[i];
    bool defence = casus_str_starts(t->tie.kind, CASUS_STR("alliance.defence"));
    if (!defence || t->from >= states || t->to >= states || !t->evidence.len) continue;
    put_line(p, t->from, t->to, pending ? "pact pending" : "pact", 2.5,
             pending ? CASUS_STR(": duty of defence, not known to be in force")
                     : CASUS_STR(": duty of defence, told by a report"));
    put_end(p, t->from);
    put_end(p, t->to);
  }
}

void casus_picture_lines(const casus_picture *p) {
  const casus_world *w = p->report->world;
  casus_buffer_add_c(p->out, "<g class=\"lines\">\n");
  put_pairs(p);
  put_pacts(p, w->ties, w->tie_count, false);
  put_pacts(p, w->pending, w->pending_count, true);
  casus_buffer_add_c(p->out, "</g>\n");
}

static bool overlaps(const box *taken, size_t count, box b) {
  for (size_t i = 0; i < count; i++)
    if (b.left < taken[i].right && b.right > taken[i].left && b.top < taken[i].bottom && b.bottom > taken[i].top)
      return true;
  return false;
}

/* Where a name fits: on its point, else around it, without covering another. */
static bool find_room(const casus_picture *p, const box *taken, size_t count, point at, double width, double height,
                      bool beside, box *found) {
  const double gap = 6, up = at.y - height / 2, mid = at.x - width / 2;
  const point starts[] = {{mid, up},
                          {at.x + gap, up},
                          {at.x - gap - width, up},
                          {mid, at.y - height - gap},
                          {mid, at.y + gap},
                          {at.x + gap, at.y + gap / 2},
                          {at.x - gap - width, at.y + gap / 2},
                          {at.x + gap, at.y - height - gap / 2}};
  for (size_t i = beside ? 1 : 0; i < CASUS_COUNT(starts); i++) {
    box b = {starts[i].x, starts[i].y, starts[i].x + width, starts[i].y + height};
    bool inside = casus_picture_inside(p, b.left - 2, b.top - 2) && casus_picture_inside(p, b.right + 2, b.bottom + 2);
    if (!inside || overlaps(taken, count, b)) continue;
    *found = b;
    return true;
  }
  return false;
}

/* Its own point, else its capital; false when neither can be seen. */
static bool label_at(const casus_picture *p, uint32_t state, point *at) {
  const casus_state *s = &p->report->world->states[state];
  *at = place(p, p->points[state].lon, p->points[state].lat, p->view.center);
  if (!casus_picture_inside(p, at->x, at->y)) *at = place(p, s->lon, s->lat, p->view.center);
  return casus_picture_inside(p, at->x, at->y);
}

/* Names in the order of the ranking, changed states before all; those that find no room are left out. */
static void put_layer(const casus_picture *p, const char *class, double em, size_t most) {
  const casus_risk_map *map = p->report->map;
  box taken[LABELS];
  size_t count = 0;
  casus_buffer_printf(p->out, "<g class=\"%s\">", class);
  for (int changed = 1; changed >= 0; changed--)
    for (size_t i = 0; i < map->state_count && count < most; i++) {
      uint32_t state = map->states[i].state;
      casus_str name = casus_out_state_name(map->world, state);
      bool first = i < FIRST || p->changed[state];
      double size = em * (first ? 1 : 0.88), width = 0.56 * size * (double)casus_columns(name);
      point at;
      if (p->changed[state] != (changed == 1) || !label_at(p, state, &at)) continue;
      if (!find_room(p, taken, count, at, width, size * 1.1, p->points[state].small, &taken[count])) continue;
      casus_buffer_printf(p->out, "<g%s><text x=\"%.1f\" y=\"%.1f\">", first ? " class=\"first\"" : "",
                          taken[count].left, taken[count].bottom - size * 0.28);
      casus_escape_markup(p->out, name);
      casus_buffer_add_c(p->out, "</text></g>");
      count++;
    }
  casus_buffer_add_c(p->out, "</g>\n");
}

/* A second, coarser layer for screens where the map is small; the style shows one of them. */
void casus_picture_labels(const casus_picture *p) {
  put_layer(p, "wide", 13.5, LABELS);
  if (p->page) put_layer(p, "narrow", 27, FIRST);
}
