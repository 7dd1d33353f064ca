#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coder/lexicon.h"
#include "tables.h"

typedef struct fixture {
  tables files;
  casus_arena *arena;
  casus_lexicon *lexicon;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  if (!f) return -1;
  tables_make(&f->files);
  f->arena = casus_arena_new();
  casus_error err = {0};
  if (casus_lexicon_open(f->files.folder, f->arena, &f->lexicon, &err) != CASUS_OK) {
    fprintf(stderr, "%s\n", err.message);
    return -1;
  }
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  casus_arena_free(f->arena);
  tables_drop(&f->files);
  free(f);
  return 0;
}

#define assert_text(text, wanted) assert_true(casus_str_eq((text), CASUS_STR(wanted)))

static void names_are_found_outright(void **state) {
  const casus_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("Russia")), "RUS");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR(" north korea ")), "PRK");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("rus")), "RUS");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("NATO")), "IGONATO");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("Hanoi")), "VNM");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("Cote d'Ivoire")), "CIV");
  assert_text(casus_lexicon_actor(lexicon, CASUS_STR("CÔTE D’IVOIRE")), "CIV");
  assert_text(casus_lexicon_actor_name(lexicon, CASUS_STR("PRK")), "North Korea");
  assert_text(casus_lexicon_actor_name(lexicon, CASUS_STR("IGONATO")), "NATO");
}

static void what_names_nobody_gives_nobody(void **state) {
  const casus_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("")).len, 0);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("Atlantis")).len, 0);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("North")).len, 0);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("army")).len, 0);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("Rus\0sia")).len, 0);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("\xFF\xFE")).len, 0);
  assert_text(casus_lexicon_actor_name(lexicon, CASUS_STR("XYZ")), "XYZ");
  char long_name[2000];
  memset(long_name, 'a', sizeof long_name);
  for (size_t i = 1; i < sizeof long_name; i += 2) long_name[i] = ' ';
  assert_int_equal(casus_lexicon_actor(lexicon, casus_str_of(long_name, sizeof long_name)).len, 0);
}

static size_t atoms_of(casus_str text, casus_atom *atoms, size_t room) {
  size_t count = 0;
  while (count < room && casus_atom_next(&text, &atoms[count])) {
    atoms[count].starts = atoms[count].ends = true;
    count++;
  }
  return count;
}

static size_t longest(const casus_lexicon *lexicon, casus_str text) {
  casus_atom atoms[16];
  uint32_t entry;
  size_t count = atoms_of(text, atoms, CASUS_COUNT(atoms));
  return casus_lexicon_longest(lexicon, atoms, count, &entry);
}

static void spelling_is_tolerant_where_it_may_be(void **state) {
  const casus_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_int_equal(longest(lexicon, CASUS_STR("Kim Jong-un spoke")), 3);
  assert_int_equal(longest(lexicon, CASUS_STR("KIM Jong Un spoke")), 3);
  assert_int_equal(longest(lexicon, CASUS_STR("VIETNAM")), 1);
  assert_int_equal(longest(lexicon, CASUS_STR("U.S. troops")), 2);
  assert_int_equal(longest(lexicon, CASUS_STR("North Korean army")), 2);
  assert_int_equal(longest(lexicon, CASUS_STR("Prime Ministers")), 2);
  assert_int_equal(longest(lexicon, CASUS_STR("ministers of defense")), 3);
}

static void spelling_is_strict_where_it_must_be(void **state) {
  const casus_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_int_equal(longest(lexicon, CASUS_STR("us")), 0);
  assert_int_equal(longest(lexicon, CASUS_STR("Us")), 0);
  assert_int_equal(longest(lexicon, CASUS_STR("japan lacquer")), 0);
  assert_int_equal(longest(lexicon, CASUS_STR("Kim, Jong-un")), 1);
  assert_int_equal(longest(lexicon, CASUS_STR("jordan")), 0);
  assert_int_equal(longest(lexicon, CASUS_STR("")), 0);
}

static void atoms_cover_any_bytes(void **state) {
  (void)state;
  casus_atom atoms[8];
  assert_int_equal(atoms_of(CASUS_STR("a\0b"), atoms, 8), 3);
  assert_int_equal(atoms_of(CASUS_STR("\xFF"), atoms, 8), 1);
  assert_int_equal(atoms_of(CASUS_STR(" .- "), atoms, 8), 0);
  assert_int_equal(atoms_of(CASUS_STR("P’yongyang"), atoms, 8), 2);
  assert_true(atoms[1].clitic);
  assert_int_equal(atoms_of(CASUS_STR("Russia–China"), atoms, 8), 2);
  assert_true(atoms[1].joined);
}

static void bad_rows_name_file_and_line(void **state) {
  static const struct {
    const char *table, *bytes, *message;
  } cases[] = {
      {"states", "RU\tRU\t1\tRussia\n", "actors/states.tsv:1"},
      {"names", "# a comment\nXXX\tname\tRussia\n", "actors/names.tsv:2"},
      {"names", "RUS\tnickname\tRussia\n", "no such kind"},
      {"names", "RUS\tname\t\n", "no name"},
      {"names", "RUS\tname\tRussia\t\t\tperhaps\n", "no such flag"},
      {"places", "XXX\tcity\tHaiphong\n", "no such state"},
      {"places", "VNM\tvillage\tHaiphong\n", "no such kind"},
      {"places", "VNM\tcity\tHaiphong\t\nVNM\tcity\t\t\n", "actors/places.tsv:2: no name"},
      {"places", "VNM\tcity\tHaiphong\tGOV\n", "no such flag"},
      {"people", "Vladimir Putin\tPutin\tRUS\tGOV\tPresident\tyesterday\t\n", "no date"},
      {"people", "Vladimir Putin\tPutin\trus\tGOV\tPresident\n", "no actor code"},
      {"organisations", "IGONATO\tIGO\tNATO\t\t\tclub\n", "no such kind"},
      {"organisations", "IGONATO\tIGO\t\t\t\tigo\n", "no name"},
      {"roles", "army\tMIL\tthing\n", "no such kind"},
      {"roles", "army\tmil\tforce\n", "no sector"},
      {"classes", "motion\tgo\nmotions\tcome\n", "actors/classes.tsv:2: no such class"},
      {"classes", "motion\tgo | Come\n", "no word in small letters"},
      {"classes", "honorific\tdr.\n", "no word in small letters"},
  };
  (void)state;
  for (size_t i = 0; i < CASUS_COUNT(cases); i++) {
    tables files;
    casus_lexicon *lexicon = NULL;
    casus_error err = {0};
    casus_arena *arena = casus_arena_new();
    tables_make(&files);
    tables_put(&files, cases[i].table, cases[i].bytes);
    if (strcmp(cases[i].table, "states") == 0) tables_put(&files, "names", "");
    assert_int_equal(casus_lexicon_open(files.folder, arena, &lexicon, &err), CASUS_E_DATA);
    assert_non_null(strstr(err.message, cases[i].message));
    assert_null(lexicon);
    casus_arena_free(arena);
    tables_drop(&files);
  }
}

static void empty_tables_know_nobody(void **state) {
  (void)state;
  tables files;
  casus_lexicon *lexicon = NULL;
  casus_error err = {0};
  casus_arena *arena = casus_arena_new();
  tables_make(&files);
  for (size_t i = 0; i < CASUS_COUNT(table_names); i++) tables_put(&files, table_names[i], "");
  assert_int_equal(casus_lexicon_open(files.folder, arena, &lexicon, &err), CASUS_OK);
  assert_int_equal(casus_lexicon_actor(lexicon, CASUS_STR("Russia")).len, 0);
  assert_int_equal(longest(lexicon, CASUS_STR("Russia")), 0);
  assert_int_equal(casus_word_classes(lexicon, CASUS_STR("Monday")), 0);
  casus_arena_free(arena);
  tables_drop(&files);
}

static void built_in_tables_are_sound(void **state) {
  (void)state;
  casus_lexicon *lexicon = NULL;
  casus_error err = {0};
  casus_arena *arena = casus_arena_new();
  if (!casus_data_name("actors/states.tsv", 0) || !casus_data_name("actors/media.tsv", 0)) {
    print_message("skipped: no tables of actors are built in\n");
  } else {
    if (casus_lexicon_open(NULL, arena, &lexicon, &err) != CASUS_OK) fail_msg("%s", err.message);
    assert_text(casus_lexicon_actor(lexicon, CASUS_STR("DPRK")), "PRK");
  }
  casus_arena_free(arena);
}

static void words_have_their_classes(void **state) {
  const casus_lexicon *lexicon = ((fixture *)*state)->lexicon;
  assert_true(casus_word_classes(lexicon, CASUS_STR("Monday")) & CASUS_WORD_DAY);
  assert_true(casus_word_classes(lexicon, CASUS_STR("GEN.")) & CASUS_WORD_HONORIFIC);
  assert_true(casus_word_classes(lexicon, CASUS_STR("zu")) & CASUS_WORD_PARTICLE);
  assert_true(casus_word_classes(lexicon, CASUS_STR("above")) & CASUS_WORD_PLACE_PREP);
  assert_int_equal(casus_word_classes(lexicon, CASUS_STR("")), 0);
  assert_int_equal(casus_word_classes(lexicon, CASUS_STR("...")), 0);
  assert_int_equal(casus_word_classes(lexicon, CASUS_STR("antidisestablishmentarianism")), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_found_outright),
      cmocka_unit_test(what_names_nobody_gives_nobody),
      cmocka_unit_test(spelling_is_tolerant_where_it_may_be),
      cmocka_unit_test(spelling_is_strict_where_it_must_be),
      cmocka_unit_test(atoms_cover_any_bytes),
      cmocka_unit_test(bad_rows_name_file_and_line),
      cmocka_unit_test(empty_tables_know_nobody),
      cmocka_unit_test(built_in_tables_are_sound),
      cmocka_unit_test(words_have_their_classes),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
