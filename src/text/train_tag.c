#include <stdio.h>

#include "text/tag.h"
#include "text/train.h"

/* Every token gets its training tags from the tagger of one fold, which learned from all other folds. */
enum { FOLDS = 4, FOLD_EPOCHS = 4, EPOCHS = 8, ALL_FOLDS = FOLDS, FEATURES_MOST = 120000 };

typedef struct tagger {
  casus_treebank *bank;
  casus_draft *draft;
  casus_random *random;
  casus_learner learner;
  casus_tag_word *words; /* [longest sentence] */
  uint8_t *tags;         /* [longest sentence] */
  uint32_t *order;       /* [sentences] */
  uint64_t right, seen;  /* of the epoch in hand */
} tagger;

static uint8_t best_of(const int32_t *scores, uint32_t count) {
  uint8_t best = 0;
  for (uint32_t i = 1; i < count; i++)
    if (scores[i] > scores[best]) best = (uint8_t)i;
  return best;
}

static uint8_t learn_word(tagger *t, size_t count, size_t at, uint8_t gold) {
  uint64_t items[CASUS_TAG_FEATURES];
  int32_t scores[CASUS_MODEL_CLASSES] = {0};
  casus_features features = {items, 0};
  casus_tag_features(t->words, count, t->tags, at, &features);
  casus_learner_score(&t->learner, items, features.count, scores);
  uint8_t best = best_of(scores, t->draft->model.tag_count);
  t->learner.step++;
  t->seen++;
  t->right += best == gold;
  if (best != gold && gold != CASUS_NO_TAG) casus_learner_update(&t->learner, items, features.count, gold, best);
  return best;
}

static void learn_sentence(tagger *t, const casus_sentence *s) {
  const casus_token *tokens = t->bank->text.tokens + s->first;
  size_t count = s->last - s->first;
  casus_casing casing = casus_sentence_casing(tokens, count);
  for (size_t i = 0; i < count; i++) casus_tag_word_look(t->draft->model.lexicon, tokens[i].form, casing, &t->words[i]);
  for (size_t i = 0; i < count; i++) {
    t->tags[i] = t->words[i].only_tag;
    if (t->tags[i] == CASUS_NO_TAG) t->tags[i] = learn_word(t, count, i, t->bank->gold_tags[s->first + i]);
  }
}

static bool in_fold(const tagger *t, uint32_t sentence, unsigned fold) {
  return t->bank->origin[sentence] % FOLDS == fold;
}

/* Learn from all sentences outside `fold` and make the draft's tagger of it. */
static bool learn(tagger *t, unsigned fold, unsigned epochs, casus_progress progress) {
  casus_learner_free(&t->learner);
  for (unsigned epoch = 1; epoch <= epochs; epoch++) {
    t->right = t->seen = 0;
    casus_random_shuffle(t->random, t->order, t->bank->text.sentence_count);
    for (uint32_t i = 0; i < t->bank->text.sentence_count; i++)
      if (!in_fold(t, t->order[i], fold)) learn_sentence(t, &t->bank->text.sentences[t->order[i]]);
    char line[96];
    snprintf(line, sizeof line, "tags, fold %u of %d, epoch %u of %u: training accuracy %.2f%%", fold + 1, FOLDS + 1,
             epoch, epochs, t->seen ? 100.0 * (double)t->right / (double)t->seen : 0.0);
    if (progress.say) progress.say(progress.context, line);
  }
  return !t->learner.failed &&
         casus_learner_average(&t->learner, FEATURES_MOST, t->draft->model.arena, &t->draft->model.tag_weights);
}

static void tag_fold(tagger *t, unsigned fold) {
  const casus_text *text = &t->bank->text;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    const casus_sentence *s = &text->sentences[i];
    if (in_fold(t, i, fold))
      casus_tag_sentence(&t->draft->model, text->tokens + s->first, s->last - s->first, t->words,
                         t->bank->tags + s->first);
  }
}

static bool start(tagger *t) {
  const casus_text *text = &t->bank->text;
  size_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++)
    if (text->sentences[i].last - text->sentences[i].first > longest)
      longest = text->sentences[i].last - text->sentences[i].first;
  casus_arena *arena = t->draft->model.arena;
  t->words = casus_arena_array(arena, longest, sizeof *t->words);
  t->tags = casus_arena_array(arena, longest, sizeof *t->tags);
  t->order = casus_arena_array(arena, text->sentence_count, sizeof *t->order);
  if (!t->words || !t->tags || !t->order) return false;
  for (uint32_t i = 0; i < text->sentence_count; i++) t->order[i] = i;
  for (uint32_t i = 0; i < text->token_count; i++)
    t->bank->gold_tags[i] = casus_train_tag_of(t->draft, &text->tokens[i]);
  return true;
}

int casus_train_tagger(casus_treebank *bank, casus_draft *draft, casus_random *random, casus_progress progress,
                       casus_error *err) {
  tagger t = {.bank = bank, .draft = draft, .random = random};
  bool fine = start(&t);
  for (unsigned fold = 0; fold < FOLDS && fine; fold++) {
    fine = learn(&t, fold, FOLD_EPOCHS, progress);
    if (fine) tag_fold(&t, fold);
  }
  fine = fine && learn(&t, ALL_FOLDS, EPOCHS, progress);
  casus_learner_free(&t.learner);
  return fine ? CASUS_OK : casus_fail_memory(err);
}
