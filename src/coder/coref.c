/* The walk through the document: what was named, and the names, roles and words that point back to it. */
#include "coder/coref.h"

enum { CONJUNCTS = 8 };

bool casus_coref_subject(const casus_scene *scene, uint32_t head, int32_t *verb) {
  const casus_token *token = casus_scene_token(scene, head);
  for (int steps = 0; token->deprel == CASUS_DEP_conj && token->head >= 0 && steps < CONJUNCTS; steps++)
    token = casus_scene_token(scene, (uint32_t)token->head);
  if (verb) *verb = token->head;
  return token->deprel == CASUS_DEP_nsubj || token->deprel == CASUS_DEP_csubj;
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

/* "foreign ministers of the two countries", "both sides' delegations": those of each. */
static bool lend_pair(casus_scene *scene, uint32_t noun, const casus_party *pair, size_t count) {
  const casus_token *token = casus_scene_token(scene, noun);
  int32_t role = token->deprel == CASUS_DEP_nmod && token->head >= 0 ? scene->role_of[token->head] : -1;
  if (count != 2 || role < 0) return true;
  casus_mention *mention = &scene->mentions.items[scene->roles.items[role].mention];
  if (mention->party_count != 1) return true;
  casus_party *parties = casus_arena_array(scene->arena, count, sizeof *parties);
  if (!parties) return false;
  for (size_t i = 0; i < count; i++) {
    parties[i] = mention->parties[0];
    parties[i].actor = pair[i].actor;
  }
  mention->parties = parties;
  mention->party_count = count;
  return true;
}

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
  return lend_pair(scene, last - 1, parties, count) && remember(coref, (uint32_t)scene->mentions.count - 1);
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

/* The subject of the verb that gives a quotation; one that a pronoun or nobody gives has the voice of that before it.
 */
static int32_t voice_of(const casus_scene *scene, const casus_quote *quote, int32_t before) {
  if (quote->verb == CASUS_NO_TOKEN) return before;
  const casus_sentence *sentence = &scene->text->sentences[casus_scene_token(scene, quote->verb)->sentence];
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *word = casus_scene_token(scene, i);
    bool subject = word->head == (int32_t)quote->verb && word->deprel == CASUS_DEP_nsubj;
    if (subject) return word->upos == CASUS_UPOS_PRON ? before : (int32_t)i;
  }
  return before;
}

static void index_quotes(casus_coref *coref) {
  const casus_text *text = coref->scene->text;
  int32_t voice = -1;
  memset(coref->voice, 0xFF, text->token_count * sizeof *coref->voice);
  for (uint32_t q = 0; q < text->quote_count; q++) {
    voice = voice_of(coref->scene, &text->quotes[q], voice);
    for (uint32_t i = text->quotes[q].first; i < text->quotes[q].last; i++)
      coref->quoted[i] = true, coref->voice[i] = voice;
  }
}

static bool index_roles(casus_coref *coref) {
  casus_scene *scene = coref->scene;
  coref->known_mentions = (uint32_t)scene->mentions.count;
  coref->role_by_mention = casus_arena_array(scene->arena, scene->mentions.count, sizeof *coref->role_by_mention);
  coref->resolved = casus_arena_array(scene->arena, scene->text->token_count, sizeof *coref->resolved);
  coref->quoted = casus_arena_array(scene->arena, scene->text->token_count, sizeof *coref->quoted);
  coref->voice = casus_arena_array(scene->arena, scene->text->token_count, sizeof *coref->voice);
  if (!coref->role_by_mention || !coref->resolved || !coref->quoted || !coref->voice) return false;
  index_quotes(coref);
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
      if (coref.role_by_mention[m] != CASUS_NONE) casus_coref_role(&coref, coref.role_by_mention[m]);
      if (!remember(&coref, m)) return casus_fail_memory(err);
    }
    if (!index.covered[i] && !take_surname(&coref, i)) return casus_fail_memory(err);
    if (!index.covered[i] && !take_word(&coref, i, &next)) return casus_fail_memory(err);
    i = next;
  }
  return CASUS_OK;
}
