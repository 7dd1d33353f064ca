#include <stdio.h>

#include "cli/cli.h"

static void sentences_text(const casus_text *text, casus_buffer *out) {
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    casus_buffer_add(out, casus_str_span(text->bytes, text->sentences[i].span));
    casus_buffer_add_char(out, '\n');
  }
}

static int write_named(const casus_tools *tools, const casus_document *document, const casus_text *text,
                       casus_arena *arena, casus_buffer *out, casus_error *err) {
  casus_named *named;
  size_t count;
  int rc = casus_coder_named(tools->coder, document, text, arena, &named, &count, err);
  if (rc == CASUS_OK) casus_out_named(out, document, text, named, count);
  return rc;
}

/* What is read and written goes on with the next document in the same room. */
typedef struct job {
  const casus_cli *cli;
  const casus_tools *tools;
  casus_arena *arena;
  casus_buffer out;
  FILE *file;
} job;

static int write_text(job *j, const casus_document *document, const casus_text *text, casus_error *err) {
  const casus_cli *cli = j->cli;
  casus_str format = casus_str_from_c(cli->parse_format ? cli->parse_format : cli->json ? "json" : "conllu");
  casus_style style = casus_cli_style(NULL);
  if (cli->explain) return casus_out_tree(&j->out, text, &style, j->arena, err);
  if (casus_str_eq(format, CASUS_STR("actors"))) return write_named(j->tools, document, text, j->arena, &j->out, err);
  if (casus_str_eq(format, CASUS_STR("json")))
    casus_parse_json(text, &j->out);
  else if (casus_str_eq(format, CASUS_STR("text")))
    sentences_text(text, &j->out);
  else
    casus_conllu_write(text, &j->out);
  return CASUS_OK;
}

static int write_out(job *j, const casus_document *document, const casus_text *text, casus_error *err) {
  j->out.len = 0;
  int rc = write_text(j, document, text, err);
  if (rc == CASUS_OK && j->out.failed) rc = casus_fail_memory(err);
  if (rc != CASUS_OK || fwrite(casus_buffer_str(&j->out).ptr, 1, j->out.len, j->file) == j->out.len) return rc;
  return casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write the output");
}

static int parse_gold(job *j, casus_error *err) {
  casus_text text = {0};
  casus_buffer bytes = {0};
  int rc = casus_file_read(j->cli->args[0], 0, &bytes, err);
  if (rc == CASUS_OK) rc = casus_conllu_read(casus_buffer_str(&bytes), j->arena, &text, err);
  if (rc == CASUS_OK) rc = casus_text_parse(j->tools->model, j->arena, &text, err);
  casus_document document = {.id = CASUS_STR(""), .text = text.bytes};
  if (rc == CASUS_OK) rc = write_out(j, &document, &text, err);
  casus_buffer_free(&bytes);
  return rc;
}

static int parse_documents(job *j, casus_error *err) {
  casus_read_options options = casus_cli_read_options(j->cli);
  casus_reader *reader = NULL;
  casus_document document;
  int rc = casus_reader_open_file(j->cli->args[0], &options, &reader, err);
  while (rc == CASUS_OK && (rc = casus_reader_next(reader, j->arena, &document, err)) == CASUS_OK) {
    casus_text text = {0};
    rc = casus_text_read(j->tools->model, document.text, document.date, j->arena, &text, err);
    if (rc == CASUS_OK) rc = write_out(j, &document, &text, err);
    casus_arena_reset(j->arena);
  }
  casus_reader_free(reader);
  return rc == CASUS_END ? CASUS_OK : rc;
}

static int parse(job *j, casus_error *err) {
  const char *path = j->cli->output;
  j->file = path && strcmp(path, "-") != 0 ? fopen(path, "wb") : stdout;
  if (!j->file) return casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write %s", path);
  int rc = (j->cli->gold_tokens ? parse_gold : parse_documents)(j, err);
  bool written = !fflush(j->file) && !(j->file != stdout && fclose(j->file));
  return rc == CASUS_OK && !written ? casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write the output") : rc;
}

int casus_cmd_parse(casus_cli *cli, casus_error *err) {
  if (cli->arg_count != 1) return casus_fail(err, CASUS_E_USAGE, 0, "parse takes one FILE (- is standard input)");
  casus_tools tools = {0};
  job j = {.cli = cli, .tools = &tools, .arena = casus_arena_new()};
  int rc = j.arena ? casus_cli_tools(cli, &tools, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = parse(&j, err);
  casus_buffer_free(&j.out);
  casus_tools_close(&tools);
  casus_arena_free(j.arena);
  return rc;
}
