/* One JSON object a line. jansson checks and reads it; a scan of the same bytes finds where the text's bytes came from.
 */
#include <jansson.h>

#include "base/utf8.h"
#include "read/source.h"

/* Keys that the field's tools write; the first that is there wins. */
static const char *const text_keys[] = {"text", "event_text", "body", "content", NULL};
static const char *const title_keys[] = {"title", "headline", NULL};
static const char *const date_keys[] = {"date", "pub_date", "published", "date_publish", NULL};
static const char *const publisher_keys[] = {"publisher", "source", "sitename", "source_name", NULL};
static const char *const language_keys[] = {"language", "lang", NULL};
static const char *const author_keys[] = {"author", "byline", NULL};
static const char *const url_keys[] = {"url", "link", NULL};
static const char *const id_keys[] = {"id", NULL};

static int hex_value(char c) {
  return casus_is_digit(c)                                      ? c - '0'
         : casus_to_lower(c) >= 'a' && casus_to_lower(c) <= 'f' ? casus_to_lower(c) - 'a' + 10
                                                                : -1;
}

static uint32_t hex4(casus_str s, size_t at) {
  uint32_t value = 0;
  for (size_t i = at; i < at + 4 && i < s.len; i++) value = value << 4 | (uint32_t)(hex_value(s.ptr[i]) & 15);
  return value;
}

/* One escape at s[at] == '\\' -> its character; *size its length. */
static uint32_t unescape(casus_str s, size_t at, size_t *size) {
  char c = at + 1 < s.len ? s.ptr[at + 1] : '\\';
  *size = 2;
  switch (c) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  case 'b':
  case 'f':
    return ' ';
  case 'u': {
    uint32_t unit = hex4(s, at + 2);
    *size = 6;
    if (unit < 0xD800 || unit > 0xDBFF) return unit;
    *size = 12;
    return 0x10000 + ((unit - 0xD800) << 10) + (hex4(s, at + 8) - 0xDC00);
  }
  default:
    return (unsigned char)c;
  }
}

static uint32_t character_at(casus_str s, size_t at, size_t *size) {
  if (at >= s.len) return 0;
  return s.ptr[at] == '\\' ? unescape(s, at, size) : casus_utf8_at(s, at, size);
}

/* The characters of a JSON string (without its quotes), tidied. */
static int map_string(casus_str s, uint32_t base, casus_arena *arena, casus_mapped *out, casus_error *err) {
  size_t size = 0, unused = 0;
  for (size_t at = 0; at < s.len; at += size) {
    uint32_t c = character_at(s, at, &size);
    uint32_t kept = casus_tidy(c, character_at(s, at + size, &unused));
    if (!kept) continue;
    char utf8[4];
    size_t n = casus_utf8_encode(kept, utf8);
    if (!n) n = casus_utf8_encode(0xFFFD, utf8);
    if (!casus_mapped_add(out, arena, casus_str_of(utf8, n), NULL, base + (uint32_t)at)) return casus_fail_memory(err);
  }
  return casus_mapped_finish(out, arena, base + (uint32_t)s.len) ? CASUS_OK : casus_fail_memory(err);
}

/* The end of the string that opens at line[at]: the place of its closing quote. The line is known to be JSON. */
static size_t string_end(casus_str line, size_t at) {
  for (at++; at < line.len && line.ptr[at] != '"'; at++)
    if (line.ptr[at] == '\\') at++;
  return at;
}

/* The raw string value of a key at the top level; ptr NULL when it is not there or no string. The last one wins, as in
 * jansson. */
static casus_str raw_value(casus_str line, const char *key) {
  casus_str found = {NULL, 0};
  int depth = 0;
  for (size_t at = 0; at < line.len; at++) {
    char c = line.ptr[at];
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (c != '"') continue;
    size_t end = string_end(line, at);
    casus_str name = casus_str_sub(line, at + 1, end);
    at = end;
    if (depth != 1 || !casus_str_eq(name, casus_str_from_c(key))) continue;
    size_t next = end + 1;
    while (next < line.len && casus_is_space(line.ptr[next])) next++;
    if (next >= line.len || line.ptr[next] != ':') continue; /* a value, not a key */
    for (next++; next < line.len && casus_is_space(line.ptr[next]);) next++;
    if (next >= line.len || line.ptr[next] != '"') continue;
    at = string_end(line, next);
    found = casus_str_sub(line, next + 1, at);
  }
  return found;
}

/* The first of `keys` that holds a string or number, copied; ptr NULL when none does or memory is out. */
static casus_str field(const json_t *object, const char *const *keys, casus_arena *arena) {
  for (; *keys; keys++) {
    const json_t *value = json_object_get(object, *keys);
    if (json_is_string(value) && json_string_length(value))
      return casus_arena_copy(arena, casus_str_of(json_string_value(value), json_string_length(value)));
    if (json_is_integer(value)) return casus_arena_printf(arena, "%lld", (long long)json_integer_value(value));
  }
  return (casus_str){NULL, 0};
}

static int fill(const json_t *object, casus_str line, uint32_t base, casus_arena *arena, casus_document *document,
                casus_error *err) {
  const char *key = NULL;
  for (const char *const *k = text_keys; *k && !key; k++)
    if (json_is_string(json_object_get(object, *k))) key = *k;
  casus_str raw = key ? raw_value(line, key) : (casus_str){NULL, 0};
  document->title = field(object, title_keys, arena);
  if (!raw.ptr && !document->title.ptr) return casus_fail(err, CASUS_E_INPUT, base, "a JSON line without \"text\"");
  casus_mapped text = {0};
  if (!raw.ptr) raw = casus_str_sub(line, line.len, line.len);
  int rc = map_string(raw, base + (uint32_t)(raw.ptr - line.ptr), arena, &text, err);
  if (rc != CASUS_OK) return rc;
  document->text = casus_mapped_str(&text);
  document->origin = text.origin;
  document->id = field(object, id_keys, arena);
  document->publisher = field(object, publisher_keys, arena);
  document->author = field(object, author_keys, arena);
  document->url = field(object, url_keys, arena);
  document->language = field(object, language_keys, arena);
  casus_str date = field(object, date_keys, arena);
  if (date.ptr && !casus_date_parse(date, &document->date)) casus_find_date(date, &document->date);
  return CASUS_OK;
}

int casus_read_json_line(casus_str line, uint32_t base, casus_arena *arena, casus_document *document,
                         casus_error *err) {
  json_error_t why;
  json_t *object = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &why);
  if (!object)
    return json_error_code(&why) == json_error_out_of_memory
               ? casus_fail_memory(err)
               : casus_fail(err, CASUS_E_INPUT, base + (size_t)(why.position < 0 ? 0 : why.position), "not JSON: %s",
                            why.text);
  int rc = json_is_object(object) ? fill(object, line, base, arena, document, err)
                                  : casus_fail(err, CASUS_E_INPUT, base, "a JSON line that is no object");
  json_decref(object);
  return rc;
}
