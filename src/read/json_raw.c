/* The bytes of JSON itself: where a value ends, where a key's value stands, which byte a character came from. */
#include "base/utf8.h"
#include "read/json.h"

bool casus_json_scan_on(casus_json_scan *s, casus_str bytes, size_t *end) {
  for (size_t at = 0; at < bytes.len; at++) {
    char c = bytes.ptr[at];
    if (s->in_string) {
      s->in_string = s->escaped || c != '"';
      s->escaped = !s->escaped && c == '\\';
      if (!s->in_string && !s->depth) return *end = at + 1, true;
      continue;
    }
    bool opens = c == '{' || c == '[', closes = c == '}' || c == ']';
    bool separates = c == ',' || casus_is_space(c);
    if (s->scalar && (separates || opens || closes || c == '"')) return *end = at, true;
    if (!s->begun && separates) continue;
    s->begun = true;
    s->in_string = c == '"';
    s->depth += opens;
    if (s->depth > s->deepest) s->deepest = s->depth;
    if (closes && s->depth <= 1) return *end = at + 1, true;
    s->depth -= closes;
    s->scalar = !s->depth && !s->in_string;
  }
  return false;
}

static int hex_value(char c) {
  return casus_is_digit(c)                                      ? c - '0'
         : casus_to_lower(c) >= 'a' && casus_to_lower(c) <= 'f' ? casus_to_lower(c) - 'a' + 10
                                                                : -1;
}

static uint32_t hex4(casus_str s, size_t at) {
  uint32_t value = 0;
  for (size_t i = at; i < at + 4 && i < s.len; i++) value = value << 4 | (uint32_t)(hex_value(s.ptr[i]) & 15);
  return value;
}

/* One escape at s[at] == '\\' -> its character; *size its length. Half a pair is no character. */
static uint32_t unescape(casus_str s, size_t at, size_t *size) {
  char c = at + 1 < s.len ? s.ptr[at + 1] : '\\';
  *size = 2;
  switch (c) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case 'b':
  case 'f':
    return ' ';
  case 'u': {
    uint32_t unit = hex4(s, at + 2), second = hex4(s, at + 8);
    *size = 6;
    if (unit < 0xD800 || unit > 0xDBFF) return unit;
    bool pair =
        casus_str_starts(casus_str_sub(s, at + 6, s.len), CASUS_STR("\\u")) && second >= 0xDC00 && second <= 0xDFFF;
    if (!pair) return unit;
    *size = 12;
    return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
  }
  default:
    return (unsigned char)c;
  }
}

static uint32_t character_at(casus_str s, size_t at, size_t *size) {
  if (at >= s.len) return 0;
  return s.ptr[at] == '\\' ? unescape(s, at, size) : casus_utf8_at(s, at, size);
}

int casus_json_map_string(casus_str raw, uint32_t base, casus_arena *arena, casus_mapped *out, casus_error *err) {
  size_t size = 0;
  casus_str s = casus_str_sub(raw, 1, raw.len - 1);
  casus_mapped text = {0};
  if (!casus_mapped_reserve(&text, arena, s.len)) return casus_fail_memory(err);
  for (size_t at = 0; at < s.len; at += size) {
    uint32_t from = base + 1 + (uint32_t)at;
    if (!casus_mapped_add_plain(&text, arena, casus_str_sub(s, at, s.len), from, &size)) return casus_fail_memory(err);
    if (size) continue;
    char utf8[4];
    size_t length = casus_utf8_encode(character_at(s, at, &size), utf8);
    casus_str c = length ? casus_str_of(utf8, length) : CASUS_STR("\xEF\xBF\xBD");
    if (!casus_mapped_add(&text, arena, c, NULL, from)) return casus_fail_memory(err);
  }
  if (!casus_mapped_finish(&text, arena, base + (uint32_t)raw.len)) return casus_fail_memory(err);
  *out = text;
  return CASUS_OK;
}

casus_str casus_json_value_of(casus_str object, casus_str key) {
  casus_str found = {NULL, 0}, rest = casus_str_sub(casus_str_trim(object), 1, object.len);
  size_t end = 0;
  for (;;) {
    casus_json_scan name = {0}, value = {0};
    if (!casus_json_scan_on(&name, rest, &end)) return found;
    casus_str word = casus_str_trim(casus_str_sub(rest, 0, end));
    while (word.len && (word.ptr[0] == ',' || casus_is_space(word.ptr[0]))) word = casus_str_sub(word, 1, word.len);
    rest = casus_str_sub(rest, end, rest.len);
    size_t colon = casus_str_find(rest, CASUS_STR(":"), 0);
    if (!casus_str_starts(word, CASUS_STR("\"")) || colon == SIZE_MAX) return found;
    rest = casus_str_sub(rest, colon + 1, rest.len);
    if (!casus_json_scan_on(&value, rest, &end)) return found;
    if (casus_str_eq(casus_str_sub(word, 1, word.len - 1), key)) found = casus_str_trim(casus_str_sub(rest, 0, end));
    rest = casus_str_sub(rest, end, rest.len);
  }
}
