/* Predictions against what is reported later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/world/reports.h"

/* A prediction of 1 March 2024, to come true by 1 June, that RUS attacks MDA; and one event of a later report. */
typedef struct trial {
  casus_arena *arena;
  casus_party rus, mda, also;
  casus_voice voice;
  casus_event_row events[2];
  casus_statement_row said;
  casus_str expects;
} trial;

static trial ready(casus_arena *arena) {
  return (trial){.arena = arena,
                 .rus = report_party("RUS", "GOV"),
                 .mda = report_party("MDA", "GOV"),
                 .also = report_party("BLR", "GOV"),
                 .expects = CASUS_STR("expected")};
}

static void fill(trial *t) {
  t->events[0].event = report_event(CASUS_ASSAULT, &t->rus, &t->mda, "2024-03-01");
  t->events[0].event.id = CASUS_STR("expected");
  t->events[0].event.status = CASUS_STATUS_POSSIBLE;
  t->events[0].published = report_day("2024-03-01");
  t->events[1].event = report_event(CASUS_ASSAULT, &t->rus, &t->mda, "2024-04-01");
  t->events[1].event.id = CASUS_STR("later");
  t->events[1].published = report_day("2024-04-02");
  t->said = (casus_statement_row){.expects = &t->expects, .published = report_day("2024-03-01")};
  t->said.statement.expects_count = 1;
  t->said.statement.speaker = (casus_voice){.name = CASUS_STR("Seer"), .actor = CASUS_STR("ROU")};
  t->said.statement.prediction = (casus_prediction){
      .modality = CASUS_STR("possible"), .until = report_day("2024-06-01"), .basis = CASUS_BASIS_TOLD};
}

static casus_verdict judged(trial *t, const char *day) {
  casus_verdict *verdicts = NULL;
  assert_int_equal(casus_predictions_judge(&t->said, 1, t->events, 2, report_day(day), t->arena, &verdicts, NULL),
                   CASUS_OK);
  return verdicts[0];
}

#define TRIAL(name)                                                                                                    \
  trial name = ready(*state);                                                                                          \
  fill(&name)

static void the_deed_makes_it_true(void **state) {
  TRIAL(t);
  casus_verdict verdict = judged(&t, "2024-04-02");
  assert_int_equal(verdict.outcome, CASUS_OUTCOME_CAME_TRUE);
  assert_int_equal(verdict.count, 1);
  assert_ptr_equal(verdict.items[0].by, &t.events[1]);
  t.said.statement.prediction.modality.ptr = NULL; /* no prediction */
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_NONE);
}

static void time_decides(void **state) {
  TRIAL(t);
  t.events[1].event.type = CASUS_THREATEN;
  assert_int_equal(judged(&t, "2024-06-01").outcome, CASUS_OUTCOME_OPEN);
  assert_int_equal(judged(&t, "2024-06-02").outcome, CASUS_OUTCOME_FAILED);
  fill(&t);
  t.events[1].event.date = report_day("2024-06-02"); /* too late */
  assert_int_equal(judged(&t, "2024-07-01").outcome, CASUS_OUTCOME_FAILED);
  t.events[1].event.date = report_day("2024-06"); /* perhaps too late */
  assert_int_equal(judged(&t, "2024-07-01").outcome, CASUS_OUTCOME_FAILED);
  t.events[1].event.date = report_day("2024-03-01"); /* not after it */
  assert_int_equal(judged(&t, "2024-05-01").outcome, CASUS_OUTCOME_OPEN);
  t.events[1].event.date = report_day("2024-05-01");
  t.said.published = report_day(""); /* made nobody knows when */
  assert_int_equal(judged(&t, "2024-07-01").outcome, CASUS_OUTCOME_OPEN);
}

static void the_denied_is_the_reverse(void **state) {
  TRIAL(t);
  t.events[0].event.status = CASUS_STATUS_DENIED;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_FAILED);
  t.events[1].event.status = CASUS_STATUS_PLANNED;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_OPEN);
  assert_int_equal(judged(&t, "2024-06-02").outcome, CASUS_OUTCOME_CAME_TRUE);
}

static void parties_must_be_the_same(void **state) {
  TRIAL(t);
  t.events[1].event.source = &t.also;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_OPEN);
  fill(&t);
  t.events[1].event.target = &t.also;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_OPEN);
  t.events[0].event.target_count = 0; /* no target told: any */
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_CAME_TRUE);
}

static void what_both_do_has_no_direction(void **state) {
  TRIAL(t);
  casus_party both[] = {t.rus, t.mda};
  t.events[0].event.source = t.events[0].event.target = both;
  t.events[0].event.source_count = t.events[0].event.target_count = 2;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_CAME_TRUE);
}

static void signing_is_support_too(void **state) {
  TRIAL(t);
  t.events[0].event.type = CASUS_SUPPORT;
  t.events[1].event.type = CASUS_AGREE;
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_OPEN);
  t.events[1].event.mode = CASUS_STR("sign");
  assert_int_equal(judged(&t, "2024-04-02").outcome, CASUS_OUTCOME_CAME_TRUE);
}

static void claims_of_strangers_count(void **state) {
  static const struct {
    const char *name, *actor;
    bool medium;
    casus_outcome outcome;
  } claims[] = {{"Kim", "FIN", false, CASUS_OUTCOME_CAME_TRUE}, {"Ion", "MDA", false, CASUS_OUTCOME_OPEN}, /* a party */
                {"Dan", "ROU", false, CASUS_OUTCOME_OPEN},   /* the predictor's side */
                {"Seer", "FIN", false, CASUS_OUTCOME_OPEN},  /* the predictor */
                {"somebody", "", false, CASUS_OUTCOME_OPEN}, /* who knows? */
                {"Courier", "FIN", true, CASUS_OUTCOME_OPEN}};
  TRIAL(t);
  for (size_t i = 0; i < CASUS_COUNT(claims); i++) {
    t.voice = (casus_voice){.name = casus_str_from_c(claims[i].name),
                            .actor = casus_str_from_c(claims[i].actor),
                            .medium = claims[i].medium};
    t.events[1].event.status = CASUS_STATUS_CLAIMED;
    t.events[1].event.said_by = &t.voice;
    t.events[1].event.said_by_count = 1;
    assert_int_equal(judged(&t, "2024-04-02").outcome, claims[i].outcome);
  }
}

static int set_up(void **state) { return (*state = casus_arena_new()) ? 0 : -1; }
static int tear_down(void **state) {
  casus_arena_free(*state);
  return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_deed_makes_it_true),        TEST(time_decides),
      TEST(the_denied_is_the_reverse),     TEST(parties_must_be_the_same),
      TEST(what_both_do_has_no_direction), TEST(signing_is_support_too),
      TEST(claims_of_strangers_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
