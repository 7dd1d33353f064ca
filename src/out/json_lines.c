/* The record contract: one JSON value a line, "record" first. Keys are always there; what is not told is null. */
#include "out/json.h"

static void put_degrees(casus_json *json, const char *key, bool known, double degrees) {
  casus_json_key(json, key);
  if (known)
    casus_json_double(json, degrees);
  else
    casus_json_null(json);
}

static void put_span(casus_json *json, casus_span value) {
  casus_json_key(json, "span");
  casus_json_span(json, value);
}

static void put_precision(casus_json *json, casus_precision precision) {
  static const char *const names[] = {"", "year", "month", "day"};
  put_text(json, "date_precision", casus_str_from_c(names[precision]));
}

static void put_parties(casus_json *json, const char *key, const casus_party *parties, size_t count) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    casus_json_open(json, '{');
    put_text(json, "actor", parties[i].actor);
    put_text(json, "sector", parties[i].sector);
    put_text(json, "name", parties[i].name);
    put_text(json, "text", parties[i].text);
    put_span(json, parties[i].span);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

static void put_voice(casus_json *json, const casus_voice *voice) {
  casus_json_open(json, '{');
  put_text(json, "name", voice->name);
  put_text(json, "role", voice->role);
  put_text(json, "organization", voice->organization);
  put_text(json, "actor", voice->actor);
  put_text(json, "sector", voice->sector);
  put_bool(json, "medium", voice->medium);
  put_span(json, voice->span);
  casus_json_close(json, '}');
}

static void put_voices(casus_json *json, const casus_voice *voices, size_t count) {
  casus_json_key(json, "said_by");
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) put_voice(json, &voices[i]);
  casus_json_close(json, ']');
}

static void put_amount_object(casus_json *json, casus_quantity amount) {
  casus_json_key(json, "amount");
  if (!amount.known) {
    casus_json_null(json);
    return;
  }
  casus_json_open(json, '{');
  put_double(json, "value", amount.value);
  put_text(json, "unit", amount.unit);
  casus_json_close(json, '}');
}

static void put_telling(casus_json *json, const casus_telling *telling) {
  put_int(json, "stories", (int64_t)telling->stories);
  put_int(json, "documents", (int64_t)telling->documents);
  if (telling->reprinted) put_text(json, "reprint_of", telling->first);
}

void casus_out_event_json(casus_buffer *out, const casus_event_row *row, const casus_telling *telling) {
  const casus_event *e = &row->event;
  casus_json json = begin(out, "event");
  put_text(&json, "id", e->id);
  put_text(&json, "document", row->document);
  put_int(&json, "sentence", e->sentence);
  put_span(&json, e->span);
  put_text(&json, "text", row->sentence_text);
  put_date(&json, "date", e->date);
  put_precision(&json, e->date.precision);
  put_text(&json, "type", casus_str_from_c(casus_event_type_name(e->type)));
  put_text(&json, "mode", e->mode);
  put_text(&json, "cameo", e->cameo);
  put_texts(&json, "context", e->contexts, e->context_count);
  put_text(&json, "status", casus_str_from_c(casus_status_name(e->status)));
  put_double(&json, "intensity", e->intensity);
  put_parties(&json, "source", e->source, e->source_count);
  put_parties(&json, "target", e->target, e->target_count);
  casus_json_key(&json, "count");
  if (e->count < 0)
    casus_json_null(&json);
  else
    casus_json_int(&json, e->count);
  put_amount_object(&json, e->amount);
  put_text(&json, "place", e->place.text);
  put_voices(&json, e->said_by, e->said_by_count);
  put_double(&json, "confidence", e->confidence);
  put_text(&json, "rule", e->rule);
  put_date(&json, "published", row->published);
  put_text(&json, "place_country", e->place.country);
  put_degrees(&json, "latitude", e->place.located, e->place.lat);
  put_degrees(&json, "longitude", e->place.located, e->place.lon);
  if (telling && telling->documents > 1) put_telling(&json, telling);
  end(&json);
}

static void put_prediction(casus_json *json, const casus_statement_row *row) {
  const casus_prediction *prediction = &row->statement.prediction;
  casus_json_key(json, "prediction");
  if (!prediction->modality.ptr) {
    casus_json_null(json);
    return;
  }
  casus_json_open(json, '{');
  put_text(json, "modality", prediction->modality);
  put_text(json, "horizon", prediction->horizon);
  put_date(json, "until", prediction->until);
  put_text(json, "basis", casus_str_from_c(casus_basis_name(prediction->basis)));
  put_texts(json, "expects", row->expects, row->statement.expects_count);
  casus_json_close(json, '}');
}

casus_json casus_out_statement_begin(casus_buffer *out, const casus_statement_row *row) {
  const casus_statement *s = &row->statement;
  casus_json json = begin(out, "statement");
  put_text(&json, "id", s->id);
  put_text(&json, "document", row->document);
  put_int(&json, "sentence", s->sentence);
  put_span(&json, s->span);
  put_text(&json, "text", row->text);
  casus_json_key(&json, "speaker");
  put_voice(&json, &s->speaker);
  put_texts(&json, "via", s->via, s->via_count);
  put_text(&json, "verb", s->verb);
  put_bool(&json, "quote", s->quote);
  put_texts(&json, "about", row->about, s->about_count);
  put_prediction(&json, row);
  put_date(&json, "published", row->published);
  return json;
}

void casus_out_statement_json(casus_buffer *out, const casus_statement_row *row) {
  casus_json json = casus_out_statement_begin(out, row);
  end(&json);
}

/* A list of none or one id. */
static void put_evidence(casus_json *json, casus_str id) { put_texts(json, "evidence", &id, id.len ? 1 : 0); }

/* Where a report tells it; an imported or built-in tie has no place in a text. */
static void put_place_in_text(casus_json *json, const casus_tie_row *row) {
  bool told = row->sentence_text.len > 0;
  casus_json_key(json, "sentence");
  if (told)
    casus_json_int(json, row->tie.sentence);
  else
    casus_json_null(json);
  casus_json_key(json, "span");
  if (told)
    casus_json_span(json, row->tie.span);
  else
    casus_json_null(json);
  put_text(json, "text", row->sentence_text);
}

void casus_out_tie_json(casus_buffer *out, const casus_tie_row *row) {
  const casus_tie *t = &row->tie;
  casus_json json = begin(out, "tie");
  put_text(&json, "id", t->id);
  put_text(&json, "kind", t->kind);
  put_text(&json, "from", t->from);
  put_text(&json, "to", t->to);
  put_bool(&json, "mutual", t->mutual);
  put_date(&json, "start", t->start);
  put_date(&json, "end", t->end);
  casus_json_key(&json, "amount");
  if (t->amount.known)
    casus_json_double(&json, t->amount.value);
  else
    casus_json_null(&json);
  put_text(&json, "unit", t->amount.unit);
  put_date(&json, "year", t->year);
  put_text(&json, "origin", t->origin);
  put_evidence(&json, row->event.len ? row->event : row->document);
  put_text(&json, "source", t->source);
  put_text(&json, "status", casus_str_from_c(casus_status_name(t->status)));
  put_text(&json, "document", row->document);
  put_place_in_text(&json, row);
  put_text(&json, "note", t->note);
  put_voices(&json, t->said_by, t->said_by_count);
  put_double(&json, "confidence", t->confidence);
  put_text(&json, "rule", t->rule);
  put_date(&json, "published", row->published);
  end(&json);
}

void casus_out_document_json(casus_buffer *out, const casus_document_row *row) {
  casus_json json = begin(out, "document");
  put_text(&json, "id", row->id);
  put_text(&json, "content", row->content);
  put_text(&json, "title", row->title);
  put_text(&json, "publisher", row->publisher);
  put_text(&json, "url", row->url);
  put_text(&json, "language", row->language);
  put_text(&json, "encoding", row->encoding);
  put_text(&json, "path", row->path);
  put_int(&json, "ordinal", (int64_t)row->ordinal);
  put_int(&json, "place", (int64_t)row->place);
  put_date(&json, "date", row->date);
  put_precision(&json, row->date.precision);
  put_int(&json, "sentences", (int64_t)row->sentences);
  put_int(&json, "events", (int64_t)row->events);
  put_int(&json, "statements", (int64_t)row->statements);
  put_int(&json, "ties", (int64_t)row->ties);
  casus_json_key(&json, "notes");
  casus_json_open(&json, '[');
  for (size_t i = 0; i < row->note_count; i++) {
    casus_json_open(&json, '{');
    casus_json_note(&json, &row->notes[i]);
    casus_json_close(&json, '}');
  }
  casus_json_close(&json, ']');
  end(&json);
}

void casus_json_drivers(casus_json *json, const casus_world *world, const casus_driver *drivers, size_t count) {
  casus_json_key(json, "drivers");
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    const casus_driver *d = &drivers[i];
    casus_json_open(json, '{');
    put_text(json, "layer", d->layer);
    put_state(json, "with", world, d->with);
    put_text(json, "kind", d->kind);
    put_double(json, "amount", d->amount);
    put_evidence(json, d->evidence);
    put_state(json, "against", world, d->against);
    put_date(json, "date", d->date);
    put_text(json, "text", d->text);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

/* A failure shows in the buffer, as everywhere in writing. */
static void put_exposure(casus_json *json, const casus_world *world, uint32_t state) {
  casus_arena *arena = casus_arena_new();
  casus_exposure *facts = NULL;
  size_t count = 0;
  if (!arena || casus_risk_exposure(world, state, arena, &facts, &count, NULL)) json->out->failed = true;
  casus_json_key(json, "exposure");
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    casus_json_open(json, '{');
    put_text(json, "kind", facts[i].kind);
    put_text(json, "text", facts[i].text);
    put_evidence(json, facts[i].evidence);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
  casus_arena_free(arena);
}

void casus_out_risk_json(casus_buffer *out, const casus_risk_map *map, const casus_state_risk *risk) {
  casus_json json = begin(out, "risk");
  put_state(&json, "actor", map->world, risk->state);
  put_date(&json, "date", map->world->date);
  put_double(&json, "expected", risk->expected);
  put_double(&json, "low", risk->low);
  put_double(&json, "high", risk->high);
  put_double(&json, "share", risk->share);
  put_int(&json, "rank", risk->rank);
  put_int(&json, "rank_low", risk->rank_low);
  put_int(&json, "rank_high", risk->rank_high);
  put_double(&json, "change", risk->change);
  put_double(&json, "party", risk->party);
  put_double(&json, "drawn_in", risk->drawn_in);
  casus_json_drivers(&json, map->world, risk->drivers, risk->driver_count);
  put_exposure(&json, map->world, risk->state);
  end(&json);
}
