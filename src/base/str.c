#include "base/str.h"

casus_str casus_str_span(casus_str s, casus_span span) { return casus_str_sub(s, span.start, span.end); }

static uint32_t position_within(casus_span whole, uint32_t at) {
  if (at < whole.start) return 0;
  return (at < whole.end ? at : whole.end) - whole.start;
}

casus_span casus_span_within(casus_span whole, casus_span part) {
  uint32_t start = position_within(whole, part.start), end = position_within(whole, part.end);
  return (casus_span){start, end > start ? end : start};
}

casus_str casus_str_trim(casus_str s) {
  while (s.len && casus_is_space(s.ptr[0])) s.ptr++, s.len--;
  while (s.len && casus_is_space(s.ptr[s.len - 1])) s.len--;
  return s;
}

int casus_str_cmp(casus_str a, casus_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool casus_str_starts(casus_str s, casus_str prefix) {
  return s.len >= prefix.len && casus_str_eq(casus_str_sub(s, 0, prefix.len), prefix);
}

bool casus_str_ends(casus_str s, casus_str suffix) {
  return s.len >= suffix.len && casus_str_eq(casus_str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t casus_str_find(casus_str s, casus_str needle, size_t from) {
  if (from > s.len) return SIZE_MAX;
  if (needle.len == 0) return from;
  while (s.len - from >= needle.len) {
    const char *hit = memchr(s.ptr + from, needle.ptr[0], s.len - from - needle.len + 1);
    if (!hit) return SIZE_MAX;
    from = (size_t)(hit - s.ptr);
    if (memcmp(hit, needle.ptr, needle.len) == 0) return from;
    from++;
  }
  return SIZE_MAX;
}

bool casus_str_split(casus_str *rest, char separator, casus_str *field) {
  if (!rest->ptr) return false;
  const char *hit = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
  if (hit) {
    size_t n = (size_t)(hit - rest->ptr);
    *field = (casus_str){rest->ptr, n};
    *rest = (casus_str){hit + 1, rest->len - n - 1};
  } else {
    *field = *rest;
    *rest = (casus_str){NULL, 0};
  }
  return true;
}
