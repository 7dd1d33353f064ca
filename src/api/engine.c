/* The public library: casus.h over the chain. */
#include <casus/casus.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/api.h"

struct casus_engine {
  casus_tools tools;
};

const char *casus_version(void) { return CASUS_VERSION; }

static int tell(int code, const casus_error *err, char *message, size_t message_size) {
  if (code < 0 && message && message_size) snprintf(message, message_size, "%s", err->message);
  return code;
}

int casus_engine_open_reader(const char *data_folder, const char *reader, casus_engine **engine, char *message,
                             size_t message_size) {
  casus_error err = {0};
  casus_care chosen;
  if (casus_care_find(reader, &chosen, &err)) return tell(err.code, &err, message, message_size);
  casus_engine *opened = calloc(1, sizeof *opened);
  if (!opened) return tell(casus_fail_memory(&err), &err, message, message_size);
  int rc = casus_tools_open(data_folder, chosen, &opened->tools, &err);
  if (rc != CASUS_OK) {
    free(opened);
    return tell(rc, &err, message, message_size);
  }
  *engine = opened;
  return CASUS_OK;
}

int casus_engine_open(const char *data_folder, casus_engine **engine, char *message, size_t message_size) {
  return casus_engine_open_reader(data_folder, casus_care_name(CASUS_CARE_CAREFUL), engine, message, message_size);
}

void casus_engine_free(casus_engine *engine) {
  if (!engine) return;
  casus_tools_close(&engine->tools);
  free(engine);
}

typedef struct run {
  casus_sink sink;
  void *context;
  casus_buffer lines;
  bool refused;
} run;

static int take(void *context, casus_coded *coded) {
  run *r = context;
  r->lines.len = 0;
  int rc = casus_coded_json(&r->lines, coded);
  if (rc != CASUS_OK) return rc;
  r->refused |= coded->code != CASUS_OK;
  return r->lines.len && r->sink(r->context, r->lines.data, r->lines.len) ? CASUS_E_SYSTEM : CASUS_OK;
}

casus_issue casus_coded_issue(const casus_coded *coded) {
  return (casus_issue){.path = coded->document.path,
                       .ordinal = coded->document.ordinal,
                       .line = coded->document.line,
                       .at = coded->error.at,
                       .kind = coded->error.fault,
                       .reason = casus_str_from_c(coded->error.message)};
}

int casus_coded_json(casus_buffer *out, const casus_coded *coded) {
  if (coded->code == CASUS_OK) {
    casus_out_notes_json(out, &coded->document, coded->not_coded);
    return casus_out_coding_json(out, &coded->document, &coded->text, &coded->coding, coded->arena, NULL);
  }
  casus_issue issue = casus_coded_issue(coded);
  casus_out_issue_json(out, &issue);
  return out->failed ? CASUS_E_MEMORY : CASUS_OK;
}

int casus_engine_code(const casus_engine *engine, const char *bytes, size_t length, casus_sink sink, void *context,
                      char *message, size_t message_size) {
  casus_error err = {0};
  casus_read_options options = {.format = CASUS_FORMAT_AUTO};
  run r = {.sink = sink, .context = context};
  casus_reader *reader = NULL;
  int rc = casus_reader_open(casus_str_of(bytes, length), CASUS_STR("-"), &options, &reader, &err);
  if (rc == CASUS_OK) rc = casus_chain_run(&engine->tools, reader, 1, take, &r, &err);
  casus_reader_free(reader);
  casus_buffer_free(&r.lines);
  return rc == CASUS_OK ? r.refused : tell(rc, &err, message, message_size);
}
