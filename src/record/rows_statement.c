/* Statements, row by row. */
#include "record/rows.h"

#define ABOUT(condition)                                                                                               \
  "EXISTS (SELECT 1 FROM about a JOIN events e ON e.event = a.event WHERE a.statement = t.statement AND " condition ")"

/* The day of a statement is its document's. */
static const casus_conditions STATEMENT_CONDITIONS = {
    .actor = "(t.actor = :actor OR " ABOUT(CASUS_EVENT_TOUCHES(":actor")) ")",
    .other = "(t.actor = :other OR " ABOUT(CASUS_EVENT_TOUCHES(":other")) ")",
    .type = ABOUT("e.type = :type"),
    .status = ABOUT("e.status = :status"),
    .speaker = "casus_contains(t.name, :speaker)",
    .since = "casus_last_day(d.published, d.published_precision) >= :since",
    .until = "d.published <= :until",
};
static const char STATEMENT_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, t.statement, t.id, t.sentence, t.start_byte, "
    "t.end_byte, t.name, t.role, t.organization, t.actor, t.sector, t.medium, t.speaker_start_byte, "
    "t.speaker_end_byte, t.verb, "
    "t.quote, t.modality, t.horizon, t.until_day, t.until_precision, t.basis FROM statements t JOIN documents d ON "
    "d.document = t.document";

/* An event that a statement is about or expects: its index in the coding, its id. */
typedef struct about {
  size_t index;
  casus_str id;
} about;

static void take_about_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  about *a = item;
  a->index = casus_take_u32(cursor);
  a->id = casus_take_text(cursor, arena);
}

static int read_events(casus_rows *r, casus_sql which, int64_t statement, size_t **indices, casus_str **ids,
                       size_t *events, casus_error *err) {
  about *list = NULL;
  size_t count = 0;
  int code = casus_rows_list(r, casus_rows_list_of(r, which, statement), take_about_item, sizeof *list, (void **)&list,
                             &count, err);
  if (code) return code;
  *indices = casus_arena_array(r->arena, count, sizeof **indices);
  *ids = casus_arena_array(r->arena, count, sizeof **ids);
  if (!*indices || !*ids) return casus_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    (*indices)[i] = list[i].index;
    (*ids)[i] = list[i].id;
  }
  *events = count;
  return CASUS_OK;
}

static casus_basis take_basis(casus_cursor *c, casus_arena *arena) {
  casus_basis basis = CASUS_BASIS_NONE;
  if (!casus_basis_from(casus_take_text(c, arena), &basis) && !c->rc) c->rc = SQLITE_CORRUPT;
  return basis;
}

static int read_statement(casus_rows *r, void *item, casus_error *err) {
  casus_statement_row *row = item;
  casus_cursor *c = &r->rows;
  casus_statement *s = &row->statement;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  int64_t statement = casus_take_int(c);
  s->id = casus_take_text(c, r->arena);
  s->sentence = casus_take_u32(c);
  s->span = casus_take_span(c);
  s->speaker = casus_rows_voice(c, r->arena);
  s->verb = casus_take_text(c, r->arena);
  s->quote = casus_take_int(c) != 0;
  s->prediction.modality = casus_take_text(c, r->arena);
  s->prediction.horizon = casus_take_text(c, r->arena);
  s->prediction.until = casus_take_date(c);
  s->prediction.basis = take_basis(c, r->arena);
  int code = casus_rows_span(r, document, s->span, &row->text, err);
  if (!code) code = casus_rows_texts(r, CASUS_SQL_VIA, statement, &s->via, &s->via_count, err);
  if (!code) code = read_events(r, CASUS_SQL_ABOUT, statement, &s->about, &row->about, &s->about_count, err);
  if (!code) code = read_events(r, CASUS_SQL_EXPECTS, statement, &s->expects, &row->expects, &s->expects_count, err);
  return code;
}

int casus_record_statements(casus_record *record, const casus_filter *filter, casus_arena *arena,
                            casus_statement_row **rows, size_t *count, casus_error *err) {
  static const casus_row_kind statements = {STATEMENT_SELECT, CASUS_DOCUMENT_ORDER ", t.sentence, t.start_byte, t.n",
                                            &STATEMENT_CONDITIONS, sizeof(casus_statement_row), read_statement};
  return casus_rows_read(record, &statements, filter, arena, (void **)rows, count, err);
}
