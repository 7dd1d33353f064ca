/* The functions that the SQL of this room calls. All are deterministic and touch nothing but their arguments. */
#include <unicode/uchar.h>

#include "record/row_hash.h"
#include "record/sql.h"

static casus_str text_of(sqlite3_value *value) {
  const unsigned char *bytes = sqlite3_value_text(value);
  return casus_str_of((const char *)bytes, bytes ? (size_t)sqlite3_value_bytes(value) : 0);
}

static bool folded_at(casus_str s, size_t at, casus_str needle) {
  size_t size, needle_size;
  for (size_t i = 0; i < needle.len; i += needle_size, at += size) {
    if (at >= s.len) return false;
    UChar32 a = (UChar32)casus_utf8_at(s, at, &size), b = (UChar32)casus_utf8_at(needle, i, &needle_size);
    if (u_foldCase(a, U_FOLD_CASE_DEFAULT) != u_foldCase(b, U_FOLD_CASE_DEFAULT)) return false;
  }
  return true;
}

/* casus_contains(text, needle): simple case folding, character by character. NULL contains nothing. */
static void contains(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  casus_str s = text_of(values[0]), needle = text_of(values[1]);
  size_t size = 0;
  bool found = s.ptr && folded_at(s, 0, needle);
  for (size_t at = 0; !found && at < s.len; at += size) {
    casus_utf8_at(s, at, &size);
    found = folded_at(s, at, needle);
  }
  sqlite3_result_int(context, found);
}

/* False for a day outside the years 1 to 9999, or one that is not the first of the month or year that it stands for. */
static bool date_of(sqlite3_value *day, sqlite3_value *precision, casus_date *date) {
  sqlite3_int64 d = sqlite3_value_int64(day), p = sqlite3_value_int64(precision);
  int year, month, of_month;
  if (p == CASUS_DATE_NONE) {
    *date = (casus_date){0, CASUS_DATE_NONE};
    return sqlite3_value_type(day) == SQLITE_NULL;
  }
  if (sqlite3_value_type(day) == SQLITE_NULL || p < 0 || p > CASUS_DATE_DAY || d < CASUS_FIRST_DAY ||
      d > CASUS_LAST_DAY)
    return false;
  *date = (casus_date){(int32_t)d, (casus_precision)p};
  casus_civil_from_days(date->day, &year, &month, &of_month);
  return p == CASUS_DATE_DAY || (of_month == 1 && (p == CASUS_DATE_MONTH || month == 1));
}

/* casus_last_day(day, precision): the last day meant; NULL when unknown. */
static void last_day(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  casus_date date;
  if (date_of(values[0], values[1], &date) && casus_date_known(date))
    sqlite3_result_int(context, casus_date_last_day(date));
  else
    sqlite3_result_null(context);
}

/* casus_date_ok(day, precision) */
static void date_ok(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  casus_date date;
  sqlite3_result_int(context, date_of(values[0], values[1], &date));
}

/* casus_known_type(name), casus_known_status(name) */
static void known_type(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  casus_event_type type;
  sqlite3_result_int(context, casus_event_type_from(text_of(values[0]), &type));
}

static void known_status(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  casus_status status;
  sqlite3_result_int(context, casus_status_from(text_of(values[0]), &status));
}

/* casus_sum(text): as sums are made of rows. */
static void sum(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  sqlite3_result_int64(context, (int64_t)casus_row_text(0, text_of(values[0])));
}

int casus_sql_functions(sqlite3 *db) {
  static const struct {
    const char *name;
    int values;
    void (*call)(sqlite3_context *, int, sqlite3_value **);
  } functions[] = {
      {"casus_contains", 2, contains},     {"casus_last_day", 2, last_day},         {"casus_date_ok", 2, date_ok},
      {"casus_known_type", 1, known_type}, {"casus_known_status", 1, known_status}, {"casus_sum", 1, sum},
  };
  int rc = SQLITE_OK;
  for (size_t i = 0; i < CASUS_COUNT(functions) && rc == SQLITE_OK; i++)
    rc = sqlite3_create_function_v2(db, functions[i].name, functions[i].values,
                                    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, functions[i].call,
                                    NULL, NULL, NULL);
  return rc;
}
