/* Writing: a document with all that was coded from it, in one transaction. */
#include <math.h>
#include <stdlib.h>

#include "record/sql.h"

/* What is being added. Row numbers of the events stand in the order of the coding. */
typedef struct addition {
  casus_record *record;
  const casus_document *document;
  const casus_text *text;
  const casus_coding *coding;
  casus_date seen;
  casus_str id; /* under which the document is kept */
  int64_t row;
  int64_t *events;
} addition;

static bool storable_date(casus_date date) {
  return !casus_date_known(date) ||
         (date.day >= CASUS_FIRST_DAY && date.day <= CASUS_LAST_DAY && (unsigned)date.precision <= CASUS_DATE_DAY);
}

static bool storable_event(const casus_event *e, uint32_t sentences) {
  return e->id.ptr && e->sentence < sentences && (unsigned)e->type < CASUS_EVENT_TYPE_COUNT &&
         (unsigned)e->status < CASUS_STATUS_COUNT && storable_date(e->date) && isfinite(e->intensity) &&
         isfinite(e->confidence) && (!e->amount.known || isfinite(e->amount.value));
}

static bool storable_tie(const casus_tie *t, size_t events) {
  return t->id.ptr && t->kind.ptr && (unsigned)t->status < CASUS_STATUS_COUNT && storable_date(t->start) &&
         storable_date(t->end) && storable_date(t->year) && isfinite(t->confidence) &&
         (!t->amount.known || isfinite(t->amount.value)) && (t->event < events || t->event == SIZE_MAX);
}

static bool storable_statement(const casus_statement *s, uint32_t sentences, size_t events) {
  for (size_t i = 0; i < s->about_count; i++)
    if (s->about[i] >= events) return false;
  return s->id.ptr && s->sentence < sentences;
}

/* What the tables could not give back as it came. */
static int refuse_unstorable(const addition *a, casus_error *err) {
  const casus_coding *c = a->coding;
  const char *what = NULL;
  size_t which = 0;
  if (!a->document->id.ptr || !a->document->content.ptr || !a->document->text.ptr ||
      !storable_date(a->document->date) || !storable_date(a->seen))
    what = "document";
  for (size_t i = 0; !what && i < c->event_count; i++)
    if (!storable_event(&c->events[which = i], a->text->sentence_count)) what = "event";
  for (size_t i = 0; !what && i < c->statement_count; i++)
    if (!storable_statement(&c->statements[which = i], a->text->sentence_count, c->event_count)) what = "statement";
  for (size_t i = 0; !what && i < c->tie_count; i++)
    if (!storable_tie(&c->ties[which = i], c->event_count)) what = "tie";
  if (!what) return CASUS_OK;
  return casus_fail(err, CASUS_E_INPUT, 0, "%s %zu cannot be recorded: a value or a reference is out of range", what,
                    which);
}

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
static int choose_id(addition *a, casus_error *err) {
  bool taken = false;
  a->id = a->document->id;
  int code = find(a->record, CASUS_SQL_FIND_ID, a->id, &taken, err);
  if (code || !taken) return code;
  a->id = a->document->content;
  code = find(a->record, CASUS_SQL_FIND_ID, a->id, &taken, err);
  if (code || !taken) return code;
  return casus_fail(err, CASUS_E_INPUT, 0, "another document has this one's id and content id as its id");
}

/* The id of an event, statement or tie. It rests on the id that the document came with; where that gave way, so does
 * it, or the items of two documents would share ids. */
static casus_str item_id(const addition *a, casus_str id) {
  if (a->id.ptr == a->document->id.ptr) return id;
  const casus_str parts[] = {a->id, id};
  return casus_content_id(a->record->scratch, parts, CASUS_COUNT(parts));
}

static int add_document(addition *a, casus_error *err) {
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

static int add_sentences(addition *a, casus_error *err) {
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

static void bind_voice(casus_cursor *cursor, const casus_voice *voice) {
  const casus_str texts[] = {voice->name, voice->role, voice->organization, voice->actor, voice->sector};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) casus_bind_text(cursor, texts[i]);
  casus_bind_int(cursor, voice->medium);
  casus_bind_span(cursor, voice->span);
}

static int add_voices(casus_record *record, casus_sql which, int64_t row, const casus_voice *voices, size_t count,
                      casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    casus_cursor cursor = casus_sql_use(record, which);
    casus_bind_int(&cursor, row);
    casus_bind_int(&cursor, (int64_t)i);
    bind_voice(&cursor, &voices[i]);
    code = casus_sql_run(&cursor, err);
  }
  return code;
}

static int add_parties(casus_record *record, int64_t event, casus_str role, const casus_party *parties, size_t count,
                       casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_PARTY);
    casus_bind_int(&cursor, event);
    casus_bind_text(&cursor, role);
    casus_bind_int(&cursor, (int64_t)i);
    casus_bind_text(&cursor, parties[i].actor);
    casus_bind_text(&cursor, parties[i].sector);
    casus_bind_text(&cursor, parties[i].name);
    casus_bind_text(&cursor, parties[i].text);
    casus_bind_span(&cursor, parties[i].span);
    code = casus_sql_run(&cursor, err);
  }
  return code;
}

/* (row, n, text) for contexts and via. */
static int add_texts(casus_record *record, casus_sql which, int64_t row, const casus_str *texts, size_t count,
                     casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    casus_cursor cursor = casus_sql_use(record, which);
    casus_bind_int(&cursor, row);
    casus_bind_int(&cursor, (int64_t)i);
    casus_bind_text(&cursor, texts[i]);
    code = casus_sql_run(&cursor, err);
  }
  return code;
}

static int compare_codes(const void *a, const void *b) {
  return casus_str_cmp(*(const casus_str *)a, *(const casus_str *)b);
}

/* The codes of resolved actors, sorted, each once, one space between. ptr NULL when out of memory. */
static casus_str codes_of(casus_arena *arena, const casus_party *parties, size_t count) {
  casus_str *codes = casus_arena_array(arena, count, sizeof *codes);
  const casus_str none = {NULL, 0};
  if (!codes) return none;
  size_t length = 0, used = 0;
  for (size_t i = 0; i < count; i++) {
    codes[i] = parties[i].actor;
    length += codes[i].len + 1;
  }
  qsort(codes, count, sizeof *codes, compare_codes);
  char *joined = casus_arena_alloc(arena, length);
  if (!joined) return none;
  for (size_t i = 0; i < count; i++) {
    if (!codes[i].len || (i && casus_str_eq(codes[i], codes[i - 1]))) continue;
    if (used) joined[used++] = ' ';
    memcpy(joined + used, codes[i].ptr, codes[i].len);
    used += codes[i].len;
  }
  return casus_str_of(joined, used);
}

static void bind_quantity(casus_cursor *cursor, const casus_quantity *quantity) {
  if (quantity->known)
    casus_bind_double(cursor, quantity->value);
  else
    casus_bind_null(cursor);
  casus_bind_text(cursor, quantity->unit);
}

/* id, document, n, sentence, span: how the rows of all three kinds of items begin. */
static void bind_item(casus_cursor *cursor, const addition *a, casus_str id, size_t n, uint32_t sentence,
                      casus_span span) {
  casus_bind_text(cursor, id);
  casus_bind_int(cursor, a->row);
  casus_bind_int(cursor, (int64_t)n);
  casus_bind_int(cursor, sentence);
  casus_bind_span(cursor, span);
}

static int add_event_row(addition *a, size_t n, casus_error *err) {
  const casus_event *e = &a->coding->events[n];
  casus_str id = item_id(a, e->id);
  casus_str sources = codes_of(a->record->scratch, e->source, e->source_count);
  casus_str targets = codes_of(a->record->scratch, e->target, e->target_count);
  if (!id.ptr || !sources.ptr || !targets.ptr) return casus_fail_memory(err);
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_EVENT);
  bind_item(&cursor, a, id, n, e->sentence, e->span);
  casus_bind_date(&cursor, e->date);
  casus_bind_text(&cursor, casus_str_from_c(casus_event_type_name(e->type)));
  casus_bind_text(&cursor, e->mode);
  casus_bind_text(&cursor, e->cameo);
  casus_bind_text(&cursor, casus_str_from_c(casus_status_name(e->status)));
  casus_bind_double(&cursor, e->intensity);
  casus_bind_text(&cursor, sources);
  casus_bind_text(&cursor, targets);
  if (e->count == -1)
    casus_bind_null(&cursor);
  else
    casus_bind_int(&cursor, e->count);
  bind_quantity(&cursor, &e->amount);
  casus_bind_text(&cursor, e->place);
  casus_bind_double(&cursor, e->confidence);
  casus_bind_text(&cursor, e->rule);
  int code = casus_sql_run(&cursor, err);
  if (!code) a->events[n] = sqlite3_last_insert_rowid(a->record->db);
  return code;
}

static int add_event(addition *a, size_t n, casus_error *err) {
  const casus_event *e = &a->coding->events[n];
  casus_record *record = a->record;
  int code = add_event_row(a, n, err);
  int64_t row = code ? 0 : a->events[n];
  if (!code) code = add_parties(record, row, CASUS_STR("source"), e->source, e->source_count, err);
  if (!code) code = add_parties(record, row, CASUS_STR("target"), e->target, e->target_count, err);
  if (!code) code = add_texts(record, CASUS_SQL_ADD_CONTEXT, row, e->contexts, e->context_count, err);
  if (!code) code = add_voices(record, CASUS_SQL_ADD_EVENT_VOICE, row, e->said_by, e->said_by_count, err);
  return code;
}

static int add_about(addition *a, int64_t row, const casus_statement *s, casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < s->about_count; i++) {
    casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_ABOUT);
    casus_bind_int(&cursor, row);
    casus_bind_int(&cursor, (int64_t)i);
    casus_bind_int(&cursor, a->events[s->about[i]]);
    code = casus_sql_run(&cursor, err);
  }
  return code;
}

static int add_statement(addition *a, size_t n, casus_error *err) {
  const casus_statement *s = &a->coding->statements[n];
  casus_str id = item_id(a, s->id);
  if (!id.ptr) return casus_fail_memory(err);
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_STATEMENT);
  bind_item(&cursor, a, id, n, s->sentence, s->span);
  bind_voice(&cursor, &s->speaker);
  casus_bind_text(&cursor, s->verb);
  casus_bind_int(&cursor, s->quote);
  casus_bind_text(&cursor, s->prediction.modality);
  casus_bind_text(&cursor, s->prediction.horizon);
  int code = casus_sql_run(&cursor, err);
  int64_t row = sqlite3_last_insert_rowid(a->record->db);
  if (!code) code = add_texts(a->record, CASUS_SQL_ADD_VIA, row, s->via, s->via_count, err);
  if (!code) code = add_about(a, row, s, err);
  return code;
}

static int add_tie(addition *a, size_t n, casus_error *err) {
  const casus_tie *t = &a->coding->ties[n];
  casus_str id = item_id(a, t->id);
  if (!id.ptr) return casus_fail_memory(err);
  casus_cursor cursor = casus_sql_use(a->record, CASUS_SQL_ADD_TIE);
  bind_item(&cursor, a, id, n, t->sentence, t->span);
  casus_bind_text(&cursor, t->kind);
  casus_bind_text(&cursor, t->from);
  casus_bind_text(&cursor, t->to);
  casus_bind_int(&cursor, t->mutual);
  casus_bind_date(&cursor, t->start);
  casus_bind_date(&cursor, t->end);
  bind_quantity(&cursor, &t->amount);
  casus_bind_date(&cursor, t->year);
  casus_bind_text(&cursor, t->origin);
  casus_bind_text(&cursor, t->source);
  casus_bind_text(&cursor, t->note);
  casus_bind_text(&cursor, casus_str_from_c(casus_status_name(t->status)));
  casus_bind_double(&cursor, t->confidence);
  casus_bind_text(&cursor, t->rule);
  if (t->event == SIZE_MAX)
    casus_bind_null(&cursor);
  else
    casus_bind_int(&cursor, a->events[t->event]);
  int code = casus_sql_run(&cursor, err);
  int64_t row = sqlite3_last_insert_rowid(a->record->db);
  return code ? code : add_voices(a->record, CASUS_SQL_ADD_TIE_VOICE, row, t->said_by, t->said_by_count, err);
}

/* Inside the transaction. */
static int add_all(addition *a, bool *added, casus_error *err) {
  bool known = false;
  int code = find(a->record, CASUS_SQL_FIND_CONTENT, a->document->content, &known, err);
  if (code || known) {
    *added = false;
    return code;
  }
  code = choose_id(a, err);
  if (!code) code = add_document(a, err);
  if (!code) code = add_sentences(a, err);
  for (size_t i = 0; !code && i < a->coding->event_count; i++) code = add_event(a, i, err);
  for (size_t i = 0; !code && i < a->coding->statement_count; i++) code = add_statement(a, i, err);
  for (size_t i = 0; !code && i < a->coding->tie_count; i++) code = add_tie(a, i, err);
  *added = true;
  return code;
}

static int run(casus_record *record, casus_sql which, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, which);
  return casus_sql_run(&cursor, err);
}

static int add_in_transaction(addition *a, bool *added, casus_error *err) {
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
  addition a = {.record = record, .document = document, .text = text, .coding = coding, .seen = seen};
  int code = refuse_unstorable(&a, err);
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
