#include "record/sql.h"

#include <errno.h>

#include "record/row_hash.h"

static const char *const SQL[CASUS_SQL_COUNT] = {
#define CASUS_SQL_TEXT(name, sql) sql,
    CASUS_SQL(CASUS_SQL_TEXT)
#undef CASUS_SQL_TEXT
};

static int code_of(int rc) {
  switch (rc & 0xFF) {
  case SQLITE_NOMEM:
    return CASUS_E_MEMORY;
  case SQLITE_TOOBIG:
    return CASUS_E_LIMIT;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_ERROR: /* a table or column is not as the schema says */
  case SQLITE_SCHEMA:
  case SQLITE_MISMATCH:
  case SQLITE_CONSTRAINT:
    return CASUS_E_DATA;
  default:
    return CASUS_E_SYSTEM;
  }
}

/* IOERR_SHMSIZE: the -shm file beside the record could not be made longer; SQLite keeps no reason of that. */
static bool no_room(sqlite3 *db, int rc) {
  if ((rc & 0xFF) == SQLITE_FULL || rc == SQLITE_IOERR_SHMSIZE) return true;
  int reason = db && (rc & 0xFF) == SQLITE_IOERR ? sqlite3_system_errno(db) : 0;
  return reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
}

int casus_sql_fail(sqlite3 *db, int rc, casus_error *err) {
  if ((rc & 0xFF) == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM) return casus_fail_memory(err);
  if ((rc & 0xFF) == SQLITE_BUSY || (rc & 0xFF) == SQLITE_LOCKED)
    return casus_fail(err, CASUS_E_SYSTEM, 0, "the record is in use by another program (%s)", sqlite3_errstr(rc));
  if (no_room(db, rc))
    return casus_fail(err, CASUS_E_SYSTEM, 0,
                      "the disk is full: no room to write the record; what was recorded before is kept, and with room "
                      "the same command goes on from there");
  if ((rc & 0xFF) == SQLITE_READONLY)
    return casus_fail(err, CASUS_E_SYSTEM, 0, "the record may not be written to (%s)", sqlite3_errstr(rc));
  bool told = db && (sqlite3_errcode(db) & 0xFF) == (rc & 0xFF);
  return casus_fail(err, code_of(rc), 0, "record: %s", told ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
}

casus_cursor casus_sql_use(casus_record *record, casus_sql which) {
  casus_cursor cursor = {.record = record};
  sqlite3_stmt **statement = &record->statements[which];
  if (!*statement)
    cursor.rc = sqlite3_prepare_v3(record->db, SQL[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
  cursor.statement = *statement;
  return cursor;
}

int casus_sql_close(casus_cursor *cursor, casus_error *err) {
  int code = cursor->rc ? casus_sql_fail(cursor->record->db, cursor->rc, err) : CASUS_OK;
  if (cursor->statement) {
    sqlite3_reset(cursor->statement);
    sqlite3_clear_bindings(cursor->statement);
  }
  cursor->at = 0;
  return code;
}

int casus_sql_next(casus_cursor *cursor, casus_error *err) {
  cursor->at = 0;
  if (!cursor->rc) {
    int rc = sqlite3_step(cursor->statement);
    if (rc == SQLITE_ROW) return CASUS_OK;
    if (rc != SQLITE_DONE) cursor->rc = rc;
  }
  int code = casus_sql_close(cursor, err);
  return code ? code : CASUS_END;
}

int casus_sql_run(casus_cursor *cursor, casus_error *err) {
  int code = casus_sql_next(cursor, err);
  if (code == CASUS_OK) return casus_sql_close(cursor, err);
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_sql_add(casus_cursor *cursor, casus_error *err) {
  uint64_t row = cursor->row_hash;
  int code = casus_sql_run(cursor, err);
  if (!code) cursor->record->sum += row;
  return code;
}

static void keep(casus_cursor *cursor, int rc) {
  if (!cursor->rc) cursor->rc = rc;
}

/* The place of the next value; its row's hash begins with the first. */
static int next_place(casus_cursor *cursor) {
  if (cursor->at == 0) cursor->row_hash = 0;
  return ++cursor->at;
}

void casus_bind_text(casus_cursor *cursor, casus_str value) {
  int at = next_place(cursor);
  cursor->row_hash = casus_row_text(cursor->row_hash, value);
  if (cursor->rc || !value.ptr) return; /* unbound parameters are NULL */
  keep(cursor, sqlite3_bind_text64(cursor->statement, at, value.ptr, value.len, SQLITE_STATIC, SQLITE_UTF8));
}

void casus_bind_int(casus_cursor *cursor, int64_t value) {
  int at = next_place(cursor);
  cursor->row_hash = casus_row_int(cursor->row_hash, value);
  if (!cursor->rc) keep(cursor, sqlite3_bind_int64(cursor->statement, at, value));
}

void casus_bind_double(casus_cursor *cursor, double value) {
  int at = next_place(cursor);
  cursor->row_hash = casus_row_double(cursor->row_hash, value);
  if (!cursor->rc) keep(cursor, sqlite3_bind_double(cursor->statement, at, value));
}

void casus_bind_null(casus_cursor *cursor) {
  next_place(cursor);
  cursor->row_hash = casus_row_null(cursor->row_hash);
}

void casus_bind_span(casus_cursor *cursor, casus_span value) {
  casus_bind_int(cursor, value.start);
  casus_bind_int(cursor, value.end);
}

void casus_bind_date(casus_cursor *cursor, casus_date value) {
  if (casus_date_known(value))
    casus_bind_int(cursor, value.day);
  else
    casus_bind_null(cursor);
  casus_bind_int(cursor, value.precision);
}

casus_str casus_take_text(casus_cursor *cursor, casus_arena *arena) {
  int at = cursor->at++;
  const casus_str none = {NULL, 0};
  if (cursor->rc || sqlite3_column_type(cursor->statement, at) == SQLITE_NULL) return none;
  const unsigned char *bytes = sqlite3_column_text(cursor->statement, at);
  size_t size = (size_t)sqlite3_column_bytes(cursor->statement, at);
  casus_str copy = bytes ? casus_arena_copy(arena, casus_str_of((const char *)bytes, size)) : none;
  if (!copy.ptr) keep(cursor, SQLITE_NOMEM);
  return copy;
}

bool casus_take_null(casus_cursor *cursor) {
  if (cursor->rc || sqlite3_column_type(cursor->statement, cursor->at) != SQLITE_NULL) return false;
  cursor->at++;
  return true;
}

int64_t casus_take_int(casus_cursor *cursor) {
  int at = cursor->at++;
  return cursor->rc ? 0 : sqlite3_column_int64(cursor->statement, at);
}

uint32_t casus_take_u32(casus_cursor *cursor) {
  int64_t value = casus_take_int(cursor);
  if (value >= 0 && value <= UINT32_MAX) return (uint32_t)value;
  keep(cursor, SQLITE_CORRUPT);
  return 0;
}

double casus_take_double(casus_cursor *cursor) {
  int at = cursor->at++;
  return cursor->rc ? 0 : sqlite3_column_double(cursor->statement, at);
}

casus_span casus_take_span(casus_cursor *cursor) {
  casus_span span;
  span.start = casus_take_u32(cursor);
  span.end = casus_take_u32(cursor);
  return span;
}

casus_date casus_take_date(casus_cursor *cursor) {
  int64_t day = casus_take_int(cursor);
  int64_t precision = casus_take_int(cursor);
  if (precision == CASUS_DATE_NONE) return (casus_date){0, CASUS_DATE_NONE};
  if (day >= CASUS_FIRST_DAY && day <= CASUS_LAST_DAY && precision > 0 && precision <= CASUS_DATE_DAY)
    return (casus_date){(int32_t)day, (casus_precision)precision};
  keep(cursor, SQLITE_CORRUPT);
  return (casus_date){0, CASUS_DATE_NONE};
}
