/* What the questions to a snapshot share: private to world. */
#ifndef CASUS_WORLD_ASK_H
#define CASUS_WORLD_ASK_H

#include "world/atlas.h"

bool casus_query_wants(const casus_world_query *query, uint32_t a, uint32_t b);
/* Defence 0, offence, neutrality, non-aggression, consultation 4; all else 5. */
int casus_duty_rank(casus_str kind);

/* The defence duties as an undirected graph. */
typedef struct casus_graph {
  uint32_t n;
  bool *edge;      /* [n * n] symmetric */
  uint32_t *near;  /* neighbours of i: near[first[i] … first[i + 1]), ascending */
  uint32_t *first; /* [n + 1] */
} casus_graph;
int casus_graph_of(const casus_world *world, casus_arena *arena, casus_graph *graph, casus_error *err);

/* groups.c: all largest groups of at least three states that are each bound to each other; the most states first.
 * CASUS_E_LIMIT when there are too many ways to be searched. */
enum { CASUS_LEAST_GROUP = 3 };
typedef struct casus_group {
  uint32_t *states; /* ascending */
  size_t count;
} casus_group;
int casus_find_groups(const casus_graph *graph, casus_arena *arena, casus_group **groups, size_t *count,
                      casus_error *err);

/* bridges.c: for every state of the graph. */
int casus_find_bridges(const casus_graph *graph, casus_arena *arena, casus_bridge *bridges, casus_error *err);
/* Which component each state is in; parts of one state too. Without `without` (UINT32_MAX: with all). */
void casus_components(const casus_graph *graph, uint32_t without, uint32_t *component, uint32_t *queue, size_t *count);

#endif
