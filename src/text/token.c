#include "text/token.h"

#include <unicode/uchar.h>

static bool invisible(uint32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060 || c == 0xAD; }

casus_glyph casus_glyph_at(casus_str bytes, size_t at, size_t *size) {
  *size = 0;
  if (at >= bytes.len) return CASUS_GLYPH_SPACE;
  uint32_t c = casus_utf8_at(bytes, at, size);
  if (c < 0x80) {
    if (casus_is_alpha((char)c) || c == '_') return CASUS_GLYPH_WORD;
    if (casus_is_digit((char)c)) return CASUS_GLYPH_DIGIT;
    return c <= ' ' || c == 0x7F ? CASUS_GLYPH_SPACE : CASUS_GLYPH_OTHER;
  }
  if (c == 0xFFFD) return CASUS_GLYPH_OTHER;
  if (invisible(c)) return CASUS_GLYPH_SPACE;
  uint32_t mask = U_GET_GC_MASK((UChar32)c);
  if (mask & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) return CASUS_GLYPH_SPACE;
  if (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK)) return CASUS_GLYPH_WORD;
  return mask & U_GC_ND_MASK ? CASUS_GLYPH_DIGIT : CASUS_GLYPH_OTHER;
}

size_t casus_apostrophe_at(casus_str bytes, size_t at) {
  if (at < bytes.len && bytes.ptr[at] == '\'') return 1;
  return casus_str_eq(casus_str_sub(bytes, at, at + 3), CASUS_STR("’")) ? 3 : 0;
}

size_t casus_word_run(casus_str bytes, size_t at) {
  size_t size;
  casus_glyph glyph;
  while ((glyph = casus_glyph_at(bytes, at, &size)) == CASUS_GLYPH_WORD || glyph == CASUS_GLYPH_DIGIT) at += size;
  return at;
}

static size_t token_length(const casus_scan *scan) {
  static size_t (*const kinds[])(const casus_scan *) = {
      casus_token_address, casus_token_clitic, casus_token_number, casus_token_word, casus_token_mark,
  };
  size_t length = 0;
  for (size_t i = 0; i < CASUS_COUNT(kinds) && !length; i++) length = kinds[i](scan);
  return length;
}

bool casus_tokens_cut(const casus_words *words, casus_str bytes, casus_span window, casus_arena *arena,
                      casus_token_vec *tokens) {
  casus_scan scan = {.words = words, .bytes = casus_str_sub(bytes, 0, window.end), .at = window.start};
  size_t size, first = tokens->count;
  while (scan.at < scan.bytes.len) {
    if (casus_glyph_at(scan.bytes, scan.at, &size) == CASUS_GLYPH_SPACE) {
      if (tokens->count > first) tokens->items[tokens->count - 1].space_after = true;
      scan.glued = false;
      scan.at += size;
      continue;
    }
    size_t length = token_length(&scan);
    casus_token *token = casus_vec_push(tokens, arena);
    if (!token) return false;
    token->span = (casus_span){(uint32_t)scan.at, (uint32_t)(scan.at + length)};
    token->form = casus_str_sub(scan.bytes, scan.at, scan.at + length);
    token->head = -1;
    scan.last = token->form;
    scan.at += length;
    scan.glued = true;
  }
  if (tokens->count > first) tokens->items[tokens->count - 1].space_after = true;
  return true;
}
