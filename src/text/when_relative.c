#include "text/when.h"

static void set_day(const casus_when_scan *scan, int32_t offset, casus_when *when) {
  when->relative = true;
  when->date = (casus_date){0};
  if (casus_date_known(scan->published)) when->date = (casus_date){scan->published.day + offset, CASUS_DATE_DAY};
}

/* The month or year `offset` of them away from the day of publication. */
static void set_period(const casus_when_scan *scan, int offset, bool month, casus_when *when) {
  int y, m, d;
  when->relative = true;
  when->date = (casus_date){0};
  if (!casus_date_known(scan->published)) return;
  casus_civil_from_days(scan->published.day, &y, &m, &d);
  int months = y * 12 + m - 1 + (month ? offset : offset * 12);
  casus_date date = {0};
  if (months > 0 && casus_date_from_civil(months / 12, month ? months % 12 + 1 : 0, 0, &date)) when->date = date;
}

static void set_units(const casus_when_scan *scan, int count, int unit, casus_when *when) {
  switch (unit) {
  case 1:
  case 7:
    set_day(scan, count * unit, when);
    return;
  case 30:
    set_period(scan, count, true, when);
    return;
  default:
    set_period(scan, count * (unit / 365), false, when);
  }
}

/* Monday of the week `offset` weeks away: a week has no precision of its own. */
static void set_week(const casus_when_scan *scan, int offset, casus_when *when) {
  set_day(scan, casus_date_known(scan->published) ? 7 * offset - casus_weekday(scan->published.day) : 0, when);
}

static size_t skip_daypart(const casus_when_scan *scan, size_t origin, size_t at) {
  return casus_when_is(scan, origin, at, CASUS_DATES_DAYPART) ? at + 1 : at;
}

/* today, yesterday, tomorrow, tonight */
static size_t deictic(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_word word = casus_when_word(scan, at, at);
  if (!(word.classes & CASUS_DATES_DEICTIC)) return 0;
  if (casus_when_eq(scan, at, at + 1, "'s") && scan->text->tokens[at].form.ptr[0] == 'T')
    return 0; /* "Today's Zaman" */
  set_day(scan, (int32_t)word.value, when);
  return skip_daypart(scan, at, at + 1);
}

/* Monday: the nearest one behind, the day of publication included; ahead where the clause looks ahead. */
static size_t weekday(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_word word = casus_when_word(scan, at, at);
  casus_str form = casus_when_form(scan, at, at);
  if (!(word.classes & CASUS_DATES_WEEKDAY) || !casus_is_upper(form.ptr[0])) return 0;
  int back = (casus_weekday(scan->published.day) - (int)word.value + 7) % 7;
  bool ahead = casus_when_outlook(scan, at) == CASUS_OUTLOOK_FUTURE;
  set_day(scan, ahead ? (7 - back) % 7 : -back, when);
  return skip_daypart(scan, at, at + 1);
}

static size_t which_weekday(const casus_when_scan *scan, size_t at, int which, int day, casus_when *when) {
  int back = (casus_weekday(scan->published.day) - day + 7) % 7;
  int last = back ? -back : -7, next = back ? 7 - back : 7;
  bool ahead = which > 0 || (which == 0 && casus_when_outlook(scan, at) == CASUS_OUTLOOK_FUTURE);
  set_day(scan, ahead ? next : which < 0 ? last : -back, when);
  return skip_daypart(scan, at, at + 2);
}

static size_t which_month(const casus_when_scan *scan, size_t at, int which, int month, casus_when *when) {
  int y, m, d;
  casus_date date = {0};
  when->relative = true;
  when->date = date;
  if (!casus_date_known(scan->published)) return at + 2;
  casus_civil_from_days(scan->published.day, &y, &m, &d);
  int year = which < 0 ? y - (month >= m) : which > 0 ? y + (month <= m) : y;
  if (casus_date_from_civil(year, month, 0, &date)) when->date = date;
  return at + 2;
}

/* last, this, next with a period, weekday, month or part of the day */
static size_t which(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_word word = casus_when_word(scan, at, at), next = casus_when_word(scan, at, at + 1);
  if (!(word.classes & CASUS_DATES_WHICH)) return 0;
  int direction = (int)word.value, value = (int)next.value;
  casus_str form = casus_when_form(scan, at, at + 1);
  if (next.classes & CASUS_DATES_WEEKDAY) return which_weekday(scan, at, direction, value, when);
  if ((next.classes & CASUS_DATES_MONTH) && casus_is_upper(form.ptr[0]))
    return which_month(scan, at, direction, value, when);
  if ((next.classes & CASUS_DATES_DAYPART) && direction <= 0) {
    set_day(scan, direction, when);
    return at + 2;
  }
  bool singular = form.len && form.ptr[form.len - 1] != 's';
  if (!(next.classes & CASUS_DATES_PERIOD) || !singular || value > 365 || value == 1) return 0;
  if (value == 7)
    set_week(scan, direction, when);
  else
    set_period(scan, direction, value == 30, when);
  return at + 2;
}

/* three days ago, a week ago */
static size_t ago(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_str form = casus_when_form(scan, at, at);
  int count = casus_str_ieq(form, CASUS_STR("a")) || casus_str_ieq(form, CASUS_STR("an"));
  casus_word number = casus_words_find(scan->words, CASUS_TABLE_NUMBERS, form);
  if (number.classes & (CASUS_NUMBERS_SMALL | CASUS_NUMBERS_TENS)) count = (int)number.value;
  if (!count && (form.len > 3 || !casus_when_number(form, &count))) return 0;
  casus_word period = casus_when_word(scan, at, at + 1);
  if (!count || !(period.classes & CASUS_DATES_PERIOD) || !casus_when_eq(scan, at, at + 2, "ago")) return 0;
  set_units(scan, -count, (int)period.value, when);
  return at + 3;
}

/* Is what stands at `at` no noun that an ordinal before it could count? */
static bool no_noun(const casus_when_scan *scan, size_t origin, size_t at) {
  casus_str form = casus_when_form(scan, origin, at);
  size_t size;
  return form.len == 0 || casus_glyph_at(form, 0, &size) == CASUS_GLYPH_OTHER ||
         (casus_words_is(scan->words, CASUS_TABLE_WORDS, form, CASUS_WORD_FUNCTION) &&
          !casus_str_eq(form, CASUS_STR("of")));
}

/* on the 22nd: of the month of publication, or of the one before when that day is still to come. */
static size_t day_of_month(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_str form = casus_when_form(scan, at, at + 1);
  int day = form.len > 2 ? casus_when_day(form) : 0, y, m, d;
  bool led = at > 0 && casus_when_is(scan, at, at - 1, CASUS_DATES_BEFORE);
  led |= at > 0 && casus_when_eq(scan, at, at - 1, "on");
  if (!day || !led || !casus_when_eq(scan, at, at, "the") || !no_noun(scan, at, at + 2)) return 0;
  casus_date date = {0};
  when->relative = true;
  when->date = date;
  if (!casus_date_known(scan->published)) return at + 2;
  casus_civil_from_days(scan->published.day, &y, &m, &d);
  if (day > d && casus_when_outlook(scan, at) != CASUS_OUTLOOK_FUTURE) {
    y -= m == 1;
    m = m == 1 ? 12 : m - 1;
  }
  if (casus_date_from_civil(y, m, day, &date)) when->date = date;
  return at + 2;
}

size_t casus_when_relative(const casus_when_scan *scan, size_t at, casus_when *when) {
  static casus_when_rule *const rules[] = {ago, which, deictic, weekday, day_of_month};
  size_t end = 0;
  for (size_t i = 0; i < CASUS_COUNT(rules) && !end; i++) end = rules[i](scan, at, when);
  return end;
}
