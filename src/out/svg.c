/* The risk map as a picture. Colour says how many new disputes are expected; lines say between whom. */
#include "out/picture.h"

enum { TITLE = 38, MARGIN = 8, ROW = 22, NOTE_ROW = 17, SHORT_LINE = 36 };

/* Rows of legend below the map; columns of text are estimated, fonts differ. */
typedef struct rows {
  casus_buffer *out;
  double x, y, width;
} rows;

static void next_row(rows *r, double height) { r->x = MARGIN, r->y += height; }

static void put_item(rows *r, const char *sample, casus_str text) {
  const double letter = 6.4, gap = 14;
  double width = CASUS_SAMPLE_WIDTH + 6 + letter * (double)casus_columns(text);
  if (r->x + width > r->width - MARGIN && r->x > MARGIN) next_row(r, ROW);
  casus_buffer_printf(r->out, "<g transform=\"translate(%.0f %.0f)\">%s<text x=\"%d\" y=\"12\">", r->x, r->y, sample,
                      CASUS_SAMPLE_WIDTH + 6);
  casus_escape_markup(r->out, text);
  casus_buffer_add_c(r->out, "</text></g>\n");
  r->x += width + gap;
}

/* Returns its height. */
static double put_legend(const casus_picture *p, const casus_legend *legend, casus_buffer *out) {
  rows r = {.out = out, .x = MARGIN, .y = p->view.height + 10, .width = p->view.width};
  casus_buffer_add_c(out, "<g class=\"legend\">\n");
  for (size_t i = 0; i < legend->count; i++) {
    casus_legend_group group = legend->items[i].group;
    if (i && group != legend->items[i - 1].group && group != CASUS_LEGEND_LINES) next_row(&r, ROW);
    if (group <= CASUS_LEGEND_CHANGE && (!i || group != legend->items[i - 1].group)) {
      casus_buffer_printf(out, "<text class=\"heading\" x=\"%d\" y=\"%.0f\">%s</text>\n", MARGIN, r.y + 12,
                          casus_legend_heading(group));
      next_row(&r, ROW);
    }
    put_item(&r, legend->items[i].sample, legend->items[i].text);
  }
  next_row(&r, ROW + 4);
  for (size_t i = 0; i < legend->note_count; i++) {
    casus_buffer_printf(out, "<text class=\"note\" x=\"%d\" y=\"%.0f\">", MARGIN, r.y + 8);
    casus_escape_markup(out, legend->notes[i]);
    casus_buffer_add_c(out, "</text>\n");
    next_row(&r, NOTE_ROW);
  }
  casus_buffer_add_c(out, "</g>\n");
  return r.y - p->view.height;
}

/* "The risk map of Asia on 9 July 2024, if: …"; not escaped yet. */
static void put_name(casus_buffer *out, const casus_report *r) {
  if (r->chosen) {
    casus_buffer_add_c(out, "Drawn in with ");
    casus_buffer_add(out, r->chosen->in_text);
    casus_buffer_add_c(out, ": ");
  } else {
    casus_buffer_add_c(out, r->by_change ? "What changed on the risk map of " : "The risk map of ");
  }
  casus_buffer_add(out, casus_out_region(r->map->region));
  casus_buffer_add_c(out, " on ");
  casus_out_day(out, r->world->date);
  const casus_supposed *supposed = r->supposed;
  if (!supposed) return;
  if (supposed->line_count == 1 && supposed->lines[0].len <= SHORT_LINE) {
    casus_buffer_add_c(out, ", if: ");
    casus_buffer_add(out, supposed->lines[0]);
  } else {
    casus_buffer_printf(out, ", under %zu suppositions", supposed->line_count);
  }
}

/* Above the map, smaller where it is long. */
static void put_heading(const casus_picture *p, casus_str name) {
  const double largest = 20, smallest = 9, em = 0.64; /* a bold letter's width */
  double size = (p->view.width - 2 * MARGIN) / (em * (double)(casus_columns(name) + 1));
  size = size > largest ? largest : size < smallest ? smallest : size;
  casus_buffer_printf(p->out, "<g font-size=\"%.1f\"><text class=\"name\" x=\"%d\" y=\"-12\">", size, MARGIN);
  casus_escape_markup(p->out, name);
  casus_buffer_add_c(p->out, "</text></g>\n");
}

/* Patterns have the scale of the land: ten units a pixel. */
static const char definitions[] =
    "<pattern id=\"hatch\" width=\"55\" height=\"55\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<path class=\"hatch-light\" d=\"M12 0v55\"/><path class=\"hatch-dark\" d=\"M30 0v55\"/></pattern>\n"
    "<pattern id=\"dots\" width=\"60\" height=\"60\" patternUnits=\"userSpaceOnUse\">"
    "<circle class=\"dot\" cx=\"15\" cy=\"15\" r=\"8\"/><circle class=\"dot\" cx=\"45\" cy=\"45\" r=\"8\"/></pattern>\n"
    "<pattern id=\"crosses\" width=\"80\" height=\"80\" patternUnits=\"userSpaceOnUse\">"
    "<path class=\"cross\" d=\"M8 20h24M20 8v24M48 60h24M60 48v24\"/></pattern>\n"
    "<marker id=\"to-draws\" class=\"draws-end\" viewBox=\"0 0 10 10\" refX=\"7\" refY=\"5\" markerWidth=\"14\" "
    "markerHeight=\"14\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0l10 5-10 5z\"/></marker>\n"
    "<marker id=\"to-drawn\" class=\"drawn-end\" viewBox=\"0 0 10 10\" refX=\"7\" refY=\"5\" markerWidth=\"14\" "
    "markerHeight=\"14\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0l10 5-10 5z\"/></marker>\n";

/* The picture alone has its name above the map and the legend below, on paper of its own. */
static void put_open(const casus_picture *p, casus_str style, casus_str name, double legend_height) {
  int top = p->page ? 0 : TITLE;
  double height = p->view.height + top + legend_height;
  casus_buffer_printf(p->out,
                      "<svg class=\"map %s\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 %d %.0f %.0f\" "
                      "role=\"%s\" aria-label=\"",
                      p->report->by_change ? "change" : "level", -top, p->view.width, height,
                      p->page ? "group" : "img");
  casus_escape_attribute(p->out, name);
  casus_buffer_add_c(p->out, p->page ? "; the ranking lists the same numbers\">\n<style>\n" : "\">\n<style>\n");
  casus_buffer_add(p->out, style);
  casus_buffer_printf(
      p->out, "</style>\n<defs>%s<clipPath id=\"frame\"><rect width=\"%.0f\" height=\"%.0f\"/></clipPath></defs>\n",
      definitions, p->view.width, p->view.height);
  if (!p->page) {
    casus_buffer_printf(p->out, "<rect class=\"paper\" y=\"%d\" width=\"%.0f\" height=\"%.0f\"/>", -top, p->view.width,
                        height);
    put_heading(p, name);
  }
  casus_buffer_printf(p->out, "<g clip-path=\"url(#frame)\"><rect class=\"sea\" width=\"%.0f\" height=\"%.0f\"/>\n",
                      p->view.width, p->view.height);
}

static void put_picture(const casus_picture *p, casus_str style, casus_str legend, double legend_height) {
  casus_buffer name = {0};
  put_name(&name, p->report);
  put_open(p, style, casus_buffer_str(&name), legend_height);
  p->out->failed |= name.failed;
  casus_buffer_free(&name);
  casus_picture_land(p);
  casus_picture_disputed(p);
  casus_picture_lines(p);
  casus_picture_labels(p);
  casus_buffer_add_c(p->out, "</g>\n");
  casus_buffer_add(p->out, legend);
  casus_buffer_add_c(p->out, "</svg>\n");
}

int casus_out_map(casus_buffer *out, const casus_picture *p, const casus_legend *legend, casus_arena *arena,
                  casus_error *err) {
  casus_str style;
  casus_buffer below = {0};
  int rc = casus_data_get(p->report->world->folder, "page/map.css", arena, &style, err);
  if (rc != CASUS_OK) return rc;
  double height = p->page ? 0 : put_legend(p, legend, &below);
  put_picture(p, style, casus_buffer_str(&below), height);
  bool failed = out->failed || below.failed;
  casus_buffer_free(&below);
  return failed ? casus_fail_memory(err) : CASUS_OK;
}

int casus_out_svg(casus_buffer *out, const casus_report *report, casus_error *err) {
  casus_picture p = {.out = out, .report = report};
  casus_legend legend;
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_picture_prepare(&p, arena, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = casus_legend_make(&p, arena, &legend, err);
  if (rc == CASUS_OK) rc = casus_out_map(out, &p, &legend, arena, err);
  casus_arena_free(arena);
  return rc;
}
