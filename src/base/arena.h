#ifndef CASUS_BASE_ARENA_H
#define CASUS_BASE_ARENA_H

#include "base/str.h"

/* Memory that is freed at once. One arena per document, one per loaded table.
 * Under AddressSanitizer every item is its own malloc, so that an overrun is seen. */
typedef struct casus_arena casus_arena;

casus_arena *casus_arena_new(void);         /* NULL when out of memory; free with casus_arena_free */
void casus_arena_free(casus_arena *arena);  /* NULL is fine */
void casus_arena_reset(casus_arena *arena); /* forget all items, keep some memory for reuse */

/* `size` bytes, aligned for anything, zeroed. NULL when out of memory. size 0 gives a valid pointer. */
void *casus_arena_alloc(casus_arena *arena, size_t size);
/* `count` items of `size` bytes, zeroed; NULL when out of memory or when the product overflows. */
void *casus_arena_array(casus_arena *arena, size_t count, size_t size);
/* The same, but not zeroed: for what is written before it is read. */
void *casus_arena_room(casus_arena *arena, size_t count, size_t size);
/* A copy with a NUL behind it. On failure ptr is NULL. */
casus_str casus_arena_copy(casus_arena *arena, casus_str s);
/* Formatted text with a NUL behind it. On failure ptr is NULL. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
casus_str
casus_arena_printf(casus_arena *arena, const char *format, ...);

#endif
