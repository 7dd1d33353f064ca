/* Who is bound to whose good. */
#include "world/ask.h"

#include <stdlib.h>

typedef CASUS_VEC(casus_obligation) obligation_vec;

bool casus_query_wants(const casus_world_query *query, uint32_t a, uint32_t b) {
  bool any = query->actor == CASUS_NO_STATE, touches = any || a == query->actor || b == query->actor;
  return touches && (query->other == CASUS_NO_STATE || a == query->other || b == query->other);
}

int casus_duty_rank(casus_str kind) {
  static const casus_str kinds[] = {CASUS_STR_INIT("alliance.defence"), CASUS_STR_INIT("alliance.offence"),
                                    CASUS_STR_INIT("alliance.neutrality"), CASUS_STR_INIT("alliance.non-aggression"),
                                    CASUS_STR_INIT("alliance.consultation")};
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++)
    if (casus_str_eq(kind, kinds[i])) return (int)i;
  return (int)CASUS_COUNT(kinds);
}

static int by_duty(const void *x, const void *y) {
  const casus_obligation *a = x, *b = y;
  if (a->pending != b->pending) return a->pending - b->pending;
  int left = casus_duty_rank(a->tie->tie.kind), right = casus_duty_rank(b->tie->tie.kind);
  if (left != right) return left - right;
  int order = casus_str_cmp(a->treaty, b->treaty);
  if (order) return order;
  if (a->from != b->from) return a->from < b->from ? -1 : 1;
  if (a->to != b->to) return a->to < b->to ? -1 : 1;
  if (a->tie->tie.start.day != b->tie->tie.start.day) return a->tie->tie.start.day < b->tie->tie.start.day ? -1 : 1;
  return casus_str_cmp(a->tie->tie.id, b->tie->tie.id);
}

/* The treaty's name: what stands before the article. */
static casus_str name_of(const casus_world_tie *tie) {
  if (!tie->article.len || tie->article.len + 2 > tie->treaty.len) return tie->treaty;
  return casus_str_sub(tie->treaty, 0, tie->treaty.len - tie->article.len - 2); /* 2: ", " */
}

static int add(obligation_vec *list, const casus_world_query *query, const casus_world_tie *tie, bool back,
               bool pending, casus_arena *arena, casus_error *err) {
  uint32_t from = back ? tie->to : tie->from, to = back ? tie->from : tie->to;
  if (from == CASUS_NO_STATE || to == CASUS_NO_STATE || !casus_query_wants(query, from, to)) return CASUS_OK;
  casus_obligation *row = casus_vec_push(list, arena);
  if (!row) return casus_fail_memory(err);
  *row = (casus_obligation){.from = from,
                            .to = to,
                            .duty = casus_str_sub(tie->tie.kind, sizeof "alliance." - 1, tie->tie.kind.len),
                            .treaty = name_of(tie),
                            .condition = tie->article,
                            .pending = pending,
                            .tie = tie};
  return CASUS_OK;
}

int casus_world_obligations(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                            casus_obligation **rows, size_t *count, casus_error *err) {
  obligation_vec list = {0};
  int rc = CASUS_OK;
  for (size_t i = 0; i < world->tie_count + world->pending_count && rc == CASUS_OK; i++) {
    bool pending = i >= world->tie_count;
    const casus_world_tie *tie = pending ? &world->pending[i - world->tie_count] : &world->ties[i];
    if (!casus_kind_is(tie->tie.kind, CASUS_STR("alliance"))) continue;
    rc = add(&list, query, tie, false, pending, arena, err);
    if (rc == CASUS_OK && tie->tie.mutual) rc = add(&list, query, tie, true, pending, arena, err);
  }
  if (rc != CASUS_OK) return rc;
  if (list.count) qsort(list.items, list.count, sizeof *list.items, by_duty);
  *rows = list.items, *count = list.count;
  return CASUS_OK;
}
