/* The record's invariants. What SQL can tell is a table of questions; spans need the texts and are looked at here. */
#include "record/check.h"
#include "record/schema.h"

int casus_check_report(casus_check *c, casus_str text, casus_error *err) {
  if (!text.ptr) return casus_fail_memory(err);
  c->faults++;
  if (c->fault) c->fault(c->context, text);
  return CASUS_OK;
}

/* Each gives a row for every fault; its columns are the parts of the message. Column 0: what it is about. */
typedef struct question {
  const char *sql, *fault;
} question;

#define DATES_OF(table, id, day, precision)                                                                            \
  "SELECT " id " FROM " table " WHERE NOT casus_date_ok(" day ", " precision ")"
#define IMPORTED(table) "SELECT i.path || ':' || t.line FROM " table " t JOIN imports i ON i.import = t.import WHERE "
#define TWICE(table) "SELECT id FROM " table " GROUP BY id HAVING count(*) > 1 ORDER BY id"

static const question QUESTIONS[] = {
    {"PRAGMA foreign_key_check", "a row refers to one that is not there"},
    {DATES_OF("documents", "id", "published", "published_precision") " OR NOT casus_date_ok(seen, seen_precision)",
     "a document's date is no date"},
    {"SELECT d.id FROM sentences s JOIN documents d ON d.document = s.document GROUP BY s.document "
     "HAVING min(s.n) <> 0 OR max(s.n) <> count(*) - 1",
     "a document's sentences are not numbered 0, 1, …"},
    {"SELECT d.id FROM sentences a JOIN sentences b ON b.document = a.document AND b.n = a.n + 1 "
     "JOIN documents d ON d.document = a.document WHERE b.start_byte < a.end_byte",
     "sentences overlap or are out of order"},
    {"SELECT a || ', ' || b FROM story_links WHERE a >= b OR numbers_changed < 0 OR numbers_kept < 0",
     "a link between two wordings is none"},
    {"SELECT id FROM documents WHERE document NOT IN (SELECT document FROM document_sums)", "a document has no sum"},
    {"SELECT path FROM imports WHERE import NOT IN (SELECT import FROM import_sums)", "an import has no sum"},
    {"SELECT path FROM issues WHERE issue NOT IN (SELECT issue FROM issue_sums)", "a refusal has no sum"},
    {"SELECT 'program' WHERE NOT EXISTS (SELECT 1 FROM meta p JOIN meta s ON s.key = 'program_sum' WHERE p.key = "
     "'program' AND s.value = CAST(casus_sum(p.value) AS TEXT))",
     "the program that made the record is not told as it was"},
    {TWICE("events"), "events share an id"},
    {TWICE("statements"), "statements share an id"},
    {TWICE("ties"), "ties share an id"},
    {"SELECT id FROM events WHERE NOT casus_known_type(type)", "an event's type is unknown"},
    {"SELECT id FROM events WHERE NOT casus_known_status(status)", "an event's status is unknown"},
    {"SELECT id FROM events WHERE intensity NOT BETWEEN -10 AND 10", "an event's intensity is outside -10 to 10"},
    {"SELECT id FROM events WHERE confidence NOT BETWEEN 0 AND 1", "an event's confidence is outside 0 to 1"},
    {DATES_OF("events", "id", "day", "day_precision"), "an event's date is no date"},
    {"SELECT e.id FROM events e JOIN sentences s ON s.document = e.document AND s.n = e.sentence "
     "WHERE e.start_byte < s.start_byte OR e.end_byte > s.end_byte",
     "an event is not inside its sentence"},
    {"SELECT t.id FROM about a JOIN statements t ON t.statement = a.statement JOIN events e ON e.event = a.event "
     "WHERE e.document <> t.document",
     "a statement is about an event of another document"},
    {"SELECT t.id FROM expects x JOIN statements t ON t.statement = x.statement WHERE t.modality IS NULL "
     "OR NOT EXISTS (SELECT 1 FROM about a WHERE a.statement = x.statement AND a.event = x.event)",
     "a statement expects an event that it does not predict"},
    {DATES_OF("statements", "id", "until_day", "until_precision") " OR basis NOT IN ('', 'assumed', 'vague', 'told')",
     "a prediction's last day is no date"},
    {"SELECT id FROM ties WHERE NOT casus_known_status(status)", "a tie's status is unknown"},
    {"SELECT id FROM ties WHERE confidence NOT BETWEEN 0 AND 1", "a tie's confidence is outside 0 to 1"},
    {"SELECT id FROM ties WHERE origin IS NULL OR origin NOT IN ('report', 'import', 'built-in')",
     "a tie's origin is unknown"},
    {"SELECT id FROM ties WHERE kind = '' OR coalesce(source_actor, '') = ''", "a tie has no kind or no first actor"},
    {DATES_OF("ties", "id", "first_day", "first_precision") " OR NOT casus_date_ok(last_day, last_precision) OR NOT "
                                                            "casus_date_ok(year, year_precision)",
     "a tie's date is no date"},
    {"SELECT id FROM ties WHERE casus_last_day(last_day, last_precision) < first_day", "a tie ends before it begins"},
    {"SELECT t.id FROM ties t LEFT JOIN sentences s ON s.document = t.document AND s.n = t.sentence "
     "WHERE t.origin = 'report' AND (s.n IS NULL OR t.start_byte < s.start_byte OR t.end_byte > s.end_byte)",
     "a tie is not inside its sentence"},
    {"SELECT t.id FROM ties t JOIN events e ON e.event = t.event WHERE e.document <> t.document",
     "a tie rests on an event of another document"},
    {"SELECT d.id FROM notes x JOIN documents d ON d.document = x.document WHERE x.start_byte > x.end_byte OR "
     "x.end_byte > length(CAST(d.text AS BLOB)) OR x.kind = ''",
     "a note is not inside its document"},
    {"SELECT path FROM imports WHERE vintage_precision = 0 OR imported_precision = 0 OR NOT casus_date_ok(vintage, "
     "vintage_precision) OR NOT casus_date_ok(imported, imported_precision)",
     "an import's date is no date"},
    {"SELECT path FROM imports i WHERE read <> kept + left_out + skipped OR (skipped > 0) <> EXISTS (SELECT 1 FROM "
     "import_issues x WHERE x.import = i.import)",
     "an import's counts do not add up"},
    {IMPORTED("imported_ties") "t.kind = '' OR t.source_actor = '' OR t.source_actor = t.target_actor OR "
                               "NOT casus_date_ok(t.first_day, t.first_precision) OR NOT casus_date_ok(t.last_day, "
                               "t.last_precision) OR NOT casus_date_ok(t.year, t.year_precision) OR "
                               "casus_last_day(t.last_day, t.last_precision) < t.first_day",
     "an imported tie lacks a side or kind, or its dates are none"},
    {IMPORTED("imported_incidents") "t.a >= t.b OR t.level NOT BETWEEN 2 AND 5 OR t.first_precision = 0 OR "
                                    "NOT casus_date_ok(t.first_day, t.first_precision) OR NOT "
                                    "casus_date_ok(t.last_day, t.last_precision) OR "
                                    "casus_last_day(t.last_day, t.last_precision) < t.first_day",
     "an imported incident's sides, level or dates are none"},
    {IMPORTED("imported_events") "NOT casus_known_type(t.type) OR t.day_precision = 0 OR NOT casus_date_ok(t.day, "
                                 "t.day_precision)",
     "an imported event's type or date is none"},
};

static int ask(casus_check *c, const question *q, casus_error *err) {
  casus_cursor cursor = {.record = c->record};
  cursor.rc = sqlite3_prepare_v2(c->record->db, q->sql, -1, &cursor.statement, NULL);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    casus_str which = casus_take_text(&cursor, c->arena);
    code = cursor.rc
               ? casus_sql_close(&cursor, err)
               : casus_check_report(c, casus_arena_printf(c->arena, "%s: %.*s", q->fault, CASUS_STR_FMT(which)), err);
    if (code) break;
  }
  sqlite3_finalize(cursor.statement);
  casus_arena_reset(c->arena);
  return code == CASUS_END ? CASUS_OK : code;
}

/* SQLite's own check: one row "ok", or a row a fault. A file so damaged that even this fails is a fault as well. */
static int check_file(casus_check *c, casus_error *err) {
  casus_error told = {0};
  casus_cursor cursor = {.record = c->record};
  cursor.rc = sqlite3_prepare_v2(c->record->db, "PRAGMA integrity_check", -1, &cursor.statement, NULL);
  int code;
  while ((code = casus_sql_next(&cursor, &told)) == CASUS_OK) {
    casus_str text = casus_take_text(&cursor, c->arena);
    if (cursor.rc) code = casus_sql_close(&cursor, &told);
    if (!code && !casus_str_eq(text, CASUS_STR("ok"))) code = casus_check_report(c, text, &told);
    if (code) break;
  }
  sqlite3_finalize(cursor.statement);
  if (code == CASUS_E_DATA) return casus_check_report(c, casus_str_from_c(told.message), err);
  if (code < 0 && err) *err = told;
  return code == CASUS_END ? CASUS_OK : code;
}

static int compare_schema(casus_check *c, casus_cursor *made, casus_cursor *found, casus_error *err) {
  int code;
  while ((code = casus_sql_next(made, err)) == CASUS_OK) {
    casus_str type = casus_take_text(made, c->arena), name = casus_take_text(made, c->arena);
    casus_bind_text(found, type);
    casus_bind_text(found, name);
    casus_bind_text(found, casus_take_text(made, c->arena));
    code = made->rc ? casus_sql_close(made, err) : casus_sql_next(found, err);
    if (code == CASUS_OK) code = casus_sql_close(found, err);
    if (code == CASUS_END)
      code = casus_check_report(
          c,
          casus_arena_printf(c->arena, "%.*s %.*s is not as the schema says", CASUS_STR_FMT(type), CASUS_STR_FMT(name)),
          err);
    if (code) break;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

/* Every table, index and view as in a record made now; what people add beside them is theirs. */
static int check_schema(casus_check *c, casus_error *err) {
  casus_cursor made = {.record = c->record}, found = {.record = c->record};
  sqlite3 *fresh = NULL;
  int rc = sqlite3_open_v2(":memory:", &fresh, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (!rc) rc = casus_sql_functions(fresh);
  if (!rc) rc = casus_schema_run(fresh, 0, casus_schema_version);
  if (!rc)
    rc = sqlite3_prepare_v2(fresh, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", -1,
                            &made.statement, NULL);
  if (!rc)
    rc = sqlite3_prepare_v2(c->record->db, "SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ? AND sql = ?", -1,
                            &found.statement, NULL);
  int code = rc ? casus_sql_fail(NULL, rc, err) : compare_schema(c, &made, &found, err);
  sqlite3_finalize(made.statement);
  sqlite3_finalize(found.statement);
  sqlite3_close(fresh);
  casus_arena_reset(c->arena);
  return code;
}

/* All spans of a document: those of its sentences, events, statements and ties, and of who acts and speaks in them. */
static const char SPANS[] =
    "SELECT 'sentence', n, start_byte, end_byte FROM sentences WHERE document = ?1 "
    "UNION ALL SELECT 'event', id, start_byte, end_byte FROM events WHERE document = ?1 "
    "UNION ALL SELECT 'party of event', e.id, p.start_byte, p.end_byte FROM events e JOIN parties p "
    "ON p.event = e.event WHERE e.document = ?1 "
    "UNION ALL SELECT 'speaker of event', e.id, v.start_byte, v.end_byte FROM events e JOIN event_voices v "
    "ON v.event = e.event WHERE e.document = ?1 "
    "UNION ALL SELECT 'statement', id, start_byte, end_byte FROM statements WHERE document = ?1 "
    "UNION ALL SELECT 'speaker of statement', id, speaker_start_byte, speaker_end_byte FROM statements WHERE document "
    "= ?1 "
    "UNION ALL SELECT 'tie', id, start_byte, end_byte FROM ties WHERE document = ?1 "
    "UNION ALL SELECT 'speaker of tie', t.id, v.start_byte, v.end_byte FROM ties t JOIN tie_voices v "
    "ON v.tie = t.tie WHERE t.document = ?1";

/* Whether a character starts (or the text ends) at this byte. */
static bool is_boundary(casus_str text, int64_t at) {
  if (at < 0 || (uint64_t)at > text.len) return false;
  return (size_t)at == text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static int check_span(casus_check *c, casus_cursor *row, casus_str document, casus_str text, casus_error *err) {
  casus_str what = casus_take_text(row, c->arena), which = casus_take_text(row, c->arena);
  int64_t start = casus_take_int(row), end = casus_take_int(row);
  if (row->rc || (start <= end && is_boundary(text, start) && is_boundary(text, end))) return CASUS_OK;
  return casus_check_report(c,
                            casus_arena_printf(c->arena, "the span of %.*s %.*s is no whole part of document %.*s",
                                               CASUS_STR_FMT(what), CASUS_STR_FMT(which), CASUS_STR_FMT(document)),
                            err);
}

static int check_spans(casus_check *c, casus_cursor *spans, int64_t row, casus_str document, casus_str text,
                       casus_error *err) {
  int code;
  casus_bind_int(spans, row);
  while ((code = casus_sql_next(spans, err)) == CASUS_OK) {
    code = check_span(c, spans, document, text, err);
    if (code) break;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

static int check_text(casus_check *c, const casus_check_words *d, casus_error *err) {
  int code = CASUS_OK;
  const casus_str parts[] = {d->title, d->text};
  casus_str hash = casus_content_id(c->arena, parts, CASUS_COUNT(parts));
  if (!hash.ptr) return casus_fail_memory(err);
  if (!casus_str_eq(hash, d->content))
    code =
        casus_check_report(c,
                           casus_arena_printf(c->arena, "title and text are not those of content %.*s: document %.*s",
                                              CASUS_STR_FMT(d->content), CASUS_STR_FMT(d->id)),
                           err);
  size_t bad = casus_utf8_valid(d->text);
  if (!code && bad < d->text.len)
    code = casus_check_report(
        c, casus_arena_printf(c->arena, "ill-formed UTF-8 at byte %zu of document %.*s", bad, CASUS_STR_FMT(d->id)),
        err);
  return code;
}

static int check_document(casus_check *c, casus_cursor *documents, casus_cursor *spans, casus_error *err) {
  casus_check_words d = {.row = casus_take_int(documents)};
  casus_str *const texts[] = {&d.id, &d.content, &d.wording, &d.title, &d.text};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) *texts[i] = casus_take_text(documents, c->arena);
  int code = documents->rc ? casus_sql_close(documents, err) : check_text(c, &d, err);
  if (!code) code = casus_check_story(c, &d, err);
  if (!code) code = check_spans(c, spans, d.row, d.id, d.text, err);
  casus_arena_reset(c->arena);
  return code;
}

static int check_documents(casus_check *c, casus_error *err) {
  casus_cursor documents = {.record = c->record}, spans = {.record = c->record};
  sqlite3 *db = c->record->db;
  documents.rc =
      sqlite3_prepare_v2(db, "SELECT document, id, content, wording, title, text FROM documents ORDER BY document", -1,
                         &documents.statement, NULL);
  if (!documents.rc) documents.rc = sqlite3_prepare_v2(db, SPANS, -1, &spans.statement, NULL);
  int code;
  while ((code = casus_sql_next(&documents, err)) == CASUS_OK) {
    code = check_document(c, &documents, &spans, err);
    if (code) break;
  }
  sqlite3_finalize(spans.statement);
  sqlite3_finalize(documents.statement);
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_record_check(casus_record *record, void (*fault)(void *context, casus_str text), void *context,
                       casus_error *err) {
  casus_check c = {.record = record, .fault = fault, .context = context, .arena = casus_arena_new()};
  if (!c.arena) return casus_fail_memory(err);
  int code = check_file(&c, err);
  if (!code && !c.faults) code = check_schema(&c, err);
  bool well_formed = !c.faults; /* else the questions would only echo it */
  if (!code) code = casus_check_sums(&c, err);
  if (!code && well_formed) {
    for (size_t i = 0; !code && i < CASUS_COUNT(QUESTIONS); i++) code = ask(&c, &QUESTIONS[i], err);
    if (!code) code = check_documents(&c, err);
    if (!code) code = casus_check_keys(&c, err);
  }
  casus_arena_free(c.arena);
  if (code || !c.faults) return code;
  return casus_fail(err, CASUS_E_CHECK, 0, "%llu faults in the record", (unsigned long long)c.faults);
}
