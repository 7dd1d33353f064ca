#include "text/token.h"

static char char_at(casus_str bytes, size_t at) { return at < bytes.len ? bytes.ptr[at] : '\0'; }
static bool word_at(casus_str bytes, size_t at) {
  size_t size;
  return casus_glyph_at(bytes, at, &size) == CASUS_GLYPH_WORD;
}

/* 's 'm 'd 're 've 'll at `at`, nothing of a word behind it: its end, else 0. */
static size_t apostrophe_clitic(casus_str bytes, size_t at) {
  static const casus_str tails[] = {CASUS_STR_INIT("s"),  CASUS_STR_INIT("m"),  CASUS_STR_INIT("d"),
                                    CASUS_STR_INIT("re"), CASUS_STR_INIT("ve"), CASUS_STR_INIT("ll")};
  size_t apostrophe = casus_apostrophe_at(bytes, at);
  if (!apostrophe && char_at(bytes, at) == '`') apostrophe = 1;
  if (!apostrophe) return 0;
  size_t start = at + apostrophe, end = casus_word_run(bytes, start);
  for (size_t i = 0; i < CASUS_COUNT(tails); i++)
    if (casus_str_ieq(casus_str_sub(bytes, start, end), tails[i])) return end;
  return 0;
}

/* n't at `at`: its end, else 0. */
static size_t not_clitic(casus_str bytes, size_t at) {
  if (casus_to_lower(char_at(bytes, at)) != 'n') return 0;
  size_t apostrophe = casus_apostrophe_at(bytes, at + 1), t = at + 1 + apostrophe;
  bool found = apostrophe && casus_to_lower(char_at(bytes, t)) == 't' && casus_word_run(bytes, t) == t + 1;
  return found ? t + 1 : 0;
}

size_t casus_token_clitic(const casus_scan *scan) {
  if (!scan->glued || !scan->last.len) return 0;
  size_t size, end = not_clitic(scan->bytes, scan->at);
  casus_glyph before = casus_glyph_at(scan->last, scan->last.len - 1, &size);
  bool after_word = before == CASUS_GLYPH_WORD || before == CASUS_GLYPH_DIGIT ||
                    (unsigned char)scan->last.ptr[scan->last.len - 1] >= 0x80 ||
                    scan->last.ptr[scan->last.len - 1] == '.';
  if (!end && after_word) end = apostrophe_clitic(scan->bytes, scan->at);
  return end ? end - scan->at : 0;
}

/* "Ph", "Sc": a capital and a small letter. */
static bool is_degree_part(casus_str bytes, size_t at) {
  return casus_is_upper(char_at(bytes, at)) && casus_is_lower(char_at(bytes, at + 1)) &&
         casus_word_run(bytes, at) == at + 2 && char_at(bytes, at + 2) == '.';
}

/* "U.S.", "a.m.", "U.S" (its last full stop lost or the sentence's), "Ph.D.", "B.Sc.": single letters with full stops
 * between, at most one of them with a small letter behind it. */
static size_t acronym_end(casus_str bytes, size_t at) {
  size_t end = at, size, letters = 0, doubled = 0;
  for (;;) {
    bool single = casus_glyph_at(bytes, end, &size) == CASUS_GLYPH_WORD && casus_word_run(bytes, end) == end + size;
    bool pair = !single && is_degree_part(bytes, end);
    if (!single && !pair) break;
    letters++;
    doubled += pair;
    end += pair ? 2 : size;
    if (char_at(bytes, end) != '.') break;
    end++;
  }
  return letters > 1 && (!doubled || (doubled == 1 && char_at(bytes, end - 1) == '.')) ? end : at;
}

/* Behind `at`: the first byte that is not a blank on the same line; 0 at the end. */
static char next_glyph(casus_str bytes, size_t at) {
  while (char_at(bytes, at) == ' ') at++;
  return char_at(bytes, at);
}

/* Does the full stop at `dot` belong to the word before it? */
static bool takes_dot(const casus_scan *scan, size_t dot) {
  casus_str bytes = scan->bytes, form = casus_str_sub(bytes, scan->at, dot + 1);
  if (char_at(bytes, dot) != '.' || char_at(bytes, dot + 1) == '.') return false;
  char next = next_glyph(bytes, dot + 1);
  if (form.len == 2 && casus_is_upper(form.ptr[0])) {
    bool in_name = scan->last.len && (casus_is_upper(scan->last.ptr[0]) || scan->last.ptr[0] == '.');
    return (casus_is_upper(next) && (form.ptr[0] != 'I' || in_name)) || (casus_is_lower(next) && in_name);
  }
  casus_word word = casus_words_find(scan->words, CASUS_TABLE_ABBREVIATIONS, form);
  if (word.classes & CASUS_ABBR_NUMBER) return casus_is_digit(next);
  return word.classes != 0;
}

/* Korean and Chinese given names in Latin letters, "Jong-un", "Wai-ching": two syllables, the first with a capital. */
static bool is_syllable(casus_str s) {
  size_t i = 0;
  while (i < s.len && !strchr("aeiouwy", casus_to_lower(s.ptr[i]))) i++;
  size_t vowels = i;
  while (i < s.len && strchr("aeiouwy", casus_to_lower(s.ptr[i]))) i++;
  casus_str tail = casus_str_sub(s, i, s.len);
  return vowels <= 2 && i > vowels && i - vowels <= 3 &&
         (tail.len == 0 || (tail.len == 1 && strchr("nmklpth", tail.ptr[0])) || casus_str_eq(tail, CASUS_STR("ng")));
}

static bool is_given_name(const casus_scan *scan, casus_str first, casus_str second) {
  if (!scan->last.len || !casus_is_upper(scan->last.ptr[0]) || !casus_is_upper(first.ptr[0])) return false;
  if (first.len > 6 || second.len > 6 || !second.len) return false;
  bool grammar = casus_words_is(scan->words, CASUS_TABLE_WORDS, first, CASUS_WORD_FUNCTION | CASUS_WORD_PARTICLE) ||
                 casus_words_is(scan->words, CASUS_TABLE_WORDS, second, CASUS_WORD_FUNCTION);
  return !grammar && is_syllable(first) && is_syllable(second);
}

/* Does the hyphen at `hyphen` stay inside the word? */
static bool keeps_hyphen(const casus_scan *scan, size_t hyphen) {
  casus_str bytes = scan->bytes, first = casus_str_sub(bytes, scan->at, hyphen);
  size_t end = casus_word_run(bytes, hyphen + 1);
  if (end == hyphen + 1) return false;
  if (casus_words_is(scan->words, CASUS_TABLE_WORDS, first, CASUS_WORD_PREFIX)) return true;
  return char_at(bytes, end) != '-' && is_given_name(scan, first, casus_str_sub(bytes, hyphen + 1, end));
}

/* Where the word that has got to `end` goes on: behind an apostrophe, & or hyphen within it. `end` itself: it is over.
 */
static size_t word_goes_on(const casus_scan *scan, size_t end) {
  casus_str bytes = scan->bytes;
  size_t apostrophe = casus_apostrophe_at(bytes, end);
  if (apostrophe) return word_at(bytes, end + apostrophe) && !apostrophe_clitic(bytes, end) ? end + apostrophe : end;
  char c = char_at(bytes, end);
  if (c == '&') return casus_is_upper(bytes.ptr[end - 1]) && casus_is_upper(char_at(bytes, end + 1)) ? end + 1 : end;
  return c == '-' && keeps_hyphen(scan, end) ? end + 1 : end;
}

/* "its a shame": an apostrophe was forgotten. */
static bool is_bare_its(const casus_scan *scan, size_t end) {
  casus_str bytes = scan->bytes, form = casus_str_sub(bytes, scan->at, end);
  if (!casus_str_ieq(form, CASUS_STR("its")) || char_at(bytes, end) != ' ') return false;
  casus_str next = casus_str_sub(bytes, end + 1, casus_word_run(bytes, end + 1));
  return casus_words_is(scan->words, CASUS_TABLE_WORDS, next, CASUS_WORD_PREDICATE);
}

/* "w/", "w/o", "b/c": behind its slash. `end` itself: the word is no such abbreviation. */
static size_t behind_slash(const casus_scan *scan, size_t end) {
  if (char_at(scan->bytes, end) != '/') return end;
  size_t whole = casus_word_run(scan->bytes, end + 1);
  casus_str form = casus_str_sub(scan->bytes, scan->at, whole);
  return casus_words_find(scan->words, CASUS_TABLE_ABBREVIATIONS, form).classes ? whole : end;
}

size_t casus_token_word(const casus_scan *scan) {
  casus_str bytes = scan->bytes;
  if (!word_at(bytes, scan->at)) return 0;
  size_t acronym = acronym_end(bytes, scan->at);
  if (acronym > scan->at) return acronym - scan->at;
  size_t end = casus_word_run(bytes, scan->at);
  casus_word joined = casus_words_find(scan->words, CASUS_TABLE_WORDS, casus_str_sub(bytes, scan->at, end));
  if (char_at(bytes, end) == '$' && end - scan->at <= 3 &&
      casus_words_is(scan->words, CASUS_TABLE_CURRENCIES, casus_str_sub(bytes, scan->at, end + 1),
                     CASUS_CURRENCIES_SIGN))
    return end + 1 - scan->at;
  if (is_bare_its(scan, end)) return 2;
  if (joined.classes & CASUS_WORD_JOINED) return (size_t)joined.value;
  if (not_clitic(bytes, end - 1) && end - 1 > scan->at) return end - 1 - scan->at;
  for (size_t next; (next = word_goes_on(scan, end)) > end;) {
    end = casus_word_run(bytes, next);
    if (bytes.ptr[next - 1] == '-' && not_clitic(bytes, end - 1)) break;
  }
  end = behind_slash(scan, end);
  if (takes_dot(scan, end)) end++;
  return end - scan->at;
}
