/* The network: the same bits on every machine, gradients that are slopes, trees from any scores. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/encode.h"
#include "text/train.h"

enum { WIDTH = 32, TOKENS = 9, ROWS_OF_WORDS = 40, VECTOR = 7, VECTORS = 4 };

static void fill(casus_random *random, float *to, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = (float)casus_random_below(random, 2001) / 1000.0f - 1.0f;
}

/* Everything that the plain arithmetic computes, into out[8192]; returns how much. */
static size_t compute(const casus_simd *simd, float *out) {
  enum { IN = WIDTH, OUT = 48, ROWS = 23 };
  static float x[ROWS * 3 * WIDTH], b[IN * OUT], scale[OUT], bias[OUT];
  static int8_t whole[ROWS * IN], cells[IN * OUT];
  static casus_row heads[ROWS];
  casus_random random = {5};
  fill(&random, x, CASUS_COUNT(x));
  fill(&random, b, CASUS_COUNT(b));
  fill(&random, scale, OUT);
  fill(&random, bias, OUT);
  for (size_t i = 0; i < CASUS_COUNT(cells); i++) cells[i] = (int8_t)((int)casus_random_below(&random, 256) - 128);
  casus_matrix matrix = {cells, scale, bias, IN, OUT};
  memset(out, 0, 8192 * sizeof *out);
  float *at = out;
  simd->quantise(x, ROWS, IN, whole, heads);
  simd->multiply(whole, heads, ROWS, &matrix, at);
  at += ROWS * OUT;
  simd->normalise(x, ROWS, IN, scale, at);
  at += ROWS * IN;
  simd->mix(x, ROWS, IN, b, CASUS_TAPS, at);
  at += ROWS * IN;
  simd->remember(x, ROWS, WIDTH, at);
  at += ROWS * WIDTH;
  simd->multiply_floats(x, IN, 1, b, ROWS, IN, OUT, at);
  at += ROWS * OUT;
  casus_addends rows = {
      .word = cells, .parts = {cells + 40, cells + 99}, .part_count = 2, .word_scale = 0.3f, .part_scale = 0.7f};
  simd->add_rows(&rows, IN, at);
  return (size_t)(at + IN - out);
}

static void machines_agree(void **state) {
  (void)state;
  static float plain[8192], other[8192];
  const casus_simd *all[3];
  size_t kinds = casus_simd_all(all), count = compute(all[0], plain);
  assert_ptr_equal(all[0], &casus_simd_plain);
  for (size_t k = 1; k < kinds; k++) {
    assert_int_equal(compute(all[k], other), count);
    assert_memory_equal(plain, other, count * sizeof *plain);
  }
}

static void products_are_right(void **state) {
  (void)state;
  enum { IN = 4, OUT = 16 };
  int8_t cells[IN * OUT], x[IN] = {3, -2, 5, -127};
  casus_row head = {1, 3 - 2 + 5 - 127};
  float scale[OUT], bias[OUT] = {0}, sums[OUT];
  for (size_t c = 0; c < OUT; c++) scale[c] = 1;
  for (size_t k = 0; k < IN; k++)
    for (size_t c = 0; c < OUT; c++) cells[k / 2 * 2 * OUT + c * 2 + k % 2] = (int8_t)(k * 35 + c);
  const casus_simd *all[3];
  casus_matrix matrix = {cells, scale, bias, IN, OUT};
  for (size_t k = casus_simd_all(all); k-- > 0;) {
    all[k]->multiply(x, &head, 1, &matrix, sums);
    for (int c = 0; c < OUT; c++) assert_int_equal((int)sums[c], 3 * c - 2 * (35 + c) + 5 * (70 + c) - 127 * (105 + c));
  }
}

typedef struct bench {
  casus_arena *arena;
  casus_layout layout;
  casus_run run;
  float *weights, *rows, *vectors;
  casus_inputs inputs[TOKENS];
  casus_answers answers[TOKENS];
  casus_batch batch;
} bench;

static void bench_make(bench *b) {
  static const uint32_t starts[] = {0, 5, 6, TOKENS};
  casus_random random = {11};
  b->arena = casus_arena_new();
  b->layout = casus_layout_of((casus_net_shape){.width = WIDTH,
                                                .layers = 2,
                                                .arc = 16,
                                                .relation = 16,
                                                .tags = 5,
                                                .relations = 6,
                                                .kinds = 3,
                                                .manners = 2,
                                                .link = 16},
                              VECTOR);
  b->weights = casus_arena_array(b->arena, b->layout.size, sizeof(float));
  b->rows = casus_arena_array(b->arena, ROWS_OF_WORDS * WIDTH, sizeof(float));
  b->vectors = casus_arena_array(b->arena, VECTORS * VECTOR, sizeof(float));
  fill(&random, b->vectors, VECTORS * VECTOR);
  assert_true(casus_run_make(&b->run, b->arena, &b->layout, TOKENS, TOKENS));
  fill(&random, b->weights, b->layout.size);
  fill(&random, b->rows, ROWS_OF_WORDS * WIDTH);
  for (size_t i = 0; i < b->layout.size; i++) b->weights[i] *= 0.4f;
  b->run.weights = b->weights;
  b->run.rows = b->rows;
  b->run.vectors = b->vectors;
  for (uint32_t t = 0; t < TOKENS; t++) {
    uint32_t first = t < 5 ? 0 : t < 6 ? 5 : 6, count = t < 5 ? 5 : t < 6 ? 1 : 3;
    for (int k = 0; k < CASUS_WORD_ROWS; k++)
      b->inputs[t].rows[k] = k < 3 ? (int32_t)casus_random_below(&random, ROWS_OF_WORDS) : CASUS_NO_ROW;
    b->inputs[t].vector = (int32_t)(t % (VECTORS + 1)) - 1;
    uint32_t head = t - first == 0 ? count : 0;
    b->answers[t] =
        (casus_answers){.head = (uint16_t)head,
                        .tag = t % 5,
                        .relation = t % 6,
                        .kind = t % 4,
                        .manner = t % 4 ? t % 2 : CASUS_NO_ANSWER,
                        .says = t == 2,
                        .links = {{0, CASUS_NO_ANSWER}, {CASUS_NO_ANSWER}, {(uint16_t)(count - 1), CASUS_NO_ANSWER}}};
  }
  b->answers[5].kind = CASUS_NO_ANSWER;
  b->answers[5].says = CASUS_NO_ANSWER;
  b->answers[4].tag = CASUS_NO_ANSWER;
  b->batch = (casus_batch){.starts = starts, .sentences = 3, .inputs = b->inputs, .answers = b->answers};
}

static double loss_of(bench *b) {
  b->run.loss = 0;
  casus_run_forward(&b->run, &b->batch);
  casus_run_heads(&b->run, &b->batch);
  return b->run.loss;
}

/* The slope between two points on either side, against the gradient found. */
static void check_slope(bench *b, float *weight, float gradient) {
  const float small = 1e-3f;
  float kept = *weight;
  *weight = kept + small;
  double above = loss_of(b);
  *weight = kept - small;
  double below = loss_of(b);
  *weight = kept;
  double slope = (above - below) / (2 * (double)small);
  if (fabs(slope - (double)gradient) > 0.02 * (1 + fabs(slope))) print_message("%g, not %g\n", (double)gradient, slope);
  assert_true(fabs(slope - (double)gradient) <= 0.02 * (1 + fabs(slope)));
}

static void check_block(bench *b, const float *gradient, size_t from, size_t count) {
  for (size_t i = 0; i < count; i += 1 + count / 13) check_slope(b, b->weights + from + i, gradient[from + i]);
}

static void gradients_are_slopes(void **state) {
  (void)state;
  bench b;
  bench_make(&b);
  casus_run_learn(&b.run, &b.batch);
  float *gradient = casus_arena_array(b.arena, b.layout.size, sizeof *gradient);
  memcpy(gradient, b.run.gradient, b.layout.size * sizeof *gradient);
  static float rows[ROWS_OF_WORDS * WIDTH];
  memset(rows, 0, sizeof rows);
  for (size_t t = 0; t < TOKENS; t++)
    for (size_t k = 0; k < 3; k++)
      for (size_t i = 0; i < WIDTH; i++)
        rows[(size_t)b.inputs[t].rows[k] * WIDTH + i] += b.run.row_gradient[t * WIDTH + i];
  const casus_layout *l = &b.layout;
  check_block(&b, gradient, l->vectors, VECTOR * WIDTH);
  check_block(&b, gradient, l->gain, WIDTH);
  for (uint32_t i = 0; i < l->shape.layers; i++) {
    check_block(&b, gradient, l->layers[i].taps, CASUS_TAPS * WIDTH);
    check_block(&b, gradient, l->layers[i].gate, WIDTH * 3 * WIDTH);
    check_block(&b, gradient, l->layers[i].bias, 3 * WIDTH);
    check_block(&b, gradient, l->layers[i].gain, WIDTH);
  }
  check_block(&b, gradient, l->arc, WIDTH * 2 * 16);
  check_block(&b, gradient, l->arc_bias, 2 * 16);
  check_block(&b, gradient, l->arc_root, 16);
  check_block(&b, gradient, l->places, CASUS_PLACES * 16);
  check_block(&b, gradient, l->relation, WIDTH * 2 * 16);
  check_block(&b, gradient, l->relation_bias, 2 * 16);
  check_block(&b, gradient, l->relation_root, 16);
  check_block(&b, gradient, l->relations, 16 * 16);
  check_block(&b, gradient, l->relations_bias, 6);
  check_block(&b, gradient, l->tags, WIDTH * 16);
  check_block(&b, gradient, l->tags_bias, 5);
  check_block(&b, gradient, l->marks, WIDTH * 16);
  check_block(&b, gradient, l->marks_bias, 7);
  check_block(&b, gradient, l->links, WIDTH * casus_link_lanes(&l->shape));
  check_block(&b, gradient, l->links_bias, casus_link_lanes(&l->shape));
  check_block(&b, gradient, l->link_places, CASUS_ROLE_COUNT * CASUS_PLACES * 16);
  check_block(&b, gradient, l->link_bias, CASUS_ROLE_COUNT);
  for (size_t i = 0; i < CASUS_COUNT(rows); i += 37) check_slope(&b, b.rows + i, rows[i]);
  casus_arena_free(b.arena);
}

static void assert_tree(const int32_t *heads, size_t count, size_t root) {
  for (size_t i = 0; i < count; i++) {
    size_t steps = 0;
    assert_true((heads[i] == CASUS_NO_HEAD) == (i == root));
    for (int32_t at = (int32_t)i; at != CASUS_NO_HEAD; at = heads[at]) assert_true(++steps <= count);
  }
}

static void scores_make_trees(void **state) {
  (void)state;
  enum { MOST = 24 };
  static float scores[MOST * 32];
  int32_t heads[MOST];
  const casus_simd *simd = casus_simd_best();
  uint32_t component[MOST];
  casus_random random = {3};
  for (int round = 0; round < 300; round++) {
    size_t count = 1 + casus_random_below(&random, MOST), columns = casus_padded((uint32_t)count + 1);
    fill(&random, scores, count * columns);
    assert_tree(heads, count, casus_tree_find(simd, scores, count, heads, component));
  }
  memset(scores, 0, sizeof scores);
  assert_tree(heads, MOST, casus_tree_find(simd, scores, MOST, heads, component));
  /* 0 and 1 like each other best; 2 is the root; the circle opens at 1, where it costs least. */
  static float circle[3][16] = {{0, 9, 1, 0}, {9, 0, 7, 0}, {1, 1, 0, 9}};
  assert_int_equal(casus_tree_find(simd, circle[0], 3, heads, component), 2);
  assert_int_equal(heads[0], 1);
  assert_int_equal(heads[1], 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(machines_agree), cmocka_unit_test(products_are_right),
                                     cmocka_unit_test(gradients_are_slopes), cmocka_unit_test(scores_make_trees)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
