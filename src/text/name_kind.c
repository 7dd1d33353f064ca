/* What a name names: what data/actors knows, else its own words, else the words around it. */
#include "text/name.h"

enum { LONGEST_KNOWN = 9 }; /* tokens of a name that data/actors may know */

static casus_str written(const casus_name_scan *scan, size_t first, size_t last) {
  const casus_token *tokens = scan->text->tokens;
  return casus_str_sub(scan->text->bytes, tokens[first].span.start, tokens[last - 1].span.end);
}

/* The same with a capital at the start of each word only: "NORTH KOREA". "" when it is too long. */
static casus_str capitalised(casus_str name, char *buffer, size_t room) {
  bool start = true;
  if (name.len > room) return CASUS_STR("");
  for (size_t i = 0; i < name.len; i++) {
    buffer[i] = start ? name.ptr[i] : casus_to_lower(name.ptr[i]);
    start = name.ptr[i] == ' ' || name.ptr[i] == '-';
  }
  return casus_str_of(buffer, name.len);
}

uint32_t casus_name_known(const casus_name_scan *scan, size_t first, size_t last) {
  enum { LONGEST = 64 };
  char buffer[LONGEST];
  casus_str name = written(scan, first, last);
  uint32_t classes = casus_words_known(scan->words, name);
  casus_str form = scan->text->tokens[first].form;
  bool capitals = form.len > 3 && casus_is_upper(form.ptr[1]) && casus_is_upper(form.ptr[2]); /* of a dateline */
  if (classes || !(scan->shouting || capitals)) return classes;
  return casus_words_known(scan->words, capitalised(name, buffer, sizeof buffer));
}

size_t casus_name_known_start(const casus_name_scan *scan, size_t first, size_t end) {
  for (size_t last = end - first < LONGEST_KNOWN ? end : first + LONGEST_KNOWN; last > first; last--)
    if (casus_name_known(scan, first, last)) return last;
  return end;
}

size_t casus_name_known_end(const casus_name_scan *scan, size_t first, size_t end) {
  size_t limit = first + LONGEST_KNOWN < scan->last ? first + LONGEST_KNOWN : scan->last;
  for (size_t last = limit; last > end; last--)
    if (casus_name_known(scan, first, last) & (CASUS_KNOWN_PLACE | CASUS_KNOWN_ORGANISATION)) return last;
  return end;
}

static bool is_acronym(casus_str form) {
  size_t upper = 0;
  for (size_t i = 0; i < form.len; i++) {
    if (!casus_is_upper(form.ptr[i]) && form.ptr[i] != '&') return false;
    upper++;
  }
  return upper >= 3;
}

static bool has_apposed_title(const casus_name_scan *scan, size_t at) {
  enum { REACH = 7 };
  if (!casus_name_eq(scan, at, ",")) return false;
  for (size_t i = at + 1; i < at + REACH; i++) {
    casus_str form = casus_name_form(scan, i);
    if (!form.len || form.ptr[0] == ',' || casus_is_stop(form)) return false;
    if (casus_name_is(scan, i, CASUS_NAMES_TITLE)) return true;
  }
  return false;
}

static bool has_digit(casus_str form) {
  for (size_t i = 0; i < form.len; i++)
    if (casus_is_digit(form.ptr[i])) return true;
  return false;
}

/* By the words it is made of; OTHER when they do not tell. The last telling word before an "of" decides. */
static casus_name_kind kind_by_words(const casus_name_scan *scan, const casus_name *name, bool *told) {
  casus_name_kind kind = CASUS_NAME_OTHER;
  bool several = name->last - name->first > 1;
  *told = false;
  for (size_t i = name->first; i < name->last; i++) {
    if (*told && (casus_name_eq(scan, i, "of") || casus_name_eq(scan, i, "for"))) break;
    bool treaty = casus_name_is(scan, i, CASUS_NAMES_TREATY), place = casus_name_is(scan, i, CASUS_NAMES_PLACE);
    bool digits = has_digit(casus_name_form(scan, i));
    if (casus_name_is(scan, i, CASUS_NAMES_ORGANISATION)) {
      kind = CASUS_NAME_ORGANISATION;
    } else if (several && (treaty || (digits && i > name->first))) {
      kind = CASUS_NAME_OTHER;
    } else if (several && place) {
      kind = CASUS_NAME_PLACE;
    } else {
      continue;
    }
    *told = true;
  }
  return kind;
}

/* Two to four words that no table knows, none of them a word of a people or of an organisation: mostly a person. */
static bool looks_like_person(const casus_name_scan *scan, const casus_name *name) {
  size_t words = 0;
  for (size_t i = name->first; i < name->last; i++) {
    casus_str form = casus_name_form(scan, i);
    if (has_digit(form) || is_acronym(form) || casus_str_eq(form, CASUS_STR("of"))) return false;
    if (scan->tagged && scan->text->tokens[i].upos != CASUS_UPOS_PROPN && form.len > 1 && casus_is_upper(form.ptr[0]))
      return false;
    if (casus_words_known(scan->words, form) & (CASUS_KNOWN_PEOPLE | CASUS_KNOWN_PLACE)) return false;
    words++;
  }
  return words >= 2 && words <= 4;
}

/* Is it the subject of a verb of saying? */
static bool speaks(const casus_name_scan *scan, const casus_name *name) {
  for (size_t i = name->first; scan->tagged && i < name->last; i++) {
    const casus_token *token = &scan->text->tokens[i];
    if (token->deprel != CASUS_DEP_nsubj || token->head < 0) continue;
    casus_str verb = scan->text->tokens[token->head].lemma;
    return casus_words_is(scan->words, CASUS_TABLE_WORDS, verb, CASUS_WORD_QUOTES);
  }
  return false;
}

static bool follows(const casus_name_scan *scan, size_t first, const char *const *words, size_t count) {
  size_t at = first > scan->first && casus_name_eq(scan, first - 1, "the") ? first - 1 : first;
  for (size_t i = 0; i < count && at > scan->first; i++)
    if (casus_name_eq(scan, at - 1, words[i])) return true;
  return false;
}

static casus_name_kind kind_by_place(const casus_name_scan *scan, const casus_name *name) {
  static const char *const in[] = {"in", "near", "off", "outside", "around"};
  static const char *const towards[] = {"to", "from", "at", "across", "into", "towards", "toward", "via", "through"};
  bool several = name->last - name->first > 1;
  if (follows(scan, name->first, in, CASUS_COUNT(in))) return CASUS_NAME_PLACE;
  if (!several && follows(scan, name->first, towards, CASUS_COUNT(towards))) return CASUS_NAME_PLACE;
  if (looks_like_person(scan, name)) return CASUS_NAME_PERSON;
  return !several && speaks(scan, name) ? CASUS_NAME_PERSON : CASUS_NAME_OTHER;
}

casus_name_kind casus_name_kind_of(const casus_name_scan *scan, const casus_name *name) {
  uint32_t known = casus_name_known(scan, name->first, name->last);
  if (known & CASUS_KNOWN_PLACE) return CASUS_NAME_PLACE;
  if (known & CASUS_KNOWN_ORGANISATION) return CASUS_NAME_ORGANISATION;
  if (known & CASUS_KNOWN_PERSON) return CASUS_NAME_PERSON;
  bool told;
  casus_name_kind kind = kind_by_words(scan, name, &told);
  if (told) return kind;
  bool several = name->last - name->first > 1;
  bool person = casus_name_is(scan, name->first, CASUS_NAMES_GIVEN) || has_apposed_title(scan, name->last);
  bool model = several && has_digit(casus_name_form(scan, name->last - 1)); /* Su-35 */
  if (several && person && !model) return CASUS_NAME_PERSON;
  if (!several && is_acronym(casus_name_form(scan, name->first))) return CASUS_NAME_ORGANISATION;
  return model ? CASUS_NAME_OTHER : kind_by_place(scan, name);
}
