#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"

static void show_line(void *context, const char *line) {
  const casus_cli *cli = context;
  if (!cli->quiet) fprintf(stderr, "%s\n", line);
}

/* Beside the model to come, so that a run cut short leaves what it had. */
static int keep_checkpoint(void *context, casus_str bytes) {
  const casus_cli *cli = context;
  casus_buffer path = {0};
  casus_buffer_printf(&path, "%s.checkpoint%c", cli->output, '\0');
  int rc = path.failed ? CASUS_E_MEMORY : casus_file_write(path.data, bytes, NULL);
  casus_buffer_free(&path);
  return rc;
}

static int print_scores(const casus_cli *cli, casus_str bytes, casus_str gold, casus_error *err) {
  casus_model *model = NULL;
  casus_parse_score score = {0};
  int rc = casus_model_open(cli->data, bytes, &model, err);
  if (rc == CASUS_OK) rc = casus_model_score(model, gold, &score, err);
  if (rc == CASUS_OK)
    printf("words %" PRIu64 "  UPOS %.2f  XPOS %.2f  lemma %.2f  UAS %.2f  LAS %.2f\n", score.words, 100 * score.upos,
           100 * score.xpos, 100 * score.lemma, 100 * score.uas, 100 * score.las);
  casus_model_free(model);
  return rc;
}

static int read_if_named(const char *path, casus_buffer *out, casus_error *err) {
  return path ? casus_file_read(path, 0, out, err) : CASUS_OK;
}

static int train(casus_cli *cli, casus_error *err) {
  casus_buffer train_bytes = {0}, dev_bytes = {0}, labelled = {0}, vectors = {0}, model = {0};
  int rc = casus_file_read(cli->train, 0, &train_bytes, err);
  if (rc == CASUS_OK) rc = read_if_named(cli->dev, &dev_bytes, err);
  if (rc == CASUS_OK) rc = read_if_named(cli->labelled, &labelled, err);
  if (rc == CASUS_OK) rc = read_if_named(cli->vectors, &vectors, err);
  casus_train_options options = {.train = casus_buffer_str(&train_bytes),
                                 .dev = casus_buffer_str(&dev_bytes),
                                 .labelled = casus_buffer_str(&labelled),
                                 .vectors = casus_buffer_str(&vectors),
                                 .epochs = (unsigned)cli->epochs,
                                 .seed = cli->seed,
                                 .progress = show_line,
                                 .checkpoint = keep_checkpoint,
                                 .context = cli};
  if (rc == CASUS_OK) rc = casus_model_train(&options, &model, err);
  if (rc == CASUS_OK && cli->dev && !cli->quiet)
    rc = print_scores(cli, casus_buffer_str(&model), casus_buffer_str(&dev_bytes), err);
  if (rc == CASUS_OK) rc = casus_cli_write(cli, &model, err);
  casus_buffer_free(&model);
  casus_buffer_free(&labelled);
  casus_buffer_free(&vectors);
  casus_buffer_free(&dev_bytes);
  casus_buffer_free(&train_bytes);
  return rc;
}

static int test(casus_cli *cli, casus_error *err) {
  casus_buffer gold = {0}, bytes = {0};
  const char *path = cli->arg_count ? cli->args[0] : NULL;
  if (!path) return casus_fail(err, CASUS_E_USAGE, 0, "--test FILE wants a MODEL to test");
  int rc = casus_file_read(cli->test, 0, &gold, err);
  if (rc == CASUS_OK) rc = casus_file_read(path, 0, &bytes, err);
  if (rc == CASUS_OK) rc = print_scores(cli, casus_buffer_str(&bytes), casus_buffer_str(&gold), err);
  casus_buffer_free(&bytes);
  casus_buffer_free(&gold);
  return rc;
}

int casus_cmd_train(casus_cli *cli, casus_error *err) {
  if (cli->test) return test(cli, err);
  if (cli->arg_count)
    return casus_fail(err, CASUS_E_USAGE, 0, "train takes no '%s': options name its files", cli->args[0]);
  if (!cli->train || !cli->output) return casus_fail(err, CASUS_E_USAGE, 0, "train wants --train FILE and -o MODEL");
  return train(cli, err);
}
