/* "S1, X said, S2", "S, said X": who speaks in an aside between commas, by its words in order, whatever the parse made
 * of them. */
#include "coder/speech_parts.h"

enum { LONGEST = 14 };

static const casus_token *at(const casus_talk *talk, uint32_t token) { return &talk->text->tokens[token]; }

static bool is_end(const casus_talk *talk, uint32_t token, uint32_t end) {
  return token >= end || casus_talk_is(talk, token, ",") || casus_talk_is(talk, token, ".") ||
         casus_talk_is(talk, token, ";") || casus_talk_is(talk, token, ":") || casus_talk_is(talk, token, "-");
}

/* Words of which the phrase of a speaker is made. */
static bool is_of_phrase(const casus_talk *talk, uint32_t token) {
  switch (at(talk, token)->upos) {
  case CASUS_UPOS_VERB:
    return at(talk, token)->deprel == CASUS_DEP_amod;
  case CASUS_UPOS_PUNCT:
    return casus_talk_is(talk, token, "-") || casus_talk_is(talk, token, ".");
  case CASUS_UPOS_AUX:
  case CASUS_UPOS_SCONJ:
  case CASUS_UPOS_INTJ:
    return false;
  case CASUS_UPOS_PRON:
    return !casus_talk_is(talk, token, "which") && !casus_talk_is(talk, token, "who") &&
           !casus_talk_is(talk, token, "that") && !casus_talk_is(talk, token, "what");
  default:
    return true;
  }
}

static bool is_nominal(const casus_talk *talk, uint32_t token) {
  unsigned upos = at(talk, token)->upos;
  return upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN ||
         (upos == CASUS_UPOS_PRON && at(talk, token)->subrel != CASUS_SUB_poss);
}

/* The head of the noun phrase [first, last): its last noun before a preposition. */
uint32_t casus_talk_head_in(const casus_talk *talk, uint32_t first, uint32_t last) {
  uint32_t head = CASUS_NOWHERE;
  for (uint32_t i = first; i < last; i++) {
    if (at(talk, i)->upos == CASUS_UPOS_ADP) {
      if (head == CASUS_NOWHERE) return CASUS_NOWHERE; /* "in Moscow" is nobody */
      break;
    }
    if (casus_talk_is(talk, i, "'s") || casus_talk_is(talk, i, "’s"))
      head = CASUS_NOWHERE;
    else if (is_nominal(talk, i) && !casus_talk_is_time(talk, i))
      head = i;
  }
  const casus_mention *mention = head == CASUS_NOWHERE ? NULL : casus_talk_mention(talk, head);
  return mention && mention->head >= first && mention->head < last ? mention->head : head;
}

/* ", X said," */
static bool before_verb(const casus_talk *talk, const casus_sentence *sentence, uint32_t verb, uint32_t behind,
                        casus_aside *aside) {
  uint32_t first = verb;
  while (first > sentence->first && verb - first < LONGEST && is_of_phrase(talk, first - 1) &&
         talk->quoted[first - 1] == CASUS_NOWHERE)
    first--;
  if (first == verb || first <= sentence->first + 1 || !is_end(talk, behind, sentence->last)) return false;
  uint32_t comma = casus_talk_is(talk, first - 1, "as") ? first - 2 : first - 1;
  if (!casus_talk_is(talk, comma, ",")) return false;
  *aside = (casus_aside){comma, behind, casus_talk_head_in(talk, first, verb)};
  return aside->subject != CASUS_NOWHERE;
}

/* "S, said", "“S,” said" */
static bool follows_words(const casus_talk *talk, uint32_t verb) {
  bool mark = at(talk, verb - 1)->upos == CASUS_UPOS_PUNCT && talk->quoted[verb - 2] != CASUS_NOWHERE;
  return mark || casus_talk_is(talk, verb - 1, ",");
}

/* "Paris, which was asked, said anyone would do": the clause starts behind the verb. */
static bool opens_clause(const casus_talk *talk, uint32_t verb, uint32_t behind) {
  uint32_t clause = casus_talk_child(talk, verb, CASUS_DEP_ccomp);
  return clause != CASUS_NOWHERE && clause > verb && talk->edges[clause].start == behind;
}

/* ", said X," and ", said X who …," */
static bool behind_verb(const casus_talk *talk, const casus_sentence *sentence, uint32_t verb, uint32_t behind,
                        casus_aside *aside) {
  uint32_t last = behind;
  while (last < sentence->last && last - behind < LONGEST && is_of_phrase(talk, last) &&
         !is_end(talk, last, sentence->last))
    last++;
  bool relative = last < sentence->last && (casus_talk_is(talk, last, "who") || casus_talk_is(talk, last, "which"));
  bool comma = verb > sentence->first + 1 && follows_words(talk, verb);
  if (last == behind || !comma || opens_clause(talk, verb, behind) ||
      (!relative && !is_end(talk, last, sentence->last)))
    return false;
  *aside = (casus_aside){verb - 1, last, casus_talk_head_in(talk, behind, last)};
  while (relative && aside->behind < sentence->last && !is_end(talk, aside->behind, sentence->last)) aside->behind++;
  return aside->subject != CASUS_NOWHERE;
}

bool casus_talk_aside(const casus_talk *talk, uint32_t verb, uint32_t partner, casus_saying saying,
                      casus_aside *aside) {
  if (!(saying.frames & CASUS_SAY_QUOTE) || talk->quoted[verb] != CASUS_NOWHERE) return false;
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  uint32_t behind = partner != CASUS_NOWHERE && partner > verb ? partner + 1 : verb + 1;
  if (before_verb(talk, sentence, verb, behind, aside)) return true;
  uint32_t object = CASUS_SAY_OBJECT | CASUS_SAY_WHOM | CASUS_SAY_AS; /* "he, in turn, told the press" */
  return !(saying.frames & object) && partner == CASUS_NOWHERE && behind_verb(talk, sentence, verb, behind, aside);
}

casus_span casus_talk_beside(const casus_talk *talk, const casus_aside *aside) {
  enum { SHORTEST = 4 };
  const casus_sentence *sentence = casus_talk_sentence(talk, aside->subject);
  uint32_t next = aside->behind + 1;
  bool goes_on = next < sentence->last && at(talk, next)->upos != CASUS_UPOS_CCONJ &&
                 at(talk, next)->upos != CASUS_UPOS_PRON && casus_talk_is(talk, aside->behind, ",");
  return aside->comma - sentence->first < SHORTEST && goes_on ? (casus_span){next, sentence->last}
                                                              : (casus_span){sentence->first, aside->comma};
}
