#include "text/lemma_rules.h"

/* Whether a stem left by -ed, -ing, -er, -est had an e behind it, by its ending; the first that fits decides.
 * V stands for any vowel, C for any other letter, 1 in front for a stem of one syllable. Stems that the treebank
 * or data/text/lemmas.tsv know are settled before this table is asked. */
typedef struct ending {
  const char *pattern;
  bool silent_e;
} ending;
static const ending endings[] = {
    {"w", false}, {"x", false},   {"y", false},    {"c", true},    {"v", true},   {"Vz", true},   {"tz", false},
    {"u", true},  {"e", true},    {"i", false},    {"o", false},   {"a", false},  {"Vus", false}, {"ss", false},
    {"Vs", true}, {"ns", true},   {"rs", true},    {"ls", true},   {"ps", true},  {"dg", true},   {"rg", true},
    {"lg", true}, {"ong", false}, {"1ing", false}, {"ng", true},   {"rl", false}, {"wl", false},  {"ll", false},
    {"Cl", true}, {"rr", false},  {"Cr", true},    {"VVC", false}, {"1VC", true}, {"at", true},   {"ut", true},
    {"in", true}, {"ir", true},   {"ur", true},    {"ar", true},   {"id", true},  {"ad", true},   {"od", true},
    {"ed", true}, {"ud", true},   {"ib", true},    {"ob", true},   {"um", true},  {"am", true},   {"im", true},
    {"il", true}, {"ul", true},   {"ap", true},    {"ip", true},   {"ak", true},  {"ik", true},   {"ok", true},
    {"ag", true}, {"eg", true},   {"ug", true},
};

static bool is_vowel(casus_str s, size_t at) {
  char c = s.ptr[at];
  if (c == 'u' && at > 0 && s.ptr[at - 1] == 'q') return false;
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || (c == 'y' && at > 0);
}

static size_t syllables(casus_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++) count += is_vowel(s, i) && (i == 0 || !is_vowel(s, i - 1));
  return count;
}

static bool ending_fits(casus_str stem, const char *pattern) {
  if (*pattern == '1') {
    if (syllables(stem) > 1) return false;
    pattern++;
  }
  size_t n = strlen(pattern);
  if (stem.len < n) return false;
  for (size_t i = 0; i < n; i++) {
    size_t at = stem.len - n + i;
    bool fits = pattern[i] == 'V'   ? is_vowel(stem, at)
                : pattern[i] == 'C' ? !is_vowel(stem, at)
                                    : stem.ptr[at] == pattern[i];
    if (!fits) return false;
  }
  return true;
}

static bool wants_e(casus_str stem) {
  for (size_t i = 0; i < CASUS_COUNT(endings); i++)
    if (ending_fits(stem, endings[i].pattern)) return endings[i].silent_e;
  return false;
}

static casus_str behind_hyphen(casus_str s) {
  for (size_t i = s.len; i > 0; i--)
    if (s.ptr[i - 1] == '-') return casus_str_sub(s, i, s.len);
  return s;
}

static bool known_as(const casus_model *model, casus_lemma_guess guess, casus_upos upos) {
  uint32_t ignored;
  uint64_t hash = casus_hash_more(casus_hash(behind_hyphen(guess.stem)), casus_str_from_c(guess.tail));
  return casus_slots_get(model->lemmas, casus_lemma_known_key(hash, upos), &ignored) ||
         casus_slots_get(model->irregular, casus_lemma_known_key(hash, upos), &ignored);
}

/* The first guess known with the part of speech, or known as a verb, noun or adjective; SIZE_MAX: none. */
static size_t first_known(const casus_model *model, const casus_lemma_guess *guesses, size_t count, casus_upos upos) {
  const casus_upos others[] = {upos, CASUS_UPOS_VERB, CASUS_UPOS_NOUN, CASUS_UPOS_ADJ};
  for (size_t k = 0; k < CASUS_COUNT(others); k++)
    for (size_t i = 0; i < count; i++)
      if (known_as(model, guesses[i], others[k])) return i;
  return SIZE_MAX;
}

static bool doubled_end(casus_str s) {
  return s.len > 2 && s.ptr[s.len - 1] == s.ptr[s.len - 2] && !is_vowel(s, s.len - 1);
}

/* A final double consonant that belongs to the base: press, bluff, buzz, kill but not compel. */
static bool keeps_double(casus_str s) {
  char c = s.ptr[s.len - 1];
  return c == 's' || c == 'z' || c == 'f' || (c == 'l' && syllables(s) < 2);
}

/* The base of a stem left by a suffix that starts with a vowel: accus|ed, plann|ing, bigg|er. */
static casus_lemma_guess restore(const casus_model *model, casus_str stem, casus_upos upos) {
  casus_lemma_guess guesses[3];
  size_t count = 0;
  casus_str part = behind_hyphen(stem);
  if (doubled_end(part)) {
    casus_lemma_guess single = {casus_str_sub(stem, 0, stem.len - 1), ""}, whole = {stem, ""};
    bool keep = keeps_double(part);
    guesses[count++] = keep ? whole : single;
    guesses[count++] = keep ? single : whole;
  } else {
    bool e = wants_e(part);
    guesses[count++] = (casus_lemma_guess){stem, e ? "e" : ""};
    guesses[count++] = (casus_lemma_guess){stem, e ? "" : "e"};
  }
  size_t known = first_known(model, guesses, count, upos);
  return guesses[known == SIZE_MAX ? 0 : known];
}

static casus_lemma_guess cut(casus_str form, size_t bytes, const char *tail) {
  return (casus_lemma_guess){casus_str_sub(form, 0, form.len - bytes), tail};
}

static bool ends(casus_str form, const char *suffix) { return casus_str_ends(form, casus_str_from_c(suffix)); }

static casus_lemma_guess known_or_first(const casus_model *model, casus_lemma_guess a, casus_lemma_guess b,
                                        casus_upos upos) {
  casus_lemma_guess guesses[] = {a, b};
  size_t known = first_known(model, guesses, 2, upos);
  return guesses[known == SIZE_MAX ? 0 : known];
}

/* -s of nouns and verbs. */
static casus_lemma_guess without_s(const casus_model *model, casus_str form, casus_upos upos) {
  if (ends(form, "ies")) return form.len > 4 ? cut(form, 3, "y") : cut(form, 1, "");
  if (ends(form, "sses") || ends(form, "shes") || ends(form, "xes") || ends(form, "zzes")) return cut(form, 2, "");
  if (ends(form, "ches") || ends(form, "oes")) return known_or_first(model, cut(form, 2, ""), cut(form, 1, ""), upos);
  if (ends(form, "ses") || ends(form, "zes")) return known_or_first(model, cut(form, 1, ""), cut(form, 2, ""), upos);
  if (ends(form, "ves")) return known_or_first(model, cut(form, 1, ""), cut(form, 3, "f"), upos);
  if (ends(form, "ss") || ends(form, "us") || ends(form, "is") || !ends(form, "s")) return cut(form, 0, "");
  return cut(form, 1, "");
}

static casus_lemma_guess noun_rule(const casus_model *model, casus_str form, casus_upos upos) {
  if (ends(form, "men") && form.len > 3) return cut(form, 3, "man");
  if (form.len < 3) return cut(form, 0, "");
  return without_s(model, form, upos);
}

static casus_lemma_guess verb_rule(const casus_model *model, casus_str form, casus_str xpos) {
  if (casus_str_eq(xpos, CASUS_STR("VBZ"))) return without_s(model, form, CASUS_UPOS_VERB);
  if (casus_str_eq(xpos, CASUS_STR("VBG")))
    return ends(form, "ing") && form.len > 4 ? restore(model, cut(form, 3, "").stem, CASUS_UPOS_VERB)
                                             : cut(form, 0, "");
  if (!ends(form, "ed") || form.len < 4) return cut(form, 0, "");
  if (ends(form, "ied")) return form.len > 4 ? cut(form, 3, "y") : cut(form, 1, "");
  return restore(model, cut(form, 2, "").stem, CASUS_UPOS_VERB);
}

static casus_lemma_guess degree_rule(const casus_model *model, casus_str form, casus_upos upos) {
  size_t n = ends(form, "est") ? 3 : ends(form, "er") ? 2 : 0;
  if (!n || form.len < n + 3) return cut(form, 0, "");
  if (form.ptr[form.len - n - 1] == 'i') return cut(form, n + 1, "y");
  return restore(model, cut(form, n, "").stem, upos);
}

casus_lemma_guess casus_lemma_rule(const casus_model *model, casus_str form, casus_upos upos, casus_str xpos) {
  if (upos == CASUS_UPOS_VERB && xpos.len == 3 && xpos.ptr[2] != 'P') return verb_rule(model, form, xpos);
  if (casus_str_eq(xpos, CASUS_STR("NNS")) || casus_str_eq(xpos, CASUS_STR("NNPS")))
    return noun_rule(model, form, CASUS_UPOS_NOUN);
  if ((upos == CASUS_UPOS_ADJ || upos == CASUS_UPOS_ADV) && xpos.len == 3 && (xpos.ptr[2] == 'R' || xpos.ptr[2] == 'S'))
    return degree_rule(model, form, upos);
  return cut(form, 0, "");
}
