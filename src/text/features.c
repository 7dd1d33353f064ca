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

/* Hashes to buckets: the upper half of a mixed hash, as every bit of that depends on every byte. */
static uint32_t bucket(uint64_t hash, uint32_t buckets) {
  return (uint32_t)((casus_mix(hash, 0x51ed270b) >> 32) * buckets >> 32);
}

uint32_t casus_word_shape(casus_str form, casus_casing casing, bool first, uint32_t buckets) {
  return bucket(0x5A0000 + ((uint64_t)shape_of(form) << 3 | (uint64_t)casing << 1 | first), buckets);
}

void casus_word_parts(casus_str form, uint32_t buckets, uint32_t parts[CASUS_PARTS]) {
  static const uint8_t lengths[CASUS_PARTS] = {1, 2, 3, 4, 5, 1, 2, 3}; /* of endings, then of beginnings */
  for (size_t i = 0; i < CASUS_PARTS; i++) {
    bool ending = i < 5;
    size_t length = lengths[i] < form.len ? lengths[i] : form.len;
    casus_str part = ending ? casus_str_sub(form, form.len - length, form.len) : casus_str_sub(form, 0, length);
    parts[i] = bucket(lower_hash(0x100 * (i + 1), part), buckets);
  }
}
