/* The handle, its prepared statements, and a cursor that binds and takes values in order. Private to record. */
#ifndef CASUS_RECORD_SQL_H
#define CASUS_RECORD_SQL_H

#include <sqlite3.h>

#include "record/record.h"

/* X(name, SQL): prepared on first use, kept in the handle. */
#define CASUS_SQL(X)                                                                                                   \
  X(BEGIN_READ, "BEGIN")                                                                                               \
  X(BEGIN_WRITE, "BEGIN IMMEDIATE")                                                                                    \
  X(COMMIT, "COMMIT")                                                                                                  \
  X(ROLLBACK, "ROLLBACK")                                                                                              \
  X(MARK, "SAVEPOINT addition")                                                                                        \
  X(KEEP, "RELEASE addition")                                                                                          \
  X(UNDO, "ROLLBACK TO addition")                                                                                      \
  X(HOLDER, "SELECT content = ?2, content = ?2 AND publisher IS ?3 AND url IS ?4 FROM documents WHERE id = ?1")        \
  X(FIND_WORDING, "SELECT 1 FROM documents WHERE wording = ? AND document < ? LIMIT 1")                                \
  X(SET_WORDING, "UPDATE documents SET wording = ? WHERE document = ?")                                                \
  X(DOCUMENT_AFTER, "SELECT document, content, title, text FROM documents WHERE document > ? ORDER BY document "       \
                    "LIMIT 1")                                                                                         \
  X(ADD_STORY_KEY, "INSERT INTO story_keys VALUES (?, ?) ON CONFLICT DO NOTHING")                                      \
  X(STORY_KEY, "SELECT document FROM story_keys WHERE key = ? ORDER BY document DESC LIMIT 256")                       \
  X(TITLED_TEXT, "SELECT title, text FROM documents WHERE document = ?")                                               \
  X(ADD_STORY_LINK, "INSERT INTO story_links VALUES (?, ?, ?, ?)")                                                     \
  X(WORDING_OF, "SELECT wording FROM documents WHERE id = ?")                                                          \
  X(WORDING_DOCUMENTS, "SELECT id, published, published_precision FROM documents WHERE wording = ?1 "                  \
                       "AND (NOT ?3 OR coalesce(casus_last_day(published, published_precision), seen) <= ?2) "         \
                       "ORDER BY published_precision = 3, published, id")                                              \
  X(WORDING_LINKS, "WITH first (document) AS (SELECT min(document) FROM documents WHERE wording = ?1) "                \
                   "SELECT d.wording, l.numbers_changed, l.numbers_kept FROM first, story_links l "                    \
                   "JOIN documents d ON d.document = l.b WHERE l.a = first.document UNION ALL "                        \
                   "SELECT d.wording, l.numbers_changed, l.numbers_kept FROM first, story_links l "                    \
                   "JOIN documents d ON d.document = l.a WHERE l.b = first.document")                                  \
  X(SAME_EVENTS, "SELECT e.id, d.id FROM events x JOIN events e ON e.type = x.type AND e.sources = x.sources "         \
                 "AND e.targets = x.targets AND e.day IS x.day JOIN documents d ON d.document = e.document "           \
                 "WHERE x.id = ?1 AND e.mode IS x.mode AND e.status = x.status "                                       \
                 "AND e.day_precision = x.day_precision AND (NOT ?3 OR "                                               \
                 "coalesce(casus_last_day(d.published, d.published_precision), d.seen) <= ?2) "                        \
                 "ORDER BY d.published IS NULL, d.published, d.published_precision, d.id, e.n")                        \
  X(ADD_DOCUMENT, "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")               \
  X(ADD_PLACE, "INSERT INTO places VALUES (?, ?)")                                                                     \
  X(ADD_NOTE, "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?)")                                                        \
  X(NOTES, "SELECT x.kind, x.start_byte, x.end_byte, x.count, x.value FROM notes x JOIN documents d "                  \
           "ON d.document = x.document WHERE d.id = ? ORDER BY x.n")                                                   \
  X(ADD_SENTENCE, "INSERT INTO sentences VALUES (?, ?, ?, ?)")                                                         \
  X(ADD_EVENT,                                                                                                         \
    "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")        \
  X(ADD_PARTY, "INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")                                               \
  X(ADD_CONTEXT, "INSERT INTO contexts VALUES (?, ?, ?)")                                                              \
  X(ADD_EVENT_VOICE, "INSERT INTO event_voices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                 \
  X(ADD_STATEMENT, "INSERT INTO statements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "    \
                   "?, ?)")                                                                                            \
  X(ADD_VIA, "INSERT INTO via VALUES (?, ?, ?)")                                                                       \
  X(ADD_ABOUT, "INSERT INTO about VALUES (?, ?, ?)")                                                                   \
  X(ADD_EXPECTED, "INSERT INTO expects VALUES (?, ?, ?)")                                                              \
  X(ADD_TIE, "INSERT INTO ties VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " \
             "?)")                                                                                                     \
  X(ADD_TIE_VOICE, "INSERT INTO tie_voices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                                     \
  X(ADD_ISSUE, "INSERT INTO issues SELECT NULL, ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM issues "                \
               "WHERE path IS ?1 AND ordinal = ?2 AND at = ?3 AND reason IS ?4)")                                      \
  X(TEXT, "SELECT text FROM documents WHERE document = ?")                                                             \
  X(TEXT_OF_ID, "SELECT text FROM documents WHERE id = ?")                                                             \
  X(PARTIES, "SELECT actor, sector, name, text, start_byte, end_byte FROM parties WHERE event = ? AND role = ? "       \
             "ORDER BY n")                                                                                             \
  X(CONTEXTS, "SELECT context FROM contexts WHERE event = ? ORDER BY n")                                               \
  X(EVENT_VOICES, "SELECT name, role, organization, actor, sector, medium, start_byte, end_byte FROM event_voices "    \
                  "WHERE event = ? ORDER BY n")                                                                        \
  X(VIA, "SELECT name FROM via WHERE statement = ? ORDER BY n")                                                        \
  X(ABOUT, "SELECT e.n, e.id FROM about a JOIN events e ON e.event = a.event WHERE a.statement = ? ORDER BY a.n")      \
  X(EXPECTS, "SELECT e.n, e.id FROM expects x JOIN events e ON e.event = x.event WHERE x.statement = ? ORDER BY x.n")  \
  X(TIE_VOICES, "SELECT name, role, organization, actor, sector, medium, start_byte, end_byte FROM tie_voices "        \
                "WHERE tie = ? ORDER BY n")                                                                            \
  X(FIND_IMPORT, "SELECT import FROM imports WHERE series = ? AND content = ?")                                        \
  X(ADD_IMPORT, "INSERT INTO imports VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)")                         \
  X(COUNT_IMPORT, "UPDATE imports SET read = ?, kept = ?, left_out = ?, skipped = ? WHERE import = ?")                 \
  X(ADD_IMPORT_ISSUE, "INSERT INTO import_issues VALUES (?, ?, ?, ?)")                                                 \
  X(ADD_IMPORTED_TIE, "INSERT INTO imported_ties VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")    \
  X(ADD_IMPORTED_INCIDENT,                                                                                             \
    "INSERT INTO imported_incidents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")                 \
  X(ADD_IMPORTED_EVENT, "INSERT INTO imported_events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "   \
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "                                                               \
                        "?, ?)")                                                                                       \
  X(ALL_IMPORTS, "SELECT import, name, layout, series, path, content, vintage, vintage_precision, imported, "          \
                 "imported_precision, citation, read, kept, left_out, skipped FROM imports i ORDER BY import")         \
  X(IMPORT_ISSUES, "SELECT line, reason FROM import_issues WHERE import = ? ORDER BY line, n")                         \
  X(DOCUMENT_SUMS, "SELECT document, sum FROM document_sums WHERE document > ? ORDER BY document LIMIT 1")             \
  X(SET_DOCUMENT_SUM, "UPDATE document_sums SET sum = ? WHERE document = ?")                                           \
  X(ADD_DOCUMENT_SUM, "INSERT INTO document_sums VALUES (?, ?)")                                                       \
  X(ADD_IMPORT_SUM, "INSERT INTO import_sums VALUES (?, ?)")                                                           \
  X(ADD_ISSUE_SUM, "INSERT INTO issue_sums VALUES (?, ?)")                                                             \
  X(ROW_OF_DOCUMENT, "SELECT * FROM documents WHERE document = ?")                                                     \
  X(ROWS_OF_PLACES, "SELECT * FROM places WHERE document = ?")                                                         \
  X(ROWS_OF_NOTES, "SELECT * FROM notes WHERE document = ?")                                                           \
  X(ROWS_OF_LINKS, "SELECT * FROM story_links WHERE b = ?")                                                            \
  X(ROWS_OF_SENTENCES, "SELECT * FROM sentences WHERE document = ?")                                                   \
  X(ROWS_OF_EVENTS, "SELECT * FROM events WHERE document = ?")                                                         \
  X(ROWS_OF_PARTIES, "SELECT x.* FROM events e CROSS JOIN parties x ON x.event = e.event WHERE e.document = ?")        \
  X(ROWS_OF_CONTEXTS, "SELECT x.* FROM events e CROSS JOIN contexts x ON x.event = e.event WHERE e.document = ?")      \
  X(ROWS_OF_EVENT_VOICES,                                                                                              \
    "SELECT x.* FROM events e CROSS JOIN event_voices x ON x.event = e.event WHERE e.document = ?")                    \
  X(ROWS_OF_STATEMENTS, "SELECT * FROM statements WHERE document = ?")                                                 \
  X(ROWS_OF_VIA, "SELECT x.* FROM statements s CROSS JOIN via x ON x.statement = s.statement WHERE s.document = ?")    \
  X(ROWS_OF_ABOUT,                                                                                                     \
    "SELECT x.* FROM statements s CROSS JOIN about x ON x.statement = s.statement WHERE s.document = ?")               \
  X(ROWS_OF_EXPECTS,                                                                                                   \
    "SELECT x.* FROM statements s CROSS JOIN expects x ON x.statement = s.statement WHERE s.document = ?")             \
  X(ROWS_OF_TIES, "SELECT * FROM ties WHERE document = ?")                                                             \
  X(ROWS_OF_TIE_VOICES, "SELECT x.* FROM ties t CROSS JOIN tie_voices x ON x.tie = t.tie WHERE t.document = ?")        \
  X(ROW_OF_IMPORT, "SELECT * FROM imports WHERE import = ?")                                                           \
  X(ROWS_OF_IMPORT_ISSUES, "SELECT * FROM import_issues WHERE import = ?")                                             \
  X(ROWS_OF_IMPORTED_TIES, "SELECT * FROM imported_ties WHERE import = ?")                                             \
  X(ROWS_OF_IMPORTED_INCIDENTS, "SELECT * FROM imported_incidents WHERE import = ?")                                   \
  X(ROWS_OF_IMPORTED_EVENTS, "SELECT * FROM imported_events WHERE import = ?")                                         \
  X(ROW_OF_ISSUE, "SELECT * FROM issues WHERE issue = ?")
typedef enum casus_sql {
#define CASUS_SQL_ENUM(name, sql) CASUS_SQL_##name,
  CASUS_SQL(CASUS_SQL_ENUM)
#undef CASUS_SQL_ENUM
      CASUS_SQL_COUNT
} casus_sql;

struct casus_record {
  sqlite3 *db;
  casus_arena *scratch; /* memory of one call of casus_record_add */
  int64_t import;       /* under way; 0: none */
  uint64_t sum;         /* of the rows that casus_sql_add has written since somebody set it to 0 */
  bool read_only;
  bool gathers; /* additions stay in one transaction until casus_record_settle */
  sqlite3_stmt *statements[CASUS_SQL_COUNT];
};

/* Takes over an open connection, also when it fails: checks whose file it is, migrates it, sets it up.
 * What casus_record_open does after sqlite3_open_v2; tests and fuzzing use it on a database in memory. */
int casus_record_adopt(sqlite3 *db, bool read_only, casus_record **record, casus_error *err);

/* The code and message for a SQLite result code; `db` may be NULL. */
int casus_sql_fail(sqlite3 *db, int rc, casus_error *err);

/* Makes the functions of functions.c known. Returns a SQLite result code. */
int casus_sql_functions(sqlite3 *db);

/* The days of the years 1 to 9999: what casus_date can write. */
enum { CASUS_FIRST_DAY = -719162, CASUS_LAST_DAY = 2932896 };

/* A statement in use. Values are bound, then columns taken, in order from the first. The first SQLite code other than
 * OK sticks: look at the result of casus_sql_next or casus_sql_run only. */
typedef struct casus_cursor {
  casus_record *record;
  sqlite3_stmt *statement;
  int at; /* values bound or columns taken so far */
  int rc;
  uint64_t row_hash; /* of the values bound so far */
} casus_cursor;

casus_cursor casus_sql_use(casus_record *record, casus_sql which);
/* CASUS_OK: a row stands ready to be taken. CASUS_END: no more; the statement is reset. */
int casus_sql_next(casus_cursor *cursor, casus_error *err);
/* Steps through a statement that gives no rows, and resets it. */
int casus_sql_run(casus_cursor *cursor, casus_error *err);
/* The same for an INSERT whose row counts in the sum of what is being written. */
int casus_sql_add(casus_cursor *cursor, casus_error *err);
/* Resets the statement; tells whether all that was taken was well. */
int casus_sql_close(casus_cursor *cursor, casus_error *err);

void casus_bind_text(casus_cursor *cursor, casus_str value); /* ptr NULL: NULL. Borrowed until the statement is reset */
void casus_bind_int(casus_cursor *cursor, int64_t value);
void casus_bind_double(casus_cursor *cursor, double value); /* NaN: NULL */
void casus_bind_null(casus_cursor *cursor);
void casus_bind_span(casus_cursor *cursor, casus_span value); /* two values */
void casus_bind_date(casus_cursor *cursor, casus_date value); /* two values: day or NULL, precision */

casus_str casus_take_text(casus_cursor *cursor, casus_arena *arena); /* a copy; NULL: ptr NULL */
bool casus_take_null(casus_cursor *cursor);                          /* asks, and skips the column when it is NULL */
int64_t casus_take_int(casus_cursor *cursor);
uint32_t casus_take_u32(casus_cursor *cursor); /* out of range: the cursor fails */
double casus_take_double(casus_cursor *cursor);
casus_span casus_take_span(casus_cursor *cursor); /* two columns */
casus_date casus_take_date(casus_cursor *cursor); /* two columns */

#endif
