/* Worlds of a few states made by hand. */
#ifndef CASUS_TESTS_SMALL_WORLD_H
#define CASUS_TESTS_SMALL_WORLD_H

#include "unit/world/reports.h"

enum { SMALL_STATES = 10, SMALL_TIES = 200 };

static casus_state small_states[SMALL_STATES];
static casus_world_tie small_ties[SMALL_TIES], small_pending[SMALL_TIES];
static casus_incident small_incidents[SMALL_TIES];
static casus_world small;
static char small_names[SMALL_STATES][4];

/* States "AAA", "BBB" … on 1 January 2020, nothing between them. */
static inline void small_clear(size_t states) {
  small = (casus_world){.date = report_day("2020-01-01"),
                        .states = small_states,
                        .state_count = states,
                        .ties = small_ties,
                        .pending = small_pending,
                        .incidents = small_incidents};
  for (size_t i = 0; i < states; i++) {
    memset(small_names[i], 'A' + (int)i, 3);
    small_states[i] =
        (casus_state){.code = {small_names[i], 3}, .name = {small_names[i], 3}, .in_text = {small_names[i], 3}};
  }
}

static inline casus_world_tie *small_tie(const char *kind, uint32_t from, uint32_t to) {
  casus_world_tie *tie = &small_ties[small.tie_count++];
  *tie = (casus_world_tie){.tie = report_tie(kind, small_names[from], small_names[to]), .from = from, .to = to};
  tie->tie.origin = CASUS_STR("built-in");
  tie->tie.id = CASUS_STR("");
  return tie;
}

/* A mutual duty of defence. */
static inline void small_pact(uint32_t a, uint32_t b) { small_tie("alliance.defence", a, b)->tie.mutual = true; }

static inline void small_clash(uint32_t a, uint32_t b, int level, const char *day, double confidence) {
  small_incidents[small.incident_count++] = (casus_incident){.a = a,
                                                             .b = b,
                                                             .date = report_day(day),
                                                             .level = level,
                                                             .confidence = confidence,
                                                             .name = CASUS_STR("clash"),
                                                             .source = CASUS_STR("built-in: x")};
}

static const casus_world_query anybody = {UINT32_MAX, UINT32_MAX};

/* What a test makes lives here; behind cmocka.h. */
static casus_arena *arena;

static inline int open_all(void **state) {
  (void)state;
  arena = casus_arena_new();
  return arena ? 0 : -1;
}

static inline int close_all(void **state) {
  (void)state;
  casus_arena_free(arena);
  return 0;
}

#endif
