#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/base.h"

static void dates_round_trip(void **state) {
  (void)state;
  char text[16];
  casus_date date;
  assert_true(casus_date_parse(CASUS_STR("2024-02-29"), &date));
  assert_int_equal(casus_date_format(date, text), 10);
  assert_string_equal(text, "2024-02-29");
  assert_int_equal(casus_weekday(casus_days_from_civil(2024, 6, 22)), 5); /* a Saturday */
  assert_int_equal(casus_weekday(casus_days_from_civil(1969, 12, 28)), 6);
  assert_false(casus_date_parse(CASUS_STR("2023-02-29"), &date));
  assert_false(casus_date_parse(CASUS_STR("2023-13-01"), &date));
  assert_false(casus_date_parse(CASUS_STR("20240622"), &date));
  for (int32_t day = -800000; day < 800000; day += 997) {
    int y, m, d;
    casus_civil_from_days(day, &y, &m, &d);
    assert_int_equal(casus_days_from_civil(y, m, d), day);
  }
}

static void utf8_refuses_ill_formed(void **state) {
  (void)state;
  assert_int_equal(casus_utf8_valid(CASUS_STR("caf\xC3\xA9")), 5);
  assert_int_equal(casus_utf8_valid(CASUS_STR("a\xC0\x80")), 1);         /* overlong */
  assert_int_equal(casus_utf8_valid(CASUS_STR("a\xED\xA0\x80")), 1);     /* surrogate */
  assert_int_equal(casus_utf8_valid(CASUS_STR("a\xF4\x90\x80\x80")), 1); /* above U+10FFFF */
  assert_int_equal(casus_utf8_valid(CASUS_STR("a\xE2\x82")), 1);         /* cut */
  char out[4];
  for (uint32_t c = 1; c < 0x110000; c += 61) {
    size_t n = casus_utf8_encode(c, out), size;
    if (!n) continue;
    assert_int_equal(casus_utf8_at(casus_str_of(out, n), 0, &size), c);
    assert_int_equal(size, n);
  }
}

static void json_escapes(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_json json = {.out = &out};
  casus_json_open(&json, '{');
  casus_json_key(&json, "a");
  casus_json_str(&json, CASUS_STR("\"\\\n\x1b[31m\xff\xE2\x80\xA8"));
  casus_json_key(&json, "b");
  casus_json_open(&json, '[');
  casus_json_double(&json, 0.1);
  casus_json_int(&json, -3);
  casus_json_close(&json, ']');
  casus_json_close(&json, '}');
  casus_buffer_add_char(&out, '\0');
  assert_string_equal(out.data, "{\"a\":\"\\\"\\\\\\n\\u001b[31m\xEF\xBF\xBD\\u2028\",\"b\":[0.1,-3]}");
  casus_buffer_free(&out);
}

static void large_numbers_read_easily(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *words;
  } cases[] = {{375e6, "375 million"},
               {1.25e9, "1.25 billion"},
               {-2e12, "-2 trillion"},
               {5200, "5200"},
               {0.5, "0.5"},
               {999999, "999999"},
               {0, "0"}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    char text[48];
    size_t length = casus_format_scaled(cases[i].value, text);
    assert_true(casus_str_eq(casus_str_of(text, length), casus_str_from_c(cases[i].words)));
  }
}

static void numbers_are_strict(void **state) {
  (void)state;
  int64_t i = 7;
  double d = 7;
  assert_true(casus_parse_int(CASUS_STR("-9223372036854775808"), &i));
  assert_true(i == INT64_MIN);
  assert_false(casus_parse_int(CASUS_STR("9223372036854775808"), &i));
  assert_false(casus_parse_int(CASUS_STR("12x"), &i));
  assert_false(casus_parse_double(CASUS_STR("nan"), &d));
  assert_false(casus_parse_double(CASUS_STR("0x10"), &d));
  assert_false(casus_parse_double(CASUS_STR("1e999"), &d));
  assert_true(casus_parse_double(CASUS_STR("-1.5e3"), &d));
  assert_true(d == -1500);
  static const struct {
    double value;
    const char *text;
  } shown[] = {{90, "90"},     {1200000000, "1200000000"}, {-0.0, "0"},        {0.1, "0.1"},
               {-3.5, "-3.5"}, {1e300, "1e+300"},          {0.0 / 0.0, "null"}};
  for (size_t n = 0; n < CASUS_COUNT(shown); n++) {
    char text[32];
    size_t length = casus_format_double(shown[n].value, text);
    assert_int_equal(length, strlen(shown[n].text));
    assert_string_equal(text, shown[n].text);
  }
}

static void maps_hold_many(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_map map = {0};
  for (uint32_t i = 0; i < 5000; i++) assert_true(casus_map_set(&map, arena, casus_arena_printf(arena, "k%u", i), i));
  assert_true(casus_map_set(&map, arena, CASUS_STR("k7"), 99));
  assert_int_equal(map.count, 5000);
  uint32_t value = 0;
  assert_true(casus_map_get(&map, CASUS_STR("k4999"), &value));
  assert_int_equal(value, 4999);
  assert_true(casus_map_get(&map, CASUS_STR("k7"), &value));
  assert_int_equal(value, 99);
  assert_false(casus_map_get(&map, CASUS_STR("k5000"), &value));
  casus_arena_free(arena);
}

static void tables_skip_comments(void **state) {
  (void)state;
  casus_table table = casus_table_of(CASUS_STR("# head\nA\tb | c |\n\nD\n"));
  casus_str fields[3], item;
  assert_true(casus_table_next(&table, fields, 3));
  assert_int_equal(table.line, 2);
  assert_true(casus_list_next(&fields[1], &item) && casus_str_eq(item, CASUS_STR("b")));
  assert_true(casus_list_next(&fields[1], &item) && casus_str_eq(item, CASUS_STR("c")));
  assert_false(casus_list_next(&fields[1], &item));
  assert_true(casus_table_next(&table, fields, 3));
  assert_int_equal(fields[2].len, 0);
  assert_false(casus_table_next(&table, fields, 3));
}

static void ids_part_their_parts(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_str one[] = {CASUS_STR_INIT("ab"), CASUS_STR_INIT("c")}, two[] = {CASUS_STR_INIT("a"), CASUS_STR_INIT("bc")};
  casus_str a = casus_content_id(arena, one, 2), b = casus_content_id(arena, two, 2);
  assert_int_equal(a.len, CASUS_ID_LENGTH);
  assert_false(casus_str_eq(a, b));
  casus_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_round_trip),
      cmocka_unit_test(utf8_refuses_ill_formed),
      cmocka_unit_test(json_escapes),
      cmocka_unit_test(numbers_are_strict),
      cmocka_unit_test(large_numbers_read_easily),
      cmocka_unit_test(maps_hold_many),
      cmocka_unit_test(tables_skip_comments),
      cmocka_unit_test(ids_part_their_parts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
