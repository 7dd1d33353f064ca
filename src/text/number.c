#include "text/number.h"

casus_word casus_number_word(const casus_number_scan *scan, size_t origin, size_t at) {
  return casus_words_find(scan->words, CASUS_TABLE_NUMBERS, casus_number_form(scan, origin, at));
}
bool casus_number_hyphen(const casus_number_scan *scan, size_t origin, size_t at) {
  bool mark = casus_number_eq(scan, origin, at, "-") || casus_number_eq(scan, origin, at, "–");
  return mark && at > 0 && !scan->text->tokens[at - 1].space_after;
}

/* "12", "1,200", "1.5"; no times, dates, ordinals, versions. */
static bool digits_value(casus_str form, double *value) {
  enum { LONGEST = 24 };
  char plain[LONGEST];
  size_t length = 0, points = 0, group = 0;
  bool grouped = false;
  if (!form.len || form.len >= LONGEST || !(casus_is_digit(form.ptr[0]) || form.ptr[0] == '.')) return false;
  for (size_t i = 0; i < form.len; i++) {
    char c = form.ptr[i];
    if (c == ',') {
      if (points || (grouped && group != 3)) return false;
      grouped = true;
      group = 0;
      continue;
    }
    if (c == '.') {
      if (points++ || (grouped && group != 3)) return false;
    } else if (!casus_is_digit(c)) {
      return false;
    } else {
      group++;
    }
    plain[length++] = c;
  }
  if (grouped && !points && group != 3) return false;
  if (plain[0] != '.') return casus_parse_double(casus_str_of(plain, length), value);
  if (!casus_parse_double(casus_str_of(plain + 1, length - 1), value)) return false;
  for (size_t i = 1; i < length; i++) *value /= 10;
  return true;
}

/* thousand, million, dozen behind a number, as many as there are; a single letter only glued to digits. */
static void take_scales(const casus_number_scan *s, size_t origin, casus_number *n) {
  for (;;) {
    casus_str form = casus_number_form(s, origin, n->last);
    casus_word word = casus_number_word(s, origin, n->last);
    size_t place = n->last;
    if (!(word.classes & CASUS_NUMBERS_SCALE) && casus_number_hyphen(s, origin, place)) {
      word = casus_number_word(s, origin, ++place);
      form = casus_number_form(s, origin, place);
    }
    bool letter = form.len == 1;
    if (!(word.classes & CASUS_NUMBERS_SCALE) || (letter && (s->text->tokens[place - 1].space_after || !n->digits)))
      return;
    n->value *= word.value;
    n->scale *= word.value;
    n->last = place + 1;
  }
}

/* twelve, twenty-one: the end, else `at`. */
static size_t below_hundred(const casus_number_scan *s, size_t origin, size_t at, double *value) {
  casus_word word = casus_number_word(s, origin, at);
  if (!(word.classes & (CASUS_NUMBERS_TENS | CASUS_NUMBERS_SMALL))) return at;
  *value = word.value;
  if (word.classes & CASUS_NUMBERS_SMALL) return at + 1;
  size_t unit = at + 1 + casus_number_hyphen(s, origin, at + 1);
  word = casus_number_word(s, origin, unit);
  if (!(word.classes & CASUS_NUMBERS_SMALL) || word.value < 1 || word.value > 9) return at + 1;
  *value += word.value;
  return unit + 1;
}

static bool is_article(const casus_number_scan *s, size_t origin, size_t at) {
  return casus_number_eq(s, origin, at, "a") || casus_number_eq(s, origin, at, "an");
}

/* "a" before hundred, thousand, dozen … counts as one. */
static bool is_counting_article(const casus_number_scan *s, size_t origin, size_t at) {
  uint32_t classes = casus_number_word(s, origin, at + 1).classes;
  return is_article(s, origin, at) && casus_number_form(s, origin, at + 1).len > 2 &&
         (classes & (CASUS_NUMBERS_HUNDRED | CASUS_NUMBERS_SCALE));
}

/* twelve, twenty-one, two hundred and fifty; false when no such word stands there. */
static bool below_thousand(const casus_number_scan *s, size_t origin, size_t at, casus_number *n) {
  double value = 1, rest = 0;
  size_t end = is_counting_article(s, origin, at) ? at + 1 : below_hundred(s, origin, at, &value);
  if (end == at) return false;
  if (casus_number_word(s, origin, end).classes & CASUS_NUMBERS_HUNDRED) {
    value *= 100;
    end++;
    size_t more = end + casus_number_eq(s, origin, end, "and");
    size_t tail = below_hundred(s, origin, more, &rest);
    if (tail > more) end = tail;
  }
  *n = (casus_number){.value = value + rest, .last = end, .scale = 1};
  return true;
}

/* several thousand, a few hundred: "several" and "a few" are three at least. */
static bool read_few(const casus_number_scan *s, size_t at, casus_number *n) {
  enum { FEW = 3 };
  bool several = casus_number_eq(s, at, at, "several");
  bool few = is_article(s, at, at) && casus_number_eq(s, at, at + 1, "few");
  if (!several && !few) return false;
  *n = (casus_number){.value = FEW, .last = at + 1 + few, .scale = 1, .untold = true};
  if (casus_number_word(s, at, n->last).classes & CASUS_NUMBERS_HUNDRED) {
    n->value *= 100, n->last++;
    return true;
  }
  take_scales(s, at, n);
  return n->scale > 1;
}

/* dozens, hundreds of thousands: two of each at least. */
static bool read_many(const casus_number_scan *s, size_t at, casus_number *n) {
  casus_word word = casus_number_word(s, at, at), next = casus_number_word(s, at, at + 2);
  if (!(word.classes & CASUS_NUMBERS_MANY)) return false;
  *n = (casus_number){.value = 2 * word.value, .last = at + 1, .scale = word.value, .untold = true};
  if (casus_number_eq(s, at, at + 1, "of") && (next.classes & CASUS_NUMBERS_MANY)) {
    n->value *= next.value;
    n->last = at + 3;
  }
  bool alone = n->value >= 2000 || casus_number_eq(s, at, n->last, "of");
  return n->value > 20 && (word.value != 20 || alone || at == s->text->sentences[s->text->tokens[at].sentence].first);
}

/* a couple of, a pair of */
static bool read_pair(const casus_number_scan *s, size_t at, casus_number *n) {
  bool pair = casus_number_eq(s, at, at + 1, "couple") || casus_number_eq(s, at, at + 1, "pair");
  *n = (casus_number){.value = 2, .last = at + 2, .scale = 1};
  return pair && is_article(s, at, at) && casus_number_eq(s, at, at + 2, "of");
}

/* half of, a third of, two-thirds of; "half a million" is a number. */
static bool read_share(const casus_number_scan *s, size_t at, casus_number *n) {
  double above = 1;
  size_t end = is_article(s, at, at) ? at + 1 : below_hundred(s, at, at, &above);
  if (end > at) end += casus_number_hyphen(s, at, end);
  casus_word word = casus_number_word(s, at, end);
  if (!(word.classes & (end > at ? CASUS_NUMBERS_PART : CASUS_NUMBERS_HALF)) || word.value == 0.25 * (end == at))
    return false;
  double part = word.value > 1 ? 1 / word.value : word.value;
  *n = (casus_number){.value = above * part, .last = end + 1, .scale = 1, .share = true};
  return casus_number_eq(s, at, end + 1, "of");
}

/* half a million, half a dozen */
static bool read_half(const casus_number_scan *s, size_t at, casus_number *n) {
  if (!casus_number_eq(s, at, at, "half") || !is_article(s, at, at + 1)) return false;
  *n = (casus_number){.value = 0.5, .last = at + 2, .scale = 1};
  take_scales(s, at, n);
  return n->scale > 1;
}

/* Digits, a word of the table, an article, "several": nothing else starts a number. */
static bool may_start(const casus_number_scan *s, size_t at) {
  casus_str form = casus_number_form(s, at, at);
  return (form.len && (casus_is_digit(form.ptr[0]) || form.ptr[0] == '.')) || casus_number_word(s, at, at).classes ||
         is_article(s, at, at) || casus_number_eq(s, at, at, "several");
}

bool casus_number_read(const casus_number_scan *s, size_t at, casus_number *n) {
  double value = 0;
  if (!may_start(s, at)) return false;
  if (read_share(s, at, n) || read_half(s, at, n) || read_few(s, at, n) || read_many(s, at, n) || read_pair(s, at, n))
    return true;
  if (digits_value(casus_number_form(s, at, at), &value))
    *n = (casus_number){.value = value, .last = at + 1, .digits = true, .scale = 1};
  else if (!below_thousand(s, at, at, n))
    return false;
  take_scales(s, at, n);
  casus_number tail; /* "three thousand two hundred" */
  if (!n->digits && n->scale > 1 && below_thousand(s, at, n->last, &tail) && tail.value < n->scale) {
    take_scales(s, at, &tail);
    if (tail.value < n->scale) n->value += tail.value, n->last = tail.last;
  }
  return true;
}

bool casus_number_range(const casus_number_scan *s, size_t first, size_t at, bool skip, casus_number *second) {
  bool hyphen = casus_number_hyphen(s, first, at) && !s->text->tokens[at].space_after;
  bool from = first > 0 && casus_number_eq(s, first, first - 1, "from");
  bool to = (casus_number_eq(s, first, at, "to") || casus_number_eq(s, first, at, "or")) && !from;
  bool between = first > 0 && casus_number_eq(s, first, first - 1, "between") && casus_number_eq(s, first, at, "and");
  size_t number = at + 1 + skip;
  return (hyphen || to || between) && casus_number_form(s, first, number).len && casus_number_read(s, number, second);
}
