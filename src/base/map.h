#ifndef CASUS_BASE_MAP_H
#define CASUS_BASE_MAP_H

#include "base/arena.h"

/* From text to a 32-bit value. Keys are borrowed: they must outlive the map. Lives in an arena.
 * Insertion order is not kept; iterate over your own array, not over the map, where order matters. */
typedef struct casus_map {
  struct casus_map_slot *slots;
  size_t count, capacity; /* capacity: a power of two */
} casus_map;

/* Set key -> value, replacing an earlier value. False when out of memory. */
bool casus_map_set(casus_map *map, casus_arena *arena, casus_str key, uint32_t value);
/* True and *value when the key is there; *value may be NULL to ask only. */
bool casus_map_get(const casus_map *map, casus_str key, uint32_t *value);

#endif
