/* One story with many documents: what is a reprint and what is not, whatever the order of arrival. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "unit/record/memory_record.h"

#define LEAD                                                                                                           \
  "The harbour master of Port Elm said on Monday that three ferries would carry grain to the northern islands. "
#define BODY "Farmers there lost most of their harvest in the floods of May, and prices have doubled in a month. "
#define TAIL "The first boat leaves on Wednesday with 400 tons on board, the second a week later with 900 tons."
#define OTHER                                                                                                          \
  "Ferries to the northern islands will be full of wheat from Wednesday on, the chief of Port Elm told reporters. "    \
  "After the May floods a loaf costs twice what it did, and growers have asked the capital for help with seed."
#define FORM(a, b, c)                                                                                                  \
  "Port Elm daily count: " a " ships came in, " b " ships left, and " c " crates lay on the quay at noon."
#define MORE                                                                                                           \
  "In other news, the theatre of Port Elm opens its season with a comedy about two brothers and a borrowed goat. "     \
  "Tickets are sold at the gate from noon, and the play is shown twice on each of the days of the fair."

static casus_date day(int of_june) {
  casus_date date = {0, CASUS_DATE_NONE};
  if (of_june) casus_date_from_civil(2024, 6, of_june, &date);
  return date;
}

typedef struct report {
  const char *title, *text;
  int day;
} report;

static void add(fixture *f, casus_str id, const report *r) {
  casus_document d = {.id = id, .title = casus_str_from_c(r->title), .text = casus_str_from_c(r->text)};
  const casus_str parts[] = {d.title, d.text};
  d.content = casus_content_id(f->arena, parts, 2);
  d.date = day(r->day);
  const casus_text text = {.bytes = d.text};
  const casus_coding coding = {0};
  bool added = false;
  assert_int_equal(casus_record_add(f->record, &d, &text, &coding, day(30), &added, NULL), CASUS_OK);
  assert_true(added);
}

/* Named by their places: "0", "1", … */
static void add_all(fixture *f, const report *reports, const size_t *order, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t at = order ? order[i] : i;
    add(f, casus_arena_printf(f->arena, "%zu", at), &reports[at]);
  }
}

static const casus_story *story_in(fixture *f, const casus_story_view *view, size_t number) {
  casus_stories *stories;
  const casus_story *story;
  assert_int_equal(casus_stories_open(f->record, view, f->arena, &stories, NULL), CASUS_OK);
  casus_str id = casus_arena_printf(f->arena, "%zu", number);
  assert_int_equal(casus_stories_of(stories, id, &story, NULL), CASUS_OK);
  return story;
}

static const casus_story *story_of(fixture *f, size_t number) {
  const casus_story_view all = {0};
  return story_in(f, &all, number);
}

static bool together(fixture *f, size_t a, size_t b) { return casus_str_eq(story_of(f, a)->id, story_of(f, b)->id); }

static void what_a_story_is(void **state) {
  static const report reports[] = {
      {"Grain for the islands", LEAD BODY TAIL, 3},
      {"Ferries to carry grain", "PORT ELM, June 3 (Wire) - " LEAD BODY TAIL "\nAll rights reserved.",
       4},                                     /* elsewhere */
      {"Grain for the islands", LEAD BODY, 3}, /* cut */
      {"(2nd LD) Grain for the islands",
       "(Adds quotes) " LEAD BODY "The first boat leaves on Wednesday with 450 tons on board, the second a week later "
       "with 900 tons. The cabinet is to meet on Thursday, and the union of boatmen asks for fuel.",
       3},                                            /* carried on, with another number */
      {"World briefing", LEAD BODY TAIL " " MORE, 3}, /* most of a round-up */
      {"On stage in Port Elm", MORE, 3},              /* the rest of it */
      {"Bread dear in the north", OTHER, 3},          /* the same event, told by another */
  };
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  for (size_t i = 1; i <= 4; i++) assert_true(together(f, 0, i));
  assert_false(together(f, 0, 5));
  assert_false(together(f, 0, 6));
  assert_int_equal(story_of(f, 0)->document_count, 5);
  assert_int_equal(story_of(f, 6)->document_count, 1);
  assert_true(casus_str_eq(story_of(f, 0)->documents[0], CASUS_STR("0")));
}

static void forms_are_not_reprints(void **state) {
  static const report reports[] = {
      {"Count", FORM("31", "28", "4,100"), 3},       {"Count", FORM("35", "30", "3,950"), 4},
      {"Count", FORM("22", "41", "1,700"), 3},       {"Count", FORM("31", "28", "4100"), 12},
      {"Daily count", FORM("31", "28", "4100"), 28}, {"Undated", FORM("31", "28", "4,100"), 0}};
  fixture *f = *state;
  add_all(f, reports, NULL, 5);
  assert_false(together(f, 0, 1));
  assert_false(together(f, 0, 2));
  assert_true(together(f, 0, 3)); /* the same words within a month */
  assert_true(together(f, 0, 4));
  add(f, CASUS_STR("5"), &reports[5]);
  assert_true(together(f, 0, 5)); /* an unknown day is like any */
  assert_false(together(f, 1, 5));
}

#define DRILL(who, what)                                                                                               \
  who " " what                                                                                                         \
      " during the spring exercise of the Elm fleet off Cape Lorn, which brings together crews of nine ports for two " \
      "weeks of training in rescue, navigation and the fighting of fires. Photo by the press office of the fleet."

/* What is told stands at the start, and in the title. */
static void a_form_for_another_is_another_story(void **state) {
  static const report reports[] = {
      {"Rescue drill aboard the Elm", DRILL("Boatswain Ada Morse", "lowers a raft from the upper deck at dawn"), 3},
      {"Rescue drill aboard the Elm", DRILL("Stoker Jon Pell", "climbs into an orange raft beside the stern"), 3},
      {"Bakers feed the fleet", DRILL("Chief cook Ivo Tam", "takes eighty loaves out of an oven below deck"), 3}};
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_true(together(f, 0, 1));
  assert_false(together(f, 0, 2));
  assert_false(together(f, 1, 2));
}

#define RATE(who)                                                                                                      \
  who " said that it has raised its lending rate to 7 pct from 6 pct, with effect from the first of May."

/* Each title names whom its own text names and the other does not. */
static void a_form_with_other_names_is_another_story(void **state) {
  static const report reports[] = {{"Dorn Savings raises lending rate", RATE("Dorn Savings"), 3},
                                   {"First Lorn raises lending rate", RATE("The First Bank of Lorn"), 3},
                                   {"Dorn Savings raises rate", "PORT ELM - " RATE("Dorn Savings"), 3}};
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_false(together(f, 0, 1));
  assert_true(together(f, 0, 2));
}

static void a_text_that_says_nothing_of_its_title(void **state) {
  static const report reports[] = {{"Minister resigns over letter", MORE, 3}, {"Flood reaches Dorn", MORE, 3},
                                   {"Flood reaches Dorn", MORE, 4},           {"Theatre opens in Port Elm", MORE, 4},
                                   {"Morning talk 117", BODY TAIL, 3},        {"Morning talk 118", BODY TAIL, 4}};
  fixture *f = *state;
  add_all(f, reports, NULL, 3);
  assert_false(together(f, 0, 1));
  assert_true(together(f, 1, 2));
  for (size_t i = 3; i < CASUS_COUNT(reports); i++) add(f, casus_arena_printf(f->arena, "%zu", i), &reports[i]);
  assert_true(together(f, 2, 3));  /* the text is of that title, wherever else it was printed */
  assert_false(together(f, 4, 5)); /* the next of a series */
}

#define VOTE                                                                                                           \
  "The assembly of Dorn voted on Monday to lend the harbour 40 million crowns for a new mole, the speaker "            \
  "said, and it asked the cabinet to settle with the quarry of Lorn the price of the stone by the end of June. "
#define BEFORE                                                                                                         \
  "Members of the fishing party had asked for a delay until the survey of the sea bed is finished in the autumn. "     \
  "Shares of the harbour company had fallen all week on fears that the loan would be refused."
#define AFTER                                                                                                          \
  "Work is to begin before the first storms, and the mayor spoke of a day that his town had long waited for. "         \
  "The fishing party left the hall before the count, and its leader called the vote a farce."

static void an_update_written_anew(void **state) {
  static const report reports[] = {{"Dorn lends harbour money for mole", VOTE BEFORE, 3},
                                   {"Dorn lends money for harbour mole", VOTE AFTER, 3},
                                   {"Mayor hails new mole", VOTE AFTER " It was cold.", 9},
                                   {"Dorn lends harbour money for mole", VOTE BEFORE " It rained.", 8}};
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_true(together(f, 0, 1));
  assert_false(together(f, 2, 3)); /* neither of one day nor below one headline */
  assert_false(together(f, 1, 3));
}

/* Long enough that the twelve keys of the whole text would find the cut one by luck alone. */
static void a_cut_to_the_start_is_found(void **state) {
  fixture *f = *state;
  casus_buffer text = {0};
  casus_buffer_printf(&text, "%s", LEAD BODY);
  for (int i = 0; i < 400; i++)
    casus_buffer_printf(&text, "Boat %c%c%c sails at dusk. ", 'a' + i % 26, 'a' + i / 7 % 26, 'a' + i / 3 % 26);
  const report reports[] = {{"Grain for the islands", text.data, 3}, {"Grain for the islands", LEAD BODY, 3}};
  add_all(f, reports, NULL, 2);
  assert_true(together(f, 0, 1));
  casus_buffer_free(&text);
}

static void scripts_without_spaces(void **state) {
  static const report reports[] = {
      {"渡轮将运粮往北方各岛",
       "港务局长星期一说，三艘渡轮将把粮食运往北方各岛。五月的洪水毁了那里的大部分收成，粮价一个月内涨了一倍。", 3},
      {"粮食将运往北方",
       "（记者报道）港务局长星期一说：三艘渡轮将把粮食运往北方各岛。五月的洪水毁了那里的大部分收成，粮价一个月内涨了一"
       "倍！",
       3},
      {"居民要求降低面包价格",
       "北方各岛的居民星期二走上街头，要求首都降低面包价格。警方说，有两千人参加了集会，没有人受伤。", 3},
  };
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_true(together(f, 0, 1));
  assert_false(together(f, 0, 2));
}

static void few_words_are_told_by_their_title(void **state) {
  static const report reports[] = {{"Storm in the west", "Photo: agency", 3},
                                   {"Vote in the east", "Photo: agency", 3},
                                   {"Vote in the east", "Photo - AGENCY", 3},
                                   {"Nothing", "", 3},
                                   {"Nothing else", "…", 3}};
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_false(together(f, 0, 1));
  assert_true(together(f, 1, 2));
  assert_false(together(f, 3, 4));
}

/* a and c have too little in common; b joins them. */
static void a_later_document_does_not_change_an_earlier_day(void **state) {
  static const report reports[] = {
      {"a", LEAD BODY, 3}, {"b", LEAD BODY TAIL " " OTHER, 6}, {"c", BODY TAIL " " OTHER, 5}};
  fixture *f = *state;
  add_all(f, reports, NULL, CASUS_COUNT(reports));
  assert_true(together(f, 0, 2));
  const casus_story_view before = {.as_of = day(5)};
  assert_int_equal(story_in(f, &before, 0)->document_count, 1);
  assert_int_equal(story_in(f, &before, 2)->document_count, 1);
  const casus_str joining = CASUS_STR("1");
  const casus_story_view without = {.without = &joining, .without_count = 1};
  assert_int_equal(story_in(f, &without, 0)->document_count, 1);
  casus_stories *stories;
  const casus_story *story;
  assert_int_equal(casus_stories_open(f->record, &before, f->arena, &stories, NULL), CASUS_OK);
  assert_int_equal(casus_stories_of(stories, joining, &story, NULL), CASUS_E_INPUT);
  assert_int_equal(casus_stories_of(stories, CASUS_STR("none"), &story, NULL), CASUS_E_INPUT);
}

/* All orders of arrival of four documents. */
static void order_of_arrival(void **state) {
  (void)state;
  static const report reports[] = {{"a", LEAD BODY, 3},
                                   {"b", LEAD BODY TAIL " " OTHER, 6},
                                   {"c", BODY TAIL " " OTHER, 5},
                                   {"d", FORM("1", "2", "3"), 5}};
  char expected[400] = "";
  for (size_t code = 0; code < 256; code++) {
    size_t order[] = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
    if ((1u << order[0] | 1u << order[1] | 1u << order[2] | 1u << order[3]) != 15) continue;
    void *made;
    set_up(&made);
    fixture *f = made;
    add_all(f, reports, order, 4);
    char found[400];
    size_t used = 0;
    for (size_t i = 0; i < 4; i++)
      used += (size_t)snprintf(found + used, sizeof found - used, "%.*s %zu\n", CASUS_STR_FMT(story_of(f, i)->id),
                               story_of(f, i)->document_count);
    if (!*expected) memcpy(expected, found, sizeof expected);
    assert_string_equal(found, expected);
    tear_down(&made);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(what_a_story_is),
      TEST(forms_are_not_reprints),
      TEST(a_form_for_another_is_another_story),
      TEST(a_form_with_other_names_is_another_story),
      TEST(a_text_that_says_nothing_of_its_title),
      TEST(an_update_written_anew),
      TEST(a_cut_to_the_start_is_found),
      TEST(scripts_without_spaces),
      TEST(few_words_are_told_by_their_title),
      TEST(a_later_document_does_not_change_an_earlier_day),
      cmocka_unit_test(order_of_arrival),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
