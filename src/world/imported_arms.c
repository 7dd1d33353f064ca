/* Who supplies whose arms: the shares of ten years, out of an imported register of deliveries. */
#include "world/snapshot.h"

enum {
  YEARS = 10,
  PROVISIONAL_YEARS = 2, /* the newest two are added to for years (docs/decisions/013-a-room-for-imports.md) */
  LEAST_SHARE = 10,      /* per cent: smaller suppliers are none to depend on */
};

typedef struct window {
  int first, last; /* calendar years */
  int newest;      /* of the set */
} window;

static int calendar_year(int32_t day) {
  int year, month, of_month;
  casus_civil_from_days(day, &year, &month, &of_month);
  return year;
}

static casus_date year_date(int year) {
  casus_date date = {0};
  casus_date_from_civil(year, 0, 0, &date);
  return date;
}

/* The ten whole years before the day, or the last ten of the set when it ends sooner. */
static window window_of(int32_t day, casus_date newest) {
  window w = {.newest = calendar_year(newest.day)};
  int whole = calendar_year(day + 1) - 1; /* 31 December closes its year */
  w.last = whole < w.newest ? whole : w.newest;
  w.first = w.last - YEARS + 1;
  return w;
}

/* "2023 and 2024 provisional"; empty when the window holds neither. */
static casus_str provisional(const window *w, casus_arena *arena) {
  int first = w->newest - PROVISIONAL_YEARS + 1;
  if (w->last < first) return CASUS_STR("");
  if (w->last == first) return casus_arena_printf(arena, ", %d provisional", first);
  return casus_arena_printf(arena, ", %d and %d provisional", first, w->last);
}

typedef struct supplier {
  casus_str from, to;
  double amount, all; /* of the recipient from anybody */
} supplier;

static int whole(double value, char out[32]) { return (int)casus_format_double((double)(int64_t)(value + 0.5), out); }

static casus_str shares_source(casus_snapshot *s, const supplier *p, const window *w, casus_str set, casus_str unit) {
  char amount[32], all[32];
  casus_str late = provisional(w, s->arena);
  int amount_length = whole(p->amount, amount), all_length = whole(p->all, all);
  if (!late.ptr) return late;
  return casus_arena_printf(s->arena, "%.*s: %.*s of %.*s %.*s in %d-%d%.*s", CASUS_STR_FMT(set), amount_length, amount,
                            all_length, all, CASUS_STR_FMT(unit), w->first, w->last, CASUS_STR_FMT(late));
}

static casus_world_tie *find(casus_tie_list *list, size_t count, const supplier *p) {
  for (size_t i = 0; i < count; i++) {
    casus_tie *t = &list->items[i].tie;
    if (casus_str_eq(t->kind, CASUS_STR("arms")) && casus_str_eq(t->from, p->from) && casus_str_eq(t->to, p->to))
      return &list->items[i];
  }
  return NULL;
}

/* One that the table knows keeps its terms; the set is its second source, with its own figure. */
static int add_supplier(casus_snapshot *s, casus_tie_list *list, size_t known, const supplier *p, const window *w,
                        const casus_arms_set *set, casus_str unit) {
  uint32_t from = casus_atlas_state(s->atlas, p->from), to = casus_atlas_state(s->atlas, p->to);
  int share = (int)(100 * p->amount / p->all + 0.5);
  if (from == CASUS_NO_STATE || to == CASUS_NO_STATE || from == to || share < LEAST_SHARE) return CASUS_OK;
  casus_str title = casus_import_words(&set->origin, s->arena);
  casus_str source = title.ptr ? shares_source(s, p, w, title, unit) : title;
  if (!source.ptr) return casus_fail_memory(s->err);
  casus_world_tie *there = find(list, known, p);
  if (there) {
    source = casus_arena_printf(s->arena, "%d %%, %.*s", share, CASUS_STR_FMT(source));
    return source.ptr && casus_tie_add_source(there, source, s->arena) ? CASUS_OK : casus_fail_memory(s->err);
  }
  casus_world_tie *tie = casus_vec_push(list, s->arena);
  if (!tie) return casus_fail_memory(s->err);
  *tie = (casus_world_tie){.from = from, .to = to, .treaty = CASUS_STR("")};
  tie->tie = (casus_tie){.kind = CASUS_STR("arms"),
                         .from = p->from,
                         .to = p->to,
                         .origin = CASUS_STR("import"),
                         .start = year_date(w->first),
                         .year = year_date(w->last),
                         .source = source,
                         .amount = {true, share, CASUS_STR("% of its arms over ten years")},
                         .status = CASUS_STATUS_ASSERTED,
                         .confidence = 1,
                         .event = SIZE_MAX};
  casus_str id = casus_import_id(&set->origin, s->arena);
  tie->tie.id = casus_arena_printf(s->arena, "%.*s:arms:%.*s:%.*s", CASUS_STR_FMT(id), CASUS_STR_FMT(p->from),
                                   CASUS_STR_FMT(p->to));
  return id.ptr && tie->tie.id.ptr ? CASUS_OK : casus_fail_memory(s->err);
}

typedef CASUS_VEC(supplier) supplier_vec;

/* Rows stand by recipient, then supplier. */
static int sum_up(casus_snapshot *s, const casus_delivery *rows, size_t count, supplier_vec *sums) {
  size_t first = 0; /* of the recipient at hand, in sums */
  double all = 0;
  for (size_t i = 0; i < count; i++) {
    bool new_recipient = i == 0 || !casus_str_eq(rows[i].to, rows[i - 1].to);
    for (size_t k = first; new_recipient && k < sums->count; k++) sums->items[k].all = all;
    if (new_recipient) first = sums->count, all = 0;
    if (new_recipient || !casus_str_eq(rows[i].from, rows[i - 1].from)) {
      supplier *slot = casus_vec_push(sums, s->arena);
      if (!slot) return casus_fail_memory(s->err);
      *slot = (supplier){.from = rows[i].from, .to = rows[i].to};
    }
    sums->items[sums->count - 1].amount += rows[i].amount;
    all += rows[i].amount;
  }
  for (size_t k = first; k < sums->count; k++) sums->items[k].all = all;
  return CASUS_OK;
}

int casus_snapshot_imported_arms(casus_snapshot *s, casus_tie_list *in_force) {
  casus_arms_set set = {0};
  casus_delivery *rows = NULL;
  size_t count = 0, known = in_force->count;
  supplier_vec sums = {0};
  int rc = s->record ? casus_record_arms_set(s->record, s->as_of, s->arena, &set, s->err) : CASUS_OK;
  if (rc != CASUS_OK || !set.number) return rc;
  window w = window_of(s->world->date.day, set.newest);
  rc = casus_record_deliveries(s->record, &set, year_date(w.first), year_date(w.last), s->arena, &rows, &count, s->err);
  if (rc == CASUS_OK) rc = sum_up(s, rows, count, &sums);
  for (size_t i = 0; i < sums.count && rc == CASUS_OK; i++)
    if (sums.items[i].all > 0) rc = add_supplier(s, in_force, known, &sums.items[i], &w, &set, rows[0].unit);
  return rc;
}
