/* Writing: a document with all that was coded from it, in one transaction. */
#include "record/add.h"

/* *found: whether a row with this value exists. */
static int find(casus_record *record, casus_sql which, casus_str value, bool *found, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, which);
  casus_bind_text(&cursor, value);
  int code = casus_sql_next(&cursor, err);
  if (code < 0) return code;
  *found = code == CASUS_OK;
  return casus_sql_close(&cursor, err);
}

/* The same words, whatever the capitals, line ends and punctuation around them, give the same story. Letters beyond
 * ASCII are kept as they are. */
static casus_str story_of(const casus_document *document, casus_arena *arena) {
  casus_str text = document->text;
  char *words = casus_arena_alloc(arena, text.len);
  if (!words) return (casus_str){NULL, 0};
  size_t length = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (casus_is_alpha(c) || casus_is_digit(c) || (unsigned char)c >= 0x80)
      words[length++] = casus_to_lower(c);
    else if (length && words[length - 1] != ' ')
      words[length++] = ' ';
  }
  while (length && words[length - 1] == ' ') length--;
  casus_str part = length ? casus_str_of(words, length) : document->content;
  return casus_content_id(arena, &part, 1);
}

/* An id that another content has already gives way to the content id. */
static int choose_id(casus_addition *a, casus_error *err) {
  bool taken = false;
  a->id = a->document->id;
  int code = find(a->record, CASUS_SQL_FIND_ID, a->id, &taken, err);
  if (code || !taken) return code;
  a->id = a->document->content;
  code = find(a->record, CASUS_SQL_FIND_ID, a->id, &taken, err);
  if (code || !taken) return code;
  return casus_fail(err, CASUS_E_INPUT, 0, "another document has this one's id and content id as its id");
}

static int add_document(casus_addition *a, casus_error *err) {
  const casus_document *d = a->document;
  casus_str story = story_of(d, a->record->scratch);
  if (!story.ptr) return casus_fail_memory(err);
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_DOCUMENT);
  const casus_str texts[] = {a->id,     d->content, story,       d->title, d->publisher,
                             d->author, d->url,     d->language, d->path,  d->encoding};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(&cursor, texts[i]);
  casus_bind_int(&cursor, (int64_t)d->ordinal);
  casus_bind_date(&cursor, d->date);
  casus_bind_date(&cursor, a->seen);
  casus_bind_text(&cursor, d->text);
  int code = casus_sql_run(&cursor, err);
  if (!code) a->row = sqlite3_last_insert_rowid(a->record->db);
  return code;
}

static int add_sentences(casus_addition *a, casus_error *err) {
  int code = CASUS_OK;
  for (uint32_t i = 0; !code && i < a->text->sentence_count; i++) {
    casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_SENTENCE);
    casus_bind_int(&cursor, a->row);
    casus_bind_int(&cursor, i);
    casus_bind_span(&cursor, a->text->sentences[i].span);
    code = casus_sql_run(&cursor, err);
  }
  return code;
}

/* Inside the transaction. */
static int add_all(casus_addition *a, bool *added, casus_error *err) {
  bool known = false;
  int code = find(a->record, CASUS_SQL_FIND_CONTENT, a->document->content, &known, err);
  if (code || known) {
    *added = false;
    return code;
  }
  code = choose_id(a, err);
  if (!code) code = add_document(a, err);
  if (!code) code = add_sentences(a, err);
  for (size_t i = 0; !code && i < a->coding->event_count; i++) code = casus_add_event(a, i, err);
  for (size_t i = 0; !code && i < a->coding->statement_count; i++) code = casus_add_statement(a, i, err);
  for (size_t i = 0; !code && i < a->coding->tie_count; i++) code = casus_add_tie(a, i, err);
  *added = true;
  return code;
}

static int run(casus_record *record, casus_sql which, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, which);
  return casus_sql_run(&cursor, err);
}

static int add_in_transaction(casus_addition *a, bool *added, casus_error *err) {
  int code = run(a->record, CASUS_SQL_BEGIN_WRITE, err);
  if (code) return code;
  code = add_all(a, added, err);
  if (!code) code = run(a->record, CASUS_SQL_COMMIT, err);
  /* Some failures (a full disk) have rolled back already. */
  if (code && !sqlite3_get_autocommit(a->record->db)) run(a->record, CASUS_SQL_ROLLBACK, NULL);
  return code;
}

int casus_record_add(casus_record *record, const casus_document *document, const casus_text *text,
                     const casus_coding *coding, casus_date seen, bool *added, casus_error *err) {
  casus_addition a = {.record = record, .document = document, .text = text, .coding = coding, .seen = seen};
  int code = casus_addition_check(&a, err);
  if (code) return code;
  bool known = false, done = false;
  /* Asked without the write lock first: a second run over the same files writes nothing and waits for nobody. */
  code = find(record, CASUS_SQL_FIND_CONTENT, document->content, &known, err);
  if (!code && !known) {
    a.events = casus_arena_array(record->scratch, coding->event_count, sizeof *a.events);
    code = a.events ? add_in_transaction(&a, &done, err) : casus_fail_memory(err);
  }
  casus_arena_reset(record->scratch);
  if (!code) *added = done;
  return code;
}

int casus_record_add_issue(casus_record *record, const casus_issue *issue, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_ISSUE);
  casus_bind_text(&cursor, issue->path);
  casus_bind_int(&cursor, (int64_t)issue->ordinal);
  casus_bind_int(&cursor, (int64_t)issue->at);
  casus_bind_text(&cursor, issue->reason);
  return casus_sql_run(&cursor, err);
}
