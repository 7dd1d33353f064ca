/* A careful reader's file is refused or it reads: whatever its bytes, every sentence gets one tree, links stay in it,
 * and who is meant in the text. The hash is put right first, so that the checks behind it are reached. */
#include <math.h>
#include <stdlib.h>

#include "text/careful/careful.h"

static const char *const words[] = {"The",   "ships",         "of", "Ruritania", "were", "shelled",
                                    "twice", "\xE2\x80\x99s", "."};
enum { WORDS = CASUS_COUNT(words) };

static const casus_model *english(void) {
  static casus_model *model;
  static casus_arena *arena;
  casus_str bytes;
  if (!arena) arena = casus_arena_new();
  if (!model && casus_data_get(NULL, "models/english.casus-model", arena, &bytes, NULL) == CASUS_OK)
    (void)casus_model_open(NULL, bytes, &model, NULL);
  return model;
}

static void check_links(const casus_text *text) {
  for (uint32_t i = 0; i < text->link_count; i++)
    if (text->links[i].token >= WORDS || !(text->links[i].share >= 0 && text->links[i].share <= 1)) abort();
  for (uint32_t i = 0; i < text->mark_count; i++)
    if (text->marks[i].token >= WORDS || text->marks[i].last_link > text->link_count ||
        text->marks[i].first_meant > text->marks[i].last_meant || text->marks[i].last_meant > text->meant_count)
      abort();
  for (uint32_t i = 0; i < text->meant_count; i++)
    if (text->meant[i].token >= WORDS || !isfinite(text->meant[i].score)) abort();
}

static void read_with(const casus_model *model, casus_arena *arena) {
  casus_token tokens[WORDS] = {0};
  casus_sentence sentence = {{0, 0}, 0, WORDS, 0};
  casus_text text = {.sentences = &sentence, .tokens = tokens, .sentence_count = 1, .token_count = WORDS};
  for (size_t i = 0; i < WORDS; i++) tokens[i].form = casus_str_from_c(words[i]);
  if (casus_text_parse(model, arena, &text, NULL)) return;
  unsigned roots = 0;
  for (size_t i = 0; i < WORDS; i++) {
    size_t steps = 0;
    roots += tokens[i].head < 0;
    for (int32_t at = (int32_t)i; at >= 0; at = tokens[at].head)
      if (at >= (int32_t)WORDS || ++steps > WORDS) abort();
  }
  if (roots != 1) abort();
  check_links(&text);
}

/* Three sentences in one window, marks alone. */
static void mark_with(const casus_model *model, casus_arena *arena) {
  casus_token tokens[WORDS] = {0};
  casus_sentence sentences[] = {{{0, 0}, 0, 3, 0}, {{0, 0}, 3, 4, 0}, {{0, 0}, 4, WORDS, 0}};
  casus_text text = {.sentences = sentences, .tokens = tokens, .sentence_count = 3, .token_count = WORDS};
  for (size_t i = 0; i < WORDS; i++) tokens[i].form = casus_str_from_c(words[i]);
  if (casus_text_parse(model, arena, &text, NULL) == CASUS_OK) check_links(&text);
}

static void put_right(char *bytes, size_t size) {
  size_t from = offsetof(casus_model_head, version);
  uint64_t length = size;
  if (size < sizeof(casus_model_head)) return;
  memcpy(bytes + offsetof(casus_model_head, size), &length, sizeof length);
  uint64_t hash = casus_model_hash(bytes + from, size - from);
  memcpy(bytes + offsetof(casus_model_head, hash), &hash, sizeof hash);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = malloc(size + 1);
  casus_arena *arena = casus_arena_new();
  casus_careful *careful = NULL;
  const casus_model *quick = english();
  if (bytes && arena && quick) {
    if (size) memcpy(bytes, data, size);
    put_right(bytes, size);
    if (casus_careful_open(casus_str_of(bytes, size), &careful, NULL) == CASUS_OK) {
      casus_model with = *quick;
      careful->trees = true;
      with.careful = careful;
      read_with(&with, arena);
      careful->trees = false;
      mark_with(&with, arena);
    }
  }
  casus_careful_free(careful);
  casus_arena_free(arena);
  free(bytes);
  return 0;
}
