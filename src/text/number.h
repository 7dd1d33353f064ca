/* Numbers in digits and words: what amounts and lengths of time share. Private to text. */
#ifndef CASUS_TEXT_NUMBER_H
#define CASUS_TEXT_NUMBER_H

#include "text/annotate.h"

typedef struct casus_number_scan {
  const casus_words *words;
  const casus_text *text;
  bool tagged;
} casus_number_scan;

/* A number read: its value and what it was made of. */
typedef struct casus_number {
  double value;
  size_t last;  /* behind its last token */
  double scale; /* thousand, million, …; 1 without */
  bool digits;  /* starts with digits */
  bool untold;  /* "dozens", "several thousand": value is the least that can be meant */
  bool share;   /* "a third", "half" of something */
} casus_number;

/* Tokens by place; outside the sentence of `origin` everything is empty. */
static inline casus_str casus_number_form(const casus_number_scan *scan, size_t origin, size_t at) {
  const casus_sentence *sentence = &scan->text->sentences[scan->text->tokens[origin].sentence];
  return at >= sentence->first && at < sentence->last ? scan->text->tokens[at].form : CASUS_STR("");
}
casus_word casus_number_word(const casus_number_scan *scan, size_t origin, size_t at);
/* Case folded. */
static inline bool casus_number_eq(const casus_number_scan *scan, size_t origin, size_t at, const char *word) {
  return casus_str_ieq(casus_number_form(scan, origin, at), casus_str_from_c(word));
}
bool casus_number_hyphen(const casus_number_scan *scan, size_t origin, size_t at); /* glued to its left */

/* The number that starts at token `at`. False: none. */
bool casus_number_read(const casus_number_scan *scan, size_t at, casus_number *number);

/* The second number of "3 to 5", "3-5", "two or three", "between 3 and 5", whose joint stands at token `at`; `first` is
 * the token that the first number or the sign before it starts with, `skip` the signs allowed before the second. */
bool casus_number_range(const casus_number_scan *scan, size_t first, size_t at, bool skip, casus_number *second);

#endif
