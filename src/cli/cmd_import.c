#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"

/* One file on its way in, seen from the terminal. */
typedef struct run {
  casus_cli *cli;
  const char *path;
  casus_problems *problems;
} run;

static void tell_skipped(void *context, uint64_t line, casus_str reason) {
  run *r = context;
  casus_issue issue = {.path = casus_str_from_c(r->path), .line = line, .kind = CASUS_FAULT_DATA, .reason = reason};
  casus_problems_tell(r->problems, &issue);
}

static bool go_on(void *context, size_t done, size_t all) {
  (void)context;
  casus_progress now = {.done = done, .all = all};
  casus_progress_tell(&now);
  return !casus_interrupted();
}

static void tell_result(const run *r, const casus_import_result *result) {
  const casus_import *i = &result->import;
  if (result->known) {
    casus_cli_note(r->cli, "%s: imported before, nothing to do", r->path);
    return;
  }
  casus_cli_note(r->cli,
                 "%s (%.*s, %.*s): %" PRIu64 " rows read, %" PRIu64 " used, %" PRIu64 " left out, %" PRIu64
                 " skipped; %" PRIu64 " ties, %" PRIu64 " incidents, %" PRIu64 " events",
                 r->path, CASUS_STR_FMT(i->name), CASUS_STR_FMT(i->layout), i->read, i->kept, i->left_out, i->skipped,
                 result->ties, result->incidents, result->events);
  for (size_t k = 0; k < result->left_count; k++)
    casus_cli_note(r->cli, "  left out, %s: %" PRIu64, result->left[k].reason, result->left[k].rows);
}

static int import_file(casus_cli *cli, casus_record *record, const char *path, casus_problems *problems,
                       casus_error *err) {
  run r = {.cli = cli, .path = path, .problems = problems};
  casus_import_options options = {.folder = cli->data,
                                  .today = casus_cli_today(),
                                  .vintage = cli->vintage,
                                  .skipped = tell_skipped,
                                  .go_on = go_on,
                                  .context = &r};
  casus_import_result result = {0};
  casus_buffer bytes = {0};
  casus_arena *arena = casus_arena_new();
  casus_progress_start(cli, "importing", 0, false);
  int rc = arena ? casus_file_read(path, CASUS_IMPORT_FILE_LIMIT, &bytes, err) : casus_fail_memory(err);
  if (rc == CASUS_OK)
    rc = casus_import_run(record, casus_str_from_c(cli->args[0]), casus_str_from_c(path), casus_buffer_str(&bytes),
                          &options, arena, &result, err);
  casus_progress_end();
  if (rc == CASUS_OK) tell_result(&r, &result);
  cli->faults += result.import.skipped;
  casus_buffer_free(&bytes);
  casus_arena_free(arena);
  return rc;
}

static int check_name(const char *word, casus_error *err) {
  const casus_import_format *format;
  casus_nearest nearest = {.word = casus_str_from_c(word)};
  for (size_t i = 0; (format = casus_import_format_at(i)); i++) {
    casus_str name = casus_str_from_c(casus_import_format_name(format));
    if (casus_str_ieq(name, nearest.word)) return CASUS_OK;
    casus_nearest_try(&nearest, name);
  }
  return casus_fail(err, CASUS_E_USAGE, 0, "no import is called %s%s%.*s; casus import --help lists them", word,
                    nearest.found.len ? "; did you mean " : "", CASUS_STR_FMT(nearest.found));
}

int casus_cmd_import(casus_cli *cli, casus_error *err) {
  casus_record *record = NULL;
  casus_problems problems;
  if (cli->arg_count < 2)
    return casus_fail(err, CASUS_E_USAGE, 0,
                      "import what? casus import NAME FILE; casus import --help lists the names");
  int rc = check_name(cli->args[0], err);
  if (rc == CASUS_OK) rc = casus_problems_open(cli, &problems, err);
  if (rc != CASUS_OK) return rc;
  rc = casus_record_open(casus_cli_db(cli), false, &record, err);
  if (rc != CASUS_OK) return casus_problems_close(&problems, NULL), rc;
  casus_interrupt_watch();
  for (int i = 1; i < cli->arg_count && !casus_interrupted(); i++) {
    casus_error told = {0};
    int done = import_file(cli, record, cli->args[i], &problems, &told);
    if (done < 0 && told.message[0]) casus_cli_warn("%s: %s", cli->args[i], told.message);
    if (done < 0) rc = done;
  }
  casus_record_free(record);
  int closed = casus_problems_close(&problems, err);
  return closed != CASUS_OK ? closed : rc;
}

void casus_import_help(casus_buffer *out) {
  const casus_import_format *format;
  const char *before = "";
  casus_buffer_add_c(out, "\nnames, with the columns by which a file is known (a|b: either, [a]: may be missing):\n");
  for (size_t i = 0; (format = casus_import_format_at(i)); i++) {
    const char *name = casus_import_format_name(format);
    casus_buffer_printf(out, "  %-8s %s: %s\n           %s\n           ", strcmp(before, name) ? name : "",
                        casus_import_format_layout(format), casus_import_format_about(format),
                        casus_import_format_brings(format));
    casus_import_format_columns(format, out);
    casus_buffer_add_char(out, '\n');
    before = name;
  }
}
