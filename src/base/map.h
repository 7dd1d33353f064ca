#ifndef CASUS_BASE_MAP_H
#define CASUS_BASE_MAP_H

#include "base/arena.h"

/* From text to a 32-bit value. Keys are borrowed: they must outlive the map. Lives in an arena.
 * Insertion order is not kept; iterate over your own array, not over the map, where order matters. */
typedef struct casus_map {
  struct casus_map_slot *slots;
  uint64_t *signs;        /* a bit for each sign that a key has */
  size_t count, capacity; /* capacity: a power of two */
} casus_map;

/* First and last byte and length of a key, mixed: most words that a map lacks are told by it, without a hash. */
enum { CASUS_MAP_SIGNS = 4096 };
static inline uint32_t casus_map_sign(char first, char last, size_t length) {
  return ((unsigned char)first * 37u + (unsigned char)last * 1171u + (uint32_t)length * 331u) % CASUS_MAP_SIGNS;
}
/* False: no key of that sign is there. */
static inline bool casus_map_may_hold(const casus_map *map, uint32_t sign) {
  return map->count && (map->signs[sign / 64] >> sign % 64 & 1);
}

/* Room for `count` keys: a map that is filled without it is moved each time it doubles. False when out of memory. */
bool casus_map_reserve(casus_map *map, casus_arena *arena, size_t count);
/* Set key -> value, replacing an earlier value. False when out of memory. */
bool casus_map_set(casus_map *map, casus_arena *arena, casus_str key, uint32_t value);
/* True and *value when the key is there; *value may be NULL to ask only. */
bool casus_map_get(const casus_map *map, casus_str key, uint32_t *value);

#endif
