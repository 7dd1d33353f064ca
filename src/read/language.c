/* Which language a text is in, by its letters and small words. */
#include "base/utf8.h"
#include "read/source.h"

enum { LOOK_AT = 4000 }; /* bytes: enough to tell */
/* A brief text is taken for English unless two small words, or a lead in quarter bits, say another language: headlines
 * are full of names. */
enum { MANY_LETTERS = 100, SMALL_WORDS = 2, SMALL_LEAD = 60, GREAT_LEAD = 160 };
enum { LIKELY_LETTER = 26 };  /* quarter bits a letter costs at most in a language that is one of these */
enum { ENOUGH_LETTERS = 60 }; /* to say that it is none of them */

/* Letters that only few languages have, of which none is weighed. */
static const struct {
  uint32_t first, last;
  const char *language;
} others[] = {{0x0D80, 0x0DFF, "si"}, {0x0C80, 0x0CFF, "kn"}, {0x0D00, 0x0D7F, "ml"}, {0x0E80, 0x0EFF, "lo"},
              {0x0F00, 0x0FFF, "bo"}, {0x1000, 0x109F, "my"}, {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"}};

static casus_str unweighed_language(uint32_t letter) {
  for (size_t i = 0; i < CASUS_COUNT(others); i++)
    if (letter >= others[i].first && letter <= others[i].last) return casus_str_from_c(others[i].language);
  return CASUS_STR("und");
}

bool casus_languages_near(casus_str a, casus_str b) {
  if (casus_str_eq(a, b)) return true;
  static const char *const families[] = {
      "zh zh-Hant ja", "nb da sv",          "id ms",          "cs sk", "hr sl sr mk bg",
      "es pt ca it",   "ru uk be bg mk sr", "xh zu st tn sn", "af nl", "fa ar ur"};
  for (size_t i = 0; i < CASUS_COUNT(families); i++) {
    casus_str rest = casus_str_from_c(families[i]), name;
    int found = 0;
    while (casus_str_split(&rest, ' ', &name)) found += casus_str_eq(name, a) + casus_str_eq(name, b);
    if (found == 2) return true;
  }
  return false;
}

/* Japanese of some length has kana in it, which weighing does not see: it sees only what is there. */
uint32_t casus_likeliest_language(const casus_letters *letters, const casus_weights *w) {
  enum { SOME = 12, ONE_IN = 20 };
  static const casus_str chinese[] = {CASUS_STR_INIT("zh"), CASUS_STR_INIT("zh-Hant")};
  uint32_t best = casus_letters_best(letters, w);
  bool japanese = casus_str_eq(casus_letters_name(letters, best), CASUS_STR("ja"));
  if (!japanese || w->eastern < SOME || w->kana * ONE_IN >= w->eastern) return best;
  uint32_t simplified = casus_letters_find(letters, chinese[0]), traditional = casus_letters_find(letters, chinese[1]);
  if (simplified == UINT32_MAX || traditional == UINT32_MAX) return best;
  return w->cost[simplified] <= w->cost[traditional] ? simplified : traditional;
}

casus_str casus_guess_language(const casus_letters *letters, casus_str text) {
  casus_weights w = {0};
  size_t cut = text.len < LOOK_AT ? text.len : LOOK_AT;
  while (cut < text.len && cut && ((unsigned char)text.ptr[cut] & 0xC0) == 0x80) cut--;
  text = casus_str_sub(text, 0, cut);
  uint32_t worded = casus_letters_by_words(letters, text);
  if (worded != UINT32_MAX) return casus_letters_name(letters, worded);
  casus_letters_weigh(letters, text, true, &w);
  uint32_t best = casus_likeliest_language(letters, &w), english = casus_letters_find(letters, CASUS_STR("en"));
  if (!w.letters) return CASUS_STR("und");
  if (w.unknown * 2 > w.letters) return unweighed_language(w.last_unknown);
  bool unlikely = !w.eastern && w.cost[best] > w.letters * LIKELY_LETTER && w.letters >= ENOUGH_LETTERS;
  if (unlikely) return CASUS_STR("und");
  bool latin = w.other_script * 2 <= w.letters;
  bool brief = latin && english != UINT32_MAX && w.letters < MANY_LETTERS;
  uint32_t lead = brief && w.cost[english] > w.cost[best] ? w.cost[english] - w.cost[best] : 0;
  bool words = brief && w.small_words[best] >= SMALL_WORDS && w.small_words[best] > w.small_words[english];
  bool told = lead >= GREAT_LEAD || (words && lead >= SMALL_LEAD);
  return brief && !told ? CASUS_STR("en") : casus_letters_name(letters, best);
}
