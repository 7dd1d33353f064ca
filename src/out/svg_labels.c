/* Names of states on the map. */
#include <math.h>

#include "out/picture.h"

enum { LABELS = 40, FIRST = 12 };

typedef struct box {
  double left, top, right, bottom;
} box;

/* A layer of names under way. */
typedef struct layer {
  const casus_picture *p;
  double em;
  size_t most, count;
  box taken[LABELS];
} layer;

static bool overlaps(const layer *l, box b) {
  for (size_t i = 0; i < l->count; i++)
    if (b.left < l->taken[i].right && b.right > l->taken[i].left && b.top < l->taken[i].bottom &&
        b.bottom > l->taken[i].top)
      return true;
  return false;
}

/* Where a name fits: on its point, else around it, without covering another. */
static bool find_room(const layer *l, casus_spot at, double width, double height, bool beside, box *found) {
  const double gap = 6, up = at.y - height / 2, mid = at.x - width / 2;
  const casus_spot starts[] = {{mid, up},
                               {at.x + gap, up},
                               {at.x - gap - width, up},
                               {mid, at.y - height - gap},
                               {mid, at.y + gap},
                               {at.x + gap, at.y + gap / 2},
                               {at.x - gap - width, at.y + gap / 2},
                               {at.x + gap, at.y - height - gap / 2}};
  for (size_t i = beside ? 1 : 0; i < CASUS_COUNT(starts); i++) {
    box b = {starts[i].x, starts[i].y, starts[i].x + width, starts[i].y + height};
    bool inside =
        casus_picture_inside(l->p, b.left - 2, b.top - 2) && casus_picture_inside(l->p, b.right + 2, b.bottom + 2);
    if (!inside || overlaps(l, b)) continue;
    *found = b;
    return true;
  }
  return false;
}

/* Is the state large enough on the map for a name as wide? The first of the ranking are named all the same. */
static bool bears_name(const layer *l, uint32_t state, double width) {
  const double longer = 1.9; /* than its land is wide, about */
  return width <= longer * sqrt(l->p->area[state]);
}

static bool ends_an_arc(const casus_picture *p, uint32_t state) {
  enum { ARCS = 6 };
  size_t shown = 0;
  for (size_t i = 0; p->report->chosen && i < p->draw_count && shown < ARCS; i++) {
    const casus_draw_in *d = &p->draws[i];
    bool touches = casus_picture_chosen(p, d->from) || casus_picture_chosen(p, d->to);
    if (touches && (d->from == state || d->to == state)) return true;
    shown += touches;
  }
  return false;
}

static void put_name(layer *l, const casus_state_risk *risk, bool first) {
  static const char *const signs[] = {" ▼", " ▼", " ▼", "", " ▲", " ▲", " ▲"};
  const casus_picture *p = l->p;
  casus_str name = casus_out_state_name(p->report->world, risk->state);
  const char *sign = signs[casus_map_change_class(p->report, risk)];
  double size = l->em * (first ? 1 : 0.85), columns = (double)casus_columns(name) + (*sign ? 2 : 0);
  double width = 0.58 * size * columns;
  casus_spot at;
  box room;
  if (!casus_picture_spot(p, risk->state, &at) || (!first && !bears_name(l, risk->state, width))) return;
  if (!find_room(l, at, width, size * 1.1, p->points[risk->state].small, &room)) return;
  casus_buffer_printf(p->out, "<text%s x=\"%.1f\" y=\"%.1f\">", first ? " class=\"first\"" : "", room.left,
                      room.bottom - size * 0.28);
  casus_escape_markup(p->out, name);
  casus_buffer_add_c(p->out, sign);
  casus_buffer_add_c(p->out, "</text>");
  l->taken[l->count++] = room;
}

/* In the order of the ranking, those before all that the map is about; those that find no room are left out. */
static void put_layer(const casus_picture *p, const char *class, double em, size_t most) {
  const casus_risk_map *map = p->report->map;
  layer l = {.p = p, .em = em, .most = most};
  casus_buffer_printf(p->out, "<g class=\"%s\">", class);
  for (int about = 1; about >= 0; about--)
    for (size_t i = 0; i < map->state_count && l.count < most; i++) {
      uint32_t state = map->states[i].state;
      bool named = casus_picture_chosen(p, state) || ends_an_arc(p, state) || (!p->report->chosen && p->changed[state]);
      if (named == (about == 1)) put_name(&l, &map->states[i], named || (i < FIRST && !p->report->chosen));
    }
  casus_buffer_add_c(p->out, "</g>\n");
}

/* A second, coarser layer for screens where the map is small; the style shows one of them. */
void casus_picture_labels(const casus_picture *p) {
  put_layer(p, "wide", 13.5, p->report->chosen ? LABELS / 2 : LABELS);
  if (p->page) put_layer(p, "narrow", 27, FIRST);
}
