/* Pairs of states, year by year: the features of the back-test and what came of them. */
#include "risk/backtest/past.h"

#include <math.h>
#include <stdlib.h>

#include "risk/backtest/set.h"

static const char features[] = "backtest/dyad_features.csv.gz", truths[] = "backtest/dyad_truth.csv.gz";

static int64_t order_of(int year, int a, int b) {
  return ((int64_t)year * CASUS_PAST_CODES + a) * CASUS_PAST_CODES + b;
}
static int64_t order(const casus_pair_year *row) { return order_of(row->year, row->a, row->b); }

static int by_order(const void *x, const void *y) {
  int64_t a = order(x), b = order(y);
  return (a > b) - (a < b);
}

static int take_key(const casus_set *set, const casus_str *field, int *year, int *a, int *b) {
  int rc = casus_set_whole(set, field[0], 1, CASUS_PAST_CODES - 1, a);
  if (rc == CASUS_OK) rc = casus_set_whole(set, field[1], 1, CASUS_PAST_CODES - 1, b);
  if (rc == CASUS_OK) rc = casus_set_whole(set, field[2], CASUS_PAST_FIRST, CASUS_PAST_LAST, year);
  if (rc == CASUS_OK && *a >= *b)
    return casus_fail(set->err, CASUS_E_INPUT, 0, "%s:%zu: ccode1 is not below ccode2", set->name, set->line);
  return rc;
}

static int more_room(casus_past *past, size_t *room, casus_error *err) {
  if (past->count < *room) return CASUS_OK;
  *room = *room ? *room * 2 : 1 << 16;
  casus_pair_year *more = realloc(past->rows, *room * sizeof *more);
  if (!more) return casus_fail_memory(err);
  past->rows = more;
  return CASUS_OK;
}

static int read_features(const char *folder, casus_past *past, casus_error *err) {
  static const char *const columns[] = {"ccode1", "ccode2", "year",
#define NAME(enumerator, name) name,
                                        CASUS_GIVEN(NAME)
#undef NAME
  };
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  size_t room = 0;
  int year = 0, a = 0, b = 0;
  int rc = casus_set_open(&set, folder, features, columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    rc = take_key(&set, field, &year, &a, &b);
    if (rc == CASUS_OK) rc = more_room(past, &room, err);
    if (rc != CASUS_OK) break;
    casus_pair_year *row = &past->rows[past->count++];
    *row = (casus_pair_year){.year = (int16_t)year, .a = (uint16_t)a, .b = (uint16_t)b};
    for (int i = 0; i < CASUS_GIVEN_COUNT; i++) {
      row->given[i] = (float)casus_set_number(field[3 + i]);
      if (!isfinite(row->given[i]))
        rc = casus_fail(err, CASUS_E_INPUT, 0, "%s:%zu: %s is no number", set.name, set.line, columns[3 + i]);
    }
  }
  casus_set_close(&set);
  return rc == CASUS_END ? CASUS_OK : rc;
}

static bool in_order(const casus_past *past) {
  for (size_t i = 1; i < past->count; i++)
    if (order(&past->rows[i - 1]) >= order(&past->rows[i])) return false;
  return true;
}

/* The order of rows decides how sums are rounded: the same whatever it was in the file. */
static int sort_rows(casus_past *past, casus_error *err) {
  if (!past->count) return casus_fail(err, CASUS_E_INPUT, 0, "%s: no rows", features);
  if (!in_order(past)) qsort(past->rows, past->count, sizeof *past->rows, by_order);
  for (size_t i = 1; i < past->count; i++)
    if (order(&past->rows[i - 1]) == order(&past->rows[i]))
      return casus_fail(err, CASUS_E_INPUT, 0, "%s: %d and %d twice in %d", features, past->rows[i].a, past->rows[i].b,
                        past->rows[i].year);
  past->first = past->rows[0].year;
  past->last = past->rows[past->count - 1].year;
  past->from = calloc((size_t)(past->last - past->first) + 2, sizeof *past->from);
  if (!past->from) return casus_fail_memory(err);
  for (size_t i = 0; i < past->count; i++) past->from[past->rows[i].year - past->first + 1] = i + 1;
  for (int y = 1; y <= past->last - past->first + 1; y++)
    if (!past->from[y]) past->from[y] = past->from[y - 1];
  return CASUS_OK;
}

size_t casus_past_from(const casus_past *past, int target) {
  int year = target - 1;
  if (year <= past->first) return 0;
  return year > past->last ? past->count : past->from[year - past->first];
}

const casus_pair_year *casus_past_row(const casus_past *past, int a, int b, int year) {
  if (year < past->first || year > past->last || a == b) return NULL;
  int64_t wanted = a < b ? order_of(year, a, b) : order_of(year, b, a);
  size_t low = past->from[year - past->first], high = past->from[year - past->first + 1];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (order(&past->rows[middle]) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low < past->count && order(&past->rows[low]) == wanted ? &past->rows[low] : NULL;
}

static int read_truth(const char *folder, casus_past *past, casus_error *err) {
  static const char *const columns[] = {"ccode1", "ccode2", "year",
#define NAME(enumerator, name) name,
                                        CASUS_TRUTHS(NAME)
#undef NAME
  };
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  size_t met = 0, next = 0; /* files in the same order need no search */
  int year = 0, a = 0, b = 0;
  int rc = casus_set_open(&set, folder, truths, columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    rc = take_key(&set, field, &year, &a, &b);
    if (rc != CASUS_OK) break;
    bool here = next < past->count && order(&past->rows[next]) == order_of(year, a, b);
    const casus_pair_year *found = here ? &past->rows[next] : casus_past_row(past, a, b, year);
    if (!found)
      rc = casus_fail(err, CASUS_E_INPUT, 0, "%s:%zu: no such row in %s", set.name, set.line, features);
    else
      next = (size_t)(found - past->rows);
    for (int i = 0; i < CASUS_TRUTH_COUNT && rc == CASUS_OK; i++) {
      int came = 0;
      rc = casus_set_whole(&set, field[3 + i], 0, 1, &came);
      past->rows[next].truth |= (uint8_t)(came << i);
    }
    met++, next++;
  }
  casus_set_close(&set);
  if (rc == CASUS_END && met != past->count)
    return casus_fail(err, CASUS_E_INPUT, 0, "%s: %zu rows, %s has %zu", truths, met, features, past->count);
  return rc == CASUS_END ? CASUS_OK : rc;
}

static double radians(double degrees) { return degrees * 3.141592653589793 / 180; }

static double kilometres(const casus_facts *f, int a, int b, int y) {
  double north = radians(f->lat[b][y] - f->lat[a][y]), east = radians(f->lon[b][y] - f->lon[a][y]);
  double h = pow(sin(north / 2), 2) + cos(radians(f->lat[a][y])) * cos(radians(f->lat[b][y])) * pow(sin(east / 2), 2);
  return 2 * 6371.0 * asin(sqrt(fmin(h, 1)));
}

static double or_else(double value, double otherwise) { return isnan(value) ? otherwise : value; }

static void find_terms(const casus_facts *f, casus_pair_year *row) {
  const double unknown_km = 5000, least_km = 50, unknown_size = 1e-6, unknown_regime = 0.5, democracy = 0.75;
  int y = row->year - CASUS_PAST_FIRST, near = (int)row->given[CASUS_GIVEN_CONTIGUITY];
  double s = or_else(f->size[row->a][y], unknown_size), t = or_else(f->size[row->b][y], unknown_size);
  double r = or_else(f->regime[row->a][y], unknown_regime), q = or_else(f->regime[row->b][y], unknown_regime);
  double km = or_else(kilometres(f, row->a, row->b, y), unknown_km);
  float *x = row->terms;
  x[CASUS_PRIOR_LAND] = near == 1;
  x[CASUS_PRIOR_SEA_150] = near >= 2 && near <= 4;
  x[CASUS_PRIOR_SEA_400] = near == 5;
  x[CASUS_PRIOR_DISTANCE] = (float)log(fmax(km, least_km));
  x[CASUS_PRIOR_ONE_MAJOR] = row->given[CASUS_GIVEN_MAJORS] == 1;
  x[CASUS_PRIOR_TWO_MAJORS] = row->given[CASUS_GIVEN_MAJORS] == 2;
  x[CASUS_PRIOR_SIZE_RATIO] = (float)log(fmax(s, t) / fmin(s, t));
  x[CASUS_PRIOR_SIZE_LARGER] = (float)log(fmax(s, t));
  x[CASUS_PRIOR_DEFENCE_PACT] = row->given[CASUS_GIVEN_DEFENCE];
  x[CASUS_PRIOR_JOINT_DEMOCRACY] = r >= democracy && q >= democracy;
  x[CASUS_PRIOR_WEAKER_DEMOCRACY] = (float)fmin(r, q);
}

int casus_past_read(const char *folder, casus_past *past, casus_error *err) {
  *past = (casus_past){.facts = calloc(1, sizeof *past->facts)};
  int rc = past->facts ? casus_facts_read(folder, past->facts, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = casus_disputes_read(folder, past, err);
  if (rc == CASUS_OK) rc = read_features(folder, past, err);
  if (rc == CASUS_OK) rc = sort_rows(past, err);
  if (rc == CASUS_OK) rc = read_truth(folder, past, err);
  for (size_t i = 0; rc == CASUS_OK && i < past->count; i++) find_terms(past->facts, &past->rows[i]);
  return rc;
}

void casus_past_free(casus_past *past) {
  free(past->facts);
  free(past->rows);
  free(past->from);
  free(past->disputes);
  free(past->dispute_start);
  *past = (casus_past){0};
}
