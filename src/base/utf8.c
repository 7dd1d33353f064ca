#include "base/utf8.h"

/* Table 3-7 of the Unicode Standard: which second bytes may follow a lead byte. */
static size_t sequence_length(const unsigned char *p, size_t left) {
  unsigned char lead = p[0];
  if (lead < 0x80) return 1;
  size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || left < n) return 0;
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < n; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return n;
}

uint32_t casus_utf8_sequence_at(casus_str s, size_t at, size_t *size) {
  const unsigned char *p = (const unsigned char *)s.ptr + at;
  size_t n = sequence_length(p, s.len - at);
  *size = n ? n : 1;
  if (!n) return 0xFFFD;
  if (n == 1) return p[0];
  uint32_t character = p[0] & (0xFFu >> (n + 1));
  for (size_t i = 1; i < n; i++) character = character << 6 | (p[i] & 0x3F);
  return character;
}

size_t casus_utf8_encode(uint32_t c, char out[4]) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
  if (c < 0x80) return out[0] = (char)c, 1;
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)((0xF00u >> n & 0xFF) | c);
  return n;
}

size_t casus_utf8_valid(casus_str s) {
  size_t at = 0;
  while (at < s.len) {
    size_t n = sequence_length((const unsigned char *)s.ptr + at, s.len - at);
    if (!n) return at;
    at += n;
  }
  return s.len;
}

size_t casus_utf8_count(casus_str s) {
  size_t count = 0, size = 0;
  for (size_t at = 0; at < s.len; at += size, count++) casus_utf8_at(s, at, &size);
  return count;
}
