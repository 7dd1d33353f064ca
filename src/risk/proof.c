/* What data/risk/backtest.tsv says of forecasts like the map's. */
#include <math.h>
#include <string.h>

#include "risk/inner.h"

enum { COLUMNS = 13, NAME = 2, FIRST = 4, LAST = 5, TOP = 12, BAND_LOW = 2, SAID = 5, SEEN = 6 };

static double number(casus_str field) {
  double value;
  return casus_parse_double(field, &value) ? value : NAN;
}

/* The band that stands for the whole: chances of one in ten and more. */
static const double shown_band = 0.1;

/* The shipped model learns from disputes that both opened, and its bands are of those; beside the usual model it stands
 * where all disputes count. */
static void take(const casus_str *f, casus_risk_proof *proof) {
  bool band = casus_str_eq(f[0], CASUS_STR("band")), opened = casus_str_eq(f[1], CASUS_STR("opened"));
  if (band && opened && number(f[BAND_LOW]) == shown_band) {
    proof->said = number(f[SAID]), proof->seen = number(f[SEEN]);
  } else if (!band && casus_str_eq(f[NAME], CASUS_STR("Casus, of those both opened"))) {
    proof->first = (int)number(f[FIRST]), proof->last = (int)number(f[LAST]), proof->top = number(f[TOP]);
  } else if (!band && casus_str_eq(f[1], CASUS_STR("disputes")) &&
             casus_str_eq(f[NAME], CASUS_STR("standard dyadic logit"))) {
    proof->top_standard = number(f[TOP]);
  }
}

int casus_risk_proof_read(const char *folder, casus_arena *arena, casus_risk_proof *proof, casus_error *err) {
  casus_str bytes, f[COLUMNS];
  int rc = casus_data_get(folder, "risk/backtest.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_risk_proof read = {.top = NAN, .top_standard = NAN, .said = NAN, .seen = NAN};
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, f, COLUMNS)) take(f, &read);
  if (!read.first || !isfinite(read.top + read.top_standard + read.said + read.seen))
    return casus_fail(err, CASUS_E_DATA, 0, "risk/backtest.tsv: a figure of the disputes is missing");
  *proof = read;
  return CASUS_OK;
}
