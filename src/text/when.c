#include "text/when.h"

/* A day named without a year lies at most this far ahead of a report, unless the clause looks ahead. */
enum { DAYS_AHEAD = 95, FIRST_YEAR = 1900, LAST_YEAR = 2099 };

casus_str casus_when_form(const casus_when_scan *scan, size_t origin, size_t at) {
  const casus_sentence *sentence = &scan->text->sentences[scan->text->tokens[origin].sentence];
  return at >= sentence->first && at < sentence->last ? scan->text->tokens[at].form : CASUS_STR("");
}

casus_word casus_when_word(const casus_when_scan *scan, size_t origin, size_t at) {
  return casus_words_find(scan->words, CASUS_TABLE_DATES, casus_when_form(scan, origin, at));
}

bool casus_when_is(const casus_when_scan *scan, size_t origin, size_t at, uint32_t classes) {
  return (casus_when_word(scan, origin, at).classes & classes) != 0;
}

bool casus_when_eq(const casus_when_scan *scan, size_t origin, size_t at, const char *word) {
  return casus_str_ieq(casus_when_form(scan, origin, at), casus_str_from_c(word));
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

static int year_at(const casus_when_scan *scan, size_t origin, size_t at) {
  int year = 0;
  casus_str form = casus_when_form(scan, origin, at);
  return form.len == 4 && casus_when_number(form, &year) && year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

static casus_outlook verb_outlook(const casus_when_scan *scan, size_t at) {
  const casus_token *token = &scan->text->tokens[at];
  if (casus_words_is(scan->words, CASUS_TABLE_DATES, token->form, CASUS_DATES_FUTURE)) return CASUS_OUTLOOK_FUTURE;
  bool past = casus_str_eq(token->xpos, CASUS_STR("VBD")) ||
              casus_words_is(scan->words, CASUS_TABLE_WORDS, token->form, CASUS_WORD_SAY) ||
              (!scan->tagged && token->form.len > 4 && casus_str_ends(token->form, CASUS_STR("ed")));
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

/* The year that month (and day; 0: none) of a report most likely means. */
static bool guess_year(const casus_when_scan *scan, size_t at, int month, int day, casus_date *date) {
  int year, m, d;
  if (!casus_date_known(scan->published)) return false;
  casus_outlook outlook = casus_when_outlook(scan, at);
  int32_t today = scan->published.day;
  casus_civil_from_days(today, &year, &m, &d);
  if (outlook == CASUS_OUTLOOK_FUTURE) {
    for (int y = year; y <= year + 1; y++)
      if (casus_date_from_civil(y, month, day, date) && casus_date_last_day(*date) >= today) return true;
    return false;
  }
  int32_t limit = today + (outlook == CASUS_OUTLOOK_PAST ? 0 : DAYS_AHEAD);
  for (int y = year + 1; y >= year - 4; y--) /* 29 February needs up to four years */
    if (casus_date_from_civil(y, month, day, date) && date->day <= limit) return true;
  return false;
}

static void set_date(const casus_when_scan *scan, size_t at, int year, int month, int day, casus_when *when) {
  casus_date date = {0};
  bool known = year ? casus_date_from_civil(year, month, day, &date) : guess_year(scan, at, month, day, &date);
  when->date = known ? date : (casus_date){0};
  when->relative = !year;
}

/* [,] 2024 behind a day and month. Returns the end and the year, 0: none. */
static size_t take_year(const casus_when_scan *scan, size_t origin, size_t at, int *year) {
  size_t end = at + (casus_when_eq(scan, origin, at, ",") || casus_when_eq(scan, origin, at, "of"));
  *year = year_at(scan, origin, end);
  return *year ? end + 1 : at;
}

/* "- 20" behind "June 19", "- 20 June" behind "19": the rest of a range, which starts on the first day. */
static size_t skip_range(const casus_when_scan *scan, size_t origin, size_t at) {
  bool joint = casus_when_eq(scan, origin, at, "-") || casus_when_eq(scan, origin, at, "–");
  return joint && casus_when_day(casus_when_form(scan, origin, at + 1)) ? at + 2 : at;
}

/* [the] 19[th] [of] June [[,] 2024] */
static size_t day_month(const casus_when_scan *scan, size_t at, casus_when *when) {
  size_t end = at + casus_when_eq(scan, at, at, "the");
  int day = casus_when_day(casus_when_form(scan, at, end)), year;
  if (!day) return 0;
  end = skip_range(scan, at, end + 1);
  end += casus_when_eq(scan, at, end, "of");
  casus_word month = casus_when_word(scan, at, end);
  if (!(month.classes & CASUS_DATES_MONTH) || !casus_is_upper(casus_when_form(scan, at, end).ptr[0])) return 0;
  end = take_year(scan, at, end + 1, &year);
  set_date(scan, at, year, (int)month.value, day, when);
  return end;
}

static bool is_bare_month(const casus_when_scan *scan, size_t at) {
  casus_str form = casus_when_form(scan, at, at);
  bool verb = casus_str_eq(form, CASUS_STR("May")) || casus_str_eq(form, CASUS_STR("March"));
  bool led = at > 0 && casus_when_is(scan, at, at - 1, CASUS_DATES_BEFORE | CASUS_DATES_WHICH);
  casus_str next = casus_when_form(scan, at, at + 1);
  return led || (!verb && form.len > 3 && !(next.len > 1 && casus_is_upper(next.ptr[0])));
}

/* June 19[th] [[,] 2024], June [of] 2024, June; "mid-June". */
static size_t month_day(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_word month = casus_when_word(scan, at, at);
  casus_str form = casus_when_form(scan, at, at);
  bool capital = casus_is_upper(form.ptr[0]) || casus_str_starts(form, CASUS_STR("mid-"));
  if (!(month.classes & CASUS_DATES_MONTH) || !capital) return 0;
  int year, day = casus_when_day(casus_when_form(scan, at, at + 1));
  size_t end = day ? skip_range(scan, at, at + 2) : at + 1;
  size_t with_year = take_year(scan, at, end, &year);
  if (!day && !year && !is_bare_month(scan, at)) return 0;
  set_date(scan, at, year, (int)month.value, day, when);
  return with_year;
}

/* "2024. 6. 22." of Korean pages. */
static size_t dotted(const casus_when_scan *scan, size_t at, casus_when *when) {
  int year = year_at(scan, at, at), month = 0, day = 0;
  bool shape = year && casus_when_eq(scan, at, at + 1, ".") &&
               casus_when_number(casus_when_form(scan, at, at + 2), &month) && casus_when_eq(scan, at, at + 3, ".") &&
               casus_when_number(casus_when_form(scan, at, at + 4), &day);
  if (!shape || !month || !day || !casus_date_from_civil(year, month, day, &when->date)) return 0;
  return at + 5 + casus_when_eq(scan, at, at + 5, ".");
}

/* 2024-06-19, 2024/6/19, 2024.06.19, 19.06.2024, 06/19/2024. Where day and month could both be either, the year only.
 */
static size_t numeric(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_str form = casus_when_form(scan, at, at), part;
  int parts[3], count = 0;
  char joint = 0;
  for (size_t i = 0; i < form.len && !joint; i++)
    if (strchr("-/.", form.ptr[i])) joint = form.ptr[i];
  for (casus_str rest = form; joint && casus_str_split(&rest, joint, &part); count++)
    if (count == 3 || !casus_when_number(part, &parts[count])) return 0;
  if (count != 3) return 0;
  if (parts[0] >= FIRST_YEAR) return casus_date_from_civil(parts[0], parts[1], parts[2], &when->date) ? at + 1 : 0;
  if (parts[2] < FIRST_YEAR || parts[2] > LAST_YEAR) return 0;
  int day = parts[0] > 12 || joint == '.' ? parts[0] : parts[1],
      month = parts[0] > 12 || joint == '.' ? parts[1] : parts[0];
  bool either = joint != '.' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
  return casus_date_from_civil(parts[2], either ? 0 : month, either ? 0 : day, &when->date) ? at + 1 : 0;
}

/* A word of grammar, a mark or the end: what stands behind a year, but not behind a number that counts. */
static bool ends_phrase(const casus_when_scan *scan, size_t origin, size_t at) {
  casus_str form = casus_when_form(scan, origin, at);
  size_t size;
  return form.len == 0 || casus_glyph_at(form, 0, &size) == CASUS_GLYPH_OTHER ||
         casus_words_is(scan->words, CASUS_TABLE_WORDS, form, CASUS_WORD_FUNCTION);
}

static size_t bare_year(const casus_when_scan *scan, size_t at, casus_when *when) {
  int year = year_at(scan, at, at);
  if (!year) return 0;
  casus_str before = at > 0 ? casus_when_form(scan, at, at - 1) : CASUS_STR("");
  bool led = at > 0 && casus_when_is(scan, at, at - 1, CASUS_DATES_BEFORE);
  bool strict = casus_str_ieq(before, CASUS_STR("in")) || casus_str_ieq(before, CASUS_STR("since")) ||
                casus_str_ieq(before, CASUS_STR("by")) || casus_str_ieq(before, CASUS_STR("during"));
  bool bracket = casus_str_eq(before, CASUS_STR("(")) && ends_phrase(scan, at, at + 1);
  bool article = year % 100 != 0 && (casus_str_ieq(before, CASUS_STR("the")) || casus_str_ieq(before, CASUS_STR("a")));
  bool range = at > 1 && casus_str_eq(before, CASUS_STR("-")) && year_at(scan, at, at - 2);
  if (!(led && (ends_phrase(scan, at, at + 1) || (strict && year % 100))) && !bracket && !article && !range) return 0;
  set_date(scan, at, year, 0, 0, when);
  return at + 1;
}

/* "Wednesday, June 19": the weekday adds nothing to the day. */
static size_t weekday_and_day(const casus_when_scan *scan, size_t at, casus_when *when) {
  if (!casus_when_is(scan, at, at, CASUS_DATES_WEEKDAY)) return 0;
  size_t next = at + 1 + casus_when_eq(scan, at, at + 1, ",");
  if (!casus_when_form(scan, at, next).len) return 0;
  size_t end = month_day(scan, next, when);
  return end > next + 1 ? end : day_month(scan, next, when);
}

bool casus_whens_find(const casus_words *words, casus_date published, casus_text *text, casus_arena *arena) {
  static casus_when_rule *const rules[] = {weekday_and_day,    numeric, dotted, day_month, month_day, bare_year,
                                           casus_when_relative};
  casus_when_scan scan = {words, text, published, casus_is_tagged(text)};
  CASUS_VEC(casus_when) found = {0};
  for (size_t at = 0; at < text->token_count;) {
    casus_when when = {.first = (uint32_t)at};
    size_t end = 0;
    for (size_t i = 0; i < CASUS_COUNT(rules) && !end; i++) end = rules[i](&scan, at, &when);
    if (!end) {
      at++;
      continue;
    }
    when.last = (uint32_t)end;
    casus_when *slot = casus_vec_push(&found, arena);
    if (!slot) return false;
    *slot = when;
    at = end;
  }
  text->whens = found.items;
  text->when_count = (uint32_t)found.count;
  return true;
}
