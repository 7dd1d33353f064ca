/* Refuses values that are out of range before anything is written. */
#include <math.h>

#include "record/add.h"

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
  for (size_t i = 0; i < s->expects_count; i++)
    if (s->expects[i] >= events) return false;
  return s->id.ptr && s->sentence < sentences && storable_date(s->prediction.until) &&
         (unsigned)s->prediction.basis < CASUS_BASIS_COUNT;
}

int casus_addition_check(const casus_addition *a, casus_error *err) {
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
