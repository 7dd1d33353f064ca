/* Alliances, claims and standing relations of all days, groups expanded into pairs of members. */
#include "world/atlas.h"

typedef CASUS_VEC(casus_member) member_vec;
typedef CASUS_VEC(casus_world_tie) tie_vec;

typedef struct tie_reader {
  casus_atlas *atlas;
  const char *folder;
  member_vec members; /* in the order of the file */
  tie_vec ties;
} tie_reader;

static int read_groups(tie_reader *r, casus_error *err) {
  casus_sheet sheet;
  int rc = casus_sheet_open(r->folder, "ties/groups.tsv", r->atlas->arena, &sheet, err);
  casus_str f[4];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 4)) {
    casus_member *m = casus_vec_push(&r->members, r->atlas->arena);
    if (!m) return casus_fail_memory(err);
    *m = (casus_member){.group = f[0], .code = f[1]};
    rc = casus_sheet_date(&sheet, f[2], &m->from);
    if (rc == CASUS_OK) rc = casus_sheet_date(&sheet, f[3], &m->to);
  }
  return rc;
}

static casus_date later(casus_date a, casus_date b) {
  return !casus_date_known(a) || (casus_date_known(b) && b.day > a.day) ? b : a;
}
static casus_date sooner(casus_date a, casus_date b) {
  return !casus_date_known(a) || (casus_date_known(b) && casus_date_last_day(b) < casus_date_last_day(a)) ? b : a;
}

casus_str casus_atlas_organisation(casus_arena *arena, casus_str group) {
  static const struct {
    casus_str group, code;
  } codes[] = {{CASUS_STR_INIT("EU"), CASUS_STR_INIT("IGOEUR")},
               {CASUS_STR_INIT("UN"), CASUS_STR_INIT("IGOUNO")},
               {CASUS_STR_INIT("CST"), CASUS_STR_INIT("IGOCSTO")},
               {CASUS_STR_INIT("ARABLEAGUE"), CASUS_STR_INIT("IGOARL")},
               {CASUS_STR_INIT("MAGHREB"), CASUS_STR_INIT("IGOAMU")}};
  for (size_t i = 0; i < CASUS_COUNT(codes); i++)
    if (casus_str_eq(group, codes[i].group)) return codes[i].code;
  return casus_arena_printf(arena, "IGO%.*s", CASUS_STR_FMT(group));
}

static int add_tie(tie_reader *r, const casus_world_tie *row, casus_str from, casus_str to, casus_error *err) {
  casus_arena *arena = r->atlas->arena;
  casus_world_tie tie = *row;
  tie.tie.from = from, tie.tie.to = to;
  tie.from = casus_atlas_state(r->atlas, from);
  tie.to = to.len ? casus_atlas_state(r->atlas, to) : CASUS_NO_STATE;
  if (tie.from == CASUS_NO_STATE && tie.to == CASUS_NO_STATE) return CASUS_OK;
  char since[16];
  size_t length = casus_date_format(casus_date_known(tie.tie.start) ? tie.tie.start : tie.signed_on, since);
  tie.tie.id = casus_arena_printf(arena, "built-in:%.*s:%.*s:%.*s:%.*s", CASUS_STR_FMT(tie.tie.kind),
                                  CASUS_STR_FMT(from), CASUS_STR_FMT(to), (int)length, since);
  casus_world_tie *slot = casus_vec_push(&r->ties, arena);
  if (!tie.tie.id.ptr || !slot) return casus_fail_memory(err);
  *slot = tie;
  return CASUS_OK;
}

/* Two members are tied while the treaty holds and both are in; false when that is never. Who joined later was not bound
 * before, not even by signature. */
static bool within_membership(const casus_member *m, casus_world_tie *tie) {
  if (!m) return true;
  casus_date start = casus_date_known(tie->tie.start) ? later(tie->tie.start, m->from) : tie->tie.start;
  if (start.day != tie->tie.start.day) tie->signed_on = start; /* it had not signed with the first ones */
  tie->tie.start = start;
  tie->tie.end = sooner(tie->tie.end, m->to);
  return !casus_date_known(tie->tie.end) || !casus_date_known(tie->tie.start) ||
         tie->tie.start.day <= casus_date_last_day(tie->tie.end);
}

static int add_pair(tie_reader *r, const casus_world_tie *row, const casus_member *a, const casus_member *b,
                    casus_error *err) {
  casus_world_tie tie = *row;
  if (!within_membership(a, &tie) || !within_membership(b, &tie)) return CASUS_OK;
  return add_tie(r, &tie, a ? a->code : row->tie.from, b ? b->code : row->tie.to, err);
}

/* A side "@NATO" stands for its members. Within one group a mutual duty is written once a pair. */
static int expand(tie_reader *r, const casus_world_tie *row, casus_error *err) {
  casus_str from = row->tie.from, to = row->tie.to;
  bool from_group = casus_str_starts(from, CASUS_STR("@")), to_group = casus_str_starts(to, CASUS_STR("@"));
  casus_str from_name = casus_str_sub(from, from_group, from.len), to_name = casus_str_sub(to, to_group, to.len);
  bool once = row->tie.mutual && from_group && casus_str_eq(from, to);
  for (size_t i = 0; i < (from_group ? r->members.count : 1); i++) {
    const casus_member *a = from_group ? &r->members.items[i] : NULL;
    if (a && !casus_str_eq(a->group, from_name)) continue;
    for (size_t j = once ? i + 1 : 0; j < (to_group ? r->members.count : 1); j++) {
      const casus_member *b = to_group ? &r->members.items[j] : NULL;
      if (b && !casus_str_eq(b->group, to_name)) continue;
      if (casus_str_eq(a ? a->code : from, b ? b->code : to)) continue;
      int rc = add_pair(r, row, a, b, err);
      if (rc != CASUS_OK) return rc;
    }
  }
  return CASUS_OK;
}

/* Treaties bind the members of a group each; sanctions and the like are the group's own. */
static int add_row(tie_reader *r, casus_world_tie *row, casus_error *err) {
  if (casus_kind_is(row->tie.kind, CASUS_STR("alliance"))) return expand(r, row, err);
  casus_str sides[2] = {row->tie.from, row->tie.to};
  for (size_t i = 0; i < 2; i++) {
    if (!casus_str_starts(sides[i], CASUS_STR("@"))) continue;
    sides[i] = casus_atlas_organisation(r->atlas->arena, casus_str_sub(sides[i], 1, sides[i].len));
    if (!sides[i].ptr) return casus_fail_memory(err);
  }
  return add_tie(r, row, sides[0], sides[1], err);
}

/* The first six columns, which the three tables share. */
static int read_common(const casus_sheet *sheet, const casus_str *f, casus_world_tie *row) {
  *row = (casus_world_tie){.tie = {.kind = f[0],
                                   .from = f[1],
                                   .to = f[2],
                                   .mutual = casus_str_eq(f[3], CASUS_STR("1")),
                                   .origin = CASUS_STR("built-in"),
                                   .status = CASUS_STATUS_ASSERTED,
                                   .confidence = 1,
                                   .event = SIZE_MAX}};
  if (f[0].len == 0 || f[1].len == 0) return casus_sheet_fail(sheet, "a tie without kind or doer", f[0]);
  int rc = casus_sheet_date(sheet, f[4], &row->tie.start);
  return rc == CASUS_OK ? casus_sheet_date(sheet, f[5], &row->tie.end) : rc;
}

static int read_alliances(tie_reader *r, casus_error *err) {
  casus_sheet sheet;
  int rc = casus_sheet_open(r->folder, "ties/alliances.tsv", r->atlas->arena, &sheet, err);
  casus_str f[11];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 11)) {
    casus_world_tie row;
    rc = read_common(&sheet, f, &row);
    if (rc == CASUS_OK) rc = casus_sheet_date(&sheet, f[8], &row.signed_on);
    if (rc != CASUS_OK) return rc;
    row.tie.source = f[9], row.tie.note = f[10];
    row.treaty = casus_arena_printf(r->atlas->arena, "%.*s%s%.*s", CASUS_STR_FMT(f[6]),
                                    f[6].len && f[7].len ? ", " : "", CASUS_STR_FMT(f[7]));
    row.article = casus_str_sub(row.treaty, row.treaty.len - f[7].len, row.treaty.len);
    rc = row.treaty.ptr ? add_row(r, &row, err) : casus_fail_memory(err);
  }
  return rc;
}

static int read_claims(tie_reader *r, casus_error *err) {
  casus_sheet sheet;
  int rc = casus_sheet_open(r->folder, "ties/claims.tsv", r->atlas->arena, &sheet, err);
  casus_str f[11];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 11)) {
    casus_world_tie row;
    rc = read_common(&sheet, f, &row);
    if (rc != CASUS_OK) return rc;
    row.treaty = f[6], row.tie.source = f[9], row.tie.note = f[10];
    rc = add_row(r, &row, err);
  }
  return rc;
}

static int read_standing(tie_reader *r, casus_error *err) {
  casus_sheet sheet;
  int rc = casus_sheet_open(r->folder, "ties/standing.tsv", r->atlas->arena, &sheet, err);
  casus_str f[11];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 11)) {
    casus_world_tie row;
    double amount = 0;
    rc = read_common(&sheet, f, &row);
    if (rc == CASUS_OK) rc = casus_sheet_number(&sheet, f[6], &amount);
    if (rc == CASUS_OK) rc = casus_sheet_date(&sheet, f[8], &row.tie.year);
    if (rc != CASUS_OK) return rc;
    if (f[6].len) row.tie.amount = (casus_quantity){true, amount, f[7]};
    row.tie.source = f[9], row.tie.note = f[10];
    if (casus_str_eq(row.tie.kind,
                     CASUS_STR("dependence"))) { /* the table names the stronger first, the record the weaker */
      row.tie.from = f[2];
      row.tie.to = f[1];
    }
    rc = add_row(r, &row, err);
  }
  return rc;
}

int casus_atlas_read_ties(casus_atlas *atlas, const char *folder, casus_error *err) {
  tie_reader reader = {.atlas = atlas, .folder = folder};
  int rc = read_groups(&reader, err);
  if (rc == CASUS_OK) rc = read_alliances(&reader, err);
  if (rc == CASUS_OK) rc = read_claims(&reader, err);
  if (rc == CASUS_OK) rc = read_standing(&reader, err);
  if (rc != CASUS_OK) return rc;
  atlas->ties = reader.ties.items, atlas->tie_count = reader.ties.count;
  atlas->members = reader.members.items, atlas->member_count = reader.members.count;
  return rc;
}
