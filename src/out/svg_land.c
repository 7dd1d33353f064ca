/* The land of the map: one element a unit, coloured by class. */
#include <math.h>

#include "out/picture.h"

enum { DOT = 5 };

/* Lower bounds of the colour classes: expected new disputes within twelve months; each about doubles. */
static const double class_from[CASUS_MAP_CLASSES] = {0, 0.05, 0.12, 0.25, 0.5, 1, 2};

int casus_map_class(double expected) {
  int c = 0;
  while (c + 1 < CASUS_MAP_CLASSES && expected >= class_from[c + 1]) c++;
  return c;
}

void casus_map_class_words(casus_buffer *out, int c) {
  if (c == 0)
    casus_buffer_printf(out, "under %g", class_from[1]);
  else if (c + 1 == CASUS_MAP_CLASSES)
    casus_buffer_printf(out, "%g and more", class_from[c]);
  else
    casus_buffer_printf(out, "%g to %g", class_from[c], class_from[c + 1]);
}

/* One ring as path data in steps of tenths of a pixel; points nearer to the one before than can be seen are left out.
 * Returns its area in square pixels. A ring wholly outside gives no points. */
static double put_ring(const casus_picture *p, const casus_land *land, const casus_ring *ring) {
  const double least_step = 0.8;
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9, area = 0, x = 0, y = 0, last_x = 0, last_y = 0;
  size_t start = p->out->len;
  double lon = p->view.center;
  for (uint32_t i = 0; i < ring->count; i++) {
    const casus_point *point = &land->points[ring->first + i];
    lon = casus_geo_unwrap(point->lon, lon);
    casus_geo_place(&p->view, lon, point->lat, &x, &y);
    bool last = i + 1 == ring->count, far = fmax(fabs(x - last_x), fabs(y - last_y)) >= least_step;
    if (i && !far && !last) continue;
    casus_buffer_printf(p->out, "%s%.1f %.1f", i ? " " : "M", x, y);
    if (i) area += last_x * y - x * last_y;
    last_x = x, last_y = y;
    left = fmin(left, x), right = fmax(right, x), top = fmin(top, y), bottom = fmax(bottom, y);
  }
  casus_buffer_add_char(p->out, 'Z');
  if (right < 0 || left > p->view.width || bottom < 0 || top > p->view.height) p->out->len = start;
  return fabs(area) / 2;
}

static void put_title(const casus_picture *p, const casus_state_risk *risk) {
  casus_buffer_add_c(p->out, "<title>");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, risk->state));
  casus_buffer_add_c(p->out, ": ");
  casus_out_interval(p->out, risk->expected, risk->low, risk->high);
  casus_buffer_printf(p->out, " expected new disputes, rank %d</title>", risk->rank);
}

static const casus_state_risk *risk_of(const casus_picture *p, uint32_t state) {
  return state < p->report->world->state_count ? p->risks[state] : NULL;
}

/* Links are for the pointer only: the ranking has the same ones for the keyboard. */
static void open_state(const casus_picture *p, uint32_t state) {
  const casus_state_risk *risk = risk_of(p, state);
  if (!risk) {
    casus_buffer_add_c(p->out, "<g class=\"out\">");
    return;
  }
  if (p->page) {
    casus_buffer_add_c(p->out, "<a tabindex=\"-1\" href=\"#state-");
    casus_escape_attribute(p->out, p->report->world->states[state].code);
    casus_buffer_add_c(p->out, "\"");
  } else {
    casus_buffer_add_c(p->out, "<g");
  }
  casus_buffer_printf(p->out, " class=\"c%d%s\">", casus_map_class(risk->expected),
                      p->changed[state] ? " changed" : "");
  put_title(p, risk);
}

static void close_state(const casus_picture *p, uint32_t state) {
  casus_buffer_add_c(p->out, p->page && risk_of(p, state) ? "</a>\n" : "</g>\n");
}

static void put_dot(const casus_picture *p, uint32_t state) {
  const casus_label_point *point = &p->points[state];
  double x, y;
  casus_geo_place(&p->view, casus_geo_unwrap(point->lon, p->view.center), point->lat, &x, &y);
  if (casus_picture_inside(p, x, y))
    casus_buffer_printf(p->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>", x, y, DOT);
}

/* Rings come grouped by unit. Returns the first ring of the next one. */
static size_t put_unit(const casus_picture *p, const casus_land *land, size_t i) {
  const double too_small = 30; /* square pixels */
  uint32_t state = land->rings[i].state;
  casus_str code = land->rings[i].code;
  size_t opened = p->out->len;
  double area = 0;
  open_state(p, state);
  casus_buffer_add_c(p->out, "<path d=\"");
  size_t start = p->out->len;
  for (; i < land->ring_count && casus_str_eq(land->rings[i].code, code); i++)
    area += put_ring(p, land, &land->rings[i]);
  bool seen = p->out->len > start;
  casus_buffer_add_c(p->out, "\"/>");
  bool small = risk_of(p, state) && (p->points[state].small || area < too_small);
  if (small) put_dot(p, state);
  close_state(p, state);
  if (!seen && !small) p->out->len = opened;
  return i;
}

/* Changed states last, so that their outlines lie above their neighbours. */
void casus_picture_land(const casus_picture *p) {
  casus_land land = casus_atlas_land(p->report->atlas);
  casus_buffer_add_c(p->out, "<g class=\"land\">\n");
  for (int changed = 0; changed < 2; changed++)
    for (size_t i = 0; i < land.ring_count;) {
      size_t start = p->out->len;
      uint32_t state = land.rings[i].state;
      bool is_changed = risk_of(p, state) && p->changed[state];
      i = put_unit(p, &land, i);
      if (is_changed != (changed == 1)) p->out->len = start;
    }
  casus_buffer_add_c(p->out, "</g>\n");
}
