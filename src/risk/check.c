/* The proof that parts add up to wholes. */
#include "risk/inner.h"

#include <math.h>

typedef struct checker {
  const casus_risk_map *map;
  casus_arena *arena;
  void (*fault)(void *context, casus_str text);
  void *context;
  size_t faults;
} checker;

static void tell(checker *c, const char *what, casus_str a, casus_str b) {
  casus_str text = casus_arena_printf(c->arena, "%s: %.*s %.*s", what, CASUS_STR_FMT(a), CASUS_STR_FMT(b));
  c->faults++;
  if (c->fault && text.ptr) c->fault(c->context, text);
}

static double sum_of(const casus_driver *drivers, size_t count, casus_str layer) {
  double sum = 0;
  for (size_t i = 0; i < count; i++)
    if (!layer.len || casus_str_eq(drivers[i].layer, layer)) sum += drivers[i].amount;
  return sum;
}

static void check_pair(checker *c, const casus_pair_risk *p) {
  casus_str a = c->map->world->states[p->a].code, b = c->map->world->states[p->b].code;
  if (sum_of(p->drivers, p->driver_count, CASUS_STR("")) != p->expected)
    tell(c, "drivers of a pair do not add up", a, b);
  if (p->expected != p->probability) tell(c, "expected is not the probability", a, b);
  if (!(p->probability >= 0 && p->probability <= 1)) tell(c, "not a probability", a, b);
  if (!(p->low <= p->probability && p->probability <= p->high)) tell(c, "a pair outside its interval", a, b);
  if (!(p->probability >= p->force && p->force >= p->fatal && p->fatal >= p->war))
    tell(c, "severity out of order", a, b);
}

static void check_state(checker *c, const casus_state_risk *s) {
  casus_str code = c->map->world->states[s->state].code, none = CASUS_STR("");
  if (sum_of(s->drivers, s->driver_count, none) != s->expected) tell(c, "drivers of a state do not add up", code, none);
  if (sum_of(s->drivers, s->driver_count, CASUS_STR("likelihood")) != s->party)
    tell(c, "its disputes do not add up", code, none);
  if (sum_of(s->drivers, s->driver_count, CASUS_STR("draw-in")) != s->drawn_in)
    tell(c, "its draw-in does not add up", code, none);
  if (s->party + s->drawn_in != s->expected) tell(c, "party and draw-in are not the whole", code, none);
  if (!(s->low <= s->expected && s->expected <= s->high)) tell(c, "a state outside its interval", code, none);
  if (s->rank < s->rank_low || s->rank > s->rank_high) tell(c, "a rank outside its range", code, none);
  double party = 0; /* all pairs of a state of the region touch the region */
  for (size_t i = 0; i < c->map->pair_count; i++)
    if (c->map->pairs[i].a == s->state || c->map->pairs[i].b == s->state) party += c->map->pairs[i].expected;
  if (party != s->party) tell(c, "its pairs do not add up", code, none);
}

int casus_risk_check(const casus_risk_map *map, void (*fault)(void *context, casus_str text), void *context,
                     casus_error *err) {
  checker c = {.map = map, .arena = casus_arena_new(), .fault = fault, .context = context};
  if (!c.arena) return casus_fail_memory(err);
  for (size_t i = 0; i < map->pair_count; i++) check_pair(&c, &map->pairs[i]);
  for (size_t i = 0; i < map->state_count; i++) {
    check_state(&c, &map->states[i]);
    if (map->states[i].rank != (int)i + 1)
      tell(&c, "states out of order", map->world->states[map->states[i].state].code, CASUS_STR(""));
  }
  casus_arena_free(c.arena);
  return c.faults ? casus_fail(err, CASUS_E_CHECK, 0, "%zu faults in the risk map", c.faults) : CASUS_OK;
}
