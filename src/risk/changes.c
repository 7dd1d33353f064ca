/* What changed between two maps, in sentences that the numbers bear out. */
#include <math.h>

#include "risk/change.h"

static const double share_step = 0.02;  /* docs/risk.md 5.4: a rise is two points of share … */
static const double draws_agree = 0.8;  /* … and a better rank in four fifths of the draws */
static const double draws_centre = 0.5; /* "centre": among the first two in half of them */

int casus_tell(casus_teller *t, const casus_change *change) {
  bool whole = change->text.ptr && change->meaning.ptr && change->basis.ptr;
  casus_change *slot = whole ? casus_vec_push(&t->list, t->arena) : NULL;
  if (!slot) return casus_fail_memory(t->err);
  *slot = *change;
  return CASUS_OK;
}

bool casus_tell_more(casus_teller *t, casus_change_weight weight) { return ++t->told[weight] <= CASUS_MOST_CHANGES; }

bool casus_tell_regional(const casus_teller *t, uint32_t a, uint32_t b) {
  const bool *in = t->now->inner->in_region;
  return (a != CASUS_NO_STATE && in[a]) || (b != CASUS_NO_STATE && in[b]);
}

const casus_state_risk *casus_risk_in(const casus_risk_map *map, uint32_t state) {
  for (size_t i = 0; i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

/* Share of the draws in which the state stands better now than before. */
static double better(const casus_teller *t, uint32_t state, bool up) {
  const struct casus_draws *a = t->now->inner->draws, *b = t->before->inner->draws;
  unsigned draws = a->draws < b->draws ? a->draws : b->draws, count = 0;
  for (unsigned i = 0; i < draws; i++) {
    uint16_t x = a->rank[i * a->columns + a->column[state]], y = b->rank[i * b->columns + b->column[state]];
    count += up ? x < y : x > y;
  }
  return draws ? (double)count / draws : 0;
}

static bool at_the_centre(const casus_risk_map *map, uint32_t state) {
  const struct casus_draws *d = map->inner->draws;
  unsigned count = 0;
  for (unsigned i = 0; i < d->draws; i++) count += d->rank[i * d->columns + d->column[state]] <= 2;
  return count >= draws_centre * d->draws;
}

static int tell_movement(casus_teller *t, const casus_state_risk *s, const casus_state_risk *was) {
  bool up = s->share > was->share;
  casus_change change = {.kind = up ? CASUS_STR("rise") : CASUS_STR("fall"),
                         .weight = CASUS_CHANGE_MOVES,
                         .state = s->state,
                         .other = CASUS_NO_STATE,
                         .basis = CASUS_STR(""),
                         .evidence = CASUS_STR("")};
  change.text = casus_arena_printf(t->arena, "%.*s %s%s: in %.0f %% of the disputes expected here, before %.0f %%",
                                   CASUS_STR_FMT(t->now->world->states[s->state].name), up ? "rises" : "falls",
                                   up && at_the_centre(t->now, s->state) ? " to the centre" : "", 100 * s->share,
                                   100 * was->share);
  change.meaning = casus_arena_printf(t->arena,
                                      "Rank %d [%d–%d], before %d. New disputes a year of its own making %+.3f, by "
                                      "being drawn in %+.3f.",
                                      s->rank, s->rank_low, s->rank_high, was->rank, s->party - was->party,
                                      s->drawn_in - was->drawn_in);
  return casus_tell(t, &change);
}

static int tell_movements(casus_teller *t) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < t->now->state_count && rc == CASUS_OK; i++) {
    const casus_state_risk *s = &t->now->states[i], *was = casus_risk_in(t->before, s->state);
    if (!was || !(fabs(s->share - was->share) >= share_step)) continue;
    if (better(t, s->state, s->share > was->share) >= draws_agree) rc = tell_movement(t, s, was);
  }
  if (rc != CASUS_OK || t->list.count) return rc;
  casus_change none = {.kind = CASUS_STR("none"),
                       .weight = CASUS_CHANGE_MOVES,
                       .state = CASUS_NO_STATE,
                       .other = CASUS_NO_STATE,
                       .text = CASUS_STR("No measurable change: nobody rises or falls"),
                       .meaning = CASUS_STR("That would take two points of the share of the expected disputes, and a "
                                            "better or worse rank in four of five draws."),
                       .basis = CASUS_STR(""),
                       .evidence = CASUS_STR("")};
  return casus_tell(t, &none);
}

static int tell_left_out(casus_teller *t) {
  static const char *const what[] = {"incidents", "obligations", "incidents", "ties"};
  int rc = CASUS_OK;
  for (int weight = 0; weight <= CASUS_CHANGE_WEIGHTLESS && rc == CASUS_OK; weight++) {
    if (t->told[weight] <= CASUS_MOST_CHANGES) continue;
    casus_change more = {.kind = CASUS_STR("more"),
                         .weight = (casus_change_weight)weight,
                         .known = true,
                         .state = CASUS_NO_STATE,
                         .other = CASUS_NO_STATE,
                         .meaning = CASUS_STR(""),
                         .basis = CASUS_STR(""),
                         .evidence = CASUS_STR("")};
    more.text = casus_arena_printf(t->arena, "and %zu more %s", t->told[weight] - CASUS_MOST_CHANGES, what[weight]);
    rc = casus_tell(t, &more);
  }
  return rc;
}

static int place_of(const casus_change *c) { return (int)c->weight * 2 + c->known; }

/* By weight, new before known, as told. By insertion: there are a few dozen. */
static void put_in_order(casus_change *changes, size_t count) {
  for (size_t i = 1; i < count; i++) {
    casus_change it = changes[i];
    size_t at = i;
    for (; at > 0 && place_of(&changes[at - 1]) > place_of(&it); at--) changes[at] = changes[at - 1];
    changes[at] = it;
  }
}

int casus_risk_changes(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena,
                       casus_change **changes, size_t *count, casus_error *err) {
  casus_teller t = {.now = now, .before = before, .arena = arena, .err = err};
  if (now->inner->n != before->inner->n || !casus_str_eq(now->region, before->region))
    return casus_fail(err, CASUS_E_USAGE, 0, "the two maps are not of the same region");
  int rc = tell_movements(&t);
  if (rc == CASUS_OK) rc = casus_tell_ties(&t);
  if (rc == CASUS_OK) rc = casus_tell_incidents(&t);
  if (rc == CASUS_OK) rc = tell_left_out(&t);
  if (rc == CASUS_OK) rc = casus_tell_rates(&t);
  if (rc != CASUS_OK) return rc;
  put_in_order(t.list.items, t.list.count);
  *changes = t.list.items;
  *count = t.list.count;
  return CASUS_OK;
}
