#ifndef CASUS_BASE_STR_H
#define CASUS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed text: a view, not NUL-ended. {NULL, 0} is "none"; {non-NULL, 0} is "empty". */
typedef struct casus_str {
  const char *ptr;
  size_t len;
} casus_str;

/* Half-open byte range [start, end) of a document's text. */
typedef struct casus_span {
  uint32_t start;
  uint32_t end;
} casus_span;

#define CASUS_STR(literal) ((casus_str){(literal), sizeof(literal) - 1})
#define CASUS_STR_INIT(literal)                                                                                        \
  { (literal), sizeof(literal) - 1 }                            /* for static initialisers */
#define CASUS_STR_FMT(s) (int)(s).len, ((s).ptr ? (s).ptr : "") /* for "%.*s" */
#define CASUS_COUNT(array) (sizeof(array) / sizeof *(array))

static inline casus_str casus_str_of(const char *ptr, size_t len) { return (casus_str){ptr, len}; }
static inline casus_str casus_str_from_c(const char *nul_ended) {
  return (casus_str){nul_ended, nul_ended ? strlen(nul_ended) : 0};
}
static inline bool casus_str_eq(casus_str a, casus_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
/* The part [start, end), clamped to the text. */
static inline casus_str casus_str_sub(casus_str s, size_t start, size_t end) {
  if (end > s.len) end = s.len;
  if (start > end) start = end;
  return (casus_str){s.ptr ? s.ptr + start : NULL, end - start};
}
casus_str casus_str_span(casus_str s, casus_span span);
casus_span casus_span_within(casus_span whole, casus_span part); /* part as positions in whole, clipped to it */
casus_str casus_str_trim(casus_str s);                           /* ASCII white space at both ends */
int casus_str_cmp(casus_str a, casus_str b);                     /* bytewise; <0, 0, >0 */
bool casus_str_starts(casus_str s, casus_str prefix);
bool casus_str_ends(casus_str s, casus_str suffix);
/* First place of `needle` at or after `from`; SIZE_MAX when absent. */
size_t casus_str_find(casus_str s, casus_str needle, size_t from);
/* Cut the next field off `*rest` at `separator`. False when `*rest` is used up ({NULL,0}). */
bool casus_str_split(casus_str *rest, char separator, casus_str *field);

static inline bool casus_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool casus_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool casus_is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool casus_is_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool casus_is_alpha(char c) { return casus_is_upper(c) || casus_is_lower(c); }
static inline char casus_to_lower(char c) { return casus_is_upper(c) ? (char)(c + 32) : c; }
/* ASCII letters compare without case. */
static inline bool casus_str_ieq(casus_str a, casus_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (casus_to_lower(a.ptr[i]) != casus_to_lower(b.ptr[i])) return false;
  return true;
}

#endif
