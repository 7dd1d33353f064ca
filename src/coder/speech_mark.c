/* What the language model takes for speech, and whom it hears. */
#include "coder/match.h"
#include "coder/speech_parts.h"

bool casus_talk_is_heard(const casus_talk *talk, uint32_t word) {
  const casus_mark *mark = casus_mark_at(talk->text, word);
  return mark && mark->says > 0;
}

uint32_t casus_talk_heard(const casus_talk *talk, uint32_t word, uint32_t behind) {
  const casus_mark *mark = casus_mark_at(talk->text, word);
  for (uint32_t i = mark ? mark->first_link : 0; mark && i < mark->last_link; i++) {
    const casus_link *link = &talk->text->links[i];
    bool later = behind == CASUS_NOWHERE || link->token > behind;
    if (link->role == CASUS_ROLE_SPEAKER && link->share >= CASUS_LINKED && later) return link->token;
  }
  return CASUS_NOWHERE;
}

/* Whatever it is that a word says: a clause, an object, quoted words. */
casus_saying casus_talk_any_saying(const casus_talk *talk, uint32_t word) {
  uint32_t noun = CASUS_SAY_NOUN,
           verb = CASUS_SAY_THAT | CASUS_SAY_QUOTE | CASUS_SAY_TO | CASUS_SAY_OBJECT | CASUS_SAY_OF;
  return (casus_saying){.frames = talk->text->tokens[word].upos == CASUS_UPOS_NOUN ? noun : verb};
}
