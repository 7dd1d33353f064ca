#include "text/name.h"

#include <unicode/uchar.h>

bool casus_name_is(const casus_name_scan *scan, size_t at, uint32_t classes) {
  return casus_words_is(scan->words, CASUS_TABLE_NAMES, casus_name_form(scan, at), classes);
}

static bool is_capital(casus_str form) {
  size_t size;
  if (!form.len) return false;
  UChar32 c = (UChar32)casus_utf8_at(form, 0, &size);
  return u_isalpha(c) && !u_islower(c);
}
static bool is_grammar(const casus_name_scan *scan, size_t at) {
  return casus_words_is(scan->words, CASUS_TABLE_WORDS, casus_name_form(scan, at), CASUS_WORD_FUNCTION);
}
static bool glued(const casus_name_scan *scan, size_t at) {
  return at > scan->first && !scan->text->tokens[at - 1].space_after;
}

/* Where any word has a capital: at a sentence's start and behind an opening mark or a colon. */
static bool is_start(const casus_name_scan *scan, size_t at) {
  if (at == scan->first) return true;
  casus_str before = casus_name_form(scan, at - 1);
  return casus_is_opening_quote(before) || casus_is_straight_quote(before) || casus_is_stop(before) ||
         (before.len == 1 && strchr(":-*(", before.ptr[0]) && !glued(scan, at));
}

bool casus_name_part(const casus_name_scan *scan, size_t at) {
  casus_str form = casus_name_form(scan, at);
  if (!is_capital(form) || (is_grammar(scan, at) && !(form.len > 1 && casus_is_upper(form.ptr[1])))) return false;
  bool proper = scan->tagged && scan->text->tokens[at].upos == CASUS_UPOS_PROPN;
  if (proper || (scan->tagged && scan->shouting)) return proper;
  if (scan->shouting) return false;
  if (form.len == 1 && form.ptr[0] == 'I') return false;
  if (!is_start(scan, at)) return true;
  if (scan->tagged) { /* "White House": the first word of a name may be tagged as an adjective or noun */
    unsigned tag = scan->text->tokens[at].upos;
    return (tag == CASUS_UPOS_ADJ || tag == CASUS_UPOS_NOUN) && is_capital(casus_name_form(scan, at + 1)) &&
           scan->text->tokens[at + 1].upos == CASUS_UPOS_PROPN;
  }
  return casus_name_is(scan, at, CASUS_NAMES_GIVEN | CASUS_NAMES_TITLE | CASUS_NAMES_CIVIL) ||
         is_capital(casus_name_form(scan, at + 1)) || casus_str_find(form, CASUS_STR("."), 0) != SIZE_MAX;
}

/* "Ministry of Foreign Affairs", "Gulf of Oman": the end behind "of [the] Name", else `at`. */
static size_t take_of(const casus_name_scan *scan, size_t at) {
  bool of = casus_name_eq(scan, at, "of") || casus_name_eq(scan, at, "for");
  if (!of || !casus_name_is(scan, at - 1, CASUS_NAMES_OFHEAD)) return at;
  size_t next = at + 1 + casus_name_eq(scan, at + 1, "the");
  return casus_name_part(scan, next) ? next + 1 : at;
}

/* "Ministry of Trade and Industry": "and" inside an office that has its "of" already. */
static size_t take_and(const casus_name_scan *scan, size_t start, size_t at) {
  if (!casus_name_eq(scan, at, "and") && !casus_name_eq(scan, at, "&")) return at;
  if (!casus_name_part(scan, at + 1)) return at;
  if (casus_name_eq(scan, at, "&")) return at + 2;
  size_t of = start;
  while (of < at && !casus_name_eq(scan, of, "of") && !casus_name_eq(scan, of, "for")) of++;
  bool office = of < at && of > start && casus_name_is(scan, of - 1, CASUS_NAMES_ORGANISATION);
  bool other = casus_name_is(scan, at + 1, CASUS_NAMES_GIVEN | CASUS_NAMES_TITLE | CASUS_NAMES_CIVIL) ||
               is_capital(casus_name_form(scan, at + 2));
  return office && !other ? at + 2 : at;
}

/* "King's College", "Workers' Party". */
static size_t take_possessive(const casus_name_scan *scan, size_t at) {
  bool mark = casus_name_eq(scan, at, "'s") || casus_name_eq(scan, at, "’s") || casus_name_eq(scan, at, "'") ||
              casus_name_eq(scan, at, "’");
  bool inside =
      mark && glued(scan, at) && casus_name_is(scan, at - 1, CASUS_NAMES_POSSESSOR) && casus_name_part(scan, at + 1);
  return inside ? at + 2 : at;
}

/* "Su-57", "al-Qaeda", "Secretary-General", "Anne Smith-Jones". */
static size_t take_hyphen(const casus_name_scan *scan, size_t start, size_t at) {
  if (!casus_name_eq(scan, at, "-") || !glued(scan, at) || !glued(scan, at + 1)) return at;
  casus_str next = casus_name_form(scan, at + 1), before = casus_name_form(scan, at - 1);
  if (!next.len) return at;
  if (casus_is_digit(next.ptr[0])) return at + 2;
  bool particle = casus_words_is(scan->words, CASUS_TABLE_WORDS, before, CASUS_WORD_PARTICLE);
  bool office = casus_name_is(scan, at - 1, CASUS_NAMES_TITLE) && casus_name_is(scan, at + 1, CASUS_NAMES_TITLE) &&
                is_capital(next);
  bool twofold = casus_name_is(scan, at - 1, CASUS_NAMES_GIVEN) && casus_name_is(scan, at + 1, CASUS_NAMES_GIVEN) &&
                 is_capital(next) && casus_name_part(scan, at + 2); /* "Jean-Marie Guéhenno" */
  bool barrelled = at - start >= 2 && casus_name_is(scan, start, CASUS_NAMES_GIVEN) && casus_name_part(scan, at + 1);
  return (particle && is_capital(next)) || office || twofold || barrelled ? at + 2 : at;
}

/* "bin Salman", "de Gaulle", "al-Assad", and "The" inside Vietnamese names. */
static size_t take_particle(const casus_name_scan *scan, size_t at) {
  casus_str form = casus_name_form(scan, at);
  if (casus_str_eq(form, CASUS_STR("The")) && casus_name_part(scan, at + 1) && !is_start(scan, at)) return at + 2;
  if (!casus_words_is(scan->words, CASUS_TABLE_WORDS, form, CASUS_WORD_PARTICLE)) return at;
  size_t next = at + 1 + casus_name_eq(scan, at + 1, "-");
  return is_capital(casus_name_form(scan, next)) && casus_name_part(scan, next) ? next + 1 : at;
}

size_t casus_name_run(const casus_name_scan *scan, size_t at) {
  size_t end = at + 1;
  for (;;) {
    size_t next = casus_name_part(scan, end) && !(end > at && is_start(scan, end)) ? end + 1 : end;
    if (next == end) next = take_of(scan, end);
    if (next == end) next = take_and(scan, at, end);
    if (next == end) next = take_possessive(scan, end);
    if (next == end) next = take_hyphen(scan, at, end);
    if (next == end) next = take_particle(scan, end);
    if (next == end) return end;
    end = next;
  }
}

/* Most words in capitals, or no full stop at the end and all words capitalised but those of grammar. */
static bool is_shouting(const casus_name_scan *scan) {
  size_t words = 0, caps = 0, capitals = 0;
  for (size_t i = scan->first; i < scan->last; i++) {
    casus_str form = scan->text->tokens[i].form;
    if (form.len < 2 || !casus_is_alpha(form.ptr[0]) || is_grammar(scan, i)) continue;
    words++;
    capitals += casus_is_upper(form.ptr[0]);
    caps += form.len > 3 && casus_is_upper(form.ptr[0]) && casus_is_upper(form.ptr[1]) && casus_is_upper(form.ptr[2]);
  }
  bool stopped = casus_is_stop(scan->text->tokens[scan->last - 1].form);
  return words >= 4 && (caps * 10 >= words * 7 || (!stopped && capitals == words));
}

/* "Russian", "the Russians": a people, not a name. */
static bool is_people(const casus_name_scan *scan, const casus_name *name) {
  if (name->last - name->first > 1) return false;
  uint32_t known = casus_name_known(scan, name->first, name->last);
  bool adjective = scan->tagged && scan->text->tokens[name->first].upos == CASUS_UPOS_ADJ; /* "the Marxist rebels" */
  return known == CASUS_KNOWN_PEOPLE || (adjective && !known);
}

/* A known place or organisation at a sentence's start that the tagger took for another noun. */
static bool starts_known(const casus_name_scan *scan, size_t at) {
  casus_str form = casus_name_form(scan, at);
  if (!scan->tagged || form.len < 4 || !is_capital(form) || is_grammar(scan, at)) return false;
  unsigned upos = scan->text->tokens[at].upos;
  bool noun = upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_ADJ || upos == CASUS_UPOS_X || upos == CASUS_UPOS_PROPN;
  uint32_t known = noun ? casus_name_known(scan, at, at + 1) : 0;
  return (known & (CASUS_KNOWN_PLACE | CASUS_KNOWN_ORGANISATION)) && !(known & CASUS_KNOWN_PEOPLE);
}

typedef CASUS_VEC(casus_name) casus_name_vec;

static bool find_in_sentence(casus_name_scan *scan, size_t *when, casus_arena *arena, casus_name_vec *found) {
  enum { LONGEST_SHOUTED = 5 };
  const casus_text *text = scan->text;
  for (size_t at = scan->first; at < scan->last;) {
    while (*when < text->when_count && text->whens[*when].last <= at) ++*when;
    bool dated = *when < text->when_count && text->whens[*when].first <= at;
    bool arabic = casus_name_eq(scan, at + 1, "-") && take_particle(scan, at) > at; /* "al-Qaeda" */
    if (dated || (!casus_name_part(scan, at) && !arabic && !starts_known(scan, at))) {
      at++;
      continue;
    }
    size_t end = casus_name_run(scan, arabic ? at + 2 : at);
    if (scan->shouting) end = casus_name_known_start(scan, at, end);
    end = casus_name_known_end(scan, at, end);
    casus_name name = {.first = (uint32_t)at, .last = (uint32_t)end, .title_first = (uint32_t)at};
    at = end;
    if (scan->shouting && end - name.first > LONGEST_SHOUTED) continue;
    if (is_people(scan, &name)) continue;
    name.kind = casus_name_kind_of(scan, &name);
    casus_name_take_title(scan, &name);
    casus_name *slot = casus_vec_push(found, arena);
    if (!slot) return false;
    *slot = name;
  }
  return true;
}

/* A surname alone is the person named in full elsewhere. */
static bool spread_surnames(const casus_text *text, casus_arena *arena, casus_name_vec *found) {
  casus_map surnames = {0};
  for (size_t i = 0; i < found->count; i++) {
    const casus_name *name = &found->items[i];
    if (name->kind == CASUS_NAME_PERSON && !casus_map_set(&surnames, arena, text->tokens[name->last - 1].form, 1))
      return false;
  }
  for (size_t i = 0; i < found->count; i++) {
    casus_name *name = &found->items[i];
    bool loose = name->kind == CASUS_NAME_OTHER && name->last - name->first == 1;
    if (loose && casus_map_get(&surnames, text->tokens[name->first].form, NULL)) name->kind = CASUS_NAME_PERSON;
  }
  return true;
}

bool casus_names_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  casus_name_scan scan = {.words = words, .text = text, .tagged = casus_is_tagged(text)};
  casus_name_vec found = {0};
  size_t when = 0;
  for (size_t i = 0; i < text->sentence_count; i++) {
    scan.first = text->sentences[i].first;
    scan.last = text->sentences[i].last;
    scan.shouting = is_shouting(&scan);
    if (!find_in_sentence(&scan, &when, arena, &found)) return false;
  }
  if (!spread_surnames(text, arena, &found)) return false;
  text->names = found.items;
  text->name_count = (uint32_t)found.count;
  return true;
}
