/* Left of a role noun: modifiers, owners, possessive pronouns, the article. */
#include "coder/mention_roles.h"

enum { MODIFIERS = 8 };

static void take_role_modifier(casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left, casus_hit *hit) {
  const casus_record_row *row = casus_entry_row(scene->lexicon, hit->entry);
  phrase->first = hit->first;
  if (!left->modifier_sector.len) left->modifier_sector = row->sector;
  if (row->detail == CASUS_DETAIL_BODY && !phrase->organization.len)
    phrase->organization = casus_scene_bytes(scene, hit->first, hit->last);
  bool one_name = casus_is_upper(casus_scene_token(scene, hit->first)->form.ptr[0]) &&
                  casus_is_upper(casus_scene_token(scene, scene->hits.items[phrase->hit].first)->form.ptr[0]);
  if (!left->possessive || one_name) hit->consumed = true; /* "King's College" has no king in it */
}

static bool take_owner(casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left, const casus_hit *hit,
                       bool *memory) {
  bool relation = casus_scene_word(scene, scene->hits.items[phrase->hit].last - 1) & CASUS_WORD_RELATION;
  if (relation && left->possessive) return false;
  *memory = casus_role_own_before(scene, phrase, hit, &phrase->first);
  left->owned = true;
  return *memory;
}

static bool see_article(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  if (casus_scene_token(scene, at)->upos != CASUS_UPOS_DET) return false;
  phrase->definite = casus_scene_is(scene, at, "the") || casus_scene_is(scene, at, "this");
  return true;
}

static bool see_pronoun(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  const casus_token *token = casus_scene_token(scene, at);
  bool owns = casus_str_eq(token->xpos, CASUS_STR("PRP$")) ||
              (token->upos == CASUS_UPOS_PRON && token->subrel == CASUS_SUB_poss);
  if (!owns) return false;
  phrase->pronoun = at;
  phrase->definite = true;
  return true;
}

/* "former Australian ambassador": only adjectives stand before whose it is. */
static bool step_past_owner(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  unsigned upos = casus_scene_token(scene, at)->upos;
  if (see_article(scene, phrase, at)) return false;
  bool former = casus_scene_word(scene, at) & CASUS_WORD_FORMER;
  if (!former && upos != CASUS_UPOS_ADJ && upos != CASUS_UPOS_NUM) return false;
  phrase->former |= former;
  phrase->first = at;
  return true;
}

/* "Ukrainian and European leaders" */
static bool step_over_and(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  const casus_hit *other = casus_scene_live(scene, at - 1);
  if (!other || !other->lends || !other->premodifies || casus_is_role(other)) return false;
  phrase->first = at;
  return true;
}

static bool step_over_hyphen(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at, uint32_t start) {
  const casus_hit *other = casus_scene_live(scene, at - 1);
  phrase->first = other && other->lends ? at : at - 1 > start ? at - 1 : start;
  return phrase->first > start;
}

/* `hit`: a name that lends no actor, NULL: none. */
static bool step_over_modifier(const casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left, uint32_t at,
                               const casus_hit *hit, uint32_t start) {
  if (!hit && !casus_role_modifier(scene, at)) return false;
  if (casus_scene_word(scene, at) & CASUS_WORD_FORMER) phrase->former = true;
  if (casus_scene_strange(scene, at) && casus_scene_token(scene, at)->upos == CASUS_UPOS_PROPN && at > start) {
    if (!left->organization_last) left->organization_last = phrase->first;
    left->organization_first = at;
  }
  phrase->first = hit ? hit->first : at;
  return true;
}

/* One step to the left of phrase->first. False when the phrase starts there. */
static bool step_left(casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left, uint32_t start,
                      bool *memory) {
  uint32_t at = phrase->first - 1;
  casus_hit *hit = casus_scene_live(scene, at);
  if (hit && (hit->last > phrase->first || left->owned)) return false;
  if (left->owned) return step_past_owner(scene, phrase, at);
  if (hit && casus_is_role(hit)) {
    take_role_modifier(scene, phrase, left, hit);
    return true;
  }
  if (hit && hit->lends) return take_owner(scene, phrase, left, hit, memory);
  if (casus_scene_possessive(scene, at)) {
    left->possessive = true;
    phrase->first = at;
    return true;
  }
  if (see_pronoun(scene, phrase, at) || see_article(scene, phrase, at)) return false;
  if (casus_scene_and(scene, at) && at > start) return step_over_and(scene, phrase, at);
  if (casus_scene_hyphen(scene, at)) return step_over_hyphen(scene, phrase, at, start);
  return step_over_modifier(scene, phrase, left, at, hit, start);
}

bool casus_role_read_left(casus_scene *scene, casus_role_phrase *phrase, casus_left_side *left) {
  uint32_t start = casus_scene_first(scene, phrase->first);
  bool memory = true;
  for (int i = 0; i < MODIFIERS && phrase->first > start; i++)
    if (!step_left(scene, phrase, left, start, &memory)) break;
  while (phrase->first < scene->hits.items[phrase->hit].first &&
         (casus_scene_possessive(scene, phrase->first) || casus_scene_is(scene, phrase->first, "-")))
    phrase->first++;
  if (left->organization_last && !phrase->organization.len)
    phrase->organization = casus_scene_bytes(scene, left->organization_first, left->organization_last);
  return memory;
}
