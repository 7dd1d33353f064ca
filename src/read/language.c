#include <unicode/uscript.h>

#include "base/utf8.h"
#include "read/source.h"

enum { LOOK_AT = 4000 }; /* bytes: enough to tell a script and count function words */

static const struct {
  UScriptCode script;
  const char *language;
} script_languages[] = {
    {USCRIPT_HANGUL, "ko"},   {USCRIPT_HIRAGANA, "ja"}, {USCRIPT_KATAKANA, "ja"},
    {USCRIPT_CYRILLIC, "ru"}, {USCRIPT_ARABIC, "ar"},   {USCRIPT_HEBREW, "he"},
    {USCRIPT_THAI, "th"},     {USCRIPT_GREEK, "el"},    {USCRIPT_DEVANAGARI, "hi"},
};

static bool is_english_word(casus_str word) {
  static const char words[][5] = {"the", "of",   "and",  "to",   "in",  "that", "is",   "for", "on",  "with",
                                  "was", "said", "has",  "have", "by",  "from", "as",   "at",  "are", "its",
                                  "be",  "it",   "will", "not",  "but", "his",  "were", "an",  "a",   "he"};
  char low[5] = {0};
  if (word.len >= sizeof low) return false;
  for (size_t i = 0; i < word.len; i++) low[i] = casus_to_lower(word.ptr[i]);
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (memcmp(low, words[i], sizeof low) == 0) return true;
  return false;
}

/* Latin script: English when at least one word in eight is an English function word. News runs at one in three;
 * other languages of the script stay below one in twenty-five. Short texts get the benefit of the doubt. */
static casus_str latin_language(casus_str text) {
  size_t words = 0, english = 0;
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    while (at < text.len && ((unsigned char)text.ptr[at] >= 0x80 || casus_is_alpha(text.ptr[at]))) at++;
    if (at > start) {
      words++;
      english += is_english_word(casus_str_sub(text, start, at));
    } else {
      at++;
    }
  }
  return english * 8 >= words || words < 20 ? CASUS_STR("en") : CASUS_STR("und");
}

casus_str casus_guess_language(casus_str text) {
  text = casus_str_sub(text, 0, LOOK_AT);
  size_t latin = 0, han = 0, other[CASUS_COUNT(script_languages)] = {0}, size = 0;
  for (size_t at = 0; at < text.len; at += size) {
    size = 1;
    if ((unsigned char)text.ptr[at] < 0x80) {
      latin += casus_is_alpha(text.ptr[at]);
      continue;
    }
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)casus_utf8_at(text, at, &size), &status);
    latin += script == USCRIPT_LATIN;
    han += script == USCRIPT_HAN;
    for (size_t i = 0; i < CASUS_COUNT(script_languages); i++) other[i] += script == script_languages[i].script;
  }
  size_t best = 0;
  for (size_t i = 1; i < CASUS_COUNT(script_languages); i++)
    if (other[i] > other[best]) best = i;
  bool kana = other[1] + other[2] > 0 && (other[1] + other[2]) * 10 > han;
  if (latin >= han * 2 && latin >= other[best] * 2) return latin_language(text);
  if (han > other[best]) return kana ? CASUS_STR("ja") : CASUS_STR("zh");
  return casus_str_from_c(script_languages[best].language);
}
