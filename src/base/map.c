#include "base/map.h"

struct casus_map_slot {
  casus_str key; /* ptr NULL: free slot */
  uint64_t hash;
  uint32_t value;
};

static uint64_t load8(const char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

static uint64_t load4(const char *at) {
  uint32_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

static uint64_t mixed(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL; /* 2^64 / golden ratio */
  return hash ^ hash >> 32;
}

/* Eight bytes at a time; the last ones may be read twice. */
static uint64_t hash_of(casus_str key) {
  const char *p = key.ptr, *end = key.ptr + key.len;
  uint64_t hash = key.len;
  if (key.len >= 8) {
    for (; end - p > 8; p += 8) hash = mixed(hash, load8(p));
    return mixed(hash, load8(end - 8));
  }
  if (key.len >= 4) return mixed(hash, load4(p) | load4(end - 4) << 32);
  if (!key.len) return mixed(hash, 0);
  return mixed(hash, (unsigned char)p[0] | (uint64_t)(unsigned char)p[key.len / 2] << 8 |
                         (uint64_t)(unsigned char)end[-1] << 16);
}

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

static bool grow(casus_map *map, casus_arena *arena, size_t capacity) {
  casus_map bigger = {.capacity = capacity, .count = map->count};
  bigger.slots = casus_arena_array(arena, bigger.capacity, sizeof *bigger.slots);
  bigger.signs = map->signs ? map->signs : casus_arena_array(arena, CASUS_MAP_SIGNS / 64, sizeof *bigger.signs);
  if (!bigger.slots || !bigger.signs) return false;
  for (size_t i = 0; i < map->capacity; i++)
    if (map->slots[i].key.ptr) *find_slot(&bigger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
  *map = bigger;
  return true;
}

static bool is_full(size_t count, size_t capacity) { return count * 4 >= capacity * 3; }

bool casus_map_reserve(casus_map *map, casus_arena *arena, size_t count) {
  size_t capacity = map->capacity ? map->capacity : 16;
  while (is_full(count, capacity)) capacity *= 2;
  return capacity == map->capacity || grow(map, arena, capacity);
}

bool casus_map_set(casus_map *map, casus_arena *arena, casus_str key, uint32_t value) {
  if (is_full(map->count, map->capacity) && !casus_map_reserve(map, arena, map->count)) return false;
  uint64_t hash = hash_of(key);
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
  const struct casus_map_slot *slot = find_slot(map, key, hash_of(key));
  if (!slot->key.ptr) return false;
  if (value) *value = slot->value;
  return true;
}
