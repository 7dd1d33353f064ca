/* Encodings told by what their letters cost, and text that was encoded twice. */
#include "unit/read/opened.h"

/* One sentence is enough. */
static void one_sentence_tells_its_encoding(void **state) {
  (void)state;
  static const struct {
    const char *text, *encoding;
    casus_str bytes;
  } cases[] = {
      {"Министр заявил, что переговоры продолжатся в среду.", "KOI8-R",
       CASUS_STR_INIT("\355\311\316\311\323\324\322 \332\301\321\327\311\314, \336\324\317 "
                      "\320\305\322\305\307\317\327\317\322\331 \320\322\317\304\317\314\326\301\324\323\321 \327 "
                      "\323\322\305\304\325.")},
      {"Министр заявил, что переговоры продолжатся в среду.", "windows-1251",
       CASUS_STR_INIT("\314\350\355\350\361\362\360 \347\340\377\342\350\353, \367\362\356 "
                      "\357\345\360\345\343\356\342\356\360\373 \357\360\356\344\356\353\346\340\362\361\377 \342 "
                      "\361\360\345\344\363.")},
      {"Министр заявил, что переговоры продолжатся в среду.", "IBM866",
       CASUS_STR_INIT("\214\250\255\250\341\342\340 \247\240\357\242\250\253, \347\342\256 "
                      "\257\245\340\245\243\256\242\256\340\353 \257\340\256\244\256\253\246\240\342\341\357 \242 "
                      "\341\340\245\244\343.")},
      {"외교부 장관은 수요일에 회담이 계속될 것이라고 말했다.", "windows-949",
       CASUS_STR_INIT("\277\334\261\263\272\316 \300\345\260\374\300\272 \274\366\277\344\300\317\277\241 "
                      "\310\270\264\343\300\314 \260\350\274\323\265\311 \260\315\300\314\266\363\260\355 "
                      "\270\273\307\337\264\331.")},
      {"外交部长表示，会谈将于周三继续进行。", "GB18030",
       CASUS_STR_INIT("\315\342\275\273\262\277\263\244\261\355\312\276\243\254\273\341\314\270\275\253\323\332\326\334"
                      "\310\375\274\314\320\370\275\370\320\320\241\243")},
      {"外交部長表示，會談將於週三繼續進行。", "windows-950",
       CASUS_STR_INIT("\245~\245\346\263\241\252\370\252\355\245\334\241A\267|\275\315\261N\251\363\266g\244T\304~"
                      "\304\362\266i\246\346\241C")},
      {"外務大臣は水曜日も会談を続けると述べました。", "windows-31j",
       CASUS_STR_INIT("\212O\226\261\221\345\220b\202\315\220\205\227j\223\372\202\340\211\357\222k\202\360\221\261\202"
                      "\257\202\351\202\306\217q\202\327\202\334\202\265\202\275\201B")},
      {"外務大臣は水曜日も会談を続けると述べました。", "EUC-JP",
       CASUS_STR_INIT("\263\260\314\263\302\347\277\303\244\317\277\345\315\313\306\374\244\342\262\361\303\314\244\362"
                      "\302\263\244\261\244\353\244\310\275\322\244\331\244\336\244\267\244\277\241\243")},
      {"Bộ trưởng nói cuộc đàm phán sẽ tiếp tục vào thứ tư.", "windows-1258",
       CASUS_STR_INIT("B\364\362 tr\375\365\322ng no\354i cu\364\362c \360a\314m pha\354n se\336 ti\352\354p tu\362c "
                      "va\314o th\375\354 t\375.")},
      {"Bộ trưởng nói cuộc đàm phán sẽ tiếp tục vào thứ tư.", "VISCII",
       CASUS_STR_INIT("B\265 tr\337\267ng n\363i cu\265c \360\340m ph\341n s\250 ti\252p t\370c v\340o th\321 t\337.")},
      {"Die Gespräche würden am Mittwoch fortgeführt, erklärte der Minister.", "windows-1252",
       CASUS_STR_INIT("Die Gespr\344che w\374rden am Mittwoch fortgef\374hrt, erkl\344rte der Minister.")},
      {"Министр заявил, что переговоры продолжатся в среду.", "UTF-16LE",
       CASUS_STR_INIT("\034\0048\004=\0048\004A\004B\004@\004 \0007\0040\004O\0042\0048\004;\004,\000 "
                      "\000G\004B\004>\004 \000\077\0045\004@\0045\0043\004>\0042\004>\004@\004K\004 "
                      "\000\077\004@\004>\0044\004>\004;\0046\0040\004B\004A\004O\004 \0002\004 "
                      "\000A\004@\0045\0044\004C\004.\000")},
      {"외교부 장관은 수요일에 회담이 계속될 것이라고 말했다.", "UTF-16BE",
       CASUS_STR_INIT("\306x\255P\275\200\000 \307\245\255\000\307@\000 \302\030\306\224\307|\305\320\000 "
                      "\326\214\262\364\307t\000 \254\304\301\215\264 \000 \254\203\307t\267|\254\340\000 "
                      "\271\320\325\210\262\344\000.")},
      {"外務大臣は水曜日も会談を続けると述べました。", "ISO-2022-JP",
       CASUS_STR_INIT("\033$B30L3Bg\077C$O\077eMKF|$b2qCL$rB3$1$k$H=R$Y$^$7$\077!#\033(B")},
  };
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    opened o = open_bytes(cases[i].bytes, CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, cases[i].text);
    assert_text(o.document.encoding, cases[i].encoding);
    for (size_t k = 1; k <= o.document.text.len; k++) assert_true(o.document.origin[k] >= o.document.origin[k - 1]);
    assert_int_equal(o.document.origin[o.document.text.len], cases[i].bytes.len);
    done(&o);
  }
}

static void guesses_are_noted(void **state) {
  (void)state;
  casus_str koi8 = CASUS_STR(
      "\355\311\316\311\323\324\322 \332\301\321\327\311\314, \336\324\317 \320\305\322\305\307\317\327\317\322\331 "
      "\320\322\317\304\317\314\326\301\324\323\321 \327 \323\322\305\304\325.");
  opened o = open_with(koi8, (casus_read_options){.format = CASUS_FORMAT_TEXT});
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(note_of(&o.document, CASUS_NOTE_GUESSED)->value, "KOI8-R");
  done(&o);
  o = open_with(koi8, (casus_read_options){.format = CASUS_FORMAT_TEXT, .charset = CASUS_STR("koi8-r")});
  assert_int_equal(next(&o), CASUS_OK);
  assert_null(note_of(&o.document, CASUS_NOTE_GUESSED));
  done(&o);
}

static void a_declaration_that_does_not_decode_gives_way(void **state) {
  (void)state;
  casus_str koi8 = CASUS_STR(
      "\355\311\316\311\323\324\322 \332\301\321\327\311\314, \336\324\317 \320\305\322\305\307\317\327\317\322\331 "
      "\320\322\317\304\317\314\326\301\324\323\321 \327 \323\322\305\304\325.");
  static const char *const wrong[] = {"utf-8", "euc-kr", "windows-1252", "no such thing"};
  for (size_t i = 0; i < CASUS_COUNT(wrong); i++) {
    casus_read_options options = {.format = CASUS_FORMAT_TEXT, .charset = casus_str_from_c(wrong[i])};
    opened o = open_with(koi8, options);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Министр заявил, что переговоры продолжатся в среду.");
    assert_int_equal(note_of(&o.document, CASUS_NOTE_OVERRULED) != NULL, i < 3);
    done(&o);
  }
}

static void a_told_encoding_is_taken(void **state) {
  (void)state;
  casus_read_options options = {.format = CASUS_FORMAT_TEXT, .encoding = CASUS_STR("windows-1251")};
  opened o = open_with(CASUS_STR("Tank \303\251\303, \355\345\362."), options);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Tank Г©Г, нет.");
  done(&o);
  options = (casus_read_options){.encoding = CASUS_STR("koi8-r")};
  o = open_with(CASUS_STR("{\"text\":\"\316\305\324\"}\n"), options);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "нет");
  done(&o);
  assert_int_equal(casus_read_encoding_check(CASUS_STR("no such thing"), NULL), CASUS_E_USAGE);
  assert_int_equal(casus_read_encoding_check(CASUS_STR("viscii"), NULL), CASUS_OK);
}

static void a_broken_byte_costs_itself(void **state) {
  (void)state;
  opened o = open_bytes(CASUS_STR("Die Gespr\303\244che w\303\274rden \377 fortgef\303\274hrt."), CASUS_FORMAT_TEXT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Die Gespräche würden \357\277\275 fortgeführt.");
  assert_int_equal(note_of(&o.document, CASUS_NOTE_LOST)->count, 1);
  done(&o);
}

static void text_encoded_twice_is_mended(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *text;
    size_t place, origin; /* of a byte in the mended text */
  } cases[] = {{"The café was closed.", "The café was closed.", 8, 7},
               {"The cafÃ© was closed.", "The café was closed.", 9, 11},
               {"The cafÃƒÂ© was closed.", "The café was closed.", 9, 15},
               {"They donâ€™t say â€œwhyâ€\xC2\x9D.", "They don’t say “why”.", 8, 8},
               {"On garde la ville, dit-il Ã\xC2\xA0 Paris.", "On garde la ville, dit-il à Paris.", 26, 26}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    opened o = open_bytes(casus_str_from_c(cases[i].bytes), CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, cases[i].text);
    assert_int_equal(o.document.origin[cases[i].place], cases[i].origin);
    assert_int_equal(note_of(&o.document, CASUS_NOTE_MENDED) != NULL, i > 0);
    done(&o);
  }
}

static void clean_text_stays(void **state) {
  (void)state;
  static const char *const clean[] = {"La liberté, l’égalité : « À Noël, où un zéphyr haï me vêt »",
                                      "ГОСТ Р–2019 «СССР» принят; Рік, Ірландія, Їжак.",
                                      "ГОСТ Р–1, ГОСТ Р–2, ГОСТ Р–3, ГОСТ Р–4, ГОСТ Р–5 и Р° — С° (С“мир”)",
                                      "in 2023’ report, 110“ he said, «К-21» wurde",
                                      "Ölçü, ğüş, İstanbul’da 5 °C — £20, ½ ©2024®",
                                      "Bộ trưởng nói cuộc đàm phán sẽ tiếp tục vào thứ tư.",
                                      "São Paulo, Ações e Maçãs; ÂMBAR, NÃO, ÀS ARMAS"};
  for (size_t i = 0; i < CASUS_COUNT(clean); i++) {
    opened o = open_bytes(casus_str_from_c(clean[i]), CASUS_FORMAT_TEXT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, clean[i]);
    assert_null(note_of(&o.document, CASUS_NOTE_MENDED));
    done(&o);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_sentence_tells_its_encoding),
      cmocka_unit_test(guesses_are_noted),
      cmocka_unit_test(a_declaration_that_does_not_decode_gives_way),
      cmocka_unit_test(a_told_encoding_is_taken),
      cmocka_unit_test(a_broken_byte_costs_itself),
      cmocka_unit_test(text_encoded_twice_is_mended),
      cmocka_unit_test(clean_text_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
