/* Days of the Solar Hijri calendar, and days in addresses. */
#include "read/date_parts.h"

/* Days before 1 Farvardin of a year, from 1 Farvardin 1300 = 21 March 1921. Leap years by the rule of 33 years, which
 * is the astronomical calendar's own from 1206 to 1497 (Borkowski 1996). */
static int persian_new_year(int year) {
  int day = casus_days_from_civil(1921, 3, 21);
  for (int y = 1300; y < year; y++) {
    int of_cycle = y % 33;
    bool leap = of_cycle == 1 || of_cycle == 5 || of_cycle == 9 || of_cycle == 13 || of_cycle == 17 || of_cycle == 22 ||
                of_cycle == 26 || of_cycle == 30;
    day += 365 + leap;
  }
  return day;
}

bool casus_day_to_date(const casus_day *d, casus_date *date) {
  if (!d->persian) return d->day && d->month && casus_date_from_civil(d->year, d->month, d->day, date);
  int before = d->month <= 7 ? (d->month - 1) * 31 : 186 + (d->month - 7) * 30;
  int start = persian_new_year(d->year), next = persian_new_year(d->year + 1), day = start + before + d->day - 1;
  if (d->day > (d->month <= 6 ? 31 : 30) || day >= next) return false;
  *date = (casus_date){day, CASUS_DATE_DAY};
  return true;
}

static size_t digits_at(casus_str s, size_t at, int *value) {
  size_t n = 0;
  *value = 0;
  for (; n < 8 && at + n < s.len && casus_is_digit(s.ptr[at + n]); n++) *value = *value * 10 + (s.ptr[at + n] - '0');
  return n;
}

/* [/-] and one or two digits. Returns behind them; 0: it is not so. */
static size_t take_part(casus_str url, size_t at, int *value) {
  bool separated = at < url.len && (url.ptr[at] == '/' || url.ptr[at] == '-' || url.ptr[at] == '_');
  size_t n = separated ? digits_at(url, at + 1, value) : 0;
  return n == 1 || n == 2 ? at + 1 + n : 0;
}

static bool day_at(casus_str url, size_t at, casus_day *day) {
  int value;
  size_t n = digits_at(url, at, &value), end = at + n;
  bool ends = end == url.len || !casus_is_digit(url.ptr[end]);
  if (n == 8 && ends) {
    *day = (casus_day){value / 10000, value / 100 % 100, value % 100, false};
    return true;
  }
  if (n == 6) { /* 202406/22 */
    *day = (casus_day){value / 100, value % 100, 0, false};
    return (end = take_part(url, end, &day->day)) != 0;
  }
  if (n != 4) return false;
  day->year = value;
  if ((end = take_part(url, end, &day->month)) == 0) return false;
  end = take_part(url, end, &day->day);
  return end && (end == url.len || !casus_is_digit(url.ptr[end]));
}

bool casus_find_date_in_url(casus_str url, casus_date *date) {
  enum { FIRST = 1990, LAST = 2100 };
  for (size_t at = 1; at + 8 <= url.len; at++) {
    bool starts = casus_is_digit(url.ptr[at]) && !casus_is_digit(url.ptr[at - 1]) && !casus_is_alpha(url.ptr[at - 1]);
    casus_day day = {0};
    if (!starts || !day_at(url, at, &day) || day.year < FIRST || day.year > LAST) continue;
    if (casus_day_to_date(&day, date)) return true;
  }
  return false;
}
