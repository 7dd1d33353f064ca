/* Only what was read surely enough. */
#include "coder/coder.h"

enum { GONE = -1 };

/* Moves the events that stay to the front; places[i]: where event i went, GONE: it did not stay. */
static void keep_events(casus_coding *coding, double least, ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->event_count; i++) {
    places[i] = coding->events[i].confidence >= least ? (ptrdiff_t)kept : GONE;
    if (places[i] != GONE) coding->events[kept++] = coding->events[i];
  }
  coding->event_count = kept;
}

static void keep_ties(casus_coding *coding, double least, const ptrdiff_t *places) {
  size_t kept = 0;
  for (size_t i = 0; i < coding->tie_count; i++) {
    casus_tie *tie = &coding->ties[i];
    if (tie->confidence < least) continue;
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

int casus_coding_keep_sure(casus_coding *coding, double least, casus_arena *arena, casus_error *err) {
  if (least <= 0) return CASUS_OK;
  ptrdiff_t *places = casus_arena_array(arena, coding->event_count, sizeof *places);
  if (!places) return casus_fail_memory(err);
  keep_events(coding, least, places);
  keep_ties(coding, least, places);
  for (size_t i = 0; i < coding->statement_count; i++) {
    casus_statement *statement = &coding->statements[i];
    statement->about_count = keep_places(statement->about, statement->about_count, places);
    statement->expects_count = keep_places(statement->expects, statement->expects_count, places);
  }
  return CASUS_OK;
}
