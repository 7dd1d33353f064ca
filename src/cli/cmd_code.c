#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct filter {
  const casus_cli *cli;
  const casus_tools *tools;
  FILE *out;
  casus_buffer lines;
  casus_progress progress;
  uint64_t before; /* bytes of the inputs that are done */
  casus_census *census;
  casus_error *err;
  casus_problems problems;
} filter;

static int cannot_write(filter *f) { return casus_fail(f->err, CASUS_E_SYSTEM, 0, "cannot write the output"); }

static int write_lines(filter *f) {
  if (f->lines.failed) return casus_fail_memory(f->err);
  bool written = fwrite(casus_buffer_str(&f->lines).ptr, 1, f->lines.len, f->out) == f->lines.len;
  return written ? CASUS_OK : cannot_write(f);
}

/* Whoever reads the output gets all that is ready before anything is waited for. */
static int take(void *context, casus_coded *coded) {
  filter *f = context;
  f->lines.len = 0;
  int rc = casus_coded_json(&f->lines, coded);
  if (rc != CASUS_OK) return casus_fail_memory(f->err);
  casus_problems_of(&f->problems, coded);
  if (coded->code == CASUS_OK && (rc = casus_census_take(f->census, coded, f->err)) != CASUS_OK) return rc;
  f->progress.documents++;
  f->progress.events += coded->coding.event_count;
  f->progress.done = f->before + coded->bytes;
  casus_progress_tell(&f->progress);
  rc = write_lines(f);
  if (rc == CASUS_OK && !coded->followed && fflush(f->out)) rc = cannot_write(f);
  return rc == CASUS_OK && casus_interrupted() ? CASUS_E_SYSTEM : rc;
}

static int refuse_input(void *context, const casus_issue *issue) {
  filter *f = context;
  casus_problems_tell(&f->problems, issue);
  f->lines.len = 0;
  casus_out_issue_json(&f->lines, issue);
  return write_lines(f);
}

static int read_input(void *context, casus_reader *reader) {
  filter *f = context;
  uint64_t size = casus_reader_state(reader).size;
  casus_cli_note_pace(f->cli, size);
  int rc = casus_chain_run(f->tools, reader, casus_cli_jobs(f->cli), take, f, f->err);
  f->before += size ? size : casus_reader_state(reader).bytes;
  return rc;
}

/* On a terminal the lines themselves show how far it is. */
static void start_progress(filter *f, const casus_cli *cli) {
  if (!casus_progress_wanted(cli) || (f->out == stdout && isatty(STDOUT_FILENO))) return;
  f->progress.all = casus_inputs_size(cli);
  casus_progress_start(cli, "coding", f->progress.all, false);
}

static int run_filter(filter *f, casus_cli *cli, casus_error *err) {
  casus_inputs inputs = {.read = read_input, .refuse = refuse_input, .context = f};
  if (!f->out) return casus_fail(err, CASUS_E_SYSTEM, 0, "cannot write %s", cli->output);
  casus_interrupt_watch();
  start_progress(f, cli);
  int rc = casus_inputs_run(cli, &inputs, err);
  casus_progress_end();
  if (casus_interrupted()) rc = casus_fail(err, CASUS_E_SYSTEM, 0, "interrupted");
  bool written = !fflush(f->out);
  if (f->out != stdout) written = !fclose(f->out) && written;
  return written || rc != CASUS_OK ? rc : cannot_write(f);
}

int casus_cmd_code(casus_cli *cli, casus_error *err) {
  static char stdin_name[] = "-";
  char *standard[] = {stdin_name};
  if (!cli->arg_count) cli->args = standard, cli->arg_count = 1;
  casus_tools tools = {0};
  filter f = {.cli = cli, .tools = &tools, .err = err};
  int rc = casus_problems_open(cli, &f.problems, err);
  if (rc == CASUS_OK) rc = casus_cli_tools(cli, &tools, err);
  if (rc != CASUS_OK) return rc;
  f.out = cli->output ? fopen(cli->output, "wb") : stdout;
  f.census = casus_census_new();
  rc = f.census ? run_filter(&f, cli, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) casus_census_tell(f.census, cli);
  casus_census_free(f.census);
  casus_buffer_free(&f.lines);
  casus_tools_close(&tools);
  if (rc == CASUS_OK) casus_problems_sum(&f.problems);
  casus_error why = {0};
  int closed = casus_problems_close(&f.problems, &why);
  if (rc == CASUS_OK && closed != CASUS_OK) rc = closed, *err = why;
  return rc == CASUS_OK && f.problems.all[CASUS_DONE_SKIPPED] ? 1 : rc;
}
