/* Batches: copies of sentences, with words taken out. */
#include "text/train.h"

void *casus_shard_learn(void *context) {
  casus_shard *part = context;
  casus_batch batch = {.starts = part->starts,
                       .sentences = part->sentences,
                       .inputs = part->inputs,
                       .answers = part->answers,
                       .candidates = part->candidates,
                       .gaps = part->gap_count ? part->gaps : NULL,
                       .candidate_count = part->candidate_count,
                       .gap_count = part->gap_count};
  memset(part->run->gradient, 0, part->run->layout->size * sizeof(float));
  if (casus_shard_size(part)) casus_run_learn(part->run, &batch);
  return NULL;
}

bool casus_shard_make(casus_shard *part, casus_learner *l, size_t index, casus_arena *arena,
                      const casus_lessons *lessons, casus_random *random) {
  size_t room = lessons->batch / CASUS_SHARDS + 2 * CASUS_LESSON_MOST;
  casus_run *run = &l->runs[index];
  *part = (casus_shard){.run = run, .only_gaps = lessons->gaps > 0};
  if (!casus_run_make(run, arena, &l->layout, room, CASUS_LESSON_MOST)) return false;
  run->weights = l->weights;
  run->rows = l->rows;
  run->keep = lessons->keep;
  run->random = casus_random_next(random);
  part->starts = casus_arena_array(arena, room + 1, sizeof *part->starts);
  part->inputs = casus_arena_array(arena, room, sizeof *part->inputs);
  part->answers = casus_arena_array(arena, room, sizeof *part->answers);
  part->gaps = casus_arena_array(arena, CASUS_CANDIDATES, sizeof *part->gaps);
  part->candidates = casus_arena_array(arena, CASUS_CANDIDATES, sizeof *part->candidates);
  return part->starts && part->inputs && part->answers && part->gaps && part->candidates;
}

static void shard_clear(casus_shard *part) {
  part->sentences = part->starts[0] = part->gap_count = part->candidate_count = 0;
}

/* A sentence's copy loses the form's own row of some words, so that the parts of words learn to stand for them. */
static void add_sentence(casus_shard *part, const casus_corpus *corpus, uint32_t sentence, uint32_t word_limit,
                         casus_random *random) {
  uint32_t first = corpus->starts[sentence], count = corpus->starts[sentence + 1] - first;
  uint32_t at = part->starts[part->sentences];
  memcpy(part->inputs + at, corpus->inputs + first, count * sizeof *part->inputs);
  memcpy(part->answers + at, corpus->answers + first, count * sizeof *part->answers);
  for (uint32_t t = at; t < at + count; t++)
    if (casus_random_below(random, 1000) >= word_limit) part->inputs[t].rows[0] = CASUS_NO_ROW;
  part->starts[++part->sentences] = at + count;
}

static void add_candidate(casus_learner *l, casus_shard *part, int32_t word) {
  if (l->candidate_of[word] || part->candidate_count == CASUS_CANDIDATES) return;
  part->candidates[part->candidate_count++] = (int32_t)(l->words + l->buckets) + word;
  l->candidate_of[word] = part->candidate_count;
}

/* Take words out of the part's sentences, and draw others from the corpus to choose among. */
static void make_gaps(casus_learner *l, casus_shard *part, const casus_corpus *corpus, float share,
                      casus_random *random) {
  uint32_t tokens = part->starts[part->sentences], all = corpus->starts[corpus->sentences];
  for (uint32_t t = 0; t < tokens && part->gap_count < CASUS_CANDIDATES / 2; t++) {
    int32_t word = part->inputs[t].rows[0];
    if (word == CASUS_NO_ROW || casus_random_below(random, 1000) >= (uint32_t)(share * 1000)) continue;
    add_candidate(l, part, word);
    part->gaps[part->gap_count++] = (casus_gap){t, l->candidate_of[word] - 1};
    for (size_t k = 0; k < CASUS_WORD_ROWS; k++) part->inputs[t].rows[k] = CASUS_NO_ROW;
  }
  for (uint32_t draws = 0; draws < 2 * CASUS_CANDIDATES && part->candidate_count < CASUS_CANDIDATES; draws++) {
    int32_t word = corpus->inputs[casus_random_below(random, all)].rows[0];
    if (word != CASUS_NO_ROW) add_candidate(l, part, word);
  }
  for (uint32_t c = 0; c < part->candidate_count; c++)
    l->candidate_of[part->candidates[c] - (int32_t)(l->words + l->buckets)] = 0;
}

void casus_batch_fill(casus_learner *l, casus_shard *parts, const casus_corpus *corpus, const uint32_t *order,
                      uint32_t *at, const casus_lessons *lessons, casus_random *random) {
  uint32_t size = 0;
  for (size_t s = 0; s < CASUS_SHARDS; s++) shard_clear(&parts[s]);
  for (; *at < corpus->sentences && size < lessons->batch; ++*at) {
    uint32_t count = corpus->starts[order[*at] + 1] - corpus->starts[order[*at]];
    if (!count || count > CASUS_LESSON_MOST) continue;
    casus_shard *least = &parts[0];
    for (size_t s = 1; s < CASUS_SHARDS; s++)
      if (parts[s].starts[parts[s].sentences] < least->starts[least->sentences]) least = &parts[s];
    add_sentence(least, corpus, order[*at], (uint32_t)(lessons->word_keep * 1000), random);
    size += count;
  }
  for (size_t s = 0; s < CASUS_SHARDS && lessons->gaps > 0; s++) make_gaps(l, &parts[s], corpus, lessons->gaps, random);
}
