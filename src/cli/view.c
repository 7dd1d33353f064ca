#include "cli/cli.h"

/* The region tags that a report can be about as a whole. */
static const char *const broad_regions[] = {"asia", "europe", "middle-east", "africa", "americas", "oceania"};

/* The broad region that most parties of the events lie in; the world when there are none. A state may lie in two. */
static casus_str busiest_region(const casus_world *world, const casus_event_row *rows, size_t count) {
  size_t votes[CASUS_COUNT(broad_regions)] = {0}, best = 0;
  for (size_t i = 0; i < count; i++)
    for (size_t p = 0; p < rows[i].event.source_count + rows[i].event.target_count; p++) {
      const casus_event *e = &rows[i].event;
      const casus_party *party = p < e->source_count ? &e->source[p] : &e->target[p - e->source_count];
      uint32_t state = casus_world_state(world, party->actor);
      for (size_t r = 0; state != UINT32_MAX && r < CASUS_COUNT(broad_regions); r++)
        votes[r] += casus_state_in(&world->states[state], casus_str_from_c(broad_regions[r]));
    }
  for (size_t r = 1; r < CASUS_COUNT(broad_regions); r++)
    if (votes[r] > votes[best]) best = r;
  return casus_str_from_c(votes[best] ? broad_regions[best] : "");
}

static bool listed(casus_str id, const casus_str *ids, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(ids[i], id)) return true;
  return count == 0;
}

/* Keep the rows of the documents asked for: the array shrinks in place. */
#define KEEP_LISTED(rows, count, field, o)                                                                             \
  do {                                                                                                                 \
    size_t kept = 0;                                                                                                   \
    for (size_t i = 0; i < (count); i++)                                                                               \
      if (listed((rows)[i].field, (o)->only, (o)->only_count)) (rows)[kept++] = (rows)[i];                             \
    (count) = kept;                                                                                                    \
  } while (0)

/* Against all events of the record; a copy of them, since only those of the documents asked for stay in the rows. */
static int judge_predictions(casus_view *view, const casus_statement_row *statements, const casus_event_row *events,
                             casus_date day, casus_error *err) {
  casus_report *r = &view->report;
  casus_verdict *verdicts = NULL;
  casus_event_row *all = casus_arena_array(view->arena, r->event_count, sizeof *all);
  if (!all) return casus_fail_memory(err);
  if (r->event_count) memcpy(all, events, r->event_count * sizeof *all);
  int rc =
      casus_predictions_judge(statements, r->statement_count, all, r->event_count, day, view->arena, &verdicts, err);
  r->verdicts = verdicts;
  return rc;
}

static int load_rows(casus_record *record, const casus_view_options *o, casus_date day, casus_view *view,
                     casus_error *err) {
  casus_filter filter = {.as_of = day};
  casus_document_row *documents = NULL;
  casus_event_row *events = NULL;
  casus_statement_row *statements = NULL;
  casus_tie_row *ties = NULL;
  casus_report *r = &view->report;
  int rc = casus_record_documents(record, &filter, view->arena, &documents, &r->document_count, err);
  if (rc == CASUS_OK) rc = casus_record_events(record, &filter, view->arena, &events, &r->event_count, err);
  if (rc == CASUS_OK) rc = casus_record_statements(record, &filter, view->arena, &statements, &r->statement_count, err);
  if (rc == CASUS_OK) rc = casus_record_ties(record, &filter, view->arena, &ties, &r->tie_count, err);
  if (rc != CASUS_OK) return rc;
  KEEP_LISTED(documents, r->document_count, id, o);
  KEEP_LISTED(statements, r->statement_count, document, o);
  rc = judge_predictions(view, statements, events, day, err);
  if (rc != CASUS_OK) return rc;
  KEEP_LISTED(events, r->event_count, document, o);
  casus_telling *tellings = NULL;
  rc = casus_cli_tellings(record, day, view->arena, events, r->event_count, &tellings, err);
  if (rc != CASUS_OK) return rc;
  KEEP_LISTED(ties, r->tie_count, document, o);
  r->tellings = tellings;
  r->documents = documents, r->events = events, r->statements = statements, r->ties = ties;
  return CASUS_OK;
}

casus_date casus_cli_newest(casus_record *record, casus_arena *arena) {
  casus_filter filter = {0};
  casus_document_row *rows = NULL;
  size_t count = 0;
  if (casus_record_documents(record, &filter, arena, &rows, &count, NULL) != CASUS_OK || !count)
    return casus_cli_today();
  casus_date date = rows[count - 1].date;
  return casus_date_known(date) ? date : casus_cli_today();
}

static bool compares(const casus_view_options *o) { return o->without_count || casus_date_known(o->since); }

static int make_worlds(const casus_cli *cli, casus_view *view, casus_record *record, const casus_view_options *o,
                       casus_date day, casus_error *err) {
  casus_world_options now = {.date = day, .as_of = cli->as_of}, before = {.date = o->without_count ? day : o->since,
                                                                          .as_of = cli->as_of,
                                                                          .without = o->without,
                                                                          .without_count = o->without_count};
  int rc = casus_world_on(view->atlas, record, &now, view->arena, &view->now, err);
  if (rc == CASUS_OK && compares(o)) rc = casus_world_on(view->atlas, record, &before, view->arena, &view->before, err);
  return rc;
}

int casus_view_draw(const casus_view_options *o, casus_view *view, casus_error *err) {
  bool compare = compares(o);
  casus_risk_options options = {
      .region = o->region.ptr ? o->region : busiest_region(&view->now, view->report.events, view->report.event_count)};
  if (casus_str_eq(options.region, CASUS_STR("world"))) options.region = CASUS_STR("");
  int rc = casus_cli_region(&view->now, options.region, err);
  if (rc != CASUS_OK) return rc;
  const casus_world *earlier = compare ? &view->before : NULL;
  rc = casus_risk_map_of(&view->now, earlier, &options, view->arena, &view->map, err);
  if (rc == CASUS_OK && compare)
    rc = casus_risk_map_of(&view->before, NULL, &options, view->arena, &view->map_before, err);
  casus_change *changes = NULL;
  if (rc == CASUS_OK && compare)
    rc = casus_risk_changes(&view->map, &view->map_before, view->arena, &changes, &view->report.change_count, err);
  if (rc != CASUS_OK) return rc;
  casus_report *r = &view->report;
  r->changes = changes;
  r->atlas = view->atlas, r->world = &view->now, r->map = &view->map;
  r->before = earlier, r->map_before = compare ? &view->map_before : NULL;
  return CASUS_OK;
}

int casus_view_worlds(const casus_cli *cli, casus_record *record, const casus_view_options *options, casus_view *view,
                      casus_error *err) {
  *view = (casus_view){.arena = casus_arena_new()};
  if (!view->arena) return casus_fail_memory(err);
  casus_date day = casus_date_known(options->date) ? options->date : casus_cli_newest(record, view->arena);
  int rc = casus_atlas_open(cli->data, &view->atlas, err);
  if (rc == CASUS_OK) rc = load_rows(record, options, day, view, err);
  return rc == CASUS_OK ? make_worlds(cli, view, record, options, day, err) : rc;
}

int casus_view_open(const casus_cli *cli, casus_record *record, const casus_view_options *options, casus_view *view,
                    casus_error *err) {
  int rc = casus_view_worlds(cli, record, options, view, err);
  if (rc == CASUS_OK) rc = casus_view_draw(options, view, err);
  if (rc != CASUS_OK) casus_view_close(view);
  return rc;
}

void casus_view_close(casus_view *view) {
  casus_atlas_free(view->atlas);
  casus_arena_free(view->arena);
  *view = (casus_view){0};
}
