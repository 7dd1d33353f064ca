/* An input that is one document: a text or a page. */
#include "read/reader.h"

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

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  bool *over = r->state;
  if (*over) return CASUS_END;
  *over = true;
  size_t limit = r->options.limits.document;
  casus_reader_mark(r, document);
  if (casus_window_fill(&r->window, limit + 1, err) != CASUS_OK) return CASUS_E_MEMORY;
  casus_str bytes = casus_window_view(&r->window), charset = r->options.charset;
  if (bytes.len > limit) return casus_refuse(err, CASUS_FAULT_BYTES, limit, "over %zu bytes (--max-bytes)", limit);
  bool html = r->options.format == CASUS_FORMAT_HTML;
  casus_mapped raw;
  if (html && !charset.len) charset = declared_charset(bytes);
  casus_writing how = {&r->letters, r->options.encoding, charset};
  int rc = casus_decode(bytes, 0, &how, arena, &raw, document, err);
  if (rc != CASUS_OK) return rc;
  const casus_calendar *calendar = &r->keys.calendar;
  rc = html ? casus_clean_html(&raw, &r->options, calendar, arena, document, err)
            : casus_clean_plain(&raw, &r->options, calendar, &r->letters, arena, document, err);
  if (rc != CASUS_OK) return rc;
  return document->text.len ? CASUS_OK : casus_refuse(err, CASUS_FAULT_EMPTY, 0, "no text in it");
}

int casus_start_whole(casus_reader *r, casus_error *err) {
  r->state = casus_arena_alloc(r->arena, sizeof(bool));
  r->next = next;
  return r->state ? CASUS_OK : casus_fail_memory(err);
}
