#include "words_support.h"

/* "words=date" joined by " | "; a date that depends on the document's has a ~ before it. Published Saturday 2024-06-22.
 */
static void assert_whens_on(void **state, const char *published, const char *text, const char *wanted) {
  fixture *f = *state;
  casus_buffer found = {0};
  annotate(f, text, published);
  for (uint32_t i = 0; i < f->text.when_count; i++) {
    const casus_when *when = &f->text.whens[i];
    char date[16];
    casus_date_format(when->date, date);
    if (i) casus_buffer_add_c(&found, " | ");
    casus_buffer_add(&found, written(f, when->first, when->last));
    casus_buffer_printf(&found, "=%s%s", when->relative ? "~" : "", date);
  }
  assert_text(casus_buffer_str(&found), wanted);
  casus_buffer_free(&found);
}
static void assert_whens(void **state, const char *text, const char *wanted) {
  assert_whens_on(state, "2024-06-22", text, wanted);
}

static void test_absolute(void **state) {
  assert_whens(state, "On 19 June 2024 and June 20, 2024 they met.",
               "19 June 2024=2024-06-19 | June 20, 2024=2024-06-20");
  assert_whens(state, "Signed 2024-06-19. Posted 2024. 6. 22.", "2024-06-19=2024-06-19 | 2024. 6. 22.=2024-06-22");
  assert_whens(state, "In June 2023, in 2022 and by 2027", "June 2023=2023-06 | 2022=2022 | 2027=2027");
  assert_whens(state, "from $1.2 billion in 2014 to $89 million in 2021,", "2014=2014 | 2021=2021");
  assert_whens(state, "on Wednesday, June 19, 2024, he", "Wednesday, June 19, 2024=2024-06-19");
}

static void test_year_left_out(void **state) {
  assert_whens(state, "They met on June 19.", "June 19=~2024-06-19");
  assert_whens(state, "They met on Dec. 4.", "Dec. 4=~2023-12-04");
  assert_whens(state, "The summit will be held on July 9.", "July 9=~2024-07-09");
  assert_whens(state, "It fell in early June, he said.", "early June=~2024-06");
}

static void test_days_of_the_month(void **state) {
  assert_whens(state, "It was announced on the 21st.", "the 21st=~2024-06-21");
  assert_whens(state, "It was announced on the 25th.", "the 25th=~2024-05-25");
  assert_whens(state, "the 21st century and the 22nd meeting", "");
  assert_whens_on(state, "2024-03-10", "It happened on the 31st.", "the 31st=~");
}

static void test_weekdays(void **state) {
  assert_whens(state, "He told reporters on Monday that it ended.", "Monday=~2024-06-17");
  assert_whens(state, "It will begin on Monday.", "Monday=~2024-06-24");
  assert_whens(state, "last Saturday and next Saturday night",
               "last Saturday=~2024-06-15 | next Saturday night=~2024-06-29");
  assert_whens(state, "He came on Saturday.", "Saturday=~2024-06-22");
}

static void test_relative(void **state) {
  assert_whens(state, "Yesterday he left; tomorrow she comes, today not.",
               "Yesterday=~2024-06-21 | tomorrow=~2024-06-23 | today=~2024-06-22");
  assert_whens(state, "last year, this month, next week",
               "last year=~2023 | this month=~2024-06 | next week=~2024-06-24");
  assert_whens(state, "three days ago, two months ago, a year ago",
               "three days ago=~2024-06-19 | two months ago=~2024-04 | a year ago=~2023");
  assert_whens(state, "last night", "last night=~2024-06-21");
}

static void test_unknown_publication(void **state) {
  assert_whens_on(state, "", "On Monday, June 19, he met them; last year, on 1 May 2020.",
                  "Monday, June 19=~ | last year=~ | 1 May 2020=2020-05-01");
}

static void test_no_dates(void **state) {
  assert_whens(state, "since the Cold War, 2000 troops may march", "");
  assert_whens(state, "31 February 2024 and 2024-13-45", "31 February 2024=");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_absolute), cmocka_unit_test(test_year_left_out), cmocka_unit_test(test_days_of_the_month),
      cmocka_unit_test(test_weekdays), cmocka_unit_test(test_relative),      cmocka_unit_test(test_unknown_publication),
      cmocka_unit_test(test_no_dates),
  };
  return cmocka_run_group_tests(tests, open_words, close_words);
}
