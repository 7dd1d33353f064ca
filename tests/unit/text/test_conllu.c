#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

#define WORD(number, form, head, relation, misc)                                                                       \
  number "\t" form "\t" form "\tNOUN\tNN\t_\t" head "\t" relation "\t_\t" misc "\n"

static int read_text(casus_str bytes, casus_arena **arena, casus_text *text, casus_error *err) {
  *arena = casus_arena_new();
  assert_non_null(*arena);
  return casus_conllu_read(bytes, *arena, text, err);
}

static void words_and_spans(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  static const char bytes[] = "# sent_id = 1\r\n1\tThey\tthey\tPRON\tPRP\tCase=Nom\t2\tnsubj:pass\t_\t_\r\n"
                              "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\r\n"
                              "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\r\n\r\n" WORD("1", "x", "0", "root", "_") "\n";
  assert_int_equal(read_text(casus_str_from_c(bytes), &arena, &text, NULL), CASUS_OK);
  assert_int_equal(text.sentence_count, 2);
  assert_int_equal(text.token_count, 4);
  assert_true(casus_str_eq(text.bytes, CASUS_STR("They left.\nx")));
  assert_true(casus_str_eq(casus_str_span(text.bytes, text.tokens[2].span), CASUS_STR(".")));
  assert_true(casus_str_eq(casus_str_span(text.bytes, text.sentences[0].span), CASUS_STR("They left.")));
  assert_int_equal(text.tokens[0].upos, CASUS_UPOS_PRON);
  assert_int_equal(text.tokens[0].deprel, CASUS_DEP_nsubj);
  assert_int_equal(text.tokens[0].subrel, CASUS_SUB_pass);
  assert_int_equal(text.tokens[0].head, 1);
  assert_int_equal(text.tokens[1].head, -1);
  assert_false(text.tokens[1].space_after);
  assert_int_equal(text.sentences[0].root, 1);
  assert_int_equal(text.sentences[1].root, 3);
  assert_int_equal(text.tokens[3].head, -1);
  assert_int_equal(text.tokens[3].sentence, 1);
  casus_arena_free(arena);
}

static void joined_words_and_empty_nodes(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  casus_str bytes = CASUS_STR("1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n" WORD("1", "do", "0", "root", "_") WORD(
      "2", "n't", "1", "advmod", "_") "2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n" WORD("3", "!", "1", "punct", "_"));
  assert_int_equal(read_text(bytes, &arena, &text, NULL), CASUS_OK);
  assert_int_equal(text.token_count, 3);
  assert_true(casus_str_eq(text.bytes, CASUS_STR("don't!")));
  casus_arena_free(arena);
}

static void refuses(const char *bytes, size_t at) {
  casus_arena *arena;
  casus_text text = {.token_count = 77};
  casus_error err = {0};
  assert_int_equal(read_text(casus_str_from_c(bytes), &arena, &text, &err), CASUS_E_INPUT);
  assert_int_equal(err.at, at);
  assert_int_equal(text.token_count, 77);
  casus_arena_free(arena);
}

static void malformed_lines_are_refused(void **state) {
  (void)state;
  refuses("1\tx\tx\tNOUN\n", 0);
  refuses("x", 0);
  refuses("# c\n" WORD("2", "x", "0", "root", "_"), 4);
  refuses(WORD("1", "x", "-1", "root", "_"), 0);
  refuses(WORD("1", "x", "0", "rooty", "_"), 0);
  refuses("1\tx\tx\tNOUNS\tNN\t_\t0\troot\t_\t_\n", 0);
  refuses("1\t\tx\tNOUN\tNN\t_\t0\troot\t_\t_\n", 0);
  refuses("1\tx\tx\tNOUN\tNN\t_\t0\troot\t_\t_\t_\n", 0);
  refuses("2-1\tx\tx\t_\t_\t_\t_\t_\t_\t_\n", 0);
  refuses("99999999999999999999\tx\tx\t_\t_\t_\t0\troot\t_\t_\n", 0);
}

static void broken_trees_are_refused(void **state) {
  (void)state;
  static const char *const trees[] = {WORD("1", "a", "1", "dep", "_") "\n", WORD("1", "a", "2", "root", "_") "\n",
                                      WORD("1", "a", "0", "root", "_") WORD("2", "b", "0", "root", "_") "\n",
                                      WORD("1", "a", "0", "root", "_") WORD("2", "b", "3", "dep", "_")
                                          WORD("3", "c", "2", "dep", "_") "\n",
                                      "1-3\ta\ta\t_\t_\t_\t_\t_\t_\t_\n" WORD("1", "a", "0", "root", "_") "\n"};
  for (size_t i = 0; i < CASUS_COUNT(trees); i++) refuses(trees[i], strlen(trees[i]) - 1);
}

static void nothing_is_a_text(void **state) {
  (void)state;
  static const char *const empties[] = {"", "\n", "\n\n\r\n", "# only a comment"};
  for (size_t i = 0; i < CASUS_COUNT(empties); i++) {
    casus_arena *arena;
    casus_text text;
    assert_int_equal(read_text(casus_str_from_c(empties[i]), &arena, &text, NULL), CASUS_OK);
    assert_int_equal(text.token_count, 0);
    assert_int_equal(text.bytes.len, 0);
    casus_arena_free(arena);
  }
  casus_arena *arena;
  casus_text text;
  assert_int_equal(read_text((casus_str){NULL, 0}, &arena, &text, NULL), CASUS_OK);
  casus_arena_free(arena);
}

static void odd_bytes_survive(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  casus_str bytes = CASUS_STR("1\ta\0b\xFF\t_\tX\t_\t_\t_\t_\t_\t_\n2\ty\t_\t_\t_\t_\t_\t_\t_\t_");
  assert_int_equal(read_text(bytes, &arena, &text, NULL), CASUS_OK);
  assert_int_equal(text.tokens[0].form.len, 4);
  assert_int_equal(text.tokens[0].head, -1);
  assert_int_equal(text.tokens[1].head, 0);
  assert_int_equal(text.bytes.len, 6);
  casus_arena_free(arena);
}

static void writes_what_it_read(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  static const char bytes[] =
      "# sent_id = 1\n# text = Ships, sunk\n1\tShips\tship\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\tSpaceAfter=No\n"
      "2\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_\n3\tsunk\tsink\tVERB\tVBN\t_\t0\troot\t_\t_\n\n";
  assert_int_equal(read_text(casus_str_from_c(bytes), &arena, &text, NULL), CASUS_OK);
  casus_buffer out = {0};
  casus_conllu_write(&text, &out);
  casus_buffer_add_char(&out, '\0');
  assert_string_equal(out.data, bytes);
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void marks_and_links(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  static const char bytes[] = WORD("1", "Chad", "2", "nsubj", "_")
      WORD("2", "shelled", "0", "root", "Deed=ASSAULT|Manner=claimed|Doer=1|Other=3|Says=Yes|Speaker=1,4")
          WORD("3", "Niger", "2", "obj", "SpaceAfter=No|Doer=1") WORD("4", ".", "2", "punct", "Deed=?") "\n";
  assert_int_equal(read_text(casus_str_from_c(bytes), &arena, &text, NULL), CASUS_OK);
  assert_int_equal(text.mark_count, 2);
  assert_int_equal(text.link_count, 4);
  const casus_mark *mark = &text.marks[0];
  assert_int_equal(mark->token, 1);
  assert_true(casus_str_eq(mark->kind, CASUS_STR("ASSAULT")) && casus_str_eq(mark->manner, CASUS_STR("claimed")));
  assert_int_equal(mark->last_link - mark->first_link, 4);
  assert_int_equal(text.links[1].role, CASUS_ROLE_OTHER);
  assert_int_equal(text.links[1].token, 2);
  assert_int_equal(text.links[3].role, CASUS_ROLE_SPEAKER);
  assert_int_equal(text.links[3].token, 3);
  assert_true(casus_str_eq(text.marks[1].kind, CASUS_STR("?")));
  casus_buffer out = {0};
  casus_conllu_write(&text, &out);
  assert_non_null(strstr(casus_buffer_str(&out).ptr,
                         "\tDeed=ASSAULT|Manner=claimed|Sure=1.00|Says=Yes|Doer=1|Other=3|Speaker=1,4\n"));
  casus_buffer_free(&out);
  casus_arena_free(arena);
}

static void links_stay_in_their_sentence(void **state) {
  (void)state;
  casus_arena *arena;
  casus_text text;
  casus_error err = {0};
  static const char *const bad[] = {WORD("1", "a", "0", "root", "Says=Yes|Speaker=2") "\n",
                                    WORD("1", "a", "0", "root", "Says=Yes|Speaker=0") "\n",
                                    WORD("1", "a", "0", "root", "Says=Yes|Speaker=b") "\n"};
  for (size_t i = 0; i < CASUS_COUNT(bad); i++) {
    assert_int_equal(read_text(casus_str_from_c(bad[i]), &arena, &text, &err), CASUS_E_INPUT);
    casus_arena_free(arena);
  }
}

static void names_are_total(void **state) {
  (void)state;
  assert_string_equal(casus_upos_name(CASUS_UPOS_X), "X");
  assert_string_equal(casus_upos_name(CASUS_UPOS_ADJ), "ADJ");
  assert_string_equal(casus_upos_name(1000), "_");
  assert_string_equal(casus_deprel_name(CASUS_DEP_nsubj), "nsubj");
  assert_string_equal(casus_deprel_name(1000), "dep");
  assert_string_equal(casus_subrel_name(CASUS_SUB_agent), "agent");
  assert_string_equal(casus_subrel_name(CASUS_SUB_NONE), "");
  assert_string_equal(casus_subrel_name(1000), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_spans),
      cmocka_unit_test(joined_words_and_empty_nodes),
      cmocka_unit_test(malformed_lines_are_refused),
      cmocka_unit_test(broken_trees_are_refused),
      cmocka_unit_test(nothing_is_a_text),
      cmocka_unit_test(odd_bytes_survive),
      cmocka_unit_test(writes_what_it_read),
      cmocka_unit_test(marks_and_links),
      cmocka_unit_test(links_stay_in_their_sentence),
      cmocka_unit_test(names_are_total),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
