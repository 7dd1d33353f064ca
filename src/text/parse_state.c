#include "text/parse_state.h"

void casus_state_start(casus_state *state, casus_node *nodes, int32_t *stack, size_t count) {
  *state = (casus_state){.nodes = nodes, .stack = stack, .count = (int32_t)count};
  for (size_t i = 0; i < count; i++) {
    casus_node *n = &nodes[i];
    n->head = n->left[0] = n->left[1] = n->right[0] = n->right[1] = CASUS_NO_WORD;
    n->left_count = n->right_count = 0;
    n->left_relations = n->right_relations = 0;
    n->deprel = CASUS_DEP_dep;
    n->subrel = CASUS_SUB_NONE;
    n->on_stack = false;
  }
}

unsigned casus_state_legal(const casus_state *state) {
  if (!state->depth) return 1u << CASUS_MOVE_SHIFT;
  bool has_head = state->nodes[state->stack[state->depth - 1]].head != CASUS_NO_WORD;
  return 1u << CASUS_MOVE_SHIFT | 1u << CASUS_MOVE_RIGHT | 1u << (has_head ? CASUS_MOVE_REDUCE : CASUS_MOVE_LEFT);
}

static void add_arc(casus_state *state, int32_t head, int32_t child, casus_move_class move) {
  casus_node *h = &state->nodes[head], *c = &state->nodes[child];
  c->head = head;
  c->deprel = move.deprel;
  c->subrel = move.subrel;
  uint64_t bit = 1ULL << (move.deprel & 63);
  if (child < head) {
    h->left[1] = h->left[0];
    h->left[0] = child;
    h->left_count++;
    h->left_relations |= bit;
  } else {
    h->right[1] = h->right[0];
    h->right[0] = child;
    h->right_count++;
    h->right_relations |= bit;
  }
}

static void push_front(casus_state *state) {
  state->nodes[state->front].on_stack = true;
  state->stack[state->depth++] = state->front++;
}

void casus_state_apply(casus_state *state, casus_move_class move) {
  int32_t top = state->depth ? state->stack[state->depth - 1] : CASUS_NO_WORD;
  switch (move.move) {
  case CASUS_MOVE_LEFT:
    add_arc(state, state->front, top, move);
    state->nodes[top].on_stack = false;
    state->depth--;
    break;
  case CASUS_MOVE_REDUCE:
    state->nodes[top].on_stack = false;
    state->depth--;
    break;
  case CASUS_MOVE_RIGHT:
    add_arc(state, top, state->front, move);
    push_front(state);
    break;
  default:
    push_front(state);
  }
}

/* A verb makes the best root, punctuation the worst. */
static int root_rank(uint64_t upos) { return upos == CASUS_UPOS_VERB ? 0 : upos == CASUS_UPOS_PUNCT ? 2 : 1; }

int32_t casus_state_finish(casus_state *state) {
  int32_t root = CASUS_NO_WORD;
  for (int32_t i = 0; i < state->depth; i++) {
    int32_t word = state->stack[i];
    if (state->nodes[word].head != CASUS_NO_WORD) continue;
    if (root == CASUS_NO_WORD || root_rank(state->nodes[word].upos) < root_rank(state->nodes[root].upos)) root = word;
  }
  for (int32_t i = 0; i < state->depth; i++) {
    casus_node *node = &state->nodes[state->stack[i]];
    if (node->head != CASUS_NO_WORD || state->stack[i] == root) continue;
    node->head = root;
    node->deprel = node->upos == CASUS_UPOS_PUNCT ? CASUS_DEP_punct : CASUS_DEP_parataxis;
    node->subrel = CASUS_SUB_NONE;
  }
  state->nodes[root].deprel = CASUS_DEP_root;
  state->nodes[root].subrel = CASUS_SUB_NONE;
  return root;
}

uint32_t casus_state_best(const uint32_t *move_first, unsigned legal, const int32_t *scores) {
  uint32_t best = CASUS_MODEL_CLASSES;
  for (unsigned move = 0; move < CASUS_MOVE_COUNT; move++) {
    if (!(legal >> move & 1)) continue;
    for (uint32_t c = move_first[move]; c < move_first[move + 1]; c++)
      if (best == CASUS_MODEL_CLASSES || scores[c] > scores[best]) best = c;
  }
  return best;
}
