#include <stdio.h>

#include "cli/cli.h"

enum { INPUT_LIMIT = 0 }; /* bytes of one input; 0: none but the 4 GiB that offsets can hold */

typedef struct intake {
  casus_cli *cli;
  casus_record *record;
  casus_ingest *ingest;
  casus_progress progress;
  casus_date today;
  uint64_t before; /* bytes of the inputs that are done */
  casus_error *err;
} intake;

static int refuse(intake *in, const casus_issue *issue) {
  in->ingest->refused++;
  casus_progress_end(&in->progress);
  if (casus_str_starts(issue->reason, issue->path)) /* the file itself could not be read */
    fprintf(stderr, "casus: %.*s\n", CASUS_STR_FMT(issue->reason));
  else
    fprintf(stderr, "casus: %.*s: document %llu refused: %.*s (byte %zu)\n", CASUS_STR_FMT(issue->path),
            (unsigned long long)issue->ordinal + 1, CASUS_STR_FMT(issue->reason), issue->at);
  return casus_record_add_issue(in->record, issue, in->err);
}

static int remember(casus_ingest *ingest, const casus_document *document, casus_error *err) {
  casus_str *id = casus_vec_push(&ingest->ids, ingest->arena);
  if (!id || !(*id = casus_arena_copy(ingest->arena, document->id)).ptr) return casus_fail_memory(err);
  bool newer = casus_date_known(document->date) &&
               (!casus_date_known(ingest->newest) || document->date.day > ingest->newest.day);
  if (newer) ingest->newest = document->date;
  return CASUS_OK;
}

static int take(void *context, casus_coded *coded) {
  intake *in = context;
  if (coded->code != CASUS_OK) {
    casus_issue issue = {coded->document.path, coded->document.ordinal, coded->error.at,
                         casus_str_from_c(coded->error.message)};
    return refuse(in, &issue);
  }
  bool added = false;
  int rc = casus_record_add(in->record, &coded->document, &coded->text, &coded->coding, in->today, &added, in->err);
  if (rc != CASUS_OK) return rc;
  in->ingest->added += added;
  in->ingest->known += !added;
  in->ingest->foreign += !casus_str_starts(coded->document.language, CASUS_STR("en"));
  if (in->cli->verbose)
    casus_cli_note(in->cli, "%.*s: %zu events, %zu statements, %zu ties%s", CASUS_STR_FMT(coded->document.path),
                   coded->coding.event_count, coded->coding.statement_count, coded->coding.tie_count,
                   added ? "" : " (known)");
  in->progress.documents++;
  in->progress.events += coded->coding.event_count;
  in->progress.bytes_done = in->before + coded->document.origin[coded->document.text.len];
  casus_progress_show(&in->progress);
  rc = remember(in->ingest, &coded->document, in->err);
  if (rc != CASUS_OK) return rc;
  return casus_interrupted() ? casus_fail(in->err, CASUS_E_SYSTEM, 0, "interrupted; what was recorded stays recorded")
                             : CASUS_OK;
}

static int one_input(intake *in, const casus_tools *tools, const char *path, casus_error *err) {
  casus_buffer bytes = {0};
  casus_error why = {0};
  int rc = casus_file_read(path, INPUT_LIMIT, &bytes, &why);
  if (rc == CASUS_E_SYSTEM || rc == CASUS_E_LIMIT) {
    casus_issue issue = {casus_str_from_c(path), 0, why.at, casus_str_from_c(why.message)};
    rc = refuse(in, &issue);
  } else if (rc == CASUS_OK) {
    casus_cli *cli = in->cli;
    casus_read_options options = {
        .format = cli->format, .date = cli->date, .language = cli->lang, .data_folder = cli->data};
    in->progress.bytes_all += bytes.len;
    casus_cli_note_pace(cli, bytes.len);
    rc = casus_chain_run(tools, casus_buffer_str(&bytes), casus_str_from_c(path), &options, casus_cli_jobs(cli), take,
                         in, err);
    in->before += bytes.len;
  } else if (err) {
    *err = why;
  }
  casus_buffer_free(&bytes);
  return rc;
}

int casus_ingest_run(casus_cli *cli, const casus_tools *tools, casus_record *record, casus_ingest *ingest,
                     casus_error *err) {
  intake in = {.cli = cli, .record = record, .ingest = ingest, .today = casus_cli_today(), .err = err};
  in.progress = casus_progress_start(cli, 0);
  casus_interrupt_watch();
  int rc = CASUS_OK;
  for (int i = 0; i < cli->arg_count && rc == CASUS_OK; i++) rc = one_input(&in, tools, cli->args[i], err);
  casus_progress_end(&in.progress);
  return rc;
}
