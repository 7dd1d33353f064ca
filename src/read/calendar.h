/* Words of dates in many languages (data/read/calendar.tsv), and dates that stand in a line. Private to read. */
#ifndef CASUS_READ_CALENDAR_H
#define CASUS_READ_CALENDAR_H

#include "base/base.h"

typedef struct casus_calendar {
  casus_map words; /* of any language, or "hr:lip" where the word means another month elsewhere */
} casus_calendar;
int casus_calendar_open(const char *folder, casus_arena *arena, casus_calendar *calendar, casus_error *err);

typedef enum casus_day_word {
  CASUS_DAY_OTHER,
  CASUS_DAY_MONTH,
  CASUS_DAY_PERSIAN, /* a month of the Solar Hijri calendar */
  CASUS_DAY_LINK,    /* "de", "年": may stand between the parts */
  CASUS_DAY_ENDING,  /* the "th" of 19th */
  CASUS_DAY_ERA      /* its number is the year before its first */
} casus_day_word;
/* What a word in small letters is; *number: of the month, or the era. */
casus_day_word casus_calendar_word(const casus_calendar *calendar, casus_str word, casus_str language, int *number);

/* A full date anywhere in a line: 2024. 6. 22., June 22, 2024, 22 de junio de 2024, 2024년 6월 22일, ۲ تیر ۱۴۰۳.
 * `language` (BCP 47, may be empty) tells 9/6 from 6/9; without it such a date is none. *never, where it is not NULL:
 * the first that is written like a date of a day that never was. */
bool casus_find_date(const casus_calendar *calendar, casus_str line, casus_str language, casus_date *date,
                     casus_str *never);
/* The day in an address: /2024/06/22/, /2024-06-22-name, /20240622/. */
bool casus_find_date_in_url(casus_str url, casus_date *date);

#endif
