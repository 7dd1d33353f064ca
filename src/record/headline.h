/* What a title says beyond its text. Private to record. */
#ifndef CASUS_RECORD_HEADLINE_H
#define CASUS_RECORD_HEADLINE_H

#include "record/words.h"

typedef struct casus_vocabulary {
  casus_str *words; /* in the order of their bytes */
  size_t count;
} casus_vocabulary;

typedef struct casus_headline {
  uint64_t *words; /* hashes, a set */
  size_t count;
  uint64_t *numbers; /* those words of digits alone that the text lacks; a set */
  size_t number_count;
  casus_str *subject; /* the stems of those that the text has, but for numbers */
  size_t subject_count;
  casus_vocabulary text;
  double borne; /* the share of its words that the text has, too; 1: no title */
} casus_headline;

/* False when out of memory. */
bool casus_headline_of(casus_arena *arena, casus_str title, const casus_words *text, casus_headline *headline);

/* The share of the words of both that both have; negative: one is none. */
double casus_headline_shared(const casus_headline *a, const casus_headline *b);
/* Does it say what its text does not? So it is with the remains of a page, and the description of a channel. */
bool casus_headline_says_more(const casus_headline *headline);
/* Does each title have a word that its own text has, and the other text has not? */
bool casus_headline_names_others(const casus_headline *a, const casus_headline *b);
/* Other numbers in titles that say more than their texts: the next of a series. */
bool casus_headline_counts_on(const casus_headline *a, const casus_headline *b);

#endif
