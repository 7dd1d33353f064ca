/* Records of every older version, and of a newer one. An old record is made by the steps of its time: the schema as it
 * was then, filled with what its tables can hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

#include "record/schema.h"
#include "record/sql.h"
#include "unit/record/sample.h"

enum { DOCUMENTS = 5 };

typedef struct fixture {
  char path[64], old[64];
  casus_arena *arena;
} fixture;

static void print_fault(void *context, casus_str text) {
  (void)context;
  print_message("fault: %.*s\n", CASUS_STR_FMT(text));
}

static casus_record *open_record(const char *path) {
  casus_record *record = NULL;
  casus_error err = {0};
  if (casus_record_open(path, false, &record, &err)) print_error("%s\n", err.message);
  assert_non_null(record);
  return record;
}

static int set_up(void **state) {
  static fixture f;
  snprintf(f.path, sizeof f.path, "/tmp/casus_migrate_%ld.db", (long)getpid());
  snprintf(f.old, sizeof f.old, "/tmp/casus_migrate_%ld.old", (long)getpid());
  f.arena = casus_arena_new();
  casus_record *record = open_record(f.path);
  for (unsigned i = 0; i < DOCUMENTS; i++) {
    sample s = sample_make(f.arena, i);
    bool added;
    assert_int_equal(casus_record_add(record, &s.document, &s.text, &s.coding, sample_day(2024, 7, 1), &added, NULL),
                     CASUS_OK);
  }
  casus_record_free(record);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  unlink(f->path);
  unlink(f->old);
  casus_arena_free(f->arena);
  return 0;
}

static void sql(sqlite3 *db, const char *statements) {
  char *message = NULL;
  if (sqlite3_exec(db, statements, NULL, NULL, &message)) print_error("%s: %s\n", statements, message);
  assert_null(message);
}

/* Copies the columns that the old table has; what is now called otherwise is found by its old name. */
static void copy_table(sqlite3 *db, const char *table) {
  casus_buffer columns = {0}, values = {0};
  char *ask = sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)", table);
  sqlite3_stmt *names;
  assert_int_equal(sqlite3_prepare_v2(db, ask, -1, &names, NULL), SQLITE_OK);
  while (sqlite3_step(names) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(names, 0);
    casus_buffer_printf(&columns, "%s%s", columns.len ? ", " : "", name);
    casus_buffer_printf(&values, "%s%s", values.len ? ", " : "", strcmp(name, "story") ? name : "wording");
  }
  sqlite3_finalize(names);
  char *copy = sqlite3_mprintf("INSERT INTO main.%s (%.*s) SELECT %.*s FROM now.%s", table, (int)columns.len,
                               columns.data, (int)values.len, values.data, table);
  sql(db, copy);
  sqlite3_free(copy);
  sqlite3_free(ask);
  casus_buffer_free(&columns);
  casus_buffer_free(&values);
}

/* What the record at f->path would be, had the program of that version made it. */
static void make_old(const fixture *f, int version) {
  sqlite3 *db;
  unlink(f->old);
  assert_int_equal(sqlite3_open(f->old, &db), SQLITE_OK);
  assert_int_equal(casus_sql_functions(db), SQLITE_OK);
  assert_int_equal(casus_schema_run(db, 0, version), SQLITE_OK);
  char *stamp = sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; ATTACH %Q AS now",
                                CASUS_SCHEMA_APPLICATION, version, f->path);
  sql(db, stamp);
  sqlite3_free(stamp);
  sqlite3_stmt *tables;
  assert_int_equal(sqlite3_prepare_v2(db, "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rowid", -1,
                                      &tables, NULL),
                   SQLITE_OK);
  while (sqlite3_step(tables) == SQLITE_ROW) copy_table(db, (const char *)sqlite3_column_text(tables, 0));
  sqlite3_finalize(tables);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* A migrated record passes every check and holds the same as one made today. */
static void every_older_version(void **state) {
  fixture *f = *state;
  for (int version = 1; version < casus_schema_version; version++) {
    make_old(f, version);
    casus_record *record = NULL;
    assert_int_equal(casus_record_open(f->old, true, &record, NULL), CASUS_E_DATA); /* reading alone changes nothing */
    record = open_record(f->old);
    assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
    casus_record_free(record);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(f->old, &db), SQLITE_OK);
    char *attach = sqlite3_mprintf("ATTACH %Q AS now", f->path);
    sql(db, attach);
    sqlite3_free(attach);
    static const char *const tables[] = {"documents", "story_keys", "story_links", "about", "ties"};
    for (size_t i = 0; i < CASUS_COUNT(tables); i++) {
      char *differ = sqlite3_mprintf("SELECT count(*) FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM now.%s)",
                                     tables[i], tables[i]);
      sqlite3_stmt *count;
      assert_int_equal(sqlite3_prepare_v2(db, differ, -1, &count, NULL), SQLITE_OK);
      assert_int_equal(sqlite3_step(count), SQLITE_ROW);
      assert_int_equal(sqlite3_column_int(count, 0), 0);
      sqlite3_finalize(count);
      sqlite3_free(differ);
    }
    sqlite3_close(db);
  }
}

/* Its texts are linked anew; what was damaged before is so after. */
static void stories_of_the_ninth_version(void **state) {
  static const char *const damage[] = {"", "UPDATE documents SET publisher = 'another' WHERE document = 1"};
  fixture *f = *state;
  for (size_t i = 0; i < CASUS_COUNT(damage); i++) {
    sqlite3 *db;
    make_old(f, 9);
    assert_int_equal(sqlite3_open(f->old, &db), SQLITE_OK);
    assert_int_equal(casus_sql_functions(db), SQLITE_OK);
    sql(db, damage[i]);
    sqlite3_close(db);
    casus_record *record = open_record(f->old);
    assert_int_equal(casus_record_check(record, NULL, NULL, NULL), i ? CASUS_E_CHECK : CASUS_OK);
    casus_record_free(record);
  }
}

static void predictions_of_the_first_version(void **state) {
  fixture *f = *state;
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  sql(db, "UPDATE events SET status = 'planned'");
  sqlite3_close(db);
  make_old(f, 1);
  casus_record *record = open_record(f->old);
  casus_statement_row *rows = NULL;
  size_t count = 0, predictions = 0;
  assert_int_equal(casus_record_statements(record, NULL, f->arena, &rows, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++) {
    const casus_prediction *p = &rows[i].statement.prediction;
    if (!p->modality.ptr) continue;
    predictions++;
    assert_int_equal(p->basis, CASUS_BASIS_ASSUMED);
    assert_int_equal(p->until.day, casus_date_last_day(rows[i].published) + 365);
    assert_int_equal(rows[i].statement.expects_count, 1); /* of the two events one has a known source */
  }
  assert_int_equal(predictions, DOCUMENTS);
  casus_record_free(record);
}

/* The tables of imports get more columns. */
static void imports_of_the_third_version(void **state) {
  fixture *f = *state;
  make_old(f, 3);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->old, &db), SQLITE_OK);
  sql(db, "INSERT INTO imports VALUES (1, 'x', 'y', 'x/y', 'p', 'c', 100, 3, 100, 3, 'T: w', 2, 2, 0, 0);"
          "INSERT INTO imported_incidents VALUES (1, 1, 2, 'PER', 'URY', 50, 3, NULL, 0, 4, 1, '9', 'n');"
          "INSERT INTO imported_events VALUES (1, 1, 3, 60, 3, 'PER', 'MIL', 'URY', '', 'ASSAULT', '', '190', '', -10, "
          "7, '', 'told', 'r')");
  sqlite3_close(db);
  casus_record *record = open_record(f->old);
  casus_imported_event_row *events;
  casus_imported_incident_row *incidents;
  size_t count = 0;
  assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
  assert_int_equal(casus_record_imported_events(record, NULL, f->arena, &events, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
  assert_int_equal(events[0].event.deaths, 7);
  assert_false(events[0].event.deaths_low.known || events[0].event.placed);
  casus_date day = {100, CASUS_DATE_DAY};
  assert_int_equal(casus_record_imported_incidents(record, day, day, f->arena, &incidents, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
  assert_false(incidents[0].incident.fatality.known);
  casus_record_free(record);
}

static void a_newer_version_is_left_alone(void **state) {
  fixture *f = *state;
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  sql(db, "PRAGMA user_version = 9999");
  sqlite3_close(db);
  casus_record *record = NULL;
  casus_error err = {0};
  assert_int_equal(casus_record_open(f->path, false, &record, &err), CASUS_E_DATA);
  assert_non_null(strstr(err.message, "update it"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(every_older_version),          TEST(stories_of_the_ninth_version),  TEST(predictions_of_the_first_version),
      TEST(imports_of_the_third_version), TEST(a_newer_version_is_left_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
