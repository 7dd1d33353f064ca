#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>

#include "out/out.h"
#include "unit/record/sample.h"

static const char *line_of(casus_buffer *out) {
  assert_false(out->failed);
  casus_buffer_add_char(out, '\0');
  return out->data;
}

static casus_event_row event_row(const sample *s, size_t n) {
  casus_event_row row = {
      .event = s->coding.events[n], .document = s->document.id, .sentence_span = s->text.sentences[n].span};
  row.sentence_text = casus_str_span(s->document.text, row.sentence_span);
  row.published = s->document.date;
  return row;
}

static void event_is_as_the_contract_says(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  s.coding.events[0].id = CASUS_STR("e0");
  casus_event_row row = event_row(&s, 0);
  casus_out_event_json(&out, &row, NULL);
  assert_string_equal(
      line_of(&out),
      "{\"record\":\"event\",\"id\":\"e0\",\"document\":\"given/1\",\"sentence\":0,\"span\":[0,30],"
      "\"text\":\"Alpha and Beta signed 12 pacts, the Courier reported.\",\"date\":\"2024-06-20\","
      "\"date_precision\":\"day\",\"type\":\"AGREE\",\"mode\":\"sign\",\"cameo\":\"057\",\"context\":[\"military\","
      "\"\"],"
      "\"status\":\"claimed\",\"intensity\":5.2,"
      "\"source\":[{\"actor\":\"VNM\",\"sector\":\"GOV\",\"name\":null,\"text\":\"Alpha\",\"span\":[0,5]},"
      "{\"actor\":null,\"sector\":\"MIL\",\"name\":\"N\\u0000N\",\"text\":\"Beta\",\"span\":[10,14]}],"
      "\"target\":[{\"actor\":\"RUS\",\"sector\":null,\"name\":null,\"text\":\"Beta\",\"span\":[10,14]}],"
      "\"count\":12,\"amount\":{\"value\":0.30000000000000004,\"unit\":\"USD\"},"
      "\"place\":\"\xE5\x8C\x97\xE4\xBA\xAC \xF0\x9F\x9A\x80\","
      "\"said_by\":[{\"name\":\"" SAMPLE_ENVOY "\",\"role\":\"envoy\",\"organization\":null,\"actor\":\"RUS\","
      "\"sector\":\"GOV\",\"medium\":false,\"span\":[54,66]},{\"name\":\"the "
      "Courier\",\"role\":null,\"organization\":null,"
      "\"actor\":null,\"sector\":\"MED\",\"medium\":true,\"span\":[32,43]}],"
      "\"confidence\":0.86,\"rule\":\"agree.sign\",\"published\":\"2024-06-02\","
      "\"place_country\":\"CHN\",\"latitude\":39.9,\"longitude\":116.4}\n");
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void what_is_not_told_is_null(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_event_row row = {.event = {.count = -1, .date = {0, CASUS_DATE_NONE}}};
  casus_out_event_json(&out, &row, NULL);
  assert_string_equal(
      line_of(&out),
      "{\"record\":\"event\",\"id\":null,\"document\":null,\"sentence\":0,\"span\":[0,0],\"text\":null,"
      "\"date\":null,\"date_precision\":null,\"type\":\"AGREE\",\"mode\":null,\"cameo\":null,\"context\":[],"
      "\"status\":\"asserted\",\"intensity\":0,\"source\":[],\"target\":[],\"count\":null,\"amount\":null,"
      "\"place\":null,\"said_by\":[],\"confidence\":0,\"rule\":null,\"published\":null,"
      "\"place_country\":null,\"latitude\":null,\"longitude\":null}\n");
  out.len = 0;
  casus_statement_row statement = {0};
  casus_out_statement_json(&out, &statement);
  assert_string_equal(
      line_of(&out),
      "{\"record\":\"statement\",\"id\":null,\"document\":null,\"sentence\":0,\"span\":[0,0],\"text\":null,"
      "\"speaker\":{\"name\":null,\"role\":null,\"organization\":null,\"actor\":null,\"sector\":null,\"medium\":false,"
      "\"span\":[0,0]},\"via\":[],\"verb\":null,\"quote\":false,\"about\":[],\"prediction\":null,\"published\":null}"
      "\n");
  casus_buffer_free(&out);
}

static void ties_name_their_evidence(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  casus_tie_row row = {.tie = s.coding.ties[1], .document = CASUS_STR("d"), .sentence_text = CASUS_STR("")};
  row.tie.id = CASUS_STR("t");
  casus_out_tie_json(&out, &row);
  assert_string_equal(
      line_of(&out), "{\"record\":\"tie\",\"id\":\"t\",\"kind\":\"arms\",\"from\":\"USA\",\"to\":null,\"mutual\":false,"
                     "\"start\":null,\"end\":null,\"amount\":null,\"unit\":null,\"year\":null,\"origin\":\"import\","
                     "\"evidence\":[\"d\"],\"source\":\"a register\",\"status\":\"asserted\",\"document\":\"d\","
                     "\"sentence\":null,\"span\":null,\"text\":null,\"note\":null,\"said_by\":[],\"confidence\":0,"
                     "\"rule\":null,\"published\":null}\n");
  out.len = 0;
  row.event = CASUS_STR("e");
  row.tie = s.coding.ties[0];
  row.sentence_text = CASUS_STR(SAMPLE_FIRST);
  casus_out_tie_json(&out, &row);
  json_t *tie = json_loads(line_of(&out), 0, NULL);
  assert_non_null(tie);
  assert_string_equal(json_string_value(json_array_get(json_object_get(tie, "evidence"), 0)), "e");
  assert_string_equal(json_string_value(json_object_get(tie, "start")), "2024-06");
  assert_string_equal(json_string_value(json_object_get(tie, "year")), "2023");
  assert_int_equal(json_integer_value(json_object_get(tie, "sentence")), 0);
  json_decref(tie);
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void a_coding_is_written_in_order(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  assert_int_equal(casus_out_coding_json(&out, &s.document, &s.text, &s.coding, arena, NULL), CASUS_OK);
  static const char *const want[][2] = {{"event", "[0,30]"},      {"event", "[54,54]"}, {"statement", "[0,30]"},
                                        {"statement", "[79,88]"}, {"tie", "[0,30]"},    {"tie", "null"}};
  casus_str rest = casus_buffer_str(&out), line;
  for (size_t i = 0; i < CASUS_COUNT(want); i++) {
    assert_true(casus_str_split(&rest, '\n', &line));
    json_t *value = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
    assert_non_null(value);
    assert_string_equal(json_string_value(json_object_get(value, "record")), want[i][0]);
    char *span = json_dumps(json_object_get(value, "span"), JSON_COMPACT | JSON_ENCODE_ANY);
    assert_string_equal(span, want[i][1]);
    free(span);
    if (i == 3) { /* about comes in the statement's order, as ids */
      json_t *about = json_object_get(value, "about");
      assert_int_equal(json_array_size(about), 2);
      assert_memory_equal(json_string_value(json_array_get(about, 0)), s.coding.events[1].id.ptr, CASUS_ID_LENGTH);
      assert_string_equal(json_string_value(json_object_get(value, "text")), "\xF0\x9F\x9A\x80 soon");
    }
    json_decref(value);
  }
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

/* What goes through the record comes out as it went in. */
static void fresh_and_recorded_lines_are_the_same(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer fresh = {0}, recorded = {0};
  casus_record *record = NULL;
  bool added;
  sample s = sample_make(arena, 1);
  assert_int_equal(casus_out_coding_json(&fresh, &s.document, &s.text, &s.coding, arena, NULL), CASUS_OK);
  assert_int_equal(casus_record_open(":memory:", false, &record, NULL), CASUS_OK);
  assert_int_equal(casus_record_add(record, &s.document, &s.text, &s.coding, s.document.date, &added, NULL), CASUS_OK);
  casus_event_row *events;
  casus_statement_row *statements;
  casus_tie_row *ties;
  size_t count;
  assert_int_equal(casus_record_events(record, NULL, arena, &events, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++) casus_out_event_json(&recorded, &events[i], NULL);
  assert_int_equal(casus_record_statements(record, NULL, arena, &statements, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++) casus_out_statement_json(&recorded, &statements[i]);
  assert_int_equal(casus_record_ties(record, NULL, arena, &ties, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++) casus_out_tie_json(&recorded, &ties[i]);
  assert_string_equal(line_of(&fresh), line_of(&recorded));
  casus_record_free(record);
  casus_buffer_free(&fresh);
  casus_buffer_free(&recorded);
  casus_arena_free(arena);
}

static void a_coding_with_a_lost_reference_is_refused(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  s.coding.event_count = 1;
  assert_int_equal(casus_out_coding_json(&out, &s.document, &s.text, &s.coding, arena, NULL), CASUS_E_INPUT);
  s.coding = (casus_coding){0};
  assert_int_equal(casus_out_coding_json(&out, &s.document, &s.text, &s.coding, arena, NULL), CASUS_OK);
  assert_int_equal(out.len, 0);
  out.limit = 10;
  s = sample_make(arena, 1);
  assert_int_equal(casus_out_coding_json(&out, &s.document, &s.text, &s.coding, arena, NULL), CASUS_E_MEMORY);
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void documents_and_issues(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_document_row row = {.id = CASUS_STR("d"),
                            .title = CASUS_STR("A \"B\"\x1b"),
                            .path = CASUS_STR("p\xff"),
                            .date = sample_day(2024, 6, 0),
                            .sentences = 3,
                            .ties = 1};
  casus_out_document_json(&out, &row);
  assert_string_equal(line_of(&out),
                      "{\"record\":\"document\",\"id\":\"d\",\"content\":null,\"title\":\"A \\\"B\\\"\\u001b\","
                      "\"publisher\":null,\"url\":null,\"language\":null,\"encoding\":null,\"path\":\"p\xEF\xBF\xBD\",\"ordinal\":0,"
                      "\"place\":0,\"date\":\"2024-06\","
                      "\"date_precision\":\"month\",\"sentences\":3,\"events\":0,\"statements\":0,\"ties\":1,\"notes\":[]}\n");
  out.len = 0;
  casus_issue issue = {
      .path = CASUS_STR("a.jsonl"), .ordinal = 4, .at = 17, .reason = CASUS_STR("no text"), .kind = CASUS_FAULT_EMPTY};
  casus_out_issue_json(&out, &issue);
  assert_string_equal(line_of(&out), "{\"record\":\"issue\",\"path\":\"a.jsonl\",\"ordinal\":4,\"at\":17,\"reason\":"
                                     "\"no text\",\"kind\":\"empty\"}\n");
  out.len = 0;
  casus_out_problem_json(&out, &issue);
  assert_string_equal(line_of(&out), "{\"file\":\"a.jsonl\",\"record\":5,\"line\":null,\"byte\":17,\"kind\":\"empty\","
                                     "\"reason\":\"no text\",\"severity\":\"error\",\"done\":\"skipped\"}\n");
  casus_buffer_free(&out);
}

static void risk_names_its_drivers(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_state states[] = {{.code = CASUS_STR("PRK")}, {.code = CASUS_STR("KOR")}};
  casus_world world = {.date = sample_day(2024, 6, 22), .states = states, .state_count = 2};
  casus_driver driver = {.layer = CASUS_STR("likelihood"),
                         .kind = CASUS_STR("incident"),
                         .with = 1,
                         .against = UINT32_MAX,
                         .amount = 0.021,
                         .evidence = CASUS_STR("e1")};
  casus_state_risk risk = {.state = 0,
                           .expected = 0.41,
                           .low = 0.29,
                           .high = 0.55,
                           .party = 0.36,
                           .drawn_in = 0.05,
                           .share = NAN,
                           .rank = 3,
                           .rank_low = 2,
                           .rank_high = 5,
                           .change = NAN,
                           .drivers = &driver,
                           .driver_count = 1};
  casus_risk_map map = {.world = &world, .states = &risk, .state_count = 1};
  casus_out_risk_json(&out, &map, &risk);
  static const char want[] =
      "{\"record\":\"risk\",\"actor\":\"PRK\",\"date\":\"2024-06-22\",\"expected\":0.41,\"low\":0.29,\"high\":0.55,"
      "\"share\":null,\"rank\":3,\"rank_low\":2,\"rank_high\":5,\"change\":null,\"party\":0.36,\"drawn_in\":0.05,"
      "\"drivers\":[{\"layer\":\"likelihood\",\"with\":\"KOR\",\"kind\":\"incident\",\"amount\":0.021,"
      "\"evidence\":[\"e1\"],\"against\":null,\"date\":null,\"text\":null}],\"exposure\":[";
  assert_memory_equal(line_of(&out), want, sizeof want - 1);
  casus_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(event_is_as_the_contract_says),
      cmocka_unit_test(what_is_not_told_is_null),
      cmocka_unit_test(ties_name_their_evidence),
      cmocka_unit_test(a_coding_is_written_in_order),
      cmocka_unit_test(fresh_and_recorded_lines_are_the_same),
      cmocka_unit_test(a_coding_with_a_lost_reference_is_refused),
      cmocka_unit_test(documents_and_issues),
      cmocka_unit_test(risk_names_its_drivers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
