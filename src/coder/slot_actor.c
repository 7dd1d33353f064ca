/* Whose a thing is: "Armenian truck", "Egypt's proposal", "the village of Sotk" lend their actors to the noun. */
#include "coder/lexicon_words.h"
#include "coder/slot.h"

enum { DEEPEST = 4 };

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool has_actor(const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++)
    if (parties->items[i].actor.len) return true;
  return false;
}

static int append_all(const casus_reading *view, casus_parties *parties, const casus_parties *more) {
  for (size_t i = 0; i < more->count; i++) {
    casus_party *item = casus_vec_push(parties, view->arena);
    if (!item) return casus_fail_memory(view->err);
    *item = more->items[i];
  }
  return CASUS_OK;
}

/* "Latin America", "Central American" */
static bool is_continental(const casus_reading *view, uint32_t token) {
  if (!(casus_word_classes(view->lexicon, at(view, token)->form) & CASUS_WORD_CONTINENT)) return false;
  bool first = token == view->text->sentences[at(view, token)->sentence].first;
  return !first && casus_word_classes(view->lexicon, at(view, token - 1)->form) & CASUS_WORD_PART_OF_CONTINENT;
}

/* A name that no mention covers, or that stands inside a longer one: "UN inspectors", "Russian-occupied". */
static int add_by_text(const casus_reading *view, uint32_t token, casus_parties *parties) {
  const casus_token *word = at(view, token);
  bool part = word->head >= 0 && at(view, (uint32_t)word->head)->upos == CASUS_UPOS_PROPN &&
              (word->deprel == CASUS_DEP_compound || word->deprel == CASUS_DEP_flat);
  if (part) return CASUS_OK; /* "South China Sea" */
  bool name = word->upos == CASUS_UPOS_PROPN || (word->upos == CASUS_UPOS_ADJ && casus_is_upper(word->form.ptr[0]));
  if (name && view->lexicon && is_continental(view, token)) return CASUS_OK;
  casus_str actor = name && view->lexicon ? casus_lexicon_actor(view->lexicon, word->form) : CASUS_STR("");
  if (!actor.len) return CASUS_OK;
  casus_str none = CASUS_STR("");
  casus_party party = {.actor = actor, .sector = none, .name = none, .text = word->form, .span = word->span};
  casus_parties one = {.items = &party, .count = 1};
  return append_all(view, parties, &one);
}

static int add_named(const casus_reading *view, uint32_t token, casus_parties *parties) {
  casus_parties named = {0};
  int rc = casus_actors_of(view->lexicon, view->mentions, token, view->arena, &named, view->err);
  if (rc) return rc;
  return has_actor(&named) ? append_all(view, parties, &named) : add_by_text(view, token, parties);
}

static bool is_before(const casus_token *word) {
  return (word->deprel == CASUS_DEP_nmod && word->subrel == CASUS_SUB_poss) || word->deprel == CASUS_DEP_amod ||
         word->deprel == CASUS_DEP_compound;
}

/* "the Baghdad bombing": where it happened. */
static bool is_scene_of(const casus_reading *view, uint32_t name, uint32_t noun) {
  return at(view, name)->deprel == CASUS_DEP_compound && at(view, name)->upos == CASUS_UPOS_PROPN &&
         casus_in_named_class(view, "happens_at", noun);
}

/* Possessors, adjectives and compounds; else what stands behind "of" or "between". */
static int lend(const casus_reading *view, uint32_t noun, int depth, casus_parties *parties) {
  int rc = CASUS_OK;
  CASUS_FOR_CHILDREN(view, noun, child) {
    if (rc || !is_before(at(view, (uint32_t)child)) || is_scene_of(view, (uint32_t)child, noun)) continue;
    size_t had = parties->count;
    rc = add_named(view, (uint32_t)child, parties);
    if (!rc && parties->count == had && depth < DEEPEST) rc = lend(view, (uint32_t)child, depth + 1, parties);
  }
  if (rc || parties->count) return rc;
  CASUS_FOR_CHILDREN(view, noun, child) {
    casus_slot slot = casus_preposition(view, (uint32_t)child);
    if (rc || at(view, (uint32_t)child)->deprel != CASUS_DEP_nmod ||
        (slot != CASUS_SLOT_OF && slot != CASUS_SLOT_BETWEEN))
      continue;
    size_t had = parties->count;
    rc = add_named(view, (uint32_t)child, parties);
    if (!rc && parties->count == had && depth < DEEPEST) rc = lend(view, (uint32_t)child, depth + 1, parties);
  }
  return rc;
}

/* Parties that have a sector alone ("two soldiers") take the state that the phrase names besides ("Algerian"). */
static void lend_state(casus_parties *parties, const casus_parties *lent) {
  for (size_t i = 0; i < parties->count; i++)
    if (!parties->items[i].actor.len) parties->items[i].actor = lent->items[0].actor;
}

/* Two names before a verb that a parser joins as a compound: "Both Japan and South Korea". */
static int add_coordinated(const casus_reading *view, uint32_t token, casus_parties *parties) {
  int32_t own = view->mentions->at[token];
  if (own < 0) return CASUS_OK;
  CASUS_FOR_CHILDREN(view, token, child) {
    int32_t other = view->mentions->at[child];
    if (other < 0 || other == own || (uint32_t)child > token) continue;
    const casus_mention *left = &view->mentions->items[other], *right = &view->mentions->items[own];
    bool joined = left->last + 1 == right->first &&
                  (casus_lemma_is(view, left->last, "and") || casus_lemma_is(view, left->last, ","));
    if (!joined || at(view, (uint32_t)child)->deprel == CASUS_DEP_conj) continue;
    int rc = add_named(view, (uint32_t)child, parties);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "It is a state that threatens its neighbours": the predicate is its subject. */
static int add_subject(const casus_reading *view, uint32_t token, casus_parties *parties) {
  int32_t subject = casus_child(view, token, CASUS_DEP_nsubj);
  if (subject < 0 || casus_child(view, token, CASUS_DEP_cop) < 0) return CASUS_OK;
  return add_named(view, (uint32_t)subject, parties);
}

/* "Safed, Israel": the name behind the comma says where an unknown place lies. */
static int add_behind_comma(const casus_reading *view, uint32_t token, casus_parties *parties) {
  const casus_sentence *sentence = &view->text->sentences[at(view, token)->sentence];
  bool place =
      at(view, token)->upos == CASUS_UPOS_PROPN && token + 2 < sentence->last && casus_lemma_is(view, token + 1, ",");
  if (!place || view->mentions->at[token + 2] < 0) return CASUS_OK;
  const casus_mention *mention = &view->mentions->items[view->mentions->at[token + 2]];
  bool land = mention->kind == CASUS_MENTION_STATE || mention->kind == CASUS_MENTION_PLACE;
  return land ? add_named(view, mention->head, parties) : CASUS_OK;
}

/* "their fighters", with nobody found for "their": who speaks or acts above. */
static int add_owner_above(const casus_reading *view, uint32_t token, casus_parties *parties) {
  bool owned = false;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    owned = owned || (word->subrel == CASUS_SUB_poss && word->upos == CASUS_UPOS_PRON);
  }
  int32_t above = owned ? at(view, token)->head : -1;
  for (int depth = 0; above >= 0 && depth < 2 * DEEPEST; depth++, above = at(view, (uint32_t)above)->head) {
    int32_t subject = casus_child(view, (uint32_t)above, CASUS_DEP_nsubj);
    if (subject < 0 || (uint32_t)subject == token) continue;
    int rc = add_named(view, (uint32_t)subject, parties);
    if (rc || parties->count) return rc;
  }
  return CASUS_OK;
}

int casus_add_speaker(const casus_reading *view, uint32_t token, casus_parties *parties) {
  size_t i = view->speech ? casus_speech_at(view->speech, view->text, token) : SIZE_MAX;
  if (i == SIZE_MAX || view->speech->items[i].speaker.medium) return CASUS_OK;
  const casus_voice *voice = &view->speech->items[i].speaker;
  if (!voice->actor.len) return CASUS_OK;
  casus_party party = {
      .actor = voice->actor, .sector = voice->sector, .name = voice->name, .text = voice->name, .span = voice->span};
  casus_parties one = {.items = &party, .count = 1};
  return append_all(view, parties, &one);
}

/* "the premier's brother" is not the premier. */
static void make_kin(const casus_reading *view, uint32_t token, casus_parties *lent) {
  for (size_t i = 0; i < lent->count && casus_in_named_class(view, "kin", token); i++) {
    lent->items[i].sector = CASUS_STR("CVL");
    lent->items[i].name = CASUS_STR("");
    lent->items[i].text = at(view, token)->form;
    lent->items[i].span = at(view, token)->span;
  }
}

static int find_actors(const casus_reading *view, uint32_t token, casus_parties *parties) {
  int rc = casus_actors_of(view->lexicon, view->mentions, token, view->arena, parties, view->err);
  make_kin(view, token, parties);
  if (!rc && has_actor(parties)) return add_coordinated(view, token, parties);
  bool speaker = casus_in_named_class(view, "first_person", token) || casus_in_named_class(view, "third_person", token);
  if (!rc && speaker) return casus_add_speaker(view, token, parties); /* "we"; "they", whom nobody resolved */
  if (rc || at(view, token)->upos == CASUS_UPOS_PRON) return rc;
  casus_parties lent = {0};
  rc = add_subject(view, token, &lent);
  if (!rc && !lent.count) rc = lend(view, token, 0, &lent);
  make_kin(view, token, &lent);
  if (!rc && !lent.count) rc = add_behind_comma(view, token, &lent);
  if (!rc && !lent.count) rc = add_owner_above(view, token, &lent);
  if (!rc && !lent.count && view->mentions->at[token] < 0) rc = add_by_text(view, token, &lent);
  CASUS_FOR_CHILDREN(view, token, child)
  if (!rc && at(view, (uint32_t)child)->deprel == CASUS_DEP_conj && !parties->count)
    rc = lend(view, (uint32_t)child, 0, &lent);
  if (rc || !lent.count) return rc;
  if (!parties->count) return append_all(view, parties, &lent);
  lend_state(parties, &lent);
  return CASUS_OK;
}

const casus_parties *casus_reading_actors(const casus_reading *view, uint32_t token) {
  if (view->actors[token]) return view->actors[token];
  casus_parties *parties = casus_arena_alloc(view->arena, sizeof *parties);
  if (!parties) {
    casus_fail_memory(view->err);
    return NULL;
  }
  if (find_actors(view, token, parties)) return NULL;
  view->actors[token] = parties;
  return parties;
}
