/* Documents as rows, and their texts. */
#include "record/query.h"

/* A document is found by an event of it, or by who speaks in it. */
#define HOLDS_EVENT(condition) "EXISTS (SELECT 1 FROM events e WHERE e.document = d.document AND " condition ")"
static const casus_conditions DOCUMENT_CONDITIONS = {
    .actor = HOLDS_EVENT(CASUS_EVENT_TOUCHES(":actor")),
    .other = HOLDS_EVENT(CASUS_EVENT_TOUCHES(":other")),
    .type = HOLDS_EVENT("e.type = :type"),
    .status = HOLDS_EVENT("e.status = :status"),
    .speaker = "EXISTS (SELECT 1 FROM statements t WHERE t.document = d.document AND casus_contains(t.name, :speaker))",
    .since = "casus_last_day(d.published, d.published_precision) >= :since",
    .until = "d.published <= :until",
};
static const char DOCUMENT_SELECT[] =
    "SELECT d.id, d.content, d.title, d.publisher, d.url, d.language, d.path, d.published, d.published_precision, "
    "(SELECT count(*) FROM sentences x WHERE x.document = d.document), "
    "(SELECT count(*) FROM events x WHERE x.document = d.document), "
    "(SELECT count(*) FROM statements x WHERE x.document = d.document), "
    "(SELECT count(*) FROM ties x WHERE x.document = d.document), d.ordinal, "
    "coalesce((SELECT byte FROM places x WHERE x.document = d.document), 0), d.encoding FROM documents d";

static void take_document(casus_cursor *c, casus_arena *arena, casus_document_row *row) {
  casus_str *const texts[] = {&row->id,  &row->content,  &row->title, &row->publisher,
                              &row->url, &row->language, &row->path};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) *texts[i] = casus_take_text(c, arena);
  row->date = casus_take_date(c);
  uint64_t *const counts[] = {&row->sentences, &row->events, &row->statements, &row->ties, &row->ordinal, &row->place};
  for (size_t i = 0; i < CASUS_COUNT(counts); i++) *counts[i] = (uint64_t)casus_take_int(c);
  row->encoding = casus_take_text(c, arena);
}

static casus_note take_note(casus_cursor *c, casus_arena *arena) {
  casus_str kind = casus_take_text(c, arena);
  casus_note note = {.kind = CASUS_NOTE_COUNT, .span = casus_take_span(c)};
  note.count = (uint64_t)casus_take_int(c);
  note.value = casus_take_text(c, arena);
  for (int i = 0; i < CASUS_NOTE_COUNT; i++)
    if (casus_str_eq(kind, casus_str_from_c(casus_note_name((casus_note_kind)i)))) note.kind = (casus_note_kind)i;
  return note;
}

/* A kind that is not known here, of a later program, is left out. */
static int take_notes(casus_record *record, casus_arena *arena, casus_document_row *row, casus_error *err) {
  CASUS_VEC(casus_note) list = {0};
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_NOTES);
  casus_bind_text(&cursor, row->id);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    casus_note note = take_note(&cursor, arena), *kept = &note;
    if (note.kind < CASUS_NOTE_COUNT) kept = casus_vec_push(&list, arena);
    if (!kept) return casus_sql_close(&cursor, NULL), casus_fail_memory(err);
    *kept = note;
  }
  row->notes = list.items;
  row->note_count = list.count;
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_record_documents(casus_record *record, const casus_filter *filter, casus_arena *arena,
                           casus_document_row **rows, size_t *count, casus_error *err) {
  CASUS_VEC(casus_document_row) list = {0};
  casus_cursor cursor;
  int code =
      casus_query_begin(record, DOCUMENT_SELECT, &DOCUMENT_CONDITIONS, CASUS_DOCUMENT_ORDER, filter, &cursor, err);
  if (code) return code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    casus_document_row *row = casus_vec_push(&list, arena);
    if (!row) {
      code = casus_fail_memory(err);
      break;
    }
    take_document(&cursor, arena, row);
  }
  code = casus_query_end(&cursor, code, err);
  for (size_t i = 0; !code && i < list.count; i++) code = take_notes(record, arena, &list.items[i], err);
  if (code) return code;
  *rows = list.items;
  *count = list.count;
  return CASUS_OK;
}

int casus_record_text(casus_record *record, casus_str document, casus_arena *arena, casus_str *text, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_TEXT_OF_ID);
  casus_bind_text(&cursor, document);
  int code = casus_sql_next(&cursor, err);
  if (code == CASUS_END)
    return casus_fail(err, CASUS_E_INPUT, 0, "no document %.*s in the record", CASUS_STR_FMT(document));
  if (code) return code;
  casus_str copy = casus_take_text(&cursor, arena);
  code = casus_sql_close(&cursor, err);
  if (!code) *text = copy;
  return code;
}
