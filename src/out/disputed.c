#include "out/disputed.h"

typedef CASUS_VEC(casus_ring) ring_vec;
typedef CASUS_VEC(casus_point) point_vec;

/* "12,-7 3,4 …": steps of hundredths of a degree, the first from 0. */
static bool read_points(casus_str text, casus_arena *arena, point_vec *points) {
  double x = 0, y = 0;
  casus_str pair, step[2];
  while (casus_str_split(&text, ' ', &pair)) {
    double delta[2];
    for (int i = 0; i < 2; i++)
      if (!casus_str_split(&pair, ',', &step[i]) || !casus_parse_double(step[i], &delta[i])) return false;
    x += delta[0], y += delta[1];
    casus_point *point = casus_vec_push(points, arena);
    if (!point) return false;
    *point = (casus_point){(float)x / 100, (float)y / 100};
  }
  return true;
}

static int read_outlines(const char *folder, casus_arena *arena, casus_land **land, casus_error *err) {
  casus_str bytes, f[3];
  ring_vec rings = {0};
  point_vec points = {0};
  int rc = casus_data_get(folder, "world/disputed_land.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, f, 3)) {
    size_t first = points.count;
    casus_ring *ring = casus_vec_push(&rings, arena);
    if (!ring) return casus_fail_memory(err);
    if (!read_points(f[2], arena, &points))
      return casus_fail(err, CASUS_E_DATA, 0, "world/disputed_land.tsv:%zu: no outline", table.line);
    *ring = (casus_ring){UINT32_MAX, f[0], casus_str_eq(f[1], CASUS_STR("hole")), (uint32_t)first,
                         (uint32_t)(points.count - first)};
  }
  *land = casus_arena_alloc(arena, sizeof **land);
  if (!*land) return casus_fail_memory(err);
  **land = (casus_land){rings.items, rings.count, points.items, points.count};
  return CASUS_OK;
}

/* The rings of one code, which stand together. */
static void find_rings(casus_disputed *area, const casus_land *land, casus_str code) {
  for (size_t i = 0; i < land->ring_count; i++) {
    if (!casus_str_eq(land->rings[i].code, code)) continue;
    if (!area->ring_count++) area->first_ring = i;
  }
  if (area->ring_count) area->land = land;
}

static bool read_area(casus_str *f, casus_disputed *area) {
  *area = (casus_disputed){.id = f[0], .name = f[1], .held = f[2], .by = f[3], .claimed = f[4], .note = f[11]};
  return casus_date_parse(f[5], &area->from) && (!f[6].len || casus_date_parse(f[6], &area->to)) &&
         casus_parse_double(f[8], &area->lon) && casus_parse_double(f[9], &area->lat);
}

static bool is_on(const casus_disputed *area, casus_date day) {
  return area->from.day <= day.day && (!casus_date_known(area->to) || casus_date_last_day(area->to) >= day.day);
}

int casus_disputed_read(const casus_report *report, casus_arena *arena, casus_disputed **areas, size_t *count,
                        casus_error *err) {
  casus_str bytes, f[12];
  CASUS_VEC(casus_disputed) list = {0};
  casus_land *outlines = NULL, *states = casus_arena_alloc(arena, sizeof *states);
  const char *folder = report->world->folder;
  if (!states) return casus_fail_memory(err);
  *states = casus_atlas_land(report->atlas);
  int rc = read_outlines(folder, arena, &outlines, err);
  if (rc == CASUS_OK) rc = casus_data_get(folder, "world/disputed.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, f, CASUS_COUNT(f))) {
    casus_disputed area;
    if (!read_area(f, &area))
      return casus_fail(err, CASUS_E_DATA, 0, "world/disputed.tsv:%zu: a date or a place is wrong", table.line);
    if (!is_on(&area, report->world->date)) continue;
    bool outlined = casus_str_eq(f[7], CASUS_STR("area"));
    find_rings(&area, outlined ? outlines : states, outlined ? area.id : f[7]);
    casus_disputed *slot = casus_vec_push(&list, arena);
    if (!slot) return casus_fail_memory(err);
    *slot = area;
  }
  *areas = list.items;
  *count = list.count;
  return CASUS_OK;
}

/* "China, Malaysia and Vietnam" */
static void put_names(casus_buffer *out, const casus_report *report, casus_str codes) {
  casus_str code, rest = codes;
  const casus_world *world = report->world;
  for (bool first = true; casus_list_next(&rest, &code); first = false) {
    if (!first) casus_buffer_add_c(out, casus_str_trim(rest).len ? ", " : " and ");
    uint32_t state = casus_world_state(world, code);
    casus_buffer_add(out, state == UINT32_MAX ? casus_atlas_name(report->atlas, code) : world->states[state].in_text);
  }
}

void casus_disputed_words(casus_buffer *out, const casus_report *report, const casus_disputed *area) {
  casus_buffer_add(out, area->name);
  casus_buffer_add_c(out, ": held by ");
  if (area->by.len)
    casus_buffer_add(out, area->by);
  else
    put_names(out, report, area->held);
  casus_buffer_add_c(out, ", claimed by ");
  put_names(out, report, area->claimed);
  if (area->note.len) casus_buffer_add_c(out, "; ");
  casus_buffer_add(out, area->note);
}
