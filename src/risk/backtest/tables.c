#include "risk/backtest/parts.h"

#include <math.h>

int casus_tabling_add(casus_tabling *t, const char *name, const double *p, bool ours) {
  if (t->count == CASUS_TABLE_ROWS) return casus_fail(t->parts->err, CASUS_E_LIMIT, 0, "too many rows in a table");
  casus_outcomes trial = t->trial;
  trial.p = p;
  int rc = casus_scorer_make(&trial, t->parts->arena, &t->scorers[t->count], t->parts->err);
  if (rc != CASUS_OK) return rc;
  if (ours) t->ours = t->count;
  t->rows[t->count++] = (casus_backtest_row){.name = casus_str_from_c(name), .ours = ours};
  return CASUS_OK;
}

void casus_tabling_document(casus_tabling *t, const char *name, casus_measures measures) {
  if (t->count == CASUS_TABLE_ROWS) return;
  const casus_measures none = {NAN, NAN, NAN, NAN, NAN};
  t->rows[t->count++] = (casus_backtest_row){.name = casus_str_from_c(name),
                                             .document = true,
                                             .measures = measures,
                                             .low = none,
                                             .high = none,
                                             .gain = none,
                                             .gain_low = none,
                                             .gain_high = none};
}

static const double edges[] = {0, .001, .005, .02, .05, .1, .2, .4, 1.01};

static int add_bands(casus_tabling *t, const double *p) {
  size_t most = CASUS_COUNT(edges) - 1;
  casus_backtest_band *bands = casus_arena_array(t->parts->arena, most, sizeof *bands);
  if (!bands) return casus_fail_memory(t->parts->err);
  for (size_t b = 0; b < most; b++) {
    casus_backtest_band band = {.low = edges[b], .high = fmin(edges[b + 1], 1)};
    for (size_t i = 0; i < t->trial.count; i++) {
      if (p[i] < edges[b] || p[i] >= edges[b + 1]) continue;
      band.rows++;
      band.said += p[i];
      band.seen += t->trial.y[i];
    }
    if (!band.rows) continue;
    band.said /= (double)band.rows;
    band.seen /= (double)band.rows;
    bands[t->table.band_count++] = band;
  }
  t->table.bands = bands;
  return CASUS_OK;
}

int casus_tabling_end(casus_tabling *t, const double *bands_of, casus_backtest_table *table) {
  casus_backtest_row *rows = casus_arena_array(t->parts->arena, t->count, sizeof *rows);
  if (!rows) return casus_fail_memory(t->parts->err);
  int rc = CASUS_OK;
  for (size_t i = 0; i < t->count && rc == CASUS_OK; i++)
    if (!t->rows[i].document)
      rc = casus_scorer_row(&t->scorers[i], i == t->ours ? NULL : &t->scorers[t->ours], &t->rows[i], t->parts->err);
  if (rc == CASUS_OK && bands_of) rc = add_bands(t, bands_of);
  if (rc != CASUS_OK) return rc;
  memcpy(rows, t->rows, t->count * sizeof *rows);
  *table = t->table;
  table->rows = rows, table->row_count = t->count;
  return CASUS_OK;
}
