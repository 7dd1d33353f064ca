/* Any bytes, as every format: documents are valid UTF-8, their maps never leave the input nor, but in HTML, go back.
 * The first byte picks the format. */
#include <stdlib.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool truth) {
  if (!truth) abort();
}

static void look_at(const casus_document *d, size_t size, bool ordered) {
  demand(casus_utf8_valid(d->text) == d->text.len);
  demand(d->content.len == CASUS_ID_LENGTH && d->id.len > 0);
  for (size_t i = 0; i <= d->text.len; i++)
    demand(d->origin[i] <= size && (i == 0 || !ordered || d->origin[i] >= d->origin[i - 1]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  casus_str bytes = casus_str_of((const char *)data + 1, size - 1);
  casus_read_options options = {.format = (casus_format)(data[0] % CASUS_FORMAT_COUNT), .limits.document = 1 << 20};
  casus_reader *reader = NULL;
  casus_arena *arena = casus_arena_new();
  if (arena && casus_reader_open(bytes, CASUS_STR("-"), &options, &reader, NULL) == CASUS_OK) {
    casus_document document;
    for (int rc; (rc = casus_reader_next(reader, arena, &document, NULL)) != CASUS_END;)
      if (rc == CASUS_OK)
        look_at(&document, bytes.len, options.format > CASUS_FORMAT_AUTO && options.format != CASUS_FORMAT_HTML);
  }
  casus_reader_free(reader);
  casus_arena_free(arena);
  return 0;
}
