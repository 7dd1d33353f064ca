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

/* RFC 822 writes years with two digits: "Sat, 07 Sep 02 00:00:01 GMT". From 50 on they are of the last century
 * (RFC 2822, section 4.3). */
static bool from_short_year(casus_str s, casus_date *date) {
  casus_str word, rest = s, parts[3] = {{NULL, 0}};
  size_t n = 0;
  while (n < 3 && rest.len && casus_str_split(&rest, ' ', &word))
    if (word.len && !casus_str_ends(word, CASUS_STR(","))) parts[n++] = word;
  if (n < 3 || parts[2].len != 2 || !all_digits(parts[2]) || !all_digits(parts[0])) return false;
  char full[32];
  int years = (parts[2].ptr[0] - '0') * 10 + parts[2].ptr[1] - '0';
  if (parts[0].len + parts[1].len + 8 > sizeof full) return false;
  size_t length = 0;
  memcpy(full, parts[0].ptr, parts[0].len);
  length += parts[0].len;
  full[length++] = ' ';
  memcpy(full + length, parts[1].ptr, parts[1].len);
  length += parts[1].len;
  memcpy(full + length, years >= 50 ? " 19" : " 20", 3);
  memcpy(full + length + 3, parts[2].ptr, 2);
  return casus_find_date(casus_str_of(full, length + 5), date);
}

/* 19.06.2024: the day first, as everywhere that writes stops. */
static bool from_dotted(casus_str s, casus_date *date) {
  casus_str part, rest = s;
  int64_t n[3];
  for (int i = 0; i < 3; i++) {
    if (!casus_str_split(&rest, i < 2 ? '.' : ' ', &part) || !all_digits(part) || part.len > 4) return false;
    if (!casus_parse_int(part, &n[i])) return false;
    if (i == 2 && part.len != 4) return false;
  }
  return n[0] && n[1] && casus_date_from_civil((int)n[2], (int)n[1], (int)n[0], date);
}

bool casus_read_date(casus_str text, casus_date *date) {
  enum { LONGEST = 100 };
  text = casus_str_trim(text);
  if (!text.len || text.len > LONGEST) return false;
  casus_date found = {0, CASUS_DATE_NONE};
  bool dashed = text.len >= 5 && text.ptr[4] == '-' && all_digits(casus_str_sub(text, 0, 4));
  bool known = all_digits(text) && text.len != 4 ? from_digits(text, &found)
               : is_compact_time(text)           ? from_digits(casus_str_sub(text, 0, COMPACT_DAY), &found)
               : dashed || text.len == 4
                   ? casus_date_parse(text, &found) || casus_find_date(text, &found)
                   : casus_find_date(text, &found) || from_dotted(text, &found) || from_short_year(text, &found);
  if (known) *date = found;
  return known;
}
