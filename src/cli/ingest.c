#include "cli/cli.h"

typedef struct intake {
  casus_cli *cli;
  const casus_tools *tools;
  casus_record *record;
  casus_ingest *ingest;
  casus_progress progress;
  casus_date today;
  uint64_t before; /* bytes of the inputs that are done */
  casus_error *err;
} intake;

static int refuse(void *context, const casus_issue *issue) {
  intake *in = context;
  casus_problems_tell(in->ingest->problems, issue);
  return casus_record_add_issue(in->record, issue, in->err);
}

static int remember(casus_record *record, casus_ingest *ingest, const casus_document *document, casus_error *err) {
  casus_str *id = ingest->keep_ids ? casus_vec_push(&ingest->ids, ingest->arena) : NULL;
  if (ingest->keep_ids && !id) return casus_fail_memory(err);
  int rc = id ? casus_record_id_of(record, document, ingest->arena, id, err) : CASUS_OK;
  if (rc != CASUS_OK) return rc;
  bool newer = casus_date_known(document->date) &&
               (!casus_date_known(ingest->newest) || document->date.day > ingest->newest.day);
  if (newer) ingest->newest = document->date;
  return CASUS_OK;
}

static int keep(intake *in, casus_coded *coded) {
  casus_problems_of(in->ingest->problems, coded);
  if (coded->code != CASUS_OK) {
    casus_issue issue = casus_coded_issue(coded);
    return casus_record_add_issue(in->record, &issue, in->err);
  }
  if (coded->document.never.ptr)
    casus_cli_note(in->cli, "%.*s: document %llu: no such day: %.*s", CASUS_STR_FMT(coded->document.path),
                   (unsigned long long)coded->document.ordinal + 1, CASUS_STR_FMT(coded->document.never));
  bool added = false;
  int rc = casus_record_add(in->record, &coded->document, &coded->text, &coded->coding, in->today, &added, in->err);
  if (rc != CASUS_OK) return rc;
  in->ingest->added += added;
  in->ingest->known += !added;
  rc = casus_census_take(in->ingest->census, coded, in->err);
  if (rc != CASUS_OK) return rc;
  if (in->cli->verbose)
    casus_cli_note(in->cli, "%.*s: %zu events, %zu statements, %zu ties%s", CASUS_STR_FMT(coded->document.path),
                   coded->coding.event_count, coded->coding.statement_count, coded->coding.tie_count,
                   added ? "" : " (known)");
  in->progress.documents++;
  in->progress.events += coded->coding.event_count;
  in->progress.done = in->before + coded->bytes;
  casus_progress_tell(&in->progress);
  rc = remember(in->record, in->ingest, &coded->document, in->err);
  return rc == CASUS_OK && casus_interrupted() ? CASUS_E_SYSTEM : rc;
}

/* The disk is waited for once for all results that are ready; never while a result or input is waited for. */
static int take(void *context, casus_coded *coded) {
  intake *in = context;
  int rc = keep(in, coded);
  if (rc == CASUS_OK && coded->followed) return CASUS_OK;
  int settled = casus_record_settle(in->record, rc == CASUS_OK ? in->err : NULL);
  return rc == CASUS_OK ? settled : rc;
}

static int read_input(void *context, casus_reader *reader) {
  intake *in = context;
  uint64_t size = casus_reader_state(reader).size;
  casus_cli_note_pace(in->cli, size);
  int rc = casus_chain_run(in->tools, reader, casus_cli_jobs(in->cli), take, in, in->err);
  casus_reader_progress state = casus_reader_state(reader);
  in->before += size ? size : state.bytes;
  in->ingest->passed_over += state.passed_over;
  return rc;
}

int casus_ingest_run(casus_cli *cli, const casus_tools *tools, casus_record *record, casus_ingest *ingest,
                     casus_error *err) {
  intake in = {.cli = cli, .tools = tools, .record = record, .ingest = ingest, .today = casus_cli_today(), .err = err};
  casus_inputs inputs = {.read = read_input, .refuse = refuse, .fetches = true, .context = &in};
  in.progress.all = casus_progress_wanted(cli) ? casus_inputs_size(cli) : 0;
  casus_interrupt_watch();
  casus_record_gather(record);
  casus_progress_start(cli, "reading", in.progress.all, false);
  int rc = casus_inputs_run(cli, &inputs, err);
  return casus_interrupted() ? casus_fail(err, CASUS_E_SYSTEM, 0, "interrupted; what was recorded stays recorded") : rc;
}
