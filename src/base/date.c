#include "base/date.h"

#include <stdio.h>

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
int32_t casus_days_from_civil(int year, int month, int day) {
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

void casus_civil_from_days(int32_t days, int *year, int *month, int *day) {
  int z = days + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = z - era * 146097;
  int of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
  int shifted = (5 * of_year + 2) / 153;
  *day = of_year - (153 * shifted + 2) / 5 + 1;
  *month = shifted + (shifted < 10 ? 3 : -9);
  *year = of_era + era * 400 + (*month <= 2);
}

int casus_weekday(int32_t days) { return (int)(((int64_t)days % 7 + 10) % 7); }

int casus_days_in_month(int year, int month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[month - 1];
}

bool casus_date_from_civil(int year, int month, int day, casus_date *date) {
  if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (month == 0 && day > 0)) return false;
  if (month && day > casus_days_in_month(year, month)) return false;
  date->precision = day ? CASUS_DATE_DAY : month ? CASUS_DATE_MONTH : CASUS_DATE_YEAR;
  date->day = casus_days_from_civil(year, month ? month : 1, day ? day : 1);
  return true;
}

static bool digits(casus_str s, size_t at, size_t count, int *value) {
  if (at + count > s.len) return false;
  *value = 0;
  for (size_t i = at; i < at + count; i++) {
    if (!casus_is_digit(s.ptr[i])) return false;
    *value = *value * 10 + (s.ptr[i] - '0');
  }
  return true;
}

bool casus_date_parse(casus_str s, casus_date *date) {
  int year = 0, month = 0, day = 0;
  if (!digits(s, 0, 4, &year)) return false;
  if (s.len == 4) return casus_date_from_civil(year, 0, 0, date);
  if (s.ptr[4] != '-' || !digits(s, 5, 2, &month) || !month) return false;
  if (s.len == 7) return casus_date_from_civil(year, month, 0, date);
  if (s.ptr[7] != '-' || !digits(s, 8, 2, &day) || !day) return false;
  if (s.len > 10 && s.ptr[10] != 'T' && s.ptr[10] != 't' && s.ptr[10] != ' ') return false;
  return casus_date_from_civil(year, month, day, date);
}

size_t casus_date_format(casus_date date, char out[16]) {
  int year, month, day;
  out[0] = '\0';
  if (!casus_date_known(date)) return 0;
  casus_civil_from_days(date.day, &year, &month, &day);
  if (year < 0 || year > 9999) return 0;
  switch (date.precision) {
  case CASUS_DATE_YEAR:
    return (size_t)snprintf(out, 16, "%04d", year);
  case CASUS_DATE_MONTH:
    return (size_t)snprintf(out, 16, "%04d-%02d", year, month);
  default:
    return (size_t)snprintf(out, 16, "%04d-%02d-%02d", year, month, day);
  }
}

int32_t casus_date_last_day(casus_date date) {
  int year, month, day;
  casus_civil_from_days(date.day, &year, &month, &day);
  if (date.precision == CASUS_DATE_YEAR) return casus_days_from_civil(year, 12, 31);
  if (date.precision == CASUS_DATE_MONTH) return casus_days_from_civil(year, month, casus_days_in_month(year, month));
  return date.day;
}
