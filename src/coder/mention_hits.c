/* Entries of the lexicon in the text, longest first, and what they prove. */
#include "coder/mention_scene.h"

enum { TITLE_ATOMS = 64 };

static bool is_the(const casus_atom *atom) { return casus_str_ieq(atom->text, CASUS_STR("the")); }

/* The longest entry at atoms[at]; "the South" gives way to "South Korean" in "the South Korean army". */
static size_t longest_at(const casus_scene *scene, uint32_t at, uint32_t end, uint32_t *entry) {
  const casus_atom *atoms = scene->atoms;
  if (!atoms[at].starts && !atoms[at].joined) return 0;
  size_t taken = casus_lexicon_longest(scene->lexicon, atoms + at, end - at, entry);
  if (!taken || at + 1 >= end || !is_the(&atoms[at])) return taken;
  uint32_t other;
  size_t inner = casus_lexicon_longest(scene->lexicon, atoms + at + 1, end - at - 1, &other);
  return inner + 1 > taken ? 0 : taken;
}

/* "pro-Russian" and "Chinese-built" do not make anybody an actor; "U.S.-led" and "Russia-North Korea" do. */
static bool hyphens_lend(const casus_scene *scene, const casus_hit *hit) {
  const casus_atom *atoms = scene->atoms;
  if (hit->atom_first && atoms[hit->atom_first].joined &&
      casus_word_classes(scene->lexicon, atoms[hit->atom_first - 1].text) & CASUS_WORD_AGAINST)
    return false;
  if (hit->atom_last >= scene->atom_count || !atoms[hit->atom_last].joined) return true;
  if (casus_word_classes(scene->lexicon, atoms[hit->atom_last].text) & CASUS_WORD_LENDS) return true;
  uint32_t entry, end = scene->atom_of[casus_scene_last(scene, hit->first)];
  if (!casus_lexicon_longest(scene->lexicon, atoms + hit->atom_last, end - hit->atom_last, &entry)) return false;
  return casus_entry_row(scene->lexicon, entry)->kind != CASUS_ENTRY_ROLE;
}

static bool add_hit(casus_scene *scene, uint32_t at, size_t taken, uint32_t entry) {
  casus_hit *hit = casus_vec_push(&scene->hits, scene->arena);
  if (!hit) return false;
  *hit = (casus_hit){.first = scene->atoms[at].token,
                     .last = scene->atoms[at + taken - 1].token + 1,
                     .atom_first = at,
                     .atom_last = at + (uint32_t)taken,
                     .chain = entry,
                     .entry = entry,
                     .mention = CASUS_NONE};
  if (taken > 1 && is_the(&scene->atoms[at]) && hit->first + 1 < hit->last) hit->first++;
  hit->lends = hyphens_lend(scene, hit);
  for (uint32_t i = hit->first; i < hit->last; i++)
    if (scene->hit_of[i] < 0) scene->hit_of[i] = (int32_t)scene->hits.count - 1;
  return true;
}

/* A written form proves the presence of an actor when none of its meanings is in doubt. */
static bool prove(casus_scene *scene, uint32_t entry, const casus_atom *atoms, size_t count) {
  casus_str proven = CASUS_STR("");
  for (; entry != CASUS_NONE; entry = scene->lexicon->entries[entry].next) {
    const casus_entry *e = &scene->lexicon->entries[entry];
    const casus_record_row *row = &scene->lexicon->rows[e->row];
    if (!casus_entry_fits(scene->lexicon, e, atoms, count)) continue;
    if (e->ambiguous || e->needs_full || (proven.len && !casus_str_eq(proven, row->code))) return true;
    if (row->kind != CASUS_ENTRY_ROLE && row->kind != CASUS_ENTRY_MEDIUM) proven = row->code;
  }
  return casus_evidence_add(scene, proven, 1);
}

static bool prove_title(casus_scene *scene) {
  casus_atom atoms[TITLE_ATOMS];
  casus_str rest = scene->document->title;
  size_t count = 0;
  while (count < TITLE_ATOMS && casus_atom_next(&rest, &atoms[count])) {
    atoms[count].starts = atoms[count].ends = atoms[count].proper = true;
    count++;
  }
  for (size_t at = 0, taken; at < count; at += taken ? taken : 1) {
    uint32_t entry;
    taken = casus_lexicon_longest(scene->lexicon, atoms + at, count - at, &entry);
    if (taken && !prove(scene, entry, atoms + at, taken)) return false;
  }
  return true;
}

int casus_hits_find(casus_scene *scene, casus_error *err) {
  for (uint32_t s = 0; s < scene->text->sentence_count; s++) {
    const casus_sentence *sentence = &scene->text->sentences[s];
    uint32_t end = scene->atom_of[sentence->last];
    for (uint32_t at = scene->atom_of[sentence->first]; at < end;) {
      uint32_t entry;
      size_t taken = longest_at(scene, at, end, &entry);
      if (taken && (!add_hit(scene, at, taken, entry) || !prove(scene, entry, scene->atoms + at, taken)))
        return casus_fail_memory(err);
      at += taken ? (uint32_t)taken : 1;
    }
  }
  return prove_title(scene) ? CASUS_OK : casus_fail_memory(err);
}
