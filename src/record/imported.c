/* Rows of imported sets as they may be known: of each series the newest vintage that was out. */
#include "record/sql.h"

/* i is an import that counts by ?1 (NULL: by now): no other of its series is newer, or as new and imported later. */
#define COUNTS                                                                                                         \
  "i.import = (SELECT j.import FROM imports j WHERE j.series = i.series AND (?1 IS NULL OR "                           \
  "casus_last_day(j.vintage, j.vintage_precision) <= ?1) "                                                             \
  "ORDER BY casus_last_day(j.vintage, j.vintage_precision) DESC, j.import DESC LIMIT 1)"
#define ORIGIN "i.name, i.citation, i.path, i.content, i.vintage, i.vintage_precision"

/* ?2 is the day. Transactions ("arms.delivery", "arms.order") are no standing ties. */
static const char TIES[] =
    "SELECT " ORIGIN ", t.line, t.kind, t.source_actor, t.target_actor, t.mutual, t.first_day, t.first_precision, "
    "t.last_day, t.last_precision, t.amount, t.unit, t.year, t.year_precision, t.treaty, t.source, t.note "
    "FROM imports i JOIN imported_ties t ON t.import = i.import WHERE " COUNTS " AND t.kind NOT LIKE 'arms.%' "
    "AND (t.first_day IS NULL OR t.first_day <= ?2) "
    "AND (t.last_day IS NULL OR casus_last_day(t.last_day, t.last_precision) >= ?2) ORDER BY t.tie";
static const char INCIDENTS[] =
    "SELECT " ORIGIN ", n.line, n.a, n.b, n.first_day, n.first_precision, n.last_day, n.last_precision, n.level, "
    "n.fatal, n.dispute, n.name FROM imports i JOIN imported_incidents n ON n.import = i.import WHERE " COUNTS
    " AND casus_last_day(n.first_day, n.first_precision) <= ?2 ORDER BY n.incident";
/* The newest set that has values; its newest year. */
static const char ARMS_SET[] =
    "SELECT " ORIGIN ", i.import, (SELECT max(t.year) FROM imported_ties t WHERE t.import = i.import AND "
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

/* "Correlates of War Formal Alliances: …" */
static casus_str title_of(casus_str citation) {
  size_t colon = casus_str_find(citation, CASUS_STR(": "), 0);
  return casus_str_sub(citation, 0, colon);
}

casus_import_origin casus_take_origin(casus_cursor *c, casus_arena *arena) {
  casus_import_origin origin;
  origin.name = casus_take_text(c, arena);
  origin.title = title_of(casus_take_text(c, arena));
  origin.path = casus_take_text(c, arena);
  origin.content = casus_take_text(c, arena);
  origin.vintage = casus_take_date(c);
  origin.line = 0;
  return origin;
}

static void take_tie(casus_cursor *c, casus_arena *arena, casus_imported_tie_row *row) {
  casus_tie *t = &row->tie;
  row->origin = casus_take_origin(c, arena);
  row->origin.line = (uint64_t)casus_take_int(c);
  t->kind = casus_take_text(c, arena);
  t->from = casus_take_text(c, arena);
  t->to = casus_take_text(c, arena);
  t->mutual = casus_take_int(c) != 0;
  t->start = casus_take_date(c);
  t->end = casus_take_date(c);
  t->amount.known = !casus_take_null(c);
  if (t->amount.known) t->amount.value = casus_take_double(c);
  t->amount.unit = casus_take_text(c, arena);
  t->year = casus_take_date(c);
  row->treaty = casus_take_text(c, arena);
  t->source = casus_take_text(c, arena);
  t->note = casus_take_text(c, arena);
  t->origin = CASUS_STR("import");
  t->status = CASUS_STATUS_ASSERTED;
  t->confidence = 1;
  t->event = SIZE_MAX;
}

static void take_incident(casus_cursor *c, casus_arena *arena, casus_imported_incident_row *row) {
  casus_imported_incident *n = &row->incident;
  row->origin = casus_take_origin(c, arena);
  row->origin.line = n->line = (uint64_t)casus_take_int(c);
  n->a = casus_take_text(c, arena);
  n->b = casus_take_text(c, arena);
  n->first = casus_take_date(c);
  n->last = casus_take_date(c);
  n->level = (int)casus_take_int(c);
  n->fatal = casus_take_int(c) != 0;
  n->dispute = casus_take_text(c, arena);
  n->name = casus_take_text(c, arena);
}

static void take_delivery(casus_cursor *c, casus_arena *arena, casus_delivery *row) {
  row->from = casus_take_text(c, arena);
  row->to = casus_take_text(c, arena);
  row->year = casus_take_date(c);
  row->unit = casus_take_text(c, arena);
  row->amount = casus_take_double(c);
  row->deals = (uint64_t)casus_take_int(c);
}

/* All rows of a bound cursor, which is finalized. */
#define TAKE_ALL(cursor, type, take, rows, count)                                                                      \
  CASUS_VEC(type) list = {0};                                                                                          \
  int code = CASUS_OK;                                                                                                 \
  while (code == CASUS_OK && (code = casus_sql_next(&(cursor), err)) == CASUS_OK) {                                    \
    type *row = casus_vec_push(&list, arena);                                                                          \
    if (row)                                                                                                           \
      take(&(cursor), arena, row);                                                                                     \
    else                                                                                                               \
      code = casus_fail_memory(err);                                                                                   \
  }                                                                                                                    \
  sqlite3_finalize((cursor).statement);                                                                                \
  if (code == CASUS_END) *(rows) = list.items, *(count) = list.count;                                                  \
  return code == CASUS_END ? CASUS_OK : code

int casus_record_imported_ties(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                               casus_imported_tie_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, TIES, &cursor)) bind_days(&cursor, as_of, day);
  TAKE_ALL(cursor, casus_imported_tie_row, take_tie, rows, count);
}

int casus_record_imported_incidents(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                                    casus_imported_incident_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  if (!prepare(record, INCIDENTS, &cursor)) bind_days(&cursor, as_of, day);
  TAKE_ALL(cursor, casus_imported_incident_row, take_incident, rows, count);
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
  TAKE_ALL(cursor, casus_delivery, take_delivery, rows, count);
}
