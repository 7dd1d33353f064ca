/* Any bytes as the lines of a what-if: refused with a message and nothing made, or a world whose ties and incidents
 * stand between states, in order; the world that it started from stays as it was. */
#include <stdlib.h>

#include "world/world.h"

static void check(bool holds) {
  if (!holds) abort();
}

enum { MOST_LINES = 32 };

static const casus_world *start(void) {
  static casus_world world; /* made once; these stay reachable, so that they are no leak */
  static casus_atlas *atlas;
  static casus_arena *arena;
  if (world.state_count) return &world;
  arena = casus_arena_new();
  const casus_world_options day = {.date = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY}};
  check(arena && casus_atlas_open(NULL, &atlas, NULL) == CASUS_OK);
  check(casus_world_on(atlas, NULL, &day, arena, &world, NULL) == CASUS_OK);
  return &world;
}

static void check_made(const casus_world *world, const casus_what_if *made) {
  const casus_world *w = &made->world;
  check(w->state_count == world->state_count && w->date.day == world->date.day);
  for (size_t i = 0; i < w->tie_count; i++) {
    const casus_world_tie *tie = &w->ties[i];
    check(tie->tie.kind.len && (tie->from < w->state_count || tie->tie.from.len));
    check(!casus_date_known(tie->tie.start) || tie->tie.start.day <= w->date.day);
  }
  for (size_t i = 0; i < w->incident_count; i++) {
    const casus_incident *it = &w->incidents[i];
    check(it->a < it->b && it->b < w->state_count && it->level >= 2 && it->level <= 5);
    check(!i || w->incidents[i - 1].date.day <= it->date.day);
  }
  for (size_t i = 0; i < made->attack_count; i++) check(made->attacks[i].attacker != made->attacks[i].target);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const casus_world *world = start();
  size_t ties = world->tie_count, incidents = world->incident_count, count = 0;
  casus_what_line lines[MOST_LINES];
  casus_str text = casus_str_of((const char *)data, size), line;
  while (count < MOST_LINES && casus_str_split(&text, '\n', &line))
    lines[count] = (casus_what_line){line, "fuzz", count + 1}, count++;
  casus_arena *arena = casus_arena_new();
  casus_what_if made;
  casus_error err = {0};
  check(arena != NULL);
  int rc = casus_world_what_if(world, NULL, lines, count, arena, &made, &err);
  check(rc == CASUS_OK || (rc == CASUS_E_USAGE && err.message[0]));
  if (rc == CASUS_OK) check_made(world, &made);
  check(world->tie_count == ties && world->incident_count == incidents);
  casus_arena_free(arena);
  return 0;
}
