/* Who depends on whom for arms, trade, or anything else. */
#include "world/ask.h"

#include <stdlib.h>

typedef CASUS_VEC(casus_dependence) dependence_vec;

static const casus_str kinds[] = {CASUS_STR_INIT("arms"), CASUS_STR_INIT("trade"), CASUS_STR_INIT("dependence")};

const char *casus_observed_name(casus_observed observed) {
  static const char *const names[] = {"not-observed", "unknown", "zero", "known"};
  return names[observed];
}

static int kind_rank(casus_str kind) {
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++)
    if (casus_str_eq(kind, kinds[i])) return (int)i;
  return (int)CASUS_COUNT(kinds);
}

static int by_state(const void *x, const void *y) {
  const casus_dependence *a = x, *b = y;
  if (a->who != b->who) return a->who < b->who ? -1 : 1;
  int left = kind_rank(a->kind), right = kind_rank(b->kind);
  if (left != right) return left - right;
  if (a->observed != b->observed) return a->observed > b->observed ? -1 : 1;
  if (!a->tie || !b->tie) return 0;
  double x_amount = a->tie->tie.amount.value, y_amount = b->tie->tie.amount.value;
  if (a->tie->tie.amount.known && x_amount != y_amount) return x_amount > y_amount ? -1 : 1;
  int order = casus_str_cmp(a->tie->tie.from, b->tie->tie.from);
  if (!order) order = casus_str_cmp(a->tie->tie.to, b->tie->tie.to);
  return order ? order : casus_str_cmp(a->tie->tie.id, b->tie->tie.id);
}

static casus_observed observed_of(const casus_tie *tie) {
  if (!tie->amount.known) return CASUS_OBSERVED_UNKNOWN;
  return tie->amount.value == 0 ? CASUS_OBSERVED_ZERO : CASUS_OBSERVED_KNOWN;
}

static int add(dependence_vec *list, const casus_world_query *query, const casus_world_tie *tie, uint32_t who,
               uint32_t on, casus_arena *arena, casus_error *err) {
  if (who == CASUS_NO_STATE || !casus_query_wants(query, who, on)) return CASUS_OK;
  casus_dependence *row = casus_vec_push(list, arena);
  if (!row) return casus_fail_memory(err);
  *row = (casus_dependence){who, on, kinds[kind_rank(tie->tie.kind)], observed_of(&tie->tie), tie};
  return CASUS_OK;
}

/* Each on the other: an amount is of one side, and the tables tell which. */
static bool is_both_ways(const casus_tie *tie) {
  return tie->mutual && !tie->amount.known && !casus_str_eq(tie->origin, CASUS_STR("built-in"));
}

/* The supplier and the big partner come first in a tie of arms or trade; who depends comes first in a dependence. */
static int add_tie(dependence_vec *list, const casus_world_query *query, const casus_world_tie *tie, casus_arena *arena,
                   casus_error *err) {
  if (kind_rank(tie->tie.kind) == (int)CASUS_COUNT(kinds)) return CASUS_OK;
  bool depends_first = casus_str_eq(tie->tie.kind, CASUS_STR("dependence"));
  uint32_t who = depends_first ? tie->from : tie->to, on = depends_first ? tie->to : tie->from;
  int rc = add(list, query, tie, who, on, arena, err);
  return rc == CASUS_OK && is_both_ways(&tie->tie) ? add(list, query, tie, on, who, arena, err) : rc;
}

/* Has the state a row of the kind anywhere in the snapshot? Marks [state * kinds + kind]. */
static bool *find_observed(const casus_world *world, casus_arena *arena) {
  bool *seen = casus_arena_array(arena, world->state_count, CASUS_COUNT(kinds));
  for (size_t i = 0; seen && i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    size_t kind = (size_t)kind_rank(tie->tie.kind);
    if (kind == CASUS_COUNT(kinds)) continue;
    bool depends_first = kind == CASUS_COUNT(kinds) - 1;
    uint32_t who = depends_first ? tie->from : tie->to, on = depends_first ? tie->to : tie->from;
    if (who != CASUS_NO_STATE) seen[who * CASUS_COUNT(kinds) + kind] = true;
    if (is_both_ways(&tie->tie) && on != CASUS_NO_STATE) seen[on * CASUS_COUNT(kinds) + kind] = true;
  }
  return seen;
}

static int add_gaps(const casus_world *world, const casus_world_query *query, dependence_vec *list, casus_arena *arena,
                    casus_error *err) {
  const bool *seen = find_observed(world, arena);
  if (!seen) return casus_fail_memory(err);
  for (uint32_t who = 0; who < world->state_count; who++)
    for (size_t kind = 0; kind < CASUS_COUNT(kinds); kind++) {
      bool asked = query->actor == CASUS_NO_STATE || who == query->actor || who == query->other;
      if (!asked || seen[who * CASUS_COUNT(kinds) + kind]) continue;
      casus_dependence *row = casus_vec_push(list, arena);
      if (!row) return casus_fail_memory(err);
      *row = (casus_dependence){.who = who, .on = CASUS_NO_STATE, .kind = kinds[kind]};
    }
  return CASUS_OK;
}

int casus_world_dependences(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                            casus_dependence **rows, size_t *count, casus_error *err) {
  dependence_vec list = {0};
  int rc = CASUS_OK;
  for (size_t i = 0; i < world->tie_count && rc == CASUS_OK; i++)
    rc = add_tie(&list, query, &world->ties[i], arena, err);
  if (rc == CASUS_OK) rc = add_gaps(world, query, &list, arena, err);
  if (rc != CASUS_OK) return rc;
  if (list.count) qsort(list.items, list.count, sizeof *list.items, by_state);
  *rows = list.items, *count = list.count;
  return CASUS_OK;
}
