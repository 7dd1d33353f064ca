/* Words that speak of the future. */
#include "coder/speech_parts.h"

/* "May" the month and "the will" are no foretelling, nor is "may have left", which looks back. */
static bool foretells(const casus_talk *talk, uint32_t first, uint32_t end, uint32_t last) {
  unsigned upos = talk->text->tokens[first].upos;
  if (end - first == 1 && (upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN)) return false;
  uint32_t next = end;
  while (next < last &&
         (talk->text->tokens[next].upos == CASUS_UPOS_ADV || talk->text->tokens[next].upos == CASUS_UPOS_PART))
    next++;
  return next + 1 >= last || !casus_talk_is(talk, next, "have") ||
         !casus_str_eq(talk->text->tokens[next + 1].xpos, CASUS_STR("VBN"));
}

void casus_talk_foretell(const casus_talk *talk, casus_utterance *utterance) {
  const casus_text *text = talk->text;
  casus_prediction found = {0};
  casus_foretelling horizon = {0}, phrase;
  for (uint32_t i = utterance->first; i < utterance->last; i = phrase.last) {
    phrase = casus_sayings_foretell(talk->sayings, text, i, utterance->last);
    if (!phrase.class.ptr || !foretells(talk, i, phrase.last, utterance->last)) continue;
    if (casus_str_starts(phrase.class, CASUS_STR("horizon"))) {
      casus_foretelling whole = phrase;
      if (!horizon.class.ptr && casus_talk_horizon_ends(talk, &whole, utterance->last)) horizon = whole;
      continue;
    }
    /* A promise or plan outweighs the bare "will" before it, a doubt outweighs both ("will probably", "could be going
     * to"). */
    bool stronger = !found.modality.ptr || (casus_str_eq(found.modality, CASUS_STR("expected")) &&
                                            casus_str_eq(phrase.class, CASUS_STR("planned")));
    if (!found.modality.ptr) utterance->foretold_at = i;
    if (stronger) found.modality = phrase.class;
  }
  bool question = utterance->last > utterance->first && casus_talk_is(talk, utterance->last - 1, "?");
  question |= utterance->last < text->token_count && casus_talk_is(talk, utterance->last, "?");
  if (!found.modality.ptr || question) return;
  casus_talk_put_horizon(talk, utterance, &horizon, &found);
  utterance->prediction = found;
}
