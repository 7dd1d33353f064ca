/* The words of a text, and the runs of them. */
#include "record/wording.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
  WORD = 2,            /* weight of a word */
  CHARACTER = 1,       /* weight of a character of a script without spaces */
  SHORT_RUN = 6,       /* three words: what is compared */
  LONG_RUN = 10,       /* five words, seldom shared by chance: what is looked up */
  FEW_WORDS = 8,       /* so short a text may stand below many titles */
  FULL_WIDTH = 0xFEE0, /* U+FF01 to U+FF5E are ASCII, each so much further */
};

typedef struct casus_wording_word {
  uint64_t hash;
  uint32_t start; /* in the text of words */
  uint8_t weight;
  bool number;
} word;

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
  casus_wording *wording;
  char *text;
  size_t length;
  CASUS_VEC(word) words;
  casus_arena *arena;
  kind last;
} reading;

static void close_word(reading *r) {
  if (!r->words.count || r->last == GAP) return;
  word *w = &r->words.items[r->words.count - 1];
  w->hash = casus_hash(casus_str_of(r->text + w->start, r->length - w->start));
  r->last = GAP;
}

/* A new word where the one before has ended. */
static bool open_word(reading *r, kind k) {
  if (k == ALONE || r->last == ALONE) close_word(r);
  if (r->last != GAP) return true;
  word *w = casus_vec_push(&r->words, r->arena);
  if (!w) return false;
  if (r->length) r->text[r->length++] = ' ';
  *w = (word){.start = (uint32_t)r->length, .weight = k == ALONE ? CHARACTER : WORD, .number = k == DIGIT};
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

/* The end of the run from word `from` on that reaches a weight, and its hash; 0: the text ends before. */
static size_t run_from(const casus_wording *w, size_t from, unsigned weight, uint64_t *hash) {
  unsigned total = 0;
  uint64_t h = 0;
  for (size_t i = from; i < w->word_count; i++) {
    h = (h + w->words[i].hash) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 32;
    if ((total += w->words[i].weight) >= weight) return *hash = h, i + 1;
  }
  return 0;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static size_t sorted_once(uint64_t *values, size_t count) {
  if (count) qsort(values, count, sizeof *values, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (!kept || values[kept - 1] != values[i]) values[kept++] = values[i];
  return kept;
}

bool casus_wording_of(casus_arena *arena, casus_str text, casus_wording *wording) {
  casus_wording made = {0};
  reading r = {.arena = arena, .last = GAP};
  if (text.len > UINT32_MAX / 3) return false; /* beyond what offsets hold; no document is that long */
  /* Folding makes two bytes three at most, and a space stands before each word. */
  if (!(r.text = casus_arena_room(arena, text.len + 1, 3)) || !read_words(&r, text)) return false;
  made.text = casus_str_of(r.text, r.length);
  made.words = r.words.items;
  made.word_count = r.words.count;
  made.runs = casus_arena_room(arena, made.word_count + 1, sizeof *made.runs);
  made.set = casus_arena_room(arena, made.word_count + 1, sizeof *made.set);
  made.numbers = casus_arena_room(arena, made.word_count + 1, sizeof *made.numbers);
  if (!made.runs || !made.set || !made.numbers) return false;
  for (size_t i = 0; i < made.word_count; i++) {
    if (run_from(&made, i, SHORT_RUN, &made.runs[made.run_count])) made.run_count++;
    if (made.words[i].number) made.numbers[made.number_count++] = made.words[i].hash;
  }
  memcpy(made.set, made.runs, made.run_count * sizeof *made.set);
  made.set_count = sorted_once(made.set, made.run_count);
  made.number_count = sorted_once(made.numbers, made.number_count);
  *wording = made;
  return true;
}

casus_str casus_wording_id(casus_arena *arena, const casus_wording *wording, casus_str title, casus_str content) {
  const casus_str parts[] = {wording->text, title};
  if (!wording->word_count) return casus_content_id(arena, &content, 1);
  return casus_content_id(arena, parts, wording->word_count < FEW_WORDS ? 2 : 1);
}

size_t casus_wording_keys(const casus_wording *wording, int32_t keys[CASUS_WORDING_KEYS]) {
  uint64_t least[CASUS_WORDING_KEYS], hash;
  size_t runs = 0;
  for (size_t i = 0; i < wording->word_count && run_from(wording, i, LONG_RUN, &hash); i++, runs++)
    for (size_t k = 0; k < CASUS_WORDING_KEYS; k++) {
      uint64_t value = casus_hash_mix(hash + (k + 1) * 0x9e3779b97f4a7c15ULL);
      if (!runs || value < least[k]) least[k] = value;
    }
  for (size_t k = 0; runs && k < CASUS_WORDING_KEYS; k++) keys[k] = (int32_t)(uint32_t)casus_hash_mix(least[k] + k);
  return runs ? CASUS_WORDING_KEYS : 0;
}
