/* The treaty chain of an attack: who is bound to whom, step by step. */
#include "risk/chain.h"

#include <math.h>
#include <stdlib.h>

const char *casus_chain_role_name(casus_chain_role role) {
  static const char *const names[] = {"aid", "support", "in-turn", "consult", "neutral", "free"};
  return names[role];
}

static casus_str kind_of(casus_chain_role role) {
  static const casus_str kinds[] = {
      [CASUS_CHAIN_AID] = CASUS_STR_INIT("alliance.defence"),
      [CASUS_CHAIN_SUPPORT] = CASUS_STR_INIT("alliance.offence"),
      [CASUS_CHAIN_IN_TURN] = CASUS_STR_INIT("alliance.defence"),
      [CASUS_CHAIN_CONSULT] = CASUS_STR_INIT("alliance.consultation"),
      [CASUS_CHAIN_NEUTRAL] = CASUS_STR_INIT("alliance.neutrality"),
  };
  return kinds[role];
}

/* The state that the tie binds to the good of `whom`; CASUS_NO_STATE: none. */
static uint32_t bound_by(const casus_world_tie *tie, uint32_t whom) {
  if (tie->to == whom) return tie->from;
  return tie->tie.mutual && tie->from == whom ? tie->to : CASUS_NO_STATE;
}

int casus_chain_add(casus_chainer *c, const casus_chain_link *link) {
  casus_chain_link *slot = casus_vec_push(&c->links, c->arena);
  if (!slot) return casus_fail_memory(c->err);
  *slot = *link;
  return CASUS_OK;
}

/* The first pact of `who` with `whom` that acting against it would break: a defence duty before lesser ones. */
static const casus_world_tie *pact_with(const casus_chainer *c, uint32_t who, uint32_t whom) {
  static const casus_str kinds[] = {CASUS_STR_INIT("alliance.defence"), CASUS_STR_INIT("alliance.non-aggression"),
                                    CASUS_STR_INIT("alliance.neutrality")};
  for (size_t k = 0; k < CASUS_COUNT(kinds); k++)
    for (size_t i = 0; i < c->world->tie_count; i++)
      if (casus_binds(&c->world->ties[i], who, whom) && casus_str_eq(c->world->ties[i].tie.kind, kinds[k]))
        return &c->world->ties[i];
  return NULL;
}

/* Links for all who owe `whom` what the role asks for and have no place yet. */
static int add_bound(casus_chainer *c, casus_chain_role role, int step, uint32_t whom, uint32_t against) {
  const casus_world *world = c->world;
  size_t first = c->links.count;
  memset(c->count, 0, world->state_count * sizeof *c->count);
  for (size_t i = 0; i < world->tie_count; i++) {
    uint32_t who = bound_by(&world->ties[i], whom);
    if (who != CASUS_NO_STATE && casus_str_eq(world->ties[i].tie.kind, kind_of(role))) c->count[who]++;
  }
  for (uint32_t who = 0; who < world->state_count; who++) {
    if (!c->count[who] || c->placed[who] || who == whom || who == against) continue;
    casus_chain_link link = {.role = role, .step = step, .state = who, .beside = whom, .against = against};
    link.ties = casus_arena_array(c->arena, c->count[who], sizeof *link.ties);
    if (!link.ties) return casus_fail_memory(c->err);
    link.broken = pact_with(c, who, against);
    c->placed[who] = true;
    c->at[who] = (uint32_t)c->links.count;
    int rc = casus_chain_add(c, &link);
    if (rc != CASUS_OK) return rc;
  }
  for (size_t i = 0; i < world->tie_count; i++) {
    uint32_t who = bound_by(&world->ties[i], whom);
    if (who == CASUS_NO_STATE || !casus_str_eq(world->ties[i].tie.kind, kind_of(role))) continue;
    size_t at = c->at[who];
    if (at < first || at >= c->links.count || c->links.items[at].state != who) continue;
    c->links.items[at].ties[c->links.items[at].tie_count++] = &world->ties[i];
  }
  return CASUS_OK;
}

/* One step further on both sides: towards those who came in by the step before. */
static int take_step(casus_chainer *c, int step) {
  size_t before = c->links.count;
  int rc = CASUS_OK;
  for (size_t i = 0; i < before && rc == CASUS_OK; i++) {
    const casus_chain_link link = c->links.items[i];
    if (link.step != step - 1) continue;
    rc = add_bound(c, link.role == CASUS_CHAIN_AID ? CASUS_CHAIN_AID : CASUS_CHAIN_IN_TURN, step, link.state,
                   link.against);
  }
  return rc;
}

/* Consultation and neutrality, of those whom no stronger duty binds directly. */
static int add_lesser(casus_chainer *c) {
  uint32_t attacker = c->attack.attacker, target = c->attack.target;
  memset(c->placed, 0, c->world->state_count * sizeof *c->placed);
  for (size_t i = 0; i < c->links.count; i++) c->placed[c->links.items[i].state] |= c->links.items[i].step == 1;
  int rc = add_bound(c, CASUS_CHAIN_CONSULT, 1, target, attacker);
  if (rc == CASUS_OK) rc = add_bound(c, CASUS_CHAIN_CONSULT, 1, attacker, target);
  if (rc == CASUS_OK) rc = add_bound(c, CASUS_CHAIN_NEUTRAL, 1, target, attacker);
  return rc == CASUS_OK ? add_bound(c, CASUS_CHAIN_NEUTRAL, 1, attacker, target) : rc;
}

static int walk(casus_chainer *c, int depth) {
  uint32_t attacker = c->attack.attacker, target = c->attack.target;
  c->placed[attacker] = c->placed[target] = true;
  int rc = add_bound(c, CASUS_CHAIN_AID, 1, target, attacker);
  if (rc == CASUS_OK) rc = add_bound(c, CASUS_CHAIN_SUPPORT, 1, attacker, target);
  if (rc == CASUS_OK) rc = add_bound(c, CASUS_CHAIN_IN_TURN, 1, attacker, target);
  for (int step = 2; step <= depth && rc == CASUS_OK; step++) rc = take_step(c, step);
  return rc == CASUS_OK ? add_lesser(c) : rc;
}

static int find_broken(const casus_chainer *c, casus_chain *chain) {
  const casus_world *world = c->world;
  chain->broken = casus_arena_array(c->arena, world->tie_count, sizeof *chain->broken);
  if (!chain->broken) return casus_fail_memory(c->err);
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    bool pact = casus_is_alliance(tie) && !casus_str_eq(tie->tie.kind, CASUS_STR("alliance.consultation"));
    if (pact && casus_binds(tie, c->attack.attacker, c->attack.target)) chain->broken[chain->broken_count++] = tie;
  }
  return CASUS_OK;
}

static int find_pending(const casus_chainer *c, casus_chain *chain) {
  const casus_world *world = c->world;
  chain->pending = casus_arena_array(c->arena, world->pending_count, sizeof *chain->pending);
  if (!chain->pending) return casus_fail_memory(c->err);
  for (size_t i = 0; i < world->pending_count; i++) {
    const casus_world_tie *tie = &world->pending[i];
    uint32_t to_target = bound_by(tie, c->attack.target), to_attacker = bound_by(tie, c->attack.attacker);
    if (casus_is_alliance(tie) && (to_target != CASUS_NO_STATE || to_attacker != CASUS_NO_STATE))
      chain->pending[chain->pending_count++] = tie;
  }
  return CASUS_OK;
}

/* Suppliers of the attacked before those of the attacker; the larger share first, unknown ones last, then in the order
 * of the tables. */
static bool stands_before(const casus_world_tie *a, const casus_world_tie *b, uint32_t target) {
  if ((a->to == target) != (b->to == target)) return a->to == target;
  if (a->tie.amount.known != b->tie.amount.known) return a->tie.amount.known;
  return a->tie.amount.known && a->tie.amount.value > b->tie.amount.value;
}

static int find_arms(const casus_chainer *c, casus_chain *chain) {
  const casus_world *world = c->world;
  chain->arms = casus_arena_array(c->arena, world->tie_count, sizeof *chain->arms);
  if (!chain->arms) return casus_fail_memory(c->err);
  for (size_t i = 0; i < world->tie_count; i++) {
    const casus_world_tie *tie = &world->ties[i];
    if (!casus_str_eq(tie->tie.kind, CASUS_STR("arms"))) continue;
    if (tie->to != c->attack.attacker && tie->to != c->attack.target) continue;
    size_t at = chain->arms_count++;
    for (; at > 0 && stands_before(tie, chain->arms[at - 1], c->attack.target); at--)
      chain->arms[at] = chain->arms[at - 1];
    chain->arms[at] = tie;
  }
  return CASUS_OK;
}

int casus_risk_chain(const casus_risk_map *map, casus_attack attack, int depth, casus_arena *arena, casus_chain *chain,
                     casus_error *err) {
  size_t n = map->inner->n;
  casus_chain made = {.attack = attack, .depth = depth ? depth : CASUS_CHAIN_DEPTH};
  casus_chainer c = {.map = map, .world = map->world, .attack = attack, .arena = arena, .err = err};
  if (attack.attacker >= n || attack.target >= n || attack.attacker == attack.target)
    return casus_fail(err, CASUS_E_USAGE, 0, "an attack is of one state on another");
  if (made.depth < 1 || made.depth > CASUS_CHAIN_DEEPEST)
    return casus_fail(err, CASUS_E_USAGE, 0, "a chain is of 1 to %d steps", CASUS_CHAIN_DEEPEST);
  c.placed = casus_arena_array(arena, n, sizeof *c.placed);
  c.count = casus_arena_array(arena, n, sizeof *c.count);
  c.at = casus_arena_array(arena, n, sizeof *c.at);
  if (!c.placed || !c.count || !c.at) return casus_fail_memory(err);
  int rc = walk(&c, made.depth);
  if (rc == CASUS_OK) rc = find_broken(&c, &made);
  if (rc == CASUS_OK) rc = find_pending(&c, &made);
  if (rc == CASUS_OK) rc = find_arms(&c, &made);
  if (rc == CASUS_OK) rc = casus_chain_rate(&c, &made);
  if (rc != CASUS_OK) return rc;
  made.links = c.links.items, made.link_count = c.links.count;
  *chain = made;
  return CASUS_OK;
}
