/* The back-test's parts: fits that find what was put in, scores worked out by hand, forecasts that know no future. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "risk/backtest/rolling.h"
#include "risk/backtest/score.h"

/* A sequence that is always the same, in [0, 1). */
static double next(uint64_t *state) {
  *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (double)(*state >> 11) / 9007199254740992.0;
}

/* Rows with two terms whose outcome follows -2 + 1.5 a - b by the link. */
static void make_sample(casus_link link, size_t rows, float *x, uint8_t *y) {
  uint64_t state = 11;
  for (size_t i = 0; i < rows; i++) {
    float a = (float)(2 * next(&state) - 1), b = next(&state) < 0.3;
    x[2 * i] = a, x[2 * i + 1] = b;
    y[i] = next(&state) < casus_link_chance(link, -2 + 1.5 * a - b);
  }
}

static void a_fit_finds_what_was_put_in(void **unused) {
  (void)unused;
  enum { ROWS = 40000 };
  float *x = malloc(ROWS * 2 * sizeof *x);
  uint8_t *y = malloc(ROWS);
  for (int link = 0; link < 2; link++) {
    double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];
    make_sample((casus_link)link, ROWS, x, y);
    casus_sample all = {x, y, 0, ROWS, 2};
    casus_fitter f = casus_fitter_of((casus_link)link, 2);
    assert_int_equal(casus_fitter_fit(&f, &all, NULL), CASUS_OK);
    assert_int_equal(casus_fitter_root(&f, &all, root, NULL), CASUS_OK);
    const double put[] = {-2, 1.5, -1};
    for (int i = 0; i < 3; i++) {
      double variance = 0;
      for (int j = 0; j <= i; j++) variance += root[i][j] * root[i][j];
      assert_true(sqrt(variance) < 0.1);
      assert_true(fabs(f.w[i] - put[i]) < 3.5 * sqrt(variance));
    }
  }
  free(x);
  free(y);
}

/* More and more rows, each fit from the last: the same as one fit of all. */
static void a_fit_goes_on_where_it_ended(void **unused) {
  (void)unused;
  enum { ROWS = 12001 }; /* odd: a lane is left over */
  float *x = malloc(ROWS * 2 * sizeof *x);
  uint8_t *y = malloc(ROWS);
  make_sample(CASUS_LINK_LOGIT, ROWS, x, y);
  casus_fitter stepwise = casus_fitter_of(CASUS_LINK_LOGIT, 2), at_once = stepwise;
  for (size_t to = 4001; to <= ROWS; to += 1000) {
    casus_sample some = {x, y, 0, to, 2};
    assert_int_equal(casus_fitter_fit(&stepwise, &some, NULL), CASUS_OK);
  }
  casus_sample all = {x, y, 0, ROWS, 2};
  assert_int_equal(casus_fitter_fit(&at_once, &all, NULL), CASUS_OK);
  for (int i = 0; i < 3; i++) assert_true(fabs(stepwise.w[i] - at_once.w[i]) < 1e-5);
  free(x);
  free(y);
}

static void nothing_to_fit_is_told(void **unused) {
  (void)unused;
  float x[] = {1, 2, 3};
  uint8_t none[] = {0, 0, 0}, every[] = {1, 1, 1};
  casus_error err = {0};
  casus_sample sample = {x, none, 0, 3, 1};
  casus_fitter f = casus_fitter_of(CASUS_LINK_LOGIT, 1);
  assert_int_equal(casus_fitter_fit(&f, &sample, &err), CASUS_E_INPUT);
  assert_string_equal(err.message, "nothing to fit: of 3 rows 0 came");
  sample.y = every;
  assert_int_equal(casus_fitter_fit(&f, &sample, &err), CASUS_E_INPUT);
  sample.to = 0;
  assert_int_equal(casus_fitter_fit(&f, &sample, &err), CASUS_E_INPUT);
}

static casus_scorer scorer_of(const casus_outcomes *trial, casus_arena *arena) {
  casus_scorer scorer;
  assert_int_equal(casus_scorer_make(trial, arena, &scorer, NULL), CASUS_OK);
  return scorer;
}

/* Five rows: .9 came, .5 came and .5 did not, .2 did not, .1 came.
 * PR-AUC: (1 * 1/1 + 1 * 2/3 + 1 * 3/5) / 3. AUC: of 6 pairs 2 + 1.5 + 0 stand right. */
static void scores_are_those_of_the_hand(void **unused) {
  (void)unused;
  casus_arena *arena = casus_arena_new();
  const double p[] = {.2, .9, .5, .1, .5};
  const uint8_t y[] = {0, 1, 1, 1, 0}, block[] = {0, 0, 0, 1, 1};
  casus_outcomes trial = {p, y, block, 5, 2};
  casus_scorer scorer = scorer_of(&trial, arena);
  casus_measures m = casus_scorer_measure(&scorer, NULL);
  assert_true(fabs(m.pr_auc - (1 + 2.0 / 3 + 3.0 / 5) / 3) < 1e-12);
  assert_true(fabs(m.auc - 3.5 / 6) < 1e-12);
  assert_true(fabs(m.brier - (.04 + .01 + .25 + .81 + .25) / 5) < 1e-12);
  assert_true(fabs(m.log_loss + (log(.8) + log(.9) + log(.5) + log(.1) + log(.5)) / 5) < 1e-12);
  assert_true(m.top == 1);
  casus_arena_free(arena);
}

/* A block counted twice is as if its rows stood there twice. */
static void a_block_drawn_twice_counts_twice(void **unused) {
  (void)unused;
  casus_arena *arena = casus_arena_new();
  const double p[] = {.2, .9, .5, .1, .5, .1, .5};
  const uint8_t y[] = {0, 1, 1, 1, 0, 1, 0}, block[] = {0, 0, 0, 1, 1, 1, 1};
  casus_outcomes once = {p, y, block, 5, 2}, twice = {p, y, block, 7, 2};
  casus_scorer a = scorer_of(&once, arena), b = scorer_of(&twice, arena);
  const double weight[] = {1, 2};
  casus_measures drawn = casus_scorer_measure(&a, weight), written = casus_scorer_measure(&b, NULL);
  assert_true(fabs(drawn.pr_auc - written.pr_auc) < 1e-12 && fabs(drawn.auc - written.auc) < 1e-12);
  assert_true(fabs(drawn.brier - written.brier) < 1e-12 && fabs(drawn.log_loss - written.log_loss) < 1e-12);
  casus_arena_free(arena);
}

/* Two blocks in which the one forecast is ahead by the same: every draw says so; and the draws are always the same. */
static void gains_are_paired(void **unused) {
  (void)unused;
  casus_arena *arena = casus_arena_new();
  const double good[] = {.8, .2, .8, .2}, poor[] = {.5, .5, .5, .5};
  const uint8_t y[] = {1, 0, 1, 0}, block[] = {0, 0, 1, 1};
  casus_outcomes ours = {good, y, block, 4, 2}, other = {poor, y, block, 4, 2};
  casus_scorer a = scorer_of(&ours, arena), b = scorer_of(&other, arena);
  casus_backtest_row row = {0}, again = {0}, own = {0};
  assert_int_equal(casus_scorer_row(&b, &a, &row, NULL), CASUS_OK);
  assert_int_equal(casus_scorer_row(&b, &a, &again, NULL), CASUS_OK);
  assert_int_equal(casus_scorer_row(&a, NULL, &own, NULL), CASUS_OK);
  double gain = log(2) + log(.8);
  assert_true(fabs(row.gain.log_loss - gain) < 1e-12);
  assert_true(fabs(row.gain_low.log_loss - gain) < 1e-12 && fabs(row.gain_high.log_loss - gain) < 1e-12);
  assert_true(fabs(row.gain.brier - (.25 - .04)) < 1e-12);
  assert_true(memcmp(&row.low, &again.low, sizeof row.low) == 0);
  assert_true(isnan(own.gain.brier) && own.rows == 4 && own.came == 2);
  casus_arena_free(arena);
}

enum { STATES = 24, FIRST = 1960, LAST = 2013 };

/* A history of states that quarrel by a known rule, without any file. */
static casus_past make_past(int last) {
  casus_past past = {.facts = calloc(1, sizeof *past.facts), .first = FIRST, .last = last};
  uint64_t state = 5;
  past.rows = calloc((size_t)STATES * STATES * (LAST - FIRST + 1), sizeof *past.rows);
  past.from = calloc(LAST - FIRST + 2, sizeof *past.from);
  for (int year = FIRST; year <= last; year++) {
    for (int a = 1; a < STATES; a++)
      for (int b = a + 1; b <= STATES; b++) {
        casus_pair_year *row = &past.rows[past.count++];
        *row = (casus_pair_year){.year = (int16_t)year, .a = (uint16_t)a, .b = (uint16_t)b, .watched = 4};
        row->terms[CASUS_PRIOR_LAND] = b == a + 1;
        for (int t = 1; t < CASUS_PRIOR_TERM_COUNT; t++) row->terms[t] = (float)next(&state);
        row->history = next(&state) < .1 ? 1 : 0;
        bool came = next(&state) < casus_link_chance(CASUS_LINK_LOGIT, -4 + 2 * row->terms[0] + 2 * row->history);
        row->truth = came ? 3 : 0;
      }
    past.from[year - FIRST + 1] = past.count;
  }
  return past;
}

static void forecasts_know_no_future(void **unused) {
  (void)unused;
  static const casus_rule *const rules[] = {&casus_rule_ours, &casus_rule_ours_opened, &casus_rule_base};
  casus_past whole = make_past(LAST), cut = make_past(1999);
  double *p = calloc(whole.count, sizeof *p), *q = calloc(whole.count, sizeof *q);
  for (size_t r = 0; r < CASUS_COUNT(rules); r++) {
    assert_int_equal(casus_rolling(&whole, rules[r], CASUS_TRUTH_DISPUTE, CASUS_TEST_FIRST, p, NULL), CASUS_OK);
    assert_int_equal(casus_rolling(&cut, rules[r], CASUS_TRUTH_DISPUTE, CASUS_TEST_FIRST, q, NULL), CASUS_OK);
    for (size_t i = 0; i < cut.count; i++) assert_true(p[i] == q[i] && p[i] > 0 && p[i] < 1);
  }
  free(p);
  free(q);
  casus_past_free(&whole);
  casus_past_free(&cut);
}

/* The update knows of the history what the prior does not: it must be ahead of the base rate, and calibrated. */
static void a_known_rule_is_learned(void **unused) {
  (void)unused;
  casus_past past = make_past(LAST);
  double *p = calloc(past.count, sizeof *p), said = 0, seen = 0, quiet = 0, stirred = 0;
  assert_int_equal(casus_rolling(&past, &casus_rule_ours, CASUS_TRUTH_DISPUTE, CASUS_TEST_FIRST, p, NULL), CASUS_OK);
  size_t from = casus_past_from(&past, CASUS_TEST_FIRST), counts[2] = {0};
  for (size_t i = from; i < past.count; i++) {
    said += p[i], seen += casus_came(&past.rows[i], CASUS_TRUTH_DISPUTE);
    *(past.rows[i].history > 0 ? &stirred : &quiet) += p[i];
    counts[past.rows[i].history > 0]++;
  }
  assert_true(fabs(said / seen - 1) < .15);
  assert_true(stirred / (double)counts[1] > 3 * quiet / (double)counts[0]);
  free(p);
  casus_past_free(&past);
}

static void medians_are_in_the_middle(void **unused) {
  (void)unused;
  float odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};
  assert_true(casus_median(odd, 3) == 2 && casus_median(even, 4) == 2.5 && casus_median(odd, 0) == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_fit_finds_what_was_put_in),      cmocka_unit_test(a_fit_goes_on_where_it_ended),
      cmocka_unit_test(nothing_to_fit_is_told),           cmocka_unit_test(scores_are_those_of_the_hand),
      cmocka_unit_test(a_block_drawn_twice_counts_twice), cmocka_unit_test(gains_are_paired),
      cmocka_unit_test(forecasts_know_no_future),         cmocka_unit_test(a_known_rule_is_learned),
      cmocka_unit_test(medians_are_in_the_middle)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
