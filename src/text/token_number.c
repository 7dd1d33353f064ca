#include "text/token.h"

static bool digit_at(casus_str bytes, size_t at) { return at < bytes.len && casus_is_digit(bytes.ptr[at]); }
static char char_at(casus_str bytes, size_t at) { return at < bytes.len ? bytes.ptr[at] : '\0'; }

static size_t digits_end(casus_str bytes, size_t at) {
  while (digit_at(bytes, at)) at++;
  return at;
}

/* Groups of digits joined by `joint`: how many, and where the last one ends. */
static size_t groups(casus_str bytes, size_t at, char joint, size_t *count) {
  size_t end = digits_end(bytes, at);
  for (*count = 1; char_at(bytes, end) == joint && digit_at(bytes, end + 1); ++*count) end = digits_end(bytes, end + 1);
  return end;
}

/* 713-853-3989, 2024-06-19, 345-9945 are one token; 3-4 and 1969-1970 are ranges. `end`: behind the first group. */
static size_t hyphenated(casus_str bytes, size_t at, size_t end) {
  size_t count, whole = groups(bytes, at, '-', &count);
  bool phone = count == 2 && end - at == 3 && whole - end == 5;
  return count > 2 || phone ? whole : end;
}

/* 9/11 and 11/28/2000 are dates and one token; 1/2, 24/7 are fractions, cut as the treebank does. */
static size_t slashed(casus_str bytes, size_t at, size_t end) {
  size_t count, whole = groups(bytes, at, '/', &count);
  if (count == 3) return whole;
  if (count != 2 || end - at > 2 || whole - end > 3) return end;
  int first = 0, second = 0;
  for (size_t i = at; i < end; i++) first = first * 10 + (bytes.ptr[i] - '0');
  for (size_t i = end + 1; i < whole; i++) second = second * 10 + (bytes.ptr[i] - '0');
  return first >= 1 && first <= 12 && second > 4 && second <= 31 ? whole : end;
}

static size_t digits_with_marks(casus_str bytes, size_t at) {
  size_t end = digits_end(bytes, at);
  if (char_at(bytes, end) == '-') return hyphenated(bytes, at, end);
  if (char_at(bytes, end) == '/') return slashed(bytes, at, end);
  while (strchr(".,:", char_at(bytes, end)) && char_at(bytes, end) && digit_at(bytes, end + 1))
    end = digits_end(bytes, end + 1);
  return end;
}

static bool am_or_pm(casus_str bytes, size_t at) {
  casus_str s = casus_str_sub(bytes, at, at + 3);
  return casus_str_ieq(s, CASUS_STR("a.m")) || casus_str_ieq(s, CASUS_STR("p.m"));
}

/* Letters glued to a number: "22nd", "1990s", "4chan" keep them; "170m", "7pm" are number and unit. */
static size_t with_letters(const casus_scan *scan, size_t end) {
  size_t run = casus_word_run(scan->bytes, end);
  casus_str letters = casus_str_sub(scan->bytes, end, run);
  size_t apostrophe = casus_apostrophe_at(scan->bytes, end);
  if (apostrophe) {
    bool decade = scan->bytes.ptr[end - 1] == '0' && end - scan->at >= 2 &&
                  char_at(scan->bytes, end + apostrophe) == 's' &&
                  casus_word_run(scan->bytes, end + apostrophe) == end + apostrophe + 1;
    return decade ? end + apostrophe + 1 : end;
  }
  if (letters.len == 0 || am_or_pm(scan->bytes, end)) return end;
  bool unit = casus_words_is(scan->words, CASUS_TABLE_WORDS, letters, CASUS_WORD_UNIT);
  return unit ? end : run;
}

/* A sign, point or apostrophe that a number may start with: "+44", ".5", "'90s". */
static size_t number_head(const casus_scan *scan) {
  casus_str bytes = scan->bytes;
  char c = bytes.ptr[scan->at];
  bool after_sign =
      scan->glued && (casus_str_ends(scan->last, CASUS_STR("$")) || casus_str_eq(scan->last, CASUS_STR("€")));
  if ((c == '+' && !scan->glued) || (c == '.' && (!scan->glued || after_sign)))
    return digit_at(bytes, scan->at + 1) ? 1 : 0;
  size_t apostrophe = scan->glued ? 0 : casus_apostrophe_at(bytes, scan->at);
  size_t end = scan->at + apostrophe;
  bool decade = apostrophe && digits_end(bytes, end) == end + 2 && casus_word_run(bytes, end) - end <= 3;
  return decade ? apostrophe : 0;
}

size_t casus_token_number(const casus_scan *scan) {
  size_t head = number_head(scan);
  size_t start = scan->at + head;
  if (!digit_at(scan->bytes, start)) return 0;
  size_t end = digits_with_marks(scan->bytes, start);
  return with_letters(scan, end) - scan->at;
}
