/* Outlines of the land: rings of delta-coded points in hundredths of a degree. */
#include "world/atlas.h"

typedef CASUS_VEC(casus_ring) ring_vec;
typedef CASUS_VEC(casus_point) point_vec;

/* "12,-7": both within what a step or a place on the globe may be. */
static bool read_pair(casus_str text, int64_t *x, int64_t *y) {
  size_t comma = casus_str_find(text, CASUS_STR(","), 0);
  return comma != SIZE_MAX && casus_parse_int(casus_str_sub(text, 0, comma), x) &&
         casus_parse_int(casus_str_sub(text, comma + 1, text.len), y) && *x >= -36000 && *x <= 36000 && *y >= -18000 &&
         *y <= 18000;
}

static int read_points(casus_sheet *sheet, casus_arena *arena, casus_str text, point_vec *points) {
  int64_t x = 0, y = 0;
  casus_str pair;
  while (casus_str_split(&text, ' ', &pair)) {
    int64_t dx, dy;
    if (!read_pair(pair, &dx, &dy)) return casus_sheet_fail(sheet, "not a pair of whole numbers", pair);
    x += dx, y += dy;
    if (x < -18000 || x > 18000 || y < -9000 || y > 9000) return casus_sheet_fail(sheet, "a point off the globe", pair);
    casus_point *point = casus_vec_push(points, arena);
    if (!point) return casus_fail_memory(sheet->err);
    *point = (casus_point){(float)x / 100, (float)y / 100};
  }
  return CASUS_OK;
}

int casus_atlas_read_land(casus_atlas *atlas, const char *folder, casus_error *err) {
  ring_vec rings = {0};
  point_vec points = {0};
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "world/land.tsv", atlas->arena, &sheet, err);
  casus_str f[3];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, 3)) {
    bool hole = casus_str_eq(f[1], CASUS_STR("inner")) || casus_str_eq(f[1], CASUS_STR("hole"));
    if (!hole && !casus_str_eq(f[1], CASUS_STR("outer"))) return casus_sheet_fail(&sheet, "not a role of a ring", f[1]);
    size_t first = points.count;
    rc = read_points(&sheet, atlas->arena, f[2], &points);
    if (rc != CASUS_OK) return rc;
    casus_ring *ring = casus_vec_push(&rings, atlas->arena);
    if (!ring) return casus_fail_memory(err);
    *ring = (casus_ring){casus_atlas_state(atlas, f[0]), f[0], hole, (uint32_t)first, (uint32_t)(points.count - first)};
  }
  if (rc == CASUS_OK) atlas->land = (casus_land){rings.items, rings.count, points.items, points.count};
  return rc;
}

casus_land casus_atlas_land(const casus_atlas *atlas) { return atlas->land; }
