/* The parts of a line that may make a date. Private to read. */
#ifndef CASUS_READ_DATE_PARTS_H
#define CASUS_READ_DATE_PARTS_H

#include "read/calendar.h"

enum { CASUS_DATE_PARTS = 48, CASUS_DATE_WORD = 64, CASUS_DAY_NUMBER = 100 };

typedef struct casus_date_part {
  int kind;  /* casus_day_word, or CASUS_DAY_NUMBER */
  int value; /* the number, or that of the month */
  size_t digits, start, end;
  bool joined; /* only what may stand inside a date is between the one before and this */
  bool linked; /* by a word such as "tháng" */
  bool thai;   /* a Thai word: years count from 543 BC */
  char sign;   /* the separator before it: . - /; 0: another, or words */
} casus_date_part;

typedef struct casus_date_parts {
  casus_date_part items[CASUS_DATE_PARTS];
  size_t count;
} casus_date_parts;
void casus_date_cut(const casus_calendar *calendar, casus_str line, casus_str language, casus_date_parts *parts);

/* A day as written; persian: of the Solar Hijri calendar. */
typedef struct casus_day {
  int year, month, day;
  bool persian;
} casus_day;
/* False: a day that never was. */
bool casus_day_to_date(const casus_day *day, casus_date *date);

#endif
