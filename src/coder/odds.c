#include "coder/odds.h"

typedef struct quarrel {
  casus_str one, other; /* alpha-3 */
  int32_t from, to;     /* days */
} quarrel;

struct casus_odds {
  CASUS_VEC(quarrel) items;
};

enum { KIND, ONE, OTHER, MUTUAL, FROM, TO, COLUMNS };

static bool read_quarrel(casus_str *fields, quarrel *read) {
  casus_date date;
  *read = (quarrel){.one = fields[ONE], .other = fields[OTHER], .from = INT32_MIN, .to = INT32_MAX};
  if (fields[FROM].len && !casus_date_parse(fields[FROM], &date)) return false;
  if (fields[FROM].len) read->from = date.day;
  if (fields[TO].len && !casus_date_parse(fields[TO], &date)) return false;
  if (fields[TO].len) read->to = casus_date_last_day(date);
  return true;
}

int casus_odds_open(const char *folder, casus_arena *arena, const casus_odds **odds, casus_error *err) {
  casus_str bytes, fields[COLUMNS];
  casus_odds *opened = casus_arena_alloc(arena, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  *opened = (casus_odds){0};
  int rc = casus_data_get(folder, "ties/standing.tsv", arena, &bytes, err);
  casus_table table = casus_table_of(bytes);
  while (!rc && casus_table_next(&table, fields, COLUMNS)) {
    if (!casus_str_eq(fields[KIND], CASUS_STR("rivalry")) && !casus_str_eq(fields[KIND], CASUS_STR("occupation")))
      continue;
    quarrel *item = casus_vec_push(&opened->items, arena);
    if (!item)
      rc = casus_fail_memory(err);
    else if (!read_quarrel(fields, item))
      rc = casus_fail(err, CASUS_E_DATA, 0, "ties/standing.tsv:%zu: no date", table.line);
  }
  *odds = opened;
  return rc;
}

bool casus_at_odds(const casus_odds *odds, casus_str one, casus_str other, int32_t day) {
  for (size_t i = 0; i < odds->items.count; i++) {
    const quarrel *item = &odds->items.items[i];
    if (day < item->from || day > item->to) continue;
    if ((casus_str_eq(item->one, one) && casus_str_eq(item->other, other)) ||
        (casus_str_eq(item->one, other) && casus_str_eq(item->other, one)))
      return true;
  }
  return false;
}
