/* Telling what changed: private to the change files of risk. */
#ifndef CASUS_RISK_CHANGE_H
#define CASUS_RISK_CHANGE_H

#include "risk/inner.h"

enum { CASUS_MOST_CHANGES = 12 }; /* of a kind; the others are counted */

typedef struct casus_teller {
  const casus_risk_map *now, *before;
  casus_arena *arena;
  casus_error *err;
  CASUS_VEC(casus_change) list;
  size_t told[CASUS_CHANGE_WEIGHTLESS + 1]; /* by weight, those over CASUS_MOST_CHANGES too */
  bool rate_told[CASUS_RATE_COUNT];         /* classes that the note explains */
} casus_teller;

/* changes.c: appends; a text without ptr, here or in meaning and basis, is out of memory. */
int casus_tell(casus_teller *t, const casus_change *change);
/* False when there are enough of this weight; counts it all the same. */
bool casus_tell_more(casus_teller *t, casus_change_weight weight);
bool casus_tell_regional(const casus_teller *t, uint32_t a, uint32_t b);
const casus_state_risk *casus_risk_in(const casus_risk_map *map, uint32_t state);

/* change_duty.c: one treaty of a state, `hub`, with one other or with several at once; and the note on all of them. */
typedef enum casus_duty_news { CASUS_DUTY_PENDING, CASUS_DUTY_IN_FORCE, CASUS_DUTY_ENDED } casus_duty_news;
int casus_tell_duty(casus_teller *t, const casus_world_tie **ties, size_t count, uint32_t hub, casus_duty_news news,
                    bool known);
int casus_tell_rates(casus_teller *t);

/* change_fact.c: ties that came, ended, or are told by a report; and incidents. */
int casus_tell_ties(casus_teller *t);
int casus_tell_incidents(casus_teller *t);

#endif
