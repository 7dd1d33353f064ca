#include "text/when.h"

enum { MONTHS = 12 };

/* The year named at `at`: a number, or last, this, next year. Returns its end and the year, else `at`. */
static size_t named_year(const casus_when_scan *scan, size_t origin, size_t at, int *year, bool *relative) {
  *year = casus_when_year(scan, origin, at);
  if (*year) return at + 1;
  casus_word which = casus_when_word(scan, origin, at);
  int m, d;
  if (!(which.classes & CASUS_DATES_WHICH) || !casus_when_eq(scan, origin, at + 1, "year")) return at;
  *relative = true;
  if (!casus_date_known(scan->published)) return at + 2;
  casus_civil_from_days(scan->published.day, year, &m, &d);
  *year += (int)which.value;
  return at + 2;
}

static size_t skip_of(const casus_when_scan *scan, size_t origin, size_t at) {
  return at + (casus_when_eq(scan, origin, at, "of") || casus_when_eq(scan, origin, at, "in") ||
               casus_when_eq(scan, origin, at, ","));
}

static size_t set_part(const casus_when_scan *scan, size_t at, size_t end, int month, int count, casus_when *when) {
  int year;
  size_t place = skip_of(scan, at, end), last = named_year(scan, at, place, &year, &when->relative);
  if (last == place) return 0;
  if (year) casus_when_set_months(year, month, count, when);
  return last;
}

/* [the] first half of 2024, fourth quarter of last year */
static size_t part_of_year(const casus_when_scan *scan, size_t at, casus_when *when) {
  size_t ordinal = at + casus_when_eq(scan, at, at, "the");
  casus_str form = casus_when_form(scan, at, ordinal);
  casus_word word = casus_words_find(scan->words, CASUS_TABLE_NUMBERS, form);
  int number = word.classes & CASUS_NUMBERS_ORDINAL ? (int)word.value : 0;
  if (casus_when_eq(scan, at, ordinal, "last")) number = 4;
  int parts = casus_when_eq(scan, at, ordinal + 1, "half")      ? 2
              : casus_when_eq(scan, at, ordinal + 1, "quarter") ? 4
                                                                : 0;
  if (number < 1 || number > parts) return 0;
  int months = MONTHS / parts;
  return set_part(scan, at, ordinal + 2, (number - 1) * months + 1, months, when);
}

/* Q3 2022, H1 2024 */
static size_t short_part(const casus_when_scan *scan, size_t at, casus_when *when) {
  casus_str form = casus_when_form(scan, at, at);
  int parts = form.len == 2 ? (form.ptr[0] == 'Q') * 4 + (form.ptr[0] == 'H') * 2 : 0;
  int number = parts ? form.ptr[1] - '0' : 0;
  if (number < 1 || number > parts) return 0;
  int months = MONTHS / parts;
  return set_part(scan, at, at + 1, (number - 1) * months + 1, months, when);
}

/* spring 2022, the summer of 2022, last winter */
static size_t season(const casus_when_scan *scan, size_t at, casus_when *when) {
  enum { SEASON = 3 };
  casus_word which = casus_when_word(scan, at, at);
  bool directed = which.classes & CASUS_DATES_WHICH;
  size_t place = at + (directed || casus_when_eq(scan, at, at, "the"));
  casus_word word = casus_when_word(scan, at, place);
  if (!(word.classes & CASUS_DATES_SEASON)) return 0;
  int month = (int)word.value, year, m, d;
  if (!directed) return set_part(scan, at, place + 1, month, SEASON, when);
  when->relative = true;
  if (!casus_date_known(scan->published)) return place + 1;
  casus_civil_from_days(scan->published.day, &year, &m, &d);
  bool over = month + SEASON - 1 < m, begun = month <= m;
  if (which.value < 0) year -= !over;
  if (which.value > 0) year += begun;
  casus_when_set_months(year, month, SEASON, when);
  return place + 1;
}

/* the 1990s, the late 1990's */
static size_t decade(const casus_when_scan *scan, size_t at, casus_when *when) {
  enum { DECADE = 10 };
  size_t place = at + casus_when_eq(scan, at, at, "the");
  bool vague = casus_when_is(scan, at, place, CASUS_DATES_VAGUE);
  place += vague;
  casus_str form = casus_when_form(scan, at, place);
  bool mid = casus_str_starts(form, CASUS_STR("mid-"));
  if (mid) form = casus_str_sub(form, 4, form.len);
  int year = 0;
  bool shape = form.len >= 5 && form.len <= 8 && form.ptr[form.len - 1] == 's' &&
               casus_when_number(casus_str_sub(form, 0, 4), &year) && !casus_is_digit(form.ptr[4]);
  if (!shape || year % DECADE || year < 1500 || year > 2090) return 0;
  casus_date_from_civil(year, 0, 0, &when->date);
  casus_date_from_civil(year + DECADE - 1, 0, 0, &when->until);
  when->vague = vague || mid;
  return place + 1;
}

size_t casus_when_stretch(const casus_when_scan *scan, size_t at, casus_when *when) {
  static casus_when_rule *const rules[] = {part_of_year, short_part, season, decade};
  size_t end = 0;
  for (size_t i = 0; i < CASUS_COUNT(rules) && !end; i++) end = rules[i](scan, at, when);
  return end;
}

/* [the] beginning of, [the] end of: where it starts, else `first`. */
static size_t part_before(const casus_when_scan *scan, size_t first) {
  if (first < 2 || !casus_when_before(scan, first, "of")) return first;
  if (!casus_when_is(scan, first, first - 2, CASUS_DATES_PART)) return first;
  size_t start = first - 2;
  return casus_when_before(scan, start, "the") &&
                 scan->text->tokens[start - 1].sentence == scan->text->tokens[first].sentence
             ? start - 1
             : start;
}

void casus_when_take_vague(const casus_when_scan *scan, casus_when *when) {
  size_t first = when->first, start = part_before(scan, first);
  const casus_sentence *sentence = &scan->text->sentences[scan->text->tokens[first].sentence];
  if (start == first) {
    bool on = first > sentence->first + 1 && casus_when_before(scan, first, "on") &&
              casus_when_is(scan, first, first - 2, CASUS_DATES_VAGUE);
    size_t word = on ? first - 2 : first - 1;
    if (first > sentence->first && casus_when_is(scan, first, word, CASUS_DATES_VAGUE)) start = word;
  }
  if (start == first) return;
  when->first = (uint32_t)start;
  when->vague = true;
}
