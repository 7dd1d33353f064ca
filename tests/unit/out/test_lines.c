#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "out/escape.h"
#include "out/out.h"
#include "unit/record/sample.h"

static const casus_style plain = {.width = 80}, colored = {.color = true, .width = 80};

static const char *text_of(casus_buffer *out) {
  assert_false(out->failed);
  casus_buffer_add_char(out, '\0');
  return out->data;
}

static casus_event_row first_event(casus_arena *arena) {
  sample s = sample_make(arena, 1);
  casus_event_row row = {
      .event = s.coding.events[0], .document = s.document.id, .sentence_span = s.text.sentences[0].span};
  row.sentence_text = casus_str_span(s.document.text, row.sentence_span);
  return row;
}

static void event_lines(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  casus_event_row row = first_event(arena);
  row.event.amount.known = false;
  casus_out_event_line(&out, &row, &plain);
  assert_string_equal(text_of(&out),
                      "2024-06-20  AGREE sign          VNM, Beta → RUS ×12               claimed   0.86\n"
                      "            Alpha and Beta signed 12 pacts, the Courier reported.\n"
                      "            — said " SAMPLE_ENVOY " (envoy), through the Courier\n");
  out.len = 0;
  row.event.source_count = 1;
  row.event.said_by_count = 0;
  casus_out_event_line(&out, &row, &colored);
  assert_string_equal(text_of(&out),
                      "2024-06-20  \x1b[1mAGREE sign        \x1b[0m  Alpha (VNM) → Beta (RUS) ×12      claimed   0.86\n"
                      "            \x1b[1mAlpha and Beta signed 12 pacts\x1b[0m, the Courier reported.\n");
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void reciprocal_acts_have_one_list(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  casus_event_row row = first_event(arena);
  row.event.amount = (casus_quantity){true, 1.25e9, CASUS_STR("USD")};
  row.event.target = row.event.source;
  row.event.target_count = row.event.source_count;
  row.event.said_by_count = 0;
  row.sentence_text = CASUS_STR("");
  casus_out_event_line(&out, &row, &plain);
  assert_non_null(strstr(text_of(&out), "VNM ⇄ Beta ×12, 1.25 billion USD"));
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void who_may_be_nobody(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  casus_event_row row = first_event(arena);
  row.event.source_count = row.event.target_count = 0;
  casus_out_event_line(&out, &row, &plain);
  assert_non_null(strstr(text_of(&out), "AGREE sign          nobody named"));
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

/* The span is seen even far inside a long sentence, and no line is wider than the terminal. */
static void long_sentences_show_their_span(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_event_row row = first_event(arena);
  casus_buffer sentence = {0};
  for (int i = 0; i < 60; i++) casus_buffer_add_c(&sentence, "\xE5\x8C\x97 word ");
  size_t mark = sentence.len;
  casus_buffer_add_c(&sentence, "THE ACT");
  size_t end = sentence.len;
  for (int i = 0; i < 60; i++) casus_buffer_add_c(&sentence, " more");
  row.sentence_text = casus_buffer_str(&sentence);
  row.sentence_span = (casus_span){1000, 1000 + (uint32_t)sentence.len};
  row.event.span = (casus_span){1000 + (uint32_t)mark, 1000 + (uint32_t)end};
  for (int width = 0; width < 200; width += 7) {
    const casus_style style = {.width = width};
    casus_buffer out = {0};
    casus_out_event_line(&out, &row, &style);
    casus_str rest = casus_buffer_str(&out), line;
    if (width >= 80)
      while (casus_str_split(&rest, '\n', &line)) assert_true(casus_columns(line) <= (size_t)width);
    assert_non_null(strstr(text_of(&out), "THE ACT"));
    casus_buffer_free(&out);
  }
  casus_buffer_free(&sentence);
  casus_arena_free(arena);
}

/* Nothing in a text reaches the terminal as a command. */
static void hostile_texts_stay_texts(void **state) {
  (void)state;
  const casus_str bad = CASUS_STR("\x1b]0;pwned\x07\r\n\xC2\x9B"
                                  "2J\xE2\x80\xAE\xff\0");
  casus_buffer out = {0};
  casus_party party = {bad, bad, bad, bad, {0, 0}};
  casus_voice voice = {bad, bad, bad, bad, bad, true, {0, 0}};
  casus_event_row event = {.event = {.id = bad,
                                     .mode = bad,
                                     .place = {.text = bad, .country = bad},
                                     .rule = bad,
                                     .source = &party,
                                     .source_count = 1,
                                     .target = &party,
                                     .target_count = 1,
                                     .said_by = &voice,
                                     .said_by_count = 1,
                                     .amount = {true, 1, bad},
                                     .span = {2, 9}},
                           .document = bad,
                           .sentence_text = bad,
                           .sentence_span = {0, (uint32_t)bad.len}};
  casus_str via = bad;
  casus_statement_row statement = {
      .statement =
          {.speaker = voice, .verb = bad, .via = &via, .via_count = 1, .quote = true, .prediction = {bad, bad}},
      .text = bad};
  casus_tie_row tie = {.tie = {.kind = bad,
                               .from = bad,
                               .to = bad,
                               .note = bad,
                               .said_by = &voice,
                               .said_by_count = 1,
                               .amount = {true, 2, bad}},
                       .sentence_text = bad};
  casus_document_row document = {.id = bad, .title = bad, .publisher = bad, .path = bad};
  casus_out_event_line(&out, &event, &plain);
  casus_out_statement_line(&out, &statement, &plain);
  casus_out_tie_line(&out, &tie, &plain);
  casus_out_document_line(&out, &document, &plain);
  casus_str shown = casus_buffer_str(&out);
  assert_int_equal(casus_utf8_valid(shown), shown.len);
  assert_null(memchr(shown.ptr, '\x1b', shown.len));
  assert_null(memchr(shown.ptr, '\r', shown.len));
  assert_null(memchr(shown.ptr, '\0', shown.len));
  assert_true(casus_str_find(shown, CASUS_STR("\xC2\x9B"), 0) == SIZE_MAX);
  assert_true(casus_str_find(shown, CASUS_STR("\xE2\x80\xAE"), 0) == SIZE_MAX);
  casus_buffer_free(&out);
}

/* A state named twice stands once; names where there is room for them, codes where there is not. */
static void parties_fit(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_atlas *atlas = NULL;
  assert_int_equal(casus_atlas_open(NULL, &atlas, NULL), CASUS_OK);
  casus_party from[2] = {{.actor = CASUS_STR("JPN"), .text = CASUS_STR("the minister of defence")},
                         {.actor = CASUS_STR("JPN"), .text = CASUS_STR("the minister of foreign affairs")}},
              to = {.actor = CASUS_STR("PHL"), .text = CASUS_STR("Philippine")};
  casus_event_row row = {.event = {.source = from, .source_count = 2, .target = &to, .target_count = 1, .count = -1}};
  casus_style style = {.width = 160, .names = atlas};
  const char *const shown[] = {
      "the minister of defence (Japan), the minister of foreign affairs (Japan) → Philippines ",
      "Japan → Philippines "};
  for (size_t i = 0; i < CASUS_COUNT(shown); i++, style.width = 80) {
    casus_buffer out = {0};
    casus_out_event_line(&out, &row, &style);
    assert_non_null(strstr(text_of(&out), shown[i]));
    casus_buffer_free(&out);
  }
  casus_atlas_free(atlas);
  casus_arena_free(arena);
}

static void roles_stand_once(void **state) {
  (void)state;
  casus_voice voice = {.role = CASUS_STR("senior official"), .actor = CASUS_STR("JPN")};
  casus_statement_row row = {.statement = {.speaker = voice, .verb = CASUS_STR("said")}};
  casus_buffer out = {0};
  casus_out_statement_line(&out, &row, &plain);
  assert_string_equal(text_of(&out), "no date     senior official, JPN  said\n");
  casus_buffer_free(&out);
}

static void statement_lines(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  casus_statement_row row = {
      .statement = s.coding.statements[0], .text = CASUS_STR("soon"), .published = s.document.date};
  row.statement.via_count = 1;
  casus_out_statement_line(&out, &row, &plain);
  assert_string_equal(text_of(&out), "2024-06-02  " SAMPLE_ENVOY ", envoy, RUS  tell\n"
                                     "            “soon”\n"
                                     "            — expected: soon; through the Courier\n");
  out.len = 0;
  row = (casus_statement_row){0};
  casus_out_statement_line(&out, &row, &plain);
  assert_string_equal(text_of(&out), "no date     nobody named\n");
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void tie_and_document_lines(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  sample s = sample_make(arena, 1);
  casus_tie_row row = {.tie = s.coding.ties[0], .sentence_text = CASUS_STR("They signed.")};
  row.tie.said_by_count = 0;
  casus_out_tie_line(&out, &row, &plain);
  assert_string_equal(text_of(&out),
                      "2024-06     alliance.defence    VNM ⇄ RUS until 2034, -0.5% (20…  planned   1.00\n"
                      "            They signed.\n");
  out.len = 0;
  casus_document_row document = {.id = CASUS_STR("d"),
                                 .title = CASUS_STR("Ministers sign"),
                                 .publisher = CASUS_STR("Courier"),
                                 .sentences = 9,
                                 .events = 2};
  casus_out_document_line(&out, &document, &plain);
  assert_string_equal(text_of(&out), "no date     Ministers sign\n"
                                     "            Courier · 9 sentences · 2 events · 0 statements · 0 ties\n"
                                     "            d\n");
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(event_lines),
      cmocka_unit_test(reciprocal_acts_have_one_list),
      cmocka_unit_test(who_may_be_nobody),
      cmocka_unit_test(long_sentences_show_their_span),
      cmocka_unit_test(hostile_texts_stay_texts),
      cmocka_unit_test(parties_fit),
      cmocka_unit_test(roles_stand_once),
      cmocka_unit_test(statement_lines),
      cmocka_unit_test(tie_and_document_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
