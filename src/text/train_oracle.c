#include "text/train.h"

/* Gold children of `word` still in the buffer. */
static int children_ahead(const casus_oracle *oracle, const casus_state *state, int32_t word) {
  int lost = 0;
  for (int32_t c = oracle->first_child[word]; c != CASUS_NO_WORD; c = oracle->next_child[c]) lost += c >= state->front;
  return lost;
}

/* Gold children of the front that wait for it on the stack. */
static int children_waiting(const casus_oracle *oracle, const casus_state *state) {
  int lost = 0;
  for (int32_t c = oracle->first_child[state->front]; c != CASUS_NO_WORD; c = oracle->next_child[c])
    lost += state->nodes[c].on_stack && state->nodes[c].head == CASUS_NO_WORD;
  return lost;
}

static int left_cost(const casus_oracle *oracle, const casus_state *state, int32_t top) {
  return children_ahead(oracle, state, top) + (oracle->heads[top] > state->front);
}

static bool head_on_stack(const casus_oracle *oracle, const casus_state *state) {
  int32_t head = oracle->heads[state->front];
  return head < state->count && state->nodes[head].on_stack;
}

int casus_oracle_cost(const casus_oracle *oracle, const casus_state *state, casus_move move) {
  int32_t top = state->depth ? state->stack[state->depth - 1] : CASUS_NO_WORD;
  int32_t head = oracle->heads[state->front];
  switch (move) {
  case CASUS_MOVE_LEFT:
    return left_cost(oracle, state, top);
  case CASUS_MOVE_REDUCE:
    return children_ahead(oracle, state, top);
  case CASUS_MOVE_RIGHT:
    return children_waiting(oracle, state) + (head != top && (head > state->front || head_on_stack(oracle, state)));
  default:
    return children_waiting(oracle, state) + head_on_stack(oracle, state);
  }
}
