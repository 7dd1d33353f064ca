#include "base/vec.h"

bool casus_vec_reserve(casus_arena *arena, void **items, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity) {
    memset((char *)*items + count * size, 0, size);
    return true;
  }
  size_t wanted = *capacity ? *capacity * 2 : 8;
  void *bigger = casus_arena_array(arena, wanted, size);
  if (!bigger) return false;
  if (count) memcpy(bigger, *items, count * size);
  *items = bigger;
  *capacity = wanted;
  return true;
}
