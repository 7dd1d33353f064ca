/* Changes to a snapshot: what they do, and what they refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "unit/world/atlas_fixture.h"

static uint32_t number(const casus_world *world, const char *code) {
  return casus_world_state(world, casus_str_from_c(code));
}

static bool tied(const casus_world *world, const char *kind, const char *a, const char *b) {
  return casus_world_find_tie(world, casus_str_from_c(kind), number(world, a), number(world, b)) != NULL;
}

static casus_world changed_by(const casus_world *world, const char *line) {
  casus_world changed;
  assert_int_equal(what_if(world, &line, 1, &changed), CASUS_OK);
  return changed;
}

static casus_what_if made_by(const casus_world *world, const char *text) {
  casus_what_if made;
  casus_what_line line = {.text = casus_str_from_c(text)};
  assert_int_equal(casus_world_what_if(world, NULL, &line, 1, arena, &made, NULL), CASUS_OK);
  return made;
}

/* The message of a line that cannot be done. */
static const char *refusal(const casus_world *world, const char *text) {
  static casus_error err;
  casus_what_if made;
  casus_what_line line = {.text = casus_str_from_c(text)};
  err = (casus_error){0};
  assert_int_equal(casus_world_what_if(world, NULL, &line, 1, arena, &made, &err), CASUS_E_USAGE);
  return err.message;
}

static void assert_says(const char *message, const char *part) {
  if (strstr(message, part)) return;
  print_error("%s\ndoes not say: %s\n", message, part);
  fail();
}

static void ties_begin_and_end(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_world with = changed_by(&world, "add alliance.defence rus PRK");
  assert_true(tied(&with, "alliance.defence", "PRK", "RUS"));
  assert_int_equal(with.pending_count + 1, world.pending_count); /* the signed one came into force */
  assert_false(tied(&world, "alliance.defence", "PRK", "RUS"));  /* the first is as it was */
  casus_world without = changed_by(&with, "end alliance RUS PRK");
  assert_false(tied(&without, "alliance", "PRK", "RUS"));
  casus_world alone = changed_by(&world, "end alliance.defence USA KOR");
  assert_false(tied(&alone, "alliance.defence", "KOR", "USA"));
  assert_int_equal(alone.tie_count + 1, world.tie_count);
}

static void names_and_groups_do(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  static const char *const names[] = {"add arms \"North Korea\" Fiji", "add arms north korea fiji",
                                      "add  arms\t'North Korea'  FJI", "add arms North Korea Fiji on 2024-06"};
  casus_world early;
  for (size_t i = 0; i + 1 < CASUS_COUNT(names); i++) {
    casus_world with = changed_by(&world, names[i]);
    assert_true(tied(&with, "arms", "PRK", "FJI"));
  }
  assert_int_equal(what_if(&world, &names[3], 1, &early), CASUS_E_USAGE); /* June is not over */
  casus_world allied = changed_by(&world, "add alliance.consultation NATO Mongolia");
  assert_int_equal(allied.tie_count, world.tie_count + 32);
  assert_true(tied(&allied, "alliance.consultation", "MNG", "SWE"));
  casus_world before = world_on("2023-01-01", NULL), then = changed_by(&before, "add arms NATO MNG");
  assert_false(tied(&then, "arms", "SWE", "MNG")); /* not yet a member */
  casus_world apart = changed_by(&world, "end alliance.defence USA @NATO");
  assert_false(tied(&apart, "alliance.defence", "USA", "DEU"));
  assert_true(tied(&apart, "alliance.defence", "FRA", "DEU"));
}

static void sanctions_of_a_group_are_its_own(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_world ended = changed_by(&world, "end sanctions EU RUS");
  assert_int_equal(ended.tie_count + 1, world.tie_count);
  casus_world added = changed_by(&ended, "add sanctions EU RUS");
  assert_int_equal(added.tie_count, world.tie_count);
  const casus_world_tie *tie = &added.ties[added.tie_count - 1];
  assert_true(casus_str_eq(tie->tie.from, CASUS_STR("IGOEUR")) && tie->from == UINT32_MAX);
}

static const casus_incident *only_new(const casus_world *changed) {
  for (size_t i = 0; i < changed->incident_count; i++)
    if (casus_str_eq(changed->incidents[i].source, CASUS_STR("what-if"))) return &changed->incidents[i];
  return NULL;
}

static void events_make_incidents_by_the_table(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  static const struct {
    const char *line;
    int level;
  } cases[] = {{"event ASSAULT CHN TWN", 4},
               {"event assault CHN TWN", 4},
               {"event MOBILIZE CHN TWN", 3},
               {"event COERCE.seize CHN PHL", 3},
               {"event COERCE.seize.mil CHN PHL", 4},
               {"event THREATEN.violence CHN TWN", 2},
               {"event THREATEN.military CHN TWN", 2},
               {"attack CHN TWN", 4},
               {"incident 5 CHN TWN", 5}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    casus_world changed = changed_by(&world, cases[i].line);
    assert_int_equal(changed.incident_count, world.incident_count + 1);
    assert_int_equal(only_new(&changed)->level, cases[i].level);
    assert_int_equal(only_new(&changed)->date.day, world.date.day);
  }
  casus_world dated = changed_by(&world, "event ASSAULT CHN TWN on 2023-03");
  assert_int_equal(only_new(&dated)->date.precision, CASUS_DATE_MONTH);
  for (size_t i = 1; i < dated.incident_count; i++)
    assert_true(dated.incidents[i - 1].date.day <= dated.incidents[i].date.day);
  casus_what_if none = made_by(&world, "event CONSULT CHN USA"), plain = made_by(&world, "event THREATEN CHN USA");
  assert_int_equal(none.world.incident_count, world.incident_count);
  assert_int_equal(none.note_count, 1);
  assert_true(casus_str_find(plain.notes[0], CASUS_STR("violence"), 0) != SIZE_MAX);
  assert_int_equal(made_by(&world, "attack CHN TWN").attack_count, 1);
}

static void slips_are_taught(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  static const struct {
    const char *line, *taught;
  } cases[] = {
      {"remove arms USA KOR", "did you mean end?"},
      {"ad arms USA KOR", "did you mean add?"},
      {"xyzzy arms USA KOR", "none of add, end, event, incident, attack"},
      {"add alliance.defense USA MNG", "did you mean alliance.defence?"},
      {"add alliance USA MNG", "did you mean"},
      {"add friendship USA MNG", "no kind of tie"},
      {"add arms USA Mongola", "did you mean Mongolia?"},
      {"add arms Mongola USA", "did you mean Mongolia?"},
      {"add arms Mongola North Korea", "did you mean Mongolia?"},
      {"add arms USA ATLANTIS", "no state or group is called ATLANTIS"},
      {"add arms USA OTAN", "did you mean"},
      {"add arms USA USA", "a state and itself"},
      {"add arms USA", "two states or groups"},
      {"add arms", "two states or groups"},
      {"add", "no kind of tie"},
      {"", "nothing is told"},
      {" \t ", "nothing is told"},
      {"add arms 'North Korea FJI", "not closed"},
      {"add alliance.defence USA KOR", "there already, since 1954-11-17: Mutual Defense Treaty"},
      {"end alliance.defence USA CHN", "between them stand: alliance.non-aggression"},
      {"end arms FJI TON", "between them stand"},
      {"event ASSALT CHN TWN", "did you mean ASSAULT?"},
      {"event HUG CHN TWN", "no event is of type HUG"},
      {"event ASSAULT. CHN TWN", "no rule"},
      {"event COERCE.seise CHN PHL", "they know seize"},
      {"event ASSAULT CHN TWN on 2024-06-23", "not over on the day of the map, 2024-06-22"},
      {"event ASSAULT CHN TWN on friday", "not a date"},
      {"incident 6 RUS UKR", "2 threat"},
      {"incident x RUS UKR", "2 threat"},
      {"attack NATO RUS", "of one state on one other"},
      {"\xFF\xFF \xFF \xFF \xFF", "none of add"},
  };
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) assert_says(refusal(&world, cases[i].line), cases[i].taught);
}

static void a_fault_leaves_nothing(void **state) {
  (void)state;
  casus_world world = world_on("2024-06-22", NULL);
  casus_what_if made = {.note_count = 77};
  casus_error err = {0};
  casus_what_line lines[] = {{.text = CASUS_STR("end arms USA KOR"), .file = "plan.txt", .line = 1},
                             {.text = CASUS_STR("end arms USA KOR"), .file = "plan.txt", .line = 3}};
  assert_int_equal(casus_world_what_if(&world, NULL, lines, 2, arena, &made, &err), CASUS_E_USAGE);
  assert_int_equal(made.note_count, 77);
  assert_int_equal(strncmp(err.message, "plan.txt:3: no arms of USA and KOR to end", 41), 0);
  casus_what_line nul = {.text = {"add arms USA\0MNG", 16}};
  assert_int_equal(casus_world_what_if(&world, NULL, &nul, 1, arena, &made, NULL), CASUS_E_USAGE);
  assert_int_equal(casus_world_what_if(&world, NULL, NULL, 0, arena, &made, NULL), CASUS_OK);
  assert_int_equal(made.world.tie_count, world.tie_count);
}

/* Whatever is written, the answer is a change or a refusal. */
static void odd_lines_do_no_harm(void **state) {
  (void)state;
  static const char *const words[] = {"add",  "end", "event", "attack", "arms", "alliance", "ASSAULT",
                                      "NATO", "USA", "North", "Korea",  "on",   "2024",     "\"",
                                      "'",    "@",   ".",     "-",      "\xC3"};
  casus_world world = world_on("2024-06-22", NULL);
  uint32_t dice = 7;
  for (int round = 0; round < 3000; round++) {
    char text[256] = "";
    size_t length = 0, count = (dice = dice * 1664525 + 1013904223) >> 24 & 15;
    for (size_t i = 0; i < count; i++) {
      dice = dice * 1664525 + 1013904223;
      length += (size_t)snprintf(text + length, sizeof text - length, "%s ", words[(dice >> 16) % CASUS_COUNT(words)]);
    }
    casus_what_line line = {.text = casus_str_of(text, length)};
    casus_what_if made;
    casus_arena *own = casus_arena_new();
    int rc = casus_world_what_if(&world, NULL, &line, 1, own, &made, NULL);
    assert_true(rc == CASUS_OK || rc == CASUS_E_USAGE);
    casus_arena_free(own);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ties_begin_and_end),
      cmocka_unit_test(names_and_groups_do),
      cmocka_unit_test(sanctions_of_a_group_are_its_own),
      cmocka_unit_test(events_make_incidents_by_the_table),
      cmocka_unit_test(slips_are_taught),
      cmocka_unit_test(a_fault_leaves_nothing),
      cmocka_unit_test(odd_lines_do_no_harm),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
