#include "out/json.h"

static void put_span(casus_json *json, const char *key, casus_span span) {
  casus_json_key(json, key);
  casus_json_span(json, span);
}

void casus_out_named(casus_buffer *out, const casus_document *document, const casus_text *text,
                     const casus_named *named, size_t count) {
  for (size_t i = 0; i < count; i++) {
    casus_json json = begin(out, "named");
    put_text(&json, "document", document->id);
    put_int(&json, "sentence", named[i].sentence);
    put_span(&json, "span", named[i].span);
    put_span(&json, "head", named[i].head);
    put_text(&json, "text", casus_str_span(text->bytes, named[i].span));
    casus_json_key(&json, "by_name");
    casus_json_bool(&json, named[i].by_name);
    casus_json_key(&json, "actors");
    casus_json_open(&json, '[');
    for (size_t p = 0; p < named[i].count; p++) {
      casus_json_open(&json, '{');
      put_text(&json, "actor", named[i].parties[p].actor);
      put_text(&json, "sector", named[i].parties[p].sector);
      casus_json_close(&json, '}');
    }
    casus_json_close(&json, ']');
    end(&json);
  }
}
