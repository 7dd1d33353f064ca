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
  if (casus_tools_open(NULL, CASUS_CARE_QUICK, &tools, &err) != CASUS_OK) print_error("%s\n", err.message);
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
  casus_reader *reader = NULL;
  assert_int_equal(casus_reader_open(casus_buffer_str(&lines), CASUS_STR("-"), &options, &reader, NULL), CASUS_OK);
  assert_int_equal(casus_chain_run(tools, reader, jobs, collect, &c, NULL), expected);
  casus_reader_free(reader);
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

/* Statements no longer point to events that are gone, and what stays keeps its place. */
static void keeps_what_is_sure(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_event events[] = {{.confidence = 0.5}, {.confidence = 0.9}, {.confidence = 0.7}};
  casus_tie ties[] = {
      {.confidence = 0.9, .event = 2}, {.confidence = 0.2, .event = SIZE_MAX}, {.confidence = 0.7, .event = 0}};
  size_t about[] = {0, 1, 2};
  casus_statement statement = {.about = about, .about_count = 3};
  casus_coding coding = {
      .events = events, .event_count = 3, .ties = ties, .tie_count = 3, .statements = &statement, .statement_count = 1};
  casus_sentence sentence = {.span = {0, 10}};
  casus_text text = {.sentences = &sentence, .sentence_count = 1};
  casus_document document = {0};
  assert_int_equal(casus_coding_keep(&coding, &document, &text, 0.7, arena, NULL), CASUS_OK);
  assert_int_equal(coding.event_count, 2);
  assert_true(coding.events[0].confidence == 0.9 && coding.events[1].confidence == 0.7);
  assert_int_equal(coding.tie_count, 2);
  assert_int_equal(coding.ties[0].event, 1);
  assert_true(coding.ties[1].event == SIZE_MAX);
  assert_int_equal(statement.about_count, 2);
  assert_true(about[0] == 0 && about[1] == 1);
  casus_note notes[] = {{CASUS_NOTE_FOREIGN, {0, 4}, 0, CASUS_STR("fr")},
                        {CASUS_NOTE_FOREIGN, {5, 8}, 0, CASUS_STR("fr")}};
  document.notes = notes, document.note_count = 1; /* less than half of the sentence */
  assert_int_equal(casus_coding_keep(&coding, &document, &text, 0, arena, NULL), CASUS_OK);
  assert_int_equal(coding.event_count, 2);
  document.note_count = 2;
  assert_int_equal(casus_coding_keep(&coding, &document, &text, 0, arena, NULL), CASUS_OK);
  assert_int_equal(coding.event_count + coding.tie_count + coding.statement_count, 0);
  casus_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(order_does_not_depend_on_jobs),
                                     cmocka_unit_test(a_stopped_run_ends_cleanly),
                                     cmocka_unit_test(keeps_what_is_sure)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
