/* One record in memory, one arena. Behind cmocka.h. */
#ifndef CASUS_TESTS_MEMORY_RECORD_H
#define CASUS_TESTS_MEMORY_RECORD_H

#include "record/record.h"

typedef struct fixture {
  casus_record *record;
  casus_arena *arena;
} fixture;

static inline int set_up(void **state) {
  static fixture f;
  f.arena = casus_arena_new();
  assert_int_equal(casus_record_open(":memory:", false, &f.record, NULL), CASUS_OK);
  *state = &f;
  return 0;
}

static inline int tear_down(void **state) {
  fixture *f = *state;
  casus_record_free(f->record);
  casus_arena_free(f->arena);
  return 0;
}

#endif
