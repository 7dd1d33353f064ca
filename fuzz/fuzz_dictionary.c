/* Any bytes are a dictionary: faulty lines are told with their place, and what was added can be looked up. */
#include <stdlib.h>

#include "coder/lexicon.h"

enum { LONGEST_INPUT = 1 << 14 };

static void count_fault(void *context, const char *message) {
  if (strncmp(message, "input:", 6) != 0) abort();
  ++*(size_t *)context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > LONGEST_INPUT) return 0;
  casus_arena *arena = casus_arena_new();
  casus_lexicon lexicon = {.arena = arena};
  size_t told = 0;
  casus_dictionary file = {.name = CASUS_STR("input"),
                           .bytes = casus_str_of((const char *)data, size),
                           .fault = count_fault,
                           .context = &told};
  if (!arena) return 0;
  if (casus_lexicon_add_file(&lexicon, &file, NULL) == CASUS_OK && file.faults != told) abort();
  for (size_t i = 0; i < lexicon.entry_count; i++) {
    const casus_entry *entry = &lexicon.entries[i];
    if (entry->row >= lexicon.row_count || (entry->next != UINT32_MAX && entry->next >= lexicon.entry_count)) abort();
    casus_lexicon_actor(&lexicon, entry->text);
  }
  casus_arena_free(arena);
  return 0;
}
