#include "base/utf8.h"
#include "read/source.h"

bool casus_mapped_reserve(casus_mapped *text, casus_arena *arena, size_t more) {
  if (text->len + more + 1 <= text->capacity) return true;
  size_t capacity = text->capacity ? text->capacity : more < 1024 ? 1024 : more + 1;
  while (capacity < text->len + more + 1) capacity *= 2;
  char *bytes = casus_arena_room(arena, capacity, 1);
  uint32_t *origin = casus_arena_room(arena, capacity, sizeof *origin);
  if (!bytes || !origin) return false;
  if (text->len) {
    memcpy(bytes, text->bytes, text->len);
    memcpy(origin, text->origin, text->len * sizeof *origin);
  }
  text->bytes = bytes;
  text->origin = origin;
  text->capacity = capacity;
  return true;
}

bool casus_mapped_add(casus_mapped *text, casus_arena *arena, casus_str s, const uint32_t *from, uint32_t at) {
  if (!casus_mapped_reserve(text, arena, s.len)) return false;
  if (s.len) memcpy(text->bytes + text->len, s.ptr, s.len);
  for (size_t i = 0; i < s.len; i++) text->origin[text->len + i] = from ? from[i] : at;
  text->len += s.len;
  return true;
}

bool casus_mapped_finish(casus_mapped *text, casus_arena *arena, uint32_t end) {
  if (!casus_mapped_reserve(text, arena, 0)) return false;
  text->bytes[text->len] = '\0';
  text->origin[text->len] = end;
  return true;
}

/* Printable ASCII stays as it is, whatever follows. */
static bool is_plain(char c) { return c >= ' ' && c < 0x7F && c != '\\'; }

size_t casus_plain_run(casus_str s) {
  size_t n = 0;
  while (n < s.len && is_plain(s.ptr[n])) n++;
  return n;
}

bool casus_mapped_add_plain(casus_mapped *text, casus_arena *arena, casus_str s, uint32_t at, size_t *taken) {
  size_t n = casus_plain_run(s);
  *taken = n;
  if (!n) return true;
  if (!casus_mapped_reserve(text, arena, n)) return false;
  memcpy(text->bytes + text->len, s.ptr, n);
  for (size_t i = 0; i < n; i++) text->origin[text->len + i] = at + (uint32_t)i;
  text->len += n;
  return true;
}

uint32_t casus_tidy(uint32_t c, uint32_t next) {
  if (c == '\r') return next == '\n' ? 0 : '\n';
  if (c == '\n' || c == '\t') return c;
  bool space = c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
  if (space || c < 0x20 || (c >= 0x7F && c < 0xA0)) return ' ';
  bool direction = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  bool unseen = c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; /* soft hyphens and the like */
  return direction || unseen ? 0 : c;
}

bool casus_mapped_put(casus_mapped *text, casus_arena *arena, uint32_t c, uint32_t next, uint32_t at) {
  uint32_t kept = casus_tidy(c, next);
  if (!kept) return true;
  char utf8[4];
  size_t n = casus_utf8_encode(kept, utf8);
  if (!n) n = casus_utf8_encode(0xFFFD, utf8);
  return casus_mapped_add(text, arena, casus_str_of(utf8, n), NULL, at);
}
