#include "read/calendar.h"

static const char *const kinds[] = {"", "month", "persian", "link", "ending", "era"};
enum { KIND_BITS = 3 };

static int kind_of(casus_str name) {
  for (int i = 1; i < (int)CASUS_COUNT(kinds); i++)
    if (casus_str_eq(name, casus_str_from_c(kinds[i]))) return i;
  return CASUS_DAY_OTHER;
}

static int add(casus_calendar *calendar, casus_arena *arena, const casus_str row[4], uint32_t value, casus_error *err) {
  casus_str languages = row[3], language;
  if (!languages.len) return casus_map_set(&calendar->words, arena, row[0], value) ? CASUS_OK : casus_fail_memory(err);
  while (casus_str_split(&languages, ' ', &language)) {
    casus_str key = casus_arena_printf(arena, "%.*s:%.*s", CASUS_STR_FMT(language), CASUS_STR_FMT(row[0]));
    if (!key.ptr || !casus_map_set(&calendar->words, arena, key, value)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

int casus_calendar_open(const char *folder, casus_arena *arena, casus_calendar *calendar, casus_error *err) {
  enum { ROWS = 1300 };
  casus_str bytes, row[4];
  *calendar = (casus_calendar){0};
  int rc = casus_data_get(folder, "read/calendar.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  if (!casus_map_reserve(&calendar->words, arena, ROWS)) return casus_fail_memory(err);
  casus_table table = casus_table_of(bytes);
  while (rc == CASUS_OK && casus_table_next(&table, row, 4)) {
    int64_t number;
    int kind = kind_of(row[1]);
    if (!kind || !casus_parse_int(row[2], &number))
      return casus_fail(err, CASUS_E_DATA, 0, "read/calendar.tsv:%zu: no such word of a date", table.line);
    rc = add(calendar, arena, row, (uint32_t)number << KIND_BITS | (uint32_t)kind, err);
  }
  return rc;
}

casus_day_word casus_calendar_word(const casus_calendar *calendar, casus_str word, casus_str language, int *number) {
  enum { LONGEST = 64, SHORT = 2 };
  uint32_t value;
  char key[LONGEST + SHORT + 1];
  bool known = casus_map_get(&calendar->words, word, &value);
  if (!known && language.len >= SHORT && word.len <= LONGEST) {
    key[0] = casus_to_lower(language.ptr[0]), key[1] = casus_to_lower(language.ptr[1]), key[SHORT] = ':';
    memcpy(key + SHORT + 1, word.ptr, word.len);
    known = casus_map_get(&calendar->words, casus_str_of(key, word.len + SHORT + 1), &value);
  }
  if (!known) return CASUS_DAY_OTHER;
  *number = (int)(value >> KIND_BITS);
  return (casus_day_word)(value & ((1u << KIND_BITS) - 1));
}
