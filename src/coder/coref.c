/* The walk through the document: what was named, and the names, roles and words that point back to it. */
#include "coder/coref.h"

enum { CERTAIN_RATIO = 2, CERTAIN_COUNT = 2, CONJUNCTS = 8, ORGANISATION_MEMORY = 3 };

bool casus_coref_subject(const casus_scene *scene, uint32_t head, int32_t *verb) {
  const casus_token *token = casus_scene_token(scene, head);
  for (int steps = 0; token->deprel == CASUS_DEP_conj && token->head >= 0 && steps < CONJUNCTS; steps++)
    token = casus_scene_token(scene, (uint32_t)token->head);
  if (verb) *verb = token->head;
  return token->deprel == CASUS_DEP_nsubj || token->deprel == CASUS_DEP_csubj;
}

casus_str casus_coref_focus(const casus_scene *scene) {
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

/* --- what was named --------------------------------------------------------------------------- */

static char gender_of(const casus_coref *coref, const casus_mention *mention, uint32_t role) {
  const casus_scene *scene = coref->scene;
  if (role != CASUS_NONE) {
    casus_str noun = casus_entry_row(scene->lexicon, scene->hits.items[scene->roles.items[role].hit].entry)->name;
    if (casus_str_ends(noun, CASUS_STR("woman")) || casus_str_eq(noun, CASUS_STR("queen"))) return 'f';
    if (casus_str_ends(noun, CASUS_STR("sman")) || casus_str_eq(noun, CASUS_STR("king"))) return 'm';
  }
  if (mention->kind != CASUS_MENTION_PERSON || !mention->party_count) return 'u';
  char gender = casus_lexicon_given(scene->lexicon, mention->parties[0].name);
  return gender ? gender : 'u';
}

static bool is_antecedent(const casus_mention *mention) {
  return mention->party_count && mention->kind != CASUS_MENTION_MEDIUM &&
         (mention->kind == CASUS_MENTION_PERSON || mention->kind == CASUS_MENTION_ROLE ||
          mention->parties[0].actor.len);
}

static bool is_personal_pronoun(const casus_scene *scene, const casus_mention *mention) {
  static const char *const words[] = {"he", "his", "him", "himself", "she", "her", "herself"};
  for (size_t i = 0; mention->kind == CASUS_MENTION_ANAPHOR && i < CASUS_COUNT(words); i++)
    if (casus_scene_is(scene, mention->first, words[i])) return true;
  return false;
}

static bool remember(casus_coref *coref, uint32_t index) {
  const casus_scene *scene = coref->scene;
  const casus_mention *mention = &scene->mentions.items[index];
  if (!is_antecedent(mention)) return true;
  uint32_t role = index < coref->known_mentions ? coref->role_by_mention[index] : CASUS_NONE;
  casus_antecedent *a = casus_vec_push(&coref->seen, scene->arena);
  if (!a) return false;
  const casus_role_phrase *phrase = role != CASUS_NONE ? &scene->roles.items[role] : NULL;
  a->mention = index;
  a->sentence = casus_scene_token(scene, mention->first)->sentence;
  a->role = role;
  a->plural = mention->party_count > 1 || (phrase && phrase->plural);
  a->person = mention->kind == CASUS_MENTION_PERSON || is_personal_pronoun(scene, mention) ||
              (phrase && phrase->detail == CASUS_DETAIL_OFFICE && !phrase->plural);
  a->quoted = coref->quoted[mention->head];
  a->subject = casus_coref_subject(scene, mention->head, NULL);
  a->gender = gender_of(coref, mention, role);
  return true;
}

/* --- roles without an owner ------------------------------------------------------------------- */

static bool same_role(const casus_scene *scene, uint32_t a, uint32_t b) {
  return scene->lexicon->entries[scene->hits.items[scene->roles.items[a].hit].entry].row ==
         scene->lexicon->entries[scene->hits.items[scene->roles.items[b].hit].entry].row;
}

/* "the ambassador" after "the Australian ambassador". */
static const casus_party *earlier_role(const casus_coref *coref, uint32_t role) {
  const casus_scene *scene = coref->scene;
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    const casus_mention *mention = casus_coref_mention(coref, a);
    if (a->role == CASUS_NONE || a->role == role || !same_role(scene, a->role, role)) continue;
    if (mention->party_count == 1 && mention->parties[0].actor.len) return &mention->parties[0];
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

/* The state that the text is about; none when its first subject is another one. */
static casus_str home_of(const casus_coref *coref) {
  casus_str focus = casus_coref_focus(coref->scene);
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

static void resolve_role(casus_coref *coref, uint32_t role) {
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
    if (phrase->definite && !phrase->plural && bare && (owner = earlier_role(coref, role))) {
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

/* --- surnames --------------------------------------------------------------------------------- */

static bool is_surname(casus_str name, casus_str form) {
  if (form.len < 2 || name.len <= form.len) return false;
  size_t tail = name.len - form.len;
  if (casus_str_ends(name, form) && (name.ptr[tail - 1] == ' ' || name.ptr[tail - 1] == '-')) return true;
  return casus_str_starts(name, form) && name.ptr[form.len] == ' ';
}

static const casus_antecedent *person_called(const casus_coref *coref, casus_str form) {
  for (size_t i = coref->seen.count; i-- > 0;) {
    const casus_antecedent *a = &coref->seen.items[i];
    const casus_mention *mention = casus_coref_mention(coref, a);
    if (mention->kind != CASUS_MENTION_PERSON || !mention->party_count) continue;
    if (is_surname(mention->parties[0].name, form) || casus_str_eq(mention->parties[0].name, form)) return a;
  }
  return NULL;
}

static bool take_surname(casus_coref *coref, uint32_t token) {
  casus_scene *scene = coref->scene;
  if (!casus_scene_strange(scene, token)) return true;
  if (token > casus_scene_first(scene, token) && casus_scene_strange(scene, token - 1)) return true;
  if (token + 1 < casus_scene_last(scene, token) && casus_scene_strange(scene, token + 1)) return true;
  const casus_antecedent *a = person_called(coref, casus_scene_token(scene, token)->form);
  if (!a) return true;
  casus_mention source = *casus_coref_mention(coref, a);
  uint32_t role = a->role;
  casus_mention *mention = casus_scene_add(scene, CASUS_MENTION_PERSON, token, token + 1);
  if (!mention) return false;
  mention->role = source.role;
  mention->organization = source.organization;
  if (!casus_scene_party(scene, mention, source.parties->actor, source.parties->sector, source.parties->name))
    return false;
  if (!remember(coref, (uint32_t)scene->mentions.count - 1)) return false;
  coref->seen.items[coref->seen.count - 1].role = role;
  return true;
}

/* --- the walk --------------------------------------------------------------------------------- */

static bool take_word(casus_coref *coref, uint32_t token, uint32_t *next) {
  casus_scene *scene = coref->scene;
  casus_party *found;
  size_t count;
  uint32_t last;
  bool memory_failed = false;
  if (!casus_coref_word(coref, token, &found, &count, &last, &memory_failed)) return !memory_failed;
  casus_party *parties = casus_arena_array(scene->arena, count, sizeof *parties);
  casus_mention *mention = casus_scene_add(scene, CASUS_MENTION_ANAPHOR, token, last);
  if (!parties || !mention) return false;
  for (size_t i = 0; i < count; i++) {
    parties[i] = found[i];
    parties[i].text = casus_scene_bytes(scene, token, last);
    parties[i].span = casus_scene_span(scene, token, last);
  }
  mention->parties = parties;
  mention->party_count = count;
  for (uint32_t i = token; i < last; i++) {
    coref->resolved[i] = (int32_t)scene->mentions.count - 1;
    if (scene->role_of[i] < 0) continue; /* "the two leaders": the role noun means them as well */
    casus_mention *role = &scene->mentions.items[scene->roles.items[scene->role_of[i]].mention];
    role->parties = parties;
    role->party_count = count;
  }
  *next = last;
  return remember(coref, (uint32_t)scene->mentions.count - 1);
}

/* Mentions by where they start; `starts` has, for each token, the first of them, linked by `next`. */
typedef struct mention_index {
  uint32_t *starts, *next;
  bool *covered;
} mention_index;

static bool index_mentions(const casus_scene *scene, mention_index *index) {
  size_t count = scene->mentions.count;
  index->starts = casus_arena_array(scene->arena, scene->text->token_count, sizeof *index->starts);
  index->covered = casus_arena_array(scene->arena, scene->text->token_count, sizeof *index->covered);
  index->next = casus_arena_array(scene->arena, count, sizeof *index->next);
  if (!index->starts || !index->covered || !index->next) return false;
  memset(index->starts, 0xFF, scene->text->token_count * sizeof *index->starts);
  for (size_t i = count; i-- > 0;) {
    const casus_mention *mention = &scene->mentions.items[i];
    if (mention->first >= mention->last) continue;
    index->next[i] = index->starts[mention->first];
    index->starts[mention->first] = (uint32_t)i;
    for (uint32_t t = mention->first; t < mention->last; t++)
      if (mention->kind != CASUS_MENTION_ROLE || mention->parties) index->covered[t] = true;
  }
  return true;
}

static bool index_roles(casus_coref *coref) {
  casus_scene *scene = coref->scene;
  coref->known_mentions = (uint32_t)scene->mentions.count;
  coref->role_by_mention = casus_arena_array(scene->arena, scene->mentions.count, sizeof *coref->role_by_mention);
  coref->resolved = casus_arena_array(scene->arena, scene->text->token_count, sizeof *coref->resolved);
  coref->quoted = casus_arena_array(scene->arena, scene->text->token_count, sizeof *coref->quoted);
  if (!coref->role_by_mention || !coref->resolved || !coref->quoted) return false;
  for (uint32_t q = 0; q < scene->text->quote_count; q++)
    for (uint32_t i = scene->text->quotes[q].first; i < scene->text->quotes[q].last; i++) coref->quoted[i] = true;
  memset(coref->role_by_mention, 0xFF, scene->mentions.count * sizeof *coref->role_by_mention);
  memset(coref->resolved, 0xFF, scene->text->token_count * sizeof *coref->resolved);
  for (uint32_t i = 0; i < scene->roles.count; i++) coref->role_by_mention[scene->roles.items[i].mention] = i;
  return true;
}

int casus_coref_find(casus_scene *scene, casus_error *err) {
  casus_coref coref = {.scene = scene};
  mention_index index = {0};
  if (!index_mentions(scene, &index) || !index_roles(&coref)) return casus_fail_memory(err);
  for (uint32_t i = 0; i < scene->text->token_count;) {
    uint32_t next = i + 1;
    for (uint32_t m = index.starts[i]; m != CASUS_NONE; m = index.next[m]) {
      if (coref.role_by_mention[m] != CASUS_NONE) resolve_role(&coref, coref.role_by_mention[m]);
      if (!remember(&coref, m)) return casus_fail_memory(err);
    }
    if (!index.covered[i] && !take_surname(&coref, i)) return casus_fail_memory(err);
    if (!index.covered[i] && !take_word(&coref, i, &next)) return casus_fail_memory(err);
    i = next;
  }
  return CASUS_OK;
}
