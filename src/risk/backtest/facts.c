/* What states are: capitals, size, regime, major powers. */
#include <math.h>
#include <stdlib.h>

#include "risk/backtest/past.h"
#include "risk/backtest/set.h"

static int read_year_of(casus_str date) { return (int)casus_set_number(casus_str_sub(date, 0, 4)); }
static bool kept(int year) { return year >= CASUS_PAST_FIRST && year <= CASUS_PAST_LAST; }

typedef struct reader {
  casus_set set;
  casus_str field[8];
  int code, year;
} reader;

/* The next row whose first two columns are a state and a year that is kept. */
static int next_state_year(reader *r) {
  for (;;) {
    int rc = casus_set_next(&r->set, r->field);
    if (rc == CASUS_OK) rc = casus_set_whole(&r->set, r->field[0], 1, CASUS_PAST_CODES - 1, &r->code);
    if (rc == CASUS_OK) rc = casus_set_whole(&r->set, r->field[1], 1500, 3000, &r->year);
    if (rc != CASUS_OK || kept(r->year)) return rc;
  }
}

static int end_of(reader *r, int rc) {
  casus_set_close(&r->set);
  return rc == CASUS_END ? CASUS_OK : rc;
}

typedef struct capital {
  int code, start;
  float lat, lon;
} capital;

static int by_code_and_start(const void *x, const void *y) {
  const capital *a = x, *b = y;
  if (a->code != b->code) return a->code - b->code;
  if (a->start != b->start) return a->start - b->start;
  if (a->lat != b->lat) return a->lat < b->lat ? -1 : 1;
  return (a->lon > b->lon) - (a->lon < b->lon);
}

/* The capital of a year is the last one that came by then; before the first, the first. */
static void place_capitals(capital *list, size_t count, casus_facts *facts) {
  if (count) qsort(list, count, sizeof *list, by_code_and_start);
  for (size_t i = 0; i < count; i++)
    for (int y = CASUS_PAST_FIRST; y <= CASUS_PAST_LAST; y++)
      if (list[i].start <= y || i == 0 || list[i - 1].code != list[i].code) {
        facts->lat[list[i].code][y - CASUS_PAST_FIRST] = list[i].lat;
        facts->lon[list[i].code][y - CASUS_PAST_FIRST] = list[i].lon;
      }
}

static int read_capitals(const char *folder, casus_facts *facts, casus_arena *arena, casus_error *err) {
  static const char *const columns[] = {"ccode", "stdate", "lat", "lng"};
  CASUS_VEC(capital) list = {0};
  reader r;
  int rc = casus_set_open(&r.set, folder, "states/cow_capitals.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&r.set, r.field)) == CASUS_OK) {
    rc = casus_set_whole(&r.set, r.field[0], 1, CASUS_PAST_CODES - 1, &r.code);
    capital *slot = rc == CASUS_OK ? casus_vec_push(&list, arena) : NULL;
    if (rc == CASUS_OK && !slot) rc = casus_fail_memory(err);
    if (rc == CASUS_OK)
      *slot = (capital){r.code, read_year_of(r.field[1]), (float)casus_set_number(r.field[2]),
                        (float)casus_set_number(r.field[3])};
  }
  place_capitals(list.items, list.count, facts);
  return end_of(&r, rc);
}

enum { PARTS = 4 };
typedef double parts_table[CASUS_PAST_CODES][CASUS_PAST_SPAN][PARTS];

static int read_capabilities(const char *folder, parts_table *parts, casus_error *err) {
  static const char *const columns[] = {"ccode", "year", "milex", "milper", "tpop"};
  reader r;
  int rc = casus_set_open(&r.set, folder, "states/cow_nmc_capabilities.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = next_state_year(&r)) == CASUS_OK)
    for (int i = 0; i < 3; i++) (*parts)[r.code][r.year - CASUS_PAST_FIRST][i] = casus_set_number(r.field[2 + i]);
  return end_of(&r, rc);
}

static int read_output(const char *folder, parts_table *parts, casus_facts *facts, casus_error *err) {
  static const char *const columns[] = {"ccode", "year", "mrgdppc", "pwtpop"};
  reader r;
  int rc = casus_set_open(&r.set, folder, "states/cow_gdp_pop.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = next_state_year(&r)) == CASUS_OK) {
    int y = r.year - CASUS_PAST_FIRST;
    double gdp = casus_set_number(r.field[2]) * casus_set_number(r.field[3]);
    facts->gdp[r.code][y] = (float)gdp;
    const double *known = (*parts)[r.code][y]; /* only states whose capabilities are told are compared */
    if (!isnan(known[0]) || !isnan(known[1]) || !isnan(known[2])) (*parts)[r.code][y][3] = gdp;
  }
  return end_of(&r, rc);
}

/* Mean of the shares that are observed. */
static void find_sizes(const parts_table *parts, casus_facts *facts) {
  for (int y = 0; y < CASUS_PAST_SPAN; y++) {
    double total[PARTS] = {0};
    for (int c = 0; c < CASUS_PAST_CODES; c++)
      for (int i = 0; i < PARTS; i++)
        if ((*parts)[c][y][i] >= 0) total[i] += (*parts)[c][y][i];
    for (int c = 0; c < CASUS_PAST_CODES; c++) {
      double sum = 0;
      int seen = 0;
      for (int i = 0; i < PARTS; i++)
        if ((*parts)[c][y][i] >= 0 && total[i] > 0) sum += (*parts)[c][y][i] / total[i], seen++;
      facts->size[c][y] = seen && sum > 0 ? sum / seen : NAN;
    }
  }
}

static int read_sizes(const char *folder, casus_facts *facts, casus_error *err) {
  parts_table *parts = malloc(sizeof *parts);
  if (!parts) return casus_fail_memory(err);
  for (int c = 0; c < CASUS_PAST_CODES; c++)
    for (int y = 0; y < CASUS_PAST_SPAN; y++)
      for (int i = 0; i < PARTS; i++) (*parts)[c][y][i] = NAN;
  int rc = read_capabilities(folder, parts, err);
  if (rc == CASUS_OK) rc = read_output(folder, parts, facts, err);
  if (rc == CASUS_OK) find_sizes(parts, facts);
  free(parts);
  return rc;
}

/* Five steps of V-Dem's polyarchy, cut so that each holds about the share of states that it holds in the regime column
 * of data/world/power.tsv. */
static int read_regimes(const char *folder, casus_facts *facts, casus_error *err) {
  static const char *const columns[] = {"ccode", "year", "v2x_polyarchy"};
  static const double cuts[] = {0.22, 0.37, 0.47, 0.69};
  reader r;
  int rc = casus_set_open(&r.set, folder, "democ/cow_democracy.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = next_state_year(&r)) == CASUS_OK) {
    double polyarchy = casus_set_number(r.field[2]);
    if (isnan(polyarchy)) continue;
    int step = 0;
    for (size_t i = 0; i < CASUS_COUNT(cuts); i++) step += polyarchy >= cuts[i];
    facts->regime[r.code][r.year - CASUS_PAST_FIRST] = (float)(step * 0.25);
  }
  return end_of(&r, rc);
}

static int read_majors(const char *folder, casus_facts *facts, casus_error *err) {
  static const char *const columns[] = {"ccode", "styear", "endyear"};
  reader r;
  int start = 0, end = 0;
  int rc = casus_set_open(&r.set, folder, "states/cow_major_powers.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&r.set, r.field)) == CASUS_OK) {
    rc = casus_set_whole(&r.set, r.field[0], 1, CASUS_PAST_CODES - 1, &r.code);
    if (rc == CASUS_OK) rc = casus_set_whole(&r.set, r.field[1], 1500, 3000, &start);
    if (rc == CASUS_OK) rc = casus_set_whole(&r.set, r.field[2], 1500, 3000, &end);
    if (rc == CASUS_OK && end >= 2016) end = CASUS_PAST_LAST; /* the list ends there */
    for (int y = CASUS_PAST_FIRST; rc == CASUS_OK && y <= CASUS_PAST_LAST; y++)
      if (start <= y && y <= end) facts->major[r.code][y - CASUS_PAST_FIRST] = true;
  }
  return end_of(&r, rc);
}

static int read_system(const char *folder, casus_facts *facts, casus_error *err) {
  static const char *const columns[] = {"ccode", "start"};
  reader r;
  int rc = casus_set_open(&r.set, folder, "states/cow_system.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&r.set, r.field)) == CASUS_OK) {
    rc = casus_set_whole(&r.set, r.field[0], 1, CASUS_PAST_CODES - 1, &r.code);
    if (rc == CASUS_OK) rc = casus_set_whole(&r.set, casus_str_sub(r.field[1], 0, 4), 1500, 3000, &r.year);
    if (rc == CASUS_OK && (!facts->entered[r.code] || r.year < facts->entered[r.code]))
      facts->entered[r.code] = (int16_t)r.year;
  }
  return end_of(&r, rc);
}

int casus_facts_read(const char *folder, casus_facts *facts, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  for (int c = 0; c < CASUS_PAST_CODES; c++)
    for (int y = 0; y < CASUS_PAST_SPAN; y++)
      facts->lat[c][y] = facts->lon[c][y] = facts->gdp[c][y] = facts->regime[c][y] = NAN;
  int rc = arena ? read_capitals(folder, facts, arena, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = read_sizes(folder, facts, err);
  if (rc == CASUS_OK) rc = read_regimes(folder, facts, err);
  if (rc == CASUS_OK) rc = read_majors(folder, facts, err);
  if (rc == CASUS_OK) rc = read_system(folder, facts, err);
  casus_arena_free(arena);
  return rc;
}
