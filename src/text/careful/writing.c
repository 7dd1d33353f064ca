#include <unicode/uchar.h>

#include "text/careful/pieces.h"

enum { NOT_WRITTEN, DIGITS, MARKS, SMALL, CAPITALS, ONE_CAPITAL, CAPITAL_FIRST, OTHERWISE };
_Static_assert(OTHERWISE + 1 == CASUS_WRITING_COUNT, "ways of writing");

static bool is_digit(UChar32 c) {
  int32_t type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

uint8_t casus_writing(casus_str form) {
  bool letters = false, digits = false, small = false, large = false, title = false, first_large = false;
  size_t count = 0;
  for (size_t at = 0, size; at < form.len; at += size, count++) {
    UChar32 c = (UChar32)casus_utf8_at(form, at, &size);
    letters |= (bool)u_isalpha(c);
    digits |= is_digit(c);
    small |= (bool)u_isULowercase(c);
    large |= (bool)u_isUUppercase(c);
    title |= (bool)u_istitle(c) && !u_isUUppercase(c);
    if (!at) first_large = u_isUUppercase(c);
  }
  if (!letters) return digits ? DIGITS : MARKS;
  if (small && !large && !title) return SMALL;
  if (large && !small && !title) return count > 1 ? CAPITALS : ONE_CAPITAL;
  return first_large ? CAPITAL_FIRST : OTHERWISE;
}
