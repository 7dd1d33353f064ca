/* A reader over bytes, as the tests of formats open it. */
#ifndef CASUS_TESTS_READ_OPENED_H
#define CASUS_TESTS_READ_OPENED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/read.h"

typedef struct opened {
  casus_arena *arena;
  casus_reader *reader;
  casus_document document;
  casus_error err;
} opened;

static inline opened open_with(casus_str bytes, casus_read_options options) {
  opened o = {.arena = casus_arena_new()};
  assert_int_equal(casus_reader_open(bytes, CASUS_STR("-"), &options, &o.reader, &o.err), CASUS_OK);
  return o;
}
static inline opened open_bytes(casus_str bytes, casus_format format) {
  return open_with(bytes, (casus_read_options){.format = format});
}
static inline int next(opened *o) { return casus_reader_next(o->reader, o->arena, &o->document, &o->err); }
static inline void done(opened *o) {
  casus_reader_free(o->reader);
  casus_arena_free(o->arena);
}
static inline const casus_note *note_of(const casus_document *d, casus_note_kind kind) {
  for (size_t i = 0; i < d->note_count; i++)
    if (d->notes[i].kind == kind) return &d->notes[i];
  return NULL;
}
static inline void assert_text(casus_str got, const char *wanted) {
  assert_int_equal(got.len, strlen(wanted));
  assert_memory_equal(got.ptr, wanted, got.len);
}
static inline void assert_day(casus_date got, int year, int month, int day) {
  assert_true(casus_date_known(got));
  assert_int_equal(got.day, casus_days_from_civil(year, month, day));
}

/* Every byte of text comes from the input byte that its map names, where that byte was kept as it is. */
static inline void assert_mapped(const casus_document *d, casus_str bytes) {
  for (size_t i = 0; i < d->text.len; i++) {
    if (i) assert_true(d->origin[i] >= d->origin[i - 1]);
    assert_true(d->start + d->origin[i] <= bytes.len);
    if (casus_is_alpha(d->text.ptr[i])) assert_int_equal(d->text.ptr[i], bytes.ptr[d->start + d->origin[i]]);
  }
}

#endif
