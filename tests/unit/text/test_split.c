#include "words_support.h"

/* Tokens joined by a space. */
static void assert_tokens(void **state, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  split(f, text);
  for (uint32_t i = 0; i < f->text.token_count; i++) {
    if (i) casus_buffer_add_char(&found, ' ');
    casus_buffer_add(&found, f->text.tokens[i].form);
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}

/* Sentences joined by " | ", line breaks inside shown as a space. */
static void assert_sentences(void **state, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  split(f, text);
  for (uint32_t i = 0; i < f->text.sentence_count; i++) {
    casus_str s = casus_str_span(f->text.bytes, f->text.sentences[i].span);
    if (i) casus_buffer_add_c(&found, " | ");
    for (size_t at = 0; at < s.len; at++) casus_buffer_add_char(&found, s.ptr[at] == '\n' ? ' ' : s.ptr[at]);
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}

static void test_clitics(void **state) {
  assert_tokens(state, "They don't, can't; we'll. It’s Russia's.", "They do n't , ca n't ; we 'll . It ’s Russia 's .");
  assert_tokens(state, "I cannot go: O'Connor's Shi'ite friends'", "I can not go : O'Connor 's Shi'ite friends '");
  assert_tokens(state, "DON'T rock 'n' roll", "DO N'T rock 'n ' roll");
}

static void test_hyphens(void **state) {
  assert_tokens(state, "U.S.-led non-nuclear pre-war follow-up", "U.S. - led non-nuclear pre-war follow - up");
  assert_tokens(state, "met Kim Jong-un, a well-to-do man", "met Kim Jong-un , a well - to - do man");
  assert_tokens(state, "one--two — three-", "one -- two — three -");
}

static void test_numbers(void **state) {
  assert_tokens(state, "$1.2bn, 12% and US$4,500", "$ 1.2 bn , 12 % and US$ 4,500");
  assert_tokens(state, "5:59pm 3-4 1969-1970 2024-06-19 9/11 1/2", "5:59 pm 3 - 4 1969 - 1970 2024-06-19 9/11 1 / 2");
  assert_tokens(state, "the 22nd of the 1990s, 50-year-old", "the 22nd of the 1990s , 50 - year - old");
}

static void test_abbreviations(void **state) {
  assert_tokens(state, "Gen. J. F. Kennedy of the U.S. at 5 p.m. sharp",
                "Gen. J. F. Kennedy of the U.S. at 5 p.m. sharp");
  assert_tokens(state, "No. 5 is no. Ok", "No. 5 is no . Ok");
  assert_tokens(state, "R&D at AT&T and/or b", "R&D at AT&T and / or b");
}

static void test_addresses(void **state) {
  assert_tokens(state, "See https://a.org/x?y=1. Mail a.b@c.org, or www.x.de!",
                "See https://a.org/x?y=1 . Mail a.b@c.org , or www.x.de !");
  assert_tokens(state, "(whitehouse.gov) report.pdf", "( whitehouse.gov ) report.pdf");
}

static void test_marks(void **state) {
  assert_tokens(state, "“What?!” he asked... «Да» 「北」", "“ What ?! ” he asked ... « Да » 「 北 」");
  assert_tokens(state, "aid.North Korea", "aid . North Korea");
}

static void test_plain_sentences(void **state) {
  assert_sentences(state, "One. Two! Three? Four", "One. | Two! | Three? | Four");
  assert_sentences(state, "他说。我们走。", "他说。 | 我们走。");
}

static void test_abbreviations_end_rarely(void **state) {
  assert_sentences(state, "Gen. Kim of the U.S. Army left at 5 p.m. The talks went on in Washington, D.C. He stayed.",
                   "Gen. Kim of the U.S. Army left at 5 p.m. | The talks went on in Washington, D.C. | He stayed.");
  assert_sentences(state, "It rose 1.5 percent on Jan. 5. J. F. Kennedy Jr. came.",
                   "It rose 1.5 percent on Jan. 5. | J. F. Kennedy Jr. came.");
}

static void test_quotation_ends(void **state) {
  assert_sentences(state, "“They took our side.” She said that it was over.",
                   "“They took our side.” | She said that it was over.");
  assert_sentences(state, "“Why?” he asked. “No.” he said.", "“Why?” he asked. | “No.” he said.");
  assert_sentences(state, "“We won.” Putin said on Monday.", "“We won.” Putin said on Monday.");
  assert_sentences(state, "He spoke of “a bloc.” did. Then more.", "He spoke of “a bloc.” did. | Then more.");
  assert_sentences(state, "\"It ended.\" \"It began,\" he said.", "\"It ended.\" | \"It began,\" he said.");
}

static void test_run_together(void **state) {
  assert_sentences(state, "They took a side.“I left,” he said. It got aid.North Korea did not.",
                   "They took a side. | “I left,” he said. | It got aid. | North Korea did not.");
}

static void test_datelines(void **state) {
  assert_sentences(state, "SEOUL, June 20 (Yonhap) — The army moved.", "SEOUL, June 20 (Yonhap) — | The army moved.");
  assert_sentences(state, "MOSCOW (AP) - It began. NATO - an alliance - met.",
                   "MOSCOW (AP) - | It began. | NATO - an alliance - met.");
}

static void test_lines(void **state) {
  assert_sentences(state, "Army moves north\nTalks go on\n\n- first\n- second",
                   "Army moves north | Talks go on | - first | - second");
  assert_sentences(
      state,
      "The talks, which were held in the capital on\nMonday and which lasted for many hours, ended without\n"
      "a result. The army said that it would go on with the\nexercise.",
      "The talks, which were held in the capital on Monday and which lasted for many hours, ended without a result. | "
      "The army said that it would go on with the exercise.");
}

static void test_dates_stay_whole(void **state) {
  assert_sentences(state, "Posted 2024. 6. 22. by Kim", "Posted 2024. 6. 22. by Kim");
}

static void test_nothing(void **state) {
  fixture *f = *state;
  split(f, "");
  assert_int_equal(f->text.sentence_count, 0);
  assert_int_equal(f->text.token_count, 0);
  split(f, " \n\t\r\n ");
  assert_int_equal(f->text.sentence_count, 0);
}

static void assert_covered(const casus_text *text) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < text->token_count; i++) {
    assert_true(text->tokens[i].span.start >= at && text->tokens[i].span.end > text->tokens[i].span.start);
    at = text->tokens[i].span.end;
    const casus_sentence *sentence = &text->sentences[text->tokens[i].sentence];
    assert_true(i >= sentence->first && i < sentence->last);
    assert_true(sentence->last - sentence->first <= CASUS_SENTENCE_TOKENS);
  }
  assert_true(at <= text->bytes.len);
}

static void test_bad_bytes(void **state) {
  fixture *f = *state;
  const char bytes[] = "a\0b \xff\xfe\xe2\x80 “x\xe2\x80";
  assert_int_equal(casus_split_text(f->words, casus_str_of(bytes, sizeof bytes - 1), f->arena, &f->text, NULL),
                   CASUS_OK);
  assert_covered(&f->text);
}

static void test_long_sentence_is_cut(void **state) {
  fixture *f = *state;
  casus_buffer text = {0};
  for (int i = 0; i < 1000; i++) casus_buffer_add_c(&text, i % 50 == 49 ? "word; " : "word ");
  assert_int_equal(casus_split_text(f->words, casus_buffer_str(&text), f->arena, &f->text, NULL), CASUS_OK);
  assert_covered(&f->text);
  assert_true(f->text.sentence_count >= 3);
  assert_text(f->text.tokens[f->text.sentences[0].last - 1].form, ";");
  casus_buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_clitics),          cmocka_unit_test(test_hyphens),
      cmocka_unit_test(test_numbers),          cmocka_unit_test(test_abbreviations),
      cmocka_unit_test(test_addresses),        cmocka_unit_test(test_marks),
      cmocka_unit_test(test_plain_sentences),  cmocka_unit_test(test_abbreviations_end_rarely),
      cmocka_unit_test(test_quotation_ends),   cmocka_unit_test(test_run_together),
      cmocka_unit_test(test_datelines),        cmocka_unit_test(test_lines),
      cmocka_unit_test(test_dates_stay_whole), cmocka_unit_test(test_nothing),
      cmocka_unit_test(test_bad_bytes),        cmocka_unit_test(test_long_sentence_is_cut),
  };
  return cmocka_run_group_tests(tests, open_words, close_words);
}
