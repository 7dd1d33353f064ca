#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"

typedef struct show {
  const casus_cli *cli;
  casus_record *record;
  casus_filter filter;
  casus_arena *arena;
  casus_buffer out;
  casus_style style;
  casus_error *err;
} show;

static int show_imported_events(show *s) {
  casus_imported_event_row *rows;
  size_t count;
  int rc = casus_record_imported_events(s->record, &s->filter, s->arena, &rows, &count, s->err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (s->cli->json)
      casus_out_imported_event_json(&s->out, &rows[i], s->arena);
    else
      casus_out_imported_event_line(&s->out, &rows[i], &s->style);
  }
  return rc;
}

/* For people a story tells an event once; in JSON every telling is there, and a reprint says of what. */
static int show_events(show *s) {
  casus_event_row *rows = NULL;
  casus_telling *tellings = NULL;
  size_t count = 0, reprints = 0;
  if (s->cli->imported) return show_imported_events(s);
  int rc = casus_record_events(s->record, &s->filter, s->arena, &rows, &count, s->err);
  if (rc == CASUS_OK) rc = casus_cli_tellings(s->record, s->filter.as_of, s->arena, rows, count, &tellings, s->err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (s->cli->json) {
      casus_out_event_json(&s->out, &rows[i], &tellings[i]);
    } else if (tellings[i].reprinted) {
      reprints++;
    } else {
      casus_out_event_line(&s->out, &rows[i], &s->style);
      casus_out_telling_line(&s->out, &tellings[i], &s->style);
    }
  }
  if (reprints) casus_cli_note(s->cli, "%zu more are reprints of these; --json lists them", reprints);
  return rc;
}

static int show_statements(show *s) {
  casus_statement_row *rows;
  size_t count;
  int rc = casus_record_statements(s->record, &s->filter, s->arena, &rows, &count, s->err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (s->cli->json)
      casus_out_statement_json(&s->out, &rows[i]);
    else
      casus_out_statement_line(&s->out, &rows[i], &s->style);
  }
  return rc;
}

static int show_predictions(show *s) {
  return casus_show_predictions(s->cli, s->record, &s->filter, s->arena, &s->style, &s->out, s->err);
}

static int show_stories(show *s) {
  return casus_show_stories(s->cli, s->record, &s->filter, s->arena, &s->style, &s->out, s->err);
}

static int show_ties(show *s) {
  casus_tie_row *rows;
  size_t count;
  int rc = casus_record_ties(s->record, &s->filter, s->arena, &rows, &count, s->err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (s->cli->json)
      casus_out_tie_json(&s->out, &rows[i]);
    else
      casus_out_tie_line(&s->out, &rows[i], &s->style);
  }
  return rc;
}

static int show_imports(show *s) {
  return casus_show_imports(s->cli, s->record, &s->filter, s->arena, &s->style, &s->out, s->err);
}

static int show_documents(show *s) {
  casus_document_row *rows;
  size_t count;
  int rc = casus_record_documents(s->record, &s->filter, s->arena, &rows, &count, s->err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (s->cli->json)
      casus_out_document_json(&s->out, &rows[i]);
    else
      casus_out_document_line(&s->out, &rows[i], &s->style);
  }
  return rc;
}

static const struct {
  const char *name;
  int (*run)(show *s);
} shown[] = {{"events", show_events},       {"statements", show_statements}, {"ties", show_ties},
             {"documents", show_documents}, {"stories", show_stories},       {"predictions", show_predictions},
             {"imports", show_imports}};

/* Actors may stand as arguments or as options. */
static int fill_filter(casus_cli *cli, casus_filter *filter, casus_error *err) {
  casus_str names[2] = {cli->actor, cli->other}, *codes[2] = {&filter->actor, &filter->other};
  for (int i = 1; i < cli->arg_count; i++) names[i - 1] = casus_str_from_c(cli->args[i]);
  *filter = (casus_filter){.document = cli->document,
                           .type = cli->type,
                           .status = cli->status,
                           .min_confidence = cli->min_confidence,
                           .speaker = cli->speaker,
                           .since = cli->since,
                           .until = cli->until,
                           .as_of = cli->as_of,
                           .limit = cli->limit};
  if (!names[0].len && !names[1].len) return CASUS_OK;
  casus_coder *coder = NULL;
  int rc = casus_coder_open(cli->data, &coder, err);
  for (int i = 0; i < 2 && rc == CASUS_OK; i++)
    if (names[i].len) rc = casus_cli_actor(cli, coder, names[i], codes[i], err);
  casus_coder_free(coder);
  return rc;
}

static int open_record(const casus_cli *cli, casus_record **record, casus_error *err) {
  if (access(casus_cli_db(cli), F_OK))
    return casus_fail(err, CASUS_E_SYSTEM, 0, "there is no record %s; `casus read FILE` makes one", casus_cli_db(cli));
  return casus_record_open(casus_cli_db(cli), true, record, err);
}

static bool is_event_type(casus_str type) {
  casus_event_type known;
  return !type.len || casus_event_type_from(type, &known);
}

int casus_cmd_show(casus_cli *cli, casus_error *err) {
  show s = {.cli = cli, .err = err};
  casus_atlas *atlas = NULL;
  int (*run)(show *) = NULL;
  for (size_t i = 0; i < CASUS_COUNT(shown); i++)
    if (cli->arg_count && strcmp(cli->args[0], shown[i].name) == 0) run = shown[i].run;
  if (!run || cli->arg_count > 3)
    return casus_fail(err, CASUS_E_USAGE, 0,
                      "show what? events, statements, ties, documents, stories, predictions or imports");
  if (run == show_events && !is_event_type(cli->type))
    return casus_fail(err, CASUS_E_USAGE, 0, "no event type is called %.*s: casus show --help lists them",
                      CASUS_STR_FMT(cli->type));
  s.arena = casus_arena_new();
  int rc = s.arena ? fill_filter(cli, &s.filter, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = open_record(cli, &s.record, err);
  if (rc == CASUS_OK && !cli->json) rc = casus_atlas_open(cli->data, &atlas, err);
  s.style = casus_cli_style(atlas);
  if (rc == CASUS_OK) rc = run(&s);
  if (rc == CASUS_OK && !s.out.len) casus_cli_note(cli, "nothing in %s is like that", casus_cli_db(cli));
  if (rc == CASUS_OK) rc = casus_cli_write(cli, &s.out, err);
  casus_buffer_free(&s.out);
  casus_atlas_free(atlas);
  casus_record_free(s.record);
  casus_arena_free(s.arena);
  return rc;
}
