/* Verbs that a parse hangs on what they act on, and phrases that belong to another word of their clause. */
#include "coder/mend.h"

typedef struct mender {
  const casus_sentence *sentence;
  casus_token *tokens;
} mender;

/* The first child of a word between two places. -1: none. */
static int32_t child_within(const mender *m, uint32_t head, casus_deprel relation, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (m->tokens[i].head == (int32_t)head && m->tokens[i].deprel == relation) return (int32_t)i;
  return -1;
}

static int32_t child_of(const mender *m, uint32_t head, casus_deprel relation) {
  return casus_child_in(m->sentence, m->tokens, head, relation);
}

static bool is_comma_within(const mender *m, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (casus_is_form(&m->tokens[i], ",")) return true;
  return false;
}

static void take_place_of(const mender *m, uint32_t token, uint32_t other) {
  const casus_token *word = &m->tokens[other];
  casus_hang(&m->tokens[token], word->head, (casus_deprel)word->deprel, (casus_subrel)word->subrel);
}

/* "The envoy heaped scorn", "which blocked Chad's entry": a verb with a subject of its own is no modifier of the noun
 * behind it; the noun is its object. */
static void mend_modifier(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  if (word->upos != CASUS_UPOS_VERB || word->deprel != CASUS_DEP_amod || word->head <= (int32_t)verb) return;
  int32_t subject = child_within(m, verb, CASUS_DEP_nsubj, m->sentence->first, verb);
  if (subject < 0) subject = child_within(m, (uint32_t)word->head, CASUS_DEP_nsubj, m->sentence->first, verb);
  if (subject < 0 || casus_is_tagged(word, "VBG") || child_of(m, (uint32_t)word->head, CASUS_DEP_cop) >= 0) return;
  m->tokens[verb].xpos = CASUS_STR("VBD");
  uint32_t object = (uint32_t)word->head; /* the whole phrase's noun: "Chad's entry" */
  while (m->tokens[object].subrel == CASUS_SUB_poss && m->tokens[object].head > (int32_t)object)
    object = (uint32_t)m->tokens[object].head;
  int32_t above = m->tokens[object].head;
  bool relative = m->tokens[subject].upos == CASUS_UPOS_PRON && above >= 0 && above < subject;
  if (relative)
    casus_hang(&m->tokens[verb], above, CASUS_DEP_acl, CASUS_SUB_relcl);
  else
    take_place_of(m, verb, object);
  casus_hang(&m->tokens[object], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
  for (uint32_t i = m->sentence->first; i < verb; i++) {
    if (m->tokens[i].head != (int32_t)object) continue;
    m->tokens[i].head = m->tokens[i].deprel == CASUS_DEP_det && (int32_t)i < subject ? subject : (int32_t)verb;
  }
}

/* "which halted deliveries": behind the verb of a clause, with no comma between, a noun is no apposition of what is
 * before it. */
static void mend_clause_object(const mender *m, uint32_t noun) {
  const casus_token *word = &m->tokens[noun];
  if (word->deprel != CASUS_DEP_appos || !casus_is_noun(word) || word->head >= (int32_t)noun || word->head < 0) return;
  int32_t verb = child_within(m, (uint32_t)word->head, CASUS_DEP_acl, (uint32_t)word->head, noun);
  if (verb < 0 || !casus_is_finite(&m->tokens[verb]) || m->tokens[verb].subrel != CASUS_SUB_relcl) return;
  if (child_of(m, (uint32_t)verb, CASUS_DEP_obj) >= 0 || is_comma_within(m, (uint32_t)verb, noun)) return;
  if (child_of(m, noun, CASUS_DEP_case) < 0) casus_hang(&m->tokens[noun], verb, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "may sue Chad": a name right behind a verb is no part of a name. */
static void mend_flat_object(const mender *m, uint32_t name) {
  const casus_token *word = &m->tokens[name];
  if (word->deprel != CASUS_DEP_flat || word->upos != CASUS_UPOS_PROPN || word->head + 1 != (int32_t)name) return;
  uint32_t verb = (uint32_t)word->head;
  if (m->tokens[verb].upos == CASUS_UPOS_VERB && child_of(m, verb, CASUS_DEP_obj) < 0)
    casus_hang(&m->tokens[name], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "supporters rallied": a finite verb without an auxiliary is active. */
static void mend_passive(const mender *m, uint32_t subject) {
  const casus_token *word = &m->tokens[subject];
  if (word->deprel != CASUS_DEP_nsubj || word->subrel != CASUS_SUB_pass || word->head < 0) return;
  uint32_t verb = (uint32_t)word->head;
  if (casus_is_finite(&m->tokens[verb]) && child_of(m, verb, CASUS_DEP_aux) < 0)
    m->tokens[subject].subrel = CASUS_SUB_NONE;
}

/* "set free sixty men": before a number or an article an adjective belongs to the verb. */
static void mend_result(const mender *m, uint32_t adjective) {
  const casus_token *word = &m->tokens[adjective];
  if (word->upos != CASUS_UPOS_ADJ || word->deprel != CASUS_DEP_amod || adjective == m->sentence->first) return;
  int32_t noun = word->head;
  const casus_token *verb = &m->tokens[adjective - 1];
  if (noun <= (int32_t)adjective + 1 || verb->upos != CASUS_UPOS_VERB || m->tokens[noun].head != (int32_t)adjective - 1)
    return;
  const casus_token *behind = &m->tokens[adjective + 1];
  bool opens = behind->deprel == CASUS_DEP_nummod || behind->deprel == CASUS_DEP_det;
  if (opens && behind->head == noun && m->tokens[noun].deprel == CASUS_DEP_obj)
    casus_hang(&m->tokens[adjective], (int32_t)adjective - 1, CASUS_DEP_xcomp, CASUS_SUB_NONE);
}

/* "troop build-up": verb and particle, joined by a hyphen, are a compound that ends in the particle. */
static void mend_joined_particle(const mender *m, uint32_t verb) {
  if (verb + 2 >= m->sentence->last || !casus_is_form(&m->tokens[verb + 1], "-")) return;
  uint32_t particle = verb + 2;
  const casus_token *word = &m->tokens[particle];
  bool joined =
      m->tokens[verb].span.end == m->tokens[verb + 1].span.start && m->tokens[verb + 1].span.end == word->span.start;
  if (!joined || word->deprel != CASUS_DEP_compound || word->head != (int32_t)verb) return;
  if (m->tokens[verb].upos == CASUS_UPOS_NOUN && word->subrel != CASUS_SUB_prt) return;
  take_place_of(m, particle, verb);
  m->tokens[particle].upos = CASUS_UPOS_NOUN;
  for (uint32_t i = m->sentence->first; i < m->sentence->last; i++)
    if (m->tokens[i].head == (int32_t)verb && i != verb + 1) m->tokens[i].head = (int32_t)particle;
  casus_hang(&m->tokens[verb], (int32_t)particle, CASUS_DEP_compound, CASUS_SUB_NONE);
}

/* "Chad's troop build-up": what has an article or an owner of its own is a noun. */
static void mend_noun(const mender *m, uint32_t word) {
  if (m->tokens[word].upos == CASUS_UPOS_NOUN) mend_joined_particle(m, word);
  if (m->tokens[word].upos != CASUS_UPOS_VERB || casus_is_finite(&m->tokens[word]) ||
      casus_is_tagged(&m->tokens[word], "VBG"))
    return;
  int32_t article = child_within(m, word, CASUS_DEP_det, m->sentence->first, word);
  int32_t owner = child_within(m, word, CASUS_DEP_nmod, m->sentence->first, word);
  bool owned = owner >= 0 && m->tokens[owner].subrel == CASUS_SUB_poss;
  if (!owned && article < 0) return;
  m->tokens[word].upos = CASUS_UPOS_NOUN;
  if (m->tokens[word].deprel == CASUS_DEP_xcomp) m->tokens[word].deprel = CASUS_DEP_obj;
  for (uint32_t i = word + 1; i < m->sentence->last; i++)
    if (m->tokens[i].head == (int32_t)word && m->tokens[i].deprel == CASUS_DEP_obl)
      casus_hang(&m->tokens[i], (int32_t)word, CASUS_DEP_nmod, CASUS_SUB_NONE);
  mend_joined_particle(m, word);
}

/* "were sent by Chad towards Mali": where it goes says the verb, not the doer's name. */
static void mend_direction(const mender *m, uint32_t place) {
  const casus_token *word = &m->tokens[place];
  if (word->deprel != CASUS_DEP_nmod || word->head < 0 || word->head > (int32_t)place) return;
  const casus_token *doer = &m->tokens[word->head];
  int32_t opening = child_of(m, place, CASUS_DEP_case);
  bool by_name = doer->subrel == CASUS_SUB_agent && doer->upos == CASUS_UPOS_PROPN && doer->head >= 0;
  if (by_name && opening > word->head && !casus_is_form(&m->tokens[opening], "of"))
    casus_hang(&m->tokens[place], doer->head, CASUS_DEP_obl, CASUS_SUB_NONE);
}

/* "Closing its border with Chad, Niger cut …": behind the comma of a participle's clause stands the subject. */
static void mend_subject_behind_clause(const mender *m, uint32_t noun) {
  const casus_token *word = &m->tokens[noun];
  bool loose = word->deprel == CASUS_DEP_appos || word->deprel == CASUS_DEP_conj;
  if (!loose || !casus_is_noun(word) || word->head < 0 || word->head > (int32_t)noun || noun + 1 >= m->sentence->last)
    return;
  uint32_t verb = noun + 1;
  bool open = casus_is_finite(&m->tokens[verb]) && child_of(m, verb, CASUS_DEP_nsubj) < 0;
  if (!open || !is_comma_within(m, (uint32_t)word->head, noun) || child_of(m, noun, CASUS_DEP_cc) >= 0) return;
  int32_t clause = child_within(m, verb, CASUS_DEP_advcl, m->sentence->first, noun);
  if (clause == (int32_t)m->sentence->first && casus_is_tagged(&m->tokens[clause], "VBG"))
    casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "In Gao, a mine killed …": the noun right before a finite verb is no apposition of the place that opens the clause. */
static void mend_apposed_subject(const mender *m, uint32_t noun) {
  casus_token *word = &m->tokens[noun];
  uint32_t verb = noun + 1;
  if (word->deprel != CASUS_DEP_appos || !casus_is_noun(word) || word->head < 0 || verb >= m->sentence->last) return;
  const casus_token *place = &m->tokens[word->head];
  if (place->deprel != CASUS_DEP_obl || place->head < (int32_t)verb) return;
  if (casus_is_finite(&m->tokens[verb]) && child_of(m, verb, CASUS_DEP_nsubj) < 0)
    casus_hang(word, (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "Massing tanks on the border, Chad cancelled …": of two subjects the first is the opening participle's object. */
static void mend_opening_participle(const mender *m) {
  uint32_t opening = m->sentence->first;
  if (!casus_is_tagged(&m->tokens[opening], "VBG") || m->tokens[opening].deprel != CASUS_DEP_amod) return;
  int32_t object = m->tokens[opening].head;
  if (object <= (int32_t)opening) return;
  if (m->tokens[object].deprel != CASUS_DEP_nsubj && m->tokens[object].deprel != CASUS_DEP_obj) return;
  int32_t verb = m->tokens[object].head;
  if (verb <= object) return;
  int32_t subject = child_within(m, (uint32_t)verb, CASUS_DEP_nsubj, (uint32_t)object + 1, (uint32_t)verb);
  if (subject < 0 || !is_comma_within(m, (uint32_t)object, (uint32_t)subject)) return;
  casus_hang(&m->tokens[opening], verb, CASUS_DEP_advcl, CASUS_SUB_NONE);
  casus_hang(&m->tokens[object], (int32_t)opening, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "ordered the envoy to leave, accusing Chad": behind a comma the participle goes on from the finite verb. */
static void mend_free_participle(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  bool joined = word->deprel == CASUS_DEP_conj && child_of(m, verb, CASUS_DEP_cc) < 0;
  bool free = (word->deprel == CASUS_DEP_advcl || joined) && casus_is_tagged(word, "VBG") &&
              verb > m->sentence->first && casus_is_form(&m->tokens[verb - 1], ",");
  if (!free || word->head < 0 || word->head > (int32_t)verb) return;
  if (joined) casus_hang(&m->tokens[verb], word->head, CASUS_DEP_advcl, CASUS_SUB_NONE);
  const casus_token *head = &m->tokens[word->head];
  if (!casus_is_tagged(head, "VB") && head->upos == CASUS_UPOS_VERB) return;
  int32_t above = m->tokens[word->head].head;
  if (above >= 0 && above < word->head && casus_is_finite(&m->tokens[above])) m->tokens[verb].head = above;
}

/* "took up position east of Chad": no noun is a part of the adverb behind it. */
static void mend_before_adverb(const mender *m, uint32_t noun) {
  const casus_token *word = &m->tokens[noun];
  if (word->deprel != CASUS_DEP_compound || word->upos != CASUS_UPOS_NOUN || word->head != (int32_t)noun + 1) return;
  const casus_token *adverb = &m->tokens[word->head];
  if (adverb->upos != CASUS_UPOS_ADV || adverb->head < 0 || adverb->head > (int32_t)noun) return;
  uint32_t verb = (uint32_t)adverb->head;
  if (m->tokens[verb].upos == CASUS_UPOS_VERB && child_of(m, verb, CASUS_DEP_obj) < 0)
    casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "the complaint against Chad runs on": a finite verb is no phrase of its subject. */
static void mend_finite_phrase(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  if (!casus_is_finite(word) || word->deprel != CASUS_DEP_nmod || word->head < 0 || word->head > (int32_t)verb) return;
  uint32_t noun = (uint32_t)word->head;
  if (m->tokens[noun].head >= 0 || child_of(m, verb, CASUS_DEP_nsubj) >= 0) return;
  for (uint32_t i = noun + 1; i < verb; i++)
    if (m->tokens[i].head == (int32_t)verb && m->tokens[i].deprel == CASUS_DEP_obl)
      casus_hang(&m->tokens[i], (int32_t)noun, CASUS_DEP_nmod, CASUS_SUB_NONE);
  take_place_of(m, verb, noun);
  casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "test-fired": the noun is a part of the verb, and the name that was taken for a part of the noun acts. */
static void mend_joined(const mender *m, uint32_t noun) {
  if (noun + 2 >= m->sentence->last || m->tokens[noun].upos != CASUS_UPOS_NOUN ||
      !casus_is_form(&m->tokens[noun + 1], "-"))
    return;
  uint32_t verb = noun + 2;
  bool joined = m->tokens[noun].span.end == m->tokens[noun + 1].span.start &&
                m->tokens[noun + 1].span.end == m->tokens[verb].span.start;
  if (!joined || m->tokens[verb].upos != CASUS_UPOS_VERB || m->tokens[noun].head != (int32_t)verb) return;
  if (child_of(m, verb, CASUS_DEP_obj) < 0 || child_of(m, verb, CASUS_DEP_nsubj) >= 0) return;
  int32_t name = child_within(m, noun, CASUS_DEP_compound, m->sentence->first, noun);
  if (name < 0 || m->tokens[name].upos != CASUS_UPOS_PROPN) return;
  casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_compound, CASUS_SUB_NONE);
  casus_hang(&m->tokens[name], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "vowed to resume talks": between "to" and its noun a bare verb is an infinitive. */
static void mend_infinitive(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  bool part = word->deprel == CASUS_DEP_compound || word->deprel == CASUS_DEP_amod;
  if (!part || !casus_is_tagged(word, "VB") || word->head <= (int32_t)verb || verb == m->sentence->first) return;
  uint32_t to = verb - 1, noun = (uint32_t)word->head;
  bool opens = casus_is_form(&m->tokens[to], "to") && m->tokens[to].head == (int32_t)noun &&
               m->tokens[to].deprel == CASUS_DEP_case && m->tokens[noun].head >= 0 &&
               m->tokens[noun].head < (int32_t)to;
  if (!opens || m->tokens[noun].deprel == CASUS_DEP_conj) return;
  bool of_verb = m->tokens[m->tokens[noun].head].upos == CASUS_UPOS_VERB;
  casus_hang(&m->tokens[verb], m->tokens[noun].head, of_verb ? CASUS_DEP_xcomp : CASUS_DEP_acl, CASUS_SUB_NONE);
  casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[to], (int32_t)verb, CASUS_DEP_mark, CASUS_SUB_NONE);
}

void casus_mend_verbs(const casus_text *text, casus_token *tokens) {
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const mender m = {&text->sentences[s], tokens};
    mend_opening_participle(&m);
    for (uint32_t i = m.sentence->first; i < m.sentence->last; i++) {
      mend_noun(&m, i);
      mend_joined(&m, i);
      mend_infinitive(&m, i);
      mend_result(&m, i);
      mend_modifier(&m, i);
      mend_finite_phrase(&m, i);
      mend_clause_object(&m, i);
      mend_flat_object(&m, i);
      mend_passive(&m, i);
      mend_direction(&m, i);
      mend_subject_behind_clause(&m, i);
      mend_apposed_subject(&m, i);
      mend_free_participle(&m, i);
      mend_before_adverb(&m, i);
    }
  }
}
