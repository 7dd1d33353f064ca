/* Cuts text without line structure into tokens. Private to text. */
#ifndef CASUS_TEXT_TOKEN_H
#define CASUS_TEXT_TOKEN_H

#include "text/words.h"

typedef CASUS_VEC(casus_token) casus_token_vec;

/* What the functions below look at: a window of the document and where the next token starts. */
typedef struct casus_scan {
  const casus_words *words;
  casus_str bytes; /* the document up to the window's end */
  size_t at;       /* start of the token asked for */
  bool glued;      /* no white space before `at` */
  casus_str last;  /* form of the token before, empty at the window's start */
} casus_scan;

/* Append the tokens of bytes[window] to *tokens, conventions of the English Web Treebank: clitics and hyphenated parts
 * are tokens of their own, "U.S.", "non-nuclear", "5:59", addresses are one. Spans, forms and space_after are set.
 * Every character but white space is in exactly one token. Linear time. False when out of memory. */
bool casus_tokens_cut(const casus_words *words, casus_str bytes, casus_span window, casus_arena *arena,
                      casus_token_vec *tokens);

/* Character classes. */
typedef enum casus_glyph { CASUS_GLYPH_SPACE, CASUS_GLYPH_WORD, CASUS_GLYPH_DIGIT, CASUS_GLYPH_OTHER } casus_glyph;
casus_glyph casus_glyph_at(casus_str bytes, size_t at, size_t *size); /* SPACE with *size 0 at or behind the end */
size_t casus_apostrophe_at(casus_str bytes, size_t at);               /* bytes of ' or ’ at `at`; 0: none */
size_t casus_word_run(casus_str bytes, size_t at); /* end of the letters, marks, digits and _ from `at` */

/* Length of the token at scan->at when it is of that kind, else 0. */
size_t casus_token_address(const casus_scan *scan); /* web and mail addresses, file names */
size_t casus_token_number(const casus_scan *scan);
size_t casus_token_clitic(const casus_scan *scan);
size_t casus_token_word(const casus_scan *scan);
size_t casus_token_mark(const casus_scan *scan); /* punctuation and signs: always > 0 */

#endif
