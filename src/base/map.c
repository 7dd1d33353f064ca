#include "base/map.h"

#include "base/hash.h"

struct casus_map_slot {
  casus_str key; /* ptr NULL: free slot */
  uint64_t hash;
  uint32_t value;
};

static uint32_t sign_of(casus_str key) {
  return key.len ? casus_map_sign(key.ptr[0], key.ptr[key.len - 1], key.len) : 0;
}

static struct casus_map_slot *find_slot(const casus_map *map, casus_str key, uint64_t hash) {
  size_t mask = map->capacity - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    struct casus_map_slot *slot = &map->slots[i];
    if (!slot->key.ptr || (slot->hash == hash && casus_str_eq(slot->key, key))) return slot;
  }
}

static bool grow(casus_map *map, casus_arena *arena) {
  casus_map bigger = {.capacity = map->capacity ? map->capacity * 2 : 16, .count = map->count};
  bigger.slots = casus_arena_array(arena, bigger.capacity, sizeof *bigger.slots);
  bigger.signs = map->signs ? map->signs : casus_arena_array(arena, CASUS_MAP_SIGNS / 64, sizeof *bigger.signs);
  if (!bigger.slots || !bigger.signs) return false;
  for (size_t i = 0; i < map->capacity; i++)
    if (map->slots[i].key.ptr) *find_slot(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
  *map = bigger;
  return true;
}

bool casus_map_set(casus_map *map, casus_arena *arena, casus_str key, uint32_t value) {
  if (map->count * 4 >= map->capacity * 3 && !grow(map, arena)) return false;
  uint64_t hash = casus_hash(key);
  struct casus_map_slot *slot = find_slot(map, key, hash);
  if (!slot->key.ptr) {
    map->count++;
    map->signs[sign_of(key) / 64] |= 1ULL << sign_of(key) % 64;
    slot->key = key.ptr ? key : CASUS_STR("");
    slot->hash = hash;
  }
  slot->value = value;
  return true;
}

bool casus_map_get(const casus_map *map, casus_str key, uint32_t *value) {
  if (!casus_map_may_hold(map, sign_of(key))) return false;
  const struct casus_map_slot *slot = find_slot(map, key, casus_hash(key));
  if (!slot->key.ptr) return false;
  if (value) *value = slot->value;
  return true;
}
