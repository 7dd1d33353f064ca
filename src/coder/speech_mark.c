/* What the language model takes for speech, and whom it hears. */
#include <math.h>

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

/* What a word counts for, with all others of the same form. */
static double weight_of(const casus_text *text, casus_range meant, const casus_meant *one) {
  double sum = 0;
  for (uint32_t i = meant.first; i < meant.last; i++)
    if (text->meant[i].role == CASUS_ROLE_SPEAKER &&
        casus_str_eq(text->tokens[text->meant[i].token].form, text->tokens[one->token].form))
      sum += exp((double)(text->meant[i].score - one->score));
  return sum;
}

uint32_t casus_talk_heard_name(const casus_talk *talk, uint32_t word) {
  static const double LEAST = .5; /* likelihood */
  const casus_text *text = talk->text;
  const casus_mark *mark = casus_mark_at(text, word);
  const casus_meant *best = NULL;
  casus_range meant = mark ? (casus_range){mark->first_meant, mark->last_meant} : (casus_range){0, 0};
  for (uint32_t i = meant.first; i < meant.last; i++)
    if (text->meant[i].role == CASUS_ROLE_SPEAKER && (!best || text->meant[i].score > best->score))
      best = &text->meant[i];
  if (!best) return CASUS_NOWHERE;
  double all = exp(-(double)best->score); /* nobody */
  for (uint32_t i = meant.first; i < meant.last; i++)
    if (text->meant[i].role == CASUS_ROLE_SPEAKER) all += exp((double)(text->meant[i].score - best->score));
  return weight_of(text, meant, best) >= LEAST * all ? best->token : CASUS_NOWHERE;
}

uint32_t casus_talk_any_frames(const casus_talk *talk, uint32_t word) {
  uint32_t noun = CASUS_SAY_NOUN,
           verb = CASUS_SAY_THAT | CASUS_SAY_QUOTE | CASUS_SAY_TO | CASUS_SAY_OBJECT | CASUS_SAY_OF;
  return talk->text->tokens[word].upos == CASUS_UPOS_NOUN ? noun : verb;
}
