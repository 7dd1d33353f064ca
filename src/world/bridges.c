/* States on the chains of defence duties between others. */
#include "world/ask.h"

enum { UNSEEN = UINT32_MAX };

void casus_components(const casus_graph *g, uint32_t without, uint32_t *component, uint32_t *queue, size_t *count) {
  for (uint32_t i = 0; i < g->n; i++) component[i] = UNSEEN;
  *count = 0;
  for (uint32_t start = 0; start < g->n; start++) {
    if (component[start] != UNSEEN || start == without) continue;
    size_t head = 0, tail = 0;
    queue[tail++] = start, component[start] = (uint32_t)*count;
    while (head < tail) {
      uint32_t at = queue[head++];
      for (uint32_t i = g->first[at]; i < g->first[at + 1]; i++) {
        uint32_t next = g->near[i];
        if (component[next] != UNSEEN || next == without) continue;
        component[next] = (uint32_t)*count, queue[tail++] = next;
      }
    }
    ++*count;
  }
}

typedef struct walker {
  const casus_graph *g;
  uint32_t *component, *queue, *steps, *sizes;
  double *paths, *share;
} walker;

/* Pairs of states, other than `without`, that a chain links. */
static size_t linked_pairs(walker *w, uint32_t without) {
  size_t count = 0, pairs = 0;
  casus_components(w->g, without, w->component, w->queue, &count);
  memset(w->sizes, 0, w->g->n * sizeof *w->sizes);
  for (uint32_t i = 0; i < w->g->n; i++)
    if (i != without) w->sizes[w->component[i]]++;
  for (size_t i = 0; i < count; i++) pairs += (size_t)w->sizes[i] * (w->sizes[i] - 1) / 2;
  return pairs;
}

/* Brandes: shortest chains from one state, by breadth; then shares from the far end back. */
static void add_shares(walker *w, uint32_t source, casus_bridge *bridges) {
  const casus_graph *g = w->g;
  size_t head = 0, tail = 0;
  for (uint32_t i = 0; i < g->n; i++) w->steps[i] = UNSEEN, w->paths[i] = w->share[i] = 0;
  w->queue[tail++] = source, w->steps[source] = 0, w->paths[source] = 1;
  while (head < tail) {
    uint32_t at = w->queue[head++];
    for (uint32_t i = g->first[at]; i < g->first[at + 1]; i++) {
      uint32_t next = g->near[i];
      if (w->steps[next] == UNSEEN) w->steps[next] = w->steps[at] + 1, w->queue[tail++] = next;
      if (w->steps[next] == w->steps[at] + 1) w->paths[next] += w->paths[at];
    }
  }
  while (tail-- > 1) {
    uint32_t at = w->queue[tail];
    bridges[at].between += w->share[at];
    for (uint32_t i = g->first[at]; i < g->first[at + 1]; i++) {
      uint32_t before = g->near[i];
      if (w->steps[before] + 1 == w->steps[at])
        w->share[before] += w->paths[before] / w->paths[at] * (1 + w->share[at]);
    }
  }
}

int casus_find_bridges(const casus_graph *g, casus_arena *arena, casus_bridge *bridges, casus_error *err) {
  walker w = {.g = g};
  w.component = casus_arena_array(arena, g->n, sizeof *w.component);
  w.queue = casus_arena_array(arena, g->n, sizeof *w.queue);
  w.steps = casus_arena_array(arena, g->n, sizeof *w.steps);
  w.sizes = casus_arena_array(arena, g->n, sizeof *w.sizes);
  w.paths = casus_arena_array(arena, g->n, sizeof *w.paths);
  w.share = casus_arena_array(arena, g->n, sizeof *w.share);
  if (!w.component || !w.queue || !w.steps || !w.sizes || !w.paths || !w.share) return casus_fail_memory(err);
  size_t whole = linked_pairs(&w, CASUS_NO_STATE);
  for (uint32_t i = 0; i < g->n; i++) add_shares(&w, i, bridges);
  casus_components(g, CASUS_NO_STATE, w.component, w.queue, &(size_t){0});
  for (uint32_t i = 0; i < g->n; i++) w.steps[i] = w.component[i];
  for (uint32_t i = 0; i < g->n; i++) {
    uint32_t own = 0;
    for (uint32_t k = 0; k < g->n; k++) own += w.steps[k] == w.steps[i];
    size_t others = whole - (own - 1), left = linked_pairs(&w, i);
    bridges[i].state = i;
    bridges[i].allies = g->first[i + 1] - g->first[i];
    bridges[i].cut = (uint32_t)(others - left);
    bridges[i].between = others ? bridges[i].between / 2 / (double)others : 0; /* each pair was met from both ends */
  }
  return CASUS_OK;
}
