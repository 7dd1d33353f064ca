/* The order of the work: read, forecast year by year, score. Forecasts and tables are independent of one another and
 * run side by side; each writes its own place, so the result is the same for any number of threads. */
#include "risk/backtest.h"

#include <pthread.h>
#include <stdlib.h>

#include "risk/backtest/numbers.h"
#include "risk/backtest/parts.h"

static const double fading = 0.8; /* a year: docs/risk.md 5.1 */

static const struct {
  const casus_rule *rule;
  casus_truth truth;
} forecasts[CASUS_FORECAST_COUNT] = {[CASUS_FORECAST_OURS] = {&casus_rule_ours, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_OPENED] = {&casus_rule_ours_opened, CASUS_TRUTH_OPENED},
                                     [CASUS_FORECAST_BASE] = {&casus_rule_base, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_PERSISTENCE] = {&casus_rule_persistence, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_STANDARD] = {&casus_rule_standard, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_HISTORY] = {&casus_rule_standard_history, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_FORMULA] = {&casus_rule_formula, CASUS_TRUTH_DISPUTE},
                                     [CASUS_FORECAST_FATAL_BASE] = {&casus_rule_base, CASUS_TRUTH_FATAL},
                                     [CASUS_FORECAST_FATAL_HISTORY] = {&casus_rule_standard_history, CASUS_TRUTH_FATAL},
                                     [CASUS_FORECAST_FATAL_FORMULA] = {&casus_rule_formula, CASUS_TRUTH_FATAL}};

typedef int part_of(casus_parts *parts, casus_backtest_table *table);
static part_of *const parts_of[] = {casus_part_disputes, casus_part_opened,  casus_part_fatal,
                                    casus_part_states,   casus_part_joining, casus_part_news};
enum { PARTS = sizeof parts_of / sizeof *parts_of, JOBS = CASUS_FORECAST_COUNT + PARTS + 1, MOST_THREADS = 16 };

/* One piece of work, with its own error and memory. */
typedef struct job {
  int code;
  casus_error err;
  casus_arena *arena;
} job;

typedef struct run {
  const casus_backtest_options *options;
  casus_past past;
  double *p[CASUS_FORECAST_COUNT];
  casus_backtest_table tables[PARTS];
  casus_buffer model;
  job jobs[JOBS];
  size_t next, end, done, all;
  pthread_mutex_t lock;
} run;

static bool wanted(const run *r, size_t i) {
  bool fit_only = !r->options->test;
  if (i == JOBS - 1) return r->options->fit;
  return !fit_only || i == CASUS_FORECAST_OPENED;
}

static int do_job(run *r, size_t i) {
  job *j = &r->jobs[i];
  casus_parts parts = {.folder = r->options->folder, .past = &r->past, .arena = j->arena, .err = &j->err};
  memcpy(parts.p, r->p, sizeof parts.p);
  if (i < CASUS_FORECAST_COUNT)
    return casus_rolling(&r->past, forecasts[i].rule, forecasts[i].truth, CASUS_TEST_FIRST, r->p[i], &j->err);
  if (i < JOBS - 1) return parts_of[i - CASUS_FORECAST_COUNT](&parts, &r->tables[i - CASUS_FORECAST_COUNT]);
  return casus_numbers_write(r->options->folder, &r->past, r->p[CASUS_FORECAST_OPENED], fading, &r->model, &j->err);
}

static void *work(void *context) {
  run *r = context;
  pthread_mutex_lock(&r->lock);
  while (r->next < r->end) {
    size_t i = r->next++;
    if (!wanted(r, i)) continue;
    pthread_mutex_unlock(&r->lock);
    int code = do_job(r, i);
    pthread_mutex_lock(&r->lock);
    r->jobs[i].code = code;
    r->done++;
    if (r->options->progress) r->options->progress(r->options->context, r->done, r->all);
  }
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

/* Jobs [from, to), side by side; the first failure in their order. */
static int do_all(run *r, size_t from, size_t to, casus_error *err) {
  pthread_t threads[MOST_THREADS];
  unsigned count = 0, most = r->options->jobs < MOST_THREADS ? r->options->jobs : MOST_THREADS;
  r->next = from, r->end = to;
  while (count + 1 < most && pthread_create(&threads[count], NULL, work, r) == 0) count++;
  work(r);
  while (count) pthread_join(threads[--count], NULL);
  for (size_t i = from; i < to; i++)
    if (r->jobs[i].code != CASUS_OK) {
      if (err) *err = r->jobs[i].err;
      return r->jobs[i].code;
    }
  return CASUS_OK;
}

static int prepare(run *r, casus_error *err) {
  for (size_t i = 0; i < JOBS; i++) r->all += wanted(r, i);
  for (size_t i = 0; i < CASUS_FORECAST_COUNT; i++)
    if (wanted(r, i) && !(r->p[i] = calloc(r->past.count, sizeof *r->p[i]))) return casus_fail_memory(err);
  for (size_t i = 0; i < JOBS; i++) {
    if (wanted(r, i) && !(r->jobs[i].arena = casus_arena_new())) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* Rows and bands into the caller's memory; texts are constants. */
static int keep(run *r, casus_arena *arena, casus_backtest *result, casus_error *err) {
  casus_backtest made = {0};
  if (r->options->test) {
    made.tables = casus_arena_array(arena, PARTS, sizeof *made.tables);
    if (!made.tables) return casus_fail_memory(err);
  }
  for (size_t i = 0; made.tables && i < PARTS; i++) {
    casus_backtest_table table = r->tables[i];
    casus_backtest_row *rows = casus_arena_array(arena, table.row_count, sizeof *rows);
    casus_backtest_band *bands = casus_arena_array(arena, table.band_count, sizeof *bands);
    if (!rows || !bands) return casus_fail_memory(err);
    if (table.row_count) memcpy(rows, table.rows, table.row_count * sizeof *rows);
    if (table.band_count) memcpy(bands, table.bands, table.band_count * sizeof *bands);
    table.rows = rows, table.bands = bands;
    made.tables[made.table_count++] = table;
  }
  made.model = casus_arena_copy(arena, casus_buffer_str(&r->model));
  if (!made.model.ptr) return casus_fail_memory(err);
  *result = made;
  return CASUS_OK;
}

static void run_free(run *r) {
  for (size_t i = 0; i < CASUS_FORECAST_COUNT; i++) free(r->p[i]);
  for (size_t i = 0; i < JOBS; i++) casus_arena_free(r->jobs[i].arena);
  casus_buffer_free(&r->model);
  casus_past_free(&r->past);
  pthread_mutex_destroy(&r->lock);
  free(r);
}

int casus_backtest_run(const casus_backtest_options *options, casus_arena *arena, casus_backtest *result,
                       casus_error *err) {
  run *r = calloc(1, sizeof *r);
  if (!r) return casus_fail_memory(err);
  r->options = options;
  pthread_mutex_init(&r->lock, NULL);
  int rc = casus_past_read(options->folder, &r->past, err);
  if (rc == CASUS_OK && (r->past.first >= CASUS_TEST_FIRST - 1 || r->past.last < CASUS_TEST_LAST - 1))
    rc = casus_fail(err, CASUS_E_INPUT, 0,
                    "the sets tell of %d to %d: forecasts of %d to %d want the years from before it to %d",
                    r->past.first, r->past.last, CASUS_TEST_FIRST, CASUS_TEST_LAST, CASUS_TEST_LAST - 1);
  if (rc == CASUS_OK) rc = casus_past_histories(&r->past, fading, err);
  if (rc == CASUS_OK) rc = prepare(r, err);
  if (rc == CASUS_OK) rc = do_all(r, 0, CASUS_FORECAST_COUNT, err);
  if (rc == CASUS_OK) rc = do_all(r, CASUS_FORECAST_COUNT, JOBS, err);
  if (rc == CASUS_OK) rc = keep(r, arena, result, err);
  run_free(r);
  return rc;
}
