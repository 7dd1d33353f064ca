#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"

static void show_line(void *context, const char *line) {
  const casus_cli *cli = context;
  if (!cli->quiet) fprintf(stderr, "%s\n", line);
}

static int train(casus_cli *cli, casus_error *err) {
  casus_buffer train_bytes = {0}, dev_bytes = {0}, model = {0};
  int rc = casus_file_read(cli->train, 0, &train_bytes, err);
  if (rc == CASUS_OK && cli->dev) rc = casus_file_read(cli->dev, 0, &dev_bytes, err);
  casus_train_options options = {.train = casus_buffer_str(&train_bytes),
                                 .dev = casus_buffer_str(&dev_bytes),
                                 .epochs = cli->epochs,
                                 .seed = cli->seed,
                                 .progress = show_line,
                                 .context = cli};
  if (rc == CASUS_OK) rc = casus_model_train(&options, &model, err);
  if (rc == CASUS_OK) rc = casus_cli_write(cli, &model, err);
  casus_buffer_free(&model);
  casus_buffer_free(&dev_bytes);
  casus_buffer_free(&train_bytes);
  return rc;
}

static int test(casus_cli *cli, casus_error *err) {
  casus_buffer gold = {0}, bytes = {0};
  casus_model *model = NULL;
  casus_parse_score score = {0};
  const char *path = cli->arg_count ? cli->args[0] : NULL;
  if (!path) return casus_fail(err, CASUS_E_USAGE, 0, "--test FILE wants a MODEL to test");
  int rc = casus_file_read(cli->test, 0, &gold, err);
  if (rc == CASUS_OK) rc = casus_file_read(path, 0, &bytes, err);
  if (rc == CASUS_OK) rc = casus_model_open(cli->data, casus_buffer_str(&bytes), &model, err);
  if (rc == CASUS_OK) rc = casus_model_score(model, casus_buffer_str(&gold), &score, err);
  if (rc == CASUS_OK)
    printf("words %" PRIu64 "  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f\n", score.words, 100 * score.upos,
           100 * score.xpos, 100 * score.lemma, 100 * score.uas, 100 * score.las);
  casus_model_free(model);
  casus_buffer_free(&bytes);
  casus_buffer_free(&gold);
  return rc;
}

int casus_cmd_train(casus_cli *cli, casus_error *err) {
  if (cli->test) return test(cli, err);
  if (!cli->train || !cli->output) return casus_fail(err, CASUS_E_USAGE, 0, "train wants --train FILE and -o MODEL");
  return train(cli, err);
}
