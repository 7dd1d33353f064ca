#include "cli/cli.h"

static const char usual_folder[] = "../shared/data/ir";

static void show_progress(void *context, size_t done, size_t all) {
  (void)context;
  casus_progress now = {.done = done, .all = all, .parts = true};
  casus_progress_tell(&now);
}

int casus_cmd_backtest(casus_cli *cli, casus_error *err) {
  if (cli->arg_count) return casus_fail(err, CASUS_E_USAGE, 0, "backtest takes no argument: --data DIR names the sets");
  casus_backtest_options options = {.folder = cli->history ? cli->history : usual_folder,
                                    .test = !cli->fit,
                                    .fit = cli->fit,
                                    .jobs = casus_cli_jobs(cli),
                                    .progress = show_progress};
  casus_backtest test = {0};
  casus_arena *arena = casus_arena_new();
  if (!arena) return casus_fail_memory(err);
  casus_progress_start(cli, "testing", 0, true);
  int rc = casus_backtest_run(&options, arena, &test, err);
  casus_progress_end();
  casus_buffer out = {0};
  casus_style style = casus_cli_style(NULL);
  if (rc == CASUS_OK && cli->fit) {
    rc = casus_file_write(cli->fit, test.model, err);
  } else if (rc == CASUS_OK) {
    if (cli->json)
      casus_out_backtest_json(&out, &test);
    else if (cli->output && casus_str_ends(casus_str_from_c(cli->output), CASUS_STR(".tsv")))
      casus_out_backtest_table(&out, &test);
    else
      casus_out_backtest(&out, &test, &style);
    rc = casus_cli_write(cli, &out, err);
  }
  casus_arena_free(arena);
  return rc;
}
