#ifndef CASUS_BASE_NUMBER_H
#define CASUS_BASE_NUMBER_H

#include "base/str.h"

/* Whole-string parses, locale-independent. False and output untouched when the text is anything else. */
bool casus_parse_int(casus_str s, int64_t *value);    /* [+-]digits, within int64 */
bool casus_parse_double(casus_str s, double *value);  /* [+-]digits[.digits][e[+-]digits]; finite */
/* Shortest decimal text that reads back as the same double ("null" for NaN or infinity). Returns its length. */
size_t casus_format_double(double value, char out[32]);
/* Rounded for the eye, with the scale as a word: "375 million", "1.25 billion", "5200". Returns its length. */
size_t casus_format_scaled(double value, char out[48]);

#endif
