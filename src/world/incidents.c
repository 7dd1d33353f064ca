/* Incidents up to a day: the built-in ones and those that reported events make. */
#include "world/snapshot.h"

#include <stdlib.h>

enum {
  SAME_DAYS = 7,   /* a report this near to a built-in incident tells the same one … */
  SAME_LEVELS = 1, /* … if their levels differ by no more */
  RUNNING_DAYS = 366,
  RUNNING_CLASHES = 10, /* a war runs: level 5, or that many days of force, in the time before */
};

int casus_incident_order(const void *x, const void *y) {
  const casus_incident *a = x, *b = y;
  if (a->date.day != b->date.day) return a->date.day < b->date.day ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  if (a->b != b->b) return a->b < b->b ? -1 : 1;
  int order = casus_str_cmp(a->evidence, b->evidence);
  if (order) return order;
  if (a->level != b->level) return a->level < b->level ? -1 : 1;
  return casus_str_cmp(a->name, b->name);
}

static bool has_context(const casus_event *event, casus_str context) {
  for (size_t i = 0; i < event->context_count; i++)
    if (casus_str_eq(event->contexts[i], context)) return true;
  return context.len == 0;
}

static bool governs(const casus_party *party) {
  return party->sector.len == 0 || casus_str_eq(party->sector, CASUS_STR("GOV")) ||
         casus_str_eq(party->sector, CASUS_STR("MIL"));
}

static const casus_incident_rule *rule_for(const casus_atlas *atlas, const casus_event *event,
                                           const casus_party *doer) {
  for (size_t i = 0; i < atlas->rule_count; i++) {
    const casus_incident_rule *rule = &atlas->rules[i];
    if (rule->type == event->type && (rule->mode.len == 0 || casus_str_eq(rule->mode, event->mode)) &&
        (rule->sector.len == 0 || casus_str_eq(rule->sector, doer->sector)) && has_context(event, rule->context))
      return rule->level ? rule : NULL;
  }
  return NULL;
}

/* Does a word of the text tell of deaths, with no "no" among the three words before it? */
static bool tells_deaths(const casus_atlas *atlas, casus_str text) {
  size_t since_negation = SIZE_MAX / 2;
  for (size_t at = 0; at < text.len;) {
    size_t end = at;
    char word[12];
    for (; end < text.len && casus_is_alpha(text.ptr[end]); end++)
      if (end - at < sizeof word) word[end - at] = casus_to_lower(text.ptr[end]);
    uint32_t deadly;
    if (end > at) {
      bool known = end - at <= sizeof word && casus_map_get(&atlas->fatal_words, casus_str_of(word, end - at), &deadly);
      if (known && deadly && since_negation > 3) return true;
      since_negation = known && !deadly ? 1 : since_negation + 1;
    }
    at = end > at ? end : at + 1;
  }
  return false;
}

/* Told as fact, or by a party only, or as past with its own day. What is planned, possible or denied did not happen. */
static double status_factor(const casus_snapshot *s, const casus_event_row *row) {
  const casus_event *event = &row->event;
  if (!casus_date_known(event->date) || event->date.day > s->world->date.day) return 0;
  if (event->status == CASUS_STATUS_ASSERTED) return 1;
  if (event->status == CASUS_STATUS_CLAIMED) return s->atlas->claimed_confidence;
  bool own_day = event->date.precision >= CASUS_DATE_MONTH && casus_date_known(row->published) &&
                 casus_date_last_day(event->date) < row->published.day;
  return event->status == CASUS_STATUS_PAST && own_day ? 1 : 0;
}

static int add_event(casus_snapshot *s, const casus_event_row *row, casus_told_vec *found) {
  const casus_event *event = &row->event;
  double factor = status_factor(s, row);
  for (size_t i = 0; factor > 0 && i < event->source_count; i++) {
    const casus_party *doer = &event->source[i];
    const casus_incident_rule *rule = governs(doer) ? rule_for(s->atlas, event, doer) : NULL;
    uint32_t a = rule ? casus_atlas_state(s->atlas, doer->actor) : CASUS_NO_STATE;
    for (size_t k = 0; a != CASUS_NO_STATE && k < event->target_count; k++) {
      uint32_t b = governs(&event->target[k]) ? casus_atlas_state(s->atlas, event->target[k].actor) : CASUS_NO_STATE;
      if (b == CASUS_NO_STATE || a == b) continue;
      casus_told *slot = casus_vec_push(found, s->arena);
      if (!slot) return casus_fail_memory(s->err);
      slot->document = row->document;
      slot->fact = event->status != CASUS_STATUS_CLAIMED;
      slot->incident = (casus_incident){.a = a < b ? a : b,
                                        .b = a < b ? b : a,
                                        .date = event->date,
                                        .level = rule->level,
                                        .confidence = event->confidence * factor * rule->confidence,
                                        .name = row->sentence_text,
                                        .source = CASUS_STR("report"),
                                        .evidence = event->id};
      slot->incident.fatal = rule->level >= 4 && tells_deaths(s->atlas, row->sentence_text);
    }
  }
  return CASUS_OK;
}

static int32_t days_apart(const casus_incident *known, int32_t day) {
  int32_t first = known->date.day, last = casus_date_last_day(known->date);
  return day < first ? first - day : day > last ? day - last : 0;
}

/* The built-in incident that a reported one tells again. A row for a whole year is none. */
static casus_incident *told_again(casus_incident *known, size_t count, const casus_incident *report) {
  casus_incident *nearest = NULL;
  for (size_t i = 0; i < count; i++) {
    casus_incident *k = &known[i];
    if (k->a != report->a || k->b != report->b || k->date.precision == CASUS_DATE_YEAR) continue;
    if (abs(k->level - report->level) > SAME_LEVELS || days_apart(k, report->date.day) > SAME_DAYS) continue;
    if (!nearest || days_apart(k, report->date.day) < days_apart(nearest, report->date.day)) nearest = k;
  }
  return nearest;
}

/* Was a war running between the two when `at` happened? `found` is in the order of pair and day. */
static bool runs(const casus_world *world, const casus_incident *found, size_t at) {
  const casus_incident *it = &found[at];
  for (size_t i = 0; i < world->incident_count; i++) {
    const casus_incident *k = &world->incidents[i];
    if (k->a == it->a && k->b == it->b && k->level == 5 && k->date.day <= it->date.day &&
        casus_date_last_day(k->date) >= it->date.day - RUNNING_DAYS)
      return true;
  }
  size_t clashes = 0;
  for (size_t i = at; i-- > 0 && found[i].a == it->a && found[i].b == it->b;)
    if (found[i].level >= 4 && found[i].date.day >= it->date.day - RUNNING_DAYS) clashes++;
  return clashes >= RUNNING_CLASHES;
}

static int calendar_year(casus_date date) {
  int year, month, day;
  casus_civil_from_days(date.day, &year, &month, &day);
  return year;
}

/* In a running war a report is folded when a later one of the same pair, calendar year and level is as sure of it:
 * the later one alone would say the same of the risk. */
static bool repeated(const casus_incident *found, size_t count, size_t at) {
  const casus_incident *it = &found[at];
  int year = calendar_year(it->date);
  for (size_t i = at + 1;
       i < count && found[i].a == it->a && found[i].b == it->b && calendar_year(found[i].date) == year; i++)
    if (found[i].level == it->level && found[i].confidence >= it->confidence && found[i].fatal >= it->fatal)
      return true;
  return false;
}

static int add_reported(casus_snapshot *s, casus_told_vec *told) {
  casus_world *world = s->world;
  casus_incident *found = NULL;
  size_t built_in = world->incident_count, count = 0, kept = 0;
  int rc = casus_told_once(s, told, &found, &count);
  if (rc != CASUS_OK) return rc;
  casus_incident *all = casus_arena_array(s->arena, built_in + count, sizeof *all);
  bool *keep = casus_arena_array(s->arena, count, sizeof *keep);
  if (!all || !keep) return casus_fail_memory(s->err);
  for (size_t i = 0; i < count; i++) {
    casus_incident *known = told_again(world->incidents, built_in, &found[i]);
    if (known && known->evidence.len == 0) known->evidence = found[i].evidence;
    keep[i] = !known && !(repeated(found, count, i) && runs(world, found, i));
  }
  if (built_in) memcpy(all, world->incidents, built_in * sizeof *all);
  for (size_t i = 0; i < count; i++)
    if (keep[i]) all[built_in + kept++] = found[i];
  world->incidents = all;
  world->incident_count = built_in + kept;
  return CASUS_OK;
}

int casus_snapshot_incidents(casus_snapshot *s) {
  casus_world *world = s->world;
  size_t known = 0;
  while (known < s->atlas->incident_count && casus_date_last_day(s->atlas->incidents[known].date) <= world->date.day)
    known++;
  world->incidents = casus_arena_array(s->arena, known, sizeof *world->incidents);
  if (!world->incidents) return casus_fail_memory(s->err);
  if (known) memcpy(world->incidents, s->atlas->incidents, known * sizeof *world->incidents);
  world->incident_count = known;
  casus_told_vec found = {0};
  int rc = casus_snapshot_imported_incidents(s);
  for (size_t i = 0; i < world->event_count && rc == CASUS_OK; i++) rc = add_event(s, &world->events[i], &found);
  if (rc == CASUS_OK && found.count) rc = add_reported(s, &found);
  if (rc == CASUS_OK && world->incident_count)
    qsort(world->incidents, world->incident_count, sizeof *world->incidents, casus_incident_order);
  return rc;
}
