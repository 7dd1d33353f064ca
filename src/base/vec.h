#ifndef CASUS_BASE_VEC_H
#define CASUS_BASE_VEC_H

#include "base/arena.h"

/* A growing array in an arena: declare with CASUS_VEC(type), zero to start.
 *   CASUS_VEC(int) v = {0};
 *   int *slot = casus_vec_push(&v, arena);      -> zeroed new item, NULL when out of memory
 * Grows by doubling; old storage stays in the arena until that is freed. */
#define CASUS_VEC(type)                                                                            \
  struct {                                                                                         \
    type *items;                                                                                   \
    size_t count, capacity;                                                                        \
  }

#define casus_vec_push(vec, arena)                                                                 \
  (casus_vec_reserve((arena), (void **)&(vec)->items, (vec)->count, &(vec)->capacity,              \
                     sizeof *(vec)->items)                                                         \
       ? &(vec)->items[(vec)->count++]                                                             \
       : NULL)

/* Room for one more item of `size` bytes behind `count`; the new one is zeroed. False when out of memory. */
bool casus_vec_reserve(casus_arena *arena, void **items, size_t count, size_t *capacity, size_t size);

#endif
