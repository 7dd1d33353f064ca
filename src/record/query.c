#include "record/query.h"

static void add_condition(casus_buffer *sql, bool asked, const char *condition) {
  if (!asked || !condition) return;
  casus_buffer_add_c(sql, " AND ");
  casus_buffer_add_c(sql, condition);
}

/* Only constant text goes into the SQL; what the filter says is bound. A document without a date was out by the day it
 * was seen. */
static void write_sql(casus_buffer *sql, const char *select, const casus_conditions *conditions, const char *order,
                      const casus_filter *f) {
  casus_buffer_add_c(sql, select);
  casus_buffer_add_c(sql, " WHERE 1");
  add_condition(sql, f->document.len, "d.id = :document");
  add_condition(sql, casus_date_known(f->as_of),
                "coalesce(casus_last_day(d.published, d.published_precision), d.seen) <= :as_of");
  add_condition(sql, f->actor.len, conditions->actor);
  add_condition(sql, f->other.len, conditions->other);
  add_condition(sql, f->type.len, conditions->type);
  add_condition(sql, f->status.len, conditions->status);
  add_condition(sql, f->min_confidence > 0, conditions->confidence);
  add_condition(sql, f->speaker.len, conditions->speaker);
  add_condition(sql, casus_date_known(f->since), conditions->since);
  add_condition(sql, casus_date_known(f->until), conditions->until);
  casus_buffer_add_c(sql, " ORDER BY ");
  casus_buffer_add_c(sql, order);
  if (f->limit) casus_buffer_add_c(sql, " LIMIT :limit");
}

static void bind_text(casus_cursor *cursor, const char *name, casus_str value) {
  cursor->at = sqlite3_bind_parameter_index(cursor->statement, name) - 1;
  if (cursor->at >= 0) casus_bind_text(cursor, value);
}

static void bind_int(casus_cursor *cursor, const char *name, int64_t value) {
  cursor->at = sqlite3_bind_parameter_index(cursor->statement, name) - 1;
  if (cursor->at >= 0) casus_bind_int(cursor, value);
}

static void bind_double(casus_cursor *cursor, const char *name, double value) {
  cursor->at = sqlite3_bind_parameter_index(cursor->statement, name) - 1;
  if (cursor->at >= 0) casus_bind_double(cursor, value);
}

static void bind_filter(casus_cursor *cursor, const casus_filter *f) {
  bind_text(cursor, ":document", f->document);
  bind_text(cursor, ":actor", f->actor);
  bind_text(cursor, ":other", f->other);
  bind_text(cursor, ":type", f->type);
  bind_text(cursor, ":status", f->status);
  bind_double(cursor, ":confidence", f->min_confidence);
  bind_text(cursor, ":speaker", f->speaker);
  bind_int(cursor, ":since", f->since.day);
  bind_int(cursor, ":until", casus_date_last_day(f->until));
  if (casus_date_known(f->as_of)) bind_int(cursor, ":as_of", casus_date_last_day(f->as_of));
  bind_int(cursor, ":limit", f->limit > INT64_MAX ? INT64_MAX : (int64_t)f->limit);
}

int casus_query_begin(casus_record *record, const char *select, const casus_conditions *conditions, const char *order,
                      const casus_filter *filter, casus_cursor *cursor, casus_error *err) {
  static const casus_filter everything = {0};
  if (!filter) filter = &everything;
  casus_buffer sql = {0};
  write_sql(&sql, select, conditions, order, filter);
  *cursor = (casus_cursor){.record = record};
  if (sql.failed)
    cursor->rc = SQLITE_NOMEM;
  else
    cursor->rc = sqlite3_prepare_v3(record->db, sql.data, (int)sql.len, 0, &cursor->statement, NULL);
  casus_buffer_free(&sql);
  if (!cursor->rc) bind_filter(cursor, filter);
  return cursor->rc ? casus_query_end(cursor, CASUS_OK, err) : CASUS_OK;
}

int casus_query_end(casus_cursor *cursor, int code, casus_error *err) {
  if (code >= 0) code = cursor->rc ? casus_sql_fail(cursor->record->db, cursor->rc, err) : CASUS_OK;
  sqlite3_finalize(cursor->statement);
  cursor->statement = NULL;
  return code;
}
