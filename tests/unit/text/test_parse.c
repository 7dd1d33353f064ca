#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/lemma.h"

typedef struct fixture {
  casus_arena *arena;
  casus_model *model;
} fixture;

static int open_model(void **state) {
  fixture *f = calloc(1, sizeof *f);
  casus_str bytes;
  f->arena = casus_arena_new();
  if (casus_data_get(NULL, "models/english.casus-model", f->arena, &bytes, NULL)) return -1;
  *state = f;
  return casus_model_open(NULL, bytes, &f->model, NULL);
}

static int close_model(void **state) {
  fixture *f = *state;
  casus_model_free(f->model);
  casus_arena_free(f->arena);
  free(f);
  return 0;
}

/* One sentence of words with a space between. */
static casus_text words_of(casus_arena *arena, casus_str line) {
  casus_text text = {.bytes = line, .sentence_count = 1, .sentences = casus_arena_alloc(arena, sizeof(casus_sentence))};
  text.tokens = casus_arena_array(arena, line.len + 1, sizeof *text.tokens);
  assert_non_null(text.tokens);
  casus_str rest = line, word;
  while (casus_str_split(&rest, ' ', &word)) {
    uint32_t start = (uint32_t)(word.ptr - line.ptr);
    text.tokens[text.token_count++] = (casus_token){.form = word, .span = {start, start + (uint32_t)word.len}};
  }
  text.sentences[0] = (casus_sentence){{0, (uint32_t)line.len}, 0, text.token_count, 0};
  return text;
}

static void assert_tree(const casus_text *text) {
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    uint32_t first = text->sentences[s].first, last = text->sentences[s].last, roots = 0;
    for (uint32_t i = first; i < last; i++) {
      const casus_token *t = &text->tokens[i];
      roots += t->head < 0;
      assert_int_equal(t->deprel == CASUS_DEP_root, t->head < 0);
      assert_true(t->upos < CASUS_UPOS_COUNT && t->deprel < CASUS_DEP_COUNT && t->lemma.ptr && t->xpos.ptr);
      uint32_t steps = 0;
      for (int32_t at = (int32_t)i; at >= 0; at = text->tokens[at].head, steps++) {
        assert_true(at >= (int32_t)first && at < (int32_t)last);
        assert_true(steps < last - first);
      }
    }
    assert_int_equal(roots, first < last);
    if (first < last) assert_int_equal(text->tokens[text->sentences[s].root].head, -1);
  }
}

static casus_text parse(fixture *f, casus_str line) {
  casus_text text = words_of(f->arena, line);
  assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
  assert_tree(&text);
  return text;
}

static void reads_a_sentence(void **state) {
  casus_text text = parse(*state, CASUS_STR("Russia and North Korea signed a treaty in Pyongyang ."));
  assert_int_equal(text.sentences[0].root, 4);
  assert_true(casus_str_eq(text.tokens[4].lemma, CASUS_STR("sign")));
  assert_true(casus_str_eq(text.tokens[4].xpos, CASUS_STR("VBD")));
  assert_int_equal(text.tokens[0].head, 4);
  assert_int_equal(text.tokens[0].deprel, CASUS_DEP_nsubj);
  assert_int_equal(text.tokens[3].head, 0);
  assert_int_equal(text.tokens[3].deprel, CASUS_DEP_conj);
  assert_int_equal(text.tokens[6].head, 4);
  assert_int_equal(text.tokens[6].deprel, CASUS_DEP_obj);
}

static void reads_a_passive(void **state) {
  casus_text text = parse(*state, CASUS_STR("The village was shelled by rebel forces on Monday ."));
  assert_int_equal(text.sentences[0].root, 3);
  assert_true(casus_str_eq(text.tokens[3].lemma, CASUS_STR("shell")));
  assert_int_equal(text.tokens[1].deprel, CASUS_DEP_nsubj);
  assert_int_equal(text.tokens[1].subrel, CASUS_SUB_pass);
  assert_int_equal(text.tokens[6].deprel, CASUS_DEP_obl);
  assert_int_equal(text.tokens[6].subrel, CASUS_SUB_agent);
}

static void trees_of_anything(void **state) {
  static const casus_str lines[] = {
      CASUS_STR_INIT("."),
      CASUS_STR_INIT("Go"),
      CASUS_STR_INIT("\xFF \xFE\xFD \x01"),
      CASUS_STR_INIT(" "),
      CASUS_STR_INIT(", , , ."),
      CASUS_STR_INIT("' '' ''' \xE2\x80\x99 \xE2\x80"),
      CASUS_STR_INIT("a\0b c"),
      CASUS_STR_INIT("ed ing s ied ies est er men"),
      CASUS_STR_INIT("KIM AND PUTIN SIGN PACT"),
      CASUS_STR_INIT("1 2 3 4 5 6 7 8 9"),
      CASUS_STR_INIT("\xD0\xA0\xD0\xBE\xD1\x81\xD1\x81\xD0\xB8\xD1\x8F \xE6\x9C\x9D\xE9\xB2\x9C")};
  for (size_t i = 0; i < CASUS_COUNT(lines); i++) parse(*state, lines[i]);
}

static void nothing_has_no_tree(void **state) {
  fixture *f = *state;
  casus_text text = {0};
  assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
  casus_sentence empty = {{0, 0}, 0, 0, 0};
  text = (casus_text){.sentences = &empty, .sentence_count = 1};
  assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
}

static void long_sentences_are_parsed(void **state) {
  fixture *f = *state;
  static const char *const words[] = {"ship ", "sank ", ", ", "and ", "(", "the ", "of "};
  casus_buffer line = {0};
  for (uint32_t i = 0, random = 7; i < 10000; i++) {
    random = random * 1103515245u + 12345u;
    casus_buffer_add_c(&line, words[(random >> 16) % CASUS_COUNT(words)]);
  }
  casus_text text = words_of(f->arena, casus_buffer_str(&line));
  assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
  uint32_t roots = 0;
  for (uint32_t i = 0; i < text.token_count; i++) roots += text.tokens[i].head < 0;
  assert_int_equal(roots, 1);
  casus_buffer_free(&line);
}

/* Every set of arithmetic that this machine can run finds the same. */
static void machines_find_the_same(void **state) {
  fixture *f = *state;
  const casus_simd *all[3], *own = f->model->simd;
  casus_str line =
      CASUS_STR("The Ruritanian frigates that shelled Zenda on Monday , Reuters said , turned back at dawn .");
  f->model->simd = &casus_simd_plain;
  casus_text plain = parse(f, line);
  for (size_t k = casus_simd_all(all); k-- > 0;) {
    f->model->simd = all[k];
    casus_text other = parse(f, line);
    for (uint32_t i = 0; i < plain.token_count; i++) {
      assert_int_equal(plain.tokens[i].head, other.tokens[i].head);
      assert_int_equal(plain.tokens[i].deprel, other.tokens[i].deprel);
      assert_true(casus_str_eq(plain.tokens[i].xpos, other.tokens[i].xpos));
    }
  }
  f->model->simd = own;
}

static void lemmas_of_unseen_verbs(void **state) {
  fixture *f = *state;
  static const struct {
    casus_str form, xpos, lemma;
  } cases[] = {
#define CASE(form, xpos, lemma) {CASUS_STR_INIT(form), CASUS_STR_INIT(xpos), CASUS_STR_INIT(lemma)}
      CASE("ratified", "VBN", "ratify"),
      CASE("shelled", "VBD", "shell"),
      CASE("denounced", "VBD", "denounce"),
      CASE("annexed", "VBD", "annex"),
      CASE("expelled", "VBN", "expel"),
      CASE("vowed", "VBD", "vow"),
      CASE("seizing", "VBG", "seize"),
      CASE("vetoed", "VBD", "veto"),
      CASE("vetoes", "VBZ", "veto"),
      CASE("bombarded", "VBN", "bombard"),
      CASE("deporting", "VBG", "deport"),
      CASE("Condemns", "VBZ", "condemn"),
      CASE("quelled", "VBD", "quell"),
      CASE("rammed", "VBD", "ram"),
      CASE("mobilised", "VBD", "mobilise"),
      CASE("overflew", "VBD", "overfly"),
      CASE("withdrew", "VBD", "withdraw"),
      CASE("sought", "VBD", "seek"),
      CASE("found", "VBD", "find"),
      CASE("found", "VB", "found"),
      CASE("re-elected", "VBN", "re-elect"),
      CASE("de-escalated", "VBD", "de-escalate"),
      CASE("trafficking", "VBG", "traffic"),
      CASE("STORMED", "VBD", "storm"),
      CASE("blockading", "VBG", "blockade"),
      CASE("besieged", "VBN", "besiege"),
      CASE("agreed", "VBD", "agree"),
      CASE("freed", "VBN", "free"),
      CASE("died", "VBD", "die"),
      CASE("ed", "VBD", "ed"),
      CASE("", "VBD", ""),
      CASE("gripped", "VBD", "grip"),
      CASE("flouted", "VBD", "flout"),
      CASE("strafed", "VBD", "strafe"),
      CASE("scuttled", "VBD", "scuttle"),
  };
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    casus_str lemma = casus_lemma_find(f->model, f->arena, cases[i].form, CASUS_UPOS_VERB, cases[i].xpos);
    if (!casus_str_eq(lemma, cases[i].lemma))
      print_message("%.*s -> %.*s\n", CASUS_STR_FMT(cases[i].form), CASUS_STR_FMT(lemma));
    assert_true(casus_str_eq(lemma, cases[i].lemma));
  }
}

static void lemmas_of_nouns(void **state) {
  fixture *f = *state;
  static const struct {
    casus_upos upos;
    casus_str form, xpos, lemma;
  } cases[] = {
#define NOUN(form, lemma) {CASUS_UPOS_NOUN, CASUS_STR_INIT(form), CASUS_STR_INIT("NNS"), CASUS_STR_INIT(lemma)}
      NOUN("frigates", "frigate"),
      NOUN("treaties", "treaty"),
      NOUN("warheads", "warhead"),
      NOUN("crises", "crisis"),
      NOUN("airmen", "airman"),
      NOUN("embargoes", "embargo"),
      NOUN("launches", "launch"),
      NOUN("wives", "wife"),
      NOUN("missile", "missile"),
      NOUN("corvettes", "corvette"),
      NOUN("Militias", "militia"),
      NOUN("boxes", "box"),
      {CASUS_UPOS_PROPN, CASUS_STR_INIT("Putin"), CASUS_STR_INIT("NNP"), CASUS_STR_INIT("Putin")},
      {CASUS_UPOS_PROPN, CASUS_STR_INIT("NATO"), CASUS_STR_INIT("NNP"), CASUS_STR_INIT("NATO")},
      {CASUS_UPOS_AUX, CASUS_STR_INIT("\xE2\x80\x99s"), CASUS_STR_INIT("VBZ"), CASUS_STR_INIT("be")},
      {CASUS_UPOS_ADJ, CASUS_STR_INIT("Heavier"), CASUS_STR_INIT("JJR"), CASUS_STR_INIT("heavy")},
      {CASUS_UPOS_ADJ, CASUS_STR_INIT("biggest"), CASUS_STR_INIT("JJS"), CASUS_STR_INIT("big")}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    casus_str lemma = casus_lemma_find(f->model, f->arena, cases[i].form, cases[i].upos, cases[i].xpos);
    if (!casus_str_eq(lemma, cases[i].lemma))
      print_message("%.*s -> %.*s\n", CASUS_STR_FMT(cases[i].form), CASUS_STR_FMT(lemma));
    assert_true(casus_str_eq(lemma, cases[i].lemma));
  }
}

static const char treebank[] =
    "1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsank\tsink\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\tfast\tfast\tADV\tRB\t_\t2\tadvmod\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
    "1\tMen\tman\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_\n\n";

static void count_line(void *context, const char *line) {
  assert_true(strlen(line) > 10);
  ++*(unsigned *)context;
}

static void training_repeats_itself(void **state) {
  (void)state;
  casus_buffer first = {0}, second = {0}, many = {0};
  unsigned lines = 0;
  for (int i = 0; i < 40; i++) casus_buffer_add_c(&many, treebank);
  casus_train_options options = {.train = casus_buffer_str(&many),
                                 .dev = casus_str_from_c(treebank),
                                 .epochs = 40,
                                 .seed = 3,
                                 .progress = count_line,
                                 .context = &lines};
  assert_int_equal(casus_model_train(&options, &first, NULL), CASUS_OK);
  assert_true(lines >= 2);
  options.progress = NULL;
  assert_int_equal(casus_model_train(&options, &second, NULL), CASUS_OK);
  assert_true(casus_str_eq(casus_buffer_str(&first), casus_buffer_str(&second)));
  casus_model *model;
  casus_parse_score score;
  assert_int_equal(casus_model_open(NULL, casus_buffer_str(&first), &model, NULL), CASUS_OK);
  assert_int_equal(casus_model_score(model, casus_str_from_c(treebank), &score, NULL), CASUS_OK);
  assert_int_equal(score.words, 6);
  assert_true(score.las == 1 && score.uas == 1 && score.upos == 1 && score.xpos == 1 && score.lemma == 1);
  assert_int_equal(casus_model_score(model, CASUS_STR("1\tx\n"), &score, NULL), CASUS_E_INPUT);
  assert_int_equal(score.words, 6);
  casus_model_free(model);
  casus_buffer_free(&first);
  casus_buffer_free(&second);
  casus_buffer_free(&many);
}

static void others_teach(void **state) {
  (void)state;
  casus_buffer plain = {0}, taught = {0}, many = {0};
  for (int i = 0; i < 40; i++) casus_buffer_add_c(&many, treebank);
  casus_train_options options = {.train = casus_buffer_str(&many), .epochs = 2};
  assert_int_equal(casus_model_train(&options, &plain, NULL), CASUS_OK);
  options.labelled =
      CASUS_STR("1\tMen\tman\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsank\tsink\tVERB\tVBD\t_\t0\troot\t_\t_\n\n");
  assert_int_equal(casus_model_train(&options, &taught, NULL), CASUS_OK);
  assert_false(casus_str_eq(casus_buffer_str(&plain), casus_buffer_str(&taught)));
  options.labelled = CASUS_STR("1\tbroken\n");
  assert_int_equal(casus_model_train(&options, &taught, NULL), CASUS_E_INPUT);
  casus_buffer_free(&taught);
  casus_buffer_free(&plain);
  casus_buffer_free(&many);
}

static const char marked[] =
    "1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsank\tsink\tVERB\tVBD\t_\t0\troot\t_\tDeed=HARM|Manner=done|Doer="
    "1\n"
    "3\tMen\tman\tNOUN\tNNS\t_\t2\tobj\t_\t_\n\n"
    "1\tMen\tman\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\tSays=Yes|Speaker=1\n\n";

static void marks_are_learned(void **state) {
  (void)state;
  casus_buffer bytes = {0}, many = {0}, lessons = {0}, again = {0};
  casus_arena *arena = casus_arena_new();
  casus_model *model;
  casus_text text;
  for (int i = 0; i < 40; i++) casus_buffer_add_c(&many, treebank), casus_buffer_add_c(&lessons, marked);
  casus_train_options options = {
      .train = casus_buffer_str(&many), .labelled = casus_buffer_str(&lessons), .epochs = 30};
  assert_int_equal(casus_model_train(&options, &bytes, NULL), CASUS_OK);
  assert_int_equal(casus_model_open(NULL, casus_buffer_str(&bytes), &model, NULL), CASUS_OK);
  assert_int_equal(casus_conllu_read(casus_str_from_c(marked), arena, &text, NULL), CASUS_OK);
  assert_int_equal(casus_text_parse(model, arena, &text, NULL), CASUS_OK);
  assert_true(text.marked);
  assert_int_equal(text.mark_count, 2);
  assert_true(casus_str_eq(text.marks[0].kind, CASUS_STR("HARM")) &&
              casus_str_eq(text.marks[0].manner, CASUS_STR("done")));
  assert_true(text.marks[0].deed > 0.8f && !text.marks[0].says && !text.marks[1].kind.len && text.marks[1].says > 0.8f);
  assert_int_equal(text.link_count, 2);
  assert_true(text.links[0].role == CASUS_ROLE_DOER && text.links[0].token == 0);
  assert_true(text.links[1].role == CASUS_ROLE_SPEAKER && text.links[1].token == 3);
  casus_conllu_write(&text, &again);
  assert_non_null(strstr(casus_buffer_str(&again).ptr, "Says=Yes|Speaker=1\n"));
  casus_model_free(model);
  casus_arena_free(arena);
  casus_buffer_free(&bytes);
  casus_buffer_free(&many);
  casus_buffer_free(&lessons);
  casus_buffer_free(&again);
}

/* A word that no lesson has is read by its vector. */
static void vectors_tell_unseen_words(void **state) {
  (void)state;
  casus_buffer bytes = {0}, many = {0};
  for (int i = 0; i < 40; i++) casus_buffer_add_c(&many, treebank);
  casus_train_options options = {.train = casus_buffer_str(&many), .epochs = 2};
  options.vectors = CASUS_STR("3 2\nMen 1 0.5\nran -1 0.5\nfled -1 0.5\n");
  assert_int_equal(casus_model_train(&options, &bytes, NULL), CASUS_OK);
  casus_model *model;
  assert_int_equal(casus_model_open(NULL, casus_buffer_str(&bytes), &model, NULL), CASUS_OK);
  assert_true(casus_slots_get(model->forms, casus_word_hash(CASUS_STR("Fled")), &(uint32_t){0}));
  casus_model_free(model);
  static const char *const broken[] = {"a 1 2\nb 1\n", "a 1 2\nb 1 2 3\n", "a 1 x\n", "a\n"};
  for (size_t i = 0; i < CASUS_COUNT(broken); i++) {
    options.vectors = casus_str_from_c(broken[i]);
    assert_int_equal(casus_model_train(&options, &bytes, NULL), CASUS_E_INPUT);
  }
  casus_buffer_free(&bytes);
  casus_buffer_free(&many);
}

static void training_needs_sentences(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_train_options options = {.train = CASUS_STR("# nothing\n"), .epochs = 1};
  assert_int_equal(casus_model_train(&options, &out, NULL), CASUS_E_INPUT);
  options.train = CASUS_STR("1\tbroken\n");
  assert_int_equal(casus_model_train(&options, &out, NULL), CASUS_E_INPUT);
  assert_int_equal(out.len, 0);
  casus_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_a_sentence),          cmocka_unit_test(reads_a_passive),
      cmocka_unit_test(trees_of_anything),         cmocka_unit_test(nothing_has_no_tree),
      cmocka_unit_test(long_sentences_are_parsed), cmocka_unit_test(lemmas_of_unseen_verbs),
      cmocka_unit_test(machines_find_the_same),    cmocka_unit_test(lemmas_of_nouns),
      cmocka_unit_test(training_repeats_itself),   cmocka_unit_test(others_teach),
      cmocka_unit_test(marks_are_learned),         cmocka_unit_test(vectors_tell_unseen_words),
      cmocka_unit_test(training_needs_sentences),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
