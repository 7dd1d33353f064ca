#include "text/token.h"

/* Marks that stay one token when repeated. */
static const char repeated[] = "-=_*+~^#<>";

static size_t run_of(casus_str bytes, size_t at, const char *set) {
  size_t end = at;
  while (end < bytes.len && bytes.ptr[end] && strchr(set, bytes.ptr[end])) end++;
  return end - at;
}

static size_t dots(casus_str bytes, size_t at) {
  size_t end = at;
  while (end < bytes.len) {
    if (bytes.ptr[end] == '.')
      end++;
    else if (casus_str_starts(casus_str_sub(bytes, end, bytes.len), CASUS_STR("…")))
      end += 3;
    else
      break;
  }
  return end - at;
}

/* "#topic", "@handle"; a number behind # stands alone. */
static size_t tag_or_handle(const casus_scan *scan) {
  size_t size;
  char c = scan->bytes.ptr[scan->at];
  if ((c != '#' && c != '@') || scan->glued || casus_glyph_at(scan->bytes, scan->at + 1, &size) != CASUS_GLYPH_WORD)
    return 0;
  return casus_word_run(scan->bytes, scan->at + 1) - scan->at;
}

/* :) ;-( and the like, behind white space and before no word. */
static size_t smiley(const casus_scan *scan) {
  casus_str bytes = scan->bytes;
  size_t end = scan->at;
  if (scan->glued || !strchr(":;=", bytes.ptr[end])) return 0;
  end++;
  end += run_of(bytes, end, "-'") == 1;
  if (run_of(bytes, end, ")(DPp") != 1) return 0;
  size_t size;
  return casus_glyph_at(bytes, end + 1, &size) == CASUS_GLYPH_WORD ? 0 : end + 1 - scan->at;
}

static bool pair_at(casus_str bytes, size_t at, casus_str pair) {
  return casus_str_eq(casus_str_sub(bytes, at, at + pair.len), pair);
}

size_t casus_token_mark(const casus_scan *scan) {
  casus_str bytes = scan->bytes;
  size_t at = scan->at, size;
  casus_utf8_at(bytes, at, &size);
  char c = bytes.ptr[at];
  size_t special = tag_or_handle(scan);
  if (!special) special = smiley(scan);
  if (special) return special;
  size_t elided = casus_apostrophe_at(bytes, at), word = at + elided;
  if (elided && !scan->glued) {
    size_t end = casus_word_run(bytes, word);
    if (casus_words_is(scan->words, CASUS_TABLE_WORDS, casus_str_sub(bytes, word, end), CASUS_WORD_ELIDED))
      return end - at;
  }
  if (pair_at(bytes, at, CASUS_STR("''")) || pair_at(bytes, at, CASUS_STR("``"))) return 2;
  if (pair_at(bytes, at, CASUS_STR("’’")) || pair_at(bytes, at, CASUS_STR("‘‘")) || pair_at(bytes, at, CASUS_STR("‘’")))
    return 6;
  size_t dotted = dots(bytes, at);
  if (dotted) return dotted;
  if (c == '?' || c == '!') return run_of(bytes, at, "?!");
  if (c == '$') return run_of(bytes, at, "$");
  if (c && strchr(repeated, c)) return run_of(bytes, at, (const char[]){c, '\0'});
  return size;
}
