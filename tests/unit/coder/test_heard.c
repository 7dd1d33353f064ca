/* What the language model hears: who speaks, and ties. */
#include "coding.h"

/* Where the model knows deeds and speech. */
static void hear(fixture *f) {
  f->text.marked = f->text.hears = true;
  code(f);
}

static const char *const zorking = "Russia Russia PROPN NNP 2 nsubj\nzorked zork VERB VBD 0 root\nIran Iran PROPN NNP "
                                   "2 obj\nfor for ADP IN 5 case\nOman Oman PROPN NNP 2 obl\n";

/* "Russia zorked Iran for Oman": a tie at the verb. */
static void hear_tie(fixture *f, const char *kind, float share, casus_meant *meant, uint32_t count) {
  casus_bond bond = {.token = 1, .kind = casus_str_from_c(kind), .share = share, .last_meant = count};
  support_text(f->arena, zorking, &f->text);
  f->text.bonds = &bond;
  f->text.bond_count = 1;
  f->text.meant = meant;
  f->text.meant_count = count;
  hear(f);
  f->text.bond_count = 0;
}

static void assert_tie(const fixture *f, size_t i, const char *from, const char *to, bool mutual) {
  assert_true(i < f->coding.tie_count);
  assert_true(casus_str_eq(f->coding.ties[i].from, casus_str_from_c(from)));
  assert_true(casus_str_eq(f->coding.ties[i].to, casus_str_from_c(to)));
  assert_true(f->coding.ties[i].mutual == mutual);
}

static void a_tie_goes_from_whom_is_meant_to_whom(void **state) {
  fixture *f = *state;
  casus_meant meant[] = {
      {0, CASUS_ROLE_DOER, 3}, {2, CASUS_ROLE_DOER, 1}, {2, CASUS_ROLE_OTHER, 2}, {4, CASUS_ROLE_OTHER, 0}};
  hear_tie(f, "arms", .9f, meant, 4);
  assert_int_equal(f->coding.tie_count, 1);
  assert_tie(f, 0, "RUS", "IRN", false);
  assert_true(casus_str_eq(f->coding.ties[0].rule, CASUS_STR("arms.heard")));
  assert_float_equal(f->coding.ties[0].confidence, .9 * .844 * .787, .01);
  meant[3].score = 1.9f; /* Oman as likely as Iran */
  hear_tie(f, "arms", .9f, meant, 4);
  assert_int_equal(f->coding.tie_count, 2);
  assert_tie(f, 1, "RUS", "OMN", false);
  hear_tie(f, "arms", .4f, meant, 4);
  assert_int_equal(f->coding.tie_count, 0);
}

static void nobody_is_tied_to_himself(void **state) {
  fixture *f = *state;
  casus_meant meant[] = {{0, CASUS_ROLE_DOER, 3}, {0, CASUS_ROLE_OTHER, 3}, {4, CASUS_ROLE_OTHER, 2.4f}};
  hear_tie(f, "troops", .9f, meant, 2);
  assert_int_equal(f->coding.tie_count, 0);
  hear_tie(f, "troops", .9f, meant, 3);
  assert_int_equal(f->coding.tie_count, 1);
  assert_tie(f, 0, "RUS", "OMN", false);
}

static void a_mutual_tie_is_told_once(void **state) {
  fixture *f = *state;
  casus_meant meant[] = {
      {0, CASUS_ROLE_DOER, 2}, {2, CASUS_ROLE_DOER, 2}, {0, CASUS_ROLE_OTHER, 2}, {2, CASUS_ROLE_OTHER, 2}};
  hear_tie(f, "trade", .9f, meant, 4);
  assert_int_equal(f->coding.tie_count, 1);
  assert_tie(f, 0, "RUS", "IRN", true);
  meant[1].score = meant[2].score = -9; /* each is meant by one role alone */
  hear_tie(f, "trade", .9f, meant, 4);
  assert_int_equal(f->coding.tie_count, 1);
}

/* What a rule tells, and the model hears, is told once. */
static void rules_tell_what_is_heard(void **state) {
  fixture *f = *state;
  casus_meant meant[] = {{0, CASUS_ROLE_DOER, 2}, {3, CASUS_ROLE_OTHER, 2}};
  casus_bond bond = {.token = 1, .kind = CASUS_STR("dependence"), .share = .9f, .last_meant = 2};
  support_text(f->arena,
               "Slovakia Slovakia PROPN NNP 2 nsubj\ndepends depend VERB VBZ 0 root\non on ADP IN 4 case\nRussia "
               "Russia PROPN NNP 2 obl\n",
               &f->text);
  f->text.meant = meant;
  f->text.meant_count = 2;
  f->text.bonds = &bond;
  f->text.bond_count = 1;
  hear(f);
  assert_int_equal(f->coding.tie_count, 1);
  assert_tie(f, 0, "SVK", "RUS", false);
  assert_false(casus_str_ends(f->coding.ties[0].rule, CASUS_STR(".heard")));
}

/* "Russia zorked Iran for Oman": who is heard at the verb, and what he says. */
static void a_word_that_no_table_knows_is_heard(void **state) {
  fixture *f = *state;
  casus_mark mark = {.token = 1, .kind = CASUS_STR(""), .manner = CASUS_STR(""), .says = .8f, .last_link = 1};
  casus_link link = {0, CASUS_ROLE_SPEAKER, .9f};
  support_text(f->arena, zorking, &f->text);
  hear(f);
  assert_int_equal(f->coding.statement_count, 0);
  f->text.marks = &mark;
  f->text.mark_count = 1;
  f->text.links = &link;
  f->text.link_count = 1;
  hear(f);
  assert_int_equal(f->coding.statement_count, 1);
  assert_true(casus_str_eq(f->coding.statements[0].speaker.actor, CASUS_STR("RUS")));
  assert_true(casus_str_eq(casus_str_span(f->text.bytes, f->coding.statements[0].span), CASUS_STR("Iran")));
  link.token = 4; /* against the parse */
  hear(f);
  assert_int_equal(f->coding.statement_count, 1);
  assert_true(casus_str_eq(f->coding.statements[0].speaker.actor, CASUS_STR("OMN")));
}

/* "Putin met Lukashenko. He zorked Iran": the model knows who "he" is. */
static void he_is_whom_the_model_names(void **state) {
  fixture *f = *state;
  casus_mark mark = {
      .token = 5, .kind = CASUS_STR(""), .manner = CASUS_STR(""), .says = .8f, .last_link = 1, .last_meant = 2};
  casus_link link = {4, CASUS_ROLE_SPEAKER, .9f};
  casus_meant meant[] = {{2, CASUS_ROLE_SPEAKER, 3}, {0, CASUS_ROLE_SPEAKER, 1}};
  support_text(
      f->arena,
      "Putin Putin PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nLukashenko Lukashenko PROPN NNP 2 obj\n. . PUNCT "
      ". 2 punct\n\nHe he PRON PRP 2 nsubj\nzorked zork VERB VBD 0 root\nIran Iran PROPN NNP 2 obj\n",
      &f->text);
  f->text.marks = &mark;
  f->text.mark_count = 1;
  f->text.links = &link;
  f->text.link_count = 1;
  f->text.meant = meant;
  f->text.meant_count = 2;
  hear(f);
  assert_int_equal(f->coding.statement_count, 1);
  assert_true(casus_str_eq(f->coding.statements[0].speaker.actor, CASUS_STR("BLR")));
  meant[0].score = 0; /* nobody is as likely, Putin likelier */
  hear(f);
  assert_true(casus_str_eq(f->coding.statements[0].speaker.actor, CASUS_STR("RUS")));
}

/* "Iran said Oman left" is no speech where the model hears none. */
static void what_is_not_heard_is_not_said(void **state) {
  fixture *f = *state;
  support_text(
      f->arena,
      "Iran Iran PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nOman Oman PROPN NNP 4 nsubj\nleft leave VERB VBD 2 "
      "ccomp\n",
      &f->text);
  hear(f);
  assert_int_equal(f->coding.statement_count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_tie_goes_from_whom_is_meant_to_whom),
      TEST(nobody_is_tied_to_himself),
      TEST(a_mutual_tie_is_told_once),
      TEST(rules_tell_what_is_heard),
      TEST(a_word_that_no_table_knows_is_heard),
      TEST(he_is_whom_the_model_names),
      TEST(what_is_not_heard_is_not_said),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
