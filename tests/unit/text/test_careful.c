/* The careful reader: the same answers as torch gives with the same numbers, on every machine; damaged files. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/careful/careful.h"

static const double NEAR = 0.05; /* what rounding to 8 bits may cost a likelihood in a network of few lanes */

typedef struct fixture {
  casus_arena *arena;
  casus_str bytes;
  casus_model *model;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  casus_buffer file = {0};
  casus_str english;
  if (!f || !(f->arena = casus_arena_new())) return -1;
  if (casus_file_read("tests/tiny/models/english-careful.casus-model", 0, &file, NULL)) return -1;
  f->bytes = casus_arena_copy(f->arena, casus_buffer_str(&file));
  casus_buffer_free(&file);
  if (casus_data_get(NULL, "models/english.casus-model", f->arena, &english, NULL)) return -1;
  if (casus_model_open(NULL, english, &f->model, NULL)) return -1;
  *state = f;
  return casus_model_add_careful(f->model, f->bytes, true, NULL);
}

static int tear_down(void **state) {
  fixture *f = *state;
  casus_model_free(f->model);
  casus_arena_free(f->arena);
  free(f);
  return 0;
}

/* Of words with nothing between them in the text. */
static casus_text text_of(casus_arena *arena, const casus_str *words, uint32_t count, uint32_t in_sentence) {
  casus_text text = {.token_count = count, .sentence_count = (count + in_sentence - 1) / in_sentence};
  text.tokens = casus_arena_array(arena, count, sizeof *text.tokens);
  text.sentences = casus_arena_array(arena, text.sentence_count, sizeof *text.sentences);
  assert_non_null(text.tokens);
  assert_non_null(text.sentences);
  for (uint32_t i = 0; i < count; i++) text.tokens[i].form = words[i];
  for (uint32_t s = 0; s < text.sentence_count; s++) {
    uint32_t first = s * in_sentence, last = first + in_sentence;
    text.sentences[s] = (casus_sentence){.first = first, .last = last < count ? last : count};
  }
  return text;
}

enum {
  FORM,
  UPOS,
  XPOS,
  HEAD,
  RELATION,
  DEED,
  KIND,
  MANNER,
  SAYS,
  LINKS,
  TIES = LINKS + CASUS_ROLE_COUNT,
  MEANT,
  COLUMNS = MEANT + CASUS_MEANT_ROLES,
  MOST = 16
};
/* A window: sentences with a line "-" between them. */
typedef struct table {
  casus_str cells[MOST][COLUMNS];
  casus_sentence sentences[MOST];
  uint32_t count, sentence_count;
} table;

static bool next_window(casus_str *rest, table *e) {
  casus_str line;
  e->count = e->sentence_count = 0;
  uint32_t first = 0;
  while (casus_str_split(rest, '\n', &line) && line.len) {
    if (casus_str_eq(line, CASUS_STR("-"))) {
      e->sentences[e->sentence_count++] = (casus_sentence){.first = first, .last = e->count};
      first = e->count;
      continue;
    }
    assert_true(e->count < MOST);
    for (int c = 0; c < COLUMNS; c++) assert_true(casus_str_split(&line, '\t', &e->cells[e->count][c]));
    e->count++;
  }
  e->sentences[e->sentence_count++] = (casus_sentence){.first = first, .last = e->count};
  return e->count > 0;
}

static double number(casus_str s) {
  double value = 0;
  assert_true(casus_parse_double(s, &value));
  return value;
}

static void assert_text(casus_str expected, const char *name) {
  assert_true(casus_str_eq(expected, casus_str_from_c(name)));
}

/* A share that is told, or, below `least`, is not. */
static void assert_share(double expected, double found, double least, double near) {
  if (found > 0)
    assert_float_equal(expected, found, near);
  else
    assert_true(expected < least + near);
}

static void assert_links(const casus_text *text, const casus_mark *mark, uint32_t first, casus_str row[COLUMNS]) {
  for (int role = 0; role < CASUS_ROLE_COUNT; role++) {
    bool asked = role == CASUS_ROLE_SPEAKER ? mark->says > 0 : mark->deed > 0;
    casus_str shares = row[LINKS + role], share;
    for (uint32_t word = first; asked && casus_str_split(&shares, ',', &share); word++) {
      double found = 0;
      for (uint32_t i = mark->first_link; i < mark->last_link; i++)
        if (text->links[i].token == word && text->links[i].role == role) found = (double)text->links[i].share;
      assert_share(number(share), found, 0.25, NEAR);
    }
  }
}

/* Who may be meant: words of the window up to the end of the sentence. */
static void assert_meant(const casus_text *text, uint32_t first, uint32_t last, casus_role role, casus_str scores) {
  casus_str score;
  uint32_t word = 0, told = 0;
  for (; casus_str_split(&scores, ',', &score); word++)
    for (uint32_t i = first; i < last; i++)
      if (text->meant[i].token == word && text->meant[i].role == role) {
        assert_float_equal(number(score), (double)text->meant[i].score, 4 * NEAR);
        told++;
      }
  assert_int_equal(word, told);
}

static void assert_sides(const casus_text *text, uint32_t first, uint32_t last, const casus_str *row) {
  assert_meant(text, first, last, CASUS_ROLE_DOER, row[0]);
  assert_meant(text, first, last, CASUS_ROLE_OTHER, row[1]);
}

/* Of kind `kind`, in words [first, last) of a sentence: as likely as all words together tell it, at a word that tells
 * it as likely as any. */
static void assert_bond(const casus_text *text, table *e, casus_sentence s, int kind) {
  static const char *const names[] = {"arms", "claim"};
  double none = 1, shares[MOST], best = 0;
  for (uint32_t w = s.first; w < s.last; w++) {
    casus_str numbers = e->cells[w][TIES], share;
    for (int k = 0; k <= kind; k++) assert_true(casus_str_split(&numbers, ',', &share));
    shares[w] = number(share);
    none *= 1 - shares[w];
    if (shares[w] > best) best = shares[w];
  }
  const casus_bond *bond = NULL;
  for (uint32_t i = 0; i < text->bond_count; i++) {
    const casus_bond *one = &text->bonds[i];
    if (one->token >= s.first && one->token < s.last && casus_str_eq(one->kind, casus_str_from_c(names[kind])))
      bond = one;
  }
  assert_share(1 - none, bond ? (double)bond->share : 0, 0.2, 4 * NEAR); /* of a product of many words */
  if (!bond) return;
  assert_true(shares[bond->token] > best - NEAR);
  assert_sides(text, bond->first_meant, bond->last_meant, &e->cells[bond->token][MEANT + CASUS_SIDES]);
}

static void assert_tree(const casus_token *token, casus_str row[COLUMNS]) {
  assert_text(row[UPOS], casus_upos_name(token->upos));
  assert_true(casus_str_eq(row[XPOS], token->xpos));
  assert_int_equal((int)number(row[HEAD]), token->head + 1);
  assert_text(casus_str_sub(row[RELATION], 0, strlen(casus_deprel_name(token->deprel))),
              casus_deprel_name(token->deprel));
}

static void assert_word(const casus_text *text, uint32_t word, uint32_t first, casus_str row[COLUMNS]) {
  static const casus_mark none;
  const casus_mark *mark = &none;
  for (uint32_t i = 0; i < text->mark_count; i++)
    if (text->marks[i].token == word) mark = &text->marks[i];
  assert_share(number(row[DEED]), (double)mark->deed, 0.2, NEAR);
  assert_share(number(row[SAYS]), (double)mark->says, 0.4, NEAR);
  if (mark->deed > 0) assert_true(casus_str_eq(row[KIND], mark->kind) && casus_str_eq(row[MANNER], mark->manner));
  assert_links(text, mark, first, row);
  if (mark->deed > 0) assert_sides(text, mark->first_meant, mark->last_meant, &row[MEANT]);
  if (mark->says > 0)
    assert_meant(text, mark->first_meant, mark->last_meant, CASUS_ROLE_SPEAKER, row[MEANT + 2 * CASUS_SIDES]);
}

/* Of windows with one sentence trees are tested, too. */
static void reads_as_torch_does(void **state) {
  fixture *f = *state;
  casus_buffer file = {0};
  assert_int_equal(casus_file_read("tests/tiny/expected.tsv", 0, &file, NULL), CASUS_OK);
  casus_str rest = casus_buffer_str(&file);
  static table e;
  unsigned alone = 0, together = 0, bonds = 0;
  while (next_window(&rest, &e)) {
    casus_str words[MOST];
    bool trees = e.sentence_count == 1;
    *(trees ? &alone : &together) += 1;
    for (uint32_t w = 0; w < e.count; w++) words[w] = e.cells[w][FORM];
    casus_text text = text_of(f->arena, words, e.count, e.count);
    text.sentences = e.sentences;
    text.sentence_count = e.sentence_count;
    f->model->careful->trees = trees;
    assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
    assert_true(text.marked);
    for (uint32_t s = 0; s < e.sentence_count; s++)
      for (uint32_t w = e.sentences[s].first; w < e.sentences[s].last; w++) {
        assert_word(&text, w, e.sentences[s].first, e.cells[w]);
        if (trees) assert_tree(&text.tokens[w], e.cells[w]);
      }
    bonds += text.bond_count;
    for (uint32_t s = 0; s < e.sentence_count; s++)
      for (int kind = 0; kind < 2; kind++) assert_bond(&text, &e, e.sentences[s], kind);
  }
  f->model->careful->trees = true;
  assert_true(alone > 5 && together > 5 && bonds > 5);
  casus_buffer_free(&file);
}

static const casus_str some[] = {CASUS_STR_INIT("The"),     CASUS_STR_INIT("Ruritanian"), CASUS_STR_INIT("navy"),
                                 CASUS_STR_INIT("shelled"), CASUS_STR_INIT("Quux"),       CASUS_STR_INIT("12"),
                                 CASUS_STR_INIT("ships"),   CASUS_STR_INIT(".")};

static casus_text many(casus_arena *arena, uint32_t count, uint32_t in_sentence) {
  casus_str *words = casus_arena_array(arena, count, sizeof *words);
  assert_non_null(words);
  for (uint32_t i = 0; i < count; i++) words[i] = some[i % CASUS_COUNT(some)];
  return text_of(arena, words, count, in_sentence);
}

static void assert_same(const casus_text *a, const casus_text *b, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(a->tokens[i].head, b->tokens[i].head);
    assert_int_equal(a->tokens[i].upos, b->tokens[i].upos);
  }
  for (uint32_t i = 0; i < a->mark_count && a->marks[i].token < count; i++) {
    assert_int_equal(a->marks[i].token, b->marks[i].token);
    assert_memory_equal(&a->marks[i].deed, &b->marks[i].deed, sizeof(float));
    assert_memory_equal(&a->marks[i].says, &b->marks[i].says, sizeof(float));
    assert_int_equal(a->marks[i].last_link, b->marks[i].last_link);
  }
}

static void machines_agree(void **state) {
  fixture *f = *state;
  const casus_simd *all[3], *best = f->model->careful->simd;
  casus_text first = {0};
  for (size_t i = 0, kinds = casus_simd_all(all); i < kinds; i++) {
    casus_text text = many(f->arena, 61, 7);
    f->model->careful->simd = all[i];
    assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
    if (i) {
      assert_int_equal(first.mark_count, text.mark_count);
      assert_same(&first, &text, text.token_count);
    } else {
      first = text;
    }
  }
  f->model->careful->simd = best;
}

/* What is read together does not matter, and what is longer than the places there are is cut. */
static void length_does_not_matter(void **state) {
  fixture *f = *state;
  casus_text one = many(f->arena, 8, 8), long_ = many(f->arena, 5000, 8), cut = many(f->arena, 300, 300);
  assert_int_equal(casus_text_parse(f->model, f->arena, &one, NULL), CASUS_OK);
  assert_int_equal(casus_text_parse(f->model, f->arena, &long_, NULL), CASUS_OK);
  assert_same(&one, &long_, 8);
  assert_int_equal(casus_text_parse(f->model, f->arena, &cut, NULL), CASUS_OK);
  unsigned roots = 0;
  for (uint32_t i = 0; i < cut.token_count; i++) roots += cut.tokens[i].head < 0;
  assert_int_equal(roots, 1);
  casus_text none = {0};
  assert_int_equal(casus_text_parse(f->model, f->arena, &none, NULL), CASUS_OK);
  assert_int_equal(none.mark_count, 0);
}

/* A text of many windows, each with sentences that the one before has read: marks come once and in order, and who is
 * meant stands at or before the deed's sentence. */
static void windows_join(void **state) {
  fixture *f = *state;
  static const uint32_t lengths[][2] = {{5000, 8}, {900, 7}, {300, 300}, {1000, 90}};
  f->model->careful->trees = false;
  for (size_t i = 0; i < CASUS_COUNT(lengths); i++) {
    casus_text text = many(f->arena, lengths[i][0], lengths[i][1]);
    assert_int_equal(casus_text_parse(f->model, f->arena, &text, NULL), CASUS_OK);
    assert_true(text.mark_count > lengths[i][0] / 10);
    bool before = false;
    for (uint32_t m = 0; m < text.mark_count; m++) {
      const casus_mark *mark = &text.marks[m];
      uint32_t end = (mark->token / lengths[i][1] + 1) * lengths[i][1];
      assert_true(mark->token < text.token_count && (!m || mark->token > text.marks[m - 1].token));
      for (uint32_t k = mark->first_meant; k < mark->last_meant; k++) {
        assert_true(text.meant[k].token < end && isfinite(text.meant[k].score));
        before |= text.meant[k].token < end - lengths[i][1];
      }
    }
    if (lengths[i][1] < 10) assert_true(before);
  }
  f->model->careful->trees = true;
}

static void marks_alone_leave_trees(void **state) {
  fixture *f = *state;
  casus_text both = many(f->arena, 8, 8), marks = many(f->arena, 8, 8), quick = many(f->arena, 8, 8);
  struct casus_careful *careful = f->model->careful;
  assert_int_equal(casus_text_parse(f->model, f->arena, &both, NULL), CASUS_OK);
  careful->trees = false;
  assert_int_equal(casus_text_parse(f->model, f->arena, &marks, NULL), CASUS_OK);
  careful->trees = true;
  f->model->careful = NULL;
  assert_int_equal(casus_text_parse(f->model, f->arena, &quick, NULL), CASUS_OK);
  f->model->careful = careful;
  assert_false(quick.marked);
  for (uint32_t i = 0; i < 8; i++) assert_int_equal(quick.tokens[i].head, marks.tokens[i].head);
  assert_int_equal(both.mark_count, marks.mark_count);
  for (uint32_t i = 0; i < both.mark_count; i++) assert_float_equal(both.marks[i].deed, marks.marks[i].deed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_as_torch_does), cmocka_unit_test(machines_agree),
                                     cmocka_unit_test(length_does_not_matter), cmocka_unit_test(windows_join),
                                     cmocka_unit_test(marks_alone_leave_trees)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
