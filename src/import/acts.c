#include "import/acts.h"

#include <stdio.h>

enum { KEY_SIZE = 96, PLAIN_RANK = 5 }; /* rank of a code that is not in the table */

typedef struct sector {
  casus_str code;
  int64_t rank;
} sector;

struct casus_acts {
  CASUS_VEC(casus_act) acts;
  CASUS_VEC(double) values;
  CASUS_VEC(casus_str) words;
  CASUS_VEC(sector) sectors;
  casus_map cameo, intensity, by_word, by_sector; /* -> place in the list of the same kind */
};

typedef int (*take_row)(casus_acts *acts, casus_arena *arena, const casus_str *fields);

static int read_table(casus_acts *acts, const char *folder, casus_arena *arena, const char *name, take_row take,
                      casus_error *err) {
  casus_str bytes, f[4];
  int rc = casus_data_get(folder, name, arena, &bytes, err);
  casus_table table = casus_table_of(rc == CASUS_OK ? bytes : CASUS_STR(""));
  while (rc == CASUS_OK && casus_table_next(&table, f, 4)) {
    rc = take(acts, arena, f);
    if (rc == CASUS_E_DATA) casus_fail(err, rc, 0, "%s:%zu: not a row of this table", name, table.line);
    if (rc == CASUS_E_MEMORY) casus_fail_memory(err);
  }
  return rc;
}

static int put(casus_map *map, casus_arena *arena, casus_str key, size_t place) {
  return casus_map_set(map, arena, key, (uint32_t)place) ? CASUS_OK : CASUS_E_MEMORY;
}

static int take_cameo(casus_acts *acts, casus_arena *arena, const casus_str *f) {
  casus_act *act = casus_vec_push(&acts->acts, arena);
  if (!act) return CASUS_E_MEMORY;
  act->mode = f[2];
  act->deed = f[1].len > 0;
  if (act->deed && !casus_event_type_from(f[1], &act->type)) return CASUS_E_DATA;
  return put(&acts->cameo, arena, f[0], acts->acts.count - 1);
}

static int take_intensity(casus_acts *acts, casus_arena *arena, const casus_str *f) {
  double *value = casus_vec_push(&acts->values, arena);
  if (!value) return CASUS_E_MEMORY;
  if (!casus_parse_double(f[1], value)) return CASUS_E_DATA;
  return put(&acts->intensity, arena, f[0], acts->values.count - 1);
}

/* System and word in one. */
static casus_str key_of(const char *system, casus_str word, char out[KEY_SIZE]) {
  int length = snprintf(out, KEY_SIZE, "%s\t%.*s", system, CASUS_STR_FMT(word));
  return casus_str_of(out, length > 0 && length < KEY_SIZE ? (size_t)length : 0);
}

static casus_str kept_key(casus_arena *arena, casus_str system, casus_str word) {
  return casus_arena_printf(arena, "%.*s\t%.*s", CASUS_STR_FMT(system), CASUS_STR_FMT(word));
}

static int take_word(casus_acts *acts, casus_arena *arena, const casus_str *f) {
  casus_str *cameo = casus_vec_push(&acts->words, arena), key = kept_key(arena, f[0], f[1]);
  if (!cameo || !key.ptr) return CASUS_E_MEMORY;
  *cameo = f[2];
  return put(&acts->by_word, arena, key, acts->words.count - 1);
}

static int take_sector(casus_acts *acts, casus_arena *arena, const casus_str *f) {
  sector *slot = casus_vec_push(&acts->sectors, arena);
  casus_str key = kept_key(arena, f[0], f[1]);
  if (!slot || !key.ptr) return CASUS_E_MEMORY;
  slot->code = f[2];
  if (!casus_parse_int(f[3], &slot->rank)) return CASUS_E_DATA;
  return put(&acts->by_sector, arena, key, acts->sectors.count - 1);
}

int casus_acts_open(const char *folder, casus_arena *arena, casus_acts **acts, casus_error *err) {
  casus_acts *opened = casus_arena_alloc(arena, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  int rc = read_table(opened, folder, arena, "codebook/cameo.tsv", take_cameo, err);
  if (rc == CASUS_OK) rc = read_table(opened, folder, arena, "codebook/intensity.tsv", take_intensity, err);
  if (rc == CASUS_OK) rc = read_table(opened, folder, arena, "codebook/acts.tsv", take_word, err);
  if (rc == CASUS_OK) rc = read_table(opened, folder, arena, "codebook/sectors.tsv", take_sector, err);
  if (rc == CASUS_OK) *acts = opened;
  return rc;
}

/* The place of the longest prefix of two bytes and more. */
static bool longest(const casus_map *map, casus_str code, uint32_t *place) {
  for (size_t length = code.len; length >= 2; length--)
    if (casus_map_get(map, casus_str_sub(code, 0, length), place)) return true;
  return false;
}

bool casus_acts_of_cameo(const casus_acts *acts, casus_str code, casus_act *act) {
  uint32_t place;
  if (code.len < 2 || code.len > 4) return false;
  for (size_t i = 0; i < code.len; i++)
    if (!casus_is_digit(code.ptr[i])) return false;
  if (!longest(&acts->cameo, code, &place)) return false;
  *act = acts->acts.items[place];
  act->intensity = longest(&acts->intensity, code, &place) ? acts->values.items[place] : 0;
  return true;
}

casus_str casus_acts_of_word(const casus_acts *acts, const char *system, casus_str word) {
  char room[KEY_SIZE];
  uint32_t place;
  bool known = casus_map_get(&acts->by_word, key_of(system, word, room), &place);
  return known ? acts->words.items[place] : (casus_str){NULL, 0};
}

static bool is_code(casus_str word) {
  return word.len == 3 && casus_is_upper(word.ptr[0]) && casus_is_upper(word.ptr[1]) && casus_is_upper(word.ptr[2]);
}

casus_str casus_acts_sector(const casus_acts *acts, const char *system, casus_str list, char separator) {
  sector best = {CASUS_STR(""), INT64_MAX};
  casus_str word;
  char room[KEY_SIZE];
  uint32_t place;
  while (casus_str_split(&list, separator, &word)) {
    word = casus_str_trim(word);
    sector found = {word, is_code(word) ? PLAIN_RANK : INT64_MAX};
    if (casus_map_get(&acts->by_sector, key_of(system, word, room), &place)) found = acts->sectors.items[place];
    if (found.rank < best.rank) best = found;
  }
  return best.code;
}
