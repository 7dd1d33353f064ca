/* Who joins a dispute. Trained on disputes up to 1990, tested on those behind, as docs/risk.md 3.6 does; and once
 * refitted every year. */
#include <math.h>
#include <stdlib.h>

#include "risk/backtest/joining.h"
#include "risk/backtest/parts.h"

enum { LAST_TRAINING = 1990, MOST = CASUS_THIRD_TERM_COUNT };

void casus_third_terms(const casus_third *row, float *x) {
  bool bound = row->defence || row->consultation || row->non_aggression;
  x[CASUS_THIRD_DEFENCE] = row->defence;
  x[CASUS_THIRD_CONSULTATION] = row->consultation;
  x[CASUS_THIRD_NON_AGGRESSION] = row->non_aggression;
  x[CASUS_THIRD_PACT_WITH_OPPONENT] = row->pact_with_opponent;
  x[CASUS_THIRD_MAJOR] = row->major;
  x[CASUS_THIRD_OWN_RISK] = row->own_risk;
  x[CASUS_THIRD_OWN_RISK_BOUND] = bound ? row->own_risk - (float)CASUS_BOUND_RISK : 0;
  x[CASUS_THIRD_SANCTIONS_SIDE] = row->sanctions_side;
  x[CASUS_THIRD_SANCTIONS_OPPONENT] = row->sanctions_opponent;
  x[CASUS_THIRD_ARMS_SIDE] = row->arms_side;
  x[CASUS_THIRD_ARMS_OPPONENT] = row->arms_opponent;
  x[CASUS_THIRD_OPPONENT_DEMOCRACY] = row->opponent_democracy;
  x[CASUS_THIRD_TRADE_SIDE] = row->trade_side;
  x[CASUS_THIRD_TRADE_OPPONENT] = row->trade_opponent;
  x[CASUS_THIRD_NEAR_SIDE] = row->near_side;
  x[CASUS_THIRD_NEAR_OPPONENT] = row->near_opponent;
  x[CASUS_THIRD_SIZE] = row->log_size;
}

/* A model: which of the terms it takes. */
typedef struct choice {
  const char *name;
  uint32_t terms; /* bit i: term i */
  bool ours, yearly;
} choice;

#define BIT(term) (1U << CASUS_THIRD_##term)
enum {
  DUTIES = BIT(DEFENCE) | BIT(CONSULTATION) | BIT(NON_AGGRESSION) | BIT(PACT_WITH_OPPONENT),
  PLAIN = DUTIES | BIT(MAJOR) | BIT(NEAR_SIDE) | BIT(NEAR_OPPONENT) | BIT(SIZE),
  QUARREL = DUTIES | BIT(MAJOR) | BIT(OWN_RISK) | BIT(OWN_RISK_BOUND),
  SANCTIONED = QUARREL | BIT(SANCTIONS_SIDE) | BIT(SANCTIONS_OPPONENT),
  ARMED = SANCTIONED | BIT(ARMS_SIDE) | BIT(ARMS_OPPONENT),
  SHIPPED = ARMED | BIT(OPPONENT_DEMOCRACY),
  TRADING = SHIPPED | BIT(TRADE_SIDE) | BIT(TRADE_OPPONENT)
};
static const choice choices[] = {{"base rate", 0, false, false},
                                 {"duties alone", DUTIES, false, false},
                                 {"duties, nearness, power", PLAIN, false, false},
                                 {"duties, power, own quarrels", QUARREL, false, false},
                                 {"and sanctions", SANCTIONED, false, false},
                                 {"and arms", ARMED, false, false},
                                 {"Casus: and the opponent's regime", SHIPPED, true, false},
                                 {"with trade too, not shipped", TRADING, false, false},
                                 {"Casus, refitted every year", SHIPPED, false, true}};

typedef struct bench {
  casus_parts *parts;
  casus_thirds thirds;
  float *x; /* [count][MOST] of the choice at hand, its terms first */
  uint8_t *y, *block;
  size_t tested; /* first row of the test */
} bench;

static size_t pick(bench *b, const choice *c) {
  size_t width = 0;
  for (size_t i = 0; i < b->thirds.count; i++) {
    float all[MOST];
    casus_third_terms(&b->thirds.rows[i], all);
    width = 0;
    for (int k = 0; k < MOST; k++)
      if (c->terms >> k & 1) b->x[i * MOST + width++] = all[k];
  }
  return width;
}

static size_t first_of(const bench *b, int year) {
  size_t i = 0;
  while (i < b->thirds.count && b->thirds.rows[i].year < year) i++;
  return i;
}

static int try_choice(bench *b, const choice *c, casus_tabling *t) {
  size_t count = b->thirds.count - b->tested;
  double *p = casus_arena_array(b->parts->arena, count + 1, sizeof *p);
  if (!p) return casus_fail_memory(b->parts->err);
  casus_fitter fitter = casus_fitter_of(CASUS_LINK_LOGIT, pick(b, c));
  for (int year = LAST_TRAINING + 1; year <= CASUS_TEST_LAST; year++) {
    size_t now = first_of(b, year), end = first_of(b, year + 1);
    casus_sample past = {b->x, b->y, 0, c->yearly ? now : b->tested, MOST};
    int rc = casus_fitter_fit(&fitter, &past, b->parts->err);
    if (rc != CASUS_OK) return rc;
    for (size_t i = now; i < end; i++)
      p[i - b->tested] = casus_link_chance(CASUS_LINK_LOGIT, casus_fitter_eta(&fitter, b->x + i * MOST));
  }
  return casus_tabling_add(t, c->name, p, c->ours);
}

static int open_bench(casus_parts *parts, bench *b) {
  *b = (bench){.parts = parts};
  int rc = casus_thirds_read(parts->folder, parts->past, parts->p[CASUS_FORECAST_OPENED], &b->thirds, parts->err);
  if (rc != CASUS_OK) return rc;
  size_t n = b->thirds.count + 1;
  b->x = malloc(n * MOST * sizeof *b->x);
  b->y = casus_arena_array(parts->arena, n, 1);
  b->block = casus_arena_array(parts->arena, n, 1);
  if (!b->x || !b->y || !b->block) return casus_fail_memory(parts->err);
  b->tested = first_of(b, LAST_TRAINING + 1);
  for (size_t i = 0; i < b->thirds.count; i++) {
    b->y[i] = b->thirds.rows[i].joined;
    b->block[i] = i < b->tested ? 0 : (uint8_t)(b->thirds.rows[i].year - LAST_TRAINING - 1);
  }
  return CASUS_OK;
}

int casus_part_joining(casus_parts *parts, casus_backtest_table *table) {
  bench b;
  int rc = open_bench(parts, &b);
  casus_tabling t = {.parts = parts};
  t.table = (casus_backtest_table){
      .key = CASUS_STR("joining"),
      .title = CASUS_STR("Which third states join a dispute, on whose side"),
      .meaning =
          CASUS_STR("Learned from disputes up to 1990, tested on later ones. A term stays when its gain in log loss is "
                    "sure and Brier no worse; own quarrels are the map's chances with the opponent."),
      .first = LAST_TRAINING + 1,
      .last = CASUS_TEST_LAST};
  t.trial = (casus_outcomes){.y = b.y + b.tested,
                          .block = b.block + b.tested,
                          .count = rc == CASUS_OK ? first_of(&b, CASUS_TEST_LAST + 1) - b.tested : 0,
                          .block_count = CASUS_TEST_LAST - LAST_TRAINING};
  for (size_t i = 0; i < CASUS_COUNT(choices) && rc == CASUS_OK; i++) rc = try_choice(&b, &choices[i], &t);
  casus_tabling_document(&t, "best known, with UN votes", (casus_measures){.0244, .924, NAN, .00458, NAN});
  if (rc == CASUS_OK) rc = casus_tabling_end(&t, NULL, table);
  casus_thirds_free(&b.thirds);
  free(b.x);
  return rc;
}
