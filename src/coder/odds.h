/* Which states were at odds on a day. Private to coder. */
#ifndef CASUS_CODER_ODDS_H
#define CASUS_CODER_ODDS_H

#include "base/base.h"

/* The rivalries and occupations of data/ties/standing.tsv; read-only once open. */
typedef struct casus_odds casus_odds;
int casus_odds_open(const char *folder, casus_arena *arena, const casus_odds **odds, casus_error *err);

/* `day`: days as in casus_date; whichever of the two is named first. */
bool casus_at_odds(const casus_odds *odds, casus_str one, casus_str other, int32_t day);

#endif
