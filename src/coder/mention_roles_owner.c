/* Whose a role is: single owners and lists of them. */
#include "coder/mention_roles.h"

enum { OWNERS = 8 };

/* Owners in the order of the text, while they are collected. */
typedef struct owner_list {
  uint32_t hits[OWNERS];
  size_t count;
} owner_list;

bool casus_role_modifier(const casus_scene *scene, uint32_t i) {
  const casus_token *token = casus_scene_token(scene, i);
  if (casus_scene_word(scene, i) & CASUS_WORD_DAY && token->upos == CASUS_UPOS_PROPN) return false;
  switch (token->upos) {
  case CASUS_UPOS_ADJ:
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_NUM:
  case CASUS_UPOS_PROPN:
    return true;
  case CASUS_UPOS_ADV:
    return token->deprel == CASUS_DEP_advmod && token->head == (int32_t)i + 1;
  case CASUS_UPOS_VERB:
    return token->deprel == CASUS_DEP_amod &&
           (casus_str_eq(token->xpos, CASUS_STR("VBN")) || casus_str_eq(token->xpos, CASUS_STR("VBG")));
  default:
    return false;
  }
}

bool casus_role_own_party(casus_scene *scene, casus_role_phrase *phrase, casus_party party) {
  for (size_t i = 0; i < phrase->owner_count; i++)
    if (casus_str_eq(phrase->owners[i].actor, party.actor)) return true;
  casus_party *more = casus_arena_array(scene->arena, phrase->owner_count + 1, sizeof *more);
  if (!more) return false;
  if (phrase->owner_count) memcpy(more, phrase->owners, phrase->owner_count * sizeof *more);
  more[phrase->owner_count++] = party;
  phrase->owners = more;
  return true;
}

bool casus_role_own(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit) {
  casus_party party = casus_hit_party(scene, hit);
  if (casus_names_a_body(hit)) {
    phrase->owner_sector = party.sector;
    if (!phrase->organization.len) phrase->organization = hit->kind == CASUS_ENTRY_SEAT ? party.text : party.name;
  }
  return casus_role_own_party(scene, phrase, party);
}

static bool own_all(casus_scene *scene, casus_role_phrase *phrase, const owner_list *list) {
  for (size_t i = 0; i < list->count; i++)
    if (!casus_role_own(scene, phrase, &scene->hits.items[list->hits[i]])) return false;
  return true;
}

static bool alike(const casus_hit *a, const casus_hit *b) {
  bool adjectival_a = a->kind == CASUS_ENTRY_ADJECTIVE || a->kind == CASUS_ENTRY_DEMONYM;
  bool adjectival_b = b->kind == CASUS_ENTRY_ADJECTIVE || b->kind == CASUS_ENTRY_DEMONYM;
  return a->premodifies == b->premodifies || adjectival_a == adjectival_b;
}

/* "US, Japanese and South Korean officials", "Russia-North Korea": what is listed before `hit`. */
static void owners_before(const casus_scene *scene, const casus_hit *hit, owner_list *list, uint32_t *first) {
  uint32_t start = casus_scene_first(scene, hit->first);
  bool listed = false;
  list->hits[list->count++] = (uint32_t)scene->hit_of[hit->first];
  *first = hit->first;
  while (list->count < OWNERS && *first >= start + 2) {
    bool hyphen = casus_scene_hyphen(scene, *first - 1);
    bool and = casus_scene_and(scene, *first - 1);
    if (!hyphen && !and&&!(listed && casus_scene_is(scene, *first - 1, ","))) break;
    const casus_hit *other = casus_scene_live(scene, *first - 2);
    if (!other || !other->lends || casus_is_role(other) || other->kind == CASUS_ENTRY_PERSON) break;
    if (!hyphen && !alike(hit, other)) break;
    listed |= and;
    list->hits[list->count++] = (uint32_t)scene->hit_of[*first - 2];
    *first = other->first;
  }
  for (size_t i = 0; i < list->count / 2; i++) {
    uint32_t swap = list->hits[i];
    list->hits[i] = list->hits[list->count - 1 - i];
    list->hits[list->count - 1 - i] = swap;
  }
}

bool casus_role_own_before(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit, uint32_t *first) {
  owner_list list = {0};
  owners_before(scene, hit, &list, first);
  return own_all(scene, phrase, &list);
}

/* "Estonia, Latvia and Lithuania": what is listed after `hit`; a comma counts only when an "and" follows. */
static void owners_behind(const casus_scene *scene, const casus_hit *hit, owner_list *list, uint32_t *last) {
  uint32_t end = casus_scene_last(scene, hit->first), at = hit->last;
  list->hits[list->count++] = (uint32_t)scene->hit_of[hit->first];
  *last = hit->last;
  for (size_t pending = 1; pending < OWNERS && at + 1 < end;) {
    bool comma = casus_scene_is(scene, at, ","), and = casus_scene_and(scene, at);
    uint32_t next = at + 1;
    if (comma && next + 1 < end && casus_scene_and(scene, next)) {
      and = true;
      next++;
    }
    if (!comma && !and) break;
    if (casus_scene_is(scene, next, "the") && next + 1 < end) next++;
    const casus_hit *other = casus_scene_live(scene, next);
    if (!other || casus_is_role(other) || !other->lends || other->premodifies) break;
    list->hits[pending++] = (uint32_t)scene->hit_of[next];
    at = other->last;
    if (!and) continue;
    list->count = pending;
    *last = at;
  }
}

bool casus_role_own_behind(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit, uint32_t *last) {
  owner_list list = {0};
  owners_behind(scene, hit, &list, last);
  return own_all(scene, phrase, &list);
}
