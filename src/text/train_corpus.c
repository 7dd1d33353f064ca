#include <stdlib.h>

#include "text/train.h"

typedef struct form_seen {
  uint64_t hash;
  casus_str form;
  int32_t vector; /* CASUS_NO_VECTOR: seen in a text */
} form_seen;

static int by_hash(const void *a, const void *b) {
  const form_seen *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  int order = casus_str_cmp(x->form, y->form);
  return order ? order : (x->vector > y->vector) - (x->vector < y->vector);
}

/* One form, seen[0 .. count) with different casings and perhaps vectors; the first of these counts. */
static void add_form(const form_seen *seen, size_t count, uint32_t least, casus_vocabulary *vocabulary) {
  uint32_t word = vocabulary->words;
  vocabulary->seen[word] = 0;
  vocabulary->vector[word] = CASUS_NO_VECTOR;
  for (size_t i = 0; i < count; i++) {
    if (seen[i].vector == CASUS_NO_VECTOR)
      vocabulary->seen[word]++;
    else if (vocabulary->vector[word] == CASUS_NO_VECTOR || seen[i].vector < vocabulary->vector[word])
      vocabulary->vector[word] = seen[i].vector;
  }
  if (vocabulary->seen[word] < least && vocabulary->vector[word] == CASUS_NO_VECTOR) return;
  casus_word_parts(seen[0].form, vocabulary->buckets, vocabulary->parts[word]);
  vocabulary->words++;
}

bool casus_vocabulary_make(const casus_text *const *texts, size_t count, uint32_t least, uint32_t buckets,
                           casus_arena *arena, casus_vocabulary *vocabulary) {
  const casus_vectors *vectors = &vocabulary->vectors;
  size_t tokens = vectors->count, used = 0;
  for (size_t i = 0; i < count; i++) tokens += texts[i]->token_count;
  form_seen *seen = casus_arena_array(arena, tokens, sizeof *seen);
  uint64_t *keys = casus_arena_array(arena, tokens, sizeof *keys);
  uint32_t *values = casus_arena_array(arena, tokens, sizeof *values);
  if (!seen || !keys || !values) return false;
  for (size_t i = 0; i < count; i++)
    for (uint32_t t = 0; t < texts[i]->token_count; t++)
      seen[used++] = (form_seen){casus_word_hash(texts[i]->tokens[t].form), texts[i]->tokens[t].form, CASUS_NO_VECTOR};
  for (uint32_t v = 0; v < vectors->count; v++)
    seen[used++] = (form_seen){casus_word_hash(vectors->words[v]), vectors->words[v], (int32_t)v};
  qsort(seen, used, sizeof *seen, by_hash);
  vocabulary->words = 0;
  vocabulary->buckets = buckets;
  vocabulary->parts = casus_arena_array(arena, tokens, sizeof *vocabulary->parts);
  vocabulary->seen = casus_arena_array(arena, tokens, sizeof *vocabulary->seen);
  vocabulary->vector = casus_arena_array(arena, tokens, sizeof *vocabulary->vector);
  if (!vocabulary->parts || !vocabulary->seen || !vocabulary->vector) return false;
  for (size_t i = 0, next; i < used; i = next) {
    for (next = i + 1; next < used && seen[next].hash == seen[i].hash;) next++;
    uint32_t word = vocabulary->words;
    keys[word] = seen[i].hash;
    values[word] = word;
    add_form(seen + i, next - i, least, vocabulary);
  }
  return casus_slots_build(arena, keys, values, vocabulary->words, &vocabulary->forms);
}

static void look(const casus_vocabulary *vocabulary, const casus_token *token, casus_casing casing, bool first,
                 casus_inputs *inputs) {
  uint32_t word, parts[CASUS_PARTS];
  bool known = casus_slots_get(vocabulary->forms, casus_word_hash(token->form), &word);
  inputs->rows[0] = known ? (int32_t)word : CASUS_NO_ROW;
  inputs->vector = known ? vocabulary->vector[word] : CASUS_NO_VECTOR;
  inputs->seen = known ? vocabulary->seen[word] : 0;
  inputs->rows[1] = (int32_t)(vocabulary->words + casus_word_shape(token->form, casing, first, vocabulary->buckets));
  if (!known) casus_word_parts(token->form, vocabulary->buckets, parts);
  const uint32_t *from = known ? vocabulary->parts[word] : parts;
  for (size_t i = 0; i < CASUS_PARTS; i++) inputs->rows[2 + i] = (int32_t)(vocabulary->words + from[i]);
}

static uint16_t class_answer(uint8_t index) { return index == CASUS_NO_CLASS ? CASUS_NO_ANSWER : index; }

bool casus_corpus_make(const casus_text *text, const casus_draft *draft, const casus_vocabulary *vocabulary,
                       casus_arena *arena, casus_corpus *corpus) {
  *corpus = (casus_corpus){.sentences = text->sentence_count};
  corpus->starts = casus_arena_array(arena, text->sentence_count + 1, sizeof *corpus->starts);
  corpus->inputs = casus_arena_array(arena, text->token_count, sizeof *corpus->inputs);
  corpus->answers = casus_arena_array(arena, text->token_count, sizeof *corpus->answers);
  if (!corpus->starts || !corpus->inputs || !corpus->answers) return false;
  uint16_t unmarked = text->marked ? 0 : CASUS_NO_ANSWER;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    const casus_sentence *s = &text->sentences[i];
    casus_casing casing = casus_sentence_casing(text->tokens + s->first, s->last - s->first);
    corpus->starts[i] = s->first;
    corpus->starts[i + 1] = s->last;
    for (uint32_t t = s->first; t < s->last; t++) {
      const casus_token *token = &text->tokens[t];
      look(vocabulary, token, casing, t == s->first, &corpus->inputs[t]);
      uint32_t head = token->head < 0 ? s->last - s->first : (uint32_t)token->head - s->first;
      corpus->answers[t] = (casus_answers){.head = (uint16_t)head,
                                           .tag = class_answer(casus_train_tag_of(draft, token)),
                                           .relation = class_answer(casus_train_relation_of(draft, token)),
                                           .kind = unmarked,
                                           .manner = CASUS_NO_ANSWER,
                                           .says = unmarked};
    }
  }
  for (uint32_t i = 0; i < text->mark_count; i++) {
    uint32_t token = text->marks[i].token, first = text->sentences[text->tokens[token].sentence].first;
    casus_train_mark_answers(draft, text, &text->marks[i], first, &corpus->answers[token]);
  }
  return true;
}

static void append(casus_corpus *to, uint32_t *tokens, const casus_corpus *from) {
  uint32_t count = from->starts[from->sentences];
  if (count) memcpy(to->inputs + *tokens, from->inputs, count * sizeof *to->inputs);
  if (count) memcpy(to->answers + *tokens, from->answers, count * sizeof *to->answers);
  for (uint32_t i = 0; i < from->sentences; i++) to->starts[++to->sentences] = *tokens + from->starts[i + 1];
  *tokens += count;
}

bool casus_corpus_join(casus_arena *arena, const casus_corpus *one, size_t times, const casus_corpus *other,
                       casus_corpus *joined) {
  size_t sentences = times * one->sentences + other->sentences;
  size_t tokens = times * one->starts[one->sentences] + other->starts[other->sentences];
  *joined = (casus_corpus){.starts = casus_arena_array(arena, sentences + 1, sizeof *joined->starts),
                           .inputs = casus_arena_array(arena, tokens, sizeof *joined->inputs),
                           .answers = casus_arena_array(arena, tokens, sizeof *joined->answers)};
  uint32_t used = 0;
  if (!joined->starts || !joined->inputs || !joined->answers) return false;
  for (size_t i = 0; i < times; i++) append(joined, &used, one);
  append(joined, &used, other);
  return true;
}
