/* What the tests of splitting and annotating share: word tables and a document split, with small views of it. */
#ifndef CASUS_TEST_WORDS_SUPPORT_H
#define CASUS_TEST_WORDS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/words.h"

typedef struct fixture {
  casus_arena *arena;
  const casus_words *words;
  casus_text text;
} fixture;

static int open_words(void **state) {
  static fixture shared;
  shared.arena = casus_arena_new();
  assert_non_null(shared.arena);
  assert_int_equal(casus_words_open(NULL, shared.arena, &shared.words, NULL), CASUS_OK);
  *state = &shared;
  return 0;
}

static int close_words(void **state) {
  fixture *f = *state;
  casus_arena_free(f->arena);
  return 0;
}

static inline void split(fixture *f, const char *text) {
  assert_int_equal(casus_split_text(f->words, casus_str_from_c(text), f->arena, &f->text, NULL), CASUS_OK);
}

/* published: "2024-06-22" or "" */
static inline void annotate(fixture *f, const char *text, const char *published) {
  casus_date date = {0};
  split(f, text);
  assert_true(!*published || casus_date_parse(casus_str_from_c(published), &date));
  assert_int_equal(casus_annotate_text(f->words, date, f->arena, &f->text, NULL), CASUS_OK);
}

/* The text of tokens [first, last), as written. */
static inline casus_str written(const fixture *f, uint32_t first, uint32_t last) {
  return casus_str_sub(f->text.bytes, f->text.tokens[first].span.start, f->text.tokens[last - 1].span.end);
}

static inline void assert_text(casus_str found, const char *wanted) {
  if (casus_str_eq(found, casus_str_from_c(wanted))) return;
  print_error("found  [%.*s]\nwanted [%s]\n", CASUS_STR_FMT(found), wanted);
  fail();
}

#endif
