#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "coder/speech.h"
#include "support.h"

enum { MOST_MENTIONS = 16, MOST_QUOTES = 8 };

/* A hand-parsed document with hand-made mentions and quotations. */
typedef struct scene {
  casus_arena *arena;
  casus_lexicon *lexicon;
  const casus_sayings *sayings;
  casus_text text;
  casus_mentions mentions;
  casus_speech speech;
} scene;

static int open_scene(void **state) {
  static scene s;
  s = (scene){.arena = casus_arena_new()};
  assert_non_null(s.arena);
  assert_int_equal(casus_lexicon_open(NULL, s.arena, &s.lexicon, NULL), CASUS_OK);
  assert_int_equal(casus_sayings_open(NULL, s.arena, &s.sayings, NULL), CASUS_OK);
  *state = &s;
  return 0;
}

static int close_scene(void **state) {
  casus_arena_free(((scene *)*state)->arena);
  return 0;
}

static void parse(scene *s, const char *rows) {
  support_text(s->arena, rows, &s->text);
  s->text.quotes = casus_arena_array(s->arena, MOST_QUOTES, sizeof *s->text.quotes);
  s->mentions = (casus_mentions){.text = &s->text};
  s->mentions.items = casus_arena_array(s->arena, MOST_MENTIONS, sizeof *s->mentions.items);
  s->mentions.at = casus_arena_array(s->arena, s->text.token_count, sizeof *s->mentions.at);
  assert_true(s->text.quotes && s->mentions.items && s->mentions.at);
  memset(s->mentions.at, 0xFF, s->text.token_count * sizeof *s->mentions.at);
}

static casus_mention *mention(scene *s, uint32_t first, uint32_t last, casus_mention_kind kind, const char *actor,
                              const char *name) {
  casus_mention *m = &s->mentions.items[s->mentions.count];
  *m = (casus_mention){.first = first,
                       .last = last,
                       .head = last - 1,
                       .kind = kind,
                       .role = CASUS_STR(""),
                       .organization = CASUS_STR("")};
  m->parties = casus_arena_array(s->arena, 1, sizeof *m->parties);
  assert_non_null(m->parties);
  m->parties[0] =
      (casus_party){.actor = casus_str_from_c(actor), .sector = CASUS_STR("GOV"), .name = casus_str_from_c(name)};
  m->party_count = 1;
  for (uint32_t i = first; i < last; i++) s->mentions.at[i] = (int32_t)s->mentions.count;
  s->mentions.count++;
  return m;
}

/* What stands in marks: tokens [first, last). */
static void quote(scene *s, uint32_t first, uint32_t last) {
  s->text.quotes[s->text.quote_count++] = (casus_quote){
      .span = {s->text.tokens[first].span.start, s->text.tokens[last - 1].span.end}, .first = first, .last = last};
}

static void find(scene *s) {
  casus_document document = {.date = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY}};
  assert_int_equal(casus_speech_find(s->sayings, s->lexicon, &s->mentions, &document, s->arena, &s->speech, NULL),
                   CASUS_OK);
}

/* "lemma: speaker <via> [modality horizon] words" for each utterance, joined by " | "; Q before quotations, D denials.
 */
static void assert_speech(scene *s, const char *wanted) {
  casus_buffer found = {0};
  find(s);
  for (size_t i = 0; i < s->speech.count; i++) {
    const casus_utterance *u = &s->speech.items[i];
    if (i) casus_buffer_add_c(&found, " | ");
    casus_buffer_printf(&found, "%s%s%.*s: %.*s", u->quote ? "Q " : "", u->denies ? "D " : "", CASUS_STR_FMT(u->lemma),
                        CASUS_STR_FMT(u->speaker.name));
    for (size_t k = 0; k < u->via_count; k++) casus_buffer_printf(&found, " <%.*s>", CASUS_STR_FMT(u->via[k].name));
    if (u->prediction.modality.ptr)
      casus_buffer_printf(&found, " [%.*s%s%.*s]", CASUS_STR_FMT(u->prediction.modality),
                          u->prediction.horizon.ptr ? " " : "", CASUS_STR_FMT(u->prediction.horizon));
    casus_span span = {s->text.tokens[u->first].span.start, s->text.tokens[u->last - 1].span.end};
    casus_buffer_printf(&found, " %.*s", CASUS_STR_FMT(casus_str_span(s->text.bytes, span)));
  }
  if (!casus_str_eq(casus_buffer_str(&found), casus_str_from_c(wanted))) {
    print_error("found  [%.*s]\nwanted [%s]\n", CASUS_STR_FMT(casus_buffer_str(&found)), wanted);
    fail();
  }
  casus_buffer_free(&found);
}

static void test_reported_clause(void **state) {
  scene *s = *state;
  parse(s,
        "Kim Kim PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nthat that SCONJ IN 5 mark\nIran Iran PROPN NNP 5 nsubj\n"
        "left leave VERB VBD 2 ccomp\n. . PUNCT . 2 punct");
  mention(s, 0, 1, CASUS_MENTION_PERSON, "PRK", "Kim");
  mention(s, 3, 4, CASUS_MENTION_STATE, "IRN", "");
  assert_speech(s, "say: Kim Iran left");
  assert_true(casus_str_eq(s->speech.items[0].speaker.actor, CASUS_STR("PRK")));
  assert_int_equal(casus_speech_at(&s->speech, &s->text, 4), 0);
  assert_int_equal(casus_speech_at(&s->speech, &s->text, 1), SIZE_MAX);
}

static void test_clause_before(void **state) {
  scene *s = *state;
  parse(s,
        "Iran Iran PROPN NNP 4 nsubj\nwill will AUX MD 4 aux\nsoon soon ADV RB 4 advmod\nleave leave VERB VB 0 root\n"
        ", , PUNCT , 7 punct\nKim Kim PROPN NNP 7 nsubj\nsaid say VERB VBD 4 parataxis\n. . PUNCT . 4 punct");
  mention(s, 5, 6, CASUS_MENTION_PERSON, "PRK", "Kim");
  assert_speech(s, "say: Kim [expected soon] Iran will soon leave");
}

static void test_denial(void **state) {
  scene *s = *state;
  parse(
      s,
      "Iran Iran PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nit it PRON PRP 4 nsubj\nleft leave VERB VBD 2 ccomp\n"
      ". . PUNCT . 2 punct");
  mention(s, 0, 1, CASUS_MENTION_STATE, "IRN", "");
  assert_speech(s, "D deny: Iran it left");
}

static void test_negated_saying_says_nothing(void **state) {
  scene *s = *state;
  parse(s, "Iran Iran PROPN NNP 4 nsubj\ndid do AUX VBD 4 aux\nnot not PART RB 4 advmod\nsay say VERB VB 0 root\n"
           "it it PRON PRP 6 nsubj\nleft leave VERB VBD 4 ccomp");
  mention(s, 0, 1, CASUS_MENTION_STATE, "IRN", "");
  assert_speech(s, "");
}

/* “ A , ” Kim told the Times , “ B . ” */
static void test_split_quotation(void **state) {
  scene *s = *state;
  parse(s, "“ “ PUNCT `` 3 punct\nIran Iran PROPN NNP 3 nsubj\nleft leave VERB VBD 0 root\n, , PUNCT , 3 punct\n"
           "” ” PUNCT '' 3 punct\nKim Kim PROPN NNP 7 nsubj\ntold tell VERB VBD 3 parataxis\nthe the DET DT 9 det\n"
           "Times Times PROPN NNP 7 iobj\n, , PUNCT , 3 punct\n“ “ PUNCT `` 13 punct\nIraq Iraq PROPN NNP 13 nsubj\n"
           "stayed stay VERB VBD 3 parataxis\n. . PUNCT . 3 punct\n” ” PUNCT '' 3 punct");
  mention(s, 5, 6, CASUS_MENTION_PERSON, "PRK", "Kim");
  mention(s, 8, 9, CASUS_MENTION_MEDIUM, "USA", "The Times");
  quote(s, 1, 4);
  quote(s, 11, 14);
  assert_speech(s, "Q tell: Kim <The Times> Iran left | Q tell: Kim <The Times> Iraq stayed");
}

/* The Times said , “ A , ” adding , “ B . ” — and “ C . ” carries on. */
static void test_medium_adds_and_carries_on(void **state) {
  scene *s = *state;
  parse(s, "Times Times PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\n, , PUNCT , 2 punct\n“ “ PUNCT `` 6 punct\n"
           "Iran Iran PROPN NNP 6 nsubj\nleft leave VERB VBD 2 ccomp\n, , PUNCT , 2 punct\n” ” PUNCT '' 2 punct\n"
           "adding add VERB VBG 2 advcl\n, , PUNCT , 9 punct\n“ “ PUNCT `` 13 punct\nIraq Iraq PROPN NNP 13 nsubj\n"
           "stayed stay VERB VBD 9 ccomp\n. . PUNCT . 2 punct\n” ” PUNCT '' 2 punct\n\n"
           "“ “ PUNCT `` 3 punct\nOman Oman PROPN NNP 3 nsubj\nslept sleep VERB VBD 0 root\n. . PUNCT . 3 punct\n” ” "
           "PUNCT '' 3 punct");
  mention(s, 0, 1, CASUS_MENTION_MEDIUM, "USA", "The Times");
  quote(s, 4, 7);
  quote(s, 11, 14);
  quote(s, 16, 19);
  assert_speech(s, "Q say: The Times Iran left | Q add: The Times Iraq stayed | Q add: The Times Oman slept");
  assert_true(s->speech.items[0].speaker.medium);
}

/* “ A . ” “ B , ” he said .  With “ he said . ” in marks of its own behind: the wreck of an attribution. */
static void test_pronoun_and_orphan(void **state) {
  scene *s = *state;
  parse(s, "Kim Kim PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\n, , PUNCT , 2 punct\n“ “ PUNCT `` 6 punct\n"
           "Iran Iran PROPN NNP 6 nsubj\nleft leave VERB VBD 2 ccomp\n. . PUNCT . 2 punct\n” ” PUNCT '' 2 punct\n"
           "“ “ PUNCT `` 11 punct\nhe he PRON PRP 11 nsubj\nsaid say VERB VBD 2 parataxis\n. . PUNCT . 11 punct\n” ” "
           "PUNCT '' 11 punct\n\n"
           "“ “ PUNCT `` 3 punct\nIraq Iraq PROPN NNP 3 nsubj\nstayed stay VERB VBD 0 root\n, , PUNCT , 3 punct\n” ” "
           "PUNCT '' 3 punct\n"
           "he he PRON PRP 7 nsubj\nadded add VERB VBD 3 parataxis\n. . PUNCT . 3 punct");
  mention(s, 0, 1, CASUS_MENTION_PERSON, "PRK", "Kim")->role = CASUS_STR("leader");
  quote(s, 4, 7);
  quote(s, 9, 12);
  quote(s, 14, 17);
  assert_speech(s, "Q say: Kim Iran left | Q add: Kim Iraq stayed");
  assert_true(casus_str_eq(s->speech.items[1].speaker.role, CASUS_STR("leader")));
}

static void test_nested_medium(void **state) {
  scene *s = *state;
  parse(
      s,
      "AP AP PROPN NNP 2 nsubj\nreported report VERB VBD 0 root\nthat that SCONJ IN 5 mark\nKim Kim PROPN NNP 5 nsubj\n"
      "said say VERB VBD 2 ccomp\nIran Iran PROPN NNP 8 nsubj\ncould could AUX MD 8 aux\nleave leave VERB VB 5 ccomp");
  mention(s, 0, 1, CASUS_MENTION_MEDIUM, "USA", "Associated Press");
  mention(s, 3, 4, CASUS_MENTION_PERSON, "PRK", "Kim");
  assert_speech(s, "report: Associated Press [possible] Kim said Iran could leave | "
                   "say: Kim <Associated Press> [possible] Iran could leave");
  assert_int_equal(casus_speech_at(&s->speech, &s->text, 7), 1);
}

static void test_according_to(void **state) {
  scene *s = *state;
  parse(s, "According accord VERB VBG 3 case\nto to ADP IN 1 fixed\nKim Kim PROPN NNP 6 obl\n, , PUNCT , 3 punct\n"
           "Iran Iran PROPN NNP 6 nsubj\nleft leave VERB VBD 0 root\n. . PUNCT . 6 punct");
  mention(s, 2, 3, CASUS_MENTION_PERSON, "PRK", "Kim");
  assert_speech(s, "accord: Kim Iran left");
  assert_int_equal(s->speech.items[0].verb, UINT32_MAX);
}

static void test_apposition(void **state) {
  scene *s = *state;
  parse(s, "Tesch Tesch PROPN NNP 7 nsubj\n, , PUNCT , 4 punct\na a DET DT 5 det\nformer former ADJ JJ 5 amod\n"
           "envoy envoy NOUN NN 1 appos\n, , PUNCT , 1 punct\nsaid say VERB VBD 0 root\nIran Iran PROPN NNP 9 nsubj\n"
           "left leave VERB VBD 7 ccomp");
  mention(s, 0, 1, CASUS_MENTION_PERSON, "", "Tesch");
  casus_mention *envoy = mention(s, 4, 5, CASUS_MENTION_ROLE, "AUS", "");
  envoy->role = casus_str_sub(s->text.bytes, s->text.tokens[4].span.start, s->text.tokens[4].span.end);
  assert_speech(s, "say: Tesch Iran left");
  assert_true(casus_str_eq(s->speech.items[0].speaker.role, CASUS_STR("former envoy")));
  assert_true(casus_str_eq(s->speech.items[0].speaker.actor, CASUS_STR("AUS")));
}

static void test_perfect_foretells_nothing(void **state) {
  scene *s = *state;
  parse(s, "Kim Kim PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nIran Iran PROPN NNP 6 nsubj\nmay may AUX MD 6 aux\n"
           "have have AUX VB 6 aux\nleft leave VERB VBN 2 ccomp");
  mention(s, 0, 1, CASUS_MENTION_PERSON, "PRK", "Kim");
  assert_speech(s, "say: Kim Iran may have left");
}

static void test_nothing(void **state) {
  scene *s = *state;
  parse(s, "");
  assert_speech(s, "");
  parse(s, "said say VERB VBD 0 root");
  assert_speech(s, "");
  parse(s, "“ “ PUNCT `` 0 root\n” ” PUNCT '' 1 punct");
  quote(s, 1, 2);
  assert_speech(s, "");
}

/* Heads that run in a ring never come from a parser, but from a file of somebody's. */
static void test_ring_of_heads(void **state) {
  scene *s = *state;
  parse(s, "said say VERB VBD 2 conj\nadded add VERB VBD 1 conj\nKim Kim PROPN NNP 2 nsubj");
  mention(s, 2, 3, CASUS_MENTION_PERSON, "PRK", "Kim");
  find(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_reported_clause, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_clause_before, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_denial, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_negated_saying_says_nothing, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_split_quotation, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_medium_adds_and_carries_on, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_pronoun_and_orphan, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_nested_medium, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_according_to, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_apposition, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_perfect_foretells_nothing, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_nothing, open_scene, close_scene),
      cmocka_unit_test_setup_teardown(test_ring_of_heads, open_scene, close_scene),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
