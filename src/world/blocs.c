/* Blocs of states that are densely bound to each other's defence. */
#include "world/ask.h"

#include <stdlib.h>

typedef CASUS_VEC(casus_bloc) bloc_vec;

int casus_graph_of(const casus_world *world, casus_arena *arena, casus_graph *graph, casus_error *err) {
  size_t n = world->state_count, edges = 0;
  *graph = (casus_graph){.n = (uint32_t)n};
  graph->edge = casus_arena_array(arena, n, n);
  graph->first = casus_arena_array(arena, n + 1, sizeof *graph->first);
  if (!graph->edge || !graph->first) return casus_fail_memory(err);
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE || tie->from == tie->to) continue;
    if (!casus_str_eq(tie->tie.kind, CASUS_STR("alliance.defence"))) continue;
    edges += 2 * !graph->edge[tie->from * n + tie->to];
    graph->edge[tie->from * n + tie->to] = graph->edge[tie->to * n + tie->from] = true;
  }
  graph->near = casus_arena_array(arena, edges, sizeof *graph->near);
  if (!graph->near) return casus_fail_memory(err);
  uint32_t at = 0;
  for (uint32_t i = 0; i < n; i++) {
    graph->first[i] = at;
    for (uint32_t k = 0; k < n; k++)
      if (graph->edge[i * n + k]) graph->near[at++] = k;
  }
  graph->first[n] = at;
  return CASUS_OK;
}

static bool bound(const casus_graph *g, uint32_t a, uint32_t b) { return g->edge[(size_t)a * g->n + b]; }

/* The treaty that binds most pairs of the members; of equal ones the first in the alphabet. */
static int find_treaty(const casus_world *world, const bool *in, casus_arena *arena, casus_bloc *bloc,
                       casus_error *err) {
  casus_map at = {0};
  CASUS_VEC(casus_bloc) treaties = {0}; /* treaty and by_treaty */
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    bool inside = tie->from != CASUS_NO_STATE && tie->to != CASUS_NO_STATE && in[tie->from] && in[tie->to];
    if (!inside || !tie->treaty.len || !casus_str_eq(tie->tie.kind, CASUS_STR("alliance.defence"))) continue;
    uint32_t place;
    if (!casus_map_get(&at, tie->treaty, &place)) {
      casus_bloc *fresh = casus_vec_push(&treaties, arena);
      place = (uint32_t)treaties.count - 1;
      if (!fresh || !casus_map_set(&at, arena, tie->treaty, place)) return casus_fail_memory(err);
      fresh->treaty = tie->treaty;
    }
    treaties.items[place].by_treaty++;
  }
  for (size_t i = 0; i < treaties.count; i++) {
    const casus_bloc *t = &treaties.items[i];
    if (t->by_treaty > bloc->by_treaty ||
        (t->by_treaty == bloc->by_treaty && casus_str_cmp(t->treaty, bloc->treaty) < 0))
      bloc->treaty = t->treaty, bloc->by_treaty = t->by_treaty;
  }
  return CASUS_OK;
}

static bool holds(const casus_bloc *bloc, uint32_t state) {
  for (size_t i = 0; i < bloc->count; i++)
    if (bloc->members[i] == state) return true;
  return false;
}

/* Does half of the group stand together in a bloc already? */
static bool is_told(const casus_group *group, const bloc_vec *blocs) {
  for (size_t b = 0; b < blocs->count; b++) {
    size_t shared = 0;
    for (size_t i = 0; i < group->count; i++) shared += holds(&blocs->items[b], group->states[i]);
    if (2 * shared >= group->count) return true;
  }
  return false;
}

/* The group, and who is bound to two thirds of it. */
static int add_bloc(const casus_world *world, const casus_graph *g, const casus_group *group, casus_arena *arena,
                    bloc_vec *blocs, casus_error *err) {
  bool *in = casus_arena_array(arena, g->n, sizeof *in);
  casus_bloc *bloc = casus_vec_push(blocs, arena);
  if (!in || !bloc) return casus_fail_memory(err);
  *bloc = (casus_bloc){.treaty = CASUS_STR(""), .core = group->count};
  bloc->members = casus_arena_array(arena, g->n, sizeof *bloc->members);
  if (!bloc->members) return casus_fail_memory(err);
  for (uint32_t i = 0; i < g->n; i++) {
    size_t ties = 0;
    bool core = false;
    for (size_t k = 0; k < group->count; k++) ties += bound(g, i, group->states[k]), core |= group->states[k] == i;
    in[i] = core || 3 * ties >= 2 * group->count;
    if (!in[i]) continue;
    for (size_t k = 0; k < bloc->count; k++) bloc->bound += bound(g, bloc->members[k], i);
    bloc->members[bloc->count++] = i;
  }
  return find_treaty(world, in, arena, bloc, err);
}

static int find_blocs(const casus_world *world, const casus_graph *g, casus_arena *arena, bloc_vec *blocs,
                      casus_error *err) {
  casus_group *groups = NULL;
  size_t count = 0;
  int rc = casus_find_groups(g, arena, &groups, &count, err);
  for (size_t i = 0; i < count && rc == CASUS_OK; i++)
    if (!is_told(&groups[i], blocs)) rc = add_bloc(world, g, &groups[i], arena, blocs, err);
  return rc;
}

static int by_weight(const void *x, const void *y) {
  const casus_bridge *a = x, *b = y;
  if (a->between != b->between) return a->between > b->between ? -1 : 1;
  if (a->blocs != b->blocs) return a->blocs > b->blocs ? -1 : 1;
  return (a->state > b->state) - (a->state < b->state);
}

/* Keeps those that bridge anything, or the one that is asked for. */
static void keep_bridges(const casus_graph *g, const casus_world_query *query, casus_bridge *all, casus_blocs *blocs) {
  for (uint32_t i = 0; i < g->n; i++) {
    for (size_t b = 0; b < blocs->bloc_count; b++) all[i].blocs += holds(&blocs->blocs[b], i);
    bool asked = query->actor != CASUS_NO_STATE, own = i == query->actor || i == query->other;
    if (!all[i].allies) blocs->alone[blocs->alone_count++] = i;
    if (asked ? own : all[i].between > 0 || all[i].blocs > 1) all[blocs->bridge_count++] = all[i];
  }
  blocs->bridges = all;
  if (blocs->bridge_count) qsort(all, blocs->bridge_count, sizeof *all, by_weight);
}

static void keep_blocs(const casus_world_query *query, casus_blocs *blocs) {
  size_t kept = 0;
  for (size_t i = 0; i < blocs->bloc_count; i++) {
    bool has = query->actor == CASUS_NO_STATE || holds(&blocs->blocs[i], query->actor);
    bool other = query->other == CASUS_NO_STATE || holds(&blocs->blocs[i], query->other);
    if (has && other) blocs->blocs[kept++] = blocs->blocs[i];
  }
  blocs->bloc_count = kept;
}

static int count_components(const casus_graph *g, casus_arena *arena, casus_blocs *blocs, casus_error *err) {
  uint32_t *component = casus_arena_array(arena, g->n, sizeof *component),
           *queue = casus_arena_array(arena, g->n, sizeof *queue);
  size_t *sizes = casus_arena_array(arena, g->n, sizeof *sizes), count = 0;
  if (!component || !queue || !sizes) return casus_fail_memory(err);
  casus_components(g, CASUS_NO_STATE, component, queue, &count);
  for (uint32_t i = 0; i < g->n; i++) sizes[component[i]]++;
  for (size_t i = 0; i < count; i++) {
    blocs->component_count += sizes[i] > 1;
    if (sizes[i] > 1 && sizes[i] > blocs->largest) blocs->largest = sizes[i];
  }
  return CASUS_OK;
}

int casus_world_blocs(const casus_world *world, const casus_world_query *query, casus_arena *arena, casus_blocs *blocs,
                      casus_error *err) {
  casus_graph graph;
  casus_blocs made = {0};
  bloc_vec list = {0};
  int rc = casus_graph_of(world, arena, &graph, err);
  casus_bridge *bridges = rc == CASUS_OK ? casus_arena_array(arena, graph.n, sizeof *bridges) : NULL;
  made.alone = rc == CASUS_OK ? casus_arena_array(arena, graph.n, sizeof *made.alone) : NULL;
  if (rc == CASUS_OK && (!bridges || !made.alone)) rc = casus_fail_memory(err);
  if (rc == CASUS_OK) rc = find_blocs(world, &graph, arena, &list, err);
  if (rc == CASUS_OK) rc = casus_find_bridges(&graph, arena, bridges, err);
  if (rc == CASUS_OK) rc = count_components(&graph, arena, &made, err);
  if (rc != CASUS_OK) return rc;
  made.blocs = list.items, made.bloc_count = list.count;
  keep_bridges(&graph, query, bridges, &made);
  keep_blocs(query, &made);
  *blocs = made;
  return CASUS_OK;
}
