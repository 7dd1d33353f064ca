/* The built-in tables, and what becomes of damaged ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/world/reports.h"

static casus_atlas *atlas;

static int open_all(void **state) {
  (void)state;
  return casus_atlas_open(NULL, &atlas, NULL);
}

static int close_all(void **state) {
  (void)state;
  casus_atlas_free(atlas);
  return 0;
}

static void knows_states(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_world world;
  casus_world_options options = {.date = report_day("2024-06-22")};
  assert_int_equal(casus_world_on(atlas, NULL, &options, arena, &world, NULL), CASUS_OK);
  assert_true(world.state_count >= 190 && world.state_count <= 200);
  uint32_t korea = casus_world_state(&world, CASUS_STR("KOR")), north = casus_world_state(&world, CASUS_STR("PRK"));
  uint32_t japan = casus_world_state(&world, CASUS_STR("JPN")), fiji = casus_world_state(&world, CASUS_STR("FJI"));
  assert_int_equal(casus_world_state(&world, CASUS_STR("GRL")), UINT32_MAX);
  assert_int_equal(casus_world_state(&world, CASUS_STR("")), UINT32_MAX);
  assert_int_equal(casus_world_state(&world, CASUS_STR("SUN")), UINT32_MAX);
  assert_int_equal(world.contiguity[korea * world.state_count + north], CASUS_LAND);
  assert_int_equal(world.contiguity[north * world.state_count + korea], CASUS_LAND);
  assert_true(world.contiguity[korea * world.state_count + japan] > CASUS_APART);
  assert_int_equal(world.contiguity[korea * world.state_count + fiji], CASUS_APART);
  assert_true(fabs(casus_world_distance(&world, korea, north) - 195) < 15); /* Seoul and Pyongyang, km */
  assert_true(casus_world_distance(&world, korea, korea) == 0);
  assert_true(world.states[japan].major && !world.states[fiji].major);
  casus_arena_free(arena);
}

static void knows_regions(void **state) {
  (void)state;
  const casus_state s = {.regions = CASUS_STR(" asia northeast-asia ")};
  assert_true(casus_state_in(&s, CASUS_STR("asia")));
  assert_true(casus_state_in(&s, CASUS_STR("northeast-asia")));
  assert_true(casus_state_in(&s, CASUS_STR("")));
  assert_true(casus_state_in(&s, CASUS_STR("world")));
  assert_false(casus_state_in(&s, CASUS_STR("northeast")));
  assert_false(casus_state_in(&s, CASUS_STR("sia")));
  assert_false(casus_state_in(&s, CASUS_STR(" ")));
}

static void draws_land(void **state) {
  (void)state;
  casus_land land = casus_atlas_land(atlas);
  assert_true(land.ring_count > 1000);
  size_t next = 0;
  for (size_t i = 0; i < land.ring_count; i++) {
    assert_int_equal(land.rings[i].first, next);
    next += land.rings[i].count;
  }
  assert_int_equal(next, land.point_count);
  for (size_t i = 0; i < land.point_count; i++)
    assert_true(fabsf(land.points[i].lon) <= 180 && fabsf(land.points[i].lat) <= 90);
}

/* A data folder in which one file is `text`; the other files are the built-in ones. */
static int open_with(const char *folder_in, const char *name, const char *text, casus_error *err) {
  char folder[] = "/tmp/casus-atlas-XXXXXX";
  assert_non_null(mkdtemp(folder));
  casus_arena *arena = casus_arena_new();
  casus_str below = casus_arena_printf(arena, "%s/%s", folder, folder_in);
  casus_str path = casus_arena_printf(arena, "%s/%s", below.ptr, name);
  assert_int_equal(mkdir(below.ptr, 0700), 0);
  assert_int_equal(casus_file_write(path.ptr, casus_str_from_c(text), NULL), CASUS_OK);
  casus_atlas *opened = NULL;
  int rc = casus_atlas_open(folder, &opened, err);
  if (rc == CASUS_OK)
    casus_atlas_free(opened);
  else
    assert_null(opened);
  unlink(path.ptr);
  rmdir(below.ptr);
  rmdir(folder);
  casus_arena_free(arena);
  return rc;
}

static void names_the_damaged_row(void **state) {
  (void)state;
  static const struct {
    const char *folder, *name, *text, *told;
  } damaged[] = {
      {"ties", "incidents.tsv", "#\n2024-02-30\tRUS\tUKR\t4\t1\tx\ty\t\n", "ties/incidents.tsv:2"},
      {"ties", "incidents.tsv", "\tRUS\tUKR\t4\t1\tx\ty\t\n", "ties/incidents.tsv:1"},
      {"ties", "incidents.tsv", "2024-01-01\tRUS\tUKR\t6\t1\tx\ty\t\n", "ties/incidents.tsv:1"},
      {"ties", "alliances.tsv", "alliance.defence\tRUS\tPRK\t1\tnever\n", "ties/alliances.tsv:1"},
      {"ties", "alliances.tsv", "\t\t\n", "ties/alliances.tsv:1"},
      {"ties", "groups.tsv", "NATO\tBEL\t1949-13\n", "ties/groups.tsv:1"},
      {"ties", "standing.tsv", "arms\tRUS\tIND\t0\t2020\t\tmany\n", "ties/standing.tsv:1"},
      {"ties", "claims.tsv", "claim\tRUS\tJPN\t0\t2020-01-01x\n", "ties/claims.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\tlasts\t2026\n", "ties/terms.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\tends\t\n", "ties/terms.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\tends\t2026\t60\n", "ties/terms.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\trenews\t2026\t\n", "ties/terms.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\trenews\t2026\t-6\n", "ties/terms.tsv:1"},
      {"ties", "terms.tsv", "New treaty\tUSA\tRUS\tends\t2026\t\t\t2020-02-30\n", "ties/terms.tsv:1"},
      {"world", "borders.tsv", "RUS\tPRK\tbridge\n", "world/borders.tsv:1"},
      {"world", "power.tsv", "RUS\t-1\n", "world/power.tsv:1"},
      {"world", "power.tsv", "RUS\tnan\n", "world/power.tsv:1"},
      {"world", "land.tsv", "RUS\touter\t1,2 3\n", "world/land.tsv:1"},
      {"world", "land.tsv", "RUS\touter\t17999,2 3,0\n", "world/land.tsv:1"},
      {"world", "land.tsv", "RUS\tsideways\t1,2\n", "world/land.tsv:1"},
      {"actors", "states.tsv", "RUSS\tRU\t643\tRussia\t\tstate\teurope\t\tMoscow\t55\t37\t1\t\n",
       "actors/states.tsv:1"},
      {"actors", "states.tsv", "RUS\tRU\t643\tRussia\t\tstate\teurope\t\tMoscow\t91\t37\t1\t\n", "actors/states.tsv:1"},
      {"risk", "incidents.tsv", "event\tBITE\t\t\t\t4\t1\n", "risk/incidents.tsv:1"},
      {"risk", "incidents.tsv", "event\tASSAULT\t\t\t\t4\t2\n", "risk/incidents.tsv:1"},
      {"risk", "incidents.tsv", "\xFF\n", "risk/incidents.tsv:1"},
  };
  for (size_t i = 0; i < CASUS_COUNT(damaged); i++) {
    casus_error err = {0};
    assert_int_equal(open_with(damaged[i].folder, damaged[i].name, damaged[i].text, &err), CASUS_E_DATA);
    assert_non_null(strstr(err.message, damaged[i].told));
  }
}

static void takes_empty_tables(void **state) {
  (void)state;
  assert_int_equal(open_with("ties", "incidents.tsv", "", NULL), CASUS_OK);
  assert_int_equal(open_with("ties", "terms.tsv", "", NULL), CASUS_OK);
  assert_int_equal(open_with("ties", "alliances.tsv", "# nothing\n", NULL), CASUS_OK);
  assert_int_equal(open_with("actors", "states.tsv", "\n\n", NULL), CASUS_OK);
  assert_int_equal(open_with("world", "land.tsv", "", NULL), CASUS_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_states),          cmocka_unit_test(knows_regions),      cmocka_unit_test(draws_land),
      cmocka_unit_test(names_the_damaged_row), cmocka_unit_test(takes_empty_tables),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
