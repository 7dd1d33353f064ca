/* A user's own actors over the built-in ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "coder/lexicon.h"

typedef struct fixture {
  casus_arena *arena;
  casus_lexicon *lexicon;
  casus_buffer faults;
} fixture;

static void put_fault(void *context, const char *message) { casus_buffer_printf(context, "%s\n", message); }

static size_t add(fixture *f, const char *text) {
  f->faults.len = 0;
  casus_dictionary file = {
      .name = CASUS_STR("own"), .bytes = casus_str_from_c(text), .fault = put_fault, .context = &f->faults};
  assert_int_equal(casus_lexicon_add_file(f->lexicon, &file, NULL), CASUS_OK);
  return file.faults;
}

/* "MLI GOV 2010-01-01 2020-12-31; …": all that is written as `text`, in order. */
static void assert_rows(const fixture *f, const char *text, const char *wanted) {
  casus_atom atoms[8];
  casus_buffer found = {0};
  size_t count = 0;
  uint32_t entry = UINT32_MAX;
  casus_str rest = casus_str_from_c(text);
  while (count < CASUS_COUNT(atoms) && casus_atom_next(&rest, &atoms[count])) count++;
  if (!casus_lexicon_named(f->lexicon, atoms, count, &entry)) entry = UINT32_MAX;
  for (; entry != UINT32_MAX; entry = f->lexicon->entries[entry].next) {
    const casus_record_row *row = casus_entry_row(f->lexicon, entry);
    char from[16] = "", to[16] = "";
    if (row->from != INT32_MIN) casus_date_format((casus_date){row->from, CASUS_DATE_DAY}, from);
    if (row->to != INT32_MAX) casus_date_format((casus_date){row->to, CASUS_DATE_DAY}, to);
    casus_buffer_printf(&found, "%s%.*s %.*s %s %s", found.len ? "; " : "", CASUS_STR_FMT(row->code),
                        CASUS_STR_FMT(row->sector), from, to);
  }
  casus_buffer_add_char(&found, 0);
  assert_string_equal(found.data, wanted);
  casus_buffer_free(&found);
}

static void assert_faults(const fixture *f, const char *wanted) {
  assert_int_equal(f->faults.len, strlen(wanted));
  assert_memory_equal(f->faults.data ? f->faults.data : "", wanted, f->faults.len);
}

static void codes_are_split(void **state) {
  fixture *f = *state;
  assert_int_equal(add(f, "KASTORIA_ [XKS]\n+KASTORIAN_\nRIVER_GUARD_ [TCDMILAIR]\nRIVER LEAGUE [IGOLOR]\n"
                          "HELPERS [NGOHLP]\nODD_ONES_ [TCDX]\n"),
                   0);
  assert_rows(f, "Kastoria", "XKS   ");
  assert_rows(f, "Kastorian", "XKS   ");
  assert_rows(f, "River Guard", "TCD MIL  ");
  assert_rows(f, "River League", "IGOLOR IGO  ");
  assert_rows(f, "Helpers", "NGOHLP NGO  ");
  assert_rows(f, "Odd Ones", "TCDX   ");
  casus_str code = casus_lexicon_actor(f->lexicon, CASUS_STR("River League"));
  assert_true(casus_str_eq(code, CASUS_STR("IGOLOR")));
}

static void days_restrict(void **state) {
  fixture *f = *state;
  assert_int_equal(add(f, "IDA_MOSS_ [MLIELI] ; whoever\n\t[MLIGOV 990101-20031231]\n\t[MLIOPP >040101]\n"
                          "OLD_GUARD_ [TCDMIL <310101] [TCDREB > 20200102]\n"),
                   0);
  assert_rows(f, "Ida Moss", "MLI GOV 1999-01-01 2003-12-31; MLI OPP 2004-01-01 ; MLI ELI  ");
  assert_rows(f, "Old Guard", "TCD MIL  1931-01-01; TCD REB 2020-01-02 ");
}

static void the_users_word_wins(void **state) {
  fixture *f = *state;
  casus_str before = casus_lexicon_actor(f->lexicon, CASUS_STR("Hezbollah"));
  assert_true(before.len > 0);
  assert_int_equal(add(f, "HEZBOLLAH_ [XHZ]\nGHANA_ [---]\nCHAD_ [TCD]\n"), 0);
  assert_rows(f, "Hezbollah", "XHZ   ");
  assert_rows(f, "Ghana", "");
  assert_true(casus_str_eq(casus_lexicon_actor(f->lexicon, CASUS_STR("Chad")), CASUS_STR("TCD")));
  assert_int_equal(add(f, "HEZBOLLAH_ [LBNREB]\n"), 0); /* the last file wins */
  assert_rows(f, "Hezbollah", "LBN REB  ");
}

static void agents_are_roles(void **state) {
  fixture *f = *state;
  assert_int_equal(
      add(f, "!PERSON! = MAN, MEN\nLANCE!PERSON! {} [~MIL]\nZOGGER {ZOGGERIM} [~REB]\nQUILL_BEARER [~GOVMED]\n"
             "ZEALHELPER [NGO~]\n"),
      0);
  assert_rows(f, "lanceman", " MIL  ");
  assert_rows(f, "lancemen", " MIL  ");
  assert_rows(f, "lancemans", "");
  assert_rows(f, "zoggerim", " REB  ");
  assert_rows(f, "quill bearers", " GOV  ");
  assert_rows(f, "zealhelper", " NGO  ");
}

static void faults_name_their_line(void **state) {
  fixture *f = *state;
  assert_int_equal(
      add(f, "<!-- a\nremark -->\nNAKED_\n\n+ORPHAN\nBAD_ [usa]\nLATE_ [TCDGOV 20200230]\nBACK_ [TCD 200101-190101]\n"
             "OPEN_ [TCD\n!NONE!_X [~GOV]\n- a pattern\nGOOD_ONE [TCDGOV]"),
      7);
  assert_faults(f,
                "own:3: no code for it: 'NAKED_'\nown:6: no code: 'usa'\nown:7: no limits of days: 'TCDGOV 20200230'\n"
                "own:8: no limits of days: 'TCD 200101-190101'\nown:9: no code in brackets: '[TCD'\n"
                "own:10: no such substitution: '!NONE!'\nown:11: no actor or agent: '- a pattern'\n");
  assert_rows(f, "Good One", "TCD GOV  ");
}

static void tables_are_known_by_their_header(void **state) {
  fixture *f = *state;
  assert_int_equal(add(f, "#name\taliases\tcode\tsector\trole\tfrom\tto\nIda Moss\tMoss\tMLI\tGOV\tminister\t2020\t\n"
                          "Bob\t\tmli\t\t\t\t\nJo Reed\t\tTCD\tGOV\t\tsoon\t\n"),
                   2);
  assert_faults(f, "own:3: no actor code: 'mli'\nown:4: no date: 'soon'\n");
  assert_rows(f, "Ida Moss", "MLI GOV 2020-01-01 ");
}

static int set_up(void **state) {
  static fixture f;
  f = (fixture){.arena = casus_arena_new()};
  *state = &f;
  return f.arena ? casus_lexicon_open(NULL, f.arena, &f.lexicon, NULL) : -1;
}

static int tear_down(void **state) {
  fixture *f = *state;
  casus_buffer_free(&f->faults);
  casus_arena_free(f->arena);
  return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(codes_are_split),  TEST(days_restrict),          TEST(the_users_word_wins),
      TEST(agents_are_roles), TEST(faults_name_their_line), TEST(tables_are_known_by_their_header),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
