#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void casus_buffer_free(casus_buffer *buffer) {
  free(buffer->data);
  *buffer = (casus_buffer){0};
}

static bool reserve(casus_buffer *buffer, size_t more) {
  if (buffer->failed) return false;
  if (more > SIZE_MAX / 4 - buffer->len || (buffer->limit && buffer->len + more > buffer->limit)) {
    buffer->failed = true;
    return false;
  }
  size_t need = buffer->len + more;
  if (need <= buffer->capacity) return true;
  size_t capacity = buffer->capacity ? buffer->capacity : 256;
  while (capacity < need) capacity *= 2;
  char *data = realloc(buffer->data, capacity);
  if (!data) {
    buffer->failed = true;
    return false;
  }
  buffer->data = data;
  buffer->capacity = capacity;
  return true;
}

void casus_buffer_add(casus_buffer *buffer, casus_str s) {
  if (!s.len || !reserve(buffer, s.len)) return;
  memcpy(buffer->data + buffer->len, s.ptr, s.len);
  buffer->len += s.len;
}

void casus_buffer_add_c(casus_buffer *buffer, const char *nul_ended) {
  casus_buffer_add(buffer, casus_str_from_c(nul_ended));
}

void casus_buffer_add_char(casus_buffer *buffer, char c) { casus_buffer_add(buffer, (casus_str){&c, 1}); }

void casus_buffer_printf(casus_buffer *buffer, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (n >= 0 && reserve(buffer, (size_t)n + 1)) {
    vsnprintf(buffer->data + buffer->len, (size_t)n + 1, format, again);
    buffer->len += (size_t)n;
  }
  va_end(again);
}
