/* Matches become records. Private to coder. */
#ifndef CASUS_CODER_EVENT_H
#define CASUS_CODER_EVENT_H

#include "coder/match.h"

/* Events of the document, by trigger. */
int casus_events_code(const casus_reading *view, casus_coding *coding);
/* Ties; after the events, to which they point. */
int casus_ties_code(const casus_reading *view, casus_coding *coding);
/* Statements; after the events, which they are about. */
int casus_statements_code(const casus_reading *view, casus_coding *coding);
/* expect.c: after `about`, out of which it chooses. */
int casus_expectations_put(const casus_reading *view, const casus_utterance *told, const casus_coding *coding,
                           casus_statement *statement);

/* Parts they share. */
/* Events are in the order of their triggers: the first whose trigger is that token or behind it. */
static inline size_t casus_event_from(const casus_coding *coding, uint32_t token) {
  return CASUS_FIRST_FROM(coding->events, coding->event_count, trigger, token);
}
/* Speaker first, then those through whom it came; {NULL,0}: told by the document itself. */
int casus_voices_of(const casus_reading *view, uint32_t token, casus_voice **voices, size_t *count);
/* From the trigger and the parties that stand in its sentence. */
casus_span casus_match_span(const casus_reading *view, const casus_match *match);
/* Mentions of money, counts, percentages below `token`. First: the token itself. NULL: none. */
const casus_amount *casus_amount_below(const casus_reading *view, uint32_t token, bool money);

#endif
