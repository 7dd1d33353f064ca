/* What tagger and parser look at: hashes of words and of combinations. Private to this room. */
#ifndef CASUS_TEXT_FEATURES_H
#define CASUS_TEXT_FEATURES_H

#include "text/model.h"

static inline uint64_t casus_mix(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ b) * 0x9E3779B97F4A7C15ULL;
  return h ^ h >> 32;
}

/* Features of one decision, as hashes. The template number keeps equal values of different templates apart. */
typedef struct casus_features {
  uint64_t *items;
  size_t count;
} casus_features;

static inline void casus_feature_1(casus_features *f, uint64_t template_, uint64_t a) {
  f->items[f->count++] = casus_mix(casus_mix(template_, 0x51ed270b), a);
}
static inline void casus_feature_2(casus_features *f, uint64_t template_, uint64_t a, uint64_t b) {
  f->items[f->count++] = casus_mix(casus_mix(casus_mix(template_, 0x51ed270b), a), b);
}
static inline void casus_feature_3(casus_features *f, uint64_t template_, uint64_t a, uint64_t b, uint64_t c) {
  f->items[f->count++] = casus_mix(casus_mix(casus_mix(casus_mix(template_, 0x51ed270b), a), b), c);
}

/* A curly apostrophe or single quotation mark, U+2018 or U+2019, three bytes long. */
static inline bool casus_apostrophe_at(casus_str s, size_t at) {
  return at + 2 < s.len && s.ptr[at] == '\xE2' && s.ptr[at + 1] == '\x80' &&
         (s.ptr[at + 2] == '\x98' || s.ptr[at + 2] == '\x99');
}
/* Letters in lower case, every digit as 0, all apostrophes alike. */
uint64_t casus_word_hash(casus_str form);

/* How the letters of a sentence are cased: tells a headline's capitals from names. */
typedef enum casus_casing { CASUS_CASING_USUAL, CASUS_CASING_CAPITALS, CASUS_CASING_TITLE } casus_casing;
casus_casing casus_sentence_casing(const casus_token *tokens, size_t count);

/* A word before tagging. */
typedef struct casus_tag_word {
  uint64_t lower;     /* casus_word_hash */
  uint64_t exact;     /* with its case */
  uint64_t suffix[4]; /* of the last 2, 3, 4, 5 letters, lower case */
  uint64_t prefix[2]; /* of the first 2, 3 letters, lower case */
  uint32_t shape;     /* kinds of characters, and the casing of the sentence */
  uint32_t tags;      /* a name for the set of its tags, 0: not in the lexicon */
  uint8_t only_tag;   /* CASUS_NO_TAG: several */
} casus_tag_word;
void casus_tag_word_look(casus_slots lexicon, casus_str form, casus_casing casing, casus_tag_word *word);

#endif
