#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool casus_parse_int(casus_str s, int64_t *value) {
  bool negative = s.len && s.ptr[0] == '-';
  size_t i = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
  if (i == s.len) return false;
  uint64_t total = 0, limit = (uint64_t)INT64_MAX + negative;
  for (; i < s.len; i++) {
    if (!casus_is_digit(s.ptr[i])) return false;
    uint64_t digit = (uint64_t)(s.ptr[i] - '0');
    if (total > (limit - digit) / 10) return false;
    total = total * 10 + digit;
  }
  *value = negative ? (int64_t)(0 - total) : (int64_t)total;
  return true;
}

/* Only the shape is checked here; strtod does the rounding. The program never leaves the "C" locale. */
static bool has_number_shape(casus_str s) {
  size_t i = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
  size_t digits = 0;
  while (i < s.len && casus_is_digit(s.ptr[i])) i++, digits++;
  if (i < s.len && s.ptr[i] == '.') {
    i++;
    while (i < s.len && casus_is_digit(s.ptr[i])) i++, digits++;
  }
  if (!digits) return false;
  if (i == s.len) return true;
  if (s.ptr[i] != 'e' && s.ptr[i] != 'E') return false;
  i++;
  if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+')) i++;
  size_t start = i;
  while (i < s.len && casus_is_digit(s.ptr[i])) i++;
  return i == s.len && i > start;
}

bool casus_parse_double(casus_str s, double *value) {
  char text[400];
  if (s.len >= sizeof text || !has_number_shape(s)) return false;
  memcpy(text, s.ptr, s.len);
  text[s.len] = '\0';
  double parsed = strtod(text, NULL);
  if (!isfinite(parsed)) return false;
  *value = parsed;
  return true;
}

size_t casus_format_double(double value, char out[32]) {
  if (!isfinite(value)) return (size_t)snprintf(out, 32, "null");
  if (value == floor(value) && fabs(value) < 1e15) return (size_t)snprintf(out, 32, "%.0f", value == 0 ? 0.0 : value);
  int n = 0;
  for (int precision = 1; precision <= 17; precision++) {
    n = snprintf(out, 32, "%.*g", precision, value);
    if (strtod(out, NULL) == value) break;
  }
  return (size_t)n;
}

size_t casus_format_scaled(double value, char out[48]) {
  static const struct {
    double value;
    const char *word;
  } scales[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
  for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
    if (fabs(value) >= scales[i].value)
      return (size_t)snprintf(out, 48, "%.4g%s", value / scales[i].value, scales[i].word);
  return (size_t)snprintf(out, 48, "%.7g", value);
}
