/* Training. Private to train*.c, model_write.c and score.c. */
#ifndef CASUS_TEXT_TRAIN_H
#define CASUS_TEXT_TRAIN_H

#include "text/features.h"
#include "text/train_net.h"

/* Numbers for shuffling: splitmix64 (Steele, Lea, Flood 2014). The same seed gives the same model. */
typedef struct casus_random {
  uint64_t state;
} casus_random;
static inline uint64_t casus_random_next(casus_random *random) {
  uint64_t z = random->state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
  return z ^ z >> 31;
}
static inline uint32_t casus_random_below(casus_random *random, uint32_t limit) {
  return (uint32_t)((casus_random_next(random) >> 32) * limit >> 32);
}
void casus_random_shuffle(casus_random *random, uint32_t *items, size_t count);

typedef struct casus_progress {
  void (*say)(void *context, const char *line); /* may be NULL */
  void *context;
} casus_progress;

/* The treebank with copies of some sentences: in capitals, in title case, without the full stop, with a small first
 * letter, all small; so that headlines and damaged text are read sensibly. */
int casus_train_damage(const casus_text *text, uint64_t seed, casus_arena *arena, casus_text *damaged,
                       casus_error *err);

/* What is written into the model file, filled step by step. Everything lives in draft->model.arena. */
typedef struct casus_draft {
  casus_model model;
  casus_buffer strings;
  uint32_t tag_count, relation_count, kind_count, manner_count;
  float *floats; /* the blocks of model.net, as they lie in the file */
  int8_t *cells;
  casus_net_size net_size;
} casus_draft;
/* Strings, tags, relations and lemmas of the treebank. */
int casus_train_lexicon(const casus_text *text, casus_draft *draft, casus_error *err);
/* Kinds and manners of a text's marks. False when out of memory. */
bool casus_train_marks(const casus_text *text, casus_draft *draft);
/* What a mark should get; `first`: of its sentence. */
void casus_train_mark_answers(const casus_draft *draft, const casus_text *text, const casus_mark *mark, uint32_t first,
                              casus_answers *answers);
/* Add one string of at most 255 bytes. False when out of memory. */
bool casus_draft_string(casus_draft *draft, casus_str s, uint32_t *place);
bool casus_train_lemmas(const casus_text *text, casus_draft *draft); /* part of casus_train_lexicon */
/* Class of a token's gold tag or relation; CASUS_NO_CLASS when too rare. */
uint8_t casus_train_tag_of(const casus_draft *draft, const casus_token *token);
uint8_t casus_train_relation_of(const casus_draft *draft, const casus_token *token);

/* Vectors of words that somebody else made. */
typedef struct casus_vectors {
  casus_str *words; /* [count]: as in the bytes read */
  float *values;    /* [count][size] */
  uint32_t count, size;
} casus_vectors;
int casus_vectors_read(casus_str bytes, casus_arena *arena, casus_vectors *vectors, casus_error *err);

/* The forms that have a row of their own: those that are seen often enough or have a vector. */
enum { CASUS_NO_VECTOR = -1 };
typedef struct casus_vocabulary {
  casus_slots forms;
  uint32_t words, buckets;
  uint32_t (*parts)[CASUS_PARTS]; /* [words] */
  uint32_t *seen;                 /* [words]: how often; 0: only the vector is known */
  int32_t *vector;                /* [words]: of vectors.values */
  casus_vectors vectors;
} casus_vocabulary;
/* vocabulary->vectors is given. */
bool casus_vocabulary_make(const casus_text *const *texts, size_t count, uint32_t least, uint32_t buckets,
                           casus_arena *arena, casus_vocabulary *vocabulary);

/* Sentences as the network sees them. All that make one return false when out of memory. */
typedef struct casus_corpus {
  uint32_t *starts; /* [sentences + 1] */
  uint32_t sentences;
  casus_inputs *inputs;   /* [tokens]; rows below `words` are of forms */
  casus_answers *answers; /* [tokens] */
} casus_corpus;
bool casus_corpus_make(const casus_text *text, const casus_draft *draft, const casus_vocabulary *vocabulary,
                       casus_arena *arena, casus_corpus *corpus);

/* `one` some times and `other` once. */
bool casus_corpus_join(casus_arena *arena, const casus_corpus *one, size_t times, const casus_corpus *other,
                       casus_corpus *joined);

/* A network that learns, with Adam (Kingma and Ba 2015). */
enum { CASUS_LESSON_MOST = 200 }; /* longer sentences are not learned from */
enum {
  CASUS_SHARDS = 2
}; /* parts of each batch that are computed side by side; their sum does not depend on threads */
typedef struct casus_learner {
  casus_layout layout;
  uint32_t words, buckets, all_rows;                  /* rows of forms, of parts, and of forms as candidates for gaps */
  const float *vectors;                               /* [.][layout.vector] */
  float *weights, *mean, *square;                     /* [layout.size] */
  float *rows, *row_mean, *row_square, *row_gradient; /* [words + buckets][width] */
  uint32_t *touched;
  uint8_t *is_touched; /* [words + buckets] */
  uint32_t touched_count;
  float mean_left, square_left; /* powers of the decays */
  casus_run runs[CASUS_SHARDS];
} casus_learner;

typedef struct casus_lessons {
  uint32_t epochs, batch; /* tokens in a batch */
  float rate, keep;       /* share of lanes that is not dropped */
} casus_lessons;

bool casus_learner_make(casus_learner *learner, casus_arena *arena, casus_net_shape shape,
                        const casus_vocabulary *vocabulary, casus_random *random);
/* Part of a batch: copies of some sentences. */
typedef struct casus_shard {
  casus_run *run;
  uint32_t *starts, sentences;
  casus_inputs *inputs;
  casus_answers *answers;
} casus_shard;
bool casus_shard_make(casus_shard *part, casus_learner *learner, size_t index, casus_arena *arena,
                      const casus_lessons *lessons, casus_random *random);
/* Fill the parts with a batch of the corpus, from order[*at] on; moves *at. */
void casus_batch_fill(casus_shard *parts, const casus_corpus *corpus, const uint32_t *order, uint32_t *at,
                      const casus_lessons *lessons, casus_random *random);
/* Compute gradients of one part; a thread's function. Returns NULL. */
void *casus_shard_learn(void *part);
static inline uint32_t casus_shard_size(const casus_shard *part) { return part->starts[part->sentences]; } /* tokens */

/* Called behind each epoch; not CASUS_OK ends the lessons. */
typedef int casus_epoch_done(void *context, uint32_t epoch, double loss);
int casus_learner_teach(casus_learner *learner, const casus_corpus *corpus, const casus_lessons *lessons,
                        casus_random *random, casus_epoch_done *done, void *context, casus_error *err);

/* Round the network into the draft, which can then parse; what is made lives in `arena`. False when out of memory. */
bool casus_draft_network(casus_draft *draft, const casus_learner *learner, const casus_vocabulary *vocabulary,
                         casus_arena *arena);

/* Lay the draft out as a model file. */
int casus_model_write(const casus_draft *draft, casus_buffer *out, casus_error *err);

/* Tag and parse a copy of `gold` and compare. */
int casus_score_text(const casus_model *model, const casus_text *gold, casus_parse_score *score, casus_error *err);

#endif
