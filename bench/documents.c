/* documents [-m] [-p] FILE…: what the reader makes of inputs, a JSON line a document or issue. -m: with the map of every
 * byte of the text; -p: with the encoding that ICU's detector takes the file for. */
#include <stdio.h>
#include <string.h>
#include <unicode/ucsdet.h>

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

static void put_notes(casus_json *json, const casus_document *d) {
  casus_json_key(json, "notes");
  casus_json_open(json, '[');
  for (size_t i = 0; i < d->note_count; i++) {
    const casus_note *note = &d->notes[i];
    casus_json_open(json, '{');
    put(json, "kind", casus_str_from_c(casus_note_name(note->kind)));
    put_number(json, "start", note->span.start);
    put_number(json, "end", note->span.end);
    put_number(json, "count", note->count);
    put(json, "value", note->value);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

static void put_map(casus_json *json, const casus_document *d) {
  casus_json_key(json, "map");
  casus_json_open(json, '[');
  for (size_t i = 0; i <= d->text.len; i++) casus_json_int(json, (int64_t)(d->start + d->origin[i]));
  casus_json_close(json, ']');
}

static void put_peer(casus_json *json, const char *path) {
  casus_buffer bytes = {0};
  UErrorCode status = U_ZERO_ERROR;
  if (casus_file_read(path, 0, &bytes, NULL) != CASUS_OK) return;
  UCharsetDetector *detector = ucsdet_open(&status);
  ucsdet_setText(detector, casus_buffer_str(&bytes).ptr, (int32_t)bytes.len, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  if (U_SUCCESS(status) && match) put(json, "peer", casus_str_from_c(ucsdet_getName(match, &status)));
  ucsdet_close(detector);
  casus_buffer_free(&bytes);
}

typedef struct wishes {
  bool map, peer;
} wishes;

static void put_document(casus_buffer *out, const casus_document *d, const wishes *w, const char *path) {
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
  put_notes(&json, d);
  if (w->map) put_map(&json, d);
  if (w->peer) put_peer(&json, path);
  casus_json_close(&json, '}');
}

static int read_input(const char *path, const wishes *w, casus_arena *arena) {
  casus_read_options options = {0};
  casus_reader *reader = NULL;
  casus_document document;
  casus_error err = {0};
  int rc = casus_reader_open_file(path, &options, &reader, &err);
  if (rc != CASUS_OK) fprintf(stderr, "%s\n", err.message);
  while (rc == CASUS_OK && (rc = casus_reader_next(reader, arena, &document, &err)) != CASUS_END) {
    casus_buffer out = {0};
    if (rc == CASUS_OK)
      put_document(&out, &document, w, path);
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
  wishes w = {0};
  for (int i = 1; i < argc && arena; i++) {
    bool map = strcmp(argv[i], "-m") == 0, peer = strcmp(argv[i], "-p") == 0;
    w.map |= map;
    w.peer |= peer;
    if (!map && !peer) bad |= read_input(argv[i], &w, arena);
  }
  casus_arena_free(arena);
  return bad;
}
