#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
/* clang-format off: cmocka wants the headers above first */
#include <cmocka.h>
/* clang-format on */

#include "import/codes.h"

static casus_state_codes *codes;

static int open_codes(void **state) {
  (void)state;
  casus_error err = {0};
  int rc = casus_state_codes_open(NULL, &codes, &err);
  if (rc != CASUS_OK) print_error("%s\n", err.message);
  return rc;
}
static int close_codes(void **state) {
  (void)state;
  casus_state_codes_free(codes);
  return 0;
}

static casus_date day(const char *text) {
  casus_date date = {0};
  assert_true(!text || casus_date_parse(casus_str_from_c(text), &date));
  return date;
}

/* NULL: the unknown day. */
static void means(casus_code_system system, const char *code, const char *when, const char *state) {
  char why[CASUS_CODES_WHY] = "";
  casus_str got = casus_state_codes_find(codes, system, casus_str_from_c(code), day(when), why);
  if (!casus_str_eq(got, casus_str_from_c(state)))
    fail_msg("%d %s on %s: %.*s, not %s (%s)", system, code, when ? when : "any day", CASUS_STR_FMT(got), state, why);
}

static void is_none(casus_code_system system, const char *code, const char *when, const char *reason) {
  char why[CASUS_CODES_WHY] = "";
  casus_str got = casus_state_codes_find(codes, system, casus_str_from_c(code), day(when), why);
  assert_null(got.ptr);
  assert_string_equal(why, reason);
}

static void numbers_of_states_change_with_the_day(void **state) {
  (void)state;
  means(CASUS_CODES_COW, "255", "1914-08-01", "DEU");
  means(CASUS_CODES_COW, "255", "1995", "DEU");
  means(CASUS_CODES_COW, "260", "1961-08-13", "DEU");
  means(CASUS_CODES_COW, "265", "1961-08-13", "DDR");
  is_none(CASUS_CODES_COW, "260", "1991", "COW 260 (West Germany) was no state after 1990-10-02");
  is_none(CASUS_CODES_COW, "255", "1970", "COW 255 (Germany (Prussia)) was no state between 1945-05-08 and 1990-10-03");
  means(CASUS_CODES_GW, "260", "2020-01-01", "DEU");
  means(CASUS_CODES_GW, "260", "1961-08-13", "DEU");
  means(CASUS_CODES_COW, "345", "1950", "SRB");
  means(CASUS_CODES_COW, "345", "2010", "SRB");
  means(CASUS_CODES_GW, "340", "2010", "SRB");
  means(CASUS_CODES_GW, "345", "2010", "SRB"); /* UCDP's sets keep that number */
  is_none(CASUS_CODES_GW, "265", "2010", "GW 265 (East Germany) was no state after 1990-10-02");
  means(CASUS_CODES_COW, "678", "1980", "YEM");
  means(CASUS_CODES_COW, "679", "1994", "YEM");
  means(CASUS_CODES_COW, "680", "1980", "YMD");
  means(CASUS_CODES_GW, "678", "2015", "YEM");
  is_none(CASUS_CODES_GW, "679", "2015", "GW 679 is not known (COW: Yemen)");
  means(CASUS_CODES_COW, "816", "1970", "VNM");
  means(CASUS_CODES_COW, "817", "1970", "RVN");
  means(CASUS_CODES_COW, "365", "1970", "RUS");
  means(CASUS_CODES_COW, "315", "1968-08-20", "CSK");
  means(CASUS_CODES_COW, "316", "1999", "CZE");
  means(CASUS_CODES_COW, "713", "1996", "TWN");
  means(CASUS_CODES_COW, "731", "1950-06-25", "PRK");
  means(CASUS_CODES_COW, "732", "1950-06-25", "KOR");
  means(CASUS_CODES_COW, "626", "2012", "SSD");
  is_none(CASUS_CODES_COW, "626", "2005", "COW 626 (South Sudan) was no state before 2011-07-09");
  means(CASUS_CODES_COW, "002", "1990", "USA");
  is_none(CASUS_CODES_COW, "999", "1990", "COW 999 is not known");
  is_none(CASUS_CODES_GW, "396", "2010", "GW 396 is Abkhazia, no state here");
}

static void a_year_is_met_by_any_of_its_days(void **state) {
  (void)state;
  means(CASUS_CODES_COW, "260", "1990", "DEU");
  means(CASUS_CODES_COW, "255", "1990", "DEU");
  means(CASUS_CODES_COW, "255", "1990-10", "DEU");
  is_none(CASUS_CODES_COW, "260", "1990-10-03", "COW 260 (West Germany) was no state after 1990-10-02");
  means(CASUS_CODES_COW, "531", "1993", "ERI");
  means(CASUS_CODES_COW, "255", NULL, "DEU");
}

static void the_same_letters_mean_other_states_elsewhere(void **state) {
  (void)state;
  means(CASUS_CODES_FIPS, "GM", "2020", "DEU");
  means(CASUS_CODES_ISO2, "GM", "2020", "GMB");
  means(CASUS_CODES_FIPS, "CH", "2020", "CHN");
  means(CASUS_CODES_ISO2, "CH", "2020", "CHE");
  means(CASUS_CODES_FIPS, "UP", "2020", "UKR");
  is_none(CASUS_CODES_ISO2, "UP", "2020", "ISO alpha-2 UP is not known (FIPS: Ukraine)");
  is_none(CASUS_CODES_FIPS, "UA", "2020", "FIPS UA is not known (ISO alpha-2: Ukraine)");
  means(CASUS_CODES_FIPS, "GZ", "2020", "PSE");
  means(CASUS_CODES_FIPS, "RB", "2014", "SRB");
  means(CASUS_CODES_FIPS, "GM", "1985", "DEU");
  is_none(CASUS_CODES_FIPS, "OS", "2020", "FIPS OS is the oceans, no state here");
}

static void old_codes_of_iso_end(void **state) {
  (void)state;
  means(CASUS_CODES_ISO3, "ZAR", "1990", "COD");
  is_none(CASUS_CODES_ISO3, "ZAR", "2000", "ISO alpha-3 ZAR (Zaire) was no code after 1997-07-14");
  means(CASUS_CODES_ISO2, "CS", "1990", "CSK");
  means(CASUS_CODES_ISO2, "CS", "2005", "SRB");
  is_none(CASUS_CODES_ISO2, "CS", "1998",
          "ISO alpha-2 CS (Czechoslovakia) was no code between 1993-06-15 and 2003-07-23");
  is_none(CASUS_CODES_ISO2, "CS", NULL, "ISO alpha-2 CS is Czechoslovakia or Serbia and Montenegro: a day must decide");
  means(CASUS_CODES_ISO2, "AI", "2000", "AIA");
  means(CASUS_CODES_ISO2, "SK", "2000", "SVK");
  means(CASUS_CODES_ISO3, "XKX", "2015", "XKX");
  means(CASUS_CODES_ISO3, "TMP", "1999-09-20", "TLS");
  means(CASUS_CODES_ISO3, "TLS", "1999-09-20", "TLS");
  means(CASUS_CODES_ISO_NUMBER, "4", "2000", "AFG");
  means(CASUS_CODES_ISO_NUMBER, "004", "2000", "AFG");
  means(CASUS_CODES_ISO_NUMBER, "736", "2005", "SDN");
  means(CASUS_CODES_ISO_NUMBER, "729", "2015", "SDN");
  is_none(CASUS_CODES_ISO3, "SSD", "2005", "ISO alpha-3 SSD (South Sudan) was no code before 2011-07-09");
}

static void cameo_has_old_codes_and_regions(void **state) {
  (void)state;
  means(CASUS_CODES_CAMEO, "ROM", "2015", "ROU");
  means(CASUS_CODES_CAMEO, "ROU", "2015", "ROU");
  means(CASUS_CODES_CAMEO, "TMP", "2015", "TLS");
  means(CASUS_CODES_CAMEO, "KSV", "2015", "XKX");
  means(CASUS_CODES_CAMEO, "SSD", "2005", "SSD");
  means(CASUS_CODES_CAMEO, "usa", "2015", "USA");
  is_none(CASUS_CODES_CAMEO, "EUR", "2015", "CAMEO EUR is Europe or the European Union, no state here");
  is_none(CASUS_CODES_CAMEO, "QQQ", "2015", "CAMEO QQQ is not known");
}

static void names_are_met_however_they_are_written(void **state) {
  (void)state;
  means(CASUS_CODES_NAME, "Cote d'Ivoire", "2015", "CIV");
  means(CASUS_CODES_NAME, "C\xc3\xb4te d\xe2\x80\x99Ivoire", "2015", "CIV");
  means(CASUS_CODES_NAME, "THE NETHERLANDS", "2015", "NLD");
  means(CASUS_CODES_NAME, "Russian Federation", "2015", "RUS");
  means(CASUS_CODES_NAME, "USSR", "1980", "RUS");
  means(CASUS_CODES_NAME, "U.S.S.R.", "1980", "RUS");
  means(CASUS_CODES_NAME, "Yugoslavia", "1995", "SRB");
  means(CASUS_CODES_NAME, "Viet Nam", "1995", "VNM");
  is_none(CASUS_CODES_NAME, "Atlantis", "1995", "the name \"Atlantis\" is not known");
}

static void hostile_codes_are_no_codes(void **state) {
  (void)state;
  char long_code[300], why[CASUS_CODES_WHY];
  memset(long_code, 'A', sizeof long_code);
  for (int system = 0; system < CASUS_CODES_COUNT; system++) {
    assert_null(casus_state_codes_find(codes, system, casus_str_of(long_code, sizeof long_code), day("2000"), why).ptr);
    assert_null(casus_state_codes_find(codes, system, CASUS_STR(""), day("2000"), why).ptr);
    assert_null(casus_state_codes_find(codes, system, CASUS_STR("\xff\x00\xc3"), day("2000"), why).ptr);
    assert_true(strlen(why) < CASUS_CODES_WHY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_of_states_change_with_the_day),
      cmocka_unit_test(a_year_is_met_by_any_of_its_days),
      cmocka_unit_test(the_same_letters_mean_other_states_elsewhere),
      cmocka_unit_test(old_codes_of_iso_end),
      cmocka_unit_test(cameo_has_old_codes_and_regions),
      cmocka_unit_test(names_are_met_however_they_are_written),
      cmocka_unit_test(hostile_codes_are_no_codes),
  };
  return cmocka_run_group_tests(tests, open_codes, close_codes);
}
