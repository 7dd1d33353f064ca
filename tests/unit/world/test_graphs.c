/* Blocs, bridges and triangles of small worlds, against counting by hand and by brute force. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "unit/world/small_world.h"

static casus_blocs blocs(casus_world_query query) {
  casus_blocs b;
  assert_int_equal(casus_world_blocs(&small, &query, arena, &b, NULL), CASUS_OK);
  return b;
}

static casus_balance balance(casus_world_query query) {
  casus_balance b;
  assert_int_equal(casus_world_balance(&small, &query, arena, &b, NULL), CASUS_OK);
  return b;
}

static void pact_among(const uint32_t *states, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count; k++) small_pact(states[i], states[k]);
}

/* Two groups of four that share one state, and one that stands alone. */
static void one_state_bridges_two_blocs(void **state) {
  (void)state;
  small_clear(8);
  pact_among((const uint32_t[]){0, 1, 2, 3}, 4);
  pact_among((const uint32_t[]){3, 4, 5, 6}, 4);
  casus_blocs b = blocs(anybody);
  assert_int_equal(b.bloc_count, 2);
  assert_true(b.blocs[0].count == 4 && b.blocs[0].bound == 6 && b.blocs[0].members[0] == 0 &&
              b.blocs[1].members[0] == 3);
  assert_int_equal(b.bridge_count, 1);
  assert_int_equal(b.bridges[0].state, 3);
  assert_int_equal(b.bridges[0].blocs, 2);
  assert_int_equal(b.bridges[0].allies, 6);
  assert_int_equal(b.bridges[0].cut, 9);                      /* three on each side */
  assert_true(fabs(b.bridges[0].between - 9.0 / 15) < 1e-12); /* of the pairs of the six others */
  assert_int_equal(b.alone_count, 1);
  assert_int_equal(b.alone[0], 7);
  assert_true(b.component_count == 1 && b.largest == 7);
  assert_int_equal(blocs((casus_world_query){0, UINT32_MAX}).bloc_count, 1);
  assert_int_equal(blocs((casus_world_query){3, 4}).bloc_count, 1);
  assert_int_equal(blocs((casus_world_query){0, 4}).bloc_count, 0);
}

static void a_bloc_takes_in_who_is_bound_to_most(void **state) {
  (void)state;
  small_clear(6);
  pact_among((const uint32_t[]){0, 1, 2}, 3);
  small_pact(3, 0), small_pact(3, 1); /* two thirds of the core */
  small_pact(4, 0);
  small_tie("alliance.consultation", 5, 0); /* no duty of defence */
  small_ties[0].treaty = small_ties[1].treaty = CASUS_STR("Pact, art. 1");
  casus_blocs b = blocs(anybody);
  assert_int_equal(b.bloc_count, 1);
  assert_true(b.blocs[0].core == 3 && b.blocs[0].count == 4 && b.blocs[0].bound == 5);
  assert_true(casus_str_eq(b.blocs[0].treaty, CASUS_STR("Pact, art. 1")) && b.blocs[0].by_treaty == 2);
  assert_int_equal(b.alone_count, 1);
  small_clear(3); /* a chain is no bloc */
  small_pact(0, 1), small_pact(1, 2);
  b = blocs(anybody);
  assert_int_equal(b.bloc_count, 0);
  assert_true(b.bridge_count == 1 && b.bridges[0].state == 1 && b.bridges[0].between == 1 && b.bridges[0].cut == 1);
}

/* Forty trios, each state bound to all but its own trio: 3^40 groups, which is said, not searched. */
static void tangled_duties_are_refused(void **state) {
  (void)state;
  enum { MANY = 120 };
  static casus_state states[MANY];
  static casus_world_tie ties[MANY * MANY / 2];
  casus_world world = {.states = states, .state_count = MANY, .ties = ties};
  for (uint32_t a = 0; a < MANY; a++)
    for (uint32_t b = a + 1; b < MANY; b++) {
      if (a / 3 == b / 3) continue; /* all but their own two: 3^40 groups */
      ties[world.tie_count] = (casus_world_tie){.tie = report_tie("alliance.defence", "A", "B"), .from = a, .to = b};
      world.tie_count++;
    }
  casus_blocs b = {.bloc_count = 77};
  casus_arena *own = casus_arena_new();
  assert_int_equal(casus_world_blocs(&world, &anybody, own, &b, NULL), CASUS_E_LIMIT);
  assert_int_equal(b.bloc_count, 77);
  casus_arena_free(own);
}

static uint32_t dice = 1;
static uint32_t roll(uint32_t sides) { return (dice = dice * 1664525 + 1013904223) / 65536 % sides; }

/* Shortest chains by counting all of them. */
static double between_by_hand(const bool edge[8][8], uint32_t n, uint32_t through) {
  uint32_t steps[8][8];
  double ways[8][8], sum = 0, pairs = 0;
  for (uint32_t s = 0; s < n; s++) {
    for (uint32_t t = 0; t < n; t++) steps[s][t] = s == t ? 0 : 99, ways[s][t] = s == t;
    for (uint32_t round = 0; round < n; round++)
      for (uint32_t t = 0; t < n; t++) {
        if (steps[s][t] != round) continue;
        for (uint32_t k = 0; k < n; k++) {
          if (!edge[t][k] || steps[s][k] < round + 1) continue;
          steps[s][k] = round + 1, ways[s][k] += ways[s][t];
        }
      }
  }
  for (uint32_t s = 0; s < n; s++)
    for (uint32_t t = s + 1; t < n; t++) {
      if (s == through || t == through || steps[s][t] == 99) continue;
      pairs++;
      if (steps[s][through] + steps[through][t] == steps[s][t]) sum += ways[s][through] * ways[through][t] / ways[s][t];
    }
  return pairs > 0 ? sum / pairs : 0;
}

static void bridges_agree_with_brute_force(void **state) {
  (void)state;
  for (int round = 0; round < 200; round++) {
    bool edge[8][8] = {{false}};
    uint32_t n = 3 + roll(6);
    small_clear(n);
    for (uint32_t a = 0; a < n; a++)
      for (uint32_t b = a + 1; b < n; b++)
        if (roll(3) == 0) small_pact(a, b), edge[a][b] = edge[b][a] = true;
    casus_arena *own = casus_arena_new();
    for (uint32_t i = 0; i < n; i++) {
      casus_blocs b;
      casus_world_query query = {i, UINT32_MAX};
      assert_int_equal(casus_world_blocs(&small, &query, own, &b, NULL), CASUS_OK);
      assert_int_equal(b.bridge_count, 1);
      assert_true(fabs(b.bridges[0].between - between_by_hand(edge, n, i)) < 1e-12);
      for (size_t k = 0; k < b.bloc_count; k++)
        assert_true(b.blocs[k].core >= 3 && b.blocs[k].count >= b.blocs[k].core);
    }
    casus_arena_free(own);
  }
}

static void signs_follow_their_rule(void **state) {
  (void)state;
  small_clear(8);
  small_pact(0, 1);                                                     /* friends */
  small_tie("alliance.non-aggression", 0, 2);                           /* friends */
  small_tie("alliance.non-aggression", 0, 3), small_tie("claim", 3, 0); /* foes all the same */
  small_pact(0, 4), small_tie("rivalry", 4, 0);                         /* torn */
  small_clash(0, 5, 4, "2016-01-01", 1);                                /* foes */
  small_clash(0, 6, 4, "2014-01-01", 1);                                /* too long ago */
  small_clash(0, 7, 4, "2019-01-01", 0.4);                              /* not sure enough */
  small_clash(1, 2, 3, "2019-01-01", 1);                                /* a show of force only */
  small_tie("alliance.consultation", 1, 7);                             /* binds nobody to peace */
  casus_balance b = balance(anybody);
  assert_int_equal(b.friends, 2);
  assert_int_equal(b.foes, 2);
  assert_int_equal(b.torn_count, 1);
  assert_true(b.torn[0].a == 0 && b.torn[0].b == 4 && b.torn[0].bond && b.torn[0].quarrel);
  assert_int_equal(balance((casus_world_query){1, UINT32_MAX}).torn_count, 0);
}

static void triangles_are_told_apart(void **state) {
  (void)state;
  small_clear(9);
  small_pact(2, 0), small_pact(2, 1), small_tie("rivalry", 0, 1);       /* strained: 2 in the middle */
  small_tie("claim", 5, 3), small_tie("claim", 5, 4), small_pact(3, 4); /* 5 the common foe */
  small_tie("rivalry", 6, 7), small_tie("rivalry", 7, 8), small_tie("occupation", 6, 8);
  casus_balance b = balance(anybody);
  assert_int_equal(b.count[0], 0);
  assert_int_equal(b.count[1], 1);
  assert_int_equal(b.count[2], 1);
  assert_int_equal(b.count[3], 1);
  assert_int_equal(b.triangle_count, 3);
  assert_true(b.triangles[0].foes == 1 && b.triangles[0].states[0] == 2 && b.triangles[0].states[1] == 0);
  assert_true(b.triangles[1].foes == 3 && b.triangles[1].states[0] == 6);
  assert_true(b.triangles[2].foes == 2 && b.triangles[2].states[0] == 5);
  assert_int_equal(b.triangles[0].pairs[2]->sign, CASUS_SIGN_FOES);
  assert_int_equal(b.triangles[2].pairs[2]->sign, CASUS_SIGN_FRIENDS);
  double sum = 0;
  for (int i = 0; i < 4; i++) sum += b.by_chance[i];
  assert_true(fabs(sum - 3) < 1e-12);
  assert_int_equal(balance((casus_world_query){7, UINT32_MAX}).triangle_count, 1);
  assert_int_equal(balance((casus_world_query){7, 3}).triangle_count, 0);
  assert_int_equal(balance((casus_world_query){7, 3}).count[1], 1); /* the census is the world's */
}

static void triangles_agree_with_brute_force(void **state) {
  (void)state;
  for (int round = 0; round < 200; round++) {
    int sign[8][8] = {{0}};
    size_t count[4] = {0};
    uint32_t n = 3 + roll(6);
    small_clear(n);
    for (uint32_t a = 0; a < n; a++)
      for (uint32_t b = a + 1; b < n; b++) {
        sign[a][b] = sign[b][a] = (int)roll(3) - 1;
        if (sign[a][b] > 0) small_pact(a, b);
        if (sign[a][b] < 0) small_tie("rivalry", b, a);
      }
    for (uint32_t a = 0; a < n; a++)
      for (uint32_t b = a + 1; b < n; b++)
        for (uint32_t c = b + 1; c < n; c++)
          if (sign[a][b] && sign[b][c] && sign[a][c]) count[(sign[a][b] < 0) + (sign[b][c] < 0) + (sign[a][c] < 0)]++;
    casus_balance b = balance(anybody);
    for (int i = 0; i < 4; i++) assert_int_equal(b.count[i], count[i]);
    for (size_t i = 0; i < b.triangle_count; i++) {
      const casus_triangle *t = &b.triangles[i];
      const uint32_t *s = t->states;
      int odd = sign[s[1]][s[2]];
      if (t->foes == 1) assert_true(odd < 0 && sign[s[0]][s[1]] > 0 && sign[s[0]][s[2]] > 0);
      if (t->foes == 2) assert_true(odd > 0 && sign[s[0]][s[1]] < 0 && sign[s[0]][s[2]] < 0);
      assert_true(t->pairs[0]->a < t->pairs[0]->b);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_state_bridges_two_blocs),      cmocka_unit_test(a_bloc_takes_in_who_is_bound_to_most),
      cmocka_unit_test(tangled_duties_are_refused),       cmocka_unit_test(bridges_agree_with_brute_force),
      cmocka_unit_test(signs_follow_their_rule),          cmocka_unit_test(triangles_are_told_apart),
      cmocka_unit_test(triangles_agree_with_brute_force),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
