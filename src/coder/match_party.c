/* Parties, alone and in lists. */
#include "coder/match.h"

bool casus_party_known(const casus_party *party) { return party->actor.len > 0 || party->sector.len > 0; }

bool casus_parties_known(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (casus_party_known(&parties->items[i])) return true;
  return false;
}

bool casus_is_among(const casus_party *parties, size_t count, casus_str actor) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(parties[i].actor, actor)) return true;
  return false;
}

bool casus_parties_have(const casus_parties *parties, casus_str actor) {
  return casus_is_among(parties->items, parties->count, actor);
}

bool casus_parties_named(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (parties->items[i].actor.len) return true;
  return false;
}

bool casus_party_same(const casus_party *a, const casus_party *b) {
  bool same = casus_str_eq(a->actor, b->actor) && casus_str_eq(a->sector, b->sector) && casus_str_eq(a->name, b->name);
  if (same && (a->actor.len || casus_str_eq(a->text, b->text))) return true;
  bool overlap =
      a->span.start < b->span.end && b->span.start < a->span.end; /* "Russia" and "the Russia-China alliance" */
  return overlap && a->actor.len && casus_str_eq(a->actor, b->actor);
}

int casus_party_add(const casus_reading *view, casus_parties *parties, const casus_party *party) {
  for (size_t i = 0; i < parties->count; i++)
    if (casus_party_same(&parties->items[i], party)) return CASUS_OK;
  casus_party *item = casus_vec_push(parties, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = *party;
  return CASUS_OK;
}

casus_str casus_parties_state(const casus_parties *parties) {
  casus_str actor = CASUS_STR("");
  for (size_t i = 0; i < parties->count; i++) {
    if (!parties->items[i].actor.len) continue;
    if (actor.len && !casus_str_eq(actor, parties->items[i].actor)) return CASUS_STR("");
    actor = parties->items[i].actor;
  }
  return actor.len == 3 ? actor : CASUS_STR("");
}
