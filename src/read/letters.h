/* How usual letters and words are in each language: by it a language is told, and an encoding, and whether a text was
 * encoded twice. Private to read. */
#ifndef CASUS_READ_LETTERS_H
#define CASUS_READ_LETTERS_H

#include "base/base.h"

/* data/read/languages.bin, read where it lies (tools/read/make_languages.py). */
typedef struct casus_letters {
  const char *names, *slots, *entries;
  uint32_t languages, slot_bits, entry_count;
} casus_letters;
/* CASUS_E_DATA when the file is damaged. */
int casus_letters_open(const char *folder, casus_arena *arena, casus_letters *letters, casus_error *err);

enum { CASUS_MOST_LANGUAGES = 96 };

/* What a text costs to write down, in quarter bits: the less, the likelier. */
typedef struct casus_weights {
  uint32_t cost[CASUS_MOST_LANGUAGES]; /* of its words, if it is in that language */
  uint32_t odd;                        /* of its signs and odd spelling, in any language */
  uint32_t letters, words;             /* that were weighed */
  uint32_t eastern;      /* of the letters: Han, kana, Hangul, of which each says as much as a word does */
  uint32_t other_script; /* Cyrillic, Greek, Arabic and what else is not Latin */
  uint32_t kana;         /* of those */
  uint16_t small_words[CASUS_MOST_LANGUAGES]; /* that are in the list of the language */
  uint32_t unknown;                           /* letters that no language here has */
  uint32_t last_unknown;                      /* one of them */
} casus_weights;
/* Adds up; zeroed to start. `names`: words with a capital count too. */
void casus_letters_weigh(const casus_letters *letters, casus_str text, bool names, casus_weights *weights);
/* The likeliest language; no words: 0. */
uint32_t casus_letters_best(const casus_letters *letters, const casus_weights *weights);
/* Its cost with all the rest. */
uint32_t casus_letters_cost(const casus_letters *letters, const casus_weights *weights);
casus_str casus_letters_name(const casus_letters *letters, uint32_t language);
/* What says that a part of a text in letters that most languages share is in another one. */
enum { CASUS_SOME_SMALL_WORDS = 2, CASUS_MANY_LETTERS = 80 };
/* A part of a text that is in its language beyond doubt, by its small words or its script, or is too little to tell. False: it
 * may be or not. */
bool casus_letters_plain(const casus_letters *letters, casus_str text, uint32_t language);
/* The language of many more small words than any other; UINT32_MAX: none stands out. */
uint32_t casus_letters_by_words(const casus_letters *letters, casus_str text);
/* Does the rest of an address stand at text[at]? It goes up to the next space, and is not weighed. */
static inline bool casus_letters_is_address(casus_str text, size_t at) {
  return text.ptr[at] == ':' && casus_str_starts(casus_str_sub(text, at, text.len), CASUS_STR("://"));
}
static inline bool casus_letters_is_latin(uint32_t c) { return c < 0x250 || (c >= 0x1E00 && c < 0x1F00); }
/* The languages that have a small word, pairs of number and quarter bits. Its hash is that of its small letters in
 * turn, from CASUS_LETTERS_NO_WORD on. */
#define CASUS_LETTERS_NO_WORD 0xCBF29CE484222325u
static inline uint64_t casus_letters_word_on(uint64_t hash, uint32_t letter) {
  return (hash ^ letter) * 0x100000001B3u;
}
const unsigned char *casus_letters_small_word(const casus_letters *letters, uint64_t hash, uint32_t *count);
/* UINT32_MAX: there is none of that name. */
uint32_t casus_letters_find(const casus_letters *letters, casus_str name);

#endif
