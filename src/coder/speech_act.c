#include "coder/speech_parts.h"

#include "coder/lexicon_words.h"

const casus_sentence *casus_talk_sentence(const casus_talk *talk, uint32_t token) {
  return &talk->text->sentences[talk->text->tokens[token].sentence];
}

bool casus_talk_is(const casus_talk *talk, uint32_t token, const char *form) {
  return casus_str_ieq(talk->text->tokens[token].form, casus_str_from_c(form));
}

uint32_t casus_talk_child(const casus_talk *talk, uint32_t head, unsigned deprel) {
  const casus_sentence *sentence = casus_talk_sentence(talk, head);
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (talk->text->tokens[i].head == (int32_t)head && talk->text->tokens[i].deprel == deprel) return i;
  return CASUS_NOWHERE;
}

uint32_t casus_talk_case(const casus_talk *talk, uint32_t noun, const char *preposition) {
  const casus_sentence *sentence = casus_talk_sentence(talk, noun);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &talk->text->tokens[i];
    bool leads = token->deprel == CASUS_DEP_case || token->deprel == CASUS_DEP_mark;
    if (token->head == (int32_t)noun && leads && casus_talk_is(talk, i, preposition)) return i;
  }
  return CASUS_NOWHERE;
}

bool casus_talk_goes_with_noun(const casus_talk *talk, uint32_t at) {
  const casus_token *token = &talk->text->tokens[at];
  switch (token->upos) {
  case CASUS_UPOS_DET:
  case CASUS_UPOS_ADJ:
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_PROPN:
  case CASUS_UPOS_NUM:
    return true;
  case CASUS_UPOS_PRON:
    return token->subrel == CASUS_SUB_poss;
  default:
    return casus_talk_is(talk, at, "'s") || casus_talk_is(talk, at, "’s") || casus_talk_is(talk, at, "-") ||
           casus_talk_is(talk, at, "and");
  }
}

uint32_t casus_talk_phrase_start(const casus_talk *talk, uint32_t noun) {
  uint32_t start = noun, first = casus_talk_sentence(talk, noun)->first;
  while (start > first && casus_talk_goes_with_noun(talk, start - 1)) start--;
  while (start < noun && (casus_talk_is(talk, start, "and") || casus_talk_is(talk, start, "-"))) start++;
  return start;
}

int casus_talk_find_edges(casus_talk *talk) {
  uint32_t count = talk->text->token_count;
  talk->edges = casus_arena_array(talk->arena, count, sizeof *talk->edges);
  if (!talk->edges) return casus_fail_memory(talk->err);
  for (uint32_t i = 0; i < count; i++) talk->edges[i] = (casus_span){i, i + 1};
  for (uint32_t i = 0; i < count; i++) {
    const casus_sentence *sentence = casus_talk_sentence(talk, i);
    uint32_t steps = sentence->last - sentence->first; /* no further, should heads run in a ring */
    for (int32_t at = talk->text->tokens[i].head; at >= 0 && steps > 0; at = talk->text->tokens[at].head, steps--) {
      if (i < talk->edges[at].start) talk->edges[at].start = i;
      if (i >= talk->edges[at].end) talk->edges[at].end = i + 1;
    }
  }
  return CASUS_OK;
}

bool casus_talk_is_time(const casus_talk *talk, uint32_t token) {
  const casus_text *text = talk->text;
  size_t i = CASUS_FIRST_FROM(text->whens, text->when_count, last, token + 1);
  return i < text->when_count && text->whens[i].first <= token;
}

bool casus_talk_is_finite(const casus_talk *talk, uint32_t verb) {
  static const char *const tags[] = {"VBD", "VBZ", "VBP", "MD"};
  for (size_t i = 0; i < CASUS_COUNT(tags); i++)
    if (casus_str_eq(talk->text->tokens[verb].xpos, casus_str_from_c(tags[i]))) return true;
  return false;
}

static bool is_negated(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (talk->text->tokens[i].head == (int32_t)verb && casus_str_eq(talk->text->tokens[i].lemma, CASUS_STR("not")))
      return true;
  return false;
}

/* "if the courts say he must": nobody has said so. */
static bool is_supposed(const casus_talk *talk, uint32_t verb) {
  return casus_talk_case(talk, verb, "if") != CASUS_NOWHERE || casus_talk_case(talk, verb, "unless") != CASUS_NOWHERE;
}

static bool is_act(const casus_talk *talk, uint32_t at, casus_saying saying) {
  const casus_token *token = &talk->text->tokens[at];
  if (saying.frames & CASUS_SAY_NOUN && token->upos == CASUS_UPOS_NOUN) return true;
  return (saying.frames & ~(uint32_t)CASUS_SAY_NO_VERB) && token->upos == CASUS_UPOS_VERB &&
         token->deprel != CASUS_DEP_amod && token->deprel != CASUS_DEP_compound && !is_supposed(talk, at) &&
         (saying.views || !is_negated(talk, at));
}

/* The verb with a word that hangs on it ("pointed out", "let it be known"), else the word alone. */
static casus_saying saying_at(const casus_talk *talk, uint32_t at, uint32_t *partner) {
  enum { REACH = 7 };
  const casus_token *tokens = talk->text->tokens;
  uint32_t end = casus_talk_sentence(talk, at)->last;
  *partner = CASUS_NOWHERE;
  for (uint32_t i = at + 1; tokens[at].upos == CASUS_UPOS_VERB && i < end && i < at + REACH; i++) {
    if (tokens[i].head != (int32_t)at || talk->quoted[i] != talk->quoted[at]) continue;
    casus_saying pair = casus_sayings_pair(talk->sayings, tokens[at].lemma, tokens[i].lemma);
    if (!pair.frames) continue;
    *partner = i;
    return pair;
  }
  return casus_sayings_find(talk->sayings, tokens[at].lemma);
}

/* "one says", "nobody in Gori says", but not "one of the women says", "everybody in Gori says" */
static bool is_anyone(const casus_talk *talk, uint32_t subject) {
  if (!(casus_word_classes(talk->lexicon, talk->text->tokens[subject].form) & CASUS_WORD_ANYONE)) return false;
  bool none = casus_talk_is(talk, subject, "nobody") || casus_talk_is(talk, subject, "no-one") ||
              (subject > 0 && (casus_talk_is(talk, subject - 1, "not") || casus_talk_is(talk, subject - 1, "no")));
  return none || casus_talk_child(talk, subject, CASUS_DEP_nmod) == CASUS_NOWHERE;
}

/* Nobody speaks across a quotation mark. Outside of marks, "adding" and "added" have the subject of the verb of saying
 * before them when the parse shows none. */
static uint32_t settle_subject(const casus_talk *talk, uint32_t verb, uint32_t subject) {
  uint32_t part = talk->quoted[verb];
  if (subject != CASUS_NOWHERE && (talk->quoted[subject] != part || talk->orphan[subject])) subject = CASUS_NOWHERE;
  if (subject != CASUS_NOWHERE && is_anyone(talk, subject)) return CASUS_NOWHERE;
  if (subject != CASUS_NOWHERE || part != CASUS_NOWHERE || casus_talk_is_spoken_to(talk, verb)) return subject;
  casus_str xpos = talk->text->tokens[verb].xpos;
  bool follows = casus_str_eq(xpos, CASUS_STR("VBG")) || talk->text->tokens[verb].deprel == CASUS_DEP_conj;
  for (size_t i = talk->acts.count; follows && i > 0; i--) {
    const casus_act *before = &talk->acts.items[i - 1];
    if (talk->text->tokens[before->verb].sentence != talk->text->tokens[verb].sentence) break;
    if (before->subject != CASUS_NOWHERE && talk->quoted[before->verb] == CASUS_NOWHERE) return before->subject;
  }
  return CASUS_NOWHERE;
}

/* "I think" adds nothing to who speaks, in a quotation or in the document's own voice. */
static bool is_own_voice(const casus_talk *talk, uint32_t subject) {
  return subject != CASUS_NOWHERE && (casus_talk_is(talk, subject, "I") || casus_talk_is(talk, subject, "we"));
}

/* How the word says something; without frames: not at all. Where the text has marks of speech, they tell which words
 * do. */
static casus_saying saying_of(const casus_talk *talk, uint32_t at, uint32_t *partner) {
  casus_saying none = {0}, saying = saying_at(talk, at, partner);
  const casus_token *token = &talk->text->tokens[at];
  bool act = is_act(talk, at, saying);
  bool source = token->upos == CASUS_UPOS_ADP || token->deprel == CASUS_DEP_case; /* "according to" */
  bool says = talk->text->hears ? casus_talk_is_heard(talk, at) && !source : act;
  if (talk->orphan[at] || !says) return none;
  if (!act) saying.frames |= casus_talk_any_frames(talk, at);
  saying.frames = token->upos == CASUS_UPOS_NOUN ? CASUS_SAY_NOUN : saying.frames & ~(uint32_t)CASUS_SAY_NO_VERB;
  return saying;
}

static uint32_t subject_of(const casus_talk *talk, uint32_t at, uint32_t partner, casus_saying saying) {
  uint32_t heard = casus_talk_heard(talk, at, CASUS_NOWHERE);
  bool here = heard != CASUS_NOWHERE && talk->quoted[heard] == talk->quoted[at] && !talk->orphan[heard];
  if (here && !is_anyone(talk, heard)) return heard;
  if (saying.frames == CASUS_SAY_NOUN) return CASUS_NOWHERE;
  casus_aside aside;
  if (casus_talk_aside(talk, at, partner, saying, &aside))
    return is_anyone(talk, aside.subject) ? CASUS_NOWHERE : aside.subject;
  return settle_subject(talk, at, casus_talk_subject(talk, at));
}

int casus_talk_find_acts(casus_talk *talk) {
  for (uint32_t i = 0; i < talk->text->token_count; i++) {
    uint32_t partner;
    casus_saying saying = saying_of(talk, i, &partner);
    uint32_t subject = saying.frames ? subject_of(talk, i, partner, saying) : CASUS_NOWHERE;
    if (!saying.frames || is_own_voice(talk, subject)) continue;
    if (talk->quoted[i] != CASUS_NOWHERE) { /* there only clauses with "that" are worth telling apart */
      saying.frames &= CASUS_SAY_THAT | CASUS_SAY_NOUN;
      if (saying.frames != CASUS_SAY_NOUN && subject == CASUS_NOWHERE) continue;
    }
    casus_act *act = casus_vec_push(&talk->acts, talk->arena);
    if (!act) return casus_fail_memory(talk->err);
    *act = (casus_act){.verb = i, .subject = subject, .partner = partner, .saying = saying};
  }
  return CASUS_OK;
}
