/* How likely those in a treaty chain are to join: by the model, and by what was measured of their class. */
#include "risk/chain.h"

#include <math.h>
#include <stdlib.h>

enum { FREE_SHOWN = 5 };

static double chance_of(const casus_chainer *c, const casus_numbers *numbers, const casus_chain_link *link) {
  const struct casus_risk_inner *inner = c->map->inner;
  casus_join_place at = casus_join_place_of(inner, link->state, link->beside, link->against);
  return casus_join_chance(inner, c->world, numbers, &at);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int find_chances(casus_chainer *c) {
  const struct casus_risk_inner *inner = c->map->inner;
  unsigned draws = inner->draws->draws;
  casus_numbers estimate = casus_numbers_of(&inner->model);
  casus_numbers *drawn = casus_arena_array(c->arena, draws, sizeof *drawn);
  double *values = casus_arena_array(c->arena, draws, sizeof *values);
  if (!drawn || !values) return casus_fail_memory(c->err);
  for (unsigned i = 0; i < draws; i++) drawn[i] = casus_numbers_drawn(&inner->model, inner->draws->seed, i);
  for (size_t l = 0; l < c->links.count; l++) {
    casus_chain_link *link = &c->links.items[l];
    link->chance = chance_of(c, &estimate, link);
    for (unsigned i = 0; i < draws; i++) values[i] = chance_of(c, &drawn[i], link);
    qsort(values, draws, sizeof *values, by_value);
    link->low = fmin(link->chance, values[draws / 20]);
    link->high = fmax(link->chance, values[draws - 1 - draws / 20]);
  }
  return CASUS_OK;
}

/* The likeliest of those whom nothing binds, each on its likelier side. */
static int add_free(casus_chainer *c) {
  casus_chain_link best[FREE_SHOWN + 1];
  size_t count = 0;
  casus_numbers numbers = casus_numbers_of(&c->map->inner->model);
  for (size_t i = 0; i < c->links.count; i++) c->placed[c->links.items[i].state] = true;
  c->placed[c->attack.attacker] = c->placed[c->attack.target] = true;
  for (uint32_t who = 0; who < c->world->state_count; who++) {
    if (c->placed[who]) continue;
    casus_chain_link link = {
        .role = CASUS_CHAIN_FREE, .step = 1, .state = who, .beside = c->attack.target, .against = c->attack.attacker};
    casus_chain_link other = link;
    other.beside = c->attack.attacker, other.against = c->attack.target;
    link.chance = chance_of(c, &numbers, &link), other.chance = chance_of(c, &numbers, &other);
    if (other.chance > link.chance) link = other;
    size_t at = count;
    for (; at > 0 && best[at - 1].chance < link.chance; at--) best[at] = best[at - 1];
    if (at == FREE_SHOWN) continue;
    best[at] = link;
    if (count < FREE_SHOWN) count++;
  }
  int rc = CASUS_OK;
  for (size_t i = 0; i < count && rc == CASUS_OK; i++) rc = casus_chain_add(c, &best[i]);
  return rc;
}

/* False: nobody counted how often such states join. */
static bool duty_of(casus_chain_role role, casus_duty *duty) {
  switch (role) {
  case CASUS_CHAIN_AID:
  case CASUS_CHAIN_IN_TURN:
    return *duty = CASUS_OWES_DEFENCE, true;
  case CASUS_CHAIN_CONSULT:
    return *duty = CASUS_OWES_CONSULTATION, true;
  case CASUS_CHAIN_FREE:
    return *duty = CASUS_OWES_NOTHING, true;
  default:
    return false;
  }
}

int casus_chain_rate(casus_chainer *c, casus_chain *chain) {
  const casus_rate *rates = c->map->inner->model.rate;
  int rc = add_free(c);
  if (rc == CASUS_OK) rc = find_chances(c);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; i < c->links.count; i++) {
    casus_chain_link *link = &c->links.items[i];
    casus_duty duty;
    link->rate = link->rate_low = link->rate_high = NAN;
    if (!duty_of(link->role, &duty)) continue;
    casus_rate_class class = casus_rate_class_of(c->world, link->state, duty);
    link->class_name = casus_str_from_c(casus_rate_class_name(class));
    link->rate = rates[class].value, link->rate_low = rates[class].low, link->rate_high = rates[class].high;
  }
  const casus_rate *none = &rates[CASUS_RATE_WAR_NONE], *bound = &rates[CASUS_RATE_WAR_DEFENCE];
  chain->war_rate[0] = none->value, chain->war_rate[1] = none->low, chain->war_rate[2] = none->high;
  chain->war_rate_bound[0] = bound->value, chain->war_rate_bound[1] = bound->low,
  chain->war_rate_bound[2] = bound->high;
  return CASUS_OK;
}
