#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "eval/eval.h"

typedef struct fixture {
  casus_arena *arena;
  casus_gold gold;
  casus_event events[4];
  casus_party parties[4];
  casus_statement statements[2];
  casus_tie ties[4];
  casus_coding coding;
  casus_tally tally;
} fixture;

static int open_fixture(void **state) {
  fixture *f = test_calloc(1, sizeof *f);
  f->arena = casus_arena_new();
  f->tally.arena = f->arena;
  f->coding = (casus_coding){.events = f->events, .statements = f->statements, .ties = f->ties};
  *state = f;
  return 0;
}

static int close_fixture(void **state) {
  casus_arena_free(((fixture *)*state)->arena);
  test_free(*state);
  return 0;
}

static void gold(fixture *f, const char *line) {
  casus_error err = {0};
  int rc = casus_gold_read(casus_str_from_c(line), f->arena, &f->gold, &err);
  if (rc != CASUS_OK) fail_msg("%s", err.message);
}

static void told(fixture *f, casus_event_type type, casus_status status, const char *source, const char *target,
                 uint32_t at) {
  size_t n = f->coding.event_count++;
  f->parties[2 * n].actor = casus_str_from_c(source);
  f->parties[2 * n + 1].actor = casus_str_from_c(target);
  f->events[n] = (casus_event){.type = type,
                               .status = status,
                               .span = {at, at + 1},
                               .source = &f->parties[2 * n],
                               .target = &f->parties[2 * n + 1],
                               .source_count = *source != 0,
                               .target_count = *target != 0};
}

static void add(fixture *f) { assert_int_equal(casus_tally_add(&f->tally, &f->gold, &f->coding, NULL), CASUS_OK); }

#define HITS(hits, r, w, m)                                                                                            \
  do {                                                                                                                 \
    assert_int_equal((hits).right, r);                                                                                 \
    assert_int_equal((hits).wrong, w);                                                                                 \
    assert_int_equal((hits).missed, m);                                                                                \
  } while (0)

#define ONE(type, status, source, target)                                                                              \
  "{\"id\":\"p\",\"sentences\":[{\"text\":\"Ghana blamed Togo.\",\"events\":[{\"event\":\"" type                       \
  "\",\"status\":\"" status "\",\"source\":[{\"actor\":\"" source "\"}],\"target\":[{\"actor\":\"" target "\"}]}]}]}"

static void levels(void **state) {
  fixture *f = *state;
  gold(f, ONE("ACCUSE", "asserted", "GHA", "TGO"));
  told(f, CASUS_ACCUSE, CASUS_STATUS_CLAIMED, "GHA", "BEN", 6);
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_TYPE], 1, 0, 0);
  HITS(f->tally.levels[CASUS_LEVEL_SOURCE], 1, 0, 0);
  HITS(f->tally.levels[CASUS_LEVEL_TARGET], 0, 1, 1);
  HITS(f->tally.levels[CASUS_LEVEL_STATUS], 0, 1, 1);
  assert_int_equal(f->tally.misses.count, 1);
  assert_int_equal(f->tally.misses.items[0].faults, 2);
  assert_true(casus_hits_f1(&f->tally.levels[CASUS_LEVEL_TYPE]) == 1.0);
}

static void plover_folds_plans_into_agreement(void **state) {
  fixture *f = *state;
  gold(f, ONE("AGREE", "asserted", "GHA", "TGO"));
  told(f, CASUS_AID, CASUS_STATUS_PLANNED, "GHA", "TGO", 0);
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_TARGET], 1, 0, 0);
  told(f, CASUS_AID, CASUS_STATUS_ASSERTED, "GHA", "TGO", 0);
  f->events[0].status = CASUS_STATUS_ASSERTED; /* given, not promised */
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_TYPE], 1, 2, 1);
}

static void mutual_deeds_match_either_way(void **state) {
  fixture *f = *state;
  gold(f, "{\"id\":\"p\",\"text\":\"Ghana and Togo met.\",\"events\":[{\"event\":\"CONSULT\",\"reciprocal\":true,"
          "\"source\":[{\"country\":\"GHA\"},{\"country\":\"TGO\"}],\"target\":[]}]}");
  told(f, CASUS_CONSULT, CASUS_STATUS_ASSERTED, "TGO", "GHA", 0);
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_STATUS], 1, 0, 0);
}

static void optional_events_count_for_nobody(void **state) {
  fixture *f = *state;
  gold(f, "{\"id\":\"p\",\"sentences\":[{\"text\":\"Ghana blamed Togo.\",\"optional\":[{\"event\":\"ACCUSE\"}]},"
          "{\"text\":\"It rained.\"}]}");
  told(f, CASUS_ACCUSE, CASUS_STATUS_ASSERTED, "GHA", "TGO", 0);
  told(f, CASUS_ASSAULT, CASUS_STATUS_ASSERTED, "", "", 20); /* in the second sentence: a false alarm */
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_TYPE], 0, 1, 0);
  assert_int_equal(f->tally.quiet, 1);
  assert_int_equal(f->tally.false_alarms, 1);
  assert_int_equal(f->tally.confusion[CASUS_EVENT_TYPE_COUNT][CASUS_ASSAULT], 1);
}

static void speakers_by_last_name_once_a_sentence(void **state) {
  fixture *f = *state;
  gold(f, "{\"id\":\"p\",\"sentences\":[{\"text\":\"Yes, said Ama Owusu.\",\"speakers\":[{\"name\":\"Owusu\"}]}]}");
  f->coding.statement_count = 2;
  f->statements[0] = (casus_statement){.span = {0, 3}, .speaker = {.name = CASUS_STR("Ama Owusu")}};
  f->statements[1] = f->statements[0];
  add(f);
  HITS(f->tally.speakers, 1, 0, 0);
}

static void tied(fixture *f, const char *kind, const char *from, const char *to, uint32_t at) {
  f->ties[f->coding.tie_count++] = (casus_tie){
      .kind = casus_str_from_c(kind), .from = casus_str_from_c(from), .to = casus_str_from_c(to), .span = {at, at + 1}};
}

#define TIES(ties)                                                                                                     \
  "{\"id\":\"p\",\"sentences\":[{\"text\":\"Ghana arms Togo.\",\"ties\":[" ties "]},{\"text\":\"So.\"}]}"
#define TIE(kind, from, to, mutual)                                                                                    \
  "{\"kind\":\"" kind "\",\"from\":\"" from "\",\"to\":\"" to "\",\"mutual\":" mutual "}"

static void ties_by_kind_and_sides(void **state) {
  fixture *f = *state;
  gold(f, TIES(TIE("arms", "GHA", "TGO", "false") "," TIE("claim", "GHA", "TGO", "false")));
  tied(f, "arms", "GHA", "TGO", 0);
  tied(f, "claim", "TGO", "GHA", 0); /* the wrong way round */
  add(f);
  HITS(f->tally.ties, 1, 1, 1);
  f->ties[1].span = (casus_span){17, 18}; /* the next sentence has none */
  f->ties[1].from = CASUS_STR("GHA");
  f->ties[1].to = CASUS_STR("TGO");
  add(f);
  HITS(f->tally.ties, 2, 2, 2);
}

static void ties_that_are_mutual_match_either_way(void **state) {
  fixture *f = *state;
  gold(f, TIES(TIE("trade", "GHA", "TGO", "true")));
  tied(f, "trade", "TGO", "GHA", 0);
  add(f);
  HITS(f->tally.ties, 1, 0, 0);
}

static void ties_count_once_a_sentence_and_not_with_an_open_side(void **state) {
  fixture *f = *state;
  gold(f, TIES(TIE("arms", "IGONATO", "TGO", "false") "," TIE("claim", "GHA", "?", "false")));
  tied(f, "arms", "IGOEUR", "TGO", 0);
  tied(f, "arms", "BEN", "TGO", 0);
  tied(f, "arms", "BEN", "TGO", 0);
  tied(f, "claim", "BEN", "", 0);
  add(f);
  HITS(f->tally.ties, 1, 1, 0);
}

static void organisations_are_one(void **state) {
  fixture *f = *state;
  gold(f, ONE("ACCUSE", "asserted", "UN", "TGO"));
  told(f, CASUS_ACCUSE, CASUS_STATUS_ASSERTED, "IGOUNO", "TGO", 0);
  add(f);
  HITS(f->tally.levels[CASUS_LEVEL_STATUS], 1, 0, 0);
}

static void bad_gold_says_why(void **state) {
  static const char *const lines[] = {"{",
                                      "[]",
                                      "{\"text\":\"a\"}",
                                      "{\"id\":\"p\",\"sentences\":[{}]}",
                                      TIES("{\"from\":\"GHA\"}"),
                                      ONE("SHOUT", "asserted", "GHA", "TGO"),
                                      ONE("ACCUSE", "often", "GHA", "TGO")};
  fixture *f = *state;
  for (size_t i = 0; i < CASUS_COUNT(lines); i++) {
    casus_error err = {0};
    assert_int_equal(casus_gold_read(casus_str_from_c(lines[i]), f->arena, &f->gold, &err), CASUS_E_INPUT);
    assert_true(err.message[0] != 0);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)
  const struct CMUnitTest tests[] = {TEST(levels),
                                     TEST(plover_folds_plans_into_agreement),
                                     TEST(mutual_deeds_match_either_way),
                                     TEST(optional_events_count_for_nobody),
                                     TEST(speakers_by_last_name_once_a_sentence),
                                     TEST(ties_by_kind_and_sides),
                                     TEST(ties_that_are_mutual_match_either_way),
                                     TEST(ties_count_once_a_sentence_and_not_with_an_open_side),
                                     TEST(organisations_are_one),
                                     TEST(bad_gold_says_why)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
