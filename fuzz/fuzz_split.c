/* Splitting and annotating any bytes: tokens are ordered, inside, in one sentence each, and leave nothing but white
 * space out; every annotation lies within the tokens and is ordered by its first token. */
#include <stdlib.h>

#include "text/token.h"

static void check(bool holds) {
  if (!holds) abort();
}

static void check_gap(casus_str bytes, size_t from, size_t to) {
  size_t size;
  for (; from < to; from += size) check(casus_glyph_at(bytes, from, &size) == CASUS_GLYPH_SPACE);
}

static void check_tokens(const casus_text *text) {
  size_t at = 0, token = 0;
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const casus_sentence *sentence = &text->sentences[s];
    check(sentence->first == token && sentence->last > sentence->first);
    check(sentence->last - sentence->first <= CASUS_SENTENCE_TOKENS);
    for (; token < sentence->last; token++) {
      const casus_token *t = &text->tokens[token];
      check(t->sentence == s && t->span.start >= at && t->span.end > t->span.start && t->span.end <= text->bytes.len);
      check(casus_str_eq(t->form, casus_str_span(text->bytes, t->span)));
      check_gap(text->bytes, at, t->span.start);
      at = t->span.end;
    }
  }
  check(token == text->token_count);
  check_gap(text->bytes, at, text->bytes.len);
}

static void check_range(const casus_text *text, uint32_t first, uint32_t last, uint32_t *before) {
  check(first >= *before && first < last && last <= text->token_count);
  *before = first;
}

static void check_annotations(const casus_text *text) {
  uint32_t before = 0;
  for (uint32_t i = 0; i < text->name_count; i++) {
    check(text->names[i].title_first <= text->names[i].first);
    check_range(text, text->names[i].first, text->names[i].last, &before);
  }
  before = 0;
  for (uint32_t i = 0; i < text->quote_count; i++) {
    check(text->quotes[i].span.start < text->quotes[i].span.end && text->quotes[i].span.end <= text->bytes.len);
    check_range(text, text->quotes[i].first, text->quotes[i].last, &before);
  }
  before = 0;
  for (uint32_t i = 0; i < text->when_count; i++) check_range(text, text->whens[i].first, text->whens[i].last, &before);
  before = 0;
  for (uint32_t i = 0; i < text->duration_count; i++)
    check_range(text, text->durations[i].first, text->durations[i].last, &before);
  before = 0;
  for (uint32_t i = 0; i < text->amount_count; i++)
    check_range(text, text->amounts[i].first, text->amounts[i].last, &before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  casus_arena *arena = casus_arena_new();
  const casus_words *words = NULL;
  casus_text text;
  casus_date published = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY};
  check(arena && casus_words_open(NULL, arena, &words, NULL) == CASUS_OK);
  casus_str bytes = casus_str_of(size ? (const char *)data : "", size);
  check(casus_split_text(words, bytes, arena, &text, NULL) == CASUS_OK);
  check_tokens(&text);
  check(casus_annotate_text(words, published, arena, &text, NULL) == CASUS_OK);
  check_annotations(&text);
  casus_arena_free(arena);
  return 0;
}
