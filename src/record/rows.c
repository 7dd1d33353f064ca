/* Reading rows back as the structs they were written from. */
#include "record/rows.h"

static int text_of(casus_rows *r, int64_t document, casus_error *err) {
  if (r->document == document) return CASUS_OK;
  if (r->document) casus_sql_close(&r->text_row, NULL);
  r->document = 0;
  r->text_row = casus_sql_use(r->record, CASUS_SQL_TEXT);
  casus_bind_int(&r->text_row, document);
  int code = casus_sql_next(&r->text_row, err);
  if (code) return code == CASUS_END ? casus_fail(err, CASUS_E_DATA, 0, "record: a document is missing") : code;
  const unsigned char *bytes = sqlite3_column_text(r->text_row.statement, 0);
  if (!bytes) {
    r->text_row.rc = SQLITE_NOMEM;
    return casus_sql_close(&r->text_row, err);
  }
  r->text = casus_str_of((const char *)bytes, (size_t)sqlite3_column_bytes(r->text_row.statement, 0));
  r->document = document;
  return CASUS_OK;
}

int casus_rows_span(casus_rows *r, int64_t document, casus_span span, casus_str *copy, casus_error *err) {
  int code = text_of(r, document, err);
  if (code) return code;
  *copy = casus_arena_copy(r->arena, casus_str_span(r->text, span));
  return copy->ptr ? CASUS_OK : casus_fail_memory(err);
}

casus_quantity casus_rows_quantity(casus_rows *r) {
  casus_quantity quantity = {0};
  quantity.known = !casus_take_null(&r->rows);
  if (quantity.known) quantity.value = casus_take_double(&r->rows);
  quantity.unit = casus_take_text(&r->rows, r->arena);
  return quantity;
}

casus_status casus_rows_status(casus_cursor *row, casus_arena *arena) {
  casus_status status = CASUS_STATUS_ASSERTED;
  if (!casus_status_from(casus_take_text(row, arena), &status) && !row->rc) row->rc = SQLITE_CORRUPT;
  return status;
}

casus_voice casus_rows_voice(casus_cursor *row, casus_arena *arena) {
  casus_voice voice = {0};
  casus_str *const texts[] = {&voice.name, &voice.role, &voice.organization, &voice.actor, &voice.sector};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) *texts[i] = casus_take_text(row, arena);
  voice.medium = casus_take_int(row) != 0;
  voice.span = casus_take_span(row);
  return voice;
}

int casus_rows_list(casus_rows *r, casus_cursor cursor, casus_take_item take, size_t size, void **items, size_t *count,
                    casus_error *err) {
  void *list = NULL;
  size_t capacity = 0, used = 0;
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    if (!casus_vec_reserve(r->arena, &list, used, &capacity, size)) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    take(&cursor, r->arena, (char *)list + used++ * size);
  }
  if (code != CASUS_END) return code;
  *items = list;
  *count = used;
  return CASUS_OK;
}

casus_cursor casus_rows_list_of(casus_rows *r, casus_sql which, int64_t row) {
  casus_cursor cursor = casus_sql_use(r->record, which);
  casus_bind_int(&cursor, row);
  return cursor;
}

static void take_voice_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  *(casus_voice *)item = casus_rows_voice(cursor, arena);
}

static void take_text_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  *(casus_str *)item = casus_take_text(cursor, arena);
}

int casus_rows_voices(casus_rows *r, casus_sql which, int64_t row, casus_voice **voices, size_t *count,
                      casus_error *err) {
  return casus_rows_list(r, casus_rows_list_of(r, which, row), take_voice_item, sizeof **voices, (void **)voices, count,
                         err);
}

int casus_rows_texts(casus_rows *r, casus_sql which, int64_t row, casus_str **texts, size_t *count, casus_error *err) {
  return casus_rows_list(r, casus_rows_list_of(r, which, row), take_text_item, sizeof **texts, (void **)texts, count,
                         err);
}

int casus_rows_read(casus_record *record, const casus_row_kind *kind, const casus_filter *filter, casus_arena *arena,
                    void **rows, size_t *count, casus_error *err) {
  void *list = NULL;
  size_t capacity = 0, used = 0;
  casus_rows r = {.record = record, .arena = arena};
  int code = casus_query_begin(record, kind->select, kind->conditions, kind->order, filter, &r.rows, err);
  if (code) return code;
  while ((code = casus_sql_next(&r.rows, err)) == CASUS_OK) {
    bool room = casus_vec_reserve(arena, &list, used, &capacity, kind->size);
    code = room ? kind->read(&r, (char *)list + used++ * kind->size, err) : casus_fail_memory(err);
    if (code) break;
  }
  if (r.document) casus_sql_close(&r.text_row, NULL);
  code = casus_query_end(&r.rows, code, err);
  if (code) return code;
  *rows = list;
  *count = used;
  return CASUS_OK;
}
