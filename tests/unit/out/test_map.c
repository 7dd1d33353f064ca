/* Parts of the map: classes, ages, disputed areas in words, geometries of GeoJSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "out/geojson_shape.h"
#include "out/picture.h"

static const char *text_of(casus_buffer *out) {
  assert_false(out->failed);
  casus_buffer_add_char(out, '\0');
  return out->data;
}

static void changes_are_classed_only_when_told(void **state) {
  (void)state;
  casus_state_risk now[] = {{.state = 0, .share = 0.30}, {.state = 1, .share = 0.10}, {.state = 2, .share = 0.10}};
  casus_state_risk then[] = {{.state = 0, .share = 0.18}, {.state = 1, .share = 0.13}, {.state = 2, .share = 0.30}};
  casus_risk_map map = {.states = now, .state_count = 3}, before = {.states = then, .state_count = 3};
  casus_change told[] = {{.kind = CASUS_STR("rise"), .state = 0}, {.kind = CASUS_STR("fall"), .state = 1}};
  casus_report report = {.map = &map, .map_before = &before, .changes = told, .change_count = 2};
  assert_int_equal(casus_map_change_class(&report, &now[0]), 6); /* 12 points up */
  assert_int_equal(casus_map_change_class(&report, &now[1]), 2); /* 3 points down */
  assert_int_equal(casus_map_change_class(&report, &now[2]), CASUS_CHANGE_NONE);
  report.map_before = NULL;
  assert_int_equal(casus_map_change_class(&report, &now[0]), CASUS_CHANGE_NONE);
  casus_buffer out = {0};
  for (int c = 0; c < CASUS_CHANGE_CLASSES; c++) casus_map_change_words(&out, c), casus_buffer_add_char(&out, '|');
  assert_string_equal(text_of(&out),
                      "−10 and more|−5 to 10|−2 to 5|no measurable change|+2 to 5|+5 to 10|+10 and more|");
  casus_buffer_free(&out);
}

static casus_date day(int year, int month, int date) {
  return (casus_date){casus_days_from_civil(year, month, date), CASUS_DATE_DAY};
}

static void never_and_long_ago_are_two_ages(void **state) {
  (void)state;
  casus_date today = day(2026, 11, 1), year = {casus_days_from_civil(2021, 1, 1), CASUS_DATE_YEAR};
  assert_int_equal(casus_map_age(today, (casus_date){0, CASUS_DATE_NONE}), CASUS_AGE_NEVER);
  assert_int_equal(casus_map_age(today, day(2021, 10, 30)), CASUS_AGE_OLD);
  assert_int_equal(casus_map_age(today, day(2021, 11, 3)), CASUS_AGE_FRESH);
  assert_int_equal(casus_map_age(today, year), CASUS_AGE_FRESH); /* its last day may be meant */
}

static casus_driver driver(const char *layer, uint32_t with, double amount) {
  return (casus_driver){.layer = casus_str_from_c(layer), .with = with, .amount = amount};
}

static void draw_ins_are_summed_by_partner(void **state) {
  (void)state;
  casus_driver a[] = {driver("likelihood", 1, 1), driver("draw-in", 2, 0.25), driver("draw-in", 2, 0.25),
                      driver("draw-in", 1, 0.125), driver("draw-in", UINT32_MAX, 4)};
  casus_driver b[] = {driver("draw-in", 0, 0.75)};
  casus_state_risk states[] = {{.state = 0, .drivers = a, .driver_count = 5},
                               {.state = 1, .drivers = b, .driver_count = 1}};
  casus_risk_map map = {.states = states, .state_count = 2};
  casus_arena *arena = casus_arena_new();
  size_t count = 0;
  const casus_draw_in *draws = casus_map_draw_ins(&map, arena, &count);
  assert_non_null(draws);
  assert_int_equal(count, 3);
  assert_true(draws[0].from == 1 && draws[0].to == 0 && draws[0].amount == 0.75);
  assert_true(draws[1].from == 0 && draws[1].to == 2 && draws[1].amount == 0.5);
  assert_true(draws[2].from == 0 && draws[2].to == 1 && draws[2].amount == 0.125);
  map.state_count = 0;
  assert_non_null(casus_map_draw_ins(&map, arena, &count));
  assert_int_equal(count, 0);
  casus_arena_free(arena);
}

static void polygons_are_closed_and_wound(void **state) {
  (void)state;
  const casus_point points[] = {{0, 0}, {0, 4}, {4, 4}, {4, 0}, {1, 1}, {3, 1}, {3, 3.25F}, {9, 9}, {9, 9.5F}};
  const casus_ring rings[] = {{0, CASUS_STR_INIT("A"), false, 0, 4},
                              {0, CASUS_STR_INIT("A"), true, 4, 3},
                              {0, CASUS_STR_INIT("A"), false, 7, 2}};
  const casus_land land = {rings, 3, points, 9};
  casus_buffer out = {0};
  casus_geojson_polygons(&out, &land, 0, 3); /* the last ring is no area */
  assert_string_equal(text_of(&out), "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[4,0],[4,4],[0,4],[0,0],[4,0]],"
                                     "[[3,3.25],[3,1],[1,1],[3,3.25]]]]}");
  out.len = 0;
  casus_geojson_polygons(&out, &land, 2, 1);
  assert_string_equal(text_of(&out), "{\"type\":\"MultiPolygon\",\"coordinates\":[]}");
  out.len = 0;
  casus_geojson_point(&out, -0.05, 12.5);
  assert_string_equal(text_of(&out), "{\"type\":\"Point\",\"coordinates\":[-0.05,12.5]}");
  casus_buffer_free(&out);
}

static void arcs_are_cut_at_the_antimeridian(void **state) {
  (void)state;
  casus_buffer out = {0};
  casus_geojson_arc(&out, 0, 0, 48, 0);
  assert_non_null(strstr(text_of(&out), "{\"type\":\"LineString\",\"coordinates\":[[0,0],[2,0],[4,0]"));
  out.len = 0;
  casus_geojson_arc(&out, 170, 0, -178, 0);
  assert_non_null(strstr(text_of(&out), "{\"type\":\"MultiLineString\",\"coordinates\":[[[170,0],"));
  assert_non_null(strstr(out.data, "[180,0]],[[-180,0]"));
  out.len = 0;
  casus_geojson_arc(&out, 10, 20, 10, 20); /* no way at all */
  assert_null(strstr(text_of(&out), "nan"));
  casus_buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(changes_are_classed_only_when_told), cmocka_unit_test(never_and_long_ago_are_two_ages),
      cmocka_unit_test(draw_ins_are_summed_by_partner),     cmocka_unit_test(polygons_are_closed_and_wound),
      cmocka_unit_test(arcs_are_cut_at_the_antimeridian),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
