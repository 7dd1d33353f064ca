/* Small looks at a parse; and the slots of a trigger, the tokens of a path. */
#include "coder/slot.h"

#include <stdlib.h>

enum { DEEPEST = 24 }; /* climbs in a parse stop here; real chains are shorter */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

int casus_reading_open(casus_reading *view) {
  uint32_t count = view->text->token_count;
  view->first_child = casus_arena_array(view->arena, count, sizeof *view->first_child);
  view->next_child = casus_arena_array(view->arena, count, sizeof *view->next_child);
  view->actors = casus_arena_array(view->arena, count, sizeof *view->actors);
  if (!view->first_child || !view->next_child || !view->actors) return casus_fail_memory(view->err);
  for (uint32_t i = 0; i < count; i++) view->first_child[i] = view->next_child[i] = -1;
  for (uint32_t i = count; i-- > 0;) {
    int32_t head = at(view, i)->head;
    if (head < 0 || (uint32_t)head >= count) continue;
    view->next_child[i] = view->first_child[head];
    view->first_child[head] = (int32_t)i;
  }
  return CASUS_OK;
}

bool casus_lemma_is(const casus_reading *view, uint32_t token, const char *lemma) {
  return casus_str_ieq(at(view, token)->lemma, casus_str_from_c(lemma));
}

int32_t casus_child(const casus_reading *view, uint32_t token, casus_deprel relation) {
  CASUS_FOR_CHILDREN(view, token, child)
  if (at(view, (uint32_t)child)->deprel == relation) return child;
  return -1;
}

bool casus_is_below(const casus_reading *view, uint32_t below, uint32_t above) {
  if (at(view, below)->sentence != at(view, above)->sentence) return false;
  int32_t token = (int32_t)below;
  for (int depth = 0; token >= 0 && depth < 4 * DEEPEST; depth++, token = at(view, (uint32_t)token)->head)
    if ((uint32_t)token == above) return true;
  return false;
}

casus_slot casus_preposition(const casus_reading *view, uint32_t token) {
  casus_slot slot = CASUS_SLOT_NONE;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if (word->deprel != CASUS_DEP_case && word->deprel != CASUS_DEP_mark) continue;
    if (casus_child(view, (uint32_t)child, CASUS_DEP_fixed) >= 0 && !casus_lemma_is(view, (uint32_t)child, "out") &&
        !casus_lemma_is(view, (uint32_t)child, "along") && !casus_lemma_is(view, (uint32_t)child, "together"))
      continue; /* "because of", "instead of" are no arguments */
    casus_slot found = casus_book_preposition(view->book, word->lemma);
    if (found != CASUS_SLOT_NONE) slot = found;
  }
  return slot;
}

bool casus_in_named_class(const casus_reading *view, const char *name, uint32_t token) {
  uint32_t word_class = casus_book_class(view->book, casus_str_from_c(name));
  return casus_book_in_class(view->book, word_class, at(view, token)->lemma);
}

int32_t casus_slot_first(const casus_slots *slots, casus_slot slot) {
  for (size_t i = 0; i < slots->items.count; i++)
    if (slots->items.items[i].slot == slot) return (int32_t)slots->items.items[i].token;
  return -1;
}

bool casus_is_condition(const casus_reading *view, uint32_t clause) {
  const casus_token *word = at(view, clause);
  int32_t mark = casus_child(view, clause, CASUS_DEP_mark);
  if (mark < 0 || word->head < 0 || !casus_in_named_class(view, "condition", (uint32_t)mark)) return false;
  if (word->deprel == CASUS_DEP_advcl) return true;
  bool asked = word->deprel != CASUS_DEP_ccomp || casus_child(view, (uint32_t)word->head, CASUS_DEP_aux) < 0;
  return !asked && !casus_lemma_is(view, (uint32_t)mark, "whether"); /* "would respond if …", read as a question */
}

casus_range casus_amounts_in(const casus_reading *view, uint32_t sentence) {
  const casus_text *text = view->text;
  const casus_sentence *place = &text->sentences[sentence];
  return (casus_range){(uint32_t)CASUS_FIRST_FROM(text->amounts, text->amount_count, first, place->first),
                       (uint32_t)CASUS_FIRST_FROM(text->amounts, text->amount_count, first, place->last)};
}

casus_range casus_whens_in(const casus_reading *view, uint32_t sentence) {
  const casus_text *text = view->text;
  const casus_sentence *place = &text->sentences[sentence];
  return (casus_range){(uint32_t)CASUS_FIRST_FROM(text->whens, text->when_count, first, place->first),
                       (uint32_t)CASUS_FIRST_FROM(text->whens, text->when_count, first, place->last)};
}

/* "in April", "on Monday": a time, neither place nor party. */
static bool is_time(const casus_reading *view, uint32_t token) {
  casus_range in = casus_whens_in(view, at(view, token)->sentence);
  for (uint32_t i = in.first; i < in.last && view->text->whens[i].first <= token; i++)
    if (token < view->text->whens[i].last) return view->mentions->at[token] < 0;
  return false;
}

int casus_slots_put(const casus_reading *view, casus_slots *slots, casus_slot slot, uint32_t token) {
  if (slot >= CASUS_SLOT_OF && is_time(view, token)) return CASUS_OK;
  for (size_t i = 0; i < slots->items.count; i++)
    if (slots->items.items[i].slot == slot && slots->items.items[i].token == token) return CASUS_OK;
  casus_filler *item = casus_vec_push(&slots->items, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = (casus_filler){slot, token};
  return CASUS_OK;
}

int casus_slots_of(const casus_reading *view, uint32_t trigger, casus_part part, casus_slots *slots) {
  *slots = (casus_slots){.trigger = trigger, .part = part, .light = -1};
  int rc = casus_slots_put(view, slots, CASUS_SLOT_TRIGGER, trigger);
  if (rc) return rc;
  if (part == CASUS_PART_VERB) return casus_slots_of_verb(view, trigger, slots);
  if (part == CASUS_PART_NOUN) return casus_slots_of_noun(view, trigger, slots);
  return casus_slots_of_adjective(view, trigger, slots);
}

/* Below a slot's head, a place is looked for with the head's own grammar. */
static int step_tokens(const casus_reading *view, uint32_t head, casus_slot step, casus_tokens *tokens) {
  casus_slots below;
  bool verbal = at(view, head)->upos == CASUS_UPOS_VERB;
  int rc = casus_slots_of(view, head, verbal ? CASUS_PART_VERB : CASUS_PART_NOUN, &below);
  for (size_t i = 0; !rc && i < below.items.count; i++) {
    if (below.items.items[i].slot != step) continue;
    uint32_t *token = casus_vec_push(tokens, view->arena);
    if (!token) return casus_fail_memory(view->err);
    *token = below.items.items[i].token;
  }
  return rc;
}

static int add_token(const casus_reading *view, uint32_t token, casus_tokens *tokens) {
  uint32_t *item = casus_vec_push(tokens, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = token;
  return CASUS_OK;
}

/* Clauses of real sentences are shorter; what is longer is no clause that a rule could mean. */
static bool is_near(uint32_t token, uint32_t trigger) {
  enum { REACH = 60 };
  return token + REACH >= trigger && token <= trigger + REACH;
}

static int add_subtree(const casus_reading *view, uint32_t token, uint32_t trigger, int depth, casus_tokens *tokens) {
  int rc = add_token(view, token, tokens);
  CASUS_FOR_CHILDREN(view, token, child)
  if (!rc && depth < 4 * DEEPEST && is_near((uint32_t)child, trigger))
    rc = add_subtree(view, (uint32_t)child, trigger, depth + 1, tokens);
  return rc;
}

static int by_place(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

/* All of the sentence, or of what hangs on the trigger, in the order of the text. */
static int region_tokens(const casus_reading *view, uint32_t trigger, bool clause, casus_tokens *tokens) {
  const casus_sentence *sentence = &view->text->sentences[at(view, trigger)->sentence];
  int rc = CASUS_OK;
  size_t had = tokens->count;
  if (clause) rc = add_subtree(view, trigger, trigger, 0, tokens);
  for (uint32_t i = sentence->first; i < sentence->last && !clause && !rc; i++)
    if (is_near(i, trigger)) rc = add_token(view, i, tokens);
  if (clause && !rc) qsort(tokens->items + had, tokens->count - had, sizeof *tokens->items, by_place);
  return rc;
}

int casus_path_tokens(const casus_reading *view, const casus_slots *slots, casus_path path, casus_tokens *tokens) {
  if (path.slot == CASUS_SLOT_CLAUSE || path.slot == CASUS_SLOT_SENTENCE)
    return region_tokens(view, slots->trigger, path.slot == CASUS_SLOT_CLAUSE, tokens);
  for (size_t i = 0; i < slots->items.count; i++) {
    casus_filler item = slots->items.items[i];
    if (item.slot != path.slot) continue;
    if (path.step != CASUS_SLOT_NONE) {
      int rc = step_tokens(view, item.token, path.step, tokens);
      if (rc) return rc;
      continue;
    }
    int rc = add_token(view, item.token, tokens);
    if (rc) return rc;
  }
  return CASUS_OK;
}
