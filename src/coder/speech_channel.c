/* Through which media words reach us. */
#include "coder/speech_parts.h"

int casus_talk_add_via(const casus_talk *talk, const casus_voice *voice, casus_utterance *utterance) {
  if (casus_str_eq(utterance->speaker.name, voice->name)) return CASUS_OK;
  for (size_t i = 0; i < utterance->via_count; i++)
    if (casus_str_eq(utterance->via[i].name, voice->name)) return CASUS_OK;
  casus_voice *more = casus_arena_array(talk->arena, utterance->via_count + 1, sizeof *more);
  if (!more) return casus_fail_memory(talk->err);
  if (utterance->via_count) memcpy(more, utterance->via, utterance->via_count * sizeof *more);
  more[utterance->via_count++] = *voice;
  utterance->via = more;
  return CASUS_OK;
}

/* Does the noun headed by a dependent of the verb say to whom or where one spoke? */
static bool is_channel(unsigned deprel) {
  return deprel == CASUS_DEP_obj || deprel == CASUS_DEP_iobj || deprel == CASUS_DEP_obl || deprel == CASUS_DEP_nmod;
}

/* The head of the medium whose mention or name starts at token `at`; CASUS_NOWHERE: none. */
static uint32_t medium_at(const casus_talk *talk, uint32_t at) {
  const casus_mention *mention = casus_talk_mention(talk, at);
  if (mention && mention->kind == CASUS_MENTION_MEDIUM) return mention->first == at ? mention->head : CASUS_NOWHERE;
  const casus_name *name = casus_name_at(talk->text, at);
  bool press = name && name->first == at && name->kind != CASUS_NAME_PERSON &&
               casus_sayings_press(talk->sayings, casus_talk_words(talk, at, name->last));
  return press ? name->last - 1 : CASUS_NOWHERE;
}

static int add_channels(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  enum { REACH = 12 };
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = verb + 1; i < sentence->last && i < verb + REACH; i++) {
    if (talk->quoted[i] != CASUS_NOWHERE) break;
    uint32_t medium = medium_at(talk, i);
    if (medium == CASUS_NOWHERE || medium >= sentence->last) continue;
    const casus_token *head = &talk->text->tokens[medium];
    bool reaches =
        head->head == (int32_t)verb || (head->head >= 0 && talk->text->tokens[head->head].head == (int32_t)verb);
    if (!is_channel(head->deprel) || (!reaches && i > verb + 2)) continue;
    casus_voice voice;
    int rc = casus_talk_voice(talk, medium, &voice);
    if (!rc) rc = casus_talk_add_via(talk, &voice, utterance);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "In an interview with the Times, X said": the medium behind "interview with" anywhere in the sentence. */
static int add_interview(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i + 3 < sentence->last; i++) {
    bool led =
        casus_talk_is(talk, i, "interview") && (casus_talk_is(talk, i + 1, "with") || casus_talk_is(talk, i + 1, "to"));
    if (!led || talk->quoted[i] != CASUS_NOWHERE) continue;
    for (uint32_t k = i + 2; k < i + 4; k++) {
      const casus_mention *mention = casus_talk_mention(talk, k);
      casus_voice voice;
      if (!mention || mention->kind != CASUS_MENTION_MEDIUM) continue;
      int rc = casus_talk_voice(talk, mention->head, &voice);
      return rc ? rc : casus_talk_add_via(talk, &voice, utterance);
    }
  }
  return CASUS_OK;
}

int casus_talk_channels(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  int rc = add_channels(talk, verb, utterance);
  if (!rc) rc = add_interview(talk, verb, utterance);
  int32_t above = talk->text->tokens[verb].head; /* "was quoted by the Times as saying" */
  bool quoted = above >= 0 && (casus_str_eq(talk->text->tokens[above].lemma, CASUS_STR("quote")) ||
                               casus_str_eq(talk->text->tokens[above].lemma, CASUS_STR("cite")));
  return rc || !quoted ? rc : add_channels(talk, (uint32_t)above, utterance);
}
