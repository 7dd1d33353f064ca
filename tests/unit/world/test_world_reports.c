/* What reports make of the world: incidents and ties. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "unit/world/reports.h"

typedef struct fixture {
  casus_atlas *atlas;
  casus_record *record;
  casus_arena *arena;
} fixture;
static fixture f;

static int open_all(void **state) {
  (void)state;
  f.arena = casus_arena_new();
  int rc = casus_atlas_open(NULL, &f.atlas, NULL);
  return rc == CASUS_OK ? casus_record_open(":memory:", false, &f.record, NULL) : rc;
}

static int close_all(void **state) {
  (void)state;
  casus_atlas_free(f.atlas);
  casus_record_free(f.record);
  casus_arena_free(f.arena);
  return 0;
}

static casus_world on(const char *day) {
  casus_world world;
  casus_world_options options = {.date = report_day(day)};
  assert_int_equal(casus_world_on(f.atlas, f.record, &options, f.arena, &world, NULL), CASUS_OK);
  return world;
}

static size_t incidents_of(const casus_world *world, const char *a, const char *b, const casus_incident **last) {
  uint32_t x = casus_world_state(world, casus_str_from_c(a)), y = casus_world_state(world, casus_str_from_c(b));
  size_t count = 0;
  for (size_t i = 0; i < world->incident_count; i++) {
    const casus_incident *it = &world->incidents[i];
    if (it->a != (x < y ? x : y) || it->b != (x < y ? y : x)) continue;
    count++;
    if (last) *last = it;
  }
  return count;
}

static casus_str told(casus_event_type type, const char *a, const char *b, const char *day, const char *text,
                      casus_status status, const char *mode, const char *sector, double confidence) {
  casus_party source = report_party(a, sector), target = report_party(b, "");
  casus_event event = report_event(type, &source, &target, day);
  event.status = status;
  event.mode = casus_str_from_c(mode);
  event.confidence = confidence;
  casus_str id = report_add(f.record, f.arena, day, text, &event, NULL);
  assert_non_null(id.ptr);
  return id;
}

static bool near(double a, double b) { return a - b < 1e-9 && b - a < 1e-9; }

static double confidence_of(const char *a, const char *b, const char *day) {
  const casus_incident *it = NULL;
  casus_world world = on(day);
  assert_int_equal(incidents_of(&world, a, b, &it), 1);
  return it->confidence;
}

#define PALAU                                                                                                          \
  "Palau's patrol boats fired on a trawler from Nauru near the outer reef on Friday, the harbour police said, after "  \
  "it had ignored three calls to stop. "

/* Reprints and updates of one story add nothing; other stories do, up to a point; what a party says does not. */
static void independent_stories_make_surer(void **state) {
  (void)state;
#define ASSAULT(day, text, status, confidence)                                                                         \
  told(CASUS_ASSAULT, "PLW", "NRU", day, text, CASUS_STATUS_##status, "firearms", "MIL", confidence)
  ASSAULT("2024-05-03", PALAU, ASSERTED, 0.6);
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-09"), 0.6));
  ASSAULT("2024-05-03", "KOROR (Wire) - " PALAU "All rights reserved.", ASSERTED, 0.6);
  ASSAULT("2024-05-03", "Update: " PALAU "Nobody was hurt. The captain is held.", ASSERTED, 0.6);
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-09"), 0.6));
  ASSAULT("2024-05-03", "Nauru says that Palau shot at one of its boats.", CLAIMED, 1); /* 0.5 as an incident */
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-09"), 0.6));
  ASSAULT("2024-05-03", "Shots fell off the reef when Palau stopped a boat from Nauru.", ASSERTED, 0.5);
  double surer = 0.6 + 0.4 * 0.25 * 0.5;
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-09"), surer));
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-03"), surer)); /* all are of that day */
  static const char *const more[] = {"One.", "Two.", "Three.", "Four.", "Five."};
  for (size_t i = 0; i < CASUS_COUNT(more); i++) ASSAULT("2024-05-03", more[i], ASSERTED, 0.5);
  for (int i = 0; i < 2; i++) surer += (1 - surer) * 0.25 * 0.5;
  assert_true(near(confidence_of("PLW", "NRU", "2024-05-09"), surer)); /* three others count */
#undef ASSAULT
}

/* Two states that never had an incident. */
static void deeds_are_incidents(void **state) {
  (void)state;
  const casus_incident *it = NULL;
  casus_world world = on("2024-02-01");
  assert_int_equal(incidents_of(&world, "FJI", "TON", NULL), 0);
  told(CASUS_ASSAULT, "FJI", "TON", "2024-02-01", "Fiji shelled Tonga, killing two.", CASUS_STATUS_ASSERTED,
       "heavy-weapons", "MIL", 0.8);
  world = on("2024-02-01");
  assert_int_equal(incidents_of(&world, "FJI", "TON", &it), 1);
  assert_int_equal(it->level, 4);
  assert_true(it->fatal && it->confidence == 0.8 && it->evidence.len > 0);
  told(CASUS_ASSAULT, "TON", "FJI", "2024-02-01", "Again: Fiji shelled Tonga; no one was killed.",
       CASUS_STATUS_ASSERTED, "", "GOV", 0.9);
  world = on("2024-02-01");
  assert_int_equal(incidents_of(&world, "FJI", "TON", &it), 1); /* one a day, however many stories */
  assert_true(near(it->confidence, 0.9 + 0.1 * 0.25 * 0.8) &&
              it->fatal); /* another story: a quarter of the doubt less */
  told(CASUS_MOBILIZE, "FJI", "TON", "2024-02-03", "Fiji's ships went to Tonga.", CASUS_STATUS_ASSERTED, "troops",
       "MIL", 1);
  told(CASUS_THREATEN, "FJI", "TON", "2024-02-04", "Fiji threatened Tonga with war.", CASUS_STATUS_ASSERTED, "violence",
       "", 1);
  told(CASUS_ASSAULT, "FJI", "TON", "2024-02-05", "Tonga says Fiji shelled it, none killed.", CASUS_STATUS_CLAIMED, "",
       "", 1);
  world = on("2024-02-05");
  assert_int_equal(incidents_of(&world, "FJI", "TON", &it), 4);
  assert_true(it->confidence == 0.5 && !it->fatal && it->level == 4);
  world = on("2024-02-03");
  assert_int_equal(incidents_of(&world, "FJI", "TON", &it), 2); /* later reports do not change an earlier answer */
  assert_int_equal(it->level, 3);
  assert_int_equal(world.newest[it->a].day, report_day("2024-02-03").day);
}

static void words_are_none(void **state) {
  (void)state;
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-01", "Samoa may shell Tuvalu.", CASUS_STATUS_POSSIBLE, "", "", 1);
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-02", "Samoa will shell Tuvalu.", CASUS_STATUS_PLANNED, "", "", 1);
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-03", "Samoa did not shell Tuvalu.", CASUS_STATUS_DENIED, "", "", 1);
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-04", "Samoa once shelled Tuvalu.", CASUS_STATUS_PAST, "", "", 1);
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-05", "Samoan rebels shelled Tuvalu.", CASUS_STATUS_ASSERTED, "", "REB", 1);
  told(CASUS_ASSAULT, "WSM", "TUV", "2024-03-06", "Samoan police beat a man of Tuvalu.", CASUS_STATUS_ASSERTED, "beat",
       "GOV", 1);
  told(CASUS_ASSAULT, "WSM", "WSM", "2024-03-07", "Samoa shelled Samoa.", CASUS_STATUS_ASSERTED, "", "", 1);
  told(CASUS_THREATEN, "WSM", "TUV", "2024-03-08", "Samoa threatened Tuvalu with consequences.", CASUS_STATUS_ASSERTED,
       "", "", 1);
  told(CASUS_ACCUSE, "WSM", "TUV", "2024-03-09", "Samoa accused Tuvalu.", CASUS_STATUS_ASSERTED, "", "", 1);
  told(CASUS_ASSAULT, "WSM", "IGOUNO", "2024-03-10", "Samoa shelled the United Nations.", CASUS_STATUS_ASSERTED, "", "",
       1);
  casus_world world = on("2024-04-01");
  assert_int_equal(incidents_of(&world, "WSM", "TUV", NULL), 0);
}

static void the_past_has_its_day(void **state) {
  (void)state;
  casus_party source = report_party("NRU", ""), target = report_party("PLW", "");
  casus_event event = report_event(CASUS_ASSAULT, &source, &target, "2021-05-09");
  event.status = CASUS_STATUS_PAST;
  assert_non_null(report_add(f.record, f.arena, "2024-05-01", "On 9 May 2021 Nauru shelled Palau.", &event, NULL).ptr);
  event.date = report_day("2019");
  assert_non_null(report_add(f.record, f.arena, "2024-05-02", "In 2019 Nauru shelled Palau.", &event, NULL).ptr);
  casus_world before = on("2024-04-30"), after = on("2024-05-02");
  const casus_incident *it = NULL;
  assert_int_equal(incidents_of(&before, "NRU", "PLW", NULL), 0);
  assert_int_equal(incidents_of(&after, "NRU", "PLW", &it), 1);
  assert_int_equal(it->date.day, report_day("2021-05-09").day);
}

static void the_same_incident_is_linked(void **state) {
  (void)state;
  casus_world before = on("2026-03-01");
  size_t was = incidents_of(&before, "VEN", "USA", NULL), linked = 0;
  told(CASUS_ASSAULT, "USA", "VEN", "2026-01-04", "The United States struck Caracas.", CASUS_STATUS_ASSERTED, "aerial",
       "MIL", 0.9);
  casus_world after = on("2026-03-01");
  assert_int_equal(incidents_of(&after, "VEN", "USA", NULL), was);
  for (size_t i = 0; i < after.incident_count; i++)
    linked += after.incidents[i].evidence.len && casus_str_starts(after.incidents[i].source, CASUS_STR("built-in"));
  assert_int_equal(linked, 1);
}

static void a_running_war_is_folded(void **state) {
  (void)state;
  char text[64], day[16];
  for (int i = 0; i < 40; i++) {
    casus_date date = {report_day("2026-02-01").day + i, CASUS_DATE_DAY};
    casus_date_format(date, day);
    snprintf(text, sizeof text, "Day %d: Vanuatu shelled Kiribati.", i);
    told(CASUS_ASSAULT, "VUT", "KIR", day, text, CASUS_STATUS_ASSERTED, "", "MIL", 0.7);
  }
  casus_world world = on("2026-04-01");
  const casus_incident *last = NULL;
  size_t count = incidents_of(&world, "VUT", "KIR", &last);
  assert_true(count >= 10 && count < 15); /* until it counts as a war; then the last alone */
  assert_int_equal(last->date.day, report_day("2026-03-12").day);
}

static casus_str tie_told(casus_tie tie, const char *day, const char *text) {
  casus_str id = report_add(f.record, f.arena, day, text, NULL, &tie);
  assert_non_null(id.ptr);
  return id;
}

static void treaties_wait(void **state) {
  (void)state;
  casus_tie pact = report_tie("alliance.defence", "FJI", "NRU");
  pact.mutual = true;
  size_t pending = on("2024-07-02").pending_count;
  tie_told(pact, "2024-07-01", "Fiji and Nauru signed a pact.");
  tie_told(pact, "2024-07-02", "The pact of Fiji and Nauru was told again.");
  casus_world world = on("2024-07-02");
  assert_int_equal(world.pending_count, pending + 1);
  const casus_world_tie *tie = &world.pending[world.pending_count - 1];
  assert_int_equal(tie->signed_on.day, report_day("2024-07-01").day);
  assert_true(tie->sentence_text.len > 0 && tie->evidence.len > 0);
  uint32_t a = casus_world_state(&world, CASUS_STR("FJI")), b = casus_world_state(&world, CASUS_STR("NRU"));
  assert_null(casus_world_find_tie(&world, CASUS_STR("alliance"), a, b));
  pact.start = report_day("2024-08-01");
  tie_told(pact, "2024-07-03", "The pact of Fiji and Nauru takes force in August.");
  world = on("2024-08-01");
  assert_non_null(casus_world_find_tie(&world, CASUS_STR("alliance.defence"), b, a));
}

static void known_ties_are_linked(void **state) {
  (void)state;
  casus_world before = on("2024-09-01");
  casus_tie pact = report_tie("alliance.defence", "USA", "PHL");
  casus_str id = tie_told(pact, "2024-09-01", "The Philippines is a treaty ally of the United States.");
  casus_world after = on("2024-09-01");
  assert_int_equal(before.tie_count, after.tie_count);
  uint32_t usa = casus_world_state(&after, CASUS_STR("USA")), phl = casus_world_state(&after, CASUS_STR("PHL"));
  const casus_world_tie *tie = casus_world_find_tie(&after, CASUS_STR("alliance.defence"), usa, phl);
  assert_true(casus_str_eq(tie->evidence, id));
  assert_true(tie->sentence_text.len > 0);
  casus_tie arms = report_tie("arms", "RUS", "VNM"); /* an amount that the table has not is a fact of its own */
  arms.amount = (casus_quantity){true, 8.9e7, CASUS_STR("USD")};
  arms.year = report_day("2021");
  tie_told(arms, "2024-09-02", "Russian arms for Vietnam fell to $89 million in 2021.");
  assert_int_equal(on("2024-09-02").tie_count, after.tie_count + 1);
  casus_tie denied = report_tie("arms", "FJI", "PLW");
  denied.status = CASUS_STATUS_DENIED;
  tie_told(denied, "2024-09-03", "Fiji sells no arms to Palau.");
  assert_int_equal(on("2024-09-03").tie_count, after.tie_count + 1);
}

static void leaves_documents_out(void **state) {
  (void)state;
  casus_str id = told(CASUS_ASSAULT, "MHL", "FSM", "2024-10-01", "The Marshall Islands shelled Micronesia.",
                      CASUS_STATUS_ASSERTED, "", "", 1);
  casus_world world, with = on("2024-10-01");
  casus_world_options options = {.date = report_day("2024-10-01"), .without = &id, .without_count = 1};
  assert_int_equal(casus_world_on(f.atlas, f.record, &options, f.arena, &world, NULL), CASUS_OK);
  assert_int_equal(incidents_of(&with, "MHL", "FSM", NULL), 1);
  assert_int_equal(incidents_of(&world, "MHL", "FSM", NULL), 0);
  assert_int_equal(world.event_count + 1, with.event_count);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(independent_stories_make_surer),
      cmocka_unit_test(deeds_are_incidents),
      cmocka_unit_test(words_are_none),
      cmocka_unit_test(the_past_has_its_day),
      cmocka_unit_test(the_same_incident_is_linked),
      cmocka_unit_test(a_running_war_is_folded),
      cmocka_unit_test(treaties_wait),
      cmocka_unit_test(known_ties_are_linked),
      cmocka_unit_test(leaves_documents_out),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
