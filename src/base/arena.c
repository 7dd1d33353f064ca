#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_MALLOC_PER_ITEM 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_MALLOC_PER_ITEM 1
#endif
#endif
#ifndef ONE_MALLOC_PER_ITEM
#define ONE_MALLOC_PER_ITEM 0
#endif

enum { ALIGN = 16, BLOCK_SIZE = 64 * 1024, SPARE_MOST = 16 };

typedef struct block {
  struct block *next;
  size_t size; /* usable bytes behind the header */
  size_t used;
  size_t pad; /* keeps the header a multiple of ALIGN */
} block;

struct casus_arena {
  block *blocks; /* newest first */
  block *spare;  /* of BLOCK_SIZE, for reuse */
  size_t spare_count;
};

casus_arena *casus_arena_new(void) { return calloc(1, sizeof(casus_arena)); }

static void free_blocks(block *b) {
  while (b) {
    block *next = b->next;
    free(b);
    b = next;
  }
}

void casus_arena_free(casus_arena *arena) {
  if (!arena) return;
  free_blocks(arena->blocks);
  free_blocks(arena->spare);
  free(arena);
}

/* Blocks of the usual size are kept, within bounds: documents follow one another. */
void casus_arena_reset(casus_arena *arena) {
  for (block *b = arena->blocks, *next; b; b = next) {
    next = b->next;
    if (ONE_MALLOC_PER_ITEM || b->size != BLOCK_SIZE || arena->spare_count == SPARE_MOST) {
      free(b);
      continue;
    }
    b->next = arena->spare;
    arena->spare = b;
    arena->spare_count++;
  }
  arena->blocks = NULL;
}

static block *get_block(casus_arena *arena, size_t size) {
  block *b = arena->spare;
  if (size != BLOCK_SIZE || !b) return malloc(sizeof *b + size);
  arena->spare = b->next;
  arena->spare_count--;
  return b;
}

static block *add_block(casus_arena *arena, size_t size) {
  block *b = get_block(arena, size);
  if (!b) return NULL;
  *b = (block){.next = arena->blocks, .size = size};
  arena->blocks = b;
  return b;
}

static void *take(casus_arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size_t need = ONE_MALLOC_PER_ITEM ? size : (size + ALIGN - 1) / ALIGN * ALIGN;
  block *b = arena->blocks;
  if (ONE_MALLOC_PER_ITEM || !b || b->size - b->used < need) {
    b = add_block(arena, ONE_MALLOC_PER_ITEM || need > BLOCK_SIZE ? need : BLOCK_SIZE);
    if (!b) return NULL;
  }
  void *item = (char *)(b + 1) + b->used;
  b->used += need;
  return item;
}

void *casus_arena_alloc(casus_arena *arena, size_t size) {
  void *item = take(arena, size);
  return item ? memset(item, 0, size) : NULL;
}

void *casus_arena_room(casus_arena *arena, size_t count, size_t size) {
  return size && count > SIZE_MAX / 2 / size ? NULL : take(arena, count * size);
}

void *casus_arena_array(casus_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) return NULL;
  return casus_arena_alloc(arena, count * size);
}

casus_str casus_arena_copy(casus_arena *arena, casus_str s) {
  char *copy = casus_arena_alloc(arena, s.len + 1);
  if (!copy) return (casus_str){NULL, 0};
  if (s.len) memcpy(copy, s.ptr, s.len);
  return (casus_str){copy, s.len};
}

casus_str casus_arena_printf(casus_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = n < 0 ? NULL : casus_arena_alloc(arena, (size_t)n + 1);
  if (text) vsnprintf(text, (size_t)n + 1, format, again);
  va_end(again);
  return (casus_str){text, text ? (size_t)n : 0};
}
