/* Encodings told by what their letters cost, and text that was encoded twice. */
#include "base/utf8.h"
#include "unit/read/opened.h"

static const casus_note *note_of(const casus_document *d, casus_note_kind kind) {
  for (size_t i = 0; i < d->note_count; i++)
    if (d->notes[i].kind == kind) return &d->notes[i];
  return NULL;
}

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

enum { WIDE_ROOM = 4096 };

/* UTF-8 in two bytes a character, with a mark. */
static casus_str widened(const char *text, bool big, char *to) {
  casus_str s = casus_str_from_c(text);
  size_t length = 0, size;
  for (size_t at = 0; at < s.len || !length; at += length > 2 ? size : 0) {
    uint32_t c = length ? casus_utf8_at(s, at, &size) : 0xFEFF;
    uint16_t units[] = {(uint16_t)(c < 0x10000 ? c : 0xD7C0 + (c >> 10)), (uint16_t)(0xDC00 + (c & 0x3FF))};
    for (int i = 0; i < 1 + (c >= 0x10000); i++) {
      to[length++] = (char)(units[i] >> (big ? 8 : 0));
      to[length++] = (char)(units[i] >> (big ? 0 : 8));
    }
  }
  assert_true(length < WIDE_ROOM);
  return casus_str_of(to, length);
}

/* Each character of a text, but for spaces that words are set apart with, comes from the two or four bytes that it is
 * in. */
static void assert_wide(const casus_document *d, casus_str bytes, bool big) {
  size_t size;
  for (size_t i = 0; i < d->text.len; i += size) {
    uint32_t c = casus_utf8_at(d->text, i, &size);
    const unsigned char *at = (const unsigned char *)bytes.ptr + d->start + d->origin[i];
    assert_true(d->start + d->origin[i] + 1 < bytes.len);
    uint32_t unit = (uint32_t)at[!big] << 8 | at[big];
    if (c != ' ') assert_int_equal(unit, c < 0x10000 ? c : 0xD7C0 + (c >> 10));
  }
}

static void offsets_of_records_in_16_bits(void **state) {
  (void)state;
  static const char *const inputs[] = {
      "{\"text\":\"한국이 협정에 서명했다. 😀 Oslo.\"}\n\n{\"id\":\"é\",\"text\":\"Zweites: Öl, "
      "Gas.\",\"title\":\"x\"}\n",
      "[{\"title\":\"日本\",\"text\":\"日本は😀協定に署名した。\"},\n {\"text\":\"Второе сообщение.\"}]",
      "{\"items\":[{\"title\":\"日本\",\"text\":\"日本は協定に署名した。\"},\n {\"text\":\"Второе сообщение.\"}]}",
      "title,text\n\"日本, 한국\",\"日本は😀協定に署名した。\"\nдва,Второе сообщение.\n",
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>日本</title><item><title>a</title><description>"
      "日本は😀協定に署名した。</description></item><item><description>Второе "
      "сообщение.</description></item></channel></rss>"};
  static const size_t pieces[] = {0, 1, 3, 61};
  char wide[WIDE_ROOM];
  for (size_t i = 0; i < CASUS_COUNT(inputs); i++)
    for (size_t k = 0; k < 2 * CASUS_COUNT(pieces); k++) {
      bool big = k & 1;
      casus_str bytes = widened(inputs[i], big, wide);
      opened o = open_with(bytes, (casus_read_options){.piece = pieces[k / 2]});
      for (int n = 0; n < 2; n++) {
        assert_int_equal(next(&o), CASUS_OK);
        assert_true(o.document.text.len > 10);
        assert_wide(&o.document, bytes, big);
        assert_text(o.document.encoding, big ? "UTF-16BE" : "UTF-16LE");
        assert_int_equal(o.document.place, o.document.start);
      }
      assert_int_equal(next(&o), CASUS_END);
      done(&o);
    }
}

/* Also of those where the place of a byte is not two times the place of its character. */
static void offsets_of_records_in_a_told_encoding(void **state) {
  (void)state;
  casus_str sjis = CASUS_STR("text;id\n\212O\226\261 Oslo \221\345;a\n\220b a\202\315 b;b\n");
  static const size_t pieces[] = {0, 1, 2};
  for (size_t i = 0; i < CASUS_COUNT(pieces); i++) {
    opened o = open_with(sjis, (casus_read_options){.encoding = CASUS_STR("shift_jis"), .piece = pieces[i]});
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "外務 Oslo 大");
    assert_int_equal(o.document.start, 8);
    static const uint32_t origins[] = {0, 0, 0, 2, 2, 2, 4, 5, 6, 7, 8, 9, 10, 10, 10, 12};
    assert_memory_equal(o.document.origin, origins, sizeof origins);
    assert_int_equal(next(&o), CASUS_OK);
    assert_mapped(&o.document, sjis);
    assert_int_equal(o.document.start, 23);
    done(&o);
  }
  casus_str lines = CASUS_STR("{\"text\":\"\316\305\324\"}\n{\"text\":\"\316\305\324\"\n");
  opened o = open_with(lines, (casus_read_options){.format = CASUS_FORMAT_JSONL, .encoding = CASUS_STR("koi8-r")});
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.encoding, "KOI8-R");
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_in_range(o.err.at, 15, lines.len); /* what is refused is told by its bytes, too */
  done(&o);
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
      cmocka_unit_test(offsets_of_records_in_16_bits),
      cmocka_unit_test(offsets_of_records_in_a_told_encoding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
