#include <math.h>
#include <stdlib.h>

#include "risk/backtest/joining.h"

static const double large_share = 0.1, unknown_size = 1e-6, unknown_regime = 0.5;
enum { FIRST_YEAR = 1951 }; /* features begin the year before */

typedef struct party {
  bool there, side_a, opened;
} party;

typedef struct reader {
  const casus_past *past;
  const double *p;
  casus_arms arms;
  float (*trade)[CASUS_PAST_SPAN]; /* [CASUS_PAST_CODES] all trade of a state in a year */
  bool (*there)[CASUS_PAST_SPAN];  /* [CASUS_PAST_CODES] has it pairs in that year? */
  casus_thirds *thirds;
  size_t room;
  casus_error *err;
} reader;

static double size_of(const casus_past *past, int code, int year) {
  double size = past->facts->size[code][year - CASUS_PAST_FIRST];
  return size > 0 ? size : unknown_size;
}

static void sum_trade(reader *r) {
  for (size_t i = 0; i < r->past->count; i++) {
    const casus_pair_year *row = &r->past->rows[i];
    int y = row->year - CASUS_PAST_FIRST;
    r->trade[row->a][y] += row->given[CASUS_GIVEN_TRADE];
    r->trade[row->b][y] += row->given[CASUS_GIVEN_TRADE];
    r->there[row->a][y] = r->there[row->b][y] = true;
  }
}

/* Has one of the two a tenth of its trade with the other? */
static bool trades(const reader *r, const casus_pair_year *row) {
  int y = row->year - CASUS_PAST_FIRST;
  double flow = row->given[CASUS_GIVEN_TRADE], least = fmin(r->trade[row->a][y], r->trade[row->b][y]);
  return flow > 0 && flow > large_share * least;
}

static casus_third third_of(const reader *r, int code, int side, int opponent, const casus_pair_year *s,
                            const casus_pair_year *o) {
  int year = s->year;
  double regime = r->past->facts->regime[opponent][year - CASUS_PAST_FIRST];
  bool defence = s->given[CASUS_GIVEN_DEFENCE] > 0, consultation = s->given[CASUS_GIVEN_CONSULTATION] > 0;
  return (casus_third){.year = (int16_t)(year + 1),
                       .defence = defence,
                       .consultation = !defence && consultation,
                       .non_aggression = !defence && !consultation && s->given[CASUS_GIVEN_NON_AGGRESSION] > 0,
                       .pact_with_opponent = o->given[CASUS_GIVEN_DEFENCE] > 0,
                       .major = r->past->facts->major[code][year - CASUS_PAST_FIRST],
                       .near_side = s->given[CASUS_GIVEN_CONTIGUITY] > 0,
                       .near_opponent = o->given[CASUS_GIVEN_CONTIGUITY] > 0,
                       .sanctions_side = s->given[CASUS_GIVEN_SANCTIONS] > 0,
                       .sanctions_opponent = o->given[CASUS_GIVEN_SANCTIONS] > 0,
                       .arms_side = casus_arms_between(&r->arms, code, side, year),
                       .arms_opponent = casus_arms_between(&r->arms, code, opponent, year),
                       .trade_side = trades(r, s),
                       .trade_opponent = trades(r, o),
                       .opponent_democracy = (float)(isnan(regime) ? unknown_regime : regime),
                       .own_risk = (float)log(fmax(r->p[o - r->past->rows], CASUS_LEAST_RISK)),
                       .log_size = (float)log(size_of(r->past, code, year))};
}

static int add_side(reader *r, const party *parties, bool side_a, int side, int opponent, int year) {
  for (int code = 1; code < CASUS_PAST_CODES; code++) {
    if (!r->there[code][year - CASUS_PAST_FIRST] || (parties[code].there && parties[code].opened)) continue;
    const casus_pair_year *s = casus_past_row(r->past, code, side, year),
                          *o = casus_past_row(r->past, code, opponent, year);
    if (!s || !o) continue;
    if (r->thirds->count == r->room) {
      r->room = r->room ? r->room * 2 : 1 << 16;
      casus_third *more = realloc(r->thirds->rows, r->room * sizeof *more);
      if (!more) return casus_fail_memory(r->err);
      r->thirds->rows = more;
    }
    casus_third third = third_of(r, code, side, opponent, s, o);
    third.joined = parties[code].there && parties[code].side_a == side_a;
    r->thirds->rows[r->thirds->count++] = third;
  }
  return CASUS_OK;
}

/* The strongest of those that opened a side, of equal ones the first; 0: none. */
static int strongest(const reader *r, const party *parties, bool side_a, int year) {
  int found = 0;
  for (int code = 1; code < CASUS_PAST_CODES; code++) {
    if (!parties[code].there || !parties[code].opened || parties[code].side_a != side_a) continue;
    if (!found || size_of(r->past, code, year) > size_of(r->past, found, year)) found = code;
  }
  return found;
}

static int add_dispute(reader *r, const casus_dispute_year *const *list, size_t count) {
  party parties[CASUS_PAST_CODES] = {0};
  int year = r->past->dispute_start[list[0]->number] - 1;
  if (year + 1 < FIRST_YEAR || year < r->past->first || year > r->past->last) return CASUS_OK;
  for (size_t i = 0; i < count; i++)
    for (int k = 0; k < 2; k++) {
      party *p = &parties[k ? list[i]->b : list[i]->a];
      p->there = true;
      p->side_a |= list[i]->side_a[k];
      p->opened |= list[i]->opened[k];
    }
  int a = strongest(r, parties, true, year), b = strongest(r, parties, false, year);
  if (!a || !b) return CASUS_OK;
  int rc = add_side(r, parties, true, a, b, year);
  return rc == CASUS_OK ? add_side(r, parties, false, b, a, year) : rc;
}

typedef const casus_dispute_year *dispute_ref;

static int start_of(const int16_t *starts, int number) { return starts[number]; }

/* Disputes one after the other, by their first year, so that the past is always in front. */
static int by_start(const void *x, const void *y, void *starts) {
  const casus_dispute_year *a = *(const dispute_ref *)x, *b = *(const dispute_ref *)y;
  int from = start_of(starts, a->number), to = start_of(starts, b->number);
  if (from != to) return from - to;
  if (a->number != b->number) return a->number - b->number;
  return (a > b) - (a < b);
}

static int add_disputes(reader *r) {
  size_t n = r->past->dispute_count;
  dispute_ref *order = calloc(n + 1, sizeof(dispute_ref));
  int rc = order ? CASUS_OK : casus_fail_memory(r->err);
  for (size_t i = 0; order && i < n; i++) order[i] = &r->past->disputes[i];
  if (order) qsort_r(order, n, sizeof(dispute_ref), by_start, r->past->dispute_start);
  for (size_t i = 0, end; rc == CASUS_OK && i < n; i = end) {
    for (end = i; end < n && order[end]->number == order[i]->number;) end++;
    rc = add_dispute(r, order + i, end - i);
  }
  free(order);
  return rc;
}

int casus_thirds_read(const char *folder, const casus_past *past, const double *p, casus_thirds *thirds,
                      casus_error *err) {
  reader r = {.past = past, .p = p, .thirds = thirds, .err = err};
  *thirds = (casus_thirds){0};
  r.trade = calloc(CASUS_PAST_CODES, sizeof *r.trade);
  r.there = calloc(CASUS_PAST_CODES, sizeof *r.there);
  int rc = r.trade && r.there ? casus_arms_read(folder, &r.arms, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) sum_trade(&r);
  if (rc == CASUS_OK) rc = add_disputes(&r);
  free(r.trade);
  free(r.there);
  free(r.arms.keys);
  return rc;
}

void casus_thirds_free(casus_thirds *thirds) {
  free(thirds->rows);
  *thirds = (casus_thirds){0};
}
