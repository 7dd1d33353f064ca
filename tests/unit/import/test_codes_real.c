/* The table of codes beside real lists of codes, where these lie beside the project. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
/* clang-format off: cmocka wants the headers above first */
#include <cmocka.h>
/* clang-format on */
#include <jansson.h>

#include "import/codes.h"

#define LISTS "../shared/data/ir/"

static casus_state_codes *codes;
static const casus_date TODAY = {20000, CASUS_DATE_DAY}; /* 2024-10-04 */

static int open_codes(void **state) {
  (void)state;
  return casus_state_codes_open(NULL, &codes, NULL);
}
static int close_codes(void **state) {
  (void)state;
  casus_state_codes_free(codes);
  return 0;
}

static bool read_list(const char *path, casus_buffer *file) {
  if (casus_file_read(path, 0, file, NULL) == CASUS_OK) return true;
  print_message("%s is absent: not compared\n", path);
  return false;
}

/* Fields of a line with quotes around text; commas inside quotes stay. */
static void split_line(casus_str line, casus_str *fields, size_t count) {
  bool quoted = false;
  size_t n = 0, start = 0;
  for (size_t i = 0; i <= line.len && n < count; i++) {
    if (i < line.len && line.ptr[i] == '"') quoted = !quoted;
    if (i < line.len && (quoted || line.ptr[i] != ',')) continue;
    casus_str field = casus_str_trim(casus_str_sub(line, start, i));
    if (field.len > 1 && field.ptr[0] == '"') field = casus_str_sub(field, 1, field.len - 1);
    fields[n++] = field;
    start = i + 1;
  }
  while (n < count) fields[n++] = CASUS_STR("");
}

static size_t faults;
static void same(casus_code_system system, casus_str code, casus_date when, casus_str state) {
  char why[CASUS_CODES_WHY] = "";
  if (!code.len) return;
  casus_str got = casus_state_codes_find(codes, system, code, when, why);
  if (casus_str_eq(got, state)) return;
  print_error("%.*s means %.*s, not \"%.*s\" %s\n", CASUS_STR_FMT(code), CASUS_STR_FMT(state), CASUS_STR_FMT(got), why);
  faults++;
}

static void codes_of_today_are_those_of_a_crosswalk(void **state) {
  (void)state;
  enum { ISO2 = 0, ISO3 = 1, NUMBER = 2, COW = 3, GW = 5, NAME = 10, UN_NAME = 12, FIPS = 25, COLUMNS = 26 };
  casus_buffer file = {0};
  if (!read_list(LISTS "crosswalk_iso_cow_gw_names.csv", &file)) skip();
  casus_str rest = casus_buffer_str(&file), line, f[COLUMNS];
  casus_str_split(&rest, '\n', &line);
  size_t compared = faults = 0;
  while (casus_str_split(&rest, '\n', &line)) {
    split_line(line, f, COLUMNS);
    if (!f[ISO3].len || !f[NUMBER].len) continue; /* states that are no more, Kosovo */
    /* That list takes the Papal States for the Vatican, and Vietnam before 1893 for Vietnam. */
    if (!casus_str_eq(f[ISO3], CASUS_STR("VAT"))) same(CASUS_CODES_COW, f[COW], TODAY, f[ISO3]);
    if (!casus_str_eq(f[ISO3], CASUS_STR("VAT")) && !casus_str_eq(f[GW], CASUS_STR("815")))
      same(CASUS_CODES_GW, f[GW], TODAY, f[ISO3]);
    same(CASUS_CODES_FIPS, f[FIPS], TODAY, f[ISO3]);
    same(CASUS_CODES_ISO2, f[ISO2], TODAY, f[ISO3]);
    same(CASUS_CODES_ISO3, f[ISO3], TODAY, f[ISO3]);
    same(CASUS_CODES_ISO_NUMBER, f[NUMBER], TODAY, f[ISO3]);
    same(CASUS_CODES_NAME, f[NAME], TODAY, f[ISO3]);
    same(CASUS_CODES_NAME, f[UN_NAME], TODAY, f[ISO3]);
    compared++;
  }
  casus_buffer_free(&file);
  print_message("%zu states compared\n", compared);
  assert_int_equal(faults, 0);
  assert_true(compared > 240);
}

static casus_str text_of(json_t *entry, const char *key) {
  return casus_str_from_c(json_string_value(json_object_get(entry, key)));
}

static void codes_of_iso_3166_are_all_known(void **state) {
  (void)state;
  casus_buffer file = {0};
  if (!read_list(LISTS "iso_3166-1.json", &file)) skip();
  json_t *root = json_loadb(file.data, file.len, 0, NULL), *entry;
  size_t place;
  faults = 0;
  assert_non_null(root);
  json_array_foreach(json_object_get(root, "3166-1"), place, entry) {
    casus_str alpha3 = text_of(entry, "alpha_3");
    same(CASUS_CODES_ISO2, text_of(entry, "alpha_2"), TODAY, alpha3);
    same(CASUS_CODES_ISO3, alpha3, TODAY, alpha3);
    same(CASUS_CODES_ISO_NUMBER, text_of(entry, "numeric"), TODAY, alpha3);
    same(CASUS_CODES_CAMEO, alpha3, TODAY, alpha3);
    same(CASUS_CODES_NAME, text_of(entry, "name"), TODAY, alpha3);
  }
  json_decref(root);
  casus_buffer_free(&file);
  assert_int_equal(faults, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(codes_of_today_are_those_of_a_crosswalk),
                                     cmocka_unit_test(codes_of_iso_3166_are_all_known)};
  return cmocka_run_group_tests(tests, open_codes, close_codes);
}
