/* A surname alone that means the leader of a state. */
#include "coder/mention_scene.h"

/* "President", "Prime Minister", "leader"; not "Vice President", "Foreign Minister". */
static bool leads_state(const casus_scene *scene, casus_str role) {
  bool any = false;
  for (size_t start = 0; start < role.len;) {
    size_t end = casus_str_find(role, CASUS_STR(" "), start);
    if (end == SIZE_MAX) end = role.len;
    if (!(casus_word_classes(scene->lexicon, casus_str_sub(role, start, end)) & CASUS_WORD_HEAD)) return false;
    any = true;
    start = end + 1;
  }
  return any;
}

/* Somebody else of that surname, by a longer name: "Kim Hong-kyun". */
static bool other_bearer(const casus_scene *scene, const casus_hit *hit) {
  casus_str form = casus_scene_token(scene, hit->first)->form;
  for (uint32_t i = 0; i < scene->text->token_count; i++) {
    if (i == hit->first || !casus_str_eq(casus_scene_token(scene, i)->form, form)) continue;
    const casus_hit *other = casus_scene_hit(scene, i);
    if (other && other->atom_last > other->atom_first + 1) return true;
    if (i > casus_scene_first(scene, i) && casus_scene_strange(scene, i - 1)) return true;
    if (i + 1 < casus_scene_last(scene, i) && casus_scene_strange(scene, i + 1)) return true;
  }
  return false;
}

bool casus_hit_is_leader(const casus_scene *scene, const casus_hit *hit, const casus_record_row *row) {
  for (uint32_t e = hit->chain; e != CASUS_NONE; e = scene->lexicon->entries[e].next) {
    const casus_record_row *other = casus_entry_row(scene->lexicon, e);
    bool leads = other->kind == CASUS_ENTRY_PERSON && scene->day >= other->from && scene->day <= other->to &&
                 casus_evidence_of(scene, other->code) && leads_state(scene, other->role);
    if (other == row && !leads) return false;
    if (leads && !casus_str_eq(other->name, row->name)) return false;
  }
  return !other_bearer(scene, hit);
}
