/* What happens to the file: opening, migrating, other programs, killing, damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit/record/sample.h"

typedef struct fixture {
  char folder[64], path[96];
  casus_arena *arena;
} fixture;

static int set_up(void **state) {
  static fixture f;
  snprintf(f.folder, sizeof f.folder, "/tmp/casus_record_XXXXXX");
  assert_non_null(mkdtemp(f.folder));
  snprintf(f.path, sizeof f.path, "%s/a.db", f.folder);
  f.arena = casus_arena_new();
  *state = &f;
  return 0;
}

/* Names in the folder; each is removed when `remove` is set. */
static int files_in(const char *folder, bool remove_them) {
  char path[400];
  int count = 0;
  DIR *dir = opendir(folder);
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    count++;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (remove_them) unlink(path);
  }
  closedir(dir);
  return count;
}

static int tear_down(void **state) {
  fixture *f = *state;
  chmod(f->folder, 0700);
  files_in(f->folder, true);
  rmdir(f->folder);
  casus_arena_free(f->arena);
  return 0;
}

static casus_record *open_record(const char *path, bool read_only) {
  casus_record *record = NULL;
  casus_error err = {0};
  int code = casus_record_open(path, read_only, &record, &err);
  if (code) print_error("%s\n", err.message);
  assert_int_equal(code, CASUS_OK);
  return record;
}

static int add_number(casus_record *record, casus_arena *arena, unsigned number, bool *added) {
  sample s = sample_make(arena, number);
  return casus_record_add(record, &s.document, &s.text, &s.coding, sample_day(2024, 7, 1), added, NULL);
}

static void add_up_to(casus_record *record, casus_arena *arena, unsigned count) {
  bool added;
  for (unsigned i = 0; i < count; i++) assert_int_equal(add_number(record, arena, i, &added), CASUS_OK);
}

static size_t count_documents(casus_record *record, casus_arena *arena) {
  casus_document_row *rows;
  size_t count;
  assert_int_equal(casus_record_documents(record, NULL, arena, &rows, &count, NULL), CASUS_OK);
  return count;
}

static void sql(const char *path, const char *statements) {
  sqlite3 *db;
  char *message = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, statements, NULL, NULL, &message)) print_error("%s\n", message);
  assert_null(message);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int add_cell(void *out, int columns, char **values, char **names) {
  (void)names;
  for (int i = 0; i < columns; i++) casus_buffer_printf(out, "%s|", values[i] ? values[i] : "NULL");
  casus_buffer_add_char(out, '\n');
  return 0;
}

/* Every row of every table, row numbers too. */
static void dump(const char *path, casus_buffer *out) {
  static const char *const tables[] = {"documents",  "sentences", "events", "parties", "contexts",  "event_voices",
                                       "statements", "via",       "about",  "ties",    "tie_voices"};
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  for (size_t i = 0; i < CASUS_COUNT(tables); i++) {
    char *select = sqlite3_mprintf("SELECT * FROM %s ORDER BY 1, 2, 3", tables[i]);
    assert_int_equal(sqlite3_exec(db, select, add_cell, out, NULL), SQLITE_OK);
    sqlite3_free(select);
  }
  sqlite3_close(db);
}

static void print_fault(void *context, casus_str text) {
  (void)context;
  print_error("fault: %.*s\n", CASUS_STR_FMT(text));
}

static void a_closed_record_is_one_file(void **state) {
  fixture *f = *state;
  casus_record *record = open_record(f->path, false);
  add_up_to(record, f->arena, 3);
  casus_record_free(record);
  assert_int_equal(files_in(f->folder, false), 1);
  record = open_record(f->path, true);
  assert_int_equal(count_documents(record, f->arena), 3);
  bool added = true;
  assert_int_equal(add_number(record, f->arena, 9, &added), CASUS_E_SYSTEM);
  assert_int_equal(files_in(f->folder, false), 1);
  casus_record_free(record);
  assert_int_equal(files_in(f->folder, false), 1);
  casus_record_free(NULL);
}

/* Seen by others, and there after an end without notice, once they are settled; a faulty one spoils no other. */
static void gathered_additions(void **state) {
  fixture *f = *state;
  casus_record *record = open_record(f->path, false), *other = open_record(f->path, true);
  sample faulty = sample_make(f->arena, 7);
  bool added = false;
  faulty.coding.events[0].confidence = NAN;
  casus_record_gather(record);
  assert_int_equal(casus_record_settle(record, NULL), CASUS_OK); /* of nothing */
  add_up_to(record, f->arena, 3);
  assert_int_equal(
      casus_record_add(record, &faulty.document, &faulty.text, &faulty.coding, sample_day(2024, 7, 1), &added, NULL),
      CASUS_E_INPUT);
  assert_int_equal(count_documents(record, f->arena), 3);
  assert_int_equal(count_documents(other, f->arena), 0);
  assert_int_equal(casus_record_settle(record, NULL), CASUS_OK);
  assert_int_equal(count_documents(other, f->arena), 3);
  assert_int_equal(add_number(record, f->arena, 4, &added), CASUS_OK);
  casus_record_free(record); /* as one that dies does: 4 is not settled */
  assert_int_equal(count_documents(other, f->arena), 3);
  assert_int_equal(casus_record_check(other, NULL, NULL, NULL), CASUS_OK);
  casus_record_free(other);
}

static void read_only_makes_no_file(void **state) {
  fixture *f = *state;
  casus_record *record = NULL;
  casus_error err = {0};
  assert_int_equal(casus_record_open(f->path, true, &record, &err), CASUS_E_SYSTEM);
  assert_non_null(strstr(err.message, f->path));
  assert_int_equal(casus_record_open("", false, &record, &err), CASUS_E_USAGE);
  assert_int_equal(casus_record_open("/nowhere/at/all.db", false, &record, &err), CASUS_E_SYSTEM);
  assert_int_equal(casus_record_open(f->folder, false, &record, &err), CASUS_E_SYSTEM);
  assert_null(record);
  assert_int_equal(files_in(f->folder, false), 0);
}

/* As an ordinary user: root may write everywhere. */
static void read_only_folder(void **state) {
  fixture *f = *state;
  casus_record_free(open_record(f->path, false));
  assert_int_equal(chmod(f->path, 0444), 0);
  assert_int_equal(chmod(f->folder, 0555), 0);
  pid_t child = fork();
  if (child == 0) {
    casus_record *record = NULL;
    if (getuid() == 0 && setuid(65534)) _exit(10);
    if (casus_record_open(f->path, true, &record, NULL) != CASUS_OK) _exit(1);
    casus_record_free(record);
    if (casus_record_open(f->path, false, &record, NULL) != CASUS_E_SYSTEM) _exit(2);
    _exit(files_in(f->folder, false) == 1 ? 0 : 3);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
}

static void a_name_that_looks_like_a_uri_is_a_name(void **state) {
  fixture *f = *state;
  char *before = getcwd(NULL, 0);
  assert_int_equal(chdir(f->folder), 0);
  casus_record_free(open_record("file:b.db?mode=memory", false));
  assert_int_equal(files_in(f->folder, false), 1);
  assert_int_equal(chdir(before), 0);
  free(before);
}

static void an_empty_file_is_migrated(void **state) {
  fixture *f = *state;
  fclose(fopen(f->path, "wb"));
  casus_record *record = NULL;
  assert_int_equal(casus_record_open(f->path, true, &record, NULL), CASUS_E_DATA);
  record = open_record(f->path, false);
  add_up_to(record, f->arena, 1);
  assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
  casus_record_free(record);
}

static void other_files_are_refused(void **state) {
  fixture *f = *state;
  casus_record *record = NULL;
  casus_error err = {0};
  sql(f->path, "CREATE TABLE documents (id)");
  assert_int_equal(casus_record_open(f->path, false, &record, &err), CASUS_E_DATA);
  assert_non_null(strstr(err.message, "another"));
  unlink(f->path);
  FILE *file = fopen(f->path, "wb");
  for (int i = 0; i < 3000; i++) fputc(i * 7 & 0xFF, file);
  fclose(file);
  assert_int_equal(casus_record_open(f->path, false, &record, &err), CASUS_E_DATA);
  assert_int_equal(casus_record_open(f->path, true, &record, &err), CASUS_E_DATA);
  assert_null(record);
}

static void a_newer_schema_is_refused(void **state) {
  fixture *f = *state;
  casus_record *record = NULL;
  casus_error err = {0};
  casus_record_free(open_record(f->path, false));
  sql(f->path, "PRAGMA user_version = 1000");
  assert_int_equal(casus_record_open(f->path, false, &record, &err), CASUS_E_DATA);
  assert_non_null(strstr(err.message, "1000"));
  assert_null(record);
}

static void two_connections_share_a_record(void **state) {
  fixture *f = *state;
  casus_record *a = open_record(f->path, false), *b = open_record(f->path, false), *reader = open_record(f->path, true);
  bool added;
  for (unsigned i = 0; i < 10; i++) {
    assert_int_equal(add_number(i % 2 ? a : b, f->arena, i / 2, &added), CASUS_OK);
    assert_int_equal(added, i % 2 == 0);
    assert_int_equal(count_documents(reader, f->arena), i / 2 + 1);
  }
  casus_record_free(a);
  assert_int_equal(count_documents(reader, f->arena), 5);
  assert_int_equal(add_number(b, f->arena, 5, &added), CASUS_OK);
  casus_record_free(b);
  assert_int_equal(count_documents(reader, f->arena), 6);
  casus_record_free(reader);
  casus_record_free(open_record(f->path, false));
  assert_int_equal(files_in(f->folder, false), 1);
}

/* Several programs make the same record at the same moment. */
static void a_record_can_be_made_by_many_at_once(void **state) {
  fixture *f = *state;
  enum { PROGRAMS = 6, EACH = 8 };
  pid_t children[PROGRAMS];
  for (unsigned c = 0; c < PROGRAMS; c++) {
    if ((children[c] = fork())) continue;
    casus_record *record = NULL;
    bool added;
    casus_error err = {0};
    if (casus_record_open(f->path, false, &record, &err)) {
      print_error("%s\n", err.message);
      _exit(1);
    }
    for (unsigned i = 0; i < EACH; i++)
      if (add_number(record, f->arena, i + c / 2 * EACH, &added)) _exit(2);
    casus_record_free(record);
    _exit(0);
  }
  for (unsigned c = 0; c < PROGRAMS; c++) {
    int status;
    assert_int_equal(waitpid(children[c], &status, 0), children[c]);
    assert_int_equal(status, 0);
  }
  casus_record *record = open_record(f->path, true);
  assert_int_equal(count_documents(record, f->arena), PROGRAMS / 2 * EACH);
  assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
  casus_record_free(record);
}

enum { MANY = 60 };

static void undisturbed(fixture *f, casus_buffer *out) {
  char path[128];
  snprintf(path, sizeof path, "%s/undisturbed.db", f->folder);
  casus_record *record = open_record(path, false);
  add_up_to(record, f->arena, MANY);
  casus_record_free(record);
  dump(path, out);
}

/* Killed at many moments, each time started again: at the end the same rows as an undisturbed run. */
static void a_killed_run_is_finished_by_the_next(void **state) {
  fixture *f = *state;
  casus_buffer want = {0}, got = {0};
  undisturbed(f, &want);
  for (unsigned microseconds = 200; microseconds < 20000; microseconds += 1 + microseconds / 4) {
    pid_t child = fork();
    if (child == 0) {
      casus_record *record = open_record(f->path, false);
      add_up_to(record, f->arena, MANY);
      for (;;) pause();
    }
    usleep(microseconds);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    casus_record *record = open_record(f->path, false);
    assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
    casus_record_free(record);
  }
  casus_record *record = open_record(f->path, false);
  add_up_to(record, f->arena, MANY);
  casus_record_free(record);
  dump(f->path, &got);
  assert_true(casus_str_eq(casus_buffer_str(&want), casus_buffer_str(&got)));
  casus_buffer_free(&want);
  casus_buffer_free(&got);
}

/* A file that may not grow stands for a full disk: the document that no longer fits is absent, the others are whole. */
static void a_full_disk_leaves_the_record_valid(void **state) {
  fixture *f = *state;
  casus_record_free(open_record(f->path, false));
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){400000, 400000});
    casus_record *record = open_record(f->path, false);
    bool added;
    for (unsigned i = 0; i < 10000; i++) {
      int code = add_number(record, f->arena, i, &added);
      if (code == CASUS_OK) continue;
      casus_record_free(record);
      _exit(code == CASUS_E_SYSTEM && i > 0 ? 0 : 1);
    }
    _exit(2);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  casus_record *record = open_record(f->path, false);
  assert_true(count_documents(record, f->arena) > 0);
  assert_int_equal(casus_record_check(record, print_fault, NULL, NULL), CASUS_OK);
  casus_record_free(record);
}

/* Everything there is to ask; any code is an answer. */
static void ask_everything(const char *path) {
  casus_record *record = NULL;
  casus_error err = {0};
  if (casus_record_open(path, true, &record, &err)) return;
  casus_arena *arena = casus_arena_new();
  casus_document_row *documents;
  casus_event_row *events;
  casus_statement_row *statements;
  casus_tie_row *ties;
  size_t count;
  casus_record_documents(record, NULL, arena, &documents, &count, &err);
  casus_record_events(record, NULL, arena, &events, &count, &err);
  casus_record_statements(record, NULL, arena, &statements, &count, &err);
  casus_record_ties(record, NULL, arena, &ties, &count, &err);
  casus_record_check(record, NULL, NULL, &err);
  casus_arena_free(arena);
  casus_record_free(record);
}

static void write_file(const char *path, casus_str bytes) {
  FILE *file = fopen(path, "wb");
  assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
  fclose(file);
}

static void damage_gives_an_answer(void **state) {
  fixture *f = *state;
  casus_buffer bytes = {0};
  casus_record *record = open_record(f->path, false);
  add_up_to(record, f->arena, 20);
  casus_record_free(record);
  assert_int_equal(casus_file_read(f->path, 0, &bytes, NULL), CASUS_OK);
  uint32_t seed = 1;
  for (int round = 0; round < 150; round++) {
    casus_buffer copy = {0};
    casus_buffer_add(&copy, casus_buffer_str(&bytes));
    for (int flips = 0; flips < 1 + round % 40; flips++) {
      seed = seed * 1664525u + 1013904223u; /* Numerical Recipes' generator */
      copy.data[seed % copy.len] ^= (char)(1u << (seed >> 29));
    }
    if (round % 5 == 0) copy.len = seed % copy.len;
    write_file(f->path, casus_buffer_str(&copy));
    ask_everything(f->path);
    casus_buffer_free(&copy);
  }
  casus_buffer_free(&bytes);
}

static void count_fault(void *context, casus_str text) {
  (void)text;
  ++*(int *)context;
}

/* Each change breaks one invariant, and the check says so. */
static void check_finds_what_is_wrong(void **state) {
  fixture *f = *state;
  static const char *const changes[] = {
      "UPDATE documents SET text = text || 'x'",
      "UPDATE documents SET published_precision = 2 WHERE document = 2",
      "UPDATE documents SET published = 99999999",
      "UPDATE sentences SET end_byte = 1000 WHERE n = 1",
      "UPDATE sentences SET start_byte = 10 WHERE n = 1",
      "UPDATE sentences SET end_byte = 78 WHERE n = 1", /* in the middle of a character */
      "PRAGMA foreign_keys = OFF; DELETE FROM sentences WHERE n = 0",
      "UPDATE events SET type = 'DANCE' WHERE event = 1",
      "UPDATE events SET status = '' WHERE event = 1",
      "UPDATE events SET intensity = 10.5 WHERE event = 1",
      "UPDATE events SET confidence = -0.1 WHERE event = 1",
      "UPDATE events SET end_byte = 60 WHERE event = 1",
      "UPDATE events SET day = NULL WHERE event = 1",
      "UPDATE events SET id = (SELECT id FROM events WHERE event = 2) WHERE event = 1",
      "UPDATE parties SET end_byte = 1",
      "UPDATE statements SET start_byte = 80 WHERE n = 0",
      "UPDATE about SET event = 3 WHERE statement = 1 AND n = 0", /* another document's */
      "PRAGMA foreign_keys = OFF; UPDATE about SET event = 300",
      "UPDATE ties SET last_day = first_day - 4000, last_precision = 3 WHERE n = 0",
      "UPDATE ties SET origin = 'hearsay' WHERE n = 1",
      "UPDATE ties SET end_byte = 60 WHERE n = 0",
      "UPDATE ties SET event = 3 WHERE tie = 1",
      "PRAGMA foreign_keys = OFF; DELETE FROM documents WHERE document = 1",
      "UPDATE documents SET publisher = publisher || 'x' WHERE document = 2",
      "UPDATE events SET intensity = intensity + 0.25 WHERE event = 1",
      "UPDATE parties SET name = 'Nobody' WHERE event = 1 AND n = 0",
      "UPDATE via SET name = name || name",
      "DELETE FROM contexts WHERE n = 0",
      "UPDATE ties SET note = '' WHERE note IS NULL",
      "DELETE FROM document_sums WHERE document = 1",
      "UPDATE meta SET value = 'casus 9' WHERE key = 'program'",
      "ALTER TABLE event_voices RENAME COLUMN organization TO firm",
      "DROP VIEW tie_view; CREATE TABLE mine (x)",
  };
  casus_buffer good = {0};
  casus_record *record = open_record(f->path, false);
  add_up_to(record, f->arena, 2);
  casus_record_free(record);
  assert_int_equal(casus_file_read(f->path, 0, &good, NULL), CASUS_OK);
  for (size_t i = 0; i < CASUS_COUNT(changes); i++) {
    int faults = 0;
    write_file(f->path, casus_buffer_str(&good));
    sql(f->path, changes[i]);
    record = open_record(f->path, true);
    if (casus_record_check(record, count_fault, &faults, NULL) != CASUS_E_CHECK)
      print_error("not found: %s\n", changes[i]);
    assert_true(faults > 0);
    casus_record_free(record);
  }
  casus_buffer_free(&good);
}

/* The views are for people with an SQL shell. */
static void views_can_be_read(void **state) {
  fixture *f = *state;
  casus_buffer out = {0};
  casus_record *record = open_record(f->path, false);
  add_up_to(record, f->arena, 1);
  casus_record_free(record);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db,
                                "SELECT day, type, sources, targets, said_by, sentence FROM event_view LIMIT 1;"
                                "SELECT speaker, verb, words, via FROM statement_view WHERE quote;"
                                "SELECT kind, first_day, last_day, year FROM tie_view WHERE mutual;"
                                "SELECT id, published, seen FROM document_view",
                                add_cell, &out, NULL),
                   SQLITE_OK);
  sqlite3_close(db);
  casus_buffer_add_char(&out, '\0');
  assert_string_equal(out.data, "2024-06-20|AGREE|VNM|RUS|" SAMPLE_ENVOY "; the Courier|" SAMPLE_FIRST
                                "|\n" SAMPLE_ENVOY "|tell|\xF0\x9F\x9A\x80 soon|the Courier; Wire|\n"
                                "alliance.defence|2024-06|2034|2023|\n"
                                "given/0|2024-06-01|2024-07-01|\n");
  casus_buffer_free(&out);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_closed_record_is_one_file),
      TEST(gathered_additions),
      TEST(read_only_makes_no_file),
      TEST(read_only_folder),
      TEST(a_name_that_looks_like_a_uri_is_a_name),
      TEST(an_empty_file_is_migrated),
      TEST(other_files_are_refused),
      TEST(a_newer_schema_is_refused),
      TEST(two_connections_share_a_record),
      TEST(a_record_can_be_made_by_many_at_once),
      TEST(a_killed_run_is_finished_by_the_next),
      TEST(a_full_disk_leaves_the_record_valid),
      TEST(damage_gives_an_answer),
      TEST(check_finds_what_is_wrong),
      TEST(views_can_be_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
