/* Made-up documents with every field set, some to awkward values. For the tests of record and out. */
#ifndef CASUS_TESTS_SAMPLE_H
#define CASUS_TESTS_SAMPLE_H

#include "record/record.h"

typedef struct sample {
  casus_document document;
  casus_text text;
  casus_coding coding;
} sample;

#define SAMPLE_FIRST "Alpha and Beta signed 12 pacts, the Courier reported."
#define SAMPLE_SECOND "Beta's envoy told it: \xE2\x80\x9C\xF0\x9F\x9A\x80 soon\xE2\x80\x9D"
#define SAMPLE_ENVOY "Erdo\xC4\x9F\x61n"

static inline casus_date sample_day(int year, int month, int day) {
  casus_date date = {0, CASUS_DATE_NONE};
  casus_date_from_civil(year, month, day, &date);
  return date;
}

static inline casus_str sample_id(casus_arena *arena, const char *what, unsigned number) {
  casus_str part = casus_arena_printf(arena, "%s %u", what, number);
  return casus_content_id(arena, &part, 1);
}

static inline casus_voice *sample_voices(casus_arena *arena) {
  const casus_str none = {NULL, 0};
  casus_voice *voices = casus_arena_array(arena, 2, sizeof *voices);
  voices[0] = (casus_voice){
      CASUS_STR(SAMPLE_ENVOY), CASUS_STR("envoy"), none, CASUS_STR("RUS"), CASUS_STR("GOV"), false, {54, 66}};
  voices[1] = (casus_voice){CASUS_STR("the Courier"), none, none, none, CASUS_STR("MED"), true, {32, 43}};
  return voices;
}

static inline void sample_parties(casus_event *event, casus_arena *arena) {
  const casus_str none = {NULL, 0};
  event->source = casus_arena_array(arena, 2, sizeof *event->source);
  event->target = casus_arena_array(arena, 1, sizeof *event->target);
  event->source[0] = (casus_party){CASUS_STR("VNM"), CASUS_STR("GOV"), none, CASUS_STR("Alpha"), {0, 5}};
  event->source[1] = (casus_party){CASUS_STR(""), CASUS_STR("MIL"), CASUS_STR("N\0N"), CASUS_STR("Beta"), {10, 14}};
  event->target[0] = (casus_party){CASUS_STR("RUS"), none, CASUS_STR(""), CASUS_STR("Beta"), {10, 14}};
  event->source_count = 2;
  event->target_count = 1;
}

static inline void sample_events(sample *s, casus_arena *arena, unsigned number) {
  casus_event *events = casus_arena_array(arena, 2, sizeof *events);
  casus_str *contexts = casus_arena_array(arena, 2, sizeof *contexts);
  contexts[0] = CASUS_STR("military");
  contexts[1] = CASUS_STR("");
  events[0] = (casus_event){.id = sample_id(arena, "event a", number),
                            .sentence = 0,
                            .span = {0, 30},
                            .date = sample_day(2024, 6, 20),
                            .type = CASUS_AGREE,
                            .mode = CASUS_STR("sign"),
                            .cameo = CASUS_STR("057"),
                            .contexts = contexts,
                            .context_count = 2,
                            .status = CASUS_STATUS_CLAIMED,
                            .intensity = 5.2,
                            .count = 12,
                            .amount = {true, 0.1 + 0.2, CASUS_STR("USD")},
                            .place = {CASUS_STR("\xE5\x8C\x97\xE4\xBA\xAC \xF0\x9F\x9A\x80"), CASUS_STR("CHN"), true, 39.9, 116.4},
                            .said_by = sample_voices(arena),
                            .said_by_count = 2,
                            .confidence = 0.86,
                            .rule = CASUS_STR("agree.sign")};
  sample_parties(&events[0], arena);
  events[1] = (casus_event){.id = sample_id(arena, "event b", number),
                            .sentence = 1,
                            .span = {54, 54},
                            .type = CASUS_ASSAULT,
                            .status = CASUS_STATUS_PAST,
                            .intensity = -10,
                            .count = -1,
                            .rule = CASUS_STR("")};
  s->coding.events = events;
  s->coding.event_count = 2;
}

static inline void sample_statements(sample *s, casus_arena *arena, unsigned number) {
  casus_statement *statements = casus_arena_array(arena, 2, sizeof *statements);
  casus_str *via = casus_arena_array(arena, 2, sizeof *via);
  size_t *about = casus_arena_array(arena, 2, sizeof *about);
  via[0] = CASUS_STR("the Courier");
  via[1] = CASUS_STR("Wire\0");
  about[0] = 1;
  about[1] = 0;
  statements[0] = (casus_statement){
      .id = sample_id(arena, "statement a", number),
      .sentence = 1,
      .span = {79, 88},
      .speaker = sample_voices(arena)[0],
      .via = via,
      .via_count = 2,
      .verb = CASUS_STR("tell"),
      .quote = true,
      .about = about,
      .about_count = 2,
      .prediction = {CASUS_STR("expected"), CASUS_STR("soon"), sample_day(2024, 9, 20), CASUS_BASIS_VAGUE},
      .expects = &about[1],
      .expects_count = 1};
  statements[1] =
      (casus_statement){.id = sample_id(arena, "statement b", number), .span = {0, 30}, .speaker.medium = true};
  s->coding.statements = statements;
  s->coding.statement_count = 2;
}

static inline void sample_ties(sample *s, casus_arena *arena, unsigned number) {
  casus_tie *ties = casus_arena_array(arena, 2, sizeof *ties);
  ties[0] = (casus_tie){.id = sample_id(arena, "tie a", number),
                        .kind = CASUS_STR("alliance.defence"),
                        .from = CASUS_STR("VNM"),
                        .to = CASUS_STR("RUS"),
                        .mutual = true,
                        .start = sample_day(2024, 6, 0),
                        .end = sample_day(2034, 0, 0),
                        .amount = {true, -0.5, CASUS_STR("%")},
                        .year = sample_day(2023, 0, 0),
                        .origin = CASUS_STR("report"),
                        .source = CASUS_STR(""),
                        .note = CASUS_STR("a\tb\n"),
                        .status = CASUS_STATUS_PLANNED,
                        .sentence = 0,
                        .span = {0, 30},
                        .said_by = s->coding.events[0].said_by,
                        .said_by_count = 2,
                        .confidence = 1,
                        .rule = CASUS_STR("tie.pact"),
                        .event = 0};
  ties[1] = (casus_tie){.id = sample_id(arena, "tie b", number),
                        .kind = CASUS_STR("arms"),
                        .from = CASUS_STR("USA"),
                        .to = CASUS_STR(""),
                        .origin = CASUS_STR("import"),
                        .source = CASUS_STR("a register"),
                        .sentence = 4000000000u,
                        .event = SIZE_MAX};
  s->coding.ties = ties;
  s->coding.tie_count = 2;
}

/* The `number`th sample: same number, same bytes. Title, ids and days differ from number to number. */
static inline sample sample_make(casus_arena *arena, unsigned number) {
  sample s = {0};
  casus_document *d = &s.document;
  d->title = casus_arena_printf(arena, "Report %u", number);
  d->text = CASUS_STR(SAMPLE_FIRST "\n" SAMPLE_SECOND "\n");
  casus_str parts[] = {d->title, d->text};
  d->content = casus_content_id(arena, parts, 2);
  d->id = casus_arena_printf(arena, "given/%u", number);
  d->publisher = CASUS_STR("The \"Courier\"; DROP TABLE documents;--");
  d->author = CASUS_STR("");
  d->url = CASUS_STR("https://example.org/?a=1&b=%00");
  d->language = CASUS_STR("en");
  d->path = CASUS_STR("dir/\xff\xfe name");
  d->date = sample_day(2024, 6, 1 + (int)(number % 28));
  d->ordinal = number;
  s.text.bytes = d->text;
  s.text.sentence_count = 2;
  s.text.sentences = casus_arena_array(arena, 2, sizeof *s.text.sentences);
  s.text.sentences[0].span = (casus_span){0, sizeof SAMPLE_FIRST - 1};
  s.text.sentences[1].span =
      (casus_span){sizeof SAMPLE_FIRST, (uint32_t)(sizeof SAMPLE_FIRST + sizeof SAMPLE_SECOND - 1)};
  sample_events(&s, arena, number);
  sample_statements(&s, arena, number);
  sample_ties(&s, arena, number);
  return s;
}

#endif
