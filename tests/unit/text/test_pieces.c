/* Words as the pieces of an encoder, and how they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/careful/pieces.h"

static const char *const spelt[] = {"[UNK]",
                                    "ship",
                                    "##s",
                                    "##ping",
                                    "s",
                                    "a",
                                    "##a",
                                    "1",
                                    "##2",
                                    ",",
                                    "-",
                                    "cafe",
                                    "\xE4\xB8\xAD",
                                    "\xE5\x9B\xBD",
                                    "strasse",
                                    "stra\xC3\x9F"
                                    "e",
                                    "##",
                                    "#",
                                    "ab",
                                    "\xCF\x83",
                                    "\xE1\x84\x92",
                                    "##\xE1\x85\xA1",
                                    "##\xE1\x86\xAB"};

typedef struct fixture {
  casus_arena *arena;
  casus_vocabulary vocabulary;
} fixture;
static fixture f;

static int set_up(void **state) {
  (void)state;
  casus_buffer strings = {0};
  for (size_t i = 0; i < CASUS_COUNT(spelt); i++) {
    casus_buffer_add_char(&strings, (char)strlen(spelt[i]));
    casus_buffer_add_c(&strings, spelt[i]);
  }
  f.arena = casus_arena_new();
  if (!f.arena) return -1;
  casus_str kept = casus_arena_copy(f.arena, casus_buffer_str(&strings));
  casus_buffer_free(&strings);
  return casus_vocabulary_open(f.arena, kept, &f.vocabulary);
}

static int tear_down(void **state) {
  (void)state;
  casus_arena_free(f.arena);
  return 0;
}

/* `expected`: pieces with spaces between them. */
static void assert_pieces(const char *form, const char *expected) {
  uint16_t found[CASUS_PIECES_MOST];
  casus_str rest = casus_str_from_c(expected), piece;
  size_t count = casus_pieces_of(&f.vocabulary, casus_str_from_c(form), found), i = 0;
  assert_true(count > 0 && count <= CASUS_PIECES_MOST);
  for (; casus_str_split(&rest, ' ', &piece); i++) {
    assert_true(i < count);
    assert_true(casus_str_eq(piece, casus_str_from_c(spelt[found[i]])));
  }
  assert_int_equal(i, count);
}

static void cuts_words(void **state) {
  (void)state;
  assert_pieces("ships", "ship ##s");
  assert_pieces("SHIPPING", "ship ##ping");
  assert_pieces("shipx", "[UNK]");
  assert_pieces("quux", "[UNK]");
  assert_pieces("12", "1 ##2");
  assert_pieces("12,2", "1 ##2 , [UNK]");
  assert_pieces("s-ship", "s - ship");
  assert_pieces("##", "# #");
  assert_pieces("a s", "a s");
  assert_pieces("", "[UNK]");
  assert_pieces(" ", "[UNK]");
}

static void spells_as_the_encoder(void **state) {
  (void)state;
  assert_pieces("Caf\xC3\xA9", "cafe");
  assert_pieces("cafe\xCC\x81", "cafe");
  assert_pieces("Stra\xC3\x9F"
                "e",
                "stra\xC3\x9F"
                "e");
  assert_pieces("\xCE\xA3", "\xCF\x83");
  assert_pieces("\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD \xE5\x9B\xBD");
  assert_pieces("a\xE4\xB8\xAD"
                "a",
                "a \xE4\xB8\xAD a");
  assert_pieces("\xED\x95\x9C", "\xE1\x84\x92 ##\xE1\x85\xA1 ##\xE1\x86\xAB"); /* Hangul comes apart */
  assert_pieces("a\xE2\x80\x8B"
                "a",
                "a ##a"); /* a zero-width space is nothing */
  assert_pieces("a\xC2\xA0"
                "a",
                "a a");
  assert_pieces("\xE2\x80\x9C", "[UNK]");
  assert_pieces("a\xFF"
                "a",
                "a ##a");
}

static void bounds_what_is_long(void **state) {
  (void)state;
  char form[400];
  uint16_t found[CASUS_PIECES_MOST];
  memset(form, 'a', sizeof form);
  assert_int_equal(casus_pieces_of(&f.vocabulary, casus_str_of(form, CASUS_PIECE_LETTERS), found), CASUS_PIECES_MOST);
  assert_string_equal(spelt[found[11]], "##a");
  assert_int_equal(casus_pieces_of(&f.vocabulary, casus_str_of(form, CASUS_PIECE_LETTERS + 1), found), 1);
  assert_int_equal(found[0], 0);
  memset(form, ',', sizeof form);
  assert_int_equal(casus_pieces_of(&f.vocabulary, casus_str_of(form, sizeof form), found), CASUS_PIECES_MOST);
}

static void refuses_cut_strings(void **state) {
  (void)state;
  casus_vocabulary v;
  assert_int_equal(casus_vocabulary_open(f.arena, CASUS_STR(""), &v), CASUS_E_DATA);
  assert_int_equal(casus_vocabulary_open(f.arena,
                                         CASUS_STR("\x03"
                                                   "ab"),
                                         &v),
                   CASUS_E_DATA);
}

static void tells_how_words_are_written(void **state) {
  (void)state;
  static const struct {
    const char *form;
    uint8_t writing;
  } cases[] = {{"12", 1},
               {"1,200", 1},
               {"\xC2\xB2", 1},
               {"...", 2},
               {"", 2},
               {"ship", 3},
               {"a-1", 3},
               {"\xC3\xA9t\xC3\xA9", 3},
               {"NATO", 4},
               {"U.S.", 4},
               {"I", 5},
               {"Ship", 6},
               {"\xC3\x89lys\xC3\xA9"
                "e",
                6},
               {"McX", 6},
               {"iPhone", 7},
               {"\xE4\xB8\xAD", 7},
               {"$", 2}};
  for (size_t i = 0; i < CASUS_COUNT(cases); i++)
    assert_int_equal(casus_writing(casus_str_from_c(cases[i].form)), cases[i].writing);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(cuts_words), cmocka_unit_test(spells_as_the_encoder),
                                     cmocka_unit_test(bounds_what_is_long), cmocka_unit_test(refuses_cut_strings),
                                     cmocka_unit_test(tells_how_words_are_written)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
