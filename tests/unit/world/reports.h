/* Reports made up for the tests of world and risk: one document of one sentence with one event or one tie. */
#ifndef CASUS_TESTS_REPORTS_H
#define CASUS_TESTS_REPORTS_H

#include "world/world.h"

static inline casus_date report_day(const char *text) {
  casus_date date = {0, CASUS_DATE_NONE};
  casus_date_parse(casus_str_from_c(text), &date);
  return date;
}

static inline casus_party report_party(const char *actor, const char *sector) {
  return (casus_party){
      .actor = casus_str_from_c(actor), .sector = casus_str_from_c(sector), .text = casus_str_from_c(actor)};
}

/* An event between two states, asserted, on the day of the report. */
static inline casus_event report_event(casus_event_type type, casus_party *source, casus_party *target,
                                       const char *day) {
  return (casus_event){.date = report_day(day),
                       .type = type,
                       .status = CASUS_STATUS_ASSERTED,
                       .source = source,
                       .target = target,
                       .source_count = 1,
                       .target_count = 1,
                       .count = -1,
                       .confidence = 0.8};
}

static inline casus_tie report_tie(const char *kind, const char *from, const char *to) {
  return (casus_tie){.kind = casus_str_from_c(kind),
                     .from = casus_str_from_c(from),
                     .to = casus_str_from_c(to),
                     .origin = CASUS_STR("report"),
                     .status = CASUS_STATUS_ASSERTED,
                     .confidence = 0.9,
                     .event = SIZE_MAX};
}

/* Stores a document of that day whose text is `sentence`. `event` or `tie` may be NULL; their ids, spans and sentence
 * are filled in here. Returns the document's id, which lives in `arena`; ptr NULL on failure. */
static inline casus_str report_add(casus_record *record, casus_arena *arena, const char *day, const char *sentence,
                                   casus_event *event, casus_tie *tie) {
  casus_document d = {.text = casus_str_from_c(sentence), .date = report_day(day), .language = CASUS_STR("en")};
  casus_str parts[] = {casus_str_from_c(day), d.text};
  d.content = d.id = casus_content_id(arena, parts, 2);
  casus_sentence whole = {.span = {0, (uint32_t)d.text.len}};
  casus_text text = {.bytes = d.text, .sentences = &whole, .sentence_count = 1};
  casus_coding coding = {.events = event, .ties = tie, .event_count = event != NULL, .tie_count = tie != NULL};
  casus_str event_parts[] = {d.id, CASUS_STR("event")}, tie_parts[] = {d.id, CASUS_STR("tie")};
  if (event) event->id = casus_content_id(arena, event_parts, 2), event->span = whole.span;
  if (tie) tie->id = casus_content_id(arena, tie_parts, 2), tie->span = whole.span;
  bool added = false;
  int rc = casus_record_add(record, &d, &text, &coding, d.date, &added, NULL);
  return rc == CASUS_OK && added ? d.id : (casus_str){NULL, 0};
}

#endif
