/* Which of the entries that are written alike is meant here, if any. */
#include "coder/mention_choice.h"

size_t casus_chooser_seen(const casus_chooser *c, casus_str name) {
  for (size_t i = c->seen.count; i-- > 0;)
    if (casus_str_eq(c->seen.items[i], name)) return i + 1;
  return 0;
}

/* Higher wins; the first of equals. Weights only order the cases. */
static int rank(const casus_chooser *c, const casus_hit *hit, const casus_entry *entry) {
  static const int by_kind[] = {
      [CASUS_ENTRY_NAME] = 90,         [CASUS_ENTRY_ADJECTIVE] = 85, [CASUS_ENTRY_DEMONYM] = 84,
      [CASUS_ENTRY_CAPITAL] = 65,      [CASUS_ENTRY_SEAT] = 70,      [CASUS_ENTRY_CITY] = 45,
      [CASUS_ENTRY_REGION] = 50,       [CASUS_ENTRY_PERSON] = 75,    [CASUS_ENTRY_MEDIUM] = 80,
      [CASUS_ENTRY_ORGANISATION] = 80, [CASUS_ENTRY_ROLE] = 20,
  };
  const casus_record_row *row = &c->scene->lexicon->rows[entry->row];
  int value = by_kind[row->kind] * 1000;
  bool in_force = c->scene->day >= row->from && c->scene->day <= row->to;
  if (entry->ambiguous) value -= 5000;
  if (entry->group) value -= 1000;
  if (row->kind == CASUS_ENTRY_ADJECTIVE) value += hit->premodifies ? 10000 : -10000;
  if (row->kind == CASUS_ENTRY_PERSON) {
    size_t seen = casus_chooser_seen(c, row->name);
    value += seen < 900 ? (int)seen * 10 : 9000;
  }
  if (in_force)
    value += 5;
  else if (c->scene->day > row->to)
    value += 2; /* a former office before one not yet held */
  uint32_t named = casus_evidence_of(c->scene, row->code);
  return value + (row->kind == CASUS_ENTRY_PERSON ? 0 : named < 4 ? (int)named : 4);
}

/* Of two offices of one person, both past, the later; both to come, the earlier. */
static bool later(const casus_scene *scene, uint32_t a, uint32_t b) {
  const casus_record_row *x = casus_entry_row(scene->lexicon, a), *y = casus_entry_row(scene->lexicon, b);
  if (x->kind != CASUS_ENTRY_PERSON || y->kind != CASUS_ENTRY_PERSON || !casus_str_eq(x->name, y->name)) return false;
  return scene->day > x->to ? x->to > y->to : scene->day < x->from ? x->from < y->from : x->from > y->from;
}

static void choose(casus_chooser *c, casus_hit *hit) {
  const casus_lexicon *lexicon = c->scene->lexicon;
  uint32_t best = CASUS_NONE;
  int best_rank = 0;
  hit->dropped = false;
  for (uint32_t e = hit->chain; e != CASUS_NONE; e = lexicon->entries[e].next) {
    if (!casus_candidate_fits(c, hit, &lexicon->entries[e])) continue;
    int r = rank(c, hit, &lexicon->entries[e]);
    if (best != CASUS_NONE && (r < best_rank || (r == best_rank && !later(c->scene, e, best)))) continue;
    best = e;
    best_rank = r;
  }
  if (best == CASUS_NONE) {
    hit->dropped = true;
    return;
  }
  hit->entry = best;
  hit->kind = casus_entry_row(lexicon, best)->kind;
}

static bool may_be_adjective(const casus_scene *scene, const casus_hit *hit) {
  for (uint32_t e = hit->chain; e != CASUS_NONE; e = scene->lexicon->entries[e].next)
    if (casus_is_adjectival(casus_entry_row(scene->lexicon, e)->kind)) return true;
  return false;
}

/* Stands before a noun it belongs to: "Russian missiles", "Ukraine war", "US and Chinese officials". */
static bool premodifies(const casus_scene *scene, const casus_hit *hit) {
  uint32_t end = casus_scene_last(scene, hit->first), next = hit->last;
  const casus_token *token = casus_scene_token(scene, casus_scene_head(scene->text, hit->first, hit->last));
  if (next >= end || casus_scene_possessive(scene, next)) return false;
  if (casus_scene_hyphen(scene, next)) return true;
  bool modifies = token->deprel == CASUS_DEP_amod || token->deprel == CASUS_DEP_compound ||
                  (token->deprel == CASUS_DEP_nmod && token->subrel != CASUS_SUB_poss);
  unsigned upos = casus_scene_token(scene, next)->upos;
  bool noun_next = upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN || upos == CASUS_UPOS_ADJ;
  if (modifies && token->head >= (int32_t)next && (noun_next || may_be_adjective(scene, hit))) return true;
  if (!noun_next) return false;
  return token->deprel != CASUS_DEP_nsubj && token->deprel != CASUS_DEP_obj && token->deprel != CASUS_DEP_iobj &&
         token->deprel != CASUS_DEP_obl && token->deprel != CASUS_DEP_nmod && token->deprel != CASUS_DEP_conj;
}

/* Twice: what is dropped in the first round is a strange name beside its neighbours in the second, as "Smith" in
 * "Jordan Smith", though some known person is called Smith too. */
static int choose_all(casus_scene *scene, casus_error *err) {
  casus_chooser c = {.scene = scene, .american = CASUS_STR("")};
  for (size_t i = 0; i < scene->hits.count; i++) {
    casus_hit *hit = &scene->hits.items[i];
    hit->premodifies = premodifies(scene, hit);
    choose(&c, hit);
    if (hit->dropped || (hit->kind != CASUS_ENTRY_PERSON && hit->kind != CASUS_ENTRY_ORGANISATION)) continue;
    casus_str *name = casus_vec_push(&c.seen, scene->arena);
    if (!name) return casus_fail_memory(err);
    *name = casus_entry_row(scene->lexicon, hit->entry)->name;
  }
  return CASUS_OK;
}

int casus_hits_choose(casus_scene *scene, casus_error *err) {
  int rc = choose_all(scene, err);
  return rc == CASUS_OK ? choose_all(scene, err) : rc;
}
