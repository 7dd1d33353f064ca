/* The map on the page: the picture, its legend, the disputed areas in words, and what the script needs to draw arcs. */
#include <math.h>

#include "out/html.h"
#include "out/picture.h"

#define put casus_html_put

/* What only the script makes useful is hidden until it runs. */
static void put_controls(casus_buffer *out, const casus_report *r) {
  if (!r->map_before) return;
  casus_buffer_printf(out,
                      "<fieldset id=\"colors\" hidden><legend>Colours show</legend><label><input type=\"radio\" "
                      "name=\"color\" value=\"level\"%s> expected disputes</label> <label><input type=\"radio\" "
                      "name=\"color\" value=\"change\"%s> what changed</label></fieldset>\n",
                      r->by_change ? "" : " checked", r->by_change ? " checked" : "");
}

static void put_item(casus_buffer *out, const char *sample, casus_str text) {
  casus_buffer_printf(out, "<li><svg class=\"swatch\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\">%s</svg> ",
                      CASUS_SAMPLE_WIDTH, CASUS_SAMPLE_HEIGHT, sample);
  casus_escape_markup(out, text);
  put(out, "</li>\n");
}

static void put_legend(casus_buffer *out, const casus_report *r, const casus_legend *legend) {
  static const char *const names[] = {"level", "change", "areas", "lines"};
  for (size_t i = 0; i < legend->count;) {
    casus_legend_group group = legend->items[i].group;
    bool colors = group <= CASUS_LEGEND_CHANGE, shown = !colors || (group == CASUS_LEGEND_CHANGE) == r->by_change;
    casus_buffer_printf(out, "<div class=\"legend %s\"%s><p>%s</p>\n<ul>\n", names[group], shown ? "" : " hidden",
                        casus_legend_heading(group));
    for (; i < legend->count && legend->items[i].group == group; i++)
      put_item(out, legend->items[i].sample, legend->items[i].text);
    put(out, "</ul></div>\n");
  }
  put(out, "<p class=\"soft\">");
  for (size_t i = 0; i < legend->note_count; i++) {
    if (i) put(out, " ");
    casus_escape_markup(out, legend->notes[i]);
  }
  put(out, "</p>\n");
}

static void put_disputed(casus_buffer *out, const casus_picture *p) {
  bool open = false;
  for (size_t i = 0; i < p->disputed_count; i++) {
    casus_buffer words = {0};
    double x, y;
    casus_geo_place(&p->view, casus_geo_unwrap(p->disputed[i].lon, p->view.center), p->disputed[i].lat, &x, &y);
    if (!casus_picture_inside(p, x, y)) continue;
    if (!open) put(out, "<details><summary>The disputed areas, who holds and who claims them</summary>\n<ul>\n");
    open = true;
    casus_disputed_words(&words, p->report, &p->disputed[i]);
    put(out, "<li>");
    casus_escape_markup(out, casus_buffer_str(&words));
    put(out, "</li>\n");
    out->failed |= words.failed;
    casus_buffer_free(&words);
  }
  if (open) put(out, "</ul></details>\n");
}

/* Where each state lies, and how wide the globe is there: [code, name, x, y, width], in pixels of the picture. */
static void put_places(casus_json *json, const casus_picture *p) {
  const casus_world *world = p->report->world;
  casus_json_open(json, '[');
  for (size_t i = 0; i < world->state_count; i++) {
    const casus_label_point *at = &p->points[i];
    double lon = casus_geo_unwrap(at->lon, p->view.center), x, y, east, unused;
    casus_geo_place(&p->view, lon, at->lat, &x, &y);
    casus_geo_place(&p->view, lon + 360, at->lat, &east, &unused);
    casus_json_open(json, '[');
    casus_json_str(json, world->states[i].code);
    casus_json_str(json, world->states[i].name);
    casus_json_int(json, lround(x));
    casus_json_int(json, lround(y));
    casus_json_int(json, lround(east - x));
    casus_json_close(json, ']');
  }
  casus_json_close(json, ']');
}

/* The largest draw-ins of a state, in either direction: ["PRK",123,…], in millionths of a dispute a year. */
static void put_side(casus_json *json, const casus_picture *p, uint32_t state, bool other) {
  enum { MOST = 6 };
  const double least = 0.001, millionth = 1e6;
  size_t shown = 0;
  casus_json_open(json, '[');
  for (size_t i = 0; i < p->draw_count && shown < MOST && p->draws[i].amount >= least; i++) {
    const casus_draw_in *d = &p->draws[i];
    if ((other ? d->to : d->from) != state) continue;
    casus_json_str(json, p->report->world->states[other ? d->from : d->to].code);
    casus_json_int(json, lround(d->amount * millionth));
    shown++;
  }
  casus_json_close(json, ']');
}

static void put_draws(casus_buffer *out, const casus_picture *p) {
  casus_buffer text = {0};
  casus_json json = {.out = &text};
  const casus_risk_map *map = p->report->map;
  casus_json_open(&json, '[');
  put_places(&json, p);
  casus_json_open(&json, '[');
  for (size_t i = 0; i < map->state_count; i++) {
    casus_json_open(&json, '[');
    casus_json_str(&json, p->report->world->states[map->states[i].state].code);
    put_side(&json, p, map->states[i].state, false);
    put_side(&json, p, map->states[i].state, true);
    casus_json_close(&json, ']');
  }
  casus_json_close(&json, ']');
  casus_json_close(&json, ']');
  put(out, "<script type=\"application/json\" id=\"draws\">");
  casus_escape_script_json(out, casus_buffer_str(&text));
  put(out, "</script>\n");
  out->failed |= text.failed;
  casus_buffer_free(&text);
}

static void put_caption(casus_buffer *out, const casus_picture *p, const casus_legend *legend) {
  put(out, "<p id=\"hint\" class=\"soft\" hidden>Choose a state for who would be drawn in with it: by pointer, or with "
           "Tab and the arrow keys; Enter keeps the choice, Escape ends it.</p>\n<div id=\"chosen\" "
           "aria-live=\"polite\" hidden></div>\n<figcaption>\n");
  put_legend(out, p->report, legend);
  put_disputed(out, p);
  put(out, "</figcaption>\n</figure>\n");
}

int casus_html_map(casus_buffer *out, const casus_report *r, casus_arena *arena, casus_error *err) {
  casus_picture p = {.out = out, .report = r, .page = true};
  casus_legend legend;
  int rc = casus_picture_prepare(&p, arena, err);
  if (rc == CASUS_OK) rc = casus_legend_make(&p, arena, &legend, err);
  if (rc != CASUS_OK) return rc;
  put(out, "<section id=\"map\" aria-labelledby=\"map-name\"");
  if (r->chosen) casus_escape_into(out, " data-chosen=\"", r->chosen->code);
  put(out, ">\n<h2 id=\"map-name\">Map</h2>\n");
  put_controls(out, r);
  put(out, "<figure>\n");
  rc = casus_out_map(out, &p, &legend, arena, err);
  if (rc != CASUS_OK) return rc;
  put_caption(out, &p, &legend);
  put_draws(out, &p);
  put(out, "</section>\n");
  return CASUS_OK;
}
