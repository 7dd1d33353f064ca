#include "risk/backtest/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "risk/backtest/severity.h"

static const char command[] = "measured: casus backtest --fit";
static const double z90 = 1.645; /* 5 % and 95 % of the normal */

static void put_number(casus_buffer *out, const char *table, const char *name, double value, const char *source) {
  casus_buffer_printf(out, "%s\t%s\t\t%.8g\t\t\t%s\n", table, name, value, source);
}

void casus_numbers_fit(casus_buffer *out, const char *table, const char *const *names, const double *reference,
                       const casus_fitter *fitter, double root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH]) {
  for (size_t i = 0; i < fitter->width; i++) {
    double variance = 0, w = fitter->w[i];
    for (size_t j = 0; j <= i; j++) variance += root[i][j] * root[i][j];
    casus_buffer_printf(out, "%s\t%s\t%.8g\t%.8g\t%.8g\t%.8g\t%s\n", table, names[i], i ? reference[i - 1] : 0, w,
                        w - z90 * sqrt(variance), w + z90 * sqrt(variance), command);
  }
  for (size_t i = 0; i < fitter->width; i++)
    for (size_t j = 0; j <= i; j++)
      casus_buffer_printf(out, "%s.root\t%s %s\t\t%.8g\t\t\t%s\n", table, names[i], names[j], root[i][j], command);
}

void casus_numbers_share(casus_buffer *out, const char *table, const char *name, size_t part, size_t whole,
                         const char *counted) {
  double n = (double)whole, share = whole ? (double)part / n : 0, zz = z90 * z90;
  double middle = (share + zz / (2 * n)) / (1 + zz / n);
  double half = z90 / (1 + zz / n) * sqrt(share * (1 - share) / n + zz / (4 * n * n));
  casus_buffer_printf(out, "%s\t%s\t\t%.8g\t%.8g\t%.8g\t%s: %zu of %zu %s\n", table, name, share, middle - half,
                      middle + half, command, part, whole, counted);
}

/* Standard deviation of ln(true rate / expected) of a unit over twelve years, beyond what counting explains. */
typedef struct misfit {
  double *expected, *seen; /* [units][periods] */
  size_t periods;
} misfit;

enum { SPAN = 12, PERIODS = (CASUS_TEST_LAST - CASUS_TEST_FIRST) / SPAN + 1 };

static double misfit_of(const misfit *m, size_t units) {
  double extra = 0, total = 0;
  for (size_t i = 0; i < units * PERIODS; i++) {
    extra += (m->seen[i] - m->expected[i]) * (m->seen[i] - m->expected[i]) - m->expected[i];
    total += m->expected[i] * m->expected[i];
  }
  return sqrt(log1p(fmax(total > 0 ? extra / total : 0, 0)));
}

static void add(misfit *m, size_t unit, size_t period, double p, bool came) {
  m->expected[unit * PERIODS + period] += p;
  m->seen[unit * PERIODS + period] += came;
}

static double deviation(const double *values, size_t count) {
  double mean = 0, sum = 0;
  for (size_t i = 0; i < count; i++) mean += values[i] / (double)count;
  for (size_t i = 0; i < count; i++) sum += (values[i] - mean) * (values[i] - mean);
  return count ? sqrt(sum / (double)count) : 0;
}

static int put_spreads(const casus_past *past, const double *p, casus_buffer *out, casus_error *err) {
  static const char source[] =
      "measured: casus backtest --fit: sums over twelve years, 1991-2014, beyond counting noise";
  size_t pairs = (size_t)CASUS_PAST_CODES * CASUS_PAST_CODES;
  double *room = calloc((pairs + CASUS_PAST_CODES) * PERIODS, 2 * sizeof *room);
  double expected[CASUS_TEST_LAST - CASUS_TEST_FIRST + 1] = {0}, seen[CASUS_COUNT(expected)] = {0},
                                                       ratio[CASUS_COUNT(expected)];
  size_t years = 0;
  if (!room) return casus_fail_memory(err);
  misfit of_pairs = {room, room + pairs * PERIODS, PERIODS};
  double *rest = room + 2 * pairs * PERIODS;
  misfit of_states = {rest, rest + (size_t)CASUS_PAST_CODES * PERIODS, PERIODS};
  size_t from = casus_past_from(past, CASUS_TEST_FIRST), to = casus_past_from(past, CASUS_TEST_LAST + 1);
  for (size_t i = from; i < to; i++) {
    const casus_pair_year *row = &past->rows[i];
    size_t year = (size_t)(casus_target(row) - CASUS_TEST_FIRST);
    bool came = casus_came(row, CASUS_TRUTH_OPENED);
    add(&of_pairs, (size_t)row->a * CASUS_PAST_CODES + row->b, year / SPAN, p[i], came);
    add(&of_states, row->a, year / SPAN, p[i], came);
    add(&of_states, row->b, year / SPAN, p[i], came);
    expected[year] += p[i], seen[year] += came;
  }
  for (size_t y = 0; y < CASUS_COUNT(expected); y++)
    if (seen[y] > 0 && expected[y] > 0) ratio[years++] = log(seen[y] / expected[y]);
  put_number(out, "scale", "pair_sd", misfit_of(&of_pairs, pairs), source);
  put_number(out, "scale", "state_sd", misfit_of(&of_states, CASUS_PAST_CODES), source);
  put_number(out, "scale", "year_sd", deviation(ratio, years),
             "measured: casus backtest --fit: ln(seen / expected) over 1991-2014");
  free(room);
  return CASUS_OK;
}

static int put_likelihood(const casus_past *past, const double *opened, double delta, double *p, casus_buffer *out,
                          casus_error *err) {
  static const char *const names[] = {"base",
#define NAME(enumerator, name, kind, words) name,
                                      CASUS_PRIOR_TERMS(NAME)
#undef NAME
  };
  static const char *const scale_names[] = {"a", "b", "c"};
  double middle[CASUS_FIT_WIDTH], none[2] = {0}, prior[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH],
                                  scale[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];
  casus_learned learned;
  int rc = casus_learn_all(past, &casus_rule_ours_opened, CASUS_TRUTH_OPENED, middle, &learned, prior, scale, p, err);
  if (rc != CASUS_OK) return rc;
  casus_numbers_fit(out, "prior", names, middle, &learned.prior, prior);
  casus_numbers_fit(out, "scale", scale_names, none, &learned.scale, scale);
  put_number(out, "update", "delta", delta, "measured: docs/risk.md 5.1; .75 and .85 are no better here");
  put_number(out, "update", "kappa", casus_rule_ours_opened.kappa,
             "measured: 2 beats 4 a little in PR-AUC, Brier score and log loss (docs/decisions/006-risk-model.md)");
  put_number(out, "update", "since", 1990, "the built-in record starts on 1 January 1990");
  return put_spreads(past, opened, out, err);
}

static void put_weights(casus_buffer *out) {
  static const char assumed[] = "assumption: half; measured as of no effect (PR-AUC .2209 against .2215 with 1)",
                    measured[] = "measured: weights other than 1 do not help (docs/decisions/006-risk-model.md)";
  put_number(out, "weight", "level.2", 0.5, assumed);
  put_number(out, "weight", "level.3", 1, measured);
  put_number(out, "weight", "level.4", 1, measured);
  put_number(out, "weight", "level.5", 1, measured);
}

/* Shares of new disputes of pairs that went on to the next step. */
static void put_severity(const casus_past *past, casus_buffer *out) {
  static const char counted[] = "new disputes of pairs 1991-2014";
  size_t all = 0, force = 0, fatal = 0, war = 0;
  for (size_t i = 0; i < past->dispute_count; i++) {
    const casus_dispute_year *d = &past->disputes[i];
    if (!d->onset || d->year < CASUS_TEST_FIRST || d->year > CASUS_TEST_LAST) continue;
    all++;
    force += d->level >= 4;
    fatal += d->level >= 4 && d->fatal;
    war += d->level == 5 && d->fatal;
  }
  casus_numbers_share(out, "severity", "force", force, all, counted);
  casus_numbers_share(out, "severity", "war", war, fatal, counted);
}

/* The step between: deaths once force is used, by the pair's record of them. */
static int put_deaths(const casus_past *past, casus_buffer *out, casus_error *err) {
  static const char *const names[] = {"base", "ln_deaths"};
  double middle, root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];
  casus_fitter fitter;
  int rc = casus_severity_learn(past, &middle, &fitter, root, err);
  if (rc == CASUS_OK) casus_numbers_fit(out, "deaths", names, &middle, &fitter, root);
  return rc;
}

int casus_numbers_write(const char *folder, const casus_past *past, const double *opened, double delta,
                        casus_buffer *out, casus_error *err) {
  double *p = calloc(past->count, sizeof *p);
  if (!p) return casus_fail_memory(err);
  casus_buffer_add_c(
      out, "# The numbers behind the risk map; made by `casus backtest --fit`, explained in docs/decisions on risk. "
           "Associations, not causes.\n"
           "# prior: logit of a new dispute that both open, terms as differences from their reference. scale: p = 1 - "
           "exp(-exp(a) * lambda^b * mu^c).\n"
           "# join: logit of a third state's joining. deaths: logit of deaths once force is used.\n"
           "# *.root: lower triangle of the covariance's Cholesky root, for draws. low, high: 90 % interval.\n"
           "#table\tname\treference\tvalue\tlow\thigh\tsource\n");
  int rc = put_likelihood(past, opened, delta, p, out, err);
  put_weights(out);
  put_severity(past, out);
  if (rc == CASUS_OK) rc = put_deaths(past, out, err);
  if (rc == CASUS_OK) rc = casus_numbers_join(folder, past, p, out, err);
  if (rc == CASUS_OK && out->failed) rc = casus_fail_memory(err);
  free(p);
  return rc;
}
