/* A stream in another encoding, as UTF-8: for formats whose records are found by their bytes. */
#include <stdlib.h>
#include <unicode/ucnv.h>

#include "read/stream.h"

enum { CHUNK = 16 * 1024 };

typedef struct transcoder {
  casus_stream stream;
  casus_stream *inner;
  UConverter *from, *to;
  char bytes[CHUNK];
  const char *next, *end;
  UChar units[CHUNK], *unit_start, *unit_end; /* between the two converters */
  bool inner_ended, fresh;
} transcoder;

static int refill(transcoder *t) {
  size_t got = 0;
  if (t->next < t->end || t->inner_ended) return CASUS_OK;
  if (t->inner->pull(t->inner, t->bytes, CHUNK, &got) != CASUS_OK) return CASUS_E_MEMORY;
  if (t->inner->fault.code) t->stream.fault = t->inner->fault, t->inner->fault.code = CASUS_OK;
  t->next = t->bytes;
  t->end = t->bytes + got;
  t->inner_ended = got == 0;
  t->stream.bytes = t->inner->bytes;
  return CASUS_OK;
}

static int pull(casus_stream *stream, char *to, size_t size, size_t *got) {
  transcoder *t = (transcoder *)stream;
  char *target = to, *limit = to + size;
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (target == to && (!t->inner_ended || status == U_BUFFER_OVERFLOW_ERROR)) {
    if (refill(t) != CASUS_OK) return CASUS_E_MEMORY;
    status = U_ZERO_ERROR;
    ucnv_convertEx(t->to, t->from, &target, limit, &t->next, t->end, t->units, &t->unit_start, &t->unit_end,
                   t->units + CHUNK, t->fresh, t->inner_ended, &status);
    t->fresh = false;
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR && target == to && t->inner_ended) break;
  }
  *got = (size_t)(target - to);
  return CASUS_OK;
}

static void shut(casus_stream *stream) {
  transcoder *t = (transcoder *)stream;
  ucnv_close(t->from);
  ucnv_close(t->to);
  casus_stream_close(t->inner);
  free(t);
}

int casus_stream_transcode(casus_stream *inner, const char *encoding, casus_stream **stream, casus_error *err) {
  transcoder *t = calloc(1, sizeof *t);
  if (!t) {
    casus_stream_close(inner);
    return casus_fail_memory(err);
  }
  UErrorCode status = U_ZERO_ERROR;
  *t = (transcoder){.stream = {.pull = pull, .close = shut, .size = inner->size}, .inner = inner, .fresh = true};
  t->unit_start = t->unit_end = t->units;
  t->from = ucnv_open(encoding, &status);
  t->to = ucnv_open("UTF-8", &status);
  if (U_FAILURE(status)) {
    shut(&t->stream);
    if (status == U_MEMORY_ALLOCATION_ERROR) return casus_fail_memory(err);
    return casus_refuse(err, CASUS_FAULT_ENCODING, 0, "unknown encoding %s", encoding);
  }
  *stream = &t->stream;
  return CASUS_OK;
}
