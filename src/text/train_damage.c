#include "text/train.h"

typedef enum damage { CAPITALS, TITLE, NO_STOP, SMALL_START, ALL_SMALL, DAMAGES } damage;
/* How many sentences in a hundred get a copy of each kind. */
static const uint32_t percent[DAMAGES] = {
    [CAPITALS] = 5, [TITLE] = 5, [NO_STOP] = 8, [SMALL_START] = 3, [ALL_SMALL] = 3};

typedef struct copier {
  casus_arena *arena;
  CASUS_VEC(casus_token) tokens;
  CASUS_VEC(casus_sentence) sentences;
} copier;

static char damage_char(damage kind, char c, bool first_of_word, bool first_word) {
  char upper = casus_is_lower(c) ? (char)(c - 32) : c;
  switch (kind) {
  case CAPITALS:
    return upper;
  case TITLE:
    return first_of_word ? upper : c;
  case SMALL_START:
    return first_word ? casus_to_lower(c) : c;
  case ALL_SMALL:
    return casus_to_lower(c);
  default:
    return c;
  }
}

static bool damage_form(copier *copy, casus_token *token, damage kind, bool first_word) {
  char *form = casus_arena_alloc(copy->arena, token->form.len);
  if (!form) return false;
  for (size_t i = 0; i < token->form.len; i++) form[i] = damage_char(kind, token->form.ptr[i], i == 0, first_word);
  token->form.ptr = form;
  return true;
}

/* Tokens of a sentence without a last punctuation mark that nothing hangs on. */
static uint32_t without_stop(const casus_text *text, const casus_sentence *s) {
  uint32_t last = s->last - 1;
  if (text->tokens[last].upos != CASUS_UPOS_PUNCT || last == s->first || s->root == last) return s->last;
  for (uint32_t i = s->first; i < s->last; i++)
    if (text->tokens[i].head == (int32_t)last) return s->last;
  return last;
}

static bool copy_sentence(copier *copy, const casus_text *text, uint32_t index, damage kind) {
  const casus_sentence *s = &text->sentences[index];
  uint32_t last = kind == NO_STOP ? without_stop(text, s) : s->last, first = (uint32_t)copy->tokens.count;
  for (uint32_t i = s->first; i < last; i++) {
    casus_token *token = casus_vec_push(&copy->tokens, copy->arena);
    if (!token) return false;
    *token = text->tokens[i];
    if (token->head >= 0) token->head += (int32_t)first - (int32_t)s->first;
    token->sentence = (uint32_t)copy->sentences.count;
    if (kind != DAMAGES && kind != NO_STOP && !damage_form(copy, token, kind, i == s->first)) return false;
  }
  casus_sentence *to = casus_vec_push(&copy->sentences, copy->arena);
  if (!to) return false;
  *to = (casus_sentence){s->span, first, (uint32_t)copy->tokens.count, s->root - s->first + first};
  return true;
}

static bool copy_all(copier *copy, const casus_text *text, casus_random random) {
  for (uint32_t i = 0; i < text->sentence_count; i++)
    if (!copy_sentence(copy, text, i, DAMAGES)) return false;
  for (uint32_t i = 0; i < text->sentence_count; i++)
    for (damage kind = 0; kind < DAMAGES; kind++)
      if (casus_random_below(&random, 100) < percent[kind] && !copy_sentence(copy, text, i, kind)) return false;
  return true;
}

int casus_train_damage(const casus_text *text, uint64_t seed, casus_arena *arena, casus_text *damaged,
                       casus_error *err) {
  copier copy = {.arena = arena};
  if (!copy_all(&copy, text, (casus_random){seed})) return casus_fail_memory(err);
  *damaged = (casus_text){.bytes = text->bytes,
                          .sentences = copy.sentences.items,
                          .tokens = copy.tokens.items,
                          .sentence_count = (uint32_t)copy.sentences.count,
                          .token_count = (uint32_t)copy.tokens.count};
  return CASUS_OK;
}
