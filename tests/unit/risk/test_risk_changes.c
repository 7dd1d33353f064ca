/* What is said of changes and of exposure; and a damaged model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "risk/risk.h"
#include "unit/world/atlas_fixture.h"

static casus_world *on(const char *day, casus_record *record) {
  casus_world *world = casus_arena_alloc(arena, sizeof *world);
  assert_non_null(world);
  *world = world_on(day, record);
  return world;
}

static size_t changes_between(const casus_world *now, const casus_world *before, const char *region,
                              casus_change **changes) {
  casus_risk_map *a = casus_arena_alloc(arena, sizeof *a), *b = casus_arena_alloc(arena, sizeof *b);
  casus_risk_options options = {.region = casus_str_from_c(region), .draws = 60};
  size_t count;
  assert_int_equal(casus_risk_map_of(now, before, &options, arena, a, NULL), CASUS_OK);
  assert_int_equal(casus_risk_map_of(before, NULL, &options, arena, b, NULL), CASUS_OK);
  assert_int_equal(casus_risk_changes(a, b, arena, changes, &count, NULL), CASUS_OK);
  return count;
}

static const casus_change *told(const casus_change *changes, size_t count, const char *kind, const char *words) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(changes[i].kind, casus_str_from_c(kind)) &&
        casus_str_find(changes[i].text, casus_str_from_c(words), 0) != SIZE_MAX)
      return &changes[i];
  return NULL;
}

static bool says(const casus_change *changes, size_t count, const char *kind, const char *words) {
  return told(changes, count, kind, words) != NULL;
}

static bool means(const casus_change *change, const char *words) {
  return change && casus_str_find(change->meaning, casus_str_from_c(words), 0) != SIZE_MAX;
}

static void nothing_changed(void **state) {
  (void)state;
  casus_world *world = on("2024-06-22", NULL);
  casus_change *changes;
  assert_int_equal(changes_between(world, world, "asia", &changes), 1);
  assert_true(says(changes, 1, "none", "No measurable change"));
}

static void a_signature_is_no_rise(void **state) {
  (void)state;
  casus_change *changes;
  size_t count = changes_between(on("2024-06-22", NULL), on("2024-06-18", NULL), "asia", &changes);
  assert_true(says(changes, count, "none", "No measurable change"));
  const casus_change *duty =
      told(changes, count, "obligation", "Duty of defence, Russia ⇄ North Korea: signed, not yet");
  assert_true(means(duty, "When in force, it would draw Russia into 0."));
  assert_true(means(duty, ", North Korea into 0."));
  assert_int_equal(duty->weight, CASUS_CHANGE_BINDS);
  assert_true(says(changes, count, "note", "2.14 % [1.71–2.68]"));
  assert_true(says(changes, count, "note", "0.44 % [0.36–0.53]"));
  assert_false(says(changes, count, "rise", ""));
}

static void force_and_end_are_told(void **state) {
  (void)state;
  casus_change *changes;
  size_t count = changes_between(on("2024-12-05", NULL), on("2024-12-01", NULL), "asia", &changes);
  assert_true(says(changes, count, "obligation", "Duty of defence, Russia ⇄ North Korea: in force"));
  assert_true(says(changes, count, "obligation", "no longer in force"));
}

static void a_war_is_a_rise(void **state) {
  (void)state;
  casus_world *world = on("2024-06-22", NULL), *changed = casus_arena_alloc(arena, sizeof *changed);
  static const char *const lines[] = {"incident 5 TKM KAZ", "incident 4 TKM UZB", "incident 4 TKM AFG",
                                      "incident 4 TKM IRN", "incident 4 TKM AZE"};
  assert_int_equal(what_if(world, lines, 5, changed), CASUS_OK);
  casus_change *changes;
  size_t count = changes_between(changed, world, "central-asia", &changes);
  assert_false(says(changes, count, "none", ""));
  assert_true(says(changes, count, "rise", "Turkmenistan rises"));
  const casus_change *war = told(changes, count, "incident", "war between Kazakhstan and Turkmenistan");
  assert_true(means(war, "A new dispute between them within twelve months: "));
  assert_int_equal(war->weight, CASUS_CHANGE_MOVES);
}

static void a_report_of_what_is_known_is_told(void **state) {
  (void)state;
  casus_record *record;
  assert_int_equal(casus_record_open(":memory:", false, &record, NULL), CASUS_OK);
  casus_tie pact = report_tie("alliance.defence", "RUS", "PRK");
  casus_voice voice = {.name = CASUS_STR("Kim Jong Un"), .actor = CASUS_STR("PRK")};
  pact.said_by = &voice, pact.said_by_count = 1, pact.mutual = true;
  casus_str id = report_add(record, arena, "2024-06-22", "Each will help the other, Kim said.", NULL, &pact);
  casus_change *changes;
  size_t count = changes_between(on("2024-06-22", record), on("2024-06-22", NULL), "asia", &changes);
  const casus_change *duty = told(changes, count, "obligation", "signed, not yet in force");
  assert_true(duty && duty->known && duty->said_by_count == 1);
  assert_true(casus_str_eq(duty->said_by[0].name, CASUS_STR("Kim Jong Un")));
  assert_true(casus_str_eq(duty->sentence, CASUS_STR("Each will help the other, Kim said.")));
  bool traced = false;
  for (size_t i = 0; i < count; i++) traced |= casus_str_eq(changes[i].evidence, id);
  assert_true(traced);
  casus_record_free(record);
}

/* Weightier first; among equals what is new before what was known. */
static void changes_come_in_order(void **state) {
  (void)state;
  casus_world *world = on("2024-06-22", NULL), *changed = casus_arena_alloc(arena, sizeof *changed);
  static const char *const lines[] = {"add sanctions JPN MNG", "add alliance.defence JPN MNG", "incident 4 JPN MNG"};
  assert_int_equal(what_if(world, lines, 3, changed), CASUS_OK);
  casus_change *changes;
  size_t count = changes_between(changed, world, "asia", &changes);
  assert_true(told(changes, count, "tie", "sanctions of Japan against Mongolia") == &changes[count - 1]);
  for (size_t i = 1; i < count; i++) {
    assert_true(changes[i - 1].weight <= changes[i].weight);
    if (changes[i - 1].weight == changes[i].weight) assert_true(changes[i - 1].known <= changes[i].known);
  }
}

static void different_regions_do_not_compare(void **state) {
  (void)state;
  casus_world *world = on("2024-06-22", NULL);
  casus_risk_map a, b;
  casus_risk_options asia = {.region = CASUS_STR("asia"), .draws = 2},
                     europe = {.region = CASUS_STR("europe"), .draws = 3};
  assert_int_equal(casus_risk_map_of(world, NULL, &asia, arena, &a, NULL), CASUS_OK);
  assert_int_equal(casus_risk_map_of(world, NULL, &europe, arena, &b, NULL), CASUS_OK);
  casus_change *changes = NULL;
  size_t count = 7;
  assert_int_equal(casus_risk_changes(&a, &b, arena, &changes, &count, NULL), CASUS_E_USAGE);
  assert_int_equal(count, 7);
}

static bool fact_says(const casus_exposure *facts, size_t count, const char *kind, const char *words) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(facts[i].kind, casus_str_from_c(kind)) &&
        casus_str_find(facts[i].text, casus_str_from_c(words), 0) != SIZE_MAX)
      return facts[i].tie != NULL && facts[i].evidence.len > 0;
  return false;
}

static void exposure_names_sources(void **state) {
  (void)state;
  casus_world *world = on("2025-01-01", NULL);
  casus_exposure *facts = NULL;
  size_t count = 0;
  uint32_t prk = casus_world_state(world, CASUS_STR("PRK"));
  assert_int_equal(casus_risk_exposure(world, prk, arena, &facts, &count, NULL), CASUS_OK);
  assert_true(fact_says(facts, count, "alliance.defence", "mutual defence duty with Russia"));
  assert_true(fact_says(facts, count, "nuclear", "North Korea has nuclear weapons"));
  assert_true(fact_says(facts, count, "sanctions", "sanctions of the United Nations against North Korea"));
  assert_true(fact_says(facts, count, "dependence", "North Korea depends on China"));
  assert_int_equal(casus_risk_exposure(world, UINT32_MAX, arena, &facts, &count, NULL), CASUS_E_USAGE);
}

/* The built-in model with one line replaced. */
static int read_model(const char *line, const char *instead) {
  char folder[] = "/tmp/casus-model-XXXXXX";
  assert_non_null(mkdtemp(folder));
  casus_str built_in, below = casus_arena_printf(arena, "%s/risk", folder),
                      path = casus_arena_printf(arena, "%s/model.tsv", below.ptr);
  assert_int_equal(casus_data_get(NULL, "risk/model.tsv", arena, &built_in, NULL), CASUS_OK);
  size_t at = casus_str_find(built_in, casus_str_from_c(line), 0), end = casus_str_find(built_in, CASUS_STR("\n"), at);
  assert_true(at != SIZE_MAX && end != SIZE_MAX);
  casus_str text = casus_arena_printf(arena, "%.*s%s%.*s", (int)at, built_in.ptr, instead,
                                      CASUS_STR_FMT(casus_str_sub(built_in, end, built_in.len)));
  assert_int_equal(mkdir(below.ptr, 0700), 0);
  assert_int_equal(casus_file_write(path.ptr, text, NULL), CASUS_OK);
  casus_atlas *other;
  casus_world world;
  casus_risk_map map;
  casus_world_options options = {.date = report_day("2024-06-22")};
  casus_risk_options few = {.draws = 1, .region = CASUS_STR("baltic")};
  assert_int_equal(casus_atlas_open(folder, &other, NULL), CASUS_OK);
  assert_int_equal(casus_world_on(other, NULL, &options, arena, &world, NULL), CASUS_OK);
  int rc = casus_risk_map_of(&world, NULL, &few, arena, &map, NULL);
  casus_atlas_free(other);
  unlink(path.ptr);
  rmdir(below.ptr);
  rmdir(folder);
  return rc;
}

static void a_damaged_model_is_refused(void **state) {
  (void)state;
  assert_int_equal(read_model("update\tkappa", "update\tkappa\t\t3\t\t\ttest"), CASUS_OK);
  assert_int_equal(read_model("update\tkappa", "update\tkappa\t\tthree\t\t\ttest"), CASUS_E_DATA);
  assert_int_equal(read_model("update\tkappa", "update\tkappa\t\t-1\t\t\ttest"), CASUS_E_DATA);
  assert_int_equal(read_model("update\tkappa", "update\tdelta\t\t0.8\t\t\ttwice"), CASUS_E_DATA);
  assert_int_equal(read_model("prior\tland", "# gone"), CASUS_E_DATA);
  assert_int_equal(read_model("rate\tdefence", "rate\tdefence\t\t0.005\t\t0.006"), CASUS_E_DATA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_changed),
      cmocka_unit_test(a_signature_is_no_rise),
      cmocka_unit_test(force_and_end_are_told),
      cmocka_unit_test(a_war_is_a_rise),
      cmocka_unit_test(a_report_of_what_is_known_is_told),
      cmocka_unit_test(changes_come_in_order),
      cmocka_unit_test(different_regions_do_not_compare),
      cmocka_unit_test(exposure_names_sources),
      cmocka_unit_test(a_damaged_model_is_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
