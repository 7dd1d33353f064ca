#include "coder/speech_parts.h"

static bool is_word(const casus_token *token) {
  return token->upos != CASUS_UPOS_PUNCT && token->upos != CASUS_UPOS_SYM;
}

/* What is left of a broken page: "he said." in marks of its own is the attribution of the quotation before it. */
static bool is_attribution(const casus_talk *talk, uint32_t first, uint32_t last) {
  enum { LONGEST = 7 };
  size_t count = 0, verbs = 0, others = 0;
  if (talk->text->tokens[first].upos != CASUS_UPOS_PRON && talk->text->tokens[first].upos != CASUS_UPOS_PROPN)
    return false;
  for (uint32_t i = first; i < last; i++) {
    const casus_token *token = &talk->text->tokens[i];
    if (!is_word(token)) continue;
    count++;
    bool says = casus_sayings_find(talk->sayings, token->lemma).frames & CASUS_SAY_QUOTE;
    verbs += says;
    others +=
        !says && token->upos != CASUS_UPOS_PRON && token->upos != CASUS_UPOS_PROPN && token->upos != CASUS_UPOS_DET;
  }
  return verbs == 1 && others == 0 && count >= 2 && count <= LONGEST;
}

static int add_parts(casus_talk *talk, uint32_t quote) {
  const casus_quote *q = &talk->text->quotes[quote];
  for (uint32_t at = q->first; at < q->last;) {
    const casus_sentence *sentence = casus_talk_sentence(talk, at);
    uint32_t end = sentence->last < q->last ? sentence->last : q->last;
    casus_said *part = casus_vec_push(&talk->parts, talk->arena);
    if (!part) return casus_fail_memory(talk->err);
    *part = (casus_said){at, end, talk->text->tokens[at].sentence, quote, CASUS_NOWHERE, SIZE_MAX};
    for (uint32_t i = at; i < end; i++) talk->quoted[i] = (uint32_t)talk->parts.count - 1;
    at = end;
  }
  return CASUS_OK;
}

/* The first act at or behind token `at`. */
static size_t act_from(const casus_talk *talk, uint32_t at) {
  return CASUS_FIRST_FROM(talk->acts.items, talk->acts.count, verb, at);
}

static bool takes_quote(const casus_talk *talk, const casus_act *act) {
  return (act->saying.frames & CASUS_SAY_QUOTE) && talk->quoted[act->verb] == CASUS_NOWHERE;
}

/* The nearest verb of saying before the part, no other part between. */
static uint32_t act_before(const casus_talk *talk, const casus_said *part) {
  enum { REACH = 30 };
  uint32_t start = talk->text->sentences[part->sentence].first;
  for (size_t i = act_from(talk, part->first); i > 0; i--) {
    const casus_act *act = &talk->acts.items[i - 1];
    if (act->verb < start || part->first - act->verb > REACH) break;
    if (!takes_quote(talk, act)) continue;
    for (uint32_t k = act->verb; k < part->first; k++)
      if (talk->quoted[k] != CASUS_NOWHERE) return CASUS_NOWHERE;
    return (uint32_t)i - 1;
  }
  return CASUS_NOWHERE;
}

/* The verb behind the part whose subject stands there too: "…," he said; "…," said Kim. */
static uint32_t act_behind(const casus_talk *talk, const casus_said *part) {
  enum { REACH = 25 };
  uint32_t end = talk->text->sentences[part->sentence].last;
  for (size_t i = act_from(talk, part->last); i < talk->acts.count; i++) {
    const casus_act *act = &talk->acts.items[i];
    if (act->verb >= end || act->verb - part->last > REACH) break;
    for (uint32_t k = part->last; k < act->verb; k++)
      if (talk->quoted[k] != CASUS_NOWHERE) return CASUS_NOWHERE;
    bool behind = act->subject != CASUS_NOWHERE && act->subject >= part->last && act->subject < end;
    if (takes_quote(talk, act) && behind) return (uint32_t)i;
  }
  return CASUS_NOWHERE;
}

/* Does the quotation end like a sentence or part of one that somebody said: "…," or "…?"? */
static bool ends_like_speech(const casus_talk *talk, const casus_said *part) {
  static const char marks[] = ",.?!…";
  casus_str last = talk->text->tokens[part->last - 1].form;
  uint32_t behind = part->last + 1;
  bool comma_behind = behind < talk->text->sentences[part->sentence].last && casus_talk_is(talk, behind, ",");
  return comma_behind || (last.len && strchr(marks, last.ptr[0]));
}

/* Does the act introduce the part: a comma, colon or nothing but its object between? */
static bool introduces(const casus_talk *talk, const casus_said *part) {
  uint32_t start = talk->text->sentences[part->sentence].first;
  if (part->first < start + 2) return false;
  return casus_talk_is(talk, part->first - 2, ",") || casus_talk_is(talk, part->first - 2, ":");
}

static uint32_t choose_act(const casus_talk *talk, const casus_said *part) {
  uint32_t before = act_before(talk, part);
  if (before != CASUS_NOWHERE && (introduces(talk, part) || !ends_like_speech(talk, part))) return before;
  uint32_t behind = ends_like_speech(talk, part) ? act_behind(talk, part) : CASUS_NOWHERE;
  return behind != CASUS_NOWHERE ? behind : before;
}

int casus_talk_find_parts(casus_talk *talk) {
  const casus_text *text = talk->text;
  for (uint32_t i = 0; i < text->quote_count; i++) {
    const casus_quote *quote = &text->quotes[i];
    bool orphan = is_attribution(talk, quote->first, quote->last);
    for (uint32_t k = quote->first; orphan && k < quote->last; k++) talk->orphan[k] = true;
    if (orphan || quote->scare || talk->quoted[quote->first] != CASUS_NOWHERE) continue;
    int rc = add_parts(talk, i);
    if (rc) return rc;
  }
  return CASUS_OK;
}

void casus_talk_choose_acts(casus_talk *talk) {
  for (size_t i = 0; i < talk->parts.count; i++) {
    casus_said *part = &talk->parts.items[i];
    part->act = choose_act(talk, part);
    /* “A,” he said, “B” and “C”: a later part without a verb of its own goes with the one before. */
    bool follows = i > 0 && part[-1].sentence == part->sentence;
    if (part->act == CASUS_NOWHERE && follows) part->act = part[-1].act;
  }
}

/* A sentence that is nothing but the quotation (and its marks). */
static bool fills_sentence(const casus_talk *talk, const casus_said *part) {
  const casus_sentence *sentence = &talk->text->sentences[part->sentence];
  return part->first <= sentence->first + 1 && part->last + 2 >= sentence->last;
}

/* Another part of the same quotation whose sentence has the verb: behind it, not too far. */
static uint32_t act_of_quotation(const casus_talk *talk, size_t at) {
  enum { REACH = 16 };
  const casus_said *parts = talk->parts.items;
  for (size_t i = at + 1; i < talk->parts.count && i < at + REACH && parts[i].quote == parts[at].quote; i++)
    if (parts[i].act != CASUS_NOWHERE) return parts[i].act;
  return CASUS_NOWHERE;
}

/* The verb of the next sentence's quotation, for one that opens a paragraph. */
static uint32_t act_of_next(const casus_talk *talk, size_t at) {
  const casus_said *part = &talk->parts.items[at], *next = part + 1;
  if (at + 1 >= talk->parts.count || next->sentence != part->sentence + 1) return CASUS_NOWHERE;
  return casus_talk_new_paragraph(talk, next->sentence) ? CASUS_NOWHERE : next->act;
}

/* A part without a verb in its sentence says on what the one before said: the same quotation, or the next of the
 * paragraph or of the text. */
static int carry_on(casus_talk *talk, casus_said *part, size_t from) {
  casus_utterance model = talk->found.items[from];
  casus_act nobody = {.verb = CASUS_NOWHERE, .subject = CASUS_NOWHERE, .partner = CASUS_NOWHERE};
  size_t count = talk->found.count;
  int rc = casus_talk_say(talk, part->first, part->last, &nobody, true);
  if (rc || talk->found.count == count) return rc;
  casus_utterance *said = &talk->found.items[count];
  said->speaker = model.speaker;
  said->via = model.via;
  said->via_count = model.via_count;
  said->lemma = model.lemma;
  said->word = model.word;
  return CASUS_OK;
}

/* Whom the sentence before the part is about: the person who is its subject. CASUS_NOWHERE: nobody. */
static uint32_t person_before(const casus_talk *talk, const casus_said *part) {
  if (part->sentence == 0 || casus_talk_new_paragraph(talk, part->sentence)) return CASUS_NOWHERE;
  uint32_t subject = casus_talk_child(talk, talk->text->sentences[part->sentence - 1].root, CASUS_DEP_nsubj);
  int32_t mention = subject == CASUS_NOWHERE ? -1 : talk->mentions->at[subject];
  bool person = mention >= 0 && talk->mentions->items[mention].kind == CASUS_MENTION_PERSON;
  return person && talk->quoted[subject] == CASUS_NOWHERE ? subject : CASUS_NOWHERE;
}

static int say_part(casus_talk *talk, size_t at) {
  casus_said *part = &talk->parts.items[at];
  uint32_t act = part->act;
  casus_act nobody = {.verb = CASUS_NOWHERE, .subject = CASUS_NOWHERE, .partner = CASUS_NOWHERE};
  bool same = at > 0 && part[-1].quote == part->quote;
  bool near = at > 0 && part[-1].sentence + 1 >= part->sentence;
  size_t before = at > 0 ? part[-1].utterance : SIZE_MAX;
  if (act == CASUS_NOWHERE && !same) act = act_of_quotation(talk, at);
  bool whole = fills_sentence(talk, part);
  if (act == CASUS_NOWHERE && whole && !same && (before == SIZE_MAX || casus_talk_new_paragraph(talk, part->sentence)))
    act = act_of_next(talk, at);
  if (act != CASUS_NOWHERE) return casus_talk_say(talk, part->first, part->last, &talk->acts.items[act], true);
  if (before != SIZE_MAX && (same || (near && whole))) return carry_on(talk, part, before);
  nobody.subject = person_before(talk, part);
  return whole ? casus_talk_say(talk, part->first, part->last, &nobody, true) : CASUS_OK;
}

/* "he told the Herald." in marks of its own says through whom the words before it came. */
static int take_orphan(casus_talk *talk, uint32_t sentence) {
  const casus_sentence *s = &talk->text->sentences[sentence];
  for (uint32_t i = s->first; i < s->last; i++) {
    if (!talk->orphan[i] || !(casus_sayings_find(talk->sayings, talk->text->tokens[i].lemma).frames & CASUS_SAY_QUOTE))
      continue;
    casus_utterance *before = talk->found.count ? &talk->found.items[talk->found.count - 1] : NULL;
    if (before && before->sentence + 1 >= sentence) return casus_talk_channels(talk, i, before);
  }
  return CASUS_OK;
}

int casus_talk_say_quotes(casus_talk *talk, uint32_t sentence, size_t *part) {
  for (; *part < talk->parts.count && talk->parts.items[*part].sentence == sentence; ++*part) {
    size_t count = talk->found.count;
    int rc = say_part(talk, *part);
    if (rc) return rc;
    talk->parts.items[*part].utterance = talk->found.count > count ? count : SIZE_MAX;
  }
  return take_orphan(talk, sentence);
}
