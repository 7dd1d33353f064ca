/* The tagger: joint universal and Penn tags, left to right. Private to this room. */
#ifndef CASUS_TEXT_TAG_H
#define CASUS_TEXT_TAG_H

#include "text/features.h"

enum { CASUS_TAG_FEATURES = 56 };

/* Features of word `at` of words[count]; tags[0..at) are those already given. Fills at most CASUS_TAG_FEATURES. */
void casus_tag_features(const casus_tag_word *words, size_t count, const uint8_t *tags, size_t at, casus_features *out);

/* Tag tokens[count] of one sentence into tags[count] (indices of model->tags). words[count] is scratch. */
void casus_tag_sentence(const casus_model *model, const casus_token *tokens, size_t count, casus_tag_word *words,
                        uint8_t *tags);

#endif
