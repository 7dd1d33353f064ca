/* Only what was read surely enough, and in the language that is coded. */
#include "coder/coder.h"

enum { GONE = -1 };

typedef struct sieve {
  double least;
  const casus_document *document; /* NULL: of any sentence */
  const casus_text *text;
} sieve;

/* More than half of the sentence is in another language than its document. */
static bool is_foreign(const sieve *s, uint32_t sentence) {
  if (!s->document || sentence >= s->text->sentence_count) return false;
  casus_span span = s->text->sentences[sentence].span;
  size_t foreign = 0;
  for (size_t i = 0; i < s->document->note_count; i++) {
    const casus_note *note = &s->document->notes[i];
    if (note->kind != CASUS_NOTE_FOREIGN) continue;
    casus_span shared = casus_span_within(span, note->span);
    foreign += shared.end - shared.start;
  }
  return foreign * 2 > span.end - span.start;
}

/* Moves the events that stay to the front; places[i]: where event i went, GONE: it did not stay. */
static void keep_events(casus_coding *coding, const sieve *s, ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->event_count; i++) {
    const casus_event *event = &coding->events[i];
    places[i] = event->confidence >= s->least && !is_foreign(s, event->sentence) ? (ptrdiff_t)kept : GONE;
    if (places[i] != GONE) coding->events[kept++] = coding->events[i];
  }
  coding->event_count = kept;
}

static void keep_ties(casus_coding *coding, const sieve *s, const ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->tie_count; i++) {
    casus_tie *tie = &coding->ties[i];
    if (tie->confidence < s->least || is_foreign(s, tie->sentence)) continue;
    if (tie->event != SIZE_MAX) tie->event = places[tie->event] == GONE ? SIZE_MAX : (size_t)places[tie->event];
    coding->ties[kept++] = *tie;
  }
  coding->tie_count = kept;
}

static size_t keep_places(size_t *events, size_t count, const ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (places[events[i]] != GONE) events[kept++] = (size_t)places[events[i]];
  return kept;
}

static void keep_statements(casus_coding *coding, const sieve *s, const ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->statement_count; i++) {
    casus_statement *statement = &coding->statements[i];
    if (is_foreign(s, statement->sentence)) continue;
    statement->about_count = keep_places(statement->about, statement->about_count, places);
    statement->expects_count = keep_places(statement->expects, statement->expects_count, places);
    coding->statements[kept++] = *statement;
  }
  coding->statement_count = kept;
}

static int keep(casus_coding *coding, const sieve *s, casus_arena *arena, casus_error *err) {
  ptrdiff_t *places = casus_arena_array(arena, coding->event_count, sizeof *places);
  if (!places) return casus_fail_memory(err);
  keep_events(coding, s, places);
  keep_ties(coding, s, places);
  keep_statements(coding, s, places);
  return CASUS_OK;
}

int casus_coding_keep_sure(casus_coding *coding, double least, casus_arena *arena, casus_error *err) {
  sieve s = {.least = least};
  return least <= 0 ? CASUS_OK : keep(coding, &s, arena, err);
}

int casus_coding_keep_own(casus_coding *coding, const casus_document *document, const casus_text *text,
                          casus_arena *arena, casus_error *err) {
  sieve s = {.document = document, .text = text};
  return keep(coding, &s, arena, err);
}
