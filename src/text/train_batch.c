/* Batches: copies of sentences in two parts. */
#include "text/train.h"

void *casus_shard_learn(void *context) {
  casus_shard *part = context;
  casus_batch batch = {part->starts, part->sentences, part->inputs, part->answers};
  memset(part->run->gradient, 0, part->run->layout->size * sizeof(float));
  if (casus_shard_size(part)) casus_run_learn(part->run, &batch);
  return NULL;
}

bool casus_shard_make(casus_shard *part, casus_learner *l, size_t index, casus_arena *arena,
                      const casus_lessons *lessons, casus_random *random) {
  size_t room = lessons->batch / CASUS_SHARDS + 2 * CASUS_LESSON_MOST;
  casus_run *run = &l->runs[index];
  *part = (casus_shard){.run = run};
  if (!casus_run_make(run, arena, &l->layout, room, CASUS_LESSON_MOST)) return false;
  run->weights = l->weights;
  run->rows = l->rows;
  run->vectors = l->vectors;
  run->keep = lessons->keep;
  run->random = casus_random_next(random);
  part->starts = casus_arena_array(arena, room + 1, sizeof *part->starts);
  part->inputs = casus_arena_array(arena, room, sizeof *part->inputs);
  part->answers = casus_arena_array(arena, room, sizeof *part->answers);
  return part->starts && part->inputs && part->answers;
}

/* A word seen n times loses its own row once in n + 1 times, so that the parts of words learn to stand for rare and
 * unknown ones, names above all. */
static void add_sentence(casus_shard *part, const casus_corpus *corpus, uint32_t sentence, casus_random *random) {
  uint32_t first = corpus->starts[sentence], count = corpus->starts[sentence + 1] - first;
  uint32_t at = part->starts[part->sentences];
  memcpy(part->inputs + at, corpus->inputs + first, count * sizeof *part->inputs);
  memcpy(part->answers + at, corpus->answers + first, count * sizeof *part->answers);
  for (uint32_t t = at; t < at + count; t++)
    if (casus_random_below(random, part->inputs[t].seen + 1) == 0) part->inputs[t].rows[0] = CASUS_NO_ROW;
  part->starts[++part->sentences] = at + count;
}

void casus_batch_fill(casus_shard *parts, const casus_corpus *corpus, const uint32_t *order, uint32_t *at,
                      const casus_lessons *lessons, casus_random *random) {
  uint32_t size = 0;
  for (size_t s = 0; s < CASUS_SHARDS; s++) parts[s].sentences = parts[s].starts[0] = 0;
  for (; *at < corpus->sentences && size < lessons->batch; ++*at) {
    uint32_t count = corpus->starts[order[*at] + 1] - corpus->starts[order[*at]];
    if (!count || count > CASUS_LESSON_MOST) continue;
    casus_shard *least = &parts[0];
    for (size_t s = 1; s < CASUS_SHARDS; s++)
      if (parts[s].starts[parts[s].sentences] < least->starts[least->sentences]) least = &parts[s];
    add_sentence(least, corpus, order[*at], random);
    size += count;
  }
}
