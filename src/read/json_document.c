/* A JSON object as a document. jansson checks and reads it; a scan of the same bytes finds where the text's bytes came
 * from. */
#include "read/json.h"

/* Text of a value: a string, a whole number, the name in an object, the first of a list. ptr NULL: none of these. */
static casus_str text_of(const json_t *value, casus_arena *arena) {
  static const char *const names[] = {"name", "title", "rendered", "value", "#text"};
  const json_t *inner = json_is_array(value) ? json_array_get(value, 0) : value;
  for (size_t i = 0; json_is_object(inner) && i < CASUS_COUNT(names); i++)
    if (json_is_string(json_object_get(inner, names[i]))) inner = json_object_get(inner, names[i]);
  if (json_is_string(inner)) return casus_str_of(json_string_value(inner), json_string_length(inner));
  if (json_is_integer(inner)) return casus_arena_printf(arena, "%lld", (long long)json_integer_value(inner));
  return (casus_str){NULL, 0};
}

/* A text is a string, or has one inside; the first of a list would be a part of it only. */
static casus_str value_of(const json_t *value, casus_field field, casus_arena *arena) {
  bool list = json_is_array(value) && (json_array_size(value) == 0 || json_is_object(json_array_get(value, 0)));
  if (field == CASUS_FIELD_LIST) return list ? CASUS_STR("[") : (casus_str){NULL, 0};
  if (field > CASUS_FIELD_SUMMARY) return text_of(value, arena);
  bool text = json_is_string(value) || json_is_object(value);
  return text ? text_of(value, arena) : (casus_str){NULL, 0};
}

/* *odd: the name of a text that is none. */
static void gather(const json_t *object, const casus_keys *keys, casus_arena *arena, casus_fields *fields,
                   casus_str *odd) {
  const char *key;
  json_t *value;
  json_object_foreach((json_t *)(uintptr_t)object, key, value) {
    casus_field field;
    uint32_t rank;
    casus_str name = casus_str_from_c(key);
    if (!casus_keys_find(keys, name, &field, &rank)) continue;
    casus_str text = value_of(value, field, arena);
    if (field == CASUS_FIELD_TEXT && !text.ptr && !json_is_null(value)) *odd = name;
    casus_fields_offer(fields, field, rank, name, text);
  }
}

/* The key's text with the way back; a text that stands deeper in the object leads to the object's value as a whole. */
static int map_text(casus_json_place at, casus_str key, casus_str value, casus_arena *arena, casus_mapped *out,
                    casus_document *document, casus_error *err) {
  casus_str raw = casus_json_value_of(at.bytes, key);
  uint32_t base = at.base + (uint32_t)(raw.ptr ? raw.ptr - at.bytes.ptr : 0);
  if (casus_str_starts(raw, CASUS_STR("\""))) {
    int rc = casus_json_map_string(raw, base, arena, out, err);
    return rc == CASUS_OK ? casus_decode_mend(out, at.letters, arena, document, err) : rc;
  }
  bool put = casus_mapped_add(out, arena, value, NULL, base) && casus_mapped_finish(out, arena, base);
  return put ? CASUS_OK : casus_fail_memory(err);
}

/* The keys whose strings look most like a text and a title: the longest, and the longest that is short. */
static void guess_keys(const json_t *object, const char **text, const char **title) {
  enum { SHORT = 200 };
  const char *key;
  json_t *value;
  size_t longest = 0, long_title = 0;
  *text = *title = NULL;
  json_object_foreach((json_t *)(uintptr_t)object, key, value) if (json_string_length(value) > longest) {
    longest = json_string_length(value);
    *text = key;
  }
  json_object_foreach((json_t *)(uintptr_t)object, key, value) {
    bool head = casus_str_find(casus_str_from_c(key), CASUS_STR("head"), 0) != SIZE_MAX ||
                casus_str_find(casus_str_from_c(key), CASUS_STR("titl"), 0) != SIZE_MAX;
    size_t length = json_string_length(value);
    if (!head || key == *text || length >= SHORT || length <= long_title) continue;
    long_title = length;
    *title = key;
  }
}

/* "uid, heading, lead" */
static size_t list_keys(const json_t *object, char *names, size_t room) {
  const char *key;
  json_t *value;
  size_t n = 0;
  json_object_foreach((json_t *)(uintptr_t)object, key, value) {
    size_t length = strlen(key);
    if (n + length + 2 > room) break;
    if (n) names[n++] = ',', names[n++] = ' ';
    memcpy(names + n, key, length);
    n += length;
  }
  return n;
}

static const char *empty_text(const json_t *object, const casus_keys *keys) {
  const char *key;
  json_t *value;
  casus_field field;
  uint32_t rank;
  json_object_foreach((json_t *)(uintptr_t)object, key,
                      value) if (casus_keys_find(keys, casus_str_from_c(key), &field, &rank) &&
                                 field <= CASUS_FIELD_SUMMARY) return key;
  return NULL;
}

static int fail_textless(const json_t *object, const casus_keys *keys, size_t at, casus_error *err) {
  const char *text, *title, *empty = empty_text(object, keys);
  if (empty) return casus_refuse(err, CASUS_FAULT_EMPTY, at, "its \"%.60s\" is empty", empty);
  char names[80];
  size_t n = list_keys(object, names, sizeof names);
  guess_keys(object, &text, &title);
  if (!text)
    return casus_refuse(err, CASUS_FAULT_FIELDS, at, "no \"text\" in it%s%.*s", n ? "; its keys: " : "", (int)n, names);
  return casus_refuse(err, CASUS_FAULT_FIELDS, at, "no \"text\" in it; its keys: %.*s (--map text=%s%s%s)", (int)n,
                      names, text, title ? ",title=" : "", title ? title : "");
}

static int fill(const json_t *object, const casus_keys *keys, casus_json_place at, casus_arena *arena,
                casus_document *document, casus_json_list *list, casus_error *err) {
  casus_fields fields = {.letters = at.letters};
  casus_str odd = {NULL, 0};
  gather(object, keys, arena, &fields, &odd);
  casus_field from = casus_fields_text(&fields);
  bool a_list = fields.value[CASUS_FIELD_LIST].ptr && from != CASUS_FIELD_TEXT && from != CASUS_FIELD_HTML;
  int rc = casus_fields_fill(&fields, keys, arena, document, err);
  if (rc != CASUS_OK) return rc;
  if (a_list) {
    casus_str name = document->title.ptr ? document->title : document->publisher;
    *list = (casus_json_list){casus_json_value_of(at.bytes, fields.key[CASUS_FIELD_LIST]), name, document->language};
    if (list->items.ptr) return CASUS_END;
  }
  if (from == CASUS_FIELD_COUNT && odd.ptr)
    return casus_refuse(err, CASUS_FAULT_FIELDS, at.base, "its \"%.*s\" is no string", CASUS_STR_FMT(odd));
  if (from == CASUS_FIELD_COUNT && !document->title.ptr) return fail_textless(object, keys, at.base, err);
  casus_mapped text = {0};
  if (from == CASUS_FIELD_COUNT)
    rc = casus_mapped_finish(&text, arena, at.base + (uint32_t)at.bytes.len) ? CASUS_OK : casus_fail_memory(err);
  else
    rc = map_text(at, fields.key[from], fields.value[from], arena, &text, document, err);
  if (rc == CASUS_OK) rc = casus_fields_set_text(&text, from == CASUS_FIELD_HTML, arena, document, err);
  return rc;
}

/* Half a pair of \u escapes is no character, but no reason to lose a report: a copy in which it reads \ufffd. */
static casus_str mend_halves(casus_str bytes, casus_arena *arena) {
  casus_str copy = casus_arena_copy(arena, bytes);
  char *s = (char *)(uintptr_t)copy.ptr;
  for (size_t at = 0; s && at + 6 <= copy.len; at++) {
    if (s[at] != '\\') continue;
    char kind = casus_to_lower(s[at + 2]), next = casus_to_lower(s[at + 3]);
    bool half = s[at + 1] == 'u' && kind == 'd' && ((next >= 'a' && next <= 'f') || next == '8' || next == '9');
    bool low = half && next >= 'c';
    bool paired = half && !low && at + 12 <= copy.len && s[at + 6] == '\\' && s[at + 7] == 'u' &&
                  casus_to_lower(s[at + 8]) == 'd' && casus_to_lower(s[at + 9]) >= 'c';
    if (half && !paired) memcpy(s + at + 2, "fffd", 4);
    at += paired ? 11 : 1;
  }
  return copy;
}

static json_t *load(casus_str bytes, casus_arena *arena, json_error_t *why) {
  enum { FLAGS = JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY };
  json_t *value = json_loadb(bytes.ptr, bytes.len, FLAGS, why);
  if (value || json_error_code(why) != json_error_invalid_syntax || !strstr(why->text, "Unicode")) return value;
  casus_str mended = mend_halves(bytes, arena);
  return mended.ptr ? json_loadb(mended.ptr, mended.len, FLAGS, why) : NULL;
}

int casus_json_document(const casus_keys *keys, casus_json_place at, casus_arena *arena, casus_document *document,
                        size_t *used, casus_json_list *list, casus_error *err) {
  json_error_t why;
  *list = (casus_json_list){0};
  *used = at.bytes.len;
  json_t *value = load(at.bytes, arena, &why);
  if (!value)
    return json_error_code(&why) == json_error_out_of_memory
               ? casus_fail_memory(err)
               : casus_refuse(err, CASUS_FAULT_MALFORMED, at.base + (size_t)(why.position < 0 ? 0 : why.position),
                              "not JSON: %s", why.text);
  *used = (size_t)why.position;
  at.bytes = casus_str_sub(at.bytes, 0, *used);
  int rc = json_is_object(value) ? fill(value, keys, at, arena, document, list, err)
                                 : casus_refuse(err, CASUS_FAULT_FIELDS, at.base, "JSON, but no object");
  json_decref(value);
  return rc;
}
