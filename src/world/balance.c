/* Friends, foes, and the triangles that they make. */
#include "world/ask.h"

#include <stdlib.h>

enum {
  WINDOW_DAYS = CASUS_BALANCE_YEARS * 1461 / 4,
  FORCE = 4,
  DEFENCE = 2,
  OCCUPATION = 5,
  RIVALRY = 3,
  CLAIM = 2,
  SANCTIONS = 1
};
static const double even_odds = 0.5; /* a reported clash counts from this confidence on */

typedef struct weigher {
  const casus_world *world;
  casus_arena *arena;
  casus_signed_pair *pairs; /* [n * n], used where a < b */
  CASUS_VEC(casus_triangle) found;
  casus_error *err;
} weigher;

static casus_signed_pair *pair_of(const weigher *w, uint32_t a, uint32_t b) {
  return &w->pairs[a < b ? (size_t)a * w->world->state_count + b : (size_t)b * w->world->state_count + a];
}

static int bond_weight(const casus_world_tie *tie) {
  if (!tie) return 0;
  if (casus_str_eq(tie->tie.kind, CASUS_STR("alliance.defence"))) return DEFENCE;
  return casus_str_eq(tie->tie.kind, CASUS_STR("alliance.non-aggression"));
}

static int quarrel_weight(const casus_world_tie *tie) {
  static const struct {
    casus_str kind;
    int weight;
  } kinds[] = {{CASUS_STR_INIT("occupation"), OCCUPATION},
               {CASUS_STR_INIT("rivalry"), RIVALRY},
               {CASUS_STR_INIT("claim"), CLAIM},
               {CASUS_STR_INIT("sanctions"), SANCTIONS}};
  for (size_t i = 0; tie && i < CASUS_COUNT(kinds); i++)
    if (casus_str_eq(tie->tie.kind, kinds[i].kind)) return kinds[i].weight;
  return 0;
}

static int foe_weight(const casus_signed_pair *pair) {
  int standing = quarrel_weight(pair->quarrel), clash = pair->clash ? pair->clash->level : 0;
  return standing > clash ? standing : clash;
}

static void weigh(weigher *w) {
  const casus_world *world = w->world;
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    if (tie->from == CASUS_NO_STATE || tie->to == CASUS_NO_STATE || tie->from == tie->to) continue;
    casus_signed_pair *pair = pair_of(w, tie->from, tie->to);
    if (bond_weight(tie) > bond_weight(pair->bond)) pair->bond = tie;
    if (quarrel_weight(tie) > quarrel_weight(pair->quarrel)) pair->quarrel = tie;
  }
  for (size_t i = 0; i < world->incident_count; i++) { /* the newest stays */
    const casus_incident *it = &world->incidents[i];
    bool recent = casus_date_last_day(it->date) > world->date.day - WINDOW_DAYS;
    if (recent && it->level >= FORCE && it->confidence >= even_odds) pair_of(w, it->a, it->b)->clash = it;
  }
  for (uint32_t a = 0; a < world->state_count; a++)
    for (uint32_t b = a + 1; b < world->state_count; b++) {
      casus_signed_pair *pair = pair_of(w, a, b);
      pair->a = a, pair->b = b;
      bool quarrel = foe_weight(pair) > 0;
      if (quarrel)
        pair->sign = bond_weight(pair->bond) == DEFENCE ? CASUS_SIGN_TORN : CASUS_SIGN_FOES;
      else if (pair->bond)
        pair->sign = CASUS_SIGN_FRIENDS;
    }
}

static int count_pairs(weigher *w, const casus_world_query *query, casus_balance *b) {
  size_t n = w->world->state_count;
  for (size_t i = 0; i < n * n; i++) {
    b->friends += w->pairs[i].sign == CASUS_SIGN_FRIENDS;
    b->foes += w->pairs[i].sign == CASUS_SIGN_FOES;
    b->torn_count += w->pairs[i].sign == CASUS_SIGN_TORN;
  }
  b->torn = casus_arena_array(w->arena, b->torn_count, sizeof *b->torn);
  if (!b->torn) return casus_fail_memory(w->err);
  b->torn_count = 0;
  for (size_t i = 0; i < n * n; i++)
    if (w->pairs[i].sign == CASUS_SIGN_TORN && casus_query_wants(query, w->pairs[i].a, w->pairs[i].b))
      b->torn[b->torn_count++] = w->pairs[i];
  return CASUS_OK;
}

static bool in_triangle(uint32_t state, const uint32_t *states) {
  return state == CASUS_NO_STATE || states[0] == state || states[1] == state || states[2] == state;
}

/* The odd one first: of one quarrel the friend of both, of two the common foe. */
static casus_triangle turned(const weigher *w, const uint32_t *states, int foes) {
  uint32_t a = states[0], b = states[1], c = states[2];
  casus_sign odd = foes == 1 ? CASUS_SIGN_FOES : CASUS_SIGN_FRIENDS; /* the sign of the side opposite the first */
  if (foes < 3 && pair_of(w, a, c)->sign == odd) {
    uint32_t first = b;
    b = a, a = first;
  } else if (foes < 3 && pair_of(w, a, b)->sign == odd) {
    uint32_t first = c;
    c = b, b = a, a = first;
  }
  return (casus_triangle){{a, b, c}, {pair_of(w, a, b), pair_of(w, a, c), pair_of(w, b, c)}, foes};
}

static int find_triangles(weigher *w, const casus_world_query *query, casus_balance *balance) {
  uint32_t n = (uint32_t)w->world->state_count;
  for (uint32_t a = 0; a < n; a++)
    for (uint32_t b = a + 1; b < n; b++) {
      casus_sign ab = pair_of(w, a, b)->sign;
      if (ab != CASUS_SIGN_FRIENDS && ab != CASUS_SIGN_FOES) continue;
      for (uint32_t c = b + 1; c < n; c++) {
        casus_sign ac = pair_of(w, a, c)->sign, bc = pair_of(w, b, c)->sign;
        bool is_signed =
            (ac == CASUS_SIGN_FRIENDS || ac == CASUS_SIGN_FOES) && (bc == CASUS_SIGN_FRIENDS || bc == CASUS_SIGN_FOES);
        if (!is_signed) continue;
        int foes = (ab == CASUS_SIGN_FOES) + (ac == CASUS_SIGN_FOES) + (bc == CASUS_SIGN_FOES);
        const uint32_t states[] = {a, b, c};
        balance->count[foes]++;
        if (!foes || !in_triangle(query->actor, states) || !in_triangle(query->other, states)) continue;
        casus_triangle *slot = casus_vec_push(&w->found, w->arena);
        if (!slot) return casus_fail_memory(w->err);
        *slot = turned(w, states, foes);
      }
    }
  return CASUS_OK;
}

/* What binds weighs most, so that allies of one ally who fight come first. */
static int weight_of(const casus_triangle *t) {
  int weight = 0;
  for (int i = 0; i < 3; i++)
    weight += t->pairs[i]->sign == CASUS_SIGN_FRIENDS ? 10 * bond_weight(t->pairs[i]->bond) : foe_weight(t->pairs[i]);
  return weight;
}

static int by_strain(const void *x, const void *y) {
  static const int rank[] = {3, 0, 2, 1};
  const casus_triangle *a = x, *b = y;
  if (a->foes != b->foes) return rank[a->foes] - rank[b->foes];
  int left = weight_of(a), right = weight_of(b);
  if (left != right) return right - left;
  for (int i = 0; i < 3; i++)
    if (a->states[i] != b->states[i]) return a->states[i] < b->states[i] ? -1 : 1;
  return 0;
}

/* Three pairs out of all signed ones, without putting back. */
static void expect_by_chance(casus_balance *b) {
  double friends = (double)b->friends, foes = (double)b->foes, all = friends + foes, triangles = 0;
  for (int i = 0; i < 4; i++) triangles += (double)b->count[i];
  if (all < 3) return;
  double ways = all * (all - 1) * (all - 2) / 6;
  double chance[] = {friends * (friends - 1) * (friends - 2) / 6, friends * (friends - 1) / 2 * foes,
                     friends * foes * (foes - 1) / 2, foes * (foes - 1) * (foes - 2) / 6};
  for (int i = 0; i < 4; i++) b->by_chance[i] = triangles * chance[i] / ways;
}

int casus_world_balance(const casus_world *world, const casus_world_query *query, casus_arena *arena,
                        casus_balance *balance, casus_error *err) {
  weigher w = {.world = world, .arena = arena, .err = err};
  casus_balance made = {0};
  w.pairs = casus_arena_array(arena, world->state_count * world->state_count, sizeof *w.pairs);
  if (!w.pairs) return casus_fail_memory(err);
  weigh(&w);
  int rc = count_pairs(&w, query, &made);
  if (rc == CASUS_OK) rc = find_triangles(&w, query, &made);
  if (rc != CASUS_OK) return rc;
  expect_by_chance(&made);
  if (w.found.count) qsort(w.found.items, w.found.count, sizeof *w.found.items, by_strain);
  made.triangles = w.found.items, made.triangle_count = w.found.count;
  *balance = made;
  return CASUS_OK;
}
