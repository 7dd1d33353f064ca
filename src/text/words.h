/* The word tables of data/text that splitting and annotating need. Private to text. */
#ifndef CASUS_TEXT_WORDS_H
#define CASUS_TEXT_WORDS_H

#include "text/text.h"

/* Abbreviations, months, number words, currencies, measures, titles, name cues: read-only once open. */
typedef struct casus_words casus_words;

/* Everything lives in `arena` or in the program; *words is owned by `arena`. casus_model_open calls this once and keeps
 * the result beside the model. `folder`: see casus_data_get. */
int casus_words_open(const char *folder, casus_arena *arena, const casus_words **words, casus_error *err);

/* The tables of a model, never NULL. */
const casus_words *casus_model_words(const casus_model *model);

/* What casus_text_split and casus_text_annotate do, for callers without a model. */
int casus_split_text(const casus_words *words, casus_str bytes, casus_arena *arena, casus_text *text, casus_error *err);
int casus_annotate_text(const casus_words *words, casus_date published, casus_arena *arena, casus_text *text,
                        casus_error *err);

#endif
