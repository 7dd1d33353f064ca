/* Mentions of states, seats of government, places, organisations and media. */
#include "coder/mention_scene.h"

enum { ELLIPTIC_ATOMS = 4 };

/* --- actor or place --------------------------------------------------------------------------- */

static unsigned classes_of(const casus_scene *scene, const casus_token *token) {
  const casus_lexicon *lexicon = scene->lexicon;
  return casus_word_classes(lexicon, token->lemma.len ? token->lemma : token->form) |
         casus_word_classes(lexicon, token->form);
}

/* The preposition before the phrase that the hit stands in; CASUS_NONE: none. */
static uint32_t preposition(const casus_scene *scene, const casus_hit *hit) {
  uint32_t start = casus_scene_first(scene, hit->first), i = hit->first;
  while (i > start && (casus_scene_token(scene, i - 1)->upos == CASUS_UPOS_DET ||
                       casus_scene_token(scene, i - 1)->upos == CASUS_UPOS_ADJ ||
                       casus_scene_word(scene, i - 1) & CASUS_WORD_DIRECTION))
    i--;
  bool found =
      i > start && (casus_scene_token(scene, i - 1)->upos == CASUS_UPOS_ADP || casus_scene_is(scene, i - 1, "to"));
  return found ? i - 1 : CASUS_NONE;
}

/* What the prepositional phrase hangs on: the word before the preposition, else its head in the parse. */
static unsigned governor(const casus_scene *scene, const casus_hit *hit, uint32_t prep) {
  unsigned classes = prep > casus_scene_first(scene, prep) ? classes_of(scene, casus_scene_token(scene, prep - 1)) : 0;
  int32_t head = casus_scene_token(scene, casus_scene_head(scene->text, hit->first, hit->last))->head;
  return head >= 0 ? classes | classes_of(scene, casus_scene_token(scene, (uint32_t)head)) : classes;
}

static bool is_dateline(const casus_scene *scene, const casus_hit *hit) {
  uint32_t end = casus_scene_last(scene, hit->first), next = hit->last;
  if (hit->first != casus_scene_first(scene, hit->first) || next >= end) return false;
  const casus_token *mark = casus_scene_token(scene, next);
  bool dash = casus_scene_is(scene, next, "-") || casus_scene_is(scene, next, "–") || casus_scene_is(scene, next, "—");
  if (next + 1 == end) return dash; /* cut off as a sentence of its own */
  if (casus_scene_is(scene, next, "(")) return (casus_scene_word(scene, next + 1) & CASUS_WORD_DATELINE) != 0;
  if (casus_scene_is(scene, next, ",")) return (casus_scene_word(scene, next + 1) & CASUS_WORD_DAY) != 0;
  return dash && mark->space_after;
}

/* The mention of what the hit is coordinated to: "from Pyongyang and Hanoi". */
static const casus_mention *first_conjunct(const casus_scene *scene, const casus_hit *hit) {
  uint32_t start = casus_scene_first(scene, hit->first);
  if (hit->first < start + 2) return NULL;
  if (!casus_scene_is(scene, hit->first - 1, "and") && !casus_scene_is(scene, hit->first - 1, "or")) return NULL;
  const casus_hit *other = casus_scene_hit(scene, hit->first - 2);
  return other && other->mention != CASUS_NONE ? &scene->mentions.items[other->mention] : NULL;
}

/* "arrived in Hanoi", "visited Moscow", "the outskirts of Kyiv" against "urged Moscow", "talks with Hanoi". */
static bool is_place(const casus_scene *scene, const casus_hit *hit) {
  if (is_dateline(scene, hit)) return true;
  const casus_mention *conjunct = first_conjunct(scene, hit);
  if (conjunct && (conjunct->kind == CASUS_MENTION_PLACE || conjunct->kind == CASUS_MENTION_SEAT))
    return conjunct->kind == CASUS_MENTION_PLACE;
  if (hit->last < casus_scene_last(scene, hit->first) && casus_scene_possessive(scene, hit->last)) return false;
  uint32_t prep = preposition(scene, hit);
  if (prep != CASUS_NONE) {
    if (casus_scene_word(scene, prep) & CASUS_WORD_PLACE_PREP) return true;
    bool fronted =
        prep == casus_scene_first(scene, prep) || casus_scene_token(scene, prep - 1)->upos == CASUS_UPOS_PUNCT;
    if (fronted && casus_scene_is(scene, prep, "from")) return true;
    unsigned on = governor(scene, hit, prep);
    if (casus_scene_is(scene, prep, "to") || casus_scene_is(scene, prep, "from") ||
        casus_scene_is(scene, prep, "for") || casus_scene_is(scene, prep, "toward") ||
        casus_scene_is(scene, prep, "towards"))
      return (on & CASUS_WORD_MOTION) != 0;
    return (casus_scene_is(scene, prep, "of") || casus_scene_is(scene, prep, "on")) && on & CASUS_WORD_SPOT;
  }
  const casus_token *token = casus_scene_token(scene, casus_scene_head(scene->text, hit->first, hit->last));
  if (token->deprel != CASUS_DEP_obj || token->head < 0) return false;
  return (classes_of(scene, casus_scene_token(scene, (uint32_t)token->head)) &
          (CASUS_WORD_CAPTURE | CASUS_WORD_MOTION)) != 0;
}

/* --- parties ---------------------------------------------------------------------------------- */

casus_party casus_hit_party(const casus_scene *scene, const casus_hit *hit) {
  const casus_record_row *row = casus_entry_row(scene->lexicon, hit->entry);
  casus_party party = {.actor = row->code,
                       .sector = row->sector,
                       .name = row->kind <= CASUS_ENTRY_REGION ? CASUS_STR("") : row->name,
                       .text = casus_scene_bytes(scene, hit->first, hit->last),
                       .span = casus_scene_span(scene, hit->first, hit->last)};
  bool former = row->kind == CASUS_ENTRY_PERSON && (scene->day > row->to || scene->day < row->from);
  if (former && !casus_str_eq(row->sector, CASUS_STR("REB"))) party.sector = CASUS_STR("ELI");
  return party;
}

static bool add_party(casus_scene *scene, casus_mention *mention, const casus_hit *hit, casus_str sector) {
  casus_party party = casus_hit_party(scene, hit);
  return casus_scene_party(scene, mention, party.actor, sector.ptr ? sector : party.sector, party.name);
}

static bool has_the(const casus_scene *scene, const casus_hit *hit) {
  return hit->first > casus_scene_first(scene, hit->first) && casus_scene_is(scene, hit->first - 1, "the");
}

/* "the Russians" are Russia; "two Russians" and "a Russian" are people. */
static casus_mention_kind demonym_kind(const casus_scene *scene, const casus_hit *hit) {
  const casus_token *token = casus_scene_token(scene, hit->last - 1);
  bool counted = hit->first > casus_scene_first(scene, hit->first) &&
                 casus_scene_token(scene, hit->first - 1)->upos == CASUS_UPOS_NUM;
  bool plural = token->form.len && token->form.ptr[token->form.len - 1] == 's' &&
                (counted || casus_str_ends(token->xpos, CASUS_STR("S")));
  if (has_the(scene, hit) && !scene->lexicon->entries[hit->entry].group) return CASUS_MENTION_STATE;
  bool one = hit->first > casus_scene_first(scene, hit->first) &&
             (casus_scene_is(scene, hit->first - 1, "a") || casus_scene_is(scene, hit->first - 1, "an"));
  return plural || one ? CASUS_MENTION_ROLE : CASUS_MENTION_ADJECTIVE; /* else a language, or "is Danish" */
}

static casus_mention_kind kind_of(const casus_scene *scene, const casus_hit *hit) {
  bool anaphoric = casus_str_starts(scene->lexicon->entries[hit->entry].text, CASUS_STR("the ")) &&
                   scene->lexicon->entries[hit->entry].ambiguous;
  switch (hit->kind) {
  case CASUS_ENTRY_NAME:
    if (anaphoric) return CASUS_MENTION_ANAPHOR;
    return hit->premodifies ? CASUS_MENTION_ADJECTIVE : CASUS_MENTION_STATE;
  case CASUS_ENTRY_ADJECTIVE:
  case CASUS_ENTRY_DEMONYM:
    return hit->premodifies ? CASUS_MENTION_ADJECTIVE : demonym_kind(scene, hit);
  case CASUS_ENTRY_CAPITAL:
  case CASUS_ENTRY_SEAT:
    if (is_place(scene, hit)) return CASUS_MENTION_PLACE;
    return hit->premodifies ? CASUS_MENTION_ADJECTIVE : CASUS_MENTION_SEAT;
  case CASUS_ENTRY_ORGANISATION:
    return CASUS_MENTION_ORGANISATION;
  case CASUS_ENTRY_MEDIUM:
    return CASUS_MENTION_MEDIUM;
  default:
    return CASUS_MENTION_PLACE;
  }
}

/* "North and South Korea": the first word alone stands for a state that is named like the second. */
static bool add_elliptic(casus_scene *scene, const casus_hit *hit) {
  casus_atom atoms[ELLIPTIC_ATOMS];
  uint32_t count = hit->atom_last - hit->atom_first, start = casus_scene_first(scene, hit->first), entry;
  if (hit->kind != CASUS_ENTRY_NAME || count < 2 || count > ELLIPTIC_ATOMS || hit->first < start + 2) return true;
  uint32_t word = hit->first - 2;
  if (!casus_scene_is(scene, word + 1, "and") || !(casus_scene_word(scene, word) & CASUS_WORD_DIRECTION)) return true;
  if (casus_scene_live(scene, word)) return true;
  memcpy(atoms, scene->atoms + hit->atom_first, count * sizeof *atoms);
  atoms[0] = scene->atoms[scene->atom_of[word]];
  if (!casus_lexicon_named(scene->lexicon, atoms, count, &entry)) return true;
  const casus_record_row *row = casus_entry_row(scene->lexicon, entry);
  if (row->kind != CASUS_ENTRY_NAME) return true;
  casus_mention *mention = casus_scene_add(scene, CASUS_MENTION_STATE, word, word + 1);
  return mention && casus_scene_party(scene, mention, row->code, CASUS_STR("GOV"), CASUS_STR(""));
}

int casus_states_find(casus_scene *scene, casus_error *err) {
  for (size_t i = 0; i < scene->hits.count; i++) {
    casus_hit *hit = &scene->hits.items[i];
    if (hit->dropped || !hit->lends || hit->kind == CASUS_ENTRY_PERSON || hit->kind == CASUS_ENTRY_ROLE) continue;
    casus_mention_kind kind = kind_of(scene, hit);
    casus_mention *mention = casus_scene_add(scene, kind, hit->first, hit->last);
    casus_str sector = {0};
    if (kind == CASUS_MENTION_STATE || kind == CASUS_MENTION_ANAPHOR) sector = CASUS_STR("GOV");
    if (kind == CASUS_MENTION_ROLE) sector = CASUS_STR("CVL");
    if (!mention || !add_party(scene, mention, hit, sector)) return casus_fail_memory(err);
    hit->mention = (uint32_t)scene->mentions.count - 1;
    if (!add_elliptic(scene, hit)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}
