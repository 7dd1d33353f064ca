/* Text with the way back to the bytes it came from. Private to read. */
#ifndef CASUS_READ_SOURCE_H
#define CASUS_READ_SOURCE_H

#include "read/calendar.h"
#include "read/letters.h"
#include "read/read.h"

/* UTF-8 under construction or finished; origin[i] is the input offset of byte i. */
typedef struct casus_mapped {
  char *bytes;
  uint32_t *origin; /* one more than len once finished */
  size_t len, capacity;
  uint64_t replaced; /* sequences of bytes that made no character, when decoded */
  bool guessed;      /* the encoding, when decoded */
} casus_mapped;

/* Room for `more` bytes at once, where they can be foretold. False when out of memory. */
bool casus_mapped_reserve(casus_mapped *text, casus_arena *arena, size_t more);
/* Append `s`; its byte i came from from[i], or all from `at` when `from` is NULL. False when out of memory. */
bool casus_mapped_add(casus_mapped *text, casus_arena *arena, casus_str s, const uint32_t *from, uint32_t at);
/* Append what `s`, which came from `at` on, begins with that needs no look at single characters: printable ASCII but
 * the backslash. *taken: its length. False when out of memory. */
bool casus_mapped_add_plain(casus_mapped *text, casus_arena *arena, casus_str s, uint32_t at, size_t *taken);
size_t casus_plain_run(casus_str s); /* the length of that */
/* Close the map with the offset behind the last byte. False when out of memory. */
bool casus_mapped_finish(casus_mapped *text, casus_arena *arena, uint32_t end);
static inline casus_str casus_mapped_str(const casus_mapped *text) {
  return casus_str_of(text->bytes ? text->bytes : "", text->len);
}

/* The character as it stays in a text, before `next` (0: the end): one kind of newline, one kind of space, no controls.
 * 0: it is dropped. */
uint32_t casus_tidy(uint32_t c, uint32_t next);
/* Append a character as it stays; `next` as above. False when out of memory. */
bool casus_mapped_put(casus_mapped *text, casus_arena *arena, uint32_t c, uint32_t next, uint32_t at);

/* What is known of how bytes are written. */
typedef struct casus_writing {
  const casus_letters *letters;
  casus_str told;     /* --encoding: taken as it is; empty: not */
  casus_str declared; /* a charset label of a header or meta tag; may be empty */
} casus_writing;

/* decode.c: bytes in any encoding -> clean UTF-8; notes on `document` what was guessed, overruled, lost, mended. A byte
 * order mark wins over a declaration, strict UTF-8 over a wrong one, and detection comes last; what was encoded twice is
 * mended. NUL and other control characters but tab and newline become spaces; CR LF and CR become newlines. */
int casus_decode(casus_str bytes, uint32_t base, const casus_writing *how, casus_arena *arena, casus_mapped *text,
                 casus_document *document, casus_error *err);
/* UTF-8 that is as it was found -> mended and tidied in place. */
int casus_decode_mend(casus_mapped *raw, const casus_letters *letters, casus_arena *arena, casus_document *document,
                      casus_error *err);
/* Notes of one kind become one with their counts summed. False: out of memory. */
bool casus_document_note(casus_document *document, casus_arena *arena, casus_note note);

/* plain.c: drop site remains, find title and date; fills text, origin and what it finds of title and date. */
int casus_clean_plain(const casus_mapped *raw, const casus_read_options *options, const casus_calendar *calendar,
                      const casus_letters *letters, casus_arena *arena, casus_document *document, casus_error *err);

/* html.c: main text and facts of a page. `raw` is decoded HTML. */
int casus_clean_html(const casus_mapped *raw, const casus_read_options *options, const casus_calendar *calendar,
                     casus_arena *arena, casus_document *document, casus_error *err);
bool casus_looks_like_html(casus_str bytes);
/* All the text of a piece of a page, as feeds and JSON carry it. */
int casus_clean_fragment(const casus_mapped *html, casus_arena *arena, casus_mapped *text, casus_error *err);

/* language.c: "en", "ko", "zh-Hant", …; "und" when there are no letters, or none of a language known here. */
casus_str casus_guess_language(const casus_letters *letters, casus_str text);
/* The same; or such as zh and zh-Hant, nb and da and sv, which are told apart in a document, not in a sentence. */
bool casus_languages_near(casus_str a, casus_str b);
/* The likeliest language of what was weighed; no words: 0. */
uint32_t casus_likeliest_language(const casus_letters *letters, const casus_weights *weights);
/* passages.c: the language that a document says of itself or is in, and notes on those parts that are in another. */
int casus_tell_languages(const casus_letters *letters, casus_str otherwise, casus_arena *arena, casus_document *document,
                         casus_error *err);

#endif
