/* What speaks for and against an entry of the lexicon where it is found. */
#include "coder/mention_choice.h"

static bool strange_before(const casus_scene *scene, const casus_hit *hit) {
  uint32_t start = casus_scene_first(scene, hit->first);
  if (hit->first == start) return false;
  if (casus_scene_strange(scene, hit->first - 1)) return true;
  return hit->first - 1 == start && casus_scene_capital(scene, start) &&
         casus_lexicon_given(scene->lexicon, casus_scene_token(scene, start)->form) != 0;
}

static bool strange_after(const casus_scene *scene, const casus_hit *hit) {
  return hit->last < casus_scene_last(scene, hit->first) && casus_scene_strange(scene, hit->last);
}

static bool level(const casus_scene *scene, const casus_hit *hit) {
  return scene->level[casus_scene_token(scene, hit->first)->sentence];
}

/* --- part of another name --------------------------------------------------------------------- */

/* "Gulf of Mexico", "Bank of America": the name of something else, unless that is a state, an office or a body. */
static bool inside_of_name(const casus_scene *scene, const casus_hit *hit) {
  uint32_t i = hit->first, start = casus_scene_first(scene, i);
  if (i > start && casus_scene_is(scene, i - 1, "the")) i--;
  if (i < start + 2 || !casus_scene_is(scene, i - 1, "of")) return false;
  if (casus_scene_word(scene, i - 2) & CASUS_WORD_STATEHOOD) return false;
  const casus_name *name = casus_name_at(scene->text, i - 2);
  if (name && name->kind == CASUS_NAME_PERSON) return false; /* "Professor Smith of Australia's University" */
  if (level(scene, hit))
    return casus_scene_strange(scene, i - 2) && casus_scene_word(scene, i - 2) & CASUS_WORD_FEATURE;
  return casus_scene_strange(scene, i - 2);
}

/* "Ambassador to Japan Rahm Emanuel": the name behind is the ambassador's. */
static bool inside_title(const casus_scene *scene, const casus_hit *hit) {
  uint32_t i = hit->first, start = casus_scene_first(scene, i);
  if (i > start && casus_scene_is(scene, i - 1, "the")) i--;
  if (i < start + 2 || casus_scene_token(scene, i - 1)->upos != CASUS_UPOS_ADP) return false;
  if (!casus_lexicon_given(scene->lexicon, casus_scene_token(scene, hit->last)->form) &&
      (hit->last + 1 >= casus_scene_last(scene, hit->last) || !casus_scene_strange(scene, hit->last + 1)))
    return false;
  const casus_hit *role = casus_scene_live(scene, i - 2);
  return role && casus_entry_row(scene->lexicon, role->entry)->kind == CASUS_ENTRY_ROLE;
}

/* "Latin American", "Central America" */
static bool is_continental(const casus_scene *scene, const casus_hit *hit) {
  uint32_t at = hit->first;
  if (hit->last != at + 1 || !(casus_scene_word(scene, at) & CASUS_WORD_CONTINENT)) return false;
  if (at > casus_scene_first(scene, at) && casus_scene_hyphen(scene, at - 1)) at--;
  return at > casus_scene_first(scene, at) && casus_scene_word(scene, at - 1) & CASUS_WORD_PART_OF_CONTINENT;
}

/* "General Marshall", "Herman van Zeeland": a title or a particle before what may be a place makes it a surname. */
static bool is_surname(const casus_scene *scene, const casus_hit *hit) {
  if (hit->first == casus_scene_first(scene, hit->first)) return false;
  if (casus_scene_word(scene, hit->first - 1) & (CASUS_WORD_HONORIFIC | CASUS_WORD_PARTICLE)) return true;
  const casus_hit *title = casus_scene_live(scene, hit->first - 1);
  return title && casus_entry_row(scene->lexicon, title->entry)->kind == CASUS_ENTRY_ROLE &&
         casus_entry_row(scene->lexicon, title->entry)->detail == CASUS_DETAIL_OFFICE &&
         !scene->lexicon->entries[title->entry].plural;
}

/* "Jordan Smith", "Michael Jordan", "Paris Agreement", "Lake Chad". */
static bool inside_name(const casus_scene *scene, const casus_hit *hit, casus_entry_kind kind) {
  bool place = kind == CASUS_ENTRY_CITY || kind == CASUS_ENTRY_REGION;
  if (is_continental(scene, hit) || (place && is_surname(scene, hit))) return true;
  bool before = strange_before(scene, hit), after = strange_after(scene, hit);
  if (before && casus_scene_word(scene, hit->first - 1) & CASUS_WORD_DIRECTION) before = false;
  if (before && !casus_is_adjectival(kind) &&
      casus_lexicon_given(scene->lexicon, casus_scene_token(scene, hit->first - 1)->form))
    return true;
  if (after && place && casus_scene_word(scene, hit->last) & CASUS_WORD_LAND) after = false;
  if (after && casus_scene_word(scene, hit->last) & CASUS_WORD_FEATURE) return true;
  if (level(scene, hit) || (after && inside_title(scene, hit))) return false;
  if (casus_is_adjectival(kind)) return before && !after && !hit->premodifies;
  return (before && kind != CASUS_ENTRY_SEAT) || after || inside_of_name(scene, hit);
}

/* --- evidence --------------------------------------------------------------------------------- */

static bool has_lower(casus_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (casus_is_lower(text.ptr[i])) return true;
  return false;
}

/* "Atlanta, Georgia", "Georgia's governor", "Georgia voters". */
static bool is_american(const casus_scene *scene, const casus_hit *hit) {
  uint32_t start = casus_scene_first(scene, hit->first), end = casus_scene_last(scene, hit->first), next = hit->last;
  if (next < end && casus_scene_possessive(scene, next)) next++;
  if (next < end && casus_scene_word(scene, next) & CASUS_WORD_US_CUE) return true;
  if (hit->first >= start + 2 && casus_scene_is(scene, hit->first - 1, "of") &&
      casus_scene_word(scene, hit->first - 2) & CASUS_WORD_US_CUE)
    return true;
  if (hit->first < start + 2 || !casus_scene_is(scene, hit->first - 1, ",")) return false;
  const casus_hit *town = casus_scene_hit(scene, hit->first - 2);
  if (!town) return casus_scene_strange(scene, hit->first - 2);
  const casus_record_row *row = casus_entry_row(scene->lexicon, town->entry);
  return (row->kind == CASUS_ENTRY_CITY || row->kind == CASUS_ENTRY_REGION) &&
         casus_str_eq(row->code, CASUS_STR("USA"));
}

/* "the South" where North Korea is named: a state is proven by the other one of the same last name. */
static bool twin_named(const casus_scene *scene, const casus_record_row *row) {
  size_t last = row->name.len;
  while (last && row->name.ptr[last - 1] != ' ') last--;
  if (!last) return false;
  for (size_t i = 0; i < scene->evidence.count; i++) {
    casus_str name = casus_lexicon_actor_name(scene->lexicon, scene->evidence.items[i].code);
    if (casus_str_ends(name, casus_str_sub(row->name, last - 1, row->name.len))) return true;
  }
  return false;
}

static bool has_evidence(casus_chooser *c, const casus_hit *hit, const casus_entry *entry) {
  const casus_scene *scene = c->scene;
  const casus_record_row *row = &scene->lexicon->rows[entry->row];
  const casus_token *token = casus_scene_token(scene, hit->first);
  uint32_t end = casus_scene_last(scene, hit->first);
  bool named = casus_evidence_of(scene, row->code) > 0;
  switch (row->kind) {
  case CASUS_ENTRY_NAME:
    if (casus_str_starts(entry->text, CASUS_STR("the "))) {
      unsigned upos = hit->last < end ? casus_scene_token(scene, hit->last)->upos : CASUS_UPOS_PUNCT;
      return (named || twin_named(scene, row)) && upos != CASUS_UPOS_NOUN && upos != CASUS_UPOS_PROPN &&
             upos != CASUS_UPOS_ADJ;
    }
    if (!has_lower(entry->text)) return named;
    if (is_american(scene, hit)) c->american = row->code;
    if (casus_str_eq(c->american, row->code) && (!named || is_american(scene, hit))) return false;
    return token->upos != CASUS_UPOS_VERB && token->upos != CASUS_UPOS_ADV;
  case CASUS_ENTRY_ADJECTIVE:
  case CASUS_ENTRY_DEMONYM:
    if (entry->text.ptr[entry->text.len - 1] == 'o') /* a combining form: "Sino-Russian" */
      return hit->last < end && casus_scene_hyphen(scene, hit->last);
    return token->upos == CASUS_UPOS_ADJ || token->upos == CASUS_UPOS_PROPN || token->upos == CASUS_UPOS_NOUN;
  case CASUS_ENTRY_CAPITAL:
    return named || row->major;
  default:
    return named;
  }
}

/* --- persons ---------------------------------------------------------------------------------- */

/* "President Lee": the office stands before the name, and it is the one this person holds, in a state named here. */
static bool title_fits(const casus_scene *scene, const casus_hit *hit, const casus_record_row *row) {
  if (hit->first == casus_scene_first(scene, hit->first)) return false;
  const casus_hit *title = casus_scene_live(scene, hit->first - 1);
  if (!title || casus_entry_row(scene->lexicon, title->entry)->kind != CASUS_ENTRY_ROLE) return false;
  if (scene->day < row->from || scene->day > row->to || !casus_evidence_of(scene, row->code)) return false;
  casus_str office = casus_entry_row(scene->lexicon, title->entry)->name;
  for (size_t at = 0; at + office.len <= row->role.len; at++)
    if (casus_str_ieq(casus_str_sub(row->role, at, at + office.len), office)) return true;
  return false;
}

/* "Vladimir V. Putin": the first name before the surname, with or without an initial, is the known one. */
static bool own_first_name(const casus_scene *scene, const casus_hit *hit, const casus_record_row *row) {
  uint32_t start = casus_scene_first(scene, hit->first), at = hit->first;
  while (at > start && casus_scene_token(scene, at - 1)->form.len <= 2 && casus_scene_capital(scene, at - 1)) at--;
  if (at == start) return false;
  casus_str first = casus_scene_token(scene, at - 1)->form;
  return casus_str_starts(row->name, first) && row->name.len > first.len && row->name.ptr[first.len] == ' ';
}

static bool person_fits(const casus_chooser *c, const casus_hit *hit, const casus_entry *entry) {
  const casus_scene *scene = c->scene;
  const casus_record_row *row = &scene->lexicon->rows[entry->row];
  bool single = hit->atom_last == hit->atom_first + 1;
  if (single && strange_before(scene, hit) && !own_first_name(scene, hit, row) &&
      (!level(scene, hit) || casus_lexicon_given(scene->lexicon, casus_scene_token(scene, hit->first - 1)->form)))
    return false;
  if (single && strange_after(scene, hit) && !level(scene, hit)) return false;
  return !entry->needs_full || casus_chooser_seen(c, row->name) || title_fits(scene, hit, row) ||
         (single && casus_hit_is_leader(scene, hit, row));
}

static bool organisation_fits(const casus_chooser *c, const casus_hit *hit, const casus_entry *entry) {
  const casus_scene *scene = c->scene;
  const casus_record_row *row = &scene->lexicon->rows[entry->row];
  if (hit->atom_last == hit->atom_first + 1 && !level(scene, hit) && strange_before(scene, hit) &&
      has_lower(entry->text))
    return false;
  return !entry->needs_full || casus_chooser_seen(c, row->name) || casus_evidence_of(scene, row->code) ||
         casus_evidence_of(scene, row->country);
}

/* "Chile's Defense Department": the words name an office of another state where no state stands before them. */
static bool belongs_elsewhere(const casus_scene *scene, const casus_hit *hit, const casus_record_row *row) {
  uint32_t at = hit->first, start = casus_scene_first(scene, at);
  if (at > start && casus_scene_possessive(scene, at - 1)) at--;
  const casus_hit *owner = at > start ? casus_scene_live(scene, at - 1) : NULL;
  if (!owner) return false;
  const casus_record_row *other = casus_entry_row(scene->lexicon, owner->entry);
  if (other->kind > CASUS_ENTRY_CAPITAL || casus_str_eq(other->code, row->country)) return false;
  for (uint32_t e = hit->chain; e != CASUS_NONE; e = scene->lexicon->entries[e].next)
    if (casus_entry_row(scene->lexicon, e)->kind == CASUS_ENTRY_ROLE) return true;
  return false;
}

/* "told the Guardian", "the Guardian reported", but "both sides of the Atlantic". */
static bool medium_fits(const casus_scene *scene, const casus_hit *hit, const casus_entry *entry) {
  const casus_token *token = casus_scene_token(scene, casus_scene_head(scene->text, hit->first, hit->last));
  bool article = casus_str_starts(entry->text, CASUS_STR("The ")) && hit->last == hit->first + 1;
  if (!article || token->deprel == CASUS_DEP_nsubj || token->deprel == CASUS_DEP_obj || token->deprel == CASUS_DEP_iobj)
    return true;
  uint32_t start = casus_scene_first(scene, hit->first);
  if (hit->first == start || !casus_scene_is(scene, hit->first - 1, "the")) return true;
  return hit->first >= start + 2 && casus_scene_is(scene, hit->first - 2, "to");
}

/* --- the choice ------------------------------------------------------------------------------- */

bool casus_candidate_fits(casus_chooser *c, const casus_hit *hit, const casus_entry *entry) {
  const casus_record_row *row = &c->scene->lexicon->rows[entry->row];
  if (!casus_entry_fits(c->scene->lexicon, entry, c->scene->atoms + hit->atom_first, hit->atom_last - hit->atom_first))
    return false;
  if (row->kind == CASUS_ENTRY_ROLE) return true;
  if ((row->kind == CASUS_ENTRY_SEAT || row->kind == CASUS_ENTRY_ORGANISATION) && belongs_elsewhere(c->scene, hit, row))
    return false;
  if (row->kind == CASUS_ENTRY_PERSON) return person_fits(c, hit, entry);
  if (row->kind == CASUS_ENTRY_MEDIUM && !medium_fits(c->scene, hit, entry)) return false;
  if (row->kind == CASUS_ENTRY_ORGANISATION || row->kind == CASUS_ENTRY_MEDIUM) return organisation_fits(c, hit, entry);
  return !inside_name(c->scene, hit, row->kind) && (!entry->ambiguous || has_evidence(c, hit, entry));
}
