/* Does news help? The counts of events that ICEWS coded from it in a year, beside what is known without them. */
#include <math.h>
#include <stdlib.h>

#include "risk/backtest/parts.h"
#include "risk/backtest/set.h"

enum { QUADS = 4, FIRST_NEWS = 2002, FIRST_TEST = 2006, WIDTH = 1 + QUADS };

typedef struct counts {
  int64_t key;
  float quad[QUADS];
} counts;

static int64_t key_of(int a, int b, int year) {
  int low = a < b ? a : b, high = a < b ? b : a;
  return ((int64_t)year * CASUS_PAST_CODES + low) * CASUS_PAST_CODES + high;
}

static int by_key(const void *x, const void *y) {
  const counts *a = x, *b = y;
  return (a->key > b->key) - (a->key < b->key);
}

typedef struct news {
  casus_parts *parts;
  CASUS_VEC(counts) list; /* both directions together, sorted */
  bool covered[CASUS_PAST_CODES];
  float *x; /* [count][WIDTH] the forecast without news on its own scale, then ln(1 + events) */
  uint8_t *y, *block;
  double *known; /* the forecast without news */
  size_t count, from[CASUS_TEST_LAST + 2 - FIRST_NEWS];
} news;

static int read_counts(news *n) {
  static const char *const columns[] = {"source_cow", "target_cow", "year",    "verbCoop",
                                        "matlCoop",   "verbConf",   "matlConf"};
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  int rc = casus_set_open(&set, n->parts->folder, "events/icews_directed_dyad_year_quad_2002_2014.csv", columns,
                          CASUS_COUNT(columns), n->parts->err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    int a = 0, b = 0, year = 0;
    rc = casus_set_whole(&set, field[0], 1, CASUS_PAST_CODES - 1, &a);
    if (rc == CASUS_OK) rc = casus_set_whole(&set, field[1], 1, CASUS_PAST_CODES - 1, &b);
    if (rc == CASUS_OK) rc = casus_set_whole(&set, field[2], 1500, 3000, &year);
    counts *slot = rc == CASUS_OK ? casus_vec_push(&n->list, n->parts->arena) : NULL;
    if (rc == CASUS_OK && !slot) rc = casus_fail_memory(n->parts->err);
    if (rc != CASUS_OK) break;
    slot->key = key_of(a, b, year);
    n->covered[a] = n->covered[b] = true;
    for (int q = 0; q < QUADS; q++) slot->quad[q] = (float)fmax(0, casus_set_number(field[3 + q]));
  }
  casus_set_close(&set);
  if (n->list.count) qsort(n->list.items, n->list.count, sizeof(counts), by_key);
  return rc == CASUS_END ? CASUS_OK : rc;
}

static void add_counts(const news *n, const casus_pair_year *row, float *quads) {
  int64_t key = key_of(row->a, row->b, row->year);
  size_t at = CASUS_FIRST_FROM(n->list.items, n->list.count, key, key);
  for (; at < n->list.count && n->list.items[at].key == key; at++)
    for (int q = 0; q < QUADS; q++) quads[q] += n->list.items[at].quad[q];
  for (int q = 0; q < QUADS; q++) quads[q] = log1pf(quads[q]);
}

/* Pairs of states that the news set covers, in the years of it. */
static int gather(news *n) {
  const casus_past *past = n->parts->past;
  size_t first = casus_past_from(past, FIRST_NEWS + 1), room = past->count - first + 1;
  casus_arena *a = n->parts->arena;
  n->x = casus_arena_array(a, room, WIDTH * sizeof *n->x);
  n->y = casus_arena_array(a, room, 1);
  n->block = casus_arena_array(a, room, 1);
  n->known = casus_arena_array(a, room, sizeof *n->known);
  if (!n->x || !n->y || !n->block || !n->known) return casus_fail_memory(n->parts->err);
  int year = FIRST_NEWS;
  for (size_t i = first; i < past->count && past->rows[i].year < CASUS_TEST_LAST; i++) {
    const casus_pair_year *row = &past->rows[i];
    for (; year <= row->year; year++) n->from[year - FIRST_NEWS] = n->count;
    if (!n->covered[row->a] || !n->covered[row->b]) continue;
    double p = n->parts->p[CASUS_FORECAST_OURS][i];
    float *x = n->x + n->count * WIDTH;
    x[0] = (float)log(-log1p(-fmin(fmax(p, 1e-9), 0.999)));
    add_counts(n, row, x + 1);
    n->known[n->count] = p;
    n->block[n->count] = row->year + 1 < FIRST_TEST ? 0 : (uint8_t)(row->year + 1 - FIRST_TEST);
    n->y[n->count++] = casus_came(row, CASUS_TRUTH_DISPUTE);
  }
  for (; year <= CASUS_TEST_LAST; year++) n->from[year - FIRST_NEWS] = n->count;
  return CASUS_OK;
}

/* Forecasts of the test years from the years of news before them, by the terms [skip, skip + terms). */
static int roll(news *n, size_t skip, size_t terms, double *p) {
  casus_fitter fitter = casus_fitter_of(CASUS_LINK_CLOGLOG, terms);
  for (int year = FIRST_TEST - 1; year < CASUS_TEST_LAST; year++) {
    casus_sample past = {n->x + skip, n->y, 0, n->from[year - FIRST_NEWS], WIDTH};
    int rc = casus_fitter_fit(&fitter, &past, n->parts->err);
    if (rc != CASUS_OK) return rc;
    for (size_t i = n->from[year - FIRST_NEWS]; i < n->from[year + 1 - FIRST_NEWS]; i++)
      p[i] = casus_link_chance(CASUS_LINK_CLOGLOG, casus_fitter_eta(&fitter, n->x + skip + i * WIDTH));
  }
  return CASUS_OK;
}

static int add(news *n, casus_tabling *t, const char *name, size_t skip, size_t terms, bool ours) {
  double *p = casus_arena_array(n->parts->arena, n->count + 1, sizeof *p);
  int rc = p ? roll(n, skip, terms, p) : casus_fail_memory(n->parts->err);
  return rc == CASUS_OK ? casus_tabling_add(t, name, p + n->from[FIRST_TEST - 1 - FIRST_NEWS], ours) : rc;
}

int casus_part_news(casus_parts *parts, casus_backtest_table *table) {
  news n = {.parts = parts};
  int rc = read_counts(&n);
  if (rc == CASUS_OK) rc = gather(&n);
  if (rc != CASUS_OK) return rc;
  size_t from = n.from[FIRST_TEST - 1 - FIRST_NEWS];
  casus_tabling t = {.parts = parts};
  t.table = (casus_backtest_table){
      .key = CASUS_STR("news"),
      .title = CASUS_STR("Does a year's news help? Counts of events that ICEWS coded, for the pairs that it covers"),
      .meaning =
          CASUS_STR("The gate for news: the same dates and pairs with and without. What is told is the gain of going "
                    "without: where it is below 0, the counts helped."),
      .first = FIRST_TEST,
      .last = CASUS_TEST_LAST};
  t.trial = (casus_outcomes){.y = n.y + from,
                          .block = n.block + from,
                          .count = n.count - from,
                          .block_count = CASUS_TEST_LAST - FIRST_TEST + 1};
  rc = add(&n, &t, "news alone", 1, QUADS, false);
  if (rc == CASUS_OK) rc = add(&n, &t, "Casus with news", 0, WIDTH, false);
  if (rc == CASUS_OK) rc = add(&n, &t, "Casus, calibrated alike", 0, 1, true);
  return rc == CASUS_OK ? casus_tabling_end(&t, NULL, table) : rc;
}
