#ifndef CASUS_BASE_UTF8_H
#define CASUS_BASE_UTF8_H

#include "base/str.h"

uint32_t casus_utf8_sequence_at(casus_str s, size_t at, size_t *size); /* of more than one byte, or ill-formed */
/* Decode the character at s[at]; *size gets its length in bytes (>= 1).
 * Ill-formed bytes (overlong, surrogates, cut, > U+10FFFF) give U+FFFD and size 1. `at` must be < s.len. */
static inline uint32_t casus_utf8_at(casus_str s, size_t at, size_t *size) {
  unsigned char lead = (unsigned char)s.ptr[at];
  if (lead >= 0x80) return casus_utf8_sequence_at(s, at, size);
  *size = 1;
  return lead;
}
/* Encode into out[4]; returns the number of bytes, 0 for a surrogate or a value above U+10FFFF. */
size_t casus_utf8_encode(uint32_t character, char out[4]);
/* Position of the first ill-formed byte; s.len when all is well. */
size_t casus_utf8_valid(casus_str s);
size_t casus_utf8_count(casus_str s); /* characters; an ill-formed byte counts as one */

#endif
