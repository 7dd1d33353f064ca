/* Objects that a parse takes for something else, where the order of the words tells better. */
#include "coder/mend.h"

enum { DEEPEST = 24 };

static bool is_one_of(casus_str lemma, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_ieq(lemma, casus_str_from_c(words[i]))) return true;
  return false;
}

static bool is_capital(casus_str form) { return form.len > 0 && form.ptr[0] >= 'A' && form.ptr[0] <= 'Z'; }

static bool is_passive(const casus_sentence *sentence, const casus_token *tokens, uint32_t verb) {
  for (uint32_t i = sentence->first; i < verb; i++)
    if (tokens[i].head == (int32_t)verb && tokens[i].subrel == CASUS_SUB_pass) return true;
  return tokens[verb].deprel == CASUS_DEP_acl && casus_str_eq(tokens[verb].xpos, CASUS_STR("VBN"));
}

/* "condemned Canada", "threatened Latvia with": behind a verb that is no copula a bare noun is its object. */
static void mend_bare_object(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  static const char *const copulas[] = {"be",   "become", "remain", "seem", "appear", "look", "stay", "feel",
                                        "turn", "prove",  "sound",  "end",  "act",    "grow", "fall", "serve"};
  const casus_token *word = &tokens[noun];
  if (word->head < 0 || word->head >= (int32_t)noun) return;
  uint32_t verb = (uint32_t)word->head;
  bool next_name = word->deprel == CASUS_DEP_advmod && is_capital(word->form) && noun == verb + 1;
  bool bare = word->deprel == CASUS_DEP_xcomp || (word->deprel == CASUS_DEP_obl && word->subrel == CASUS_SUB_NONE);
  if ((!bare || !casus_is_nominal(word)) && !next_name) return;
  if (tokens[verb].upos != CASUS_UPOS_VERB || is_one_of(tokens[verb].lemma, copulas, CASUS_COUNT(copulas))) return;
  static const casus_deprel others[] = {CASUS_DEP_case, CASUS_DEP_cop, CASUS_DEP_nsubj, CASUS_DEP_mark};
  for (size_t i = 0; i < CASUS_COUNT(others); i++)
    if (casus_child_in(sentence, tokens, noun, others[i]) >= 0) return;
  bool taken = casus_child_in(sentence, tokens, verb, CASUS_DEP_obj) >= 0 ||
               casus_child_in(sentence, tokens, verb, CASUS_DEP_ccomp) >= 0 || is_passive(sentence, tokens, verb);
  if (taken) return;
  casus_hang(&tokens[noun], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
  if (next_name) tokens[noun].upos = CASUS_UPOS_PROPN;
}

/* "attack one another": one word for each other, with the second as its head. */
static void mend_one_another(casus_token *tokens, uint32_t another) {
  int32_t one = tokens[another].head;
  if (!casus_is_form(&tokens[another], "another") || one < 0 || one != (int32_t)another - 1) return;
  if (!casus_is_form(&tokens[one], "one") || tokens[one].head < 0) return;
  casus_hang(&tokens[another], tokens[one].head, (casus_deprel)tokens[one].deprel, (casus_subrel)tokens[one].subrel);
  casus_hang(&tokens[one], (int32_t)another, CASUS_DEP_nummod, CASUS_SUB_NONE);
}

/* "Condemned by Chad, the minister resigned", hung like a mark: a clause beside the main one. */
static void mend_marklike(casus_token *tokens, uint32_t verb) {
  const casus_token *word = &tokens[verb];
  bool clause = word->upos == CASUS_UPOS_VERB && word->deprel == CASUS_DEP_punct && word->head > (int32_t)verb;
  if (clause && tokens[word->head].upos == CASUS_UPOS_VERB)
    casus_hang(&tokens[verb], word->head, CASUS_DEP_advcl, CASUS_SUB_NONE);
}

/* "waited for the envoy, annoying Nepal": behind a comma a participle before a name is a verb with an object. */
static void mend_gerund_before_name(const casus_sentence *sentence, casus_token *tokens, uint32_t gerund) {
  int32_t name = tokens[gerund].head, above = name;
  if (tokens[gerund].deprel != CASUS_DEP_amod || !casus_str_eq(tokens[gerund].xpos, CASUS_STR("VBG"))) return;
  bool beside = name >= 0 && name < (int32_t)gerund && gerund + 1 < sentence->last && tokens[gerund + 1].head == name &&
                tokens[gerund + 1].deprel == CASUS_DEP_appos;
  if (beside) name = (int32_t)gerund + 1;
  if (name != (int32_t)gerund + 1 || tokens[name].upos != CASUS_UPOS_PROPN || gerund == sentence->first) return;
  if (!casus_is_form(&tokens[gerund - 1], ",") ||
      casus_child_in(sentence, tokens, (uint32_t)name, CASUS_DEP_nsubj) >= 0)
    return;
  for (int depth = 0; above >= 0 && depth < DEEPEST; depth++) {
    above = tokens[above].head;
    if (above >= 0 && above < (int32_t)gerund && tokens[above].upos == CASUS_UPOS_VERB) break;
  }
  if (above < 0 || above > (int32_t)gerund) return;
  casus_hang(&tokens[gerund], above, CASUS_DEP_advcl, CASUS_SUB_NONE);
  casus_hang(&tokens[name], (int32_t)gerund, CASUS_DEP_obj, CASUS_SUB_NONE);
  for (uint32_t i = gerund + 1; i < sentence->last; i++) /* "annoying Nepal and criticising India" */
    if (tokens[i].deprel == CASUS_DEP_conj && tokens[i].head == name && casus_is_tagged(&tokens[i], "VBG"))
      tokens[i].head = (int32_t)gerund;
}

/* Does a word that can follow no compound stand between it and its noun: "Taiwan forty lorries"? */
static bool is_cut_off(const casus_token *tokens, uint32_t name, uint32_t noun) {
  for (uint32_t i = name + 1; i < noun; i++) {
    bool opens = tokens[i].deprel == CASUS_DEP_nummod || tokens[i].deprel == CASUS_DEP_det ||
                 (tokens[i].deprel == CASUS_DEP_amod && tokens[i].upos == CASUS_UPOS_ADJ) ||
                 tokens[i].subrel == CASUS_SUB_poss;
    if (opens && tokens[i].head == (int32_t)noun) return true;
  }
  return false;
}

static bool is_initials(casus_str form) { return form.len > 1 && form.ptr[1] >= 'A' && form.ptr[1] <= 'Z'; }

static bool is_giving(casus_str lemma) {
  static const char *const giving[] = {"give", "send", "sell", "offer", "lend", "grant", "hand"};
  return is_one_of(lemma, giving, CASUS_COUNT(giving));
}

/* "sold Taiwan forty lorries", "gave Estonia radar equipment": a name between a verb of giving and the gift is the
 * receiver. Initials are adjectives as well: "sent US troops". */
static void mend_receiver(const casus_sentence *sentence, casus_token *tokens, uint32_t name) {
  const casus_token *word = &tokens[name];
  if (word->upos != CASUS_UPOS_PROPN || word->deprel != CASUS_DEP_compound || name == sentence->first) return;
  uint32_t verb = name - 1;
  int32_t noun = word->head;
  if (noun <= (int32_t)name || tokens[noun].upos != CASUS_UPOS_NOUN || tokens[noun].deprel != CASUS_DEP_obj) return;
  if (tokens[noun].head != (int32_t)verb || tokens[verb].upos != CASUS_UPOS_VERB) return;
  bool gives = is_giving(tokens[verb].lemma) && !is_initials(word->form);
  if (!gives && !is_cut_off(tokens, name, (uint32_t)noun)) return;
  casus_hang(&tokens[name], (int32_t)verb, CASUS_DEP_iobj, CASUS_SUB_NONE);
}

/* "sent its compliments to the winner": to whom it is given belongs to the verb, not to the gift. */
static void mend_given_to(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t gift = tokens[noun].head;
  if (tokens[noun].deprel != CASUS_DEP_nmod || gift < 0 || gift > (int32_t)noun) return;
  if (tokens[gift].deprel != CASUS_DEP_obj || tokens[gift].head < 0 || tokens[gift].head > gift) return;
  int32_t verb = tokens[gift].head, to = casus_child_in(sentence, tokens, noun, CASUS_DEP_case);
  bool gives = is_giving(tokens[verb].lemma) && casus_child_in(sentence, tokens, (uint32_t)verb, CASUS_DEP_iobj) < 0;
  if (gives && to == gift + 1 && casus_is_form(&tokens[to], "to"))
    casus_hang(&tokens[noun], verb, CASUS_DEP_obl, CASUS_SUB_NONE);
}

/* "help Tonga repair its cable": what stands before the infinitive is the object of the verb above. */
static void mend_helped(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t verb = tokens[noun].head;
  if (verb > (int32_t)noun && tokens[noun].deprel == CASUS_DEP_nsubj && tokens[verb].deprel == CASUS_DEP_xcomp &&
      casus_is_tagged(&tokens[verb], "VB") && tokens[verb].head >= 0 && tokens[verb].head < (int32_t)noun &&
      casus_child_in(sentence, tokens, (uint32_t)verb, CASUS_DEP_mark) < 0) {
    casus_hang(&tokens[noun], tokens[verb].head, CASUS_DEP_obj, CASUS_SUB_NONE);
    return;
  }
  if (tokens[noun].deprel != CASUS_DEP_compound || !casus_is_nominal(&tokens[noun]) || verb != (int32_t)noun + 1)
    return;
  bool bare = tokens[verb].upos == CASUS_UPOS_VERB && casus_str_eq(tokens[verb].xpos, CASUS_STR("VB")) &&
              tokens[verb].deprel == CASUS_DEP_xcomp && tokens[verb].head >= 0 && tokens[verb].head < (int32_t)noun;
  if (bare) casus_hang(&tokens[noun], tokens[verb].head, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "India and Pakistan share": behind "and" a noun goes on from the subject. */
static void mend_second_subject(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t verb = tokens[noun].head;
  if (tokens[noun].deprel != CASUS_DEP_compound || !casus_is_nominal(&tokens[noun]) || verb != (int32_t)noun + 1)
    return;
  if (tokens[verb].upos != CASUS_UPOS_VERB || noun < sentence->first + 2) return;
  uint32_t and = noun - 1;
  bool joined = tokens[and].deprel == CASUS_DEP_cc && tokens[and].head == verb;
  int32_t subject = casus_child_in(sentence, tokens, (uint32_t)verb, CASUS_DEP_nsubj);
  if (!joined || subject != (int32_t) and -1) return;
  casus_hang(&tokens[noun], subject, CASUS_DEP_conj, CASUS_SUB_NONE);
  tokens[and].head = (int32_t)noun;
}

/* "used the pipeline to sell gas": the selling is what was done, not what the pipeline is for. */
static void mend_used(casus_token *tokens, uint32_t verb) {
  int32_t tool = tokens[verb].head;
  bool of_tool = tokens[verb].deprel == CASUS_DEP_acl && casus_str_eq(tokens[verb].xpos, CASUS_STR("VB")) &&
                 tool >= 0 && tokens[tool].deprel == CASUS_DEP_obj && tokens[tool].head >= 0;
  if (!of_tool || !casus_str_eq(tokens[tokens[tool].head].lemma, CASUS_STR("use"))) return;
  casus_hang(&tokens[verb], tokens[tool].head, CASUS_DEP_advcl, CASUS_SUB_NONE);
}

/* "a statement on deepening ties": the gerund says what the noun before its preposition is about. */
static void mend_gerund(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  if (tokens[verb].deprel != CASUS_DEP_advcl || !casus_str_eq(tokens[verb].xpos, CASUS_STR("VBG"))) return;
  int32_t mark = casus_child_in(sentence, tokens, verb, CASUS_DEP_mark);
  if (mark <= (int32_t)sentence->first || mark > (int32_t)verb) return;
  bool about =
      casus_is_form(&tokens[mark], "on") || casus_is_form(&tokens[mark], "of") || casus_is_form(&tokens[mark], "about");
  int32_t noun = mark - 1;
  bool object = tokens[noun].deprel == CASUS_DEP_obj && tokens[noun].upos == CASUS_UPOS_NOUN &&
                tokens[noun].head == tokens[verb].head;
  if (about && object) casus_hang(&tokens[verb], noun, CASUS_DEP_acl, CASUS_SUB_NONE);
}

/* "is due in Amman", "is due to visit": the adjective, taken for a part of a preposition, is the predicate. */
static void mend_due(const casus_sentence *sentence, casus_token *tokens, uint32_t due) {
  int32_t below = tokens[due].head;
  if (!casus_is_form(&tokens[due], "due") || tokens[due].deprel != CASUS_DEP_case || below <= (int32_t)due) return;
  int32_t copula = casus_child_in(sentence, tokens, (uint32_t)below, CASUS_DEP_cop);
  if (copula < 0 || copula > (int32_t)due) return;
  tokens[due].upos = CASUS_UPOS_ADJ;
  casus_hang(&tokens[due], tokens[below].head, (casus_deprel)tokens[below].deprel, (casus_subrel)tokens[below].subrel);
  bool verb = tokens[below].upos == CASUS_UPOS_VERB;
  casus_hang(&tokens[below], (int32_t)due, verb ? CASUS_DEP_xcomp : CASUS_DEP_obl, CASUS_SUB_NONE);
  for (uint32_t i = sentence->first; i < due; i++) {
    if (tokens[i].head != below) continue;
    tokens[i].head = (int32_t)due;
    if (tokens[i].subrel == CASUS_SUB_outer) tokens[i].subrel = CASUS_SUB_NONE;
  }
  if (due + 1 < sentence->last && tokens[due + 1].deprel == CASUS_DEP_fixed)
    casus_hang(&tokens[due + 1], below, verb ? CASUS_DEP_mark : CASUS_DEP_case, CASUS_SUB_NONE);
}

/* "The envoy is due in Amman": what stands before the adjective belongs to it, not to the noun that hangs on it. */
static void mend_adjective(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t adjective = tokens[noun].head;
  if (tokens[noun].deprel != CASUS_DEP_obl || adjective < 0 || tokens[adjective].upos != CASUS_UPOS_ADJ) return;
  int32_t copula = casus_child_in(sentence, tokens, noun, CASUS_DEP_cop);
  if (copula < 0 || copula > adjective || adjective > (int32_t)noun) return;
  for (uint32_t i = sentence->first; i < (uint32_t)adjective; i++)
    if (tokens[i].head == (int32_t)noun) tokens[i].head = adjective;
}

/* "after Chad seized the hill": before a subject the word opens its clause. */
static void mend_opening(casus_token *tokens, uint32_t opening) {
  int32_t noun = tokens[opening].head;
  if (tokens[opening].deprel != CASUS_DEP_case || noun <= (int32_t)opening || tokens[noun].deprel != CASUS_DEP_nsubj)
    return;
  bool opens = casus_is_form(&tokens[opening], "after") || casus_is_form(&tokens[opening], "before") ||
               casus_is_form(&tokens[opening], "since") || casus_is_form(&tokens[opening], "until");
  int32_t verb = tokens[noun].head;
  if (opens && verb > noun && tokens[verb].upos == CASUS_UPOS_VERB)
    casus_hang(&tokens[opening], verb, CASUS_DEP_mark, CASUS_SUB_NONE);
}

/* "denied having asked": right behind a verb this is what was denied. */
static void mend_having(casus_token *tokens, uint32_t having) {
  int32_t verb = tokens[having].head;
  if (!casus_is_form(&tokens[having], "having") || tokens[having].deprel != CASUS_DEP_aux || verb < (int32_t)having)
    return;
  bool behind = tokens[verb].deprel == CASUS_DEP_advcl && tokens[verb].head == (int32_t)having - 1;
  if (behind && tokens[having - 1].upos == CASUS_UPOS_VERB) tokens[verb].deprel = CASUS_DEP_xcomp;
}

/* "had two smugglers arrested": the participle says what was done to the object. */
static void mend_had(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  int32_t had = tokens[verb].head;
  if (tokens[verb].deprel != CASUS_DEP_ccomp || tokens[verb].upos != CASUS_UPOS_VERB || had < 0) return;
  int32_t object = (int32_t)verb - 1;
  bool bare = object > had && tokens[object].head == had && tokens[object].deprel == CASUS_DEP_obj &&
              casus_str_eq(tokens[had].lemma, CASUS_STR("have")) &&
              casus_child_in(sentence, tokens, verb, CASUS_DEP_nsubj) < 0;
  if (!bare) return;
  tokens[verb].xpos = CASUS_STR("VBN");
  casus_hang(&tokens[verb], object, CASUS_DEP_acl, CASUS_SUB_NONE);
}

/* "Two states, Chad and Niger, have promised": names between commas say which states. */
static void mend_which(const casus_sentence *sentence, casus_token *tokens, uint32_t name) {
  int32_t noun = tokens[name].head;
  if (tokens[name].deprel != CASUS_DEP_conj || tokens[name].upos != CASUS_UPOS_PROPN || noun != (int32_t)name - 2)
    return;
  bool counted =
      tokens[noun].upos == CASUS_UPOS_NOUN && casus_child_in(sentence, tokens, (uint32_t)noun, CASUS_DEP_nummod) >= 0;
  int32_t second = casus_child_in(sentence, tokens, name, CASUS_DEP_conj);
  if (!counted || !casus_is_form(&tokens[name - 1], ",") || second < 0 || second + 1 >= (int32_t)sentence->last) return;
  if (casus_is_form(&tokens[second + 1], ",")) casus_hang(&tokens[name], noun, CASUS_DEP_appos, CASUS_SUB_NONE);
}

/* "Turkish-occupied northern Cyprus has": a hyphened participle says what the noun behind it is. */
static void mend_hyphened(const casus_sentence *sentence, casus_token *tokens, uint32_t participle) {
  const casus_token *word = &tokens[participle];
  bool clause = word->deprel == CASUS_DEP_csubj && casus_str_eq(word->xpos, CASUS_STR("VBN"));
  if (!clause || participle < sentence->first + 2 || !casus_is_form(&tokens[participle - 1], "-")) return;
  if (tokens[participle - 1].span.end != word->span.start) return;
  int32_t noun = casus_child_in(sentence, tokens, (uint32_t)word->head, CASUS_DEP_nsubj);
  if (noun < (int32_t)participle || noun > word->head) return;
  casus_hang(&tokens[participle], noun, CASUS_DEP_amod, CASUS_SUB_NONE);
  uint32_t doer = participle - 2;
  if (tokens[doer].head == (int32_t)participle) tokens[doer].deprel = CASUS_DEP_compound;
}

void casus_mend_objects(const casus_text *text, casus_token *tokens) {
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const casus_sentence *sentence = &text->sentences[s];
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
      mend_bare_object(sentence, tokens, i);
      mend_receiver(sentence, tokens, i);
      mend_given_to(sentence, tokens, i);
      mend_helped(sentence, tokens, i);
      mend_second_subject(sentence, tokens, i);
      mend_used(tokens, i);
      mend_gerund(sentence, tokens, i);
      mend_due(sentence, tokens, i);
      mend_adjective(sentence, tokens, i);
      mend_opening(tokens, i);
      mend_having(tokens, i);
      mend_hyphened(sentence, tokens, i);
      mend_one_another(tokens, i);
      mend_marklike(tokens, i);
      mend_gerund_before_name(sentence, tokens, i);
      mend_had(sentence, tokens, i);
      mend_which(sentence, tokens, i);
    }
  }
}
