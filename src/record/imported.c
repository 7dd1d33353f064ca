/* Rows of imported sets as they may be known: of each series the newest vintage that was out. */
#include "record/imported.h"

#define COUNTS CASUS_IMPORT_COUNTS("?1")

/* ?2 is the day. Transactions ("arms.delivery", "arms.order") are no standing ties. */
static const char TIES[] =
    CASUS_IMPORTED_TIES " WHERE " COUNTS " AND t.kind NOT LIKE 'arms.%' AND (t.first_day IS NULL OR t.first_day <= ?2) "
                        "AND (t.last_day IS NULL OR casus_last_day(t.last_day, t.last_precision) >= ?2) ORDER BY t.tie";
static const char INCIDENTS[] = CASUS_IMPORTED_INCIDENTS
    " WHERE " COUNTS " AND casus_last_day(t.first_day, t.first_precision) <= ?2 ORDER BY t.incident";
/* The newest set that has values; its newest year. */
static const char ARMS_SET[] =
    "SELECT " CASUS_IMPORT_ORIGIN ", i.import, (SELECT max(t.year) FROM imported_ties t WHERE t.import = i.import AND "
    "t.kind = 'arms.delivery' AND t.amount IS NOT NULL) AS newest FROM imports i WHERE " COUNTS
    " AND newest IS NOT NULL ORDER BY casus_last_day(i.vintage, i.vintage_precision) DESC, i.import DESC LIMIT 1";
static const char ARMS[] =
    "SELECT t.source_actor, t.target_actor, t.year, t.year_precision, t.unit, sum(t.amount), count(*) "
    "FROM imported_ties t WHERE t.import = ?1 AND t.kind = 'arms.delivery' AND t.amount IS NOT NULL "
    "AND t.year BETWEEN ?2 AND ?3 GROUP BY 1, 2, 3, 5 ORDER BY t.target_actor, t.source_actor, t.year";

static int prepare(casus_record *record, const char *sql, casus_cursor *cursor) {
  *cursor = (casus_cursor){.record = record};
  cursor->rc = sqlite3_prepare_v2(record->db, sql, -1, &cursor->statement, NULL);
  return cursor->rc;
}

static void bind_days(casus_cursor *cursor, casus_date as_of, casus_date day) {
  if (casus_date_known(as_of))
    casus_bind_int(cursor, casus_date_last_day(as_of));
  else
    casus_bind_null(cursor);
  if (casus_date_known(day)) casus_bind_int(cursor, casus_date_last_day(day));
}

static void take_delivery(casus_cursor *c, casus_arena *arena, casus_delivery *row) {
  row->from = casus_take_text(c, arena);
  row->to = casus_take_text(c, arena);
  row->year = casus_take_date(c);
  row->unit = casus_take_text(c, arena);
  row->amount = casus_take_double(c);
  row->deals = (uint64_t)casus_take_int(c);
}

int casus_record_imported_ties(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                               casus_imported_tie_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, TIES, &cursor)) bind_days(&cursor, as_of, day);
  CASUS_TAKE_ALL(cursor, casus_imported_tie_row, casus_take_imported_tie, rows, count);
}

int casus_record_imported_incidents(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                                    casus_imported_incident_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, INCIDENTS, &cursor)) bind_days(&cursor, as_of, day);
  CASUS_TAKE_ALL(cursor, casus_imported_incident_row, casus_take_imported_incident, rows, count);
}

int casus_record_arms_set(casus_record *record, casus_date as_of, casus_arena *arena, casus_arms_set *set,
                          casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, ARMS_SET, &cursor)) bind_days(&cursor, as_of, (casus_date){0});
  int code = casus_sql_next(&cursor, err);
  casus_arms_set found = {.number = 0};
  if (code == CASUS_OK) {
    found.origin = casus_take_origin(&cursor, arena);
    found.number = casus_take_int(&cursor);
    found.newest = (casus_date){(int32_t)casus_take_int(&cursor), CASUS_DATE_YEAR};
    code = casus_sql_close(&cursor, err);
  }
  sqlite3_finalize(cursor.statement);
  if (code < 0) return code;
  *set = found;
  return CASUS_OK;
}

int casus_record_deliveries(casus_record *record, const casus_arms_set *set, casus_date first, casus_date last,
                            casus_arena *arena, casus_delivery **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, ARMS, &cursor)) {
    casus_bind_int(&cursor, set->number);
    casus_bind_int(&cursor, first.day);
    casus_bind_int(&cursor, casus_date_last_day(last));
  }
  CASUS_TAKE_ALL(cursor, casus_delivery, take_delivery, rows, count);
}
