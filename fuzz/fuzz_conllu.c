/* What the reader of CoNLL-U takes, the writer writes such that the reader finds the same words and the same tree. */
#include <stdlib.h>

#include "text/text.h"

static void check_spans(const casus_text *text) {
  for (uint32_t i = 0; i < text->token_count; i++) {
    const casus_token *t = &text->tokens[i];
    if (t->span.start >= t->span.end || t->span.end > text->bytes.len) abort();
    if (!casus_str_eq(casus_str_span(text->bytes, t->span), t->form)) abort();
    const casus_sentence *s = &text->sentences[t->sentence];
    if (i < s->first || i >= s->last || t->span.start < s->span.start || t->span.end > s->span.end) abort();
  }
}

static void check_same(const casus_text *a, const casus_text *b) {
  if (a->token_count != b->token_count || a->sentence_count != b->sentence_count) abort();
  for (uint32_t i = 0; i < a->token_count; i++) {
    const casus_token *x = &a->tokens[i], *y = &b->tokens[i];
    if (x->head != y->head || x->deprel != y->deprel || x->upos != y->upos || x->form.len != y->form.len) abort();
    if (x->subrel != y->subrel && x->subrel != CASUS_SUB_OTHER) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  casus_arena *arena = casus_arena_new();
  casus_text text, again;
  casus_buffer out = {0};
  if (arena && casus_conllu_read(casus_str_of((const char *)data, size), arena, &text, NULL) == CASUS_OK) {
    check_spans(&text);
    casus_conllu_write(&text, &out);
    if (casus_conllu_read(casus_buffer_str(&out), arena, &again, NULL)) abort();
    check_same(&text, &again);
  }
  casus_buffer_free(&out);
  casus_arena_free(arena);
  return 0;
}
