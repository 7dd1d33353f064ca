/* Who speaks: the subject of a verb of saying, also where the parse lost it. */
#include "coder/speech_parts.h"

static bool is_relative(const casus_talk *talk, uint32_t token) {
  return casus_talk_is(talk, token, "who") || casus_talk_is(talk, token, "which") || casus_talk_is(talk, token, "that");
}

/* "was quoted as saying": the passive's subject speaks all the same. */
static bool is_quoting(const casus_talk *talk, uint32_t verb) {
  casus_str lemma = talk->text->tokens[verb].lemma;
  return casus_str_eq(lemma, CASUS_STR("quote")) || casus_str_eq(lemma, CASUS_STR("cite"));
}

/* Is the noun, said to say something, somebody or a writing: "a spokesman saying", "a statement saying"? */
static bool can_speak(const casus_talk *talk, uint32_t noun) {
  bool writing = casus_sayings_find(talk->sayings, talk->text->tokens[noun].lemma).frames & CASUS_SAY_NOUN;
  return writing || talk->mentions->at[noun] >= 0 || casus_name_at(talk->text, noun);
}

/* "told by doctors", not "told by e-mail" */
static uint32_t agent_of(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &talk->text->tokens[i];
    if (token->head == (int32_t)verb && token->deprel == CASUS_DEP_obl &&
        (token->subrel == CASUS_SUB_agent || casus_talk_case(talk, i, "by") != CASUS_NOWHERE) && can_speak(talk, i))
      return i;
  }
  return CASUS_NOWHERE;
}

static bool is_passive(const casus_talk *talk, uint32_t subject) {
  return talk->text->tokens[subject].subrel == CASUS_SUB_pass;
}

/* Its first subject on the verb's side of the quotation marks. */
static uint32_t subject_child(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &talk->text->tokens[i];
    if (token->head == (int32_t)verb && token->deprel == CASUS_DEP_nsubj && talk->quoted[i] == talk->quoted[verb])
      return i;
  }
  return CASUS_NOWHERE;
}

/* The subject that stands at the verb itself; *closed when the verb can have none from further up. */
static uint32_t own_subject(const casus_talk *talk, uint32_t verb, bool *closed) {
  uint32_t subject = subject_child(talk, verb);
  *closed = subject != CASUS_NOWHERE || casus_talk_child(talk, verb, CASUS_DEP_expl) != CASUS_NOWHERE;
  if (subject == CASUS_NOWHERE) return agent_of(talk, verb);
  uint32_t object = casus_talk_child(talk, verb, CASUS_DEP_obj);
  if (is_quoting(talk, verb) && !is_passive(talk, subject) && object != CASUS_NOWHERE)
    return object; /* "KCNA quoted Kim" */
  if (is_relative(talk, subject) && talk->text->tokens[verb].deprel == CASUS_DEP_acl)
    return (uint32_t)talk->text->tokens[verb].head;
  return is_passive(talk, subject) && !is_quoting(talk, verb) ? agent_of(talk, verb) : subject;
}

static bool passes_subject_on(unsigned deprel) {
  return deprel == CASUS_DEP_conj || deprel == CASUS_DEP_advcl || deprel == CASUS_DEP_xcomp ||
         deprel == CASUS_DEP_parataxis || deprel == CASUS_DEP_ccomp || deprel == CASUS_DEP_dep ||
         deprel == CASUS_DEP_acl;
}

/* "a spokesman for the ministry": the noun that heads the phrase which ends at `token`, on its side of the marks. */
static uint32_t head_of_phrase(const casus_talk *talk, uint32_t token) {
  enum { DEEPEST = 4 };
  const casus_token *tokens = talk->text->tokens;
  for (int depth = 0; depth < DEEPEST && tokens[token].deprel == CASUS_DEP_nmod; depth++) {
    int32_t above = tokens[token].head;
    bool nominal = above >= 0 && above < (int32_t)token && tokens[above].upos == CASUS_UPOS_NOUN;
    if (!nominal || talk->quoted[above] != talk->quoted[token]) break;
    token = (uint32_t)above;
  }
  return token;
}

static bool is_noun(const casus_talk *talk, int32_t token) {
  unsigned upos = token < 0 ? CASUS_UPOS_X : talk->text->tokens[token].upos;
  return upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN;
}

/* A mention or pronoun beside the verb, where the parse tells no subject: "he said", "said Kim". */
static uint32_t neighbour(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  const int32_t *at = talk->mentions->at;
  if (verb > sentence->first) {
    if (at[verb - 1] >= 0) return head_of_phrase(talk, talk->mentions->items[at[verb - 1]].head);
    if (is_noun(talk, (int32_t)verb - 1) && !casus_talk_is_time(talk, verb - 1)) return verb - 1;
  }
  bool behind_quote = verb > sentence->first && talk->text->tokens[verb - 1].upos == CASUS_UPOS_PUNCT;
  uint32_t next = verb + 1;
  if (next < sentence->last && talk->text->tokens[next].upos == CASUS_UPOS_DET) next++;
  return behind_quote && next < sentence->last && at[next] >= 0 ? talk->mentions->items[at[next]].head : CASUS_NOWHERE;
}

/* "envoy told to go": a headline leaves the auxiliary out. */
static bool is_told_to(const casus_talk *talk, uint32_t verb) {
  return casus_talk_is(talk, verb, "told") && casus_talk_child(talk, verb, CASUS_DEP_xcomp) != CASUS_NOWHERE &&
         casus_talk_child(talk, verb, CASUS_DEP_obj) == CASUS_NOWHERE &&
         casus_talk_child(talk, verb, CASUS_DEP_iobj) == CASUS_NOWHERE;
}

/* "having been told", "told to go", "was held and asked": the participle's subject hears and does not speak. */
bool casus_talk_is_spoken_to(const casus_talk *talk, uint32_t verb) {
  const casus_token *tokens = talk->text->tokens;
  if (is_told_to(talk, verb)) return true;
  if (!casus_str_eq(tokens[verb].xpos, CASUS_STR("VBN")) || is_quoting(talk, verb)) return false;
  uint32_t first = casus_talk_child(talk, verb, CASUS_DEP_aux), at = verb;
  if (first == CASUS_NOWHERE && tokens[verb].deprel == CASUS_DEP_conj && tokens[verb].head >= 0)
    at = (uint32_t)tokens[verb].head;
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  bool helped = false;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (tokens[i].head != (int32_t)at || tokens[i].deprel != CASUS_DEP_aux) continue;
    if (tokens[i].subrel == CASUS_SUB_pass) return true;
    helped = true;
  }
  return !helped && (tokens[at].deprel == CASUS_DEP_acl || tokens[at].deprel == CASUS_DEP_advcl);
}

/* "He sent troops to Chad and people said that …", where the parse joins the people to Chad. */
static uint32_t joined_before(const casus_talk *talk, uint32_t verb) {
  uint32_t start = casus_talk_sentence(talk, verb)->first;
  if (verb == start || !casus_talk_is_finite(talk, verb) || !is_noun(talk, (int32_t)verb - 1)) return CASUS_NOWHERE;
  if (casus_talk_is_time(talk, verb - 1) || talk->quoted[verb - 1] != talk->quoted[verb]) return CASUS_NOWHERE;
  uint32_t head = head_of_phrase(talk, verb - 1), first = head;
  while (first > start && casus_talk_goes_with_noun(talk, first - 1) && !casus_talk_is(talk, first - 1, "and")) first--;
  bool joined = first > start && casus_talk_is(talk, first - 1, "and");
  return joined && casus_talk_child(talk, head, CASUS_DEP_case) == CASUS_NOWHERE ? head : CASUS_NOWHERE;
}

/* "Kim, who fled the town and hid, said", where the parse joins the verb to the name. */
static bool is_joined_to_noun(const casus_talk *talk, uint32_t verb) {
  const casus_token *token = &talk->text->tokens[verb];
  return token->deprel == CASUS_DEP_conj && casus_talk_is_finite(talk, verb) && is_noun(talk, token->head) &&
         subject_child(talk, (uint32_t)token->head) == CASUS_NOWHERE && can_speak(talk, (uint32_t)token->head);
}

uint32_t casus_talk_subject(const casus_talk *talk, uint32_t verb) {
  enum { HIGHEST_CLIMB = 5 };
  uint32_t at = verb;
  if (casus_talk_is_spoken_to(talk, verb)) return agent_of(talk, verb);
  for (int step = 0; step < HIGHEST_CLIMB; step++) {
    bool closed;
    uint32_t subject = own_subject(talk, at, &closed);
    if (subject != CASUS_NOWHERE || (closed && at == verb)) return subject;
    if (at == verb) subject = joined_before(talk, verb);
    if (subject != CASUS_NOWHERE) return subject;
    const casus_token *token = &talk->text->tokens[at];
    if (token->head < 0) break;
    uint32_t head = (uint32_t)token->head;
    if (at == verb && is_joined_to_noun(talk, verb)) return head;
    if (token->deprel == CASUS_DEP_acl && is_noun(talk, token->head))
      return can_speak(talk, head) ? head : CASUS_NOWHERE;
    if (!passes_subject_on(token->deprel) || (casus_talk_is_finite(talk, at) && token->deprel != CASUS_DEP_conj)) break;
    at = head;
  }
  return neighbour(talk, verb);
}
