#include "base/json.h"

#include <assert.h>
#include <inttypes.h>

#include "base/number.h"
#include "base/utf8.h"

static void separate(casus_json *json) {
  if (json->depth == 0) return;
  bool *comma = &json->comma[json->depth - 1];
  if (*comma) casus_buffer_add_char(json->out, ',');
  *comma = true;
}

void casus_json_open(casus_json *json, char bracket) {
  assert(json->depth < CASUS_JSON_DEPTH);
  separate(json);
  casus_buffer_add_char(json->out, bracket);
  json->comma[json->depth++] = false;
}

void casus_json_close(casus_json *json, char bracket) {
  assert(json->depth > 0);
  json->depth--;
  casus_buffer_add_char(json->out, bracket);
}

void casus_json_key(casus_json *json, const char *key) {
  separate(json);
  casus_buffer_printf(json->out, "\"%s\":", key);
  json->comma[json->depth - 1] = false; /* the value that follows takes no comma */
}

static void escape(casus_buffer *out, uint32_t c) {
  switch (c) {
  case '"':
    casus_buffer_add_c(out, "\\\"");
    break;
  case '\\':
    casus_buffer_add_c(out, "\\\\");
    break;
  case '\n':
    casus_buffer_add_c(out, "\\n");
    break;
  case '\t':
    casus_buffer_add_c(out, "\\t");
    break;
  default:
    casus_buffer_printf(out, "\\u%04x", (unsigned)c);
  }
}

static bool must_escape(uint32_t c) {
  return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

void casus_json_str(casus_json *json, casus_str value) {
  if (!value.ptr) {
    casus_json_null(json);
    return;
  }
  separate(json);
  casus_buffer_add_char(json->out, '"');
  size_t start = 0, size = 0;
  for (size_t at = 0; at < value.len; at += size) {
    uint32_t c = casus_utf8_at(value, at, &size);
    bool broken = c == 0xFFFD && size == 1;
    if (!broken && !must_escape(c)) continue;
    casus_buffer_add(json->out, casus_str_sub(value, start, at));
    start = at + size;
    if (broken)
      casus_buffer_add_c(json->out, "\xEF\xBF\xBD");
    else
      escape(json->out, c);
  }
  casus_buffer_add(json->out, casus_str_sub(value, start, value.len));
  casus_buffer_add_char(json->out, '"');
}

void casus_json_int(casus_json *json, int64_t value) {
  separate(json);
  casus_buffer_printf(json->out, "%" PRId64, value);
}

void casus_json_double(casus_json *json, double value) {
  char text[32];
  separate(json);
  casus_buffer_add(json->out, casus_str_of(text, casus_format_double(value, text)));
}

void casus_json_bool(casus_json *json, bool value) {
  separate(json);
  casus_buffer_add_c(json->out, value ? "true" : "false");
}

void casus_json_null(casus_json *json) {
  separate(json);
  casus_buffer_add_c(json->out, "null");
}

void casus_json_date(casus_json *json, casus_date value) {
  char text[16];
  size_t n = casus_date_format(value, text);
  casus_json_str(json, n ? casus_str_of(text, n) : (casus_str){NULL, 0});
}

void casus_json_span(casus_json *json, casus_span value) {
  separate(json);
  casus_buffer_printf(json->out, "[%" PRIu32 ",%" PRIu32 "]", value.start, value.end);
}

void casus_json_raw(casus_json *json, casus_str value) {
  separate(json);
  casus_buffer_add(json->out, value);
}
