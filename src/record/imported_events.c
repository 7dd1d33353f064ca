/* Events of imported data sets, row by row. */
#include <math.h>

#include "record/imported.h"
#include "record/rows.h"

static const casus_conditions CONDITIONS = {
    .actor = "(e.source_actor = :actor OR e.target_actor = :actor)",
    .other = "(e.source_actor = :other OR e.target_actor = :other)",
    .type = "e.type = :type",
    .status = "FALSE", /* a set tells no status, and not how sure it is */
    .confidence = "FALSE",
    .speaker = "FALSE",
    .since = "casus_last_day(coalesce(e.last_day, e.day), coalesce(nullif(e.last_precision, 0), e.day_precision)) >= "
             ":since",
    .until = "e.day <= :until",
};
/* d stands for the document that other rows have: here the import. */
static const char SELECT[] =
    "SELECT d.name, d.citation, d.path, d.content, d.vintage, d.vintage_precision, e.line, "
    "e.day, e.day_precision, e.source_actor, e.source_sector, e.target_actor, e.target_sector, e.type, e.mode, "
    "e.cameo, e.context, e.intensity, e.deaths, e.place, e.text, e.reference, e.last_day, e.last_precision, "
    "e.source_name, e.target_name, e.deaths_low, e.deaths_high, e.place_state, e.place_precision, e.lat, e.lon, "
    "e.mentions FROM imported_events e JOIN (SELECT *, path AS id, vintage AS published, "
    "vintage_precision AS published_precision, imported AS seen FROM imports i WHERE " CASUS_IMPORT_COUNTS(
        ":as_of") ") d ON d.import = e.import";

static double take_number(casus_cursor *c) { return casus_take_null(c) ? NAN : casus_take_double(c); }

static int read_event(casus_rows *r, void *item, casus_error *err) {
  casus_imported_event_row *row = item;
  casus_cursor *c = &r->rows;
  casus_imported_event *e = &row->event;
  (void)err;
  row->origin = casus_take_origin(c, r->arena);
  row->origin.line = e->line = (uint64_t)casus_take_int(c);
  e->date = casus_take_date(c);
  casus_str *const sides[] = {&e->source, &e->source_sector, &e->target, &e->target_sector};
  for (size_t i = 0; i < CASUS_COUNT(sides); i++) *sides[i] = casus_take_text(c, r->arena);
  if (!casus_event_type_from(casus_take_text(c, r->arena), &e->type) && !c->rc) c->rc = SQLITE_CORRUPT;
  casus_str *const what[] = {&e->mode, &e->cameo, &e->context};
  for (size_t i = 0; i < CASUS_COUNT(what); i++) *what[i] = casus_take_text(c, r->arena);
  e->intensity = take_number(c);
  e->deaths = casus_take_null(c) ? -1 : casus_take_int(c);
  casus_str *const texts[] = {&e->place, &e->text, &e->reference};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) *texts[i] = casus_take_text(c, r->arena);
  e->last = casus_take_date(c);
  e->source_name = casus_take_text(c, r->arena);
  e->target_name = casus_take_text(c, r->arena);
  e->deaths_low = casus_take_maybe(c);
  e->deaths_high = casus_take_maybe(c);
  e->place_state = casus_take_text(c, r->arena);
  e->place_precision = casus_take_maybe(c);
  e->lat = take_number(c);
  e->lon = take_number(c);
  e->placed = !isnan(e->lat) && !isnan(e->lon);
  e->mentions = casus_take_maybe(c);
  return CASUS_OK;
}

int casus_record_imported_events(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                 casus_imported_event_row **rows, size_t *count, casus_error *err) {
  static const casus_row_kind events = {SELECT, "e.day, e.event", &CONDITIONS, sizeof(casus_imported_event_row),
                                        read_event};
  return casus_rows_read(record, &events, filter, arena, (void **)rows, count, err);
}
