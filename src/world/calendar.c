/* What ends, renews or is due, as known on the day. */
#include "world/ask.h"

#include <stdlib.h>

typedef CASUS_VEC(casus_due) due_vec;

typedef struct keeper {
  const casus_world *world;
  const casus_world_query *query;
  casus_arena *arena;
  due_vec list;
  casus_error *err;
} keeper;

const char *casus_due_name(casus_due_kind kind) {
  static const char *const names[] = {"ends", "renews", "vote", "notice", "begins", "tie-ends", "event"};
  return names[kind];
}

static int add(keeper *k, casus_due due) {
  casus_due *slot = casus_vec_push(&k->list, k->arena);
  if (!slot) return casus_fail_memory(k->err);
  *slot = due;
  return CASUS_OK;
}

/* Is the state the actor of this code, or a member on the day of the group that it stands for? The United Nations stand
 * for themselves: nearly all are members. */
static bool stands_for(const keeper *k, casus_str code, uint32_t state, uint32_t wanted) {
  const casus_atlas *atlas = k->world->atlas;
  if (state == wanted) return true;
  if (casus_str_eq(code, CASUS_STR("IGOUNO"))) return false;
  int32_t day = k->world->date.day;
  for (size_t i = 0; atlas && state == CASUS_NO_STATE && code.len && i < atlas->member_count; i++) {
    const casus_member *m = &atlas->members[i];
    if (!casus_str_eq(m->code, k->world->states[wanted].code)) continue;
    bool in = (!casus_date_known(m->from) || m->from.day <= day) &&
              (!casus_date_known(m->to) || casus_date_last_day(m->to) >= day);
    if (in && casus_str_eq(casus_atlas_organisation(k->arena, m->group), code)) return true;
  }
  return false;
}

static bool wants(const keeper *k, casus_str from, uint32_t from_state, casus_str to, uint32_t to_state) {
  const uint32_t asked[] = {k->query->actor, k->query->other};
  for (size_t i = 0; i < 2; i++)
    if (asked[i] != CASUS_NO_STATE && !stands_for(k, from, from_state, asked[i]) &&
        !stands_for(k, to, to_state, asked[i]))
      return false;
  return true;
}

static int add_terms(keeper *k) {
  static const casus_due_kind kinds[] = {[CASUS_TERM_ENDS] = CASUS_DUE_ENDS,
                                         [CASUS_TERM_RENEWS] = CASUS_DUE_RENEWS,
                                         [CASUS_TERM_VOTE] = CASUS_DUE_VOTE,
                                         [CASUS_TERM_NOTICE] = CASUS_DUE_NOTICE};
  int rc = CASUS_OK;
  for (size_t i = 0; i < k->world->term_count && rc == CASUS_OK; i++) {
    const casus_term *term = &k->world->terms[i];
    if (!wants(k, term->from, term->from_state, term->to, term->to_state)) continue;
    casus_due due = {.kind = kinds[term->rule], .term = term};
    if (term->rule != CASUS_TERM_NOTICE) due.day = casus_term_next(term, k->world->date);
    due.notice_by = casus_term_notice_by(term, k->world->date);
    rc = add(k, due);
  }
  return rc;
}

static int add_ties(keeper *k, const casus_world_tie *ties, size_t count) {
  int rc = CASUS_OK;
  int32_t day = k->world->date.day;
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) {
    const casus_world_tie *tie = &ties[i];
    if (!wants(k, tie->tie.from, tie->from, tie->tie.to, tie->to)) continue;
    if (casus_date_known(tie->tie.start) && tie->tie.start.day > day)
      rc = add(k, (casus_due){.kind = CASUS_DUE_BEGINS, .day = tie->tie.start, .tie = tie});
    if (rc == CASUS_OK && casus_date_known(tie->tie.end) && casus_date_last_day(tie->tie.end) >= day)
      rc = add(k, (casus_due){.kind = CASUS_DUE_TIE, .day = tie->tie.end, .tie = tie});
  }
  return rc;
}

static bool has_party(const keeper *k, const casus_event *e, uint32_t wanted) {
  casus_str code = wanted == CASUS_NO_STATE ? CASUS_STR("") : k->world->states[wanted].code;
  bool found = wanted == CASUS_NO_STATE;
  for (size_t i = 0; i < e->source_count; i++) found |= casus_str_eq(e->source[i].actor, code);
  for (size_t i = 0; i < e->target_count; i++) found |= casus_str_eq(e->target[i].actor, code);
  return found;
}

static int add_events(keeper *k) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < k->world->event_count && rc == CASUS_OK; i++) {
    const casus_event *e = &k->world->events[i].event;
    bool told = e->status != CASUS_STATUS_DENIED && e->status != CASUS_STATUS_PAST;
    if (!told || !casus_date_known(e->date) || e->date.day <= k->world->date.day) continue;
    if (has_party(k, e, k->query->actor) && has_party(k, e, k->query->other))
      rc = add(k, (casus_due){.kind = CASUS_DUE_EVENT, .day = e->date, .event = &k->world->events[i]});
  }
  return rc;
}

static casus_str label(const casus_due *d) {
  if (d->term) return d->term->treaty;
  return d->tie ? d->tie->tie.id : d->event->event.id;
}

static casus_str first_party(const casus_due *d) {
  if (d->term) return d->term->from;
  return d->tie ? d->tie->tie.from : CASUS_STR("");
}

static casus_str second_party(const casus_due *d) {
  if (d->term) return d->term->to;
  return d->tie ? d->tie->tie.to : CASUS_STR("");
}

static int by_day(const void *x, const void *y) {
  const casus_due *a = x, *b = y;
  bool left = casus_date_known(a->day), right = casus_date_known(b->day);
  if (left != right) return left ? -1 : 1;
  if (a->day.day != b->day.day) return a->day.day < b->day.day ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  int order = casus_str_cmp(label(a), label(b));
  if (!order) order = casus_str_cmp(first_party(a), first_party(b));
  return order ? order : casus_str_cmp(second_party(a), second_party(b));
}

int casus_world_calendar(const casus_world *world, const casus_world_query *query, casus_arena *arena, casus_due **dues,
                         size_t *count, casus_error *err) {
  keeper k = {.world = world, .query = query, .arena = arena, .err = err};
  int rc = add_terms(&k);
  if (rc == CASUS_OK) rc = add_ties(&k, world->ties, world->tie_count);
  if (rc == CASUS_OK) rc = add_ties(&k, world->pending, world->pending_count);
  if (rc == CASUS_OK) rc = add_events(&k);
  if (rc != CASUS_OK) return rc;
  if (k.list.count) qsort(k.list.items, k.list.count, sizeof *k.list.items, by_day);
  *dues = k.list.items, *count = k.list.count;
  return CASUS_OK;
}
