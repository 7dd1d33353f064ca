#include "coder/odds.h"

/* One direction of a quarrel; those of a state are chained. */
typedef struct quarrel {
  casus_str other;  /* alpha-3 */
  int32_t from, to; /* days */
  uint32_t next;
} quarrel;

enum { LAST = UINT32_MAX };

struct casus_odds {
  CASUS_VEC(quarrel) items;
  casus_map states; /* -> the newest of its quarrels */
};

enum { KIND, ONE, OTHER, MUTUAL, FROM, TO, COLUMNS };

static bool read_days(const casus_str *fields, quarrel *read) {
  casus_date date;
  *read = (quarrel){.from = INT32_MIN, .to = INT32_MAX};
  if (fields[FROM].len && !casus_date_parse(fields[FROM], &date)) return false;
  if (fields[FROM].len) read->from = date.day;
  if (fields[TO].len && !casus_date_parse(fields[TO], &date)) return false;
  if (fields[TO].len) read->to = casus_date_last_day(date);
  return true;
}

static bool add(casus_odds *odds, casus_arena *arena, casus_str state, casus_str other, quarrel item) {
  quarrel *slot = casus_vec_push(&odds->items, arena);
  if (!slot) return false;
  item.other = other;
  item.next = LAST;
  casus_map_get(&odds->states, state, &item.next);
  *slot = item;
  return casus_map_set(&odds->states, arena, state, (uint32_t)odds->items.count - 1);
}

int casus_odds_open(const char *folder, casus_arena *arena, const casus_odds **odds, casus_error *err) {
  casus_str bytes, fields[COLUMNS];
  casus_odds *opened = casus_arena_alloc(arena, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  *opened = (casus_odds){0};
  int rc = casus_data_get(folder, "ties/standing.tsv", arena, &bytes, err);
  if (rc) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, fields, COLUMNS)) {
    quarrel item;
    if (!casus_str_eq(fields[KIND], CASUS_STR("rivalry")) && !casus_str_eq(fields[KIND], CASUS_STR("occupation")))
      continue;
    if (!read_days(fields, &item))
      return casus_fail(err, CASUS_E_DATA, 0, "ties/standing.tsv:%zu: no date", table.line);
    if (!add(opened, arena, fields[ONE], fields[OTHER], item) || !add(opened, arena, fields[OTHER], fields[ONE], item))
      return casus_fail_memory(err);
  }
  *odds = opened;
  return CASUS_OK;
}

bool casus_at_odds(const casus_odds *odds, casus_str one, casus_str other, int32_t day) {
  uint32_t i = LAST;
  for (casus_map_get(&odds->states, one, &i); i != LAST; i = odds->items.items[i].next) {
    const quarrel *item = &odds->items.items[i];
    if (day >= item->from && day <= item->to && casus_str_eq(item->other, other)) return true;
  }
  return false;
}
