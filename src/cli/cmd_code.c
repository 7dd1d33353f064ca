#include <stdio.h>

#include "cli/cli.h"

typedef struct filter {
  FILE *out;
  casus_buffer lines;
  casus_progress progress;
  casus_error *err;
  bool refused;
} filter;

static int take(void *context, casus_coded *coded) {
  filter *f = context;
  f->lines.len = 0;
  int rc = casus_coded_json(&f->lines, coded);
  if (rc != CASUS_OK) return casus_fail_memory(f->err);
  f->refused |= coded->code != CASUS_OK;
  f->progress.documents++;
  f->progress.events += coded->coding.event_count;
  casus_progress_show(&f->progress);
  if (fwrite(casus_buffer_str(&f->lines).ptr, 1, f->lines.len, f->out) != f->lines.len)
    return casus_fail(f->err, CASUS_E_SYSTEM, 0, "cannot write the output");
  return CASUS_OK;
}

static int code_input(const casus_cli *cli, const casus_tools *tools, const char *path, filter *f, casus_error *err) {
  casus_buffer bytes = {0};
  casus_read_options options = {
      .format = cli->format, .date = cli->date, .language = cli->lang, .data_folder = cli->data};
  int rc = casus_file_read(path, 0, &bytes, err);
  if (rc == CASUS_OK) casus_cli_note_pace(cli, bytes.len);
  if (rc == CASUS_OK)
    rc = casus_chain_run(tools, casus_buffer_str(&bytes), casus_str_from_c(path), &options, casus_cli_jobs(cli), take,
                         f, err);
  casus_buffer_free(&bytes);
  return rc;
}

int casus_cmd_code(casus_cli *cli, casus_error *err) {
  static char stdin_name[] = "-";
  char *standard[] = {stdin_name};
  if (!cli->arg_count) cli->args = standard, cli->arg_count = 1;
  casus_tools tools = {0};
  int rc = casus_cli_tools(cli, &tools, err);
  if (rc != CASUS_OK) return rc;
  filter f = {
      .out = cli->output ? fopen(cli->output, "wb") : stdout, .progress = casus_progress_start(cli, 0), .err = err};
  if (!f.out) rc = casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write %s", cli->output);
  for (int i = 0; i < cli->arg_count && rc == CASUS_OK; i++) rc = code_input(cli, &tools, cli->args[i], &f, err);
  casus_progress_end(&f.progress);
  if (f.out && (fflush(f.out) || (f.out != stdout && fclose(f.out))) && rc == CASUS_OK)
    rc = casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write the output");
  casus_buffer_free(&f.lines);
  casus_tools_close(&tools);
  return rc == CASUS_OK && f.refused ? 1 : rc;
}
