/* What a number is made of. All amounts are whole grains, so parts add up to their whole exactly, in any order.
 *
 * A pair: the terms of the prior, each as what it adds when set after those before it, without incidents; then what the
 * incidents add together, shared out by their parts of S (the Aumann-Shapley values of p as a function of S);
 * "prior.base" takes the rest: the typical pair, and roundings. A state: each opponent's prior and incidents, then
 * draw-in by partner. */
#include "risk/inner.h"

#include <math.h>

typedef CASUS_VEC(casus_driver) driver_vec;

static const struct {
  const char *kind, *words;
} prior_words[] = {
#define WORDS(enumerator, name, kind, words) {kind, words},
    CASUS_PRIOR_TERMS(WORDS)
#undef WORDS
};

static bool push(driver_vec *list, casus_arena *arena, const casus_driver *driver) {
  casus_driver *slot = casus_vec_push(list, arena);
  if (slot) *slot = *driver;
  return slot != NULL;
}

/* The incidents of one pair; *sum grows by their amounts. */
static bool add_incidents(const casus_risk_map *map, size_t pair, uint32_t with, casus_arena *arena, driver_vec *list,
                          double *sum) {
  const struct casus_risk_inner *inner = map->inner;
  double all = inner->history[pair];
  if (inner->part_first[pair] == inner->part_first[pair + 1]) return true;
  double quiet = casus_grain(casus_inner_chance(inner, pair, CASUS_PRIOR_TERM_COUNT, 0));
  const casus_incident *any = &map->world->incidents[inner->parts[inner->part_first[pair]].incident];
  double added = inner->p[(size_t)any->a * inner->n + any->b] - quiet;
  for (size_t i = inner->part_first[pair]; i < inner->part_first[pair + 1]; i++) {
    const casus_incident *it = &map->world->incidents[inner->parts[i].incident];
    double amount = all > 0 ? casus_grain(added * (inner->parts[i].amount / all)) : 0;
    if (amount == 0 && it->evidence.len == 0) continue;
    casus_driver driver = {.layer = CASUS_STR("likelihood"),
                           .kind = CASUS_STR("incident"),
                           .with = with,
                           .against = CASUS_NO_STATE,
                           .amount = amount,
                           .date = it->date,
                           .text = casus_words_incident(map->world, it, arena),
                           .evidence = it->evidence};
    *sum += amount;
    if (!driver.text.ptr || !push(list, arena, &driver)) return false;
  }
  return true;
}

/* The terms of the prior; *sum grows by their amounts. */
static bool add_terms(const casus_risk_map *map, size_t pair, casus_arena *arena, driver_vec *list, double *sum) {
  const struct casus_risk_inner *inner = map->inner;
  const double *x = inner->terms + pair * CASUS_PRIOR_TERM_COUNT;
  double before = casus_inner_chance(inner, pair, 0, 0);
  for (int i = 0; i < CASUS_PRIOR_TERM_COUNT; i++) {
    double after = casus_inner_chance(inner, pair, i + 1, 0), amount = casus_grain(after - before);
    before = after;
    if (x[i] == 0 || amount == 0) continue;
    casus_driver driver = {.layer = CASUS_STR("likelihood"),
                           .kind = casus_str_from_c(prior_words[i].kind),
                           .with = CASUS_NO_STATE,
                           .against = CASUS_NO_STATE,
                           .amount = amount,
                           .text = casus_str_from_c(prior_words[i].words)};
    *sum += amount;
    if (!push(list, arena, &driver)) return false;
  }
  return true;
}

int casus_pair_drivers(const casus_risk_map *map, size_t pair, casus_pair_risk *risk, bool split, casus_arena *arena,
                       casus_error *err) {
  driver_vec list = {.items = casus_arena_array(arena, 1, sizeof *list.items), .capacity = 1};
  double sum = 0;
  casus_driver base = {.layer = CASUS_STR("likelihood"),
                       .kind = split ? CASUS_STR("prior.base") : CASUS_STR("prior"),
                       .with = CASUS_NO_STATE,
                       .against = CASUS_NO_STATE,
                       .text = split ? CASUS_STR("two states like most") : CASUS_STR("geography, power and regime")};
  bool ok = list.items && push(&list, arena, &base) && (!split || add_terms(map, pair, arena, &list, &sum)) &&
            add_incidents(map, pair, CASUS_NO_STATE, arena, &list, &sum);
  if (!ok) return casus_fail_memory(err);
  list.items[0].amount = risk->probability - sum; /* exact: all are whole grains */
  risk->drivers = list.items;
  risk->driver_count = list.count;
  return CASUS_OK;
}

static int add_party(const casus_risk_map *map, casus_state_risk *risk, casus_arena *arena, driver_vec *list,
                     casus_error *err) {
  const struct casus_risk_inner *inner = map->inner;
  uint32_t k = risk->state;
  for (uint32_t o = 0; o < inner->n; o++) {
    if (o == k) continue;
    size_t pair = k < o ? casus_pair_index(inner->n, k, o) : casus_pair_index(inner->n, o, k), prior = list->count;
    double p = inner->p[(size_t)k * inner->n + o], sum = 0;
    casus_driver driver = {
        .layer = CASUS_STR("likelihood"), .kind = CASUS_STR("prior"), .with = o, .against = CASUS_NO_STATE};
    driver.text = inner->prior_words[o];
    if (!push(list, arena, &driver) || !add_incidents(map, pair, o, arena, list, &sum)) return casus_fail_memory(err);
    list->items[prior].amount = p - sum;
    risk->party += p;
  }
  return CASUS_OK;
}

typedef struct joiner {
  const casus_risk_map *map;
  casus_arena *arena;
  driver_vec *list;
  uint32_t k;
  double *by_opponent; /* [n] of the side at hand */
  double sum;          /* of all draw-in drivers so far */
} joiner;

static bool add_join(joiner *j, casus_driver *driver) {
  if (driver->amount == 0) return true;
  driver->layer = CASUS_STR("draw-in");
  j->sum += driver->amount;
  return driver->text.ptr && push(j->list, j->arena, driver);
}

/* Disputes of one partner: each large one by itself, the small ones together. */
static bool add_partner(joiner *j, uint32_t i) {
  const double large = 0.0005;
  const struct casus_risk_inner *inner = j->map->inner;
  const casus_world *world = j->map->world;
  size_t n = inner->n, row = (size_t)j->k * n;
  const casus_world_tie *tie = &world->ties[inner->duty_tie[row + i]];
  casus_str duty = casus_words_duty(tie), treaty = casus_words_treaty(tie);
  casus_driver driver = {.kind = tie->tie.kind, .with = i, .date = tie->tie.start, .evidence = tie->tie.id};
  double small = 0;
  casus_join_beside(inner, j->k, i, j->by_opponent);
  for (uint32_t o = 0; o < n; o++) {
    double amount = casus_grain(j->by_opponent[o]);
    if (amount < large) {
      small += amount;
      continue;
    }
    driver.against = o, driver.amount = amount;
    driver.text =
        casus_arena_printf(j->arena, "%.*s against %.*s, by %.*s (%.*s)", CASUS_STR_FMT(world->states[i].in_text),
                           CASUS_STR_FMT(world->states[o].in_text), CASUS_STR_FMT(duty), CASUS_STR_FMT(treaty));
    if (!add_join(j, &driver)) return false;
  }
  driver.against = CASUS_NO_STATE, driver.amount = small;
  driver.text = casus_arena_printf(j->arena, "smaller disputes of %.*s, by %.*s (%.*s)",
                                   CASUS_STR_FMT(world->states[i].in_text), CASUS_STR_FMT(duty), CASUS_STR_FMT(treaty));
  return add_join(j, &driver);
}

static double unbound_amount(const joiner *j) {
  const struct casus_risk_inner *inner = j->map->inner;
  size_t row = (size_t)j->k * inner->n;
  double amount = 0;
  for (size_t i = 0; i < inner->n; i++)
    if (inner->duty[row + i] == CASUS_OWES_NOTHING) amount += inner->beside[row + i];
  return casus_grain(amount);
}

static int add_drawn_in(const casus_risk_map *map, casus_state_risk *risk, casus_arena *arena, driver_vec *list,
                        casus_error *err) {
  joiner j = {.map = map, .arena = arena, .list = list, .k = risk->state};
  j.by_opponent = casus_arena_array(arena, map->inner->n, sizeof *j.by_opponent);
  if (!j.by_opponent) return casus_fail_memory(err);
  for (uint32_t i = 0; i < map->inner->n; i++)
    if (i != risk->state && map->inner->duty[(size_t)risk->state * map->inner->n + i] && !add_partner(&j, i))
      return casus_fail_memory(err);
  casus_driver rest = {.kind = CASUS_STR("no-obligation"),
                       .with = CASUS_NO_STATE,
                       .against = CASUS_NO_STATE,
                       .amount = unbound_amount(&j),
                       .text = CASUS_STR("disputes of states to which it is not bound")};
  if (!add_join(&j, &rest)) return casus_fail_memory(err);
  risk->drawn_in = j.sum;
  return CASUS_OK;
}

int casus_state_drivers(const casus_risk_map *map, casus_state_risk *risk, casus_arena *arena, casus_error *err) {
  driver_vec list = {0};
  risk->party = 0;
  int rc = add_party(map, risk, arena, &list, err);
  if (rc == CASUS_OK) rc = add_drawn_in(map, risk, arena, &list, err);
  risk->expected = risk->party + risk->drawn_in;
  risk->drivers = list.items;
  risk->driver_count = list.count;
  return rc;
}
