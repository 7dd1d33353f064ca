/* Opening, migrating and closing a record.
 *
 * While it is open for writing a record is in WAL mode: readers and the writer do not wait for one another, and a
 * killed writer leaves every document whole or absent. Closing it takes it back to a rollback journal, so that at rest
 * it is one file that can be copied, sent and read from a folder that may not be written to. */
#include <stdlib.h>
#include <sys/stat.h>

#include "record/schema.h"
#include "record/story.h"
#include "record/sums.h"

enum { BUSY_MILLISECONDS = 10000, WAL_RETRY_MILLISECONDS = 20 };

/* synchronous FULL: each document is on the disk when its transaction has ended, so that power loss takes the one under
 * way and no other. With NORMAL a WAL is flushed at checkpoints only: never damaged, but the last documents would be
 * gone. What a damaged or forged file may not make SQLite do. */
static int harden(sqlite3 *db) {
  static const struct {
    int option, value;
  } options[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
      {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
  };
  for (size_t i = 0; i < CASUS_COUNT(options); i++) {
    int rc = sqlite3_db_config(db, options[i].option, options[i].value, (int *)NULL);
    if (rc) return rc;
  }
  /* Ids are spread over their indexes, so a document touches a hundred pages: 16 MB of them stay at hand. */
  return sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384", NULL,
                      NULL, NULL);
}

/* One integer out of a statement without parameters. */
static int ask(sqlite3 *db, const char *sql, int64_t *value) {
  sqlite3_stmt *statement;
  int rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (rc) return rc;
  rc = sqlite3_step(statement);
  if (rc == SQLITE_ROW) *value = sqlite3_column_int64(statement, 0);
  int end = sqlite3_finalize(statement);
  return rc == SQLITE_ROW ? SQLITE_OK : end ? end : SQLITE_ERROR;
}

/* The schema version of a record; 0 for an empty file. Refuses whatever else it is. Inside a transaction. */
static int identify(sqlite3 *db, int *version, casus_error *err) {
  int64_t application = 0, user_version = 0, tables = 0;
  int rc = ask(db, "PRAGMA application_id", &application);
  if (!rc) rc = ask(db, "PRAGMA user_version", &user_version);
  if (!rc) rc = ask(db, "SELECT count(*) FROM sqlite_schema", &tables);
  if (rc) return casus_sql_fail(db, rc, err);
  if (application == 0 && user_version == 0 && tables == 0) {
    *version = 0;
    return CASUS_OK;
  }
  if (application != CASUS_SCHEMA_APPLICATION || user_version < 1)
    return casus_fail(err, CASUS_E_DATA, 0, "not a record of Casus but another SQLite file");
  if (user_version > casus_schema_version)
    return casus_fail(err, CASUS_E_DATA, 0,
                      "the record is of schema version %lld, this program knows up to %d: update it",
                      (long long)user_version, casus_schema_version);
  *version = (int)user_version;
  return CASUS_OK;
}

/* In one view of the file: another program may be making it this very moment. */
static int identify_at_once(sqlite3 *db, int *version, casus_error *err) {
  int rc = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (rc) return casus_sql_fail(db, rc, err);
  int code = identify(db, version, err);
  if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return code;
}

/* PRAGMA takes no parameters; both values are numbers of ours. */
static int stamp(sqlite3 *db) {
  char *sql =
      sqlite3_mprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;"
                      "INSERT INTO meta VALUES ('program', %Q) ON CONFLICT DO UPDATE SET value = excluded.value;"
                      "INSERT INTO meta SELECT 'program_sum', CAST(casus_sum(value) AS TEXT) FROM meta WHERE key = "
                      "'program' ON CONFLICT DO UPDATE SET value = excluded.value",
                      CASUS_SCHEMA_APPLICATION, casus_schema_version, "casus " CASUS_VERSION);
  if (!sql) return SQLITE_NOMEM;
  int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return rc;
}

/* Inside a transaction. Tables are made anew without their foreign keys looking on: they are looked at in the end. */
static int migrate_from(casus_record *record, int version, casus_error *err) {
  bool summed = version >= CASUS_SCHEMA_SUMS, linked = version >= CASUS_SCHEMA_STORIES;
  int code = summed && !linked ? casus_sum_stories(record, false, err) : CASUS_OK;
  if (code) return code;
  int rc = casus_schema_run(record->db, version, casus_schema_version);
  if (!rc) rc = stamp(record->db);
  if (rc) return casus_sql_fail(record->db, rc, err);
  if (!linked) code = casus_story_link_all(record, err);
  if (!code && summed && !linked) code = casus_sum_stories(record, true, err);
  if (!code && !summed) code = casus_sum_all(record, err);
  if (code) return code;
  int64_t broken = 0;
  rc = ask(record->db, "SELECT count(*) FROM pragma_foreign_key_check", &broken);
  if (rc) return casus_sql_fail(record->db, rc, err);
  return broken ? casus_fail(err, CASUS_E_DATA, 0,
                             "record: rows refer to others that are not there; casus check names them")
                : CASUS_OK;
}

/* The version is asked again inside the transaction: another program may have been faster. */
static int migrate(casus_record *record, casus_error *err) {
  sqlite3 *db = record->db;
  int version;
  int rc = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, (int *)NULL);
  if (!rc) rc = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (rc) return casus_sql_fail(db, rc, err);
  int code = identify(db, &version, err);
  if (!code && version < casus_schema_version) code = migrate_from(record, version, err);
  if (!code && (rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL))) code = casus_sql_fail(db, rc, err);
  if (code && !sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  rc = sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
  return !code && rc ? casus_sql_fail(db, rc, err) : code;
}

/* Going over to WAL needs the file alone for a moment, and SQLite does not always wait for that by itself. */
static int use_wal(sqlite3 *db) {
  int rc = SQLITE_BUSY;
  for (int waited = 0; (rc & 0xFF) == SQLITE_BUSY && waited <= BUSY_MILLISECONDS; waited += WAL_RETRY_MILLISECONDS) {
    rc = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    if ((rc & 0xFF) == SQLITE_BUSY) sqlite3_sleep(WAL_RETRY_MILLISECONDS);
  }
  return rc;
}

static int set_up(casus_record *record, bool read_only, casus_error *err) {
  sqlite3 *db = record->db;
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
  int rc = harden(db);
  if (!rc) rc = casus_sql_functions(db);
  if (rc) return casus_sql_fail(db, rc, err);
  int version;
  int code = identify_at_once(db, &version, err);
  if (code) return code;
  if (read_only && version < casus_schema_version)
    return casus_fail(err, CASUS_E_DATA, 0, "the record is %s: it must be opened for writing once",
                      version ? "of an older schema" : "empty");
  if (read_only) return CASUS_OK;
  if ((rc = use_wal(db))) return casus_sql_fail(db, rc, err);
  return version < casus_schema_version ? migrate(record, err) : CASUS_OK;
}

int casus_record_adopt(sqlite3 *db, bool read_only, casus_record **record, casus_error *err) {
  casus_record *made = calloc(1, sizeof *made);
  if (!made) {
    sqlite3_close(db);
    return casus_fail_memory(err);
  }
  made->db = db;
  made->read_only = read_only;
  made->scratch = casus_arena_new();
  int code = made->scratch ? set_up(made, read_only, err) : casus_fail_memory(err);
  if (!code) {
    casus_cursor rollback = casus_sql_use(made, CASUS_SQL_ROLLBACK); /* now, so that going back never needs memory */
    code = casus_sql_close(&rollback, err);
    casus_cursor undo = casus_sql_use(made, CASUS_SQL_UNDO);
    int undone = casus_sql_close(&undo, err);
    if (!code) code = undone;
  }
  if (code) {
    made->read_only = true; /* not ours, perhaps: leave it as it is */
    casus_record_free(made);
    return code;
  }
  *record = made;
  return CASUS_OK;
}

/* SQLite would wait for somebody at the other end of a pipe. */
static int check_kind(const char *path, casus_error *err) {
  struct stat there;
  if (stat(path, &there) || S_ISREG(there.st_mode)) return CASUS_OK; /* whether it may be opened is told later */
  return casus_fail(err, CASUS_E_SYSTEM, 0, "%s is no record but %s", path,
                    S_ISDIR(there.st_mode)    ? "a folder"
                    : S_ISFIFO(there.st_mode) ? "a pipe"
                                              : "a device");
}

static int open_file(const char *path, int flags, sqlite3 **db, casus_error *err) {
  char *plain = NULL;
  int kind = check_kind(path, err);
  if (kind) return kind;
  /* Some builds of SQLite read every name that starts with "file:" as a URI; here a name is a name. */
  if (strncmp(path, "file:", 5) == 0 && !(plain = sqlite3_mprintf("./%s", path))) return casus_fail_memory(err);
  int rc = sqlite3_open_v2(plain ? plain : path, db, flags, NULL);
  sqlite3_free(plain);
  if (rc == SQLITE_OK) return CASUS_OK;
  int code = casus_sql_fail(*db, rc, err);
  int reason = sqlite3_system_errno(*db);
  if (code != CASUS_E_MEMORY && err)
    casus_fail(err, code, 0, "cannot open the record %s: %s", path, reason ? strerror(reason) : sqlite3_errstr(rc));
  sqlite3_close(*db);
  return code;
}

/* Whoever was killed while writing may have left a journal that only those who may write can roll back. */
static bool needs_writer(sqlite3 *db) {
  int rc = sqlite3_exec(db, "PRAGMA user_version", NULL, NULL, NULL);
  return rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY;
}

static int open_to_read(const char *path, sqlite3 **db, casus_error *err) {
  enum { HOW = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE };
  int code = open_file(path, SQLITE_OPEN_READONLY | HOW, db, err);
  if (code || !needs_writer(*db)) return code;
  sqlite3_close(*db);
  code = open_file(path, SQLITE_OPEN_READWRITE | HOW, db, err);
  if (code) return code;
  sqlite3_exec(*db, "PRAGMA user_version", NULL, NULL, NULL); /* rolls back; if not, opening to read says why */
  sqlite3_close(*db);
  return open_file(path, SQLITE_OPEN_READONLY | HOW, db, err);
}

int casus_record_open(const char *path, bool read_only, casus_record **record, casus_error *err) {
  sqlite3 *db = NULL;
  if (!path || !*path) return casus_fail(err, CASUS_E_USAGE, 0, "the record needs a path");
  bool in_memory = strcmp(path, ":memory:") == 0;
  const int write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  bool to_read = read_only && !in_memory;
  int code = to_read ? open_to_read(path, &db, err) : open_file(path, write, &db, err);
  return code ? code : casus_record_adopt(db, to_read, record, err);
}

void casus_record_free(casus_record *record) {
  if (!record) return;
  for (size_t i = 0; i < CASUS_SQL_COUNT; i++) sqlite3_finalize(record->statements[i]);
  if (!record->read_only) {
    sqlite3_busy_timeout(record->db, 0);
    /* Both are refused while somebody else uses the record; it is whole all the same, with its -wal file beside it. */
    sqlite3_exec(record->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    sqlite3_exec(record->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  }
  sqlite3_close(record->db);
  casus_arena_free(record->scratch);
  free(record);
}
