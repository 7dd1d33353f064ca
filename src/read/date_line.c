/* Dates in running text. A line is cut into numbers and words; what stands between the parts of a date is not kept. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "read/calendar.h"
#include "read/date_parts.h"

enum { GAP = 12, BUDDHIST = 543, FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static bool is_word(UChar32 c) { return u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
static bool is_thai(UChar32 c) { return c >= 0x0E00 && c <= 0x0E7F; }

static UChar32 character(casus_str line, size_t at, size_t *size) {
  *size = 1;
  return at < line.len ? (UChar32)casus_utf8_at(line, at, size) : 0;
}

/* Digits of any script. */
static size_t take_number(casus_str line, size_t at, casus_date_part *part) {
  enum { MOST = 100000 };
  size_t size;
  part->value = 0, part->digits = 0;
  for (UChar32 c; at < line.len; at += size, part->digits++) {
    c = character(line, at, &size);
    int digit = u_charDigitValue(c);
    if (digit < 0) break;
    if (part->value < MOST) part->value = part->value * 10 + digit;
  }
  return at;
}

/* A word in small letters; "ม.ค" is one. Returns its end. */
static size_t take_word(casus_str line, size_t at, char small[CASUS_DATE_WORD], size_t *length) {
  size_t size, next;
  *length = 0;
  for (UChar32 c; at < line.len; at += size) {
    c = character(line, at, &size);
    bool dot = c == '.' && *length && is_thai(character(line, at + 1, &next));
    if (!is_word(c) && !dot) break;
    char utf8[4];
    size_t n = casus_utf8_encode((uint32_t)u_tolower(c), utf8);
    if (*length + n <= CASUS_DATE_WORD) memcpy(small + *length, utf8, n), *length += n;
  }
  return at;
}

static bool may_stand_between(UChar32 c) {
  if (c < 0x80) return strchr(" .-/,()\t\n", (int)c) && c;
  return !u_isalnum(c);
}

/* Ends the run that began before `at` when the piece there is not near. */
typedef struct gap {
  bool open; /* nothing but separators since the last part */
  size_t bytes;
  char sign;           /* the one separator besides spaces: . - /; 0: none or several, or a word */
  bool linked, worded; /* by another sign or a word; by a word */
} gap;

static void widen(gap *g, UChar32 c, size_t size) {
  g->open &= may_stand_between(c);
  g->bytes += size;
  if (c == ' ') return;
  bool sign = c == '.' || c == '-' || c == '/';
  g->sign = sign && !g->sign && !g->linked ? (char)c : 0;
  g->linked |= !sign;
}

static casus_date_part *push(casus_date_parts *parts, gap *g, size_t start) {
  casus_date_part *part = &parts->items[parts->count++];
  *part = (casus_date_part){.start = start, .joined = g->open && g->bytes <= GAP, .sign = g->sign, .linked = g->worded};
  *g = (gap){.open = true};
  return part;
}

/* A word that names a month, joins, or is none of a date. */
static void take_named(const casus_calendar *calendar, casus_str word, casus_str language, casus_date_parts *parts,
                       gap *g, casus_span at) {
  int number = 0;
  casus_day_word kind = casus_calendar_word(calendar, word, language, &number);
  casus_date_part *last = parts->count ? &parts->items[parts->count - 1] : NULL;
  bool ending = (kind == CASUS_DAY_ENDING || kind == CASUS_DAY_LINK) && last && last->kind == CASUS_DAY_NUMBER;
  if (kind == CASUS_DAY_LINK || (ending && last->end == at.start)) {
    g->linked = g->worded = true;
    g->sign = 0;
    return;
  }
  bool named = kind == CASUS_DAY_MONTH || kind == CASUS_DAY_PERSIAN || kind == CASUS_DAY_ERA;
  if (named && last && g->open && last->kind == (int)kind && last->value == number) return; /* يونيو/حزيران */
  casus_date_part *part = push(parts, g, at.start);
  part->kind = named ? (int)kind : CASUS_DAY_OTHER;
  part->value = number;
  part->end = at.end;
  part->thai = casus_str_starts(word, CASUS_STR("\xE0\xB8")) || casus_str_starts(word, CASUS_STR("\xE0\xB9"));
}

void casus_date_cut(const casus_calendar *calendar, casus_str line, casus_str language, casus_date_parts *parts) {
  gap g = {.open = true};
  size_t at = 0, size, length;
  char small[CASUS_DATE_WORD];
  parts->count = 0;
  while (at < line.len && parts->count < CASUS_DATE_PARTS) {
    UChar32 c = character(line, at, &size);
    size_t start = at;
    if (u_charDigitValue(c) >= 0) {
      casus_date_part *part = push(parts, &g, start);
      part->kind = CASUS_DAY_NUMBER;
      part->end = at = take_number(line, at, part);
    } else if (is_word(c)) {
      at = take_word(line, at, small, &length);
      take_named(calendar, casus_str_of(small, length), language, parts, &g,
                 (casus_span){(uint32_t)start, (uint32_t)at});
    } else {
      widen(&g, c, size);
      at += size;
    }
  }
}

static bool speaks(casus_str language, const char *code) {
  return casus_str_ieq(casus_str_sub(language, 0, 2), casus_str_from_c(code));
}

/* The year that is written with four digits, in whatever calendar; 0: none. */
static int year_of(const casus_date_part *part, bool thai, bool persian) {
  if (part->kind != CASUS_DAY_NUMBER || part->digits != 4) return 0;
  if (persian && part->value >= 1300 && part->value < 1500) return part->value;
  if (thai && part->value >= FIRST_YEAR + BUDDHIST && part->value <= LAST_YEAR + BUDDHIST)
    return part->value - BUDDHIST;
  return part->value >= FIRST_YEAR && part->value <= LAST_YEAR ? part->value : 0;
}

static int small_number(const casus_date_part *part, int most) {
  bool fits = part->kind == CASUS_DAY_NUMBER && part->digits <= 2 && part->value >= 1 && part->value <= most;
  return fits ? part->value : 0;
}

/* 9/6/2024: the day first with stops, or where one number can be no month, or where the language says so. */
static bool order_numbers(casus_str language, char sign, int first, int second, casus_day *day) {
  bool english = !language.len || speaks(language, "en"),
       american = casus_str_ieq(language, CASUS_STR("en-US")) || casus_str_ieq(language, CASUS_STR("en_US"));
  bool region = language.len > 2;
  if (sign != '.' && first <= 12 && second <= 12 && first != second && english && !region) return false;
  bool month_first = sign != '.' && first <= 12 && (second > 12 || american);
  day->month = month_first ? first : second;
  day->day = month_first ? second : first;
  return day->month <= 12;
}

/* Two digits of a year are believed only where the date begins the line, or stands behind its weekday. From 50 on they
 * are of the last century (RFC 2822, section 4.3). */
static int short_year(const casus_date_part *part, bool first) {
  if (!first || part->kind != CASUS_DAY_NUMBER || part->digits != 2) return 0;
  return part->value + (part->value >= 50 ? 1900 : 2000);
}

static bool from_numbers(const casus_date_part *p, casus_str language, bool first, casus_day *day) {
  bool thai = speaks(language, "th"), persian = speaks(language, "fa");
  if ((day->year = year_of(p, thai, persian)) != 0) {
    day->month = small_number(p + 1, 12);
    day->day = small_number(p + 2, 31);
    day->persian = persian && day->year < 1500;
    return day->month && day->day;
  }
  int a = small_number(p, 31), b = small_number(p + 1, 31);
  bool words = p[1].linked && p[2].linked; /* ngày 9 tháng 6 năm 2024 */
  bool signs = words || (p[1].sign && p[1].sign == p[2].sign);
  day->year = year_of(p + 2, thai, false);
  if (!day->year) day->year = short_year(p + 2, first);
  return a && b && signs && day->year && order_numbers(language, words ? '.' : p[1].sign, a, b, day);
}

static bool from_named(const casus_date_part *p, bool first, casus_day *day) {
  bool thai = p[0].thai || p[1].thai;
  for (int at = 0; at < 2; at++) {
    if (p[at].kind != CASUS_DAY_MONTH && p[at].kind != CASUS_DAY_PERSIAN) continue;
    bool persian = p[at].kind == CASUS_DAY_PERSIAN;
    const casus_date_part *one = at ? p : p + 1, *other = p + 2;
    day->month = p[at].value;
    day->persian = persian;
    if ((day->day = small_number(one, 31)) != 0 && (day->year = year_of(other, thai, persian)) != 0)
      return !persian || day->year < 1500;
    if (at && day->day && !persian && (day->year = short_year(other, first)) != 0) return true;
    if (at && (day->year = year_of(one, thai, persian)) != 0 && (day->day = small_number(other, 31)) != 0)
      return !persian || day->year < 1500;
  }
  day->month = p[2].kind == CASUS_DAY_MONTH ? p[2].value : 0; /* 2024. gada 9. jūnijs */
  return day->month && (day->year = year_of(p, thai, false)) != 0 && (day->day = small_number(p + 1, 31)) != 0;
}

static bool from_era(const casus_date_part *p, size_t left, casus_day *day) {
  if (left < 4 || p->kind != CASUS_DAY_ERA || !p[3].joined) return false;
  int years = p[1].kind == CASUS_DAY_NUMBER && p[1].digits <= 3 ? p[1].value : 0;
  day->year = p->value + years;
  day->month = small_number(p + 2, 12);
  day->day = small_number(p + 3, 31);
  return years && day->month && day->day;
}

bool casus_find_date(const casus_calendar *calendar, casus_str line, casus_str language, casus_date *date,
                     casus_str *never) {
  casus_date_parts parts;
  casus_date_cut(calendar, line, language, &parts);
  for (size_t i = 0; i + 2 < parts.count; i++) {
    const casus_date_part *p = &parts.items[i];
    casus_day day = {0};
    bool first = i == 0 || (i == 1 && parts.items[0].kind == CASUS_DAY_OTHER);
    if (!p[1].joined || !p[2].joined) continue;
    bool written =
        from_era(p, parts.count - i, &day) || from_named(p, first, &day) || from_numbers(p, language, first, &day);
    if (!written) continue;
    if (casus_day_to_date(&day, date)) return true;
    if (never && !never->ptr) *never = casus_str_sub(line, p->start, p[2].end);
  }
  return false;
}
