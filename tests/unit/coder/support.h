/* Hand-parsed documents for the tests of this room. */
#ifndef CASUS_TEST_CODER_SUPPORT_H
#define CASUS_TEST_CODER_SUPPORT_H

#include <assert.h>
#include <string.h>

#include "text/text.h"

static inline casus_str support_field(casus_str *line) {
  size_t start = 0;
  while (start < line->len && line->ptr[start] == ' ') start++;
  size_t end = start;
  while (end < line->len && line->ptr[end] != ' ') end++;
  casus_str field = casus_str_sub(*line, start, end);
  *line = casus_str_sub(*line, end, line->len);
  return field;
}

static inline unsigned support_upos(casus_str name) {
  for (unsigned i = 0; i < CASUS_UPOS_COUNT; i++)
    if (casus_str_eq(casus_str_from_c(casus_upos_name(i)), name)) return i;
  return CASUS_UPOS_COUNT - 1; /* X */
}

static inline void support_deprel(casus_str name, casus_token *token) {
  size_t colon = casus_str_find(name, CASUS_STR(":"), 0);
  casus_str base = casus_str_sub(name, 0, colon),
            sub = colon < name.len ? casus_str_sub(name, colon + 1, name.len) : CASUS_STR("");
  token->deprel = CASUS_DEP_dep;
  for (unsigned i = 0; i < CASUS_DEP_COUNT; i++)
    if (casus_str_eq(casus_str_from_c(casus_deprel_name(i)), base)) token->deprel = (uint8_t)i;
  for (unsigned i = 0; sub.len && i < CASUS_SUB_OTHER; i++)
    if (casus_str_eq(casus_str_from_c(casus_subrel_name(i)), sub)) token->subrel = (uint8_t)i;
}

/* No space stands before closing marks and clitics, none on either side of a hyphen; a last field "~" says so too. */
static inline bool support_glued(const casus_token *left, const casus_token *right) {
  static const char *const closing[] = {",", ".", ";", ":", "!", "?", ")", "'s", "’s", "n't", "'", "’", "”", "-"};
  for (size_t i = 0; i < CASUS_COUNT(closing); i++)
    if (casus_str_eq(right->form, casus_str_from_c(closing[i]))) return true;
  return !left->space_after || casus_str_eq(left->form, CASUS_STR("-")) || casus_str_eq(left->form, CASUS_STR("“")) ||
         casus_str_eq(left->form, CASUS_STR("("));
}

static inline void support_row(casus_str line, uint32_t first, casus_token *token) {
  int64_t head = 0;
  *token = (casus_token){.space_after = true};
  token->form = support_field(&line);
  token->lemma = support_field(&line);
  token->upos = (uint8_t)support_upos(support_field(&line));
  token->xpos = support_field(&line);
  casus_parse_int(support_field(&line), &head);
  token->head = head ? (int32_t)first + (int32_t)head - 1 : -1;
  support_deprel(support_field(&line), token);
  if (casus_str_eq(support_field(&line), CASUS_STR("~"))) token->space_after = false;
}

static inline void support_lay_out(casus_arena *arena, casus_text *text) {
  casus_buffer bytes = {0};
  for (uint32_t i = 0; i < text->token_count; i++) {
    casus_token *token = &text->tokens[i];
    bool glued = i && text->tokens[i - 1].sentence == token->sentence && support_glued(token - 1, token);
    if (i && !glued) casus_buffer_add_char(&bytes, ' ');
    if (i) text->tokens[i - 1].space_after = !glued;
    token->span = (casus_span){(uint32_t)bytes.len, (uint32_t)(bytes.len + token->form.len)};
    casus_buffer_add(&bytes, token->form);
  }
  text->bytes = casus_arena_copy(arena, casus_buffer_str(&bytes));
  casus_buffer_free(&bytes);
  for (uint32_t i = 0; i < text->token_count; i++)
    text->tokens[i].form = casus_str_span(text->bytes, text->tokens[i].span);
}

/* Builds a document from rows "form lemma upos xpos head deprel [~]", fields parted by spaces, heads counted from 1
 * within the sentence (0: root), an empty line between sentences. Names, quotes, days and amounts stay empty. */
static inline void support_text(casus_arena *arena, const char *rows, casus_text *text) {
  casus_str all = casus_str_from_c(rows), line;
  size_t lines = 1;
  for (size_t i = 0; i < all.len; i++) lines += all.ptr[i] == '\n';
  *text = (casus_text){.bytes = CASUS_STR("")};
  text->tokens = casus_arena_array(arena, lines, sizeof *text->tokens);
  text->sentences = casus_arena_array(arena, lines, sizeof *text->sentences);
  assert(text->tokens && text->sentences);
  bool open = false;
  while (casus_str_split(&all, '\n', &line)) {
    line = casus_str_trim(line);
    if (!line.len) {
      open = false;
      continue;
    }
    if (!open) text->sentences[text->sentence_count++] = (casus_sentence){.first = text->token_count};
    open = true;
    casus_sentence *sentence = &text->sentences[text->sentence_count - 1];
    casus_token *token = &text->tokens[text->token_count];
    support_row(line, sentence->first, token);
    token->sentence = text->sentence_count - 1;
    if (token->head < 0) sentence->root = text->token_count;
    sentence->last = ++text->token_count;
  }
  support_lay_out(arena, text);
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    casus_sentence *sentence = &text->sentences[i];
    sentence->span = (casus_span){text->tokens[sentence->first].span.start, text->tokens[sentence->last - 1].span.end};
  }
}

#endif
