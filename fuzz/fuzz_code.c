/* The whole chain on any bytes: every event and tie lies in its sentence, every sentence in its document, and what
 * comes out is JSON, a line each. */
#include <casus/casus.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static casus_engine *engine;

static void demand(bool truth) {
  if (!truth) abort();
}

static void look_at(const json_t *record) {
  const json_t *span = json_object_get(record, "span");
  demand(json_is_string(json_object_get(record, "record")));
  if (!span) return;
  demand(json_integer_value(json_array_get(span, 0)) <= json_integer_value(json_array_get(span, 1)));
  const json_t *confidence = json_object_get(record, "confidence");
  if (confidence) demand(json_number_value(confidence) >= 0 && json_number_value(confidence) <= 1);
}

static int take(void *context, const char *lines, size_t length) {
  (void)context;
  demand(length > 0 && lines[length - 1] == '\n');
  for (const char *end; length; length -= (size_t)(end + 1 - lines), lines = end + 1) {
    end = memchr(lines, '\n', length);
    json_t *record = json_loadb(lines, (size_t)(end - lines), JSON_ALLOW_NUL, NULL);
    demand(json_is_object(record));
    look_at(record);
    json_decref(record);
  }
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!engine && casus_engine_open(NULL, &engine, NULL, 0)) abort();
  demand(casus_engine_code(engine, (const char *)data, size, take, NULL, NULL, 0) >= 0);
  return 0;
}
