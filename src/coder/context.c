#include "coder/context.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* "nuclear_test": the word with one before it that belongs to it. */
static uint64_t told_with(const casus_reading *view, uint32_t token, uint32_t before) {
  casus_str first = at(view, before)->lemma, second = at(view, token)->lemma;
  char both[CASUS_BOOK_WORD];
  if (first.len + second.len >= sizeof both) return 0;
  memcpy(both, first.ptr, first.len);
  both[first.len] = '_';
  memcpy(both + first.len + 1, second.ptr, second.len);
  return casus_book_contexts_of(view->book, casus_str_of(both, first.len + 1 + second.len));
}

static uint64_t told_by(const casus_reading *view, uint32_t token) {
  unsigned upos = at(view, token)->upos;
  if (upos != CASUS_UPOS_NOUN && upos != CASUS_UPOS_PROPN && upos != CASUS_UPOS_ADJ) return 0;
  uint64_t told = casus_book_contexts_of(view->book, at(view, token)->lemma);
  CASUS_FOR_CHILDREN(view, token, child) {
    if ((uint32_t)child < token) told |= told_with(view, token, (uint32_t)child);
  }
  return told;
}

static bool is_listed(const casus_str *list, size_t count, casus_str name) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(list[i], name)) return true;
  return false;
}

int casus_contexts_of(const casus_reading *view, const casus_rule *rule, uint32_t trigger, casus_str **contexts,
                      size_t *count) {
  const casus_book *book = view->book;
  const casus_sentence *sentence = &view->text->sentences[at(view, trigger)->sentence];
  uint64_t told = 0;
  for (uint32_t i = sentence->first; i < sentence->last; i++) told |= told_by(view, i);
  casus_str *list = casus_arena_array(view->arena, rule->contexts.count + book->contexts.count, sizeof *list);
  if (!list) return casus_fail_memory(view->err);
  *count = 0;
  for (size_t i = 0; i < rule->contexts.count; i++) list[(*count)++] = rule->contexts.items[i];
  for (size_t i = 0; i < book->contexts.count; i++)
    if (told >> i & 1 && !is_listed(list, *count, book->contexts.items[i])) list[(*count)++] = book->contexts.items[i];
  *contexts = list;
  return CASUS_OK;
}
