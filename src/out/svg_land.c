/* The land of the map: one element a unit, coloured by class, patterned where what is known is old. */
#include <math.h>

#include "out/picture.h"

enum { DOT = 40 }; /* radius, in tenths of a pixel */

const char casus_picture_scale[] = "<g transform=\"scale(.1)\">";

/* A path under way, in whole tenths of a pixel. */
typedef struct stroke {
  const casus_picture *p;
  long x, y; /* where it stands */
  double left, right, top, bottom, area;
  unsigned count;
} stroke;

/* "-3" needs no space before it, "3" does. */
static void put_step(casus_buffer *out, long step, bool first) {
  casus_buffer_printf(out, first || step < 0 ? "%ld" : " %ld", step);
}

static void draw_to(stroke *pen, double px, double py) {
  long x = lround(px * 10), y = lround(py * 10);
  casus_buffer *out = pen->p->out;
  if (!pen->count) {
    casus_buffer_printf(out, "M%ld %ld", x, y);
  } else {
    if (pen->count == 1) casus_buffer_add_char(out, 'l');
    put_step(out, x - pen->x, pen->count == 1);
    put_step(out, y - pen->y, false);
    pen->area += (double)pen->x * (double)y - (double)x * (double)pen->y;
  }
  pen->count++;
  pen->x = x, pen->y = y;
  pen->left = fmin(pen->left, px), pen->right = fmax(pen->right, px);
  pen->top = fmin(pen->top, py), pen->bottom = fmax(pen->bottom, py);
}

/* How near to the one before a point is left out: what cannot be seen, and beyond the frame nearly all. */
static double least_step(const casus_picture *p, double x, double y) {
  const double margin = 20, seen = p->page ? 1.3 : 0.8, beyond = 15;
  bool near = x > -margin && x < p->view.width + margin && y > -margin && y < p->view.height + margin;
  return near ? seen : beyond;
}

double casus_picture_ring(const casus_picture *p, const casus_land *land, const casus_ring *ring) {
  const double speck = 1; /* pixel */
  stroke pen = {.p = p, .left = 1e9, .right = -1e9, .top = 1e9, .bottom = -1e9};
  size_t start = p->out->len;
  double lon = p->view.center, x, y;
  for (uint32_t i = 0; i < ring->count; i++) {
    const casus_point *point = &land->points[ring->first + i];
    lon = casus_geo_unwrap(point->lon, lon);
    casus_geo_place(&p->view, lon, point->lat, &x, &y);
    double step = fmax(fabs(x - (double)pen.x / 10), fabs(y - (double)pen.y / 10));
    if (!pen.count || step >= least_step(p, x, y)) draw_to(&pen, x, y);
  }
  casus_buffer_add_char(p->out, 'Z');
  bool outside = pen.right < 0 || pen.left > p->view.width || pen.bottom < 0 || pen.top > p->view.height;
  bool unseen = pen.right - pen.left < speck && pen.bottom - pen.top < speck;
  if (outside || unseen || pen.count < 3) p->out->len = start;
  return fabs(pen.area) / 200;
}

static void put_title(const casus_picture *p, const casus_state_risk *risk) {
  casus_buffer_add_c(p->out, "<title>");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, risk->state));
  casus_buffer_add_c(p->out, ": ");
  casus_out_interval(p->out, risk->expected, risk->low, risk->high);
  casus_buffer_printf(p->out, ", rank %d", risk->rank);
  casus_age age = casus_map_age(p->report->world->date, risk->newest);
  if (age == CASUS_AGE_NEVER) casus_buffer_add_c(p->out, "; no record of it");
  if (age == CASUS_AGE_OLD) {
    casus_buffer_add_c(p->out, "; newest record ");
    casus_out_day(p->out, risk->newest);
  }
  casus_buffer_add_c(p->out, "</title>");
}

static void put_classes(const casus_picture *p, const casus_state_risk *risk) {
  int level = casus_map_class(risk->expected), change = casus_map_change_class(p->report, risk);
  if (p->page && p->report->map_before)
    casus_buffer_printf(p->out, " class=\"c%d d%d", level, change);
  else
    casus_buffer_printf(p->out, " class=\"%c%d", p->report->by_change ? 'd' : 'c',
                        p->report->by_change ? change : level);
  if (p->changed[risk->state]) casus_buffer_add_c(p->out, " changed");
  if (casus_picture_chosen(p, risk->state)) casus_buffer_add_c(p->out, " chosen");
  casus_buffer_add_char(p->out, '"');
}

/* The page's script leads the keyboard through the links; without it the ranking has the same ones. */
static void open_state(const casus_picture *p, uint32_t state) {
  const casus_state_risk *risk = casus_picture_risk(p, state);
  if (!risk) {
    casus_buffer_add_c(p->out, "<g class=\"out\">");
    return;
  }
  casus_str code = p->report->world->states[state].code;
  casus_buffer_add_c(p->out, p->page ? "<a tabindex=\"-1\"" : "<g");
  if (p->page) casus_escape_into(p->out, " id=\"m-", code);
  if (p->page) casus_escape_into(p->out, " href=\"#state-", code);
  put_classes(p, risk);
  casus_buffer_add_char(p->out, '>');
  put_title(p, risk);
}

static void close_state(const casus_picture *p, uint32_t state) {
  casus_buffer_add_c(p->out, p->page && casus_picture_risk(p, state) ? "</a>\n" : "</g>\n");
}

static bool put_dot(const casus_picture *p, uint32_t state) {
  casus_spot at;
  bool seen = casus_picture_spot(p, state, &at);
  if (seen)
    casus_buffer_printf(p->out, "<circle cx=\"%ld\" cy=\"%ld\" r=\"%d\"/>", lround(at.x * 10), lround(at.y * 10), DOT);
  return seen;
}

/* A pattern over the same outline. */
static void put_age(const casus_picture *p, uint32_t state) {
  const casus_state_risk *risk = casus_picture_risk(p, state);
  casus_age age = risk ? casus_map_age(p->report->world->date, risk->newest) : CASUS_AGE_FRESH;
  if (age == CASUS_AGE_FRESH) return;
  casus_escape_into(p->out, "<use href=\"#u-", p->report->world->states[state].code);
  casus_buffer_printf(p->out, " class=\"%s\"/>", age == CASUS_AGE_OLD ? "old" : "never");
}

/* Rings come grouped by unit. Returns the first ring of the next one. */
static size_t put_unit(const casus_picture *p, const casus_land *land, size_t i) {
  const double too_small = 30; /* square pixels */
  uint32_t state = land->rings[i].state;
  casus_str code = land->rings[i].code;
  size_t opened = p->out->len;
  double area = 0;
  open_state(p, state);
  casus_escape_into(p->out, "<path id=\"u-", code);
  casus_buffer_add_c(p->out, " d=\"");
  size_t start = p->out->len;
  for (; i < land->ring_count && casus_str_eq(land->rings[i].code, code); i++)
    area += casus_picture_ring(p, land, &land->rings[i]);
  bool seen = p->out->len > start;
  casus_buffer_add_c(p->out, "\"/>");
  if (seen) put_age(p, state);
  bool small = casus_picture_risk(p, state) && (p->points[state].small || area < too_small);
  if (small) seen |= put_dot(p, state);
  close_state(p, state);
  if (state < p->report->world->state_count) p->area[state] = area;
  if (!seen) p->out->len = opened;
  return i;
}

/* States of the map that have no ring at all. */
static void put_points(const casus_picture *p, const casus_land *land) {
  const casus_risk_map *map = p->report->map;
  for (size_t i = 0; i < map->state_count; i++) {
    uint32_t state = map->states[i].state;
    bool ring = false;
    for (size_t r = 0; r < land->ring_count && !ring; r++) ring = land->rings[r].state == state;
    if (ring) continue;
    size_t opened = p->out->len;
    open_state(p, state);
    if (put_dot(p, state))
      close_state(p, state);
    else
      p->out->len = opened;
  }
}

/* Changed and chosen states last, so that their outlines lie above their neighbours. */
void casus_picture_land(const casus_picture *p) {
  casus_land land = casus_atlas_land(p->report->atlas);
  casus_buffer_printf(p->out, "%s<g class=\"land\">\n", casus_picture_scale);
  for (int above = 0; above < 2; above++)
    for (size_t i = 0; i < land.ring_count;) {
      size_t start = p->out->len;
      uint32_t state = land.rings[i].state;
      bool known = casus_picture_risk(p, state),
           outlined = known && (p->changed[state] || casus_picture_chosen(p, state));
      i = put_unit(p, &land, i);
      if (outlined != (above == 1)) p->out->len = start;
    }
  put_points(p, &land);
  casus_buffer_add_c(p->out, "</g></g>\n");
}
