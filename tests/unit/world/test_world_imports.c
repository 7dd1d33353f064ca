/* Imported data sets in the world of a day: known ties linked and not doubled, arms as shares, incidents once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/import.h"
#include "unit/world/atlas_fixture.h"

static casus_record *record;

static int set_up(void **state) {
  (void)state;
  return casus_record_open(":memory:", false, &record, NULL);
}

static int tear_down(void **state) {
  (void)state;
  casus_record_free(record);
  return 0;
}

static void import(const char *name, const char *vintage, const char *text) {
  casus_import_options options = {.today = report_day("2025-01-31"), .vintage = report_day(vintage)};
  casus_import_result result;
  casus_error err = {0};
  int rc = casus_import_run(record, casus_str_from_c(name), CASUS_STR("t.csv"), casus_str_from_c(text), &options, arena,
                            &result, &err);
  if (rc) print_error("%s\n", err.message);
  assert_int_equal(rc, CASUS_OK);
  assert_int_equal(result.import.skipped, 0);
}

static casus_world on(const char *day) { return world_on(day, record); }

static casus_world as_of(const char *day, const char *known) {
  casus_world world;
  casus_world_options options = {.date = report_day(day), .as_of = report_day(known)};
  assert_int_equal(casus_world_on(atlas, record, &options, arena, &world, NULL), CASUS_OK);
  return world;
}

static const casus_world_tie *tie_of(const casus_world *world, const char *kind, const char *from, const char *to) {
  return casus_world_find_tie(world, casus_str_from_c(kind), casus_world_state(world, casus_str_from_c(from)),
                              casus_world_state(world, casus_str_from_c(to)));
}

static bool has(casus_str text, const char *part) {
  return casus_str_find(text, casus_str_from_c(part), 0) != SIZE_MAX;
}

#define TIES "kind,from,to,mutual,start,end,amount,unit,year,source,note\n"

static void known_ties_are_linked_and_others_added(void **state) {
  (void)state;
  size_t before = on("2024-06-01").tie_count;
  import("csv", "2024",
         TIES "alliance.defence,PHL,USA,1,1951,,,,,,\n"       /* built in, in force */
              "alliance.defence,TUV,MHL,1,2001-02-03,,,,,,\n" /* new */
              "alliance.defence,MHL,TUV,1,2001-02-03,,,,,,\n" /* the same, told again */
              "alliance.defence,TON,MHL,1,2001,2010,,,,,\n"   /* over */
              "alliance.defence,TON,FJI,1,2024-07,,,,,,\n");  /* to come */
  casus_world world = on("2024-06-01");
  assert_int_equal(world.tie_count, before + 1);
  const casus_world_tie *known = tie_of(&world, "alliance.defence", "USA", "PHL"),
                        *new = tie_of(&world, "alliance.defence", "MHL", "TUV");
  assert_true(casus_str_eq(known->tie.origin, CASUS_STR("built-in")));
  assert_true(has(known->also, "vintage 2024, line 2 of t.csv"));
  assert_true(casus_date_known(known->tie.start) && known->tie.start.precision == CASUS_DATE_DAY); /* the table's */
  assert_true(casus_str_eq(new->tie.origin, CASUS_STR("import")));
  assert_true(has(new->tie.source, "line 3 of t.csv"));
  assert_true(has(new->also, "line 4 of t.csv"));
  assert_true(casus_str_starts(new->tie.id, CASUS_STR("import:csv:")));
  assert_null(tie_of(&world, "alliance.defence", "TON", "MHL"));
  assert_null(tie_of(&world, "alliance.defence", "TON", "FJI"));
  world = on("2009-06-01");
  new = tie_of(&world, "alliance.defence", "TON", "MHL");
  assert_non_null(new);
  assert_false(casus_date_known(new->tie.end)); /* what is to come stays unknown */
}

static void a_tie_told_in_every_line_names_the_first(void **state) {
  (void)state;
  enum { LINES = 200 };
  casus_buffer table = {0};
  casus_buffer_printf(&table, TIES);
  for (int i = 0; i < LINES; i++) casus_buffer_printf(&table, "rivalry,TUV,MHL,1,%d,,,,,,\n", 1990 + i % 10);
  import("csv", "2024", table.data);
  casus_buffer_free(&table);
  casus_world world = on("2024-06-01");
  casus_str also = tie_of(&world, "rivalry", "MHL", "TUV")->also;
  assert_true(has(also, "line 3 of t.csv") && casus_str_ends(also, CASUS_STR("; and more")));
  assert_true(also.len < 1000);
}

/* Of the two treaties between Japan and the United States that forbid force, the set means that of 1960. */
static void the_treaty_of_that_time_is_meant(void **state) {
  (void)state;
  import("csv", "2024", TIES "alliance.non-aggression,JPN,USA,1,1960-01-19,,,,,,\n");
  casus_world world = on("2024-06-01");
  size_t linked = 0;
  for (size_t i = 0; i < world.tie_count; i++) {
    if (!world.ties[i].also.len) continue;
    linked++;
    assert_true(has(world.ties[i].treaty, "Mutual Cooperation"));
  }
  assert_int_equal(linked, 1);
}

/* The Warsaw Treaty ended: a set that is silent about that does not bring it back. */
static void what_the_table_knows_as_over_stays_so(void **state) {
  (void)state;
  import("csv", "2024", TIES "alliance.defence,POL,RUS,1,1955,,,,,,\nalliance.defence,HUN,RUS,1,1999,,,,,,\n");
  casus_world world = on("2005-06-01");
  assert_null(tie_of(&world, "alliance.defence", "POL", "RUS"));
  assert_non_null(tie_of(&world, "alliance.defence", "HUN", "RUS")); /* begun later: another one */
}

static void one_sided_duties_are_two(void **state) {
  (void)state;
  size_t before = on("2024-06-01").tie_count;
  import("csv", "2024", TIES "alliance.defence,TUV,MHL,0,2001,,,,,,\nalliance.defence,MHL,TUV,0,2001,,,,,,\n");
  assert_int_equal(on("2024-06-01").tie_count, before + 2);
}

static void vintages(void **state) {
  (void)state;
  import("csv", "2020", TIES "rivalry,TUV,MHL,1,2001,,,,,,\n");
  import("csv", "2023", TIES "rivalry,TUV,TON,1,2001,,,,,,\n");
  casus_world world = as_of("2024-06-01", "2019-01-01");
  assert_null(tie_of(&world, "rivalry", "TUV", "MHL"));
  world = as_of("2024-06-01", "2021-01-01");
  assert_non_null(tie_of(&world, "rivalry", "TUV", "MHL"));
  world = as_of("2024-06-01", "2023-12-31");
  assert_null(tie_of(&world, "rivalry", "TUV", "MHL"));
  assert_non_null(tie_of(&world, "rivalry", "TUV", "TON"));
  world = on("2010-06-01"); /* with hindsight, as the tables */
  assert_non_null(tie_of(&world, "rivalry", "TUV", "TON"));
}

static void arms_are_shares_of_ten_years(void **state) {
  (void)state;
  import("sipri", "2024-03",
         "supplier,recipient,year,tiv\nItaly,Tuvalu,2013,500\nItaly,Tuvalu,2014,30\nItaly,Tuvalu,2022,30\n"
         "Russia,Tuvalu,2023,35\nFiji,Tuvalu,2016,5\nItaly,Tuvalu,2024,999\n");
  casus_world world = on("2024-06-01");
  const casus_world_tie *tie = tie_of(&world, "arms", "ITA", "TUV");
  assert_non_null(tie);
  assert_true(tie->tie.amount.value == 60); /* 2014 to 2023 */
  assert_true(has(tie->tie.source, "60 of 100 million TIV in 2014-2023, 2023 provisional"));
  assert_true(has(tie->tie.source, "vintage 2024-03"));
  assert_true(tie_of(&world, "arms", "RUS", "TUV")->tie.amount.value == 35);
  assert_null(tie_of(&world, "arms", "FJI", "TUV")); /* too little to depend on */
  world = on("2024-12-31");
  assert_true(has(tie_of(&world, "arms", "ITA", "TUV")->tie.source, "in 2015-2024, 2023 and 2024 provisional"));
  world = on("2040-01-01");
  assert_true(has(tie_of(&world, "arms", "ITA", "TUV")->tie.source, "in 2015-2024"));
  world = as_of("2024-06-01", "2024-02-01");
  assert_null(tie_of(&world, "arms", "ITA", "TUV"));
}

static void built_in_arms_get_a_second_source(void **state) {
  (void)state;
  size_t before = on("2024-06-01").tie_count;
  import("sipri", "2024-03", "supplier,recipient,year,tiv\nRussia,India,2020,80\nFrance,India,2020,20\n");
  casus_world world = on("2024-06-01");
  assert_int_equal(world.tie_count, before);
  assert_true(has(tie_of(&world, "arms", "RUS", "IND")->also, "80 %, SIPRI Arms Transfers Database"));
}

static size_t incidents_of(const casus_world *world, const char *a, const char *b) {
  uint32_t x = casus_world_state(world, casus_str_from_c(a)), y = casus_world_state(world, casus_str_from_c(b));
  size_t count = 0;
  for (size_t i = 0; i < world->incident_count; i++)
    count += world->incidents[i].a == (x < y ? x : y) && world->incidents[i].b == (x < y ? y : x);
  return count;
}

static void incidents_enter_once(void **state) {
  (void)state;
  size_t known = on("2024-06-01").incident_count;
  casus_world alone = on("2024-06-01");
  size_t gulf = incidents_of(&alone, "IRQ", "KWT");
  import("csv", "2024",
         "date,a,b,level,fatal,name,last\n"
         "1990-08-03,IRQ,KWT,5,1,Invasion,\n"            /* built in, a day apart */
         "2005-03-01,TUV,MHL,4,0,Atoll seized,2005-09\n" /* new */
         "2005-07-04,MHL,TUV,3,0,Atoll again,\n"         /* within it, of the next level */
         "2005-12-24,MHL,TUV,4,1,Atoll once more,\n"     /* another one */
         "2024-07-01,TUV,MHL,4,0,To come,\n"
         "2005,TUV,MHL,4,0,The year of the atolls,\n" /* for years without a dated one */
         "2006,TUV,MHL,4,0,A year with nothing better,\n"
         "2006,MHL,TUV,3,0,The same,\n");
  casus_world world = on("2024-06-01");
  assert_int_equal(incidents_of(&world, "IRQ", "KWT"), gulf);
  assert_int_equal(incidents_of(&world, "TUV", "MHL"), 3);
  assert_int_equal(world.incident_count, known + 3);
  for (size_t i = 1; i < world.incident_count; i++)
    assert_true(world.incidents[i - 1].date.day <= world.incidents[i].date.day);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(known_ties_are_linked_and_others_added),
      TEST(a_tie_told_in_every_line_names_the_first),
      TEST(the_treaty_of_that_time_is_meant),
      TEST(what_the_table_knows_as_over_stays_so),
      TEST(one_sided_duties_are_two),
      TEST(vintages),
      TEST(arms_are_shares_of_ten_years),
      TEST(built_in_arms_get_a_second_source),
      TEST(incidents_enter_once),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
