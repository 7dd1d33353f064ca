/* Dates as feeds, JSON and CSV write them: RFC 3339, RFC 822, whole numbers, or written out. The day is the one that
 * stands there, in the publisher's own time: its "on Thursday" is counted from it. */
#include "read/fields.h"

enum { UNIX_SECONDS = 10, UNIX_MILLISECONDS = 13, COMPACT_DAY = 8, COMPACT_TIME = 14, DAY_SECONDS = 86400 };

static bool all_digits(casus_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!casus_is_digit(s.ptr[i])) return false;
  return s.len > 0;
}

static bool from_digits(casus_str s, casus_date *date) {
  int64_t number;
  if (s.len == COMPACT_DAY || s.len == COMPACT_TIME) {
    int64_t ymd;
    if (!casus_parse_int(casus_str_sub(s, 0, COMPACT_DAY), &ymd)) return false;
    int year = (int)(ymd / 10000), month = (int)(ymd / 100 % 100), day = (int)(ymd % 100);
    return month && day && casus_date_from_civil(year, month, day, date);
  }
  if ((s.len != UNIX_SECONDS && s.len != UNIX_MILLISECONDS) || !casus_parse_int(s, &number)) return false;
  if (s.len == UNIX_MILLISECONDS) number /= 1000;
  *date = (casus_date){(int32_t)(number / DAY_SECONDS), CASUS_DATE_DAY};
  return true;
}

/* "20240619T080000Z", as GDELT has it. */
static bool is_compact_time(casus_str s) {
  return s.len > COMPACT_DAY && (s.ptr[COMPACT_DAY] == 'T' || s.ptr[COMPACT_DAY] == ' ') &&
         all_digits(casus_str_sub(s, 0, COMPACT_DAY));
}

bool casus_read_date(const casus_calendar *calendar, casus_str text, casus_str language, casus_date *date) {
  enum { LONGEST = 200 };
  text = casus_str_trim(text);
  if (!text.len || text.len > LONGEST) return false;
  casus_date found = {0, CASUS_DATE_NONE};
  bool dashed = text.len >= 5 && text.ptr[4] == '-' && all_digits(casus_str_sub(text, 0, 4));
  bool known = all_digits(text) && text.len != 4 ? from_digits(text, &found)
               : is_compact_time(text)           ? from_digits(casus_str_sub(text, 0, COMPACT_DAY), &found)
               : dashed || text.len == 4
                   ? casus_date_parse(text, &found) || casus_find_date(calendar, text, language, &found, NULL)
                   : casus_find_date(calendar, text, language, &found, NULL);
  if (known) *date = found;
  return known;
}
