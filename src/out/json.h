/* The words of a JSON line: "record" first, keys always there, what is not told is null. Private to the JSON files of
 * out. */
#ifndef CASUS_OUT_JSON_H
#define CASUS_OUT_JSON_H

#include "out/out.h"

static inline casus_json begin(casus_buffer *out, const char *record) {
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  casus_json_key(&json, "record");
  casus_json_str(&json, casus_str_from_c(record));
  return json;
}

static inline void end(casus_json *json) {
  casus_json_close(json, '}');
  casus_buffer_add_char(json->out, '\n');
}

/* Empty: null. */
static inline void put_text(casus_json *json, const char *key, casus_str value) {
  casus_json_key(json, key);
  casus_json_str(json, value.len ? value : (casus_str){NULL, 0});
}

static inline void put_int(casus_json *json, const char *key, int64_t value) {
  casus_json_key(json, key);
  casus_json_int(json, value);
}

static inline void put_double(casus_json *json, const char *key, double value) {
  casus_json_key(json, key);
  casus_json_double(json, value);
}

static inline void put_bool(casus_json *json, const char *key, bool value) {
  casus_json_key(json, key);
  casus_json_bool(json, value);
}

static inline void put_date(casus_json *json, const char *key, casus_date value) {
  casus_json_key(json, key);
  casus_json_date(json, value);
}

static inline void put_texts(casus_json *json, const char *key, const casus_str *values, size_t count) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) casus_json_str(json, values[i].ptr ? values[i] : CASUS_STR(""));
  casus_json_close(json, ']');
}

/* UINT32_MAX: no state, null. */
static inline void put_state(casus_json *json, const char *key, const casus_world *world, uint32_t state) {
  put_text(json, key, state < world->state_count ? world->states[state].code : (casus_str){NULL, 0});
}

/* notes.c: the keys of a note */
void casus_json_note(casus_json *json, const casus_note *note);
/* json_lines.c: "drivers":[…] */
void casus_json_drivers(casus_json *json, const casus_world *world, const casus_driver *drivers, size_t count);

#endif
