/* Fails the 1st, 2nd, 3rd … allocation of each call, those inside SQLite too, until the call gets through: every
 * failure is "out of memory", nothing is written by halves, nothing leaks. Needs glibc; the sanitizers have their own
 * malloc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "unit/record/sample.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(SANITIZED)
int main(void) {
  print_message("skipped: the allocator cannot be replaced here\n");
  return 0;
}
#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

#define SEEN_BY_LIBRARIES __attribute__((visibility("default")))

static long calls, fail_at, live; /* fail_at 0: never; once out of memory, it stays so */

static bool failing(void) { return fail_at && ++calls >= fail_at; }

SEEN_BY_LIBRARIES void *malloc(size_t size) {
  void *made = failing() ? NULL : __libc_malloc(size);
  live += made != NULL;
  return made;
}
SEEN_BY_LIBRARIES void *calloc(size_t count, size_t size) {
  void *made = failing() ? NULL : __libc_calloc(count, size);
  live += made != NULL;
  return made;
}
SEEN_BY_LIBRARIES void *realloc(void *old, size_t size) {
  void *made = failing() ? NULL : __libc_realloc(old, size);
  live += made != NULL && !old;
  return made;
}
SEEN_BY_LIBRARIES void free(void *old) {
  live -= old != NULL;
  __libc_free(old);
}

typedef struct fixture {
  casus_record *record;
  casus_arena *arena;
  sample sample;
} fixture;

static int add_it(fixture *f) {
  const sample *s = &f->sample;
  bool added = false;
  int code = casus_record_add(f->record, &s->document, &s->text, &s->coding, s->document.date, &added, NULL);
  assert_true(code == CASUS_OK || !added);
  return code;
}

static int gather_it(fixture *f) {
  casus_record_gather(f->record);
  int code = add_it(f), settled = casus_record_settle(f->record, NULL);
  return code ? code : settled;
}

static int add_issue(fixture *f) {
  casus_issue issue = {.path = CASUS_STR("p"), .ordinal = 1, .at = 2, .reason = CASUS_STR("r")};
  return casus_record_add_issue(f->record, &issue, NULL);
}

static const casus_filter filter = {.actor = CASUS_STR_INIT("RUS"), .speaker = CASUS_STR_INIT("e")};

static int read_events(fixture *f) {
  casus_event_row *rows;
  size_t count;
  return casus_record_events(f->record, &filter, f->arena, &rows, &count, NULL);
}
static int read_statements(fixture *f) {
  casus_statement_row *rows;
  size_t count;
  return casus_record_statements(f->record, &filter, f->arena, &rows, &count, NULL);
}
static int read_ties(fixture *f) {
  casus_tie_row *rows;
  size_t count;
  return casus_record_ties(f->record, &filter, f->arena, &rows, &count, NULL);
}
static int read_documents(fixture *f) {
  casus_document_row *rows;
  size_t count;
  return casus_record_documents(f->record, &filter, f->arena, &rows, &count, NULL);
}
static int read_text(fixture *f) {
  casus_str text;
  return casus_record_text(f->record, f->sample.document.id, f->arena, &text, NULL);
}
static int find_story(fixture *f) {
  const casus_story_view view = {0};
  casus_stories *stories;
  const casus_story *story;
  int code = casus_stories_open(f->record, &view, f->arena, &stories, NULL);
  return code ? code : casus_stories_of(stories, f->sample.document.id, &story, NULL);
}
static int check_it(fixture *f) { return casus_record_check(f->record, NULL, NULL, NULL); }

static size_t count_events(fixture *f) {
  casus_event_row *rows;
  size_t count;
  assert_int_equal(casus_record_events(f->record, NULL, f->arena, &rows, &count, NULL), CASUS_OK);
  casus_arena_reset(f->arena);
  return count;
}

/* Each of the first, then every 23rd: of calls that go through the whole schema, thousands of allocations. */
static long next_to_fail(long at) { return at + (at < 300 ? 1 : 23); }

/* The record stays the same from try to try, as it does for a program that runs short of memory now and then. */
static void fail_in_turn(int (*call)(fixture *), bool filled) {
  long before = live;
  fixture f = {.arena = casus_arena_new()};
  casus_arena *samples = casus_arena_new();
  f.sample = sample_make(samples, 3);
  assert_int_equal(casus_record_open(":memory:", false, &f.record, NULL), CASUS_OK);
  if (filled) assert_int_equal(add_it(&f), CASUS_OK);
  int code = CASUS_E_MEMORY;
  for (long at = 1; code; at = call == check_it || call == gather_it ? next_to_fail(at) : at + 1) {
    calls = 0;
    fail_at = at;
    code = call(&f);
    fail_at = 0;
    casus_arena_reset(f.arena);
    if (code && code != CASUS_E_MEMORY) print_error("allocation %ld: code %d\n", at, code);
    assert_true(code == CASUS_OK || code == CASUS_E_MEMORY);
    assert_true(code || at > 1); /* a call that allocates nothing is not the one meant */
    assert_int_equal(count_events(&f), filled || ((call == add_it || call == gather_it) && code == CASUS_OK) ? 2 : 0);
  }
  assert_int_equal(casus_record_check(f.record, NULL, NULL, NULL), CASUS_OK);
  casus_record_free(f.record);
  casus_arena_free(f.arena);
  casus_arena_free(samples);
  assert_int_equal(live, before);
}

static void opening(void **state) {
  (void)state;
  int code = CASUS_E_MEMORY;
  for (long at = 1; code; at = next_to_fail(at)) {
    long before = live;
    casus_record *record = NULL;
    calls = 0;
    fail_at = at;
    code = casus_record_open(":memory:", false, &record, NULL);
    fail_at = 0;
    assert_true(code == CASUS_E_MEMORY || (code == CASUS_OK && at > 1));
    casus_record_free(record);
    assert_int_equal(live, before);
  }
}

static void adding(void **state) {
  (void)state;
  fail_in_turn(add_it, false);
  fail_in_turn(gather_it, false);
  fail_in_turn(add_issue, false);
}

static void reading(void **state) {
  (void)state;
  fail_in_turn(read_events, true);
  fail_in_turn(read_statements, true);
  fail_in_turn(read_ties, true);
  fail_in_turn(read_documents, true);
  fail_in_turn(read_text, true);
  fail_in_turn(find_story, true);
}

static void checking(void **state) {
  (void)state;
  fail_in_turn(check_it, true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(opening),
      cmocka_unit_test(adding),
      cmocka_unit_test(reading),
      cmocka_unit_test(checking),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
#endif
