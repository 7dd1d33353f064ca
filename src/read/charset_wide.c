/* Characters of two or four bytes, with and without a mark before them. */
#include "read/charset.h"

enum { LOOK_AT = 4096 };

static const char *marked_encoding(casus_str head, size_t *marked) {
  static const struct {
    casus_str mark;
    const char *name;
  } marks[] = {/* longest first: the UTF-32LE mark starts with the UTF-16LE one */
               {CASUS_STR_INIT("\0\0\xFE\xFF"), "UTF-32BE"},
               {CASUS_STR_INIT("\xFF\xFE\0\0"), "UTF-32LE"},
               {CASUS_STR_INIT("\xFE\xFF"), "UTF-16BE"},
               {CASUS_STR_INIT("\xFF\xFE"), "UTF-16LE"}};
  for (size_t i = 0; i < CASUS_COUNT(marks); i++)
    if (casus_str_starts(head, marks[i].mark)) return *marked = marks[i].mark.len, marks[i].name;
  return NULL;
}

/* What news is written in: ASCII, Latin, Greek to Arabic, kana, Han, Hangul, their signs. */
static bool is_plausible(unsigned high, unsigned low) {
  if (high == 0) return (low >= 0x20 && low < 0x7F) || low >= 0xA0 || low == '\n' || low == '\r' || low == '\t';
  return high == 1 || (high >= 3 && high <= 6) || high == 0x1E || high == 0x20 || high == 0x30 ||
         (high >= 0x4E && high <= 0x9F) || (high >= 0xAC && high <= 0xD7) || high == 0xFF;
}

/* How many pairs of bytes are a plausible character, the first byte of a pair being the high one or the low one; and
 * how far the high ones are of few blocks, as those of one script are. */
typedef struct look {
  size_t plausible, units, ascii, blocks;
} look;

static look look_at(casus_str head, bool high_first) {
  look l = {0};
  bool seen[256] = {false};
  for (size_t i = 0; i + 1 < head.len; i += 2, l.units++) {
    unsigned char high = (unsigned char)head.ptr[i + !high_first], low = (unsigned char)head.ptr[i + high_first];
    l.plausible += is_plausible(high, low);
    l.ascii += high == 0 && low != 0;
    l.blocks += !seen[high];
    seen[high] = true;
  }
  return l;
}

const char *casus_charset_wide(casus_str head, size_t *marked) {
  enum { LEAST_UNITS = 8 };
  const char *name = marked_encoding(head, marked);
  if (name) return name;
  *marked = 0;
  head = casus_str_sub(head, 0, LOOK_AT);
  bool controls = false; /* zeros, or what no text in bytes has */
  for (size_t i = 0; i < head.len && !controls; i++)
    controls = (unsigned char)head.ptr[i] < 0x20 && !casus_is_space(head.ptr[i]) && head.ptr[i] != 0x1B;
  if (!controls || head.len < 2 * LEAST_UNITS) return NULL;
  look big = look_at(head, true), little = look_at(head, false);
  bool is_big = big.plausible > little.plausible || (big.plausible == little.plausible && big.blocks < little.blocks);
  const look *better = is_big ? &big : &little, *other = is_big ? &little : &big;
  bool sure = better->plausible * 100 >= better->units * 97 &&
              (other->plausible * 100 < other->units * 90 || better->blocks * 2 < other->blocks);
  return !sure ? NULL : is_big ? "UTF-16BE" : "UTF-16LE";
}
