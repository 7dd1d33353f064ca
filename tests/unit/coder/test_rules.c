#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "coder/rule.h"

static int set_up(void **state) {
  *state = casus_arena_new();
  return *state ? 0 : -1;
}
static int tear_down(void **state) {
  casus_arena_free(*state);
  return 0;
}

static casus_book *new_book(void **state) {
  casus_book *book = NULL;
  assert_int_equal(casus_book_new(*state, &book, NULL), CASUS_OK);
  assert_int_equal(casus_book_classes(book, CASUS_STR("ship\tboat | vessel\nforce\t@ship | army\n"), NULL), CASUS_OK);
  return book;
}

static void refuse(void **state, const char *bytes, const char *where) {
  casus_book *book = new_book(state);
  casus_error err = {0};
  assert_int_equal(casus_book_rules(book, "x.rules", casus_str_from_c(bytes), &err), CASUS_E_DATA);
  if (!strstr(err.message, where)) fail_msg("'%s' does not name '%s'", err.message, where);
}

static void reads_a_rule(void **state) {
  casus_book *book = new_book(state);
  assert_int_equal(casus_book_intensities(book, CASUS_STR("05\t3.5\n057\t8\n"), NULL), CASUS_OK);
  casus_str bytes =
      CASUS_STR("# comment\n\ntype AGREE\nrule agree.sign\n  mode sign\n  cameo 0571\n  verb sign | carry_out\n"
                "  noun peace_talk\n  object/with @ship | any\n  not subject army\n  source subject | of + by\n"
                "  target none\n  both\n  needs any\n  count object\n  context military | legal\n  example x\n");
  assert_int_equal(casus_book_rules(book, "x.rules", bytes, NULL), CASUS_OK);
  assert_int_equal(book->rules.count, 1);
  const casus_rule *rule = &book->rules.items[0];
  assert_true(casus_str_eq(rule->name, CASUS_STR("agree.sign")));
  assert_int_equal(rule->type, CASUS_AGREE);
  assert_true(rule->both && !rule->is_tie && rule->needs == CASUS_NEEDS_ANY && rule->status == -1);
  assert_float_equal(rule->intensity, 8, 0);
  assert_int_equal(rule->requirements.count, 2);
  assert_int_equal(rule->requirements.items[0].paths.count, 2);
  assert_true(rule->requirements.items[1].negative);
  assert_int_equal(rule->source.count, 2);
  assert_int_equal(rule->source.items[1].count, 2);
  assert_int_equal(rule->target.count, 0);
  assert_int_equal(rule->contexts.count, 2);
}

static void finds_triggers_in_any_case(void **state) {
  casus_book *book = new_book(state);
  casus_str bytes = CASUS_STR(
      "rule a\n type AID\n verb give | carry_out\n noun peace_talk\nrule b\n type AID\n verb give\n object army\n");
  assert_int_equal(casus_book_rules(book, "x.rules", bytes, NULL), CASUS_OK);
  uint32_t first = casus_book_trigger(book, CASUS_PART_VERB, CASUS_STR("GIVE"));
  assert_true(first != UINT32_MAX);
  assert_true(book->triggers.items[first].next != UINT32_MAX);
  uint32_t carry = casus_book_trigger(book, CASUS_PART_VERB, CASUS_STR("carry"));
  assert_int_equal(book->triggers.items[carry].more.count, 1);
  uint32_t talk = casus_book_trigger(book, CASUS_PART_NOUN, CASUS_STR("talk"));
  assert_true(casus_str_eq(book->triggers.items[talk].more.items[0], CASUS_STR("peace")));
  assert_int_equal(casus_book_trigger(book, CASUS_PART_NOUN, CASUS_STR("give")), UINT32_MAX);
  assert_int_equal(casus_book_trigger(book, CASUS_PART_NOUN, CASUS_STR("")), UINT32_MAX);
  char longest[300];
  memset(longest, 'a', sizeof longest);
  assert_int_equal(casus_book_trigger(book, CASUS_PART_VERB, casus_str_of(longest, sizeof longest)), UINT32_MAX);
}

static void weighs_what_is_asked(void **state) {
  casus_book *book = new_book(state);
  casus_str bytes =
      CASUS_STR("rule a\n type AID\n verb give\nrule b\n type AID\n verb give\n object @ship\n not to army\n"
                "rule c\n type AID\n verb give\n object any\n");
  assert_int_equal(casus_book_rules(book, "x.rules", bytes, NULL), CASUS_OK);
  uint32_t weights[3];
  for (size_t i = 0; i < 3; i++) weights[i] = book->triggers.items[i].weight;
  assert_int_equal(weights[0], 0);
  assert_int_equal(weights[1], 2);
  assert_int_equal(weights[2], 1);
}

static void defaults_hold_for_each_rule_and_are_not_shared(void **state) {
  casus_book *book = new_book(state);
  casus_str bytes =
      CASUS_STR("type ASSAULT\nnot clause army\ncontext military\nrule a\n verb hit\n object @ship\n context legal\n"
                "rule b\n verb shoot\n type COERCE\n to army\n");
  assert_int_equal(casus_book_rules(book, "x.rules", bytes, NULL), CASUS_OK);
  const casus_rule *a = &book->rules.items[0], *b = &book->rules.items[1];
  assert_int_equal(a->type, CASUS_ASSAULT);
  assert_int_equal(b->type, CASUS_COERCE);
  assert_int_equal(a->requirements.count, 2);
  assert_int_equal(b->requirements.count, 2);
  assert_int_equal(a->requirements.items[1].paths.items[0].slot, CASUS_SLOT_OBJECT);
  assert_int_equal(b->requirements.items[1].paths.items[0].slot, CASUS_SLOT_TO);
  assert_int_equal(a->contexts.count, 2);
  assert_int_equal(b->contexts.count, 1);
}

static void names_file_and_line_of_a_bad_rule(void **state) {
  refuse(state, "rule a\n type AID\n verb give\n object @nothing\n", "x.rules:4: no such class");
  refuse(state, "rule a\n type AID\n verb give\n sidewise army\n", "x.rules:4: no such slot");
  refuse(state, "rule a\n type HUG\n", "x.rules:2: no such type");
  refuse(state, "rule a\n status happy\n", "no such status");
  refuse(state, "rule a\n needs money\n", "needs source");
  refuse(state, "rule a\n intensity 11\n", "not an intensity");
  refuse(state, "rule a\n intensity nan\n", "not an intensity");
  refuse(state, "verb give\n", "before the first rule");
  refuse(state, "rule a\n type AID\n", "no trigger");
  refuse(state, "rule\n", "without a name");
  refuse(state, "rule a\n not\n", "nothing follows");
  refuse(state, "rule a\n object\n", "nothing is asked");
  refuse(state, "rule a\n both yes\n", "nothing follows 'both'");
  refuse(state, "rule a\n example\n", "without words");
  refuse(state, "rule a\n source object.nowhere\n", "no such slot");
}

static void takes_empty_and_odd_bytes(void **state) {
  casus_book *book = new_book(state);
  assert_int_equal(casus_book_rules(book, "x.rules", CASUS_STR(""), NULL), CASUS_OK);
  assert_int_equal(casus_book_rules(book, "x.rules", CASUS_STR("\n\n   \n# only words"), NULL), CASUS_OK);
  assert_int_equal(casus_book_rules(book, "x.rules", casus_str_of("a\0b\xff\n", 5), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_rules(book, "x.rules", casus_str_of("rule \0\n type AID\n verb \xff\n", 25), NULL),
                   CASUS_OK);
  assert_int_equal(book->rules.count, 1);
}

static void classes_include_and_refuse_circles(void **state) {
  casus_book *book = new_book(state);
  uint32_t force = casus_book_class(book, CASUS_STR("force"));
  assert_true(casus_book_in_class(book, force, CASUS_STR("Vessel")));
  assert_true(casus_book_in_class(book, force, CASUS_STR("army")));
  assert_false(casus_book_in_class(book, force, CASUS_STR("arm")));
  assert_false(casus_book_in_class(book, UINT32_MAX, CASUS_STR("army")));
  assert_int_equal(casus_book_class(book, CASUS_STR("nothing")), UINT32_MAX);
  assert_int_equal(casus_book_classes(book, CASUS_STR("a\t@b\nb\t@a\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_classes(book, CASUS_STR("a\t@lost\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_classes(book, CASUS_STR("alone\n"), NULL), CASUS_E_DATA);
}

static void tables_refuse_bad_rows(void **state) {
  casus_book *book = new_book(state);
  casus_error err = {0};
  assert_int_equal(casus_book_lights(book, CASUS_STR("hold\tagent\t\n"), NULL), CASUS_OK);
  assert_int_equal(casus_book_lights(book, CASUS_STR("hold\tsomebody\t\n"), &err), CASUS_E_DATA);
  assert_non_null(strstr(err.message, "light.tsv:1"));
  assert_int_equal(casus_book_lights(book, CASUS_STR("hold\tagent\t@nothing\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_signs(book, CASUS_STR("planned\tverb\tplan\n"), NULL), CASUS_OK);
  assert_int_equal(casus_book_prepositions(book, CASUS_STR("subject\tby\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_prepositions(book, CASUS_STR("nowhere\tto\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_signs(book, CASUS_STR("planned\tadverb\tplan\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_signs(book, CASUS_STR("wished\tverb\tplan\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_confidence(book, CASUS_STR("noun\t-0.5\n"), NULL), CASUS_OK);
  assert_float_equal(book->confidence[CASUS_REASON_NOUN], -0.5, 0);
  assert_int_equal(casus_book_confidence(book, CASUS_STR("whim\t1\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_confidence(book, CASUS_STR("noun\tmuch\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_stakes(book, CASUS_STR("target\tASSAULT\trival\t1.5\nsource\tleast\t\t0.5\n"), NULL),
                   CASUS_OK);
  assert_float_equal(book->stakes[1].type[CASUS_ASSAULT][CASUS_CLUE_RIVAL], 1.5, 0);
  assert_float_equal(book->stakes[0].least, 0.5, 0);
  assert_int_equal(casus_book_stakes(book, CASUS_STR("victim\tall\trival\t1\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_stakes(book, CASUS_STR("target\twhim\trival\t1\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_stakes(book, CASUS_STR("target\tall\twhim\t1\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_stakes(book, CASUS_STR("target\tall\trival\tmuch\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_intensities(book, CASUS_STR("05\tmuch\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_intensities(book, CASUS_STR("05\t-10.1\n"), NULL), CASUS_E_DATA);
  casus_status status = CASUS_STATUS_PAST;
  assert_true(casus_book_sign(book, CASUS_SIGN_VERB, CASUS_STR("PLAN"), &status));
  assert_int_equal(status, CASUS_STATUS_PLANNED);
  assert_false(casus_book_sign(book, CASUS_SIGN_NOUN, CASUS_STR("plan"), &status));
}

static void intensity_is_that_of_the_longest_prefix(void **state) {
  casus_book *book = new_book(state);
  assert_int_equal(casus_book_intensities(book, CASUS_STR("18\t-9\n182\t-9.5\n1823\t-10\n"), NULL), CASUS_OK);
  assert_float_equal(casus_book_intensity(book, CASUS_STR("180")), -9, 0);
  assert_float_equal(casus_book_intensity(book, CASUS_STR("1823")), -10, 0);
  assert_float_equal(casus_book_intensity(book, CASUS_STR("1822")), -9.5, 0);
  assert_float_equal(casus_book_intensity(book, CASUS_STR("")), 0, 0);
}

static void contexts_are_told_by_words(void **state) {
  casus_book *book = new_book(state);
  const char *rows = "military\tmissile | nuclear_test\ncbrn\tnuclear_test | sarin\n";
  assert_int_equal(casus_book_contexts(book, casus_str_from_c(rows), NULL), CASUS_OK);
  assert_int_equal(casus_book_contexts_of(book, CASUS_STR("Missile")), 1);
  assert_int_equal(casus_book_contexts_of(book, CASUS_STR("nuclear_test")), 3);
  assert_int_equal(casus_book_contexts_of(book, CASUS_STR("sarin")), 2);
  assert_int_equal(casus_book_contexts_of(book, CASUS_STR("nuclear")), 0);
  assert_true(casus_book_is_context(book, CASUS_STR("cbrn")));
  assert_int_equal(casus_book_contexts(book, CASUS_STR("cbrn\tnerve_agent\n"), NULL), CASUS_E_DATA);
  assert_int_equal(casus_book_contexts(book, CASUS_STR("cyber\n"), NULL), CASUS_E_DATA);
  const char *rule = "type AGREE\nrule agree.sign\nverb sign\ncontext diplomacy\n";
  assert_int_equal(casus_book_rules(book, "agree.rules", casus_str_from_c(rule), NULL), CASUS_E_DATA);
}

static void built_in_codebook_is_whole(void **state) {
  casus_book *book = NULL;
  casus_error err = {0};
  if (casus_book_open(NULL, *state, &book, &err)) fail_msg("%s", err.message);
  assert_true(book->rules.count >= 350);
  bool seen[CASUS_EVENT_TYPE_COUNT] = {false};
  for (size_t i = 0; i < book->rules.count; i++) {
    const casus_rule *rule = &book->rules.items[i];
    if (!rule->is_tie) seen[rule->type] = true;
    if (!rule->is_tie && !rule->cameo.len) fail_msg("%.*s has no cameo code", CASUS_STR_FMT(rule->name));
    for (size_t k = 0; k < i; k++)
      if (casus_str_eq(rule->name, book->rules.items[k].name)) fail_msg("two rules %.*s", CASUS_STR_FMT(rule->name));
  }
  for (size_t i = 0; i < CASUS_EVENT_TYPE_COUNT; i++) assert_true(seen[i]);
}

static void a_broken_folder_is_told(void **state) {
  casus_book *book = (casus_book *)state;
  casus_error err = {0};
  if (casus_book_open("/nonexistent", *state, &book, &err) != CASUS_OK) {
    assert_ptr_equal(book, state); /* untouched */
    assert_true(err.code < 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_a_rule, set_up, tear_down),
      cmocka_unit_test_setup_teardown(finds_triggers_in_any_case, set_up, tear_down),
      cmocka_unit_test_setup_teardown(weighs_what_is_asked, set_up, tear_down),
      cmocka_unit_test_setup_teardown(defaults_hold_for_each_rule_and_are_not_shared, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_file_and_line_of_a_bad_rule, set_up, tear_down),
      cmocka_unit_test_setup_teardown(takes_empty_and_odd_bytes, set_up, tear_down),
      cmocka_unit_test_setup_teardown(classes_include_and_refuse_circles, set_up, tear_down),
      cmocka_unit_test_setup_teardown(tables_refuse_bad_rows, set_up, tear_down),
      cmocka_unit_test_setup_teardown(intensity_is_that_of_the_longest_prefix, set_up, tear_down),
      cmocka_unit_test_setup_teardown(contexts_are_told_by_words, set_up, tear_down),
      cmocka_unit_test_setup_teardown(built_in_codebook_is_whole, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_broken_folder_is_told, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
