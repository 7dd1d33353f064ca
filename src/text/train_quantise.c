/* From a network that learned to the numbers of the model file. */
#include <math.h>

#include "text/train.h"

static float largest(const float *x, size_t count) {
  float most = 1e-12f;
  for (size_t i = 0; i < count; i++) most = fabsf(x[i]) > most ? fabsf(x[i]) : most;
  return most;
}

/* The places of a view lie in buffers of this file's own. */
static float *writable(const float *place) { return (float *)(uintptr_t)place; }

static void write_floats(const float *place, const float *from, size_t count) {
  memcpy(writable(place), from, count * sizeof *from);
}

/* weights: [in][columns]. */
static void write_matrix(const casus_matrix *matrix, const float *weights, const float *bias) {
  int8_t *cells = (int8_t *)(uintptr_t)matrix->cells;
  float *scale = writable(matrix->scale);
  size_t in = matrix->in, columns = matrix->columns;
  write_floats(matrix->bias, bias, columns);
  for (size_t c = 0; c < columns; c++) {
    float most = 1e-12f;
    for (size_t k = 0; k < in; k++) {
      float w = fabsf(weights[k * columns + c]);
      most = w > most ? w : most;
    }
    scale[c] = most / CASUS_CELL_MOST;
    for (size_t k = 0; k < in; k++) {
      size_t panel = c / CASUS_PANEL, at = (panel * in + k / 2 * 2) * CASUS_PANEL + c % CASUS_PANEL * 2 + k % 2;
      cells[at] = (int8_t)lrintf(weights[k * columns + c] / most * CASUS_CELL_MOST);
    }
  }
}

static void write_blocks(const casus_learner *l, casus_net *net) {
  const casus_layout *at = &l->layout;
  const casus_net_shape *s = &at->shape;
  const float *w = l->weights;
  write_floats(net->gain, w + at->gain, s->width);
  for (uint32_t i = 0; i < s->layers; i++) {
    write_floats(net->layers[i].taps, w + at->layers[i].taps, (size_t)CASUS_TAPS * s->width);
    write_floats(net->layers[i].gain, w + at->layers[i].gain, s->width);
    write_matrix(&net->layers[i].gate, w + at->layers[i].gate, w + at->layers[i].bias);
  }
  write_floats(net->arc_root, w + at->arc_root, s->arc);
  write_floats(net->relation_root, w + at->relation_root, s->relation);
  for (size_t p = 0; p < CASUS_PLACES; p++)
    for (size_t i = 0; i < s->arc; i++) writable(net->places)[i * CASUS_PLACES + p] = w[at->places + p * s->arc + i];
  write_matrix(&net->arc, w + at->arc, w + at->arc_bias);
  write_matrix(&net->relation, w + at->relation, w + at->relation_bias);
  write_matrix(&net->relations, w + at->relations, w + at->relations_bias);
  write_matrix(&net->tags, w + at->tags, w + at->tags_bias);
  if (!s->kinds) return;
  write_matrix(&net->marks, w + at->marks, w + at->marks_bias);
  write_matrix(&net->links, w + at->links, w + at->links_bias);
  write_floats(net->link_places, w + at->link_places, (size_t)CASUS_ROLE_COUNT * CASUS_PLACES * s->link);
  write_floats(net->link_bias, w + at->link_bias, CASUS_ROLE_COUNT);
}

static void write_bytes(const float *from, size_t count, float scale, int8_t *to) {
  for (size_t i = 0; i < count; i++) {
    float value = rintf(from[i] / scale);
    to[i] = (int8_t)(value > CASUS_CELL_MOST ? CASUS_CELL_MOST : value < -CASUS_CELL_MOST ? -CASUS_CELL_MOST : value);
  }
}

/* What is known of a form before its parts: its own row where it was seen, and what its vector adds. */
static void start_row(const casus_learner *l, const casus_vocabulary *vocabulary, size_t word, float *sum) {
  size_t width = l->layout.shape.width, size = l->layout.vector;
  if (vocabulary->seen[word])
    memcpy(sum, l->rows + word * width, width * sizeof *sum);
  else
    memset(sum, 0, width * sizeof *sum);
  if (vocabulary->vector[word] < 0) return;
  const float *vector = l->vectors + (size_t)vocabulary->vector[word] * size, *weights = l->weights + l->layout.vectors;
  for (size_t k = 0; k < size; k++)
    for (size_t i = 0; i < width; i++) sum[i] += vector[k] * weights[k * width + i];
}

/* A form's row is written with those of its parts and its vector already added. */
static bool write_rows(const casus_learner *l, const casus_vocabulary *vocabulary, casus_arena *arena, casus_net *net) {
  size_t width = l->layout.shape.width, words = l->words, buckets = l->buckets;
  const float *parts = l->rows + words * width;
  float *sums = casus_arena_array(arena, words + 1, width * sizeof *sums);
  int8_t *word_rows = casus_arena_array(arena, words + 1, width), *part_rows = casus_arena_array(arena, buckets, width);
  if (!sums || !word_rows || !part_rows) return false;
  for (size_t w = 0; w < words; w++) start_row(l, vocabulary, w, sums + w * width);
  for (size_t w = 0; w < words; w++)
    for (size_t k = 0; k < CASUS_PARTS; k++)
      for (size_t i = 0; i < width; i++) sums[w * width + i] += parts[vocabulary->parts[w][k] * width + i];
  net->word_scale = largest(sums, words * width) / CASUS_CELL_MOST;
  net->part_scale = largest(parts, buckets * width) / CASUS_CELL_MOST;
  write_bytes(sums, words * width, net->word_scale, word_rows);
  write_bytes(parts, buckets * width, net->part_scale, part_rows);
  net->word_rows = word_rows;
  net->part_rows = part_rows;
  net->words = (uint32_t)words;
  net->buckets = (uint32_t)buckets;
  return true;
}

bool casus_draft_network(casus_draft *draft, const casus_learner *l, const casus_vocabulary *vocabulary,
                         casus_arena *arena) {
  casus_net net = {.shape = l->layout.shape};
  draft->net_size = casus_net_view(&net, NULL, NULL);
  draft->floats = casus_arena_array(arena, draft->net_size.floats, sizeof *draft->floats);
  draft->cells = casus_arena_array(arena, draft->net_size.cells, sizeof *draft->cells);
  if (!draft->floats || !draft->cells || !write_rows(l, vocabulary, arena, &net)) return false;
  casus_net_view(&net, draft->floats, draft->cells);
  write_blocks(l, &net);
  draft->model.net = net;
  draft->model.forms = vocabulary->forms;
  draft->model.simd = casus_simd_best();
  return true;
}
