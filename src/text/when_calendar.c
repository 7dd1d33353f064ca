#include "text/when.h"

/* A day named without a year lies at most this far ahead of a report, unless the clause looks ahead. */
enum { DAYS_AHEAD = 95 };

/* What a date names; 0 for what it leaves out. */
typedef struct parts {
  int year, month, day;
  int until_day; /* "June 3-7" */
} parts;

/* The year that month (and day; 0: none) of a report most likely means; 0: none. */
static int guess_year(const casus_when_scan *scan, size_t at, int month, int day) {
  int year, m, d;
  casus_date date;
  if (!casus_date_known(scan->published)) return 0;
  casus_outlook outlook = casus_when_outlook(scan, at);
  int32_t today = scan->published.day;
  casus_civil_from_days(today, &year, &m, &d);
  if (outlook == CASUS_OUTLOOK_FUTURE) {
    for (int y = year; y <= year + 1; y++)
      if (casus_date_from_civil(y, month, day, &date) && casus_date_last_day(date) >= today) return y;
    return 0;
  }
  int32_t limit = today + (outlook == CASUS_OUTLOOK_PAST ? 0 : DAYS_AHEAD);
  for (int y = year + 1; y >= year - 4; y--) /* 29 February needs up to four years */
    if (casus_date_from_civil(y, month, day, &date) && date.day <= limit) return y;
  return 0;
}

static casus_date date_of(const parts *p, int year, int day) {
  casus_date date = {0};
  return year && casus_date_from_civil(year, p->month, day, &date) ? date : (casus_date){0};
}

/* [,] 2024 behind a day and month. Returns the end and the year, 0: none. */
static size_t take_year(const casus_when_scan *scan, size_t origin, size_t at, int *year) {
  size_t end = at + (casus_when_eq(scan, origin, at, ",") || casus_when_eq(scan, origin, at, "of"));
  *year = casus_when_year(scan, origin, end);
  return *year ? end + 1 : at;
}

/* "- 20" or, in "from June 19 to 20", "to 20": the last day of a range at `at`. Returns its end, else `at`. */
static size_t take_until(const casus_when_scan *scan, size_t first, size_t at, int day, int *until) {
  bool hyphen = casus_when_eq(scan, first, at, "-") || casus_when_eq(scan, first, at, "–");
  bool led = casus_when_before(scan, first, "from") || casus_when_before(scan, first, "between");
  int last = casus_when_day(casus_when_form(scan, first, at + 1));
  if (!(hyphen || (led && casus_when_joint(scan, first, at))) || last <= day) return at;
  *until = last;
  return at + 2;
}

static bool is_month(const casus_when_scan *scan, size_t origin, size_t at) {
  return casus_when_is(scan, origin, at, CASUS_DATES_MONTH) && casus_is_upper(casus_when_form(scan, origin, at).ptr[0]);
}

/* [the] 19[th] [of] June [[,] 2024] */
static size_t day_month(const casus_when_scan *scan, size_t at, parts *p) {
  size_t end = at + casus_when_eq(scan, at, at, "the");
  p->day = casus_when_day(casus_when_form(scan, at, end));
  if (!p->day) return 0;
  end = take_until(scan, at, end + 1, p->day, &p->until_day);
  end += casus_when_eq(scan, at, end, "of");
  if (!is_month(scan, at, end)) return 0;
  p->month = (int)casus_when_word(scan, at, end).value;
  return take_year(scan, at, end + 1, &p->year);
}

static bool is_bare_month(const casus_when_scan *scan, size_t at) {
  casus_str form = casus_when_form(scan, at, at);
  bool verb = casus_str_eq(form, CASUS_STR("May")) || casus_str_eq(form, CASUS_STR("March"));
  bool led = at > 0 && casus_when_is(scan, at, at - 1, CASUS_DATES_BEFORE | CASUS_DATES_WHICH);
  casus_str next = casus_when_form(scan, at, at + 1);
  bool named = next.len > 1 && casus_is_upper(next.ptr[0]) && !is_month(scan, at, at + 1);
  return led ? !named || !verb : !verb && form.len > 3 && !named;
}

/* June 19[th] [[,] 2024], June [of] 2024, June; "mid-June". */
static size_t month_day(const casus_when_scan *scan, size_t at, parts *p) {
  casus_str form = casus_when_form(scan, at, at);
  bool mid = casus_str_starts(form, CASUS_STR("mid-")) && casus_when_is(scan, at, at, CASUS_DATES_MONTH);
  if (!mid && !is_month(scan, at, at)) return 0;
  p->month = (int)casus_when_word(scan, at, at).value;
  p->day = casus_when_day(casus_when_form(scan, at, at + 1));
  size_t end = p->day ? take_until(scan, at, at + 2, p->day, &p->until_day) : at + 1;
  size_t with_year = take_year(scan, at, end, &p->year);
  bool second = at > 0 && casus_when_joint(scan, at, at - 1);
  return p->day || p->year || second || is_bare_month(scan, at) ? with_year : 0;
}

static size_t read_parts(const casus_when_scan *scan, size_t at, parts *p) {
  *p = (parts){0};
  size_t end = day_month(scan, at, p);
  if (end) return end;
  *p = (parts){0};
  return month_day(scan, at, p);
}

/* "May 28 through June 7, 2023", "March to May 2020": the end behind the second date at `end` + 1, else `end`. */
static size_t take_second(const casus_when_scan *scan, size_t at, size_t end, const parts *first, parts *second) {
  if (first->until_day || !casus_when_joint(scan, at, end) || !casus_when_form(scan, at, end + 1).len) return end;
  size_t last = read_parts(scan, end + 1, second);
  bool alike = last && (first->day > 0) == (second->day > 0) && !second->until_day;
  return alike ? last : end;
}

static size_t month_and_day(const casus_when_scan *scan, size_t at, casus_when *when) {
  parts first, second = {0};
  size_t end = read_parts(scan, at, &first);
  if (!end) return 0;
  size_t last = take_second(scan, at, end, &first, &second);
  int year = first.year;
  if (!year && second.year) year = second.year - (first.month > second.month);
  when->relative = !year;
  if (!year) year = guess_year(scan, at, first.month, first.day);
  when->date = date_of(&first, year, first.day);
  when->vague = casus_str_starts(casus_when_form(scan, at, at), CASUS_STR("mid-"));
  if (first.until_day) when->until = date_of(&first, year, first.until_day);
  if (last == end || !casus_date_known(when->date)) return end;
  int until = second.year ? second.year : year + (second.month < first.month);
  when->until = date_of(&second, until, second.day);
  if (casus_date_known(when->until) && when->until.day > when->date.day) return last;
  when->until = (casus_date){0};
  return end;
}

/* "2024. 6. 22." of Korean pages. */
static size_t dotted(const casus_when_scan *scan, size_t at, casus_when *when) {
  int year = casus_when_year(scan, at, at), month = 0, day = 0;
  bool shape = year && casus_when_eq(scan, at, at + 1, ".") &&
               casus_when_number(casus_when_form(scan, at, at + 2), &month) && casus_when_eq(scan, at, at + 3, ".") &&
               casus_when_number(casus_when_form(scan, at, at + 4), &day);
  if (!shape || !month || !day || !casus_date_from_civil(year, month, day, &when->date)) return 0;
  return at + 5 + casus_when_eq(scan, at, at + 5, ".");
}

/* 2024-06-19, 2024/6/19, 2024.06.19, 19.06.2024, 06/19/2024. Where day and month could both be either, the year only.
 */
static size_t numeric(const casus_when_scan *scan, size_t at, casus_when *when) {
  enum { FIRST_YEAR = 1900, LAST_YEAR = 2099 };
  casus_str form = casus_when_form(scan, at, at), part;
  int found[3], count = 0;
  char joint = 0;
  for (size_t i = 0; i < form.len && !joint; i++)
    if (strchr("-/.", form.ptr[i])) joint = form.ptr[i];
  for (casus_str rest = form; joint && casus_str_split(&rest, joint, &part); count++)
    if (count == 3 || !casus_when_number(part, &found[count])) return 0;
  if (count != 3) return 0;
  if (found[0] >= FIRST_YEAR) return casus_date_from_civil(found[0], found[1], found[2], &when->date) ? at + 1 : 0;
  if (found[2] < FIRST_YEAR || found[2] > LAST_YEAR) return 0;
  bool day_first = found[0] > 12 || joint == '.';
  int day = found[day_first ? 0 : 1], month = found[day_first ? 1 : 0];
  bool either = joint != '.' && found[0] <= 12 && found[1] <= 12 && found[0] != found[1];
  return casus_date_from_civil(found[2], either ? 0 : month, either ? 0 : day, &when->date) ? at + 1 : 0;
}

/* A word of grammar, a mark or the end: what stands behind a year, but not behind a number that counts. */
static bool ends_phrase(const casus_when_scan *scan, size_t origin, size_t at) {
  casus_str form = casus_when_form(scan, origin, at);
  size_t size;
  return form.len == 0 || casus_glyph_at(form, 0, &size) == CASUS_GLYPH_OTHER ||
         casus_words_is(scan->words, CASUS_TABLE_WORDS, form, CASUS_WORD_FUNCTION);
}

/* Do the words around the number at `at` make it a year? */
static bool is_year(const casus_when_scan *scan, size_t at, int year) {
  enum { MODERN = 1900 };
  static const char *const strict_words[] = {"in", "since", "by", "during"};
  bool ends = ends_phrase(scan, at, at + 1), strict = false;
  for (size_t i = 0; i < CASUS_COUNT(strict_words); i++) strict |= casus_when_before(scan, at, strict_words[i]);
  bool led = at > 0 && casus_when_is(scan, at, at - 1, CASUS_DATES_BEFORE | CASUS_DATES_VAGUE);
  if (year < MODERN) return led && ends;
  bool article = year % 100 != 0 && (casus_when_before(scan, at, "the") || casus_when_before(scan, at, "a"));
  return (led && (ends || (strict && year % 100))) || (casus_when_before(scan, at, "(") && ends) || article;
}

/* 2014-2021, 1939-45, [from] 2014 to 2021, between 2014 and 2021: the last year at `joint` + 1; 0: none. */
static int last_year(const casus_when_scan *scan, size_t at, size_t joint, int year) {
  bool hyphen = casus_when_eq(scan, at, joint, "-") || casus_when_eq(scan, at, joint, "–");
  bool led = casus_when_before(scan, at, "from") || casus_when_before(scan, at, "between");
  if (!hyphen && !(led && casus_when_joint(scan, at, joint))) return 0;
  int last = casus_when_year(scan, at, joint + 1), tail = 0;
  casus_str form = casus_when_form(scan, at, joint + 1);
  if (!last && hyphen && form.len == 2 && casus_when_number(form, &tail)) last = year / 100 * 100 + tail;
  return last > year ? last : 0;
}

static size_t bare_year(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_str form = casus_when_form(scan, at, at);
  int year = casus_when_year(scan, at, at);
  if (!year && casus_str_starts(form, CASUS_STR("mid-")) && form.len == 8) {
    when->vague = casus_when_number(casus_str_sub(form, 4, 8), &year) && casus_date_from_civil(year, 0, 0, &when->date);
    return when->vague ? at + 1 : 0;
  }
  if (!year) return 0;
  int until = last_year(scan, at, at + 1, year);
  if (!until && !is_year(scan, at, year)) return 0;
  casus_date_from_civil(year, 0, 0, &when->date);
  if (until) casus_date_from_civil(until, 0, 0, &when->until);
  return until ? at + 3 : at + 1;
}

size_t casus_when_calendar(const casus_when_scan *scan, size_t at, casus_when *when) {
  static casus_when_rule *const rules[] = {numeric, dotted, month_and_day, bare_year};
  size_t end = 0;
  for (size_t i = 0; i < CASUS_COUNT(rules) && !end; i++) end = rules[i](scan, at, when);
  return end;
}
