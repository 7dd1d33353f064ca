/* States, power and borders; opening and freeing the atlas. */
#include "world/atlas.h"

#include <math.h>
#include <stdlib.h>

int casus_sheet_open(const char *folder, const char *name, casus_arena *arena, casus_sheet *sheet, casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, name, arena, &bytes, err);
  if (rc == CASUS_OK) *sheet = (casus_sheet){.name = name, .table = casus_table_of(bytes), .err = err};
  return rc;
}

int casus_sheet_fail(const casus_sheet *sheet, const char *what, casus_str field) {
  return casus_fail(sheet->err, CASUS_E_DATA, 0, "%s:%zu: %s: \"%.*s\"", sheet->name, sheet->table.line, what,
                    CASUS_STR_FMT(casus_str_sub(field, 0, 60)));
}

int casus_sheet_number(const casus_sheet *sheet, casus_str field, double *value) {
  if (field.len == 0) {
    *value = NAN;
    return CASUS_OK;
  }
  return casus_parse_double(field, value) ? CASUS_OK : casus_sheet_fail(sheet, "not a number", field);
}

int casus_sheet_date(const casus_sheet *sheet, casus_str field, casus_date *date) {
  if (field.len == 0) {
    *date = (casus_date){0};
    return CASUS_OK;
  }
  return casus_date_parse(field, date) ? CASUS_OK : casus_sheet_fail(sheet, "not a date", field);
}

uint32_t casus_atlas_state(const casus_atlas *atlas, casus_str code) {
  uint32_t state;
  return casus_map_get(&atlas->by_code, code, &state) ? state : CASUS_NO_STATE;
}

casus_str casus_atlas_name(const casus_atlas *atlas, casus_str code) {
  uint32_t state = casus_atlas_state(atlas, code);
  return state == CASUS_NO_STATE ? casus_organisation_name(code) : atlas->states[state].name;
}

/* The two that ties name most; "IGOXYZ" of others is "XYZ". */
casus_str casus_organisation_name(casus_str code) {
  if (casus_str_eq(code, CASUS_STR("IGOEUR"))) return CASUS_STR("the European Union");
  if (casus_str_eq(code, CASUS_STR("IGOUNO"))) return CASUS_STR("the United Nations");
  return casus_str_starts(code, CASUS_STR("IGO")) && code.len > 3 ? casus_str_sub(code, 3, code.len) : code;
}

/* Population, output, arms spending, soldiers, regime of one state; a later row of a state replaces an earlier one. */
typedef struct power {
  double value[5];
} power;
typedef CASUS_VEC(power) power_vec;

static int read_power(casus_atlas *atlas, const char *folder, casus_map *by_code, power_vec *rows, casus_error *err) {
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "world/power.tsv", atlas->arena, &sheet, err);
  casus_str f[7];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 7)) {
    power *row = casus_vec_push(rows, atlas->arena);
    if (!row || !casus_map_set(by_code, atlas->arena, f[0], (uint32_t)rows->count - 1)) return casus_fail_memory(err);
    for (size_t i = 0; i < 5 && rc == CASUS_OK; i++) {
      rc = casus_sheet_number(&sheet, f[i + 1], &row->value[i]);
      if (rc == CASUS_OK && row->value[i] < 0) rc = casus_sheet_fail(&sheet, "must not be negative", f[i + 1]);
    }
  }
  return rc;
}

/* " asia northeast-asia " out of "asia" and "northeast-asia | …" */
static casus_str region_tags(casus_arena *arena, casus_str region, casus_str list) {
  casus_str tags = casus_arena_printf(arena, " %.*s ", CASUS_STR_FMT(region));
  casus_str item;
  while (tags.ptr && casus_list_next(&list, &item))
    tags = casus_arena_printf(arena, "%.*s%.*s ", CASUS_STR_FMT(tags), CASUS_STR_FMT(item));
  return tags;
}

typedef CASUS_VEC(casus_state) state_vec;
enum { CODE, ALPHA2, NUMERIC, NAME, OFFICIAL, STATUS, REGION, REGIONS, CAPITAL, LAT, LON, MAJOR, END, STATE_COLUMNS };

/* On the map: the states of today; territories of disputed standing only where something is known of their power. */
static bool on_the_map(const casus_str *f, bool has_power) {
  return f[END].len == 0 &&
         (casus_str_eq(f[STATUS], CASUS_STR("state")) || (casus_str_eq(f[STATUS], CASUS_STR("partial")) && has_power));
}

static int add_state(casus_atlas *atlas, const casus_sheet *sheet, const casus_str *f, const power *strength,
                     state_vec *states) {
  if (f[CODE].len != 3) return casus_sheet_fail(sheet, "not a code of three letters", f[CODE]);
  casus_state state = {.code = f[CODE], .name = f[NAME], .major = casus_str_eq(f[MAJOR], CASUS_STR("1"))};
  int rc = casus_sheet_number(sheet, f[LAT], &state.lat);
  if (rc == CASUS_OK) rc = casus_sheet_number(sheet, f[LON], &state.lon);
  if (rc != CASUS_OK) return rc;
  if (!(fabs(state.lat) <= 90 && fabs(state.lon) <= 180))
    return casus_sheet_fail(sheet, "no place of its capital", f[CODE]);
  const power none = {{NAN, NAN, NAN, NAN, NAN}};
  const double *value = (strength ? strength : &none)->value;
  state.population = value[0], state.gdp = value[1], state.milex = value[2], state.troops = value[3];
  state.democracy = value[4];
  state.regions = region_tags(atlas->arena, f[REGION], f[REGIONS]);
  casus_state *slot = casus_vec_push(states, atlas->arena);
  if (!slot || !state.regions.ptr ||
      !casus_map_set(&atlas->by_code, atlas->arena, state.code, (uint32_t)states->count - 1))
    return casus_fail_memory(sheet->err);
  *slot = state;
  return CASUS_OK;
}

static int read_states(casus_atlas *atlas, const char *folder, casus_error *err) {
  casus_map power_of = {0};
  power_vec powers = {0};
  state_vec states = {0};
  casus_sheet sheet;
  int rc = read_power(atlas, folder, &power_of, &powers, err);
  if (rc == CASUS_OK) rc = casus_sheet_open(folder, "actors/states.tsv", atlas->arena, &sheet, err);
  casus_str f[STATE_COLUMNS];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, STATE_COLUMNS)) {
    uint32_t at;
    const power *strength = casus_map_get(&power_of, f[CODE], &at) ? &powers.items[at] : NULL;
    if (on_the_map(f, strength != NULL)) rc = add_state(atlas, &sheet, f, strength, &states);
  }
  if (rc != CASUS_OK) return rc;
  if (states.count > UINT16_MAX) return casus_fail(err, CASUS_E_DATA, 0, "actors/states.tsv: too many states");
  atlas->states = states.items;
  atlas->state_count = (uint32_t)states.count;
  return CASUS_OK;
}

/* States whose name takes an article. */
static int read_articles(casus_atlas *atlas, const char *folder, casus_error *err) {
  for (uint32_t i = 0; i < atlas->state_count; i++) atlas->states[i].in_text = atlas->states[i].name;
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "world/articles.tsv", atlas->arena, &sheet, err);
  casus_str code;
  while (rc == CASUS_OK && casus_table_next(&sheet.table, &code, 1)) {
    uint32_t state = casus_atlas_state(atlas, code);
    if (state == CASUS_NO_STATE) continue; /* another table of states may lack it */
    casus_state *s = &atlas->states[state];
    s->in_text = casus_arena_printf(atlas->arena, "the %.*s", CASUS_STR_FMT(s->name));
    if (!s->in_text.ptr) return casus_fail_memory(err);
  }
  return rc;
}

static bool contiguity_from(casus_str word, casus_contiguity *kind) {
  static const struct {
    casus_str word;
    casus_contiguity kind;
  } words[] = {
      {CASUS_STR_INIT("land"), CASUS_LAND},      {CASUS_STR_INIT("sea12"), CASUS_SEA_12},
      {CASUS_STR_INIT("sea24"), CASUS_SEA_24},   {CASUS_STR_INIT("sea150"), CASUS_SEA_150},
      {CASUS_STR_INIT("sea400"), CASUS_SEA_400},
  };
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_str_eq(word, words[i].word)) {
      *kind = words[i].kind;
      return true;
    }
  return false;
}

static int read_borders(casus_atlas *atlas, const char *folder, casus_error *err) {
  size_t n = atlas->state_count;
  atlas->contiguity = casus_arena_array(atlas->arena, n, n);
  if (!atlas->contiguity) return casus_fail_memory(err);
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "world/borders.tsv", atlas->arena, &sheet, err);
  casus_str f[3];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 3)) {
    casus_contiguity kind;
    if (!contiguity_from(f[2], &kind)) return casus_sheet_fail(&sheet, "not a kind of border", f[2]);
    uint32_t a = casus_atlas_state(atlas, f[0]), b = casus_atlas_state(atlas, f[1]);
    if (a == CASUS_NO_STATE || b == CASUS_NO_STATE || a == b) continue; /* dependencies have borders, too */
    if (atlas->contiguity[a * n + b] < kind)
      atlas->contiguity[a * n + b] = atlas->contiguity[b * n + a] = (uint8_t)kind;
  }
  return rc;
}

int casus_atlas_open(const char *folder, casus_atlas **atlas, casus_error *err) {
  casus_atlas *opened = calloc(1, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  opened->arena = casus_arena_new();
  casus_str copy = opened->arena && folder ? casus_arena_copy(opened->arena, casus_str_from_c(folder)) : (casus_str){0};
  opened->folder = copy.ptr;
  int rc = opened->arena && (copy.ptr || !folder) ? read_states(opened, folder, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = read_articles(opened, folder, err);
  if (rc == CASUS_OK) rc = read_borders(opened, folder, err);
  if (rc == CASUS_OK) rc = casus_atlas_read_ties(opened, folder, err);
  if (rc == CASUS_OK) rc = casus_atlas_read_terms(opened, folder, err);
  if (rc == CASUS_OK) rc = casus_atlas_read_incidents(opened, folder, err);
  if (rc == CASUS_OK) rc = casus_atlas_read_rules(opened, folder, err);
  if (rc == CASUS_OK) rc = casus_atlas_read_land(opened, folder, err);
  if (rc == CASUS_OK)
    *atlas = opened;
  else
    casus_atlas_free(opened);
  return rc;
}

void casus_atlas_free(casus_atlas *atlas) {
  if (!atlas) return;
  casus_arena_free(atlas->arena);
  free(atlas);
}
