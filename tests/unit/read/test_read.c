#include "unit/read/opened.h"

static void plain_text_loses_its_remains(void **state) {
  (void)state;
  casus_str page =
      CASUS_STR("메뉴\n\nMinisters meet at last\n\n기자 홍 2023. 11. 5. 09:10\n300x250\n\nMinisters meet at last\n\n"
                "The ministers met on Monday.\r\nShare\nThey talked for an hour.\n");
  opened o = open_bytes(page, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Ministers meet at last");
  assert_text(o.document.text, "The ministers met on Monday.\nThey talked for an hour.");
  assert_text(o.document.language, "en");
  casus_date date;
  casus_date_from_civil(2023, 11, 5, &date);
  assert_int_equal(o.document.date.day, date.day);
  assert_mapped(&o.document, page);
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void text_without_a_body_keeps_its_lines(void **state) {
  (void)state;
  opened o = open_bytes(CASUS_STR("Ministers sign treaty\nFleet leaves port\n"), CASUS_FORMAT_TEXT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Ministers sign treaty\nFleet leaves port");
  assert_null(o.document.title.ptr);
  done(&o);
}

static void dates_are_found_in_many_forms(void **state) {
  (void)state;
  static const char *const heads[] = {
      "2024-06-22 10:00", "June 22, 2024", "22 Jun 2024", "2024년 6월 22일", "Published: Saturday, 22 June 2024 9:00",
      "June 22nd, 2024"};
  for (size_t i = 0; i < CASUS_COUNT(heads); i++) {
    casus_arena *arena = casus_arena_new();
    opened o = open_bytes(casus_arena_printf(arena, "%s\nThe minister spoke.\n", heads[i]), CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_int_equal(o.document.date.day, casus_days_from_civil(2024, 6, 22));
    done(&o);
    casus_arena_free(arena);
  }
}

static void encodings_lead_back_to_the_bytes(void **state) {
  (void)state;
  casus_str latin = CASUS_STR("The caf\xE9 in M\xFCnchen was closed on Monday, said the minister.\n");
  opened o = open_bytes(latin, CASUS_FORMAT_TEXT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "The café in München was closed on Monday, said the minister.");
  assert_int_equal(o.document.origin[8], 7); /* "é" has two bytes, both from byte 7 */
  assert_mapped(&o.document, latin);
  done(&o);
  casus_str wide = CASUS_STR("\xFF\xFE"
                             "A\0 \0t\0a\0n\0k\0.\0");
  o = open_bytes(wide, CASUS_FORMAT_TEXT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "A tank.");
  assert_int_equal(o.document.origin[2], 6);
  done(&o);
}

static void json_lines_go_on_after_a_bad_one(void **state) {
  (void)state;
  casus_str lines = CASUS_STR("{\"id\":\"one\",\"date\":\"2024-06-22\",\"title\":\"T\",\"source\":\"Paper\",\"text\":"
                              "\"Caf\\u00e9 \\\"x\\\"\\n\\ud83d\\ude80 end.\"}\n"
                              "{broken\n\n[1]\n{\"n\":1}\n{\"meta\":{\"text\":\"no\"},\"text\":\"yes\",\"id\":7}\n");
  opened o = open_bytes(lines, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.id, "one");
  assert_text(o.document.publisher, "Paper");
  assert_text(o.document.text, "Café \"x\"\n\xF0\x9F\x9A\x80 end.");
  assert_mapped(&o.document, lines);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_int_equal(o.document.ordinal, 1);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "yes");
  assert_text(o.document.id, "7");
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void pages_give_their_main_text_and_facts(void **state) {
  (void)state;
  casus_str page = CASUS_STR(
      "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Fallback</title><meta property='og:title' content='Envoys "
      "meet'>"
      "<meta property=\"og:site_name\" content=\"Daily\"><script "
      "type=\"application/ld+json\">{\"@graph\":[{\"headline\":\"H\","
      "\"datePublished\":\"2024-06-21T08:00:00Z\",\"author\":[{\"name\":\"A. Writer\"}]}]}</script></head><body>"
      "<nav><a href=x>Home</a></nav><div><p>By the way.</p></div><article><h1>Envoys meet</h1><p>The envoys met &amp; "
      "talked\n for hours.</p>"
      "<script>alert(1)</script><p>They agreed "
      "<b>nothing</b>.</p><figcaption>Picture</figcaption></article><footer>Legal</footer></body></html>");
  opened o = open_bytes(page, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Envoys meet");
  assert_text(o.document.publisher, "Daily");
  assert_text(o.document.author, "A. Writer");
  assert_text(o.document.language, "en-GB");
  assert_int_equal(o.document.date.day, casus_days_from_civil(2024, 6, 21));
  assert_text(o.document.text, "Envoys meet\nThe envoys met & talked for hours.\nThey agreed nothing.");
  assert_mapped(&o.document, page);
  done(&o);
}

static void hostile_pages_are_refused_in_time(void **state) {
  (void)state;
  casus_buffer deep = {0};
  casus_buffer_add_c(&deep, "<html><body>");
  for (int i = 0; i < 200000; i++) casus_buffer_add_c(&deep, "<div>");
  opened o = open_bytes(casus_buffer_str(&deep), CASUS_FORMAT_HTML);
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  done(&o);
  casus_buffer_free(&deep);
  o = open_bytes(CASUS_STR("<p>\0<!--<p><b><i></p>&#xD800;&bogus;&"), CASUS_FORMAT_HTML);
  assert_int_not_equal(next(&o), CASUS_E_MEMORY);
  done(&o);
}

static void empty_and_odd_input_is_refused_with_a_reason(void **state) {
  (void)state;
  static const casus_str odd[] = {CASUS_STR_INIT("\0\0\0"), CASUS_STR_INIT("<html></html>"),
                                  CASUS_STR_INIT("PK\x03\x04zip"), CASUS_STR_INIT("<?xml version='1.0'?><a>b</a>")};
  for (size_t i = 0; i < CASUS_COUNT(odd); i++) {
    opened o = open_bytes(odd[i], CASUS_FORMAT_AUTO);
    assert_int_equal(next(&o), CASUS_E_INPUT);
    assert_true(o.err.message[0] != '\0');
    assert_int_equal(next(&o), CASUS_END);
    done(&o);
  }
}

static void empty_input_holds_nothing(void **state) {
  (void)state;
  static const casus_str empty[] = {CASUS_STR_INIT(""), CASUS_STR_INIT("\n\n \n"), CASUS_STR_INIT("\xEF\xBB\xBF")};
  for (size_t i = 0; i < CASUS_COUNT(empty); i++) {
    opened o = open_bytes(empty[i], CASUS_FORMAT_AUTO);
    assert_int_equal(next(&o), CASUS_END);
    assert_int_equal(casus_reader_state(o.reader).passed_over, 1);
    done(&o);
  }
}

static void languages_are_told_apart(void **state) {
  (void)state;
  static const struct {
    const char *text, *language;
  } cases[] = {
      {"Министр иностранных дел заявил в понедельник, что переговоры продолжатся.", "ru"},
      {"외교부 장관은 월요일에 회담이 계속될 것이라고 말했다.", "ko"},
      {"外交部长周一表示，会谈将继续进行。", "zh"},
      {"外相は月曜日、会談を続けると述べた。", "ja"},
      {"Der Minister erklärte am Montag, dass die Gespräche mit den Vertretern der anderen Staaten fortgesetzt werden, "
       "wenn beide Seiten zustimmen und keine Bedingungen stellen.",
       "de"},
      {"The minister said on Monday that the talks with the other states would go on when both sides agree.", "en"}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    opened o = open_bytes(casus_str_from_c(cases[i].text), CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.language, cases[i].language);
    done(&o);
  }
}

static void limits_cut_one_record_only(void **state) {
  (void)state;
  opened o = {.arena = casus_arena_new()};
  casus_read_options options = {.format = CASUS_FORMAT_JSONL, .limits.line = 40};
  casus_str lines = CASUS_STR("{\"text\":\"a text that is longer than the limit allows\"}\n{\"text\":\"short\"}");
  assert_int_equal(casus_reader_open(lines, CASUS_STR("-"), &options, &o.reader, &o.err), CASUS_OK);
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "short");
  done(&o);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_text_loses_its_remains),
      cmocka_unit_test(text_without_a_body_keeps_its_lines),
      cmocka_unit_test(dates_are_found_in_many_forms),
      cmocka_unit_test(encodings_lead_back_to_the_bytes),
      cmocka_unit_test(json_lines_go_on_after_a_bad_one),
      cmocka_unit_test(pages_give_their_main_text_and_facts),
      cmocka_unit_test(hostile_pages_are_refused_in_time),
      cmocka_unit_test(empty_and_odd_input_is_refused_with_a_reason),
      cmocka_unit_test(empty_input_holds_nothing),
      cmocka_unit_test(languages_are_told_apart),
      cmocka_unit_test(limits_cut_one_record_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
