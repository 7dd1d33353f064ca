/* The hash of a row: its values in the order of their columns. What is no number and what is no text, zero, the empty
 * text and what is not told are all different. A change of one value always changes it; nobody who means harm is kept
 * out. Private to record. */
#ifndef CASUS_RECORD_ROW_HASH_H
#define CASUS_RECORD_ROW_HASH_H

#include <math.h>

#include "base/hash.h"

enum { CASUS_VALUE_NULL = 1, CASUS_VALUE_INT, CASUS_VALUE_DOUBLE, CASUS_VALUE_TEXT };

static inline uint64_t casus_row_null(uint64_t row) { return casus_hash_mix(row + CASUS_VALUE_NULL); }

static inline uint64_t casus_row_int(uint64_t row, int64_t value) {
  return casus_hash_mix(casus_hash_mix(row + CASUS_VALUE_INT) + (uint64_t)value);
}

/* SQLite keeps no NaN but NULL, and of -0 only the 0. */
static inline uint64_t casus_row_double(uint64_t row, double value) {
  uint64_t bits = 0;
  if (isnan(value)) return casus_row_null(row);
  if (value < 0 || value > 0) memcpy(&bits, &value, sizeof bits);
  return casus_hash_mix(casus_hash_mix(row + CASUS_VALUE_DOUBLE) + bits);
}

static inline uint64_t casus_row_text(uint64_t row, casus_str value) {
  if (!value.ptr) return casus_row_null(row);
  row = casus_hash_mix(casus_hash_mix(row + CASUS_VALUE_TEXT) + value.len);
  return casus_hash_mix(casus_hash_more(row, value));
}

#endif
