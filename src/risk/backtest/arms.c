#include <math.h>
#include <stdlib.h>

#include "risk/backtest/joining.h"
#include "risk/backtest/set.h"

static const double large_share = 0.1; /* of what a state bought in the window */
enum { WINDOW = 5 };

typedef struct delivery {
  int recipient, supplier, year;
  double amount;
} delivery;

static int by_recipient(const void *x, const void *y) {
  const delivery *a = x, *b = y;
  if (a->recipient != b->recipient) return a->recipient - b->recipient;
  if (a->supplier != b->supplier) return a->supplier - b->supplier;
  if (a->year != b->year) return a->year - b->year;
  return (a->amount > b->amount) - (a->amount < b->amount);
}

static int by_key(const void *x, const void *y) {
  int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
  return (a > b) - (a < b);
}

static int64_t key_of(int a, int b, int year) {
  int low = a < b ? a : b, high = a < b ? b : a;
  return ((int64_t)year * CASUS_PAST_CODES + low) * CASUS_PAST_CODES + high;
}

typedef struct keys {
  CASUS_VEC(int64_t) list;
  casus_arena *arena;
} keys;

/* All deliveries to one recipient, by supplier. */
static bool add_recipient(const delivery *list, size_t count, keys *out) {
  for (int year = CASUS_PAST_FIRST; year <= CASUS_PAST_LAST; year++) {
    double total = 0;
    for (size_t i = 0; i < count; i++)
      if (list[i].year > year - WINDOW && list[i].year <= year) total += list[i].amount;
    for (size_t i = 0, end; total > 0 && i < count; i = end) {
      double sum = 0;
      for (end = i; end < count && list[end].supplier == list[i].supplier; end++)
        if (list[end].year > year - WINDOW && list[end].year <= year) sum += list[end].amount;
      if (sum / total <= large_share) continue;
      int64_t *slot = casus_vec_push(&out->list, out->arena);
      if (!slot) return false;
      *slot = key_of(list[i].supplier, list[i].recipient, year);
    }
  }
  return true;
}

static int read_deliveries(const char *folder, casus_arena *arena, delivery **list, size_t *count, casus_error *err) {
  static const char *const columns[] = {"supplier_cow", "recipient_cow", "year", "tiv_million"};
  CASUS_VEC(delivery) found = {0};
  casus_set set;
  casus_str field[CASUS_COUNT(columns)];
  int rc = casus_set_open(&set, folder, "arms/sipri_tiv_supplier_recipient_year_1950_2021.csv", columns,
                          CASUS_COUNT(columns), err);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, field)) == CASUS_OK) {
    double from = casus_set_number(field[0]), to = casus_set_number(field[1]), amount = casus_set_number(field[3]);
    if (isnan(from) || isnan(to) || !(amount > 0)) continue; /* groups and lost states have no number */
    delivery d = {.amount = amount};
    rc = casus_set_whole(&set, field[0], 1, CASUS_PAST_CODES - 1, &d.supplier);
    if (rc == CASUS_OK) rc = casus_set_whole(&set, field[1], 1, CASUS_PAST_CODES - 1, &d.recipient);
    if (rc == CASUS_OK) rc = casus_set_whole(&set, field[2], 1500, 3000, &d.year);
    delivery *slot = rc == CASUS_OK ? casus_vec_push(&found, arena) : NULL;
    if (rc == CASUS_OK && !slot) rc = casus_fail_memory(err);
    if (rc == CASUS_OK) *slot = d;
  }
  casus_set_close(&set);
  *list = found.items, *count = found.count;
  return rc == CASUS_END ? CASUS_OK : rc;
}

int casus_arms_read(const char *folder, casus_arms *arms, casus_error *err) {
  keys out = {.arena = casus_arena_new()};
  delivery *list = NULL;
  size_t count = 0;
  *arms = (casus_arms){0};
  int rc = out.arena ? read_deliveries(folder, out.arena, &list, &count, err) : casus_fail_memory(err);
  if (rc == CASUS_OK && count) qsort(list, count, sizeof *list, by_recipient);
  for (size_t i = 0, end; rc == CASUS_OK && i < count; i = end) {
    for (end = i; end < count && list[end].recipient == list[i].recipient;) end++;
    if (!add_recipient(list + i, end - i, &out)) rc = casus_fail_memory(err);
  }
  arms->keys = rc == CASUS_OK ? calloc(out.list.count + 1, sizeof *arms->keys) : NULL;
  if (rc == CASUS_OK && !arms->keys) rc = casus_fail_memory(err);
  if (rc == CASUS_OK && out.list.count) {
    arms->count = out.list.count;
    memcpy(arms->keys, out.list.items, arms->count * sizeof *arms->keys);
    qsort(arms->keys, arms->count, sizeof *arms->keys, by_key);
  }
  casus_arena_free(out.arena);
  return rc;
}

bool casus_arms_between(const casus_arms *arms, int a, int b, int year) {
  int64_t key = key_of(a, b, year);
  return arms->count && bsearch(&key, arms->keys, arms->count, sizeof key, by_key);
}
