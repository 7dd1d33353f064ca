/* Obligations, dependences and the calendar of small worlds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/world/small_world.h"

static casus_answer ask(casus_topic topic, casus_world_query query) {
  casus_answer answer;
  assert_int_equal(casus_world_ask(&small, topic, &query, arena, &answer, NULL), CASUS_OK);
  return answer;
}

static void duties_have_their_direction(void **state) {
  (void)state;
  small_clear(4);
  casus_world_tie *pact = small_tie("alliance.defence", 0, 1);
  pact->tie.mutual = true;
  pact->treaty = CASUS_STR("Pact of A and B, art. 2: help"), pact->article = CASUS_STR("art. 2: help");
  small_tie("alliance.consultation", 2, 0)->treaty = CASUS_STR("Letter");
  small_tie("arms", 0, 1);
  small_tie("alliance.defence", 0, 1)->to = UINT32_MAX; /* not on the map */
  small_pending[small.pending_count++] = small_ties[1];
  casus_answer all = ask(CASUS_TOPIC_OBLIGATIONS, anybody);
  assert_int_equal(all.count, 4);
  assert_true(all.obligations[0].from == 0 && all.obligations[0].to == 1 && all.obligations[1].from == 1);
  assert_true(casus_str_eq(all.obligations[0].treaty, CASUS_STR("Pact of A and B")));
  assert_true(casus_str_eq(all.obligations[0].condition, CASUS_STR("art. 2: help")));
  assert_true(casus_str_eq(all.obligations[2].duty, CASUS_STR("consultation")));
  assert_int_equal(all.obligations[2].condition.len, 0); /* not told */
  assert_false(all.obligations[2].pending);
  assert_true(all.obligations[3].pending);
  assert_int_equal(ask(CASUS_TOPIC_OBLIGATIONS, (casus_world_query){2, UINT32_MAX}).count, 2);
  assert_int_equal(ask(CASUS_TOPIC_OBLIGATIONS, (casus_world_query){1, 0}).count, 2);
  assert_int_equal(ask(CASUS_TOPIC_OBLIGATIONS, (casus_world_query){3, UINT32_MAX}).count, 0);
}

static const casus_dependence *find(const casus_answer *a, uint32_t who, const char *kind, uint32_t on) {
  for (size_t i = 0; i < a->count; i++) {
    const casus_dependence *d = &a->dependences[i];
    if (d->who == who && d->on == on && casus_str_eq(d->kind, casus_str_from_c(kind))) return d;
  }
  return NULL;
}

static void zero_unknown_and_not_observed_stay_apart(void **state) {
  (void)state;
  small_clear(4);
  small_tie("arms", 0, 1)->tie.amount = (casus_quantity){true, 60, CASUS_STR("%")};
  small_tie("arms", 2, 1)->tie.amount = (casus_quantity){true, 0, CASUS_STR("%")};
  small_tie("arms", 3, 1); /* how much nobody says */
  casus_answer all = ask(CASUS_TOPIC_DEPENDENCE, anybody);
  assert_int_equal(find(&all, 1, "arms", 0)->observed, CASUS_OBSERVED_KNOWN);
  assert_int_equal(find(&all, 1, "arms", 2)->observed, CASUS_OBSERVED_ZERO);
  assert_int_equal(find(&all, 1, "arms", 3)->observed, CASUS_OBSERVED_UNKNOWN);
  assert_int_equal(find(&all, 1, "trade", UINT32_MAX)->observed, CASUS_OBSERVED_NOT);
  assert_null(find(&all, 1, "arms", UINT32_MAX));
  assert_int_equal(find(&all, 0, "arms", UINT32_MAX)->observed, CASUS_OBSERVED_NOT);
  assert_int_equal(all.count, 3 + 4 * 3 - 1);
  casus_answer one = ask(CASUS_TOPIC_DEPENDENCE, (casus_world_query){1, UINT32_MAX});
  assert_int_equal(one.count, 3 + 2);
  assert_true(one.dependences[0].on == 0); /* the largest first */
  casus_answer pair = ask(CASUS_TOPIC_DEPENDENCE, (casus_world_query){1, 0});
  assert_non_null(find(&pair, 1, "arms", 0));
  assert_null(find(&pair, 1, "arms", UINT32_MAX)); /* arms of 1 are observed */
}

static void dependence_turns_the_right_way(void **state) {
  (void)state;
  small_clear(3);
  small_tie("dependence", 0, 1);
  casus_world_tie *trade = small_tie("trade", 0, 1), *told = small_tie("trade", 1, 2);
  trade->tie.mutual = told->tie.mutual = true;
  trade->tie.amount = (casus_quantity){true, 30, CASUS_STR("% of B's exports")};
  told->tie.origin = CASUS_STR("report");
  casus_answer all = ask(CASUS_TOPIC_DEPENDENCE, anybody);
  assert_non_null(find(&all, 0, "dependence", 1));
  assert_non_null(find(&all, 1, "trade", 0));
  assert_null(find(&all, 0, "trade", 1)); /* the amount is B's alone */
  assert_non_null(find(&all, 2, "trade", 1));
  assert_non_null(find(&all, 1, "trade", 2));
}

static void the_calendar_is_in_order(void **state) {
  (void)state;
  small_clear(3);
  casus_term terms[] = {
      {.treaty = CASUS_STR("Vote"),
       .from = CASUS_STR("AAA"),
       .to = CASUS_STR("BBB"),
       .from_state = 0,
       .to_state = 1,
       .rule = CASUS_TERM_VOTE,
       .next = report_day("2019-06-30"),
       .every_months = 6},
      {.treaty = CASUS_STR("Notice"),
       .from = CASUS_STR("AAA"),
       .from_state = 0,
       .to_state = UINT32_MAX,
       .rule = CASUS_TERM_NOTICE,
       .next = report_day("2000-01-01"),
       .notice_months = 12},
      {.treaty = CASUS_STR("Lease"),
       .from = CASUS_STR("CCC"),
       .to = CASUS_STR("BBB"),
       .from_state = 2,
       .to_state = 1,
       .rule = CASUS_TERM_ENDS,
       .next = report_day("2020-03-01"),
       .notice_months = 1},
  };
  small.terms = terms, small.term_count = 3;
  small_tie("sanctions", 0, 2)->tie.end = report_day("2020-02");
  small_tie("arms", 0, 2)->tie.end = report_day("2019-12-31"); /* over */
  small_pending[small.pending_count++] = *small_tie("alliance.defence", 1, 2);
  small.tie_count--;
  small_pending[0].tie.start = report_day("2021");
  casus_party a = report_party("AAA", "GOV"), b = report_party("BBB", "GOV");
  casus_event_row events[3] = {{.event = report_event(CASUS_CONSULT, &a, &b, "2020-02-10")},
                               {.event = report_event(CASUS_CONSULT, &a, &b, "2019-02-10")},
                               {.event = report_event(CASUS_CONSULT, &a, &b, "2020-02-10")}};
  events[0].event.status = CASUS_STATUS_PLANNED, events[2].event.status = CASUS_STATUS_DENIED;
  small.events = events, small.event_count = 3;
  casus_answer all = ask(CASUS_TOPIC_CALENDAR, anybody);
  const casus_due_kind order[] = {CASUS_DUE_TIE,  CASUS_DUE_EVENT,  CASUS_DUE_ENDS,
                                  CASUS_DUE_VOTE, CASUS_DUE_BEGINS, CASUS_DUE_NOTICE};
  assert_int_equal(all.count, CASUS_COUNT(order));
  for (size_t i = 0; i < all.count; i++) {
    assert_int_equal(all.dues[i].kind, order[i]);
    assert_true(!casus_date_known(all.dues[i].day) || casus_date_last_day(all.dues[i].day) >= small.date.day);
  }
  assert_int_equal(all.dues[2].notice_by.day, report_day("2020-02-01").day);
  assert_int_equal(all.dues[3].day.day, report_day("2020-06-30").day);
  assert_int_equal(ask(CASUS_TOPIC_CALENDAR, (casus_world_query){2, UINT32_MAX}).count, 3);
  assert_int_equal(ask(CASUS_TOPIC_CALENDAR, (casus_world_query){0, 1}).count, 2);
}

static void odd_questions_are_refused(void **state) {
  (void)state;
  small_clear(3);
  casus_answer answer = {.count = 77};
  const casus_world_query odd[] = {{3, UINT32_MAX}, {0, 3}, {UINT32_MAX, 1}, {1, 1}};
  for (int topic = 0; topic < CASUS_TOPIC_COUNT; topic++)
    for (size_t i = 0; i < CASUS_COUNT(odd); i++)
      assert_int_equal(casus_world_ask(&small, (casus_topic)topic, &odd[i], arena, &answer, NULL), CASUS_E_USAGE);
  assert_int_equal(casus_world_ask(&small, CASUS_TOPIC_COUNT, &anybody, arena, &answer, NULL), CASUS_E_USAGE);
  assert_int_equal(answer.count, 77);
  casus_topic topic;
  assert_true(casus_topic_from(CASUS_STR("blocs"), &topic) && topic == CASUS_TOPIC_BLOCS);
  assert_false(casus_topic_from(CASUS_STR("Blocs"), &topic) || casus_topic_from(CASUS_STR(""), &topic));
  small_clear(0); /* a world of nobody */
  for (int t = 0; t < CASUS_TOPIC_COUNT; t++) assert_int_equal(ask((casus_topic)t, anybody).count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(duties_have_their_direction),    cmocka_unit_test(zero_unknown_and_not_observed_stay_apart),
      cmocka_unit_test(dependence_turns_the_right_way), cmocka_unit_test(the_calendar_is_in_order),
      cmocka_unit_test(odd_questions_are_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
