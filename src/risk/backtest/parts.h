/* The parts of a back-test, each a table: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_PARTS_H
#define CASUS_RISK_BACKTEST_PARTS_H

#include "risk/backtest/rolling.h"
#include "risk/backtest/score.h"
#include "risk/backtest/severity.h"

/* Forecasts of every pair-year that several parts share: p[i] of row i. */
typedef enum casus_forecast {
  CASUS_FORECAST_OURS,
  CASUS_FORECAST_OPENED,
  CASUS_FORECAST_BASE,
  CASUS_FORECAST_PERSISTENCE,
  CASUS_FORECAST_STANDARD,
  CASUS_FORECAST_HISTORY,
  CASUS_FORECAST_FORMULA,
  CASUS_FORECAST_FATAL_BASE,
  CASUS_FORECAST_FATAL_HISTORY,
  CASUS_FORECAST_FATAL_FORMULA,
  CASUS_FORECAST_COUNT
} casus_forecast;

typedef struct casus_parts {
  const char *folder;
  const casus_past *past;
  double *p[CASUS_FORECAST_COUNT];
  casus_arena *arena;
  casus_error *err;
} casus_parts;

/* A table under way: rows are added, then compared with the one that is ours. */
enum { CASUS_TABLE_ROWS = 12 };
typedef struct casus_tabling {
  casus_parts *parts;
  casus_backtest_table table;
  casus_outcomes trial; /* what the rows have in common: everything but p */
  casus_scorer scorers[CASUS_TABLE_ROWS];
  casus_backtest_row rows[CASUS_TABLE_ROWS];
  size_t count, ours;
} casus_tabling;

/* tables.c */
int casus_tabling_add(casus_tabling *t, const char *name, const double *p, bool ours);
/* Figures of docs/risk.md beside it. */
void casus_tabling_document(casus_tabling *t, const char *name, casus_measures measures);
/* Scores the gains over the rows that are not ours; bands of the own row's p when asked for. */
int casus_tabling_end(casus_tabling *t, const double *bands_of, casus_backtest_table *table);

/* The parts, each a table. CASUS_END: the folder has no set for it. */
int casus_part_disputes(casus_parts *parts, casus_backtest_table *table);
int casus_part_opened(casus_parts *parts, casus_backtest_table *table);
int casus_part_fatal(casus_parts *parts, casus_backtest_table *table);
int casus_part_states(casus_parts *parts, casus_backtest_table *table);
int casus_part_joining(casus_parts *parts, casus_backtest_table *table);
int casus_part_news(casus_parts *parts, casus_backtest_table *table);

#endif
