/* What is surely in a language, told without weighing a letter. */
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "read/letters.h"
#include "read/source.h"

enum { LEAST_HITS = 2, ONE_IN = 6, LEAD = 2 }; /* small words: of the language, among all, more than of any other */
enum { GREAT_LEAD = 12 };                      /* where no language is expected */
enum { SCRIPT_OF_TEN = 9 };                    /* letters of ten that are of a script which hardly any other has */

typedef struct tally {
  uint32_t hits[CASUS_MOST_LANGUAGES]; /* small words of each language */
  uint32_t words, letters;
  uint32_t latin, hangul, han, russian; /* of the letters */
} tally;

static uint32_t low_letter(uint32_t c) {
  if (c < 0x80) return casus_is_alpha((char)c) ? (uint32_t)casus_to_lower((char)c) : 0;
  return u_isalpha((UChar32)c) ? (uint32_t)u_tolower((UChar32)c) : 0;
}

static void count_letter(tally *t, uint32_t c) {
  t->letters++;
  t->latin += casus_letters_is_latin(c);
  t->hangul += c >= 0xAC00 && c < 0xD7A4;
  t->han += (c >= 0x4E00 && c < 0xA000) || (c >= 0x3040 && c < 0x3100);
  t->russian += (c >= 0x430 && c < 0x450) || c == 0x451;
}

static void count_word(const casus_letters *letters, uint64_t hash, tally *t) {
  uint32_t count;
  const unsigned char *known = casus_letters_small_word(letters, hash, &count);
  t->words++;
  for (uint32_t i = 0; i < count; i++)
    if (known[2 * i] < CASUS_MOST_LANGUAGES) t->hits[known[2 * i]]++;
}

static void count_all(const casus_letters *letters, casus_str text, tally *t) {
  uint64_t hash = CASUS_LETTERS_NO_WORD;
  for (size_t at = 0, size; at < text.len; at += size) {
    uint32_t c = low_letter(casus_utf8_at(text, at, &size));
    if (c) {
      count_letter(t, c);
      hash = casus_letters_word_on(hash, c);
    } else if (casus_letters_is_address(text, at)) {
      hash = CASUS_LETTERS_NO_WORD;
      while (at + size < text.len && !casus_is_space(text.ptr[at + size])) size++;
    } else if (hash != CASUS_LETTERS_NO_WORD) {
      count_word(letters, hash, t);
      hash = CASUS_LETTERS_NO_WORD;
    }
  }
  if (hash != CASUS_LETTERS_NO_WORD) count_word(letters, hash, t);
}

/* Hangul is Korean; Han and kana are Chinese or Japanese, and the letters of Russian one of its neighbours: which of
 * them, nobody asks of a sentence. */
static bool is_by_script(const tally *t, casus_str language) {
  uint32_t of = casus_str_eq(language, CASUS_STR("ko"))           ? t->hangul
                : casus_languages_near(language, CASUS_STR("zh")) ? t->han
                : casus_str_eq(language, CASUS_STR("ru"))         ? t->russian
                                                                  : 0;
  return of && of * 10 >= t->letters * SCRIPT_OF_TEN;
}

uint32_t casus_letters_by_words(const casus_letters *letters, casus_str text) {
  tally t = {0};
  uint32_t best = 0;
  count_all(letters, text, &t);
  for (uint32_t k = 1; k < letters->languages; k++)
    if (t.hits[k] > t.hits[best]) best = k;
  for (uint32_t k = 0; k < letters->languages; k++)
    if (k != best && t.hits[k] + GREAT_LEAD > t.hits[best]) return UINT32_MAX;
  return t.hits[best] * ONE_IN >= t.words ? best : UINT32_MAX;
}

/* Too little of the letters that most languages share to say that it is another. */
static bool is_too_little(const casus_letters *letters, const tally *t, casus_str language) {
  if (t->latin < t->letters || t->letters >= CASUS_MANY_LETTERS) return false;
  for (uint32_t k = 0; k < letters->languages; k++) {
    bool some = t->hits[k] >= CASUS_SOME_SMALL_WORDS;
    if (some && !casus_languages_near(casus_letters_name(letters, k), language)) return false;
  }
  return true;
}

bool casus_letters_plain(const casus_letters *letters, casus_str text, uint32_t language) {
  tally t = {0};
  casus_str name = casus_letters_name(letters, language);
  count_all(letters, text, &t);
  if (is_by_script(&t, name) || is_too_little(letters, &t, name)) return true;
  uint32_t hits = t.hits[language];
  if (hits < LEAST_HITS || hits * ONE_IN < t.words) return false;
  for (uint32_t k = 0; k < letters->languages; k++)
    if (t.hits[k] + LEAD > hits && !casus_languages_near(casus_letters_name(letters, k), name)) return false;
  return true;
}
