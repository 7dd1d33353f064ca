#include "coding.h"

static void code_rows(fixture *f, const char *rows) {
  support_text(f->arena, rows, &f->text);
  code(f);
}

static const char *const signing = "Russia Russia PROPN NNP 4 nsubj\nand and CCONJ CC 3 cc\nVietnam Vietnam PROPN NNP "
                                   "1 conj\nsigned sign VERB VBD 0 root\n"
                                   "12 12 NUM CD 6 nummod\nagreements agreement NOUN NNS 4 obj\n. . PUNCT . 4 punct\n";

static void names_round_trip(void **state) {
  (void)state;
  for (int i = 0; i < CASUS_EVENT_TYPE_COUNT; i++) {
    casus_event_type type;
    assert_true(casus_event_type_from(casus_str_from_c(casus_event_type_name((casus_event_type)i)), &type));
    assert_int_equal(type, i);
  }
  for (int i = 0; i < CASUS_STATUS_COUNT; i++) {
    casus_status status;
    assert_true(casus_status_from(casus_str_from_c(casus_status_name((casus_status)i)), &status));
    assert_int_equal(status, i);
  }
  casus_event_type type = CASUS_AID;
  assert_false(casus_event_type_from(CASUS_STR("aid"), &type));
  assert_false(casus_event_type_from(CASUS_STR(""), &type));
  assert_int_equal(type, CASUS_AID);
}

static void a_signing_is_reciprocal_and_counted(void **state) {
  fixture *f = *state;
  support_text(f->arena, signing, &f->text);
  casus_amount twelve = {.first = 4, .last = 5, .value = 12, .unit = CASUS_STR(""), .kind = CASUS_AMOUNT_COUNT};
  f->text.amounts = &twelve;
  f->text.amount_count = 1;
  code(f);
  assert_int_equal(f->coding.event_count, 1);
  const casus_event *event = &f->coding.events[0];
  assert_int_equal(event->type, CASUS_AGREE);
  assert_int_equal(event->status, CASUS_STATUS_ASSERTED);
  assert_int_equal(event->source_count, 2);
  assert_int_equal(event->target_count, 2);
  assert_int_equal(event->count, 12);
  assert_true(event->id.len == CASUS_ID_LENGTH);
  assert_true(event->confidence > 0 && event->confidence <= 1);
  assert_true(event->span.start < event->span.end && event->span.end <= f->text.bytes.len);
  assert_int_equal(f->coding.tie_count, 0);
}

static void the_same_bytes_twice(void **state) {
  fixture *f = *state;
  code_rows(f, signing);
  casus_str id = casus_arena_copy(f->arena, f->coding.events[0].id);
  code_rows(f, signing);
  assert_true(casus_str_eq(id, f->coding.events[0].id));
}

static void what_is_asked_is_no_event(void **state) {
  fixture *f = *state;
  code_rows(f, "Kenya Kenya PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nEthiopia Ethiopia PROPN NNP 2 obj\nto to "
               "PART TO 5 mark\n"
               "release release VERB VB 2 xcomp\nprisoners prisoner NOUN NNS 5 obj\n");
  assert_int_equal(f->coding.event_count, 1);
  assert_int_equal(f->coding.events[0].type, CASUS_REQUEST);
}

static void what_is_threatened_is_possible(void **state) {
  fixture *f = *state;
  code_rows(f, "Ethiopia Ethiopia PROPN NNP 2 nsubj\nthreatened threaten VERB VBD 0 root\nto to PART TO 4 mark\ninvade "
               "invade VERB VB 2 xcomp\n"
               "Eritrea Eritrea PROPN NNP 4 obj\n");
  assert_int_equal(f->coding.event_count, 2);
  assert_int_equal(f->coding.events[0].type, CASUS_THREATEN);
  assert_int_equal(f->coding.events[1].type, CASUS_ASSAULT);
  assert_int_equal(f->coding.events[1].status, CASUS_STATUS_POSSIBLE);
}

static void a_promise_is_the_deed_planned(void **state) {
  fixture *f = *state;
  code_rows(
      f,
      "Chad Chad PROPN NNP 2 nsubj\nagreed agree VERB VBD 0 root\nto to PART TO 4 mark\nvisit visit VERB VB 2 xcomp\n"
      "Niger Niger PROPN NNP 4 obj\n");
  assert_int_equal(f->coding.event_count, 1);
  assert_int_equal(f->coding.events[0].type, CASUS_CONSULT);
  assert_int_equal(f->coding.events[0].status, CASUS_STATUS_PLANNED);
}

static void a_light_verb_and_its_noun_are_one(void **state) {
  fixture *f = *state;
  code_rows(f, "Jordan Jordan PROPN NNP 2 nsubj\nlaunched launch VERB VBD 0 root\nan a DET DT 4 det\nattack attack "
               "NOUN NN 2 obj\n"
               "on on ADP IN 6 case\nSyria Syria PROPN NNP 4 nmod\n");
  assert_int_equal(f->coding.event_count, 1);
  assert_int_equal(f->coding.events[0].type, CASUS_ASSAULT);
  assert_true(casus_str_eq(f->coding.events[0].target[0].actor, CASUS_STR("SYR")));
}

static void sport_is_no_assault(void **state) {
  fixture *f = *state;
  code_rows(
      f, "Chile Chile PROPN NNP 2 nsubj\nbeat beat VERB VBD 0 root\nPeru Peru PROPN NNP 2 obj\n2-0 2-0 NUM CD 2 obl\n");
  assert_int_equal(f->coding.event_count, 0);
}

/* "Russia zorked Vietnam", where the model marks the verb. */
static void code_marked(fixture *f, const char *kind, float deed, casus_link *links, uint32_t link_count) {
  casus_mark mark = {.token = 1, .kind = casus_str_from_c(kind), .manner = CASUS_STR("asserted"), .deed = deed};
  support_text(f->arena,
               "Russia Russia PROPN NNP 2 nsubj\nzorked zork VERB VBD 0 root\nVietnam Vietnam PROPN NNP 2 obj\n",
               &f->text);
  mark.last_link = link_count;
  f->text.marks = &mark;
  f->text.links = links;
  f->text.marked = true;
  f->text.mark_count = deed > 0;
  f->text.link_count = link_count;
  code(f);
}

static void a_mark_tells_what_no_rule_knows(void **state) {
  fixture *f = *state;
  casus_link links[] = {
      {0, CASUS_ROLE_DOER, 0.9f}, {2, CASUS_ROLE_OTHER, 0.8f}, {2, CASUS_ROLE_DOER, 0.7f}, {0, CASUS_ROLE_OTHER, 0.6f}};
  code_marked(f, "ASSAULT", 0, NULL, 0);
  assert_int_equal(f->coding.event_count, 0);
  code_marked(f, "ASSAULT", 0.1f, links, 2);
  assert_int_equal(f->coding.event_count, 0);
  code_marked(f, "of another model", 0.9f, links, 2);
  assert_int_equal(f->coding.event_count, 0);
  code_marked(f, "ASSAULT", 0.9f, links, 2);
  assert_int_equal(f->coding.event_count, 1);
  const casus_event *event = &f->coding.events[0];
  assert_int_equal(event->type, CASUS_ASSAULT);
  assert_true(casus_str_eq(event->rule, CASUS_STR("assault.marked")));
  assert_int_equal(event->source_count, 1);
  assert_true(casus_str_eq(event->source[0].actor, CASUS_STR("RUS")));
  assert_int_equal(event->target_count, 1);
  assert_true(casus_str_eq(event->target[0].actor, CASUS_STR("VNM")));
  code_marked(f, "AGREE", 0.9f, links, 4);
  assert_int_equal(f->coding.event_count, 1);
  event = &f->coding.events[0];
  assert_true(casus_str_eq(event->rule, CASUS_STR("agree.marked.mutual")));
  assert_int_equal(event->source_count, 2);
  assert_int_equal(event->target_count, 2);
}

/* "They said no and zorked", where the model marks the last and the third word, neither surely. */
static void two_doubtful_marks_are_a_sure_one(void **state) {
  fixture *f = *state;
  casus_mark marks[] = {
      {.token = 2, .kind = CASUS_STR("REJECT"), .manner = CASUS_STR("asserted"), .deed = 0.4f},
      {.token = 4, .kind = CASUS_STR("REJECT"), .manner = CASUS_STR("asserted"), .deed = 0.3f},
  };
  support_text(f->arena,
               "They they PRON PRP 2 nsubj\nsaid say VERB VBD 0 root\nno no DET DT 2 obj\nand and CCONJ CC 5 cc\n"
               "zorked zork VERB VBD 2 conj\n",
               &f->text);
  f->text.marks = marks;
  f->text.marked = true;
  f->text.mark_count = 2;
  code(f);
  assert_int_equal(f->coding.event_count, 1); /* 1 - .6 * .7, by a word that is no verb or noun, of nobody named */
  assert_int_equal(f->coding.events[0].trigger, 2);
  assert_int_equal(f->coding.events[0].source_count + f->coding.events[0].target_count, 0);
  marks[1].kind = CASUS_STR("THREATEN");
  code(f);
  assert_int_equal(f->coding.event_count, 0);
}

/* A row of a table: the model marks a dash, and surely. */
static void dashes_tell_no_deed(void **state) {
  fixture *f = *state;
  casus_mark mark = {.token = 1, .kind = CASUS_STR("ASSAULT"), .manner = CASUS_STR("asserted"), .deed = 0.9f};
  support_text(f->arena, "Togo Togo PROPN NNP 0 root\n-- -- PUNCT : 1 punct\n", &f->text);
  f->text.marks = &mark;
  f->text.marked = true;
  f->text.mark_count = 1;
  code(f);
  assert_int_equal(f->coding.event_count, 0);
  f->text.tokens[1].upos = CASUS_UPOS_ADV;
  code(f);
  assert_int_equal(f->coding.event_count, 1);
}

static void figures_make_a_tie_each(void **state) {
  fixture *f = *state;
  support_text(f->arena,
               "Ukraine Ukraine PROPN NNP 4 nmod:poss\n's 's PART POS 1 case\narms arms NOUN NNS 4 compound\nsales "
               "sale NOUN NNS 7 nsubj\n"
               "to to ADP IN 6 case\nThailand Thailand PROPN NNP 4 nmod\nfell fall VERB VBD 0 root\nfrom from ADP IN 9 "
               "case\n$2 $2 SYM $ 7 obl\n"
               "in in ADP IN 11 case\n2013 2013 NUM CD 7 obl\nto to ADP IN 13 case\n$1 $1 SYM $ 7 obl\nin in ADP IN 15 "
               "case\n2020 2020 NUM CD 7 obl\n",
               &f->text);
  casus_amount sums[] = {{.first = 8, .last = 9, .value = 2, .unit = CASUS_STR("USD"), .kind = CASUS_AMOUNT_MONEY},
                         {.first = 12, .last = 13, .value = 1, .unit = CASUS_STR("USD"), .kind = CASUS_AMOUNT_MONEY}};
  casus_when years[] = {{.first = 10, .last = 11}, {.first = 14, .last = 15}};
  casus_date_parse(CASUS_STR("2013"), &years[0].date);
  casus_date_parse(CASUS_STR("2020"), &years[1].date);
  f->text.amounts = sums, f->text.amount_count = 2;
  f->text.whens = years, f->text.when_count = 2;
  code(f);
  assert_int_equal(f->coding.tie_count, 2);
  for (size_t i = 0; i < 2; i++) {
    const casus_tie *tie = &f->coding.ties[i];
    assert_true(casus_str_eq(tie->kind, CASUS_STR("arms")) && casus_str_eq(tie->from, CASUS_STR("UKR")));
    assert_true(casus_str_eq(tie->to, CASUS_STR("THA")) && tie->amount.value == sums[i].value);
    assert_int_equal(tie->year.day, years[i].date.day);
  }
}

static void denied_duties_are_no_ties(void **state) {
  fixture *f = *state;
  code_rows(f, "Slovakia Slovakia PROPN NNP 2 nsubj\ndepends depend VERB VBZ 0 root\non on ADP IN 4 case\nRussia "
               "Russia PROPN NNP 2 obl\n");
  assert_int_equal(f->coding.tie_count, 1);
  code_rows(f, "Slovakia Slovakia PROPN NNP 4 nsubj\ndoes do AUX VBZ 4 aux\nnot not PART RB 4 advmod\ndepend depend "
               "VERB VB 0 root\n"
               "on on ADP IN 6 case\nRussia Russia PROPN NNP 4 obl\n");
  assert_int_equal(f->coding.tie_count, 0);
}

static void nothing_of_nothing(void **state) {
  fixture *f = *state;
  code_rows(f, "");
  assert_int_equal(f->coding.event_count + f->coding.tie_count + f->coding.statement_count, 0);
}

static void opening_fails_whole(void **state) {
  (void)state;
  casus_coder *coder = (casus_coder *)state;
  casus_error err = {0};
  int rc = casus_coder_open("/dev/null/nowhere", &coder, &err);
  if (rc) {
    assert_ptr_equal(coder, state);
    assert_int_equal(err.code, rc);
  } else {
    casus_coder_free(coder);
  }
  casus_coder_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(names_round_trip),
      TEST(a_signing_is_reciprocal_and_counted),
      TEST(the_same_bytes_twice),
      TEST(what_is_asked_is_no_event),
      TEST(what_is_threatened_is_possible),
      TEST(a_promise_is_the_deed_planned),
      TEST(a_light_verb_and_its_noun_are_one),
      TEST(sport_is_no_assault),
      TEST(a_mark_tells_what_no_rule_knows),
      TEST(two_doubtful_marks_are_a_sure_one),
      TEST(dashes_tell_no_deed),
      TEST(figures_make_a_tie_each),
      TEST(denied_duties_are_no_ties),
      TEST(nothing_of_nothing),
      TEST(opening_fails_whole),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
