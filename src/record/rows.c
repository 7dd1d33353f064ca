/* Reading rows back as the structs they were written from. */
#include "record/query.h"

/* One read of events, statements or ties. The text of the document at hand stays where SQLite keeps it. */
typedef struct reading {
  casus_record *record;
  casus_arena *arena;
  casus_cursor rows;
  casus_cursor text_row;
  int64_t document; /* whose text `text` is; 0: none */
  casus_str text;
} reading;

static int text_of(reading *r, int64_t document, casus_error *err) {
  if (r->document == document) return CASUS_OK;
  if (r->document) casus_sql_close(&r->text_row, NULL);
  r->document = 0;
  r->text_row = casus_sql_use(r->record, CASUS_SQL_TEXT);
  casus_bind_int(&r->text_row, document);
  int code = casus_sql_next(&r->text_row, err);
  if (code) return code == CASUS_END ? casus_fail(err, CASUS_E_DATA, 0, "record: a document is missing") : code;
  const unsigned char *bytes = sqlite3_column_text(r->text_row.statement, 0);
  if (!bytes) {
    r->text_row.rc = SQLITE_NOMEM;
    return casus_sql_close(&r->text_row, err);
  }
  r->text = casus_str_of((const char *)bytes, (size_t)sqlite3_column_bytes(r->text_row.statement, 0));
  r->document = document;
  return CASUS_OK;
}

/* A copy of the part of a document's text, cut to what there is. */
static int copy_span(reading *r, int64_t document, casus_span span, casus_str *copy, casus_error *err) {
  int code = text_of(r, document, err);
  if (code) return code;
  *copy = casus_arena_copy(r->arena, casus_str_span(r->text, span));
  return copy->ptr ? CASUS_OK : casus_fail_memory(err);
}

static casus_quantity take_quantity(reading *r) {
  casus_quantity quantity = {0};
  quantity.known = !casus_take_null(&r->rows);
  if (quantity.known) quantity.value = casus_take_double(&r->rows);
  quantity.unit = casus_take_text(&r->rows, r->arena);
  return quantity;
}

static casus_status take_status(casus_cursor *row, casus_arena *arena) {
  casus_status status = CASUS_STATUS_ASSERTED;
  if (!casus_status_from(casus_take_text(row, arena), &status) && !row->rc) row->rc = SQLITE_CORRUPT;
  return status;
}

static casus_event_type take_type(casus_cursor *row, casus_arena *arena) {
  casus_event_type type = CASUS_AGREE;
  if (!casus_event_type_from(casus_take_text(row, arena), &type) && !row->rc) row->rc = SQLITE_CORRUPT;
  return type;
}

static casus_voice take_voice(casus_cursor *row, casus_arena *arena) {
  casus_voice voice = {0};
  casus_str *const texts[] = {&voice.name, &voice.role, &voice.organization, &voice.actor, &voice.sector};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) *texts[i] = casus_take_text(row, arena);
  voice.medium = casus_take_int(row) != 0;
  voice.span = casus_take_span(row);
  return voice;
}

/* The items of a list that belongs to a row, in order. `take` fills one item from the cursor. */
typedef void (*take_item)(casus_cursor *cursor, casus_arena *arena, void *item);

static int read_list(reading *r, casus_cursor cursor, take_item take, size_t size, void **items, size_t *count,
                     casus_error *err) {
  void *list = NULL;
  size_t capacity = 0, used = 0;
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    if (!casus_vec_reserve(r->arena, &list, used, &capacity, size)) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    take(&cursor, r->arena, (char *)list + used++ * size);
  }
  if (code != CASUS_END) return code;
  *items = list;
  *count = used;
  return CASUS_OK;
}

static casus_cursor list_of(reading *r, casus_sql which, int64_t row) {
  casus_cursor cursor = casus_sql_use(r->record, which);
  casus_bind_int(&cursor, row);
  return cursor;
}

static void take_voice_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  *(casus_voice *)item = take_voice(cursor, arena);
}

static void take_text_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  *(casus_str *)item = casus_take_text(cursor, arena);
}

static void take_party_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  casus_party *party = item;
  party->actor = casus_take_text(cursor, arena);
  party->sector = casus_take_text(cursor, arena);
  party->name = casus_take_text(cursor, arena);
  party->text = casus_take_text(cursor, arena);
  party->span = casus_take_span(cursor);
}

static int read_voices(reading *r, casus_sql which, int64_t row, casus_voice **voices, size_t *count,
                       casus_error *err) {
  return read_list(r, list_of(r, which, row), take_voice_item, sizeof **voices, (void **)voices, count, err);
}

static int read_texts(reading *r, casus_sql which, int64_t row, casus_str **texts, size_t *count, casus_error *err) {
  return read_list(r, list_of(r, which, row), take_text_item, sizeof **texts, (void **)texts, count, err);
}

static int read_parties(reading *r, int64_t event, casus_str role, casus_party **parties, size_t *count,
                        casus_error *err) {
  casus_cursor cursor = list_of(r, CASUS_SQL_PARTIES, event);
  casus_bind_text(&cursor, role);
  return read_list(r, cursor, take_party_item, sizeof **parties, (void **)parties, count, err);
}

/* How one kind of rows is asked for and read. */
typedef struct kind {
  const char *select, *order;
  const casus_conditions *conditions;
  size_t size;
  int (*read)(reading *r, void *row, casus_error *err);
} kind;

static int read_rows(casus_record *record, const kind *k, const casus_filter *filter, casus_arena *arena, void **rows,
                     size_t *count, casus_error *err) {
  void *list = NULL;
  size_t capacity = 0, used = 0;
  reading r = {.record = record, .arena = arena};
  int code = casus_query_begin(record, k->select, k->conditions, k->order, filter, &r.rows, err);
  if (code) return code;
  while ((code = casus_sql_next(&r.rows, err)) == CASUS_OK) {
    bool room = casus_vec_reserve(arena, &list, used, &capacity, k->size);
    code = room ? k->read(&r, (char *)list + used++ * k->size, err) : casus_fail_memory(err);
    if (code) break;
  }
  if (r.document) casus_sql_close(&r.text_row, NULL);
  code = casus_query_end(&r.rows, code, err);
  if (code) return code;
  *rows = list;
  *count = used;
  return CASUS_OK;
}

#define VOICE(table, key) "EXISTS (SELECT 1 FROM " table " v WHERE v." key " AND casus_contains(v.name, :speaker))"

static const casus_conditions EVENT_CONDITIONS = {
    .actor = CASUS_EVENT_TOUCHES(":actor"),
    .other = CASUS_EVENT_TOUCHES(":other"),
    .type = "e.type = :type",
    .status = "e.status = :status",
    .speaker = VOICE("event_voices", "event = e.event"),
    .since = "casus_last_day(e.day, e.day_precision) >= :since",
    .until = "e.day <= :until",
};
static const char EVENT_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, s.start_byte, s.end_byte, e.event, e.id, e.sentence, "
    "e.start_byte, e.end_byte, e.day, e.day_precision, e.type, e.mode, e.cameo, e.status, e.intensity, e.count, "
    "e.amount, "
    "e.unit, e.place, e.confidence, e.rule FROM events e JOIN documents d ON d.document = e.document "
    "JOIN sentences s ON s.document = e.document AND s.n = e.sentence";

static int read_event(reading *r, void *item, casus_error *err) {
  casus_event_row *row = item;
  casus_cursor *c = &r->rows;
  casus_event *e = &row->event;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  row->sentence_span = casus_take_span(c);
  int64_t event = casus_take_int(c);
  e->id = casus_take_text(c, r->arena);
  e->sentence = casus_take_u32(c);
  e->span = casus_take_span(c);
  e->date = casus_take_date(c);
  e->type = take_type(c, r->arena);
  e->mode = casus_take_text(c, r->arena);
  e->cameo = casus_take_text(c, r->arena);
  e->status = take_status(c, r->arena);
  e->intensity = casus_take_double(c);
  e->count = casus_take_null(c) ? -1 : casus_take_int(c);
  e->amount = take_quantity(r);
  e->place = casus_take_text(c, r->arena);
  e->confidence = casus_take_double(c);
  e->rule = casus_take_text(c, r->arena);
  int code = copy_span(r, document, row->sentence_span, &row->sentence_text, err);
  if (!code) code = read_parties(r, event, CASUS_STR("source"), &e->source, &e->source_count, err);
  if (!code) code = read_parties(r, event, CASUS_STR("target"), &e->target, &e->target_count, err);
  if (!code) code = read_texts(r, CASUS_SQL_CONTEXTS, event, &e->contexts, &e->context_count, err);
  if (!code) code = read_voices(r, CASUS_SQL_EVENT_VOICES, event, &e->said_by, &e->said_by_count, err);
  return code;
}

int casus_record_events(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_event_row **rows,
                        size_t *count, casus_error *err) {
  static const kind events = {EVENT_SELECT, CASUS_DOCUMENT_ORDER ", e.sentence, e.start_byte, e.n", &EVENT_CONDITIONS,
                              sizeof(casus_event_row), read_event};
  return read_rows(record, &events, filter, arena, (void **)rows, count, err);
}

#define ABOUT(condition)                                                                                               \
  "EXISTS (SELECT 1 FROM about a JOIN events e ON e.event = a.event WHERE a.statement = t.statement AND " condition ")"

/* The day of a statement is its document's. */
static const casus_conditions STATEMENT_CONDITIONS = {
    .actor = "(t.actor = :actor OR " ABOUT(CASUS_EVENT_TOUCHES(":actor")) ")",
    .other = "(t.actor = :other OR " ABOUT(CASUS_EVENT_TOUCHES(":other")) ")",
    .type = ABOUT("e.type = :type"),
    .status = ABOUT("e.status = :status"),
    .speaker = "casus_contains(t.name, :speaker)",
    .since = "casus_last_day(d.published, d.published_precision) >= :since",
    .until = "d.published <= :until",
};
static const char STATEMENT_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, t.statement, t.id, t.sentence, t.start_byte, "
    "t.end_byte, "
    "t.name, t.role, t.organization, t.actor, t.sector, t.medium, t.speaker_start_byte, t.speaker_end_byte, t.verb, "
    "t.quote, t.modality, t.horizon FROM statements t JOIN documents d ON d.document = t.document";

/* An event that a statement is about: its index in the coding, its id. */
typedef struct about {
  size_t index;
  casus_str id;
} about;

static void take_about_item(casus_cursor *cursor, casus_arena *arena, void *item) {
  about *a = item;
  a->index = casus_take_u32(cursor);
  a->id = casus_take_text(cursor, arena);
}

static int read_about(reading *r, int64_t statement, casus_statement_row *row, casus_error *err) {
  about *list = NULL;
  size_t count = 0;
  int code =
      read_list(r, list_of(r, CASUS_SQL_ABOUT, statement), take_about_item, sizeof *list, (void **)&list, &count, err);
  if (code) return code;
  row->statement.about = casus_arena_array(r->arena, count, sizeof *row->statement.about);
  row->about = casus_arena_array(r->arena, count, sizeof *row->about);
  if (!row->statement.about || !row->about) return casus_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    row->statement.about[i] = list[i].index;
    row->about[i] = list[i].id;
  }
  row->statement.about_count = count;
  return CASUS_OK;
}

static int read_statement(reading *r, void *item, casus_error *err) {
  casus_statement_row *row = item;
  casus_cursor *c = &r->rows;
  casus_statement *s = &row->statement;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  int64_t statement = casus_take_int(c);
  s->id = casus_take_text(c, r->arena);
  s->sentence = casus_take_u32(c);
  s->span = casus_take_span(c);
  s->speaker = take_voice(c, r->arena);
  s->verb = casus_take_text(c, r->arena);
  s->quote = casus_take_int(c) != 0;
  s->prediction.modality = casus_take_text(c, r->arena);
  s->prediction.horizon = casus_take_text(c, r->arena);
  int code = copy_span(r, document, s->span, &row->text, err);
  if (!code) code = read_texts(r, CASUS_SQL_VIA, statement, &s->via, &s->via_count, err);
  if (!code) code = read_about(r, statement, row, err);
  return code;
}

int casus_record_statements(casus_record *record, const casus_filter *filter, casus_arena *arena,
                            casus_statement_row **rows, size_t *count, casus_error *err) {
  static const kind statements = {STATEMENT_SELECT, CASUS_DOCUMENT_ORDER ", t.sentence, t.start_byte, t.n",
                                  &STATEMENT_CONDITIONS, sizeof(casus_statement_row), read_statement};
  return read_rows(record, &statements, filter, arena, (void **)rows, count, err);
}

/* A tie is found in every span of days in which it held; one without a first day holds from the day of its document. */
static const casus_conditions TIE_CONDITIONS = {
    .actor = "(t.source_actor = :actor OR t.target_actor = :actor)",
    .other = "(t.source_actor = :other OR t.target_actor = :other)",
    .type = "(t.kind = :type OR substr(t.kind, 1, length(:type) + 1) = :type || '.')",
    .status = "t.status = :status",
    .speaker = VOICE("tie_voices", "tie = t.tie"),
    .since = "coalesce(casus_last_day(t.last_day, t.last_precision) >= :since, 1)",
    .until = "coalesce(t.first_day, d.published) <= :until",
};
static const char TIE_SELECT[] =
    "SELECT d.document, d.id, d.published, d.published_precision, s.n, s.start_byte, s.end_byte, t.tie, t.id, "
    "t.sentence, "
    "t.start_byte, t.end_byte, t.kind, t.source_actor, t.target_actor, t.mutual, t.first_day, t.first_precision, "
    "t.last_day, t.last_precision, t.amount, t.unit, t.year, t.year_precision, t.origin, t.source, t.note, t.status, "
    "t.confidence, t.rule, e.n, e.id FROM ties t JOIN documents d ON d.document = t.document "
    "LEFT JOIN sentences s ON s.document = t.document AND s.n = t.sentence LEFT JOIN events e ON e.event = t.event";

static void take_tie(reading *r, casus_tie *t) {
  casus_cursor *c = &r->rows;
  t->id = casus_take_text(c, r->arena);
  t->sentence = casus_take_u32(c);
  t->span = casus_take_span(c);
  t->kind = casus_take_text(c, r->arena);
  t->from = casus_take_text(c, r->arena);
  t->to = casus_take_text(c, r->arena);
  t->mutual = casus_take_int(c) != 0;
  t->start = casus_take_date(c);
  t->end = casus_take_date(c);
  t->amount = take_quantity(r);
  t->year = casus_take_date(c);
  t->origin = casus_take_text(c, r->arena);
  t->source = casus_take_text(c, r->arena);
  t->note = casus_take_text(c, r->arena);
  t->status = take_status(c, r->arena);
  t->confidence = casus_take_double(c);
  t->rule = casus_take_text(c, r->arena);
  t->event = casus_take_null(c) ? SIZE_MAX : casus_take_u32(c);
}

static int read_tie(reading *r, void *item, casus_error *err) {
  casus_tie_row *row = item;
  casus_cursor *c = &r->rows;
  int64_t document = casus_take_int(c);
  row->document = casus_take_text(c, r->arena);
  row->published = casus_take_date(c);
  bool told = !casus_take_null(c);
  if (told) casus_take_int(c);
  row->sentence_span = casus_take_span(c); /* 0, 0 when there is none */
  int64_t tie = casus_take_int(c);
  take_tie(r, &row->tie);
  row->event = casus_take_text(c, r->arena);
  if (!row->event.ptr) row->event = CASUS_STR("");
  row->sentence_text = CASUS_STR("");
  int code = told ? copy_span(r, document, row->sentence_span, &row->sentence_text, err) : CASUS_OK;
  return code ? code : read_voices(r, CASUS_SQL_TIE_VOICES, tie, &row->tie.said_by, &row->tie.said_by_count, err);
}

int casus_record_ties(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_tie_row **rows,
                      size_t *count, casus_error *err) {
  static const kind ties = {TIE_SELECT, CASUS_DOCUMENT_ORDER ", t.sentence, t.start_byte, t.n", &TIE_CONDITIONS,
                            sizeof(casus_tie_row), read_tie};
  return read_rows(record, &ties, filter, arena, (void **)rows, count, err);
}
