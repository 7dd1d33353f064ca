#include "text/annotate.h"

int casus_annotate_text(const casus_words *words, casus_date published, casus_arena *arena, casus_text *text,
                        casus_error *err) {
  casus_text found = *text;
  if (!casus_quotes_find(words, &found, arena) || !casus_whens_find(words, published, &found, arena) ||
      !casus_durations_find(words, &found, arena) || !casus_amounts_find(words, &found, arena) ||
      !casus_names_find(words, &found, arena))
    return casus_fail_memory(err);
  *text = found;
  return CASUS_OK;
}
