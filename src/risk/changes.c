/* What changed between two maps, in sentences that the numbers bear out. */
#include "risk/inner.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_OF_A_KIND = 12 };
static const double share_step = 0.02;  /* docs/risk.md 5.4: a rise is two points of share … */
static const double draws_agree = 0.8;  /* … and a better rank in four fifths of the draws */
static const double draws_centre = 0.5; /* "centre": among the first two in half of them */

typedef struct teller {
  const casus_risk_map *now, *before;
  casus_arena *arena;
  casus_error *err;
  CASUS_VEC(casus_change) list;
} teller;

static int tell(teller *t, const char *kind, uint32_t state, uint32_t other, casus_str text, casus_str evidence) {
  casus_change *change = text.ptr ? casus_vec_push(&t->list, t->arena) : NULL;
  if (!change) return casus_fail_memory(t->err);
  *change = (casus_change){casus_str_from_c(kind), state, other, text, evidence};
  return CASUS_OK;
}

static const casus_state_risk *risk_in(const casus_risk_map *map, uint32_t state) {
  for (size_t i = 0; i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

/* Share of the draws in which the state stands better now than before. */
static double better(const teller *t, uint32_t state, bool up) {
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

static int tell_movements(teller *t) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < t->now->state_count && rc == CASUS_OK; i++) {
    const casus_state_risk *s = &t->now->states[i], *was = risk_in(t->before, s->state);
    if (!was || !(fabs(s->share - was->share) >= share_step)) continue;
    bool up = s->share > was->share;
    if (better(t, s->state, up) < draws_agree) continue;
    casus_str name = t->now->world->states[s->state].name;
    casus_str text = casus_arena_printf(t->arena,
                                        "%.*s %s%s: in %.0f %% of the disputes expected here, before %.0f %%; rank %d "
                                        "[%d–%d], before %d. As a party %+.3f, drawn in %+.3f a year.",
                                        CASUS_STR_FMT(name), up ? "rises" : "falls",
                                        up && at_the_centre(t->now, s->state) ? " to the centre" : "", 100 * s->share,
                                        100 * was->share, s->rank, s->rank_low, s->rank_high, was->rank,
                                        s->party - was->party, s->drawn_in - was->drawn_in);
    rc = tell(t, up ? "rise" : "fall", s->state, CASUS_NO_STATE, text, CASUS_STR(""));
  }
  return rc;
}

static bool regional(const teller *t, uint32_t a, uint32_t b) {
  const bool *in = t->now->inner->in_region;
  return (a != CASUS_NO_STATE && in[a]) || (b != CASUS_NO_STATE && in[b]);
}

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

/* A fact among ties; first where two snapshots of the same tables have it in the same place. */
static const casus_world_tie *find(const casus_world_tie *ties, size_t count, size_t hint, const casus_world_tie *tie) {
  for (size_t i = 0; i < count; i++) {
    const casus_world_tie *other = &ties[(hint + i) % count];
    if (other->from == tie->from && other->to == tie->to && same_fact(other, tie)) return other;
  }
  return NULL;
}

/* How much more often `who` would be drawn in beside `ally` if it owed it what the tie says. */
static double would_be(const teller *t, uint32_t who, uint32_t ally, casus_duty duty) {
  const struct casus_risk_inner *inner = t->now->inner;
  size_t n = inner->n, row = (size_t)who * n;
  casus_numbers numbers = casus_numbers_of(&inner->model);
  casus_join_table chance;
  casus_join_chances(inner, t->now->world, &numbers, who, chance);
  double sum = 0;
  uint8_t side = inner->side_class[row + ally], then = (uint8_t)(duty * 2 + side % 2);
  for (size_t o = 0; o < n; o++)
    if (o != who && o != ally) {
      uint8_t opponent = inner->opponent_class[row + o];
      sum += inner->p[(size_t)ally * n + o] * (chance[then][opponent] - chance[side][opponent]);
    }
  return sum;
}

static casus_str rate_words(const casus_rate *rate, casus_arena *arena) {
  return casus_arena_printf(arena, "%.2f %% [%.2f–%.2f]", 100 * rate->value, 100 * rate->low, 100 * rate->high);
}

/* What the records of 1950-2014 say of states in the place of `who`. */
static casus_str class_words(const teller *t, uint32_t who, uint32_t ally, casus_duty duty) {
  const casus_risk_model *m = &t->now->inner->model;
  bool major = t->now->world->states[who].major, defence = duty == CASUS_OWES_DEFENCE;
  casus_rate_class to = defence                           ? (major ? CASUS_RATE_MAJOR_DEFENCE : CASUS_RATE_DEFENCE)
                        : duty == CASUS_OWES_CONSULTATION ? CASUS_RATE_CONSULTATION
                                                          : CASUS_RATE_NON_AGGRESSION;
  casus_str none = rate_words(&m->rate[major && defence ? CASUS_RATE_MAJOR_NONE : CASUS_RATE_NONE], t->arena);
  casus_str with = rate_words(&m->rate[to], t->arena);
  if (!none.ptr || !with.ptr) return (casus_str){NULL, 0};
  casus_str text = casus_arena_printf(
      t->arena, "%s with such a duty joined %.*s of the disputes of those they owe it, without any %.*s",
      major && defence ? "Major powers" : "States", CASUS_STR_FMT(with), CASUS_STR_FMT(none));
  if (!text.ptr || !defence) return text;
  casus_str war = rate_words(&m->rate[CASUS_RATE_WAR_DEFENCE], t->arena),
            no_war = rate_words(&m->rate[CASUS_RATE_WAR_NONE], t->arena);
  if (!war.ptr || !no_war.ptr) return (casus_str){NULL, 0};
  return casus_arena_printf(
      t->arena, "%.*s; of wars %.*s against %.*s. These are averages of classes, not figures for %.*s and %.*s",
      CASUS_STR_FMT(text), CASUS_STR_FMT(war), CASUS_STR_FMT(no_war), CASUS_STR_FMT(t->now->world->states[who].name),
      CASUS_STR_FMT(t->now->world->states[ally].name));
}

static casus_duty duty_of(casus_str kind) {
  if (casus_str_eq(kind, CASUS_STR("alliance.defence"))) return CASUS_OWES_DEFENCE;
  if (casus_str_eq(kind, CASUS_STR("alliance.consultation"))) return CASUS_OWES_CONSULTATION;
  return casus_str_eq(kind, CASUS_STR("alliance.non-aggression")) ? CASUS_OWES_NON_AGGRESSION : CASUS_OWES_NOTHING;
}

/* "; drawn in beside X: Y +0.012 a year": each side that the tie binds. */
static casus_str effect_words(const teller *t, const casus_world_tie *tie, casus_duty duty) {
  const casus_world *world = t->now->world;
  casus_str text = CASUS_STR("");
  for (int turn = 0; turn < 2 && text.ptr; turn++) {
    uint32_t who = turn ? tie->to : tie->from, ally = turn ? tie->from : tie->to;
    if (turn && !tie->tie.mutual) break;
    if (t->now->inner->duty[(size_t)who * world->state_count + ally] >= duty) continue;
    text =
        casus_arena_printf(t->arena, "%.*s%s%.*s would be drawn in beside %.*s %+.4f times a year", CASUS_STR_FMT(text),
                           text.len ? ", " : " When in force, ", CASUS_STR_FMT(world->states[who].name),
                           CASUS_STR_FMT(world->states[ally].name), would_be(t, who, ally, duty));
  }
  return text.len ? casus_arena_printf(t->arena, "%.*s.", CASUS_STR_FMT(text)) : text;
}

static int tell_duty(teller *t, const casus_world_tie *tie, const char *state_of_it, bool pending) {
  const casus_world *world = t->now->world;
  casus_duty duty = duty_of(tie->tie.kind);
  casus_str parties = casus_words_parties(world, tie, t->arena), source = casus_words_source(tie, t->arena);
  bool known = tie->from != CASUS_NO_STATE && tie->to != CASUS_NO_STATE && duty != CASUS_OWES_NOTHING;
  uint32_t who = known && tie->tie.mutual && world->states[tie->to].major ? tie->to : tie->from;
  casus_str class_ = known ? class_words(t, who, who == tie->to ? tie->from : tie->to, duty) : CASUS_STR("");
  casus_str effect = known && pending ? effect_words(t, tie, duty) : CASUS_STR("");
  casus_str kind = casus_words_duty(tie);
  if (!parties.ptr || !source.ptr || !class_.ptr || !effect.ptr) return casus_fail_memory(t->err);
  casus_str text = casus_arena_printf(t->arena, "Duty of %.*s, %.*s: %s%s%.*s.%s%.*s%s%.*s%.*s", CASUS_STR_FMT(kind),
                                      CASUS_STR_FMT(parties), state_of_it, tie->treaty.len ? ": " : "",
                                      CASUS_STR_FMT(tie->treaty), class_.len ? " " : "", CASUS_STR_FMT(class_),
                                      class_.len ? "." : "", CASUS_STR_FMT(effect), CASUS_STR_FMT(source));
  return tell(t, "obligation", tie->from, tie->to, text, tie->evidence.len ? tie->evidence : tie->tie.id);
}

static int tell_tie(teller *t, const casus_world_tie *tie, const char *what) {
  casus_str text = casus_words_tie(t->now->world, tie, t->arena), source = casus_words_source(tie, t->arena);
  if (!text.ptr || !source.ptr) return casus_fail_memory(t->err);
  text = casus_arena_printf(t->arena, "%s: %.*s%.*s. It carries no weight in the likelihood.", what,
                            CASUS_STR_FMT(text), CASUS_STR_FMT(source));
  return tell(t, "tie", tie->from, tie->to, text, tie->evidence.len ? tie->evidence : tie->tie.id);
}

/* Ties of `here` that `there` has not, or has without a report that tells them. */
static int compare(teller *t, const casus_world_tie *here, size_t here_count, const casus_world *there,
                   const char *fresh, bool pending, size_t *told) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < here_count && rc == CASUS_OK; i++) {
    const casus_world_tie *tie = &here[i];
    if (!regional(t, tie->from, tie->to)) continue;
    const casus_world_tie *in_force = find(there->ties, there->tie_count, i, tie);
    const casus_world_tie *signed_only = pending ? find(there->pending, there->pending_count, i, tie) : NULL;
    const casus_world_tie *was = in_force ? in_force : signed_only;
    if (was && (was->evidence.len || !tie->evidence.len)) continue;
    if (++*told > MOST_OF_A_KIND) continue;
    const char *what =
        was ? (pending ? "signed, not known to be in force; now told by a report" : "in force; now told by a report")
            : fresh;
    rc = casus_is_alliance(tie) ? tell_duty(t, tie, what, pending)
                                : tell_tie(t, tie, was ? "Now told by a report" : "New");
  }
  return rc;
}

static int tell_ended(teller *t, size_t *told) {
  const casus_world *now = t->now->world, *before = t->before->world;
  int rc = CASUS_OK;
  for (size_t i = 0; i < before->tie_count && rc == CASUS_OK; i++) {
    const casus_world_tie *tie = &before->ties[i];
    if (!regional(t, tie->from, tie->to) || find(now->ties, now->tie_count, i, tie)) continue;
    if (++*told > MOST_OF_A_KIND) continue;
    rc = casus_is_alliance(tie) ? tell_duty(t, tie, "no longer in force", false) : tell_tie(t, tie, "No longer");
  }
  return rc;
}

static bool same_incident(const casus_incident *a, const casus_incident *b) {
  return a->a == b->a && a->b == b->b && a->date.day == b->date.day && a->date.precision == b->date.precision &&
         a->level == b->level && casus_str_eq(a->name, b->name);
}

/* Both are in the order of their days, so the search starts at the day. */
static const casus_incident *find_incident(const casus_world *world, const casus_incident *it) {
  size_t low = 0, high = world->incident_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (world->incidents[middle].date.day < it->date.day)
      low = middle + 1;
    else
      high = middle;
  }
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

static int tell_incidents(teller *t, size_t *told) {
  const casus_world *now = t->now->world;
  int rc = CASUS_OK;
  for (size_t i = now->incident_count; i-- > 0 && rc == CASUS_OK;) {
    const casus_incident *it = &now->incidents[i], *was = find_incident(t->before->world, it);
    if (!regional(t, it->a, it->b) || (was && (was->evidence.len || !it->evidence.len))) continue;
    if (++*told > MOST_OF_A_KIND) continue;
    char day[16];
    size_t length = casus_date_format(it->date, day);
    casus_str text = casus_words_incident(now, it, t->arena);
    if (!text.ptr) return casus_fail_memory(t->err);
    text = was ? casus_arena_printf(t->arena, "Known before, now told by a report: %.*s, %.*s.", (int)length, day,
                                    CASUS_STR_FMT(text))
               : casus_arena_printf(t->arena, "%.*s: %.*s: %+.4f a year.", (int)length, day, CASUS_STR_FMT(text),
                                    amount_of(t->now, (uint32_t)i));
    rc = tell(t, "incident", it->a, it->b, text, it->evidence);
  }
  return rc;
}

static int tell_more(teller *t, const char *kind, const char *what, size_t told) {
  if (told <= MOST_OF_A_KIND) return CASUS_OK;
  return tell(t, kind, CASUS_NO_STATE, CASUS_NO_STATE,
              casus_arena_printf(t->arena, "And %zu more %s.", told - MOST_OF_A_KIND, what), CASUS_STR(""));
}

int casus_risk_changes(const casus_risk_map *now, const casus_risk_map *before, casus_arena *arena,
                       casus_change **changes, size_t *count, casus_error *err) {
  teller t = {.now = now, .before = before, .arena = arena, .err = err};
  if (now->inner->n != before->inner->n || !casus_str_eq(now->region, before->region))
    return casus_fail(err, CASUS_E_USAGE, 0, "the two maps are not of the same region");
  size_t ties = 0, incidents = 0;
  int rc = tell_movements(&t);
  if (rc == CASUS_OK && t.list.count == 0)
    rc = tell(&t, "none", CASUS_NO_STATE, CASUS_NO_STATE,
              CASUS_STR("No measurable change: nobody's share of the expected disputes moved by two points with a rank "
                        "that is surely better or worse."),
              CASUS_STR(""));
  if (rc == CASUS_OK)
    rc = compare(&t, now->world->pending, now->world->pending_count, before->world, "signed, not known to be in force",
                 true, &ties);
  if (rc == CASUS_OK)
    rc = compare(&t, now->world->ties, now->world->tie_count, before->world, "in force", false, &ties);
  if (rc == CASUS_OK) rc = tell_ended(&t, &ties);
  if (rc == CASUS_OK) rc = tell_more(&t, "tie", "ties", ties);
  if (rc == CASUS_OK) rc = tell_incidents(&t, &incidents);
  if (rc == CASUS_OK) rc = tell_more(&t, "incident", "incidents", incidents);
  if (rc != CASUS_OK) return rc;
  *changes = t.list.items;
  *count = t.list.count;
  return CASUS_OK;
}
