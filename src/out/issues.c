/* What was not read as it stands, as JSON: a line among records, and a line of an issues file. */
#include "out/json.h"

void casus_out_issue_json(casus_buffer *out, const casus_issue *issue) {
  casus_json json = begin(out, "issue");
  put_text(&json, "path", issue->path);
  put_int(&json, "ordinal", (int64_t)issue->ordinal);
  put_int(&json, "at", (int64_t)issue->at);
  put_text(&json, "reason", issue->reason);
  put_text(&json, "kind", casus_str_from_c(casus_fault_word(issue->kind)));
  end(&json);
}

static void put_place(casus_json *json, const char *key, bool known, uint64_t value) {
  casus_json_key(json, key);
  if (known)
    casus_json_int(json, (int64_t)value);
  else
    casus_json_null(json);
}

void casus_out_problem_json(casus_buffer *out, const casus_issue *issue) {
  static const char *const done[] = {[CASUS_DONE_SKIPPED] = "skipped",
                                     [CASUS_DONE_CUT] = "cut",
                                     [CASUS_DONE_GUESSED] = "guessed",
                                     [CASUS_DONE_REPAIRED] = "repaired"};
  static const char *const severity[] = {[CASUS_DONE_SKIPPED] = "error",
                                         [CASUS_DONE_CUT] = "warning",
                                         [CASUS_DONE_GUESSED] = "note",
                                         [CASUS_DONE_REPAIRED] = "note"};
  casus_json json = {.out = out};
  bool table = issue->kind == CASUS_FAULT_DATA;
  casus_json_open(&json, '{');
  put_text(&json, "file", issue->path);
  put_place(&json, "record", !issue->whole && !table, issue->ordinal + 1);
  put_place(&json, "line", issue->line > 0, issue->line);
  put_place(&json, "byte", !issue->whole && !table, issue->at);
  put_text(&json, "kind", casus_str_from_c(casus_fault_word(issue->kind)));
  put_text(&json, "reason", issue->reason);
  put_text(&json, "severity", casus_str_from_c(severity[issue->done]));
  put_text(&json, "done", casus_str_from_c(done[issue->done]));
  end(&json);
}
