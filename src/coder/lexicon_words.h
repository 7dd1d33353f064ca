/* Closed word classes of English, for telling actors from places and names from things. */
#ifndef CASUS_CODER_LEXICON_WORDS_H
#define CASUS_CODER_LEXICON_WORDS_H

#include "base/base.h"

enum {
  CASUS_WORD_MOTION = 1 << 0,     /* verbs and nouns of going somewhere: "to Hanoi" is then a place */
  CASUS_WORD_CAPTURE = 1 << 1,    /* verbs whose object, when it is a city, is a place */
  CASUS_WORD_SPOT = 1 << 2,       /* "the outskirts of Kyiv": the city is a place */
  CASUS_WORD_PLACE_PREP = 1 << 3, /* prepositions before places */
  CASUS_WORD_LENDS = 1 << 4,      /* "U.S.-led": the hyphenated state is the actor */
  CASUS_WORD_AGAINST = 1 << 5,    /* "pro-Russian": the hyphenated state is not the actor */
  CASUS_WORD_FEATURE = 1 << 6,    /* "Sea of Japan", "Vietnam War": the name of a thing, not of the state in it */
  CASUS_WORD_STATEHOOD = 1 << 7,  /* "Republic of X" is X */
  CASUS_WORD_US_CUE = 1 << 8,     /* beside a U.S. state */
  CASUS_WORD_PARTITIVE = 1 << 9,  /* "dozens of soldiers": the soldiers are meant */
  CASUS_WORD_DAY = 1 << 10,       /* days and months: capitals, but no names */
  CASUS_WORD_FORMER = 1 << 11,    /* who no longer holds the office */
  CASUS_WORD_DIRECTION = 1 << 12, /* "northern Iraq": still Iraq */
  CASUS_WORD_HONORIFIC = 1 << 13, /* before a person */
  CASUS_WORD_ADVISER = 1 << 14,   /* "adviser to X" belongs to X */
  CASUS_WORD_PARTICLE = 1 << 15,  /* inside personal names */
  CASUS_WORD_FIELD = 1 << 16,     /* "professor of Russian politics": a field, not a nationality */
  CASUS_WORD_COUNTRY = 1 << 17,   /* "the country" */
  CASUS_WORD_RELATION = 1 << 18,  /* "Angola's neighbour" is not Angola, "its Lithuanian neighbour" is Lithuania */
  CASUS_WORD_DOMESTIC =
      1 << 19, /* what every state has one of: "the army" may be that of the state the document is about */
  CASUS_WORD_SIDE = 1 << 20,     /* "both sides", "the two leaders" */
  CASUS_WORD_DATELINE = 1 << 21, /* agencies in datelines */
  CASUS_WORD_ISLAND = 1 << 22,   /* codes, in small letters, of states that reports call "the island" */
};

/* The classes of a word, in any case and with or without a full stop behind it; 0: in none. */
unsigned casus_word_classes(casus_str word);

#endif
