/* Parts of a document in another language than the rest. */
#include "unit/read/opened.h"

/* The words of the n-th foreign passage; ptr NULL: there are fewer. */
static casus_str passage(const casus_document *d, size_t n, casus_str *language) {
  for (size_t i = 0; i < d->note_count; i++) {
    if (d->notes[i].kind != CASUS_NOTE_FOREIGN || n--) continue;
    *language = d->notes[i].value;
    return casus_str_span(d->text, d->notes[i].span);
  }
  return (casus_str){NULL, 0};
}

static const char english[] = "The ministers of both states met on Monday and talked for an hour about the border. ";

static void foreign_sentences_are_found_with_their_place(void **state) {
  (void)state;
  static const struct {
    const char *words, *language;
  } cases[] = {{"Министр заявил, что переговоры продолжатся в среду.", "ru"},
               {"외교부 장관은 수요일에 회담이 계속될 것이라고 말했다.", "ko"},
               {"外交部长表示，会谈将于周三继续进行。", "zh"},
               {"Le ministre a dit que la France ne reculera pas devant les menaces.", "fr"},
               {"Der Minister sagte, dass die Gespräche am Mittwoch fortgesetzt werden.", "de"},
               {"Bộ trưởng nói cuộc đàm phán sẽ tiếp tục vào thứ tư.", "vi"}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    casus_arena *arena = casus_arena_new();
    casus_str text = casus_arena_printf(arena, "%s%s %sThey will meet again.", english, cases[i].words, english);
    opened o = open_bytes(text, CASUS_FORMAT_TEXT);
    casus_str language = {NULL, 0};
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.language, "en");
    assert_text(passage(&o.document, 0, &language), cases[i].words);
    assert_text(language, cases[i].language);
    assert_null(passage(&o.document, 1, &language).ptr);
    done(&o);
    casus_arena_free(arena);
  }
}

/* Names, capitals, figures, addresses. */
static void english_is_not_foreign(void **state) {
  (void)state;
  static const char *const lines[] = {"KIM JONG UN MEETS NGUYEN PHU TRONG IN HANOI",
                                      "President Emmanuel Macron received Olaf Scholz and Pedro Sanchez.",
                                      "Said Javier Perez de Cuellar: no.",
                                      "Sales 12.5 mln vs 11.3 mln; shr 4 cts vs 5 cts.",
                                      "Camera: https://example.org/a7bQx and https://example.org/zkw",
                                      "Rodong Sinmun, Minju Joson and Granma said so."};
  for (size_t i = 0; i < CASUS_COUNT(lines); i++) {
    casus_arena *arena = casus_arena_new();
    casus_str text = casus_arena_printf(arena, "%s\n\n%s\n\n%s", english, lines[i], english), language;
    opened o = open_bytes(text, CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.language, "en");
    assert_null(passage(&o.document, 0, &language).ptr);
    done(&o);
    casus_arena_free(arena);
  }
}

static void a_language_that_is_declared_wrong_gives_way(void **state) {
  (void)state;
  opened o = open_bytes(
      CASUS_STR(
          "{\"language\":\"en\",\"text\":\"Министр иностранных дел заявил в понедельник, что переговоры продолжатся "
          "в среду и что обе стороны готовы к соглашению о перемирии, но не намерены выводить войска из приграничных "
          "районов до тех пор, пока не будут освобождены все пленные и пока не откроются дороги.\"}\n"
          "{\"language\":\"ru\",\"text\":\"Нет.\"}\n"),
      CASUS_FORMAT_JSONL);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.language, "ru");
  assert_int_equal(o.document.notes[0].kind, CASUS_NOTE_LANGUAGE);
  assert_text(o.document.notes[0].value, "en");
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.language, "ru");
  assert_int_equal(o.document.note_count, 0);
  done(&o);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(foreign_sentences_are_found_with_their_place),
      cmocka_unit_test(english_is_not_foreign),
      cmocka_unit_test(a_language_that_is_declared_wrong_gives_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
