#include "text/features.h"

enum { LONG_WORD = 4 };

static uint64_t lower_hash(uint64_t hash, casus_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = casus_is_digit(s.ptr[i]) ? '0' : casus_to_lower(s.ptr[i]);
    if (casus_apostrophe_at(s, i)) c = '\'', i += 2;
    hash = (hash ^ (unsigned char)c) * 0x100000001b3ULL;
  }
  return hash;
}

uint64_t casus_word_hash(casus_str form) { return lower_hash(0xcbf29ce484222325ULL, form); }

casus_casing casus_sentence_casing(const casus_token *tokens, size_t count) {
  size_t words = 0, upper_start = 0, lower_letters = 0;
  for (size_t i = 0; i < count; i++) {
    casus_str form = tokens[i].form;
    if (!form.len || !casus_is_alpha(form.ptr[0])) continue;
    for (size_t k = 0; k < form.len; k++) lower_letters += casus_is_lower(form.ptr[k]);
    if (form.len < LONG_WORD) continue;
    words++;
    upper_start += casus_is_upper(form.ptr[0]);
  }
  if (words < 3) return CASUS_CASING_USUAL;
  if (!lower_letters) return CASUS_CASING_CAPITALS;
  return upper_start * 10 >= words * 9 ? CASUS_CASING_TITLE : CASUS_CASING_USUAL;
}

/* Upper case at the start, all upper, some later upper, digits, hyphen, a full stop, bytes above ASCII, letters. */
static uint32_t shape_of(casus_str form) {
  uint32_t upper = 0, lower = 0, digits = 0, marks = 0;
  for (size_t i = 0; i < form.len; i++) {
    char c = form.ptr[i];
    upper += casus_is_upper(c);
    lower += casus_is_lower(c);
    digits += casus_is_digit(c);
    marks |= c == '-' ? 1 : c == '.' ? 2 : c == ',' ? 4 : c == '\'' ? 8 : (unsigned char)c >= 0x80 ? 16 : 0;
  }
  uint32_t first = form.len && casus_is_upper(form.ptr[0]);
  return first | (uint32_t)(upper > first) << 1 | (uint32_t)(lower > 0) << 2 | (digits < 3 ? digits : 3) << 3 |
         (uint32_t)(form.len == 1) << 5 | marks << 6;
}

void casus_tag_word_look(casus_slots lexicon, casus_str form, casus_casing casing, casus_tag_word *word) {
  word->lower = casus_word_hash(form);
  word->exact = casus_hash(form);
  for (size_t n = 0; n < CASUS_COUNT(word->suffix); n++) {
    size_t length = n + 2 < form.len ? n + 2 : form.len;
    word->suffix[n] = lower_hash(n, casus_str_sub(form, form.len - length, form.len));
  }
  for (size_t n = 0; n < CASUS_COUNT(word->prefix); n++)
    word->prefix[n] = lower_hash(n + 7, casus_str_sub(form, 0, n + 2));
  word->shape = shape_of(form) << 2 | (uint32_t)casing;
  uint32_t lexeme = CASUS_NO_TAG;
  casus_slots_get(lexicon, word->lower, &lexeme);
  word->only_tag = (uint8_t)lexeme;
  word->tags = lexeme >> 8;
}
