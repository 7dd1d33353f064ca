/* WARC 1.0 and 1.1 (ISO 28500), record by record. What a record holds is read by a reader of its own. A wrong length
 * costs its record: the next one is found by its first line. */
#include "read/warc.h"

enum { MOST_HEADER = 64 * 1024 };

typedef struct warc_state {
  casus_buffer body; /* of the record, where it was packed or in chunks */
  casus_reader *inner;
  casus_str url; /* of the record, in `url_bytes` */
  char url_bytes[2048];
  uint64_t start, place; /* of the record */
  size_t shift;          /* of the body behind the record's start; 0 when unpacked */
  size_t used;           /* bytes of the view that are done with */
} warc_state;

/* "WARC/1.0" and a header line, as a record begins. */
static bool begins_record(casus_str bytes) {
  casus_str sign = CASUS_STR("WARC/");
  if (!casus_str_starts(bytes, sign)) return false;
  size_t at = sign.len;
  while (at < bytes.len && (casus_is_digit(bytes.ptr[at]) || bytes.ptr[at] == '.')) at++;
  return at > sign.len && at < bytes.len && (bytes.ptr[at] == '\r' || bytes.ptr[at] == '\n');
}

/* The first place at or after `from` where a record begins; SIZE_MAX: none. */
static size_t find_record(casus_str view, size_t from) {
  for (size_t at = from; (at = casus_str_find(view, CASUS_STR("WARC/"), at)) != SIZE_MAX; at++)
    if ((at == 0 || view.ptr[at - 1] == '\n') && begins_record(casus_str_sub(view, at, view.len))) return at;
  return SIZE_MAX;
}

/* On to where a record begins. */
static int seek_record(casus_reader *r, casus_error *err) {
  enum { SIGN = 16 };
  for (;;) {
    if (casus_window_fill(&r->window, SIGN, err) != CASUS_OK) return CASUS_E_MEMORY;
    casus_str view = casus_window_view(&r->window);
    size_t blank = 0;
    while (blank < view.len && casus_is_space(view.ptr[blank])) blank++;
    if (blank) {
      casus_window_skip(&r->window, blank);
      continue;
    }
    if (!view.len) return CASUS_END;
    if (begins_record(view)) return CASUS_OK;
    size_t at = find_record(view, 1), keep = view.len < SIGN || r->window.ended ? 0 : SIGN;
    casus_window_skip(&r->window, at != SIZE_MAX ? at : view.len - keep);
    if (at == SIZE_MAX && keep && casus_window_fill(&r->window, keep + 1, err) != CASUS_OK) return CASUS_E_MEMORY;
  }
}

/* The header in the view; *end is behind it. */
static int read_header(casus_reader *r, size_t *end, casus_error *err) {
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    *end = casus_header_end(casus_str_sub(view, 0, MOST_HEADER));
    if (*end != SIZE_MAX) return CASUS_OK;
    if (r->window.ended || view.len >= MOST_HEADER)
      return casus_refuse(err, CASUS_FAULT_MALFORMED, 0, "a record without an end of its header");
    if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
  }
}

/* Leave out a record that is longer than may be, as long as it says, or up to one that begins in it. */
static int skip_long(casus_reader *r, uint64_t length, casus_error *err) {
  enum { SIGN = 16 };
  for (;;) {
    if (casus_window_fill(&r->window, CASUS_GUESS_BYTES, err) != CASUS_OK) return CASUS_E_MEMORY;
    casus_str view = casus_window_view(&r->window);
    size_t at = find_record(view, 1);
    size_t step = at != SIZE_MAX ? at : r->window.ended || view.len < SIGN ? view.len : view.len - SIGN;
    if (step > length) step = (size_t)length;
    casus_window_skip(&r->window, step);
    length -= step;
    if (!length || at == step || !view.len || r->window.ended) return CASUS_OK;
  }
}

/* The record in the view, its bytes [*end, *end + *length) the block. On failure the view begins with what follows. */
static int read_record(casus_reader *r, size_t *end, size_t *length, casus_error *err) {
  warc_state *s = r->state;
  int64_t told = -1;
  int rc = read_header(r, end, err);
  if (rc == CASUS_E_MEMORY) return rc;
  casus_str lines = rc == CASUS_OK ? casus_str_sub(casus_window_view(&r->window), 0, *end) : CASUS_STR("");
  bool number = casus_parse_int(casus_header(lines, CASUS_STR("Content-Length")), &told) && told >= 0;
  s->used = 5; /* behind "WARC/" the next record is looked for */
  if (rc != CASUS_OK) return rc;
  if (!number) return casus_refuse(err, CASUS_FAULT_MALFORMED, 0, "a record whose Content-Length is no length");
  *length = (size_t)told;
  if (*length > r->options.limits.document) {
    s->used = 0;
    casus_window_skip(&r->window, *end);
    if (skip_long(r, (uint64_t)told, err) != CASUS_OK) return CASUS_E_MEMORY;
    return casus_refuse(err, CASUS_FAULT_BYTES, 0, "a record over %zu bytes (--max-bytes)", r->options.limits.document);
  }
  if (casus_window_fill(&r->window, *end + *length + 16, err) != CASUS_OK) return CASUS_E_MEMORY;
  casus_str behind = casus_str_sub(casus_window_view(&r->window), *end + *length, SIZE_MAX);
  bool cut = casus_window_view(&r->window).len < *end + *length;
  casus_str next = casus_str_trim(behind);
  bool fits =
      !next.len || (next.ptr != behind.ptr && casus_str_starts(next, casus_str_sub(CASUS_STR("WARC/"), 0, next.len)));
  size_t inside = fits && !cut ? SIZE_MAX : find_record(casus_window_view(&r->window), *end);
  if (cut || !fits) {
    s->used = inside != SIZE_MAX ? inside : *end + *length;
    if (s->used > casus_window_view(&r->window).len) s->used = casus_window_view(&r->window).len;
    return casus_refuse(err, CASUS_FAULT_DAMAGED, 0,
                        cut ? "a record that is cut off" : "a record whose Content-Length is wrong");
  }
  s->used = *end + *length;
  return CASUS_OK;
}

static bool is_type(casus_str type) {
  static const casus_str types[] = {CASUS_STR_INIT("response"), CASUS_STR_INIT("resource"),
                                    CASUS_STR_INIT("conversion")};
  for (size_t i = 0; i < CASUS_COUNT(types); i++)
    if (casus_str_ieq(type, types[i])) return true;
  return false;
}

static void keep_url(warc_state *s, casus_str url) {
  if (casus_str_starts(url, CASUS_STR("<")) && casus_str_ends(url, CASUS_STR(">")))
    url = casus_str_sub(url, 1, url.len - 1);
  s->url = casus_str_of(s->url_bytes, url.len < sizeof s->url_bytes ? url.len : 0);
  if (s->url.len) memcpy(s->url_bytes, url.ptr, s->url.len);
}

/* Is there a report in the block? Then *answer has it. */
static int open_block(casus_reader *r, casus_str lines, casus_str block, bool *holds, casus_answer *answer,
                      casus_error *err) {
  warc_state *s = r->state;
  casus_str type, charset;
  *holds = false;
  if (!is_type(casus_header(lines, CASUS_STR("WARC-Type")))) return CASUS_OK;
  casus_str url = casus_header(lines, CASUS_STR("WARC-Target-URI"));
  if (casus_str_find(url, CASUS_STR("metadata:"), 0) < 2) return CASUS_OK; /* the crawler's own notes */
  casus_media_type(casus_header(lines, CASUS_STR("Content-Type")), &type, &charset);
  bool http = casus_str_starts(block, CASUS_STR("HTTP/"));
  if (!http && !casus_may_report(type)) return CASUS_OK;
  int rc = casus_answer_read(block, &r->options.limits, &s->body, answer, err);
  if (rc != CASUS_OK) return rc;
  if (!http) answer->charset = charset;
  *holds = http ? answer->status == 200 && casus_may_report(answer->type) : true;
  *holds = *holds && casus_str_trim(answer->body).len && !casus_is_gzip(answer->body) && !casus_is_zstd(answer->body);
  return CASUS_OK;
}

static int open_inner(casus_reader *r, const casus_answer *answer, casus_error *err) {
  warc_state *s = r->state;
  casus_read_options options = r->options;
  options.format = CASUS_FORMAT_AUTO;
  options.charset = answer->charset;
  options.limits.records = 0;
  if (casus_str_ieq(answer->type, CASUS_STR("text/html"))) options.format = CASUS_FORMAT_HTML;
  int rc = casus_reader_open(answer->body, r->path, &options, &s->inner, err);
  if (rc == CASUS_OK) s->inner->inner = true, s->inner->keys = r->keys;
  return rc;
}

/* The next document of the record that is open. */
static int next_inner(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  warc_state *s = r->state;
  uint64_t ordinal = document->ordinal;
  int rc = casus_reader_next(s->inner, arena, document, err);
  document->ordinal = ordinal;
  if (rc == CASUS_OK) {
    for (size_t i = 0; s->shift && i <= document->text.len; i++)
      document->origin[i] += (uint32_t)(document->start + s->shift);
    if (!document->url.ptr && s->url.len && !(document->url = casus_arena_copy(arena, s->url)).ptr)
      return casus_fail_memory(err);
  }
  document->start = s->start;
  document->place = s->place;
  return rc;
}

/* Open the next record that may hold a report. */
static int next_record(casus_reader *r, casus_document *document, casus_error *err) {
  warc_state *s = r->state;
  size_t end = 0, length = 0;
  bool holds = false;
  casus_window_skip(&r->window, s->used);
  s->used = 0;
  int rc = seek_record(r, err);
  if (rc != CASUS_OK) return rc;
  casus_reader_mark(r, document);
  s->start = document->start;
  s->place = document->place;
  rc = read_record(r, &end, &length, err);
  if (rc != CASUS_OK) return rc;
  casus_str view = casus_window_view(&r->window), lines = casus_str_sub(view, 0, end);
  casus_str block = casus_str_sub(view, end, end + length);
  casus_answer answer;
  rc = open_block(r, lines, block, &holds, &answer, err);
  if (rc != CASUS_OK) return rc;
  if (!holds) return r->passed_over++, CASUS_OK;
  keep_url(s, casus_header(lines, CASUS_STR("WARC-Target-URI")));
  s->shift = answer.unpacked ? 0 : (size_t)(answer.body.ptr - view.ptr);
  return open_inner(r, &answer, err);
}

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  warc_state *s = r->state;
  for (;;) {
    int rc = s->inner ? next_inner(r, arena, document, err) : CASUS_END;
    if (rc != CASUS_END) return rc;
    casus_reader_free(s->inner);
    s->inner = NULL;
    rc = next_record(r, document, err);
    if (rc != CASUS_OK) return rc;
  }
}

static void shut(casus_reader *r) {
  warc_state *s = r->state;
  casus_reader_free(s->inner);
  casus_buffer_free(&s->body);
}

int casus_start_warc(casus_reader *r, casus_error *err) {
  if (r->inner) return casus_refuse(err, CASUS_FAULT_FORMAT, 0, "a WARC inside a WARC");
  r->state = casus_arena_alloc(r->arena, sizeof(warc_state));
  if (!r->state) return casus_fail_memory(err);
  r->close = shut;
  r->next = next;
  if (casus_str_starts(casus_window_view(&r->window), CASUS_STR("\xEF\xBB\xBF"))) casus_window_skip(&r->window, 3);
  return CASUS_OK;
}
