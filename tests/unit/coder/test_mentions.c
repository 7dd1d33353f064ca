#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coder/mention.h"
#include "support.h"
#include "tables.h"

typedef struct fixture {
  tables files;
  casus_arena *arena;   /* of the lexicon */
  casus_arena *scratch; /* of one test */
  casus_lexicon *lexicon;
  casus_text text;
  casus_mentions mentions;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  if (!f) return -1;
  tables_make(&f->files);
  f->arena = casus_arena_new();
  if (casus_lexicon_open(f->files.folder, f->arena, &f->lexicon, NULL) != CASUS_OK) return -1;
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  casus_arena_free(f->arena);
  tables_drop(&f->files);
  free(f);
  return 0;
}

static int fresh(void **state) {
  fixture *f = *state;
  f->scratch = casus_arena_new();
  return f->scratch ? 0 : -1;
}

static int drop(void **state) {
  fixture *f = *state;
  casus_arena_free(f->scratch);
  return 0;
}

static void read_on(fixture *f, const char *date, const char *rows) {
  casus_document document = {.title = CASUS_STR("")};
  casus_date_parse(casus_str_from_c(date), &document.date);
  support_text(f->scratch, rows, &f->text);
  assert_int_equal(casus_mentions_find(f->lexicon, &document, &f->text, f->scratch, &f->mentions, NULL), CASUS_OK);
  for (size_t i = 0; i < f->mentions.count; i++) {
    const casus_mention *m = &f->mentions.items[i];
    assert_true(m->first < m->last && m->last <= f->text.token_count && m->head >= m->first && m->head < m->last);
    if (i) assert_true(f->mentions.items[i - 1].first <= m->first);
  }
}

static void read_rows(fixture *f, const char *rows) { read_on(f, "2024-06-20", rows); }

static casus_str words_of(const fixture *f, const casus_mention *m) {
  casus_span span = {f->text.tokens[m->first].span.start, f->text.tokens[m->last - 1].span.end};
  return casus_str_span(f->text.bytes, span);
}

/* The mention written `words`; with `nth` the nth of those, from 0. NULL: none. */
static const casus_mention *nth_mention(const fixture *f, const char *words, size_t nth) {
  for (size_t i = 0; i < f->mentions.count; i++)
    if (casus_str_eq(words_of(f, &f->mentions.items[i]), casus_str_from_c(words)) && nth-- == 0)
      return &f->mentions.items[i];
  return NULL;
}

static void expect_nth(const fixture *f, const char *words, size_t nth, casus_mention_kind kind, const char *actor,
                       const char *sector) {
  const casus_mention *m = nth_mention(f, words, nth);
  if (!m) fail_msg("no mention '%s'", words);
  assert_int_equal(m->kind, kind);
  assert_true(m->party_count > 0);
  if (!casus_str_eq(m->parties[0].actor, casus_str_from_c(actor)) ||
      !casus_str_eq(m->parties[0].sector, casus_str_from_c(sector)))
    fail_msg("'%s' is %.*s %.*s", words, CASUS_STR_FMT(m->parties[0].actor), CASUS_STR_FMT(m->parties[0].sector));
}

static void expect(const fixture *f, const char *words, casus_mention_kind kind, const char *actor,
                   const char *sector) {
  expect_nth(f, words, 0, kind, actor, sector);
}

/* The codes of the actors at the first token written `form`, parted by spaces. */
static void expect_actors(fixture *f, const char *form, const char *codes) {
  casus_parties parties = {0};
  casus_buffer got = {0};
  uint32_t token = 0;
  while (token < f->text.token_count && !casus_str_eq(f->text.tokens[token].form, casus_str_from_c(form))) token++;
  assert_int_equal(casus_actors_of(f->lexicon, &f->mentions, token, f->scratch, &parties, NULL), CASUS_OK);
  for (size_t i = 0; i < parties.count; i++) {
    if (i) casus_buffer_add_char(&got, ' ');
    casus_buffer_add(&got, parties.items[i].actor);
  }
  if (!casus_str_eq(casus_buffer_str(&got), casus_str_from_c(codes)))
    fail_msg("%s: '%.*s'", form, (int)got.len, got.data);
  casus_buffer_free(&got);
}

static void states_and_places(void **state) {
  fixture *f = *state;
  read_rows(f, "Russia Russia PROPN NNP 4 nsubj\n"
               "and and CCONJ CC 3 cc\n"
               "Vietnam Vietnam PROPN NNP 1 conj\n"
               "signed sign VERB VBD 0 root\n"
               "agreements agreement NOUN NNS 4 obj\n"
               "in in ADP IN 7 case\n"
               "Hanoi Hanoi PROPN NNP 4 obl\n");
  expect(f, "Russia", CASUS_MENTION_STATE, "RUS", "GOV");
  expect(f, "Hanoi", CASUS_MENTION_PLACE, "VNM", "GOV");
  expect_actors(f, "Russia", "RUS VNM");
  expect_actors(f, "agreements", "");
}

static void seats_act(void **state) {
  fixture *f = *state;
  read_rows(f, "Moscow Moscow PROPN NNP 4 nsubj\n"
               "and and CCONJ CC 3 cc\n"
               "Hanoi Hanoi PROPN NNP 1 conj\n"
               "warned warn VERB VBD 0 root\n"
               "Seoul Seoul PROPN NNP 4 obj\n"
               "\n"
               "He he PRON PRP 2 nsubj\n"
               "flew fly VERB VBD 0 root\n"
               "to to ADP IN 4 case\n"
               "Pyongyang Pyongyang PROPN NNP 2 obl\n");
  expect(f, "Moscow", CASUS_MENTION_SEAT, "RUS", "GOV");
  expect(f, "Hanoi", CASUS_MENTION_SEAT, "VNM", "GOV");
  expect(f, "Seoul", CASUS_MENTION_SEAT, "KOR", "GOV");
  expect(f, "Pyongyang", CASUS_MENTION_PLACE, "PRK", "GOV");
}

static void names_of_other_things(void **state) {
  fixture *f = *state;
  read_rows(f, "The the DET DT 3 det\n"
               "Washington Washington PROPN NNP 3 compound\n"
               "Post Post PROPN NNP 4 nsubj\n"
               "called call VERB VBD 0 root\n"
               "Jordan Jordan PROPN NNP 4 obj\n"
               "Smith Smith PROPN NNP 5 flat\n"
               "and and CCONJ CC 8 cc\n"
               "Michael Michael PROPN NNP 5 conj\n"
               "Jordan Jordan PROPN NNP 8 flat\n"
               "after after ADP IN 12 case\n"
               "the the DET DT 12 det\n"
               "Vietnam Vietnam PROPN NNP 13 compound\n"
               "War War PROPN NNP 4 obl\n"
               "near near ADP IN 15 case\n"
               "Atlanta Atlanta PROPN NNP 4 obl\n"
               ", , PUNCT , 17 punct\n"
               "Georgia Georgia PROPN NNP 15 appos\n"
               ". . PUNCT . 4 punct\n");
  expect(f, "Washington Post", CASUS_MENTION_MEDIUM, "USA", "MED");
  assert_null(nth_mention(f, "Washington", 0));
  assert_null(nth_mention(f, "Vietnam", 0));
  assert_null(nth_mention(f, "Georgia", 0));
  assert_null(nth_mention(f, "Jordan", 0));
  expect(f, "Michael Jordan", CASUS_MENTION_PERSON, "", "");
}

static void states_with_names_of_people(void **state) {
  fixture *f = *state;
  read_rows(f, "Jordan Jordan PROPN NNP 2 nsubj\n"
               "thanked thank VERB VBD 0 root\n"
               "Georgia Georgia PROPN NNP 2 obj\n"
               ". . PUNCT . 2 punct\n");
  expect(f, "Jordan", CASUS_MENTION_STATE, "JOR", "GOV");
  expect(f, "Georgia", CASUS_MENTION_STATE, "GEO", "GOV");
}

static void roles_have_owners(void **state) {
  fixture *f = *state;
  read_rows(f, "The the DET DT 2 det\n"
               "army army NOUN NN 5 nsubj\n"
               "of of ADP IN 4 case\n"
               "Vietnam Vietnam PROPN NNP 2 nmod\n"
               "met meet VERB VBD 0 root\n"
               "South south ADJ JJ 7 amod\n"
               "Korean korean ADJ JJ 8 amod\n"
               "troops troops NOUN NNS 5 obj\n"
               "and and CCONJ CC 14 cc\n"
               "pro pro ADJ JJ 12 amod\n"
               "- - PUNCT HYPH 12 punct\n"
               "Russian russian ADJ JJ 13 amod\n"
               "rebels rebel NOUN NNS 8 conj\n"
               "in in ADP IN 15 case\n"
               "Ukraine Ukraine PROPN NNP 13 nmod\n");
  expect(f, "army", CASUS_MENTION_ROLE, "VNM", "MIL");
  expect(f, "South Korean troops", CASUS_MENTION_ROLE, "KOR", "MIL");
  expect(f, "pro-Russian rebels", CASUS_MENTION_ROLE, "UKR", "REB");
  expect_actors(f, "army", "VNM");
  expect_actors(f, "troops", "KOR UKR");
  expect_actors(f, "Korean", "KOR");
}

static void things_are_no_actors(void **state) {
  fixture *f = *state;
  read_rows(f, "Russian russian ADJ JJ 2 amod\n"
               "gas gas NOUN NN 3 nsubj\n"
               "fuelled fuel VERB VBD 0 root\n"
               "Russian russian ADJ JJ 7 amod\n"
               "- - PUNCT HYPH 6 punct\n"
               "built build VERB VBN 7 amod\n"
               "missiles missile NOUN NNS 3 obj\n"
               "for for ADP IN 10 case\n"
               "American american ADJ JJ 10 amod\n"
               "missiles missile NOUN NNS 3 obl\n");
  expect_actors(f, "gas", "");
  expect_actors(f, "missiles", "");
  expect(f, "American missiles", CASUS_MENTION_ROLE, "USA", "MIL");
}

static void persons_unknown_to_the_lexicon(void **state) {
  fixture *f = *state;
  read_rows(f, "U.S. U.S. PROPN NNP 2 compound\n"
               "Ambassador ambassador NOUN NN 9 nsubj\n"
               "to to ADP IN 4 case\n"
               "Japan Japan PROPN NNP 2 nmod\n"
               "Rahm Rahm PROPN NNP 2 appos\n"
               "Emanuel Emanuel PROPN NNP 5 flat\n"
               "and and CCONJ CC 8 cc\n"
               "Obama Obama PROPN NNP 2 conj\n"
               "met meet VERB VBD 0 root\n"
               "Peter Peter PROPN NNP 9 obj\n"
               "Tesch Tesch PROPN NNP 10 flat\n"
               ", , PUNCT , 16 punct\n"
               "a a DET DT 16 det\n"
               "former former ADJ JJ 16 amod\n"
               "Australian australian ADJ JJ 16 amod\n"
               "ambassador ambassador NOUN NN 10 appos\n"
               "to to ADP IN 18 case\n"
               "Moscow Moscow PROPN NNP 16 nmod\n"
               ". . PUNCT . 9 punct\n"
               "\n"
               "Tesch Tesch PROPN NNP 2 nsubj\n"
               "spoke speak VERB VBD 0 root\n"
               "to to ADP IN 5 case\n"
               "Ambassador ambassador NOUN NN 5 compound\n"
               "Emanuel Emanuel PROPN NNP 2 obl\n"
               ". . PUNCT . 2 punct\n");
  expect(f, "U.S. Ambassador to Japan Rahm Emanuel", CASUS_MENTION_PERSON, "USA", "GOV");
  assert_true(casus_str_eq(nth_mention(f, "U.S. Ambassador to Japan Rahm Emanuel", 0)->role,
                           CASUS_STR("U.S. Ambassador to Japan")));
  expect(f, "Obama", CASUS_MENTION_PERSON, "USA", "ELI");
  expect(f, "Peter Tesch", CASUS_MENTION_PERSON, "AUS", "ELI");
  expect(f, "Tesch", CASUS_MENTION_PERSON, "AUS", "ELI");
}

static void fields_are_no_nationality(void **state) {
  fixture *f = *state;
  read_rows(f, "Samuel Samuel PROPN NNP 14 nsubj\n"
               "Green Green PROPN NNP 1 flat\n"
               ", , PUNCT , 5 punct\n"
               "a a DET DT 5 det\n"
               "professor professor NOUN NN 1 appos\n"
               "of of ADP IN 8 case\n"
               "Russian russian ADJ JJ 8 amod\n"
               "politics politics NOUN NN 5 nmod\n"
               "at at ADP IN 10 case\n"
               "Durham Durham PROPN NNP 5 nmod\n"
               "in in ADP IN 12 case\n"
               "England England PROPN NNP 10 nmod\n"
               ", , PUNCT , 5 punct\n"
               "spoke speak VERB VBD 0 root\n"
               ". . PUNCT . 14 punct\n");
  expect(f, "Samuel Green", CASUS_MENTION_PERSON, "GBR", "EDU");
  const casus_mention *m = nth_mention(f, "Samuel Green", 0);
  assert_true(casus_str_eq(m->role, CASUS_STR("professor of Russian politics")));
  assert_true(casus_str_eq(m->organization, CASUS_STR("Durham")));
}

static void offices_have_their_day(void **state) {
  fixture *f = *state;
  const char *rows = "Obama Obama PROPN NNP 2 nsubj\n"
                     "met meet VERB VBD 0 root\n"
                     "Putin Putin PROPN NNP 2 obj\n";
  read_on(f, "2015-03-01", rows);
  expect(f, "Obama", CASUS_MENTION_PERSON, "USA", "GOV");
  assert_true(casus_str_eq(nth_mention(f, "Putin", 0)->role, CASUS_STR("President")));
  read_on(f, "1999-10-01", rows);
  assert_true(casus_str_eq(nth_mention(f, "Putin", 0)->role, CASUS_STR("Prime Minister")));
  read_on(f, "2010-03-01", rows);
  expect(f, "Putin", CASUS_MENTION_PERSON, "RUS", "ELI");
  read_on(f, "", rows);
  expect(f, "Putin", CASUS_MENTION_PERSON, "RUS", "GOV");
}

static void short_names_need_the_full_one(void **state) {
  fixture *f = *state;
  read_rows(f, "Kim Kim PROPN NNP 2 nsubj\n"
               "smiled smile VERB VBD 0 root\n");
  assert_null(nth_mention(f, "Kim", 0));
  read_rows(f, "Kim Kim PROPN NNP 5 nsubj\n"
               "Jong Jong PROPN NNP 1 flat\n"
               "- - PUNCT HYPH 4 punct\n"
               "un un PROPN NNP 1 flat\n"
               "smiled smile VERB VBD 0 root\n"
               "\n"
               "Kim Kim PROPN NNP 2 nsubj\n"
               "left leave VERB VBD 0 root\n");
  expect(f, "Kim Jong-un", CASUS_MENTION_PERSON, "PRK", "GOV");
  expect(f, "Kim", CASUS_MENTION_PERSON, "PRK", "GOV");
}

static void words_that_point_back(void **state) {
  fixture *f = *state;
  read_rows(f, "South south PROPN NNP 3 nsubj\n"
               "Korea Korea PROPN NNP 1 flat\n"
               "met meet VERB VBD 0 root\n"
               "North north PROPN NNP 3 obj\n"
               "Korea Korea PROPN NNP 4 flat\n"
               ". . PUNCT . 3 punct\n"
               "\n"
               "The the DET DT 2 det\n"
               "North North PROPN NNP 3 nsubj\n"
               "smiled smile VERB VBD 0 root\n"
               ". . PUNCT . 3 punct\n"
               "\n"
               "It it PRON PRP 2 nsubj\n"
               "praised praise VERB VBD 0 root\n"
               "its its PRON PRP$ 4 nmod:poss\n"
               "army army NOUN NN 2 obj\n"
               ". . PUNCT . 2 punct\n"
               "\n"
               "The the DET DT 3 det\n"
               "two two NUM CD 3 nummod\n"
               "countries country NOUN NNS 4 nsubj\n"
               "agreed agree VERB VBD 0 root\n"
               ". . PUNCT . 4 punct\n");
  expect(f, "North", CASUS_MENTION_ANAPHOR, "PRK", "GOV");
  expect(f, "It", CASUS_MENTION_ANAPHOR, "PRK", "GOV");
  expect(f, "army", CASUS_MENTION_ROLE, "PRK", "MIL");
  expect_actors(f, "countries", "KOR PRK");
}

static void pronouns_of_persons(void **state) {
  fixture *f = *state;
  read_rows(f, "Ukraine Ukraine PROPN NNP 3 nmod:poss\n"
               "'s 's PART POS 1 case\n"
               "president president NOUN NN 8 nsubj\n"
               ", , PUNCT , 5 punct\n"
               "Volodymyr Volodymyr PROPN NNP 3 appos\n"
               "Zelensky Zelensky PROPN NNP 5 flat\n"
               ", , PUNCT , 5 punct\n"
               "met meet VERB VBD 0 root\n"
               "Putin Putin PROPN NNP 8 obj\n"
               ". . PUNCT . 8 punct\n"
               "\n"
               "He he PRON PRP 2 nsubj\n"
               "left leave VERB VBD 0 root\n"
               ". . PUNCT . 2 punct\n"
               "\n"
               "The the DET DT 2 det\n"
               "president president NOUN NN 3 nsubj\n"
               "spoke speak VERB VBD 0 root\n"
               ". . PUNCT . 3 punct\n");
  expect(f, "He", CASUS_MENTION_ANAPHOR, "UKR", "GOV");
  expect(f, "president", CASUS_MENTION_ROLE, "UKR", "GOV");
  expect_actors(f, "president", "UKR");
}

static void hyphens_join_and_part(void **state) {
  fixture *f = *state;
  read_rows(f, "A a DET DT 5 det\n"
               "U.S. U.S. PROPN NNP 4 compound\n"
               "- - PUNCT HYPH 4 punct\n"
               "led lead VERB VBN 5 amod\n"
               "coalition coalition NOUN NN 11 nsubj\n"
               "and and CCONJ CC 10 cc\n"
               "Russia Russia PROPN NNP 10 compound\n"
               "- - PUNCT HYPH 9 punct\n"
               "Vietnam Vietnam PROPN NNP 10 compound\n"
               "forces force NOUN NNS 5 conj\n"
               "met meet VERB VBD 0 root\n");
  expect_actors(f, "coalition", "USA RUS VNM");
  expect_actors(f, "forces", "RUS VNM");
}

static void organisations_and_their_people(void **state) {
  fixture *f = *state;
  read_rows(f, "G7 G7 PROPN NNP 2 compound\n"
               "leaders leader NOUN NNS 3 nsubj\n"
               "praised praise VERB VBD 0 root\n"
               "NATO NATO PROPN NNP 5 compound\n"
               "troops troops NOUN NNS 3 obj\n"
               ". . PUNCT . 3 punct\n"
               "\n"
               "The the DET DT 2 det\n"
               "alliance alliance NOUN NN 3 nsubj\n"
               "thanked thank VERB VBD 0 root\n"
               "Hezbollah Hezbollah PROPN NNP 5 compound\n"
               "officials official NOUN NNS 3 obj\n"
               ". . PUNCT . 3 punct\n");
  expect_actors(f, "leaders", "IGOG7");
  expect(f, "NATO troops", CASUS_MENTION_ROLE, "IGONATO", "MIL");
  expect(f, "alliance", CASUS_MENTION_ROLE, "IGONATO", "IGO");
  expect(f, "Hezbollah officials", CASUS_MENTION_ROLE, "LBN", "REB");
}

static void capitals_that_say_nothing(void **state) {
  fixture *f = *state;
  read_rows(f, "RUSSIA RUSSIA PROPN NNP 2 nsubj\n"
               "WARNS WARN VERB VBZ 0 root\n"
               "US US PROPN NNP 2 obj\n"
               "OVER OVER ADP IN 5 case\n"
               "MISSILES MISSILE NOUN NNS 2 obl\n");
  expect(f, "RUSSIA", CASUS_MENTION_STATE, "RUS", "GOV");
  expect(f, "US", CASUS_MENTION_STATE, "USA", "GOV");
}

static void odd_documents(void **state) {
  fixture *f = *state;
  read_rows(f, "");
  assert_int_equal(f->mentions.count, 0);
  read_rows(f, "Russia Russia PROPN NNP 0 root\n");
  expect(f, "Russia", CASUS_MENTION_STATE, "RUS", "GOV");
  casus_parties parties = {0};
  assert_int_equal(casus_actors_of(f->lexicon, &f->mentions, 77, f->scratch, &parties, NULL), CASUS_OK);
  assert_int_equal(parties.count, 0);
  read_rows(f, "\xFF\xFE \xFF X FW 2 dep\n- - PUNCT HYPH 1 punct\n's 's PART POS 2 case\nthe the DET DT 1 det\n");
  read_rows(f, "the the DET DT 2 det\ntwo two NUM CD 1 nummod\n");
  read_rows(f, "of of ADP IN 2 case\nambassador ambassador NOUN NN 1 root\nof of ADP IN 2 case\n");
}

static void long_documents_take_their_time(void **state) {
  fixture *f = *state;
  enum { SENTENCES = 3000 };
  static const char sentence[] =
      "Russia Russia PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nits its PRON PRP$ 4 nmod:poss\n"
      "troops troops NOUN NNS 2 obj\n\n";
  casus_buffer rows = {0};
  for (size_t i = 0; i < SENTENCES; i++) casus_buffer_add_c(&rows, sentence);
  casus_buffer_add_char(&rows, '\0');
  read_rows(f, rows.data);
  casus_buffer_free(&rows);
  expect_nth(f, "troops", SENTENCES - 1, CASUS_MENTION_ROLE, "RUS", "MIL");
}

#define with(test) cmocka_unit_test_setup_teardown(test, fresh, drop)

int main(void) {
  const struct CMUnitTest tests[] = {
      with(states_and_places),
      with(seats_act),
      with(names_of_other_things),
      with(states_with_names_of_people),
      with(roles_have_owners),
      with(things_are_no_actors),
      with(persons_unknown_to_the_lexicon),
      with(fields_are_no_nationality),
      with(offices_have_their_day),
      with(short_names_need_the_full_one),
      with(words_that_point_back),
      with(pronouns_of_persons),
      with(hyphens_join_and_part),
      with(organisations_and_their_people),
      with(capitals_that_say_nothing),
      with(odd_documents),
      with(long_documents_take_their_time),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
