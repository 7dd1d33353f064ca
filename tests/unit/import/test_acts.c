/* The tables that turn the acts and actors of other sets into those of this record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/acts.h"

static casus_arena *arena;
static casus_acts *acts;

static int open_acts(void **state) {
  (void)state;
  arena = casus_arena_new();
  return casus_acts_open(NULL, arena, &acts, NULL);
}
static int close_acts(void **state) {
  (void)state;
  casus_arena_free(arena);
  return 0;
}

static void is_act(const char *cameo, casus_event_type type, const char *mode, double intensity) {
  casus_act act;
  assert_true(casus_acts_of_cameo(acts, casus_str_from_c(cameo), &act));
  assert_true(act.deed);
  if (act.type != type || !casus_str_eq(act.mode, casus_str_from_c(mode)) || act.intensity != intensity)
    fail_msg("%s: %s %.*s %g", cameo, casus_event_type_name(act.type), CASUS_STR_FMT(act.mode), act.intensity);
}

static void the_longest_prefix_holds(void **state) {
  (void)state;
  is_act("020", CASUS_REQUEST, "", 3);
  is_act("036", CASUS_AGREE, "", 4);
  is_act("0362", CASUS_AGREE, "", 4);
  is_act("043", CASUS_CONSULT, "visit", 2.8);
  is_act("057", CASUS_AGREE, "sign", 8);
  is_act("0812", CASUS_CONCEDE, "", 5);
  is_act("0813", CASUS_RETREAT, "", 5); /* the conversion table's exceptions to "the root decides" */
  is_act("0871", CASUS_RETREAT, "ceasefire", 9);
  is_act("163", CASUS_SANCTION, "", -8);
  is_act("1711", CASUS_COERCE, "seize", -9.2);
  is_act("1712", CASUS_ASSAULT, "destroy", -9.2);
  is_act("175", CASUS_ASSAULT, "crowd-control", -9);
  is_act("190", CASUS_ASSAULT, "", -10);
  is_act("191", CASUS_COERCE, "restrict", -9.5);
  is_act("192", CASUS_COERCE, "seize", -9.5);
  is_act("20", CASUS_ASSAULT, "", -10);
}

static void statements_are_no_deeds_and_other_digits_no_codes(void **state) {
  (void)state;
  casus_act act;
  assert_true(casus_acts_of_cameo(acts, CASUS_STR("0141"), &act));
  assert_false(act.deed);
  static const char *const none[] = {"", "1", "00", "21", "99", "13y", "-13", "13000", "1 3"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(casus_acts_of_cameo(acts, casus_str_from_c(none[i]), &act));
}

static void words_and_sectors(void **state) {
  (void)state;
  assert_true(casus_str_eq(casus_acts_of_word(acts, "acled", CASUS_STR("Suicide bomb")), CASUS_STR("1831")));
  casus_str other = casus_acts_of_word(acts, "acled", CASUS_STR("Other"));
  assert_true(other.ptr && !other.len);
  assert_null(casus_acts_of_word(acts, "ucdp", CASUS_STR("Suicide bomb")).ptr);
  const struct {
    const char *system, *list, *sector;
    char separator;
  } cases[] = {{"icews", "Executive,Foreign Ministry,Government", "GOV", ','},
               {"icews", "Military,Government", "MIL", ','},
               {"icews", "NA", "", ','},
               {"cameo", "GOV;MIL;", "MIL", ';'},
               {"cameo", "EDU;;", "EDU", ';'}, /* a code that is not in the table stands for itself */
               {"cameo", "INS;;", "REB", ';'},
               {"cameo", ";;", "", ';'},
               {"polecat", "JRN", "MED", ';'},
               {"polecat", "MED", "HLH", ';'}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    casus_str got = casus_acts_sector(acts, cases[i].system, casus_str_from_c(cases[i].list), cases[i].separator);
    if (!casus_str_eq(got, casus_str_from_c(cases[i].sector)))
      fail_msg("%s: %.*s, not %s", cases[i].list, CASUS_STR_FMT(got), cases[i].sector);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_longest_prefix_holds),
                                     cmocka_unit_test(statements_are_no_deeds_and_other_digits_no_codes),
                                     cmocka_unit_test(words_and_sectors)};
  return cmocka_run_group_tests(tests, open_acts, close_acts);
}
