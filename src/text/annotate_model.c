/* The entry points of text.h that take a model and need only its word tables. */
#include "text/words.h"

int casus_text_split(const casus_model *model, casus_str bytes, casus_arena *arena, casus_text *text,
                     casus_error *err) {
  return casus_split_text(casus_model_words(model), bytes, arena, text, err);
}

int casus_text_annotate(const casus_model *model, casus_date published, casus_arena *arena, casus_text *text,
                        casus_error *err) {
  return casus_annotate_text(casus_model_words(model), published, arena, text, err);
}
