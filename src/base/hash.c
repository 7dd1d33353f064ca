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
