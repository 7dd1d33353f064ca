/* A gold line is read or refused; what is read can be counted and comes back as one JSON line. */
#include <stdlib.h>

#include "eval/eval.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  casus_arena *arena = casus_arena_new();
  casus_gold gold;
  casus_coding nothing = {0};
  casus_buffer line = {0};
  casus_tally tally = {.arena = arena};
  if (arena && casus_gold_read(casus_str_of((const char *)data, size), arena, &gold, NULL) == CASUS_OK) {
    for (size_t i = 0; i < gold.sentences.count; i++)
      if (gold.sentences.items[i].span.end > gold.text.len) abort();
    casus_gold_document(&gold, &line);
    if (line.failed || casus_buffer_str(&line).ptr[line.len - 1] != '\n') abort();
    if (casus_tally_add(&tally, &gold, &nothing, NULL) != CASUS_OK || tally.sentences != gold.sentences.count) abort();
  }
  casus_buffer_free(&line);
  casus_arena_free(arena);
  return 0;
}
