#include "read/reader.h"
#include "read/charset.h"

#include <stdlib.h>

enum {
  DEFAULT_DOCUMENT = 16 << 20,
  DEFAULT_TEXT = 4 << 20,
  DEFAULT_LINE = 16 << 20,
  DEFAULT_DEPTH = 256,
  DEFAULT_RATIO = 300
};
enum { MOST_LIMIT = 1 << 30 }; /* of a document or line: offsets within it have 32 bits, some of them are doubled */

static int begin(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err);

static size_t limit_of(size_t told, size_t otherwise, size_t most) {
  return !told ? otherwise : told < most ? told : most;
}

void casus_limits_fill(casus_limits *l) {
  l->document = limit_of(l->document, DEFAULT_DOCUMENT, MOST_LIMIT);
  l->text = limit_of(l->text, DEFAULT_TEXT, MOST_LIMIT);
  l->line = limit_of(l->line, DEFAULT_LINE, MOST_LIMIT);
  l->depth = limit_of(l->depth, DEFAULT_DEPTH, MOST_LIMIT);
  l->ratio = limit_of(l->ratio, DEFAULT_RATIO, MOST_LIMIT);
}

static int open_on(casus_stream *stream, casus_str path, const casus_read_options *options, casus_reader **reader,
                   casus_error *err) {
  casus_reader *r = calloc(1, sizeof *r);
  if (r) r->arena = casus_arena_new();
  if (!r || !r->arena) {
    free(r);
    casus_stream_close(stream);
    return casus_fail_memory(err);
  }
  r->options = *options;
  casus_limits_fill(&r->options.limits);
  r->path = path;
  r->window.from = stream;
  r->next = begin;
  *reader = r;
  return CASUS_OK;
}

int casus_reader_open(casus_str bytes, casus_str path, const casus_read_options *options, casus_reader **reader,
                      casus_error *err) {
  casus_stream *stream = NULL;
  int rc = casus_stream_memory(bytes, options->piece, &stream, err);
  return rc == CASUS_OK ? open_on(stream, path, options, reader, err) : rc;
}

int casus_reader_open_file(const char *path, const casus_read_options *options, casus_reader **reader,
                           casus_error *err) {
  casus_stream *stream = NULL;
  int rc = casus_stream_file(path, options->stopped, &stream, err);
  if (rc == CASUS_OK) rc = open_on(stream, casus_str_from_c(path), options, reader, err);
  if (rc == CASUS_OK) (*reader)->file = stream;
  return rc;
}

void casus_reader_free(casus_reader *reader) {
  if (!reader) return;
  if (reader->close) reader->close(reader);
  casus_window_close(&reader->window);
  casus_arena_free(reader->arena);
  free(reader);
}

casus_reader_progress casus_reader_state(const casus_reader *reader) {
  const casus_stream *from = reader->window.from;
  return (casus_reader_progress){from->bytes, from->size, reader->passed_over};
}

void casus_reader_meanwhile(casus_reader *reader, bool (*work)(void *context), void *context) {
  if (reader->file) casus_stream_meanwhile(reader->file, work, context);
}

void casus_reader_mark(casus_reader *r, casus_document *document) {
  casus_stream *from = r->window.from;
  document->start = r->window.offset;
  document->line = r->window.lines + 1;
  document->place = from->place ? from->place(from, document->start) : document->start;
}

static int refuse_all(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  (void)r;
  (void)arena;
  (void)document;
  (void)err;
  return CASUS_END;
}

/* Let the window look at its stream through another. */
static int wrap(casus_reader *r, bool gzip, const char *encoding, casus_error *err) {
  casus_stream *inner = casus_window_release(&r->window, err), *outer = NULL;
  if (!inner) return CASUS_E_MEMORY;
  casus_limits *l = &r->options.limits;
  size_t ratio = l->ratio, record = l->document > l->line ? l->document : l->line;
  int rc = encoding ? casus_stream_transcode(inner, encoding, record, &outer, err)
           : gzip   ? casus_stream_gzip(inner, ratio, &outer, err)
                    : casus_stream_zstd(inner, ratio, &outer, err);
  if (rc != CASUS_OK) {
    r->file = NULL; /* went with `inner` */
    return casus_stream_memory(CASUS_STR(""), 0, &r->window.from, NULL), rc;
  }
  r->window.from = outer;
  return casus_window_fill(&r->window, CASUS_GUESS_BYTES, err);
}

static bool is_blank(const casus_reader *r) {
  casus_str view = casus_window_view(&r->window);
  if (casus_str_starts(view, CASUS_STR("\xEF\xBB\xBF"))) view = casus_str_sub(view, 3, view.len);
  return r->window.ended && !casus_str_trim(view).len;
}

static int unpack(casus_reader *r, casus_error *err) {
  int rc = casus_window_fill(&r->window, CASUS_GUESS_BYTES, err);
  for (int depth = 0; rc == CASUS_OK && !r->inner; depth++) {
    casus_str head = casus_window_view(&r->window);
    bool gzip = casus_is_gzip(head);
    if (!gzip && !casus_is_zstd(head)) return CASUS_OK;
    if (depth) return casus_refuse(err, CASUS_FAULT_FORMAT, 0, "packed twice; unpack it once first");
    rc = wrap(r, gzip, NULL, err);
  }
  return rc;
}

/* --encoding as ICU calls it. VISCII is no stream that ICU reads. */
static int tell_encoding(casus_reader *r, const char **encoding, casus_error *err) {
  casus_str name = casus_charset_find(r->options.encoding, r->arena);
  if (!name.ptr || casus_str_eq(name, CASUS_STR("VISCII")))
    return casus_fail(err, CASUS_E_INPUT, 0, "unknown encoding for this format: %.*s",
                      CASUS_STR_FMT(r->options.encoding));
  *encoding = casus_str_eq(name, CASUS_STR("UTF-8")) ? NULL : name.ptr;
  return CASUS_OK;
}

/* The format, which the options may tell; its records are found in UTF-8. */
static int choose(casus_reader *r, casus_error *err) {
  const char *refusal = NULL;
  casus_str head = casus_str_sub(casus_window_view(&r->window), 0, CASUS_GUESS_BYTES);
  size_t marked;
  const char *wide = casus_charset_wide(head, &marked);
  casus_format format = r->options.format;
  int rc = r->inner ? CASUS_OK : casus_keys_load(&r->options, r->arena, &r->keys, err);
  if (rc == CASUS_OK) rc = casus_letters_open(r->options.data_folder, r->arena, &r->letters, err);
  if (rc == CASUS_OK && wide) {
    casus_mapped utf8;
    casus_document unused = {0};
    casus_writing how = {&r->letters, casus_str_from_c(wide), CASUS_STR("")};
    rc = casus_decode(casus_str_sub(head, marked, head.len), 0, &how, r->arena, &utf8, &unused, err);
    if (rc == CASUS_OK) head = casus_mapped_str(&utf8);
  }
  if (rc != CASUS_OK) return rc;
  if (format == CASUS_FORMAT_AUTO) format = casus_guess_format(head, &r->keys, &refusal);
  if (refusal) return casus_refuse(err, CASUS_FAULT_FORMAT, 0, "%s", refusal);
  bool told = r->options.format != CASUS_FORMAT_AUTO,
       json = format == CASUS_FORMAT_JSONL || format == CASUS_FORMAT_JSON;
  if (told || !json) r->options.format = format;
  bool whole = format == CASUS_FORMAT_TEXT || format == CASUS_FORMAT_HTML;
  const char *encoding = wide;
  if (!wide && !whole && format != CASUS_FORMAT_WARC && r->options.encoding.len) rc = tell_encoding(r, &encoding, err);
  if (rc == CASUS_OK && encoding && !whole) rc = wrap(r, false, encoding, err);
  if (rc != CASUS_OK) return rc;
  if (encoding && !whole) {
    r->transcoded = casus_arena_copy(r->arena, casus_str_from_c(encoding));
    r->wide_guessed = wide && !marked;
    r->options.encoding = CASUS_STR("UTF-8");
  }
  static int (*const starts[CASUS_FORMAT_COUNT])(casus_reader *, casus_error *) = {
      [CASUS_FORMAT_TEXT] = casus_start_whole, [CASUS_FORMAT_HTML] = casus_start_whole,
      [CASUS_FORMAT_JSONL] = casus_start_json, [CASUS_FORMAT_JSON] = casus_start_json,
      [CASUS_FORMAT_CSV] = casus_start_csv,    [CASUS_FORMAT_FEED] = casus_start_feed,
      [CASUS_FORMAT_OPML] = casus_start_opml,  [CASUS_FORMAT_WARC] = casus_start_warc};
  return starts[format](r, err);
}

static int begin(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  r->next = refuse_all;
  int rc = unpack(r, err);
  if (rc == CASUS_OK && is_blank(r)) return r->passed_over++, CASUS_END;
  if (rc == CASUS_OK) rc = choose(r, err);
  return rc == CASUS_OK ? r->next(r, arena, document, err) : rc;
}

/* Of a stream that was made UTF-8: places lead to the bytes before that. `rc`: how the record was read. */
static int lead_back(const casus_reader *r, casus_arena *arena, casus_document *document, int rc, casus_error *err) {
  casus_stream *from = r->window.from;
  uint64_t at = document->start, start = from->origin(from, at);
  document->start = start;
  if (rc != CASUS_OK) return rc;
  uint32_t last = 0;
  for (size_t i = 0; i <= document->text.len; i++)
    if (document->origin[i] > last) last = document->origin[i];
  uint32_t *origin = casus_arena_room(arena, (size_t)last + 1, sizeof *origin);
  if (!origin) return casus_fail_memory(err);
  for (uint32_t i = 0; i <= last; i++) origin[i] = (uint32_t)(from->origin(from, at + i) - start);
  for (size_t i = 0; i <= document->text.len; i++) document->origin[i] = origin[document->origin[i]];
  document->encoding = r->transcoded;
  casus_note guess = {.kind = CASUS_NOTE_GUESSED, .value = r->transcoded};
  return !r->wide_guessed || casus_document_note(document, arena, guess) ? CASUS_OK : casus_fail_memory(err);
}

/* What every format leaves to be done: defaults, ids. */
static int finish(const casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  if (document->text.len > r->options.limits.text)
    return casus_refuse(err, CASUS_FAULT_TEXT, document->start, "a text over %zu bytes (--max-text)",
                        r->options.limits.text);
  if (!casus_date_known(document->date)) document->date = r->options.date;
  int rc = casus_tell_languages(&r->letters, r->options.language, arena, document, err);
  if (rc != CASUS_OK) return rc;
  casus_str parts[] = {document->title, document->text};
  document->content = casus_content_id(arena, parts, CASUS_COUNT(parts));
  if (!document->content.ptr) return casus_fail_memory(err);
  if (!document->id.len) document->id = document->content;
  return CASUS_OK;
}

static bool take_fault(casus_reader *r, casus_error *err) {
  casus_error *fault = &r->window.from->fault;
  if (!fault->code) return false;
  *err = *fault;
  fault->code = CASUS_OK;
  return true;
}

int casus_reader_next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_document read = {.path = r->path, .ordinal = r->ordinal};
  uint64_t most = r->options.limits.records;
  casus_error why = {0};
  int rc;
  if (take_fault(r, &why)) {
    rc = why.code;
  } else {
    rc = r->next(r, arena, &read, &why);
    why.at += read.start;
    if (r->transcoded.ptr) why.at = r->window.from->origin(r->window.from, why.at);
    if (r->transcoded.ptr && rc != CASUS_END) rc = lead_back(r, arena, &read, rc, &why);
    if (rc == CASUS_OK) rc = finish(r, arena, &read, &why);
    if (most && r->ordinal == most && rc != CASUS_END && rc != CASUS_E_MEMORY) {
      r->next = refuse_all;
      rc = casus_refuse(&why, CASUS_FAULT_RECORDS, read.start, "the rest is left: over %llu records (--max-records)",
                        (unsigned long long)most);
    }
    if (rc == CASUS_END && take_fault(r, &why))
      rc = why.code;
    else if (rc != CASUS_END)
      r->ordinal++;
  }
  if (rc < 0 && err) *err = why;
  if (rc != CASUS_END) *document = read;
  return rc;
}
