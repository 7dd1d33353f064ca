#include <stdio.h>

#include "cli/cli.h"

typedef struct filter {
  const casus_cli *cli;
  const casus_tools *tools;
  FILE *out;
  casus_buffer lines;
  casus_progress progress;
  casus_error *err;
  bool refused;
} filter;

static int write_lines(filter *f) {
  if (f->lines.failed) return casus_fail_memory(f->err);
  bool written = fwrite(casus_buffer_str(&f->lines).ptr, 1, f->lines.len, f->out) == f->lines.len;
  return written ? CASUS_OK : casus_fail(f->err, CASUS_E_SYSTEM, 0, "cannot write the output");
}

static int take(void *context, casus_coded *coded) {
  filter *f = context;
  f->lines.len = 0;
  int rc = casus_coded_json(&f->lines, coded);
  if (rc != CASUS_OK) return casus_fail_memory(f->err);
  f->refused |= coded->code != CASUS_OK;
  f->progress.documents++;
  f->progress.events += coded->coding.event_count;
  casus_progress_show(&f->progress);
  return write_lines(f);
}

static int refuse_input(void *context, const casus_issue *issue) {
  filter *f = context;
  f->refused = true;
  casus_cli_warn("%.*s: %.*s", CASUS_STR_FMT(issue->path), CASUS_STR_FMT(issue->reason));
  f->lines.len = 0;
  casus_out_issue_json(&f->lines, issue);
  return write_lines(f);
}

static int read_input(void *context, casus_reader *reader) {
  filter *f = context;
  casus_cli_note_pace(f->cli, casus_reader_state(reader).size);
  return casus_chain_run(f->tools, reader, casus_cli_jobs(f->cli), take, f, f->err);
}

int casus_cmd_code(casus_cli *cli, casus_error *err) {
  static char stdin_name[] = "-";
  char *standard[] = {stdin_name};
  if (!cli->arg_count) cli->args = standard, cli->arg_count = 1;
  casus_tools tools = {0};
  int rc = casus_cli_tools(cli, &tools, err);
  if (rc != CASUS_OK) return rc;
  filter f = {.cli = cli,
              .tools = &tools,
              .out = cli->output ? fopen(cli->output, "wb") : stdout,
              .progress = casus_progress_start(cli, 0),
              .err = err};
  casus_inputs inputs = {.read = read_input, .refuse = refuse_input, .context = &f};
  if (!f.out) rc = casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write %s", cli->output);
  if (rc == CASUS_OK) rc = casus_inputs_run(cli, &inputs, err);
  casus_progress_end(&f.progress);
  if (f.out && (fflush(f.out) || (f.out != stdout && fclose(f.out))) && rc == CASUS_OK)
    rc = casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write the output");
  casus_buffer_free(&f.lines);
  casus_tools_close(&tools);
  return rc == CASUS_OK && f.refused ? 1 : rc;
}
