#include "base/hash.h"

#include <sha256.h>

casus_str casus_content_id(casus_arena *arena, const casus_str *parts, size_t count) {
  static const char digits[] = "0123456789abcdef";
  SHA2_CTX context;
  uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256Init(&context);
  for (size_t i = 0; i < count; i++) {
    uint8_t length[8];
    for (int byte = 0; byte < 8; byte++) length[byte] = (uint8_t)((uint64_t)parts[i].len >> (8 * byte));
    SHA256Update(&context, length, sizeof length);
    if (parts[i].len) SHA256Update(&context, (const uint8_t *)parts[i].ptr, parts[i].len);
  }
  SHA256Final(digest, &context);
  char *hex = casus_arena_alloc(arena, CASUS_ID_LENGTH + 1);
  if (!hex) return (casus_str){NULL, 0};
  for (int i = 0; i < CASUS_ID_LENGTH / 2; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  return (casus_str){hex, CASUS_ID_LENGTH};
}

void casus_hash_source(casus_str s, char out[CASUS_HASH_SOURCE]) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  SHA2_CTX context;
  uint8_t digest[SHA256_DIGEST_LENGTH + 1] = {0}; /* one more than a multiple of three: the last letter is padding */
  SHA256Init(&context);
  if (s.len) SHA256Update(&context, (const uint8_t *)s.ptr, s.len);
  SHA256Final(digest, &context);
  for (int i = 0, at = 0; i < SHA256_DIGEST_LENGTH; i += 3) {
    uint32_t bits = (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 | digest[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) out[at++] = letters[bits >> shift & 63];
  }
  out[CASUS_HASH_SOURCE - 2] = '=';
  out[CASUS_HASH_SOURCE - 1] = '\0';
}
