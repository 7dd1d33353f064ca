#include "coder/speech_parts.h"

enum { FEW = 3 }; /* words beside a quotation or verb that are no clause */

static const casus_token *token_at(const casus_talk *talk, uint32_t at) { return &talk->text->tokens[at]; }

/* How the words [first, last) of a clause stand to the quotations in it. */
typedef struct overlap {
  bool own, foreign; /* a part that is this act's, another's */
  uint32_t outside;  /* words not quoted */
  bool verb;         /* one of them is a verb */
} overlap;

static overlap overlap_of(const casus_talk *talk, uint32_t first, uint32_t last, uint32_t act) {
  overlap found = {0};
  for (uint32_t i = first; i < last; i++) {
    uint32_t part = talk->quoted[i];
    if (part == CASUS_NOWHERE) {
      unsigned upos = token_at(talk, i)->upos;
      found.outside += upos != CASUS_UPOS_PUNCT;
      found.verb |= upos == CASUS_UPOS_VERB || upos == CASUS_UPOS_AUX;
    } else {
      found.own |= talk->parts.items[part].act == act;
      found.foreign |= talk->parts.items[part].act != act && talk->parts.items[part].act != CASUS_NOWHERE;
    }
  }
  return found;
}

/* A clause ends with the quotation it ends in; within one it stays. */
static void fit_to_quotes(const casus_talk *talk, uint32_t verb, uint32_t *first, uint32_t *last) {
  uint32_t around = talk->quoted[verb], end = *last > *first ? talk->quoted[*last - 1] : CASUS_NOWHERE;
  if (around != CASUS_NOWHERE) {
    const casus_said *part = &talk->parts.items[around];
    if (*first < part->first) *first = part->first;
    if (*last > part->last) *last = part->last;
  } else if (end != CASUS_NOWHERE && *last < talk->parts.items[end].last) {
    *last = talk->parts.items[end].last;
  }
}

/* A reported clause. Where its words are those of quotations already taken, there is nothing more to say. */
static int say_clause(casus_talk *talk, uint32_t first, uint32_t last, size_t act) {
  uint32_t verb = talk->acts.items[act].verb;
  fit_to_quotes(talk, verb, &first, &last);
  if (first >= last) return CASUS_OK;
  overlap with = overlap_of(talk, first, last, (uint32_t)act);
  uint32_t word = first;
  while (word + 1 < last && token_at(talk, word)->upos == CASUS_UPOS_PUNCT) word++;
  bool inside = talk->quoted[verb] != CASUS_NOWHERE;
  bool led = talk->quoted[word] != CASUS_NOWHERE;                      /* the clause starts with the quotation */
  bool taken = with.own && (led || with.outside <= FEW || !with.verb); /* "X told the Daily News, “S”" */
  if (!inside && (with.foreign || taken)) return CASUS_OK;
  bool quote = inside || (with.own && with.outside * 2 < last - first);
  return casus_talk_say(talk, first, last, &talk->acts.items[act], quote);
}

/* The clause [first, last) with the verb and its subject standing inside it ("S1, he said, S2") in two pieces. */
static int say_around(casus_talk *talk, uint32_t first, uint32_t last, size_t act) {
  const casus_act *a = &talk->acts.items[act];
  if (a->verb < first || a->verb >= last) return say_clause(talk, first, last, act);
  uint32_t from = a->verb, to = a->verb + 1;
  if (a->subject != CASUS_NOWHERE && a->subject >= first && a->subject < last) {
    casus_span edges = talk->edges[a->subject];
    if (edges.start < from && edges.end <= last) from = edges.start > first ? edges.start : first;
    if (edges.end > to && edges.start > a->verb) to = edges.end;
  }
  int rc = from > first ? say_clause(talk, first, from, act) : CASUS_OK;
  return rc || to >= last ? rc : say_clause(talk, to, last, act);
}

/* Behind the verb the clause starts with "that" or its first word; what hangs on the clause's head before the verb is
 * the parser's mistake. */
static casus_span clause_of(const casus_talk *talk, uint32_t head, uint32_t verb) {
  casus_span edges = talk->edges[head];
  if (head > verb && edges.start <= verb) edges.start = verb + 1;
  return edges;
}

/* "S, X said": the verb hangs on the clause it reports. */
static bool reported_above(const casus_talk *talk, const casus_act *act) {
  const casus_token *verb = token_at(talk, act->verb);
  return (act->saying.frames & CASUS_SAY_THAT) && verb->head >= 0 && verb->deprel == CASUS_DEP_parataxis &&
         act->subject != CASUS_NOWHERE;
}

static bool is_bare(const casus_talk *talk, uint32_t head) {
  unsigned upos = token_at(talk, head)->upos;
  return upos == CASUS_UPOS_PRON || upos == CASUS_UPOS_DET || upos == CASUS_UPOS_PUNCT;
}

static bool spoke_quotes(const casus_talk *talk, size_t act) {
  uint32_t sentence = token_at(talk, talk->acts.items[act].verb)->sentence;
  for (size_t i = 0; i < talk->parts.count; i++)
    if (talk->parts.items[i].sentence == sentence && talk->parts.items[i].act == act) return true;
  return false;
}

/* Behind the verb of "S, X said on Monday." stands where and when, or nothing. */
static bool closes_sentence(const casus_talk *talk, uint32_t at, uint32_t end) {
  if (at >= end) return true;
  unsigned upos = token_at(talk, at)->upos;
  return upos == CASUS_UPOS_PUNCT || upos == CASUS_UPOS_ADP || upos == CASUS_UPOS_ADV ||
         token_at(talk, at)->subrel == CASUS_SUB_tmod;
}

/* "S, X said", "S, said X" by their commas, whatever the parse made of them. Returns the end of S; its start: none. */
static uint32_t end_before(const casus_talk *talk, const casus_act *act) {
  const casus_sentence *sentence = casus_talk_sentence(talk, act->verb);
  bool inverted = act->subject > act->verb;
  uint32_t from = inverted ? act->verb : casus_talk_phrase_start(talk, act->subject);
  uint32_t behind = inverted ? act->subject + 1 : act->verb + 1;
  enum { SHORTEST = 4, REACH = 12 };
  bool near = inverted ? act->subject - act->verb < REACH : act->verb - act->subject < REACH;
  bool comma = from >= sentence->first + SHORTEST && casus_talk_is(talk, from - 1, ",");
  return near && comma && closes_sentence(talk, behind, sentence->last) ? from - 1 : sentence->first;
}

/* "said in a statement that S" where the parse lost S: what stands behind "that". Returns its start; the end: none. */
static uint32_t behind_that(const casus_talk *talk, const casus_act *act) {
  enum { REACH = 10 };
  uint32_t end = casus_talk_sentence(talk, act->verb)->last;
  for (uint32_t i = act->verb + 1; i + 2 < end && i < act->verb + REACH; i++) {
    unsigned upos = token_at(talk, i)->upos, next = token_at(talk, i + 1)->upos;
    bool verb = upos == CASUS_UPOS_VERB && token_at(talk, i)->deprel != CASUS_DEP_amod; /* "a televised address" */
    if (verb || talk->quoted[i] != talk->quoted[act->verb]) break;
    if (casus_talk_is(talk, i, "that")) return next == CASUS_UPOS_VERB || next == CASUS_UPOS_AUX ? end : i + 1;
  }
  return end;
}

/* "dismissed the governor" tells no words of anybody. */
static bool is_person(const casus_talk *talk, uint32_t noun) {
  const casus_mention *mention = casus_talk_mention(talk, noun);
  bool object = token_at(talk, noun)->deprel == CASUS_DEP_obj && mention && mention->head == noun;
  return object && (mention->kind == CASUS_MENTION_PERSON || mention->kind == CASUS_MENTION_ROLE);
}

static bool has_words(const casus_talk *talk, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (token_at(talk, i)->upos != CASUS_UPOS_PUNCT) return true;
  return false;
}

/* What is said by a word that is heard to say something, where no frame finds it: what stands below it behind it and
 * its subject, else before them. */
static casus_span rest_of(const casus_talk *talk, const casus_act *act) {
  casus_span own = talk->edges[act->verb];
  bool inverted = act->subject > act->verb;
  uint32_t from = inverted ? act->verb : casus_talk_phrase_start(talk, act->subject);
  uint32_t behind = inverted ? act->subject + 1 : act->verb + 1;
  return has_words(talk, behind, own.end) ? (casus_span){behind, own.end} : (casus_span){own.start, from};
}

static int say_rest(casus_talk *talk, size_t at) {
  const casus_act *act = &talk->acts.items[at];
  bool quoted = talk->quoted[act->verb] != CASUS_NOWHERE;
  if (quoted || !casus_talk_is_heard(talk, act->verb) || spoke_quotes(talk, at)) return CASUS_OK;
  casus_span rest = rest_of(talk, act);
  return say_clause(talk, rest.start, rest.end, at);
}

static int say_verb(casus_talk *talk, size_t at) {
  casus_act *act = &talk->acts.items[at];
  casus_span called = casus_talk_called(talk, act);
  if (called.end > called.start) return say_clause(talk, called.start, called.end, at);
  casus_aside aside; /* a verb that takes no quotation makes no aside, and is no "S, X said" */
  bool both = act->saying.frames & CASUS_SAY_THAT && act->saying.frames & CASUS_SAY_QUOTE;
  if (both && casus_talk_aside(talk, act->verb, act->partner, act->saying, &aside) && !spoke_quotes(talk, at)) {
    casus_span words = casus_talk_beside(talk, &aside);
    return say_clause(talk, words.start, words.end, at);
  }
  uint32_t head = casus_talk_content(talk, act);
  if (head != CASUS_NOWHERE && is_person(talk, head)) return CASUS_OK;
  bool behind = head != CASUS_NOWHERE && head > act->verb && !is_bare(talk, head);
  bool plain =
      both && act->partner == CASUS_NOWHERE && talk->quoted[act->verb] == CASUS_NOWHERE && !spoke_quotes(talk, at);
  uint32_t first = casus_talk_sentence(talk, act->verb)->first, end = plain && !behind ? end_before(talk, act) : first;
  if (end > first) return say_clause(talk, first, end, at);
  if (head != CASUS_NOWHERE && !is_bare(talk, head)) {
    casus_span clause = clause_of(talk, head, act->verb);
    return say_around(talk, clause.start, clause.end, at);
  }
  if (!plain) return CASUS_OK;
  uint32_t last = casus_talk_sentence(talk, act->verb)->last, from = behind_that(talk, act);
  if (from < last) return say_clause(talk, from, last, at);
  if (!reported_above(talk, act)) return CASUS_OK;
  casus_span above = talk->edges[token_at(talk, act->verb)->head];
  casus_span own = talk->edges[act->verb];
  int rc = own.start > above.start ? say_clause(talk, above.start, own.start, at) : CASUS_OK;
  return rc || own.end + FEW >= above.end ? rc : say_clause(talk, own.end, above.end, at);
}

/* "X's claim that S"; "X voiced the hope that S": whose the noun is, or who is told to have it. */
static uint32_t owner_of(const casus_talk *talk, uint32_t noun) {
  uint32_t owner = casus_talk_owner(talk, noun);
  int32_t verb = token_at(talk, noun)->head;
  bool object = owner == CASUS_NOWHERE && verb >= 0 && token_at(talk, noun)->deprel == CASUS_DEP_obj;
  bool voices =
      object && casus_sayings_find(talk->sayings, token_at(talk, (uint32_t)verb)->lemma).frames & CASUS_SAY_WORDS;
  return voices ? casus_talk_subject(talk, (uint32_t)verb) : owner;
}

/* The noun's clause, spoken by its owner. */
static int say_noun(casus_talk *talk, size_t at) {
  casus_act *act = &talk->acts.items[at];
  uint32_t clause = casus_talk_child(talk, act->verb, CASUS_DEP_acl);
  if (clause == CASUS_NOWHERE) clause = casus_talk_child(talk, act->verb, CASUS_DEP_ccomp);
  if (clause == CASUS_NOWHERE || casus_talk_case(talk, clause, "that") == CASUS_NOWHERE) return CASUS_OK;
  if (casus_talk_child(talk, clause, CASUS_DEP_nsubj) == casus_talk_case(talk, clause, "that")) return CASUS_OK;
  if (act->subject == CASUS_NOWHERE) act->subject = owner_of(talk, act->verb);
  if (act->subject == CASUS_NOWHERE) return CASUS_OK;
  casus_span edges = clause_of(talk, clause, act->verb);
  return say_clause(talk, edges.start, edges.end, at);
}

int casus_talk_say_clauses(casus_talk *talk, uint32_t sentence, size_t *act) {
  int rc = casus_talk_say_sources(talk, &talk->text->sentences[sentence]);
  for (; !rc && *act < talk->acts.count && talk->text->tokens[talk->acts.items[*act].verb].sentence == sentence;
       ++*act) {
    const casus_act *a = &talk->acts.items[*act];
    size_t count = talk->found.count;
    rc = a->saying.frames == CASUS_SAY_NOUN ? say_noun(talk, *act)
         : a->subject == CASUS_NOWHERE      ? CASUS_OK
                                            : say_verb(talk, *act);
    if (!rc && talk->found.count == count && a->subject != CASUS_NOWHERE) rc = say_rest(talk, *act);
  }
  return rc;
}
