#include "out/classes.h"

#include <math.h>
#include <stdlib.h>

/* Lower bounds of the colour classes: expected new disputes within twelve months; each about doubles. */
static const double class_from[CASUS_MAP_CLASSES] = {0, 0.05, 0.12, 0.25, 0.5, 1, 2};
/* Of a change of share, in points; the first is what a rise takes (risk: two points). */
static const int points_from[CASUS_CHANGE_NONE] = {2, 5, 10};

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

const casus_state_risk *casus_map_before(const casus_report *report, uint32_t state) {
  const casus_risk_map *map = report->map_before;
  for (size_t i = 0; map && i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

static bool is_measured(const casus_report *report, uint32_t state) {
  for (size_t i = 0; i < report->change_count; i++) {
    const casus_change *c = &report->changes[i];
    if (c->state == state && (casus_str_eq(c->kind, CASUS_STR("rise")) || casus_str_eq(c->kind, CASUS_STR("fall"))))
      return true;
  }
  return false;
}

int casus_map_change_class(const casus_report *report, const casus_state_risk *risk) {
  const casus_state_risk *was = casus_map_before(report, risk->state);
  if (!was || !is_measured(report, risk->state)) return CASUS_CHANGE_NONE;
  double points = 100 * (risk->share - was->share);
  int steps = 1;
  while (steps < CASUS_CHANGE_NONE && fabs(points) >= points_from[steps]) steps++;
  return points > 0 ? CASUS_CHANGE_NONE + steps : CASUS_CHANGE_NONE - steps;
}

void casus_map_change_words(casus_buffer *out, int c) {
  int steps = abs(c - CASUS_CHANGE_NONE);
  const char *sign = c > CASUS_CHANGE_NONE ? "+" : "−";
  if (!steps)
    casus_buffer_add_c(out, "no measurable change");
  else if (steps == CASUS_CHANGE_NONE)
    casus_buffer_printf(out, "%s%d and more", sign, points_from[steps - 1]);
  else
    casus_buffer_printf(out, "%s%d to %d", sign, points_from[steps - 1], points_from[steps]);
}

casus_age casus_map_age(casus_date day, casus_date newest) {
  if (!casus_date_known(newest)) return CASUS_AGE_NEVER;
  return day.day - casus_date_last_day(newest) > CASUS_OLD_YEARS * 365.25 ? CASUS_AGE_OLD : CASUS_AGE_FRESH;
}

static int by_value(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

void casus_map_interval_words(casus_buffer *out, const casus_risk_map *map) {
  enum { MOST = 512 };
  double low[MOST], high[MOST];
  size_t count = 0;
  for (size_t i = 0; i < map->state_count && count < MOST; i++) {
    const casus_state_risk *s = &map->states[i];
    if (!(s->expected > 0)) continue;
    low[count] = s->low / s->expected;
    high[count++] = s->high / s->expected;
  }
  if (!count) return;
  qsort(low, count, sizeof *low, by_value);
  qsort(high, count, sizeof *high, by_value);
  casus_buffer_printf(out, "%.1f to %.1f", low[count / 2], high[count / 2]);
}

static int by_amount(const void *x, const void *y) {
  const casus_draw_in *a = x, *b = y;
  if (a->amount != b->amount) return a->amount > b->amount ? -1 : 1;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  return (a->to > b->to) - (a->to < b->to);
}

casus_draw_in *casus_map_draw_ins(const casus_risk_map *map, casus_arena *arena, size_t *count) {
  CASUS_VEC(casus_draw_in) list = {.items = casus_arena_array(arena, 1, sizeof *list.items), .capacity = 1};
  if (!list.items) return NULL;
  for (size_t i = 0; i < map->state_count; i++) {
    const casus_state_risk *s = &map->states[i];
    casus_draw_in *last = NULL; /* the drivers of one partner stand together */
    for (size_t d = 0; d < s->driver_count; d++) {
      const casus_driver *driver = &s->drivers[d];
      if (driver->with == UINT32_MAX || !casus_str_eq(driver->layer, CASUS_STR("draw-in"))) continue;
      if (!last || last->to != driver->with) {
        last = casus_vec_push(&list, arena);
        if (!last) return NULL;
        *last = (casus_draw_in){s->state, driver->with, 0};
      }
      last->amount += driver->amount;
    }
  }
  qsort(list.items, list.count, sizeof *list.items, by_amount);
  *count = list.count;
  return list.items;
}
