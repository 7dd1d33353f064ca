/* What reading left to be said of a document, as JSON. */
#include "out/json.h"

/* A language is called so; what else a note says is its value. */
void casus_json_note(casus_json *json, const casus_note *note) {
  bool language = note->kind == CASUS_NOTE_FOREIGN || note->kind == CASUS_NOTE_LANGUAGE;
  put_text(json, "kind", casus_str_from_c(casus_note_name(note->kind)));
  if (note->kind == CASUS_NOTE_FOREIGN) {
    casus_json_key(json, "span");
    casus_json_span(json, note->span);
  }
  if (note->count) put_int(json, "count", (int64_t)note->count);
  if (note->value.ptr) put_text(json, language ? "language" : "encoding", note->value);
}

/* The bytes of the input from which the span was read. */
static void put_bytes(casus_json *json, const casus_document *document, casus_span span) {
  casus_json_key(json, "bytes");
  casus_json_open(json, '[');
  casus_json_int(json, (int64_t)(document->start + document->origin[span.start]));
  casus_json_int(json, (int64_t)(document->start + document->origin[span.end]));
  casus_json_close(json, ']');
}

static casus_json begin_note(casus_buffer *out, const casus_document *document) {
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  put_text(&json, "record", CASUS_STR("note"));
  put_text(&json, "document", document->id);
  return json;
}

static void end_note(casus_json *json) {
  casus_json_close(json, '}');
  casus_buffer_add_char(json->out, '\n');
}

void casus_out_notes_json(casus_buffer *out, const casus_document *document, bool not_coded) {
  if (not_coded) {
    casus_json json = begin_note(out, document);
    casus_span all = {0, (uint32_t)document->text.len};
    put_text(&json, "kind", CASUS_STR("not-coded"));
    casus_json_key(&json, "span");
    casus_json_span(&json, all);
    put_bytes(&json, document, all);
    put_text(&json, "language", document->language);
    end_note(&json);
  }
  for (size_t i = 0; i < document->note_count; i++) {
    casus_json json = begin_note(out, document);
    casus_json_note(&json, &document->notes[i]);
    if (document->notes[i].kind == CASUS_NOTE_FOREIGN) put_bytes(&json, document, document->notes[i].span);
    end_note(&json);
  }
}
