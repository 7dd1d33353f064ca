#include "text/name.h"

static bool is_title(const casus_name_scan *scan, size_t at) { return casus_name_is(scan, at, CASUS_NAMES_TITLE); }

/* The person's first token behind "of State", "to Japan": a given name, else the last two of three or more tokens that
 * are left when the place has taken its first one. `at`: the first token of the complement; `end` of the run. */
static size_t person_behind(const casus_name_scan *scan, size_t at, size_t end) {
  for (size_t i = at + 1; i < end; i++)
    if (casus_name_is(scan, i, CASUS_NAMES_GIVEN) && i + 1 < end) return i;
  return end - at >= 3 ? end - 2 : end;
}

/* The first token behind the titles at a run's start that belongs to the person; the run's end when there is none. */
static size_t person_in_run(const casus_name_scan *scan, size_t first, size_t end) {
  size_t title = end;
  for (size_t i = first; i + 1 < end; i++)
    if (is_title(scan, i)) title = i;
  if (title == end) return end;
  size_t next = title + 1;
  if (casus_name_eq(scan, next, "of") || casus_name_eq(scan, next, "for"))
    return person_behind(scan, next + 1 + casus_name_eq(scan, next + 1, "the"), end);
  return casus_name_part(scan, next) ? next : end;
}

/* Words that a title in small letters may be made of, going left from its noun. */
static bool is_title_part(const casus_name_scan *scan, size_t at) {
  casus_str form = casus_name_form(scan, at);
  if (!form.len || !(casus_is_alpha(form.ptr[0]) || (unsigned char)form.ptr[0] >= 0x80)) return false;
  if (casus_words_is(scan->words, CASUS_TABLE_WORDS, form, CASUS_WORD_FUNCTION | CASUS_WORD_SAY)) return false;
  if (is_title(scan, at) || casus_name_part(scan, at)) return true;
  unsigned upos = scan->text->tokens[at].upos;
  return scan->tagged && (upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_ADJ || upos == CASUS_UPOS_PROPN);
}

/* Before a title with a capital a word in small letters belongs to it only as "former" or "acting" does. */
static bool begins_title(const casus_name_scan *scan, size_t at) {
  casus_str form = casus_name_form(scan, at), title = casus_name_form(scan, at + 1);
  if (!form.len || !title.len || !casus_is_lower(form.ptr[0]) || !casus_is_upper(title.ptr[0])) return true;
  return !scan->tagged || scan->text->tokens[at].upos != CASUS_UPOS_NOUN || is_title(scan, at);
}

/* Where the title that ends before token `end` starts; `end` itself when its last word is no title. */
static size_t title_start(const casus_name_scan *scan, size_t end, bool begun) {
  enum { LONGEST_TITLE = 8 };
  if (end == scan->first || (!begun && !is_title(scan, end - 1))) return end;
  size_t start = end;
  while (start > scan->first && end - start < LONGEST_TITLE) {
    bool possessive = casus_name_eq(scan, start - 1, "'s") || casus_name_eq(scan, start - 1, "’s");
    size_t word = start - possessive;
    if (word == scan->first || (possessive && start == end)) break;
    bool hyphen = casus_name_eq(scan, word - 1, "-") && word >= scan->first + 2 && is_title(scan, word - 2);
    if (!hyphen && !is_title_part(scan, word - 1)) break;
    if (!hyphen && !begins_title(scan, word - 1)) break;
    start = word - 1 - hyphen; /* "Secretary-General" */
  }
  return start;
}

/* "U.S. Ambassador to Japan Rahm Emanuel": the run at hand is "Japan Rahm Emanuel". */
static bool take_post(const casus_name_scan *scan, casus_name *name) {
  size_t at = name->first;
  at -= at > scan->first && casus_name_eq(scan, at - 1, "the");
  bool led = at > scan->first + 1 && (casus_name_eq(scan, at - 1, "to") || casus_name_eq(scan, at - 1, "for") ||
                                      casus_name_eq(scan, at - 1, "at"));
  if (!led || !is_title(scan, at - 2)) return false;
  size_t person = person_behind(scan, name->first, name->last);
  if (person >= name->last) return false;
  name->title_first = (uint32_t)title_start(scan, at - 1, false);
  name->first = (uint32_t)person;
  name->kind = CASUS_NAME_PERSON;
  return true;
}

void casus_name_take_title(const casus_name_scan *scan, casus_name *name) {
  uint32_t fixed = casus_name_known(scan, name->first, name->last) & (CASUS_KNOWN_PLACE | CASUS_KNOWN_ORGANISATION);
  if (fixed || name->kind == CASUS_NAME_ORGANISATION || take_post(scan, name)) return; /* "St. Petersburg" */
  size_t run = name->first, person = person_in_run(scan, run, name->last);
  if (person < name->last) {
    name->first = (uint32_t)person;
    name->title_first = (uint32_t)title_start(scan, run, true);
    name->kind = CASUS_NAME_PERSON;
    return;
  }
  size_t start = title_start(scan, run, false);
  if (start == run) return;
  name->title_first = (uint32_t)start;
  name->kind = CASUS_NAME_PERSON;
}
