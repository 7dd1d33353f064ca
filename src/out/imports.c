/* Imported data sets: what they are, what came of them, what was skipped and why. */
#include "out/escape.h"
#include "out/out.h"

static void put_key(casus_json *json, const char *key, casus_str value) {
  casus_json_key(json, key);
  casus_json_str(json, value);
}

static void put_counts(casus_json *json, const casus_import *import) {
  const struct {
    const char *key;
    uint64_t count;
  } counts[] = {
      {"read", import->read}, {"kept", import->kept}, {"left_out", import->left_out}, {"skipped", import->skipped}};
  for (size_t i = 0; i < CASUS_COUNT(counts); i++) {
    casus_json_key(json, counts[i].key);
    casus_json_int(json, (int64_t)counts[i].count);
  }
}

void casus_out_import_json(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                           size_t count) {
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  put_key(&json, "record", CASUS_STR("import"));
  put_key(&json, "name", import->name);
  put_key(&json, "layout", import->layout);
  put_key(&json, "path", import->path);
  put_key(&json, "content", import->content);
  casus_json_key(&json, "vintage");
  casus_json_date(&json, import->vintage);
  casus_json_key(&json, "imported");
  casus_json_date(&json, import->imported);
  put_key(&json, "citation", import->citation);
  put_counts(&json, import);
  casus_json_key(&json, "issues");
  casus_json_open(&json, '[');
  for (size_t i = 0; i < count; i++) {
    casus_json_open(&json, '{');
    casus_json_key(&json, "line");
    casus_json_int(&json, (int64_t)issues[i].line);
    put_key(&json, "reason", issues[i].reason);
    casus_json_close(&json, '}');
  }
  casus_json_close(&json, ']');
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

static void put_date(casus_buffer *out, const char *before, casus_date date) {
  char text[16];
  size_t length = casus_date_format(date, text);
  casus_buffer_printf(out, "%s%.*s", before, (int)length, text);
}

void casus_out_import_issue_line(casus_buffer *out, casus_str path, uint64_t line, casus_str reason) {
  casus_escape_terminal(out, path);
  casus_buffer_printf(out, ":%llu: ", (unsigned long long)line);
  casus_escape_terminal(out, reason);
  casus_buffer_add_char(out, '\n');
}

void casus_out_import_lines(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                            size_t count) {
  casus_buffer_printf(out, "%.*s %.*s", CASUS_STR_FMT(import->name), CASUS_STR_FMT(import->layout));
  put_date(out, ", vintage ", import->vintage);
  put_date(out, ", imported ", import->imported);
  casus_buffer_add_c(out, ": ");
  casus_escape_terminal(out, import->path);
  casus_buffer_printf(out, "\n  %llu rows read, %llu used, %llu left out, %llu skipped\n  %.*s\n",
                      (unsigned long long)import->read, (unsigned long long)import->kept,
                      (unsigned long long)import->left_out, (unsigned long long)import->skipped,
                      CASUS_STR_FMT(import->citation));
  for (size_t i = 0; i < count; i++) {
    casus_buffer_add_c(out, "  ");
    casus_out_import_issue_line(out, import->path, issues[i].line, issues[i].reason);
  }
}
