#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "reading.h"

static casus_slots slots_at(reading_fixture *f, const char *trigger, casus_part part) {
  casus_slots slots;
  assert_int_equal(casus_slots_of(&f->reading, reading_token(f, trigger), part, &slots), CASUS_OK);
  return slots;
}

static void filled(const reading_fixture *f, const casus_slots *slots, casus_slot slot, const char *form) {
  for (size_t i = 0; i < slots->items.count; i++)
    if (slots->items.items[i].slot == slot &&
        casus_str_eq(f->text.tokens[slots->items.items[i].token].form, casus_str_from_c(form)))
      return;
  fail_msg("'%s' is not in slot %d", form, slot);
}

static void empty(const casus_slots *slots, casus_slot slot) { assert_int_equal(casus_slot_first(slots, slot), -1); }

static const char *const active =
    "Chad Chad PROPN NNP 2 nsubj\nsigned sign VERB VBD 0 root\nagreements agreement NOUN NNS 2 obj\n"
    "with with ADP IN 5 case\nMali Mali PROPN NNP 3 nmod\n";

static void active_clause(void **state) {
  reading_fixture *f = *state;
  reading_open(f, active);
  casus_slots slots = slots_at(f, "signed", CASUS_PART_VERB);
  assert_false(slots.passive);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  filled(f, &slots, CASUS_SLOT_OBJECT, "agreements");
  filled(f, &slots, CASUS_SLOT_WITH, "Mali"); /* lent by the object */
}

static void passive_clause(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Mali Mali PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\nattacked attack VERB VBN 0 root\n"
                  "by by ADP IN 5 case\nChad Chad PROPN NNP 3 obl:agent\n");
  casus_slots slots = slots_at(f, "attacked", CASUS_PART_VERB);
  assert_true(slots.passive);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
}

static void recipient_of_a_passive(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Mali Mali PROPN NNP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\ngiven give VERB VBN 0 root\n"
                  "buses bus NOUN NNS 3 obj\nby by ADP IN 6 case\nChad Chad PROPN NNP 4 nmod\n");
  casus_slots slots = slots_at(f, "given", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_IOBJ, "Mali");
  filled(f, &slots, CASUS_SLOT_OBJECT, "buses");
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
}

static void relative_clauses(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Chad Chad PROPN NNP 0 root\nwhich which PRON WDT 3 nsubj\nattacked attack VERB VBD 1 "
                  "acl:relcl\nMali Mali PROPN NNP 3 obj\n");
  casus_slots slots = slots_at(f, "attacked", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
  reading_open(f, "raid raid NOUN NN 0 root\nChad Chad PROPN NNP 3 nsubj\nlaunched launch VERB VBD 1 acl:relcl\n");
  slots = slots_at(f, "launched", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_OBJECT, "raid");
}

static void participles(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f, "city city NOUN NN 0 root\nbombed bomb VERB VBN 1 acl\nby by ADP IN 4 case\nChad Chad PROPN NNP 2 obl\n");
  casus_slots slots = slots_at(f, "bombed", CASUS_PART_VERB);
  assert_true(slots.passive);
  filled(f, &slots, CASUS_SLOT_OBJECT, "city");
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  reading_open(
      f, "Closing close VERB VBG 5 advcl\nroads road NOUN NNS 1 obj\n, , PUNCT , 1 punct\nChad Chad PROPN NNP 5 nsubj\n"
         "waited wait VERB VBD 0 root\n");
  slots = slots_at(f, "Closing", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
}

static void controlled_infinitives(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f, "Chad Chad PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nMali Mali PROPN NNP 2 obj\nto to PART TO 5 mark\n"
         "withdraw withdraw VERB VB 2 xcomp\n");
  casus_slots slots = slots_at(f, "withdraw", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Mali");
  reading_open(
      f,
      "Chad Chad PROPN NNP 2 nsubj\nplans plan VERB VBZ 0 root\nto to PART TO 4 mark\nattack attack VERB VB 2 xcomp\n");
  slots = slots_at(f, "attack", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
}

static void coordinated_verbs(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f,
      "Chad Chad PROPN NNP 2 nsubj\nbombed bomb VERB VBD 0 root\nand and CCONJ CC 4 cc\nshelled shell VERB VBD 2 conj\n"
      "Mali Mali PROPN NNP 4 obj\n");
  casus_slots slots = slots_at(f, "shelled", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  slots = slots_at(f, "bombed", CASUS_PART_VERB);
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
}

static void imperative_has_no_subject(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Attack attack VERB VB 0 root\nMali Mali PROPN NNP 1 obj\n");
  casus_slots slots = slots_at(f, "Attack", CASUS_PART_VERB);
  empty(&slots, CASUS_SLOT_SUBJECT);
}

static void event_nouns(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f,
      "Chad Chad PROPN NNP 3 nmod:poss\n's 's PART POS 1 case\ninvasion invasion NOUN NN 0 root\nof of ADP IN 5 case\n"
      "Mali Mali PROPN NNP 3 nmod\n");
  casus_slots slots = slots_at(f, "invasion", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
  reading_open(
      f,
      "Chadian chadian ADJ JJ 2 amod\nattack attack NOUN NN 0 root\non on ADP IN 4 case\nMali Mali PROPN NNP 2 nmod\n");
  slots = slots_at(f, "attack", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chadian");
  filled(f, &slots, CASUS_SLOT_ON, "Mali");
  reading_open(
      f, "arrest arrest NOUN NN 0 root\nof of ADP IN 3 case\nMalians Malian NOUN NNS 1 nmod\nby by ADP IN 5 case\n"
         "Chad Chad PROPN NNP 1 nmod\n");
  slots = slots_at(f, "arrest", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
}

static void owner_of_an_arrest_suffers_it(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Mali Mali PROPN NNP 3 nmod:poss\n's 's PART POS 1 case\narrest arrest NOUN NN 0 root\n");
  casus_slots slots = slots_at(f, "arrest", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
  empty(&slots, CASUS_SLOT_SUBJECT);
}

static void light_verbs(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "Chad Chad PROPN NNP 2 nsubj\ncarried carry VERB VBD 0 root\nout out ADP RP 2 compound:prt\nstrikes "
                  "strike NOUN NNS 2 obj\n"
                  "in in ADP IN 6 case\nMali Mali PROPN NNP 2 obl\n");
  casus_slots slots = slots_at(f, "strikes", CASUS_PART_NOUN);
  assert_int_equal(slots.light, 1);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
  filled(f, &slots, CASUS_SLOT_IN, "Mali");
  reading_open(f, "Mali Mali PROPN NNP 2 nsubj\ncame come VERB VBD 0 root\nunder under ADP IN 4 case\nattack attack "
                  "NOUN NN 2 obl\n");
  slots = slots_at(f, "attack", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_OBJECT, "Mali");
  empty(&slots, CASUS_SLOT_SUBJECT);
  reading_open(f, "Talks talk NOUN NNS 2 nsubj\nresumed resume VERB VBD 0 root\nwith with ADP IN 4 case\nMali Mali "
                  "PROPN NNP 2 obl\n");
  slots = slots_at(f, "Talks", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_WITH, "Mali");
  reading_open(f, "Strikes strike NOUN NNS 0 root\nlaunched launch VERB VBN 1 acl\nby by ADP IN 4 case\nChad Chad "
                  "PROPN NNP 2 obl\n");
  slots = slots_at(f, "Strikes", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Chad");
}

static void blamed_party_did_it(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f, "Chad Chad PROPN NNP 2 nsubj\nblamed blame VERB VBD 0 root\nMali Mali PROPN NNP 2 obj\nfor for ADP IN 6 case\n"
         "the the DET DT 6 det\nraid raid NOUN NN 2 obl\n");
  casus_slots slots = slots_at(f, "raid", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_SUBJECT, "Mali");
  assert_int_equal(slots.light, -1);
}

static void predicates(void **state) {
  reading_fixture *f = *state;
  reading_open(
      f, "Chad Chad PROPN NNP 5 nsubj\nis be AUX VBZ 5 cop\nMali Mali PROPN NNP 5 nmod:poss\n's 's PART POS 3 case\n"
         "supplier supplier NOUN NN 0 root\n");
  casus_slots slots = slots_at(f, "supplier", CASUS_PART_NOUN);
  filled(f, &slots, CASUS_SLOT_PREDICATE, "Chad");
  filled(f, &slots, CASUS_SLOT_OWNER, "Mali");
}

static void things_lend_their_owners(void **state) {
  reading_fixture *f = *state;
  reading_open(f, "seized seize VERB VBD 0 root\na a DET DT 4 det\nMalian malian ADJ JJ 4 amod\ntruck truck NOUN NN 1 "
                  "obj\nof of ADP IN 6 case\n"
                  "Sotk sotk NOUN NN 4 nmod\n");
  const casus_parties *parties = casus_reading_actors(&f->reading, reading_token(f, "truck"));
  assert_non_null(parties);
  assert_int_equal(parties->count, 1);
  assert_true(casus_str_eq(parties->items[0].actor, CASUS_STR("MAL")));
}

static void odd_trees_end(void **state) {
  reading_fixture *f = *state;
  char rows[64 * 200];
  size_t used = 0; /* a chain of 200 coordinated verbs, each the head of the next */
  for (int i = 0; i < 200; i++)
    used += (size_t)snprintf(rows + used, sizeof rows - used, "v%d hit VERB VBD %d %s\n", i, i, i ? "conj" : "root");
  reading_open(f, rows);
  casus_slots slots = slots_at(f, "v199", CASUS_PART_VERB);
  empty(&slots, CASUS_SLOT_SUBJECT);
  reading_open(f, "");
  assert_int_equal(f->text.token_count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, reading_set_up, reading_tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(active_clause),       TEST(passive_clause), TEST(recipient_of_a_passive),
      TEST(relative_clauses),    TEST(participles),    TEST(controlled_infinitives),
      TEST(coordinated_verbs),   TEST(event_nouns),    TEST(imperative_has_no_subject),
      TEST(light_verbs),         TEST(predicates),     TEST(owner_of_an_arrest_suffers_it),
      TEST(blamed_party_did_it), TEST(odd_trees_end),  TEST(things_lend_their_owners),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
