#include <stdlib.h>

#include "read/source.h"

enum { DEFAULT_DOCUMENT_LIMIT = 16 * 1024 * 1024 };

struct casus_reader {
  casus_str bytes, path;
  casus_read_options options;
  casus_format format;
  size_t at; /* where the next record starts */
  uint64_t ordinal;
};

static casus_format guess_format(casus_str bytes) {
  casus_str head = casus_str_trim(casus_str_sub(bytes, 0, 4096));
  if (casus_str_starts(head, CASUS_STR("\xEF\xBB\xBF"))) head = casus_str_trim(casus_str_sub(head, 3, head.len));
  if (casus_str_starts(head, CASUS_STR("{"))) return CASUS_FORMAT_JSONL;
  return casus_looks_like_html(head) ? CASUS_FORMAT_HTML : CASUS_FORMAT_TEXT;
}

int casus_reader_open(casus_str bytes, casus_str path, const casus_read_options *options, casus_reader **reader,
                      casus_error *err) {
  if (bytes.len > UINT32_MAX - 16) return casus_fail(err, CASUS_E_LIMIT, UINT32_MAX, "input over 4 GiB");
  casus_reader *r = calloc(1, sizeof *r);
  if (!r) return casus_fail_memory(err);
  *r = (casus_reader){.bytes = bytes, .path = path, .options = *options};
  if (!r->options.document_limit) r->options.document_limit = DEFAULT_DOCUMENT_LIMIT;
  r->format = options->format == CASUS_FORMAT_AUTO ? guess_format(bytes) : options->format;
  *reader = r;
  return CASUS_OK;
}

void casus_reader_free(casus_reader *reader) { free(reader); }

/* What every format leaves to be done: defaults, ids. */
static int finish(const casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err) {
  document->path = reader->path;
  if (!casus_date_known(document->date)) document->date = reader->options.date;
  if (!document->language.ptr) document->language = reader->options.language;
  if (!document->language.ptr) document->language = casus_guess_language(document->text);
  casus_str parts[] = {document->title, document->text};
  document->content = casus_content_id(arena, parts, CASUS_COUNT(parts));
  if (!document->content.ptr) return casus_fail_memory(err);
  if (!document->id.len) document->id = document->content;
  return CASUS_OK;
}

/* The charset that a page declares in its first KiB; empty when none. */
static casus_str declared_charset(casus_str bytes) {
  casus_str head = casus_str_sub(bytes, 0, 1024), needle = CASUS_STR("charset=");
  for (size_t at = 0; at + needle.len <= head.len; at++) {
    if (!casus_str_ieq(casus_str_sub(head, at, at + needle.len), needle)) continue;
    size_t start = at + needle.len;
    while (start < head.len && (head.ptr[start] == '"' || head.ptr[start] == '\'')) start++;
    size_t end = start;
    while (end < head.len && (casus_is_alpha(head.ptr[end]) || casus_is_digit(head.ptr[end]) || head.ptr[end] == '-' ||
                              head.ptr[end] == '_'))
      end++;
    return casus_str_sub(head, start, end);
  }
  return CASUS_STR("");
}

static int whole_input(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err) {
  if (reader->at) return CASUS_END;
  reader->at = 1;
  if (reader->bytes.len > reader->options.document_limit)
    return casus_fail(err, CASUS_E_LIMIT, reader->options.document_limit, "document over %zu bytes",
                      reader->options.document_limit);
  bool html = reader->format == CASUS_FORMAT_HTML;
  casus_mapped raw;
  casus_str charset = html ? declared_charset(reader->bytes) : CASUS_STR("");
  int rc = casus_decode(reader->bytes, 0, charset, arena, &raw, &document->encoding, err);
  if (rc != CASUS_OK) return rc;
  rc = html ? casus_clean_html(&raw, arena, document, err)
            : casus_clean_plain(&raw, &reader->options, arena, document, err);
  if (rc != CASUS_OK) return rc;
  if (!document->text.len) return casus_fail(err, CASUS_E_INPUT, 0, "no text in it");
  return finish(reader, arena, document, err);
}

static int next_line(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_str line, rest = casus_str_sub(reader->bytes, reader->at, reader->bytes.len);
  for (;;) {
    if (reader->at >= reader->bytes.len || !casus_str_split(&rest, '\n', &line)) return CASUS_END;
    reader->at = (size_t)(line.ptr - reader->bytes.ptr) + line.len + 1;
    line = casus_str_trim(line);
    if (casus_str_starts(line, CASUS_STR("\xEF\xBB\xBF"))) line = casus_str_sub(line, 3, line.len);
    if (line.len) break;
  }
  document->ordinal = reader->ordinal++;
  size_t base = (size_t)(line.ptr - reader->bytes.ptr);
  if (line.len > reader->options.document_limit)
    return casus_fail(err, CASUS_E_LIMIT, base, "line over %zu bytes", reader->options.document_limit);
  int rc = casus_read_json_line(line, (uint32_t)base, arena, document, err);
  document->encoding = CASUS_STR("UTF-8");
  return rc == CASUS_OK ? finish(reader, arena, document, err) : rc;
}

int casus_reader_next(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_document read = {.path = reader->path};
  int rc = reader->format == CASUS_FORMAT_JSONL ? next_line(reader, arena, &read, err)
                                                : whole_input(reader, arena, &read, err);
  if (rc != CASUS_END) *document = read; /* a refused record still has its path and ordinal */
  return rc;
}
