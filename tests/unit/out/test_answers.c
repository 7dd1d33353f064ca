/* The world on a day: later records never change an earlier answer, and no answer changes the world. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "out/out.h"
#include "unit/world/atlas_fixture.h"

static const casus_world_query questions[] = {{UINT32_MAX, UINT32_MAX}, {20, UINT32_MAX}, {20, 30}};

/* All answers to all questions, in all forms, one behind the other. */
static void tell_all(const casus_world *world, casus_buffer *out) {
  casus_arena *own = casus_arena_new();
  const casus_style style = {.width = 80, .names = atlas};
  for (int topic = 0; topic < CASUS_TOPIC_COUNT; topic++)
    for (size_t q = 0; q < CASUS_COUNT(questions); q++) {
      casus_answer answer;
      assert_int_equal(casus_world_ask(world, (casus_topic)topic, &questions[q], own, &answer, NULL), CASUS_OK);
      casus_out_answer_json(out, &answer);
      casus_out_answer_csv(out, &answer);
      casus_out_answer(out, &answer, &style);
    }
  assert_false(out->failed);
  casus_arena_free(own);
}

static casus_str told(casus_record *record, const char *day, casus_buffer *out) {
  casus_world world = world_on(day, record);
  tell_all(&world, out);
  return casus_buffer_str(out);
}

static uint32_t dice = 3;
static uint32_t roll(uint32_t sides) { return (dice = dice * 1664525 + 1013904223) / 65536 % sides; }

/* A report of a made-up deed and tie on a day after 1 June 2024. */
static void add_later(casus_record *record, int number) {
  static const char *const kinds[] = {
      "alliance.defence", "alliance.non-aggression", "arms", "trade", "dependence", "sanctions", "claim", "rivalry"};
  static const char *const codes[] = {"USA", "CHN", "RUS", "MNG", "FRA", "BRA", "EGY", "KEN", "FJI", "KAZ"};
  char day[16], text[64];
  casus_date_format((casus_date){report_day("2024-06-02").day + (int32_t)roll(700), CASUS_DATE_DAY}, day);
  snprintf(text, sizeof text, "Report %d of something.", number);
  casus_party a = report_party(codes[roll(10)], "GOV"), b = report_party(codes[roll(10)], "MIL");
  casus_event event =
      report_event((casus_event_type)roll(CASUS_EVENT_TYPE_COUNT), &a, &b, roll(3) ? day : "2023-05-05");
  casus_tie tie = report_tie(kinds[roll(CASUS_COUNT(kinds))], codes[roll(5)], codes[5 + roll(5)]);
  tie.mutual = roll(2);
  if (roll(2)) tie.start = report_day("2020-01-01");
  if (roll(4) == 0) tie.end = report_day("2024-05-01");
  event.status = (casus_status)roll(CASUS_STATUS_COUNT);
  assert_non_null(report_add(record, arena, day, text, &event, &tie).ptr);
}

static void later_records_change_nothing(void **state) {
  (void)state;
  casus_record *record;
  assert_int_equal(casus_record_open(":memory:", false, &record, NULL), CASUS_OK);
  casus_buffer first = {0}, second = {0}, third = {0};
  casus_tie pact = report_tie("alliance.defence", "MNG", "KAZ");
  told(record, "2024-06-01", &third);
  assert_non_null(report_add(record, arena, "2024-05-20", "Both will help each other.", NULL, &pact).ptr);
  casus_str before = told(record, "2024-06-01", &first);
  assert_false(casus_str_eq(before, casus_buffer_str(&third))); /* an earlier one does */
  for (int i = 0; i < 150; i++) add_later(record, i);
  assert_true(casus_str_eq(before, told(record, "2024-06-01", &second)));
  casus_buffer_free(&first), casus_buffer_free(&second), casus_buffer_free(&third);
  casus_record_free(record);
}

static void asking_leaves_the_world_as_it_is(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL), copy = world;
  casus_world_tie *ties = casus_arena_array(arena, world.tie_count, sizeof *ties);
  casus_incident *incidents = casus_arena_array(arena, world.incident_count, sizeof *incidents);
  memcpy(ties, world.ties, world.tie_count * sizeof *ties);
  memcpy(incidents, world.incidents, world.incident_count * sizeof *incidents);
  casus_buffer out = {0};
  tell_all(&world, &out);
  assert_memory_equal(&world, &copy, sizeof world);
  assert_memory_equal(ties, world.ties, world.tie_count * sizeof *ties);
  assert_memory_equal(incidents, world.incidents, world.incident_count * sizeof *incidents);
  casus_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(later_records_change_nothing),
      cmocka_unit_test(asking_leaves_the_world_as_it_is),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
