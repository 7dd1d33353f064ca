/* How long the risk map takes, part by part, in milliseconds of the processor; the best of several runs.
 *
 *   bench_risk [DIR]     DIR: the sets of the past (default ../shared/data/ir); without them no refit */
#include <stdio.h>
#include <time.h>

#include "risk/inner.h"

enum { RUNS = 7 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

typedef struct bench {
  casus_atlas *atlas;
  casus_world world;
  const char *folder;
} bench;

/* One run in an arena of its own; 0: a failure. */
typedef bool part(const bench *b, casus_arena *arena, casus_error *err);

static bool score_pairs(const bench *b, casus_arena *arena, casus_error *err) {
  struct casus_risk_inner inner = {0};
  return casus_inner_build(&b->world, CASUS_STR("world"), arena, &inner, err) == CASUS_OK;
}

static bool draw_map(const bench *b, casus_arena *arena, casus_error *err) {
  casus_risk_map map;
  casus_risk_options options = {.region = CASUS_STR("world")};
  return casus_risk_map_of(&b->world, NULL, &options, arena, &map, err) == CASUS_OK;
}

static bool draw_asia(const bench *b, casus_arena *arena, casus_error *err) {
  casus_risk_map map;
  casus_risk_options options = {.region = CASUS_STR("asia")};
  return casus_risk_map_of(&b->world, NULL, &options, arena, &map, err) == CASUS_OK;
}

static bool refit(const bench *b, casus_arena *arena, casus_error *err) {
  casus_backtest made;
  casus_backtest_options options = {.folder = b->folder, .fit = true, .jobs = 1};
  return casus_backtest_run(&options, arena, &made, err) == CASUS_OK;
}

static void time_part(const bench *b, const char *name, part *run, int runs) {
  double best = 0;
  for (int i = 0; i < runs; i++) {
    casus_error err = {0};
    casus_arena *arena = casus_arena_new();
    double start = now();
    if (!arena || !run(b, arena, &err)) {
      printf("%-58s %s\n", name, err.message);
      casus_arena_free(arena);
      return;
    }
    double took = now() - start;
    if (!i || took < best) best = took;
    casus_arena_free(arena);
  }
  printf("%-58s %8.1f ms\n", name, best);
}

int main(int argc, char **argv) {
  bench b = {.folder = argc > 1 ? argv[1] : "../shared/data/ir"};
  casus_arena *arena = casus_arena_new();
  casus_world_options options = {0};
  casus_error err = {0};
  if (!arena || !casus_date_from_civil(2024, 6, 22, &options.date) ||
      casus_atlas_open(NULL, &b.atlas, &err) != CASUS_OK ||
      casus_world_on(b.atlas, NULL, &options, arena, &b.world, &err) != CASUS_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  time_part(&b, "all pairs of states scored, and who joins", score_pairs, RUNS);
  time_part(&b, "the map of Asia with 200 draws", draw_asia, RUNS);
  time_part(&b, "the map of the world with 200 draws, drivers, intervals", draw_map, RUNS);
  time_part(&b, "the model refitted (reading, rolling spreads, joining)", refit, 1);
  casus_atlas_free(b.atlas);
  casus_arena_free(arena);
  return 0;
}
