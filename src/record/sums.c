#include "record/sums.h"

#include "record/row_hash.h"

/* Rows that make up a sum. first: the first column that was bound; a number that SQLite gave stands before it. */
typedef struct part {
  casus_sql rows;
  int first;
} part;

static const part DOCUMENT_PARTS[] = {
    {CASUS_SQL_ROW_OF_DOCUMENT, 1},    {CASUS_SQL_ROWS_OF_PLACES, 0},    {CASUS_SQL_ROWS_OF_NOTES, 0},
    {CASUS_SQL_ROWS_OF_LINKS, 0},      {CASUS_SQL_ROWS_OF_SENTENCES, 0}, {CASUS_SQL_ROWS_OF_EVENTS, 1},
    {CASUS_SQL_ROWS_OF_PARTIES, 0},    {CASUS_SQL_ROWS_OF_CONTEXTS, 0},  {CASUS_SQL_ROWS_OF_EVENT_VOICES, 0},
    {CASUS_SQL_ROWS_OF_STATEMENTS, 1}, {CASUS_SQL_ROWS_OF_VIA, 0},       {CASUS_SQL_ROWS_OF_ABOUT, 0},
    {CASUS_SQL_ROWS_OF_EXPECTS, 0},    {CASUS_SQL_ROWS_OF_TIES, 1},      {CASUS_SQL_ROWS_OF_TIE_VOICES, 0},
};
static const part IMPORT_PARTS[] = {
    {CASUS_SQL_ROW_OF_IMPORT, 1},           {CASUS_SQL_ROWS_OF_IMPORT_ISSUES, 0},
    {CASUS_SQL_ROWS_OF_IMPORTED_TIES, 1},   {CASUS_SQL_ROWS_OF_IMPORTED_INCIDENTS, 1},
    {CASUS_SQL_ROWS_OF_IMPORTED_EVENTS, 1},
};
static const part ISSUE_PARTS[] = {{CASUS_SQL_ROW_OF_ISSUE, 1}};

static const struct {
  const part *parts;
  size_t count;
  casus_sql add;
  const char *all;
} KINDS[CASUS_SUM_KINDS] = {
    [CASUS_SUM_DOCUMENT] = {DOCUMENT_PARTS, CASUS_COUNT(DOCUMENT_PARTS), CASUS_SQL_ADD_DOCUMENT_SUM,
                            "SELECT document FROM documents"},
    [CASUS_SUM_IMPORT] = {IMPORT_PARTS, CASUS_COUNT(IMPORT_PARTS), CASUS_SQL_ADD_IMPORT_SUM,
                          "SELECT import FROM imports"},
    [CASUS_SUM_ISSUE] = {ISSUE_PARTS, CASUS_COUNT(ISSUE_PARTS), CASUS_SQL_ADD_ISSUE_SUM, "SELECT issue FROM issues"},
};

/* The next column of the row at hand. */
static uint64_t add_column(uint64_t row, casus_cursor *cursor) {
  sqlite3_stmt *statement = cursor->statement;
  int at = cursor->at++;
  switch (sqlite3_column_type(statement, at)) {
  case SQLITE_INTEGER:
    return casus_row_int(row, sqlite3_column_int64(statement, at));
  case SQLITE_FLOAT:
    return casus_row_double(row, sqlite3_column_double(statement, at));
  case SQLITE_NULL:
    return casus_row_null(row);
  default: { /* text; STRICT tables hold nothing else, and a damaged one may hold a blob */
    const char *bytes = (const char *)sqlite3_column_text(statement, at);
    if (!bytes) cursor->rc = SQLITE_NOMEM;
    return casus_row_text(row, casus_str_of(bytes, (size_t)sqlite3_column_bytes(statement, at)));
  }
  }
}

static int add_part(casus_record *record, part p, int64_t row, uint64_t *sum, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, p.rows);
  int code, columns = cursor.statement ? sqlite3_column_count(cursor.statement) : 0;
  casus_bind_int(&cursor, row);
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    uint64_t hash = 0;
    for (cursor.at = p.first; cursor.at < columns;) hash = add_column(hash, &cursor);
    *sum += hash;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_sum_keep(casus_record *record, casus_sum_kind kind, int64_t row, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, KINDS[kind].add);
  casus_bind_int(&cursor, row);
  casus_bind_int(&cursor, (int64_t)record->sum);
  return casus_sql_run(&cursor, err);
}

int casus_sum_import_row(casus_record *record, casus_error *err) {
  return add_part(record, IMPORT_PARTS[0], record->import, &record->sum, err);
}

int casus_sum_of(casus_record *record, casus_sum_kind kind, int64_t row, uint64_t *sum, casus_error *err) {
  int code = CASUS_OK;
  *sum = 0;
  for (size_t i = 0; !code && i < KINDS[kind].count; i++) code = add_part(record, KINDS[kind].parts[i], row, sum, err);
  return code;
}

static int sum_kind(casus_record *record, casus_sum_kind kind, casus_error *err) {
  casus_cursor all = {.record = record};
  all.rc = sqlite3_prepare_v2(record->db, KINDS[kind].all, -1, &all.statement, NULL);
  int code;
  while ((code = casus_sql_next(&all, err)) == CASUS_OK) {
    int64_t row = casus_take_int(&all);
    code = casus_sum_of(record, kind, row, &record->sum, err);
    if (!code) code = casus_sum_keep(record, kind, row, err);
    if (code) break;
  }
  sqlite3_finalize(all.statement);
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_sum_all(casus_record *record, casus_error *err) {
  int code = CASUS_OK;
  for (casus_sum_kind kind = 0; !code && kind < CASUS_SUM_KINDS; kind++) code = sum_kind(record, kind, err);
  return code;
}

/* A sum is that of its rows: without theirs it is as wrong as it was with them. */
int casus_sum_stories(casus_record *record, bool in, casus_error *err) {
  static const part changed[] = {{CASUS_SQL_ROW_OF_DOCUMENT, 1}, {CASUS_SQL_ROWS_OF_LINKS, 0}};
  int64_t row = 0;
  for (;;) {
    casus_cursor cursor = casus_sql_use(record, CASUS_SQL_DOCUMENT_SUMS);
    casus_bind_int(&cursor, row);
    int code = casus_sql_next(&cursor, err);
    if (code) return code == CASUS_END ? CASUS_OK : code;
    row = casus_take_int(&cursor);
    uint64_t sum = (uint64_t)casus_take_int(&cursor), part_sum = 0;
    code = casus_sql_close(&cursor, err);
    for (size_t i = 0; !code && i < CASUS_COUNT(changed); i++) code = add_part(record, changed[i], row, &part_sum, err);
    if (code) return code;
    cursor = casus_sql_use(record, CASUS_SQL_SET_DOCUMENT_SUM);
    casus_bind_int(&cursor, (int64_t)(in ? sum + part_sum : sum - part_sum));
    casus_bind_int(&cursor, row);
    if ((code = casus_sql_run(&cursor, err))) return code;
  }
}
