/* What a deed is about: PLOVER's contexts. Private to coder. */
#ifndef CASUS_CODER_CONTEXT_H
#define CASUS_CODER_CONTEXT_H

#include "coder/slot.h"

/* Those of the rule, then those that words of its sentence tell, in the order of data/codebook/contexts.tsv; each once.
 * PLOVER gives contexts to whole documents; a sentence is nearer to the deed. The list belongs to the reading's arena.
 */
int casus_contexts_of(const casus_reading *view, const casus_rule *rule, uint32_t trigger, casus_str **contexts,
                      size_t *count);

#endif
