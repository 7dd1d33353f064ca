/* Joining, fitted on all third states 1951-2014, and the raw shares that the sentences print. */
#include <stdlib.h>

#include "risk/backtest/joining.h"
#include "risk/backtest/numbers.h"

enum { WIDTH = CASUS_JOIN_TERM_COUNT }; /* the terms that ship are the first of those that were tried */

static const char *const names[] = {"base",
#define NAME(enumerator, name) name,
                                    CASUS_JOIN_TERMS(NAME)
#undef NAME
};

static int put_fit(const casus_thirds *thirds, casus_buffer *out, casus_error *err) {
  size_t n = thirds->count;
  float *x = calloc(n + 1, WIDTH * sizeof *x), *column = calloc(n + 1, sizeof *column);
  uint8_t *y = calloc(n + 1, 1);
  double middle[WIDTH], root[CASUS_FIT_WIDTH][CASUS_FIT_WIDTH];
  casus_fitter fitter = casus_fitter_of(CASUS_LINK_LOGIT, WIDTH);
  int rc = x && column && y ? CASUS_OK : casus_fail_memory(err);
  for (size_t k = 0; rc == CASUS_OK && k < WIDTH; k++) {
    for (size_t i = 0; i < n; i++) {
      float all[CASUS_THIRD_TERM_COUNT];
      casus_third_terms(&thirds->rows[i], all);
      column[i] = x[i * WIDTH + k] = all[k];
      y[i] = thirds->rows[i].joined;
    }
    middle[k] = casus_median(column, n);
    for (size_t i = 0; i < n; i++) x[i * WIDTH + k] -= (float)middle[k];
  }
  casus_sample sample = {x, y, 0, n, WIDTH};
  if (rc == CASUS_OK) rc = casus_fitter_fit(&fitter, &sample, err);
  if (rc == CASUS_OK) rc = casus_fitter_root(&fitter, &sample, root, err);
  if (rc == CASUS_OK) casus_numbers_fit(out, "join", names, middle, &fitter, root);
  free(x);
  free(column);
  free(y);
  return rc;
}

typedef enum rate_class { NONE, NON_AGGRESSION, CONSULTATION, DEFENCE, MAJOR_NONE, MAJOR_DEFENCE, CLASSES } rate_class;

static bool belongs(const casus_third *row, rate_class which) {
  switch (which) {
  case NONE:
    return !row->defence && !row->consultation && !row->non_aggression;
  case NON_AGGRESSION:
    return row->non_aggression;
  case CONSULTATION:
    return row->consultation;
  case DEFENCE:
    return row->defence;
  case MAJOR_NONE:
    return row->major && !row->defence;
  case MAJOR_DEFENCE:
    return row->major && row->defence;
  case CLASSES:
    break;
  }
  return false;
}

static void put_rates(const casus_thirds *thirds, casus_buffer *out) {
  static const char *const classes[CLASSES] = {"none",    "non-aggression", "consultation",
                                             "defence", "major.none",     "major.defence"};
  for (int c = 0; c < CLASSES; c++) {
    size_t part = 0, whole = 0;
    for (size_t i = 0; i < thirds->count; i++)
      if (belongs(&thirds->rows[i], (rate_class)c)) whole++, part += thirds->rows[i].joined;
    casus_numbers_share(out, "rate", classes[c], part, whole, "third states joined, 1951-2014");
  }
  casus_buffer_add_c(out, "rate\twar.none\t\t0.0065949821\t0.0051809177\t0.0083917414\tdocument: docs/risk.md 3.6, "
                          "wars only\n"
                          "rate\twar.defence\t\t0.089337176\t0.06722396\t0.11780581\tdocument: docs/risk.md 3.6, wars "
                          "only, pact with that side alone\n");
}

int casus_numbers_join(const char *folder, const casus_past *past, const double *p, casus_buffer *out,
                       casus_error *err) {
  casus_thirds thirds;
  int rc = casus_thirds_read(folder, past, p, &thirds, err);
  if (rc == CASUS_OK) rc = put_fit(&thirds, out, err);
  if (rc == CASUS_OK) put_rates(&thirds, out);
  casus_thirds_free(&thirds);
  return rc;
}
