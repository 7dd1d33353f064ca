/* Pronouns and definite nouns: which antecedent they mean. Cautious: none rather than a wrong one. */
#include "coder/coref.h"

enum { SENTENCES_BACK = 3, PAIR = 2 };

static const casus_token *token_at(const casus_coref *coref, uint32_t i) { return casus_scene_token(coref->scene, i); }

static bool is_any(const casus_coref *coref, uint32_t token, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_scene_is(coref->scene, token, words[i])) return true;
  return false;
}

static bool has_actor(const casus_coref *coref, const casus_antecedent *a) {
  return casus_coref_mention(coref, a)->parties[0].actor.len > 0;
}

bool casus_coref_same_clause(const casus_coref *coref, const casus_antecedent *a, uint32_t token) {
  int32_t verb = -1;
  const casus_token *t = token_at(coref, token);
  if (t->subrel == CASUS_SUB_poss || casus_str_eq(t->xpos, CASUS_STR("PRP$"))) return false;
  return casus_coref_subject(coref->scene, casus_coref_mention(coref, a)->head, &verb) && verb >= 0 && verb == t->head;
}

/* "“He said so,” Ruiz told the paper": he is not Ruiz. */
static bool is_own_voice(const casus_coref *coref, const casus_antecedent *a, uint32_t token) {
  int32_t voice = coref->voice[token];
  const casus_mention *mention = casus_coref_mention(coref, a);
  for (size_t i = coref->seen.count; voice >= 0 && i-- > 0;) {
    const casus_mention *other = casus_coref_mention(coref, &coref->seen.items[i]);
    if (voice < (int32_t)other->first || voice >= (int32_t)other->last) continue;
    return casus_str_eq(mention->parties[0].actor, other->parties[0].actor) &&
           casus_str_eq(mention->parties[0].name, other->parties[0].name);
  }
  return false;
}

/* Who speaks around a quotation is not whom it speaks of, and the other way round. */
static bool other_voice(const casus_coref *coref, const casus_antecedent *a, uint32_t token) {
  bool quoted = coref->quoted[token];
  if (quoted && is_own_voice(coref, a, token)) return true;
  return quoted != a->quoted && (!quoted || a->sentence == token_at(coref, token)->sentence);
}

/* --- it --------------------------------------------------------------------------------------- */

static bool is_impersonal(const casus_coref *coref, const casus_antecedent *a) {
  casus_mention_kind kind = casus_coref_mention(coref, a)->kind;
  return !a->person && !a->plural && has_actor(coref, a) && kind != CASUS_MENTION_ADJECTIVE &&
         kind != CASUS_MENTION_PLACE;
}

/* The subject of the sentence before must be an actor: after "The deal failed." "it" is the deal. */
static size_t main_subject(const casus_coref *coref, uint32_t sentence) {
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    if (a->sentence < sentence) break;
    if (a->sentence != sentence || !a->subject || !is_impersonal(coref, a)) continue;
    int32_t verb = -1;
    casus_coref_subject(coref->scene, casus_coref_mention(coref, a)->head, &verb);
    if (verb == (int32_t)coref->scene->text->sentences[sentence].root) return i;
  }
  return SIZE_MAX;
}

/* "if it" */
static bool in_condition(const casus_coref *coref, uint32_t token) {
  static const char *const words[] = {"if", "unless", "should"};
  return token > casus_scene_first(coref->scene, token) && is_any(coref, token - 1, words, CASUS_COUNT(words));
}

size_t casus_coref_it(const casus_coref *coref, uint32_t token, bool own_clause) {
  bool another = false; /* "Chad would punish Niger if it armed rebels": not the subject for certain */
  uint32_t sentence = token_at(coref, token)->sentence;
  for (size_t i = coref->seen.count; i-- > 0 && coref->seen.items[i].sentence == sentence;) {
    const casus_antecedent *a = &coref->seen.items[i];
    if (other_voice(coref, a, token)) continue;
    bool beside = i + 1 == coref->seen.count && token && casus_coref_mention(coref, a)->last + 1 == token &&
                  casus_scene_is(coref->scene, token - 1, "and"); /* "the United States and its allies" */
    if (beside && is_impersonal(coref, a)) return i;
    if (a->subject && is_impersonal(coref, a) && (own_clause || !casus_coref_same_clause(coref, a, token)))
      return another && in_condition(coref, token) ? SIZE_MAX : i;
    another = another || is_impersonal(coref, a);
  }
  /* "Washington denied it": an object may as well be all that was said in the sentence before. */
  bool object = token_at(coref, token)->upos == CASUS_UPOS_PRON && token_at(coref, token)->deprel == CASUS_DEP_obj;
  return sentence && !object ? main_subject(coref, sentence - 1) : SIZE_MAX;
}

/* --- he, she ---------------------------------------------------------------------------------- */

static bool gender_fits(char wanted, char has) { return has == 'u' || has == wanted; }

static size_t find_person(const casus_coref *coref, uint32_t token, char gender) {
  uint32_t sentence = token_at(coref, token)->sentence;
  for (uint32_t back = 0; back <= SENTENCES_BACK && back <= sentence; back++) {
    size_t any = SIZE_MAX, subject = SIZE_MAX;
    for (size_t i = coref->seen.count; i-- > 0;) {
      const casus_antecedent *a = &coref->seen.items[i];
      if (a->sentence + back < sentence) break;
      if (a->sentence + back != sentence || !a->person || !gender_fits(gender, a->gender)) continue;
      if (casus_coref_same_clause(coref, a, token) || other_voice(coref, a, token)) continue;
      if (any == SIZE_MAX) any = i;
      if (a->subject) subject = i; /* the first one in the sentence */
      if (a->subject && back == 0) break;
    }
    if (subject != SIZE_MAX || any != SIZE_MAX) return subject != SIZE_MAX ? subject : any;
  }
  return SIZE_MAX;
}

/* --- they ---------------------------------------------------------------------------- */

static size_t find_plural(const casus_coref *coref, uint32_t token) {
  uint32_t sentence = token_at(coref, token)->sentence;
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    if (a->sentence + 1 < sentence) break;
    if (other_voice(coref, a, token)) continue;
    if (a->plural && a->subject && has_actor(coref, a) && !casus_coref_same_clause(coref, a, token)) return i;
  }
  return SIZE_MAX;
}

static bool is_state(casus_str code) { return code.len == 3; }

/* --- the country, the island ------------------------------------------------------------------ */

static size_t find_country(const casus_coref *coref, uint32_t token, bool island) {
  uint32_t sentence = token_at(coref, token)->sentence;
  size_t found = SIZE_MAX;
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    if (a->sentence + (island ? SENTENCES_BACK : 1) < sentence) break;
    casus_str code = casus_coref_mention(coref, a)->parties[0].actor;
    if (!is_state(code) || (island && !casus_lexicon_island(coref->scene->lexicon, code))) continue;
    if (found == SIZE_MAX) found = i;
    if (!casus_str_eq(casus_coref_mention(coref, &coref->seen.items[found])->parties[0].actor, code)) return SIZE_MAX;
  }
  return found;
}

static uint32_t country_words(const casus_coref *coref, uint32_t token, bool *island) {
  uint32_t end = casus_scene_last(coref->scene, token), noun = token + 1;
  if (!casus_scene_is(coref->scene, token, "the") && !casus_scene_is(coref->scene, token, "this")) return 0;
  while (noun + 1 < end && token_at(coref, noun)->upos == CASUS_UPOS_ADJ && noun < token + PAIR) noun++;
  if (noun >= end || token_at(coref, noun)->upos != CASUS_UPOS_NOUN) return 0;
  *island = casus_str_eq(token_at(coref, noun)->form, CASUS_STR("island"));
  if (!*island && !(casus_scene_word(coref->scene, noun) & CASUS_WORD_COUNTRY)) return 0;
  bool goes_on = noun + 1 < end &&
                 (token_at(coref, noun + 1)->upos == CASUS_UPOS_NOUN || casus_scene_is(coref->scene, noun + 1, "of"));
  return goes_on ? 0 : noun + 1;
}

/* --- all together ----------------------------------------------------------------------------- */

static size_t find_pronoun(const casus_coref *coref, uint32_t token) {
  static const char *const it[] = {"it", "its", "itself"}, *const they[] = {"they", "their", "them"};
  static const char *const he[] = {"he", "his", "him", "himself"}, *const she[] = {"she", "her", "herself"};
  if (token_at(coref, token)->deprel == CASUS_DEP_expl) return SIZE_MAX;
  if (is_any(coref, token, it, CASUS_COUNT(it))) return casus_coref_it(coref, token, false);
  if (is_any(coref, token, they, CASUS_COUNT(they))) return find_plural(coref, token);
  if (is_any(coref, token, he, CASUS_COUNT(he))) return find_person(coref, token, 'm');
  if (is_any(coref, token, she, CASUS_COUNT(she))) return find_person(coref, token, 'f');
  return SIZE_MAX;
}

bool casus_coref_word(casus_coref *coref, uint32_t token, casus_party **parties, size_t *count, uint32_t *last,
                      bool *memory_failed) {
  unsigned upos = token_at(coref, token)->upos;
  if (upos != CASUS_UPOS_PRON && upos != CASUS_UPOS_DET && upos != CASUS_UPOS_NUM && upos != CASUS_UPOS_CCONJ)
    return false;
  bool island = false;
  size_t found = find_pronoun(coref, token);
  if (found != SIZE_MAX) {
    *last = token + 1;
  } else if ((*last = casus_coref_pair_words(coref, token))) {
    return casus_coref_pair(coref, token, *last, parties, count, memory_failed);
  } else if ((*last = country_words(coref, token, &island))) {
    found = find_country(coref, token, island);
  }
  if (found == SIZE_MAX) return false;
  const casus_mention *mention = casus_coref_mention(coref, &coref->seen.items[found]);
  if (!mention->parties[0].actor.len) return false;
  *parties = mention->parties;
  *count = mention->party_count;
  return true;
}
