/* Numbers by chance, and the weights before the first lesson. */
#include <math.h>

#include "text/train.h"

void casus_random_shuffle(casus_random *random, uint32_t *items, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t k = casus_random_below(random, (uint32_t)i);
    uint32_t kept = items[i - 1];
    items[i - 1] = items[k];
    items[k] = kept;
  }
}

/* The sum of twelve even numbers is near enough to a normal one. */
static void fill(casus_random *random, float *to, size_t count, float deviation) {
  for (size_t i = 0; i < count; i++) {
    float sum = -6;
    for (int k = 0; k < 6; k++) {
      uint64_t bits = casus_random_next(random);
      sum += ((float)(bits & 0xFFFFFF) + (float)(bits >> 40)) / 16777216.0f;
    }
    to[i] = sum * deviation;
  }
}

static void start_weights(casus_learner *l, casus_random *random) {
  const casus_layout *at = &l->layout;
  const casus_net_shape *s = &at->shape;
  float *w = l->weights, inner = 1.0f / sqrtf((float)s->width);
  for (uint32_t i = 0; i < s->width; i++) w[at->gain + i] = 1;
  if (at->vector) fill(random, w + at->vectors, (size_t)at->vector * s->width, 0.3f / sqrtf((float)at->vector));
  for (uint32_t k = 0; k < s->layers; k++) {
    const casus_layer_at *layer = &at->layers[k];
    fill(random, w + layer->taps, (size_t)CASUS_TAPS * s->width, 0.3f);
    for (uint32_t i = 0; i < s->width; i++) {
      w[layer->taps + (size_t)(CASUS_TAPS / 2) * s->width + i] += 1;
      w[layer->gain + i] = 1;
    }
    fill(random, w + layer->gate, (size_t)s->width * 3 * s->width, inner);
    for (uint32_t i = 0; i < s->width; i++) w[layer->bias + 2 * s->width + i] = 1;
  }
  fill(random, w + at->arc, (size_t)s->width * 2 * s->arc, inner);
  fill(random, w + at->arc_root, s->arc, 0.3f);
  fill(random, w + at->places, (size_t)CASUS_PLACES * s->arc, 0.1f);
  fill(random, w + at->relation, (size_t)s->width * 2 * s->relation, inner);
  fill(random, w + at->relation_root, s->relation, 0.3f);
  fill(random, w + at->relations, (size_t)s->relation * casus_padded(s->relations), 1 / sqrtf((float)s->relation));
  fill(random, w + at->tags, (size_t)s->width * casus_padded(s->tags), inner);
  fill(random, w + at->marks, (size_t)s->width * casus_mark_columns(s), inner);
  fill(random, w + at->links, (size_t)s->width * casus_link_lanes(s), inner);
  fill(random, l->rows, (size_t)(l->words + l->buckets) * s->width, 0.1f);
}

bool casus_learner_make(casus_learner *l, casus_arena *arena, casus_net_shape shape, const casus_vocabulary *vocabulary,
                        casus_random *random) {
  *l = (casus_learner){.layout = casus_layout_of(shape, vocabulary->vectors.size),
                       .words = vocabulary->words,
                       .buckets = vocabulary->buckets};
  size_t size = l->layout.size, rows = (size_t)l->words + l->buckets, cells = rows * shape.width;
  bool fine = true;
#define ROOM(place, count) fine = (l->place = casus_arena_array(arena, (count), sizeof *l->place)) && fine
  ROOM(weights, size);
  ROOM(mean, size);
  ROOM(square, size);
  ROOM(rows, cells);
  ROOM(row_mean, cells);
  ROOM(row_square, cells);
  ROOM(row_gradient, cells);
  ROOM(touched, rows);
  ROOM(is_touched, rows);
#undef ROOM
  l->vectors = vocabulary->vectors.values;
  l->mean_left = l->square_left = 1;
  if (fine) start_weights(l, random);
  return fine;
}
