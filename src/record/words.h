/* A text taken as its words: letters and digits, folded; white space, punctuation and capitals do not count. A script
 * without spaces gives a word for each character, of half the weight. Private to record. Cost: linear in the text. */
#ifndef CASUS_RECORD_WORDS_H
#define CASUS_RECORD_WORDS_H

#include "base/base.h"

typedef struct casus_word {
  uint64_t hash, number; /* number: hash of the digits at its start; 0: none */
  uint32_t start;        /* in the text of words */
  uint8_t weight;
  bool plain; /* nothing but digits */
} casus_word;

typedef struct casus_words {
  casus_str text; /* the words, one space between */
  casus_word *items;
  size_t count;
} casus_words;

/* False when out of memory. */
bool casus_words_of(casus_arena *arena, casus_str text, casus_words *words);

/* Sets of hashes, sorted, each once. */
size_t casus_set_of(uint64_t *values, size_t count);                                           /* how many are left */
size_t casus_set_shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count); /* in both */
bool casus_set_has(const uint64_t *set, size_t count, uint64_t value);

#endif
