/* Paragraphs and sentences. Private to text. */
#ifndef CASUS_TEXT_SENTENCE_H
#define CASUS_TEXT_SENTENCE_H

#include "text/token.h"

typedef CASUS_VEC(casus_span) casus_span_vec;

/* Append the paragraphs of `bytes`: runs of lines in which a line break is white space. A blank line ends a paragraph;
 * so does every other line break, unless the lines are prose wrapped at a fixed width (40 to 100 bytes) or a line stops
 * in mid-sentence. No paragraph is empty; white space at the ends is left out. False when out of memory. */
bool casus_paragraphs_find(const casus_words *words, casus_str bytes, casus_arena *arena, casus_span_vec *paragraphs);

/* The end of the sentence that starts at tokens[first]: first < end <= last. tokens[first, last) are what is left of a
 * paragraph; `start` says that tokens[first] is its start (a dateline is a sentence of its own there). `open` counts
 * the straight double quotation marks before `first` and is brought up to the end. */
size_t casus_sentence_end(const casus_words *words, const casus_token *tokens, size_t first, size_t last, bool start,
                          size_t *open);

/* Marks by form. */
bool casus_is_stop(casus_str form);           /* ends a sentence: . ? ! … 。 ！ ？ */
bool casus_is_opening_quote(casus_str form);  /* “ ‘ „ « 「 『 《 ‹ `` : only ever opens */
bool casus_is_closing_quote(casus_str form);  /* ” » 」 』 》 › '' and ’ */
bool casus_is_straight_quote(casus_str form); /* " */

#endif
