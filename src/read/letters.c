#include "read/letters.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

/* Quarter bits. Measured by bench/encodings.py: the figures are flat around these. */
enum {
  RARE = 72,           /* a letter that the language does not have */
  NO_PAIR = 16,        /* more than the letter alone: its pair is rare */
  NO_TRIPLE = 10,      /* more than the pair: its triple is rare */
  FOREIGN_WORD = 48,   /* more than in its own language: names and quoted words */
  FOREIGN_LETTER = 16, /* and for each letter that is like a word */
  CAPITAL = 6,         /* a word with a capital */
  CAPITAL_INSIDE = 24,
  TWO_SCRIPTS = 40, /* letters of two scripts in one word, or a sign in it */
  USUAL_SIGN = 30,  /* quotation marks, dashes and the like */
  OTHER_SIGN = 56,
  CONTROL = 100,
  NO_CHARACTER = 120
};
enum { FIRST_OF_EAST = 0x2E80 }; /* from here on letters are as many as words elsewhere, and no pairs are kept */
enum { WORD_MOST = 32, NAME_SIZE = 16, SLOT_SIZE = 16, HEADER_SIZE = 32, GRAM_BITS = 21 };

static uint32_t number_at(const char *at) {
  const unsigned char *b = (const unsigned char *)at;
  return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint64_t key_at(const char *at) { return number_at(at) | (uint64_t)number_at(at + 4) << 32; }

int casus_letters_open(const char *folder, casus_arena *arena, casus_letters *letters, casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, "read/languages.bin", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  bool good = bytes.len >= HEADER_SIZE && casus_str_starts(bytes, CASUS_STR("casus letters 1\n"));
  uint32_t languages = good ? number_at(bytes.ptr + 16) : 0, slots = good ? number_at(bytes.ptr + 20) : 0;
  uint32_t entries = good ? number_at(bytes.ptr + 24) : 0, bits = 0;
  while (bits < 31 && 1u << bits < slots) bits++;
  size_t size = HEADER_SIZE + (size_t)languages * NAME_SIZE + (size_t)slots * SLOT_SIZE + (size_t)entries * 2;
  if (!languages || languages > CASUS_MOST_LANGUAGES || slots < 2 || 1u << bits != slots || bytes.len != size)
    return casus_fail(err, CASUS_E_DATA, 0, "read/languages.bin is damaged");
  *letters = (casus_letters){.names = bytes.ptr + HEADER_SIZE,
                             .slots = bytes.ptr + HEADER_SIZE + (size_t)languages * NAME_SIZE,
                             .languages = languages,
                             .slot_bits = bits,
                             .entry_count = entries};
  letters->entries = letters->slots + (size_t)slots * SLOT_SIZE;
  return CASUS_OK;
}

casus_str casus_letters_name(const casus_letters *letters, uint32_t language) {
  const char *name = letters->names + (size_t)language * NAME_SIZE;
  return casus_str_of(name, strnlen(name, NAME_SIZE));
}

uint32_t casus_letters_find(const casus_letters *letters, casus_str name) {
  for (uint32_t i = 0; i < letters->languages; i++)
    if (casus_str_eq(casus_letters_name(letters, i), name)) return i;
  return UINT32_MAX;
}

/* The entries of a key, pairs of language and cost. */
static const unsigned char *entries_of(const casus_letters *l, uint64_t key, uint32_t *count) {
  uint32_t mask = (1u << l->slot_bits) - 1, at = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> (64 - l->slot_bits));
  *count = 0;
  for (uint32_t tries = 0; tries <= mask; tries++, at = (at + 1) & mask) {
    const char *slot = l->slots + (size_t)at * SLOT_SIZE;
    uint64_t found = key_at(slot);
    if (!found) return NULL;
    if (found != key) continue;
    uint32_t first = number_at(slot + 8), number = number_at(slot + 12);
    if (first > l->entry_count || number > l->entry_count - first) return NULL;
    *count = number;
    return (const unsigned char *)l->entries + (size_t)first * 2;
  }
  return NULL;
}

const unsigned char *casus_letters_small_word(const casus_letters *letters, uint64_t hash, uint32_t *count) {
  return entries_of(letters, hash | (uint64_t)1 << 63, count);
}

/* Set the languages of a gram to its cost and `more`. False: no language has it. */
static bool set_costs(const casus_letters *l, uint64_t key, uint32_t more, uint8_t row[CASUS_MOST_LANGUAGES]) {
  uint32_t count;
  const unsigned char *entries = entries_of(l, key, &count);
  for (uint32_t i = 0; i < count; i++)
    if (entries[2 * i] < CASUS_MOST_LANGUAGES) {
      uint32_t cost = entries[2 * i + 1] + more;
      row[entries[2 * i]] = (uint8_t)(cost < RARE ? cost : RARE);
    }
  return count > 0;
}

/* A word as it is weighed: small letters. */
typedef struct word {
  uint32_t letters[WORD_MOST];
  size_t count;
  bool capital;      /* it begins with one */
  bool coded;        /* a digit touches it: a code, a version */
  uint32_t odd;      /* quarter bits of its spelling */
  uint32_t previous; /* its last letter as written */
} word;

/* A block of letters that do not mix with those of others: 0 for none. */
static int script_of(uint32_t c) {
  if (casus_letters_is_latin(c)) return 1;
  if (c >= 0x370 && c < 0x400) return 2;
  if (c >= 0x400 && c < 0x530) return 3;
  if (c >= 0x590 && c < 0x600) return 4;
  if (c >= 0x600 && c < 0x780) return 5;
  if (c >= 0xE00 && c < 0xE80) return 6;
  return (c >= 0x2E80 && c < 0xFB00) || c >= 0x20000 ? 7 : 0;
}

static void weigh_word(const casus_letters *l, const word *w, casus_weights *weights) {
  uint16_t cost[CASUS_MOST_LANGUAGES] = {0}, least = UINT16_MAX;
  uint64_t hash = CASUS_LETTERS_NO_WORD;
  for (size_t i = 0; i < w->count; i++) {
    uint8_t row[CASUS_MOST_LANGUAGES];
    uint64_t letter = w->letters[i], pair = i ? (uint64_t)w->letters[i - 1] << GRAM_BITS | letter : 0;
    memset(row, RARE, sizeof row);
    if (!set_costs(l, letter, i && letter < FIRST_OF_EAST ? NO_PAIR : 0, row))
      weights->unknown++, weights->last_unknown = w->letters[i];
    if (i) set_costs(l, pair, i > 1 ? NO_TRIPLE : 0, row);
    if (i > 1) set_costs(l, (uint64_t)w->letters[i - 2] << 2 * GRAM_BITS | pair, 0, row);
    for (uint32_t k = 0; k < CASUS_MOST_LANGUAGES; k++) cost[k] = (uint16_t)(cost[k] + row[k]);
    hash = casus_letters_word_on(hash, w->letters[i]);
  }
  uint32_t count;
  const unsigned char *known = casus_letters_small_word(l, hash, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (known[2 * i] >= CASUS_MOST_LANGUAGES) continue;
    uint16_t *one = &cost[known[2 * i]];
    weights->small_words[known[2 * i]]++;
    *one = *one > known[2 * i + 1] ? (uint16_t)(*one - known[2 * i + 1]) : 0;
  }
  uint32_t eastern = 0, kana = 0;
  for (size_t i = 0; i < w->count; i++) {
    eastern += w->letters[i] >= FIRST_OF_EAST;
    weights->other_script += script_of(w->letters[i]) != 1;
    kana += w->letters[i] >= 0x3040 && w->letters[i] < 0x3100;
  }
  for (uint32_t k = 0; k < l->languages; k++)
    if (cost[k] < least) least = cost[k];
  uint32_t most = least + FOREIGN_WORD + eastern * FOREIGN_LETTER;
  for (uint32_t k = 0; k < l->languages; k++) weights->cost[k] += cost[k] < most ? cost[k] : most;
  weights->eastern += eastern;
  weights->kana += kana;
  weights->letters += (uint32_t)w->count;
  weights->words++;
}

/* "TS100"; but not "2024年の" and what else the letters of other scripts make of it. */
static bool is_code(const word *w) {
  uint32_t all = 0;
  for (size_t i = 0; i < w->count; i++) all |= w->letters[i];
  return w->coded && all < 0x80;
}

static void end_word(const casus_letters *l, word *w, bool names, casus_weights *weights) {
  if (w->count && !is_code(w) && (names || !w->capital)) weigh_word(l, w, weights);
  weights->odd += w->odd;
  *w = (word){0};
}

/* The rest of a word that was begun, so that long ones are weighed in pieces. */
static void add_letter(const casus_letters *l, word *w, uint32_t c, bool names, casus_weights *weights) {
  uint32_t low = c < 0x80 ? (uint32_t)casus_to_lower((char)c) : (uint32_t)u_tolower((UChar32)c);
  if (w->count == WORD_MOST) {
    bool capital = w->capital, coded = w->coded;
    end_word(l, w, names, weights);
    w->capital = capital, w->coded = coded;
  }
  bool upper = low != c;
  if (!w->count && upper) w->capital = true, w->odd += CAPITAL;
  if (w->count && upper && u_islower((UChar32)w->previous)) w->odd += CAPITAL_INSIDE;
  int now = script_of(low), before = w->count ? script_of(w->letters[w->count - 1]) : now;
  if (now && before && now != before) w->odd += TWO_SCRIPTS;
  w->letters[w->count++] = low;
  w->previous = c;
}

static uint32_t sign_cost(uint32_t c) {
  if (c < 0x80) return c >= 0x20 || casus_is_space((char)c) ? 0 : CONTROL;
  if (c < 0xA0) return CONTROL;
  if (c == 0xFFFD) return NO_CHARACTER;
  static const uint32_t usual[] = {0xA0,   0xA7,   0xAB,   0xAD,   0xB0,   0xB7,   0xBB,   0x2013, 0x2014, 0x2018,
                                   0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2116, 0x20AC, 0xA3,
                                   0x3001, 0x3002, 0x300C, 0x300D, 0x300E, 0x300F, 0x300A, 0x300B, 0xFF0C, 0xFF1A,
                                   0xFF1B, 0xFF01, 0xFF1F, 0xFF08, 0xFF09, 0x30FB, 0x3000, 0x060C};
  for (size_t i = 0; i < CASUS_COUNT(usual); i++)
    if (usual[i] == c) return USUAL_SIGN;
  int8_t type = u_charType((UChar32)c);
  return type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE ? CONTROL : OTHER_SIGN;
}

/* Between two letters with no space: an apostrophe, a dash, a quotation mark, ASCII, the signs of East Asia. */
static bool may_part(uint32_t c) {
  return c < 0x80 || (c >= 0x2010 && c < 0x2028) || c >= 0x2E80 || c == 0xA0 || c == 0xAB || c == 0xAD || c == 0xB7 ||
         c == 0xBB;
}

static bool is_letter(uint32_t c) {
  if (c < 0x80) return casus_is_alpha((char)c);
  return c != 0xAA && c != 0xBA && (U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

void casus_letters_weigh(const casus_letters *letters, casus_str text, bool names, casus_weights *weights) {
  word w = {0};
  size_t size = 0;
  bool parted = false, digit = false; /* parted: by a sign right behind a letter */
  for (size_t at = 0; at < text.len; at += size) {
    uint32_t c = casus_utf8_at(text, at, &size);
    if (is_letter(c)) {
      if (parted) weights->odd += TWO_SCRIPTS;
      parted = false;
      w.coded |= digit;
      add_letter(letters, &w, c, names, weights);
      continue;
    }
    digit = c < 0x80 && casus_is_digit((char)c);
    w.coded |= digit;
    parted = w.count && !may_part(c);
    if (casus_letters_is_address(text, at)) {
      w = (word){0};
      while (at + size < text.len && !casus_is_space(text.ptr[at + size])) size++;
      continue;
    }
    end_word(letters, &w, names, weights);
    weights->odd += sign_cost(c);
  }
  end_word(letters, &w, names, weights);
}

uint32_t casus_letters_best(const casus_letters *letters, const casus_weights *weights) {
  uint32_t best = 0;
  for (uint32_t k = 1; k < letters->languages; k++)
    if (weights->cost[k] < weights->cost[best]) best = k;
  return best;
}

uint32_t casus_letters_cost(const casus_letters *letters, const casus_weights *weights) {
  return weights->cost[casus_letters_best(letters, weights)] + weights->odd;
}
