/* Ties, row by row. */
#include "record/rows.h"

/* A tie is found in every span of days in which it held; one without a first day holds from the day of its document. */
static const casus_conditions TIE_CONDITIONS = {
    .actor = "(t.source_actor = :actor OR t.target_actor = :actor)",
    .other = "(t.source_actor = :other OR t.target_actor = :other)",
    .type = "(t.kind = :type OR substr(t.kind, 1, length(:type) + 1) = :type || '.')",
    .status = "t.status = :status",
    .confidence = "t.confidence >= :confidence",
    .speaker = CASUS_SAID_BY("tie_voices", "tie = t.tie"),
    .since = "coalesce(casus_last_day(t.last_day, t.last_precision) >= :since, 1)",
    .until = "coalesce(t.first_day, d.published) <= :until",
};
static const char TIE_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, s.n, s.start_byte, s.end_byte, t.tie, t.id, "
    "t.sentence, t.start_byte, t.end_byte, t.kind, t.source_actor, t.target_actor, t.mutual, t.first_day, "
    "t.first_precision, "
    "t.last_day, t.last_precision, t.amount, t.unit, t.year, t.year_precision, t.origin, t.source, t.note, t.status, "
    "t.confidence, t.rule, e.n, e.id FROM ties t JOIN documents d ON d.document = t.document "
    "LEFT JOIN sentences s ON s.document = t.document AND s.n = t.sentence LEFT JOIN events e ON e.event = t.event";

static void take_tie(casus_rows *r, casus_tie *t) {
  casus_cursor *c = &r->rows;
  t->id = casus_take_text(c, r->arena);
  t->sentence = casus_take_u32(c);
  t->span = casus_take_span(c);
  t->kind = casus_take_text(c, r->arena);
  t->from = casus_take_text(c, r->arena);
  t->to = casus_take_text(c, r->arena);
  t->mutual = casus_take_int(c) != 0;
  t->start = casus_take_date(c);
  t->end = casus_take_date(c);
  t->amount = casus_rows_quantity(r);
  t->year = casus_take_date(c);
  t->origin = casus_take_text(c, r->arena);
  t->source = casus_take_text(c, r->arena);
  t->note = casus_take_text(c, r->arena);
  t->status = casus_rows_status(c, r->arena);
  t->confidence = casus_take_double(c);
  t->rule = casus_take_text(c, r->arena);
  t->event = casus_take_null(c) ? SIZE_MAX : casus_take_u32(c);
}

static int read_tie(casus_rows *r, void *item, casus_error *err) {
  casus_tie_row *row = item;
  casus_cursor *c = &r->rows;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  bool told = !casus_take_null(c);
  if (told) casus_take_int(c);
  row->sentence_span = casus_take_span(c); /* 0, 0 when there is none */
  int64_t tie = casus_take_int(c);
  take_tie(r, &row->tie);
  row->event = casus_take_text(c, r->arena);
  if (!row->event.ptr) row->event = CASUS_STR("");
  row->sentence_text = CASUS_STR("");
  int code = told ? casus_rows_span(r, document, row->sentence_span, &row->sentence_text, err) : CASUS_OK;
  return code ? code : casus_rows_voices(r, CASUS_SQL_TIE_VOICES, tie, &row->tie.said_by, &row->tie.said_by_count, err);
}

int casus_record_ties(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_tie_row **rows,
                      size_t *count, casus_error *err) {
  static const casus_row_kind ties = {TIE_SELECT, CASUS_DOCUMENT_ORDER ", t.sentence, t.start_byte, t.n",
                                      &TIE_CONDITIONS, sizeof(casus_tie_row), read_tie};
  return casus_rows_read(record, &ties, filter, arena, (void **)rows, count, err);
}
