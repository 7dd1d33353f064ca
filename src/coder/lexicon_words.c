/* The word classes of data/actors/classes.tsv. */
#include "coder/lexicon.h"

enum { LONGEST_WORD = 24 };

casus_word_class casus_word_class_from(casus_str name) {
  static const casus_str names[] = {
#define CASUS_WORD_CLASS_NAME(enumerator, name) CASUS_STR_INIT(name),
      CASUS_WORD_CLASSES(CASUS_WORD_CLASS_NAME)
#undef CASUS_WORD_CLASS_NAME
  };
  for (unsigned i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_eq(names[i], name)) return (casus_word_class)(1u << i);
  return 0;
}

bool casus_word_fits(casus_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (casus_is_upper(word.ptr[i])) return false;
  return word.len && word.len <= LONGEST_WORD && word.ptr[word.len - 1] != '.';
}

unsigned casus_word_classes(const casus_lexicon *lexicon, casus_str word) {
  char lower[LONGEST_WORD];
  uint32_t classes;
  while (word.len && word.ptr[word.len - 1] == '.') word.len--;
  if (word.len > sizeof lower) return 0;
  for (size_t i = 0; i < word.len; i++) lower[i] = casus_to_lower(word.ptr[i]);
  return casus_map_get(&lexicon->words, casus_str_of(lower, word.len), &classes) ? classes : 0;
}
