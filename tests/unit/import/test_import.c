/* The frame: headers, skipped lines, one transaction, vintages. */
#include "unit/import/importing.h"

#define HEADER "kind,from,to,mutual,start,end,note\n"

static void good_lines_stay_and_bad_ones_are_told(void **state) {
  importing *in = *state;
  import_well(in, "csv",
              HEADER "alliance.defence,KOR,JPN,1,2020-03-01,,\"a, b\"\n"
                     "alliance.defence,KOR,JPN,1,2021,2020,\n"
                     "friendship,KOR,JPN,1,2021,,\n"
                     "claim,KOR,QQQ,0,2021,,\n"
                     "claim,KOR,JPN,0,2021-13,,\n"
                     "claim,KOR\n"
                     "claim,KOR,KOR,0,2021,,\n"
                     "rivalry,South Korea,Japan,1,1965,2022-05,\n");
  expect_counts(in, 8, 2, 0, 6);
  expect_skip(in, 0, 3, "ends (2020) before it starts (2021)");
  expect_skip(in, 1, 4, "friendship");
  expect_skip(in, 2, 5, "QQQ");
  expect_skip(in, 3, 6, "2021-13");
  expect_skip(in, 4, 7, "2 fields, the header has 7");
  expect_skip(in, 5, 8, "both sides");
  casus_imported_tie_row tie;
  assert_int_equal(ties_on(in, 2021, "alliance.defence", "KOR", "JPN", true, &tie), 1);
  assert_int_equal(tie.origin.line, 2);
  assert_true(casus_str_eq(tie.tie.note, CASUS_STR("a, b")));
  assert_int_equal(ties_on(in, 2020, "alliance.defence", "KOR", "JPN", true, NULL), 0);
  assert_int_equal(ties_on(in, 2021, "rivalry", "KOR", "JPN", true, &tie), 1);
  assert_int_equal(tie.origin.line, 9);
  assert_int_equal(ties_on(in, 2023, "rivalry", "KOR", "JPN", true, NULL), 0);
}

static void columns_are_found_by_name(void **state) {
  importing *in = *state;
  import_well(in, "csv",
              "A table of mine\n\"made, today\"\n\nTo;Note;FROM;Kind;Start;more\n"
              "MEX;x;USA;trade;1994;\nCAN;y;USA;trade;1989;z\n");
  expect_counts(in, 2, 2, 0, 0);
  assert_int_equal(ties_on(in, 1990, "trade", "USA", "CAN", false, NULL), 1);
  assert_int_equal(ties_on(in, 1995, "trade", "USA", "MEX", false, NULL), 1);
}

static void other_tables_are_refused(void **state) {
  importing *in = *state;
  assert_int_equal(import_as(in, "csv", "kind,from,where\nclaim,USA,CAN\n", 0), CASUS_E_INPUT);
  assert_non_null(strstr(in->err.message, "no column to"));
  assert_int_equal(import_as(in, "csv", "", 0), CASUS_E_INPUT);
  assert_int_equal(import_as(in, "csv", "\xFF\xFEk\0i\0", 0), CASUS_E_INPUT);
  assert_non_null(strstr(in->err.message, "UTF-16"));
  assert_int_equal(import_as(in, "nothing", HEADER, 0), CASUS_E_USAGE);
  assert_int_equal(import_as(in, "csv", HEADER "claim,QQQ,CAN,0,2020,,\n", 0), CASUS_E_INPUT);
  assert_non_null(strstr(in->err.message, "nothing was imported"));
  casus_import_row *rows;
  size_t count = 9;
  assert_int_equal(casus_record_imports(in->record, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 0);
}

static void the_same_content_twice_adds_nothing(void **state) {
  importing *in = *state;
  const char *text = HEADER "claim,ARG,GBR,0,1833,,\nclaim,ARG,QQQ,0,1833,,\n";
  import_well(in, "csv", text);
  assert_false(in->result.known);
  assert_int_equal(import_as(in, "csv", text, 2024), CASUS_OK);
  assert_true(in->result.known);
  casus_import_row *rows;
  casus_import_issue *issues;
  size_t count, issue_count;
  assert_int_equal(casus_record_imports(in->record, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
  assert_true(casus_str_eq(rows[0].import.path, CASUS_STR("dir/table.csv")));
  assert_int_equal(rows[0].import.content.len, CASUS_ID_LENGTH);
  assert_int_equal(rows[0].import.kept, 1);
  assert_int_equal(casus_record_import_issues(in->record, rows[0].number, in->arena, &issues, &issue_count, NULL),
                   CASUS_OK);
  assert_int_equal(issue_count, 1);
  assert_int_equal(issues[0].line, 3);
}

static size_t claims_as_of(importing *in, int year) {
  casus_imported_tie_row *rows;
  size_t count;
  casus_date as_of = year ? importing_day(year, 12, 31) : (casus_date){0};
  assert_int_equal(
      casus_record_imported_ties(in->record, as_of, importing_day(2010, 6, 1), in->arena, &rows, &count, NULL),
      CASUS_OK);
  return count;
}

static void the_newest_vintage_that_was_out_counts(void **state) {
  importing *in = *state;
  assert_int_equal(import_as(in, "csv", HEADER "claim,ARG,GBR,0,1833,,\nclaim,BOL,CHL,0,1884,,\n", 2012), CASUS_OK);
  assert_int_equal(import_as(in, "csv", HEADER "claim,ARG,GBR,0,1833,,\n", 2015), CASUS_OK);
  assert_int_equal(
      import_as(in, "csv", HEADER "claim,ARG,GBR,0,1833,,\nclaim,BOL,CHL,0,1884,,\nclaim,GTM,BLZ,0,1981,,\n", 2009),
      CASUS_OK);
  assert_int_equal(claims_as_of(in, 2008), 0);
  assert_int_equal(claims_as_of(in, 2009), 3);
  assert_int_equal(claims_as_of(in, 2012), 2);
  assert_int_equal(claims_as_of(in, 2014), 2);
  assert_int_equal(claims_as_of(in, 2015), 1);
  assert_int_equal(claims_as_of(in, 0), 1);
}

static bool stop(void *context, size_t done, size_t all) {
  (void)done, (void)all;
  ++*(int *)context;
  return false;
}

static void an_interrupted_import_leaves_nothing(void **state) {
  importing *in = *state;
  casus_buffer text = {0};
  int asked = 0;
  casus_buffer_add_c(&text, HEADER);
  for (int i = 0; i < 5000; i++) casus_buffer_add_c(&text, "claim,ARG,GBR,0,1833,,\n");
  casus_import_options options = {.today = importing_day(2025, 1, 31), .go_on = stop, .context = &asked};
  assert_int_equal(casus_import_run(in->record, CASUS_STR("csv"), CASUS_STR("x"), casus_buffer_str(&text), &options,
                                    in->arena, &in->result, NULL),
                   CASUS_E_SYSTEM);
  assert_int_equal(asked, 1);
  assert_int_equal(claims_as_of(in, 0), 0);
  options.go_on = NULL;
  assert_int_equal(casus_import_run(in->record, CASUS_STR("csv"), CASUS_STR("x"), casus_buffer_str(&text), &options,
                                    in->arena, &in->result, NULL),
                   CASUS_OK);
  assert_int_equal(claims_as_of(in, 0), 5000);
  casus_buffer_free(&text);
}

static void incidents(void **state) {
  importing *in = *state;
  casus_imported_incident_row *rows;
  size_t count;
  import_well(in, "csv",
              "date,a,b,level,fatal,name\n2001-04-05,PER,ECU,4,1,Outpost shelled\n2001,PER,ECU,7,0,\n,PER,ECU,3,0,\n"
              "22 June 2003,ECU,PER,3,,\n");
  expect_counts(in, 4, 2, 0, 2);
  expect_skip(in, 0, 3, "level 7");
  expect_skip(in, 1, 4, "without a date");
  assert_int_equal(casus_record_imported_incidents(in->record, (casus_date){0}, importing_day(2002, 1, 1), in->arena,
                                                   &rows, &count, NULL),
                   CASUS_OK);
  assert_int_equal(count, 1);
  assert_true(casus_str_eq(rows[0].incident.a, CASUS_STR("ECU")));
  assert_true(casus_str_eq(rows[0].incident.b, CASUS_STR("PER")));
  assert_true(rows[0].incident.fatal);
  assert_int_equal(rows[0].origin.line, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IMPORT_TEST(good_lines_stay_and_bad_ones_are_told),
      IMPORT_TEST(columns_are_found_by_name),
      IMPORT_TEST(other_tables_are_refused),
      IMPORT_TEST(the_same_content_twice_adds_nothing),
      IMPORT_TEST(the_newest_vintage_that_was_out_counts),
      IMPORT_TEST(an_interrupted_import_leaves_nothing),
      IMPORT_TEST(incidents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
