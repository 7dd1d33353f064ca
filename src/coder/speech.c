#include "coder/speech_parts.h"

#include <stdlib.h>

static bool is_edge(const casus_talk *talk, uint32_t at, bool start) {
  const casus_token *token = &talk->text->tokens[at];
  return token->upos == CASUS_UPOS_PUNCT ||
         (start && casus_str_ieq(token->form, CASUS_STR("that")) && token->upos == CASUS_UPOS_SCONJ);
}

/* Brackets and quotation marks that belong to the words stay; marks at the edges do not. */
static void trim(const casus_talk *talk, uint32_t *first, uint32_t *last) {
  while (*first < *last && is_edge(talk, *first, true)) ++*first;
  while (*last > *first && is_edge(talk, *last - 1, false)) --*last;
}

/* Does any of the words [first, last) stand in quotation marks? */
static bool holds_quote(const casus_text *text, uint32_t first, uint32_t last) {
  size_t i = CASUS_FIRST_FROM(text->quotes, text->quote_count, first, first);
  return i < text->quote_count && text->quotes[i].first < last;
}

/* Of "he" the language model may know the name from before. */
static int find_voice(const casus_talk *talk, const casus_act *act, uint32_t subject, casus_voice *voice) {
  int rc = casus_talk_voice(talk, subject, voice);
  unsigned upos = talk->text->tokens[subject].upos;
  bool main = subject == act->subject && act->verb != CASUS_NOWHERE;
  uint32_t name = main && upos == CASUS_UPOS_PRON ? casus_talk_heard_name(talk, act->verb) : CASUS_NOWHERE;
  const casus_mention *mention = name == CASUS_NOWHERE || name == subject ? NULL : casus_talk_mention(talk, name);
  if (rc || !mention || mention->kind != CASUS_MENTION_PERSON) return rc;
  casus_span span = voice->span;
  rc = casus_talk_voice(talk, name, voice);
  voice->span = span;
  return rc;
}

static int add_utterance(casus_talk *talk, uint32_t first, uint32_t last, const casus_act *act, uint32_t subject,
                         bool quote) {
  casus_utterance said = {.sentence = talk->text->tokens[first].sentence,
                          .first = first,
                          .last = last,
                          .verb = act->verb,
                          .quote = quote || holds_quote(talk->text, first, last)};
  casus_str none = CASUS_STR("");
  said.speaker = (casus_voice){.name = none, .role = none, .organization = none, .actor = none, .sector = none};
  said.lemma = said.word = none;
  said.denies = act->saying.denies;
  said.deed = act->deed && act->saying.does;
  said.pledge = act->deed && act->saying.pledges;
  int rc = subject != CASUS_NOWHERE ? find_voice(talk, act, subject, &said.speaker) : CASUS_OK;
  if (act->verb != CASUS_NOWHERE) {
    said.lemma = talk->text->tokens[act->verb].lemma;
    said.word = talk->text->tokens[act->verb].form;
    if (!rc) rc = casus_talk_channels(talk, act->verb, &said);
  }
  if (rc) return rc;
  casus_talk_foretell(talk, &said);
  casus_utterance *slot = casus_vec_push(&talk->found, talk->arena);
  if (!slot) return casus_fail_memory(talk->err);
  *slot = said;
  return CASUS_OK;
}

int casus_talk_say(casus_talk *talk, uint32_t first, uint32_t last, const casus_act *act, bool quote) {
  trim(talk, &first, &last);
  if (first >= last) return CASUS_OK;
  int rc = add_utterance(talk, first, last, act, act->subject, quote);
  if (act->subject == CASUS_NOWHERE) return rc;
  const casus_sentence *sentence = casus_talk_sentence(talk, act->subject);
  uint32_t next = act->verb == CASUS_NOWHERE ? CASUS_NOWHERE : casus_talk_heard(talk, act->verb, act->subject);
  for (uint32_t i = act->subject + 1; i < sentence->last && !rc; i++) {
    const casus_token *token = &talk->text->tokens[i];
    bool joined = token->head == (int32_t)act->subject && token->deprel == CASUS_DEP_conj && talk->mentions->at[i] >= 0;
    if (i == next) {
      joined = true;
      next = casus_talk_heard(talk, act->verb, i);
    }
    if (joined && (i < first || i >= last)) rc = add_utterance(talk, first, last, act, i, quote);
  }
  return rc;
}

static int by_place(const void *a, const void *b) {
  const casus_utterance *x = a, *y = b;
  if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->last != y->last) return x->last > y->last ? -1 : 1;
  if (x->verb != y->verb) return x->verb < y->verb ? -1 : 1;
  return x->speaker.span.start < y->speaker.span.start ? -1 : x->speaker.span.start > y->speaker.span.start;
}

/* The same words twice by the same speaker, found as quotation and as clause: the first stays. */
static void drop_doubles(casus_talk *talk) {
  size_t kept = 0;
  for (size_t i = 0; i < talk->found.count; i++) {
    const casus_utterance *said = &talk->found.items[i], *before = kept ? &talk->found.items[kept - 1] : NULL;
    bool same = before && before->first == said->first && before->last == said->last &&
                casus_str_eq(before->speaker.name, said->speaker.name);
    if (!same) talk->found.items[kept++] = *said;
  }
  talk->found.count = kept;
}

/* What a medium says that somebody said reaches us through the medium. */
static int nest(casus_talk *talk) {
  for (size_t i = 0; i < talk->found.count; i++) {
    casus_utterance *inner = &talk->found.items[i];
    for (size_t k = i; k > 0 && talk->found.items[k - 1].sentence == inner->sentence; k--) {
      const casus_utterance *outer = &talk->found.items[k - 1];
      if (!outer->speaker.medium || outer->last < inner->last) continue;
      int rc = casus_talk_add_via(talk, &outer->speaker, inner);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

static int say_all(casus_talk *talk) {
  size_t part = 0, act = 0;
  uint32_t quote = 0;
  for (uint32_t sentence = 0; sentence < talk->text->sentence_count; sentence++) {
    int rc = casus_talk_say_quotes(talk, sentence, &part);
    if (!rc) rc = casus_talk_say_clauses(talk, sentence, &act);
    if (!rc) rc = casus_talk_say_free(talk, sentence, &quote);
    if (rc) return rc;
  }
  return CASUS_OK;
}

int casus_speech_find(const casus_sayings *sayings, const casus_lexicon *lexicon, const casus_mentions *mentions,
                      const casus_document *document, casus_arena *arena, casus_speech *speech, casus_error *err) {
  casus_talk talk = {.sayings = sayings,
                     .lexicon = lexicon,
                     .mentions = mentions,
                     .text = mentions->text,
                     .document = document,
                     .arena = arena,
                     .err = err};
  talk.quoted = casus_arena_array(arena, talk.text->token_count, sizeof *talk.quoted);
  talk.orphan = casus_arena_array(arena, talk.text->token_count, sizeof *talk.orphan);
  if (!talk.quoted || !talk.orphan) return casus_fail_memory(err);
  memset(talk.quoted, 0xFF, talk.text->token_count * sizeof *talk.quoted);
  int rc = casus_talk_find_edges(&talk);
  if (!rc) rc = casus_talk_find_names(&talk);
  if (!rc) rc = casus_talk_find_parts(&talk);
  if (!rc) rc = casus_talk_find_acts(&talk);
  if (rc) return rc;
  casus_talk_choose_acts(&talk);
  rc = say_all(&talk);
  if (rc) return rc;
  if (talk.found.count) qsort(talk.found.items, talk.found.count, sizeof *talk.found.items, by_place);
  drop_doubles(&talk);
  rc = casus_talk_spread_roles(&talk);
  if (!rc) rc = nest(&talk);
  if (!rc) *speech = (casus_speech){talk.found.items, talk.found.count};
  return rc;
}

size_t casus_speech_at(const casus_speech *speech, const casus_text *text, uint32_t token) {
  size_t low = 0, high = speech->count, best = SIZE_MAX;
  uint32_t sentence = text->tokens[token].sentence;
  while (low < high) { /* the first utterance that starts behind the token */
    size_t middle = low + (high - low) / 2;
    const casus_utterance *said = &speech->items[middle];
    if (said->sentence < sentence || (said->sentence == sentence && said->first <= token))
      low = middle + 1;
    else
      high = middle;
  }
  for (size_t i = low; i > 0 && speech->items[i - 1].sentence == sentence; i--) {
    const casus_utterance *said = &speech->items[i - 1];
    bool tighter = best == SIZE_MAX || said->last - said->first < speech->items[best].last - speech->items[best].first;
    if (said->last > token && tighter) best = i - 1;
  }
  return best;
}
