/* The drivers of a state's risk by the other state they are about: largest first, inside and out. */
#include <math.h>
#include <stdlib.h>

#include "out/words.h"

static int by_size(const void *a, const void *b) {
  const casus_driver *x = *(const casus_driver *const *)a, *y = *(const casus_driver *const *)b;
  double left = fabs(x->amount), right = fabs(y->amount);
  return left > right ? -1 : left < right ? 1 : (x > y) - (x < y);
}

static int by_total(const void *a, const void *b) {
  const casus_driver_group *x = a, *y = b;
  double left = fabs(x->total), right = fabs(y->total);
  return left > right ? -1 : left < right ? 1 : (x->with > y->with) - (x->with < y->with);
}

static bool drawn_in(const casus_driver *d) { return casus_str_eq(d->layer, CASUS_STR("draw-in")); }

static casus_driver_group *group_of(casus_driver_group *groups, size_t *count, const casus_driver *d) {
  uint32_t with = drawn_in(d) ? UINT32_MAX : d->with;
  for (size_t i = 0; i < *count; i++)
    if (groups[i].with == with && groups[i].drawn_in == drawn_in(d)) return &groups[i];
  groups[*count] = (casus_driver_group){.with = with, .drawn_in = drawn_in(d)};
  return &groups[(*count)++];
}

casus_driver_group *casus_out_driver_groups(const casus_state_risk *risk, casus_arena *arena, size_t *count) {
  size_t n = risk->driver_count;
  casus_driver_group *groups = casus_arena_array(arena, n + 1, sizeof *groups);
  const casus_driver **order = casus_arena_array(arena, n + 1, sizeof *order);
  *count = 0;
  if (!groups || !order) return NULL;
  for (size_t i = 0; i < n; i++) {
    casus_driver_group *g = group_of(groups, count, &risk->drivers[i]);
    g->total += risk->drivers[i].amount;
    g->count++;
  }
  for (size_t g = 0; g < *count; g++) groups[g].drivers = order, order += groups[g].count, groups[g].count = 0;
  for (size_t i = 0; i < n; i++) {
    casus_driver_group *g = group_of(groups, count, &risk->drivers[i]);
    g->drivers[g->count++] = &risk->drivers[i];
  }
  for (size_t g = 0; g < *count; g++) qsort(groups[g].drivers, groups[g].count, sizeof *order, by_size);
  qsort(groups, *count, sizeof *groups, by_total);
  return groups;
}
