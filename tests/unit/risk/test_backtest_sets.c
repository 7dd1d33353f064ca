/* The sets that a back-test reads: what is wrong is named with file and line, and the order of rows does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "risk/backtest/joining.h"
#include "risk/backtest/past.h"
#include "risk/backtest/set.h"

static char folder[] = "/tmp/casus-sets-XXXXXX";

static void write_set(const char *name, const char *text) {
  casus_buffer path = {0};
  casus_buffer_printf(&path, "%s/%s%c", folder, name, 0);
  assert_int_equal(casus_file_write(path.data, casus_str_from_c(text), NULL), CASUS_OK);
  casus_buffer_free(&path);
}

static const char *const parts[] = {"states", "democ", "disputes", "backtest", "arms"};

static int make_folder(void **unused) {
  (void)unused;
  if (!mkdtemp(folder)) return -1;
  for (size_t i = 0; i < CASUS_COUNT(parts); i++) {
    casus_buffer path = {0};
    casus_buffer_printf(&path, "%s/%s%c", folder, parts[i], 0);
    int failed = mkdir(path.data, 0700);
    casus_buffer_free(&path);
    if (failed) return -1;
  }
  return 0;
}

static int remove_folder(void **unused) {
  (void)unused;
  casus_buffer command = {0};
  casus_buffer_printf(&command, "rm -r '%s'%c", folder, 0);
  int failed = system(command.data);
  casus_buffer_free(&command);
  return failed;
}

static void rows_are_read_by_their_columns(void **unused) {
  (void)unused;
  static const char *const columns[] = {"name", "n"};
  casus_set set;
  casus_str f[2];
  int n = 0;
  casus_error err = {0};
  write_set("a.csv", "\xef\xbb\xbf"
                     "\"n\",other,\"name\"\r\n1,\"x, y\",\"Land, Upper\"\r\n\r\n-2.5,,plain\n7,x,\"\"\n8");
  assert_int_equal(casus_set_open(&set, folder, "a.csv", columns, 2, &err), CASUS_OK);
  assert_int_equal(casus_set_next(&set, f), CASUS_OK);
  assert_true(casus_str_eq(f[0], CASUS_STR("Land, Upper")) && casus_set_number(f[1]) == 1);
  assert_int_equal(casus_set_next(&set, f), CASUS_OK);
  assert_true(casus_set_number(f[1]) == -2.5 && isnan(casus_set_number(f[0])));
  assert_int_equal(casus_set_whole(&set, f[1], -9, 9, &n), CASUS_E_INPUT);
  assert_string_equal(err.message, "a.csv:4: not a whole number in its range: \"-2.5\"");
  assert_int_equal(casus_set_next(&set, f), CASUS_OK);
  assert_true(f[0].len == 0 && casus_set_number(f[1]) == 7);
  assert_int_equal(casus_set_next(&set, f), CASUS_E_INPUT);
  assert_string_equal(err.message, "a.csv:6: a row too short: \"8\"");
  casus_set_close(&set);
}

static void numbers_are_as_exact_as_strtod(void **unused) {
  (void)unused;
  static const char *const texts[] = {"0.1", "-3.25", "123456789.123456", "0.0396974910000001", "1e-7", "00.5", "17"};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++)
    assert_true(casus_set_number(casus_str_from_c(texts[i])) == strtod(texts[i], NULL));
  static const char *const none[] = {"", "NA", "1.2.3", "-", "."};
  for (size_t i = 0; i < CASUS_COUNT(none); i++) assert_true(isnan(casus_set_number(casus_str_from_c(none[i]))));
}

/* A gzipped set reads like a plain one; one that was cut short is no shorter set. */
static void a_cut_set_is_refused(void **unused) {
  (void)unused;
  static const char *const columns[] = {"ccode", "year", "name"};
  casus_set set;
  casus_str f[3];
  casus_error err = {0};
  assert_int_equal(casus_set_open(&set, "fuzz/corpus/fuzz_set", "gzipped", columns, 3, &err), CASUS_OK);
  assert_int_equal(casus_set_next(&set, f), CASUS_OK);
  assert_true(casus_set_number(f[1]) == 1990);
  assert_int_equal(casus_set_next(&set, f), CASUS_END);
  casus_set_close(&set);
  assert_int_equal(casus_set_open(&set, "fuzz/corpus/fuzz_set", "cut", columns, 3, &err), CASUS_E_INPUT);
  assert_string_equal(err.message, "cut: damaged or cut short");
  casus_set_close(&set);
}

static void what_is_missing_is_named(void **unused) {
  (void)unused;
  static const char *const columns[] = {"year"};
  casus_set set;
  casus_error err = {0};
  assert_int_equal(casus_set_open(&set, folder, "not-there.csv", columns, 1, &err), CASUS_E_SYSTEM);
  assert_non_null(strstr(err.message, "not-there.csv"));
  casus_set_close(&set);
  write_set("b.csv", "ccode,date\n1,2\n");
  assert_int_equal(casus_set_open(&set, folder, "b.csv", columns, 1, &err), CASUS_E_INPUT);
  assert_string_equal(err.message, "b.csv: no column \"year\"");
  casus_set_close(&set);
  write_set("c.csv", "");
  assert_int_equal(casus_set_open(&set, folder, "c.csv", columns, 1, &err), CASUS_E_INPUT);
  casus_set_close(&set);
}

static const char features_head[] =
    "ccode1,ccode2,year,mid_now,peace_years,mid_on_5y,mid_on_20y,st_mid5_max,st_mid5_min,conttype,ln_dist,majors,"
    "ln_cap_ratio,ln_cinc_max,atop_defense,atop_neutral,atop_nonagg,atop_consul,joint_dem,dem_min,trade_musd,"
    "sanction_pair,igos\n";
static const char a_row[] = ",0,3,0,0,1,0,1,0,0,1,-3,0,0,0,0,0,0.5,12,0,9\n";
static const char *const keys[] = {"1,2,1990", "1,3,1990", "2,3,1990", "1,2,1991", "1,3,1991", "2,3,1991"};

/* Three states in two years; `turned`: rows from the last to the first. */
static void write_world(bool turned) {
  casus_buffer features = {0}, truth = {0};
  casus_buffer_add_c(&features, features_head);
  casus_buffer_add_c(&truth, "ccode1,ccode2,year,y_mid,y_orig,y_force,y_fatal\n");
  for (size_t i = 0; i < CASUS_COUNT(keys); i++) {
    const char *key = keys[turned ? CASUS_COUNT(keys) - 1 - i : i];
    casus_buffer_printf(&features, "%s%s", key, a_row);
    casus_buffer_printf(&truth, "%s,%d,0,0,0\n", key, key[2] == '3');
  }
  casus_buffer_add_char(&features, 0);
  casus_buffer_add_char(&truth, 0);
  write_set("backtest/dyad_features.csv.gz", features.data);
  write_set("backtest/dyad_truth.csv.gz", truth.data);
  casus_buffer_free(&features);
  casus_buffer_free(&truth);
  write_set("states/cow_capitals.csv",
            "ccode,stdate,lat,lng\n1,1900-01-01,0,0\n2,1900-01-01,0,10\n2,1991-01-01,0,20\n");
  write_set("states/cow_nmc_capabilities.csv", "ccode,year,milex,milper,tpop\n1,1990,30,1,-9\n2,1990,10,1,5\n");
  write_set("states/cow_gdp_pop.csv", "ccode,year,mrgdppc,pwtpop\n1,1990,2,3\n");
  write_set("states/cow_major_powers.csv", "ccode,styear,endyear\n1,1900,2016\n");
  write_set("states/cow_system.csv", "ccode,start\n1,1900-01-01\n2,1960-01-01\n3,1989-01-01\n");
  write_set("democ/cow_democracy.csv", "ccode,year,v2x_polyarchy\n1,1990,0.8\n2,1990,0.1\n");
  write_set("disputes/cow_mid5_dyad_dispute_years.csv",
            "dispnum,ccode1,ccode2,year,disponset,sidea1,sidea2,orig1,orig2,fatality1,fatality2,hostlev1,hostlev2\n"
            "7,2,1,1988,1,1,0,1,1,0,2,4,4\n7,1,2,1989,0,0,1,1,1,0,0,1,3\n8,1,2,1989,1,1,0,1,1,0,0,3,1\n");
  write_set("disputes/cow_mid5_disputes.csv", "dispnum,styear\n7,1988\n8,1989\n");
}

static void a_row_is_what_the_sets_tell(void **unused) {
  (void)unused;
  casus_past past;
  casus_error err = {0};
  write_world(false);
  assert_int_equal(casus_past_read(folder, &past, &err), CASUS_OK);
  assert_int_equal(casus_past_histories(&past, 0.8, NULL), CASUS_OK);
  const casus_pair_year *row = casus_past_row(&past, 2, 1, 1990);
  assert_non_null(row);
  assert_true(row->a == 1 && row->b == 2 && !casus_came(row, CASUS_TRUTH_DISPUTE));
  assert_true(fabsf(row->history - (.64f + .8f)) < 1e-6f);       /* two years in dispute */
  assert_true(fabsf(row->onset_history - (.64f + .8f)) < 1e-6f); /* two disputes */
  assert_true(fabsf(row->fatal_history - .64f) < 1e-6f);
  assert_true(fabs(row->watched - (1 - pow(.8, 31)) / .2) < 1e-5);
  assert_true(row->terms[CASUS_PRIOR_LAND] == 1 && row->terms[CASUS_PRIOR_JOINT_DEMOCRACY] == 0);
  assert_true(fabs(row->terms[CASUS_PRIOR_DISTANCE] - log(2 * 6371.0 * 3.141592653589793 * 10 / 360)) < 1e-6);
  double one = (.75 + .5 + 1) / 3, two = (.25 + .5 + 1) / 3; /* shares that are observed */
  assert_true(fabs(row->terms[CASUS_PRIOR_SIZE_RATIO] - log(one / two)) < 1e-6);
  assert_true(fabs(past.facts->lon[2][1991 - CASUS_PAST_FIRST] - 20) < 1e-6);
  assert_true(past.facts->major[1][1990 - CASUS_PAST_FIRST] && !past.facts->major[2][1990 - CASUS_PAST_FIRST]);
  assert_true(casus_past_from(&past, 1992) == 3 && casus_past_from(&past, 1991) == 0);
  casus_past_free(&past);
}

static void the_order_of_rows_does_not_matter(void **unused) {
  (void)unused;
  casus_past past, turned;
  write_world(false);
  assert_int_equal(casus_past_read(folder, &past, NULL), CASUS_OK);
  write_world(true);
  assert_int_equal(casus_past_read(folder, &turned, NULL), CASUS_OK);
  assert_int_equal(past.count, turned.count);
  for (size_t i = 0; i < past.count; i++) {
    const casus_pair_year *x = &past.rows[i], *y = &turned.rows[i];
    assert_true(x->year == y->year && x->a == y->a && x->b == y->b && x->truth == y->truth);
    assert_memory_equal(x->given, y->given, sizeof x->given);
    assert_memory_equal(x->terms, y->terms, sizeof x->terms);
  }
  casus_past_free(&past);
  casus_past_free(&turned);
}

static void expect_fault(const char *name, const char *text, const char *message) {
  casus_past past;
  casus_error err = {0};
  write_world(false);
  write_set(name, text);
  assert_int_equal(casus_past_read(folder, &past, &err), CASUS_E_INPUT);
  assert_string_equal(err.message, message);
  casus_past_free(&past);
}

static void faults_are_named_with_their_line(void **unused) {
  (void)unused;
  static const char head[] = "ccode1,ccode2,year,y_mid,y_orig,y_force,y_fatal\n";
  char text[200];
  snprintf(text, sizeof text, "%s1,2,1990,0,0,0,2\n", head);
  expect_fault("backtest/dyad_truth.csv.gz", text,
               "backtest/dyad_truth.csv.gz:2: not a whole number in its range: \"2\"");
  snprintf(text, sizeof text, "%s2,1,1990,0,0,0,0\n", head);
  expect_fault("backtest/dyad_truth.csv.gz", text, "backtest/dyad_truth.csv.gz:2: ccode1 is not below ccode2");
  snprintf(text, sizeof text, "%s1,2,1990,0,0,0,0\n1,9,1990,0,0,0,0\n", head);
  expect_fault("backtest/dyad_truth.csv.gz", text,
               "backtest/dyad_truth.csv.gz:3: no such row in backtest/dyad_features.csv.gz");
  snprintf(text, sizeof text, "%s1,2,1990,0,0,0,0\n", head);
  expect_fault("backtest/dyad_truth.csv.gz", text,
               "backtest/dyad_truth.csv.gz: 1 rows, backtest/dyad_features.csv.gz has 6");
  expect_fault("backtest/dyad_features.csv.gz", features_head, "backtest/dyad_features.csv.gz: no rows");
  expect_fault("states/cow_system.csv", "ccode,start\n1200,1900\n",
               "states/cow_system.csv:2: not a whole number in its range: \"1200\"");
}

/* A tenth of what a state buys within five years, either way; groups without a number are passed over. */
static void arms_are_a_tenth(void **unused) {
  (void)unused;
  casus_arms arms;
  write_set("arms/sipri_tiv_supplier_recipient_year_1950_2021.csv",
            "supplier_cow,recipient_cow,year,tiv_million\n1,2,1990,50\n3,2,1990,5\n3,2,1993,4\nNA,2,1990,900\n");
  assert_int_equal(casus_arms_read(folder, &arms, NULL), CASUS_OK);
  assert_true(casus_arms_between(&arms, 1, 2, 1990) && casus_arms_between(&arms, 2, 1, 1994));
  assert_false(casus_arms_between(&arms, 1, 2, 1995)); /* too long ago */
  assert_false(casus_arms_between(&arms, 3, 2, 1990)); /* 5 of 55 */
  assert_true(casus_arms_between(&arms, 3, 2, 1993));  /* 9 of 59 */
  free(arms.keys);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_read_by_their_columns),
                                     cmocka_unit_test(numbers_are_as_exact_as_strtod),
                                     cmocka_unit_test(a_cut_set_is_refused),
                                     cmocka_unit_test(what_is_missing_is_named),
                                     cmocka_unit_test(a_row_is_what_the_sets_tell),
                                     cmocka_unit_test(the_order_of_rows_does_not_matter),
                                     cmocka_unit_test(faults_are_named_with_their_line),
                                     cmocka_unit_test(arms_are_a_tenth)};
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
