/* An import of a small table into a record in memory, and what came of it. */
#ifndef TESTS_UNIT_IMPORT_IMPORTING_H
#define TESTS_UNIT_IMPORT_IMPORTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/import.h"

enum { TOLD_SKIPS = 32 };

typedef struct importing {
  casus_record *record;
  casus_arena *arena;
  casus_import_result result;
  casus_error err;
  uint64_t lines[TOLD_SKIPS]; /* skipped, in order */
  casus_str reasons[TOLD_SKIPS];
  size_t skips;
} importing;

static int importing_set_up(void **state) {
  static importing in;
  in = (importing){.arena = casus_arena_new()};
  assert_int_equal(casus_record_open(":memory:", false, &in.record, NULL), CASUS_OK);
  *state = &in;
  return 0;
}

static int importing_tear_down(void **state) {
  importing *in = *state;
  assert_int_equal(casus_record_check(in->record, NULL, NULL, NULL), CASUS_OK);
  casus_record_free(in->record);
  casus_arena_free(in->arena);
  return 0;
}

static casus_date importing_day(int year, int month, int day) {
  casus_date date = {0};
  assert_true(casus_date_from_civil(year, month, day, &date));
  return date;
}

static inline void importing_skip(void *context, uint64_t line, casus_str reason) {
  importing *in = context;
  assert_true(in->skips < TOLD_SKIPS);
  in->lines[in->skips] = line;
  in->reasons[in->skips++] = casus_arena_copy(in->arena, reason);
}

/* vintage: a year, 0: none told */
static int import_as(importing *in, const char *name, const char *text, int vintage) {
  casus_import_options options = {.today = importing_day(2025, 1, 31), .skipped = importing_skip, .context = in};
  if (vintage) options.vintage = importing_day(vintage, 0, 0);
  in->skips = 0;
  in->err = (casus_error){0};
  return casus_import_run(in->record, casus_str_from_c(name), CASUS_STR("dir/table.csv"), casus_str_from_c(text),
                          &options, in->arena, &in->result, &in->err);
}

static void import_well(importing *in, const char *name, const char *text) {
  int rc = import_as(in, name, text, 0);
  if (rc) print_error("%s\n", in->err.message);
  for (size_t i = 0; i < in->skips; i++)
    print_message("line %d: %.*s\n", (int)in->lines[i], CASUS_STR_FMT(in->reasons[i]));
  assert_int_equal(rc, CASUS_OK);
}

/* The next reason tells of that line. */
static inline void expect_skip(const importing *in, size_t n, uint64_t line, const char *part) {
  assert_true(n < in->skips);
  if (in->lines[n] != line || casus_str_find(in->reasons[n], casus_str_from_c(part), 0) == SIZE_MAX)
    print_error("line %d: %.*s\n", (int)in->lines[n], CASUS_STR_FMT(in->reasons[n]));
  assert_int_equal(in->lines[n], line);
  assert_true(casus_str_find(in->reasons[n], casus_str_from_c(part), 0) != SIZE_MAX);
}

static inline void expect_counts(const importing *in, uint64_t read, uint64_t kept, uint64_t left, uint64_t skipped) {
  const casus_import *i = &in->result.import;
  assert_int_equal(i->read, read);
  assert_int_equal(i->kept, kept);
  assert_int_equal(i->left_out, left);
  assert_int_equal(i->skipped, skipped);
}

/* How many ties "KIND FROM TO" hold on the first of January; the last of them in *found. One-sided: with ">". */
static inline size_t ties_on(importing *in, int year, const char *kind, const char *from, const char *to, bool mutual,
                             casus_imported_tie_row *found) {
  casus_imported_tie_row *rows = NULL;
  size_t count = 0, same = 0;
  casus_date day = importing_day(year, 1, 1);
  assert_int_equal(casus_record_imported_ties(in->record, (casus_date){0}, day, in->arena, &rows, &count, NULL),
                   CASUS_OK);
  for (size_t i = 0; i < count; i++) {
    const casus_tie *t = &rows[i].tie;
    if (!casus_str_eq(t->kind, casus_str_from_c(kind)) || !casus_str_eq(t->from, casus_str_from_c(from)) ||
        !casus_str_eq(t->to, casus_str_from_c(to)) || t->mutual != mutual)
      continue;
    same++;
    if (found) *found = rows[i];
  }
  return same;
}

#define IMPORT_TEST(name) cmocka_unit_test_setup_teardown(name, importing_set_up, importing_tear_down)

#endif
