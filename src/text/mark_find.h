/* Marks from the scores of a network, whichever it is. Private to this room. */
#ifndef CASUS_TEXT_MARK_FIND_H
#define CASUS_TEXT_MARK_FIND_H

#include "text/encode.h"

/* What a network says of the words of a group. */
typedef struct casus_mark_scores {
  const casus_classes *classes;
  size_t kinds, manners, link; /* classes of marks, and lanes when links are scored */
  size_t columns;
  const float *marks;       /* [words][columns]: none, kinds, manners, speech */
  const float *links;       /* [words][CASUS_ROLE_COUNT][2][link]: a word's own, and as the other end */
  const float *link_places; /* [CASUS_ROLE_COUNT][CASUS_PLACES][link]; NULL: distance does not count */
  const float *link_bias;   /* [CASUS_ROLE_COUNT] */
} casus_mark_scores;

/* Does a word of the piece tell a deed or speech? Only then are its links looked at. */
bool casus_marks_any(const casus_mark_scores *scores, casus_piece piece);
/* The marks of the piece; the group's words begin at token `first` of the text. False when out of memory. */
bool casus_marks_add(const casus_mark_scores *scores, casus_piece piece, uint32_t first, casus_arena *arena,
                     casus_marks *found);

#endif
