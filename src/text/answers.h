/* What a network answered for the words of a group, written into the text. Private to this room. */
#ifndef CASUS_TEXT_ANSWERS_H
#define CASUS_TEXT_ANSWERS_H

#include "text/encode.h"

typedef struct casus_answers {
  const casus_classes *classes;
  const casus_piece *pieces;
  size_t piece_count, count;
  const uint8_t *tags, *relations; /* [count]: classes */
  const int32_t *heads;            /* [count]: in the piece; CASUS_NO_HEAD: its root */
} casus_answers;

/* Tags, and with them the model's lemmas. False when out of memory. */
bool casus_answers_tag(const casus_answers *answers, const casus_model *model, casus_arena *arena, casus_token *tokens);
/* Heads and relations; the group's words begin at token `first` of the text. Of a sentence that was cut, the roots of
 * later pieces hang on the first. */
void casus_answers_join(const casus_answers *answers, casus_text *text, uint32_t first);

#endif
