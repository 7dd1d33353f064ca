#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "coder/day.h"
#include "coder/status.h"
#include "reading.h"

static casus_status status_at(reading_fixture *f, const char *rows, const char *trigger, casus_part part) {
  reading_open(f, rows);
  casus_slots slots;
  assert_int_equal(casus_slots_of(&f->reading, reading_token(f, trigger), part, &slots), CASUS_OK);
  return casus_status_of(&f->reading, &slots);
}

#define VERB(rows, trigger) status_at(*state, rows, trigger, CASUS_PART_VERB)
#define NOUN(rows, trigger) status_at(*state, rows, trigger, CASUS_PART_NOUN)

static void plain_past_is_asserted(void **state) {
  assert_int_equal(
      VERB("Chad Chad PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nMali Mali PROPN NNP 2 obj\n", "attacked"),
      CASUS_STATUS_ASSERTED);
}

static void modals(void **state) {
  assert_int_equal(
      VERB("Chad Chad PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nattack attack VERB VB 0 root\n", "attack"),
      CASUS_STATUS_PLANNED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 3 nsubj\nmay may AUX MD 3 aux\nattack attack VERB VB 0 root\n", "attack"),
                   CASUS_STATUS_POSSIBLE);
}

static void negation(void **state) {
  assert_int_equal(
      VERB(
          "Chad Chad PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nattack attack VERB VB 0 root\n",
          "attack"),
      CASUS_STATUS_DENIED);
  assert_int_equal(VERB("No no DET DT 2 det\npact pact NOUN NN 4 nsubj:pass\nwas be AUX VBD 4 aux:pass\nsigned sign "
                        "VERB VBN 0 root\n",
                        "signed"),
                   CASUS_STATUS_DENIED);
  assert_int_equal(VERB("Without without SCONJ IN 2 mark\nsigning sign VERB VBG 4 advcl\nthey they PRON PRP 4 "
                        "nsubj\nleft leave VERB VBD 0 root\n",
                        "signing"),
                   CASUS_STATUS_DENIED);
}

static void governing_verbs(void **state) {
  assert_int_equal(VERB("Chad Chad PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nattacking attack VERB VBG 2 xcomp\n",
                        "attacking"),
                   CASUS_STATUS_DENIED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 2 nsubj\nplans plan VERB VBZ 0 root\nto to PART TO 4 mark\nattack attack "
                        "VERB VB 2 xcomp\n",
                        "attack"),
                   CASUS_STATUS_PLANNED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 2 nsubj\nthreatened threaten VERB VBD 0 root\nto to PART TO 4 "
                        "mark\nattack attack VERB VB 2 xcomp\n",
                        "attack"),
                   CASUS_STATUS_POSSIBLE);
}

static void negated_governors_turn(void **state) {
  assert_int_equal(VERB("Chad Chad PROPN NNP 4 nsubj\ndoes do AUX VBZ 4 aux\nnot not PART RB 4 advmod\nplan plan VERB "
                        "VB 0 root\nto to PART TO 6 mark\n"
                        "attack attack VERB VB 4 xcomp\n",
                        "attack"),
                   CASUS_STATUS_DENIED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nexclude exclude "
                        "VERB VB 0 root\n"
                        "attacking attack VERB VBG 4 xcomp\n",
                        "attacking"),
                   CASUS_STATUS_POSSIBLE);
}

static void is_to_and_headlines(void **state) {
  assert_int_equal(
      VERB("Chad Chad PROPN NNP 2 nsubj\nis be VERB VBZ 0 root\nto to PART TO 4 mark\nsign sign VERB VB 2 xcomp\n",
           "sign"),
      CASUS_STATUS_PLANNED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 3 nsubj\nto to PART TO 3 mark\nvisit visit VERB VB 0 root\n", "visit"),
                   CASUS_STATUS_PLANNED);
}

static void conditions(void **state) {
  assert_int_equal(VERB("If if SCONJ IN 3 mark\nChad Chad PROPN NNP 3 nsubj\nattacks attack VERB VBZ 5 advcl\nMali "
                        "Mali PROPN NNP 5 nsubj\n"
                        "flees flee VERB VBZ 0 root\n",
                        "attacks"),
                   CASUS_STATUS_POSSIBLE);
}

static void would_is_planned_when_announced(void **state) {
  const char *announced = "Chad Chad PROPN NNP 2 nsubj\nannounced announce VERB VBD 0 root\nit it PRON PRP 5 "
                          "nsubj\nwould would AUX MD 5 aux\n"
                          "send send VERB VB 2 ccomp\n";
  assert_int_equal(VERB(announced, "send"), CASUS_STATUS_PLANNED);
  assert_int_equal(VERB("Chad Chad PROPN NNP 3 nsubj\nwould would AUX MD 3 aux\nsend send VERB VB 0 root\n", "send"),
                   CASUS_STATUS_POSSIBLE);
}

static void nouns_take_the_word_above(void **state) {
  assert_int_equal(NOUN("Chad Chad PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nthe the DET DT 4 det\nattack attack "
                        "NOUN NN 2 obj\n",
                        "attack"),
                   CASUS_STATUS_DENIED);
  assert_int_equal(
      NOUN("plans plan NOUN NNS 0 root\nfor for ADP IN 4 case\na a DET DT 4 det\nvisit visit NOUN NN 1 nmod\n",
           "visit"),
      CASUS_STATUS_PLANNED);
  assert_int_equal(
      NOUN("a a DET DT 3 det\npossible possible ADJ JJ 3 amod\ninvasion invasion NOUN NN 0 root\n", "invasion"),
      CASUS_STATUS_POSSIBLE);
  assert_int_equal(
      NOUN("Chad Chad PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\ncondemn condemn VERB VB 0 root\nthe the DET DT 5 det\n"
           "attack attack NOUN NN 3 obj\n",
           "attack"),
      CASUS_STATUS_ASSERTED); /* its modal reaches the condemning alone */
}

static void light_verbs_share_modals(void **state) {
  assert_int_equal(
      NOUN("Chad Chad PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nhold hold VERB VB 0 root\ntalks talk NOUN NNS 3 obj\n",
           "talks"),
      CASUS_STATUS_PLANNED);
}

static void conjuncts_share_only_what_they_lack(void **state) {
  const char *both = "Chad Chad PROPN NNP 3 nsubj\nwill will AUX MD 3 aux\nvisit visit VERB VB 0 root\nand and CCONJ "
                     "CC 5 cc\nsign sign VERB VB 3 conj\n";
  assert_int_equal(VERB(both, "sign"), CASUS_STATUS_PLANNED);
  const char *own = "Chad Chad PROPN NNP 2 nsubj\nattacked attack VERB VBD 0 root\nand and CCONJ CC 5 cc\nmay may AUX "
                    "MD 5 aux\nsign sign VERB VB 2 conj\n";
  assert_int_equal(VERB(own, "attacked"), CASUS_STATUS_ASSERTED);
  assert_int_equal(VERB(own, "sign"), CASUS_STATUS_POSSIBLE);
}

static void hearsay_is_claimed(void **state) {
  assert_int_equal(
      VERB("Chad Chad PROPN NNP 3 nsubj\nallegedly allegedly ADV RB 3 advmod\nattacked attack VERB VBD 0 root\n",
           "attacked"),
      CASUS_STATUS_CLAIMED);
}

static void strength_is_ordered(void **state) {
  (void)state;
  assert_int_equal(casus_status_stronger(CASUS_STATUS_DENIED, CASUS_STATUS_PAST), CASUS_STATUS_DENIED);
  assert_int_equal(casus_status_stronger(CASUS_STATUS_POSSIBLE, CASUS_STATUS_PAST), CASUS_STATUS_PAST);
  assert_int_equal(casus_status_stronger(CASUS_STATUS_CLAIMED, CASUS_STATUS_PLANNED), CASUS_STATUS_PLANNED);
  assert_int_equal(casus_status_stronger(CASUS_STATUS_ASSERTED, CASUS_STATUS_CLAIMED), CASUS_STATUS_CLAIMED);
}

static void past_days(void **state) {
  (void)state;
  casus_date now, day;
  assert_true(casus_date_parse(CASUS_STR("2024-06-20"), &now));
  casus_date_parse(CASUS_STR("2022"), &day);
  assert_true(casus_day_is_past(day, now));
  casus_date_parse(CASUS_STR("2023-11-25"), &day);
  assert_false(casus_day_is_past(day, now));
  casus_date_parse(CASUS_STR("2023-05-01"), &day);
  assert_true(casus_day_is_past(day, now));
  casus_date_parse(CASUS_STR("2023"), &day);
  assert_true(casus_day_is_past(day, now));
  assert_false(casus_day_is_past((casus_date){0, CASUS_DATE_NONE}, now));
  assert_false(casus_day_is_past(day, (casus_date){0, CASUS_DATE_NONE}));
}

static void days_reach_their_own_clause(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f, "Chad Chad PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\non on ADP IN 4 case\nMonday Monday PROPN NNP 2 obl\n"
         "Mali Mali PROPN NNP 6 nsubj\nleft leave VERB VBD 2 ccomp\n");
  casus_when when = {.first = 3, .last = 4, .relative = true};
  casus_date_parse(CASUS_STR("2024-06-17"), &when.date);
  f->text.whens = &when;
  f->text.when_count = 1;
  casus_slots slots;
  assert_int_equal(casus_slots_of(&f->reading, reading_token(f, "left"), CASUS_PART_VERB, &slots), CASUS_OK);
  assert_false(casus_date_known(casus_day_of(&f->reading, &slots, CASUS_STATUS_ASSERTED)));
  assert_int_equal(casus_slots_of(&f->reading, reading_token(f, "said"), CASUS_PART_VERB, &slots), CASUS_OK);
  assert_int_equal(casus_day_of(&f->reading, &slots, CASUS_STATUS_ASSERTED).day, when.date.day);
  assert_int_equal(casus_day_of(&f->reading, &slots, CASUS_STATUS_PLANNED).day, when.date.day + 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(plain_past_is_asserted),
      TEST(modals),
      TEST(negation),
      TEST(governing_verbs),
      TEST(negated_governors_turn),
      TEST(is_to_and_headlines),
      TEST(conditions),
      TEST(would_is_planned_when_announced),
      TEST(nouns_take_the_word_above),
      TEST(light_verbs_share_modals),
      TEST(conjuncts_share_only_what_they_lack),
      TEST(hearsay_is_claimed),
      TEST(strength_is_ordered),
      TEST(past_days),
      TEST(days_reach_their_own_clause),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
