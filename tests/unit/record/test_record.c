#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/record/memory_record.h"
#include "unit/record/sample.h"

static const casus_filter everything;

static bool add(fixture *f, const sample *s) {
  casus_error err = {0};
  bool added = false;
  int code = casus_record_add(f->record, &s->document, &s->text, &s->coding, sample_day(2024, 7, 1), &added, &err);
  if (code) print_error("%s\n", err.message);
  assert_int_equal(code, CASUS_OK);
  return added;
}

static void same_text(casus_str a, casus_str b) {
  assert_int_equal(a.ptr == NULL, b.ptr == NULL);
  assert_true(casus_str_eq(a, b));
}

static void same_date(casus_date a, casus_date b) {
  assert_int_equal(a.day, b.day);
  assert_int_equal(a.precision, b.precision);
}

static void same_span(casus_span a, casus_span b) {
  assert_int_equal(a.start, b.start);
  assert_int_equal(a.end, b.end);
}

static void same_voice(const casus_voice *a, const casus_voice *b) {
  same_text(a->name, b->name);
  same_text(a->role, b->role);
  same_text(a->organization, b->organization);
  same_text(a->actor, b->actor);
  same_text(a->sector, b->sector);
  assert_int_equal(a->medium, b->medium);
  same_span(a->span, b->span);
}

static void same_voices(const casus_voice *a, size_t a_count, const casus_voice *b, size_t b_count) {
  assert_int_equal(a_count, b_count);
  for (size_t i = 0; i < a_count; i++) same_voice(&a[i], &b[i]);
}

static void same_parties(const casus_party *a, size_t a_count, const casus_party *b, size_t b_count) {
  assert_int_equal(a_count, b_count);
  for (size_t i = 0; i < a_count; i++) {
    same_text(a[i].actor, b[i].actor);
    same_text(a[i].sector, b[i].sector);
    same_text(a[i].name, b[i].name);
    same_text(a[i].text, b[i].text);
    same_span(a[i].span, b[i].span);
  }
}

static void same_quantity(casus_quantity a, casus_quantity b) {
  assert_int_equal(a.known, b.known);
  assert_memory_equal(&a.value, &b.value, sizeof a.value);
  same_text(a.unit, b.unit);
}

static void same_event(const casus_event *a, const casus_event *b) {
  same_text(a->id, b->id);
  assert_int_equal(a->sentence, b->sentence);
  same_span(a->span, b->span);
  same_date(a->date, b->date);
  assert_int_equal(a->type, b->type);
  same_text(a->mode, b->mode);
  same_text(a->cameo, b->cameo);
  assert_int_equal(a->context_count, b->context_count);
  for (size_t i = 0; i < a->context_count; i++) same_text(a->contexts[i], b->contexts[i]);
  assert_int_equal(a->status, b->status);
  assert_memory_equal(&a->intensity, &b->intensity, sizeof a->intensity);
  same_parties(a->source, a->source_count, b->source, b->source_count);
  same_parties(a->target, a->target_count, b->target, b->target_count);
  assert_int_equal(a->count, b->count);
  same_quantity(a->amount, b->amount);
  same_text(a->place.text, b->place.text);
  same_text(a->place.country, b->place.country);
  assert_memory_equal(&a->place.lat, &b->place.lat, sizeof a->place.lat);
  assert_memory_equal(&a->place.lon, &b->place.lon, sizeof a->place.lon);
  same_voices(a->said_by, a->said_by_count, b->said_by, b->said_by_count);
  assert_memory_equal(&a->confidence, &b->confidence, sizeof a->confidence);
  same_text(a->rule, b->rule);
}

static void events_come_back_whole(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  assert_true(add(f, &s));
  casus_event_row *rows;
  size_t count;
  assert_int_equal(casus_record_events(f->record, &everything, f->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 2);
  for (size_t i = 0; i < 2; i++) {
    same_event(&rows[i].event, &s.coding.events[i]);
    same_text(rows[i].document, s.document.id);
    same_date(rows[i].published, s.document.date);
    same_span(rows[i].sentence_span, s.text.sentences[i].span);
  }
  same_text(rows[0].sentence_text, CASUS_STR(SAMPLE_FIRST));
  same_text(rows[1].sentence_text, CASUS_STR(SAMPLE_SECOND));
}

static void statements_come_back_whole(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  assert_true(add(f, &s));
  casus_statement_row *rows;
  size_t count;
  assert_int_equal(casus_record_statements(f->record, NULL, f->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 2);
  for (size_t i = 0; i < 2; i++) { /* rows are in the order of sentences, the coding was not */
    const casus_statement *got = &rows[i].statement, *want = &s.coding.statements[1 - i];
    same_text(got->id, want->id);
    assert_int_equal(got->sentence, want->sentence);
    same_span(got->span, want->span);
    same_voice(&got->speaker, &want->speaker);
    assert_int_equal(got->via_count, want->via_count);
    for (size_t v = 0; v < want->via_count; v++) same_text(got->via[v], want->via[v]);
    same_text(got->verb, want->verb);
    assert_int_equal(got->quote, want->quote);
    assert_int_equal(got->about_count, want->about_count);
    for (size_t a = 0; a < want->about_count; a++) {
      assert_int_equal(got->about[a], want->about[a]);
      same_text(rows[i].about[a], s.coding.events[want->about[a]].id);
    }
    same_text(got->prediction.modality, want->prediction.modality);
    same_text(got->prediction.horizon, want->prediction.horizon);
    same_date(got->prediction.until, want->prediction.until);
    assert_int_equal(got->prediction.basis, want->prediction.basis);
    assert_int_equal(got->expects_count, want->expects_count);
    for (size_t e = 0; e < want->expects_count; e++) {
      assert_int_equal(got->expects[e], want->expects[e]);
      same_text(rows[i].expects[e], s.coding.events[want->expects[e]].id);
    }
  }
  same_text(rows[1].text, CASUS_STR("\xF0\x9F\x9A\x80 soon"));
}

static void ties_come_back_whole(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  assert_true(add(f, &s));
  casus_tie_row *rows;
  size_t count;
  assert_int_equal(casus_record_ties(f->record, &everything, f->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 2);
  for (size_t i = 0; i < 2; i++) {
    const casus_tie *got = &rows[i].tie, *want = &s.coding.ties[i];
    const casus_str texts[][2] = {{got->id, want->id},     {got->kind, want->kind},     {got->from, want->from},
                                  {got->to, want->to},     {got->origin, want->origin}, {got->source, want->source},
                                  {got->note, want->note}, {got->rule, want->rule}};
    for (size_t t = 0; t < CASUS_COUNT(texts); t++) same_text(texts[t][0], texts[t][1]);
    assert_int_equal(got->mutual, want->mutual);
    same_date(got->start, want->start);
    same_date(got->end, want->end);
    same_date(got->year, want->year);
    same_quantity(got->amount, want->amount);
    assert_int_equal(got->status, want->status);
    assert_int_equal(got->sentence, want->sentence);
    same_span(got->span, want->span);
    same_voices(got->said_by, got->said_by_count, want->said_by, want->said_by_count);
    assert_memory_equal(&got->confidence, &want->confidence, sizeof got->confidence);
    assert_true(got->event == want->event);
  }
  same_text(rows[0].event, s.coding.events[0].id);
  same_text(rows[0].sentence_text, CASUS_STR(SAMPLE_FIRST));
  same_text(rows[1].event, CASUS_STR(""));
  same_text(rows[1].sentence_text, CASUS_STR(""));
}

static void documents_come_back_whole(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  s.document.title = (casus_str){NULL, 0};
  assert_true(add(f, &s));
  casus_document_row *rows;
  size_t count;
  assert_int_equal(casus_record_documents(f->record, &everything, f->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
  const casus_document *d = &s.document;
  same_text(rows->id, d->id);
  same_text(rows->content, d->content);
  same_text(rows->title, d->title);
  same_text(rows->publisher, d->publisher);
  same_text(rows->url, d->url);
  same_text(rows->language, d->language);
  same_text(rows->path, d->path); /* not UTF-8 */
  same_date(rows->date, d->date);
  assert_int_equal(rows->sentences, 2);
  assert_int_equal(rows->events, 2);
  assert_int_equal(rows->statements, 2);
  assert_int_equal(rows->ties, 2);
  casus_str text;
  assert_int_equal(casus_record_text(f->record, d->id, f->arena, &text, NULL), CASUS_OK);
  same_text(text, d->text);
  assert_int_equal(casus_record_text(f->record, CASUS_STR("given"), f->arena, &text, NULL), CASUS_E_INPUT);
  same_text(text, d->text);
}

static void texts_with_nul_and_nothing_round_trip(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 1);
  s.coding = (casus_coding){0};
  s.text.sentence_count = 0;
  const casus_str texts[] = {CASUS_STR("\0a\0\0"), CASUS_STR(""), CASUS_STR("\xF4\x8F\xBF\xBF\xEF\xBB\xBF")};
  for (size_t i = 0; i < CASUS_COUNT(texts); i++) {
    s.document.id = s.document.content = casus_arena_printf(f->arena, "%zu", i);
    s.document.text = texts[i];
    assert_true(add(f, &s));
    casus_str text;
    assert_int_equal(casus_record_text(f->record, s.document.id, f->arena, &text, NULL), CASUS_OK);
    same_text(text, texts[i]);
  }
}

static size_t count_documents(fixture *f) {
  casus_document_row *rows;
  size_t count;
  assert_int_equal(casus_record_documents(f->record, &everything, f->arena, &rows, &count, NULL), CASUS_OK);
  return count;
}

static void known_content_is_not_added_again(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  assert_true(add(f, &s));
  assert_false(add(f, &s));
  assert_int_equal(count_documents(f), 1);
}

static casus_str kept_id(fixture *f, const sample *s) {
  casus_str id;
  assert_int_equal(casus_record_id_of(f->record, &s->document, f->arena, &id, NULL), CASUS_OK);
  return id;
}

/* The same words below another name are another document; a second run adds none of them again. */
static void content_printed_elsewhere_is_another_document(void **state) {
  fixture *f = *state;
  sample s = sample_make(f->arena, 3);
  s.coding = (casus_coding){0};
  for (int run = 0; run < 2; run++) {
    s.document.id = CASUS_STR("given");
    assert_int_equal(add(f, &s), run == 0);
    s.document.id = CASUS_STR("given by another");
    assert_int_equal(add(f, &s), run == 0);
    s.document.id = s.document.content; /* none was given */
    s.document.publisher = CASUS_STR("The Herald");
    assert_int_equal(add(f, &s), run == 0);
    casus_str herald = kept_id(f, &s);
    assert_true(casus_str_eq(herald, s.document.content));
    s.document.publisher = CASUS_STR("The Mirror");
    assert_int_equal(add(f, &s), run == 0);
    assert_false(casus_str_eq(kept_id(f, &s), herald));
  }
  assert_int_equal(count_documents(f), 4);
  assert_int_equal(casus_record_check(f->record, NULL, NULL, NULL), CASUS_OK);
  s.document.id = CASUS_STR("never added");
  casus_str id;
  assert_int_equal(casus_record_id_of(f->record, &s.document, f->arena, &id, NULL), CASUS_E_INPUT);
}

static void taken_id_gives_way_to_content_id(void **state) {
  fixture *f = *state;
  sample a = sample_make(f->arena, 1), b = sample_make(f->arena, 2);
  b.document.id = a.document.id;
  b.coding.events[0].id = a.coding.events[0].id; /* as a coder would do that counts on the document's id */
  assert_true(add(f, &a));
  assert_true(add(f, &b));
  casus_event_row *rows;
  size_t count;
  casus_filter filter = {.document = b.document.content};
  assert_int_equal(casus_record_events(f->record, &filter, f->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 2);
  assert_false(casus_str_eq(rows[0].event.id, a.coding.events[0].id));
  assert_int_equal(casus_record_check(f->record, NULL, NULL, NULL), CASUS_OK);
}

/* Out of range: refused whole, nothing written, the record usable as before. */
static void unstorable_values_are_refused(void **state) {
  fixture *f = *state;
  for (int wrong = 0; wrong < 8; wrong++) {
    sample s = sample_make(f->arena, 3);
    casus_event *e = &s.coding.events[1];
    switch (wrong) {
    case 0:
      e->sentence = 2;
      break;
    case 1:
      e->type = CASUS_EVENT_TYPE_COUNT;
      break;
    case 2:
      e->intensity = (double)NAN;
      break;
    case 3:
      e->date = (casus_date){INT32_MAX, CASUS_DATE_DAY};
      break;
    case 4:
      s.coding.statements[0].about[1] = 2;
      break;
    case 5:
      s.coding.ties[0].event = 2;
      break;
    case 6:
      s.document.id = (casus_str){NULL, 0};
      break;
    default:
      e->id = (casus_str){NULL, 0};
    }
    bool added = true;
    casus_error err = {0};
    assert_int_equal(casus_record_add(f->record, &s.document, &s.text, &s.coding, s.document.date, &added, &err),
                     CASUS_E_INPUT);
    assert_true(added);
    assert_true(err.message[0]);
  }
  assert_int_equal(count_documents(f), 0);
  sample s = sample_make(f->arena, 3);
  assert_true(add(f, &s));
}

static void issues_are_kept_once(void **state) {
  fixture *f = *state;
  casus_issue issue = {.path = CASUS_STR("a\0b"), .ordinal = UINT64_MAX, .at = 7};
  assert_int_equal(casus_record_add_issue(f->record, &issue, NULL), CASUS_OK);
  assert_int_equal(casus_record_add_issue(f->record, &issue, NULL), CASUS_OK);
}

/* Ids of the events that a filter gives, for short comparisons. */
static size_t events_of(fixture *f, casus_filter filter) {
  casus_event_row *rows;
  size_t count;
  assert_int_equal(casus_record_events(f->record, &filter, f->arena, &rows, &count, NULL), CASUS_OK);
  return count;
}
static size_t statements_of(fixture *f, casus_filter filter) {
  casus_statement_row *rows;
  size_t count;
  assert_int_equal(casus_record_statements(f->record, &filter, f->arena, &rows, &count, NULL), CASUS_OK);
  return count;
}
static size_t ties_of(fixture *f, casus_filter filter) {
  casus_tie_row *rows;
  size_t count;
  assert_int_equal(casus_record_ties(f->record, &filter, f->arena, &rows, &count, NULL), CASUS_OK);
  return count;
}
static size_t documents_of(fixture *f, casus_filter filter) {
  casus_document_row *rows;
  size_t count;
  assert_int_equal(casus_record_documents(f->record, &filter, f->arena, &rows, &count, NULL), CASUS_OK);
  return count;
}

#define ACTOR(code) ((casus_filter){.actor = CASUS_STR(code)})
#define TYPE(name) ((casus_filter){.type = CASUS_STR(name)})
#define SPEAKER(name) ((casus_filter){.speaker = CASUS_STR(name)})

static void filters_choose(void **state) {
  fixture *f = *state;
  for (unsigned i = 0; i < 3; i++) {
    sample s = sample_make(f->arena, i);
    assert_true(add(f, &s));
  }
  assert_int_equal(events_of(f, everything), 6);
  assert_int_equal(events_of(f, ACTOR("RUS")), 3);
  assert_int_equal(events_of(f, ACTOR("RU")), 0);
  assert_int_equal(events_of(f, (casus_filter){.actor = CASUS_STR("RUS"), .other = CASUS_STR("VNM")}), 3);
  assert_int_equal(events_of(f, (casus_filter){.actor = CASUS_STR("RUS"), .other = CASUS_STR("USA")}), 0);
  assert_int_equal(events_of(f, (casus_filter){.document = CASUS_STR("given/1")}), 2);
  assert_int_equal(events_of(f, (casus_filter){.document = CASUS_STR("' OR 1 --")}), 0);
  assert_int_equal(events_of(f, TYPE("ASSAULT")), 3);
  assert_int_equal(events_of(f, TYPE("alliance")), 0);
  assert_int_equal(events_of(f, (casus_filter){.status = CASUS_STR("past")}), 3);
  assert_int_equal(events_of(f, (casus_filter){.min_confidence = 1.1}), 0);
  assert_int_equal(events_of(f, SPEAKER("ERDO\xC4\x9E")), 3); /* capital G with breve */
  assert_int_equal(events_of(f, SPEAKER("%")), 0);
  assert_int_equal(events_of(f, (casus_filter){.limit = 5}), 5);
  assert_int_equal(ties_of(f, TYPE("alliance")), 3);
  assert_int_equal(ties_of(f, TYPE("alliance.defence")), 3);
  assert_int_equal(ties_of(f, TYPE("all")), 0);
  assert_int_equal(ties_of(f, ACTOR("USA")), 3);
  assert_int_equal(ties_of(f, SPEAKER("courier")), 3);
  assert_int_equal(statements_of(f, SPEAKER("erdo")), 3);
  assert_int_equal(statements_of(f, ACTOR("VNM")), 3); /* about an event of Viet Nam's */
  assert_int_equal(statements_of(f, TYPE("AID")), 0);
  assert_int_equal(documents_of(f, ACTOR("VNM")), 3);
  assert_int_equal(documents_of(f, ACTOR("CHN")), 0);
  assert_int_equal(documents_of(f, SPEAKER("erdo")), 3);
  assert_int_equal(documents_of(f, TYPE("AGREE")), 3);
}

static void days_choose(void **state) {
  fixture *f = *state;
  for (unsigned i = 0; i < 3; i++) { /* published on June 1, 2 and 3 */
    sample s = sample_make(f->arena, i);
    if (i == 2) s.document.date = (casus_date){0, CASUS_DATE_NONE}; /* seen on July 1 */
    if (i == 1) s.coding.events[0].date = sample_day(2024, 6, 0);
    assert_true(add(f, &s));
  }
  const casus_date none = {0, CASUS_DATE_NONE};
  assert_int_equal(events_of(f, (casus_filter){.since = sample_day(2024, 6, 20)}), 3);
  assert_int_equal(events_of(f, (casus_filter){.since = sample_day(2024, 6, 21)}), 1);
  assert_int_equal(events_of(f, (casus_filter){.since = sample_day(2024, 7, 0)}), 0);
  assert_int_equal(events_of(f, (casus_filter){.until = sample_day(2024, 6, 19)}), 1);
  assert_int_equal(events_of(f, (casus_filter){.until = sample_day(2024, 0, 0)}), 3);
  assert_int_equal(events_of(f, (casus_filter){.since = none, .until = none}), 6);
  assert_int_equal(documents_of(f, (casus_filter){.as_of = sample_day(2024, 6, 1)}), 1);
  assert_int_equal(documents_of(f, (casus_filter){.as_of = sample_day(2024, 6, 30)}), 2);
  assert_int_equal(documents_of(f, (casus_filter){.as_of = sample_day(2024, 7, 0)}), 3);
  assert_int_equal(documents_of(f, (casus_filter){.since = sample_day(2024, 6, 2)}), 1);
  assert_int_equal(statements_of(f, (casus_filter){.until = sample_day(2024, 6, 1)}), 2);
  assert_int_equal(ties_of(f, (casus_filter){.type = CASUS_STR("alliance"), .until = sample_day(2024, 5, 31)}), 0);
  assert_int_equal(ties_of(f, (casus_filter){.type = CASUS_STR("alliance"), .since = sample_day(2035, 0, 0)}), 0);
  assert_int_equal(ties_of(f, (casus_filter){.type = CASUS_STR("alliance"), .since = sample_day(2034, 12, 31)}), 3);
  assert_int_equal(ties_of(f, (casus_filter){.type = CASUS_STR("arms"), .until = sample_day(2024, 6, 1)}), 1);
}

static void order_does_not_depend_on_arrival(void **state) {
  fixture *f = *state;
  static const unsigned arrival[] = {4, 1, 3, 0, 2};
  for (size_t i = 0; i < CASUS_COUNT(arrival); i++) {
    sample s = sample_make(f->arena, arrival[i]);
    if (arrival[i] == 0) s.document.date = (casus_date){0, CASUS_DATE_NONE};
    assert_true(add(f, &s));
  }
  static const char *const want[] = {"given/1", "given/2", "given/3", "given/4", "given/0"};
  casus_document_row *rows;
  size_t count;
  assert_int_equal(casus_record_documents(f->record, &everything, f->arena, &rows, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++) same_text(rows[i].id, casus_str_from_c(want[i]));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(events_come_back_whole),
      TEST(statements_come_back_whole),
      TEST(ties_come_back_whole),
      TEST(documents_come_back_whole),
      TEST(texts_with_nul_and_nothing_round_trip),
      TEST(known_content_is_not_added_again),
      TEST(content_printed_elsewhere_is_another_document),
      TEST(taken_id_gives_way_to_content_id),
      TEST(unstorable_values_are_refused),
      TEST(issues_are_kept_once),
      TEST(filters_choose),
      TEST(days_choose),
      TEST(order_does_not_depend_on_arrival),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
