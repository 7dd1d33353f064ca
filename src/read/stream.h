/* Bytes that come one after the other, and the window through which the formats look at them. Private to read. */
#ifndef CASUS_READ_STREAM_H
#define CASUS_READ_STREAM_H

#include "read/read.h"

/* A source of bytes. What is wrong with it does not stop the formats: it is kept in `fault`, and the bytes go on behind
 * the damage, or end. */
typedef struct casus_stream casus_stream;
struct casus_stream {
  /* Up to `size` bytes; *got is 0 at the end only. CASUS_OK or CASUS_E_MEMORY. */
  int (*pull)(casus_stream *stream, char *to, size_t size, size_t *got);
  void (*close)(casus_stream *stream);
  /* Where in the file itself the byte `at` of the stream comes from; asked with growing `at`. NULL: the same place. */
  uint64_t (*place)(casus_stream *stream, uint64_t at);
  /* Where in what was unpacked, before it was made UTF-8, the byte `at` comes from, which is not before the last place
   * asked for. NULL: the same place. */
  uint64_t (*origin)(casus_stream *stream, uint64_t at);
  casus_error fault; /* code CASUS_OK: none */
  uint64_t bytes;    /* read from the file so far */
  uint64_t size;     /* of the file; 0: unknown */
};

/* stream.c */
/* `piece`: most bytes given at once; 0: as many as are asked for. */
int casus_stream_memory(casus_str bytes, size_t piece, casus_stream **stream, casus_error *err);
/* `stopped`: casus_read_options. */
int casus_stream_file(const char *path, bool (*stopped)(void), casus_stream **stream, casus_error *err);
/* casus_reader_meanwhile, for a stream over a file. */
void casus_stream_meanwhile(casus_stream *file, bool (*work)(void *context), void *context);
void casus_stream_close(casus_stream *stream); /* NULL is fine */

/* The following take over `inner`, also when they fail. */
/* unpack.c: the first bytes that say gzip or zstd. */
bool casus_is_gzip(casus_str head);
bool casus_is_zstd(casus_str head);
/* unpack_gzip.c, unpack_zstd.c; `ratio`: casus_limits. Damage to one member costs that member. */
int casus_stream_gzip(casus_stream *inner, size_t ratio, casus_stream **stream, casus_error *err);
int casus_stream_zstd(casus_stream *inner, size_t ratio, casus_stream **stream, casus_error *err);
/* transcode.c: any encoding that ICU knows, to UTF-8. `record`: the size of the longest one whose bytes' origin is asked
 * for. */
int casus_stream_transcode(casus_stream *inner, const char *encoding, size_t record, casus_stream **stream,
                           casus_error *err);

/* A sliding view of a stream. Zeroed but for `from`. */
typedef struct casus_window {
  casus_stream *from; /* owned */
  char *data;
  size_t start, end, capacity; /* unread: data[start, end) */
  uint64_t offset;             /* of data[start] in the stream */
  uint64_t lines;              /* line ends before it */
  bool ended;
} casus_window;

/* At least `want` unread bytes, or all there are. Views taken before no longer hold. CASUS_OK or CASUS_E_MEMORY. */
int casus_window_fill(casus_window *window, size_t want, casus_error *err);
/* Some more bytes than there are now, so that a growing record is looked at a few times only. */
int casus_window_more(casus_window *window, casus_error *err);
static inline casus_str casus_window_view(const casus_window *window) {
  return casus_str_of(window->data ? window->data + window->start : "", window->end - window->start);
}
void casus_window_skip(casus_window *window, size_t bytes); /* that were seen */
void casus_window_close(casus_window *window);
/* What the window has not shown yet, as a stream; the window is empty then. NULL: out of memory, the window is as
 * before. */
casus_stream *casus_window_release(casus_window *window, casus_error *err);

#endif
