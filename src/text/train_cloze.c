/* Learning from text that nobody labelled: some words are taken out, and the network finds them among others, from the
 * words around them (after Devlin and others 2019; the wrong candidates are drawn as often as they occur, as in Mikolov
 * and others 2013, so that a common word is no safer guess than a rare one). */
#include "text/train_net.h"

static void gather(casus_run *run, const casus_batch *batch, size_t columns) {
  size_t width = run->layout->shape.width;
  float *turned = run->candidates_turned;
  memset(turned, 0, width * columns * sizeof *turned);
  for (size_t c = 0; c < batch->candidate_count; c++) {
    const float *row = run->rows + (size_t)batch->candidates[c] * width;
    memcpy(run->candidate_rows + c * width, row, width * sizeof *row);
    for (size_t i = 0; i < width; i++) turned[i * columns + c] = row[i];
  }
}

/* run->candidate_scores become gradients. */
static void score(casus_run *run, const casus_batch *batch, size_t columns) {
  size_t width = run->layout->shape.width, count = batch->gap_count;
  for (size_t g = 0; g < count; g++)
    memcpy(run->gap_tops + g * width, run->top + (size_t)batch->gaps[g].token * width, width * sizeof(float));
  casus_linear(run, run->gap_tops, count, width, width, run->layout->cloze, run->layout->cloze_bias, run->gap_lanes);
  memset(run->candidate_scores, 0, count * columns * sizeof(float));
  run->simd->multiply_floats(run->gap_lanes, width, 1, run->candidates_turned, count, width, columns,
                             run->candidate_scores);
  for (size_t g = 0; g < count; g++) {
    float *scores = run->candidate_scores + g * columns;
    casus_softmax(scores, batch->candidate_count);
    for (size_t c = batch->candidate_count; c < columns; c++) scores[c] = 0;
    run->loss -= (double)casus_log(scores[batch->gaps[g].candidate] + 1e-9f);
    scores[batch->gaps[g].candidate] -= 1;
  }
}

void casus_run_cloze(casus_run *run, const casus_batch *batch) {
  size_t width = run->layout->shape.width, count = batch->gap_count, tokens = batch->starts[batch->sentences];
  size_t columns = casus_padded((uint32_t)batch->candidate_count);
  gather(run, batch, columns);
  score(run, batch, columns);
  memset(run->top_gradient, 0, tokens * width * sizeof(float));
  memset(run->candidate_gradient, 0, columns * width * sizeof(float));
  memset(run->gap_gradient, 0, count * width * sizeof(float));
  run->simd->multiply_floats(run->candidate_scores, 1, columns, run->gap_lanes, batch->candidate_count, count, width,
                             run->candidate_gradient);
  run->simd->multiply_floats(run->candidate_scores, columns, 1, run->candidate_rows, count, batch->candidate_count,
                             width, run->gap_gradient);
  memset(run->scratch, 0, count * width * sizeof(float));
  casus_linear_back(run, run->gap_tops, run->gap_gradient, count, width, width, run->layout->cloze,
                    run->layout->cloze_bias, run->scratch);
  for (size_t g = 0; g < count; g++) {
    float *to = run->top_gradient + (size_t)batch->gaps[g].token * width;
    for (size_t i = 0; i < width; i++) to[i] += run->scratch[g * width + i];
  }
}
