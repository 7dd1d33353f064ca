/* What if: a snapshot with changes. */
#include "world/snapshot.h"

#include <stdlib.h>

enum { WORDS = 4 };

typedef struct change {
  casus_str line, words[WORDS];
  size_t word_count;
} change;

static bool split_words(casus_str line, change *c) {
  *c = (change){.line = casus_str_trim(line)};
  for (size_t at = 0; at < c->line.len;) {
    size_t end = at;
    while (end < c->line.len && !casus_is_space(c->line.ptr[end])) end++;
    if (end > at) {
      if (c->word_count == WORDS) return false;
      c->words[c->word_count++] = casus_str_sub(c->line, at, end);
    }
    at = end + (end == at);
  }
  return c->word_count == WORDS;
}

static int fail(casus_error *err, const change *c, const char *what) {
  return casus_fail(err, CASUS_E_USAGE, 0, "%s: \"%.*s\"", what, CASUS_STR_FMT(casus_str_sub(c->line, 0, 80)));
}

static int find_states(const casus_world *world, const change *c, uint32_t *from, uint32_t *to, casus_error *err) {
  *from = *to = CASUS_NO_STATE;
  for (uint32_t i = 0; i < world->state_count; i++) {
    if (casus_str_ieq(world->states[i].code, c->words[2])) *from = i;
    if (casus_str_ieq(world->states[i].code, c->words[3])) *to = i;
  }
  if (*from == CASUS_NO_STATE || *to == CASUS_NO_STATE) return fail(err, c, "not two codes of states");
  return *from == *to ? fail(err, c, "a state and itself") : CASUS_OK;
}

static bool known_kind(casus_str kind) {
  static const casus_str kinds[] = {CASUS_STR_INIT("alliance.defence"),
                                    CASUS_STR_INIT("alliance.offence"),
                                    CASUS_STR_INIT("alliance.neutrality"),
                                    CASUS_STR_INIT("alliance.non-aggression"),
                                    CASUS_STR_INIT("alliance.consultation"),
                                    CASUS_STR_INIT("arms"),
                                    CASUS_STR_INIT("troops"),
                                    CASUS_STR_INIT("claim"),
                                    CASUS_STR_INIT("trade"),
                                    CASUS_STR_INIT("dependence"),
                                    CASUS_STR_INIT("sanctions"),
                                    CASUS_STR_INIT("rivalry"),
                                    CASUS_STR_INIT("occupation")};
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++)
    if (casus_str_eq(kind, kinds[i])) return true;
  return false;
}

static bool joins(const casus_world_tie *tie, casus_str kind, uint32_t from, uint32_t to) {
  bool there = tie->from == from && tie->to == to, back = tie->from == to && tie->to == from;
  bool both = tie->tie.mutual || casus_kind_is(tie->tie.kind, CASUS_STR("alliance"));
  return casus_kind_is(tie->tie.kind, kind) && (there || (back && both));
}

/* Takes out the ties that fit; returns how many there were. */
static size_t take_out(casus_world_tie *ties, size_t *count, casus_str kind, uint32_t from, uint32_t to) {
  size_t kept = 0, before = *count;
  for (size_t i = 0; i < before; i++)
    if (!joins(&ties[i], kind, from, to)) ties[kept++] = ties[i];
  *count = kept;
  return before - kept;
}

static int add_tie(casus_world *world, const change *c, uint32_t from, uint32_t to, casus_arena *arena,
                   casus_error *err) {
  casus_str kind = c->words[1];
  if (!known_kind(kind)) return fail(err, c, "not a kind of tie");
  bool mutual = casus_kind_is(kind, CASUS_STR("alliance")) || casus_str_eq(kind, CASUS_STR("trade")) ||
                casus_str_eq(kind, CASUS_STR("rivalry"));
  casus_world_tie tie = {.from = from, .to = to};
  tie.tie = (casus_tie){.kind = kind,
                        .from = world->states[from].code,
                        .to = world->states[to].code,
                        .mutual = mutual,
                        .start = world->date,
                        .origin = CASUS_STR("what-if"),
                        .source = CASUS_STR("what-if"),
                        .status = CASUS_STATUS_ASSERTED,
                        .confidence = 1,
                        .event = SIZE_MAX};
  tie.tie.id = casus_arena_printf(arena, "what-if:%.*s:%.*s:%.*s", CASUS_STR_FMT(kind), CASUS_STR_FMT(tie.tie.from),
                                  CASUS_STR_FMT(tie.tie.to));
  if (!tie.tie.id.ptr) return casus_fail_memory(err);
  for (size_t i = 0; i < world->pending_count; i++) /* a signed treaty comes into force: keep what is known of it */
    if (joins(&world->pending[i], kind, from, to)) {
      tie = world->pending[i];
      tie.tie.start = world->date;
    }
  take_out(world->pending, &world->pending_count, kind, from, to);
  world->ties[world->tie_count++] = tie;
  return CASUS_OK;
}

static int add_incident(casus_world *world, const change *c, uint32_t a, uint32_t b, casus_error *err) {
  int64_t level;
  if (!casus_parse_int(c->words[1], &level) || level < 2 || level > 5) return fail(err, c, "not a level 2 … 5");
  world->incidents[world->incident_count++] = (casus_incident){.a = a < b ? a : b,
                                                               .b = a < b ? b : a,
                                                               .date = world->date,
                                                               .level = (int)level,
                                                               .confidence = 1,
                                                               .name = CASUS_STR("What if"),
                                                               .source = CASUS_STR("what-if"),
                                                               .evidence = CASUS_STR("")};
  return CASUS_OK;
}

static int apply(casus_world *world, casus_str line, casus_arena *arena, casus_error *err) {
  change c;
  uint32_t from, to;
  if (!split_words(line, &c)) return fail(err, &c, "not 'add|remove KIND FROM TO' or 'incident LEVEL A B'");
  int rc = find_states(world, &c, &from, &to, err);
  if (rc != CASUS_OK) return rc;
  if (casus_str_eq(c.words[0], CASUS_STR("add"))) return add_tie(world, &c, from, to, arena, err);
  if (casus_str_eq(c.words[0], CASUS_STR("incident"))) return add_incident(world, &c, from, to, err);
  if (!casus_str_eq(c.words[0], CASUS_STR("remove"))) return fail(err, &c, "neither add, remove nor incident");
  size_t gone = take_out(world->ties, &world->tie_count, c.words[1], from, to);
  gone += take_out(world->pending, &world->pending_count, c.words[1], from, to);
  return gone ? CASUS_OK : fail(err, &c, "no such tie to remove");
}

/* A copy with room for `more` items. */
static void *copy_array(casus_arena *arena, const void *items, size_t count, size_t more, size_t size) {
  void *copy = more > SIZE_MAX - count ? NULL : casus_arena_array(arena, count + more, size);
  if (copy && count) memcpy(copy, items, count * size);
  return copy;
}

int casus_world_what_if(const casus_world *world, const casus_str *changes, size_t count, casus_arena *arena,
                        casus_world *changed, casus_error *err) {
  casus_world made = *world;
  made.ties = copy_array(arena, world->ties, world->tie_count, count, sizeof *made.ties);
  made.pending = copy_array(arena, world->pending, world->pending_count, 0, sizeof *made.pending);
  made.incidents = copy_array(arena, world->incidents, world->incident_count, count, sizeof *made.incidents);
  if (!made.ties || !made.pending || !made.incidents) return casus_fail_memory(err);
  for (size_t i = 0; i < count; i++) {
    int rc = apply(&made, changes[i], arena, err);
    if (rc != CASUS_OK) return rc;
  }
  if (made.incident_count) qsort(made.incidents, made.incident_count, sizeof *made.incidents, casus_incident_order);
  *changed = made;
  return CASUS_OK;
}
