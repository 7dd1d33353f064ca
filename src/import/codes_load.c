/* The tables of codes, read into one. */
#include "import/codes_inner.h"

enum { KEY_SIZE = 128 }; /* the longest name in the tables has 106 bytes */

const casus_code_scheme casus_code_schemes[CASUS_CODES_COUNT] = {
    [CASUS_CODES_COW] = {"cow", "COW", "no state", .number = true},
    [CASUS_CODES_GW] = {"gw", "GW", "no state", .number = true},
    [CASUS_CODES_FIPS] = {"fips", "FIPS", "no code"},
    [CASUS_CODES_CAMEO] = {"cameo", "CAMEO", "no code"},
    [CASUS_CODES_ISO2] = {"iso2", "ISO alpha-2", "no code"},
    [CASUS_CODES_ISO3] = {"iso3", "ISO alpha-3", "no code"},
    [CASUS_CODES_ISO_NUMBER] = {"isonum", "ISO", "no code", .number = true},
    [CASUS_CODES_NAME] = {"name", "the name", "no state", .text = true},
    [CASUS_CODES_GROUP] = {"group", "CAMEO", "no code"},
    [CASUS_CODES_ORGANISATION] = {"organisation", "the name", "no organisation", .text = true},
};

/* The plain letter for U+00C0 … U+00FF. */
static const char PLAIN[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts" /* the last two: thorn and sharp s */
                            "aaaaaaaceeeeiiiidnooooo ouuuuyty";

/* A name without case, accents, dots, a leading "the"; the curved apostrophe straight, "&" spelt. 0: too long. */
static size_t fold_name(casus_str name, char *out, size_t room) {
  size_t length = 0;
  if (casus_str_ieq(casus_str_sub(name, 0, 4), CASUS_STR("the "))) name = casus_str_sub(name, 4, name.len);
  for (size_t at = 0, size; at < name.len; at += size) {
    uint32_t c = casus_utf8_at(name, at, &size);
    casus_str part = casus_str_sub(name, at, at + size);
    char plain;
    if (c == '.') continue;
    if (c == '&') {
      part = CASUS_STR("and");
    } else if (c < 0x80 || (c >= 0xC0 && c <= 0xFF) || c == 0x2019) {
      plain = c == 0x2019 ? '\'' : c < 0x80 ? casus_to_lower((char)c) : PLAIN[c - 0xC0];
      part = casus_str_of(&plain, 1);
    }
    if (length + part.len > room) return 0;
    memcpy(out + length, part.ptr, part.len);
    length += part.len;
  }
  return length;
}

/* System and code as one text; empty when it can be no code of that system. */
static casus_str key_of(int system, casus_str code, char out[KEY_SIZE]) {
  size_t length = 0;
  out[0] = (char)('0' + system);
  code = casus_str_trim(code);
  if (casus_code_schemes[system].text) {
    length = fold_name(code, out + 1, KEY_SIZE - 1);
  } else if (casus_code_schemes[system].number) {
    while (code.len > 1 && code.ptr[0] == '0') code = casus_str_sub(code, 1, code.len);
    for (; length < code.len && length < 6 && casus_is_digit(code.ptr[length]); length++)
      out[1 + length] = code.ptr[length];
    if (length < code.len) length = 0;
  } else {
    for (; length < code.len && length < 6; length++)
      out[1 + length] = casus_is_lower(code.ptr[length]) ? (char)(code.ptr[length] - 32) : code.ptr[length];
    if (length < code.len) length = 0;
  }
  return casus_str_of(out, length ? length + 1 : 0);
}

const casus_code_meaning *casus_code_first(const casus_state_codes *codes, int system, casus_str code) {
  char key[KEY_SIZE];
  uint32_t place;
  return casus_map_get(&codes->by_key, key_of(system, code, key), &place) ? &codes->meanings.items[place] : NULL;
}

/* Of several meanings of a code the table gives the earliest first. */
static int add(casus_state_codes *codes, int system, casus_str code, const casus_code_meaning *what) {
  char room[KEY_SIZE];
  casus_str key = key_of(system, code, room);
  if (!key.len) return CASUS_OK;
  uint32_t place, number = (uint32_t)codes->meanings.count;
  casus_code_meaning *slot = casus_vec_push(&codes->meanings, codes->arena);
  if (!slot) return CASUS_E_MEMORY;
  *slot = *what;
  if (casus_map_get(&codes->by_key, key, &place)) {
    while (codes->meanings.items[place].next) place = codes->meanings.items[place].next;
    codes->meanings.items[place].next = number;
    return CASUS_OK;
  }
  key = casus_arena_copy(codes->arena, key);
  return key.ptr && casus_map_set(&codes->by_key, codes->arena, key, number) ? CASUS_OK : CASUS_E_MEMORY;
}

static bool read_day(casus_str field, int32_t open, int32_t *day) {
  casus_date date;
  *day = open;
  if (!field.len) return true;
  if (!casus_date_parse(field, &date) || date.precision != CASUS_DATE_DAY) return false;
  *day = date.day;
  return true;
}

static int read_codes(casus_state_codes *codes, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str f[6];
  while (casus_table_next(&table, f, 6)) {
    casus_code_meaning what = {.state = f[2], .name = f[5]};
    int system = 0;
    while (system < CASUS_CODES_COUNT && !casus_str_eq(f[0], casus_str_from_c(casus_code_schemes[system].word)))
      system++;
    if (system == CASUS_CODES_COUNT || !f[1].len || (!f[2].len && !f[5].len) ||
        !read_day(f[3], INT32_MIN, &what.first) || !read_day(f[4], INT32_MAX, &what.last) || what.last < what.first)
      return casus_fail(err, CASUS_E_DATA, 0, "world/codes.tsv:%zu: not a row of this table", table.line);
    if (add(codes, system, f[1], &what)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* A code that the table of codes tells nothing about means `state` in all days. */
static int add_plain(casus_state_codes *codes, int system, casus_str code, casus_str state, casus_str name) {
  if (!code.len || casus_code_first(codes, system, code)) return CASUS_OK;
  casus_code_meaning what = {.state = state, .name = name, .first = INT32_MIN, .last = INT32_MAX};
  return add(codes, system, code, &what);
}

static int read_states(casus_state_codes *codes, casus_str bytes) {
  casus_table table = casus_table_of(bytes);
  casus_str f[5];
  int rc = CASUS_OK;
  while (rc == CASUS_OK && casus_table_next(&table, f, 5)) {
    rc = add_plain(codes, CASUS_CODES_ISO2, f[1], f[0], f[3]);
    if (rc == CASUS_OK) rc = add_plain(codes, CASUS_CODES_ISO3, f[0], f[0], f[3]);
    if (rc == CASUS_OK) rc = add_plain(codes, CASUS_CODES_ISO_NUMBER, f[2], f[0], f[3]);
    if (rc == CASUS_OK) rc = add_plain(codes, CASUS_CODES_CAMEO, f[0], f[0], f[3]);
  }
  return rc;
}

/* A former state that another one continues goes by that one, as in the table. */
static int read_names(casus_state_codes *codes, casus_str bytes) {
  static const char *const KINDS[] = {"name", "official", "short", "former"};
  casus_table table = casus_table_of(bytes);
  casus_str f[3];
  int rc = CASUS_OK;
  while (rc == CASUS_OK && casus_table_next(&table, f, 3)) {
    const casus_code_meaning *state = casus_code_first(codes, CASUS_CODES_ISO3, f[0]);
    for (size_t i = 0; i < CASUS_COUNT(KINDS) && state && rc == CASUS_OK; i++)
      if (casus_str_eq(f[1], casus_str_from_c(KINDS[i])))
        rc = add_plain(codes, CASUS_CODES_NAME, f[2], state->state, f[2]);
  }
  return rc;
}

/* Organisations of states, by name and by those other names that mean nothing else. */
static int read_organisations(casus_state_codes *codes, casus_str bytes) {
  casus_table table = casus_table_of(bytes);
  casus_str f[4], alias;
  int rc = CASUS_OK;
  while (rc == CASUS_OK && casus_table_next(&table, f, 4)) {
    if (!casus_str_starts(f[0], CASUS_STR("IGO"))) continue;
    rc = add_plain(codes, CASUS_CODES_ORGANISATION, f[2], f[0], f[2]);
    while (rc == CASUS_OK && casus_list_next(&f[3], &alias))
      if (alias.ptr[0] != '?') rc = add_plain(codes, CASUS_CODES_ORGANISATION, alias, f[0], f[2]);
  }
  return rc;
}

static int load(casus_state_codes *codes, const char *folder, casus_error *err) {
  casus_str table, states, names, bodies;
  int rc = casus_data_get(folder, "world/codes.tsv", codes->arena, &table, err);
  if (rc == CASUS_OK) rc = casus_data_get(folder, "actors/states.tsv", codes->arena, &states, err);
  if (rc == CASUS_OK) rc = casus_data_get(folder, "actors/names.tsv", codes->arena, &names, err);
  if (rc == CASUS_OK) rc = casus_data_get(folder, "actors/organisations.tsv", codes->arena, &bodies, err);
  if (rc != CASUS_OK) return rc;
  casus_code_meaning *unused = casus_vec_push(&codes->meanings, codes->arena);
  if (!unused) return casus_fail_memory(err);
  rc = read_codes(codes, table, err);
  if (rc != CASUS_OK) return rc;
  rc = read_states(codes, states);
  if (rc == CASUS_OK) rc = read_names(codes, names);
  if (rc == CASUS_OK) rc = read_organisations(codes, bodies);
  return rc == CASUS_OK ? rc : casus_fail_memory(err);
}

int casus_state_codes_open(const char *folder, casus_state_codes **codes, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_state_codes *opened = arena ? casus_arena_alloc(arena, sizeof *opened) : NULL;
  int rc = CASUS_E_MEMORY;
  if (opened) {
    opened->arena = arena;
    rc = load(opened, folder, err);
  } else {
    casus_fail_memory(err);
  }
  if (rc == CASUS_OK)
    *codes = opened;
  else
    casus_arena_free(arena);
  return rc;
}

void casus_state_codes_free(casus_state_codes *codes) {
  if (codes) casus_arena_free(codes->arena);
}
