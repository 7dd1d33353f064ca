/* Trees from scores of single arcs, greedily: after Chu and Liu (1965) and Edmonds (1967), but a circle is broken
 * once, at the arc where that costs least, and its inside is not looked at again. Quadratic for each circle; nearly all
 * sentences have none. */
#include "text/encode.h"

enum { UNSEEN = UINT32_MAX };

/* Below all scores that a network gives. */
static const float NEVER = -1e30f;

/* Each word's best head but itself and the root. Returns the word that loses least, or gains most, on the root. */
static size_t choose_heads(const casus_simd *simd, float *scores, size_t count, int32_t *heads) {
  size_t root = 0, columns = casus_padded((uint32_t)count + 1);
  float most = 0;
  for (size_t d = 0; d < count; d++) {
    float *own = scores + d * columns, as_root = own[count];
    own[d] = NEVER;
    for (size_t h = count; h < columns; h++) own[h] = NEVER;
    heads[d] = (int32_t)simd->best(own, columns);
    float gain = as_root - own[heads[d]];
    if (d == 0 || gain > most) root = d, most = gain;
  }
  return root;
}

/* Number the words by where their chains of heads end: at the root (0) or in a circle (1, 2, …). Returns a word of a
 * circle, or `count` when there is none. */
static size_t find_circle(const int32_t *heads, size_t count, uint32_t *component) {
  size_t circle = count;
  for (size_t i = 0; i < count; i++) component[i] = UNSEEN;
  for (size_t i = 0, walks = 0; i < count; i++) {
    if (component[i] != UNSEEN) continue;
    uint32_t mark = (uint32_t)++walks, end = mark;
    int32_t at = (int32_t)i;
    while (at != CASUS_NO_HEAD && component[at] == UNSEEN) {
      component[at] = mark;
      at = heads[at];
    }
    if (at == CASUS_NO_HEAD)
      end = 0;
    else if (component[at] != mark)
      end = component[at];
    else
      circle = (size_t)at;
    if (end == mark) continue;
    for (int32_t back = (int32_t)i; back != CASUS_NO_HEAD && component[back] == mark; back = heads[back])
      component[back] = end;
  }
  return circle;
}

/* Hang one word of the circle on a word outside whose chain does not lead to it. */
static void break_circle(const float *scores, size_t columns, size_t count, size_t first, int32_t *heads,
                         const uint32_t *component) {
  size_t word = first, at = first;
  int32_t head = CASUS_NO_HEAD;
  float most = 0;
  do {
    const float *own = scores + at * columns;
    for (size_t h = 0; h < count; h++) {
      if (component[h] == component[first]) continue;
      float gain = own[h] - own[heads[at]];
      if (head == CASUS_NO_HEAD || gain > most) word = at, head = (int32_t)h, most = gain;
    }
    at = (size_t)heads[at];
  } while (at != first);
  heads[word] = head;
}

size_t casus_tree_find(const casus_simd *simd, float *scores, size_t count, int32_t *heads, uint32_t *component) {
  size_t root = choose_heads(simd, scores, count, heads);
  heads[root] = CASUS_NO_HEAD;
  for (size_t circle; (circle = find_circle(heads, count, component)) < count;)
    break_circle(scores, casus_padded((uint32_t)count + 1), count, circle, heads, component);
  return root;
}
