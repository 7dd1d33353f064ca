/* Imported data sets: written whole or not at all, listed with what was skipped. */
#include <math.h>

#include "record/sums.h"

static int run(casus_record *record, casus_sql which, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, which);
  return casus_sql_run(&cursor, err);
}

void casus_record_import_abort(casus_record *record) {
  record->import = 0;
  /* Some failures (a full disk) have rolled back already. */
  if (!sqlite3_get_autocommit(record->db)) run(record, CASUS_SQL_ROLLBACK, NULL);
}

/* The way out of an import that failed. */
static int give_up(casus_record *record, int code) {
  casus_record_import_abort(record);
  return code;
}

static int find(casus_record *record, const casus_import *import, bool *known, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_FIND_IMPORT);
  casus_bind_text(&cursor, import->series);
  casus_bind_text(&cursor, import->content);
  int code = casus_sql_next(&cursor, err);
  if (code < 0) return code;
  *known = code == CASUS_OK;
  return casus_sql_close(&cursor, err);
}

static int add_head(casus_record *record, const casus_import *import, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_IMPORT);
  const casus_str texts[] = {import->name, import->layout, import->series, import->path, import->content};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(&cursor, texts[i]);
  casus_bind_date(&cursor, import->vintage);
  casus_bind_date(&cursor, import->imported);
  casus_bind_text(&cursor, import->citation);
  return casus_sql_run(&cursor, err);
}

int casus_record_import_begin(casus_record *record, const casus_import *import, bool *known, casus_error *err) {
  bool there = false;
  int code = run(record, CASUS_SQL_BEGIN_WRITE, err);
  if (code) return code;
  code = find(record, import, &there, err);
  if (!code && !there) code = add_head(record, import, err);
  if (code || there) casus_record_import_abort(record);
  if (code) return code;
  if (!there) record->import = sqlite3_last_insert_rowid(record->db);
  record->sum = 0;
  *known = there;
  return CASUS_OK;
}

static casus_cursor row_of(casus_record *record, casus_sql which, uint64_t line) {
  casus_cursor cursor = casus_sql_use(record, which);
  casus_bind_int(&cursor, record->import);
  casus_bind_int(&cursor, (int64_t)line);
  return cursor;
}

static void bind_told(casus_cursor *cursor, casus_maybe told) {
  if (told.known)
    casus_bind_int(cursor, told.value);
  else
    casus_bind_null(cursor);
}

static int end_row(casus_cursor *cursor, casus_error *err) {
  int code = casus_sql_add(cursor, err);
  return code ? give_up(cursor->record, code) : CASUS_OK;
}

int casus_record_import_tie(casus_record *record, const casus_imported_tie *row, casus_error *err) {
  const casus_tie *t = &row->tie;
  casus_cursor cursor = row_of(record, CASUS_SQL_ADD_IMPORTED_TIE, row->line);
  casus_bind_text(&cursor, t->kind);
  casus_bind_text(&cursor, t->from);
  casus_bind_text(&cursor, t->to.ptr ? t->to : CASUS_STR(""));
  casus_bind_int(&cursor, t->mutual);
  casus_bind_date(&cursor, t->start);
  casus_bind_date(&cursor, t->end);
  if (t->amount.known)
    casus_bind_double(&cursor, t->amount.value);
  else
    casus_bind_null(&cursor);
  casus_bind_text(&cursor, t->amount.unit);
  casus_bind_date(&cursor, t->year);
  casus_bind_text(&cursor, row->treaty);
  casus_bind_text(&cursor, t->source);
  casus_bind_text(&cursor, t->note);
  return end_row(&cursor, err);
}

int casus_record_import_incident(casus_record *record, const casus_imported_incident *row, casus_error *err) {
  casus_cursor cursor = row_of(record, CASUS_SQL_ADD_IMPORTED_INCIDENT, row->line);
  casus_bind_text(&cursor, row->a);
  casus_bind_text(&cursor, row->b);
  casus_bind_date(&cursor, row->first);
  casus_bind_date(&cursor, row->last);
  casus_bind_int(&cursor, row->level);
  casus_bind_int(&cursor, row->fatal);
  casus_bind_text(&cursor, row->dispute);
  casus_bind_text(&cursor, row->name);
  const casus_maybe told[] = {row->level_a, row->level_b, row->fatality, row->origin_a, row->origin_b};
  for (size_t i = 0; i < CASUS_COUNT(told); i++) bind_told(&cursor, told[i]);
  return end_row(&cursor, err);
}

int casus_record_import_event(casus_record *record, const casus_imported_event *row, casus_error *err) {
  casus_cursor cursor = row_of(record, CASUS_SQL_ADD_IMPORTED_EVENT, row->line);
  casus_bind_date(&cursor, row->date);
  const casus_str texts[] = {row->source,
                             row->source_sector,
                             row->target,
                             row->target_sector,
                             casus_str_from_c(casus_event_type_name(row->type)),
                             row->mode,
                             row->cameo,
                             row->context};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(&cursor, texts[i]);
  casus_bind_double(&cursor, row->intensity);
  if (row->deaths >= 0)
    casus_bind_int(&cursor, row->deaths);
  else
    casus_bind_null(&cursor);
  casus_bind_text(&cursor, row->place);
  casus_bind_text(&cursor, row->text);
  casus_bind_text(&cursor, row->reference);
  casus_bind_date(&cursor, row->last);
  casus_bind_text(&cursor, row->source_name);
  casus_bind_text(&cursor, row->target_name);
  bind_told(&cursor, row->deaths_low);
  bind_told(&cursor, row->deaths_high);
  casus_bind_text(&cursor, row->place_state);
  bind_told(&cursor, row->place_precision);
  casus_bind_double(&cursor, row->placed ? row->lat : NAN);
  casus_bind_double(&cursor, row->placed ? row->lon : NAN);
  bind_told(&cursor, row->mentions);
  return end_row(&cursor, err);
}

int casus_record_import_issue(casus_record *record, uint64_t line, uint64_t n, casus_str reason, casus_error *err) {
  casus_cursor cursor = row_of(record, CASUS_SQL_ADD_IMPORT_ISSUE, line);
  casus_bind_int(&cursor, (int64_t)n);
  casus_bind_text(&cursor, reason);
  return end_row(&cursor, err);
}

int casus_record_import_end(casus_record *record, const casus_import *import, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_COUNT_IMPORT);
  const uint64_t counts[] = {import->read, import->kept, import->left_out, import->skipped};
  for (size_t i = 0; i < CASUS_COUNT(counts); i++) casus_bind_int(&cursor, (int64_t)counts[i]);
  casus_bind_int(&cursor, record->import);
  int code = casus_sql_run(&cursor, err);
  if (!code) code = casus_sum_import_row(record, err);
  if (!code) code = casus_sum_keep(record, CASUS_SUM_IMPORT, record->import, err);
  if (!code) code = run(record, CASUS_SQL_COMMIT, err);
  if (code) return give_up(record, code);
  record->import = 0;
  return CASUS_OK;
}

static void take_import(casus_cursor *c, casus_arena *arena, casus_import_row *row) {
  casus_import *i = &row->import;
  row->number = casus_take_int(c);
  casus_str *const texts[] = {&i->name, &i->layout, &i->series, &i->path, &i->content};
  for (size_t k = 0; k < CASUS_COUNT(texts); k++) *texts[k] = casus_take_text(c, arena);
  i->vintage = casus_take_date(c);
  i->imported = casus_take_date(c);
  i->citation = casus_take_text(c, arena);
  uint64_t *const counts[] = {&i->read, &i->kept, &i->left_out, &i->skipped};
  for (size_t k = 0; k < CASUS_COUNT(counts); k++) *counts[k] = (uint64_t)casus_take_int(c);
}

/* After the last row, or when memory for one more is wanting. */
static int end_rows(casus_cursor *cursor, int code, casus_error *err) {
  if (code == CASUS_END) return CASUS_OK;
  if (code == CASUS_OK) casus_sql_close(cursor, NULL);
  return code == CASUS_OK ? casus_fail_memory(err) : code;
}

int casus_record_imports(casus_record *record, casus_arena *arena, casus_import_row **rows, size_t *count,
                         casus_error *err) {
  CASUS_VEC(casus_import_row) list = {0};
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ALL_IMPORTS);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    casus_import_row *row = casus_vec_push(&list, arena);
    if (!row) break;
    take_import(&cursor, arena, row);
  }
  code = end_rows(&cursor, code, err);
  if (!code) *rows = list.items, *count = list.count;
  return code;
}

int casus_record_import_issues(casus_record *record, int64_t number, casus_arena *arena, casus_import_issue **issues,
                               size_t *count, casus_error *err) {
  CASUS_VEC(casus_import_issue) list = {0};
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_IMPORT_ISSUES);
  casus_bind_int(&cursor, number);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    casus_import_issue *issue = casus_vec_push(&list, arena);
    if (!issue) break;
    issue->line = (uint64_t)casus_take_int(&cursor);
    issue->reason = casus_take_text(&cursor, arena);
  }
  code = end_rows(&cursor, code, err);
  if (!code) *issues = list.items, *count = list.count;
  return code;
}
