/* The arc-eager transition system (Nivre 2003, 2008). Private to this room.
 *
 * Words are 0 .. count-1 of one sentence. A state has a stack, the front of the buffer, and the arcs made so far.
 * Behind the last word stands the root (Ballesteros and Nivre 2013): when the front reaches it, what has no head on
 * the stack hangs on the root, and casus_state_finish leaves exactly one such word. */
#ifndef CASUS_TEXT_PARSE_STATE_H
#define CASUS_TEXT_PARSE_STATE_H

#include "text/features.h"

enum { CASUS_NO_WORD = -1 };

/* What the parser knows of a word. */
typedef struct casus_node {
  uint64_t lemma; /* hash */
  uint64_t tag;   /* class of the model */
  uint64_t upos;
  int32_t head;
  int32_t left[2], right[2]; /* outermost children and the ones next to them, CASUS_NO_WORD: none */
  uint32_t left_count, right_count;
  uint64_t left_relations, right_relations; /* bit sets of casus_deprel */
  uint8_t deprel, subrel;
  bool on_stack;
} casus_node;

typedef struct casus_state {
  casus_node *nodes; /* [count] */
  int32_t *stack;    /* [count] */
  int32_t count, depth, front;
} casus_state;

/* The nodes' lemma, tag and upos are given; the rest is set to the start. */
void casus_state_start(casus_state *state, casus_node *nodes, int32_t *stack, size_t count);
static inline bool casus_state_done(const casus_state *state) { return state->front >= state->count; }
/* Bit set of casus_move; never empty before the end. */
unsigned casus_state_legal(const casus_state *state);
/* Do a legal move. At most 2 * count moves lead to the end. */
void casus_state_apply(casus_state *state, casus_move_class move);
/* After the last move: make a tree with one root (head CASUS_NO_WORD) of it. Returns the root. count > 0. */
int32_t casus_state_finish(casus_state *state);

/* Features of the state: at most CASUS_STATE_FEATURES. */
enum { CASUS_STATE_FEATURES = 112 };
void casus_state_features(const casus_state *state, casus_features *out);

/* The best legal class, by scores[CASUS_MODEL_CLASSES]; the first of equals. */
uint32_t casus_state_best(const uint32_t *move_first, unsigned legal, const int32_t *scores);

#endif
