/* Roles without an owner: whose they are, from what was named before. */
#include "coder/coref.h"

enum { CERTAIN_RATIO = 2, CERTAIN_COUNT = 2, ORGANISATION_MEMORY = 3 };

static bool same_role(const casus_scene *scene, uint32_t a, uint32_t b) {
  return scene->lexicon->entries[scene->hits.items[scene->roles.items[a].hit].entry].row ==
         scene->lexicon->entries[scene->hits.items[scene->roles.items[b].hit].entry].row;
}

/* Does a person who was named hold that very office? */
static bool holds(const casus_scene *scene, const casus_mention *mention, uint32_t role) {
  if (mention->kind != CASUS_MENTION_PERSON) return false;
  const casus_hit *hit = casus_scene_hit(scene, mention->last - 1);
  if (!hit || hit->kind != CASUS_ENTRY_PERSON) return false;
  casus_str office = casus_entry_row(scene->lexicon, scene->hits.items[scene->roles.items[role].hit].entry)->name;
  return casus_str_ieq(casus_entry_row(scene->lexicon, hit->entry)->role, office);
}

/* "the ambassador" after "the Australian ambassador"; `named`: "the president" after a president's bare name. */
static const casus_party *earlier_role(const casus_coref *coref, uint32_t role, bool named) {
  const casus_scene *scene = coref->scene;
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    const casus_mention *mention = casus_coref_mention(coref, a);
    bool same = named ? a->role == CASUS_NONE && holds(scene, mention, role)
                      : a->role != CASUS_NONE && a->role != role && same_role(scene, a->role, role);
    if (same && mention->party_count == 1 && mention->parties[0].actor.len) return &mention->parties[0];
  }
  return NULL;
}

/* "the ministry" after "the Russian Foreign Ministry". */
static bool has_word(casus_str name, casus_str word) {
  for (size_t i = 0; i + word.len <= name.len; i++)
    if (casus_str_ieq(casus_str_sub(name, i, i + word.len), word)) return true;
  return false;
}

/* "the bloc", "the group", "the company": the last organisation of that sector, or with that word in its name. */
static const casus_party *earlier_organisation(const casus_coref *coref, const casus_role_phrase *role) {
  const casus_scene *scene = coref->scene;
  uint32_t sentence = casus_scene_token(scene, role->first)->sentence;
  if (role->detail == CASUS_DETAIL_OFFICE || role->detail == CASUS_DETAIL_PEOPLE) return NULL;
  casus_str noun = casus_entry_row(scene->lexicon, scene->hits.items[role->hit].entry)->name;
  bool one_word = casus_str_find(noun, CASUS_STR(" "), 0) == SIZE_MAX; /* not "the international community" */
  bool by_sector =
      one_word && !casus_str_eq(role->sector, CASUS_STR("GOV")) && !casus_str_eq(role->sector, CASUS_STR("MIL"));
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    const casus_mention *mention = casus_coref_mention(coref, a);
    if (a->sentence + ORGANISATION_MEMORY < sentence) return NULL;
    if (mention->kind != CASUS_MENTION_ORGANISATION) continue;
    if ((by_sector && casus_str_eq(mention->parties[0].sector, role->sector)) ||
        has_word(mention->parties[0].name, noun))
      return &mention->parties[0];
  }
  return NULL;
}

static const casus_party *owner_by_pronoun(const casus_coref *coref, const casus_role_phrase *role) {
  if (role->pronoun == CASUS_NONE || coref->resolved[role->pronoun] < 0) return NULL;
  const casus_mention *mention = &coref->scene->mentions.items[coref->resolved[role->pronoun]];
  return mention->party_count ? mention->parties : NULL;
}

/* "China will respond, the government said": the subject so far; "Venezuela has a new minister". */
static const casus_party *owner_by_subject(const casus_coref *coref, const casus_role_phrase *role, uint32_t token) {
  const casus_token *noun = casus_scene_token(coref->scene, token);
  bool had = noun->deprel == CASUS_DEP_obj && noun->head >= 0 &&
             casus_str_eq(casus_scene_token(coref->scene, (uint32_t)noun->head)->lemma, CASUS_STR("have"));
  if (!role->definite && !had) return NULL;
  size_t found = casus_coref_it(coref, token, had);
  return found == SIZE_MAX ? NULL : casus_coref_mention(coref, &coref->seen.items[found])->parties;
}

/* Kinds of role that every state has once, so that the document's own state may be meant. */
static bool is_domestic(const casus_scene *scene, const casus_role_phrase *role, const casus_mention *mention) {
  const casus_hit *noun = &scene->hits.items[role->hit];
  if (role->plural || !(role->definite || role->title)) return false;
  if (!(casus_scene_word(scene, noun->last - 1) & CASUS_WORD_DOMESTIC)) return false;
  casus_str sector = mention->party_count ? mention->parties[0].sector : CASUS_STR("");
  if (casus_str_eq(sector, CASUS_STR("MIL")) || casus_str_eq(sector, CASUS_STR("COP")))
    return role->detail == CASUS_DETAIL_FORCE || role->detail == CASUS_DETAIL_BODY;
  return (casus_str_eq(sector, CASUS_STR("GOV")) || casus_str_eq(sector, CASUS_STR("LEG"))) &&
         (role->detail == CASUS_DETAIL_OFFICE || role->detail == CASUS_DETAIL_BODY);
}

static void give_owner(casus_mention *mention, const casus_party *owner, bool same_person) {
  mention->parties[0].actor = owner->actor;
  if (!same_person) return;
  mention->parties[0].sector = owner->sector;
  mention->parties[0].name = owner->name;
}

/* "the militant group Hezbollah", "chipmaker TSMC": the name right behind the noun. */
static const casus_party *name_behind(const casus_scene *scene, const casus_role_phrase *role) {
  uint32_t at = scene->hits.items[role->hit].last;
  if (at >= casus_scene_last(scene, role->first)) return NULL;
  const casus_hit *hit = casus_scene_hit(scene, at);
  if (!hit || hit->kind != CASUS_ENTRY_ORGANISATION || hit->mention == CASUS_NONE) return NULL;
  return scene->mentions.items[hit->mention].parties;
}

/* The state that the document is about, where that is beyond doubt; empty otherwise. */
static casus_str focus_of(const casus_scene *scene) {
  casus_str best = CASUS_STR("");
  uint32_t first = 0, second = 0;
  for (size_t i = 0; i < scene->evidence.count; i++) {
    const casus_evidence *e = &scene->evidence.items[i];
    if (e->code.len != 3) continue;
    if (e->count > first) {
      second = first;
      first = e->count;
      best = e->code;
    } else if (e->count > second) {
      second = e->count;
    }
  }
  return first >= CERTAIN_COUNT && first >= second * CERTAIN_RATIO ? best : CASUS_STR("");
}

/* The state that the text is about; none when its first subject is another one. */
static casus_str home_of(const casus_coref *coref) {
  casus_str focus = focus_of(coref->scene);
  for (size_t i = 0; i < coref->seen.count; i++) {
    const casus_antecedent *a = &coref->seen.items[i];
    casus_str actor = casus_coref_mention(coref, a)->parties[0].actor;
    if (a->subject && actor.len == 3) return casus_str_eq(actor, focus) ? focus : CASUS_STR("");
  }
  return focus;
}

/* "Minister A and Minister B signed": two titles side by side may be those of two states. */
static bool stands_beside(const casus_coref *coref, const casus_role_phrase *role) {
  uint32_t first = casus_scene_first(coref->scene, role->first);
  return role->title && role->first > first && casus_scene_is(coref->scene, role->first - 1, "and");
}

void casus_coref_role(casus_coref *coref, uint32_t role) {
  casus_scene *scene = coref->scene;
  const casus_role_phrase *phrase = &scene->roles.items[role];
  casus_mention *mention = &scene->mentions.items[phrase->mention];
  if (!mention->party_count || mention->parties[0].actor.len) return;
  if (casus_scene_word(scene, scene->hits.items[phrase->hit].last - 1) & CASUS_WORD_RELATION) return;
  const casus_party *owner = name_behind(scene, phrase);
  if (owner && !phrase->plural) {
    give_owner(mention, owner, true);
    return;
  }
  owner = owner_by_pronoun(coref, phrase);
  if (!owner && phrase->pronoun == CASUS_NONE) {
    bool bare = phrase->first == scene->hits.items[phrase->hit].first; /* not "the new prime minister" */
    bool again = phrase->definite && !phrase->plural && bare;
    if (again && ((owner = earlier_role(coref, role, false)) || (owner = earlier_role(coref, role, true)))) {
      give_owner(mention, owner, mention->kind == CASUS_MENTION_ROLE && phrase->detail == CASUS_DETAIL_OFFICE);
      return;
    }
    if (phrase->definite && !phrase->plural && (owner = earlier_organisation(coref, phrase))) {
      give_owner(mention, owner, true);
      return;
    }
    if (is_domestic(scene, phrase, mention) || !phrase->definite)
      owner = owner_by_subject(coref, phrase, mention->head);
  }
  if (owner && owner->actor.len)
    give_owner(mention, owner, false);
  else if (phrase->pronoun == CASUS_NONE && is_domestic(scene, phrase, mention) && !stands_beside(coref, phrase))
    mention->parties[0].actor = home_of(coref);
}
