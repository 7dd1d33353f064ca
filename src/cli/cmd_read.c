#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"

/* The rooms that reading needs, opened and closed together. */
typedef struct desk {
  casus_tools tools;
  casus_record *record;
  casus_ingest ingest;
  casus_problems problems;
} desk;

static int desk_open(casus_cli *cli, desk *d, casus_error *err) {
  d->ingest.arena = casus_arena_new();
  d->ingest.census = casus_census_new();
  if (!d->ingest.arena || !d->ingest.census) return casus_fail_memory(err);
  d->ingest.problems = &d->problems;
  int rc = casus_problems_open(cli, &d->problems, err);
  if (rc == CASUS_OK) rc = casus_cli_tools(cli, &d->tools, err);
  return rc == CASUS_OK ? casus_record_open(casus_cli_db(cli), false, &d->record, err) : rc;
}

/* What the run comes to: `rc`, or that not all was read, or that not all issues could be written. */
static int desk_close(desk *d, int rc, casus_error *err) {
  casus_error why = {0};
  int closed = casus_problems_close(&d->problems, &why);
  if (rc >= 0 && closed != CASUS_OK) rc = closed, *err = why;
  if (rc == CASUS_OK && d->problems.all[CASUS_DONE_SKIPPED]) rc = 1;
  casus_record_free(d->record);
  casus_tools_close(&d->tools);
  casus_census_free(d->ingest.census);
  casus_arena_free(d->ingest.arena);
  return rc;
}

static void tell_counts(const casus_cli *cli, const casus_ingest *i) {
  if (i->known)
    casus_cli_note(cli, "%" PRIu64 " of %" PRIu64 " documents were in the record already", i->known,
                   i->added + i->known);
  casus_census_tell(i->census, cli);
  if (i->passed_over)
    casus_cli_note(cli, "%" PRIu64 " records hold no report (requests, pictures, redirects, nothing at all)",
                   i->passed_over);
  casus_problems_sum(i->problems);
}

int casus_cmd_read(casus_cli *cli, casus_error *err) {
  if (!cli->arg_count) return casus_fail(err, CASUS_E_USAGE, 0, "read what? (- is standard input)");
  desk d = {0};
  int rc = desk_open(cli, &d, err);
  if (rc == CASUS_OK) rc = casus_ingest_run(cli, &d.tools, d.record, &d.ingest, err);
  casus_progress_end();
  if (rc == CASUS_OK) {
    casus_cli_note(cli, "%" PRIu64 " documents recorded in %s", d.ingest.added, casus_cli_db(cli));
    tell_counts(cli, &d.ingest);
  }
  return desk_close(&d, rc, err);
}

static int write_map(const casus_cli *cli, casus_view *view, casus_error *err) {
  casus_buffer out = {0};
  casus_map_form form;
  int rc = casus_cli_map_form(cli, &form, err);
  if (rc == CASUS_OK) rc = casus_cli_put_map(cli, &out, view, form, err);
  if (rc != CASUS_OK) {
    casus_buffer_free(&out);
    return rc;
  }
  rc = casus_cli_write(cli, &out, err);
  if (rc == CASUS_OK) casus_cli_note(cli, "wrote %s", cli->output);
  return rc;
}

static int show_changes(const casus_cli *cli, desk *d, casus_error *err) {
  casus_view_options options = {.date = casus_date_known(cli->as_of) ? cli->as_of : d->ingest.newest,
                                .region = cli->region,
                                .without = d->ingest.ids.items,
                                .without_count = d->ingest.ids.count,
                                .only = d->ingest.ids.items,
                                .only_count = d->ingest.ids.count};
  casus_view view = {0};
  casus_progress_stage("drawing");
  int rc = casus_view_open(cli, d->record, &options, &view, err);
  casus_progress_end();
  if (rc != CASUS_OK) return rc;
  casus_buffer out = {0};
  casus_style style = casus_cli_style(view.atlas);
  if (cli->json)
    for (size_t i = 0; i < view.map.state_count; i++) casus_out_risk_json(&out, &view.map, &view.map.states[i]);
  else
    casus_out_summary(&out, &view.report, &style);
  const casus_cli to_stdout = {0};
  rc = casus_cli_write(&to_stdout, &out, err);
  if (rc == CASUS_OK && cli->output) rc = write_map(cli, &view, err);
  casus_view_close(&view);
  return rc;
}

int casus_cmd_main(casus_cli *cli, casus_error *err) {
  if (!cli->arg_count) return casus_fail(err, CASUS_E_USAGE, 0, "which FILE? (see casus --help)");
  desk d = {.ingest.keep_ids = true};
  casus_map_form form; /* a name that tells none is better known before the work than after */
  int rc = casus_cli_map_form(cli, &form, err);
  if (rc == CASUS_OK) rc = desk_open(cli, &d, err);
  if (rc == CASUS_OK) rc = casus_ingest_run(cli, &d.tools, d.record, &d.ingest, err);
  if (rc == CASUS_OK) {
    tell_counts(cli, &d.ingest);
    if (d.ingest.ids.count) rc = show_changes(cli, &d, err);
  }
  casus_progress_end();
  return desk_close(&d, rc, err);
}
