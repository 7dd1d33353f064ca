/* Pieces of what people see: cut sentences, marked quotations, groups of drivers, the map. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "out/html.h"
#include "out/picture.h"

static const casus_style plain = {.width = 80};

static const char *text_of(casus_buffer *out) {
  assert_false(out->failed);
  casus_buffer_add_char(out, '\0');
  return out->data;
}

static const char *cut(casus_buffer *out, const char *text, uint32_t start, uint32_t end, size_t columns) {
  out->len = 0;
  casus_out_sentence(out, casus_str_from_c(text), (casus_span){start, end}, columns, &plain);
  return text_of(out);
}

static void sentences_are_cut_at_words(void **state) {
  (void)state;
  casus_buffer out = {0};
  const char *text = "The ministers of both countries signed a long pact on the border rivers";
  assert_string_equal(cut(&out, text, 0, 0, 80), text);
  assert_string_equal(cut(&out, text, 0, 13, 20), "The ministers of…");
  assert_string_equal(cut(&out, text, 41, 50, 24), "…a long pact on the…");
  assert_string_equal(cut(&out, text, 58, 71, 24), "…the border rivers");
  assert_string_equal(cut(&out, "Donaudampfschifffahrt", 0, 0, 8), "Donauda…");
  for (size_t columns = 0; columns < 80; columns++) {
    cut(&out, text, 31, 48, columns);
    assert_true(casus_columns(casus_str_from_c(out.data)) <= (columns > 2 ? columns : 2));
  }
  casus_buffer_free(&out);
}

static void lines_keep_a_number_with_its_sign(void **state) {
  (void)state;
  const casus_style narrow = {.width = 22};
  casus_buffer out = {0};
  casus_out_wrapped(&out, CASUS_STR("they joined about 2.14 % of them"), 2, &narrow);
  assert_string_equal(text_of(&out), "  they joined about\n  2.14 % of them\n");
  out.len = 0;
  casus_out_paragraph(&out, "- ", CASUS_STR("they joined about 2.14 % of them"), 2, CASUS_PAINT_OFF, &narrow);
  assert_string_equal(text_of(&out), "- they joined about\n  2.14 % of them\n");
  casus_buffer_free(&out);
}

static void quotations_are_marked_and_safe(void **state) {
  (void)state;
  const casus_span marks[] = {{4, 9}, {0, 6}, {12, 90}};
  casus_voice voice = {.name = CASUS_STR("<i>Ann</i>"), .role = CASUS_STR("minister")};
  casus_buffer out = {0};
  casus_html_quote(&out, CASUS_STR("<b>abc & def ghi"), marks, 3, &voice, 1);
  assert_string_equal(text_of(&out), "<blockquote><p><mark>&lt;b&gt;abc &amp; </mark>def<mark> ghi</mark></p>"
                                     "<footer>— &lt;i&gt;Ann&lt;/i&gt;, minister</footer></blockquote>\n");
  out.len = 0;
  casus_html_quote(&out, CASUS_STR(""), marks, 3, &voice, 1);
  assert_string_equal(text_of(&out), "");
  casus_buffer_free(&out);
}

static casus_driver driver(const char *layer, uint32_t with, double amount) {
  return (casus_driver){.layer = casus_str_from_c(layer), .with = with, .amount = amount};
}

static void drivers_come_in_groups(void **state) {
  (void)state;
  casus_driver drivers[] = {driver("likelihood", 3, 0.25), driver("likelihood", 7, 0.5), driver("draw-in", 3, 0.125),
                            driver("likelihood", 3, -0.5), driver("draw-in", 9, 0.125)};
  casus_state_risk risk = {.drivers = drivers, .driver_count = CASUS_COUNT(drivers), .expected = 0.5};
  casus_arena *arena = casus_arena_new();
  size_t count = 0;
  const casus_driver_group *groups = casus_out_driver_groups(&risk, arena, &count);
  assert_non_null(groups);
  assert_int_equal(count, 3);
  assert_int_equal(groups[0].with, 7);
  assert_int_equal(groups[1].with, 3); /* of equal size: by number, being drawn in last */
  assert_true(groups[1].drivers[0] == &drivers[3] && groups[1].drivers[1] == &drivers[0]);
  assert_true(groups[2].drawn_in && groups[2].count == 2);
  assert_true(groups[0].total + groups[1].total + groups[2].total == risk.expected);
  risk.driver_count = 0;
  assert_non_null(casus_out_driver_groups(&risk, arena, &count));
  assert_int_equal(count, 0);
  casus_arena_free(arena);
}

static void classes_have_bounds(void **state) {
  (void)state;
  assert_int_equal(casus_map_class(0), 0);
  assert_int_equal(casus_map_class(0.05), 1);
  assert_int_equal(casus_map_class(1e9), CASUS_MAP_CLASSES - 1);
  casus_buffer out = {0};
  casus_map_class_words(&out, 0);
  casus_map_class_words(&out, 1);
  casus_map_class_words(&out, CASUS_MAP_CLASSES - 1);
  assert_string_equal(text_of(&out), "under 0.050.05 to 0.122 and more");
  casus_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sentences_are_cut_at_words),
      cmocka_unit_test(lines_keep_a_number_with_its_sign),
      cmocka_unit_test(quotations_are_marked_and_safe),
      cmocka_unit_test(drivers_come_in_groups),
      cmocka_unit_test(classes_have_bounds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
