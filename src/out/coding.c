/* A fresh coding as rows, in the order in which the record would give them. */
#include <stdlib.h>

#include "out/out.h"

typedef struct place {
  uint32_t sentence, start;
  size_t index; /* in the coding */
} place;

static int by_place(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

typedef struct coded {
  const casus_document *document;
  const casus_text *text;
  const casus_coding *coding;
  casus_arena *arena;
} coded;

static casus_span sentence_span(const coded *c, uint32_t sentence) {
  return sentence < c->text->sentence_count ? c->text->sentences[sentence].span : (casus_span){0, 0};
}

static void put_event(casus_buffer *out, const coded *c, size_t index) {
  casus_event_row row = {
      .event = c->coding->events[index], .document = c->document->id, .published = c->document->date};
  row.sentence_span = sentence_span(c, row.event.sentence);
  row.sentence_text = casus_str_span(c->document->text, row.sentence_span);
  casus_out_event_json(out, &row, NULL);
}

/* NULL when out of memory. */
static casus_str *ids_of(const coded *c, const size_t *events, size_t count) {
  casus_str *ids = casus_arena_array(c->arena, count, sizeof *ids);
  for (size_t i = 0; ids && i < count; i++) ids[i] = c->coding->events[events[i]].id;
  return ids;
}

/* False when out of memory. */
static bool put_statement(casus_buffer *out, const coded *c, size_t index) {
  casus_statement_row row = {
      .statement = c->coding->statements[index], .document = c->document->id, .published = c->document->date};
  row.text = casus_str_span(c->document->text, row.statement.span);
  row.about = ids_of(c, row.statement.about, row.statement.about_count);
  row.expects = ids_of(c, row.statement.expects, row.statement.expects_count);
  if (!row.about || !row.expects) return false;
  casus_out_statement_json(out, &row);
  return true;
}

static void put_tie(casus_buffer *out, const coded *c, size_t index) {
  casus_tie_row row = {.tie = c->coding->ties[index],
                       .document = c->document->id,
                       .event = CASUS_STR(""),
                       .published = c->document->date};
  row.sentence_span = sentence_span(c, row.tie.sentence);
  row.sentence_text = casus_str_span(c->document->text, row.sentence_span);
  if (row.tie.event != SIZE_MAX) row.event = c->coding->events[row.tie.event].id;
  casus_out_tie_json(out, &row);
}

/* Room for all three kinds; each sorts its own part. */
static place *places_of(const coded *c) {
  const casus_coding *k = c->coding;
  size_t events = k->event_count, statements = k->statement_count, ties = k->tie_count;
  place *places = casus_arena_array(c->arena, events + statements + ties, sizeof *places);
  if (!places) return NULL;
  place *next = places;
  for (size_t i = 0; i < events; i++) *next++ = (place){k->events[i].sentence, k->events[i].span.start, i};
  for (size_t i = 0; i < statements; i++) *next++ = (place){k->statements[i].sentence, k->statements[i].span.start, i};
  for (size_t i = 0; i < ties; i++) *next++ = (place){k->ties[i].sentence, k->ties[i].span.start, i};
  qsort(places, events, sizeof *places, by_place);
  qsort(places + events, statements, sizeof *places, by_place);
  qsort(places + events + statements, ties, sizeof *places, by_place);
  return places;
}

static bool all_below(const size_t *events, size_t count, size_t end) {
  for (size_t i = 0; i < count; i++)
    if (events[i] >= end) return false;
  return true;
}

static bool references_resolve(const casus_coding *k) {
  for (size_t i = 0; i < k->statement_count; i++) {
    const casus_statement *s = &k->statements[i];
    if (!all_below(s->about, s->about_count, k->event_count) ||
        !all_below(s->expects, s->expects_count, k->event_count))
      return false;
  }
  for (size_t i = 0; i < k->tie_count; i++)
    if (k->ties[i].event != SIZE_MAX && k->ties[i].event >= k->event_count) return false;
  return true;
}

int casus_out_coding_json(casus_buffer *out, const casus_document *document, const casus_text *text,
                          const casus_coding *coding, casus_arena *arena, casus_error *err) {
  const coded c = {document, text, coding, arena};
  if (!references_resolve(coding))
    return casus_fail(err, CASUS_E_INPUT, 0, "the coding refers to an event that it lacks");
  const place *at = places_of(&c);
  if (!at) return casus_fail_memory(err);
  casus_buffer lines = {0};
  bool enough = true;
  for (size_t i = 0; i < coding->event_count; i++) put_event(&lines, &c, (at++)->index);
  for (size_t i = 0; enough && i < coding->statement_count; i++) enough = put_statement(&lines, &c, (at++)->index);
  for (size_t i = 0; enough && i < coding->tie_count; i++) put_tie(&lines, &c, (at++)->index);
  enough = enough && !lines.failed;
  if (enough) casus_buffer_add(out, casus_buffer_str(&lines));
  casus_buffer_free(&lines);
  return enough && !out->failed ? CASUS_OK : casus_fail_memory(err);
}
