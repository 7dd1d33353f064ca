#include "cli/cli.h"

/* The day that predictions are held against: --as-of, else that of the newest report; never the clock, so that the same
 * record gives the same answer tomorrow. */
static casus_date day_of_view(const casus_cli *cli, const casus_event_row *events, size_t event_count,
                              const casus_statement_row *statements, size_t statement_count) {
  casus_date newest = {0, CASUS_DATE_NONE};
  if (casus_date_known(cli->as_of)) return (casus_date){casus_date_last_day(cli->as_of), CASUS_DATE_DAY};
  for (size_t i = 0; i < event_count + statement_count; i++) {
    casus_date date = i < event_count ? events[i].published : statements[i - event_count].published;
    if (casus_date_known(date) && (!casus_date_known(newest) || date.day > newest.day))
      newest = (casus_date){date.day, CASUS_DATE_DAY};
  }
  return newest;
}

static void put_scores(const casus_cli *cli, const casus_statement_row *rows, const casus_verdict *verdicts,
                       size_t count, casus_date day, casus_arena *arena, const casus_style *style, casus_buffer *out) {
  size_t score_count = 0;
  casus_score *scores = casus_out_scores(rows, verdicts, count, arena, &score_count);
  out->failed |= !scores;
  if (!cli->json && score_count) casus_buffer_add_char(out, '\n');
  for (size_t i = 0; i < score_count; i++) {
    size_t decided = scores[i].counts[CASUS_OUTCOME_CAME_TRUE] + scores[i].counts[CASUS_OUTCOME_FAILED];
    if (i && decided < 2 && !cli->speaker.len) continue; /* one prediction is no record of a speaker's */
    if (cli->json)
      casus_out_score_json(out, &scores[i], day);
    else
      casus_out_score_line(out, &scores[i], day, style);
  }
}

static size_t keep_predictions(casus_statement_row *rows, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (rows[i].statement.prediction.modality.ptr) rows[kept++] = rows[i];
  return kept;
}

int casus_show_predictions(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                           const casus_style *style, casus_buffer *out, casus_error *err) {
  casus_statement_row *rows = NULL;
  casus_event_row *events = NULL;
  casus_verdict *verdicts = NULL;
  size_t count = 0, event_count = 0, shown = 0;
  casus_filter all = *filter, seen = {.as_of = filter->as_of};
  all.limit = 0; /* the limit counts what is shown */
  int rc = casus_record_statements(record, &all, arena, &rows, &count, err);
  if (rc == CASUS_OK) rc = casus_record_events(record, &seen, arena, &events, &event_count, err);
  if (rc != CASUS_OK) return rc;
  count = keep_predictions(rows, count);
  casus_date day = day_of_view(cli, events, event_count, rows, count);
  rc = casus_predictions_judge(rows, count, events, event_count, day, arena, &verdicts, err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (cli->outcome != CASUS_OUTCOME_NONE && verdicts[i].outcome != cli->outcome) continue;
    if (filter->limit && shown++ == filter->limit) break;
    if (cli->json)
      casus_out_prediction_json(out, &rows[i], &verdicts[i], day);
    else
      casus_out_prediction_line(out, &rows[i], &verdicts[i], style);
  }
  if (rc == CASUS_OK && count) put_scores(cli, rows, verdicts, count, day, arena, style, out);
  return rc;
}
