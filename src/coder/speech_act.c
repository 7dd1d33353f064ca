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

static bool goes_with_noun(const casus_talk *talk, uint32_t at) {
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
  while (start > first && goes_with_noun(talk, start - 1)) start--;
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

bool casus_talk_is_time(const casus_talk *talk, uint32_t token) {
  const casus_text *text = talk->text;
  size_t i = CASUS_FIRST_FROM(text->whens, text->when_count, last, token + 1);
  return i < text->when_count && text->whens[i].first <= token;
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

/* A mention or pronoun beside the verb, where the parse tells no subject: "he said", "said Kim". */
static uint32_t neighbour(const casus_talk *talk, uint32_t verb) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  const int32_t *at = talk->mentions->at;
  if (verb > sentence->first) {
    unsigned upos = talk->text->tokens[verb - 1].upos;
    if (at[verb - 1] >= 0) return head_of_phrase(talk, talk->mentions->items[at[verb - 1]].head);
    if ((upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN) && !casus_talk_is_time(talk, verb - 1)) return verb - 1;
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
static bool is_spoken_to(const casus_talk *talk, uint32_t verb) {
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

static bool is_finite(const casus_token *verb) {
  return casus_str_eq(verb->xpos, CASUS_STR("VBD")) || casus_str_eq(verb->xpos, CASUS_STR("VBZ")) ||
         casus_str_eq(verb->xpos, CASUS_STR("VBP"));
}

/* "He sent troops to Chad and people said that …", where the parse joins the people to Chad. */
static uint32_t joined_before(const casus_talk *talk, uint32_t verb) {
  const casus_token *tokens = talk->text->tokens;
  if (verb == casus_talk_sentence(talk, verb)->first || !is_finite(&tokens[verb])) return CASUS_NOWHERE;
  bool nominal = tokens[verb - 1].upos == CASUS_UPOS_NOUN || tokens[verb - 1].upos == CASUS_UPOS_PROPN;
  if (!nominal || casus_talk_is_time(talk, verb - 1) || talk->quoted[verb - 1] != talk->quoted[verb])
    return CASUS_NOWHERE;
  uint32_t start = casus_talk_sentence(talk, verb)->first, head = head_of_phrase(talk, verb - 1), first = head;
  while (first > start && goes_with_noun(talk, first - 1) && !casus_talk_is(talk, first - 1, "and")) first--;
  bool joined = first > start && casus_talk_is(talk, first - 1, "and");
  return joined && casus_talk_child(talk, head, CASUS_DEP_case) == CASUS_NOWHERE ? head : CASUS_NOWHERE;
}

uint32_t casus_talk_subject(const casus_talk *talk, uint32_t verb) {
  enum { HIGHEST_CLIMB = 5 };
  uint32_t at = verb;
  if (is_spoken_to(talk, verb)) return agent_of(talk, verb);
  for (int step = 0; step < HIGHEST_CLIMB; step++) {
    bool closed;
    uint32_t subject = own_subject(talk, at, &closed);
    if (subject != CASUS_NOWHERE || (closed && at == verb)) return subject;
    uint32_t joined = at == verb ? joined_before(talk, verb) : CASUS_NOWHERE;
    if (joined != CASUS_NOWHERE) return joined;
    const casus_token *token = &talk->text->tokens[at];
    if (token->head < 0) break;
    bool noun = talk->text->tokens[token->head].upos == CASUS_UPOS_NOUN ||
                talk->text->tokens[token->head].upos == CASUS_UPOS_PROPN;
    if (token->deprel == CASUS_DEP_acl && noun)
      return can_speak(talk, (uint32_t)token->head) ? (uint32_t)token->head : CASUS_NOWHERE;
    if (!passes_subject_on(token->deprel) || (is_finite(token) && token->deprel != CASUS_DEP_conj)) break;
    at = (uint32_t)token->head;
  }
  return neighbour(talk, verb);
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
  if (subject != CASUS_NOWHERE || part != CASUS_NOWHERE || is_spoken_to(talk, verb)) return subject;
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

int casus_talk_find_acts(casus_talk *talk) {
  for (uint32_t i = 0; i < talk->text->token_count; i++) {
    uint32_t partner;
    casus_saying saying = saying_at(talk, i, &partner);
    if (!saying.frames || talk->orphan[i] || !is_act(talk, i, saying)) continue;
    if (talk->text->tokens[i].upos == CASUS_UPOS_NOUN)
      saying.frames = CASUS_SAY_NOUN;
    else
      saying.frames &= ~(uint32_t)CASUS_SAY_NO_VERB;
    uint32_t subject =
        saying.frames == CASUS_SAY_NOUN ? CASUS_NOWHERE : settle_subject(talk, i, casus_talk_subject(talk, i));
    casus_aside aside;
    if (saying.frames != CASUS_SAY_NOUN && casus_talk_aside(talk, i, partner, saying, &aside))
      subject = is_anyone(talk, aside.subject) ? CASUS_NOWHERE : aside.subject;
    if (is_own_voice(talk, subject)) continue;
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
