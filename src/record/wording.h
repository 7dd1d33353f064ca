/* How alike two texts are, by the words that stand beside one another in them. Private to record.
 *
 * A run is as many words in a row as reach a weight (a shingle: Broder, On the resemblance and containment of
 * documents, 1997). Cost: linear in the text. */
#ifndef CASUS_RECORD_WORDING_H
#define CASUS_RECORD_WORDING_H

#include "record/headline.h"

enum {
  CASUS_WORDING_KEYS = 16,
};

typedef struct casus_wording {
  casus_words words;
  uint64_t *runs, *set; /* hashes of the short runs: in the order of the text; as a set */
  size_t run_count, set_count;
  uint64_t *numbers; /* a set */
  size_t number_count;
  casus_headline headline;
} casus_wording;

/* False when out of memory. */
bool casus_wording_of(casus_arena *arena, casus_str title, casus_str text, casus_wording *wording);
/* The same in two steps. */
bool casus_wording_of_text(casus_arena *arena, casus_str text, casus_wording *wording);
bool casus_wording_add_title(casus_arena *arena, casus_str title, casus_wording *wording);

/* Does the text alone say too little? Then it may stand below many titles. */
bool casus_wording_needs_title(const casus_wording *wording);
/* The same words have the same id. Of a text that says too little its title counts too, of one without words its
 * content. */
casus_str casus_wording_id(casus_arena *arena, const casus_wording *wording, casus_str title, casus_str content);

/* The smallest hash of the long runs under each of the hash functions (MinHash: Broder 1997): two texts share a key
 * with the share of runs that they have in common as the chance. Twelve are of the whole text, four of its start.
 * Returns how many there are: all, or none for a short text. */
size_t casus_wording_keys(const casus_wording *wording, int32_t keys[CASUS_WORDING_KEYS]);

/* What two wordings have in common, if they are alike at all. */
typedef struct casus_likeness {
  uint32_t changed, kept; /* numbers: those that the one has instead of others, and those that both have */
} casus_likeness;
/* Could they be alike, whatever their titles say? Those need not be added to ask it. */
bool casus_wording_near(const casus_wording *a, const casus_wording *b);
/* Reprints, updates, cuts and extensions of one text. False: two texts. */
bool casus_wording_alike(const casus_wording *a, const casus_wording *b, casus_likeness *likeness);

#endif
