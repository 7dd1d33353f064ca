/* Where the words spoken stand beside a verb of saying, by its frames. */
#include "coder/speech_parts.h"

static const casus_token *at(const casus_talk *talk, uint32_t token) { return &talk->text->tokens[token]; }

/* A clause has a subject of its own or a finite verb; what has neither is the parser's mistake. */
static bool is_clause(const casus_talk *talk, uint32_t head) {
  uint32_t aux = casus_talk_child(talk, head, CASUS_DEP_aux);
  return casus_talk_is_finite(talk, head) || (aux != CASUS_NOWHERE && casus_talk_is_finite(talk, aux)) ||
         casus_talk_child(talk, head, CASUS_DEP_nsubj) != CASUS_NOWHERE ||
         casus_talk_child(talk, head, CASUS_DEP_expl) != CASUS_NOWHERE ||
         casus_talk_child(talk, head, CASUS_DEP_csubj) != CASUS_NOWHERE;
}

/* The first clause that the parse makes the object of `verb`, but `other`. */
static uint32_t object_clause(const casus_talk *talk, uint32_t verb, uint32_t other) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (at(talk, i)->head == (int32_t)verb && at(talk, i)->deprel == CASUS_DEP_ccomp && i != other &&
        is_clause(talk, i))
      return i;
  return CASUS_NOWHERE;
}

/* "said that S", "made clear that S", where S may hang on either word. */
static uint32_t clause_of(const casus_talk *talk, const casus_act *act) {
  uint32_t head = object_clause(talk, act->verb, act->partner);
  return head == CASUS_NOWHERE && act->partner != CASUS_NOWHERE ? object_clause(talk, act->partner, CASUS_NOWHERE)
                                                                : head;
}

/* "vowed to go", "called on them to go" */
static uint32_t infinitive_of(const casus_talk *talk, uint32_t verb) {
  static const unsigned relations[] = {CASUS_DEP_xcomp, CASUS_DEP_advcl, CASUS_DEP_ccomp};
  for (size_t i = 0; i < CASUS_COUNT(relations); i++) {
    uint32_t head = casus_talk_child(talk, verb, relations[i]);
    if (head != CASUS_NOWHERE && head > verb && casus_talk_case(talk, head, "to") != CASUS_NOWHERE) return head;
  }
  return CASUS_NOWHERE;
}

/* "denied having gone", "denied the claims" */
static uint32_t object_of(const casus_talk *talk, uint32_t verb) {
  static const unsigned relations[] = {CASUS_DEP_xcomp, CASUS_DEP_ccomp};
  for (size_t i = 0; i < CASUS_COUNT(relations); i++) {
    uint32_t head = casus_talk_child(talk, verb, relations[i]);
    if (head == CASUS_NOWHERE || head < verb) continue;
    uint32_t aux = casus_talk_child(talk, head, CASUS_DEP_aux);
    if (casus_str_eq(at(talk, aux != CASUS_NOWHERE ? aux : head)->xpos, CASUS_STR("VBG"))) return head;
  }
  return casus_talk_child(talk, verb, CASUS_DEP_obj);
}

/* "warned of N", "called for N", "accused X of doing", "advised against it" */
static uint32_t led_by(const casus_talk *talk, const casus_act *act, const char *word) {
  const casus_sentence *sentence = casus_talk_sentence(talk, act->verb);
  for (uint32_t i = act->verb + 1; i < sentence->last; i++)
    if (at(talk, i)->head == (int32_t)act->verb && casus_talk_case(talk, i, word) != CASUS_NOWHERE) return i;
  return CASUS_NOWHERE;
}

/* "is said to have died" */
static bool is_passive(const casus_talk *talk, uint32_t verb) {
  uint32_t aux = casus_talk_child(talk, verb, CASUS_DEP_aux);
  return aux != CASUS_NOWHERE && at(talk, aux)->subrel == CASUS_SUB_pass;
}

uint32_t casus_talk_content(const casus_talk *talk, casus_act *act) {
  static const struct {
    uint32_t frame;
    const char *word;
  } leads[] = {{CASUS_SAY_OF, "of"}, {CASUS_SAY_FOR, "for"}, {CASUS_SAY_AGAINST, "against"}};
  uint32_t frames = act->saying.frames, head = frames & CASUS_SAY_THAT ? clause_of(talk, act) : CASUS_NOWHERE;
  if (head == CASUS_NOWHERE && (frames & CASUS_SAY_THAT) && is_passive(talk, act->verb))
    head = infinitive_of(talk, act->verb);
  act->deed = head == CASUS_NOWHERE;
  if (head == CASUS_NOWHERE && (frames & CASUS_SAY_TO)) head = infinitive_of(talk, act->verb);
  if (head == CASUS_NOWHERE && (frames & CASUS_SAY_OBJECT)) head = object_of(talk, act->verb);
  if (head == act->subject || head == act->partner) head = CASUS_NOWHERE;
  for (size_t i = 0; i < CASUS_COUNT(leads) && head == CASUS_NOWHERE; i++)
    if (frames & leads[i].frame) head = led_by(talk, act, leads[i].word);
  act->deed &= head != CASUS_NOWHERE;
  return head;
}

/* "described N as N" */
static uint32_t as_phrase(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = verb + 1; i < sentence->last; i++)
    if (at(talk, i)->head == (int32_t)verb && casus_talk_case(talk, i, "as") != CASUS_NOWHERE) return i;
  return CASUS_NOWHERE;
}

casus_span casus_talk_called(const casus_talk *talk, casus_act *act) {
  casus_span none = {0, 0};
  if (!(act->saying.frames & CASUS_SAY_AS)) return none;
  uint32_t verb = act->verb, name = casus_talk_child(talk, verb, CASUS_DEP_xcomp);
  if (name == CASUS_NOWHERE || name < verb || casus_talk_case(talk, name, "to") != CASUS_NOWHERE)
    name = as_phrase(talk, verb);
  uint32_t object = casus_talk_child(talk, verb, CASUS_DEP_obj);
  bool relative = at(talk, verb)->deprel == CASUS_DEP_acl; /* "what he called N", "a charge that he called baseless" */
  if (name == CASUS_NOWHERE || name == object || (object == CASUS_NOWHERE && !relative)) return none;
  casus_span words = talk->edges[name];
  if (object != CASUS_NOWHERE && object > verb && object < name) words.start = talk->edges[object].start;
  if (words.start <= verb) words.start = verb + 1;
  act->deed = act->saying.does;
  return words;
}
