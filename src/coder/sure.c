/* Only what was read surely enough, and in the language that is coded. */
#include "coder/coder.h"

enum { GONE = -1 };

typedef struct sieve {
  double least;
  const bool *foreign; /* of each sentence */
} sieve;

/* Sentences of which more than half is in another language than their document. Both lists are in the order of the
 * text. *any: there is one. NULL: out of memory. */
static bool *find_foreign(const casus_document *document, const casus_text *text, casus_arena *arena, bool *any) {
  bool *foreign = casus_arena_array(arena, text->sentence_count + 1, sizeof *foreign);
  size_t first = 0;
  for (uint32_t i = 0; foreign && i < text->sentence_count; i++) {
    casus_span span = text->sentences[i].span;
    size_t bytes = 0;
    for (size_t n = first; n < document->note_count; n++) {
      const casus_note *note = &document->notes[n];
      if (note->kind == CASUS_NOTE_FOREIGN && note->span.start >= span.end) break;
      casus_span shared = casus_span_within(span, note->span);
      if (note->kind == CASUS_NOTE_FOREIGN) bytes += shared.end - shared.start;
      if (note->span.end <= span.end) first = n + 1;
    }
    foreign[i] = bytes * 2 > span.end - span.start;
    *any |= foreign[i];
  }
  return foreign;
}

/* Moves the events that stay to the front; places[i]: where event i went, GONE: it did not stay. */
static void keep_events(casus_coding *coding, const sieve *s, ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->event_count; i++) {
    const casus_event *event = &coding->events[i];
    places[i] = event->confidence >= s->least && !s->foreign[event->sentence] ? (ptrdiff_t)kept : GONE;
    if (places[i] != GONE) coding->events[kept++] = coding->events[i];
  }
  coding->event_count = kept;
}

static void keep_ties(casus_coding *coding, const sieve *s, const ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->tie_count; i++) {
    casus_tie *tie = &coding->ties[i];
    if (tie->confidence < s->least || s->foreign[tie->sentence]) continue;
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
    if (s->foreign[statement->sentence]) continue;
    statement->about_count = keep_places(statement->about, statement->about_count, places);
    statement->expects_count = keep_places(statement->expects, statement->expects_count, places);
    coding->statements[kept++] = *statement;
  }
  coding->statement_count = kept;
}

int casus_coding_keep(casus_coding *coding, const casus_document *document, const casus_text *text, double least,
                      casus_arena *arena, casus_error *err) {
  bool any = false;
  const bool *foreign = find_foreign(document, text, arena, &any);
  ptrdiff_t *places = casus_arena_array(arena, coding->event_count, sizeof *places);
  if (!foreign || !places) return casus_fail_memory(err);
  if (!any && least <= 0) return CASUS_OK;
  sieve s = {least, foreign};
  keep_events(coding, &s, places);
  keep_ties(coding, &s, places);
  keep_statements(coding, &s, places);
  return CASUS_OK;
}
