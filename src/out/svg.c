/* The risk map as a picture. Colour says how many new disputes are expected; lines say between whom. */
#include <math.h>

#include "out/geo.h"
#include "out/words.h"

enum { WIDTH = 960, CLASSES = 6, PAIRS = 12, LABELS = 14, DOT = 4, LEGEND = 46 };

/* Lower bounds of the colour classes: expected new disputes within twelve months; each about doubles. */
static const double class_from[CLASSES] = {0, 0.05, 0.12, 0.25, 0.5, 1};
/* A single hue that darkens (ColorBrewer-like steps, own values); readable without colour vision and in print. */
static const char *const class_fill[CLASSES] = {"#fbeee0", "#f6d3ab", "#eeb079", "#dd8449", "#bd5424", "#862f10"};

typedef struct picture {
  casus_buffer *out;
  const casus_report *report;
  casus_view_box view;
  const casus_state_risk **risks; /* [state_count], NULL outside the region */
} picture;

static int class_of(double expected) {
  int c = 0;
  while (c + 1 < CLASSES && expected >= class_from[c + 1]) c++;
  return c;
}

static int find_view(const casus_report *report, casus_view_box *view, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_str bytes, f[5], region = report->map->region.len ? report->map->region : CASUS_STR("world");
  double edges[4] = {180, 90, -180, -90};
  bool found = false;
  int rc = arena ? casus_data_get(NULL, "page/views.tsv", arena, &bytes, err) : casus_fail_memory(err);
  casus_table table = rc == CASUS_OK ? casus_table_of(bytes) : casus_table_of(CASUS_STR(""));
  while (!found && casus_table_next(&table, f, 5)) {
    found = casus_str_eq(f[0], region);
    for (int i = 0; found && i < 4; i++)
      if (!casus_parse_double(f[i + 1], &edges[i]))
        rc = casus_fail(err, CASUS_E_DATA, 0, "page/views.tsv:%zu: not a number", table.line);
  }
  casus_arena_free(arena);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; !found && i < report->map->state_count; i++) {
    const casus_state *s = &report->world->states[report->map->states[i].state];
    edges[0] = fmin(edges[0], s->lon - 8), edges[1] = fmax(-60, fmin(edges[1], s->lat - 8));
    edges[2] = fmax(edges[2], s->lon + 8), edges[3] = fmin(84, fmax(edges[3], s->lat + 8));
  }
  if (edges[0] >= edges[2] || edges[1] >= edges[3]) edges[0] = -170, edges[1] = -58, edges[2] = 190, edges[3] = 84;
  *view = casus_geo_frame(edges[0], edges[1], edges[2], edges[3], WIDTH);
  return CASUS_OK;
}

/* One ring as path data with one decimal; returns its area in square pixels. A ring wholly outside gives no points. */
static double put_ring(const picture *p, const casus_land *land, const casus_ring *ring) {
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9, area = 0, x = 0, y = 0, before_x = 0, before_y = 0;
  size_t start = p->out->len;
  double lon = p->view.center;
  for (uint32_t i = 0; i < ring->count; i++) {
    const casus_point *point = &land->points[ring->first + i];
    lon = casus_geo_unwrap(point->lon, lon);
    casus_geo_place(&p->view, lon, point->lat, &x, &y);
    casus_buffer_printf(p->out, "%s%.1f %.1f", i ? " " : "M", x, y);
    if (i) area += before_x * y - x * before_y;
    before_x = x, before_y = y;
    left = fmin(left, x), right = fmax(right, x), top = fmin(top, y), bottom = fmax(bottom, y);
  }
  casus_buffer_add_char(p->out, 'Z');
  if (right < 0 || left > p->view.width || bottom < 0 || top > p->view.height) p->out->len = start;
  return fabs(area) / 2;
}

static void put_title(const picture *p, const casus_state_risk *risk) {
  casus_buffer_add_c(p->out, "<title>");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, risk->state));
  casus_buffer_add_c(p->out, ": ");
  casus_out_interval(p->out, risk->expected, risk->low, risk->high);
  casus_buffer_printf(p->out, " expected new disputes, rank %d</title>", risk->rank);
}

static void open_state(const picture *p, uint32_t state) {
  const casus_state_risk *risk = state < p->report->world->state_count ? p->risks[state] : NULL;
  if (!risk) {
    casus_buffer_add_c(p->out, "<g class=\"out\">");
    return;
  }
  casus_buffer_add_c(p->out, "<a href=\"#state-");
  casus_escape_attribute(p->out, p->report->world->states[state].code);
  casus_buffer_printf(p->out, "\" class=\"c%d\">", class_of(risk->expected));
  put_title(p, risk);
}

static void close_state(const picture *p, uint32_t state) {
  bool link = state < p->report->world->state_count && p->risks[state];
  casus_buffer_add_c(p->out, link ? "</a>\n" : "</g>\n");
}

/* States whose land is too small to see get a dot at their capital. */
static void put_dot(const picture *p, uint32_t state) {
  const casus_state *s = &p->report->world->states[state];
  double x, y;
  casus_geo_place(&p->view, casus_geo_unwrap(s->lon, p->view.center), s->lat, &x, &y);
  casus_buffer_printf(p->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>", x, y, DOT);
}

/* Rings come grouped by unit: one element a unit. */
static void put_land(const picture *p) {
  casus_land land = casus_atlas_land(p->report->atlas);
  for (size_t i = 0; i < land.ring_count;) {
    uint32_t state = land.rings[i].state;
    casus_str code = land.rings[i].code;
    double area = 0;
    open_state(p, state);
    casus_buffer_add_c(p->out, "<path d=\"");
    size_t start = p->out->len;
    for (; i < land.ring_count && casus_str_eq(land.rings[i].code, code); i++)
      area += put_ring(p, &land, &land.rings[i]);
    bool seen = p->out->len > start;
    casus_buffer_add_c(p->out, "\"/>");
    if (seen && area < 30 && state < p->report->world->state_count && p->risks[state]) put_dot(p, state);
    close_state(p, state);
  }
}

static void place_state(const picture *p, uint32_t state, double *x, double *y) {
  const casus_state *s = &p->report->world->states[state];
  casus_geo_place(&p->view, casus_geo_unwrap(s->lon, p->view.center), s->lat, x, y);
}

/* A bowed line between two capitals, so that crossing ones can be told apart. */
static void put_arc(const picture *p, uint32_t a, uint32_t b, double width, const char *class) {
  double x1, y1, x2, y2;
  place_state(p, a, &x1, &y1);
  place_state(p, b, &x2, &y2);
  double bow_x = (x1 + x2) / 2 - (y2 - y1) * 0.18, bow_y = (y1 + y2) / 2 + (x2 - x1) * 0.18;
  casus_buffer_printf(p->out, "<path class=\"%s\" d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" stroke-width=\"%.1f\"><title>",
                      class, x1, y1, bow_x, bow_y, x2, y2, width);
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, a));
  casus_buffer_add_c(p->out, " – ");
  casus_escape_markup(p->out, casus_out_state_name(p->report->world, b));
}

static void put_pairs(const picture *p) {
  const casus_risk_map *map = p->report->map;
  for (size_t i = 0; i < map->pair_count && i < PAIRS; i++) {
    const casus_pair_risk *pair = &map->pairs[i];
    put_arc(p, pair->a, pair->b, 1 + 6 * pair->probability, "quarrel");
    casus_buffer_printf(p->out, ": %.0f %% [%.0f–%.0f] a new dispute within twelve months</title></path>\n",
                        100 * pair->probability, 100 * pair->low, 100 * pair->high);
  }
}

static bool is_pact(const casus_world_tie *t, uint32_t states) {
  return casus_str_starts(t->tie.kind, CASUS_STR("alliance.defence")) && t->from < states && t->to < states;
}

/* Defence obligations that are news: those a report tells of, and signed ones that are not in force (dashed). */
static void put_obligations(const picture *p) {
  const casus_world *w = p->report->world;
  for (size_t i = 0; i < w->tie_count; i++) {
    const casus_world_tie *t = &w->ties[i];
    if (!is_pact(t, (uint32_t)w->state_count) || !t->evidence.len) continue;
    put_arc(p, t->from, t->to, 2.5, "pact");
    casus_buffer_add_c(p->out, ": defence obligation, told by a report</title></path>\n");
  }
  for (size_t i = 0; i < w->pending_count; i++) {
    const casus_world_tie *t = &w->pending[i];
    if (!is_pact(t, (uint32_t)w->state_count)) continue;
    put_arc(p, t->from, t->to, 2.5, "pact pending");
    casus_buffer_add_c(p->out, ": defence obligation, signed, not known to be in force</title></path>\n");
  }
}

typedef struct box {
  double left, top, right, bottom;
} box;

static bool overlaps(const box *taken, size_t count, box b) {
  for (size_t i = 0; i < count; i++)
    if (b.left < taken[i].right && b.right > taken[i].left && b.top < taken[i].bottom && b.bottom > taken[i].top)
      return true;
  return false;
}

/* Where a label of `width` pixels fits beside its dot without covering another: right, left, above, below. */
static bool find_room(const picture *p, const box *taken, size_t count, double x, double y, double width, box *found) {
  const double starts[4][2] = {{x + 5, y - 7}, {x - 5 - width, y - 7}, {x - width / 2, y - 19}, {x - width / 2, y + 5}};
  for (int i = 0; i < 4; i++) {
    box b = {starts[i][0], starts[i][1], starts[i][0] + width, starts[i][1] + 14};
    if (b.left < 0 || b.right > p->view.width || overlaps(taken, count, b)) continue;
    *found = b;
    return true;
  }
  return false;
}

static void put_labels(const picture *p) {
  const casus_risk_map *map = p->report->map;
  box taken[LABELS];
  size_t count = 0;
  for (size_t i = 0; i < map->state_count && count < LABELS; i++) {
    casus_str name = casus_out_state_name(map->world, map->states[i].state);
    double x, y;
    place_state(p, map->states[i].state, &x, &y);
    bool inside = x >= 0 && x <= p->view.width && y >= 0 && y <= p->view.height;
    if (!inside || !find_room(p, taken, count, x, y, 6.6 * (double)casus_columns(name), &taken[count])) continue;
    casus_buffer_printf(p->out, "<circle class=\"seat\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/><text x=\"%.1f\" y=\"%.1f\">",
                        x, y, taken[count].left, taken[count].bottom - 3);
    casus_escape_markup(p->out, name);
    casus_buffer_add_c(p->out, "</text>\n");
    count++;
  }
}

static void put_legend(const picture *p) {
  double y = p->view.height + 14;
  for (int c = 0; c < CLASSES; c++) {
    casus_buffer_printf(
        p->out, "<rect class=\"c%d\" x=\"%d\" y=\"%.0f\" width=\"60\" height=\"10\"/><text x=\"%d\" y=\"%.0f\">", c,
        8 + 62 * c, y, 8 + 62 * c, y + 24);
    if (c == 0)
      casus_buffer_printf(p->out, "&lt; %g</text>", class_from[1]);
    else
      casus_buffer_printf(p->out, "%g%s</text>", class_from[c], c + 1 == CLASSES ? " and more" : "");
  }
  casus_buffer_printf(
      p->out,
      "<text x=\"460\" y=\"%.0f\">expected new disputes within twelve months</text>"
      "<path class=\"quarrel\" stroke-width=\"3\" d=\"M460 %.0fh30\"/><text x=\"496\" y=\"%.0f\">likeliest pairs</text>"
      "<path class=\"pact pending\" stroke-width=\"2.5\" d=\"M620 %.0fh30\"/><text x=\"656\" y=\"%.0f\">defence pact "
      "told of (dashed: not known in "
      "force)</text>\n",
      y + 8, y + 20, y + 24, y + 20, y + 24);
}

static void put_style(casus_buffer *out) {
  casus_buffer_add_c(
      out, "<style>.sea{fill:#eef3f6}.land path{fill-rule:evenodd}.out path{fill:#dcdcd8}.land path,.land "
           "circle{stroke:#fff;stroke-width:.6}"
           ".land a:hover path,.land a:focus path{stroke:#111;stroke-width:1.5}"
           ".quarrel{fill:none;stroke:#3b1f5b;stroke-opacity:.75}.pact{fill:none;stroke:#0b5c8a}.pending{stroke-"
           "dasharray:6 4}"
           ".seat{fill:#111}text{font:12px "
           "system-ui,sans-serif;fill:#111;paint-order:stroke;stroke:#fff;stroke-width:2.5px}");
  for (int c = 0; c < CLASSES; c++)
    casus_buffer_printf(out, ".c%d{fill:%s}.c%d path,.c%d circle{fill:%s}", c, class_fill[c], c, c, class_fill[c]);
  casus_buffer_add_c(out, "</style>\n");
}

int casus_out_svg(casus_buffer *out, const casus_report *report, casus_error *err) {
  picture p = {.out = out, .report = report};
  int rc = find_view(report, &p.view, err);
  if (rc != CASUS_OK) return rc;
  casus_arena *arena = casus_arena_new();
  p.risks = arena ? casus_arena_array(arena, report->world->state_count, sizeof *p.risks) : NULL;
  if (p.risks) {
    for (size_t i = 0; i < report->map->state_count; i++)
      p.risks[report->map->states[i].state] = &report->map->states[i];
    casus_buffer_printf(out,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
                        "aria-label=\"The risk map of ",
                        p.view.width, p.view.height + LEGEND);
    casus_escape_attribute(out, casus_out_region(report->map->region));
    casus_buffer_add_c(out, " on ");
    casus_out_day(out, report->world->date);
    casus_buffer_printf(out,
                        "\">\n<defs><clipPath id=\"frame\"><rect width=\"%.0f\" height=\"%.0f\"/></clipPath></defs>\n",
                        p.view.width, p.view.height);
    put_style(out);
    casus_buffer_printf(
        out, "<g clip-path=\"url(#frame)\"><rect class=\"sea\" width=\"%.0f\" height=\"%.0f\"/>\n<g class=\"land\">",
        p.view.width, p.view.height);
    put_land(&p);
    casus_buffer_add_c(out, "</g>\n");
    put_pairs(&p);
    put_obligations(&p);
    put_labels(&p);
    casus_buffer_add_c(out, "</g>\n");
    put_legend(&p);
    casus_buffer_add_c(out, "</svg>\n");
  }
  bool failed = !p.risks || out->failed;
  casus_arena_free(arena);
  return failed ? casus_fail_memory(err) : CASUS_OK;
}
