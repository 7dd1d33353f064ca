/* Features after Zhang and Nivre (2011), "Transition-based dependency parsing with rich non-local features", table 1
 * and 2, and some for prepositions, which Universal Dependencies hangs below their noun. */
#include "text/parse_state.h"

/* S0 is the top of the stack, S1 below it, N0 the front of the buffer; h, l, r: head, outermost left and right child;
 * 2 behind a name: the next of its kind. */
typedef struct view {
  const casus_node *s0, *s1, *n0, *n1, *n2, *n3, *before;
  const casus_node *s0h, *s0h2, *s0l, *s0l2, *s0r, *s0r2, *n0l, *n0l2;
  uint64_t distance;
} view;

/* Where there is no word. */
static const casus_node nothing = {.lemma = 1,
                                   .tag = 254,
                                   .upos = CASUS_UPOS_COUNT,
                                   .head = CASUS_NO_WORD,
                                   .left = {CASUS_NO_WORD, CASUS_NO_WORD},
                                   .right = {CASUS_NO_WORD, CASUS_NO_WORD},
                                   .deprel = CASUS_DEP_COUNT};

static const casus_node *node_at(const casus_state *state, int32_t at) {
  return at >= 0 && at < state->count ? &state->nodes[at] : &nothing;
}

static uint64_t distance_of(const casus_state *state) {
  if (!state->depth) return 0;
  int32_t d = state->front - state->stack[state->depth - 1];
  return d < 5 ? (uint64_t)d : d < 10 ? 5 : 6;
}

static view look(const casus_state *state) {
  int32_t front = state->front;
  view v = {.s0 = node_at(state, state->depth ? state->stack[state->depth - 1] : CASUS_NO_WORD),
            .s1 = node_at(state, state->depth > 1 ? state->stack[state->depth - 2] : CASUS_NO_WORD),
            .n0 = node_at(state, front),
            .n1 = node_at(state, front + 1),
            .n2 = node_at(state, front + 2),
            .n3 = node_at(state, front + 3),
            .before = node_at(state, front - 1),
            .distance = distance_of(state)};
  v.s0h = node_at(state, v.s0->head);
  v.s0h2 = node_at(state, v.s0h->head);
  v.s0l = node_at(state, v.s0->left[0]);
  v.s0l2 = node_at(state, v.s0->left[1]);
  v.s0r = node_at(state, v.s0->right[0]);
  v.s0r2 = node_at(state, v.s0->right[1]);
  v.n0l = node_at(state, v.n0->left[0]);
  v.n0l2 = node_at(state, v.n0->left[1]);
  return v;
}

static void word_features(casus_features *f, uint64_t base, const casus_node *n) {
  casus_feature_1(f, base, n->lemma);
  casus_feature_1(f, base + 1, n->tag);
  casus_feature_2(f, base + 2, n->lemma, n->tag);
}

static void pair_features(const view *v, casus_features *f) {
  const casus_node *s0 = v->s0, *n0 = v->n0;
  word_features(f, 1, s0);
  word_features(f, 4, n0);
  word_features(f, 7, v->n1);
  word_features(f, 10, v->n2);
  uint64_t s0wp = casus_mix(s0->lemma, s0->tag), n0wp = casus_mix(n0->lemma, n0->tag);
  casus_feature_2(f, 13, s0wp, n0wp);
  casus_feature_2(f, 14, s0wp, n0->lemma);
  casus_feature_2(f, 15, s0->lemma, n0wp);
  casus_feature_2(f, 16, s0wp, n0->tag);
  casus_feature_2(f, 17, s0->tag, n0wp);
  casus_feature_2(f, 18, s0->lemma, n0->lemma);
  casus_feature_2(f, 19, s0->tag, n0->tag);
  casus_feature_2(f, 20, n0->tag, v->n1->tag);
  casus_feature_3(f, 21, n0->tag, v->n1->tag, v->n2->tag);
  casus_feature_3(f, 22, s0->tag, n0->tag, v->n1->tag);
  casus_feature_3(f, 23, v->s0h->tag, s0->tag, n0->tag);
  casus_feature_3(f, 24, s0->tag, v->s0l->tag, n0->tag);
  casus_feature_3(f, 25, s0->tag, v->s0r->tag, n0->tag);
  casus_feature_3(f, 26, s0->tag, n0->tag, v->n0l->tag);
  casus_feature_3(f, 27, v->s1->tag, s0->tag, n0->tag);
  casus_feature_3(f, 28, s0->upos, casus_mix(n0->upos, v->n1->upos), casus_mix(v->n2->upos, v->n3->upos));
  casus_feature_3(f, 29, s0->tag, v->before->tag, n0->tag);
}

static void distance_features(const view *v, casus_features *f) {
  const casus_node *s0 = v->s0, *n0 = v->n0;
  casus_feature_2(f, 30, s0->lemma, v->distance);
  casus_feature_2(f, 31, s0->tag, v->distance);
  casus_feature_2(f, 32, n0->lemma, v->distance);
  casus_feature_2(f, 33, n0->tag, v->distance);
  casus_feature_3(f, 34, s0->lemma, n0->lemma, v->distance);
  casus_feature_3(f, 35, s0->tag, n0->tag, v->distance);
  casus_feature_2(f, 36, s0->lemma, s0->right_count);
  casus_feature_2(f, 37, s0->tag, s0->right_count);
  casus_feature_2(f, 38, s0->lemma, s0->left_count);
  casus_feature_2(f, 39, s0->tag, s0->left_count);
  casus_feature_2(f, 40, n0->lemma, n0->left_count);
  casus_feature_2(f, 41, n0->tag, n0->left_count);
  casus_feature_2(f, 42, s0->lemma, s0->right_relations);
  casus_feature_2(f, 43, s0->tag, s0->right_relations);
  casus_feature_2(f, 44, s0->lemma, s0->left_relations);
  casus_feature_2(f, 45, s0->tag, s0->left_relations);
  casus_feature_2(f, 46, n0->lemma, n0->left_relations);
  casus_feature_2(f, 47, n0->tag, n0->left_relations);
  casus_feature_3(f, 48, s0->tag, casus_mix(s0->right_relations, s0->left_relations), n0->tag);
  casus_feature_3(f, 49, s0->tag, casus_mix(s0->deprel, n0->left_relations), n0->tag);
}

static void child_features(casus_features *f, uint64_t base, const casus_node *n) {
  casus_feature_1(f, base, n->lemma);
  casus_feature_1(f, base + 1, n->tag);
  casus_feature_1(f, base + 2, n->deprel);
}

static void family_features(const view *v, casus_features *f) {
  const casus_node *s0 = v->s0, *n0 = v->n0;
  child_features(f, 50, v->s0l);
  child_features(f, 53, v->s0r);
  child_features(f, 56, v->n0l);
  child_features(f, 59, v->s0l2);
  child_features(f, 62, v->s0r2);
  child_features(f, 65, v->n0l2);
  child_features(f, 68, v->s0h);
  casus_feature_1(f, 71, s0->deprel);
  casus_feature_1(f, 72, v->s0h2->lemma);
  casus_feature_1(f, 73, v->s0h2->tag);
  casus_feature_3(f, 74, s0->tag, v->s0l->tag, v->s0l2->tag);
  casus_feature_3(f, 75, s0->tag, v->s0r->tag, v->s0r2->tag);
  casus_feature_3(f, 76, s0->tag, v->s0h->tag, v->s0h2->tag);
  casus_feature_3(f, 77, n0->tag, v->n0l->tag, v->n0l2->tag);
}

static void preposition_features(const view *v, casus_features *f) {
  const casus_node *s0 = v->s0, *n0 = v->n0;
  casus_feature_2(f, 80, s0->lemma, v->n0l->lemma);
  casus_feature_3(f, 81, s0->tag, n0->tag, v->n0l->lemma);
  casus_feature_3(f, 82, s0->lemma, v->n0l->lemma, n0->tag);
  casus_feature_3(f, 83, s0->tag, v->n0l->lemma, n0->lemma);
  casus_feature_3(f, 84, v->s0h->lemma, s0->tag, v->n0l->lemma);
  casus_feature_2(f, 85, v->s1->lemma, v->n0l->lemma);
  casus_feature_2(f, 86, v->s0h->lemma, n0->lemma);
  casus_feature_2(f, 87, v->s1->lemma, n0->tag);
  casus_feature_2(f, 88, v->s1->tag, n0->lemma);
  casus_feature_3(f, 89, s0->lemma, n0->tag, v->n1->tag);
  casus_feature_3(f, 90, s0->tag, n0->lemma, v->n1->tag);
  casus_feature_2(f, 91, n0->lemma, v->n1->lemma);
  casus_feature_2(f, 92, v->before->lemma, n0->tag);
}

void casus_state_features(const casus_state *state, casus_features *out) {
  view v = look(state);
  pair_features(&v, out);
  distance_features(&v, out);
  family_features(&v, out);
  preposition_features(&v, out);
}
