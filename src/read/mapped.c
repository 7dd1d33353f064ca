#include "read/source.h"

static bool reserve(casus_mapped *text, casus_arena *arena, size_t more) {
  if (text->len + more + 1 <= text->capacity) return true;
  size_t capacity = text->capacity ? text->capacity : 1024;
  while (capacity < text->len + more + 1) capacity *= 2;
  char *bytes = casus_arena_alloc(arena, capacity);
  uint32_t *origin = casus_arena_array(arena, capacity, sizeof *origin);
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
  if (!reserve(text, arena, s.len)) return false;
  if (s.len) memcpy(text->bytes + text->len, s.ptr, s.len);
  for (size_t i = 0; i < s.len; i++) text->origin[text->len + i] = from ? from[i] : at;
  text->len += s.len;
  return true;
}

bool casus_mapped_finish(casus_mapped *text, casus_arena *arena, uint32_t end) {
  if (!reserve(text, arena, 0)) return false;
  text->bytes[text->len] = '\0';
  text->origin[text->len] = end;
  return true;
}
