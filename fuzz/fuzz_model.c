/* A model file is refused or it parses: whatever its bytes, every sentence gets one tree. The hash is put right first,
 * so that the checks behind it are reached. */
#include <stdlib.h>

#include "text/model.h"

static const char *const words[] = {"The",   "ships", "of",      "Ruritania",     "were", "shelled",
                                    "twice", ",",     "killing", "\xE2\x80\x99s", "12",   "."};

static void parse_with(const casus_model *model, casus_arena *arena) {
  casus_token tokens[CASUS_COUNT(words)] = {0};
  casus_sentence sentence = {{0, 0}, 0, CASUS_COUNT(words), 0};
  casus_text text = {.sentences = &sentence, .tokens = tokens, .sentence_count = 1, .token_count = CASUS_COUNT(words)};
  for (size_t i = 0; i < CASUS_COUNT(words); i++) tokens[i].form = casus_str_from_c(words[i]);
  if (casus_text_parse(model, arena, &text, NULL)) return;
  unsigned roots = 0;
  for (size_t i = 0; i < CASUS_COUNT(words); i++) {
    size_t steps = 0;
    roots += tokens[i].head < 0;
    for (int32_t at = (int32_t)i; at >= 0; at = tokens[at].head)
      if (at >= (int32_t)CASUS_COUNT(words) || ++steps > CASUS_COUNT(words)) abort();
  }
  if (roots != 1) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t from = offsetof(casus_model_head, version);
  char *bytes = malloc(size + 1);
  if (!bytes) return 0;
  if (size) memcpy(bytes, data, size);
  if (size >= sizeof(casus_model_header)) {
    uint64_t length = size, hash;
    memcpy(bytes + offsetof(casus_model_head, size), &length, sizeof length);
    hash = casus_model_hash(bytes + from, size - from);
    memcpy(bytes + offsetof(casus_model_head, hash), &hash, sizeof hash);
  }
  casus_arena *arena = casus_arena_new();
  casus_model *model = NULL;
  if (arena && casus_model_open(NULL, casus_str_of(bytes, size), &model, NULL) == CASUS_OK) parse_with(model, arena);
  casus_model_free(model);
  casus_arena_free(arena);
  free(bytes);
  return 0;
}
