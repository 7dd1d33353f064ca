/* Pronouns, pairs and definite nouns: which antecedent they mean. Cautious: none rather than a wrong one. */
#include "coder/coref.h"

enum { SENTENCES_BACK = 3, PAIR = 2 };

static const casus_token *token_at(const casus_coref *coref, uint32_t i) { return casus_scene_token(coref->scene, i); }

static bool is_any(const casus_coref *coref, uint32_t token, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_scene_is(coref->scene, token, words[i])) return true;
  return false;
}

static unsigned classes_at(const casus_coref *coref, uint32_t i) {
  const casus_lexicon *lexicon = coref->scene->lexicon;
  return casus_word_classes(lexicon, token_at(coref, i)->lemma) | casus_word_classes(lexicon, token_at(coref, i)->form);
}

static bool has_actor(const casus_coref *coref, const casus_antecedent *a) {
  return casus_coref_mention(coref, a)->parties[0].actor.len > 0;
}

/* Arguments of one verb are not the same: "Putin told him". */
static bool same_clause(const casus_coref *coref, const casus_antecedent *a, uint32_t token) {
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
    if (a->subject && is_impersonal(coref, a) && (own_clause || !same_clause(coref, a, token)))
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
      if (same_clause(coref, a, token) || other_voice(coref, a, token)) continue;
      if (any == SIZE_MAX) any = i;
      if (a->subject) subject = i; /* the first one in the sentence */
      if (a->subject && back == 0) break;
    }
    if (subject != SIZE_MAX || any != SIZE_MAX) return subject != SIZE_MAX ? subject : any;
  }
  return SIZE_MAX;
}

/* --- they, the two ---------------------------------------------------------------------------- */

static size_t find_plural(const casus_coref *coref, uint32_t token) {
  uint32_t sentence = token_at(coref, token)->sentence;
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    if (a->sentence + 1 < sentence) break;
    if (other_voice(coref, a, token)) continue;
    if (a->plural && a->subject && has_actor(coref, a) && !same_clause(coref, a, token)) return i;
  }
  return SIZE_MAX;
}

static bool is_state(casus_str code) { return code.len == 3; }

typedef struct pair {
  casus_party parties[PAIR];
  size_t count;
  bool more; /* a third actor was named as well */
} pair;

static void add_to_pair(pair *found, const casus_party *party) {
  bool observer = casus_str_eq(party->sector, CASUS_STR("MED")) || casus_str_eq(party->sector, CASUS_STR("EDU"));
  if (!party->actor.len || observer) return;
  for (size_t i = 0; i < found->count; i++)
    if (casus_str_eq(found->parties[i].actor, party->actor)) return;
  if (found->count == PAIR)
    found->more = true;
  else
    found->parties[found->count++] = *party;
}

/* Two of different actors in one coordination: "Russia and Vietnam". */
static bool coordinated(const casus_coref *coref, const casus_antecedent *left, const casus_antecedent *right,
                        pair *found) {
  const casus_scene *scene = coref->scene;
  const casus_mention *a = casus_coref_mention(coref, left), *b = casus_coref_mention(coref, right);
  if (left->sentence != right->sentence || b->first < a->last + 1 || b->first > a->last + 2) return false;
  bool and = casus_scene_is(scene, a->last, "and") || casus_scene_hyphen(scene, a->last);
  if (!and) return false;
  *found = (pair){0};
  add_to_pair(found, &a->parties[0]);
  add_to_pair(found, &b->parties[0]);
  return found->count == PAIR;
}

/* "Moscow rebuked both camps": the doer is neither of them. Empty: the words are no object, or it has no doer. */
static casus_str doer_to(const casus_coref *coref, uint32_t token) {
  for (size_t i = coref->seen.count; i-- > 0 && coref->seen.items[i].sentence == token_at(coref, token)->sentence;)
    if (same_clause(coref, &coref->seen.items[i], token))
      return casus_coref_mention(coref, &coref->seen.items[i])->parties[0].actor;
  return CASUS_STR("");
}

/* Exactly two in the nearest sentences that name as many. */
static bool nearest_pair(const casus_coref *coref, uint32_t token, bool persons, bool states, pair *found) {
  uint32_t sentence = token_at(coref, token)->sentence;
  casus_str doer = doer_to(coref, token);
  size_t i = coref->seen.count;
  *found = (pair){0};
  for (uint32_t back = 0; back <= SENTENCES_BACK && back <= sentence && found->count < PAIR; back++)
    while (i > 0 && coref->seen.items[i - 1].sentence + back >= sentence) {
      const casus_antecedent *a = &coref->seen.items[--i];
      const casus_mention *mention = casus_coref_mention(coref, a);
      if ((persons && !a->person) || mention->kind == CASUS_MENTION_PLACE) continue;
      for (size_t p = mention->party_count; p-- > 0;)
        if ((!states || is_state(mention->parties[p].actor)) &&
            !(doer.len && casus_str_eq(doer, mention->parties[p].actor)))
          add_to_pair(found, &mention->parties[p]);
    }
  if (found->count != PAIR || found->more) return false;
  casus_party swap = found->parties[0]; /* back into the order of the text */
  found->parties[0] = found->parties[1];
  found->parties[1] = swap;
  return true;
}

/* Of three, the two that are states: not "the United Nations", whose charter is named as well. */
static bool last_pair(const casus_coref *coref, uint32_t token, bool persons, pair *found) {
  if (nearest_pair(coref, token, persons, false, found)) return true;
  if (found->more && nearest_pair(coref, token, persons, true, found)) return true;
  uint32_t sentence = token_at(coref, token)->sentence;
  size_t i;
  for (i = coref->seen.count; i-- > 1;) {
    if (coref->seen.items[i].sentence + SENTENCES_BACK < sentence) break;
    if (coordinated(coref, &coref->seen.items[i - 1], &coref->seen.items[i], found)) return true;
  }
  return false;
}

/* "the two countries", "both sides", "all parties", "the two leaders", "both", "the two": behind which token it ends;
 * 0: no such words. */
static uint32_t pair_words(const casus_coref *coref, uint32_t token, bool *persons) {
  uint32_t end = casus_scene_last(coref->scene, token), at = token;
  bool both = casus_scene_is(coref->scene, at, "both") || casus_scene_is(coref->scene, at, "all"); /* "all sides" */
  bool the = casus_scene_is(coref->scene, at, "the") || casus_scene_is(coref->scene, at, "these");
  if (the && at + 1 < end && (casus_scene_is(coref->scene, at + 1, "two"))) at++;
  bool two = casus_scene_is(coref->scene, at, "two") && (the || token_at(coref, at)->upos == CASUS_UPOS_NUM);
  if (!both && !(two && the)) return 0;
  uint32_t noun = at + 1;
  while (noun < end && token_at(coref, noun)->upos == CASUS_UPOS_ADJ && noun < at + PAIR) noun++;
  bool of = noun + 1 < end && casus_scene_is(coref->scene, noun + 1, "of"); /* "both sides of the Atlantic" */
  if (noun < end && !of && classes_at(coref, noun) & CASUS_WORD_SIDE) {
    *persons = casus_str_starts(token_at(coref, noun)->form, CASUS_STR("leader")) ||
               casus_str_starts(token_at(coref, noun)->form, CASUS_STR("president"));
    return noun + 1;
  }
  if (casus_scene_is(coref->scene, at, "all")) return 0;
  unsigned deprel = token_at(coref, at)->deprel;
  bool alone = deprel == CASUS_DEP_nsubj || deprel == CASUS_DEP_obj || deprel == CASUS_DEP_obl;
  return alone && (at + 1 >= end || token_at(coref, at + 1)->upos != CASUS_UPOS_NOUN) ? at + 1 : 0;
}

static bool is_side(const casus_coref *coref, uint32_t token) {
  return token < casus_scene_last(coref->scene, token - 1) && classes_at(coref, token) & CASUS_WORD_SIDE;
}

/* "if one side", "if either country is attacked": either of the pair. */
static uint32_t either_words(const casus_coref *coref, uint32_t token) {
  if (token == casus_scene_first(coref->scene, token)) return 0;
  bool condition = casus_scene_is(coref->scene, token - 1, "if") || casus_scene_is(coref->scene, token - 1, "when") ||
                   casus_scene_is(coref->scene, token - 1, "should");
  bool either = casus_scene_is(coref->scene, token, "either") || casus_scene_is(coref->scene, token, "one");
  return condition && either && is_side(coref, token + 1) ? token + 2 : 0;
}

/* "…, the other will help": the other of the pair, of which one was named in this sentence. */
static uint32_t other_words(const casus_coref *coref, uint32_t token) {
  uint32_t end = casus_scene_last(coref->scene, token);
  if (!casus_scene_is(coref->scene, token, "the") || token + 1 >= end ||
      !casus_scene_is(coref->scene, token + 1, "other"))
    return 0;
  bool one = false;
  for (uint32_t i = casus_scene_first(coref->scene, token); i < token && !one; i++) one = either_words(coref, i) > 0;
  if (!one) return 0;
  if (is_side(coref, token + 2)) return token + 3;
  return token + 2 >= end || token_at(coref, token + 2)->upos != CASUS_UPOS_NOUN ? token + 2 : 0;
}

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

/* "both countries" are no ministers, whoever was named for them. */
static bool give_pair(const casus_coref *coref, const pair *found, bool people, casus_party **parties, size_t *count,
                      bool *memory_failed) {
  *parties = casus_arena_array(coref->scene->arena, found->count, sizeof **parties);
  *memory_failed = !*parties;
  if (!*parties) return false;
  memcpy(*parties, found->parties, found->count * sizeof **parties);
  for (size_t i = 0; i < found->count; i++) {
    casus_party *party = &(*parties)[i];
    if (!people && is_state(party->actor)) party->name = CASUS_STR("");
    if (!party->sector.len) party->sector = CASUS_STR("GOV");
  }
  *count = found->count;
  return true;
}

bool casus_coref_word(casus_coref *coref, uint32_t token, casus_party **parties, size_t *count, uint32_t *last,
                      bool *memory_failed) {
  unsigned upos = token_at(coref, token)->upos;
  if (upos != CASUS_UPOS_PRON && upos != CASUS_UPOS_DET && upos != CASUS_UPOS_NUM && upos != CASUS_UPOS_CCONJ)
    return false;
  bool persons = false, island = false;
  size_t found = find_pronoun(coref, token);
  if (found != SIZE_MAX) {
    *last = token + 1;
  } else if ((*last = pair_words(coref, token, &persons)) || (*last = either_words(coref, token)) ||
             (*last = other_words(coref, token))) {
    pair two;
    uint32_t noun = *last - 1;
    if (!last_pair(coref, noun, persons, &two) && !(persons && last_pair(coref, noun, false, &two))) return false;
    bool people = persons || !(classes_at(coref, noun) & CASUS_WORD_SIDE);
    return give_pair(coref, &two, people, parties, count, memory_failed);
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
