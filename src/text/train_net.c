/* Layout, and the way forward up to the last layer. */
#include "text/train_net.h"

#include <math.h>

static size_t take(size_t *at, size_t count) {
  size_t from = *at;
  *at += casus_padded((uint32_t)count);
  return from;
}

casus_layout casus_layout_of(casus_net_shape s, uint32_t vector) {
  casus_layout l = {.shape = s, .vector = vector};
  size_t at = 0, tags = casus_padded(s.tags), relations = casus_padded(s.relations);
  l.vectors = take(&at, (size_t)vector * s.width);
  l.gain = take(&at, s.width);
  for (uint32_t i = 0; i < s.layers; i++) {
    l.layers[i].taps = take(&at, (size_t)CASUS_TAPS * s.width);
    l.layers[i].gate = take(&at, (size_t)s.width * 3 * s.width);
    l.layers[i].bias = take(&at, 3 * (size_t)s.width);
    l.layers[i].gain = take(&at, s.width);
  }
  l.arc = take(&at, (size_t)s.width * 2 * s.arc);
  l.arc_bias = take(&at, 2 * (size_t)s.arc);
  l.arc_root = take(&at, s.arc);
  l.places = take(&at, (size_t)CASUS_PLACES * s.arc);
  l.relation = take(&at, (size_t)s.width * 2 * s.relation);
  l.relation_bias = take(&at, 2 * (size_t)s.relation);
  l.relation_root = take(&at, s.relation);
  l.relations = take(&at, (size_t)s.relation * relations);
  l.relations_bias = take(&at, relations);
  l.tags = take(&at, (size_t)s.width * tags);
  l.tags_bias = take(&at, tags);
  l.marks = take(&at, (size_t)s.width * casus_mark_columns(&s));
  l.marks_bias = take(&at, casus_mark_columns(&s));
  l.links = take(&at, (size_t)s.width * casus_link_lanes(&s));
  l.links_bias = take(&at, casus_link_lanes(&s));
  l.link_places = take(&at, (size_t)CASUS_ROLE_COUNT * CASUS_PLACES * s.link);
  l.link_bias = take(&at, CASUS_ROLE_COUNT);
  l.size = at;
  return l;
}

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

bool casus_run_make(casus_run *run, casus_arena *arena, const casus_layout *layout, size_t room, size_t longest) {
  const casus_net_shape *s = &layout->shape;
  size_t width = s->width, tags = casus_padded(s->tags), relations = casus_padded(s->relations);
  size_t columns = casus_padded((uint32_t)longest + 1), marks = casus_mark_columns(s), links = casus_link_lanes(s);
  bool fine = true;
  *run = (casus_run){.simd = casus_simd_best(), .layout = layout, .room = room, .longest = longest, .keep = 1};
#define ROOM(place, count) fine = (run->place = casus_arena_array(arena, (count), sizeof *run->place)) && fine
  for (uint32_t i = 0; i <= s->layers; i++) {
    ROOM(layers[i].in, room * width);
    ROOM(layers[i].mixed, room * width);
    ROOM(layers[i].gates, room * 3 * width);
    ROOM(layers[i].open, room * width);
    ROOM(layers[i].memory, room * width);
    ROOM(layers[i].sum, room * width);
    ROOM(layers[i].kept, room * width);
    ROOM(layers[i].by, room);
  }
  ROOM(gradient, layout->size);
  ROOM(row_gradient, room * width);
  ROOM(gathered, room * layout->vector);
  ROOM(top, room * width);
  ROOM(top_gradient, room * width);
  ROOM(scratch, room * 3 * width);
  ROOM(lanes_gradient, room * width);
  ROOM(turned, most(width, s->relation) * most(most(3 * width, most(marks, links)),
                                               most(2 * s->arc, most(2 * s->relation, most(tags, relations)))));
  ROOM(arcs, room * 2 * s->arc);
  ROOM(arcs_gradient, room * 2 * s->arc);
  ROOM(relations, room * 2 * s->relation);
  ROOM(relations_gradient, room * 2 * s->relation);
  ROOM(hidden, room * s->relation);
  ROOM(hidden_gradient, room * s->relation);
  ROOM(tag_scores, room * tags);
  ROOM(relation_scores, room * relations);
  ROOM(mark_scores, room * marks);
  ROOM(links, room * links);
  ROOM(links_gradient, room * links);
  ROOM(arc_scores, longest * columns);
  ROOM(heads, 2 * columns * s->arc);
  ROOM(heads_gradient, 2 * columns * s->arc);
  ROOM(place_scores, longest * CASUS_PLACES);
  ROOM(head_of, longest);
#undef ROOM
  return fine;
}

void casus_linear(casus_run *run, const float *x, size_t rows, size_t in, size_t out, size_t weights, size_t bias,
                  float *y) {
  for (size_t r = 0; r < rows; r++) memcpy(y + r * out, run->weights + bias, out * sizeof *y);
  run->simd->multiply_floats(x, in, 1, run->weights + weights, rows, in, out, y);
}

/* Each lane is kept or zeroed; what is kept grows, so that sums stay the same on average. */
static void drop(casus_run *run, float *x, uint8_t *kept, size_t count) {
  if (run->keep >= 1) return;
  uint32_t limit = (uint32_t)(run->keep * 256.0f);
  float by = 256.0f / (float)limit;
  uint64_t bits = 0;
  for (size_t i = 0; i < count; i++, bits >>= 8) {
    if (i % 8 == 0) {
      bits = run->random += 0x9E3779B97F4A7C15ULL;
      bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9ULL;
      bits = (bits ^ bits >> 27) * 0x94D049BB133111EBULL;
      bits ^= bits >> 31;
    }
    kept[i] = (bits & 0xFF) < limit;
    x[i] = kept[i] ? x[i] * by : 0;
  }
}

static void normalise(casus_run *run, casus_layer_run *layer, size_t tokens, size_t gain, float *out) {
  size_t width = run->layout->shape.width;
  const float *gains = run->weights + gain;
  for (size_t t = 0; t < tokens; t++) {
    const float *x = layer->sum + t * width;
    layer->by[t] = 1.0f / sqrtf(casus_dot(x, x, width) / (float)width + 1e-6f);
    for (size_t i = 0; i < width; i++) out[t * width + i] = x[i] * layer->by[t] * gains[i];
  }
  drop(run, out, layer->kept, tokens * width);
}

/* What the vectors of words add; words without one add nothing. */
static void add_vectors(casus_run *run, const casus_batch *batch, size_t tokens) {
  const casus_layout *l = run->layout;
  size_t size = l->vector * sizeof(float);
  for (size_t t = 0; t < tokens; t++) {
    int32_t vector = batch->inputs[t].vector;
    if (vector < 0)
      memset(run->gathered + t * l->vector, 0, size);
    else
      memcpy(run->gathered + t * l->vector, run->vectors + (size_t)vector * l->vector, size);
  }
  run->simd->multiply_floats(run->gathered, l->vector, 1, run->weights + l->vectors, tokens, l->vector, l->shape.width,
                             run->layers[0].sum);
}

static void sum_rows(casus_run *run, const casus_batch *batch, size_t tokens) {
  size_t width = run->layout->shape.width;
  memset(run->layers[0].sum, 0, tokens * width * sizeof(float));
  if (run->layout->vector) add_vectors(run, batch, tokens);
  for (size_t t = 0; t < tokens; t++) {
    float *sum = run->layers[0].sum + t * width;
    for (size_t k = 0; k < CASUS_WORD_ROWS; k++) {
      int32_t row = batch->inputs[t].rows[k];
      if (row == CASUS_NO_ROW) continue;
      const float *from = run->rows + (size_t)row * width;
      for (size_t i = 0; i < width; i++) sum[i] += from[i];
    }
  }
}

const float casus_nothing[CASUS_WIDTH_MOST];

static void remember(const float *gates, float *open, float *memory, size_t rows, size_t width, bool leftwards) {
  size_t half = width / 2, from = leftwards ? half : 0;
  for (size_t n = 0; n < rows; n++) {
    size_t t = leftwards ? rows - 1 - n : n;
    const float *g = gates + t * 3 * width + from;
    float *o = open + t * width + from, *m = memory + t * width + from;
    const float *before = n == 0 ? casus_nothing : leftwards ? m + width : m - width;
    for (size_t i = 0; i < half; i++) {
      o[i] = 0.5f + 0.5f * (g[i] / sqrtf(1.0f + g[i] * g[i]));
      m[i] = before[i] + o[i] * (g[width + i] - before[i]);
    }
  }
}

static void layer_forward(casus_run *run, const casus_batch *batch, size_t tokens, uint32_t index, float *out) {
  const casus_layer_at *at = &run->layout->layers[index];
  casus_layer_run *layer = &run->layers[index + 1];
  size_t width = run->layout->shape.width;
  for (uint32_t s = 0; s < batch->sentences; s++) {
    size_t first = batch->starts[s], count = batch->starts[s + 1] - first;
    run->simd->mix(layer->in + first * width, count, width, run->weights + at->taps, CASUS_TAPS,
                   layer->mixed + first * width);
  }
  casus_linear(run, layer->mixed, tokens, width, 3 * width, at->gate, at->bias, layer->gates);
  for (uint32_t s = 0; s < batch->sentences; s++) {
    size_t first = batch->starts[s], count = batch->starts[s + 1] - first;
    for (int leftwards = 0; leftwards < 2; leftwards++)
      remember(layer->gates + first * 3 * width, layer->open + first * width, layer->memory + first * width, count,
               width, leftwards);
  }
  for (size_t t = 0; t < tokens; t++) {
    const float *in = layer->in + t * width, *memory = layer->memory + t * width;
    const float *use = layer->gates + t * 3 * width + 2 * width;
    for (size_t i = 0; i < width; i++) layer->sum[t * width + i] = in[i] + memory[i] * use[i];
  }
  normalise(run, layer, tokens, at->gain, out);
}

void casus_run_forward(casus_run *run, const casus_batch *batch) {
  size_t tokens = batch->starts[batch->sentences];
  uint32_t layers = run->layout->shape.layers;
  sum_rows(run, batch, tokens);
  normalise(run, &run->layers[0], tokens, run->layout->gain, layers ? run->layers[1].in : run->top);
  for (uint32_t i = 0; i < layers; i++)
    layer_forward(run, batch, tokens, i, i + 1 < layers ? run->layers[i + 2].in : run->top);
}
