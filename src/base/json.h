#ifndef CASUS_BASE_JSON_H
#define CASUS_BASE_JSON_H

#include "base/buffer.h"
#include "base/date.h"

/* Writes one compact JSON value into a buffer. Commas are its business; calls must nest rightly (asserted).
 * Ill-formed UTF-8 is written as U+FFFD; control characters, U+2028, U+2029 and DEL are escaped. */
enum { CASUS_JSON_DEPTH = 32 };
typedef struct casus_json {
  casus_buffer *out;
  int depth;
  bool comma[CASUS_JSON_DEPTH];
} casus_json;

void casus_json_open(casus_json *json, char bracket); /* '{' or '[' */
void casus_json_close(casus_json *json, char bracket); /* '}' or ']' */
void casus_json_key(casus_json *json, const char *key); /* plain ASCII key */
void casus_json_str(casus_json *json, casus_str value); /* ptr NULL: null */
void casus_json_int(casus_json *json, int64_t value);
void casus_json_double(casus_json *json, double value); /* NaN, infinity: null */
void casus_json_bool(casus_json *json, bool value);
void casus_json_null(casus_json *json);
void casus_json_date(casus_json *json, casus_date value); /* unknown: null */
void casus_json_span(casus_json *json, casus_span value); /* [start,end] */
void casus_json_raw(casus_json *json, casus_str value); /* a finished JSON value */

#endif
