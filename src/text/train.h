/* Training. Private to train*.c, model_write.c and score.c. */
#ifndef CASUS_TEXT_TRAIN_H
#define CASUS_TEXT_TRAIN_H

#include "text/parse_state.h"

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

/* An averaged perceptron (Collins 2002) over hashed features, in whole numbers. Errors stick in `failed`. */
typedef struct casus_learner {
  struct casus_learner_slot *slots;
  struct casus_learner_row *rows;
  struct casus_learner_weight *weights;
  size_t slot_count, row_count, row_capacity, weight_count, weight_capacity;
  int64_t step; /* decisions so far */
  bool failed;
} casus_learner;

void casus_learner_free(casus_learner *learner);
/* Add weights to scores[CASUS_MODEL_CLASSES]. */
void casus_learner_score(const casus_learner *learner, const uint64_t *features, size_t count, int32_t *scores);
/* Towards `right`, away from `wrong`. */
void casus_learner_update(casus_learner *learner, const uint64_t *features, size_t count, uint32_t right,
                          uint32_t wrong);
/* The averages, rounded, the strongest `most` features; slots and rows live in `arena`. False when out of memory. */
bool casus_learner_average(const casus_learner *learner, size_t most, casus_arena *arena, casus_weights *weights);

/* A treebank made ready. */
typedef struct casus_treebank {
  casus_text text;
  const uint32_t *origin; /* [sentences] the sentence that this one is a damaged copy of, or itself */
  uint8_t *gold_tags;     /* [tokens] class, CASUS_NO_TAG: too rare to be one */
  uint8_t *tags;          /* [tokens] as a tagger that never saw the sentence gives them */
  uint64_t *lemmas;       /* [tokens] hash of the lemma found for that tag */
} casus_treebank;

/* The treebank with copies of some sentences: in capitals, in title case, without the full stop, with a small first
 * letter, all small; so that headlines and damaged text are read sensibly. */
int casus_train_damage(const casus_text *text, uint64_t seed, casus_arena *arena, casus_treebank *bank,
                       casus_error *err);

/* Fill the draft's strings, tags, moves, lexicon and lemmas from the treebank. Everything lives in draft->arena. */
typedef struct casus_draft {
  casus_model model; /* usable for tagging and parsing as far as it is filled */
  casus_buffer strings;
} casus_draft;
int casus_train_lexicon(const casus_text *text, casus_draft *draft, casus_error *err);
/* Add one string of at most 255 bytes. False when out of memory. */
bool casus_draft_string(casus_draft *draft, casus_str s, uint32_t *place);
bool casus_train_lemmas(const casus_text *text, casus_draft *draft); /* part of casus_train_lexicon */
/* Class of a token's gold tag; CASUS_NO_TAG when too rare. */
uint8_t casus_train_tag_of(const casus_draft *draft, const casus_token *token);
typedef struct casus_progress {
  void (*say)(void *context, const char *line); /* may be NULL */
  void *context;
} casus_progress;

/* Learn the tagger's weights, and give every token of the bank tags from a tagger that did not see it. */
int casus_train_tagger(casus_treebank *bank, casus_draft *draft, casus_random *random, casus_progress progress,
                       casus_error *err);
/* Learn the parser's weights: those of the epoch that does best on `dev`, which may have no sentences. */
int casus_train_parser(const casus_treebank *bank, const casus_text *dev, unsigned epochs, casus_draft *draft,
                       casus_random *random, casus_progress progress, casus_error *err);

/* The cost of a move: how many gold arcs can no longer be found after it (Goldberg and Nivre 2012). */
typedef struct casus_oracle {
  const int32_t *heads;       /* [count] gold heads; count: the root behind the last word */
  const int32_t *first_child; /* [count] CASUS_NO_WORD: none */
  const int32_t *next_child;  /* [count] next child of the same head */
} casus_oracle;
int casus_oracle_cost(const casus_oracle *oracle, const casus_state *state, casus_move move);

/* Lay the draft out as a model file. */
int casus_model_write(const casus_draft *draft, casus_buffer *out, casus_error *err);

/* Tag and parse a copy of `gold` and compare. */
int casus_score_text(const casus_model *model, const casus_text *gold, casus_parse_score *score, casus_error *err);

#endif
