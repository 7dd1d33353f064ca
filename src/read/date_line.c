#include "read/source.h"

/* A short scan over one line: numbers and words in order, with what stood between them ignored. */
enum { PIECES = 24 };
typedef struct piece {
  bool number;
  int value; /* the number, or the month 1..12 of a word, 0 for another word */
  size_t digits;
  size_t start, end;
} piece;

static int month_of(casus_str word) {
  static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  if (word.len < 3) return 0;
  for (int m = 0; m < 12; m++) {
    casus_str full = casus_str_from_c(months[m]);
    bool abbreviated = word.len == 3 || casus_str_ieq(word, CASUS_STR("sept"));
    if (casus_str_ieq(word, full) || (abbreviated && casus_str_ieq(word, casus_str_sub(full, 0, word.len))))
      return m + 1;
  }
  return 0;
}

/* The "th" of 19th: its length, 0 when there is none. */
static size_t ordinal_ending(casus_str line, size_t at) {
  static const casus_str endings[] = {CASUS_STR_INIT("st"), CASUS_STR_INIT("nd"), CASUS_STR_INIT("rd"),
                                      CASUS_STR_INIT("th")};
  bool ends = at + 2 >= line.len || !casus_is_alpha(line.ptr[at + 2]);
  for (size_t i = 0; ends && i < CASUS_COUNT(endings); i++)
    if (casus_str_ieq(casus_str_sub(line, at, at + 2), endings[i])) return 2;
  return 0;
}

static size_t cut_pieces(casus_str line, piece pieces[PIECES]) {
  size_t count = 0, at = 0;
  while (at < line.len && count < PIECES) {
    size_t start = at;
    if (casus_is_digit(line.ptr[at])) {
      int value = 0;
      while (at < line.len && casus_is_digit(line.ptr[at])) {
        if (value < 100000) value = value * 10 + (line.ptr[at] - '0');
        at++;
      }
      size_t digits = at - start;
      at += ordinal_ending(line, at);
      pieces[count++] = (piece){true, value, digits, start, at};
    } else if (casus_is_alpha(line.ptr[at])) {
      while (at < line.len && casus_is_alpha(line.ptr[at])) at++;
      pieces[count++] = (piece){false, month_of(casus_str_sub(line, start, at)), 0, start, at};
    } else {
      at++;
    }
  }
  return count;
}

/* Two numbers belong to one date when only separators of dates stand between them. */
static bool joined(casus_str line, const piece *a, const piece *b) {
  if (b->start - a->end > 5) return false;
  for (size_t i = a->end; i < b->start; i++) {
    unsigned char c = (unsigned char)line.ptr[i];
    if (c < 0x80 && c != ' ' && c != '.' && c != '-' && c != '/' && c != ',') return false;
  }
  return true;
}

static bool is_year(const piece *p) { return p->number && p->digits == 4 && p->value >= 1900 && p->value <= 2199; }
static bool is_day(const piece *p) { return p->number && p->digits <= 2 && p->value >= 1 && p->value <= 31; }

bool casus_find_date(casus_str line, casus_date *date) {
  piece p[PIECES];
  size_t n = cut_pieces(line, p);
  for (size_t i = 0; i + 2 < n; i++) {
    bool adjacent = joined(line, &p[i], &p[i + 1]) && joined(line, &p[i + 1], &p[i + 2]);
    if (!adjacent) continue;
    if (is_year(&p[i]) && is_day(&p[i + 1]) && is_day(&p[i + 2]) && p[i + 1].value <= 12) /* 2024. 6. 22. */
      if (casus_date_from_civil(p[i].value, p[i + 1].value, p[i + 2].value, date)) return true;
    bool month_first = !p[i].number && p[i].value && is_day(&p[i + 1]);
    bool day_first = is_day(&p[i]) && !p[i + 1].number && p[i + 1].value;
    if (!is_year(&p[i + 2]) || (!month_first && !day_first)) continue;
    int month = month_first ? p[i].value : p[i + 1].value, day = month_first ? p[i + 1].value : p[i].value;
    if (casus_date_from_civil(p[i + 2].value, month, day, date)) return true;
  }
  return false;
}
