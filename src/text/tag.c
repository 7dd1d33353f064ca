#include "text/tag.h"

/* Beyond the ends of the sentence. */
static const casus_tag_word outside = {.lower = 1, .exact = 1, .shape = ~0u, .only_tag = CASUS_NO_TAG};

static void own_features(const casus_tag_word *w, bool first, casus_features *f) {
  casus_feature_1(f, 1, w->lower);
  casus_feature_1(f, 2, w->exact);
  casus_feature_1(f, 3, w->suffix[0]);
  casus_feature_1(f, 4, w->suffix[1]);
  casus_feature_1(f, 5, w->suffix[2]);
  casus_feature_1(f, 6, w->suffix[3]);
  casus_feature_1(f, 7, w->prefix[0]);
  casus_feature_1(f, 8, w->prefix[1]);
  casus_feature_2(f, 9, w->shape, first);
  casus_feature_2(f, 10, w->shape, w->suffix[0]);
  casus_feature_2(f, 11, w->shape, w->suffix[1]);
  casus_feature_2(f, 12, w->shape, w->tags);
  casus_feature_1(f, 13, 0);
}

void casus_tag_features(const casus_tag_word *words, size_t count, const uint8_t *tags, size_t at, casus_features *f) {
  const casus_tag_word *w = &words[at];
  const casus_tag_word *l1 = at > 0 ? w - 1 : &outside, *l2 = at > 1 ? w - 2 : &outside;
  const casus_tag_word *r1 = at + 1 < count ? w + 1 : &outside, *r2 = at + 2 < count ? w + 2 : &outside;
  uint64_t t1 = at > 0 ? tags[at - 1] : CASUS_NO_TAG, t2 = at > 1 ? tags[at - 2] : CASUS_NO_TAG;
  own_features(w, at == 0, f);
  casus_feature_1(f, 20, l1->lower);
  casus_feature_1(f, 21, l2->lower);
  casus_feature_1(f, 22, r1->lower);
  casus_feature_1(f, 23, r2->lower);
  casus_feature_2(f, 24, l1->lower, w->lower);
  casus_feature_2(f, 25, w->lower, r1->lower);
  casus_feature_2(f, 26, l1->lower, r1->lower);
  casus_feature_1(f, 27, l1->suffix[1]);
  casus_feature_1(f, 28, r1->suffix[1]);
  casus_feature_1(f, 29, r1->suffix[0]);
  casus_feature_2(f, 30, w->shape, l1->shape);
  casus_feature_2(f, 31, w->shape, r1->shape);
  casus_feature_1(f, 32, t1);
  casus_feature_2(f, 33, t1, t2);
  casus_feature_2(f, 34, t1, w->lower);
  casus_feature_2(f, 35, t1, w->suffix[1]);
  casus_feature_2(f, 36, t1, w->tags);
  casus_feature_3(f, 37, t1, t2, w->tags);
  casus_feature_3(f, 38, t1, w->tags, r1->tags);
  casus_feature_2(f, 39, w->tags, r1->tags);
  casus_feature_3(f, 40, w->tags, r1->tags, r2->tags);
  casus_feature_1(f, 41, r1->tags);
  casus_feature_2(f, 42, l1->lower, w->tags);
  casus_feature_2(f, 43, w->tags, r1->lower);
  casus_feature_2(f, 44, t1, r1->lower);
  casus_feature_2(f, 45, w->shape, t1);
  casus_feature_2(f, 46, w->suffix[1], r1->lower);
  casus_feature_3(f, 47, t1, t2, w->lower);
}

static uint8_t best_tag(const casus_model *model, const uint64_t *features, size_t count) {
  int32_t scores[CASUS_MODEL_CLASSES] = {0};
  casus_weights_score(&model->tag_weights, features, count, scores);
  uint8_t best = 0;
  for (uint32_t tag = 1; tag < model->tag_count; tag++)
    if (scores[tag] > scores[best]) best = (uint8_t)tag;
  return best;
}

void casus_tag_sentence(const casus_model *model, const casus_token *tokens, size_t count, casus_tag_word *words,
                        uint8_t *tags) {
  casus_casing casing = casus_sentence_casing(tokens, count);
  for (size_t i = 0; i < count; i++) casus_tag_word_look(model->lexicon, tokens[i].form, casing, &words[i]);
  for (size_t i = 0; i < count; i++) {
    tags[i] = words[i].only_tag;
    if (tags[i] != CASUS_NO_TAG) continue;
    uint64_t items[CASUS_TAG_FEATURES];
    casus_features features = {items, 0};
    casus_tag_features(words, count, tags, i, &features);
    tags[i] = best_tag(model, items, features.count);
  }
}
