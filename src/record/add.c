/* Writing: a document with all that was coded from it, in one transaction. */
#include "record/story.h"
#include "record/sums.h"

/* Who has an id: nobody, a printing of the same content, or another content. */
typedef enum holder { NOBODY, THIS_CONTENT, ANOTHER } holder;

/* *printing: it is of the same publisher and address as well. */
static int find_holder(casus_record *record, const casus_document *d, casus_str id, holder *who, bool *printing,
                       casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_HOLDER);
  const casus_str texts[] = {id, d->content, d->publisher, d->url};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(&cursor, texts[i]);
  int code = casus_sql_next(&cursor, err);
  if (code < 0) return code;
  *who = NOBODY;
  if (code == CASUS_END) return CASUS_OK;
  *who = casus_take_int(&cursor) ? THIS_CONTENT : ANOTHER;
  *printing = casus_take_int(&cursor) != 0;
  return casus_sql_close(&cursor, err);
}

/* Under which id a document is kept or would be, and whether it is there. The same content is there when it has the
 * same id; where the input gave none, when publisher and address are the same. Another printing of it is another
 * document. An id that another content has gives way to the content id. */
static int place(casus_record *record, const casus_document *d, casus_str *id, bool *known, casus_error *err) {
  holder who;
  bool printing = false, given = !casus_str_eq(d->id, d->content);
  *id = d->id;
  int code = find_holder(record, d, *id, &who, &printing, err);
  *known = who == THIS_CONTENT && (given || printing);
  if (code || *known || who == NOBODY) return code;
  const casus_str parts[] = {d->id, d->content, d->publisher, d->url};
  *id = who == ANOTHER ? d->content : casus_content_id(record->scratch, parts, CASUS_COUNT(parts));
  if (!id->ptr) return casus_fail_memory(err);
  code = find_holder(record, d, *id, &who, &printing, err);
  *known = who == THIS_CONTENT;
  if (code || who != ANOTHER) return code;
  return casus_fail(err, CASUS_E_INPUT, 0, "another document has this one's id and content id as its id");
}

static int add_place(casus_addition *a, casus_error *err) {
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_PLACE);
  casus_bind_int(&cursor, a->row);
  casus_bind_int(&cursor, (int64_t)a->document->place);
  return casus_sql_add(&cursor, err);
}

static int add_notes(casus_addition *a, casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < a->document->note_count; i++) {
    const casus_note *note = &a->document->notes[i];
    casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_NOTE);
    casus_bind_int(&cursor, a->row);
    casus_bind_int(&cursor, (int64_t)i);
    casus_bind_text(&cursor, casus_str_from_c(casus_note_name(note->kind)));
    casus_bind_span(&cursor, note->span);
    casus_bind_int(&cursor, (int64_t)note->count);
    casus_bind_text(&cursor, note->value);
    code = casus_sql_add(&cursor, err);
  }
  return code;
}

static int add_row(casus_addition *a, casus_str wording, casus_error *err) {
  const casus_document *d = a->document;
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_DOCUMENT);
  const casus_str texts[] = {a->id,     d->content, wording,     d->title, d->publisher,
                             d->author, d->url,     d->language, d->path,  d->encoding};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(&cursor, texts[i]);
  casus_bind_int(&cursor, (int64_t)d->ordinal);
  casus_bind_date(&cursor, d->date);
  casus_bind_date(&cursor, a->seen);
  casus_bind_text(&cursor, d->text);
  int code = casus_sql_add(&cursor, err);
  if (!code) a->row = sqlite3_last_insert_rowid(a->record->db);
  if (!code) code = add_notes(a, err);
  return code || !d->place ? code : add_place(a, err);
}

static int add_document(casus_addition *a, casus_error *err) {
  const casus_document *d = a->document;
  casus_wording wording;
  if (!casus_wording_of(a->record->scratch, d->title, d->text, &wording)) return casus_fail_memory(err);
  casus_str id = casus_wording_id(a->record->scratch, &wording, d->title, d->content);
  if (!id.ptr) return casus_fail_memory(err);
  bool known = false;
  int code = casus_story_known(a->record, id, INT64_MAX, &known, err);
  if (!code) code = add_row(a, id, err);
  return code || known ? code : casus_story_link(a->record, a->row, &wording, err);
}

static int add_sentences(casus_addition *a, casus_error *err) {
  int code = CASUS_OK;
  for (uint32_t i = 0; !code && i < a->text->sentence_count; i++) {
    casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_SENTENCE);
    casus_bind_int(&cursor, a->row);
    casus_bind_int(&cursor, i);
    casus_bind_span(&cursor, a->text->sentences[i].span);
    code = casus_sql_add(&cursor, err);
  }
  return code;
}

/* Inside the transaction. */
static int add_all(casus_addition *a, bool *added, casus_error *err) {
  bool known = false;
  int code = place(a->record, a->document, &a->id, &known, err);
  if (code || known) {
    *added = false;
    return code;
  }
  a->record->sum = 0;
  code = add_document(a, err);
  if (!code) code = add_sentences(a, err);
  for (size_t i = 0; !code && i < a->coding->event_count; i++) code = casus_add_event(a, i, err);
  for (size_t i = 0; !code && i < a->coding->statement_count; i++) code = casus_add_statement(a, i, err);
  for (size_t i = 0; !code && i < a->coding->tie_count; i++) code = casus_add_tie(a, i, err);
  if (!code) code = casus_sum_keep(a->record, CASUS_SUM_DOCUMENT, a->row, err);
  *added = true;
  return code;
}

static int run(casus_record *record, casus_sql which, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, which);
  return casus_sql_run(&cursor, err);
}

static bool within_transaction(const casus_record *record) { return !sqlite3_get_autocommit(record->db); }

/* Ends a transaction: keeps all of it, or none when `code` or the keeping says so. */
static int finish(casus_record *record, int code, casus_error *err) {
  if (!code) code = run(record, CASUS_SQL_COMMIT, err);
  /* Some failures (a full disk) have rolled back already. */
  if (code && within_transaction(record)) run(record, CASUS_SQL_ROLLBACK, NULL);
  return code;
}

static int add_in_transaction(casus_addition *a, bool *added, casus_error *err) {
  int code = run(a->record, CASUS_SQL_BEGIN_WRITE, err);
  if (code) return code;
  return finish(a->record, add_all(a, added, err), err);
}

/* Ends what began at a mark, of which all is kept or none. What cannot be undone alone is undone with all the rest. */
static int end_mark(casus_record *record, int code, casus_error *err) {
  if (code && within_transaction(record) && run(record, CASUS_SQL_UNDO, NULL)) run(record, CASUS_SQL_ROLLBACK, NULL);
  int kept = within_transaction(record) ? run(record, CASUS_SQL_KEEP, code ? NULL : err) : CASUS_OK;
  return code ? code : kept;
}

static int add_among_others(casus_addition *a, bool *added, casus_error *err) {
  int code = within_transaction(a->record) ? CASUS_OK : run(a->record, CASUS_SQL_BEGIN_WRITE, err);
  if (!code) code = run(a->record, CASUS_SQL_MARK, err);
  if (code) return code;
  code = add_all(a, added, err);
  return end_mark(a->record, code, err);
}

void casus_record_gather(casus_record *record) {
  /* What undoes one of them stays in memory; where that is refused, it is a file, and all goes on more slowly. */
  sqlite3_exec(record->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
  record->gathers = true;
}

int casus_record_settle(casus_record *record, casus_error *err) {
  return within_transaction(record) ? run(record, CASUS_SQL_COMMIT, err) : CASUS_OK;
}

int casus_record_add(casus_record *record, const casus_document *document, const casus_text *text,
                     const casus_coding *coding, casus_date seen, bool *added, casus_error *err) {
  casus_addition a = {.record = record, .document = document, .text = text, .coding = coding, .seen = seen};
  int code = casus_addition_check(&a, err);
  if (code) return code;
  bool known = false, done = false;
  /* Asked without the write lock first: a second run over the same files writes nothing and waits for nobody. */
  code = place(record, document, &a.id, &known, err);
  if (!code && !known) {
    a.events = casus_arena_array(record->scratch, coding->event_count, sizeof *a.events);
    int (*add)(casus_addition *, bool *, casus_error *) = record->gathers ? add_among_others : add_in_transaction;
    code = a.events ? add(&a, &done, err) : casus_fail_memory(err);
  }
  casus_arena_reset(record->scratch);
  if (!code) *added = done;
  return code;
}

int casus_record_id_of(casus_record *record, const casus_document *document, casus_arena *arena, casus_str *id,
                       casus_error *err) {
  bool known = false;
  casus_str kept;
  int code = place(record, document, &kept, &known, err);
  if (!code && !known) code = casus_fail(err, CASUS_E_INPUT, 0, "the document is not in the record");
  if (!code && !(kept = casus_arena_copy(arena, kept)).ptr) code = casus_fail_memory(err);
  casus_arena_reset(record->scratch);
  if (!code) *id = kept;
  return code;
}

/* Behind a mark. */
static int add_issue(casus_record *record, const casus_issue *issue, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_ISSUE);
  casus_bind_text(&cursor, issue->path);
  casus_bind_int(&cursor, (int64_t)issue->ordinal);
  casus_bind_int(&cursor, (int64_t)issue->at);
  casus_bind_text(&cursor, issue->reason);
  record->sum = 0;
  int code = casus_sql_add(&cursor, err);
  bool added = !code && sqlite3_changes(record->db) > 0;
  return added ? casus_sum_keep(record, CASUS_SUM_ISSUE, sqlite3_last_insert_rowid(record->db), err) : code;
}

int casus_record_add_issue(casus_record *record, const casus_issue *issue, casus_error *err) {
  int code = run(record, CASUS_SQL_MARK, err);
  return code ? code : end_mark(record, add_issue(record, issue, err), err);
}
