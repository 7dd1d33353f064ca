/* Tags, heads and relations from the last layer: scores, losses and their gradients. */
#include "text/train_net.h"

#include <math.h>

/* Scores to shares, in place. */
static void softmax(float *scores, size_t count) {
  float top = scores[0], sum = 0;
  for (size_t i = 1; i < count; i++) top = scores[i] > top ? scores[i] : top;
  for (size_t i = 0; i < count; i++) scores[i] = casus_exponential(scores[i] - top);
  for (size_t i = 0; i < count; i++) sum += scores[i];
  for (size_t i = 0; i < count; i++) scores[i] /= sum;
}

void casus_answer(casus_run *run, float *scores, size_t count, size_t columns, uint16_t right) {
  if (right == CASUS_NO_ANSWER) {
    memset(scores, 0, columns * sizeof *scores);
    return;
  }
  softmax(scores, count);
  for (size_t i = count; i < columns; i++) scores[i] = 0;
  run->loss -= (double)logf(scores[right] + 1e-9f);
  scores[right] -= 1;
}

static void tags(casus_run *run, const casus_batch *batch, size_t tokens) {
  const casus_layout *l = run->layout;
  size_t width = l->shape.width, columns = casus_padded(l->shape.tags);
  casus_linear(run, run->top, tokens, width, columns, l->tags, l->tags_bias, run->tag_scores);
  if (!batch->answers) return;
  for (size_t t = 0; t < tokens; t++)
    casus_answer(run, run->tag_scores + t * columns, l->shape.tags, columns, batch->answers[t].tag);
  casus_linear_back(run, run->top, run->tag_scores, tokens, width, columns, l->tags, l->tags_bias, run->top_gradient);
}

/* Heads of the sentence, the root last, as columns and as rows behind them; the rest is zero. */
static void gather_heads(casus_run *run, size_t first, size_t count) {
  size_t arc = run->layout->shape.arc, columns = casus_padded((uint32_t)count + 1);
  float *rows = run->heads + columns * arc;
  memset(run->heads, 0, 2 * columns * arc * sizeof(float));
  for (size_t h = 0; h <= count; h++) {
    const float *from = h < count ? run->arcs + (first + h) * 2 * arc + arc : run->weights + run->layout->arc_root;
    memcpy(rows + h * arc, from, arc * sizeof(float));
    for (size_t i = 0; i < arc; i++) run->heads[i * columns + h] = from[i];
  }
}

/* Scores of heads for the sentence [first, first + count): run->arc_scores[count][columns]; columns = padded count + 1.
 */
static void score_arcs(casus_run *run, size_t first, size_t count) {
  size_t arc = run->layout->shape.arc, columns = casus_padded((uint32_t)count + 1);
  const float *dependants = run->arcs + first * 2 * arc, *places = run->weights + run->layout->places;
  gather_heads(run, first, count);
  memset(run->arc_scores, 0, count * columns * sizeof(float));
  run->simd->multiply_floats(dependants, 2 * arc, 1, run->heads, count, arc, columns, run->arc_scores);
  float *turned = run->turned; /* [arc][CASUS_PLACES] */
  for (size_t p = 0; p < CASUS_PLACES; p++)
    for (size_t i = 0; i < arc; i++) turned[i * CASUS_PLACES + p] = places[p * arc + i];
  memset(run->place_scores, 0, count * CASUS_PLACES * sizeof(float));
  run->simd->multiply_floats(dependants, 2 * arc, 1, turned, count, arc, CASUS_PLACES, run->place_scores);
  for (size_t d = 0; d < count; d++) {
    float *scores = run->arc_scores + d * columns;
    for (size_t h = 0; h < count; h++)
      scores[h] += run->place_scores[d * CASUS_PLACES + casus_place((int32_t)h - (int32_t)d)];
    scores[d] = -1e9f;
  }
}

/* arc_scores hold gradients now. */
static void arcs_back(casus_run *run, size_t first, size_t count) {
  size_t arc = run->layout->shape.arc, columns = casus_padded((uint32_t)count + 1);
  const float *dependants = run->arcs + first * 2 * arc, *rows = run->heads + columns * arc;
  float *gradient = run->arcs_gradient + first * 2 * arc, *place_gradient = run->place_scores;
  float *made = run->heads_gradient, *more = made + columns * arc;
  memset(place_gradient, 0, count * CASUS_PLACES * sizeof(float));
  for (size_t d = 0; d < count; d++)
    for (size_t h = 0; h < count; h++)
      place_gradient[d * CASUS_PLACES + casus_place((int32_t)h - (int32_t)d)] += run->arc_scores[d * columns + h];
  for (size_t d = 0; d < count; d++) place_gradient[d * CASUS_PLACES] = 0;
  memset(made, 0, 2 * columns * arc * sizeof(float));
  run->simd->multiply_floats(run->arc_scores, columns, 1, rows, count, columns, arc, more);
  run->simd->multiply_floats(place_gradient, CASUS_PLACES, 1, run->weights + run->layout->places, count, CASUS_PLACES,
                             arc, more);
  for (size_t d = 0; d < count; d++) memcpy(gradient + d * 2 * arc, more + d * arc, arc * sizeof(float));
  /* Dependants as rows of their own. */
  for (size_t d = 0; d < count; d++) memcpy(more + d * arc, dependants + d * 2 * arc, arc * sizeof(float));
  run->simd->multiply_floats(run->arc_scores, 1, columns, more, count + 1, count, arc, made);
  run->simd->multiply_floats(place_gradient, 1, CASUS_PLACES, more, CASUS_PLACES, count, arc,
                             run->gradient + run->layout->places);
  for (size_t h = 0; h < count; h++) memcpy(gradient + h * 2 * arc + arc, made + h * arc, arc * sizeof(float));
  for (size_t i = 0; i < arc; i++) run->gradient[run->layout->arc_root + i] += made[count * arc + i];
}

static void arcs(casus_run *run, const casus_batch *batch, size_t tokens) {
  const casus_layout *l = run->layout;
  size_t arc = l->shape.arc;
  casus_linear(run, run->top, tokens, l->shape.width, 2 * arc, l->arc, l->arc_bias, run->arcs);
  if (!batch->answers) return;
  for (uint32_t s = 0; s < batch->sentences; s++) {
    size_t first = batch->starts[s], count = batch->starts[s + 1] - first, columns = casus_padded((uint32_t)count + 1);
    score_arcs(run, first, count);
    for (size_t d = 0; d < count; d++)
      casus_answer(run, run->arc_scores + d * columns, count + 1, columns, batch->answers[first + d].head);
    arcs_back(run, first, count);
  }
  casus_linear_back(run, run->top, run->arcs_gradient, tokens, l->shape.width, 2 * arc, l->arc, l->arc_bias,
                    run->top_gradient);
}

static const float *head_lanes(const casus_run *run, size_t first, size_t count, int32_t head) {
  size_t lanes = run->layout->shape.relation;
  bool root = head < 0 || (size_t)head >= count;
  return root ? run->weights + run->layout->relation_root : run->relations + (first + (size_t)head) * 2 * lanes + lanes;
}

static void score_relations(casus_run *run, size_t first, size_t count, const int32_t *heads) {
  const casus_layout *l = run->layout;
  size_t lanes = l->shape.relation, columns = casus_padded(l->shape.relations);
  for (size_t d = 0; d < count; d++) {
    const float *own = run->relations + (first + d) * 2 * lanes, *head = head_lanes(run, first, count, heads[d]);
    float *to = run->hidden + (first + d) * lanes;
    for (size_t i = 0; i < lanes; i++) {
      float sum = own[i] + head[i];
      to[i] = sum > 0 ? sum : 0;
    }
  }
  casus_linear(run, run->hidden + first * lanes, count, lanes, columns, l->relations, l->relations_bias,
               run->relation_scores + first * columns);
}

static void hidden_back(casus_run *run, size_t first, size_t count, const casus_answers *answers) {
  size_t lanes = run->layout->shape.relation;
  for (size_t d = 0; d < count; d++) {
    const float *hidden = run->hidden + (first + d) * lanes, *from = run->hidden_gradient + (first + d) * lanes;
    size_t head = answers[d].head;
    float *own = run->relations_gradient + (first + d) * 2 * lanes;
    float *other = head < count ? run->relations_gradient + (first + head) * 2 * lanes + lanes
                                : run->gradient + run->layout->relation_root;
    for (size_t i = 0; i < lanes; i++) {
      float d_sum = hidden[i] > 0 ? from[i] : 0;
      own[i] += d_sum;
      other[i] += d_sum;
    }
  }
}

static void relations(casus_run *run, const casus_batch *batch, size_t tokens) {
  const casus_layout *l = run->layout;
  size_t lanes = l->shape.relation, columns = casus_padded(l->shape.relations);
  casus_linear(run, run->top, tokens, l->shape.width, 2 * lanes, l->relation, l->relation_bias, run->relations);
  if (!batch->answers) return;
  for (uint32_t s = 0; s < batch->sentences; s++) {
    size_t first = batch->starts[s], count = batch->starts[s + 1] - first;
    for (size_t d = 0; d < count; d++) run->head_of[d] = batch->answers[first + d].head;
    score_relations(run, first, count, run->head_of);
  }
  for (size_t t = 0; t < tokens; t++)
    casus_answer(run, run->relation_scores + t * columns, l->shape.relations, columns, batch->answers[t].relation);
  memset(run->hidden_gradient, 0, tokens * lanes * sizeof(float));
  memset(run->relations_gradient, 0, tokens * 2 * lanes * sizeof(float));
  casus_linear_back(run, run->hidden, run->relation_scores, tokens, lanes, columns, l->relations, l->relations_bias,
                    run->hidden_gradient);
  for (uint32_t s = 0; s < batch->sentences; s++)
    hidden_back(run, batch->starts[s], batch->starts[s + 1] - batch->starts[s], batch->answers + batch->starts[s]);
  casus_linear_back(run, run->top, run->relations_gradient, tokens, l->shape.width, 2 * lanes, l->relation,
                    l->relation_bias, run->top_gradient);
}

void casus_run_heads(casus_run *run, const casus_batch *batch) {
  size_t tokens = batch->starts[batch->sentences];
  memset(run->top_gradient, 0, tokens * run->layout->shape.width * sizeof(float));
  tags(run, batch, tokens);
  arcs(run, batch, tokens);
  relations(run, batch, tokens);
  casus_run_marks(run, batch);
}

void casus_run_learn(casus_run *run, const casus_batch *batch) {
  casus_run_forward(run, batch);
  casus_run_heads(run, batch);
  casus_run_backward(run, batch);
  run->tokens += batch->starts[batch->sentences];
}
