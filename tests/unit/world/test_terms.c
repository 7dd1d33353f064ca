/* What ends or renews when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/world/atlas_fixture.h"

static casus_str shown(casus_date date) {
  char out[16];
  size_t length = casus_date_format(date, out);
  return casus_arena_printf(arena, "%.*s", (int)length, out);
}

static void assert_day(casus_date date, const char *day) {
  assert_true(casus_str_eq(shown(date), casus_str_from_c(day)));
}

static const casus_term *term_on(const casus_world *world, const char *treaty, const char *from, const char *to) {
  for (size_t i = 0; i < world->term_count; i++) {
    const casus_term *term = &world->terms[i];
    if (casus_str_eq(term->treaty, casus_str_from_c(treaty)) && casus_str_eq(term->from, casus_str_from_c(from)) &&
        casus_str_eq(term->to, casus_str_from_c(to)))
      return term;
  }
  return NULL;
}

static void renews_by_itself(void **state) {
  (void)state;
  casus_term term = {
      .rule = CASUS_TERM_RENEWS, .next = report_day("2022-02-28"), .every_months = 60, .notice_months = 12};
  assert_day(casus_term_next(&term, report_day("2010-01-01")), "2022-02-28");
  assert_day(casus_term_next(&term, report_day("2022-02-28")), "2022-02-28");
  assert_day(casus_term_next(&term, report_day("2022-03-01")), "2027-02-28");
  assert_day(casus_term_notice_by(&term, report_day("2022-03-01")), "2026-02-28");
  assert_day(casus_term_next(&term, report_day("2099-01-01")), "2102-02-28");
}

static void keeps_the_end_of_the_month(void **state) {
  (void)state;
  casus_term term = {.rule = CASUS_TERM_VOTE, .next = report_day("2023-08-31"), .every_months = 6};
  assert_day(casus_term_next(&term, report_day("2023-09-01")), "2024-02-29");
  assert_day(casus_term_next(&term, report_day("2024-03-01")), "2024-08-31"); /* not the 29th */
  assert_false(casus_date_known(casus_term_notice_by(&term, report_day("2024-03-01"))));
}

static void knows_no_more_than_the_date(void **state) {
  (void)state;
  casus_term term = {.rule = CASUS_TERM_RENEWS, .next = report_day("2010-10"), .every_months = 60};
  assert_day(casus_term_next(&term, report_day("2010-10-31")), "2010-10");
  assert_day(casus_term_next(&term, report_day("2010-11-01")), "2015-10");
}

static void ends_once(void **state) {
  (void)state;
  casus_term ends = {.rule = CASUS_TERM_ENDS, .next = report_day("2026-02-05"), .notice_months = 3};
  assert_day(casus_term_notice_by(&ends, report_day("2025-01-01")), "2025-11-05");
  assert_false(casus_date_known(casus_term_next(&ends, report_day("2026-02-06"))));
  casus_term open = {.rule = CASUS_TERM_NOTICE, .next = report_day("1970-06-23"), .notice_months = 12};
  assert_day(casus_term_next(&open, report_day("2026-02-06")), "1970-06-23");
  assert_false(casus_date_known(casus_term_notice_by(&open, report_day("2026-02-06"))));
}

static void each_day_knows_its_own_terms(void **state) {
  (void)state;
  casus_world before = world_on("2021-02-01", NULL), after = world_on("2021-02-04", NULL),
              over = world_on("2026-02-06", NULL);
  assert_day(term_on(&before, "New START", "USA", "RUS")->next, "2021-02-05");
  assert_false(casus_date_known(term_on(&before, "New START", "USA", "RUS")->end));
  assert_day(term_on(&after, "New START", "USA", "RUS")->next, "2026-02-05");
  assert_null(term_on(&over, "New START", "USA", "RUS"));
  assert_non_null(term_on(&after, "North Atlantic Treaty", "IGONATO", ""));
  assert_int_equal(term_on(&after, "North Atlantic Treaty", "IGONATO", "")->from_state, UINT32_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(renews_by_itself),
      cmocka_unit_test(keeps_the_end_of_the_month),
      cmocka_unit_test(knows_no_more_than_the_date),
      cmocka_unit_test(ends_once),
      cmocka_unit_test(each_day_knows_its_own_terms),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
