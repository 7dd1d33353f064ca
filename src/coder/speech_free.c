/* Quoted words without a verb of saying: "voiced “deep regret”", "found the step “useless”". They are those of whom the
 * clause around them is about. */
#include "coder/speech_parts.h"

static const casus_token *at(const casus_talk *talk, uint32_t token) { return &talk->text->tokens[token]; }

static bool is_told(const casus_talk *talk, const casus_quote *quote) {
  uint32_t sentence = at(talk, quote->first)->sentence;
  for (size_t i = talk->found.count; i > 0 && talk->found.items[i - 1].sentence == sentence; i--) {
    const casus_utterance *said = &talk->found.items[i - 1];
    if (!said->deed && said->first < quote->last && quote->first < said->last) return true;
  }
  return false;
}

/* "The Cherry Orchard": a title, not words of anybody. */
static bool is_title(const casus_talk *talk, const casus_quote *quote) {
  for (uint32_t i = quote->first; i < quote->last; i++) {
    unsigned upos = at(talk, i)->upos;
    bool small = casus_is_lower(at(talk, i)->form.ptr[0]);
    if (small && upos != CASUS_UPOS_ADP && upos != CASUS_UPOS_DET && upos != CASUS_UPOS_CCONJ) return false;
  }
  return true;
}

/* The verb that the quoted words hang on. */
static uint32_t verb_above(const casus_talk *talk, const casus_quote *quote) {
  enum { HIGHEST = 4 };
  uint32_t token = quote->first;
  for (uint32_t steps = quote->last - quote->first; steps > 0; steps--) {
    int32_t head = at(talk, token)->head;
    if (head < (int32_t)quote->first || head >= (int32_t)quote->last) break;
    token = (uint32_t)head;
  }
  for (int step = 0; step < HIGHEST; step++) {
    if (at(talk, token)->deprel == CASUS_DEP_nsubj) break;
    int32_t head = at(talk, token)->head;
    if (head < 0) break;
    token = (uint32_t)head;
    bool inside = token >= quote->first && token < quote->last;
    if (!inside && at(talk, token)->upos == CASUS_UPOS_VERB) return token;
  }
  return CASUS_NOWHERE;
}

static bool is_somebody(const casus_talk *talk, uint32_t subject) {
  const casus_mention *mention = casus_talk_mention(talk, subject);
  return mention && mention->party_count && mention->kind != CASUS_MENTION_ADJECTIVE &&
         mention->kind != CASUS_MENTION_PLACE && mention->kind != CASUS_MENTION_MEDIUM;
}

int casus_talk_say_free(casus_talk *talk, uint32_t sentence, uint32_t *quote) {
  const casus_text *text = talk->text;
  for (; *quote < text->quote_count && at(talk, text->quotes[*quote].first)->sentence <= sentence; ++*quote) {
    const casus_quote *q = &text->quotes[*quote];
    bool within = at(talk, q->first)->sentence == sentence && q->last <= text->sentences[sentence].last;
    if (!within || talk->orphan[q->first] || is_told(talk, q) || is_title(talk, q)) continue;
    uint32_t verb = verb_above(talk, q);
    uint32_t subject = verb == CASUS_NOWHERE ? CASUS_NOWHERE : casus_talk_subject(talk, verb);
    if (subject == CASUS_NOWHERE || talk->quoted[subject] != CASUS_NOWHERE || !is_somebody(talk, subject)) continue;
    casus_act act = {.verb = verb, .subject = subject, .partner = CASUS_NOWHERE};
    int rc = casus_talk_say(talk, q->first, q->last, &act, true);
    if (rc) return rc;
  }
  return CASUS_OK;
}
