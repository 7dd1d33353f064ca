#include "words_support.h"

/* Quotes joined by " | ", each with a letter for a flag: o open lost, c close lost, s scare. */
static void assert_quotes(void **state, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  annotate(f, text, "");
  for (uint32_t i = 0; i < f->text.quote_count; i++) {
    const casus_quote *quote = &f->text.quotes[i];
    if (i) casus_buffer_add_c(&found, " | ");
    casus_buffer_printf(&found, "%s%s%s:", quote->open_lost ? "o" : "", quote->close_lost ? "c" : "",
                        quote->scare ? "s" : "");
    casus_buffer_add(&found, casus_str_span(f->text.bytes, quote->span));
    assert_true(quote->first < quote->last && quote->last <= f->text.token_count);
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}

static void test_pairs(void **state) {
  assert_quotes(state, "He said, “We go on.” Then “no,” she said.", ":We go on. | :no,");
  assert_quotes(state, "He said, \"We go on. They stay.\" \"No,\" she said.", ":We go on. They stay. | :No,");
  assert_quotes(state, "«Мы все идём», сказал он. ``So it is,'' he said.", ":Мы все идём | :So it is,");
}

static void test_nested(void **state) {
  assert_quotes(state, "“They call it ‘unlimited’ friendship,” he said.",
                ":They call it ‘unlimited’ friendship, | s:unlimited");
  assert_quotes(state, "\"He told me 'come back soon' and left,\" she said.",
                ":He told me 'come back soon' and left, | :come back soon");
}

static void test_apostrophes(void **state) {
  assert_quotes(state, "The workers’ rights and the states' borders don't count.", "");
  assert_quotes(state, "“The workers’ rights,” he said.", ":The workers’ rights,");
  assert_quotes(state, "‘The workers’ rights count,’ he said.", ":The workers’ rights count,");
}

static void test_lost_marks(void **state) {
  assert_quotes(state, "We go on,” he said.", "o:We go on,");
  assert_quotes(state, "“We go on. “They stay,” he said.", "c:We go on. | :They stay,");
  assert_quotes(state, "It ended.” “It began,” he said.", "o:It ended. | :It began,");
  assert_quotes(state, "It is said. \"he said.\"", ":he said.");
}

static void test_paragraphs(void **state) {
  assert_quotes(state, "“We go on.\n\n“They stay,” he said.", ":We go on. | :They stay,");
  assert_quotes(state, "“We go on.\n\nThe army left.", "c:We go on.");
}

static void test_mixed_and_measures(void **state) {
  assert_quotes(state, "He said, \"We go on,” and left.", ":We go on,");
  assert_quotes(state, "A 5\" gun was seen.", "");
  assert_quotes(state, "\" \" “” '", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pairs),      cmocka_unit_test(test_nested),     cmocka_unit_test(test_apostrophes),
      cmocka_unit_test(test_lost_marks), cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_mixed_and_measures),
  };
  return cmocka_run_group_tests(tests, open_words, close_words);
}
