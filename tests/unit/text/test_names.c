#include "words_support.h"

/* Names joined by " | ", each with a letter for its kind (p person, o organisation, l place, - other) and its title. */
static void assert_names(void **state, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  annotate(f, text, "2024-06-22");
  for (uint32_t i = 0; i < f->text.name_count; i++) {
    const casus_name *name = &f->text.names[i];
    if (i) casus_buffer_add_c(&found, " | ");
    casus_buffer_printf(&found, "%c:", "-pol"[name->kind]);
    casus_buffer_add(&found, written(f, name->first, name->last));
    if (name->title_first < name->first)
      casus_buffer_printf(&found, " (%.*s)", CASUS_STR_FMT(written(f, name->title_first, name->first)));
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}

static void test_runs(void **state) {
  assert_names(state, "a man at King's College in the University of New South Wales.",
               "o:King's College | o:University of New South Wales");
  assert_names(state, "the Comprehensive Strategic Partnership Treaty.",
               "-:Comprehensive Strategic Partnership Treaty");
  assert_names(state, "with Kim Jong-un and Mohammed bin Salman near al-Qaeda.",
               "p:Kim Jong-un | p:Mohammed bin Salman | o:al-Qaeda");
  assert_names(state, "of the Ministry of Trade and Industry and of Ukraine.",
               "o:Ministry of Trade and Industry | l:Ukraine");
}

static void test_titles(void **state) {
  assert_names(state, "with U.S. Ambassador to Japan Rahm Emanuel.",
               "-:U.S. Ambassador | p:Rahm Emanuel (U.S. Ambassador to Japan)");
  assert_names(state, "a military researcher Professor Nguyen The Phuong said",
               "p:Nguyen The Phuong (researcher Professor)");
  assert_names(state, "by White House spokesman John Kirby.", "o:White House | p:John Kirby (White House spokesman)");
  assert_names(state, "when Secretary of State Antony Blinken met", "p:Antony Blinken (Secretary of State)");
  assert_names(state, "with Peter Tesch, a former ambassador; then Tesch left", "p:Peter Tesch | p:Tesch");
}

static void test_sentence_starts(void **state) {
  assert_names(state, "The army left. In Hanoi they met. However it went.", "l:Hanoi");
  assert_names(state, "RUSSIA AND CHINA SIGN PACT OVER ARCTIC ROUTE", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs),
      cmocka_unit_test(test_titles),
      cmocka_unit_test(test_sentence_starts),
  };
  return cmocka_run_group_tests(tests, open_words, close_words);
}
