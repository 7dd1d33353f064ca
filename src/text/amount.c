#include "text/annotate.h"

#include <math.h>

/* What the functions below look at; `end` is the sentence's. */
typedef struct scan {
  const casus_words *words;
  const casus_text *text;
  bool tagged;
} scan;

/* A number read: its value and what it was made of. */
typedef struct number {
  double value;
  size_t last;  /* behind its last token */
  bool digits;  /* starts with digits */
  bool scaled;  /* ends with thousand, million, … */
  double scale; /* that scale, 1 without */
} number;

static casus_str form_at(const scan *s, size_t origin, size_t at) {
  const casus_sentence *sentence = &s->text->sentences[s->text->tokens[origin].sentence];
  return at >= sentence->first && at < sentence->last ? s->text->tokens[at].form : CASUS_STR("");
}
static casus_word word_at(const scan *s, size_t origin, size_t at) {
  return casus_words_find(s->words, CASUS_TABLE_NUMBERS, form_at(s, origin, at));
}
static bool is_form(const scan *s, size_t origin, size_t at, const char *word) {
  return casus_str_ieq(form_at(s, origin, at), casus_str_from_c(word));
}
static bool is_hyphen(const scan *s, size_t origin, size_t at) {
  return (is_form(s, origin, at, "-") || is_form(s, origin, at, "–")) && at > 0 && !s->text->tokens[at - 1].space_after;
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
static void take_scales(const scan *s, size_t origin, number *n) {
  for (;;) {
    casus_str form = form_at(s, origin, n->last);
    casus_word word = word_at(s, origin, n->last);
    size_t place = n->last;
    if (!(word.classes & CASUS_NUMBERS_SCALE) && is_hyphen(s, origin, place)) {
      word = word_at(s, origin, ++place);
      form = form_at(s, origin, place);
    }
    bool letter = form.len == 1;
    if (!(word.classes & CASUS_NUMBERS_SCALE) || (letter && (s->text->tokens[place - 1].space_after || !n->digits)))
      return;
    n->value *= word.value;
    n->scale *= word.value;
    n->scaled = true;
    n->last = place + 1;
  }
}

/* twelve, twenty-one: the end, else `at`. */
static size_t below_hundred(const scan *s, size_t origin, size_t at, double *value) {
  casus_word word = word_at(s, origin, at);
  if (!(word.classes & (CASUS_NUMBERS_TENS | CASUS_NUMBERS_SMALL))) return at;
  *value = word.value;
  if (word.classes & CASUS_NUMBERS_SMALL) return at + 1;
  size_t unit = at + 1 + is_hyphen(s, origin, at + 1);
  word = word_at(s, origin, unit);
  if (!(word.classes & CASUS_NUMBERS_SMALL) || word.value < 1 || word.value > 9) return at + 1;
  *value += word.value;
  return unit + 1;
}

/* "a" before hundred, thousand, dozen … counts as one. */
static bool is_counting_article(const scan *s, size_t origin, size_t at) {
  uint32_t classes = word_at(s, origin, at + 1).classes;
  return (is_form(s, origin, at, "a") || is_form(s, origin, at, "an")) && form_at(s, origin, at + 1).len > 2 &&
         (classes & (CASUS_NUMBERS_HUNDRED | CASUS_NUMBERS_SCALE));
}

/* twelve, twenty-one, two hundred and fifty; false when no such word stands there. */
static bool below_thousand(const scan *s, size_t origin, size_t at, number *n) {
  double value = 1, rest = 0;
  size_t end = is_counting_article(s, origin, at) ? at + 1 : below_hundred(s, origin, at, &value);
  if (end == at) return false;
  if (word_at(s, origin, end).classes & CASUS_NUMBERS_HUNDRED) {
    value *= 100;
    end++;
    size_t more = end + is_form(s, origin, end, "and");
    size_t tail = below_hundred(s, origin, more, &rest);
    if (tail > more) end = tail;
  }
  *n = (number){.value = value + rest, .last = end, .scale = 1};
  return true;
}

static bool read_number(const scan *s, size_t at, number *n) {
  double value = 0;
  if (digits_value(form_at(s, at, at), &value)) {
    *n = (number){.value = value, .last = at + 1, .digits = true, .scale = 1};
  } else if (is_form(s, at, at, "half") && (is_form(s, at, at + 1, "a") || is_form(s, at, at + 1, "an"))) {
    *n = (number){.value = 0.5, .last = at + 2, .scale = 1};
    take_scales(s, at, n);
    return n->scaled;
  } else if (!below_thousand(s, at, at, n)) {
    return false;
  }
  take_scales(s, at, n);
  number tail; /* "three thousand two hundred" */
  if (!n->digits && n->scaled && below_thousand(s, at, n->last, &tail) && tail.value < n->scale) {
    take_scales(s, at, &tail);
    if (tail.value < n->scale) n->value += tail.value, n->last = tail.last;
  }
  return true;
}

/* The longest phrase of up to four tokens from `at` that the table knows. Returns its end, else `at`. */
static size_t take_phrase(const scan *s, size_t origin, size_t at, casus_word_table table, uint32_t classes,
                          casus_str *unit) {
  enum { LONGEST_PHRASE = 4, LONGEST_KEY = 48 };
  char key[LONGEST_KEY];
  size_t length = 0, end = at;
  for (size_t i = at; i < at + LONGEST_PHRASE; i++) {
    casus_str form = form_at(s, origin, i);
    if (!form.len || length + form.len + 1 >= LONGEST_KEY) break;
    if (i > at) key[length++] = ' ';
    memcpy(key + length, form.ptr, form.len);
    length += form.len;
    casus_word word = casus_words_find(s->words, table, casus_str_of(key, length));
    if (!(word.classes & classes)) continue;
    *unit = word.unit;
    end = i + 1;
  }
  return end;
}

/* What the number counts, behind it: currency, percent, measure. Returns the new end. */
static size_t take_unit(const scan *s, size_t origin, size_t at, bool scaled, casus_amount *amount) {
  casus_str behind = form_at(s, origin, at + 1);
  bool sign = !behind.len || !casus_is_digit(behind.ptr[0]); /* "$ 5": the sign of the number behind it */
  uint32_t classes = CASUS_CURRENCIES_NAME | (sign ? CASUS_CURRENCIES_SIGN : 0);
  size_t end = take_phrase(s, origin, at, CASUS_TABLE_CURRENCIES, classes, &amount->unit);
  casus_str code = form_at(s, origin, at);
  if (end == at && code.len == 3 && casus_is_upper(code.ptr[0]))
    end = take_phrase(s, origin, at, CASUS_TABLE_CURRENCIES, CASUS_CURRENCIES_CODE, &amount->unit);
  if (end == at && scaled && is_form(s, origin, at, "pounds")) {
    amount->unit = CASUS_STR("GBP"); /* weights are not told in millions of pounds */
    end = at + 1;
  }
  if (end > at) {
    amount->kind = CASUS_AMOUNT_MONEY;
    return end;
  }
  end = take_phrase(s, origin, at, CASUS_TABLE_MEASURES, CASUS_MEASURES_PERCENT, &amount->unit);
  if (end > at) {
    amount->kind = CASUS_AMOUNT_PERCENT;
    return end;
  }
  size_t word = at + is_hyphen(s, origin, at);
  end = take_phrase(s, origin, word, CASUS_TABLE_MEASURES, CASUS_MEASURES_MEASURE, &amount->unit);
  if (end == word) return at;
  amount->kind = CASUS_AMOUNT_MEASURE;
  return end;
}

/* A currency sign or code before the number at `at`: its token, else `at`. */
static size_t sign_before(const scan *s, size_t at, casus_amount *amount) {
  casus_str form = at > 0 ? form_at(s, at, at - 1) : CASUS_STR("");
  casus_word word = casus_words_find(s->words, CASUS_TABLE_CURRENCIES, form);
  bool code = (word.classes & CASUS_CURRENCIES_CODE) && form.len == 3 && casus_is_upper(form.ptr[0]);
  if (!(word.classes & CASUS_CURRENCIES_SIGN) && !code) return at;
  amount->unit = word.unit;
  amount->kind = CASUS_AMOUNT_MONEY;
  return at - 1;
}

/* "1.5-2 million", "$3 to $5 billion": the first number has the scale and unit of the second. */
static void borrow_from_range(const scan *s, size_t origin, const number *first, casus_amount *amount) {
  bool joint = is_hyphen(s, origin, first->last) || is_form(s, origin, first->last, "to");
  casus_amount other = {.unit = CASUS_STR("")};
  size_t at = first->last + 1;
  if (!joint || !form_at(s, origin, at).len) return;
  bool sign = casus_words_is(s->words, CASUS_TABLE_CURRENCIES, form_at(s, origin, at), CASUS_CURRENCIES_SIGN);
  number second;
  if (!form_at(s, origin, at + sign).len || !read_number(s, at + sign, &second) || first->scaled) return;
  if (second.scaled && first->value * second.scale <= second.value) amount->value = first->value * second.scale;
  take_unit(s, origin, second.last, second.scaled, &other);
  if (amount->kind == CASUS_AMOUNT_COUNT) amount->kind = other.kind, amount->unit = other.unit;
}

static bool is_lower_word(casus_str form) { return form.len && casus_is_lower(form.ptr[0]); }

/* Is a bare number part of a name ("Su-57", "Resolution 1718"), a time, an item number or a pronoun ("one of")? */
static bool counts_nothing(const scan *s, size_t at, const number *n) {
  const casus_sentence *sentence = &s->text->sentences[s->text->tokens[at].sentence];
  casus_str before = form_at(s, at, at ? at - 1 : at), behind = form_at(s, at, n->last);
  bool first = at == sentence->first;
  bool glued = !first && is_hyphen(s, at, at - 1) && at >= 2 &&
               !casus_is_digit(form_at(s, at, at - 2).len ? form_at(s, at, at - 2).ptr[0] : '0');
  if (glued) return true;
  if (first && n->digits && behind.len == 1 && strchr(".):", behind.ptr[0]) &&
      n->last < sentence->last - (behind.ptr[0] == '.'))
    return true;
  if (casus_str_ieq(behind, CASUS_STR("a.m.")) || casus_str_ieq(behind, CASUS_STR("p.m.")) ||
      casus_str_ieq(behind, CASUS_STR("am")) || casus_str_ieq(behind, CASUS_STR("pm")) ||
      casus_str_ieq(behind, CASUS_STR("o'clock")))
    return true;
  bool named = !first && at - 1 > sentence->first && casus_is_upper(before.ptr[0]) &&
               !casus_words_is(s->words, CASUS_TABLE_WORDS, before, CASUS_WORD_FUNCTION);
  if (n->digits)
    return (named && !is_lower_word(behind)) || casus_str_eq(before, CASUS_STR("#")) ||
           casus_str_ieq(before, CASUS_STR("No."));
  if (n->value != 1 || n->scaled) return false;
  if (casus_str_ieq(before, CASUS_STR("no"))) return true;
  bool noun = is_lower_word(behind) && !casus_words_is(s->words, CASUS_TABLE_WORDS, behind, CASUS_WORD_FUNCTION);
  return s->tagged ? s->text->tokens[at].upos != CASUS_UPOS_NUM || !noun : !noun;
}

/* An amount whose number starts at `at`. Returns its end, 0: none. */
static size_t find_amount(const scan *s, size_t at, casus_amount *amount) {
  number n;
  if (!read_number(s, at, &n) || !isfinite(n.value)) return 0;
  *amount = (casus_amount){.first = (uint32_t)at, .value = n.value, .unit = CASUS_STR("")};
  size_t sign = sign_before(s, at, amount), end = n.last;
  if (sign == at) end = take_unit(s, at, n.last, n.scaled, amount);
  borrow_from_range(s, at, &n, amount);
  if (amount->kind == CASUS_AMOUNT_COUNT && counts_nothing(s, at, &n)) return 0;
  amount->first = (uint32_t)sign;
  amount->last = (uint32_t)end;
  return end;
}

bool casus_amounts_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  scan s = {words, text, casus_is_tagged(text)};
  CASUS_VEC(casus_amount) found = {0};
  size_t when = 0;
  for (size_t at = 0; at < text->token_count;) {
    while (when < text->when_count && text->whens[when].last <= at) when++;
    if (when < text->when_count && text->whens[when].first <= at) {
      at = text->whens[when].last;
      continue;
    }
    casus_amount amount;
    size_t end = find_amount(&s, at, &amount);
    if (!end) {
      at++;
      continue;
    }
    casus_amount *slot = casus_vec_push(&found, arena);
    if (!slot) return false;
    *slot = amount;
    at = end;
  }
  text->amounts = found.items;
  text->amount_count = (uint32_t)found.count;
  return true;
}
