/* What sets two maps apart, and the treaty chain of an attack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "risk/risk.h"
#include "unit/world/atlas_fixture.h"

static casus_world world, changed;
static casus_risk_map before, now;

static void compare(const char *const *lines, size_t count, const char *region) {
  casus_risk_options options = {.region = casus_str_from_c(region), .draws = 20};
  world = world_on("2025-06-01", NULL);
  assert_int_equal(what_if(&world, lines, count, &changed), CASUS_OK);
  assert_int_equal(casus_risk_map_of(&world, NULL, &options, arena, &before, NULL), CASUS_OK);
  assert_int_equal(casus_risk_map_of(&changed, &world, &options, arena, &now, NULL), CASUS_OK);
}

static const casus_state_risk *risk_in(const casus_risk_map *map, uint32_t state) {
  for (size_t i = 0; i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

static void differences_add_up(void **state) {
  (void)state;
  static const char *const lines[] = {"end alliance.defence USA KOR", "event ASSAULT CHN TWN",
                                      "add alliance.defence MNG JPN", "incident 5 IND PAK on 2025-05"};
  casus_difference d;
  compare(lines, 4, "");
  assert_int_equal(casus_risk_difference(&now, &before, arena, &d, NULL), CASUS_OK);
  assert_true(d.state_count > 10 && d.pair_count >= 3);
  for (size_t i = 0; i < d.state_count; i++) {
    const casus_state_shift *s = &d.states[i];
    double party = 0, drawn_in = 0;
    for (size_t k = 0; k < s->driver_count; k++) {
      bool own = casus_str_eq(s->drivers[k].layer, CASUS_STR("likelihood"));
      *(own ? &party : &drawn_in) += s->drivers[k].amount;
      if (k) assert_true(fabs(s->drivers[k - 1].amount) >= fabs(s->drivers[k].amount));
    }
    assert_true(party == s->party && drawn_in == s->drawn_in); /* to the last digit */
    assert_true(s->now->expected - s->before->expected == s->party + s->drawn_in);
    if (i) assert_true(fabs(d.states[i - 1].party + d.states[i - 1].drawn_in) >= fabs(s->party + s->drawn_in));
  }
  for (size_t i = 0; i < d.pair_count; i++) {
    assert_true(d.pairs[i].before != d.pairs[i].now);
    if (i) assert_true(fabs(d.pairs[i - 1].now - d.pairs[i - 1].before) >= fabs(d.pairs[i].now - d.pairs[i].before));
  }
}

static void what_does_not_change_is_left_out(void **state) {
  (void)state;
  static const char *const lines[] = {"event CONSULT CHN USA", "add sanctions FJI TON"};
  casus_difference d;
  compare(lines, 2, "asia");
  assert_int_equal(casus_risk_difference(&now, &before, arena, &d, NULL), CASUS_OK);
  assert_int_equal(d.state_count + d.pair_count, 0);
  for (size_t i = 0; i < now.state_count; i++)
    assert_true(risk_in(&before, now.states[i].state)->expected == now.states[i].expected);
}

static const casus_chain_link *link_of(const casus_chain *chain, casus_chain_role role, const char *code) {
  uint32_t state = casus_world_state(&changed, casus_str_from_c(code));
  for (size_t i = 0; i < chain->link_count; i++)
    if (chain->links[i].role == role && chain->links[i].state == state) return &chain->links[i];
  return NULL;
}

static casus_chain chain_of(const char *attacker, const char *target, int depth) {
  casus_chain chain;
  casus_attack attack = {casus_world_state(&changed, casus_str_from_c(attacker)),
                         casus_world_state(&changed, casus_str_from_c(target))};
  assert_int_equal(casus_risk_chain(&now, attack, depth, arena, &chain, NULL), CASUS_OK);
  return chain;
}

/* The Philippines have one defence treaty, with the United States; through it others are bound at the second step. */
static void a_chain_goes_step_by_step(void **state) {
  (void)state;
  compare(NULL, 0, "");
  casus_chain one = chain_of("CHN", "PHL", 1), two = chain_of("CHN", "PHL", 0);
  const casus_chain_link *usa = link_of(&one, CASUS_CHAIN_AID, "USA");
  assert_non_null(usa);
  assert_int_equal(usa->step, 1);
  assert_true(casus_str_starts(usa->ties[0]->treaty, CASUS_STR("Mutual Defense Treaty")));
  assert_true(usa->low <= usa->chance && usa->chance <= usa->high && usa->chance > 0);
  assert_true(casus_str_eq(usa->class_name, CASUS_STR("major.defence")));
  assert_true(usa->rate_low < usa->rate && usa->rate < usa->rate_high);
  assert_null(link_of(&one, CASUS_CHAIN_AID, "JPN"));
  assert_int_equal(two.depth, CASUS_CHAIN_DEPTH);
  const casus_chain_link *japan = link_of(&two, CASUS_CHAIN_AID, "JPN");
  assert_non_null(japan);
  assert_int_equal(japan->step, 2);
  assert_int_equal(japan->beside, usa->state);
  assert_non_null(link_of(&two, CASUS_CHAIN_IN_TURN, "PRK"));
  assert_non_null(link_of(&two, CASUS_CHAIN_CONSULT, "KAZ"));
  assert_true(two.broken_count >= 1); /* the Treaty of Amity and Cooperation */
  assert_true(two.arms_count >= 2);
  for (size_t i = 0; i < two.link_count; i++) {
    const casus_chain_link *link = &two.links[i];
    assert_true((link->role == CASUS_CHAIN_FREE) == (link->tie_count == 0));
    assert_true(link->state != two.attack.attacker && link->state != two.attack.target);
    for (size_t k = 0; k < i; k++) assert_false(two.links[k].state == link->state && two.links[k].role == link->role);
  }
}

static void a_chain_follows_the_changes(void **state) {
  (void)state;
  static const char *const lines[] = {"end alliance.defence USA PHL", "add alliance.offence PRK CHN",
                                      "add alliance.neutrality MNG PHL", "add alliance.defence JPN PHL"};
  compare(lines, 4, "");
  casus_chain chain = chain_of("CHN", "PHL", 0);
  const casus_chain_link *usa = link_of(&chain, CASUS_CHAIN_AID, "USA");
  assert_true(usa && usa->step == 2); /* by Japan now */
  assert_non_null(link_of(&chain, CASUS_CHAIN_SUPPORT, "PRK"));
  const casus_chain_link *mongolia = link_of(&chain, CASUS_CHAIN_NEUTRAL, "MNG");
  assert_true(mongolia && isnan(mongolia->rate)); /* nobody counted */
}

static void what_is_signed_binds_nobody_yet(void **state) {
  (void)state;
  casus_risk_options options = {.region = CASUS_STR("asia"), .draws = 2};
  changed = world_on("2024-06-22", NULL); /* three days after the treaty of Russia and North Korea */
  assert_int_equal(casus_risk_map_of(&changed, NULL, &options, arena, &now, NULL), CASUS_OK);
  casus_chain chain = chain_of("KOR", "PRK", 1);
  assert_null(link_of(&chain, CASUS_CHAIN_AID, "RUS"));
  assert_non_null(link_of(&chain, CASUS_CHAIN_AID, "CHN"));
  assert_true(chain.pending_count >= 1);
}

static void odd_chains_are_refused(void **state) {
  (void)state;
  compare(NULL, 0, "");
  casus_chain chain = {.depth = 77};
  const casus_attack odd[] = {{0, 0}, {UINT32_MAX, 1}, {1, UINT32_MAX}};
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(casus_risk_chain(&now, odd[i], 0, arena, &chain, NULL), CASUS_E_USAGE);
  assert_int_equal(casus_risk_chain(&now, (casus_attack){0, 1}, 6, arena, &chain, NULL), CASUS_E_USAGE);
  assert_int_equal(chain.depth, 77);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(differences_add_up),
      cmocka_unit_test(what_does_not_change_is_left_out),
      cmocka_unit_test(a_chain_goes_step_by_step),
      cmocka_unit_test(a_chain_follows_the_changes),
      cmocka_unit_test(what_is_signed_binds_nobody_yet),
      cmocka_unit_test(odd_chains_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
