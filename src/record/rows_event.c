/* Events, row by row. */
#include "record/rows.h"

static const casus_conditions EVENT_CONDITIONS = {
    .actor = CASUS_EVENT_TOUCHES(":actor"),
    .other = CASUS_EVENT_TOUCHES(":other"),
    .type = "e.type = :type",
    .status = "e.status = :status",
    .confidence = "e.confidence >= :confidence",
    .speaker = CASUS_SAID_BY("event_voices", "event = e.event"),
    .since = "casus_last_day(e.day, e.day_precision) >= :since",
    .until = "e.day <= :until",
};
static const char EVENT_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, s.start_byte, s.end_byte, e.event, e.id, e.sentence, "
    "e.start_byte, e.end_byte, e.day, e.day_precision, e.type, e.mode, e.cameo, e.status, e.intensity, e.count, "
    "e.amount, e.unit, e.place, e.place_country, e.latitude, e.longitude, e.confidence, e.rule FROM events e JOIN "
    "documents d ON d.document = e.document "
    "JOIN sentences s ON s.document = e.document AND s.n = e.sentence";

static casus_event_type take_type(casus_cursor *row, casus_arena *arena) {
  casus_event_type type = CASUS_AGREE;
  if (!casus_event_type_from(casus_take_text(row, arena), &type) && !row->rc) row->rc = SQLITE_CORRUPT;
  return type;
}

static void take_party_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  casus_party *party = item;
  party->actor = casus_take_text(cursor, arena);
  party->sector = casus_take_text(cursor, arena);
  party->name = casus_take_text(cursor, arena);
  party->text = casus_take_text(cursor, arena);
  party->span = casus_take_span(cursor);
}

static int read_parties(casus_rows *r, int64_t event, casus_str role, casus_party **parties, size_t *count,
                        casus_error *err) {
  casus_cursor cursor = casus_rows_list_of(r, CASUS_SQL_PARTIES, event);
  casus_bind_text(&cursor, role);
  return casus_rows_list(r, cursor, take_party_item, sizeof **parties, (void **)parties, count, err);
}

static int read_event(casus_rows *r, void *item, casus_error *err) {
  casus_event_row *row = item;
  casus_cursor *c = &r->rows;
  casus_event *e = &row->event;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  row->sentence_span = casus_take_span(c);
  int64_t event = casus_take_int(c);
  e->id = casus_take_text(c, r->arena);
  e->sentence = casus_take_u32(c);
  e->span = casus_take_span(c);
  e->date = casus_take_date(c);
  e->type = take_type(c, r->arena);
  e->mode = casus_take_text(c, r->arena);
  e->cameo = casus_take_text(c, r->arena);
  e->status = casus_rows_status(c, r->arena);
  e->intensity = casus_take_double(c);
  e->count = casus_take_null(c) ? -1 : casus_take_int(c);
  e->amount = casus_rows_quantity(r);
  e->place.text = casus_take_text(c, r->arena);
  e->place.country = casus_take_text(c, r->arena);
  e->place.located = !casus_take_null(c);
  if (e->place.located) e->place.lat = casus_take_double(c);
  e->place.lon = casus_take_null(c) ? 0 : casus_take_double(c);
  e->confidence = casus_take_double(c);
  e->rule = casus_take_text(c, r->arena);
  int code = casus_rows_span(r, document, row->sentence_span, &row->sentence_text, err);
  if (!code) code = read_parties(r, event, CASUS_STR("source"), &e->source, &e->source_count, err);
  if (!code) code = read_parties(r, event, CASUS_STR("target"), &e->target, &e->target_count, err);
  if (!code) code = casus_rows_texts(r, CASUS_SQL_CONTEXTS, event, &e->contexts, &e->context_count, err);
  if (!code) code = casus_rows_voices(r, CASUS_SQL_EVENT_VOICES, event, &e->said_by, &e->said_by_count, err);
  return code;
}

int casus_record_events(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_event_row **rows,
                        size_t *count, casus_error *err) {
  static const casus_row_kind events = {EVENT_SELECT, CASUS_DOCUMENT_ORDER ", e.sentence, e.start_byte, e.n",
                                        &EVENT_CONDITIONS, sizeof(casus_event_row), read_event};
  return casus_rows_read(record, &events, filter, arena, (void **)rows, count, err);
}
