/* bench_world [RECORD [DAY]]: milliseconds, the best of so many tries and the median, of the tables read, the snapshot of
 * a day, each question to it (and its answer as JSON), the map, and a what-if with its map, difference and chain. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "out/out.h"

enum { TRIES = 15 };

typedef struct bench {
  casus_record *record; /* NULL: none */
  casus_date day;
  casus_atlas *atlas;
  casus_arena *kept;
  casus_world world;
  casus_risk_map map;
  casus_topic topic;
} bench;

static int open_atlas(bench *b, casus_arena *arena) {
  casus_atlas *atlas = NULL;
  (void)b, (void)arena;
  int rc = casus_atlas_open(NULL, &atlas, NULL);
  casus_atlas_free(atlas);
  return rc;
}

static int draw_world(bench *b, casus_arena *arena) {
  casus_world world;
  casus_world_options options = {.date = b->day};
  return casus_world_on(b->atlas, b->record, &options, arena, &world, NULL);
}

static int ask(bench *b, casus_arena *arena) {
  casus_answer answer;
  const casus_world_query anybody = {UINT32_MAX, UINT32_MAX};
  return casus_world_ask(&b->world, b->topic, &anybody, arena, &answer, NULL);
}

static int tell(bench *b, casus_arena *arena) {
  casus_answer answer;
  casus_buffer out = {0};
  const casus_world_query anybody = {UINT32_MAX, UINT32_MAX};
  int rc = casus_world_ask(&b->world, b->topic, &anybody, arena, &answer, NULL);
  if (rc == CASUS_OK) casus_out_answer_json(&out, &answer);
  rc = out.failed ? CASUS_E_MEMORY : rc;
  casus_buffer_free(&out);
  return rc;
}

static int draw_map(bench *b, casus_arena *arena) {
  casus_risk_map map;
  const casus_risk_options options = {.region = CASUS_STR("asia")};
  return casus_risk_map_of(&b->world, NULL, &options, arena, &map, NULL);
}

static int suppose(bench *b, casus_arena *arena) {
  const casus_what_line lines[] = {{.text = CASUS_STR("end alliance.defence USA KOR")},
                                   {.text = CASUS_STR("attack CHN TWN")}};
  casus_what_if made;
  return casus_world_what_if(&b->world, NULL, lines, 2, arena, &made, NULL);
}

static int differ(bench *b, casus_arena *arena) {
  const casus_what_line lines[] = {{.text = CASUS_STR("end alliance.defence USA KOR")},
                                   {.text = CASUS_STR("attack CHN TWN")}};
  const casus_risk_options options = {.region = b->map.region};
  casus_what_if made;
  casus_risk_map map;
  casus_difference difference;
  casus_chain chain;
  int rc = casus_world_what_if(&b->world, NULL, lines, 2, arena, &made, NULL);
  if (rc == CASUS_OK) rc = casus_risk_map_of(&made.world, NULL, &options, arena, &map, NULL);
  if (rc == CASUS_OK) rc = casus_risk_difference(&map, &b->map, arena, &difference, NULL);
  return rc == CASUS_OK ? casus_risk_chain(&map, made.attacks[0], 0, arena, &chain, NULL) : rc;
}

static int by_value(const void *x, const void *y) {
  double a = *(const double *)x, b = *(const double *)y;
  return (a > b) - (a < b);
}

/* Processor time of this thread, so that a busy machine does not count. */
static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void measure(const char *name, bench *b, int (*run)(bench *, casus_arena *)) {
  double times[TRIES];
  for (int i = 0; i < TRIES; i++) {
    casus_arena *arena = casus_arena_new();
    double start = milliseconds();
    if (!arena || run(b, arena) != CASUS_OK) exit(fprintf(stderr, "%s failed\n", name));
    times[i] = milliseconds() - start;
    casus_arena_free(arena);
  }
  qsort(times, TRIES, sizeof *times, by_value);
  printf("%-28s %8.1f %8.1f\n", name, times[0], times[TRIES / 2]);
}

static int prepare(bench *b, int argc, char **argv) {
  const char *day = argc > 2 ? argv[2] : "2025-06-01";
  const casus_risk_options options = {.region = CASUS_STR("asia")};
  casus_world_options on;
  if (!casus_date_parse(casus_str_from_c(day), &b->day)) return CASUS_E_USAGE;
  on = (casus_world_options){.date = b->day};
  b->kept = casus_arena_new();
  int rc = argc > 1 ? casus_record_open(argv[1], true, &b->record, NULL) : CASUS_OK;
  if (rc == CASUS_OK) rc = casus_atlas_open(NULL, &b->atlas, NULL);
  if (rc == CASUS_OK) rc = casus_world_on(b->atlas, b->record, &on, b->kept, &b->world, NULL);
  return rc == CASUS_OK ? casus_risk_map_of(&b->world, NULL, &options, b->kept, &b->map, NULL) : rc;
}

int main(int argc, char **argv) {
  bench b = {0};
  if (prepare(&b, argc, argv) != CASUS_OK) return fprintf(stderr, "no such record or day\n"), 1;
  printf("%-28s %8s %8s\n", "ms of processor time", "best", "median");
  measure("tables read", &b, open_atlas);
  measure("snapshot", &b, draw_world);
  for (int t = 0; t < CASUS_TOPIC_COUNT; t++) {
    char name[64];
    b.topic = (casus_topic)t;
    measure(casus_topic_name(b.topic), &b, ask);
    snprintf(name, sizeof name, "%s as JSON", casus_topic_name(b.topic));
    measure(name, &b, tell);
  }
  measure("map of Asia", &b, draw_map);
  measure("what if", &b, suppose);
  measure("with map, difference, chain", &b, differ);
  casus_record_free(b.record);
  casus_atlas_free(b.atlas);
  casus_arena_free(b.kept);
  return 0;
}
