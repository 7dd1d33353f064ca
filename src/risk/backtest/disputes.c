/* Disputes, and what of them a pair has behind it on the last day of a year. */
#include <math.h>
#include <stdlib.h>

#include "risk/backtest/past.h"
#include "risk/backtest/set.h"

enum { MOST_NUMBER = 99999 };

static int by_pair_and_year(const void *x, const void *y) {
  const casus_dispute_year *a = x, *b = y;
  if (a->a != b->a) return a->a - b->a;
  if (a->b != b->b) return a->b - b->b;
  if (a->year != b->year) return a->year - b->year;
  return (a->number > b->number) - (a->number < b->number);
}

static int take(const casus_set *set, const casus_str *field, casus_dispute_year *d) {
  int number[13];
  static const int high[13] = {
      MOST_NUMBER, CASUS_PAST_CODES - 1, CASUS_PAST_CODES - 1, 3000, 1, 1, 1, 1, 1, 9, 9, 5, 5};
  for (int i = 0; i < 13; i++) {
    int rc = casus_set_whole(set, field[i], i < 3 ? 1 : i == 3 ? 1500 : i < 9 ? 0 : -9, high[i], &number[i]);
    if (rc != CASUS_OK) return rc;
  }
  bool turned = number[1] > number[2];
  *d = (casus_dispute_year){.a = (uint16_t)number[turned ? 2 : 1],
                            .b = (uint16_t)number[turned ? 1 : 2],
                            .year = (int16_t)number[3],
                            .number = number[0],
                            .onset = number[4],
                            .side_a = {number[turned ? 6 : 5], number[turned ? 5 : 6]},
                            .opened = {number[turned ? 8 : 7], number[turned ? 7 : 8]},
                            .fatal = number[9] > 0 || number[10] > 0,
                            .level = (uint8_t)(fmax(0, fmax(number[11], number[12])))};
  return CASUS_OK;
}

static int read_pairs(const char *folder, casus_past *past, casus_error *err) {
  static const char *const columns[] = {"dispnum", "ccode1", "ccode2",    "year",      "disponset", "sidea1",  "sidea2",
                                        "orig1",   "orig2",  "fatality1", "fatality2", "hostlev1",  "hostlev2"};
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  size_t room = 0;
  int rc = casus_set_open(&set, folder, "disputes/cow_mid5_dyad_dispute_years.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    if (past->dispute_count == room) {
      room = room ? room * 2 : 4096;
      casus_dispute_year *more = realloc(past->disputes, room * sizeof *more);
      if (!more) rc = casus_fail_memory(err);
      if (more) past->disputes = more;
    }
    if (rc == CASUS_OK) rc = take(&set, field, &past->disputes[past->dispute_count]);
    if (rc == CASUS_OK) past->dispute_count++;
  }
  if (past->dispute_count) qsort(past->disputes, past->dispute_count, sizeof *past->disputes, by_pair_and_year);
  casus_set_close(&set);
  return rc == CASUS_END ? CASUS_OK : rc;
}

int casus_disputes_read(const char *folder, casus_past *past, casus_error *err) {
  static const char *const columns[] = {"dispnum", "styear"};
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  int number = 0, year = 0, rc = read_pairs(folder, past, err);
  if (rc != CASUS_OK) return rc;
  past->most = MOST_NUMBER;
  past->dispute_start = calloc(MOST_NUMBER + 1, sizeof *past->dispute_start);
  if (!past->dispute_start) return casus_fail_memory(err);
  rc = casus_set_open(&set, folder, "disputes/cow_mid5_disputes.csv", columns, CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    rc = casus_set_whole(&set, field[0], 1, MOST_NUMBER, &number);
    if (rc == CASUS_OK) rc = casus_set_whole(&set, field[1], 1500, 3000, &year);
    if (rc == CASUS_OK) past->dispute_start[number] = (int16_t)year;
  }
  casus_set_close(&set);
  return rc == CASUS_END ? CASUS_OK : rc;
}

enum { WATCHED_SINCE = 1900 };

/* Years in dispute and years with deaths count once, however many disputes there were; disputes begun count each. */
static void add_history(casus_pair_year *row, const casus_dispute_year *list, size_t count, double delta) {
  double years = 0, deaths = 0, onsets = 0;
  int last_year = 0, last_death = 0;
  for (size_t i = 0; i < count && list[i].year <= row->year; i++) {
    if (list[i].year < WATCHED_SINCE) continue;
    double faded = pow(delta, row->year - list[i].year);
    if (list[i].year != last_year) years += faded;
    if (list[i].fatal && list[i].year != last_death) deaths += faded, last_death = list[i].year;
    if (list[i].onset) onsets += faded;
    last_year = list[i].year;
  }
  row->history = (float)years;
  row->fatal_history = (float)deaths;
  row->onset_history = (float)onsets;
}

int casus_past_histories(casus_past *past, double delta, casus_error *err) {
  size_t(*span)[2] = calloc((size_t)CASUS_PAST_CODES * CASUS_PAST_CODES, sizeof *span); /* a pair's: [from, to) */
  if (!span) return casus_fail_memory(err);
  for (size_t i = 0; i < past->dispute_count; i++) {
    size_t *of = span[past->disputes[i].a * CASUS_PAST_CODES + past->disputes[i].b];
    if (!of[1]) of[0] = i;
    of[1] = i + 1;
  }
  for (size_t i = 0; i < past->count; i++) {
    casus_pair_year *row = &past->rows[i];
    const size_t *of = span[row->a * CASUS_PAST_CODES + row->b];
    add_history(row, past->disputes + of[0], of[1] - of[0], delta);
    int entered = past->facts->entered[row->a], other = past->facts->entered[row->b];
    if (other > entered) entered = other;
    if (entered < WATCHED_SINCE) entered = WATCHED_SINCE;
    int years = row->year - entered + 1;
    row->watched = (float)((1 - pow(delta, years > 0 ? years : 0)) / (1 - delta));
  }
  free(span);
  return CASUS_OK;
}
