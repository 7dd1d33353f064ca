/* Words cut into the pieces that a pretrained encoder knows (WordPiece: Wu and others 2016). Private to this room. */
#ifndef CASUS_TEXT_PIECES_H
#define CASUS_TEXT_PIECES_H

#include "text/model.h"

enum {
  CASUS_PIECES_MOST = 12,    /* of a word; what comes behind is not looked at */
  CASUS_PIECE_LETTERS = 100, /* of a stretch without spaces and marks; a longer one is unknown */
  CASUS_WRITING_COUNT = 8
};

/* Pieces by their spelling; those that go on with a word begin with "##". */
typedef struct casus_vocabulary {
  const char *strings;    /* each a byte of length, then the bytes */
  const uint32_t *places; /* [count]: in strings */
  casus_slots slots;
  uint32_t count, unknown;
} casus_vocabulary;

/* View `strings`, which hold nothing else. `unknown` is set by the caller. CASUS_E_DATA, CASUS_E_MEMORY. */
int casus_vocabulary_open(casus_arena *arena, casus_str strings, casus_vocabulary *vocabulary);

/* The pieces of a word, in small letters and without accents, into out[CASUS_PIECES_MOST]; one at least. Time grows
 * with the word, and with the square of a stretch within it. */
size_t casus_pieces_of(const casus_vocabulary *vocabulary, casus_str form, uint16_t *out);

/* How a word is written: 1 digits 2 marks 3 small 4 capitals 5 one capital 6 a capital first 7 otherwise. */
uint8_t casus_writing(casus_str form);

#endif
