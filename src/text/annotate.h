/* The kinds of things annotated, each found on its own. Private to text. */
#ifndef CASUS_TEXT_ANNOTATE_H
#define CASUS_TEXT_ANNOTATE_H

#include "text/sentence.h"

/* Each sets its array and count in *text, ordered by first token; memory in `arena`. False when out of memory; then
 * *text keeps what it had. Linear in the number of tokens. */
bool casus_quotes_find(const casus_words *words, casus_text *text, casus_arena *arena);
bool casus_quote_verbs_find(const casus_words *words, casus_text *text, casus_arena *arena); /* sets depth and verb */
bool casus_whens_find(const casus_words *words, casus_date published, casus_text *text, casus_arena *arena);
bool casus_durations_find(const casus_words *words, casus_text *text, casus_arena *arena); /* looks at text->whens */
bool casus_amounts_find(const casus_words *words, casus_text *text, casus_arena *arena);   /* looks at text->whens */
bool casus_names_find(const casus_words *words, casus_text *text, casus_arena *arena);

/* Do the tokens carry tags? (Those of casus_text_split do not.) */
static inline bool casus_is_tagged(const casus_text *text) { return text->token_count && text->tokens[0].xpos.len > 0; }

#endif
