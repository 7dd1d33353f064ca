/* What counting and keeping share. Private to eval. */
#ifndef CASUS_EVAL_TALLY_H
#define CASUS_EVAL_TALLY_H

#include "eval/eval.h"

/* What the coder told, as codes; an organisation is one like any other. */
typedef struct casus_told_event {
  const casus_event *event;
  casus_codes source, target;
  bool used;
  const casus_gold_event *gold; /* that it was matched with and that must be found */
} casus_told_event;
typedef CASUS_VEC(casus_told_event) casus_told_events;

/* An organisation is one like any other. */
casus_str casus_code_counted(casus_str code);
bool casus_codes_hold(const casus_codes *all, const casus_codes *some);
/* Appends the codes of parties that have one, each once. */
int casus_codes_put(casus_arena *arena, const casus_party *parties, size_t count, casus_codes *codes);

/* Sentences on which gold and coder differ; found: which of the gold's events were told. */
int casus_keep_miss(casus_tally *tally, const casus_gold *gold, const casus_gold_sentence *sentence,
                    const casus_told_events *told, const bool *found);
/* What the confidence was worth. */
int casus_keep_trusts(casus_tally *tally, const casus_told_events *told);
/* Who might have been meant where a side was open, and who was. */
int casus_keep_guesses(casus_tally *tally, const casus_told_events *told);
/* Standing relations, each pair once a sentence and kind. */
void casus_count_ties(casus_hits *hits, const casus_gold_sentence *sentence, const casus_coding *coding);

#endif
