/* The back-test of the risk model: what forecasts made from the past alone would have been worth. */
#ifndef CASUS_RISK_BACKTEST_H
#define CASUS_RISK_BACKTEST_H

#include "base/base.h"

/* X(field, name, word, sign): sign 1: more is better */
#define CASUS_MEASURES(X)                                                                                              \
  X(pr_auc, "PR-AUC", 1)                                                                                               \
  X(auc, "AUC", 1)                                                                                                     \
  X(brier, "Brier", -1)                                                                                                \
  X(log_loss, "log loss", -1)                                                                                          \
  X(top, "top 100", 1)
typedef struct casus_measures {
#define CASUS_MEASURE_FIELD(field, words, sign) double field;
  CASUS_MEASURES(CASUS_MEASURE_FIELD)
#undef CASUS_MEASURE_FIELD
} casus_measures;

/* One forecast's line of a table. */
typedef struct casus_backtest_row {
  casus_str name; /* for people */
  bool ours;      /* the model that ships, refitted on the past */
  bool document;  /* figures of docs/risk.md, not computed here: NaN where it gives none */
  size_t rows, came;
  casus_measures measures, low, high; /* 90 % by drawing years */
  /* What the table's own model gains over this one; positive: ours is better. NaN: not compared. */
  casus_measures gain, gain_low, gain_high;
} casus_backtest_row;

/* Where chances lay within a band: how many were said, and how many came. */
typedef struct casus_backtest_band {
  double low, high;
  size_t rows;
  double said, seen; /* means */
} casus_backtest_band;

typedef struct casus_backtest_table {
  casus_str key;     /* "disputes", "opened", "fatal", "states", "joining", "news" */
  casus_str title;   /* what is forecast */
  casus_str meaning; /* a line for people: what the figures say */
  int first, last;   /* outcome years */
  casus_backtest_row *rows;
  size_t row_count;
  casus_backtest_band *bands; /* of the own model */
  size_t band_count;
} casus_backtest_table;

typedef struct casus_backtest {
  casus_backtest_table *tables;
  size_t table_count;
  casus_str model; /* the numbers of data/risk/model.tsv, fitted on everything; empty unless asked for */
} casus_backtest;

typedef struct casus_backtest_options {
  const char *folder; /* the sets; see `casus backtest --help` */
  bool test, fit;     /* make the tables; make the numbers */
  unsigned jobs;      /* threads; the result is the same for any number */
  /* Told from any thread when a part of the work is done; may be NULL. */
  void (*progress)(void *context, size_t done, size_t all);
  void *context;
} casus_backtest_options;

/* Belongs to `arena`. CASUS_E_SYSTEM or CASUS_E_INPUT name the file that is missing or damaged, and the line. */
int casus_backtest_run(const casus_backtest_options *options, casus_arena *arena, casus_backtest *result,
                       casus_error *err);

#endif
