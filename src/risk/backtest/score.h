/* How good forecasts were: private to the back-test. */
#ifndef CASUS_RISK_BACKTEST_SCORE_H
#define CASUS_RISK_BACKTEST_SCORE_H

#include "base/base.h"
#include "risk/backtest.h"

/* Forecasts of what came or not, in blocks (years). */
typedef struct casus_outcomes {
  const double *p;
  const uint8_t *y;
  const uint8_t *block; /* of each row, below block_count */
  size_t count;
  unsigned block_count;
} casus_outcomes;

/* What the measures are made of, block by block, so that blocks can be drawn with replacement. Belongs to `arena`. */
typedef struct casus_scorer {
  unsigned blocks;
  double *rows, *came, *loss, *brier, *top; /* [blocks] sums; top: came among the block's hundred highest */
  /* Groups of equal p with something that came, highest first. */
  size_t groups;
  uint32_t *above, *upto, *hits; /* [groups][blocks] rows that did not come above the group and down to its end; came */
} casus_scorer;

enum { CASUS_TOP = 100, CASUS_DRAWS = 1000, CASUS_MOST_BLOCKS = 64 };

int casus_scorer_make(const casus_outcomes *trial, casus_arena *arena, casus_scorer *scorer, casus_error *err);
/* The measures with block i counted weight[i] times; NULL: once each. NaN where nothing came. */
casus_measures casus_scorer_measure(const casus_scorer *scorer, const double *weight);
/* Fills row->measures, low, high, and row->gain of `ours` over it: 90 % of draws of whole blocks, the same draws for
 * every call, so that two forecasts are compared on the same years. */
int casus_scorer_row(const casus_scorer *scorer, const casus_scorer *ours, casus_backtest_row *row, casus_error *err);

#endif
