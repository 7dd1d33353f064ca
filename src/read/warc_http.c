/* HTTP as it stands in a WARC record: status, type, body; chunks joined, gzip, deflate and zstd unpacked. */
#include "read/warc.h"

size_t casus_header_end(casus_str bytes) {
  for (size_t at = 0; at < bytes.len; at++) {
    const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
    if (!end) break;
    at = (size_t)(end - bytes.ptr);
    size_t next = at + 1 + (at + 1 < bytes.len && bytes.ptr[at + 1] == '\r');
    if (next < bytes.len && bytes.ptr[next] == '\n') return next + 1;
  }
  return SIZE_MAX;
}

casus_str casus_header(casus_str lines, casus_str name) {
  casus_str line;
  while (casus_str_split(&lines, '\n', &line)) {
    size_t colon = casus_str_find(line, CASUS_STR(":"), 0);
    bool ours = colon != SIZE_MAX && casus_str_ieq(casus_str_trim(casus_str_sub(line, 0, colon)), name);
    if (ours) return casus_str_trim(casus_str_sub(line, colon + 1, line.len));
  }
  return (casus_str){NULL, 0};
}

void casus_media_type(casus_str header, casus_str *type, casus_str *charset) {
  casus_str part, rest = header;
  *charset = CASUS_STR("");
  *type = (casus_str){NULL, 0};
  if (!header.ptr || !casus_str_split(&rest, ';', &part)) return;
  *type = casus_str_trim(part);
  while (rest.ptr && casus_str_split(&rest, ';', &part)) {
    part = casus_str_trim(part);
    casus_str name = CASUS_STR("charset=");
    if (!casus_str_ieq(casus_str_sub(part, 0, name.len), name)) continue;
    casus_str value = casus_str_sub(part, name.len, part.len);
    while (value.len && (value.ptr[0] == '"' || value.ptr[0] == '\'')) value = casus_str_sub(value, 1, value.len);
    while (value.len && (value.ptr[value.len - 1] == '"' || value.ptr[value.len - 1] == '\'')) value.len--;
    *charset = value;
  }
}

bool casus_may_report(casus_str type) {
  static const casus_str kinds[] = {CASUS_STR_INIT("text/html"), CASUS_STR_INIT("text/plain"),
                                    CASUS_STR_INIT("text/xml"),  CASUS_STR_INIT("application/json"),
                                    CASUS_STR_INIT("text/csv"),  CASUS_STR_INIT("text/tab-separated-values")};
  if (!type.len) return true;
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++)
    if (casus_str_ieq(type, kinds[i])) return true;
  return casus_str_ends(type, CASUS_STR("xml")) || casus_str_ends(type, CASUS_STR("+json"));
}

static int hex_value(char c) {
  char low = casus_to_lower(c);
  return casus_is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Chunks joined into the buffer. False: the first is no chunk, as servers err that say "chunked" and send none. A body
 * that breaks off keeps what there is. */
static bool join_chunks(casus_str body, casus_buffer *out) {
  size_t at = 0;
  for (bool first = true; at < body.len; first = false) {
    size_t size = 0, digits = 0;
    for (int value; at < body.len && (value = hex_value(body.ptr[at])) >= 0; at++, digits++)
      size = size > body.len ? size : size * 16 + (size_t)value;
    const char *line = memchr(body.ptr + at, '\n', body.len - at);
    bool chunk =
        digits && line && (body.ptr[at] == '\r' || body.ptr[at] == '\n' || body.ptr[at] == ';' || body.ptr[at] == ' ');
    if (!chunk) return !first;
    at = (size_t)(line - body.ptr) + 1;
    casus_buffer_add(out, casus_str_sub(body, at, size > body.len - at ? body.len : at + size));
    if (!size || size > body.len - at) return true;
    at += size;
    while (at < body.len && (body.ptr[at] == '\r' || body.ptr[at] == '\n')) at++;
  }
  return true;
}

/* All that `body` unpacks to, into the buffer in its place. */
static int unpack(casus_str body, bool zstd, const casus_limits *limits, casus_buffer *buffer, casus_error *err) {
  casus_stream *packed = NULL, *stream = NULL;
  casus_buffer out = {.limit = limits->document};
  int rc = casus_stream_memory(body, 0, &packed, err);
  if (rc == CASUS_OK)
    rc = zstd ? casus_stream_zstd(packed, limits->ratio, &stream, err)
              : casus_stream_gzip(packed, limits->ratio, &stream, err);
  char chunk[16 * 1024];
  size_t got = 1;
  while (rc == CASUS_OK && got && !out.failed) {
    rc = stream->pull(stream, chunk, sizeof chunk, &got);
    casus_buffer_add(&out, casus_str_of(chunk, got));
  }
  if (rc == CASUS_OK && out.failed)
    rc = out.len + sizeof chunk > limits->document
             ? casus_refuse(err, CASUS_FAULT_BYTES, 0, "a body over %zu bytes when unpacked (--max-bytes)",
                            limits->document)
             : casus_fail_memory(err);
  if (rc == CASUS_OK && stream->fault.code && !out.len)
    rc = casus_refuse(err, CASUS_FAULT_DAMAGED, 0, "its body is damaged: %s", stream->fault.message);
  if (stream) casus_stream_close(stream);
  if (rc != CASUS_OK) {
    casus_buffer_free(&out);
    return rc;
  }
  casus_buffer_free(buffer);
  *buffer = out;
  return CASUS_OK;
}

static int open_body(casus_str lines, const casus_limits *limits, casus_buffer *buffer, casus_answer *answer,
                     casus_error *err) {
  casus_str chunked = casus_header(lines, CASUS_STR("Transfer-Encoding"));
  casus_str coding = casus_header(lines, CASUS_STR("Content-Encoding"));
  buffer->len = 0;
  if (casus_str_ieq(chunked, CASUS_STR("chunked")) && join_chunks(answer->body, buffer)) {
    if (buffer->failed) return casus_fail_memory(err);
    answer->body = casus_buffer_str(buffer);
    answer->unpacked = true;
  }
  if (!coding.len || casus_str_ieq(coding, CASUS_STR("identity")) || !answer->body.len) return CASUS_OK;
  bool gzip = casus_is_gzip(answer->body), zstd = casus_is_zstd(answer->body);
  bool told = casus_str_ieq(coding, CASUS_STR("gzip")) || casus_str_ieq(coding, CASUS_STR("x-gzip")) ||
              casus_str_ieq(coding, CASUS_STR("zstd"));
  bool plain =
      answer->body.ptr[0] == '<' || answer->body.ptr[0] == '{'; /* unpacked by the crawler, still called packed */
  if (!gzip && !zstd)
    return told && plain ? CASUS_OK
                         : casus_refuse(err, CASUS_FAULT_FORMAT, 0, "a body packed as %.*s",
                                        CASUS_STR_FMT(casus_str_sub(coding, 0, 40)));
  int rc = unpack(answer->body, zstd, limits, buffer, err);
  if (rc != CASUS_OK) return rc;
  answer->body = casus_buffer_str(buffer);
  answer->unpacked = true;
  return CASUS_OK;
}

int casus_answer_read(casus_str bytes, const casus_limits *limits, casus_buffer *buffer, casus_answer *answer,
                      casus_error *err) {
  *answer = (casus_answer){.body = bytes, .charset = CASUS_STR("")};
  size_t end = casus_header_end(bytes);
  int64_t status = 0;
  if (!casus_str_starts(bytes, CASUS_STR("HTTP/")) || end == SIZE_MAX) return CASUS_OK;
  casus_str lines = casus_str_sub(bytes, 0, end), first = lines, word;
  casus_str_split(&first, ' ', &word);
  word = casus_str_sub(casus_str_trim(first), 0, 3);
  answer->status = casus_parse_int(word, &status) && status > 0 ? (int)status : 0;
  casus_media_type(casus_header(lines, CASUS_STR("Content-Type")), &answer->type, &answer->charset);
  answer->body = casus_str_sub(bytes, end, bytes.len);
  if (answer->status != 200 || !casus_may_report(answer->type)) return CASUS_OK;
  return open_body(lines, limits, buffer, answer, err);
}
