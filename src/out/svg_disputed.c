/* Disputed areas: hatched over whatever colour the land has, so that the map takes no side. */
#include "out/picture.h"

static void open_area(const casus_picture *p, const casus_disputed *area) {
  casus_buffer words = {0};
  casus_disputed_words(&words, p->report, area);
  casus_buffer_add_c(p->out, "<g><title>");
  casus_escape_markup(p->out, casus_buffer_str(&words));
  casus_buffer_add_c(p->out, "</title>");
  p->out->failed |= words.failed;
  casus_buffer_free(&words);
}

/* False when nothing of it can be seen as an area. */
static bool put_area(const casus_picture *p, const casus_disputed *area) {
  const double too_small = 12; /* square pixels */
  double pixels = 0;
  casus_buffer_add_c(p->out, "<path class=\"hatched\" d=\"");
  size_t start = p->out->len;
  for (size_t i = 0; i < area->ring_count; i++)
    pixels += casus_picture_ring(p, area->land, &area->land->rings[area->first_ring + i]);
  bool seen = p->out->len > start && pixels >= too_small;
  casus_buffer_add_c(p->out, "\"/>");
  return seen;
}

static bool put_mark(const casus_picture *p, const casus_disputed *area) {
  double x, y;
  casus_geo_place(&p->view, casus_geo_unwrap(area->lon, p->view.center), area->lat, &x, &y);
  if (!casus_picture_inside(p, x, y)) return false;
  casus_buffer_printf(p->out, "<path class=\"mark\" d=\"M%.0f %.0fm-32 0l32-32 32 32-32 32z\"/>", x * 10, y * 10);
  return true;
}

void casus_picture_disputed(const casus_picture *p) {
  casus_buffer_printf(p->out, "%s<g class=\"disputed\">\n", casus_picture_scale);
  for (size_t i = 0; i < p->disputed_count; i++) {
    const casus_disputed *area = &p->disputed[i];
    size_t opened = p->out->len;
    open_area(p, area);
    size_t inside = p->out->len;
    bool seen = area->land && put_area(p, area);
    if (!seen) p->out->len = inside;
    seen = seen || put_mark(p, area);
    casus_buffer_add_c(p->out, "</g>\n");
    if (!seen) p->out->len = opened;
  }
  casus_buffer_add_c(p->out, "</g></g>\n");
}
