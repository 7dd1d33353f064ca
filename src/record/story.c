/* Finding the texts that a new one is alike: by keys, then word for word.
 *
 * Whether two texts are alike is a matter of the two alone, and so is whether they share a key: the links do not depend
 * on the order in which documents come. But of the texts that carry a key no more are looked at than the newest 256 of
 * the record, so that the cost of a document has a bound; a key that more carry is a phrase of a form. */
#include "record/story.h"

#include <stdlib.h>

typedef CASUS_VEC(int64_t) row_vec;

bool casus_story_joins(casus_likeness l, int64_t days) {
  if (l.changed == 0) return days <= CASUS_STORY_DAYS;
  if (days < 0) return l.changed == 1 || l.changed <= l.kept / 2;
  if (days == 0) return 3 * (uint64_t)l.changed <= 2 * (uint64_t)l.kept; /* an update counts its dead anew … */
  return days == 1 && l.changed <= l.kept / 4; /* … also past midnight, among other numbers */
}

/* Could the two be of one story on any days? */
static bool may_join(casus_likeness l) { return casus_story_joins(l, 0); }

static int by_row(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return x < y ? -1 : x > y;
}

static int find_sharers(casus_record *record, int32_t key, row_vec *rows, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_STORY_KEY);
  casus_bind_int(&cursor, key);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    int64_t *row = casus_vec_push(rows, record->scratch);
    if (!row) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    *row = casus_take_int(&cursor);
  }
  return code == CASUS_END ? CASUS_OK : code;
}

static int add_key(casus_record *record, int32_t key, int64_t row, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_STORY_KEY);
  casus_bind_int(&cursor, key);
  casus_bind_int(&cursor, row);
  return casus_sql_run(&cursor, err);
}

static int add_link(casus_record *record, int64_t a, int64_t b, casus_likeness likeness, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_ADD_STORY_LINK);
  casus_bind_int(&cursor, a < b ? a : b);
  casus_bind_int(&cursor, a < b ? b : a);
  casus_bind_int(&cursor, likeness.changed);
  casus_bind_int(&cursor, likeness.kept);
  return casus_sql_add(&cursor, err);
}

/* Reads the other text again: nothing but keys and links is kept of a wording. */
static int compare(casus_record *record, int64_t row, const casus_wording *wording, int64_t other, casus_arena *arena,
                   casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_TITLED_TEXT);
  casus_bind_int(&cursor, other);
  int code = casus_sql_next(&cursor, err);
  if (code) return code == CASUS_END ? casus_fail(err, CASUS_E_DATA, 0, "record: a document is missing") : code;
  casus_str title = casus_take_text(&cursor, arena), text = casus_take_text(&cursor, arena);
  if ((code = casus_sql_close(&cursor, err))) return code;
  casus_wording its;
  casus_likeness likeness;
  if (!casus_wording_of_text(arena, text, &its)) return casus_fail_memory(err);
  if (!casus_wording_near(wording, &its)) return CASUS_OK;
  if (!casus_wording_add_title(arena, title, &its)) return casus_fail_memory(err);
  bool alike = casus_wording_alike(wording, &its, &likeness) && may_join(likeness);
  return alike ? add_link(record, row, other, likeness, err) : CASUS_OK;
}

int casus_story_known(casus_record *record, casus_str wording, int64_t before, bool *known, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_FIND_WORDING);
  casus_bind_text(&cursor, wording);
  casus_bind_int(&cursor, before);
  int code = casus_sql_next(&cursor, err);
  if (code < 0) return code;
  *known = code == CASUS_OK;
  return casus_sql_close(&cursor, err);
}

int casus_story_link(casus_record *record, int64_t row, const casus_wording *wording, casus_error *err) {
  int32_t keys[CASUS_WORDING_KEYS];
  size_t count = casus_wording_keys(wording, keys);
  row_vec rows = {0};
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < count; i++) {
    code = find_sharers(record, keys[i], &rows, err);
    if (!code) code = add_key(record, keys[i], row, err);
  }
  if (code || !rows.count) return code;
  qsort(rows.items, rows.count, sizeof *rows.items, by_row);
  casus_arena *arena = casus_arena_new(); /* of one other text at a time */
  if (!arena) return casus_fail_memory(err);
  for (size_t i = 0; !code && i < rows.count; i++) {
    if (rows.items[i] == row || (i && rows.items[i] == rows.items[i - 1])) continue;
    code = compare(record, row, wording, rows.items[i], arena, err);
    casus_arena_reset(arena);
  }
  casus_arena_free(arena);
  return code;
}
