/* Bytes as a record's file. It is refused, or every question gets an answer; and when the check finds no fault, every
 * span that comes out lies inside its text. */
#include <stdlib.h>

#include "record/sql.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static casus_record *open_bytes(const uint8_t *data, size_t size) {
  casus_record *record = NULL;
  sqlite3 *db = NULL;
  unsigned char *copy = sqlite3_malloc64(size + 1);
  if (!copy || sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE, NULL)) abort();
  if (size) memcpy(copy, data, size);
  if (sqlite3_deserialize(db, "main", copy, (sqlite3_int64)size, (sqlite3_int64)size + 1,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)) {
    sqlite3_close(db);
    return NULL;
  }
  casus_record_adopt(db, true, &record, NULL);
  return record;
}

static void expect(bool holds) {
  if (!holds) abort();
}

static void look_at_events(casus_record *record, casus_arena *arena, bool sound) {
  casus_event_row *rows = NULL;
  size_t count = 0;
  int code = casus_record_events(record, NULL, arena, &rows, &count, NULL);
  expect(!sound || code == CASUS_OK);
  for (size_t i = 0; sound && i < count; i++) {
    const casus_event *e = &rows[i].event;
    expect(rows[i].sentence_text.len == rows[i].sentence_span.end - rows[i].sentence_span.start);
    expect(rows[i].sentence_span.start <= e->span.start && e->span.start <= e->span.end &&
           e->span.end <= rows[i].sentence_span.end);
    expect(e->confidence >= 0 && e->confidence <= 1);
  }
}

static void look_at_the_rest(casus_record *record, casus_arena *arena, bool sound) {
  const casus_filter filter = {.speaker = CASUS_STR("an"), .since = {10000, CASUS_DATE_MONTH}};
  casus_statement_row *statements = NULL;
  casus_tie_row *ties = NULL;
  casus_document_row *documents = NULL;
  size_t count = 0;
  int code = casus_record_statements(record, NULL, arena, &statements, &count, NULL);
  expect(!sound || code == CASUS_OK);
  for (size_t i = 0; sound && i < count; i++)
    expect(statements[i].text.len == statements[i].statement.span.end - statements[i].statement.span.start);
  code = casus_record_ties(record, &filter, arena, &ties, &count, NULL);
  expect(!sound || code == CASUS_OK);
  code = casus_record_documents(record, NULL, arena, &documents, &count, NULL);
  expect(!sound || code == CASUS_OK);
  casus_str text;
  for (size_t i = 0; sound && i < count; i++)
    expect(casus_record_text(record, documents[i].id, arena, &text, NULL) == CASUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  casus_record *record = open_bytes(data, size);
  if (!record) return 0;
  casus_arena *arena = casus_arena_new();
  if (!arena) abort();
  bool sound = casus_record_check(record, NULL, NULL, NULL) == CASUS_OK;
  look_at_events(record, arena, sound);
  look_at_the_rest(record, arena, sound);
  casus_arena_free(arena);
  casus_record_free(record);
  return 0;
}
