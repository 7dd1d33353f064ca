/* Lessons: gradients of batches, in threads, and Adam. */
#include <math.h>
#include <pthread.h>

#include "text/train.h"

enum { WARM_UP = 200 }; /* steps up to the whole rate */
static const float MEAN_DECAY = 0.9f, SQUARE_DECAY = 0.98f, TINY = 1e-8f;
static const float NORM_MOST = 4; /* longer gradients are shortened to this */

/* One step of Adam for `count` weights. */
static void adam(float *w, float *mean, float *square, float *gradient, size_t count, float rate, float scale,
                 float mean_by, float square_by) {
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i] * scale;
    mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * g;
    square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * g * g;
    w[i] -= rate * (mean[i] * mean_by) / (sqrtf(square[i] * square_by) + TINY);
    gradient[i] = 0;
  }
}

static void add_to_row(casus_learner *l, int32_t row, const float *gradient) {
  size_t width = l->layout.shape.width;
  if (!l->is_touched[row]) l->is_touched[row] = 1, l->touched[l->touched_count++] = (uint32_t)row;
  float *to = l->row_gradient + (size_t)row * width;
  for (size_t i = 0; i < width; i++) to[i] += gradient[i];
}

static void gather_rows(casus_learner *l, const casus_shard *part) {
  size_t width = l->layout.shape.width, tokens = part->starts[part->sentences];
  for (size_t t = 0; t < tokens; t++)
    for (size_t k = 0; k < CASUS_WORD_ROWS; k++)
      if (part->inputs[t].rows[k] != CASUS_NO_ROW)
        add_to_row(l, part->inputs[t].rows[k], part->run->row_gradient + t * width);
}

static float clipping(const float *gradient, size_t count, float scale) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)gradient[i] * (double)gradient[i];
  float norm = sqrtf((float)sum) * scale;
  return norm > NORM_MOST ? scale * (NORM_MOST / norm) : scale;
}

static void update(casus_learner *l, casus_shard *parts, float rate) {
  size_t width = l->layout.shape.width, tokens = 0;
  float *sum = parts[0].run->gradient;
  for (size_t s = 0; s < CASUS_SHARDS; s++) {
    tokens += casus_shard_size(&parts[s]);
    gather_rows(l, &parts[s]);
    for (size_t i = 0; s && i < l->layout.size; i++) sum[i] += parts[s].run->gradient[i];
  }
  l->mean_left *= MEAN_DECAY;
  l->square_left *= SQUARE_DECAY;
  float mean_by = 1 / (1 - l->mean_left), square_by = 1 / (1 - l->square_left);
  float scale = clipping(sum, l->layout.size, 1.0f / (float)(tokens ? tokens : 1));
  adam(l->weights, l->mean, l->square, sum, l->layout.size, rate, scale, mean_by, square_by);
  for (uint32_t i = 0; i < l->touched_count; i++) {
    size_t at = (size_t)l->touched[i] * width;
    adam(l->rows + at, l->row_mean + at, l->row_square + at, l->row_gradient + at, width, rate, scale, mean_by,
         square_by);
    l->is_touched[l->touched[i]] = 0;
  }
  l->touched_count = 0;
}

/* The first shard is computed here, the others in threads of their own. */
static void learn_batch(casus_learner *l, casus_shard *parts, float rate) {
  pthread_t threads[CASUS_SHARDS];
  bool started[CASUS_SHARDS] = {false};
  for (size_t s = 1; s < CASUS_SHARDS; s++)
    started[s] = pthread_create(&threads[s], NULL, casus_shard_learn, &parts[s]) == 0;
  for (size_t s = 0; s < CASUS_SHARDS; s++)
    if (!started[s]) casus_shard_learn(&parts[s]);
  for (size_t s = 1; s < CASUS_SHARDS; s++)
    if (started[s]) pthread_join(threads[s], NULL);
  update(l, parts, rate);
}

/* Up to the whole rate over WARM_UP steps, then down to nothing at the end. */
static float rate_at(const casus_lessons *lessons, uint64_t step, double done) {
  float warm = step < WARM_UP ? (float)(step + 1) / WARM_UP : 1;
  return lessons->rate * warm * (float)(1 - done);
}

static double take_loss(casus_shard *parts) {
  double loss = 0;
  uint64_t tokens = 0;
  for (size_t s = 0; s < CASUS_SHARDS; s++) {
    tokens += parts[s].run->tokens;
    loss += parts[s].run->loss;
    parts[s].run->tokens = 0;
    parts[s].run->loss = 0;
  }
  return loss / (double)(tokens ? tokens : 1);
}

int casus_learner_teach(casus_learner *l, const casus_corpus *corpus, const casus_lessons *lessons,
                        casus_random *random, casus_epoch_done *done, void *context, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_shard parts[CASUS_SHARDS];
  bool fine = arena;
  for (size_t s = 0; s < CASUS_SHARDS && fine; s++) fine = casus_shard_make(&parts[s], l, s, arena, lessons, random);
  uint32_t *order = fine ? casus_arena_array(arena, corpus->sentences, sizeof *order) : NULL;
  int code = order ? CASUS_OK : casus_fail_memory(err);
  uint64_t step = 0;
  for (uint32_t i = 0; !code && i < corpus->sentences; i++) order[i] = i;
  for (uint32_t epoch = 0; epoch < lessons->epochs && !code; epoch++) {
    casus_random_shuffle(random, order, corpus->sentences);
    for (uint32_t at = 0; at < corpus->sentences;) {
      casus_batch_fill(parts, corpus, order, &at, lessons, random);
      learn_batch(l, parts, rate_at(lessons, step++, (epoch + (double)at / corpus->sentences) / lessons->epochs));
    }
    code = done(context, epoch + 1, take_loss(parts));
  }
  casus_arena_free(arena);
  return code;
}
