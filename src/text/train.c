/* The lessons as a whole: a network learns tags and trees from the treebank, and from text that another reader labelled
 * where there is some. */
#include "text/train.h"

#include <stdio.h>

#include "text/lemma.h"

enum {
  EPOCHS = 20,
  TAUGHT_EPOCHS = 3,
  TREEBANK_TIMES = 2, /* in each epoch with labelled text */
  BUCKETS = 32768,    /* of parts of words */
  LINK_LANES = 32,
  FORM_LEAST = 2 /* times that a form must be seen to get a row of its own */
};
static const casus_net_shape shape = {.width = 128, .layers = 2, .arc = 64, .relation = 64};
static const casus_lessons lessons = {.epochs = EPOCHS, .batch = 400, .rate = 0.008f, .keep = 0.75f};
static const casus_lessons taught = {.epochs = TAUGHT_EPOCHS, .batch = 400, .rate = 0.008f, .keep = 0.95f};

typedef struct trainer {
  const casus_train_options *options;
  casus_draft draft;
  casus_random random;
  casus_text train, damaged, dev, labelled;
  casus_vocabulary vocabulary;
  casus_learner learner;
  uint32_t epochs; /* of the lessons under way */
  casus_buffer best;
  double best_las;
  casus_error *err;
} trainer;

static void say(const trainer *t, const char *line) {
  if (t->options->progress) t->options->progress(t->options->context, line);
}

static int read_all(trainer *t) {
  const casus_train_options *o = t->options;
  casus_arena *arena = t->draft.model.arena;
  int code = casus_conllu_read(o->train, arena, &t->train, t->err);
  if (!code && !t->train.token_count) code = casus_fail(t->err, CASUS_E_INPUT, 0, "no sentence to train on");
  if (!code) code = casus_conllu_read(o->dev, arena, &t->dev, t->err);
  if (!code) code = casus_conllu_read(o->labelled, arena, &t->labelled, t->err);
  if (!code) code = casus_vectors_read(o->vectors, arena, &t->vocabulary.vectors, t->err);
  if (!code) code = casus_irregular_open(NULL, &t->draft.model, t->err);
  if (!code) code = casus_words_open(NULL, arena, &t->draft.model.words, t->err);
  if (!code) code = casus_train_lexicon(&t->train, &t->draft, t->err);
  if (!code && !casus_train_marks(&t->labelled, &t->draft)) code = casus_fail_memory(t->err);
  if (!code) code = casus_train_damage(&t->train, o->seed, arena, &t->damaged, t->err);
  return code;
}

/* Measure as the shipped program will parse; keep the model when none before was better. Without `dev` the last. */
static int end_epoch(void *context, uint32_t epoch, double loss) {
  trainer *t = context;
  casus_arena *arena = casus_arena_new();
  casus_draft draft = t->draft;
  casus_parse_score score = {0};
  casus_buffer bytes = {0};
  bool fine = arena && casus_draft_network(&draft, &t->learner, &t->vocabulary, arena);
  int code = fine ? casus_score_text(&draft.model, &t->dev, &score, t->err) : casus_fail_memory(t->err);
  if (!code && score.las >= t->best_las) {
    code = casus_model_write(&draft, &bytes, t->err);
    if (!code && t->options->checkpoint) code = t->options->checkpoint(t->options->context, casus_buffer_str(&bytes));
    casus_buffer_free(&t->best);
    t->best = bytes;
    t->best_las = score.las;
  }
  char line[160];
  snprintf(line, sizeof line, "trees, epoch %u of %u: loss %.3f, dev UPOS %.2f UAS %.2f LAS %.2f", epoch, t->epochs,
           loss, 100 * score.upos, 100 * score.uas, 100 * score.las);
  say(t, line);
  casus_arena_free(arena);
  return code;
}

static int teach(trainer *t, const casus_corpus *corpus, casus_lessons plan) {
  if (t->options->epochs) plan.epochs = t->options->epochs;
  t->epochs = plan.epochs;
  return casus_learner_teach(&t->learner, corpus, &plan, &t->random, end_epoch, t, t->err);
}

static int learn(trainer *t) {
  casus_arena *arena = t->draft.model.arena;
  const casus_text *texts[] = {&t->damaged, &t->labelled};
  casus_net_shape wanted = shape;
  wanted.tags = t->draft.tag_count;
  wanted.relations = t->draft.relation_count;
  wanted.kinds = t->draft.kind_count;
  wanted.manners = t->draft.manner_count;
  wanted.link = wanted.kinds ? LINK_LANES : 0;
  casus_corpus corpus, labelled, both;
  bool fine = casus_vocabulary_make(texts, CASUS_COUNT(texts), FORM_LEAST, BUCKETS, arena, &t->vocabulary) &&
              casus_corpus_make(&t->damaged, &t->draft, &t->vocabulary, arena, &corpus) &&
              casus_corpus_make(&t->labelled, &t->draft, &t->vocabulary, arena, &labelled) &&
              casus_learner_make(&t->learner, arena, wanted, &t->vocabulary, &t->random);
  int code = fine ? CASUS_OK : casus_fail_memory(t->err);
  if (code || !labelled.sentences) return code ? code : teach(t, &corpus, lessons);
  fine = casus_corpus_join(arena, &corpus, TREEBANK_TIMES, &labelled, &both);
  return fine ? teach(t, &both, taught) : casus_fail_memory(t->err);
}

int casus_model_train(const casus_train_options *options, casus_buffer *model_bytes, casus_error *err) {
  trainer t = {.options = options, .random = {options->seed}, .err = err};
  t.draft.model.arena = casus_arena_new();
  int code = t.draft.model.arena ? read_all(&t) : casus_fail_memory(err);
  if (!code) code = learn(&t);
  if (!code) casus_buffer_add(model_bytes, casus_buffer_str(&t.best));
  if (!code && model_bytes->failed) code = casus_fail_memory(err);
  casus_buffer_free(&t.best);
  casus_buffer_free(&t.draft.strings);
  casus_arena_free(t.draft.model.arena);
  return code;
}
