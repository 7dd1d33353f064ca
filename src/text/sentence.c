#include "text/sentence.h"

#include <unicode/uchar.h>

static bool is_one_of(casus_str form, const casus_str *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(form, list[i])) return true;
  return false;
}
#define IS_ONE_OF(form, ...)                                                                                           \
  is_one_of((form), (const casus_str[]){__VA_ARGS__}, CASUS_COUNT(((const casus_str[]){__VA_ARGS__})))
#define S(literal) CASUS_STR_INIT(literal)

static bool is_wide_stop(casus_str form) { return IS_ONE_OF(form, S("。"), S("！"), S("？"), S("｡"), S("؟"), S("।")); }

bool casus_is_stop(casus_str form) {
  if (!form.len) return false;
  char first = form.ptr[0];
  if (first == '?' || first == '!' || form.len == 1) return first == '.' || first == '?' || first == '!';
  return casus_str_starts(form, CASUS_STR("..")) || casus_str_starts(form, CASUS_STR("…")) || is_wide_stop(form);
}

bool casus_is_opening_quote(casus_str form) {
  return IS_ONE_OF(form, S("“"), S("‘"), S("„"), S("«"), S("「"), S("『"), S("《"), S("‹"), S("``"), S("‘‘"), S("‚"));
}
bool casus_is_closing_quote(casus_str form) {
  return IS_ONE_OF(form, S("”"), S("’"), S("»"), S("」"), S("』"), S("》"), S("›"), S("''"), S("’’"));
}
bool casus_is_straight_quote(casus_str form) { return form.len == 1 && form.ptr[0] == '"'; }

static bool is_straight_single(casus_str form) { return form.len == 1 && form.ptr[0] == '\''; }
static bool is_full_stop(casus_str form) { return form.len == 1 && form.ptr[0] == '.'; }
static bool is_ellipsis(casus_str form) {
  return form.len > 1 && (form.ptr[0] == '.' || casus_str_starts(form, CASUS_STR("…")));
}
static bool is_bracket_end(casus_str form) { return IS_ONE_OF(form, S(")"), S("]"), S("）")); }
static bool is_opening(casus_str form) {
  return casus_is_opening_quote(form) || casus_is_straight_quote(form) || is_straight_single(form) ||
         IS_ONE_OF(form, S("("), S("["), S("<"), S("<<"));
}
static bool all_digits(casus_str form) {
  for (size_t i = 0; i < form.len; i++)
    if (!casus_is_digit(form.ptr[i])) return false;
  return form.len > 0;
}

typedef enum shape { SHAPE_LOWER, SHAPE_UPPER, SHAPE_DIGIT, SHAPE_MARK } shape;

static shape shape_of(casus_str form) {
  size_t size;
  UChar32 c = (UChar32)casus_utf8_at(form, 0, &size);
  if (u_islower(c)) return SHAPE_LOWER;
  if (u_isdigit(c)) return SHAPE_DIGIT;
  return u_isalpha(c) ? SHAPE_UPPER : SHAPE_MARK;
}

/* What the functions below look at. */
typedef struct passage {
  const casus_words *words;
  const casus_token *tokens;
  size_t first, last; /* of the paragraph's rest */
} passage;

static bool word_is(const passage *p, size_t at, uint32_t classes) {
  return at < p->last && casus_words_is(p->words, CASUS_TABLE_WORDS, p->tokens[at].form, classes);
}
static bool glued(const passage *p, size_t at) { return at > p->first && !p->tokens[at - 1].space_after; }

/* Behind the first word of what follows: quotation marks and brackets that open do not count. */
static size_t first_word(const passage *p, size_t at) {
  while (at < p->last && is_opening(p->tokens[at].form)) at++;
  return at;
}

/* "[17]", a note behind a full stop. */
static bool is_note(const passage *p, size_t at) {
  return at + 2 < p->last && casus_str_eq(p->tokens[at].form, CASUS_STR("[")) && all_digits(p->tokens[at + 1].form) &&
         casus_str_eq(p->tokens[at + 2].form, CASUS_STR("]"));
}

/* ":)", ";-(": it ends the sentence before it. */
static bool is_smiley(casus_str form) {
  return form.len >= 2 && form.len <= 3 && strchr(":;=", form.ptr[0]) && strchr(")(DPp", form.ptr[form.len - 1]);
}

/* Closing marks, brackets, notes, smileys and further stops behind the stop before `at` belong to its sentence. */
static size_t absorb_closers(const passage *p, size_t at, size_t *open, bool *quote) {
  for (; at < p->last; at++) {
    casus_str form = p->tokens[at].form;
    bool closes = false;
    if (casus_is_straight_quote(form)) {
      closes = glued(p, at) ? *open % 2 == 1 || p->tokens[at].space_after : *open % 2 == 1 && p->tokens[at].space_after;
      if (closes) *open += *open % 2 ? 1 : 2;
    } else {
      closes = casus_is_closing_quote(form) || (is_straight_single(form) && glued(p, at));
    }
    *quote |= closes;
    if (is_note(p, at)) {
      at += 2;
      continue;
    }
    if (!closes && !is_bracket_end(form) && !is_smiley(form) && !(casus_is_stop(form) && glued(p, at))) break;
  }
  return at;
}

/* "He said.", "Putin said on Monday." behind a quotation: pronoun or one to three capitalised words, a verb of saying,
 * and then little more. `at`: the first word behind the closing mark. */
static bool is_attribution(const passage *p, size_t at) {
  enum { LONGEST_NAME = 3, LONGEST_REST = 4 };
  size_t verb = at;
  if (word_is(p, at, CASUS_WORD_PRONOUN)) {
    verb++;
  } else {
    while (verb < p->last && verb < at + LONGEST_NAME && shape_of(p->tokens[verb].form) == SHAPE_UPPER &&
           !word_is(p, verb, CASUS_WORD_FUNCTION | CASUS_WORD_SAY))
      verb++;
  }
  if (verb == at || !word_is(p, verb, CASUS_WORD_SAY)) return false;
  size_t end = verb + 1;
  bool told = casus_str_eq(p->tokens[verb].form, CASUS_STR("told"));
  if (end < p->last && !casus_is_stop(p->tokens[end].form) && !told && !word_is(p, end, CASUS_WORD_SETTING))
    return false;
  while (end < p->last && end <= verb + LONGEST_REST && !casus_is_stop(p->tokens[end].form)) end++;
  return end == p->last || casus_is_stop(p->tokens[end].form);
}

/* "2024. 6. 22." and "1. Text": the full stop at `at` belongs to the number before it. */
static bool is_number_stop(const passage *p, size_t at) {
  if (at == p->first || !all_digits(p->tokens[at - 1].form) || at + 1 >= p->last) return false;
  if (at == p->first + 1) return p->tokens[at - 1].form.len <= 2;
  if (casus_str_eq(p->tokens[at - 2].form, CASUS_STR(":")) && p->tokens[at - 1].form.len <= 2) return true;
  bool next_small = all_digits(p->tokens[at + 1].form) && p->tokens[at + 1].form.len <= 2;
  bool whole = at >= p->first + 5 && all_digits(p->tokens[at - 5].form) && p->tokens[at - 5].form.len == 4 &&
               all_digits(p->tokens[at - 3].form) && casus_str_eq(p->tokens[at - 4].form, CASUS_STR(".")) &&
               casus_str_eq(p->tokens[at - 2].form, CASUS_STR("."));
  if (whole) return shape_of(p->tokens[at + 1].form) != SHAPE_UPPER;
  bool year = p->tokens[at - 1].form.len == 4;
  bool in_date =
      at >= p->first + 3 && casus_str_eq(p->tokens[at - 2].form, CASUS_STR(".")) && all_digits(p->tokens[at - 3].form);
  return next_small && at + 2 < p->last && (year || in_date) && casus_str_eq(p->tokens[at + 2].form, CASUS_STR("."));
}

/* Does a sentence end behind the stop at `stop`, what follows starting at `next`? `quote`: a closing mark between. */
static bool ends_at(const passage *p, size_t stop, size_t next, bool quote) {
  if (next >= p->last || is_wide_stop(p->tokens[stop].form)) return true;
  casus_str form = p->tokens[stop].form;
  if (is_full_stop(form) && is_number_stop(p, stop)) return false;
  size_t word = first_word(p, next);
  if (word >= p->last) return next < word && !quote;
  if (casus_is_stop(p->tokens[word].form) && !glued(p, word)) return quote; /* ". . ." */
  bool trails = is_ellipsis(form) || (stop > p->first && is_full_stop(form) && is_full_stop(p->tokens[stop - 1].form));
  shape s = shape_of(p->tokens[word].form);
  if (s == SHAPE_MARK) {
    casus_str mark = p->tokens[word].form;
    return !quote && word == next &&
           !IS_ONE_OF(mark, S(","), S(";"), S(":"), S("—"), S("–"), S("--"), S(")"), S("]"), S("/"), S("%"));
  }
  if (s == SHAPE_LOWER) return !quote && !trails && (word > next || !glued(p, next));
  if (is_ellipsis(form) && glued(p, next)) return false;
  return !quote || !is_attribution(p, next);
}

static bool is_caps(casus_str form) {
  size_t letters = 0;
  for (size_t i = 0; i < form.len; i++) {
    if (casus_is_lower(form.ptr[i])) return false;
    letters += casus_is_upper(form.ptr[i]);
  }
  return letters >= 2;
}

/* The same for an abbreviation whose full stop may be the sentence's as well. */
static bool ends_at_abbreviation(const passage *p, size_t at, size_t next, bool quote) {
  casus_str form = p->tokens[at].form;
  if (form.len < 2 || form.ptr[form.len - 1] != '.') return false;
  size_t word = first_word(p, next);
  if (word >= p->last || shape_of(p->tokens[word].form) != SHAPE_UPPER) return false;
  bool initial = form.len == 2 && casus_is_upper(form.ptr[0]); /* "B." is no "b. 1950" */
  if (!initial && casus_words_is(p->words, CASUS_TABLE_ABBREVIATIONS, form, CASUS_ABBR_NEVER | CASUS_ABBR_NUMBER))
    return false;
  if (quote) return !is_attribution(p, next);
  if (is_caps(p->tokens[word].form) && !word_is(p, word, CASUS_WORD_PRONOUN)) return false; /* nothing tells starters */
  return (word > next && !initial) || word_is(p, word, CASUS_WORD_STARTER);
}

/* "SEOUL, June 20 (Yonhap) —", "MOSCOW (AP) -", "NEW DELHI:" at a paragraph's start: the end of it, else `first`. */
static size_t dateline_end(const passage *p) {
  enum { LONGEST_DATELINE = 16 };
  bool caps = false, bracket = false, inside = false;
  for (size_t i = p->first; i + 1 < p->last && i < p->first + LONGEST_DATELINE; i++) {
    casus_str form = p->tokens[i].form;
    bool dash = IS_ONE_OF(form, S("—"), S("–"), S("--"), S("-"), S("―"));
    bool apart = p->tokens[i].space_after && (i == p->first || p->tokens[i - 1].space_after);
    if (dash && !inside && (apart || (form.len > 1 && (p->tokens[i].space_after || bracket))))
      return i > p->first && (caps || bracket) ? i + 1 : p->first;
    if (casus_str_eq(form, CASUS_STR(":")) && !inside) return caps && i <= p->first + 3 ? i + 1 : p->first;
    if (form.ptr[0] == '(') inside = bracket = true;
    if (form.ptr[0] == ')') inside = false;
    caps |= !inside && is_caps(form) && form.len > 3;
    shape s = shape_of(form);
    if (s == SHAPE_LOWER && !inside) return p->first;
    if (s == SHAPE_MARK && !IS_ONE_OF(form, S(","), S("("), S(")"), S("/"), S("."), S("-"))) return p->first;
  }
  return p->first;
}

/* "(Reuters)": the whole of the sentence so far stands in one pair of brackets. */
static bool is_bracketed(const passage *p, size_t at) {
  if (!is_bracket_end(p->tokens[at].form) || !IS_ONE_OF(p->tokens[p->first].form, S("("), S("["))) return false;
  for (size_t i = p->first + 1; i < at; i++)
    if (is_bracket_end(p->tokens[i].form)) return false;
  return true;
}

/* "3/9/2005 11:16 PM": when a letter or comment was sent. */
static bool is_time_stamp(const passage *p, size_t at) {
  casus_str form = p->tokens[at].form;
  if (!IS_ONE_OF(form, S("AM"), S("PM"), S("am"), S("pm")) || at < p->first + 2) return false;
  casus_str date = p->tokens[at - 2].form;
  return casus_is_digit(p->tokens[at - 1].form.ptr[0]) && casus_is_digit(date.ptr[0]) &&
         memchr(date.ptr, '/', date.len);
}

static bool is_address(casus_str form) {
  bool mail = form.len > 1 && memchr(form.ptr + 1, '@', form.len - 1);
  return mail || casus_str_starts(form, CASUS_STR("http")) || casus_str_starts(form, CASUS_STR("www."));
}

/* Does a sentence that no stop ends end behind `at`? */
static bool ends_bare(const passage *p, size_t at) {
  if (at + 1 >= p->last || !p->tokens[at].space_after || shape_of(p->tokens[at + 1].form) != SHAPE_UPPER) return false;
  if (is_time_stamp(p, at)) return true;
  return word_is(p, at + 1, CASUS_WORD_STARTER) && (is_bracketed(p, at) || is_address(p->tokens[at].form));
}

size_t casus_sentence_end(const casus_words *words, const casus_token *tokens, size_t first, size_t last, bool start,
                          size_t *open) {
  passage p = {words, tokens, first, last};
  size_t dateline = start ? dateline_end(&p) : first;
  if (dateline > first) return dateline;
  for (size_t i = first; i < last; i++) {
    casus_str form = tokens[i].form;
    if (casus_is_straight_quote(form)) ++*open;
    if (ends_bare(&p, i)) return i + 1;
    bool stop = casus_is_stop(form);
    if (!stop && form.ptr[form.len - 1] != '.') continue;
    bool quote = false;
    size_t next = absorb_closers(&p, i + 1, open, &quote);
    bool ends = stop ? ends_at(&p, i, next, quote) : ends_at_abbreviation(&p, i, next, quote);
    if (ends) return next;
    i = next - 1;
  }
  return last;
}
