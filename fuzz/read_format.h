/* Any bytes as one format: documents are valid UTF-8 with maps that do not leave the input, and come out the same when
 * the input comes a few bytes at a time. `ordered`: the map never goes back. */
#ifndef CASUS_FUZZ_READ_FORMAT_H
#define CASUS_FUZZ_READ_FORMAT_H

#include <stdlib.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void demand(bool truth) {
  if (!truth) abort();
}

static inline void look_at(const casus_document *d, size_t size, bool ordered) {
  demand(casus_utf8_valid(d->text) == d->text.len && casus_utf8_valid(d->title) == d->title.len);
  demand(casus_utf8_valid(d->author) == d->author.len && casus_utf8_valid(d->publisher) == d->publisher.len);
  demand(casus_utf8_valid(d->never) == d->never.len);
  demand(d->content.len == CASUS_ID_LENGTH && d->id.len > 0);
  for (size_t i = 0; ordered && i <= d->text.len; i++)
    demand(d->start + d->origin[i] <= size && (i == 0 || d->origin[i] >= d->origin[i - 1]));
}

/* A number over all that comes out. */
static inline uint64_t read_all(casus_str bytes, casus_format format, size_t piece, bool ordered, casus_arena *arena) {
  casus_read_options options = {.format = format, .limits = {.document = 1 << 16, .line = 1 << 12}, .piece = piece};
  casus_reader *reader = NULL;
  casus_document document;
  uint64_t sum = 1;
  if (casus_reader_open(bytes, CASUS_STR("-"), &options, &reader, NULL) != CASUS_OK) return 0;
  for (int rc; (rc = casus_reader_next(reader, arena, &document, NULL)) != CASUS_END;) {
    demand(rc == CASUS_OK || rc == CASUS_E_INPUT || rc == CASUS_E_LIMIT);
    if (rc == CASUS_OK) look_at(&document, bytes.len, ordered);
    if (rc == CASUS_OK) sum = casus_hash_more(casus_hash_more(sum, document.content), document.url);
    sum = sum * 31 + document.ordinal * 7 + (uint64_t)(rc == CASUS_OK);
    casus_arena_reset(arena);
  }
  casus_reader_free(reader);
  return sum;
}

/* In one go, and in pieces whose length the first byte tells. */
static inline int read_both(const uint8_t *data, size_t size, casus_format format, bool ordered) {
  if (!size) return 0;
  casus_str bytes = casus_str_of((const char *)data + 1, size - 1);
  casus_arena *arena = casus_arena_new();
  if (!arena) return 0;
  uint64_t whole = read_all(bytes, format, 0, ordered, arena);
  demand(read_all(bytes, format, (size_t)data[0] % 61 + 1, ordered, arena) == whole);
  casus_arena_free(arena);
  return 0;
}

#endif
