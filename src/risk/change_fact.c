/* Ties and incidents that are new, ended, or told by a report for the first time. */
#include "risk/change.h"

static bool same_tie(const casus_world_tie *a, const casus_world_tie *b) {
  bool there = casus_str_eq(a->tie.from, b->tie.from) && casus_str_eq(a->tie.to, b->tie.to);
  bool back =
      (a->tie.mutual || b->tie.mutual) && casus_str_eq(a->tie.from, b->tie.to) && casus_str_eq(a->tie.to, b->tie.from);
  return (there || back) && casus_str_eq(a->tie.kind, b->tie.kind);
}

/* The same fact: the same treaty, or the same amount of the same time. */
static bool same_fact(const casus_world_tie *a, const casus_world_tie *b) {
  return same_tie(a, b) && casus_str_eq(a->treaty, b->treaty) && a->tie.amount.known == b->tie.amount.known &&
         (!a->tie.amount.known || (a->tie.amount.value == b->tie.amount.value && a->tie.year.day == b->tie.year.day));
}

/* A fact among ties. Two snapshots of the same tables have it near the same place: outwards from there, to both sides.
 */
static const casus_world_tie *find(const casus_world_tie *ties, size_t count, size_t hint, const casus_world_tie *tie) {
  for (size_t step = 0; step < count; step++) {
    size_t away = (step + 1) / 2;
    const casus_world_tie *other = &ties[(hint + count + (step % 2 ? away : count - away)) % count];
    if (other->from == tie->from && other->to == tie->to && same_fact(other, tie)) return other;
  }
  return NULL;
}

static int tell_weightless(casus_teller *t, const casus_world_tie *tie, bool ended, bool known) {
  casus_str what = casus_words_tie(t->now->world, tie, t->arena);
  if (!what.ptr) return casus_fail_memory(t->err);
  casus_change change = {.kind = CASUS_STR("tie"),
                         .weight = CASUS_CHANGE_WEIGHTLESS,
                         .known = known,
                         .state = tie->from,
                         .other = tie->to,
                         .text = ended ? casus_arena_printf(t->arena, "No longer: %.*s", CASUS_STR_FMT(what)) : what,
                         .meaning = CASUS_STR(""),
                         .basis = tie->tie.source.len ? tie->tie.source : CASUS_STR(""),
                         .evidence = tie->evidence.len ? tie->evidence : tie->tie.id,
                         .sentence = tie->sentence_text,
                         .told = tie->told_at,
                         .said_by = tie->tie.said_by,
                         .said_by_count = tie->tie.said_by_count};
  return casus_tell(t, &change);
}

/* A tie that is news, until all of its treaty are told together. */
typedef struct news {
  const casus_world_tie *tie;
  casus_duty_news what;
  bool known, told;
} news;
typedef CASUS_VEC(news) news_vec;

/* Of one treaty that came or went for several pairs at once, without a report that tells of one of them. */
static bool go_together(const news *a, const news *b) {
  return !b->told && a->what == b->what && a->known == b->known && !a->tie->evidence.len && !b->tie->evidence.len &&
         a->tie->treaty.len && casus_str_eq(a->tie->treaty, b->tie->treaty) &&
         casus_str_eq(a->tie->tie.kind, b->tie->tie.kind);
}

static bool has_side(const casus_world_tie *tie, uint32_t state) { return tie->from == state || tie->to == state; }

/* The side of the first tie that most of those that go with it share. */
static uint32_t hub_of(const news *all, size_t count, size_t first) {
  const casus_world_tie *tie = all[first].tie;
  size_t from = 0, to = 0;
  for (size_t i = first; i < count; i++) {
    if (!go_together(&all[first], &all[i])) continue;
    from += has_side(all[i].tie, tie->from);
    to += has_side(all[i].tie, tie->to);
  }
  return to > from ? tie->to : tie->from;
}

static int tell_treaty(casus_teller *t, news *all, size_t count, size_t first) {
  const casus_world_tie **ties = casus_arena_array(t->arena, count, sizeof *ties);
  if (!ties) return casus_fail_memory(t->err);
  uint32_t hub = hub_of(all, count, first);
  size_t found = 0;
  ties[found++] = all[first].tie;
  all[first].told = true;
  for (size_t i = first + 1; i < count && hub != CASUS_NO_STATE; i++) {
    if (!go_together(&all[first], &all[i]) || !has_side(all[i].tie, hub)) continue;
    ties[found++] = all[i].tie;
    all[i].told = true;
  }
  return casus_tell_duty(t, ties, found, hub, all[first].what, all[first].known);
}

static int tell_news(casus_teller *t, news *all, size_t count) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) {
    bool duty = casus_is_alliance(all[i].tie);
    if (all[i].told || !casus_tell_more(t, duty ? CASUS_CHANGE_BINDS : CASUS_CHANGE_WEIGHTLESS)) continue;
    rc = duty ? tell_treaty(t, all, count, i)
              : tell_weightless(t, all[i].tie, all[i].what == CASUS_DUTY_ENDED, all[i].known);
  }
  return rc;
}

static int add_news(casus_teller *t, news_vec *list, const casus_world_tie *tie, casus_duty_news what, bool known) {
  news *slot = casus_vec_push(list, t->arena);
  if (!slot) return casus_fail_memory(t->err);
  *slot = (news){tie, what, known, false};
  return CASUS_OK;
}

/* Ties of now that the world before has not, or has without a report that tells them. */
static int find_come(casus_teller *t, const casus_world_tie *ties, size_t count, bool pending, news_vec *list) {
  const casus_world *before = t->before->world;
  int rc = CASUS_OK;
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) {
    const casus_world_tie *tie = &ties[i];
    if (!casus_tell_regional(t, tie->from, tie->to)) continue;
    const casus_world_tie *in_force = find(before->ties, before->tie_count, i, tie);
    const casus_world_tie *signed_only = pending ? find(before->pending, before->pending_count, i, tie) : NULL;
    const casus_world_tie *was = in_force ? in_force : signed_only;
    if (was && (was->evidence.len || !tie->evidence.len)) continue;
    rc = add_news(t, list, tie, pending ? CASUS_DUTY_PENDING : CASUS_DUTY_IN_FORCE, was != NULL);
  }
  return rc;
}

static int find_ended(casus_teller *t, news_vec *list) {
  const casus_world *now = t->now->world, *before = t->before->world;
  int rc = CASUS_OK;
  for (size_t i = 0; i < before->tie_count && rc == CASUS_OK; i++) {
    const casus_world_tie *tie = &before->ties[i];
    if (!casus_tell_regional(t, tie->from, tie->to) || find(now->ties, now->tie_count, i, tie)) continue;
    rc = add_news(t, list, tie, CASUS_DUTY_ENDED, false);
  }
  return rc;
}

int casus_tell_ties(casus_teller *t) {
  const casus_world *now = t->now->world;
  news_vec list = {0};
  int rc = find_come(t, now->pending, now->pending_count, true, &list);
  if (rc == CASUS_OK) rc = find_come(t, now->ties, now->tie_count, false, &list);
  if (rc == CASUS_OK) rc = find_ended(t, &list);
  return rc == CASUS_OK ? tell_news(t, list.items, list.count) : rc;
}

static bool same_incident(const casus_incident *a, const casus_incident *b) {
  return a->a == b->a && a->b == b->b && a->date.day == b->date.day && a->date.precision == b->date.precision &&
         a->level == b->level && casus_str_eq(a->name, b->name);
}

/* Both are in the order of their days, so the search starts at the day. */
static const casus_incident *find_incident(const casus_world *world, const casus_incident *it) {
  size_t low = CASUS_FIRST_FROM(world->incidents, world->incident_count, date.day, it->date.day);
  for (; low < world->incident_count && world->incidents[low].date.day == it->date.day; low++)
    if (same_incident(&world->incidents[low], it)) return &world->incidents[low];
  return NULL;
}

static double amount_of(const casus_risk_map *map, uint32_t incident) {
  const struct casus_risk_inner *inner = map->inner;
  const casus_incident *it = &map->world->incidents[incident];
  size_t pair = casus_pair_index(inner->n, it->a, it->b);
  double all = inner->history[pair], p = inner->p[(size_t)it->a * inner->n + it->b];
  double quiet = casus_inner_chance(inner, pair, CASUS_PRIOR_TERM_COUNT, 0);
  for (size_t i = inner->part_first[pair]; i < inner->part_first[pair + 1]; i++)
    if (inner->parts[i].incident == incident) return all > 0 ? (p - quiet) * (inner->parts[i].amount / all) : 0;
  return 0;
}

static casus_str chance_words(const casus_teller *t, uint32_t incident) {
  const casus_incident *it = &t->now->world->incidents[incident];
  const struct casus_risk_inner *inner = t->now->inner;
  double low, high, p = inner->p[(size_t)it->a * inner->n + it->b];
  int digits = p < 0.1;
  casus_inner_interval(t->now->world, inner, casus_pair_index(inner->n, it->a, it->b), &low, &high);
  return casus_arena_printf(t->arena,
                            "A new dispute between them within twelve months: %.*f %% [%.*f–%.*f]; %.1f points of it "
                            "come from this.",
                            digits, 100 * p, digits, 100 * low, digits, 100 * high, 100 * amount_of(t->now, incident));
}

static const casus_event_row *event_of(const casus_world *world, casus_str id) {
  for (size_t i = 0; id.len && i < world->event_count; i++)
    if (casus_str_eq(world->events[i].event.id, id)) return &world->events[i];
  return NULL;
}

static int tell_incident(casus_teller *t, uint32_t incident, bool known) {
  const casus_world *world = t->now->world;
  const casus_incident *it = &world->incidents[incident];
  const casus_event_row *event = event_of(world, it->evidence);
  bool reported = casus_str_eq(it->source, CASUS_STR("report"));
  casus_change change = {.kind = CASUS_STR("incident"),
                         .weight = known ? CASUS_CHANGE_COUNTED : CASUS_CHANGE_MOVES,
                         .known = known,
                         .state = it->a,
                         .other = it->b,
                         .text = casus_words_incident(world, it, t->arena),
                         .meaning = chance_words(t, incident),
                         .basis = reported || !it->source.ptr ? CASUS_STR("") : it->source,
                         .evidence = it->evidence};
  char day[16];
  int length = (int)casus_date_format(it->date, day);
  if (!change.text.ptr) return casus_fail_memory(t->err);
  change.text = casus_arena_printf(t->arena, "%.*s, %.*s", CASUS_STR_FMT(change.text), length, day);
  if (event) {
    change.sentence = event->sentence_text;
    change.told = casus_span_within(event->sentence_span, event->event.span);
    change.said_by = event->event.said_by, change.said_by_count = event->event.said_by_count;
  }
  return casus_tell(t, &change);
}

int casus_tell_incidents(casus_teller *t) {
  const casus_world *now = t->now->world;
  int rc = CASUS_OK;
  for (size_t i = now->incident_count; i-- > 0 && rc == CASUS_OK;) {
    const casus_incident *it = &now->incidents[i], *was = find_incident(t->before->world, it);
    if (!casus_tell_regional(t, it->a, it->b) || (was && (was->evidence.len || !it->evidence.len))) continue;
    if (casus_tell_more(t, was ? CASUS_CHANGE_COUNTED : CASUS_CHANGE_MOVES))
      rc = tell_incident(t, (uint32_t)i, was != NULL);
  }
  return rc;
}
