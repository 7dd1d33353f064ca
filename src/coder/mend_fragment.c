/* Sentences that a parse reads as one long noun phrase although they have a verb. */
#include "coder/mend.h"

enum { DEEPEST = 24 };

static bool may_be_finite(const casus_token *word) {
  return word->upos == CASUS_UPOS_VERB && !casus_is_tagged(word, "VBG") &&
         !(casus_is_tagged(word, "VB") && word->head < 0);
}

static bool has_predicate(const casus_sentence *sentence, const casus_token *tokens) {
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *word = &tokens[i];
    if (word->upos == CASUS_UPOS_AUX || (word->upos == CASUS_UPOS_VERB && word->head < 0)) return true;
    if (word->deprel != CASUS_DEP_nsubj || tokens[word->head].upos != CASUS_UPOS_VERB) continue;
    uint8_t above = tokens[word->head].deprel;
    if (above != CASUS_DEP_amod && above != CASUS_DEP_compound) return true;
  }
  return false;
}

/* The word that stands above all those of one side: from `word` up, as long as that stays in [first, last). */
static uint32_t top_within(const casus_token *tokens, uint32_t word, uint32_t first, uint32_t last) {
  for (int depth = 0; depth < DEEPEST; depth++) {
    int32_t head = tokens[word].head;
    if (head < (int32_t)first || head >= (int32_t)last) break;
    word = (uint32_t)head;
  }
  return word;
}

static bool has_case(const casus_sentence *sentence, const casus_token *tokens, uint32_t noun) {
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (tokens[i].head == (int32_t)noun && tokens[i].deprel == CASUS_DEP_case && i < noun) return true;
  return false;
}

/* The last word of the subject, which may end with a comma: "Ana Ruiz, a miner, lauded". */
static uint32_t before_verb(const casus_sentence *sentence, const casus_token *tokens, uint32_t verb) {
  uint32_t before = verb - 1;
  return before > sentence->first && casus_str_eq(tokens[before].form, CASUS_STR(",")) ? before - 1 : before;
}

/* A participle, compound or mark between two nouns that no preposition parts. */
static bool is_between(const casus_sentence *sentence, const casus_token *tokens, uint32_t verb, uint32_t *object) {
  const casus_token *word = &tokens[verb];
  bool hidden = word->deprel == CASUS_DEP_amod || word->deprel == CASUS_DEP_compound ||
                word->deprel == CASUS_DEP_punct || (word->deprel == CASUS_DEP_acl && word->subrel != CASUS_SUB_relcl);
  if (!hidden || !may_be_finite(word) || verb == sentence->first ||
      !casus_is_nominal(&tokens[before_verb(sentence, tokens, verb)]))
    return false;
  for (uint32_t i = verb + 1; i < sentence->last; i++) {
    if (tokens[i].upos == CASUS_UPOS_ADP || tokens[i].upos == CASUS_UPOS_PUNCT) return false;
    if (!casus_is_nominal(&tokens[i])) continue;
    *object = top_within(tokens, i, verb + 1, sentence->last);
    return !has_case(sentence, tokens, *object);
  }
  return false;
}

/* "Ottawa, for its part, imposed": a phrase is no subject where a noun stands above it. */
static uint32_t subject_before(const casus_sentence *sentence, const casus_token *tokens, uint32_t verb) {
  uint32_t subject = top_within(tokens, before_verb(sentence, tokens, verb), sentence->first, verb);
  if (!has_case(sentence, tokens, subject)) return subject;
  for (uint32_t i = sentence->first; i < verb; i++)
    if (tokens[i].head < 0 && casus_is_nominal(&tokens[i])) return i;
  return subject;
}

static void raise(const casus_sentence *sentence, casus_token *tokens, uint32_t verb, uint32_t object) {
  uint32_t subject = subject_before(sentence, tokens, verb);
  if (casus_is_tagged(&tokens[verb], "VBN")) tokens[verb].xpos = CASUS_STR("VBD");
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    int32_t head = tokens[i].head;
    bool crosses = i < verb ? head > (int32_t)verb || head < 0 : head < (int32_t)verb;
    if (i == verb || !crosses) continue;
    tokens[i].head = (int32_t)verb;
    if (i > verb && casus_is_nominal(&tokens[i]) && has_case(sentence, tokens, i))
      casus_hang(&tokens[i], (int32_t)verb, CASUS_DEP_obl, CASUS_SUB_NONE);
  }
  casus_hang(&tokens[verb], -1, CASUS_DEP_root, CASUS_SUB_NONE);
  casus_hang(&tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  for (uint32_t i = subject + 1; i < verb; i++) /* "Fiji, Australia sign pact" */
    if (tokens[i].head == (int32_t)subject && tokens[i].deprel == CASUS_DEP_appos && tokens[i].upos == CASUS_UPOS_PROPN)
      tokens[i].deprel = CASUS_DEP_conj;
  casus_hang(&tokens[object], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "Kenya eased travel restrictions.": in a whole sentence, or in a headline's present, the verb between two nouns is
 * its predicate. */
static void mend_fragment(const casus_sentence *sentence, casus_token *tokens) {
  if (sentence->last < sentence->first + 3 || has_predicate(sentence, tokens)) return;
  bool whole = casus_str_eq(tokens[sentence->last - 1].form, CASUS_STR("."));
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    uint32_t object;
    bool present =
        casus_is_tagged(&tokens[i], "VB") || casus_is_tagged(&tokens[i], "VBP") || casus_is_tagged(&tokens[i], "VBZ");
    if ((!whole && !present) || !is_between(sentence, tokens, i, &object)) continue;
    raise(sentence, tokens, i, object);
    return;
  }
}

static bool is_comma_between(const casus_token *tokens, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (tokens[i].upos == CASUS_UPOS_PUNCT) return true;
  return false;
}

/* "Kenya's arms exports rose": of two finite verbs that nothing joins, the first is a noun, and the second's subject.
 */
static void mend_garden_path(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  int32_t noun = tokens[verb].head;
  bool finite = casus_is_tagged(&tokens[verb], "VBD") && tokens[verb].deprel == CASUS_DEP_advcl;
  if (!finite || noun < 0 || noun > (int32_t)verb || !casus_is_tagged(&tokens[noun], "VBZ")) return;
  int32_t modifier = casus_child_in(sentence, tokens, (uint32_t)noun, CASUS_DEP_nsubj);
  bool joined = casus_child_in(sentence, tokens, verb, CASUS_DEP_mark) >= 0 ||
                casus_child_in(sentence, tokens, verb, CASUS_DEP_nsubj) >= 0 ||
                casus_child_in(sentence, tokens, verb, CASUS_DEP_advmod) >= 0 ||
                is_comma_between(tokens, (uint32_t)noun, verb);
  if (joined || modifier != noun - 1 || tokens[modifier].upos != CASUS_UPOS_NOUN) return;
  if (casus_child_in(sentence, tokens, (uint32_t)noun, CASUS_DEP_obj) >= 0) return;
  tokens[verb].head = tokens[noun].head;
  tokens[verb].deprel = tokens[noun].deprel;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (tokens[i].head != noun && (tokens[i].head != modifier || tokens[i].subrel != CASUS_SUB_poss)) continue;
    if (i > verb || tokens[i].deprel == CASUS_DEP_punct)
      tokens[i].head = (int32_t)verb;
    else
      tokens[i].head = noun;
    if (i < verb && tokens[i].deprel == CASUS_DEP_obl) tokens[i].deprel = CASUS_DEP_nmod;
  }
  tokens[modifier].deprel = CASUS_DEP_compound;
  tokens[noun].upos = CASUS_UPOS_NOUN;
  tokens[noun].xpos = CASUS_STR("NNS");
  casus_hang(&tokens[noun], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "Fiji, Australia sign pact": in a headline a comma stands for "and" between two names before a plural verb. */
static void mend_headline_pair(const casus_sentence *sentence, casus_token *tokens) {
  uint32_t first = sentence->first, second = first + 2, verb = first + 3;
  if (verb >= sentence->last || !casus_is_form(&tokens[first + 1], ",")) return;
  bool names = tokens[first].upos == CASUS_UPOS_PROPN && tokens[second].upos == CASUS_UPOS_PROPN;
  bool plural = casus_is_tagged(&tokens[verb], "VBP") && tokens[verb].upos == CASUS_UPOS_VERB;
  if (!names || !plural || tokens[verb].head >= 0) return;
  casus_hang(&tokens[first], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  casus_hang(&tokens[second], (int32_t)first, CASUS_DEP_conj, CASUS_SUB_NONE);
}

void casus_mend_fragments(const casus_text *text, casus_token *tokens) {
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const casus_sentence *sentence = &text->sentences[s];
    mend_fragment(sentence, tokens);
    mend_headline_pair(sentence, tokens);
    for (uint32_t i = sentence->first; i < sentence->last; i++) mend_garden_path(sentence, tokens, i);
  }
}
