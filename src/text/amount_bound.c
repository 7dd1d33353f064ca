#include "text/amount.h"

static bool is_lower_word(casus_str form) { return form.len && casus_is_lower(form.ptr[0]); }
static bool is_capital(casus_str form) { return form.len && casus_is_upper(form.ptr[0]); }
static const casus_token *token(const casus_number_scan *s, size_t at) { return &s->text->tokens[at]; }

/* "5:59 p.m.", "ten o'clock" */
static bool is_time(casus_str behind) {
  static const casus_str marks[] = {CASUS_STR_INIT("a.m."), CASUS_STR_INIT("p.m."),    CASUS_STR_INIT("am"),
                                    CASUS_STR_INIT("pm"),   CASUS_STR_INIT("o'clock"), CASUS_STR_INIT("o’clock")};
  for (size_t i = 0; i < CASUS_COUNT(marks); i++)
    if (casus_str_ieq(behind, marks[i])) return true;
  return false;
}

/* "1. Text", "(2) Text" */
static bool is_item(const casus_number_scan *s, size_t at, const casus_number *n) {
  const casus_sentence *sentence = &s->text->sentences[token(s, at)->sentence];
  casus_str behind = casus_number_form(s, at, n->last);
  bool bracket = at == sentence->first + 1 && casus_number_eq(s, at, at - 1, "(");
  if (!n->digits || behind.len != 1 || !(at == sentence->first || bracket)) return false;
  return strchr(".):", behind.ptr[0]) && n->last < sentence->last - (behind.ptr[0] == '.');
}

/* "10 Downing Street" */
static bool is_address(const casus_number_scan *s, size_t at, const casus_number *n) {
  enum { LONGEST_STREET = 4 };
  for (size_t i = n->last; n->digits && i < n->last + LONGEST_STREET; i++) {
    casus_str form = casus_number_form(s, at, i);
    if (!is_capital(form)) return false;
    if (i > n->last && casus_words_is(s->words, CASUS_TABLE_NAMES, form, CASUS_NAMES_STREET)) return true;
  }
  return false;
}

/* Digits behind a name: "Resolution 1718", "Boeing 737 jets"; not "Ukraine 300 tanks", where they hang on the tanks. */
static bool is_numbered_name(const casus_number_scan *s, size_t at, const casus_number *n) {
  const casus_sentence *sentence = &s->text->sentences[token(s, at)->sentence];
  if (at == sentence->first || !n->digits) return false;
  casus_str before = token(s, at - 1)->form, behind = casus_number_form(s, at, n->last);
  if (casus_str_eq(before, CASUS_STR("#")) || casus_str_ieq(before, CASUS_STR("No."))) return true;
  bool grammar = casus_words_is(s->words, CASUS_TABLE_WORDS, before, CASUS_WORD_FUNCTION);
  if (!is_capital(before) || grammar || !token(s, at - 1)->space_after) return false;
  bool start = at - 1 == sentence->first;
  unsigned upos = token(s, at - 1)->upos;
  if (start && !(s->tagged && (upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN))) return false;
  int32_t head = token(s, at)->head;
  bool beside = token(s, at - 1)->deprel == CASUS_DEP_compound && token(s, at - 1)->head == head;
  return !is_lower_word(behind) || (s->tagged && (beside || head == (int32_t)(at - 1))) ||
         (start && token(s, n->last)->upos != CASUS_UPOS_NOUN);
}

/* Number words with a capital inside a name: "Group of Seven", "Nine-Dash Line", "Thirty Years War". */
static bool is_name_part(const casus_number_scan *s, size_t at, const casus_number *n) {
  const casus_sentence *sentence = &s->text->sentences[token(s, at)->sentence];
  if (at == sentence->first || n->digits || !is_capital(token(s, at)->form)) return false;
  size_t next = n->last + casus_number_hyphen(s, at, n->last);
  bool grouped =
      at >= sentence->first + 2 && casus_number_eq(s, at, at - 1, "of") && is_capital(token(s, at - 2)->form);
  return grouped || (is_capital(casus_number_form(s, at, next)) && is_lower_word(token(s, at - 1)->form)) ||
         (is_capital(casus_number_form(s, at, next)) && at == sentence->first + 1);
}

/* "one must not", "no one", "the one thing" */
static bool is_pronoun(const casus_number_scan *s, size_t at, const casus_number *n) {
  if (n->digits || n->value != 1 || n->scale > 1) return false;
  casus_str before = at ? casus_number_form(s, at, at - 1) : CASUS_STR("");
  static const char *const determiners[] = {"no", "the", "this", "that", "any", "number"};
  for (size_t i = 0; i < CASUS_COUNT(determiners); i++)
    if (casus_str_ieq(before, casus_str_from_c(determiners[i]))) return true;
  casus_str behind = casus_number_form(s, at, n->last);
  bool noun = is_lower_word(behind) && !casus_words_is(s->words, CASUS_TABLE_WORDS, behind, CASUS_WORD_FUNCTION);
  return !noun || (s->tagged && token(s, at)->upos != CASUS_UPOS_NUM);
}

bool casus_amount_is_label(const casus_number_scan *s, size_t at, const casus_number *n) {
  if (n->untold || n->share) return false;
  bool first = at == s->text->sentences[token(s, at)->sentence].first;
  bool glued = !first && casus_number_hyphen(s, at, at - 1) && at >= 2;
  casus_str part = glued ? casus_number_form(s, at, at - 2) : CASUS_STR("");
  if (glued && part.len && !casus_is_digit(part.ptr[0])) return true;
  casus_str behind = casus_number_form(s, at, n->last);
  if (casus_number_hyphen(s, at, n->last) && is_capital(casus_number_form(s, at, n->last + 1))) return true;
  return is_time(behind) || is_item(s, at, n) || is_address(s, at, n) || is_numbered_name(s, at, n) ||
         is_name_part(s, at, n) || is_pronoun(s, at, n);
}

/* "talks over 12 islands": a preposition; in "over 12 islands sank" the noun is a subject and the word a bound. */
static bool is_preposition(const casus_number_scan *s, size_t at) {
  const casus_token *word = token(s, at);
  if (!s->tagged || word->deprel != CASUS_DEP_case || word->head < 0) return false;
  unsigned noun = token(s, (size_t)word->head)->deprel;
  return noun == CASUS_DEP_obl || noun == CASUS_DEP_nmod;
}

casus_bound casus_amount_bound(const casus_number_scan *s, size_t at, size_t *start) {
  *start = at;
  enum { LONGEST_PHRASE = 4, LONGEST_KEY = 48 };
  for (size_t length = LONGEST_PHRASE; length > 0; length--) {
    char key[LONGEST_KEY];
    size_t used = 0, i = length;
    for (; i > 0 && at >= i; i--) {
      casus_str form = casus_number_form(s, at, at - i);
      if (!form.len || used + form.len + 1 >= LONGEST_KEY) break;
      if (used) key[used++] = ' ';
      memcpy(key + used, form.ptr, form.len);
      used += form.len;
    }
    casus_word word = i ? (casus_word){0} : casus_words_find(s->words, CASUS_TABLE_BOUNDS, casus_str_of(key, used));
    bool leads = length == 1 && (word.classes & CASUS_BOUNDS_LEADS) && is_preposition(s, at - 1);
    if (!word.classes || leads) continue;
    for (unsigned bound = 0; bound < CASUS_BOUND_SOME; bound++)
      if (word.classes & (1U << bound)) return *start = at - length, (casus_bound)(bound + 1);
  }
  return CASUS_BOUND_EXACT;
}
