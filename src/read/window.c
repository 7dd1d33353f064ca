#include <stdlib.h>

#include "read/stream.h"

enum { CHUNK = 64 * 1024 };

/* Room for `want` unread bytes and a chunk behind them. */
static bool make_room(casus_window *w, size_t want) {
  size_t unread = w->end - w->start, need = (want > unread ? want : unread) + CHUNK;
  if (w->start + need <= w->capacity) return true;
  if (need > w->capacity) {
    size_t capacity = w->capacity ? w->capacity : CHUNK;
    while (capacity < need) capacity *= 2;
    char *data = malloc(capacity);
    if (!data) return false;
    if (unread) memcpy(data, w->data + w->start, unread);
    free(w->data);
    w->data = data;
    w->capacity = capacity;
  } else if (unread) {
    memmove(w->data, w->data + w->start, unread);
  }
  w->start = 0;
  w->end = unread;
  return true;
}

int casus_window_fill(casus_window *w, size_t want, casus_error *err) {
  if (w->ended || w->end - w->start >= want) return CASUS_OK;
  if (want > SIZE_MAX / 4 || !make_room(w, want)) return casus_fail_memory(err);
  while (!w->ended && w->end - w->start < want) {
    size_t got = 0;
    if (w->from->pull(w->from, w->data + w->end, w->capacity - w->end, &got) != CASUS_OK) return casus_fail_memory(err);
    w->end += got;
    w->ended = got == 0;
  }
  return CASUS_OK;
}

int casus_window_more(casus_window *w, casus_error *err) {
  size_t unread = w->end - w->start;
  return casus_window_fill(w, unread < CHUNK ? unread + 1 : unread * 2, err);
}

static uint64_t line_ends(const char *at, size_t length) {
  uint64_t count = 0;
  for (const char *end; (end = memchr(at, '\n', length)); count++) {
    length -= (size_t)(end - at) + 1;
    at = end + 1;
  }
  return count;
}

void casus_window_skip(casus_window *w, size_t bytes) {
  if (bytes) w->lines += line_ends(w->data + w->start, bytes);
  w->start += bytes;
  w->offset += bytes;
}

void casus_window_close(casus_window *w) {
  casus_stream_close(w->from);
  free(w->data);
  *w = (casus_window){0};
}

/* What a window had read ahead, and then its stream. */
typedef struct rest_stream {
  casus_stream stream;
  casus_window window;
} rest_stream;

static int pull_rest(casus_stream *stream, char *to, size_t size, size_t *got) {
  rest_stream *r = (rest_stream *)stream;
  casus_str view = casus_window_view(&r->window);
  int rc = CASUS_OK;
  if (view.len) {
    *got = view.len < size ? view.len : size;
    memcpy(to, view.ptr, *got);
    casus_window_skip(&r->window, *got);
  } else {
    rc = r->window.from->pull(r->window.from, to, size, got);
  }
  if (r->window.from->fault.code) stream->fault = r->window.from->fault, r->window.from->fault.code = CASUS_OK;
  stream->bytes = r->window.from->bytes;
  return rc;
}

static uint64_t place_rest(casus_stream *stream, uint64_t at) {
  casus_stream *inner = ((rest_stream *)stream)->window.from;
  return inner->place ? inner->place(inner, at) : at;
}

static void close_rest(casus_stream *stream) {
  casus_window_close(&((rest_stream *)stream)->window);
  free(stream);
}

casus_stream *casus_window_release(casus_window *w, casus_error *err) {
  rest_stream *r = calloc(1, sizeof *r);
  if (!r) {
    casus_fail_memory(err);
    return NULL;
  }
  *r = (rest_stream){{.pull = pull_rest, .close = close_rest, .place = place_rest, .size = w->from->size}, *w};
  *w = (casus_window){0};
  return &r->stream;
}
