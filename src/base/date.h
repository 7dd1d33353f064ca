#ifndef CASUS_BASE_DATE_H
#define CASUS_BASE_DATE_H

#include "base/str.h"

typedef enum casus_precision {
  CASUS_DATE_NONE, /* no date known */
  CASUS_DATE_YEAR,
  CASUS_DATE_MONTH,
  CASUS_DATE_DAY,
} casus_precision;

/* A day, month or year of the proleptic Gregorian calendar. Unknown: {0, CASUS_DATE_NONE}. */
typedef struct casus_date {
  int32_t day; /* days since 1970-01-01 of the first day meant */
  casus_precision precision;
} casus_date;

int32_t casus_days_from_civil(int year, int month, int day);
void casus_civil_from_days(int32_t days, int *year, int *month, int *day);
int casus_weekday(int32_t days); /* 0 = Monday … 6 = Sunday */
int casus_days_in_month(int year, int month);
/* Day of a real calendar date, years 1..9999. False when there is no such day; month or day 0 lowers precision. */
bool casus_date_from_civil(int year, int month, int day, casus_date *date);
/* YYYY, YYYY-MM, YYYY-MM-DD, or an RFC 3339 timestamp (its date part as written). */
bool casus_date_parse(casus_str s, casus_date *date);
/* "2024-06-22", "2024-06", "2024" or "" into out. Returns the length. */
size_t casus_date_format(casus_date date, char out[16]);
int32_t casus_date_last_day(casus_date date); /* the last day that a month or year covers */
static inline bool casus_date_known(casus_date date) { return date.precision != CASUS_DATE_NONE; }

#endif
