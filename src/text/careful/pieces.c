#include "text/careful/pieces.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "text/features.h"

/* A string is its length, then its bytes; number and place of each. False: the last one is cut. */
static bool count_strings(casus_str strings, uint32_t *places, uint32_t *count) {
  size_t at = 0;
  *count = 0;
  for (; at < strings.len; at += 1 + (unsigned char)strings.ptr[at]) {
    if (places) places[*count] = (uint32_t)at;
    ++*count;
  }
  return at == strings.len;
}

static casus_str piece_string(const casus_vocabulary *v, uint32_t number) {
  const char *at = v->strings + v->places[number];
  return casus_str_of(at + 1, (unsigned char)at[0]);
}

static casus_str without_marks(casus_str piece, bool *goes_on) {
  *goes_on = piece.len > 2 && casus_str_starts(piece, CASUS_STR("##"));
  return *goes_on ? casus_str_sub(piece, 2, piece.len) : piece;
}

static uint64_t key_of(uint64_t hash, bool goes_on) { return casus_mix(hash, goes_on); }

int casus_vocabulary_open(casus_arena *arena, casus_str strings, casus_vocabulary *vocabulary) {
  casus_vocabulary v = {.strings = strings.ptr};
  if (!count_strings(strings, NULL, &v.count) || !v.count || v.count > UINT16_MAX) return CASUS_E_DATA;
  uint32_t *places = casus_arena_array(arena, v.count, sizeof *places);
  uint32_t *numbers = casus_arena_array(arena, v.count, sizeof *numbers);
  uint64_t *keys = casus_arena_array(arena, v.count, sizeof *keys);
  if (!places || !numbers || !keys) return CASUS_E_MEMORY;
  v.places = places;
  count_strings(strings, places, &v.count);
  for (uint32_t i = 0; i < v.count; i++) {
    bool goes_on;
    casus_str piece = without_marks(piece_string(&v, i), &goes_on);
    numbers[i] = i;
    keys[i] = key_of(casus_hash(piece), goes_on);
  }
  if (!casus_slots_build(arena, keys, numbers, v.count, &v.slots)) return CASUS_E_MEMORY;
  *vocabulary = v;
  return CASUS_OK;
}

static bool find(const casus_vocabulary *v, uint64_t hash, casus_str letters, bool goes_on, uint16_t *number) {
  uint32_t found;
  bool inside;
  if (!casus_slots_get(v->slots, key_of(hash, goes_on), &found)) return false;
  *number = (uint16_t)found;
  return casus_str_eq(without_marks(piece_string(v, found), &inside), letters) && inside == goes_on;
}

/* A stretch of letters as the encoder sees them, and the pieces found so far. */
typedef struct cutter {
  const casus_vocabulary *vocabulary;
  char bytes[CASUS_PIECE_LETTERS * 4];
  uint16_t ends[CASUS_PIECE_LETTERS + 1]; /* of letters, in bytes */
  size_t letters;
  bool too_long;
  uint16_t *out;
  size_t count;
} cutter;

static void put(cutter *c, uint16_t piece) {
  if (c->count < CASUS_PIECES_MOST) c->out[c->count++] = piece;
}

/* The longest piece that begins with letter `from`: where it ends; `from` when there is none. */
static size_t longest(const cutter *c, size_t from, uint16_t *piece) {
  uint64_t hashes[CASUS_PIECE_LETTERS], hash = casus_hash(CASUS_STR(""));
  size_t start = c->ends[from];
  for (size_t i = from; i < c->letters; i++) {
    hash = casus_hash_more(hash, casus_str_of(c->bytes + c->ends[i], c->ends[i + 1] - c->ends[i]));
    hashes[i] = hash;
  }
  for (size_t end = c->letters; end > from; end--)
    if (find(c->vocabulary, hashes[end - 1], casus_str_of(c->bytes + start, c->ends[end] - start), from > 0, piece))
      return end;
  return from;
}

/* One letter that begins no piece makes the whole stretch unknown. */
static void cut(cutter *c) {
  size_t before = c->count;
  for (size_t from = 0, end; from < c->letters && !c->too_long; from = end) {
    uint16_t piece = 0;
    end = longest(c, from, &piece);
    c->too_long = end == from;
    put(c, piece);
  }
  if (c->too_long) c->count = before, put(c, (uint16_t)c->vocabulary->unknown);
  c->letters = 0;
  c->too_long = false;
}

static void add(cutter *c, UChar32 letter) {
  if (c->letters == CASUS_PIECE_LETTERS) {
    c->too_long = true;
    return;
  }
  char *to = c->bytes + c->ends[c->letters];
  size_t size = casus_utf8_encode((uint32_t)letter, to);
  c->ends[c->letters + 1] = (uint16_t)(c->ends[c->letters] + size);
  c->letters++;
}

static bool is_ideograph(UChar32 c) {
  static const struct {
    UChar32 from, to;
  } ranges[] = {{0x4E00, 0x9FFF},   {0x3400, 0x4DBF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
                {0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF}, {0xF900, 0xFAFF},   {0x2F800, 0x2FA1F}};
  for (size_t i = 0; i < CASUS_COUNT(ranges); i++)
    if (c >= ranges[i].from && c <= ranges[i].to) return true;
  return false;
}

/* All that is printed in ASCII and is neither letter nor digit, and what Unicode calls punctuation. */
static bool is_mark(UChar32 c) {
  if (c < 0x80) return c > ' ' && c < 0x7F && !casus_is_alpha((char)c) && !casus_is_digit((char)c);
  return u_ispunct(c);
}

static void add_alone(cutter *c, UChar32 letter) {
  cut(c);
  add(c, letter);
  cut(c);
}

static void take(cutter *c, UChar32 character) {
  UChar32 letter = u_tolower(character);
  if (u_charType(character) == U_NON_SPACING_MARK) return;
  if (is_mark(letter))
    add_alone(c, letter);
  else
    add(c, letter);
}

/* Controls and the like, which are as if they were not there. */
static bool is_nothing(UChar32 c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return c == 0xFFFD || (U_GET_GC_MASK(c) & (U_GC_C_MASK & ~U_GC_CN_MASK));
}

/* `nfd` NULL: accents stay. */
static void take_decomposed(cutter *c, const UNormalizer2 *nfd, UChar32 character) {
  UChar parts[32];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = -1;
  if (nfd && character >= 0x80) length = unorm2_getDecomposition(nfd, character, parts, CASUS_COUNT(parts), &status);
  if (U_FAILURE(status) || length < 0) {
    take(c, character);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 part;
    U16_NEXT(parts, i, length, part);
    take(c, part);
  }
}

static void take_character(cutter *c, const UNormalizer2 *nfd, UChar32 character) {
  bool alone = is_ideograph(character), space = u_isUWhiteSpace(character);
  if (is_nothing(character)) return;
  if (alone || space) cut(c);
  if (!space) take_decomposed(c, nfd, character);
  if (alone) cut(c);
}

size_t casus_pieces_of(const casus_vocabulary *vocabulary, casus_str form, uint16_t *out) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
  cutter c = {.vocabulary = vocabulary, .out = out};
  for (size_t at = 0, size; at < form.len && c.count < CASUS_PIECES_MOST; at += size)
    take_character(&c, U_SUCCESS(status) ? nfd : NULL, (UChar32)casus_utf8_at(form, at, &size));
  cut(&c);
  if (!c.count) put(&c, (uint16_t)vocabulary->unknown);
  return c.count;
}
