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

/* Of `total` items in the order of `field`: the place of the first whose field is at least `value`; `total`: there is
 * none. Found by halving. */
#define CASUS_FIRST_FROM(list, total, field, value)                                                \
  ({                                                                                               \
    size_t low_ = 0, high_ = (total);                                                              \
    while (low_ < high_) {                                                                         \
      size_t middle_ = low_ + (high_ - low_) / 2;                                                  \
      if ((list)[middle_].field < (value))                                                         \
        low_ = middle_ + 1;                                                                        \
      else                                                                                         \
        high_ = middle_;                                                                           \
    }                                                                                              \
    low_;                                                                                          \
  })

/* Room for one more item of `size` bytes behind `count`; the new one is zeroed. False when out of memory. */
bool casus_vec_reserve(casus_arena *arena, void **items, size_t count, size_t *capacity, size_t size);

#endif
