/* Records in another encoding than UTF-8: their offsets lead to the bytes of the file. */
#include "base/utf8.h"
#include "unit/read/opened.h"

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

static void a_broken_byte_costs_itself_in_json(void **state) {
  (void)state;
  casus_str bytes = CASUS_STR("{\"text\":\"Die Gespr\303\244che w\303\274rden \303 fortgef\303\274hrt.\"}\n");
  opened o = open_bytes(bytes, CASUS_FORMAT_JSONL);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Die Gespräche würden \357\277\275 fortgeführt.");
  assert_int_equal(note_of(&o.document, CASUS_NOTE_LOST)->count, 1);
  assert_mapped(&o.document, bytes);
  done(&o);
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

/* JSON that nobody declared to be in another encoding: lines of UTF-8 among the others are as they are, and an error
 * and a list lead to the bytes, too. */
static void json_that_is_no_utf8(void **state) {
  (void)state;
  casus_str bytes =
      CASUS_STR("{\"text\":\"\355\311\316\311\323\324\322 \332\301\321\327\311\314 Oslo.\"}\n"
                "{\"text\":\"Die Gespr\303\244che.\"}\n"
                "{\"text\":\"\320\305\322\305\307\317\327\317\322\331 NATO.\"\n"
                "{\"title\":\"\320\305\322\305\307\317\327\317\322\331\",\"items\":[{\"text\":\"\323\322\305\304\301 "
                "Oslo.\"}]}\n");
  static const size_t pieces[] = {0, 1, 7};
  for (size_t i = 0; i < CASUS_COUNT(pieces); i++) {
    opened o = open_with(bytes, (casus_read_options){.format = CASUS_FORMAT_JSONL, .piece = pieces[i]});
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Министр заявил Oslo.");
    assert_text(o.document.encoding, "KOI8-R");
    assert_text(note_of(&o.document, CASUS_NOTE_GUESSED)->value, "KOI8-R");
    assert_mapped(&o.document, bytes);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Die Gespräche.");
    assert_null(note_of(&o.document, CASUS_NOTE_GUESSED));
    assert_mapped(&o.document, bytes);
    assert_int_equal(next(&o), CASUS_E_INPUT);
    assert_int_equal(o.err.at, 85);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "среда Oslo.");
    assert_text(o.document.publisher, "переговоры");
    assert_text(o.document.encoding, "KOI8-R");
    assert_mapped(&o.document, bytes);
    assert_int_equal(o.document.line, 4);
    assert_int_equal(next(&o), CASUS_END);
    done(&o);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_that_is_no_utf8),
      cmocka_unit_test(a_broken_byte_costs_itself_in_json),
      cmocka_unit_test(offsets_of_records_in_16_bits),
      cmocka_unit_test(offsets_of_records_in_a_told_encoding),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
