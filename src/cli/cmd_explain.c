#include "cli/cli.h"

static bool tells_nothing(const casus_coding *coding) {
  return !coding->event_count && !coding->tie_count && !coding->statement_count;
}

static int explain(const casus_cli *cli, const casus_tools *tools, casus_arena *arena, casus_buffer *out,
                   casus_error *err) {
  casus_document document = {.id = CASUS_STR("explained"),
                             .text = casus_str_from_c(cli->args[0]),
                             .language = CASUS_STR("en"),
                             .date = cli->date};
  casus_text text = {0};
  casus_coding coding = {0};
  casus_trial *trials = NULL;
  size_t count = 0;
  int rc = casus_text_read(tools->model, document.text, document.date, arena, &text, err);
  if (rc == CASUS_OK) rc = casus_coder_explain(tools->coder, &document, &text, arena, &coding, &trials, &count, err);
  if (rc != CASUS_OK) return rc;
  if (cli->json) {
    casus_parse_json(&text, out);
    casus_out_explain_json(out, &text, &coding, trials, count);
  } else {
    casus_out_explain(out, &text, &coding, trials, count);
    casus_buffer_add_c(out, tells_nothing(&coding) ? "\nnothing is told\n" : "\n");
  }
  return casus_out_coding_json(out, &document, &text, &coding, arena, err);
}

int casus_cmd_explain(casus_cli *cli, casus_error *err) {
  if (cli->arg_count != 1) return casus_fail(err, CASUS_E_USAGE, 0, "explain takes one text, in quotation marks");
  casus_str given = casus_str_from_c(cli->args[0]);
  if (casus_utf8_valid(given) < given.len) return casus_fail(err, CASUS_E_INPUT, 0, "the text is not UTF-8");
  casus_buffer out = {0};
  casus_tools tools = {0};
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_cli_tools(cli, &tools, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = explain(cli, &tools, arena, &out, err);
  if (rc == CASUS_OK)
    rc = casus_cli_write(cli, &out, err);
  else
    casus_buffer_free(&out);
  casus_tools_close(&tools);
  casus_arena_free(arena);
  return rc;
}
