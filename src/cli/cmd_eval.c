#include "cli/cli.h"

enum { WORST = 10 };

typedef struct scoring {
  CASUS_VEC(casus_gold) golds;
  size_t next; /* passage that the next coded document belongs to */
  casus_tally tally;
  casus_arena *arena;
  casus_progress progress;
  casus_error *err;
} scoring;

static int read_golds(const char *path, casus_str bytes, scoring *s, casus_error *err) {
  casus_str line;
  for (size_t number = 1; casus_str_split(&bytes, '\n', &line); number++) {
    casus_error why = {0};
    if (!casus_str_trim(line).len) continue;
    casus_gold *gold = casus_vec_push(&s->golds, s->arena);
    int rc = gold ? casus_gold_read(line, s->arena, gold, &why) : casus_fail_memory(&why);
    if (rc != CASUS_OK) return casus_fail(err, rc, 0, "%s:%zu: %s", path, number, why.message);
  }
  return s->golds.count ? CASUS_OK : casus_fail(err, CASUS_E_INPUT, 0, "%s: no passages", path);
}

static int take(void *context, casus_coded *coded) {
  scoring *s = context;
  const casus_gold *gold = &s->golds.items[s->next++];
  s->progress.documents++;
  s->progress.events += coded->coding.event_count;
  s->progress.done = coded->bytes;
  casus_progress_tell(&s->progress);
  if (coded->code != CASUS_OK)
    return casus_fail(s->err, coded->code, 0, "passage %.*s: %s", CASUS_STR_FMT(gold->id), coded->error.message);
  return casus_tally_add(&s->tally, gold, &coded->coding, s->err);
}

static int score(casus_cli *cli, scoring *s, casus_error *err) {
  casus_tools tools = {0};
  casus_buffer documents = {0};
  casus_reader *reader = NULL;
  casus_read_options options = {.format = CASUS_FORMAT_JSONL, .language = CASUS_STR("en"), .data_folder = cli->data};
  for (size_t i = 0; i < s->golds.count; i++) casus_gold_document(&s->golds.items[i], &documents);
  int rc = documents.failed ? casus_fail_memory(err) : casus_cli_tools(cli, &tools, err);
  s->progress.all = documents.len;
  casus_progress_start(cli, "coding", s->progress.all, false);
  if (rc == CASUS_OK) rc = casus_reader_open(casus_buffer_str(&documents), CASUS_STR("gold"), &options, &reader, err);
  if (rc == CASUS_OK) rc = casus_chain_run(&tools, reader, casus_cli_jobs(cli), take, s, err);
  casus_reader_free(reader);
  casus_progress_end();
  casus_tools_close(&tools);
  casus_buffer_free(&documents);
  return rc;
}

static int write_table(const char *path, void (*put)(casus_buffer *, const casus_tally *), const casus_tally *tally,
                       casus_error *err) {
  casus_buffer table = {0};
  if (!path) return CASUS_OK;
  put(&table, tally);
  int rc = table.failed ? casus_fail_memory(err) : casus_file_write(path, casus_buffer_str(&table), err);
  casus_buffer_free(&table);
  return rc;
}

int casus_cmd_eval(casus_cli *cli, casus_error *err) {
  if (cli->arg_count != 1) return casus_fail(err, CASUS_E_USAGE, 0, "eval wants one GOLD.jsonl");
  casus_buffer bytes = {0}, out = {0};
  scoring s = {.arena = casus_arena_new(), .err = err};
  s.tally.arena = s.arena;
  int rc = s.arena ? casus_file_read(cli->args[0], 0, &bytes, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = read_golds(cli->args[0], casus_buffer_str(&bytes), &s, err);
  if (rc == CASUS_OK) rc = score(cli, &s, err);
  if (rc == CASUS_OK) rc = write_table(cli->reasons, casus_out_eval_reasons, &s.tally, err);
  if (rc == CASUS_OK) rc = write_table(cli->guesses, casus_out_eval_guesses, &s.tally, err);
  if (rc == CASUS_OK && cli->json) casus_out_eval_json(&out, &s.tally);
  if (rc == CASUS_OK && !cli->json) casus_out_eval(&out, &s.tally, cli->limit ? cli->limit : WORST);
  if (rc == CASUS_OK) rc = casus_cli_write(cli, &out, err);
  casus_arena_free(s.arena);
  casus_buffer_free(&bytes);
  return rc;
}
