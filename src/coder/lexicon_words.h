/* Word classes that tell actors from places and names from things; data/actors/classes.tsv says what each is for. */
#ifndef CASUS_CODER_LEXICON_WORDS_H
#define CASUS_CODER_LEXICON_WORDS_H

#include "coder/mention.h"

/* X(enumerator, name in the table) */
#define CASUS_WORD_CLASSES(X)                                                                                          \
  X(MOTION, "motion")                                                                                                  \
  X(CAPTURE, "capture")                                                                                                \
  X(SPOT, "spot")                                                                                                      \
  X(PLACE_PREP, "place-preposition")                                                                                   \
  X(LENDS, "lends")                                                                                                    \
  X(AGAINST, "against")                                                                                                \
  X(FEATURE, "feature")                                                                                                \
  X(STATEHOOD, "statehood")                                                                                            \
  X(US_CUE, "us-cue")                                                                                                  \
  X(PARTITIVE, "partitive")                                                                                            \
  X(DAY, "day")                                                                                                        \
  X(HEAD, "head")                                                                                                      \
  X(CONTINENT, "continent")                                                                                            \
  X(PART_OF_CONTINENT, "part-of-continent")                                                                            \
  X(FORMER, "former")                                                                                                  \
  X(DIRECTION, "direction")                                                                                            \
  X(HONORIFIC, "honorific")                                                                                            \
  X(ADVISER, "adviser")                                                                                                \
  X(PARTICLE, "particle")                                                                                              \
  X(FIELD, "field")                                                                                                    \
  X(COUNTRY, "country")                                                                                                \
  X(RELATION, "relation")                                                                                              \
  X(DOMESTIC, "domestic")                                                                                              \
  X(SIDE, "side")                                                                                                      \
  X(DATELINE, "dateline")                                                                                              \
  X(ANYONE, "anyone")                                                                                                  \
  X(LAND, "land")
enum {
#define CASUS_WORD_CLASS_PLACE(enumerator, name) CASUS_WORD_PLACE_OF_##enumerator,
  CASUS_WORD_CLASSES(CASUS_WORD_CLASS_PLACE)
#undef CASUS_WORD_CLASS_PLACE
};
typedef enum casus_word_class {
#define CASUS_WORD_CLASS_BIT(enumerator, name) CASUS_WORD_##enumerator = 1 << CASUS_WORD_PLACE_OF_##enumerator,
  CASUS_WORD_CLASSES(CASUS_WORD_CLASS_BIT)
#undef CASUS_WORD_CLASS_BIT
} casus_word_class;

/* The class of that name; 0: there is none. */
casus_word_class casus_word_class_from(casus_str name);
/* Whether a word is written as the table wants it: in small letters, without a full stop behind it, not too long. */
bool casus_word_fits(casus_str word);
/* The classes of a word, in any case and with or without a full stop behind it; 0: in none. */
unsigned casus_word_classes(const casus_lexicon *lexicon, casus_str word);

#endif
