/* Role phrases in the making: whose the role is, left and right of its noun. Private to mention_roles*.c. */
#ifndef CASUS_CODER_MENTION_ROLES_H
#define CASUS_CODER_MENTION_ROLES_H

#include "coder/mention_scene.h"

/* What was read left of a role noun. */
typedef struct casus_left_side {
  casus_str modifier_sector;
  uint32_t organization_first, organization_last; /* a run of strange capitals: "Columbia University professor" */
  bool possessive, owned;
} casus_left_side;

static inline bool casus_is_role(const casus_hit *hit) { return hit->kind == CASUS_ENTRY_ROLE; }
static inline bool casus_names_a_body(const casus_hit *hit) {
  return hit->kind == CASUS_ENTRY_ORGANISATION || hit->kind == CASUS_ENTRY_SEAT || hit->kind == CASUS_ENTRY_MEDIUM;
}
static inline bool casus_scene_and(const casus_scene *scene, uint32_t i) {
  return casus_scene_is(scene, i, "and") || casus_scene_is(scene, i, "or") || casus_scene_is(scene, i, "&");
}
/* "professor", "lecturer": what it is "of" is a field. */
static inline bool casus_role_is_field(const casus_role_phrase *phrase) {
  return phrase->detail == CASUS_DETAIL_OFFICE && casus_str_eq(phrase->sector, CASUS_STR("EDU"));
}

/* mention_roles_owner.c. Whether the word may stand between a noun and its article or owner. */
bool casus_role_modifier(const casus_scene *scene, uint32_t i);
/* The functions below are false when out of memory. The role belongs to the party; to what the hit names; */
bool casus_role_own_party(casus_scene *scene, casus_role_phrase *phrase, casus_party party);
bool casus_role_own(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit);
/* … to that and what is listed before it: "US, Japanese and South Korean officials"; *first: where the list starts; */
bool casus_role_own_before(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit, uint32_t *first);
/* … to that and what is listed behind it: "of Estonia, Latvia and Lithuania"; *last: where the list ends. */
bool casus_role_own_behind(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit, uint32_t *last);

/* mention_roles_left.c: moves phrase->first to the left. */
bool casus_role_read_left(casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left);
/* mention_roles_right.c: moves phrase->last to the right. */
bool casus_role_read_right(casus_scene *scene, casus_role_phrase *phrase);

#endif
