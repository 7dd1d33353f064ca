/* The lemmas of a treebank: which are known, and which forms rules do not explain. */
#include <stdlib.h>

#include "text/lemma.h"
#include "text/train.h"

typedef struct form_lemma {
  uint64_t key;
  casus_str form, xpos, lemma;
  uint8_t upos;
} form_lemma;

static int by_lemma(const void *a, const void *b) {
  const form_lemma *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  int order = casus_str_cmp(x->lemma, y->lemma);
  return order ? order : x->upos - y->upos;
}

static bool collect_lemmas(const casus_text *text, casus_arena *arena, form_lemma *items) {
  for (uint32_t i = 0; i < text->token_count; i++) {
    const casus_token *t = &text->tokens[i];
    bool proper = t->upos == CASUS_UPOS_PROPN;
    casus_str form = proper ? t->form : casus_lemma_lower(arena, t->form);
    casus_str lemma = proper ? t->lemma : casus_lemma_lower(arena, t->lemma);
    if (!form.ptr || !lemma.ptr) return false;
    items[i] = (form_lemma){casus_lemma_form_key(form, t->xpos), form, t->xpos, lemma, t->upos};
  }
  return true;
}

/* The commonest lemma of items[count], which are of one form and ordered by lemma; of equals the first. */
static const form_lemma *commonest(const form_lemma *items, size_t count) {
  const form_lemma *best = items;
  size_t most = 0;
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && casus_str_eq(items[next].lemma, items[i].lemma)) next++;
    if (next - i > most) best = &items[i], most = next - i;
  }
  return best;
}

typedef struct lemma_table {
  uint64_t *keys;
  uint32_t *values;
  size_t count;
} lemma_table;

static void add_known(const casus_text *text, const form_lemma *items, lemma_table *table) {
  for (uint32_t i = 0; i < text->token_count; i++) {
    unsigned upos = items[i].upos;
    if (upos == CASUS_UPOS_VERB || upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_ADJ || upos == CASUS_UPOS_ADV)
      table->keys[table->count++] = casus_lemma_known_key(casus_hash(items[i].lemma), upos);
  }
}

static int by_number(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static void drop_repeated(lemma_table *table) {
  size_t kept = 0;
  qsort(table->keys, table->count, sizeof *table->keys, by_number);
  for (size_t i = 0; i < table->count; i++)
    if (!kept || table->keys[kept - 1] != table->keys[i]) table->keys[kept++] = table->keys[i];
  table->count = kept;
}

/* A single token is no evidence against a base that data/text/lemmas.tsv names: treebanks have slips. */
static bool is_slip(const casus_model *model, const form_lemma *item, size_t tokens, casus_str found) {
  uint32_t ignored;
  return tokens == 1 &&
         casus_slots_get(model->irregular, casus_lemma_known_key(casus_hash(found), item->upos), &ignored);
}

/* Only what rules and irregular words get wrong is written down. */
static bool add_exceptions(const form_lemma *items, size_t count, casus_draft *draft, lemma_table *table) {
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && items[next].key == items[i].key) next++;
    const form_lemma *best = commonest(items + i, next - i);
    casus_str found = casus_lemma_find(&draft->model, draft->model.arena, best->form, best->upos, best->xpos);
    if (!found.ptr) return false;
    if (casus_str_eq(found, best->lemma) || best->lemma.len > 255 || casus_str_eq(best->lemma, CASUS_STR("_")) ||
        is_slip(&draft->model, best, next - i, found))
      continue;
    table->keys[table->count] = best->key;
    if (!casus_draft_string(draft, best->lemma, &table->values[table->count++])) return false;
  }
  return true;
}

bool casus_train_lemmas(const casus_text *text, casus_draft *draft) {
  casus_arena *arena = draft->model.arena;
  size_t count = text->token_count;
  form_lemma *items = casus_arena_array(arena, count, sizeof *items);
  lemma_table table = {casus_arena_array(arena, count, 2 * sizeof(uint64_t)),
                       casus_arena_array(arena, count, 2 * sizeof(uint32_t)), 0};
  if (!items || !table.keys || !table.values || !collect_lemmas(text, arena, items)) return false;
  add_known(text, items, &table);
  drop_repeated(&table);
  if (!casus_slots_build(arena, table.keys, table.values, table.count, &draft->model.lemmas)) return false;
  qsort(items, count, sizeof *items, by_lemma);
  if (!add_exceptions(items, count, draft, &table)) return false;
  draft->model.classes.strings = draft->strings.data;
  return casus_slots_build(arena, table.keys, table.values, table.count, &draft->model.lemmas);
}
