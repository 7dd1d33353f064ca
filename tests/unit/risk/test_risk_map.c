/* The risk map: sums, monotony, intervals, the same answer again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "risk/risk.h"
#include "unit/world/atlas_fixture.h"

static casus_risk_map map_of(const casus_world *world, const casus_world *earlier, const char *region) {
  casus_risk_map map;
  casus_risk_options options = {.region = casus_str_from_c(region), .draws = 40};
  assert_int_equal(casus_risk_map_of(world, earlier, &options, arena, &map, NULL), CASUS_OK);
  return map;
}

static void count_fault(void *context, casus_str text) {
  (void)text;
  ++*(size_t *)context;
}

static const casus_pair_risk *pair_in(const casus_risk_map *map, const char *a, const char *b) {
  uint32_t x = casus_world_state(map->world, casus_str_from_c(a)),
           y = casus_world_state(map->world, casus_str_from_c(b));
  for (size_t i = 0; i < map->pair_count; i++)
    if (map->pairs[i].a == (x < y ? x : y) && map->pairs[i].b == (x < y ? y : x)) return &map->pairs[i];
  return NULL;
}

static const casus_state_risk *state_in(const casus_risk_map *map, const char *code) {
  uint32_t state = casus_world_state(map->world, casus_str_from_c(code));
  for (size_t i = 0; i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

static casus_world with_change(const casus_world *world, const char *line) {
  casus_world changed;
  assert_int_equal(what_if(world, &line, 1, &changed), CASUS_OK);
  return changed;
}

static void parts_add_up(void **state) {
  (void)state;
  static const char *const days[] = {"1989-01-01", "1990-06-01", "2014-03-01", "2024-06-22", "2031-01-01"};
  static const char *const regions[] = {"", "world", "asia", "europe", "northeast-asia"};
  for (size_t i = 0; i < CASUS_COUNT(days); i++) {
    casus_world world = world_on(days[i], NULL);
    casus_risk_map map = map_of(&world, NULL, regions[i]);
    size_t faults = 0;
    assert_int_equal(casus_risk_check(&map, count_fault, &faults, NULL), CASUS_OK);
    assert_int_equal(faults, 0);
    for (size_t k = 0; k < map.state_count; k++) assert_true(isnan(map.states[k].change));
  }
}

/* Sums are the same in any order: amounts are whole grains. */
static void order_does_not_matter(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_risk_map map = map_of(&world, NULL, "asia");
  const casus_state_risk *s = &map.states[0];
  double back = 0;
  for (size_t i = s->driver_count; i-- > 0;) back += s->drivers[i].amount;
  assert_true(back == s->expected);
}

static void a_broken_sum_is_found(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_risk_map map = map_of(&world, NULL, "central-asia");
  size_t faults = 0;
  map.states[0].drivers[3].amount += ldexp(1, -40);
  assert_int_equal(casus_risk_check(&map, count_fault, &faults, NULL), CASUS_E_CHECK);
  assert_true(faults >= 2);
  assert_int_equal(casus_risk_check(&map, NULL, NULL, NULL), CASUS_E_CHECK);
  map.states[0].drivers[3].amount -= ldexp(1, -40);
  map.pairs[0].drivers[0].amount = NAN;
  assert_int_equal(casus_risk_check(&map, count_fault, &faults, NULL), CASUS_E_CHECK);
}

static void the_same_again(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_risk_map a = map_of(&world, NULL, "asia"), b = map_of(&world, NULL, "asia");
  assert_int_equal(a.pair_count, b.pair_count);
  for (size_t i = 0; i < a.pair_count; i++) {
    assert_true(a.pairs[i].a == b.pairs[i].a && a.pairs[i].probability == b.pairs[i].probability);
    assert_true(a.pairs[i].low == b.pairs[i].low && a.pairs[i].high == b.pairs[i].high);
  }
  for (size_t i = 0; i < a.state_count; i++) {
    assert_true(a.states[i].expected == b.states[i].expected && a.states[i].low == b.states[i].low);
    assert_true(a.states[i].rank_low == b.states[i].rank_low && a.states[i].rank_high == b.states[i].rank_high);
  }
  casus_risk_map compared = map_of(&world, &world, "asia");
  for (size_t i = 0; i < compared.state_count; i++) assert_true(compared.states[i].change == 0);
}

static void an_incident_never_lowers(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_risk_map before = map_of(&world, NULL, "");
  static const char *const lines[] = {"incident 2 FJI TON", "incident 4 RUS UKR", "incident 5 KOR PRK",
                                      "incident 3 CHE AUT"};
  for (size_t i = 0; i < CASUS_COUNT(lines); i++) {
    casus_world changed = with_change(&world, lines[i]);
    casus_risk_map after = map_of(&changed, &world, "");
    for (size_t k = 0; k < after.pair_count; k++) {
      const casus_pair_risk *p = &after.pairs[k];
      const casus_pair_risk *was = pair_in(&before, world.states[p->a].code.ptr,
                                           world.states[p->b].code.ptr); /* codes come from a NUL-free table */
      if (was) assert_true(p->probability >= was->probability);
      if (k == 200) break; /* the likeliest, and so the changed one */
    }
  }
  casus_world changed = with_change(&world, "incident 4 CHE AUT");
  casus_risk_map after = map_of(&changed, NULL, "");
  assert_true(pair_in(&after, "CHE", "AUT")->probability > 3 * pair_in(&before, "CHE", "AUT")->probability);
  assert_true(pair_in(&after, "CHE", "ITA")->probability == pair_in(&before, "CHE", "ITA")->probability);
}

/* The second of two alike on one day changes nothing; its driver says so with 0. */
static void told_twice_is_once(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_world once = with_change(&world, "incident 4 FJI TON"), twice = with_change(&once, "incident 4 FJI TON");
  casus_risk_map a = map_of(&once, NULL, "oceania"), b = map_of(&twice, NULL, "oceania");
  assert_true(pair_in(&a, "FJI", "TON")->probability == pair_in(&b, "FJI", "TON")->probability);
  assert_true(state_in(&a, "FJI")->expected == state_in(&b, "FJI")->expected);
}

static void without_incidents_the_prior_is_left(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  world.incident_count = 0;
  casus_risk_map map = map_of(&world, NULL, "asia");
  for (size_t i = 0; i < map.pair_count; i++)
    for (size_t k = 0; k < map.pairs[i].driver_count; k++)
      assert_false(casus_str_eq(map.pairs[i].drivers[k].kind, CASUS_STR("incident")));
  assert_true(pair_in(&map, "KOR", "PRK")->probability > 100 * pair_in(&map, "PRK", "BRA")->probability);
}

static void age_weighs_less(void **state) {
  (void)state;
  double last = INFINITY;
  for (int years = 0; years < 6; years++) {
    casus_world world = world_on("2024-06-22", NULL);
    world.incident_count = 0;
    casus_world changed = with_change(&world, "incident 4 FJI TON");
    changed.incidents[0].date.day -= 365 * years;
    casus_risk_map map = map_of(&changed, NULL, "oceania");
    double p = pair_in(&map, "FJI", "TON")->probability;
    assert_true(p < last);
    last = p;
  }
}

static void doubt_weighs_less_and_widens(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_world sure = with_change(&world, "incident 4 FJI TON"), doubtful = with_change(&world, "incident 4 FJI TON");
  doubtful.incidents[doubtful.incident_count - 1].confidence = 0.5;
  for (size_t i = 0; i < doubtful.incident_count; i++)
    if (casus_str_eq(doubtful.incidents[i].source, CASUS_STR("what-if"))) doubtful.incidents[i].confidence = 0.5;
  casus_risk_map a = map_of(&sure, NULL, "oceania"), b = map_of(&doubtful, NULL, "oceania");
  const casus_pair_risk *x = pair_in(&a, "FJI", "TON"), *y = pair_in(&b, "FJI", "TON");
  assert_true(y->probability < x->probability);
  assert_true(y->high / y->low > x->high / x->low);
}

/* A defence duty in force draws in; signed alone it does not; and it makes no quarrel of its own. */
static void a_treaty_draws_in(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL), in_force = with_change(&world, "add alliance.defence RUS PRK");
  casus_risk_map before = map_of(&world, NULL, "asia"), after = map_of(&in_force, &world, "asia");
  const casus_state_risk *rus = state_in(&after, "RUS"), *was = state_in(&before, "RUS");
  assert_true(rus->drawn_in > was->drawn_in + 0.01);
  assert_true(rus->party <= was->party);
  assert_true(fabs(rus->change - (rus->expected - was->expected)) < 1e-9);
  assert_true(pair_in(&after, "KOR", "PRK")->probability == pair_in(&before, "KOR", "PRK")->probability);
  bool named = false;
  uint32_t prk = casus_world_state(&world, CASUS_STR("PRK")), kor = casus_world_state(&world, CASUS_STR("KOR"));
  for (size_t i = 0; i < rus->driver_count; i++)
    named |= rus->drivers[i].with == prk && rus->drivers[i].against == kor &&
             casus_str_eq(rus->drivers[i].kind, CASUS_STR("alliance.defence"));
  assert_true(named);
}

static void knows_its_limits(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_risk_map map = {.pair_count = 7};
  casus_risk_options nowhere = {.region = CASUS_STR("atlantis")}, many = {.draws = 1000000};
  assert_int_equal(casus_risk_map_of(&world, NULL, &nowhere, arena, &map, NULL), CASUS_E_USAGE);
  assert_int_equal(casus_risk_map_of(&world, NULL, &many, arena, &map, NULL), CASUS_E_USAGE);
  assert_int_equal(map.pair_count, 7);
  casus_world empty = {.date = report_day("2024-06-22")};
  casus_risk_options all = {0};
  assert_int_equal(casus_risk_map_of(&empty, NULL, &all, arena, &map, NULL), CASUS_E_USAGE);
  casus_risk_options one = {.draws = 1};
  assert_int_equal(casus_risk_map_of(&world, NULL, &one, arena, &map, NULL), CASUS_OK);
  assert_int_equal(casus_risk_check(&map, NULL, NULL, NULL), CASUS_OK);
}

/* A state of which nothing but its place is known has numbers all the same: its unknown terms stand at their reference.
 */
static void unknown_is_not_zero(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_state *states = casus_arena_array(arena, world.state_count, sizeof *states);
  memcpy(states, world.states, world.state_count * sizeof *states);
  uint32_t fji = casus_world_state(&world, CASUS_STR("FJI"));
  states[fji].population = states[fji].gdp = states[fji].milex = states[fji].troops = states[fji].democracy = NAN;
  world.states = states;
  casus_risk_map map = map_of(&world, NULL, "oceania");
  assert_true(isfinite(state_in(&map, "FJI")->expected) && state_in(&map, "FJI")->expected > 0);
  assert_int_equal(casus_risk_check(&map, NULL, NULL, NULL), CASUS_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_add_up),
      cmocka_unit_test(order_does_not_matter),
      cmocka_unit_test(a_broken_sum_is_found),
      cmocka_unit_test(the_same_again),
      cmocka_unit_test(an_incident_never_lowers),
      cmocka_unit_test(told_twice_is_once),
      cmocka_unit_test(without_incidents_the_prior_is_left),
      cmocka_unit_test(age_weighs_less),
      cmocka_unit_test(doubt_weighs_less_and_widens),
      cmocka_unit_test(a_treaty_draws_in),
      cmocka_unit_test(knows_its_limits),
      cmocka_unit_test(unknown_is_not_zero),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
