/* The table of contexts: which words tell what a deed is about. */
#include "coder/rule.h"

static int bad_row(casus_error *err, size_t line, const char *what, casus_str word) {
  return casus_fail(err, CASUS_E_DATA, 0, "codebook/contexts.tsv:%zu: %s '%.*s'", line, what, CASUS_STR_FMT(word));
}

/* One more context that `word` tells. */
static int add_word(casus_book *book, casus_str word, uint64_t context, casus_error *err) {
  uint32_t place;
  if (casus_map_get(&book->context_at, word, &place)) {
    book->context_sets.items[place] |= context;
    return CASUS_OK;
  }
  casus_str key = casus_arena_copy(book->arena, word);
  uint64_t *set = casus_vec_push(&book->context_sets, book->arena);
  if (!key.ptr || !set) return casus_fail_memory(err);
  *set = context;
  bool kept = casus_map_set(&book->context_at, book->arena, key, (uint32_t)(book->context_sets.count - 1));
  return kept ? CASUS_OK : casus_fail_memory(err);
}

int casus_book_contexts(casus_book *book, casus_str bytes, casus_error *err) {
  enum { MOST = 64 }; /* bits of a set */
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  while (casus_table_next(&table, fields, 2)) {
    if (!fields[0].len || !fields[1].len) return bad_row(err, table.line, "half a row:", fields[0]);
    if (casus_book_is_context(book, fields[0])) return bad_row(err, table.line, "a second row of", fields[0]);
    if (book->contexts.count == MOST) return bad_row(err, table.line, "one context too many:", fields[0]);
    casus_str *name = casus_vec_push(&book->contexts, book->arena);
    if (!name || !(*name = casus_arena_copy(book->arena, fields[0])).ptr) return casus_fail_memory(err);
    casus_str words = fields[1], word;
    while (casus_list_next(&words, &word)) {
      int rc = add_word(book, word, UINT64_C(1) << (book->contexts.count - 1), err);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

bool casus_book_is_context(const casus_book *book, casus_str name) {
  for (size_t i = 0; i < book->contexts.count; i++)
    if (casus_str_eq(book->contexts.items[i], name)) return true;
  return false;
}

uint64_t casus_book_contexts_of(const casus_book *book, casus_str word) {
  char lower[CASUS_BOOK_WORD];
  casus_str key = casus_lower_into(word, lower, sizeof lower);
  uint32_t place;
  return key.ptr && casus_map_get(&book->context_at, key, &place) ? book->context_sets.items[place] : 0;
}
