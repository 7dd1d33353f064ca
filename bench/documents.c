/* documents [-] FILE…: what the reader makes of inputs, a JSON line a document or issue. */
#include <stdio.h>

#include "read/read.h"

static void put(casus_json *json, const char *key, casus_str value) {
  if (!value.ptr) return;
  casus_json_key(json, key);
  casus_json_str(json, value);
}

static void put_number(casus_json *json, const char *key, uint64_t value) {
  casus_json_key(json, key);
  casus_json_int(json, (int64_t)value);
}

static void put_document(casus_buffer *out, const casus_document *d) {
  casus_json json = {.out = out};
  char date[16];
  size_t length = casus_date_format(d->date, date);
  casus_json_open(&json, '{');
  put_number(&json, "ordinal", d->ordinal);
  put_number(&json, "start", d->start);
  put_number(&json, "place", d->place);
  put(&json, "id", d->id);
  put(&json, "title", d->title);
  put(&json, "date", casus_str_of(date, length));
  put(&json, "never", d->never);
  put(&json, "publisher", d->publisher);
  put(&json, "author", d->author);
  put(&json, "url", d->url);
  put(&json, "language", d->language);
  put(&json, "encoding", d->encoding);
  put(&json, "text", d->text);
  casus_json_close(&json, '}');
}

static int read_input(const char *path, casus_arena *arena) {
  casus_read_options options = {0};
  casus_reader *reader = NULL;
  casus_document document;
  casus_error err = {0};
  int rc = casus_reader_open_file(path, &options, &reader, &err);
  if (rc != CASUS_OK) fprintf(stderr, "%s\n", err.message);
  while (rc == CASUS_OK && (rc = casus_reader_next(reader, arena, &document, &err)) != CASUS_END) {
    casus_buffer out = {0};
    if (rc == CASUS_OK)
      put_document(&out, &document);
    else
      casus_buffer_printf(&out, "{\"issue\":%d,\"ordinal\":%llu,\"at\":%zu}", rc, (unsigned long long)document.ordinal,
                          err.at);
    if (rc != CASUS_OK)
      fprintf(stderr, "%s:%llu:%zu: %s\n", path, (unsigned long long)document.ordinal, err.at, err.message);
    printf("%.*s\n", CASUS_STR_FMT(casus_buffer_str(&out)));
    casus_buffer_free(&out);
    casus_arena_reset(arena);
    rc = rc == CASUS_E_INPUT || rc == CASUS_E_LIMIT ? CASUS_OK : rc;
  }
  casus_reader_free(reader);
  return rc == CASUS_END ? 0 : 3;
}

int main(int argc, char **argv) {
  casus_arena *arena = casus_arena_new();
  int bad = !arena;
  for (int i = 1; i < argc && arena; i++) bad |= read_input(argv[i], arena);
  casus_arena_free(arena);
  return bad;
}
