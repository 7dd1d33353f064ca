#include "text/sentence.h"

typedef CASUS_VEC(casus_sentence) casus_sentence_vec;

/* Where to cut a sentence that is too long for the parser: behind the last of the best marks in its second half. */
static size_t cut_long(const casus_token *tokens, size_t first, size_t end) {
  static const char *const marks[] = {";", ":", ",", "-"};
  if (end - first <= CASUS_SENTENCE_TOKENS) return end;
  size_t limit = first + CASUS_SENTENCE_TOKENS;
  for (size_t m = 0; m < CASUS_COUNT(marks); m++)
    for (size_t i = limit; i > first + CASUS_SENTENCE_TOKENS / 2; i--)
      if (casus_str_eq(tokens[i - 1].form, casus_str_from_c(marks[m]))) return i;
  return limit;
}

static bool add_sentence(casus_sentence_vec *sentences, casus_token *tokens, size_t first, size_t end,
                         casus_arena *arena) {
  casus_sentence *sentence = casus_vec_push(sentences, arena);
  if (!sentence) return false;
  sentence->span = (casus_span){tokens[first].span.start, tokens[end - 1].span.end};
  sentence->first = sentence->root = (uint32_t)first;
  sentence->last = (uint32_t)end;
  for (size_t i = first; i < end; i++) tokens[i].sentence = (uint32_t)(sentences->count - 1);
  return true;
}

static bool split_paragraph(const casus_words *words, casus_token *tokens, size_t first, size_t last,
                            casus_arena *arena, casus_sentence_vec *sentences) {
  size_t open = 0;
  for (size_t at = first; at < last;) {
    size_t end = casus_sentence_end(words, tokens, at, last, at == first, &open);
    while (at < end) {
      size_t part = cut_long(tokens, at, end);
      if (!add_sentence(sentences, tokens, at, part, arena)) return false;
      at = part;
    }
  }
  return true;
}

int casus_split_text(const casus_words *words, casus_str bytes, casus_arena *arena, casus_text *text,
                     casus_error *err) {
  casus_span_vec paragraphs = {0};
  casus_token_vec tokens = {0};
  casus_sentence_vec sentences = {0};
  if (bytes.len > UINT32_MAX / 2) return casus_fail(err, CASUS_E_LIMIT, 0, "text of more than 2 GiB");
  if (!casus_paragraphs_find(words, bytes, arena, &paragraphs)) return casus_fail_memory(err);
  for (size_t i = 0; i < paragraphs.count; i++) {
    size_t first = tokens.count;
    if (!casus_tokens_cut(words, bytes, paragraphs.items[i], arena, &tokens) ||
        !split_paragraph(words, tokens.items, first, tokens.count, arena, &sentences))
      return casus_fail_memory(err);
  }
  *text = (casus_text){.bytes = bytes,
                       .tokens = tokens.items,
                       .token_count = (uint32_t)tokens.count,
                       .sentences = sentences.items,
                       .sentence_count = (uint32_t)sentences.count};
  return CASUS_OK;
}
