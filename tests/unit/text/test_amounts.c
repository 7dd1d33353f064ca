#include "words_support.h"

/* "words=value unit" joined by " | ", with a letter for the kind: n count, m money, p percent, u measure. */
static void assert_amounts(void **state, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  annotate(f, text, "2024-06-22");
  for (uint32_t i = 0; i < f->text.amount_count; i++) {
    const casus_amount *amount = &f->text.amounts[i];
    if (i) casus_buffer_add_c(&found, " | ");
    casus_buffer_add(&found, written(f, amount->first, amount->last));
    casus_buffer_printf(&found, "=%c%.17g%.*s", "nmpus"[amount->kind], amount -> value, CASUS_STR_FMT(amount->unit));
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}

static void test_counts(void **state) {
  assert_amounts(state, "They signed 12 agreements, twelve treaties, a dozen pacts and two dozen notes.",
                 "12=n12 | twelve=n12 | a dozen=n12 | two dozen=n24");
  assert_amounts(state, "some 1,200 troops, twenty-one ships, two hundred and fifty thousand people",
                 "1,200=n1200 | twenty-one=n21 | two hundred and fifty thousand=n250000");
  assert_amounts(state, "half a million people", "half a million=n500000");
}

static void test_money(void **state) {
  assert_amounts(state, "from $1.2 billion to US$89m, €5 and 3 trillion won",
                 "$1.2 billion=m1200000000USD | US$89m=m89000000USD | €5=m5EUR | 3 trillion won=m3000000000000KRW");
  assert_amounts(state, "two million Australian dollars, USD 500 and 7 million pounds",
                 "two million Australian dollars=m2000000AUD | USD 500=m500USD | 7 million pounds=m7000000GBP");
  assert_amounts(state, "1.5-2 million rubles", "1.5-2 million rubles=m1500000RUB");
}

static void test_percent_and_measure(void **state) {
  assert_amounts(state, "12%, 90 percent, 5 per cent", "12%=p12% | 90 percent=p90% | 5 per cent=p5%");
  assert_amounts(state, "a 500-km range, 300 kilometers, 7 pounds",
                 "500-km=u500km | 300 kilometers=u300km | 7 pounds=u7pound");
}

static void test_no_amounts(void **state) {
  assert_amounts(state, "troops in the 1990s, on June 19, 2024, in 2022", "");
  assert_amounts(state, "the Su-57 and Resolution 1718, the first of them, at 5:59 p.m.", "");
  assert_amounts(state, "one of them said no one came", "");
  assert_amounts(state, "1,23,4 and 1.2.3 and 99999999999999999999999999", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts),
      cmocka_unit_test(test_money),
      cmocka_unit_test(test_percent_and_measure),
      cmocka_unit_test(test_no_amounts),
  };
  return cmocka_run_group_tests(tests, open_words, close_words);
}
