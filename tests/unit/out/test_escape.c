#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "out/escape.h"

typedef void (*escaper)(casus_buffer *out, casus_str s);

static void expect(escaper escape, casus_str in, casus_str want) {
  casus_buffer out = {0};
  escape(&out, in);
  assert_int_equal(out.len, want.len);
  if (want.len) assert_memory_equal(out.data, want.ptr, want.len);
  casus_buffer_free(&out);
}

static void terminal_controls_are_shown(void **state) {
  (void)state;
  expect(casus_escape_terminal, CASUS_STR("a\x1b[31mb"), CASUS_STR("a\xE2\x90\x9B[31mb"));
  expect(casus_escape_terminal, CASUS_STR("\0\x07\x7f"), CASUS_STR("\xE2\x90\x80\xE2\x90\x87\xE2\x90\xA1"));
  expect(casus_escape_terminal,
         CASUS_STR("\xC2\x9B"
                   "31m"),
         CASUS_STR("\\u{009b}31m"));
  expect(casus_escape_terminal,
         CASUS_STR("\x9b"
                   "31m"),
         CASUS_STR("\xEF\xBF\xBD"
                   "31m"));
  expect(casus_escape_terminal,
         CASUS_STR("\xE2\x80\xAE"
                   "evil\xE2\x81\xA6"),
         CASUS_STR("\\u{202e}evil\\u{2066}"));
  expect(casus_escape_terminal, CASUS_STR("\xF3\xA0\x81\x81"), CASUS_STR("\\u{e0041}")); /* a tag character */
  expect(casus_escape_terminal, CASUS_STR("one\r\ntwo\t\xE2\x80\xA8 three\xC2\x85"), CASUS_STR("one  two   three "));
  expect(casus_escape_terminal, CASUS_STR("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 \xE4\xB8\xAD"),
         CASUS_STR("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 \xE4\xB8\xAD"));
  expect(casus_escape_terminal, (casus_str){NULL, 0}, CASUS_STR(""));
}

/* Whatever comes in, no byte that a terminal obeys goes out. */
static void terminal_never_passes_controls(void **state) {
  (void)state;
  char in[4];
  for (uint32_t c = 0; c < 0x30000; c++) {
    casus_buffer out = {0};
    size_t n = casus_utf8_encode(c, in), size;
    casus_escape_terminal(&out, casus_str_of(in, n));
    casus_str shown = casus_buffer_str(&out);
    for (size_t at = 0; at < shown.len; at += size) {
      uint32_t got = casus_utf8_at(shown, at, &size);
      assert_true(got >= 0x20 && !(got >= 0x7F && got < 0xA0));
      assert_false((got >= 0x202A && got <= 0x202E) || (got >= 0x2066 && got <= 0x2069));
    }
    casus_buffer_free(&out);
  }
}

static void columns_are_counted(void **state) {
  (void)state;
  assert_int_equal(casus_columns(CASUS_STR("")), 0);
  assert_int_equal(casus_columns(CASUS_STR("abc")), 3);
  assert_int_equal(casus_columns(CASUS_STR("caf\xC3\xA9")), 4);
  assert_int_equal(casus_columns(CASUS_STR("cafe\xCC\x81")), 4);
  assert_int_equal(casus_columns(CASUS_STR("\xE5\x8C\x97\xE4\xBA\xAC")), 4);
  assert_int_equal(casus_columns(CASUS_STR("\xED\x95\x9C")), 2);
  assert_int_equal(casus_columns(CASUS_STR("\x1b\xff")), 2);
  char marks[2 * 1000];
  for (size_t i = 0; i < sizeof marks; i += 2) memcpy(marks + i, "\xCC\x81", 2);
  assert_true(casus_columns(casus_str_of(marks, sizeof marks)) > 900);
}

static void cut_keeps_whole_characters(void **state) {
  (void)state;
  casus_buffer out = {0};
  assert_int_equal(casus_escape_terminal_cut(&out, CASUS_STR("\xE5\x8C\x97\xE4\xBA\xAC!"), 4), 3);
  assert_true(casus_str_eq(casus_buffer_str(&out), CASUS_STR("\xE5\x8C\x97\xE2\x80\xA6")));
  out.len = 0;
  assert_int_equal(casus_escape_terminal_cut(&out, CASUS_STR("abc"), 3), 3);
  assert_true(casus_str_eq(casus_buffer_str(&out), CASUS_STR("abc")));
  out.len = 0;
  assert_int_equal(casus_escape_terminal_cut(&out, CASUS_STR("abc"), 0), 0);
  assert_int_equal(out.len, 0);
  casus_escape_terminal_column(&out, CASUS_STR("a\xE4\xB8\xAD"), 5);
  assert_true(casus_str_eq(casus_buffer_str(&out), CASUS_STR("a\xE4\xB8\xAD  ")));
  assert_int_equal(casus_columns_fit(CASUS_STR("a\xE4\xB8\xAD"), 2), 1);
  assert_int_equal(casus_columns_fit(CASUS_STR("a\xE4\xB8\xAD"), 3), 4);
  casus_buffer_free(&out);
}

static void markup_is_escaped(void **state) {
  (void)state;
  expect(casus_escape_markup, CASUS_STR("<b>\"R&D\"</b>\n'"), CASUS_STR("&lt;b&gt;\"R&amp;D\"&lt;/b&gt;\n'"));
  expect(casus_escape_attribute, CASUS_STR("\"'\n\t<&>\r"), CASUS_STR("&quot;&#39;&#10;&#9;&lt;&amp;&gt;&#13;"));
  expect(casus_escape_markup, CASUS_STR("\0\x1b\xC2\x9b\xff\xEF\xBF\xBF"),
         CASUS_STR("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
  expect(casus_escape_markup, (casus_str){NULL, 0}, CASUS_STR(""));
  expect(casus_escape_script_json, CASUS_STR("{\"a\":\"</script><!--&\xE2\x80\xA8\"}"),
         CASUS_STR("{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\"}"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terminal_controls_are_shown), cmocka_unit_test(terminal_never_passes_controls),
      cmocka_unit_test(columns_are_counted),         cmocka_unit_test(cut_keeps_whole_characters),
      cmocka_unit_test(markup_is_escaped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
