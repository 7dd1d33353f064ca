/* Whom a side of a deed may mean, and what speaks for each. Private to coder. */
#ifndef CASUS_CODER_CLUES_H
#define CASUS_CODER_CLUES_H

#include "coder/meant.h"

enum { CASUS_RUNNERS_MOST = 24 }; /* so that coding stays linear */

/* A candidate while clues are gathered. */
typedef struct casus_runner {
  casus_candidate as;
  const casus_party *party;
  uint32_t times, last; /* sentences that name it, and the one seen last */
} casus_runner;

typedef struct casus_field {
  const casus_reading *view;
  const casus_match *match;
  const casus_parties *other; /* the side across */
  casus_role role;            /* of whom is sought */
  casus_opening opening;      /* what stands there */
  const casus_mark *mark;     /* of the deed; may be NULL */
  casus_whos whos;            /* what the language model thinks */
  const casus_sentence *sentence;
  casus_runner runners[CASUS_RUNNERS_MOST];
  size_t count;
} casus_field;

_Static_assert(CASUS_CLUE_COUNT <= 64, "a bit for each clue");
static inline uint64_t casus_clue_bit(casus_clue clue) { return 1ULL << clue; }

/* All that the report names up to the end of the sentence, besides `told`, whom the clause names; NULL: nobody. */
void casus_runners_find(casus_field *field, const casus_party *told);
/* Their clues. `coding`: the events told so far; `target`: that side is open. */
int casus_runners_weigh(casus_field *field, const casus_coding *coding, bool target);

#endif
