/* The way back from the last layer to the rows of words. */
#include "text/train_net.h"

#include <math.h>

static void turn(const float *matrix, size_t in, size_t out, float *turned) {
  for (size_t i = 0; i < in; i++)
    for (size_t o = 0; o < out; o++) turned[o * in + i] = matrix[i * out + o];
}

void casus_linear_back(casus_run *run, const float *x, const float *y_gradient, size_t rows, size_t in, size_t out,
                       size_t weights, size_t bias, float *x_gradient) {
  float *to = run->gradient + bias;
  for (size_t r = 0; r < rows; r++)
    for (size_t o = 0; o < out; o++) to[o] += y_gradient[r * out + o];
  run->simd->multiply_floats(x, 1, in, y_gradient, in, rows, out, run->gradient + weights);
  if (!x_gradient) return;
  turn(run->weights + weights, in, out, run->turned);
  run->simd->multiply_floats(y_gradient, out, 1, run->turned, rows, out, in, x_gradient);
}

/* y = x by gain, by = 1 / root of the mean square:  dx = by (dy gain) - x by^3 / width * sum(dy gain x) */
static void normalise_back(casus_run *run, const casus_layer_run *layer, size_t tokens, size_t gain, float *gradient) {
  size_t width = run->layout->shape.width;
  const float *gains = run->weights + gain;
  float *gain_gradient = run->gradient + gain;
  if (run->keep < 1) {
    float by = 256.0f / (float)(uint32_t)(run->keep * 256.0f);
    for (size_t i = 0; i < tokens * width; i++) gradient[i] = layer->kept[i] ? gradient[i] * by : 0;
  }
  for (size_t t = 0; t < tokens; t++) {
    float *d = gradient + t * width, by = layer->by[t];
    const float *x = layer->sum + t * width;
    for (size_t i = 0; i < width; i++) {
      gain_gradient[i] += d[i] * x[i] * by;
      d[i] *= gains[i];
    }
    float dot = casus_dot(d, x, width) * by * by * by / (float)width;
    for (size_t i = 0; i < width; i++) d[i] = d[i] * by - x[i] * dot;
  }
}

/* m = last + open (candidate - last), backwards in the order of the memory. */
static void remember_back(const casus_layer_run *layer, size_t first, size_t rows, size_t width, bool leftwards,
                          const float *gradient, float *gates_gradient) {
  size_t half = width / 2, from = leftwards ? half : 0;
  float carried[CASUS_WIDTH_MOST / 2] = {0};
  for (size_t n = rows; n-- > 0;) {
    size_t t = first + (leftwards ? rows - 1 - n : n);
    const float *g = layer->gates + t * 3 * width + from, *o = layer->open + t * width + from;
    const float *d = gradient + t * width + from, *m = layer->memory + t * width + from;
    const float *before = n == 0 ? casus_nothing : leftwards ? m + width : m - width;
    float *to = gates_gradient + t * 3 * width + from;
    for (size_t i = 0; i < half; i++) {
      float whole = d[i] * g[2 * width + i] + carried[i], last = before[i], square = 1.0f + g[i] * g[i];
      to[i] = whole * (g[width + i] - last) * (0.5f / (square * sqrtf(square)));
      to[width + i] = whole * o[i];
      to[2 * width + i] = d[i] * m[i];
      carried[i] = whole * (1.0f - o[i]);
    }
  }
}

static void mix_back(casus_run *run, const casus_layer_run *layer, size_t first, size_t rows, size_t taps,
                     const float *gradient, float *x_gradient) {
  size_t width = run->layout->shape.width;
  for (size_t tap = 0; tap < CASUS_TAPS; tap++) {
    const float *weights = run->weights + taps + tap * width;
    float *to = run->gradient + taps + tap * width;
    for (size_t t = 0; t < rows; t++) {
      if (t + tap < CASUS_TAPS / 2 || t + tap >= rows + CASUS_TAPS / 2) continue;
      size_t from = (first + t + tap - CASUS_TAPS / 2) * width, at = (first + t) * width;
      for (size_t i = 0; i < width; i++) {
        to[i] += gradient[at + i] * layer->in[from + i];
        x_gradient[from + i] += gradient[at + i] * weights[i];
      }
    }
  }
}

/* run->top_gradient: of the layer's output on entry, of its input on return. */
static void layer_back(casus_run *run, const casus_batch *batch, size_t tokens, uint32_t index) {
  const casus_layer_at *at = &run->layout->layers[index];
  const casus_layer_run *layer = &run->layers[index + 1];
  size_t width = run->layout->shape.width;
  float *gradient = run->top_gradient;
  normalise_back(run, layer, tokens, at->gain, gradient);
  for (uint32_t s = 0; s < batch->sentences; s++)
    for (int leftwards = 0; leftwards < 2; leftwards++)
      remember_back(layer, batch->starts[s], batch->starts[s + 1] - batch->starts[s], width, leftwards, gradient,
                    run->scratch);
  memset(run->lanes_gradient, 0, tokens * width * sizeof(float));
  casus_linear_back(run, layer->mixed, run->scratch, tokens, width, 3 * width, at->gate, at->bias, run->lanes_gradient);
  for (uint32_t s = 0; s < batch->sentences; s++)
    mix_back(run, layer, batch->starts[s], batch->starts[s + 1] - batch->starts[s], at->taps, run->lanes_gradient,
             gradient);
}

void casus_run_backward(casus_run *run, const casus_batch *batch) {
  size_t tokens = batch->starts[batch->sentences], width = run->layout->shape.width;
  for (uint32_t i = run->layout->shape.layers; i-- > 0;) layer_back(run, batch, tokens, i);
  normalise_back(run, &run->layers[0], tokens, run->layout->gain, run->top_gradient);
  memcpy(run->row_gradient, run->top_gradient, tokens * width * sizeof(float));
  const casus_layout *l = run->layout;
  if (!l->vector) return;
  float *gradient = run->gradient + l->vectors;
  run->simd->multiply_floats(run->gathered, 1, l->vector, run->top_gradient, l->vector, tokens, width, gradient);
}
