/* Two maps in numbers: which pairs and states stand elsewhere, and by which drivers. */
#include <math.h>
#include <stdlib.h>

#include "risk/change.h"

static int by_pair_shift(const void *x, const void *y) {
  const casus_pair_shift *a = x, *b = y;
  double left = fabs(a->now - a->before), right = fabs(b->now - b->before);
  if (left != right) return left > right ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return (a->b > b->b) - (a->b < b->b);
}

static int by_state_shift(const void *x, const void *y) {
  const casus_state_shift *a = x, *b = y;
  double left = fabs(a->party + a->drawn_in), right = fabs(b->party + b->drawn_in);
  if (left != right) return left > right ? -1 : 1;
  return (a->now->state > b->now->state) - (a->now->state < b->now->state);
}

/* Largest first; equal ones in their order, which is that of the map's own drivers. */
typedef struct ranked {
  casus_driver driver;
  size_t place;
} ranked;

static int by_amount(const void *x, const void *y) {
  const ranked *a = x, *b = y;
  double left = fabs(a->driver.amount), right = fabs(b->driver.amount);
  if (left != right) return left > right ? -1 : 1;
  return (a->place > b->place) - (a->place < b->place);
}

static int find_pairs(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena, casus_difference *d,
                      casus_error *err) {
  const struct casus_risk_inner *inner = now->inner, *old = before->inner;
  d->pairs = casus_arena_array(arena, now->pair_count, sizeof *d->pairs);
  if (!d->pairs) return casus_fail_memory(err);
  for (size_t i = 0; i < now->pair_count; i++) {
    const casus_pair_risk *risk = &now->pairs[i];
    double was = old->p[(size_t)risk->a * inner->n + risk->b];
    if (risk->probability == was) continue;
    d->pairs[d->pair_count++] = (casus_pair_shift){risk->a, risk->b, was, risk->probability, risk->low, risk->high};
  }
  if (d->pair_count) qsort(d->pairs, d->pair_count, sizeof *d->pairs, by_pair_shift);
  return CASUS_OK;
}

static bool same_driver(const casus_driver *a, const casus_driver *b) {
  return a->with == b->with && a->against == b->against && a->date.day == b->date.day &&
         casus_str_eq(a->kind, b->kind) && casus_str_eq(a->layer, b->layer) && casus_str_eq(a->evidence, b->evidence) &&
         casus_str_eq(a->text, b->text);
}

/* Both lists come in the same order, so that each driver is found a few steps ahead, if at all. */
static size_t find_driver(const casus_state_risk *risk, size_t from, const casus_driver *driver) {
  for (size_t i = from; i < risk->driver_count; i++)
    if (same_driver(&risk->drivers[i], driver)) return i;
  return SIZE_MAX;
}

static void put(ranked *list, size_t *count, const casus_driver *driver, double amount) {
  if (amount == 0) return;
  list[*count] = (ranked){*driver, *count};
  list[*count].driver.amount = amount;
  ++*count;
}

static int find_drivers(casus_state_shift *shift, casus_arena *arena, casus_error *err) {
  const casus_state_risk *now = shift->now, *before = shift->before;
  ranked *list = casus_arena_array(arena, now->driver_count + before->driver_count, sizeof *list);
  size_t count = 0, at = 0;
  if (!list) return casus_fail_memory(err);
  for (size_t i = 0; i < now->driver_count; i++) {
    size_t there = find_driver(before, at, &now->drivers[i]);
    if (there == SIZE_MAX) {
      put(list, &count, &now->drivers[i], now->drivers[i].amount);
      continue;
    }
    for (; at < there; at++) put(list, &count, &before->drivers[at], -before->drivers[at].amount);
    put(list, &count, &now->drivers[i], now->drivers[i].amount - before->drivers[at++].amount);
  }
  for (; at < before->driver_count; at++) put(list, &count, &before->drivers[at], -before->drivers[at].amount);
  if (count) qsort(list, count, sizeof *list, by_amount);
  shift->drivers = casus_arena_array(arena, count, sizeof *shift->drivers);
  if (!shift->drivers) return casus_fail_memory(err);
  for (size_t i = 0; i < count; i++) shift->drivers[i] = list[i].driver;
  shift->driver_count = count;
  return CASUS_OK;
}

static int find_states(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena, casus_difference *d,
                       casus_error *err) {
  d->states = casus_arena_array(arena, now->state_count, sizeof *d->states);
  if (!d->states) return casus_fail_memory(err);
  for (size_t i = 0; i < now->state_count; i++) {
    const casus_state_risk *risk = &now->states[i], *was = casus_risk_in(before, risk->state);
    if (!was || (was->party == risk->party && was->drawn_in == risk->drawn_in)) continue;
    casus_state_shift *shift = &d->states[d->state_count++];
    *shift = (casus_state_shift){
        .before = was, .now = risk, .party = risk->party - was->party, .drawn_in = risk->drawn_in - was->drawn_in};
    int rc = find_drivers(shift, arena, err);
    if (rc != CASUS_OK) return rc;
  }
  if (d->state_count) qsort(d->states, d->state_count, sizeof *d->states, by_state_shift);
  return CASUS_OK;
}

int casus_risk_difference(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena,
                          casus_difference *difference, casus_error *err) {
  casus_difference made = {0};
  if (now->inner->n != before->inner->n || !casus_str_eq(now->region, before->region))
    return casus_fail(err, CASUS_E_USAGE, 0, "the two maps are not of the same region");
  int rc = find_pairs(now, before, arena, &made, err);
  if (rc == CASUS_OK) rc = find_states(now, before, arena, &made, err);
  if (rc == CASUS_OK) *difference = made;
  return rc;
}
