#ifndef CASUS_BASE_BUFFER_H
#define CASUS_BASE_BUFFER_H

#include "base/str.h"

/* A growing byte buffer on the heap. Errors stick: append freely, look at `failed` at the end. */
typedef struct casus_buffer {
  char *data;
  size_t len, capacity;
  size_t limit; /* most bytes it may hold; 0: no limit */
  bool failed;  /* out of memory or over the limit: contents are cut */
} casus_buffer;

void casus_buffer_free(casus_buffer *buffer); /* frees the bytes, zeroes the struct */
void casus_buffer_add(casus_buffer *buffer, casus_str s);
void casus_buffer_add_c(casus_buffer *buffer, const char *nul_ended);
void casus_buffer_add_char(casus_buffer *buffer, char c);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void casus_buffer_printf(casus_buffer *buffer, const char *format, ...);
static inline casus_str casus_buffer_str(const casus_buffer *buffer) {
  return (casus_str){buffer->data ? buffer->data : "", buffer->len};
}

#endif
