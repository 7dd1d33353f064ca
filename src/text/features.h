/* What the network is told of a word: hashes of its form and of its parts. Private to this room. */
#ifndef CASUS_TEXT_FEATURES_H
#define CASUS_TEXT_FEATURES_H

#include "text/model.h"

static inline uint64_t casus_mix(uint64_t a, uint64_t b) {
  uint64_t h = (a ^ b) * 0x9E3779B97F4A7C15ULL;
  return h ^ h >> 32;
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

/* Its shape: kinds of characters and where they stand, and the casing of the sentence. */
uint32_t casus_word_shape(casus_str form, casus_casing casing, bool first, uint32_t buckets);
/* Its beginnings and endings, as casus_word_hash sees them. */
enum { CASUS_PARTS = CASUS_WORD_ROWS - 2 };
void casus_word_parts(casus_str form, uint32_t buckets, uint32_t parts[CASUS_PARTS]);

#endif
