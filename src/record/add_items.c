/* Writing events, statements and ties, and the rows that belong to them. */
#include <stdlib.h>

#include "record/add.h"

/* The id of an event, statement or tie. It rests on the id that the document came with; where that gave way, so does
 * it, or the items of two documents would share ids. */
static casus_str item_id(const casus_addition *a, casus_str id) {
  if (a->id.ptr == a->document->id.ptr) return id;
  const casus_str parts[] = {a->id, id};
  return casus_content_id(a->record->scratch, parts, CASUS_COUNT(parts));
}

/* (row, n, …): how the rows begin of which an item has several. */
static casus_cursor numbered(casus_record *record, casus_sql which, int64_t row, size_t n) {
  casus_cursor cursor = casus_sql_use(record, which);
  casus_bind_int(&cursor, row);
  casus_bind_int(&cursor, (int64_t)n);
  return cursor;
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
    casus_cursor cursor = numbered(record, which, row, i);
    bind_voice(&cursor, &voices[i]);
    code = casus_sql_add(&cursor, err);
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
    code = casus_sql_add(&cursor, err);
  }
  return code;
}

/* For contexts and via. */
static int add_texts(casus_record *record, casus_sql which, int64_t row, const casus_str *texts, size_t count,
                     casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    casus_cursor cursor = numbered(record, which, row, i);
    casus_bind_text(&cursor, texts[i]);
    code = casus_sql_add(&cursor, err);
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

static void bind_point(casus_cursor *cursor, const casus_place *place) {
  if (place->located) {
    casus_bind_double(cursor, place->lat);
    casus_bind_double(cursor, place->lon);
  } else {
    casus_bind_null(cursor);
    casus_bind_null(cursor);
  }
}

/* id, document, n, sentence, span: how the rows of all three kinds of items begin. */
static void bind_item(casus_cursor *cursor, const casus_addition *a, casus_str id, size_t n, uint32_t sentence,
                      casus_span span) {
  casus_bind_text(cursor, id);
  casus_bind_int(cursor, a->row);
  casus_bind_int(cursor, (int64_t)n);
  casus_bind_int(cursor, sentence);
  casus_bind_span(cursor, span);
}

static int add_event_row(casus_addition *a, size_t n, casus_error *err) {
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
  casus_bind_text(&cursor, e->place.text);
  casus_bind_double(&cursor, e->confidence);
  casus_bind_text(&cursor, e->rule);
  casus_bind_text(&cursor, e->place.country);
  bind_point(&cursor, &e->place);
  int code = casus_sql_add(&cursor, err);
  if (!code) a->events[n] = sqlite3_last_insert_rowid(a->record->db);
  return code;
}

int casus_add_event(casus_addition *a, size_t n, casus_error *err) {
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

static int add_events(casus_addition *a, casus_sql which, int64_t row, const size_t *events, size_t count,
                      casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    casus_cursor cursor = numbered(a->record, which, row, i);
    casus_bind_int(&cursor, a->events[events[i]]);
    code = casus_sql_add(&cursor, err);
  }
  return code;
}

int casus_add_statement(casus_addition *a, size_t n, casus_error *err) {
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
  casus_bind_date(&cursor, s->prediction.until);
  casus_bind_text(&cursor, casus_str_from_c(casus_basis_name(s->prediction.basis)));
  int code = casus_sql_add(&cursor, err);
  int64_t row = sqlite3_last_insert_rowid(a->record->db);
  if (!code) code = add_texts(a->record, CASUS_SQL_ADD_VIA, row, s->via, s->via_count, err);
  if (!code) code = add_events(a, CASUS_SQL_ADD_ABOUT, row, s->about, s->about_count, err);
  if (!code) code = add_events(a, CASUS_SQL_ADD_EXPECTED, row, s->expects, s->expects_count, err);
  return code;
}

int casus_add_tie(casus_addition *a, size_t n, casus_error *err) {
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
  int code = casus_sql_add(&cursor, err);
  int64_t row = sqlite3_last_insert_rowid(a->record->db);
  return code ? code : add_voices(a->record, CASUS_SQL_ADD_TIE_VOICE, row, t->said_by, t->said_by_count, err);
}
