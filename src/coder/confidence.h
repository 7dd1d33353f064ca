/* How surely an event or tie was read. Private to coder. */
#ifndef CASUS_CODER_CONFIDENCE_H
#define CASUS_CODER_CONFIDENCE_H

#include "coder/match.h"

/* What speaks for the match and against it. */
void casus_reasons_of(const casus_match *match, casus_status status, double reasons[CASUS_REASON_COUNT]);
/* 1 / (1 + e^-sum) of the reasons by the weights of data/codebook/confidence.tsv, to two decimals. */
double casus_confidence(const casus_book *book, const double reasons[CASUS_REASON_COUNT]);

#endif
