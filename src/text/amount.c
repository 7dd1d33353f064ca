#include "text/amount.h"

#include <math.h>

/* The longest phrase of up to four tokens from `at` that the table knows. Returns its end, else `at`. */
static size_t take_phrase(const casus_number_scan *s, size_t origin, size_t at, casus_word_table table,
                          uint32_t classes, casus_str *unit) {
  enum { LONGEST_PHRASE = 4, LONGEST_KEY = 48 };
  char key[LONGEST_KEY];
  size_t length = 0, end = at;
  for (size_t i = at; i < at + LONGEST_PHRASE; i++) {
    casus_str form = casus_number_form(s, origin, i);
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

static size_t take_currency(const casus_number_scan *s, size_t origin, size_t at, bool scaled, casus_str *unit) {
  casus_str behind = casus_number_form(s, origin, at + 1);
  bool sign = !behind.len || !casus_is_digit(behind.ptr[0]); /* "$ 5": the sign of the number behind it */
  uint32_t classes = CASUS_CURRENCIES_NAME | (sign ? CASUS_CURRENCIES_SIGN : 0);
  size_t end = take_phrase(s, origin, at, CASUS_TABLE_CURRENCIES, classes, unit);
  casus_str code = casus_number_form(s, origin, at);
  if (end == at && code.len == 3 && casus_is_upper(code.ptr[0]))
    end = take_phrase(s, origin, at, CASUS_TABLE_CURRENCIES, CASUS_CURRENCIES_CODE, unit);
  if (end > at || !scaled || !casus_number_eq(s, origin, at, "pounds")) return end;
  *unit = CASUS_STR("GBP"); /* weights are not told in millions of pounds */
  return at + 1;
}

/* What the number counts, behind it: currency, percent, measure. Returns the new end. */
static size_t take_unit(const casus_number_scan *s, size_t origin, size_t at, bool scaled, casus_amount *amount) {
  size_t end = take_currency(s, origin, at, scaled, &amount->unit);
  if (end > at) {
    amount->kind = CASUS_AMOUNT_MONEY;
    return end;
  }
  end = take_phrase(s, origin, at, CASUS_TABLE_MEASURES, CASUS_MEASURES_PERCENT, &amount->unit);
  if (end > at) {
    amount->kind = CASUS_AMOUNT_PERCENT;
    return end;
  }
  size_t word = at + casus_number_hyphen(s, origin, at);
  end = take_phrase(s, origin, word, CASUS_TABLE_MEASURES, CASUS_MEASURES_MEASURE, &amount->unit);
  if (end == word) return at;
  amount->kind = CASUS_AMOUNT_MEASURE;
  return end;
}

static bool is_sign(const casus_number_scan *s, size_t origin, size_t at, casus_str *unit) {
  casus_str form = casus_number_form(s, origin, at);
  casus_word word = casus_words_find(s->words, CASUS_TABLE_CURRENCIES, form);
  bool code = (word.classes & CASUS_CURRENCIES_CODE) && (form.len < 3 || casus_is_upper(form.ptr[form.len - 1]));
  if (!(word.classes & CASUS_CURRENCIES_SIGN) && !(code && casus_is_upper(form.ptr[0]))) return false;
  *unit = word.unit;
  return true;
}

/* A currency sign or code before the number at `at`: its token, else `at`. */
static size_t sign_before(const casus_number_scan *s, size_t at, casus_amount *amount) {
  if (at == 0 || !is_sign(s, at, at - 1, &amount->unit)) return at;
  amount->kind = CASUS_AMOUNT_MONEY;
  return at - 1;
}

/* "$3 to $5 billion", "3 percent to 5 percent": the second number at `joint` + 1. Returns the end, else `end`. */
static size_t take_range(const casus_number_scan *s, size_t sign, size_t joint, const casus_number *first, size_t end,
                         casus_amount *amount) {
  casus_str unit = CASUS_STR("");
  casus_amount other = {.unit = CASUS_STR("")};
  casus_number second;
  bool skip = is_sign(s, sign, joint + 1, &unit);
  if (!casus_number_range(s, sign, joint, skip, &second) || second.untold || second.share) return end;
  if (skip) other.kind = CASUS_AMOUNT_MONEY, other.unit = unit;
  bool own = amount->kind != CASUS_AMOUNT_COUNT;
  size_t last = skip ? second.last : take_unit(s, sign, second.last, second.scale > 1, &other);
  double scale = first->scale > 1 || first->value * second.scale > second.value ? 1 : second.scale;
  bool same = !own || other.kind == CASUS_AMOUNT_COUNT || casus_str_eq(amount->unit, other.unit);
  if (!same || first->value * scale >= second.value) return end;
  if (!own) amount->kind = other.kind, amount->unit = other.unit;
  amount->value *= scale;
  amount->most = second.value;
  return last;
}

/* An amount whose number starts at `at`. Returns its end, 0: none. */
static size_t find_amount(const casus_number_scan *s, size_t at, casus_amount *amount) {
  casus_number n;
  if (!casus_number_read(s, at, &n) || !isfinite(n.value)) return 0;
  *amount = (casus_amount){.first = (uint32_t)at, .value = n.value, .most = n.value, .unit = CASUS_STR("")};
  size_t sign = sign_before(s, at, amount), end = n.last;
  if (n.share) amount->kind = CASUS_AMOUNT_SHARE;
  if (sign == at && !n.share) end = take_unit(s, at, n.last, n.scale > 1, amount);
  if (!n.share && !n.untold) end = take_range(s, sign, end, &n, end, amount);
  bool bare = amount->kind == CASUS_AMOUNT_COUNT || (amount->kind == CASUS_AMOUNT_MEASURE && !n.digits);
  if (bare && casus_amount_is_label(s, at, &n)) return 0;
  size_t words;
  amount->bound = n.untold ? CASUS_BOUND_SOME : casus_amount_bound(s, sign, &words);
  amount->first = (uint32_t)sign;
  amount->last = (uint32_t)end;
  return end;
}

static bool may_hold_number(const casus_number_scan *s, const casus_sentence *sentence) {
  for (size_t at = sentence->first; at < sentence->last; at++) {
    casus_str form = s->text->tokens[at].form;
    bool digits = form.len && (casus_is_digit(form.ptr[0]) || form.ptr[0] == '.');
    if (digits || casus_number_word(s, at, at).classes || casus_number_eq(s, at, at, "couple") ||
        casus_number_eq(s, at, at, "pair"))
      return true;
  }
  return false;
}

bool casus_amounts_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  casus_number_scan s = {words, text, casus_is_tagged(text)};
  CASUS_VEC(casus_amount) found = {0};
  size_t when = 0;
  for (size_t at = 0; at < text->token_count;) {
    const casus_sentence *sentence = &text->sentences[text->tokens[at].sentence];
    if (at == sentence->first && !may_hold_number(&s, sentence)) {
      at = sentence->last;
      continue;
    }
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
