/* The risk map as a picture. Colour says how many new disputes are expected; lines say between whom. */
#include <math.h>

#include "out/picture.h"

enum { WIDTH = 960, TITLE = 38, LEGEND = 62, SHORT_LINE = 36 };

bool casus_picture_inside(const casus_picture *p, double x, double y) {
  return x >= 0 && x <= p->view.width && y >= 0 && y <= p->view.height;
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
  int rc = casus_data_get(NULL, "world/units.tsv", arena, &bytes, err);
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

static int prepare(casus_picture *p, casus_arena *arena, casus_error *err) {
  const casus_report *r = p->report;
  p->risks = casus_arena_array(arena, r->world->state_count, sizeof *p->risks);
  p->points = casus_arena_array(arena, r->world->state_count, sizeof *p->points);
  p->changed = casus_arena_array(arena, r->world->state_count, sizeof *p->changed);
  if (!p->risks || !p->points || !p->changed) return casus_fail_memory(err);
  for (size_t i = 0; i < r->map->state_count; i++) p->risks[r->map->states[i].state] = &r->map->states[i];
  for (size_t i = 0; i < r->change_count; i++) {
    const casus_change *c = &r->changes[i];
    if (c->weight == CASUS_CHANGE_WEIGHTLESS) continue;
    if (c->state < r->world->state_count) p->changed[c->state] = true;
    if (c->other < r->world->state_count) p->changed[c->other] = true;
  }
  int rc = find_view(p, arena, err);
  return rc == CASUS_OK ? read_points(p, arena, err) : rc;
}

/* Two rows below the map: the classes; the lines and the outline. */
static void put_legend(const casus_picture *p) {
  double y = p->view.height + 8;
  casus_buffer_printf(p->out, "<g class=\"legend\"><text x=\"8\" y=\"%.0f\">Expected new disputes:</text>", y + 12);
  for (int c = 0; c < CASUS_MAP_CLASSES; c++) {
    int x = 160 + 106 * c;
    casus_buffer_printf(p->out,
                        "<rect class=\"c%d\" x=\"%d\" y=\"%.0f\" width=\"20\" height=\"14\"/><text x=\"%d\" "
                        "y=\"%.0f\">",
                        c, x, y, x + 25, y + 12);
    casus_map_class_words(p->out, c);
    casus_buffer_add_c(p->out, "</text>");
  }
  y += 26;
  casus_buffer_printf(
      p->out,
      "<path class=\"quarrel\" stroke-width=\"3\" d=\"M8 %.0fh30\"/><text x=\"44\" y=\"%.0f\">likeliest pairs</text>"
      "<path class=\"pact\" stroke-width=\"3\" d=\"M150 %.0fh30\"/><text x=\"186\" y=\"%.0f\">defence duty told "
      "of</text>"
      "<path class=\"pact pending\" stroke-width=\"3\" d=\"M322 %.0fh30\"/><text x=\"358\" y=\"%.0f\">one not known to "
      "be in force</text>"
      "<rect class=\"changed\" x=\"550\" y=\"%.0f\" width=\"20\" height=\"13\"/><text x=\"576\" y=\"%.0f\">named by "
      "what changed</text><rect class=\"out\" x=\"730\" y=\"%.0f\" width=\"20\" height=\"14\"/><text x=\"755\" "
      "y=\"%.0f\">not in this region</text></g>\n",
      y + 7, y + 12, y + 7, y + 12, y + 7, y + 12, y, y + 12, y, y + 12);
}

static void put_name(const casus_picture *p) {
  casus_buffer_add_c(p->out, "The risk map of ");
  casus_escape_attribute(p->out, casus_out_region(p->report->map->region));
  casus_buffer_add_c(p->out, " on ");
  casus_out_day(p->out, p->report->world->date);
  const casus_supposed *supposed = p->report->supposed;
  if (!supposed) return;
  if (supposed->line_count == 1 && supposed->lines[0].len <= SHORT_LINE) {
    casus_buffer_add_c(p->out, ", if: ");
    casus_escape_attribute(p->out, supposed->lines[0]);
  } else {
    casus_buffer_printf(p->out, ", under %zu suppositions", supposed->line_count);
  }
}

/* The picture alone has its name above the map and the legend below, on paper of its own. */
static void put_open(const casus_picture *p, casus_str style) {
  int top = p->page ? 0 : TITLE;
  double height = p->view.height + (p->page ? 0 : TITLE + LEGEND);
  casus_buffer_printf(p->out,
                      "<svg class=\"map\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 %d %.0f %.0f\" role=\"img\" "
                      "aria-label=\"",
                      -top, p->view.width, height);
  put_name(p);
  casus_buffer_add_c(p->out, p->page ? "; the ranking lists the same numbers\">\n<style>\n" : "\">\n<style>\n");
  casus_buffer_add(p->out, style);
  casus_buffer_add_c(p->out, "</style>\n");
  if (!p->page) {
    casus_buffer_printf(p->out,
                        "<rect class=\"paper\" y=\"%d\" width=\"%.0f\" height=\"%.0f\"/><text class=\"name\" "
                        "x=\"8\" y=\"-12\">",
                        -top, p->view.width, height);
    put_name(p);
    casus_buffer_add_c(p->out, "</text>\n");
  }
  casus_buffer_printf(p->out,
                      "<defs><clipPath id=\"frame\"><rect width=\"%.0f\" height=\"%.0f\"/></clipPath></defs>\n"
                      "<g clip-path=\"url(#frame)\"><rect class=\"sea\" width=\"%.0f\" height=\"%.0f\"/>\n",
                      p->view.width, p->view.height, p->view.width, p->view.height);
}

int casus_out_map(casus_buffer *out, const casus_report *report, bool page, casus_error *err) {
  casus_picture p = {.out = out, .report = report, .page = page};
  casus_arena *arena = casus_arena_new();
  casus_str style;
  int rc = arena ? prepare(&p, arena, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = casus_data_get(NULL, "page/map.css", arena, &style, err);
  if (rc == CASUS_OK) {
    put_open(&p, style);
    casus_picture_land(&p);
    casus_picture_lines(&p);
    casus_picture_labels(&p);
    casus_buffer_add_c(out, "</g>\n");
    if (!page) put_legend(&p);
    casus_buffer_add_c(out, "</svg>\n");
    if (out->failed) rc = casus_fail_memory(err);
  }
  casus_arena_free(arena);
  return rc;
}

int casus_out_svg(casus_buffer *out, const casus_report *report, casus_error *err) {
  return casus_out_map(out, report, false, err);
}
