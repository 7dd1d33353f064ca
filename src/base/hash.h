#ifndef CASUS_BASE_HASH_H
#define CASUS_BASE_HASH_H

#include "base/arena.h"

/* FNV-1a, 64 bits (Fowler, Noll, Vo): for tables only, never for ids. */
static inline uint64_t casus_hash_more(uint64_t hash, casus_str s) {
  for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3ULL;
  return hash;
}
static inline uint64_t casus_hash(casus_str s) { return casus_hash_more(0xcbf29ce484222325ULL, s); }

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014), the finalizer: one to one. */
static inline uint64_t casus_hash_mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

enum { CASUS_ID_LENGTH = 32 };
/* Content id: the first 128 bits of SHA-256 over the parts, each with its length before it, as 32 hex digits.
 * Text in the arena; ptr NULL when out of memory. */
casus_str casus_content_id(casus_arena *arena, const casus_str *parts, size_t count);

/* SHA-256 of the text in Base64, NUL-ended: as Content-Security-Policy names a script. */
enum { CASUS_HASH_SOURCE = 45 };
void casus_hash_source(casus_str s, char out[CASUS_HASH_SOURCE]);

#endif
