#include "cli/cli.h"

static void sentences_text(const casus_text *text, casus_buffer *out) {
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    casus_buffer_add(out, casus_str_span(text->bytes, text->sentences[i].span));
    casus_buffer_add_char(out, '\n');
  }
}

static int write_text(const casus_cli *cli, const casus_text *text, casus_arena *arena, casus_buffer *out,
                      casus_error *err) {
  casus_str format = casus_str_from_c(cli->parse_format ? cli->parse_format : cli->json ? "json" : "conllu");
  casus_style style = casus_cli_style(NULL);
  if (cli->explain) return casus_out_tree(out, text, &style, arena, err);
  if (casus_str_eq(format, CASUS_STR("json")))
    casus_parse_json(text, out);
  else if (casus_str_eq(format, CASUS_STR("text")))
    sentences_text(text, out);
  else
    casus_conllu_write(text, out);
  return CASUS_OK;
}

static int parse_gold(const casus_cli *cli, const casus_tools *tools, casus_str bytes, casus_arena *arena,
                      casus_buffer *out, casus_error *err) {
  casus_text text = {0};
  int rc = casus_conllu_read(bytes, arena, &text, err);
  if (rc == CASUS_OK) rc = casus_text_parse(tools->model, arena, &text, err);
  if (rc == CASUS_OK) rc = write_text(cli, &text, arena, out, err);
  return rc;
}

static int parse_documents(const casus_cli *cli, const casus_tools *tools, casus_str bytes, casus_arena *arena,
                           casus_buffer *out, casus_error *err) {
  casus_read_options options = {.format = cli->format, .date = cli->date, .data_folder = cli->data};
  casus_reader *reader = NULL;
  casus_document document;
  int rc = casus_reader_open(bytes, casus_str_from_c(cli->args[0]), &options, &reader, err);
  while (rc == CASUS_OK && (rc = casus_reader_next(reader, arena, &document, err)) == CASUS_OK) {
    casus_text text = {0};
    rc = casus_text_read(tools->model, document.text, document.date, arena, &text, err);
    if (rc == CASUS_OK) rc = write_text(cli, &text, arena, out, err);
  }
  casus_reader_free(reader);
  return rc == CASUS_END ? CASUS_OK : rc;
}

int casus_cmd_parse(casus_cli *cli, casus_error *err) {
  if (cli->arg_count != 1) return casus_fail(err, CASUS_E_USAGE, 0, "parse takes one FILE (- is standard input)");
  casus_buffer bytes = {0}, out = {0};
  casus_tools tools = {0};
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_file_read(cli->args[0], 0, &bytes, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = casus_tools_open(cli->data, &tools, err);
  if (rc == CASUS_OK)
    rc = (cli->gold_tokens ? parse_gold : parse_documents)(cli, &tools, casus_buffer_str(&bytes), arena, &out, err);
  if (rc == CASUS_OK) rc = casus_cli_write(cli, &out, err);
  casus_buffer_free(&out);
  casus_buffer_free(&bytes);
  casus_tools_close(&tools);
  casus_arena_free(arena);
  return rc;
}
