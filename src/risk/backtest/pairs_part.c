/* Pairs of states: any new dispute, and those that both opened. */
#include <math.h>

#include "risk/backtest/parts.h"

/* Rows of the test years of one outcome. */
static int tabling_of(casus_parts *parts, casus_truth truth, casus_tabling *t) {
  const casus_past *past = parts->past;
  size_t from = casus_past_from(past, CASUS_TEST_FIRST), count = casus_past_from(past, CASUS_TEST_LAST + 1) - from;
  uint8_t *y = casus_arena_array(parts->arena, count + 1, 1), *block = casus_arena_array(parts->arena, count + 1, 1);
  *t = (casus_tabling){.parts = parts};
  if (!y || !block) return casus_fail_memory(parts->err);
  for (size_t i = 0; i < count; i++) {
    y[i] = casus_came(&past->rows[from + i], truth);
    block[i] = (uint8_t)(casus_target(&past->rows[from + i]) - CASUS_TEST_FIRST);
  }
  t->table.first = CASUS_TEST_FIRST, t->table.last = CASUS_TEST_LAST;
  t->trial =
      (casus_outcomes){.y = y, .block = block, .count = count, .block_count = CASUS_TEST_LAST - CASUS_TEST_FIRST + 1};
  return CASUS_OK;
}

static int add(casus_tabling *t, const char *name, casus_forecast which, bool ours) {
  return casus_tabling_add(t, name, t->parts->p[which] + casus_past_from(t->parts->past, CASUS_TEST_FIRST), ours);
}

static const double *tested(const casus_parts *parts, casus_forecast which) {
  return parts->p[which] + casus_past_from(parts->past, CASUS_TEST_FIRST);
}

int casus_part_disputes(casus_parts *parts, casus_backtest_table *table) {
  casus_tabling t;
  int rc = tabling_of(parts, CASUS_TRUTH_DISPUTE, &t);
  t.table.key = CASUS_STR("disputes");
  t.table.title = CASUS_STR("A new militarised dispute of a pair of states within a year, joined ones too");
  t.table.meaning =
      CASUS_STR("Every year is forecast from the years before it alone. PR-AUC: how well the few pairs that "
                "came stand above the many that did not.");
  if (rc == CASUS_OK) rc = add(&t, "base rate", CASUS_FORECAST_BASE, false);
  if (rc == CASUS_OK) rc = add(&t, "persistence", CASUS_FORECAST_PERSISTENCE, false);
  if (rc == CASUS_OK) rc = add(&t, "standard dyadic logit", CASUS_FORECAST_STANDARD, false);
  if (rc == CASUS_OK) rc = add(&t, "standard logit with history", CASUS_FORECAST_HISTORY, false);
  if (rc == CASUS_OK) rc = add(&t, "one-line formula, kappa 4", CASUS_FORECAST_FORMULA, false);
  if (rc == CASUS_OK) rc = add(&t, "Casus, of those both opened", CASUS_FORECAST_OPENED, false);
  if (rc == CASUS_OK) rc = add(&t, "Casus", CASUS_FORECAST_OURS, true);
  if (rc == CASUS_OK)
    casus_tabling_document(&t, "best figures known", (casus_measures){.206, NAN, .00189, .00859, .512});
  return rc == CASUS_OK ? casus_tabling_end(&t, tested(parts, CASUS_FORECAST_OURS), table) : rc;
}

int casus_part_opened(casus_parts *parts, casus_backtest_table *table) {
  casus_tabling t;
  int rc = tabling_of(parts, CASUS_TRUTH_OPENED, &t);
  t.table.key = CASUS_STR("opened");
  t.table.title = CASUS_STR("A new dispute that both opened: what the map shows, those who join being counted apart");
  t.table.meaning = CASUS_STR("The shipped model's own outcome; the bands say whether its chances are true to size.");
  if (rc == CASUS_OK) rc = add(&t, "Casus, of all disputes", CASUS_FORECAST_OURS, false);
  if (rc == CASUS_OK) rc = add(&t, "Casus", CASUS_FORECAST_OPENED, true);
  return rc == CASUS_OK ? casus_tabling_end(&t, tested(parts, CASUS_FORECAST_OPENED), table) : rc;
}

int casus_part_fatal(casus_parts *parts, casus_backtest_table *table) {
  casus_tabling t;
  const casus_past *past = parts->past;
  double *chain[CASUS_SEVERITY_COUNT];
  int rc = tabling_of(parts, CASUS_TRUTH_FATAL, &t);
  t.table.key = CASUS_STR("fatal");
  t.table.title = CASUS_STR("A new dispute of a pair with deaths within a year");
  t.table.meaning =
      CASUS_STR("Ours is a chain: a dispute, then force, then deaths; so no part can exceed the one before.");
  for (int c = 0; c < CASUS_SEVERITY_COUNT && rc == CASUS_OK; c++) {
    chain[c] = casus_arena_array(parts->arena, past->count, sizeof **chain);
    rc = chain[c] ? casus_severity_rolling(past, (casus_severity)c, parts->p[CASUS_FORECAST_OURS], chain[c], parts->err)
                  : casus_fail_memory(parts->err);
  }
  size_t from = casus_past_from(past, CASUS_TEST_FIRST);
  if (rc == CASUS_OK) rc = add(&t, "base rate", CASUS_FORECAST_FATAL_BASE, false);
  if (rc == CASUS_OK) rc = add(&t, "standard logit with history", CASUS_FORECAST_FATAL_HISTORY, false);
  if (rc == CASUS_OK) rc = add(&t, "one-line formula, kappa 4", CASUS_FORECAST_FATAL_FORMULA, false);
  if (rc == CASUS_OK)
    rc = casus_tabling_add(&t, "chain of measured shares", chain[CASUS_SEVERITY_SHARES] + from, false);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "Casus", chain[CASUS_SEVERITY_DEATHS] + from, true);
  if (rc == CASUS_OK) rc = casus_tabling_add(&t, "Casus, with all terms", chain[CASUS_SEVERITY_TERMS] + from, false);
  if (rc == CASUS_OK)
    casus_tabling_document(&t, "best figures known", (casus_measures){.058, NAN, .000438, .00241, NAN});
  return rc == CASUS_OK ? casus_tabling_end(&t, chain[CASUS_SEVERITY_DEATHS] + from, table) : rc;
}
