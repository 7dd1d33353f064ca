/* Text taken as its words. */
#include "record/words.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
  WORD = 2,            /* weight of a word */
  CHARACTER = 1,       /* weight of a character of a script without spaces */
  FULL_WIDTH = 0xFEE0, /* U+FF01 to U+FF5E are ASCII, each so much further */
};

typedef enum kind { GAP, LETTER, DIGIT, MARK, ALONE } kind;

static bool spaceless(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_THAI:
  case USCRIPT_LAO:
  case USCRIPT_KHMER:
  case USCRIPT_MYANMAR:
    return true;
  default:
    return false;
  }
}

/* What a character is to words; *c becomes what it is compared as. */
static kind kind_of(UChar32 *c) {
  if (*c >= 0xFF01 && *c <= 0xFF5E) *c -= FULL_WIDTH;
  if (*c < 0x80) {
    char byte = (char)*c;
    *c = (unsigned char)casus_to_lower(byte);
    return casus_is_digit(byte) ? DIGIT : casus_is_alpha(byte) ? LETTER : GAP;
  }
  uint32_t category = U_GET_GC_MASK(*c);
  if (category & U_GC_M_MASK) return MARK;
  if (category & U_GC_ND_MASK) return *c = '0' + u_charDigitValue(*c), DIGIT;
  if (!(category & (U_GC_L_MASK | U_GC_N_MASK))) return GAP;
  *c = u_foldCase(*c, U_FOLD_CASE_DEFAULT);
  return spaceless(*c) ? ALONE : LETTER;
}

typedef struct reading {
  char *text;
  size_t length;
  CASUS_VEC(casus_word) words;
  casus_arena *arena;
  kind last;
} reading;

/* "15일", "15th" and "15" are the same number. */
static uint64_t number_of(casus_str word) {
  size_t digits = 0;
  while (digits < word.len && casus_is_digit(word.ptr[digits])) digits++;
  return digits ? casus_hash(casus_str_sub(word, 0, digits)) : 0;
}

static void close_word(reading *r) {
  if (!r->words.count || r->last == GAP) return;
  casus_word *w = &r->words.items[r->words.count - 1];
  casus_str text = casus_str_of(r->text + w->start, r->length - w->start);
  w->hash = casus_hash(text);
  w->number = number_of(text);
  w->plain = w->number == w->hash;
  r->last = GAP;
}

/* A new word where the one before has ended. */
static bool open_word(reading *r, kind k) {
  if (k == ALONE || r->last == ALONE) close_word(r);
  if (r->last != GAP) return true;
  casus_word *w = casus_vec_push(&r->words, r->arena);
  if (!w) return false;
  if (r->length) r->text[r->length++] = ' ';
  *w = (casus_word){.start = (uint32_t)r->length, .weight = k == ALONE ? CHARACTER : WORD};
  return true;
}

/* "1,200" and "1200", "10.5" and "10,5" are the same number. */
static bool inside_number(const reading *r, casus_str text, size_t at) {
  bool mark = text.ptr[at] == ',' || text.ptr[at] == '.';
  return mark && r->last == DIGIT && at + 1 < text.len && casus_is_digit(text.ptr[at + 1]);
}

static bool read_words(reading *r, casus_str text) {
  size_t size;
  for (size_t at = 0; at < text.len; at += size) {
    UChar32 c = (UChar32)casus_utf8_at(text, at, &size);
    kind k = kind_of(&c);
    if (k == GAP && inside_number(r, text, at)) continue;
    if (k == MARK && r->last == ALONE) continue;
    if (k == GAP || (k == MARK && r->last == GAP)) {
      close_word(r);
      continue;
    }
    if (!open_word(r, k)) return false;
    r->length += casus_utf8_encode((uint32_t)c, r->text + r->length);
    r->last = k == MARK ? LETTER : k;
  }
  close_word(r);
  return true;
}

bool casus_words_of(casus_arena *arena, casus_str text, casus_words *words) {
  reading r = {.arena = arena, .last = GAP};
  if (text.len > UINT32_MAX / 3) return false; /* beyond what offsets hold; no document is that long */
  /* Folding makes two bytes three at most, and a space stands before each word. */
  if (!(r.text = casus_arena_room(arena, text.len + 1, 3)) || !read_words(&r, text)) return false;
  *words = (casus_words){casus_str_of(r.text, r.length), r.words.items, r.words.count};
  return true;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

size_t casus_set_of(uint64_t *values, size_t count) {
  if (count) qsort(values, count, sizeof *values, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (!kept || values[kept - 1] != values[i]) values[kept++] = values[i];
  return kept;
}

size_t casus_set_shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count) {
  size_t i = 0, k = 0, both = 0;
  while (i < a_count && k < b_count) {
    uint64_t x = a[i], y = b[k];
    both += x == y;
    i += x <= y;
    k += y <= x;
  }
  return both;
}

bool casus_set_has(const uint64_t *set, size_t count, uint64_t value) {
  return count && bsearch(&value, set, count, sizeof *set, by_value);
}
