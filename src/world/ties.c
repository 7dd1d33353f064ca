/* Ties on a day: the built-in ones, and what reports tell. */
#include "world/snapshot.h"

typedef struct tie_maker {
  casus_snapshot *s;
  casus_tie_list in_force, pending;
  size_t known, known_pending; /* counts of the built-in and imported ones, which come first */
  casus_map told;              /* what a report told already -> index in `in_force` or `pending` */
} tie_maker;

static bool is_treaty(const casus_world_tie *tie) { return casus_kind_is(tie->tie.kind, CASUS_STR("alliance")); }

bool casus_tells_of_later(casus_str note, casus_date day) {
  int year, month, date;
  casus_civil_from_days(day.day, &year, &month, &date);
  size_t digits = 0, value = 0;
  for (size_t i = 0; i <= note.len; i++) {
    bool digit = i < note.len && note.ptr[i] >= '0' && note.ptr[i] <= '9';
    if (!digit && digits == 4 && value > (size_t)year && value < 2200) return true;
    value = digit && digits < 4 ? value * 10 + (size_t)(note.ptr[i] - '0') : 0;
    digits = digit ? digits + 1 : 0;
  }
  return false;
}

/* What was not to be known on the day: an end to come, an amount of a later year, a note that tells of such things. */
static void forget_later(casus_world_tie *tie, casus_date date) {
  int32_t day = date.day;
  if (casus_date_known(tie->tie.end) && casus_date_last_day(tie->tie.end) > day)
    tie->tie.end = (casus_date){0}, tie->tie.note = CASUS_STR("");
  if (casus_date_known(tie->tie.start) && tie->tie.start.day > day)
    tie->tie.start = (casus_date){0}, tie->tie.note = CASUS_STR("");
  if (casus_date_known(tie->tie.year) && tie->tie.year.day > day)
    tie->tie.amount = (casus_quantity){0}, tie->tie.year = (casus_date){0};
  if (casus_tells_of_later(tie->tie.note, date)) tie->tie.note = CASUS_STR("");
}

static int push(tie_maker *m, casus_tie_list *list, const casus_world_tie *tie) {
  casus_world_tie *slot = casus_vec_push(list, m->s->arena);
  if (!slot) return casus_fail_memory(m->s->err);
  *slot = *tie;
  return CASUS_OK;
}

static int add_built_in(tie_maker *m) {
  int32_t day = m->s->world->date.day;
  int rc = CASUS_OK;
  for (size_t i = 0; i < m->s->atlas->tie_count && rc == CASUS_OK; i++) {
    casus_world_tie tie = m->s->atlas->ties[i];
    if (casus_date_known(tie.tie.end) && casus_date_last_day(tie.tie.end) < day) continue;
    bool started = casus_date_known(tie.tie.start) && tie.tie.start.day <= day;
    bool signed_only = !started && casus_date_known(tie.signed_on) && tie.signed_on.day <= day;
    forget_later(&tie, m->s->world->date);
    if (started || (!is_treaty(&tie) && !casus_date_known(m->s->atlas->ties[i].tie.start)))
      rc = push(m, &m->in_force, &tie);
    else if (signed_only)
      rc = push(m, &m->pending, &tie);
  }
  return rc;
}

static bool undirected(const casus_tie *tie) {
  return tie->mutual || casus_kind_is(tie->kind, CASUS_STR("trade")) || casus_kind_is(tie->kind, CASUS_STR("rivalry"));
}

static bool same_amount(const casus_tie *a, const casus_tie *b) {
  return !b->amount.known || (a->amount.known && a->amount.value == b->amount.value &&
                              casus_str_eq(a->amount.unit, b->amount.unit) && a->year.day == b->year.day);
}

/* The built-in or imported tie that a report tells again. */
static casus_world_tie *told_again(casus_tie_list *list, size_t known, const casus_world_tie *report) {
  for (size_t i = 0; i < known; i++) {
    casus_world_tie *tie = &list->items[i];
    bool there = tie->from == report->from && tie->to == report->to,
         back = tie->from == report->to && tie->to == report->from;
    if (!there && !(back && (undirected(&tie->tie) || undirected(&report->tie)))) continue;
    if (!casus_str_eq(tie->tie.kind, report->tie.kind) || !same_amount(&tie->tie, &report->tie)) continue;
    if ((tie->from == CASUS_NO_STATE && !casus_str_eq(tie->tie.from, report->tie.from)) ||
        (tie->to == CASUS_NO_STATE && !casus_str_eq(tie->tie.to, report->tie.to)))
      continue;
    return tie;
  }
  return NULL;
}

static void link_report(casus_world_tie *tie, const casus_world_tie *report) {
  if (tie->evidence.len) return; /* the first report stays */
  tie->evidence = report->evidence;
  tie->sentence_text = report->sentence_text;
  tie->told_at = report->told_at;
  tie->told = report->told;
  tie->tie.said_by = report->tie.said_by;
  tie->tie.said_by_count = report->tie.said_by_count;
}

/* One entry for what several reports tell alike: the surest, of equal ones the first. */
static int add_told(tie_maker *m, casus_tie_list *list, const casus_world_tie *report) {
  const casus_tie *t = &report->tie;
  bool swap = undirected(t) && casus_str_cmp(t->to, t->from) < 0;
  casus_str from = swap ? t->to : t->from, to = swap ? t->from : t->to;
  char amount[32];
  size_t length = t->amount.known ? casus_format_double(t->amount.value, amount) : 0;
  casus_str key = casus_arena_printf(m->s->arena, "%d %.*s %.*s %.*s %.*s %.*s %d", list == &m->pending,
                                     CASUS_STR_FMT(t->kind), CASUS_STR_FMT(from), CASUS_STR_FMT(to), (int)length,
                                     amount, CASUS_STR_FMT(t->amount.unit), (int)t->year.day);
  if (!key.ptr) return casus_fail_memory(m->s->err);
  uint32_t at;
  if (casus_map_get(&m->told, key, &at)) {
    if (t->confidence > list->items[at].tie.confidence) list->items[at] = *report;
    return CASUS_OK;
  }
  if (!casus_map_set(&m->told, m->s->arena, key, (uint32_t)list->count)) return casus_fail_memory(m->s->err);
  return push(m, list, report);
}

/* A treaty that a report tells without its first day is signed, not known to be in force: the table says which are. */
static int add_report(tie_maker *m, const casus_tie_row *row) {
  int32_t day = m->s->world->date.day;
  casus_world_tie tie = {.tie = row->tie,
                         .from = casus_atlas_state(m->s->atlas, row->tie.from),
                         .to = casus_atlas_state(m->s->atlas, row->tie.to),
                         .evidence = row->document,
                         .sentence_text = row->sentence_text,
                         .told_at = casus_span_within(row->sentence_span, row->tie.span),
                         .told = row->published};
  if (row->tie.status != CASUS_STATUS_ASSERTED && row->tie.status != CASUS_STATUS_CLAIMED) return CASUS_OK;
  if ((tie.from == CASUS_NO_STATE && tie.to == CASUS_NO_STATE) || tie.from == tie.to) return CASUS_OK;
  if (casus_date_known(tie.tie.end) && casus_date_last_day(tie.tie.end) < day) return CASUS_OK;
  casus_world_tie *known = told_again(&m->in_force, m->known, &tie);
  if (!known) known = told_again(&m->pending, m->known_pending, &tie);
  if (known) {
    link_report(known, &tie);
    return CASUS_OK;
  }
  bool to_come = casus_date_known(tie.tie.start) ? tie.tie.start.day > day : is_treaty(&tie);
  if (to_come && !is_treaty(&tie)) return CASUS_OK;
  if (is_treaty(&tie)) tie.signed_on = row->published;
  return add_told(m, to_come ? &m->pending : &m->in_force, &tie);
}

int casus_snapshot_ties(casus_snapshot *s, const casus_tie_row *rows, size_t count) {
  tie_maker m = {.s = s};
  int rc = add_built_in(&m);
  if (rc == CASUS_OK) rc = casus_snapshot_imported_ties(s, &m.in_force, &m.pending);
  if (rc == CASUS_OK) rc = casus_snapshot_imported_arms(s, &m.in_force);
  m.known = m.in_force.count, m.known_pending = m.pending.count;
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) rc = add_report(&m, &rows[i]);
  s->world->ties = m.in_force.items, s->world->tie_count = m.in_force.count;
  s->world->pending = m.pending.items, s->world->pending_count = m.pending.count;
  return rc;
}
