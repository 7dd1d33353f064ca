/* Who wrote a report: names without what stands around them. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "read/html_facts.h"

enum { LONGEST_WORD = 48, LONGEST_NAME = 80, LONGEST_LINE = 400 };

/* A letter goes on: the word before `at` is not whole. Scripts without spaces (from U+2E80 on) are not asked. */
static bool goes_on(casus_str line, size_t at) {
  size_t size;
  if (at >= line.len) return false;
  UChar32 c = (UChar32)casus_utf8_at(line, at, &size);
  return u_isalnum(c) && c < 0x2E80;
}

static uint32_t place_of(const casus_html_words *words, casus_str word) {
  char small[LONGEST_WORD];
  uint32_t place = 0;
  size_t n = 0, size;
  for (size_t at = 0; at < word.len; at += size) {
    char utf8[4];
    size_t length = casus_utf8_encode((uint32_t)u_tolower((UChar32)casus_utf8_at(word, at, &size)), utf8);
    if (n + length > LONGEST_WORD) return 0;
    memcpy(small + n, utf8, length);
    n += length;
  }
  return casus_map_get(&words->bylines, casus_str_of(small, n), &place) ? place : 0;
}

/* The length of the longest word that stands before a name at the start of a line; 0: none. */
static size_t lead(const casus_html_words *words, casus_str line) {
  for (size_t length = line.len < LONGEST_WORD ? line.len : LONGEST_WORD; length; length--) {
    bool cut = length < line.len && ((unsigned char)line.ptr[length] & 0xC0) == 0x80;
    casus_str word = casus_str_sub(line, 0, length);
    if (cut || goes_on(line, length) || casus_is_space(word.ptr[length - 1])) continue;
    if (place_of(words, word) & CASUS_BYLINE_BEFORE) return length;
  }
  return 0;
}

/* The length of a name before a word that stands behind names. */
static size_t name_before_word(const casus_html_words *words, casus_str line) {
  for (size_t at = 1; at < line.len; at++) {
    if (((unsigned char)line.ptr[at] & 0xC0) == 0x80) continue;
    if (place_of(words, casus_str_sub(line, at, line.len)) & CASUS_BYLINE_BEHIND) return at;
  }
  return line.len;
}

/* What cannot stand in a name ends it: dates, addresses, further parts of a line. */
static casus_str first_part(casus_str line) {
  static const casus_str ends[] = {CASUS_STR_INIT(" | "), CASUS_STR_INIT("|"),    CASUS_STR_INIT(" - "),
                                   CASUS_STR_INIT(" – "), CASUS_STR_INIT(" — "),  CASUS_STR_INIT(" • "),
                                   CASUS_STR_INIT(" · "), CASUS_STR_INIT(" // "), CASUS_STR_INIT(" ("),
                                   CASUS_STR_INIT("（"),  CASUS_STR_INIT("http"), CASUS_STR_INIT("<")};
  size_t end = line.len;
  for (size_t i = 0; i < CASUS_COUNT(ends); i++) {
    size_t at = casus_str_find(line, ends[i], 0);
    if (at < end) end = at;
  }
  for (size_t at = 0; at < end; at++)
    if (casus_is_digit(line.ptr[at])) end = at;
  size_t mail = casus_str_find(casus_str_sub(line, 0, end), CASUS_STR("@"), 0);
  while (mail != SIZE_MAX && mail && !casus_is_space(line.ptr[mail - 1])) mail--;
  return casus_str_trim(casus_str_sub(line, 0, mail == SIZE_MAX ? end : mail));
}

static casus_str trim_marks(casus_str name) {
  name = casus_str_trim(name);
  while (name.len && strchr(",;:-/|.", name.ptr[0])) name = casus_str_trim(casus_str_sub(name, 1, name.len));
  while (name.len && strchr(",;:-/|", name.ptr[name.len - 1]))
    name = casus_str_trim(casus_str_sub(name, 0, name.len - 1));
  return name;
}

/* "A. Writer, The Daily" of The Daily is A. Writer. */
static casus_str without_site(const casus_page_facts *facts, casus_str name) {
  for (size_t at = name.len; at-- > 0;) {
    if (name.ptr[at] != ',') continue;
    casus_str tail = casus_str_trim(casus_str_sub(name, at + 1, name.len));
    return casus_page_is_site(facts, tail) ? casus_str_trim(casus_str_sub(name, 0, at)) : name;
  }
  return name;
}

static bool has_letters(casus_str name) {
  size_t size, letters = 0;
  for (size_t at = 0; at < name.len; at += size) letters += u_isalpha((UChar32)casus_utf8_at(name, at, &size)) != 0;
  return letters >= 2;
}

static casus_str clean(const casus_page_facts *facts, casus_str line) {
  size_t length;
  if (casus_str_starts(line, CASUS_STR("http"))) return (casus_str){NULL, 0};
  while ((length = lead(facts->words, line)) != 0 && length < line.len)
    line = trim_marks(casus_str_sub(line, length, line.len));
  line = trim_marks(first_part(line));
  line = trim_marks(casus_str_sub(line, 0, name_before_word(facts->words, line)));
  line = without_site(facts, line);
  bool name = has_letters(line) && line.len <= LONGEST_NAME && !place_of(facts->words, line);
  return name && !casus_page_is_site(facts, line) ? line : (casus_str){NULL, 0};
}

bool casus_page_is_byline(const casus_html_words *words, casus_str line) {
  size_t length = lead(words, line);
  if (name_before_word(words, line) < line.len) return true;
  casus_str name = casus_str_trim(casus_str_sub(line, length, line.len));
  if (!length || !name.len) return false;
  size_t size;
  UChar32 first = (UChar32)casus_utf8_at(name, 0, &size);
  return u_isalpha(first) && !u_islower(first);
}

/* All names of the best place, parted by commas. */
void casus_page_sign(casus_page_facts *facts, casus_document *document) {
  casus_str names[CASUS_PAGE_AUTHORS], line = {NULL, 0};
  uint32_t best = UINT32_MAX;
  for (size_t i = 0; i < facts->author_count; i++) {
    names[i] = clean(facts, facts->authors[i].name);
    if (names[i].len && facts->authors[i].rank < best) best = facts->authors[i].rank;
  }
  for (size_t i = 0; i < facts->author_count; i++) {
    bool wanted = names[i].len && facts->authors[i].rank == best;
    bool several = line.len && best >= CASUS_RANK_VISIBLE; /* the elements inside a byline say it again */
    if (!wanted || several || casus_str_find(line, names[i], 0) != SIZE_MAX) continue;
    line = !line.len ? names[i]
                     : casus_arena_printf(facts->arena, "%.*s, %.*s", CASUS_STR_FMT(line), CASUS_STR_FMT(names[i]));
    facts->failed |= !line.ptr;
  }
  if (line.len) document->author = line;
}
