/* Ties of imported data sets on a day. */
#include "world/snapshot.h"

#include <stdlib.h>

/* A set that tells a tie again in each of its lines is named for the first of them. */
bool casus_tie_add_source(casus_world_tie *tie, casus_str source, casus_arena *arena) {
  enum { LENGTH = 500 };
  casus_str more = CASUS_STR("and more");
  if (casus_str_ends(tie->also, more)) return true;
  if (tie->also.len > LENGTH) source = more;
  tie->also = casus_arena_printf(arena, "%.*s%s%.*s", CASUS_STR_FMT(tie->also), tie->also.len ? "; " : "",
                                 CASUS_STR_FMT(source));
  return tie->also.ptr != NULL;
}

casus_str casus_tie_key(const casus_tie *tie, casus_arena *arena) {
  bool swap = casus_str_cmp(tie->to, tie->from) < 0;
  return casus_arena_printf(arena, "%.*s %.*s %.*s", CASUS_STR_FMT(tie->kind),
                            CASUS_STR_FMT(swap ? tie->to : tie->from), CASUS_STR_FMT(swap ? tie->from : tie->to));
}

/* Ties by kind and pair. Of several under one key the last; `next` leads to those before it. */
typedef struct tie_index {
  casus_map by_key; /* -> place in `at` */
  CASUS_VEC(struct entry {
    casus_world_tie *tie; /* of a list; it does not move while the index is in use */
    uint32_t next;        /* UINT32_MAX: none */
  })
  at;
} tie_index;

static bool put(tie_index *x, casus_world_tie *tie, casus_arena *arena) {
  casus_str key = casus_tie_key(&tie->tie, arena);
  uint32_t before = UINT32_MAX;
  if (!key.ptr) return false;
  casus_map_get(&x->by_key, key, &before);
  struct entry *slot = casus_vec_push(&x->at, arena);
  if (!slot) return false;
  *slot = (struct entry){tie, before};
  return casus_map_set(&x->by_key, arena, key, (uint32_t)x->at.count - 1);
}

static bool is_claim(const casus_tie *tie) { return casus_kind_is(tie->kind, CASUS_STR("claim")); }

/* Is it the same obligation? One that binds a single side is another than that of the other side. */
static bool same(const casus_world_tie *a, const casus_world_tie *b) {
  bool both_ways = a->tie.mutual || b->tie.mutual || is_claim(&a->tie);
  return both_ways || casus_str_eq(a->tie.from, b->tie.from);
}

static int64_t days_between_starts(const casus_world_tie *a, const casus_world_tie *b) {
  if (!casus_date_known(a->tie.start) || !casus_date_known(b->tie.start)) return INT32_MAX;
  return llabs((int64_t)a->tie.start.day - b->tie.start.day);
}

/* Of several the one that began at about the same time: two may be bound by more than one treaty. */
static casus_world_tie *look_up(const tie_index *x, casus_str key, const casus_world_tie *tie) {
  uint32_t place = UINT32_MAX;
  casus_world_tie *best = NULL;
  casus_map_get(&x->by_key, key, &place);
  for (; place != UINT32_MAX; place = x->at.items[place].next) {
    casus_world_tie *known = x->at.items[place].tie;
    if (same(known, tie) && (!best || days_between_starts(known, tie) < days_between_starts(best, tie))) best = known;
  }
  return best;
}

typedef struct ties_on_day {
  casus_snapshot *s;
  tie_index in_force, pending, over; /* over: built-in ones that ended before the day */
  casus_tie_list new_ones;
  casus_map new_keys; /* key and first side of one-sided ties -> place in new_ones */
} ties_on_day;

static int index_known(ties_on_day *t, casus_tie_list *in_force, casus_tie_list *pending) {
  casus_arena *arena = t->s->arena;
  int32_t day = t->s->world->date.day;
  bool well = true;
  for (size_t i = 0; i < in_force->count && well; i++) well = put(&t->in_force, &in_force->items[i], arena);
  for (size_t i = 0; i < pending->count && well; i++) well = put(&t->pending, &pending->items[i], arena);
  for (size_t i = 0; i < t->s->atlas->tie_count && well; i++) {
    casus_world_tie *tie = &t->s->atlas->ties[i]; /* looked at only */
    if (casus_date_known(tie->tie.end) && casus_date_last_day(tie->tie.end) < day) well = put(&t->over, tie, arena);
  }
  return well ? CASUS_OK : casus_fail_memory(t->s->err);
}

/* Ended, as the built-in table knows, after the set says that it began: not the set's to know. */
static bool known_to_be_over(const casus_world_tie *ended, const casus_tie *tie) {
  return ended && (!casus_date_known(tie->start) || tie->start.day <= casus_date_last_day(ended->tie.end));
}

static casus_world_tie make(const ties_on_day *t, const casus_imported_tie_row *row, casus_str source) {
  casus_world_tie tie = {.tie = row->tie, .treaty = row->treaty.ptr ? row->treaty : CASUS_STR("")};
  int32_t day = t->s->world->date.day;
  tie.from = casus_atlas_state(t->s->atlas, row->tie.from);
  tie.to = casus_atlas_state(t->s->atlas, row->tie.to);
  tie.tie.source = row->tie.source.len ? row->tie.source : source;
  tie.tie.id = casus_import_id(&row->origin, t->s->arena);
  if (casus_date_known(tie.tie.end) && casus_date_last_day(tie.tie.end) > day) tie.tie.end = (casus_date){0};
  if (casus_date_known(tie.tie.year) && tie.tie.year.day > day)
    tie.tie.amount = (casus_quantity){0}, tie.tie.year = (casus_date){0};
  return tie;
}

/* What two sets tell is one tie: the first imported stands, the other is its second source. */
static int add_new(ties_on_day *t, const casus_world_tie *tie, casus_str key, casus_str source) {
  casus_str side = tie->tie.mutual ? CASUS_STR("") : tie->tie.from;
  casus_str own = casus_arena_printf(t->s->arena, "%.*s %.*s", CASUS_STR_FMT(key), CASUS_STR_FMT(side));
  uint32_t place;
  if (!own.ptr) return casus_fail_memory(t->s->err);
  if (casus_map_get(&t->new_keys, key, &place) || casus_map_get(&t->new_keys, own, &place))
    return casus_tie_add_source(&t->new_ones.items[place], source, t->s->arena) ? CASUS_OK
                                                                                : casus_fail_memory(t->s->err);
  casus_world_tie *slot = casus_vec_push(&t->new_ones, t->s->arena);
  if (!slot) return casus_fail_memory(t->s->err);
  *slot = *tie;
  /* A mutual one answers for both sides, a one-sided one for its own. */
  bool well = casus_map_set(&t->new_keys, t->s->arena, tie->tie.mutual ? key : own, (uint32_t)t->new_ones.count - 1);
  return well ? CASUS_OK : casus_fail_memory(t->s->err);
}

static int add(ties_on_day *t, const casus_imported_tie_row *row) {
  casus_arena *arena = t->s->arena;
  casus_str source = casus_import_words(&row->origin, arena);
  casus_world_tie tie = make(t, row, source);
  casus_str key = casus_tie_key(&tie.tie, arena);
  if (!source.ptr || !tie.tie.id.ptr || !key.ptr) return casus_fail_memory(t->s->err);
  if ((tie.from == CASUS_NO_STATE && tie.to == CASUS_NO_STATE) || tie.from == tie.to) return CASUS_OK;
  casus_world_tie *known = look_up(&t->in_force, key, &tie);
  if (!known) known = look_up(&t->pending, key, &tie);
  if (known) return casus_tie_add_source(known, source, arena) ? CASUS_OK : casus_fail_memory(t->s->err);
  if (known_to_be_over(look_up(&t->over, key, &tie), &tie.tie)) return CASUS_OK;
  return add_new(t, &tie, key, source);
}

int casus_snapshot_imported_ties(casus_snapshot *s, casus_tie_list *in_force, casus_tie_list *pending) {
  ties_on_day t = {.s = s};
  casus_imported_tie_row *rows = NULL;
  size_t count = 0;
  int rc = CASUS_OK;
  if (s->record) rc = casus_record_imported_ties(s->record, s->as_of, s->world->date, s->arena, &rows, &count, s->err);
  if (rc != CASUS_OK || !count) return rc;
  rc = index_known(&t, in_force, pending);
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) rc = add(&t, &rows[i]);
  for (size_t i = 0; i < t.new_ones.count && rc == CASUS_OK; i++) {
    casus_world_tie *slot = casus_vec_push(in_force, s->arena);
    if (slot)
      *slot = t.new_ones.items[i];
    else
      rc = casus_fail_memory(s->err);
  }
  return rc;
}
