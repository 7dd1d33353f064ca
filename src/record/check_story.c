#include "record/check.h"

#include <stdlib.h>

static int one_number(casus_check *c, const char *sql, const casus_check_words *d, int32_t key, int64_t *number,
                      casus_error *err) {
  casus_cursor cursor = {.record = c->record};
  cursor.rc = sqlite3_prepare_v2(c->record->db, sql, -1, &cursor.statement, NULL);
  if (d) {
    casus_bind_text(&cursor, d->wording);
    casus_bind_int(&cursor, d->row);
    casus_bind_int(&cursor, key);
  }
  int code = casus_sql_next(&cursor, err);
  if (code == CASUS_OK) *number = casus_take_int(&cursor);
  sqlite3_finalize(cursor.statement);
  return code == CASUS_END ? casus_fail(err, CASUS_E_DATA, 0, "record: a count gives no row") : code;
}

static int by_value(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return x < y ? -1 : x > y;
}

/* The first document of a wording has its keys. */
static int check_keys_of(casus_check *c, const casus_check_words *d, const casus_wording *wording, casus_error *err) {
  int32_t keys[CASUS_WORDING_KEYS];
  int64_t first = 0, there = 1;
  int code = one_number(c, "SELECT min(document) FROM documents WHERE wording = ?1 AND ?2 AND ?3 IS NOT NULL", d, 0,
                        &first, err);
  if (code || first != d->row) return code;
  size_t count = casus_wording_keys(wording, keys);
  qsort(keys, count, sizeof *keys, by_value);
  for (size_t i = 0; !code && there && i < count; i++) {
    if (i && keys[i] == keys[i - 1]) continue;
    c->keys++;
    code = one_number(c, "SELECT count(*) FROM story_keys WHERE ?1 IS NOT NULL AND document = ?2 AND key = ?3", d,
                      keys[i], &there, err);
  }
  if (code || there) return code;
  return casus_check_report(
      c, casus_arena_printf(c->arena, "a key to the wording of document %.*s is lost", CASUS_STR_FMT(d->id)), err);
}

int casus_check_story(casus_check *c, const casus_check_words *d, casus_error *err) {
  casus_wording wording;
  bool made = casus_wording_of(c->arena, d->title, d->text, &wording);
  casus_str found = made ? casus_wording_id(c->arena, &wording, d->title, d->content) : (casus_str){NULL, 0};
  if (!found.ptr) return casus_fail_memory(err);
  if (casus_str_eq(found, d->wording)) return check_keys_of(c, d, &wording, err);
  return casus_check_report(
      c, casus_arena_printf(c->arena, "the wording is not that of document %.*s", CASUS_STR_FMT(d->id)), err);
}

int casus_check_keys(casus_check *c, casus_error *err) {
  int64_t there = 0;
  int code = one_number(c, "SELECT count(*) FROM story_keys", NULL, 0, &there, err);
  if (code || (uint64_t)there == c->keys) return code;
  return casus_check_report(c, CASUS_STR("there are keys to wordings that no document has"), err);
}
