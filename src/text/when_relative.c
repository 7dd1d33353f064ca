#include "text/amount.h"
#include "text/when.h"

enum { WEEK = 7 };

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

static void set_days(const casus_when_scan *scan, int offset, int count, casus_when *when) {
  set_day(scan, offset, when);
  if (casus_date_known(when->date)) when->until = (casus_date){when->date.day + count - 1, CASUS_DATE_DAY};
}

/* Monday to Sunday of the week `offset` weeks away. */
static void set_week(const casus_when_scan *scan, int offset, casus_when *when) {
  bool known = casus_date_known(scan->published);
  set_days(scan, known ? WEEK * offset - casus_weekday(scan->published.day) : 0, WEEK, when);
}

/* Saturday and Sunday: the nearest weekend behind (which < 0), this or ahead. */
static void set_weekend(const casus_when_scan *scan, int which, casus_when *when) {
  enum { SATURDAY = 5 };
  int today = casus_date_known(scan->published) ? casus_weekday(scan->published.day) : 0;
  bool now = today >= SATURDAY;
  int offset = SATURDAY - today + (which < 0 ? -WEEK : which > 0 ? WEEK * (now || which > 1) : 0);
  set_days(scan, offset, 2, when);
}

/* over the weekend, at the weekend: the one behind, or today's, unless the clause looks ahead. */
static size_t weekend(const casus_when_scan *scan, size_t at, casus_when *when) {
  bool led = casus_when_before(scan, at, "over") || casus_when_before(scan, at, "at") ||
             casus_when_before(scan, at, "during") || casus_when_before(scan, at, "on");
  if (!led || !casus_when_eq(scan, at, at, "the") || !casus_when_eq(scan, at, at + 1, "weekend")) return 0;
  bool now = casus_date_known(scan->published) && casus_weekday(scan->published.day) >= 5;
  set_weekend(scan, now || casus_when_outlook(scan, at) == CASUS_OUTLOOK_FUTURE ? 0 : -1, when);
  return at + 2;
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

/* the day before yesterday, the day after tomorrow */
static size_t day_beside(const casus_when_scan *scan, size_t at, casus_when *when) {
  size_t day = at + casus_when_eq(scan, at, at, "the");
  if (!casus_when_eq(scan, at, day, "day")) return 0;
  bool before = casus_when_eq(scan, at, day + 1, "before") && casus_when_eq(scan, at, day + 2, "yesterday");
  bool after = casus_when_eq(scan, at, day + 1, "after") && casus_when_eq(scan, at, day + 2, "tomorrow");
  if (!before && !after) return 0;
  set_day(scan, after ? 2 : -2, when);
  return day + 3;
}

/* "Good Friday", "the Sunday Times" */
static bool is_named_day(const casus_when_scan *scan, size_t at) {
  casus_str before = at ? casus_when_form(scan, at, at - 1) : CASUS_STR(""), next = casus_when_form(scan, at, at + 1);
  bool feast = before.len && casus_is_upper(before.ptr[0]) && casus_when_is(scan, at, at - 1, CASUS_DATES_FEAST);
  return feast || (next.len && casus_is_upper(next.ptr[0]) &&
                   casus_words_is(scan->words, CASUS_TABLE_NAMES, next, CASUS_NAMES_ORGANISATION));
}

/* Monday: the nearest one behind, the day of publication included; ahead where the clause looks ahead. */
static size_t weekday(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_word word = casus_when_word(scan, at, at);
  casus_str form = casus_when_form(scan, at, at);
  if (!(word.classes & CASUS_DATES_WEEKDAY) || !casus_is_upper(form.ptr[0]) || is_named_day(scan, at)) return 0;
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
  if (casus_when_eq(scan, at, at + 1, "weekend")) {
    set_weekend(scan, direction, when);
    return at + 2;
  }
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

/* How many periods the words at `at` name; 0: none, -1: an untold number. Returns their end. */
static size_t count_periods(const casus_when_scan *scan, size_t at, int *count) {
  const casus_number_scan numbers = {scan->words, scan->text, scan->tagged};
  casus_number number;
  *count = 0;
  bool article = casus_when_eq(scan, at, at, "a") || casus_when_eq(scan, at, at, "an");
  bool few = article && casus_when_eq(scan, at, at + 1, "few");
  if (few || casus_when_is(scan, at, at, CASUS_DATES_UNTOLD)) return *count = -1, at + 1 + few;
  if (casus_number_read(&numbers, at, &number) && !number.share && number.value < 1000) {
    *count = number.untold ? -1 : (int)number.value;
    return number.last + (article && casus_when_eq(scan, at, number.last, "of"));
  }
  *count = article;
  return at + article;
}

/* [about] three days ago, a week ago, several months ago */
static size_t ago(const casus_when_scan *scan, size_t at, casus_when *when) {
  enum { DAY_HOURS = 24 };
  const casus_number_scan numbers = {scan->words, scan->text, scan->tagged};
  int count;
  size_t end = count_periods(scan, at, &count);
  casus_word period = casus_when_word(scan, at, end);
  if (!count || !(period.classes & (CASUS_DATES_PERIOD | CASUS_DATES_CLOCK)) ||
      !casus_when_eq(scan, at, end + 1, "ago"))
    return 0;
  when->relative = true;
  if (period.classes & CASUS_DATES_CLOCK)
    set_day(scan, count < 0 ? 0 : -(int)(count * period.value / DAY_HOURS), when);
  else if (count > 0)
    set_units(scan, -count, (int)period.value, when);
  size_t start = at;
  when->vague = casus_amount_bound(&numbers, at, &start) != CASUS_BOUND_EXACT;
  when->first = (uint32_t)start;
  return end + 2;
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
  static casus_when_rule *const rules[] = {ago, day_beside, which, weekend, deictic, weekday, day_of_month};
  size_t end = 0;
  for (size_t i = 0; i < CASUS_COUNT(rules) && !end; i++) end = rules[i](scan, at, when);
  return end;
}
