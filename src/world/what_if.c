/* What if: a snapshot with changes. */
#include "world/what_if.h"

#include <stdlib.h>

enum { MOST_MADE = 1 << 20 }; /* ties and incidents that the lines may make together */

typedef struct maker {
  casus_what_if *made;
  casus_arena *arena;
  casus_error *err;
} maker;

static const casus_str kinds[] = {CASUS_STR_INIT("alliance.defence"),
                                  CASUS_STR_INIT("alliance.offence"),
                                  CASUS_STR_INIT("alliance.neutrality"),
                                  CASUS_STR_INIT("alliance.non-aggression"),
                                  CASUS_STR_INIT("alliance.consultation"),
                                  CASUS_STR_INIT("arms"),
                                  CASUS_STR_INIT("troops"),
                                  CASUS_STR_INIT("nuclear"),
                                  CASUS_STR_INIT("claim"),
                                  CASUS_STR_INIT("trade"),
                                  CASUS_STR_INIT("dependence"),
                                  CASUS_STR_INIT("sanctions"),
                                  CASUS_STR_INIT("rivalry"),
                                  CASUS_STR_INIT("occupation")};

int casus_what_kind(const casus_what *what, bool part, casus_error *err) {
  casus_nearest nearest = {.word = what->word};
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++) {
    if (casus_str_eq(what->word, kinds[i]) || (part && what->word.len && casus_kind_is(kinds[i], what->word)))
      return CASUS_OK;
    casus_nearest_try(&nearest, kinds[i]);
  }
  casus_str word = casus_str_sub(what->word, 0, 40);
  if (nearest.found.len)
    return casus_what_fail(&what->line, err, "%.*s is no kind of tie; did you mean %.*s?", CASUS_STR_FMT(word),
                           CASUS_STR_FMT(nearest.found));
  return casus_what_fail(&what->line, err, "'%.*s' is no kind of tie: casus what-if --help lists them",
                         CASUS_STR_FMT(word));
}

static bool has_side(const casus_side *side, uint32_t state, casus_str code) {
  for (size_t i = 0; i < side->count; i++)
    if (side->states[i] == state) return true;
  return side->organisation.len && casus_str_eq(side->organisation, code);
}

/* Is it a tie of this kind between the two? Of undirected kinds in either direction. */
static bool joins(const casus_world_tie *tie, casus_str kind, const casus_side *a, const casus_side *b) {
  if (!casus_kind_is(tie->tie.kind, kind)) return false;
  if (has_side(a, tie->from, tie->tie.from) && has_side(b, tie->to, tie->tie.to)) return true;
  return (tie->tie.mutual || casus_kind_is_mutual(tie->tie.kind)) && has_side(a, tie->to, tie->tie.to) &&
         has_side(b, tie->from, tie->tie.from);
}

static bool joins_states(const casus_world_tie *tie, casus_str kind, uint32_t from, uint32_t to) {
  const casus_side a = {.states = &from, .count = 1}, b = {.states = &to, .count = 1};
  return joins(tie, kind, &a, &b);
}

/* Takes out the ties that fit; returns how many there were. */
static size_t take_out(casus_world_tie *ties, size_t *count, const casus_what *what) {
  size_t kept = 0, before = *count;
  for (size_t i = 0; i < before; i++)
    if (!joins(&ties[i], what->word, &what->a, &what->b)) ties[kept++] = ties[i];
  *count = kept;
  return before - kept;
}

/* What does stand between the two sides: "alliance.consultation, trade". ptr NULL when out of memory. */
static casus_str kinds_between(const maker *m, const casus_what *what) {
  const casus_world *world = &m->made->world;
  casus_str list = CASUS_STR("");
  for (size_t i = 0; i < world->tie_count && list.ptr; i++) {
    const casus_world_tie *tie = &world->ties[i];
    if (!joins(tie, CASUS_STR(""), &what->a, &what->b) && !joins(tie, CASUS_STR(""), &what->b, &what->a)) continue;
    if (casus_str_find(list, tie->tie.kind, 0) != SIZE_MAX) continue;
    list = casus_arena_printf(m->arena, "%.*s%s%.*s", CASUS_STR_FMT(list), list.len ? ", " : "",
                              CASUS_STR_FMT(tie->tie.kind));
  }
  return list;
}

static int end_ties(maker *m, const casus_what *what) {
  casus_world *world = &m->made->world;
  size_t gone = take_out(world->ties, &world->tie_count, what) + take_out(world->pending, &world->pending_count, what);
  if (gone) return CASUS_OK;
  casus_str there = kinds_between(m, what);
  if (!there.ptr) return casus_fail_memory(m->err);
  return casus_what_fail(&what->line, m->err, "no %.*s of %.*s and %.*s to end; between them stand: %.*s",
                         CASUS_STR_FMT(what->word), CASUS_STR_FMT(what->a.text), CASUS_STR_FMT(what->b.text),
                         CASUS_STR_FMT(there.len ? there : CASUS_STR("no ties")));
}

static casus_world_tie new_tie(const maker *m, const casus_what *what, casus_str from, casus_str to) {
  const casus_world *world = &m->made->world;
  casus_world_tie tie = {.from = casus_world_state(world, from), .to = casus_world_state(world, to)};
  tie.tie = (casus_tie){.kind = what->word,
                        .from = from,
                        .to = to,
                        .mutual = casus_kind_is_mutual(what->word),
                        .start = what->day,
                        .origin = CASUS_STR("what-if"),
                        .source = CASUS_STR("what-if"),
                        .status = CASUS_STATUS_ASSERTED,
                        .confidence = 1,
                        .event = SIZE_MAX};
  tie.tie.id = casus_arena_printf(m->arena, "what-if:%.*s:%.*s:%.*s", CASUS_STR_FMT(what->word), CASUS_STR_FMT(from),
                                  CASUS_STR_FMT(to));
  return tie;
}

/* A signed treaty comes into force: what is known of it is kept. */
static void add_pending(maker *m, const casus_what *what, uint32_t from, uint32_t to, casus_world_tie *tie) {
  casus_world *world = &m->made->world;
  size_t kept = 0;
  for (size_t i = 0; i < world->pending_count; i++) {
    if (joins_states(&world->pending[i], what->word, from, to)) {
      *tie = world->pending[i];
      tie->tie.start = what->day;
    } else {
      world->pending[kept++] = world->pending[i];
    }
  }
  world->pending_count = kept;
}

static const casus_world_tie *standing(const casus_world *world, const casus_what *what, casus_str from, casus_str to) {
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    bool there = casus_str_eq(tie->tie.from, from) && casus_str_eq(tie->tie.to, to);
    bool back = (tie->tie.mutual || casus_kind_is_mutual(tie->tie.kind)) && casus_str_eq(tie->tie.from, to) &&
                casus_str_eq(tie->tie.to, from);
    if (casus_str_eq(tie->tie.kind, what->word) && (there || back)) return tie;
  }
  return NULL;
}

static int fail_standing(const maker *m, const casus_what *what, const casus_world_tie *tie) {
  char since[16];
  int length = (int)casus_date_format(tie->tie.start, since);
  return casus_what_fail(&what->line, m->err, "%.*s of %.*s and %.*s is there already%s%.*s%s%.*s",
                         CASUS_STR_FMT(what->word), CASUS_STR_FMT(tie->tie.from), CASUS_STR_FMT(tie->tie.to),
                         length ? ", since " : "", length, since, tie->treaty.len ? ": " : "",
                         CASUS_STR_FMT(casus_str_sub(tie->treaty, 0, 80)));
}

static int add_tie(maker *m, const casus_what *what, casus_str from, casus_str to, size_t *added,
                   const casus_world_tie **there) {
  casus_world *world = &m->made->world;
  const casus_world_tie *old = standing(world, what, from, to);
  if (old) return *there = old, CASUS_OK;
  casus_world_tie tie = new_tie(m, what, from, to);
  if (!tie.tie.id.ptr) return casus_fail_memory(m->err);
  add_pending(m, what, tie.from, tie.to, &tie);
  world->ties[world->tie_count++] = tie;
  ++*added;
  return CASUS_OK;
}

/* Sanctions of a group are its own, as in the tables; all else binds its members. */
static int add_ties(maker *m, const casus_what *what) {
  const casus_world *world = &m->made->world;
  bool own = what->a.organisation.len && casus_str_eq(what->word, CASUS_STR("sanctions"));
  const casus_world_tie *there = NULL;
  size_t added = 0;
  int rc = CASUS_OK;
  for (size_t i = 0; i < (own ? 1 : what->a.count); i++)
    for (size_t k = 0; k < what->b.count && rc == CASUS_OK; k++) {
      if (!own && what->a.states[i] == what->b.states[k]) continue;
      casus_str from = own ? what->a.organisation : world->states[what->a.states[i]].code;
      rc = add_tie(m, what, from, world->states[what->b.states[k]].code, &added, &there);
    }
  return rc == CASUS_OK && !added && there ? fail_standing(m, what, there) : rc;
}

static int add_incidents(maker *m, const casus_what *what, const casus_incident *incident) {
  casus_world *world = &m->made->world;
  for (size_t i = 0; i < what->a.count; i++)
    for (size_t k = 0; k < what->b.count; k++) {
      uint32_t a = what->a.states[i], b = what->b.states[k];
      if (a == b) continue;
      casus_incident *slot = &world->incidents[world->incident_count++];
      *slot = *incident;
      slot->a = a < b ? a : b, slot->b = a < b ? b : a;
    }
  return CASUS_OK;
}

/* A level told outright. */
static int add_level(maker *m, const casus_what *what) {
  int64_t level;
  if (!casus_parse_int(what->word, &level) || level < 2 || level > 5)
    return casus_what_fail(&what->line, m->err, "'%.*s' is no level: 2 threat, 3 show, 4 use of force, 5 war",
                           CASUS_STR_FMT(casus_str_sub(what->word, 0, 40)));
  casus_incident incident = {.date = what->day,
                             .level = (int)level,
                             .confidence = 1,
                             .name = CASUS_STR("what if"),
                             .source = CASUS_STR("what-if"),
                             .evidence = CASUS_STR("")};
  return add_incidents(m, what, &incident);
}

static int add_note(maker *m, const casus_what *what, casus_str hint) {
  casus_str note = casus_arena_printf(
      m->arena, "%.*s makes no militarised incident by data/risk/incidents.tsv and leaves the map as it is%s%.*s",
      CASUS_STR_FMT(what->word), hint.len ? "; it would with one of these behind a dot: " : "", CASUS_STR_FMT(hint));
  if (!note.ptr) return casus_fail_memory(m->err);
  m->made->notes[m->made->note_count++] = note;
  return CASUS_OK;
}

static int add_event(maker *m, const casus_what *what) {
  casus_incident incident;
  casus_str hint;
  int rc = casus_what_event(&m->made->world, what, m->arena, &incident, &hint, m->err);
  if (rc == CASUS_OK && !incident.level) return add_note(m, what, hint);
  return rc == CASUS_OK ? add_incidents(m, what, &incident) : rc;
}

static int add_attack(maker *m, const casus_what *what) {
  if (what->a.count != 1 || what->b.count != 1 || what->a.organisation.len || what->b.organisation.len)
    return casus_what_fail(&what->line, m->err, "an attack is of one state on one other");
  m->made->attacks[m->made->attack_count++] = (casus_attack){what->a.states[0], what->b.states[0]};
  return add_event(m, what);
}

static int apply(maker *m, const casus_what *what) {
  static int (*const verbs[])(maker *, const casus_what *) = {[CASUS_WHAT_ADD] = add_ties,
                                                              [CASUS_WHAT_END] = end_ties,
                                                              [CASUS_WHAT_EVENT] = add_event,
                                                              [CASUS_WHAT_INCIDENT] = add_level,
                                                              [CASUS_WHAT_ATTACK] = add_attack};
  return verbs[what->verb](m, what);
}

/* A copy with room for `more` items. */
static void *copy_array(casus_arena *arena, const void *items, size_t count, size_t more, size_t size) {
  void *copy = more > SIZE_MAX - count ? NULL : casus_arena_array(arena, count + more, size);
  if (copy && count) memcpy(copy, items, count * size);
  return copy;
}

static int make_room(maker *m, const casus_world *world, size_t lines, size_t more) {
  casus_what_if *made = m->made;
  made->world = *world;
  made->world.ties = copy_array(m->arena, world->ties, world->tie_count, more, sizeof *world->ties);
  made->world.pending = copy_array(m->arena, world->pending, world->pending_count, 0, sizeof *world->pending);
  made->world.incidents = copy_array(m->arena, world->incidents, world->incident_count, more, sizeof *world->incidents);
  made->attacks = casus_arena_array(m->arena, lines, sizeof *made->attacks);
  made->notes = casus_arena_array(m->arena, lines, sizeof *made->notes);
  bool whole = made->world.ties && made->world.pending && made->world.incidents && made->attacks && made->notes;
  return whole ? CASUS_OK : casus_fail_memory(m->err);
}

int casus_world_what_if(const casus_world *world, const casus_coder *names, const casus_what_line *lines, size_t count,
                        casus_arena *arena, casus_what_if *made, casus_error *err) {
  casus_what_if result = {0};
  maker m = {.made = &result, .arena = arena, .err = err};
  casus_what *whats = casus_arena_array(arena, count, sizeof *whats);
  size_t more = 0;
  if (!whats) return casus_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    int rc = casus_what_read(world, names, &lines[i], arena, &whats[i], err);
    if (rc != CASUS_OK) return rc;
    more += whats[i].a.count * whats[i].b.count;
    if (more > MOST_MADE) return casus_what_fail(&lines[i], err, "more than %d ties and incidents", MOST_MADE);
  }
  int rc = make_room(&m, world, count, more);
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) rc = apply(&m, &whats[i]);
  if (rc != CASUS_OK) return rc;
  if (result.world.incident_count)
    qsort(result.world.incidents, result.world.incident_count, sizeof *result.world.incidents, casus_incident_order);
  *made = result;
  return CASUS_OK;
}
