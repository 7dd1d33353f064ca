/* Groups of states that are each bound to each other: the maximal cliques of a graph (Bron and Kerbosch 1973, pivots by
 * Tomita and others 2006). */
#include "world/ask.h"

#include <stdlib.h>

enum { WORDS = 8, MOST_STATES = WORDS * 64, MOST_STEPS = 200000 };

typedef struct set {
  uint64_t word[WORDS];
} set;

typedef struct search {
  const set *near; /* [n] */
  uint32_t n;
  casus_arena *arena;
  CASUS_VEC(casus_group) found;
  uint32_t stack[MOST_STATES]; /* the group so far */
  size_t depth, steps;
  int failure; /* CASUS_OK, or why it stopped */
} search;

static bool has(const set *s, uint32_t i) { return s->word[i / 64] >> i % 64 & 1; }
static void include(set *s, uint32_t i) { s->word[i / 64] |= (uint64_t)1 << i % 64; }
static void exclude(set *s, uint32_t i) { s->word[i / 64] &= ~((uint64_t)1 << i % 64); }

static int common(const set *a, const set *b) {
  int count = 0;
  for (int i = 0; i < WORDS; i++) count += __builtin_popcountll(a->word[i] & b->word[i]);
  return count;
}

static set both(const set *a, const set *b) {
  set result;
  for (int i = 0; i < WORDS; i++) result.word[i] = a->word[i] & b->word[i];
  return result;
}

static bool is_empty(const set *s) {
  for (int i = 0; i < WORDS; i++)
    if (s->word[i]) return false;
  return true;
}

static void keep(search *s) {
  if (s->depth < CASUS_LEAST_GROUP) return;
  casus_group *group = casus_vec_push(&s->found, s->arena);
  uint32_t *states = group ? casus_arena_array(s->arena, s->depth, sizeof *states) : NULL;
  if (!states) {
    s->failure = CASUS_E_MEMORY;
    return;
  }
  memcpy(states, s->stack, s->depth * sizeof *states);
  *group = (casus_group){states, s->depth};
}

/* The one that most of the open ones are bound to. */
static uint32_t pivot_of(const search *s, const set *open, const set *done) {
  uint32_t best = 0;
  int most = -1;
  for (uint32_t i = 0; i < s->n; i++) {
    int shared = has(open, i) || has(done, i) ? common(open, &s->near[i]) : -1;
    if (shared > most) most = shared, best = i;
  }
  return best;
}

/* Deep as the largest group is large. */
static void extend(search *s, set open, set done) {
  if (++s->steps > MOST_STEPS) s->failure = CASUS_E_LIMIT;
  if (s->failure) return;
  if (is_empty(&open)) {
    if (is_empty(&done)) keep(s);
    return;
  }
  const set *pivot = &s->near[pivot_of(s, &open, &done)];
  for (uint32_t i = 0; i < s->n && !s->failure; i++) {
    if (!has(&open, i) || has(pivot, i)) continue;
    s->stack[s->depth++] = i;
    extend(s, both(&open, &s->near[i]), both(&done, &s->near[i]));
    s->depth--;
    exclude(&open, i), include(&done, i);
  }
}

static int by_number(const void *x, const void *y) {
  uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
  return (a > b) - (a < b);
}

static int by_size(const void *x, const void *y) {
  const casus_group *a = x, *b = y;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  for (size_t i = 0; i < a->count; i++)
    if (a->states[i] != b->states[i]) return a->states[i] < b->states[i] ? -1 : 1;
  return 0;
}

int casus_find_groups(const casus_graph *g, casus_arena *arena, casus_group **groups, size_t *count, casus_error *err) {
  if (g->n > MOST_STATES) return casus_fail(err, CASUS_E_LIMIT, 0, "more than %d states", MOST_STATES);
  search *s = casus_arena_alloc(arena, sizeof *s);
  set *near = casus_arena_array(arena, g->n, sizeof *near), open = {0}, done = {0};
  if (!s || !near) return casus_fail_memory(err);
  s->near = near, s->n = g->n, s->arena = arena;
  for (uint32_t i = 0; i < g->n; i++) {
    include(&open, i);
    for (uint32_t k = g->first[i]; k < g->first[i + 1]; k++) include(&near[i], g->near[k]);
  }
  if (g->n) extend(s, open, done);
  if (s->failure == CASUS_E_MEMORY) return casus_fail_memory(err);
  if (s->failure) return casus_fail(err, s->failure, 0, "the duties of defence are too tangled to find blocs in them");
  for (size_t i = 0; i < s->found.count; i++)
    qsort(s->found.items[i].states, s->found.items[i].count, sizeof(uint32_t), by_number);
  if (s->found.count) qsort(s->found.items, s->found.count, sizeof *s->found.items, by_size);
  *groups = s->found.items, *count = s->found.count;
  return CASUS_OK;
}
