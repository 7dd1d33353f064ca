/* Any bytes as a rule file: refused with a message, or a book whose triggers are sound; then the rules are tried on a
 * parsed sentence, and every match obeys the book: its rule, its slots and its tokens exist. */
#include <stdlib.h>

#include "coder/match.h"
#include "coder/status.h"

static void check(bool holds) {
  if (!holds) abort();
}

static casus_lexicon *built_in_lexicon(void) {
  static casus_lexicon *lexicon;
  if (lexicon) return lexicon;
  casus_arena *arena = casus_arena_new();
  check(arena && casus_lexicon_open(NULL, arena, &lexicon, NULL) == CASUS_OK);
  return lexicon;
}

static const char conllu[] = "1\tarmy\tarmy\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n2\tgave\tgive\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                             "3\trebels\trebel\tNOUN\tNNS\t_\t2\tiobj\t_\t_\n4\tnew\tnew\tADJ\tJJ\t_\t5\tamod\t_\t_\n"
                             "5\tweapons\tweapon\tNOUN\tNNS\t_\t2\tobj\t_\t_\n6\tto\tto\tPART\tTO\t_\t7\tmark\t_\t_\n"
                             "7\tattack\tattack\tVERB\tVB\t_\t2\tadvcl\t_\t_\n8\tthe\tthe\tDET\tDT\t_\t9\tdet\t_\t_\n"
                             "9\tport\tport\tNOUN\tNN\t_\t7\tobj\t_\t_\n10\twith\twith\tADP\tIN\t_\t11\tcase\t_\t_\n"
                             "11\tships\tship\tNOUN\tNNS\t_\t7\tobl\t_\t_\n\n";

static void check_book(const casus_book *book) {
  for (size_t i = 0; i < book->triggers.count; i++) {
    const casus_trigger *trigger = &book->triggers.items[i];
    check(trigger->rule < book->rules.count && trigger->part <= CASUS_PART_ADJECTIVE);
    check(trigger->next == UINT32_MAX || trigger->next < i);
  }
  for (size_t i = 0; i < book->rules.count; i++)
    check(book->rules.items[i].intensity >= -10 && book->rules.items[i].intensity <= 10 &&
          book->rules.items[i].name.len > 0);
}

static void check_matches(const casus_reading *reading, bool ties) {
  casus_matches matches = {0};
  check(casus_match_all(reading, ties, &matches) == CASUS_OK);
  for (size_t i = 0; i < matches.count; i++) {
    const casus_match *match = &matches.items[i];
    check(match->rule->is_tie == ties && match->slots.trigger < reading->text->token_count);
    if (i) check(matches.items[i - 1].slots.trigger < match->slots.trigger);
    for (size_t k = 0; k < match->slots.items.count; k++)
      check(match->slots.items.items[k].slot < CASUS_SLOT_COUNT &&
            match->slots.items.items[k].token < reading->text->token_count);
    check(casus_status_of(reading, &match->slots) < CASUS_STATUS_COUNT);
  }
  check(casus_match_select(reading, &matches) == CASUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  casus_arena *arena = casus_arena_new();
  casus_book *book = NULL;
  casus_error err = {0};
  check(arena && casus_book_new(arena, &book, NULL) == CASUS_OK);
  check(casus_book_classes(book, CASUS_STR("weapon\tweapon | missile\nbuilding\tport\nnegation\tnot\n"), NULL) ==
        CASUS_OK);
  check(casus_book_lights(book, CASUS_STR("give | come_under\tagent\t\n"), NULL) == CASUS_OK);
  check(casus_book_prepositions(book, CASUS_STR("to\tto\nwith\twith | along\n"), NULL) == CASUS_OK);
  int rc = casus_book_rules(book, "fuzzed.rules", casus_str_of(size ? (const char *)data : "", size), &err);
  check(rc == CASUS_OK || (rc == CASUS_E_DATA && err.message[0]));
  if (rc == CASUS_OK) {
    casus_text text;
    check_book(book);
    check(casus_conllu_read(CASUS_STR(conllu), arena, &text, NULL) == CASUS_OK);
    casus_mentions mentions = {.text = &text, .at = casus_arena_array(arena, text.token_count, sizeof(int32_t))};
    check(mentions.at != NULL);
    for (uint32_t i = 0; i < text.token_count; i++) mentions.at[i] = -1;
    casus_document document = {.id = CASUS_STR("fuzz"), .date = {19000, CASUS_DATE_DAY}};
    casus_reading reading = {.book = book,
                             .lexicon = built_in_lexicon(),
                             .document = &document,
                             .text = &text,
                             .mentions = &mentions,
                             .arena = arena};
    check(casus_reading_open(&reading) == CASUS_OK);
    check_matches(&reading, false);
    check_matches(&reading, true);
  }
  casus_arena_free(arena);
  return 0;
}
