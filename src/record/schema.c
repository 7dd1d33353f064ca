#include "record/schema.h"

#include <stddef.h>

/* Days are days since 1970-01-01 with a precision beside them (casus_precision: 0 none, then the day is NULL; 1 year,
 * 2 month, 3 day). Bytes are offsets into documents.text. `n` counts from 0 in the order of the coding. NULL: not told.
 */
static const char VERSION_1_DOCUMENTS[] =
    "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE documents ("
    "  document INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"      /* as given by the input, or the content id */
    "  content TEXT NOT NULL UNIQUE," /* content id over title and text */
    "  story TEXT NOT NULL,"          /* the same words printed elsewhere have the same story */
    "  title TEXT, publisher TEXT, author TEXT, url TEXT, language TEXT, path TEXT, encoding TEXT,"
    "  ordinal INTEGER NOT NULL,"
    "  published INTEGER, published_precision INTEGER NOT NULL,"
    "  seen INTEGER, seen_precision INTEGER NOT NULL,"
    "  text TEXT NOT NULL) STRICT;" /* last: rows are read without it */
    "CREATE INDEX documents_story ON documents (story);"
    "CREATE TABLE sentences ("
    "  document INTEGER NOT NULL REFERENCES documents,"
    "  n INTEGER NOT NULL, start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE issues ("
    "  issue INTEGER PRIMARY KEY, path TEXT, ordinal INTEGER NOT NULL, at INTEGER NOT NULL, reason TEXT) STRICT;"
    "CREATE INDEX issues_path ON issues (path);";

/* sources and targets: actor codes, sorted, one space between; the same event told by several documents is found
 * by (type, sources, targets, day). */
static const char VERSION_1_EVENTS[] =
    "CREATE TABLE events ("
    "  event INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL,"
    "  document INTEGER NOT NULL, n INTEGER NOT NULL, sentence INTEGER NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  day INTEGER, day_precision INTEGER NOT NULL,"
    "  type TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL, intensity REAL NOT NULL,"
    "  sources TEXT NOT NULL, targets TEXT NOT NULL,"
    "  count INTEGER, amount REAL, unit TEXT, place TEXT,"
    "  confidence REAL NOT NULL, rule TEXT,"
    "  UNIQUE (document, n),"
    "  FOREIGN KEY (document, sentence) REFERENCES sentences) STRICT;"
    "CREATE INDEX events_id ON events (id);"
    "CREATE INDEX events_same ON events (type, sources, targets, day);"
    "CREATE INDEX events_day ON events (day);"
    "CREATE TABLE parties ("
    "  event INTEGER NOT NULL REFERENCES events, role TEXT NOT NULL CHECK (role IN ('source', 'target')),"
    "  n INTEGER NOT NULL, actor TEXT, sector TEXT, name TEXT, text TEXT,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  PRIMARY KEY (event, role, n)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX parties_actor ON parties (actor, event);"
    "CREATE TABLE contexts ("
    "  event INTEGER NOT NULL REFERENCES events, n INTEGER NOT NULL, context TEXT,"
    "  PRIMARY KEY (event, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event_voices ("
    "  event INTEGER NOT NULL REFERENCES events, n INTEGER NOT NULL,"
    "  name TEXT, role TEXT, organization TEXT, actor TEXT, sector TEXT, medium INTEGER NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  PRIMARY KEY (event, n)) STRICT, WITHOUT ROWID;";

/* The speaker of a statement stands in its row: name to speaker_end_byte. */
static const char VERSION_1_STATEMENTS[] =
    "CREATE TABLE statements ("
    "  statement INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL,"
    "  document INTEGER NOT NULL, n INTEGER NOT NULL, sentence INTEGER NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  name TEXT, role TEXT, organization TEXT, actor TEXT, sector TEXT, medium INTEGER NOT NULL,"
    "  speaker_start_byte INTEGER NOT NULL, speaker_end_byte INTEGER NOT NULL,"
    "  verb TEXT, quote INTEGER NOT NULL, modality TEXT, horizon TEXT,"
    "  UNIQUE (document, n),"
    "  FOREIGN KEY (document, sentence) REFERENCES sentences) STRICT;"
    "CREATE INDEX statements_id ON statements (id);"
    "CREATE INDEX statements_actor ON statements (actor);"
    "CREATE TABLE via ("
    "  statement INTEGER NOT NULL REFERENCES statements, n INTEGER NOT NULL, name TEXT,"
    "  PRIMARY KEY (statement, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE about ("
    "  statement INTEGER NOT NULL REFERENCES statements, n INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES events,"
    "  PRIMARY KEY (statement, n)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX about_event ON about (event);";

/* A tie that no report told (origin import, built-in) has no sentence in its document: no foreign key on it. */
static const char VERSION_1_TIES[] =
    "CREATE TABLE ties ("
    "  tie INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL,"
    "  document INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL, sentence INTEGER NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  kind TEXT NOT NULL, source_actor TEXT, target_actor TEXT, mutual INTEGER NOT NULL,"
    "  first_day INTEGER, first_precision INTEGER NOT NULL, last_day INTEGER, last_precision INTEGER NOT NULL,"
    "  amount REAL, unit TEXT, year INTEGER, year_precision INTEGER NOT NULL,"
    "  origin TEXT, source TEXT, note TEXT, status TEXT NOT NULL, confidence REAL NOT NULL, rule TEXT,"
    "  event INTEGER REFERENCES events,"
    "  UNIQUE (document, n)) STRICT;"
    "CREATE INDEX ties_id ON ties (id);"
    "CREATE INDEX ties_source ON ties (source_actor, target_actor, kind);"
    "CREATE INDEX ties_target ON ties (target_actor);"
    "CREATE INDEX ties_event ON ties (event);"
    "CREATE TABLE tie_voices ("
    "  tie INTEGER NOT NULL REFERENCES ties, n INTEGER NOT NULL,"
    "  name TEXT, role TEXT, organization TEXT, actor TEXT, sector TEXT, medium INTEGER NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL,"
    "  PRIMARY KEY (tie, n)) STRICT, WITHOUT ROWID;";

#define ISO_DATE(day, precision)                                                                                       \
  "CASE " precision " WHEN 3 THEN date(" day " * 86400, 'unixepoch')"                                                  \
  " WHEN 2 THEN strftime('%Y-%m', " day " * 86400, 'unixepoch')"                                                       \
  " WHEN 1 THEN strftime('%Y', " day " * 86400, 'unixepoch') END"
#define BYTES(text, start, end) "CAST(substr(CAST(" text " AS BLOB), " start " + 1, " end " - " start ") AS TEXT)"

/* For people with an SQL shell; the program itself does not read them. */
static const char VERSION_1_VIEWS[] = "CREATE VIEW document_view AS SELECT id, " ISO_DATE(
    "published",
    "published_precision") " AS published,"
                           "  publisher, title, author, language, url, path, story, content, " ISO_DATE(
                               "seen",
                               "seen_precision") " AS seen"
                                                 "  FROM documents;"
                                                 "CREATE VIEW event_view AS SELECT e.id, " ISO_DATE(
                                                     "e.day",
                                                     "e.day_precision") " AS day,"
                                                                        "  e.type, e.mode, e.status, e.intensity, "
                                                                        "e.sources, e.targets, e.count, e.amount, "
                                                                        "e.unit, e.place,"
                                                                        "  (SELECT group_concat(v.name, '; ') FROM "
                                                                        "event_voices v WHERE v.event = e.event) AS "
                                                                        "said_by,"
                                                                        "  e.confidence, e.rule, d.id AS "
                                                                        "document, " ISO_DATE(
                                                                            "d.published", "d.published_precision") " A"
                                                                                                                    "S "
                                                                                                                    "pu"
                                                                                                                    "bl"
                                                                                                                    "is"
                                                                                                                    "he"
                                                                                                                    "d,"
                                                                                                                    " "
                                                                                                                    " " BYTES("d.text", "s.start_byte", "s.end_byte") " AS sentence"
                                                                                                                                                                      "  FROM events e JOIN documents d ON d.document = e.document"
                                                                                                                                                                      "  JOIN sentences s ON s.document = e.document AND s.n = e.sentence;"
                                                                                                                                                                      "CREATE VIEW statement_view AS SELECT t.id, t.name AS speaker, t.role, t.organization, t.actor, t.sector, t.verb,"
                                                                                                                                                                      "  t.quote, t.modality, t.horizon, " BYTES("d.text", "t.start_byte", "t.end_byte") " AS words,"
                                                                                                                                                                                                                                                         "  (SELECT group_concat(v.name, '; ') FROM via v WHERE v.statement = t.statement) AS via,"
                                                                                                                                                                                                                                                         "  (SELECT group_concat(e.id, ' ') FROM about a JOIN events e ON e.event = a.event"
                                                                                                                                                                                                                                                         "    WHERE a.statement = t.statement) AS about,"
                                                                                                                                                                                                                                                         "  d.id AS document, " ISO_DATE("d.published", "d.published_precision") " AS published"
                                                                                                                                                                                                                                                                                                                                 "  FROM statements t JOIN documents d ON d.document = t.document;"
                                                                                                                                                                                                                                                                                                                                 "CREATE VIEW tie_view AS SELECT t.id, t.kind, t.source_actor, t.target_actor, t.mutual,"
                                                                                                                                                                                                                                                                                                                                 "  " ISO_DATE(
                                                                                                                                                                                                                                                                                                                                     "t.first_day", "t.first_precision") " AS first_day,"
                                                                                                                                                                                                                                                                                                                                                                         "  " ISO_DATE("t.last_day", "t.last_precision") " AS last_day,"
                                                                                                                                                                                                                                                                                                                                                                                                                         "  t.amount, t.unit, " ISO_DATE("t.year",
                                                                                                                                                                                                                                                                                                                                                                                                                                                         "t.year_precision") " AS year, t.origin, t.source, t.note, t.status,"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "  (SELECT group_concat(v.name, '; ') FROM tie_voices v WHERE v.tie = t.tie) AS said_by,"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "  t.confidence, t.rule, (SELECT e.id FROM events e WHERE e.event = t.event) AS event, d.id AS document,"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "  " ISO_DATE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "d.published",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "d.published_precision") " AS published"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          "  FROM ties t JOIN documents d ON d.document = t.document;";

/* Predictions get their last day and the events they foretell. What was recorded before gets the days of a prediction
 * without a horizon, and expects what it speaks of that has not happened. */
static const char VERSION_2_PREDICTIONS[] =
    "ALTER TABLE statements ADD COLUMN until_day INTEGER;"
    "ALTER TABLE statements ADD COLUMN until_precision INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE statements ADD COLUMN basis TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE expects ("
    "  statement INTEGER NOT NULL REFERENCES statements, n INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES events,"
    "  PRIMARY KEY (statement, n)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX expects_event ON expects (event);"
    "UPDATE statements SET basis = 'assumed', until_precision = 3, until_day = 365 +"
    "    (SELECT casus_last_day(d.published, d.published_precision) FROM documents d"
    "     WHERE d.document = statements.document)"
    "  WHERE modality IS NOT NULL AND document IN (SELECT document FROM documents WHERE published_precision > 0);"
    "INSERT INTO expects SELECT a.statement, a.n, a.event FROM about a"
    "  JOIN statements t ON t.statement = a.statement JOIN events e ON e.event = a.event"
    "  WHERE t.modality IS NOT NULL AND e.status IN ('planned', 'possible')"
    "    AND EXISTS (SELECT 1 FROM parties p WHERE p.event = e.event AND p.role = 'source' AND p.actor <> '');";

/* Rows of imported data sets. `series`: what a newer vintage replaces; `vintage`: the day the set was out; `line`: of
 * the imported file, from 1. Both sides of an incident are states, the first in the alphabet first. */
static const char VERSION_3_IMPORTS[] =
    "CREATE TABLE imports ("
    "  import INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL, layout TEXT NOT NULL, series TEXT NOT NULL, path TEXT NOT NULL,"
    "  content TEXT NOT NULL,"
    "  vintage INTEGER NOT NULL, vintage_precision INTEGER NOT NULL,"
    "  imported INTEGER NOT NULL, imported_precision INTEGER NOT NULL,"
    "  citation TEXT NOT NULL,"
    "  read INTEGER NOT NULL, kept INTEGER NOT NULL, left_out INTEGER NOT NULL, skipped INTEGER NOT NULL,"
    "  UNIQUE (series, content)) STRICT;"
    "CREATE TABLE import_issues ("
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL, n INTEGER NOT NULL, reason TEXT NOT NULL,"
    "  PRIMARY KEY (import, line, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE imported_ties ("
    "  tie INTEGER PRIMARY KEY,"
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL,"
    "  kind TEXT NOT NULL, source_actor TEXT NOT NULL, target_actor TEXT NOT NULL, mutual INTEGER NOT NULL,"
    "  first_day INTEGER, first_precision INTEGER NOT NULL, last_day INTEGER, last_precision INTEGER NOT NULL,"
    "  amount REAL, unit TEXT, year INTEGER, year_precision INTEGER NOT NULL,"
    "  treaty TEXT, source TEXT, note TEXT) STRICT;"
    "CREATE INDEX imported_ties_import ON imported_ties (import, kind);"
    "CREATE TABLE imported_incidents ("
    "  incident INTEGER PRIMARY KEY,"
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL,"
    "  a TEXT NOT NULL, b TEXT NOT NULL,"
    "  first_day INTEGER NOT NULL, first_precision INTEGER NOT NULL,"
    "  last_day INTEGER, last_precision INTEGER NOT NULL,"
    "  level INTEGER NOT NULL, fatal INTEGER NOT NULL, dispute TEXT, name TEXT) STRICT;"
    "CREATE INDEX imported_incidents_import ON imported_incidents (import, first_day);"
    "CREATE TABLE imported_events ("
    "  event INTEGER PRIMARY KEY,"
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL,"
    "  day INTEGER NOT NULL, day_precision INTEGER NOT NULL,"
    "  source_actor TEXT, source_sector TEXT, target_actor TEXT, target_sector TEXT,"
    "  type TEXT NOT NULL, mode TEXT, cameo TEXT, context TEXT, intensity REAL, deaths INTEGER,"
    "  place TEXT, text TEXT, reference TEXT) STRICT;"
    "CREATE INDEX imported_events_import ON imported_events (import, day);";

static const char VERSION_4_POINTS[] = "ALTER TABLE events ADD COLUMN place_country TEXT;"
                                       "ALTER TABLE events ADD COLUMN latitude REAL;"
                                       "ALTER TABLE events ADD COLUMN longitude REAL;";

/* Both tables with what disputes and events of other sets tell besides; made anew, which is quicker than a column at a
 * time. NULL: not told. fatality: 0 to 6 as in the Correlates of War; origin: 1 was there from the first day;
 * place_precision: of the set's own scale, 1 the best. */
static const char VERSION_5_INCIDENTS[] =
    "CREATE TEMP TABLE moved AS SELECT * FROM main.imported_incidents;"
    "DROP TABLE main.imported_incidents;"
    "CREATE TABLE main.imported_incidents ("
    "  incident INTEGER PRIMARY KEY,"
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL,"
    "  a TEXT NOT NULL, b TEXT NOT NULL,"
    "  first_day INTEGER NOT NULL, first_precision INTEGER NOT NULL,"
    "  last_day INTEGER, last_precision INTEGER NOT NULL,"
    "  level INTEGER NOT NULL, fatal INTEGER NOT NULL, dispute TEXT, name TEXT,"
    "  level_a INTEGER, level_b INTEGER, fatality INTEGER, origin_a INTEGER, origin_b INTEGER) STRICT;"
    "INSERT INTO main.imported_incidents SELECT *, NULL, NULL, NULL, NULL, NULL FROM temp.moved;"
    "DROP TABLE temp.moved;"
    "CREATE INDEX main.imported_incidents_import ON imported_incidents (import, first_day);";
static const char VERSION_5_EVENTS[] =
    "CREATE TEMP TABLE moved AS SELECT * FROM main.imported_events;"
    "DROP TABLE main.imported_events;"
    "CREATE TABLE main.imported_events ("
    "  event INTEGER PRIMARY KEY,"
    "  import INTEGER NOT NULL REFERENCES imports, line INTEGER NOT NULL,"
    "  day INTEGER NOT NULL, day_precision INTEGER NOT NULL,"
    "  source_actor TEXT, source_sector TEXT, target_actor TEXT, target_sector TEXT,"
    "  type TEXT NOT NULL, mode TEXT, cameo TEXT, context TEXT, intensity REAL, deaths INTEGER,"
    "  place TEXT, text TEXT, reference TEXT,"
    "  last_day INTEGER, last_precision INTEGER NOT NULL, source_name TEXT, target_name TEXT,"
    "  deaths_low INTEGER, deaths_high INTEGER, place_state TEXT, place_precision INTEGER, lat REAL, lon REAL,"
    "  mentions INTEGER) STRICT;"
    "INSERT INTO main.imported_events SELECT *, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
    "  FROM temp.moved;"
    "DROP TABLE temp.moved;"
    "CREATE INDEX main.imported_events_import ON imported_events (import, day);";

/* Reprints and updates of a report. The same content may be there several times, as printed by several. wording: the
 * same for the same words. story_keys: what a wording is found by; story_links: wordings that are alike, each under the
 * first document that has it, a < b. Numbers: how many one has instead of others, how many both have.
 * The views stay as they are while the table is made anew; foreign keys are off. */
static const char VERSION_6_STORIES[] =
    "PRAGMA legacy_alter_table = ON;"
    "DROP VIEW document_view;"
    "CREATE TABLE new_documents ("
    "  document INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  content TEXT NOT NULL,"
    "  wording TEXT NOT NULL,"
    "  title TEXT, publisher TEXT, author TEXT, url TEXT, language TEXT, path TEXT, encoding TEXT,"
    "  ordinal INTEGER NOT NULL,"
    "  published INTEGER, published_precision INTEGER NOT NULL,"
    "  seen INTEGER, seen_precision INTEGER NOT NULL,"
    "  text TEXT NOT NULL) STRICT;"
    "INSERT INTO new_documents SELECT * FROM documents;"
    "DROP TABLE documents;"
    "ALTER TABLE new_documents RENAME TO documents;"
    "PRAGMA legacy_alter_table = OFF;"
    "CREATE INDEX documents_wording ON documents (wording);"
    "CREATE TABLE story_keys ("
    "  key INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents,"
    "  PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE story_links ("
    "  a INTEGER NOT NULL REFERENCES documents, b INTEGER NOT NULL REFERENCES documents,"
    "  numbers_changed INTEGER NOT NULL, numbers_kept INTEGER NOT NULL,"
    "  PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX story_links_b ON story_links (b);"
    "CREATE VIEW document_view AS SELECT id, " ISO_DATE(
        "published",
        "published_precision") " AS published,"
                               "  publisher, title, author, language, url, path, wording, content, " ISO_DATE(
                                   "seen", "seen_precision") " AS seen"
                                                             "  FROM documents;";

/* Where in its file a document begins, when not at the start: the record, or the packed member that holds it. A table
 * of its own, as rows of documents end with their text. */
static const char VERSION_7_PLACES[] =
    "CREATE TABLE places (document INTEGER PRIMARY KEY REFERENCES documents, byte INTEGER NOT NULL) STRICT;";

/* What reading left to be said of a document (casus_note): passages in another language, encodings that were guessed or
 * mended. kind: casus_note_name. */
static const char VERSION_8_NOTES[] =
    "CREATE TABLE notes ("
    "  document INTEGER NOT NULL REFERENCES documents, n INTEGER NOT NULL, kind TEXT NOT NULL,"
    "  start_byte INTEGER NOT NULL, end_byte INTEGER NOT NULL, count INTEGER NOT NULL, value TEXT,"
    "  PRIMARY KEY (document, n)) STRICT, WITHOUT ROWID;";

/* The sum of all rows of a document, an import or an issue, as written (sums.h); casus_sum_all fills them. */
static const char VERSION_9_SUMS[] =
    "CREATE TABLE document_sums (document INTEGER PRIMARY KEY REFERENCES documents, sum INTEGER NOT NULL) STRICT;"
    "CREATE TABLE import_sums (import INTEGER PRIMARY KEY REFERENCES imports, sum INTEGER NOT NULL) STRICT;"
    "CREATE TABLE issue_sums (issue INTEGER PRIMARY KEY REFERENCES issues, sum INTEGER NOT NULL) STRICT;";

/* What a title says beyond its text is looked at, too: keys and links are made anew (casus_story_link_all). */
static const char VERSION_10_TITLES[] = "DELETE FROM story_keys; DELETE FROM story_links;";

enum { PARTS = 6 };
static const char *const MIGRATIONS[][PARTS] = {
    {VERSION_1_DOCUMENTS, VERSION_1_EVENTS, VERSION_1_STATEMENTS, VERSION_1_TIES, VERSION_1_VIEWS, NULL},
    {VERSION_2_PREDICTIONS, NULL},
    {VERSION_3_IMPORTS, NULL},
    {VERSION_4_POINTS, NULL},
    {VERSION_5_INCIDENTS, VERSION_5_EVENTS, NULL},
    {VERSION_6_STORIES, NULL},
    {VERSION_7_PLACES, NULL},
    {VERSION_8_NOTES, NULL},
    {VERSION_9_SUMS, NULL},
    {VERSION_10_TITLES, NULL},
};

const int casus_schema_version = sizeof MIGRATIONS / sizeof *MIGRATIONS;

int casus_schema_run(sqlite3 *db, int from, int to) {
  int rc = SQLITE_OK;
  for (; from < to && !rc; from++)
    for (const char *const *script = MIGRATIONS[from]; *script && !rc; script++)
      rc = sqlite3_exec(db, *script, NULL, NULL, NULL);
  return rc;
}
