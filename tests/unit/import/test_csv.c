#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/csv.h"

typedef struct fixture {
  casus_arena *arena;
  casus_csv *csv;
} fixture;

static int set_up(void **state) {
  static fixture f;
  f.arena = casus_arena_new();
  f.csv = casus_arena_alloc(f.arena, sizeof *f.csv);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  casus_arena_free(f->arena);
  return 0;
}

static void start(fixture *f, const char *text, char separator) {
  casus_csv_start(f->csv, casus_str_from_c(text), separator, f->arena);
}

/* The next record has these fields, written with | between them. */
static void expect(fixture *f, uint64_t line, const char *fields) {
  casus_str rest = casus_str_from_c(fields), field;
  size_t count = 0;
  assert_int_equal(casus_csv_next(f->csv, NULL), CASUS_OK);
  if (f->csv->fault) print_error("line %d: %s\n", (int)f->csv->line, f->csv->fault);
  assert_null(f->csv->fault);
  assert_int_equal(f->csv->line, line);
  while (casus_str_split(&rest, '|', &field)) {
    assert_true(count < f->csv->count);
    if (!casus_str_eq(f->csv->fields[count], field))
      print_error("field %d: \"%.*s\"\n", (int)count, CASUS_STR_FMT(f->csv->fields[count]));
    assert_true(casus_str_eq(f->csv->fields[count++], field));
  }
  assert_int_equal(f->csv->count, count);
}

static void expect_fault(fixture *f, uint64_t line, const char *part) {
  assert_int_equal(casus_csv_next(f->csv, NULL), CASUS_OK);
  assert_non_null(f->csv->fault);
  assert_int_equal(f->csv->line, line);
  assert_non_null(strstr(f->csv->fault, part));
}

static void expect_end(fixture *f) { assert_int_equal(casus_csv_next(f->csv, NULL), CASUS_END); }

static void plain_lines(void **state) {
  fixture *f = *state;
  start(f, "a,b,c\n1, 2 ,\n\n  \nx,,y", ',');
  expect(f, 1, "a|b|c");
  expect(f, 2, "1|2|");
  expect(f, 5, "x||y");
  expect_end(f);
  start(f, "", ',');
  expect_end(f);
  start(f, "\n\n \r\n", ',');
  expect_end(f);
}

static void line_ends_and_marks(void **state) {
  fixture *f = *state;
  start(f,
        "\xEF\xBB\xBF"
        "a;b\r\n1;2\r\n",
        ';');
  expect(f, 1, "a|b");
  expect(f, 2, "1|2");
  expect_end(f);
  start(f, "a\tb\r1\t2\r\r3\t", '\t');
  expect(f, 1, "a|b");
  expect(f, 2, "1|2");
  expect(f, 4, "3|");
  expect_end(f);
}

static void quotes(void **state) {
  fixture *f = *state;
  start(f,
        "\"a, b\",\"say \"\"no\"\"\",\"\"\n\"two\nlines\",x,\"y\" \r\n\"He said \"hi\" there\",1,2\n6\" gun,1,2\nz,1,2",
        ',');
  expect(f, 1, "a, b|say \"no\"|");
  expect(f, 2, "two\nlines|x|y");
  expect(f, 4, "He said \"hi\" there|1|2");
  expect(f, 5, "6\" gun|1|2");
  expect(f, 6, "z|1|2");
  expect_end(f);
}

static void an_open_quote_spoils_its_own_line(void **state) {
  fixture *f = *state;
  start(f, "a,b\n1,\"open\n2,3\n4,5\n", ',');
  expect(f, 1, "a|b");
  expect_fault(f, 2, "never closed");
  expect(f, 3, "2|3");
  expect(f, 4, "4|5");
  expect_end(f);
}

static void other_encodings(void **state) {
  fixture *f = *state;
  start(f, "C\xF4te,\x93x\x94\nC\xC3\xB4te,y\n", ',');
  expect(f, 1, "C\xC3\xB4te|\xE2\x80\x9Cx\xE2\x80\x9D");
  expect(f, 2, "C\xC3\xB4te|y");
  expect_end(f);
}

static void damaged_records(void **state) {
  fixture *f = *state;
  static const char nul[] = "a,b\n1,\0\n2,3\n";
  casus_csv_start(f->csv, casus_str_of(nul, sizeof nul - 1), ',', f->arena);
  expect(f, 1, "a|b");
  expect_fault(f, 2, "NUL");
  expect(f, 3, "2|3");
  char *wide = casus_arena_alloc(f->arena, 3 * CASUS_CSV_FIELDS);
  memset(wide, ',', 2 * CASUS_CSV_FIELDS);
  memcpy(wide + 2 * CASUS_CSV_FIELDS, "\n1,2", 4);
  casus_csv_start(f->csv, casus_str_of(wide, 2 * CASUS_CSV_FIELDS + 4), ',', f->arena);
  expect_fault(f, 1, "columns");
  expect(f, 2, "1|2");
  size_t size = CASUS_CSV_RECORD_LIMIT + 10;
  char *lengthy = casus_arena_alloc(f->arena, size + 4);
  memset(lengthy, 'x', size);
  memcpy(lengthy + size, "\n1,2", 4);
  casus_csv_start(f->csv, casus_str_of(lengthy, size + 4), ',', f->arena);
  expect_fault(f, 1, "megabyte");
  expect(f, 2, "1|2");
  expect_end(f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(plain_lines),     TEST(line_ends_and_marks), TEST(quotes), TEST(an_open_quote_spoils_its_own_line),
      TEST(other_encodings), TEST(damaged_records),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
