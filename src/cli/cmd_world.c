/* `casus world`: questions to the world on a day. */
#include "cli/cli.h"

typedef struct asking {
  casus_cli *cli;
  casus_topic topic;
  casus_arena *arena;
  casus_atlas *atlas;
  casus_coder *coder; /* opened for names that the atlas does not know */
  casus_world world;
  casus_error *err;
} asking;

static int find_topic(asking *q) {
  casus_nearest nearest = {.word = casus_str_from_c(q->cli->arg_count ? q->cli->args[0] : "")};
  if (casus_topic_from(nearest.word, &q->topic)) return CASUS_OK;
  for (int i = 0; i < CASUS_TOPIC_COUNT; i++)
    casus_nearest_try(&nearest, casus_str_from_c(casus_topic_name((casus_topic)i)));
  if (nearest.found.len)
    return casus_fail(q->err, CASUS_E_USAGE, 0, "the world knows no %.*s; did you mean %.*s?",
                      CASUS_STR_FMT(nearest.word), CASUS_STR_FMT(nearest.found));
  return casus_fail(q->err, CASUS_E_USAGE, 0,
                    "ask the world for obligations, dependence, blocs, triangles or calendar");
}

static int find_state(asking *q, casus_str name, uint32_t *state) {
  casus_str code;
  *state = casus_world_state_called(&q->world, name);
  if (*state != UINT32_MAX) return CASUS_OK;
  int rc = q->coder ? CASUS_OK : casus_coder_open(q->cli->data, &q->coder, q->err);
  if (rc == CASUS_OK) rc = casus_cli_actor(q->cli, q->coder, name, &code, q->err);
  if (rc != CASUS_OK) return rc;
  *state = casus_world_state(&q->world, code);
  if (*state != UINT32_MAX) return CASUS_OK;
  return casus_fail(q->err, CASUS_E_USAGE, 0, "%.*s is no state of the map, as PRK or 'North Korea'",
                    CASUS_STR_FMT(name));
}

static int read_query(asking *q, casus_world_query *query) {
  uint32_t *states[] = {&query->actor, &query->other};
  int rc = CASUS_OK;
  *query = (casus_world_query){UINT32_MAX, UINT32_MAX};
  if (q->cli->arg_count > 3) return casus_fail(q->err, CASUS_E_USAGE, 0, "at most two actors");
  for (int i = 1; i < q->cli->arg_count && rc == CASUS_OK; i++)
    rc = find_state(q, casus_str_from_c(q->cli->args[i]), states[i - 1]);
  return rc;
}

/* Of a calendar those up to --until. */
static void keep_until(const casus_cli *cli, casus_answer *answer) {
  if (!casus_date_known(cli->until) || answer->topic != CASUS_TOPIC_CALENDAR) return;
  size_t kept = 0;
  while (kept < answer->count && casus_date_known(answer->dues[kept].day) &&
         answer->dues[kept].day.day <= casus_date_last_day(cli->until))
    kept++;
  answer->count = kept;
}

typedef enum answer_form { FORM_TEXT, FORM_JSON, FORM_CSV } answer_form;

static int find_form(const casus_cli *cli, answer_form *form, casus_error *err) {
  static const char *const ends[] = {".txt", ".jsonl", ".csv"};
  casus_str name = casus_str_from_c(cli->output ? cli->output : "-");
  *form = cli->json ? FORM_JSON : FORM_TEXT;
  for (int i = FORM_TEXT; i <= FORM_CSV; i++)
    if (casus_str_ends(name, casus_str_from_c(ends[i]))) return *form = i, CASUS_OK;
  if (cli->json || casus_str_eq(name, CASUS_STR("-"))) return CASUS_OK;
  return casus_fail(err, CASUS_E_USAGE, 0, "%s: its end must say what to write: .csv, .jsonl or .txt", cli->output);
}

static int write(asking *q, const casus_answer *answer, answer_form form) {
  casus_buffer out = {0};
  casus_style style = casus_cli_style(q->atlas);
  if (form == FORM_CSV)
    casus_out_answer_csv(&out, answer);
  else if (form == FORM_JSON)
    casus_out_answer_json(&out, answer);
  else
    casus_out_answer(&out, answer, &style);
  return casus_cli_write(q->cli, &out, q->err);
}

static int ask(asking *q, casus_record *record, answer_form form) {
  casus_world_query query;
  casus_answer answer = {0};
  casus_date day = casus_date_known(q->cli->date) ? q->cli->date : q->cli->as_of;
  casus_world_options options = {.date = casus_date_known(day) ? day : casus_cli_newest(record, q->arena),
                                 .as_of = q->cli->as_of};
  int rc = casus_atlas_open(q->cli->data, &q->atlas, q->err);
  if (rc == CASUS_OK) rc = casus_world_on(q->atlas, record, &options, q->arena, &q->world, q->err);
  if (rc == CASUS_OK) rc = read_query(q, &query);
  if (rc == CASUS_OK) rc = casus_world_ask(&q->world, q->topic, &query, q->arena, &answer, q->err);
  if (rc != CASUS_OK) return rc;
  keep_until(q->cli, &answer);
  return write(q, &answer, form);
}

int casus_cmd_world(casus_cli *cli, casus_error *err) {
  asking q = {.cli = cli, .err = err};
  casus_record *record = NULL;
  answer_form form;
  int rc = find_topic(&q);
  if (rc == CASUS_OK) rc = find_form(cli, &form, err);
  if (rc == CASUS_OK) rc = casus_cli_open_record(cli, &record, err);
  if (rc == CASUS_OK) q.arena = casus_arena_new();
  if (rc == CASUS_OK && !q.arena) rc = casus_fail_memory(err);
  if (rc == CASUS_OK) rc = ask(&q, record, form);
  casus_coder_free(q.coder);
  casus_atlas_free(q.atlas);
  casus_record_free(record);
  casus_arena_free(q.arena);
  return rc;
}
