/* Built-in incidents, and the rules that make incidents of reported events. */
#include "world/atlas.h"

#include <stdlib.h>

typedef CASUS_VEC(casus_incident) incident_vec;
typedef CASUS_VEC(casus_incident_rule) rule_vec;

/* Known by the end of the time they name; then by pair; ties keep the order of the file through the name. */
static int by_last_day(const void *x, const void *y) {
  const casus_incident *a = x, *b = y;
  int32_t da = casus_date_last_day(a->date), db = casus_date_last_day(b->date);
  if (da != db) return da < db ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  if (a->b != b->b) return a->b < b->b ? -1 : 1;
  if (a->level != b->level) return a->level < b->level ? -1 : 1;
  if (a->date.day != b->date.day) return a->date.day < b->date.day ? -1 : 1;
  return casus_str_cmp(a->name, b->name);
}

/* Every member of one side against every one of the other. */
static int add_sides(casus_atlas *atlas, incident_vec *all, const casus_incident *row, casus_str side_a,
                     casus_str side_b, casus_error *err) {
  casus_str rest_a = side_a, code_a, code_b;
  while (casus_str_split(&rest_a, ';', &code_a)) {
    uint32_t a = casus_atlas_state(atlas, casus_str_trim(code_a));
    casus_str rest_b = side_b;
    while (a != CASUS_NO_STATE && casus_str_split(&rest_b, ';', &code_b)) {
      uint32_t b = casus_atlas_state(atlas, casus_str_trim(code_b));
      if (b == CASUS_NO_STATE || a == b) continue;
      casus_incident *slot = casus_vec_push(all, atlas->arena);
      if (!slot) return casus_fail_memory(err);
      *slot = *row;
      slot->a = a < b ? a : b, slot->b = a < b ? b : a;
    }
  }
  return CASUS_OK;
}

int casus_atlas_read_incidents(casus_atlas *atlas, const char *folder, casus_error *err) {
  incident_vec all = {0};
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "ties/incidents.tsv", atlas->arena, &sheet, err);
  casus_str f[8];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 8)) {
    casus_incident row = {.name = f[5], .confidence = 1, .fatal = casus_str_eq(f[4], CASUS_STR("1"))};
    int64_t level;
    rc = casus_sheet_date(&sheet, f[0], &row.date);
    if (rc != CASUS_OK) return rc;
    if (!casus_date_known(row.date)) return casus_sheet_fail(&sheet, "an incident without a date", f[0]);
    if (!casus_parse_int(f[3], &level) || level < 2 || level > 5)
      return casus_sheet_fail(&sheet, "not a level 2 … 5", f[3]);
    row.level = (int)level;
    row.source = casus_arena_printf(atlas->arena, "built-in: %.*s", CASUS_STR_FMT(f[6]));
    rc = row.source.ptr ? add_sides(atlas, &all, &row, f[1], f[2], err) : casus_fail_memory(err);
  }
  if (rc != CASUS_OK) return rc;
  if (all.count) qsort(all.items, all.count, sizeof *all.items, by_last_day);
  atlas->incidents = all.items;
  atlas->incident_count = all.count;
  return CASUS_OK;
}

static int read_event_rule(const casus_sheet *sheet, const casus_str *f, casus_incident_rule *rule) {
  int64_t level;
  *rule = (casus_incident_rule){.mode = f[2], .context = f[3], .sector = f[4]};
  if (!casus_event_type_from(f[1], &rule->type)) return casus_sheet_fail(sheet, "not a type of event", f[1]);
  if (!casus_parse_int(f[5], &level) || (level != 0 && (level < 2 || level > 5)))
    return casus_sheet_fail(sheet, "not a level", f[5]);
  rule->level = (int)level;
  if (!casus_parse_double(f[6], &rule->confidence) || rule->confidence < 0 || rule->confidence > 1)
    return casus_sheet_fail(sheet, "not a factor 0 … 1", f[6]);
  return CASUS_OK;
}

static int read_corroboration(const casus_sheet *sheet, const casus_str *f, casus_atlas *atlas) {
  int64_t stories;
  if (!casus_parse_int(f[5], &stories) || stories < 0 || stories > 100)
    return casus_sheet_fail(sheet, "not a number of stories 0 … 100", f[5]);
  atlas->corroborations = (int)stories;
  if (!casus_parse_double(f[6], &atlas->corroboration) || atlas->corroboration < 0 || atlas->corroboration > 1)
    return casus_sheet_fail(sheet, "not a share 0 … 1", f[6]);
  return CASUS_OK;
}

int casus_atlas_read_rules(casus_atlas *atlas, const char *folder, casus_error *err) {
  rule_vec rules = {0};
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "risk/incidents.tsv", atlas->arena, &sheet, err);
  casus_str f[8];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 8)) {
    if (casus_str_eq(f[0], CASUS_STR("event"))) {
      casus_incident_rule *rule = casus_vec_push(&rules, atlas->arena);
      if (!rule) return casus_fail_memory(err);
      rc = read_event_rule(&sheet, f, rule);
    } else if (casus_str_eq(f[0], CASUS_STR("claimed"))) {
      if (!casus_parse_double(f[6], &atlas->claimed_confidence)) rc = casus_sheet_fail(&sheet, "not a number", f[6]);
    } else if (casus_str_eq(f[0], CASUS_STR("corroborated"))) {
      rc = read_corroboration(&sheet, f, atlas);
    } else if (casus_str_eq(f[0], CASUS_STR("fatal"))) {
      if (!casus_map_set(&atlas->fatal_words, atlas->arena, f[1], 1)) rc = casus_fail_memory(err);
    } else if (casus_str_eq(f[0], CASUS_STR("not-fatal"))) {
      if (!casus_map_set(&atlas->fatal_words, atlas->arena, f[1], 0)) rc = casus_fail_memory(err);
    } else {
      rc = casus_sheet_fail(&sheet, "not a kind of rule", f[0]);
    }
  }
  atlas->rules = rules.items;
  atlas->rule_count = rules.count;
  return rc;
}
