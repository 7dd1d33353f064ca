#include "text/when.h"

casus_word casus_when_word(const casus_when_scan *scan, size_t origin, size_t at) {
  return casus_words_find(scan->words, CASUS_TABLE_DATES, casus_when_form(scan, origin, at));
}

bool casus_when_is(const casus_when_scan *scan, size_t origin, size_t at, uint32_t classes) {
  return (casus_when_word(scan, origin, at).classes & classes) != 0;
}

bool casus_when_before(const casus_when_scan *scan, size_t at, const char *word) {
  return at > 0 && casus_when_eq(scan, at, at - 1, word);
}

bool casus_when_number(casus_str form, int *value) {
  int sum = 0;
  if (form.len < 1 || form.len > 4) return false;
  for (size_t i = 0; i < form.len; i++) {
    if (!casus_is_digit(form.ptr[i])) return false;
    sum = sum * 10 + (form.ptr[i] - '0');
  }
  *value = sum;
  return true;
}

int casus_when_day(casus_str form) {
  int day = 0;
  casus_str tail = form.len > 2 ? casus_str_sub(form, form.len - 2, form.len) : CASUS_STR("");
  bool ordinal = casus_str_ieq(tail, CASUS_STR("st")) || casus_str_ieq(tail, CASUS_STR("nd")) ||
                 casus_str_ieq(tail, CASUS_STR("rd")) || casus_str_ieq(tail, CASUS_STR("th"));
  if (ordinal) form.len -= 2;
  return form.len <= 2 && casus_when_number(form, &day) && day >= 1 && day <= 31 ? day : 0;
}

int casus_when_year(const casus_when_scan *scan, size_t origin, size_t at) {
  enum { FIRST_YEAR = 1500, LAST_YEAR = 2099 };
  int year = 0;
  casus_str form = casus_when_form(scan, origin, at);
  return form.len == 4 && casus_when_number(form, &year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

bool casus_when_joint(const casus_when_scan *scan, size_t first, size_t joint) {
  if (casus_when_eq(scan, first, joint, "-") || casus_when_eq(scan, first, joint, "–")) return true;
  if (casus_when_eq(scan, first, joint, "and")) return casus_when_before(scan, first, "between");
  return casus_when_is(scan, first, joint, CASUS_DATES_JOINT);
}

void casus_when_set_months(int year, int month, int count, casus_when *when) {
  int last = month + count - 1;
  casus_date_from_civil(year, month, 0, &when->date);
  casus_date_from_civil(year + (last - 1) / 12, (last - 1) % 12 + 1, 0, &when->until);
}

static casus_outlook verb_outlook(const casus_when_scan *scan, size_t at) {
  const casus_token *token = &scan->text->tokens[at];
  if (casus_words_is(scan->words, CASUS_TABLE_DATES, token->form, CASUS_DATES_FUTURE)) return CASUS_OUTLOOK_FUTURE;
  bool says = casus_words_is(scan->words, CASUS_TABLE_WORDS, token->form, CASUS_WORD_SAY);
  bool past = scan->tagged
                  ? casus_str_eq(token->xpos, CASUS_STR("VBD")) || (says && casus_str_eq(token->xpos, CASUS_STR("VBZ")))
                  : says || (token->form.len > 4 && casus_str_ends(token->form, CASUS_STR("ed")));
  return past ? CASUS_OUTLOOK_PAST : CASUS_OUTLOOK_UNKNOWN;
}

casus_outlook casus_when_outlook(const casus_when_scan *scan, size_t at) {
  enum { REACH = 14 };
  const casus_sentence *sentence = &scan->text->sentences[scan->text->tokens[at].sentence];
  casus_outlook outlook = CASUS_OUTLOOK_UNKNOWN;
  for (size_t i = at; i > sentence->first && at - i < REACH && !outlook; i--) outlook = verb_outlook(scan, i - 1);
  for (size_t i = at + 1; i < sentence->last && i - at < REACH && !outlook; i++) outlook = verb_outlook(scan, i);
  return outlook;
}

/* "Wednesday, June 19", "Wednesday (June 19)": the weekday adds nothing to the day. */
static size_t weekday_and_day(const casus_when_scan *scan, size_t at, casus_when *when) {
  if (!casus_when_is(scan, at, at, CASUS_DATES_WEEKDAY)) return 0;
  bool bracket = casus_when_eq(scan, at, at + 1, "(");
  size_t next = at + 1 + (bracket || casus_when_eq(scan, at, at + 1, ","));
  if (!casus_when_form(scan, at, next).len) return 0;
  bool has_day = casus_when_day(casus_when_form(scan, at, next)) ||
                 casus_when_day(casus_when_form(scan, at, next + 1)) ||
                 casus_when_day(casus_when_form(scan, at, next + 2));
  size_t end = has_day ? casus_when_calendar(scan, next, when) : 0;
  if (!end || !bracket) return end;
  return casus_when_eq(scan, at, end, ")") ? end + 1 : 0;
}

/* "Monday to Thursday": two days that the rules found, with a joint between. */
static size_t take_second(const casus_when_scan *scan, size_t end, casus_when *when) {
  casus_when second = {0};
  bool from = casus_when_before(scan, when->first, "from") || casus_when_before(scan, when->first, "between");
  if (!from || casus_date_known(when->until) || !casus_when_joint(scan, when->first, end)) return end;
  if (!casus_when_form(scan, when->first, end + 1).len) return end;
  size_t last = casus_when_relative(scan, end + 1, &second);
  if (!last || !casus_date_known(second.date) || second.date.precision != when->date.precision) return end;
  enum { WEEK = 7 };
  bool weekday = casus_when_is(scan, end + 1, end + 1, CASUS_DATES_WEEKDAY);
  if (weekday && second.date.day <= when->date.day) second.date.day += WEEK;
  if (second.date.day <= when->date.day) return end;
  when->until = second.date;
  return last;
}

static bool has_digit(casus_str form) {
  for (size_t i = 0; i < form.len; i++)
    if (casus_is_digit(form.ptr[i])) return true;
  return false;
}

/* No rule finds anything where no word has a digit or names a day, month, season or period. */
static bool may_hold_date(const casus_when_scan *scan, const casus_sentence *sentence) {
  const uint32_t classes = CASUS_DATES_MONTH | CASUS_DATES_WEEKDAY | CASUS_DATES_DAYPART | CASUS_DATES_DEICTIC |
                           CASUS_DATES_PERIOD | CASUS_DATES_SEASON | CASUS_DATES_CLOCK;
  for (size_t at = sentence->first; at < sentence->last; at++) {
    casus_str form = scan->text->tokens[at].form;
    if (has_digit(form)) return true;
    if (casus_words_is(scan->words, CASUS_TABLE_DATES, form, classes) || casus_str_ieq(form, CASUS_STR("weekend")))
      return true;
  }
  return false;
}

/* Every rule begins with digits, an article, a number or a word of the table; most words are none of these. */
static bool may_begin(const casus_when_scan *scan, casus_str form) {
  if (has_digit(form)) return true;
  char first = casus_to_lower(form.ptr[0]);
  if ((first == 't' || first == 'a') && (casus_str_ieq(form, CASUS_STR("the")) || casus_str_ieq(form, CASUS_STR("a")) ||
                                         casus_str_ieq(form, CASUS_STR("an"))))
    return true;
  return casus_words_find(scan->words, CASUS_TABLE_DATES, form).classes ||
         casus_words_find(scan->words, CASUS_TABLE_NUMBERS, form).classes || casus_str_starts(form, CASUS_STR("mid-"));
}

bool casus_whens_find(const casus_words *words, casus_date published, casus_text *text, casus_arena *arena) {
  static casus_when_rule *const rules[] = {weekday_and_day, casus_when_stretch, casus_when_calendar,
                                           casus_when_relative};
  casus_when_scan scan = {words, text, published, casus_is_tagged(text)};
  CASUS_VEC(casus_when) found = {0};
  for (size_t at = 0; at < text->token_count;) {
    const casus_sentence *sentence = &text->sentences[text->tokens[at].sentence];
    if (at == sentence->first && !may_hold_date(&scan, sentence)) {
      at = sentence->last;
      continue;
    }
    casus_when when = {0};
    size_t end = 0;
    bool begins = may_begin(&scan, text->tokens[at].form);
    for (size_t i = 0; i < CASUS_COUNT(rules) && begins && !end; i++) {
      when = (casus_when){.first = (uint32_t)at};
      end = rules[i](&scan, at, &when);
    }
    if (!end) {
      at++;
      continue;
    }
    end = take_second(&scan, end, &when);
    when.last = (uint32_t)end;
    casus_when_take_vague(&scan, &when);
    casus_when *slot = casus_vec_push(&found, arena);
    if (!slot) return false;
    *slot = when;
    at = end;
  }
  text->whens = found.items;
  text->when_count = (uint32_t)found.count;
  return true;
}
