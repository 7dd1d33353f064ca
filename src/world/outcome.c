/* Predictions held against what was reported later. */
#include "world/world.h"

/* Events by the first actor of each source: chains through `next`, in the order of the rows. */
typedef struct link {
  uint32_t event, next;
} link;

enum { NO_LINK = UINT32_MAX };

typedef struct court {
  const casus_event_row *events;
  size_t event_count;
  casus_date day;
  casus_arena *arena;
  casus_map ids;    /* event id -> index */
  casus_map actors; /* source -> index of its newest link */
  CASUS_VEC(link) links;
} court;

const char *casus_outcome_name(casus_outcome outcome) {
  static const char *const names[] = {"", "open", "came-true", "failed"};
  return names[outcome];
}

static bool happened(const casus_event *e) {
  return e->status == CASUS_STATUS_ASSERTED || e->status == CASUS_STATUS_CLAIMED;
}

/* From the last event to the first, so that chains run forwards. False when out of memory. */
static bool index_events(court *c) {
  for (size_t i = c->event_count; i-- > 0;) {
    const casus_event *e = &c->events[i].event;
    if (!casus_map_set(&c->ids, c->arena, e->id, (uint32_t)i)) return false;
    for (size_t s = 0; s < e->source_count && happened(e); s++) {
      casus_str actor = e->source[s].actor;
      uint32_t next = NO_LINK;
      if (!actor.len) continue;
      casus_map_get(&c->actors, actor, &next);
      link *made = casus_vec_push(&c->links, c->arena);
      if (!made || !casus_map_set(&c->actors, c->arena, actor, (uint32_t)(c->links.count - 1))) return false;
      *made = (link){(uint32_t)i, next};
    }
  }
  return true;
}

/* The types under which strict PLOVER may file a deed that happened, as bits. */
static unsigned filed_under(const casus_event *e) {
  bool signing = e->type == CASUS_AGREE && casus_str_eq(e->mode, CASUS_STR("sign"));
  return 1U << e->type | (signing ? 1U << CASUS_SUPPORT : 0);
}

static bool is_among(casus_str actor, const casus_party *parties, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(parties[i].actor, actor)) return true;
  return false;
}

static bool is_party(const casus_event *e, casus_str actor) {
  return is_among(actor, e->source, e->source_count) || is_among(actor, e->target, e->target_count);
}

/* The same actors on both sides: who is named first says nothing. */
static bool is_mutual(const casus_event *e) {
  for (size_t i = 0; i < e->source_count; i++)
    if (!is_among(e->source[i].actor, e->target, e->target_count)) return false;
  return e->source_count > 1;
}

static bool has_parties(const casus_event *e, const casus_event *expected) {
  bool mutual = is_mutual(expected);
  for (size_t i = 0; i < expected->source_count; i++) {
    casus_str actor = expected->source[i].actor;
    if (actor.len && !(mutual ? is_party(e, actor) : is_among(actor, e->source, e->source_count))) return false;
  }
  for (size_t i = 0; i < expected->target_count; i++) {
    casus_str actor = expected->target[i].actor;
    if (actor.len && !(mutual ? is_party(e, actor) : is_among(actor, e->target, e->target_count))) return false;
  }
  return true;
}

/* A claim counts when a stranger to the matter makes it; who is not known may be none. */
static bool is_credible(const casus_event *e, const casus_voice *predictor) {
  if (e->status == CASUS_STATUS_ASSERTED) return true;
  for (size_t i = 0; i < e->said_by_count; i++) {
    const casus_voice *v = &e->said_by[i];
    if (v->medium) continue;
    bool himself = (v->actor.len && casus_str_eq(v->actor, predictor->actor)) ||
                   (v->name.len && casus_str_eq(v->name, predictor->name));
    return v->actor.len && !himself && !is_party(e, v->actor);
  }
  return false;
}

static bool fulfils(const casus_event_row *row, const casus_event *expected, const casus_statement_row *said) {
  const casus_event *e = &row->event;
  if (!casus_date_known(row->published) || !casus_date_known(e->date)) return false;
  int32_t made = casus_date_last_day(said->published);
  return filed_under(e) & filed_under(expected) && row->published.day > made && e->date.day > made &&
         casus_date_last_day(e->date) <= said->statement.prediction.until.day && has_parties(e, expected) &&
         is_credible(e, &said->statement.speaker);
}

static casus_str first_source(const casus_event *e) {
  for (size_t i = 0; i < e->source_count; i++)
    if (e->source[i].actor.len) return e->source[i].actor;
  return CASUS_STR("");
}

/* The earliest by its day; of one day the one reported first. */
static const casus_event_row *find(const court *c, const casus_event *expected, const casus_statement_row *said) {
  const casus_event_row *best = NULL;
  uint32_t at = NO_LINK;
  casus_map_get(&c->actors, first_source(expected), &at);
  for (; at != NO_LINK; at = c->links.items[at].next) {
    const casus_event_row *row = &c->events[c->links.items[at].event];
    if (best && best->event.date.day <= row->event.date.day) continue;
    if (fulfils(row, expected, said)) best = row;
  }
  return best;
}

static casus_expectation judge_one(const court *c, const casus_event_row *expected, const casus_statement_row *said) {
  bool denied = expected->event.status == CASUS_STATUS_DENIED, dated = casus_date_known(said->published);
  casus_date until = said->statement.prediction.until;
  casus_expectation e = {.expected = expected, .outcome = CASUS_OUTCOME_OPEN};
  if (!dated || !casus_date_known(until)) return e;
  e.by = find(c, &expected->event, said);
  bool over = casus_date_known(c->day) && until.day < c->day.day;
  if (e.by || over) e.outcome = (e.by != NULL) != denied ? CASUS_OUTCOME_CAME_TRUE : CASUS_OUTCOME_FAILED;
  return e;
}

static int judge(const court *c, const casus_statement_row *said, casus_verdict *verdict, casus_error *err) {
  const casus_statement *s = &said->statement;
  *verdict = (casus_verdict){.items = casus_arena_array(c->arena, s->expects_count, sizeof *verdict->items)};
  if (!verdict->items) return casus_fail_memory(err);
  size_t counts[CASUS_OUTCOME_COUNT] = {0};
  for (size_t i = 0; i < s->expects_count; i++) {
    uint32_t event;
    if (!casus_map_get(&c->ids, said->expects[i], &event)) continue;
    casus_expectation *item = &verdict->items[verdict->count++];
    *item = judge_one(c, &c->events[event], said);
    counts[item->outcome]++;
  }
  if (counts[CASUS_OUTCOME_FAILED])
    verdict->outcome = CASUS_OUTCOME_FAILED;
  else if (verdict->count)
    verdict->outcome = counts[CASUS_OUTCOME_OPEN] ? CASUS_OUTCOME_OPEN : CASUS_OUTCOME_CAME_TRUE;
  return CASUS_OK;
}

int casus_predictions_judge(const casus_statement_row *statements, size_t statement_count,
                            const casus_event_row *events, size_t event_count, casus_date day, casus_arena *arena,
                            casus_verdict **verdicts, casus_error *err) {
  court c = {.events = events, .event_count = event_count, .day = day, .arena = arena};
  casus_verdict *list = casus_arena_array(arena, statement_count, sizeof *list);
  if (!list || !index_events(&c)) return casus_fail_memory(err);
  int rc = CASUS_OK;
  for (size_t i = 0; i < statement_count && !rc; i++)
    if (statements[i].statement.prediction.modality.ptr) rc = judge(&c, &statements[i], &list[i], err);
  if (!rc) *verdicts = list;
  return rc;
}
