/* Lines between states: the likeliest pairs and the pacts told of; or, of a chosen state, who would be drawn in. */
#include <math.h>
#include <stdio.h>

#include "out/picture.h"

enum { PAIRS = 12, ARCS = 10 };

typedef casus_spot point;

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
static void put_edge_name(const casus_picture *p, point a, point via, point b, uint32_t state, const char *word) {
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
  casus_buffer_printf(p->out, "<text class=\"edge\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s ", anchor, last.x,
                      last.y - 5, word);
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, state));
  casus_buffer_add_c(p->out, "</text>\n");
}

static void put_title(const casus_picture *p, uint32_t a, const char *between, uint32_t b, casus_str rest) {
  casus_buffer_add_c(p->out, "<g><title>");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, a));
  casus_buffer_add_c(p->out, between);
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, b));
  casus_escape_markup(p->out, rest);
  casus_buffer_add_c(p->out, "</title>");
}

static void put_curve(const casus_picture *p, const point *path, const char *class, double width, const char *more) {
  char curve[96];
  snprintf(curve, sizeof curve, "M%.1f %.1fQ%.1f %.1f %.1f %.1f", path[0].x, path[0].y, path[1].x, path[1].y, path[2].x,
           path[2].y);
  casus_buffer_printf(p->out,
                      "<path class=\"halo\" stroke-width=\"%.1f\" d=\"%s\"/><path class=\"%s\" stroke-width=\"%.1f\" "
                      "d=\"%s\"%s/>",
                      width + 2, curve, class, width, curve, more);
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
  point path[] = {from, bow(from, to), to};
  put_title(p, a, " – ", b, title);
  put_curve(p, path, class, width, "");
  if (!is_inside(p, to)) put_edge_name(p, from, path[1], to, b, "to");
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

double casus_picture_arc_width(const casus_picture *p, double amount) {
  double most = 0, widest = 7, least = 0.8;
  for (size_t i = 0; i < p->draw_count && most == 0; i++)
    if (casus_picture_chosen(p, p->draws[i].from) || casus_picture_chosen(p, p->draws[i].to)) most = p->draws[i].amount;
  return most > 0 ? fmax(least, widest * amount / most) : least;
}

/* Between the points of two states the shorter way round. A way over the edge of the map is drawn twice, once from
 * either side, and the frame cuts off what is too much. */
static void put_ways(const casus_picture *p, const casus_draw_in *d, const char *class, const char *end) {
  const casus_label_point *a = &p->points[d->from], *b = &p->points[d->to];
  double lon_a = casus_geo_unwrap(a->lon, p->view.center), lon_b = casus_geo_unwrap(b->lon, lon_a);
  double near_b = casus_geo_unwrap(b->lon, p->view.center);
  for (int way = 0; way < (near_b == lon_b ? 1 : 2); way++) {
    double turn = way ? near_b - lon_b : 0;
    point path[3];
    casus_geo_place(&p->view, lon_a + turn, a->lat, &path[0].x, &path[0].y);
    casus_geo_place(&p->view, lon_b + turn, b->lat, &path[2].x, &path[2].y);
    path[1] = bow(path[0], path[2]);
    put_curve(p, path, class, casus_picture_arc_width(p, d->amount), end);
    bool from_seen = is_inside(p, path[0]), to_seen = is_inside(p, path[2]);
    if (near_b != lon_b || from_seen == to_seen) continue;
    if (from_seen)
      put_edge_name(p, path[0], path[1], path[2], d->to, "beside");
    else
      put_edge_name(p, path[2], path[1], path[0], d->from, "from");
  }
}

/* From who is drawn in to the one beside whom. */
static void put_arc(const casus_picture *p, const casus_draw_in *d, bool other) {
  casus_buffer title = {0};
  casus_buffer_printf(&title, ": %.4f new disputes a year", d->amount);
  put_title(p, d->from, " drawn in beside ", d->to, casus_buffer_str(&title));
  p->out->failed |= title.failed;
  casus_buffer_free(&title);
  put_ways(p, d, other ? "drawn" : "draws",
           other ? " marker-end=\"url(#to-drawn)\"" : " marker-end=\"url(#to-draws)\"");
  casus_buffer_add_c(p->out, "</g>\n");
}

/* The ten largest in each direction; the widest lies lowest. */
static void put_draws(const casus_picture *p) {
  for (int other = 0; other < 2; other++)
    for (size_t i = 0, shown = 0; i < p->draw_count && shown < ARCS; i++) {
      const casus_draw_in *d = &p->draws[i];
      if (!casus_picture_chosen(p, other ? d->to : d->from)) continue;
      put_arc(p, d, other == 1);
      shown++;
    }
}

void casus_picture_lines(const casus_picture *p) {
  const casus_world *w = p->report->world;
  casus_buffer_add_c(p->out, "<g class=\"lines\">\n");
  if (p->report->chosen) {
    put_draws(p);
  } else {
    if (!p->report->by_change) put_pairs(p);
    put_pacts(p, w->ties, w->tie_count, false);
    put_pacts(p, w->pending, w->pending_count, true);
  }
  casus_buffer_add_c(p->out, "</g>\n");
}
