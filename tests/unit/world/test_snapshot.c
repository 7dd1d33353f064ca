/* Snapshots of built-in knowledge on different days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/world/atlas_fixture.h"

static const casus_world_tie *tie_on(const char *day, const char *kind, const char *from, const char *to) {
  casus_world world = world_on(day, NULL);
  uint32_t a = casus_world_state(&world, casus_str_from_c(from)), b = casus_world_state(&world, casus_str_from_c(to));
  return casus_world_find_tie(&world, casus_str_from_c(kind), a, b);
}

static void ties_have_their_days(void **state) {
  (void)state;
  assert_null(tie_on("2024-03-06", "alliance.defence", "SWE", "NOR"));
  assert_non_null(tie_on("2024-03-07", "alliance.defence", "SWE", "NOR"));
  assert_non_null(tie_on("2024-03-07", "alliance.defence", "NOR", "SWE"));
  assert_non_null(tie_on("2024-03-07", "alliance", "SWE", "USA"));
  assert_null(tie_on("2024-03-07", "alli", "SWE", "USA"));
  assert_non_null(tie_on("1996-09-10", "alliance.defence", "RUS", "PRK"));
  assert_null(tie_on("1996-09-11", "alliance.defence", "RUS", "PRK"));
  assert_null(tie_on("2024-12-03", "alliance.defence", "RUS", "PRK"));
  assert_non_null(tie_on("2024-12-04", "alliance.defence", "PRK", "RUS"));
  assert_null(tie_on("2024-12-04", "alliance.defence", "PRK", "JPN"));
}

static size_t pending_between(const casus_world *world, const char *from, const char *to) {
  size_t count = 0;
  for (size_t i = 0; i < world->pending_count; i++)
    count += casus_str_eq(world->pending[i].tie.from, casus_str_from_c(from)) &&
             casus_str_eq(world->pending[i].tie.to, casus_str_from_c(to));
  return count;
}

static void signed_is_not_in_force(void **state) {
  (void)state;
  casus_world before = world_on("2024-06-18", NULL), signed_ = world_on("2024-06-22", NULL),
              in_force = world_on("2024-12-04", NULL);
  assert_int_equal(pending_between(&before, "RUS", "PRK"), 0);
  assert_int_equal(pending_between(&signed_, "RUS", "PRK"), 3);
  assert_int_equal(pending_between(&in_force, "RUS", "PRK"), 0);
  for (size_t i = 0; i < signed_.pending_count; i++) assert_false(casus_date_known(signed_.pending[i].tie.start));
  casus_world outside = world_on("2000-01-01", NULL); /* the treaty of 1949 was not Sweden's yet */
  assert_int_equal(pending_between(&outside, "NOR", "SWE") + pending_between(&outside, "SWE", "NOR"), 0);
}

static void the_past_knows_no_future(void **state) {
  (void)state;
  casus_world world = world_on("2014-03-01", NULL);
  for (size_t i = 0; i < world.tie_count; i++) {
    const casus_tie *tie = &world.ties[i].tie;
    assert_true(!casus_date_known(tie->start) || tie->start.day <= world.date.day);
    assert_true(!casus_date_known(tie->end) || casus_date_last_day(tie->end) <= world.date.day);
    assert_true(!casus_date_known(tie->year) || tie->year.day <= world.date.day);
    assert_true(casus_str_find(tie->note, CASUS_STR("2022"), 0) == SIZE_MAX);
  }
  for (size_t i = 0; i < world.incident_count; i++) {
    assert_true(casus_date_last_day(world.incidents[i].date) <= world.date.day);
    assert_true(world.incidents[i].a < world.incidents[i].b);
    assert_true(i == 0 || world.incidents[i - 1].date.day <= world.incidents[i].date.day);
  }
  for (size_t i = 0; i < world.state_count; i++) assert_true(world.newest[i].day <= world.date.day);
}

static void a_year_is_known_when_it_is_over(void **state) {
  (void)state;
  casus_world eve = world_on("2022-12-30", NULL), last = world_on("2022-12-31", NULL);
  size_t rows[2] = {0};
  for (size_t i = 0; i < eve.incident_count; i++) rows[0] += eve.incidents[i].date.precision == CASUS_DATE_YEAR;
  for (size_t i = 0; i < last.incident_count; i++) rows[1] += last.incidents[i].date.precision == CASUS_DATE_YEAR;
  assert_true(rows[1] > rows[0]);
}

static void needs_a_day(void **state) {
  (void)state;
  casus_world world = {.state_count = 7};
  casus_world_options options = {0};
  assert_int_equal(casus_world_on(atlas, NULL, &options, arena, &world, NULL), CASUS_E_USAGE);
  assert_int_equal(world.state_count, 7); /* untouched */
  casus_world early = world_on("1500-01-01", NULL);
  assert_int_equal(early.incident_count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ties_have_their_days),
      cmocka_unit_test(signed_is_not_in_force),
      cmocka_unit_test(the_past_knows_no_future),
      cmocka_unit_test(a_year_is_known_when_it_is_over),
      cmocka_unit_test(needs_a_day),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
