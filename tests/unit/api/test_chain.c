/* The chain under many threads: every result once, in order, the same bytes whatever the number of workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/api.h"

enum { DOCUMENTS = 120 };

static int set_up(void **state) {
  static casus_tools tools;
  casus_error err = {0};
  if (casus_tools_open(NULL, &tools, &err) != CASUS_OK) print_error("%s\n", err.message);
  *state = &tools;
  return err.code;
}

static int tear_down(void **state) {
  casus_tools_close(*state);
  return 0;
}

static casus_buffer input(void) {
  casus_buffer lines = {0};
  for (int i = 0; i < DOCUMENTS; i++) {
    if (i % 13 == 5)
      casus_buffer_add_c(&lines, "{not json\n");
    else
      casus_buffer_printf(&lines,
                          "{\"id\":\"%d\",\"date\":\"2024-06-22\",\"text\":\"Russia and Vietnam signed %d agreements. "
                          "China condemned them.\"}\n",
                          i, i + 2);
  }
  return lines;
}

typedef struct collected {
  casus_buffer bytes;
  uint64_t next, stop_at;
} collected;

static int collect(void *context, casus_coded *coded) {
  collected *c = context;
  assert_int_equal(coded->document.ordinal, c->next++);
  return c->next == c->stop_at ? CASUS_E_SYSTEM : casus_coded_json(&c->bytes, coded);
}

static collected run(const casus_tools *tools, unsigned jobs, uint64_t stop_at, int expected) {
  casus_buffer lines = input();
  casus_read_options options = {.format = CASUS_FORMAT_JSONL};
  collected c = {.stop_at = stop_at};
  assert_int_equal(casus_chain_run(tools, casus_buffer_str(&lines), CASUS_STR("-"), &options, jobs, collect, &c, NULL),
                   expected);
  casus_buffer_free(&lines);
  return c;
}

static void order_does_not_depend_on_jobs(void **state) {
  collected one = run(*state, 1, 0, CASUS_OK);
  assert_int_equal(one.next, DOCUMENTS);
  assert_true(one.bytes.len > 10000);
  for (unsigned jobs = 2; jobs <= 9; jobs += 7) {
    collected many = run(*state, jobs, 0, CASUS_OK);
    assert_int_equal(many.bytes.len, one.bytes.len);
    assert_memory_equal(many.bytes.data, one.bytes.data, one.bytes.len);
    casus_buffer_free(&many.bytes);
  }
  casus_buffer_free(&one.bytes);
}

static void a_stopped_run_ends_cleanly(void **state) {
  for (uint64_t stop = 1; stop < DOCUMENTS; stop += 37) {
    collected c = run(*state, 4, stop, CASUS_E_SYSTEM);
    assert_int_equal(c.next, stop);
    casus_buffer_free(&c.bytes);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(order_does_not_depend_on_jobs),
                                     cmocka_unit_test(a_stopped_run_ends_cleanly)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
