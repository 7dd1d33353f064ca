/* The built-in knowledge that the tests of world and risk share, and the world on a day. */
#ifndef CASUS_TESTS_ATLAS_H
#define CASUS_TESTS_ATLAS_H

#include "unit/world/reports.h"

static casus_atlas *atlas;
static casus_arena *arena;

static int open_all(void **state) {
  (void)state;
  arena = casus_arena_new();
  return casus_atlas_open(NULL, &atlas, NULL);
}

static int close_all(void **state) {
  (void)state;
  casus_atlas_free(atlas);
  casus_arena_free(arena);
  return 0;
}

/* `record` may be NULL: built-in knowledge alone. */
static inline casus_world world_on(const char *day, casus_record *record) {
  casus_world world;
  casus_world_options options = {.date = report_day(day)};
  assert_int_equal(casus_world_on(atlas, record, &options, arena, &world, NULL), CASUS_OK);
  return world;
}

/* Each line is an argument of a what-if; names as the atlas has them. */
static inline int what_if(const casus_world *world, const char *const *texts, size_t count, casus_world *changed) {
  casus_what_if made = {0};
  casus_what_line lines[8];
  assert_true(count <= 8);
  for (size_t i = 0; i < count; i++) lines[i] = (casus_what_line){.text = casus_str_from_c(texts[i])};
  int rc = casus_world_what_if(world, NULL, lines, count, arena, &made, NULL);
  if (rc == CASUS_OK) *changed = made.world;
  return rc;
}

#endif
