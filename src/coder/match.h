/* Which rule a trigger obeys. Private to coder. */
#ifndef CASUS_CODER_MATCH_H
#define CASUS_CODER_MATCH_H

#include "coder/slot.h"

#define CASUS_LINKED 0.5f /* least likelihood of a party that the language model links to a deed */
#define CASUS_SURE 0.5f   /* … of a deed that it marks, which is one whoever takes part and whatever rules say */

/* What the language model thinks of the word that a rule fitted. */
typedef enum casus_assent {
  CASUS_ASSENT_OPEN, /* nothing: it knows no marks, or a tie is told */
  CASUS_ASSENT_NONE, /* that it tells no deed, or another one: the rule is passed over */
  CASUS_ASSENT_FULL, /* one of this type */
  CASUS_ASSENT_ONLY  /* only the model thinks so: no word of a rule fits */
} casus_assent;

typedef struct casus_match {
  const casus_rule *rule;
  uint32_t weight; /* of the trigger that fitted */
  casus_assent assent;
  float share; /* likelihood of the word's mark as a deed; 0: none */
  casus_slots slots;
  casus_parties source, target; /* not yet merged for reciprocal rules */
  casus_str mode;               /* the rule's, or that of a match which this one took in */
  casus_status status;
  casus_choice source_choice, target_choice;
  double meant;  /* likelihood of the source, by the language model; if `weighed` */
  bool answered; /* two did it to one another */
  bool weighed;
  bool implied; /* its own clause does not name a side */
  bool dropped; /* said already by another match */
} casus_match;

typedef CASUS_VEC(casus_match) casus_matches;

/* All matches of event rules (or of tie rules) in text order, one a trigger at most: the most specific rule whose
 * requirements hold, that finds the actors it needs, and whose type the language model marks; of equal ones the first in
 * the codebook. */
int casus_match_all(const casus_reading *view, bool ties, casus_matches *matches);

/* May this word tell a deed? A verb, noun or adjective outside names. */
bool casus_may_trigger(const casus_reading *view, uint32_t token, bool ties, casus_part *part);

/* The rules that this word may set off, the most specific first, last the one for its mark; whether they fit is not
 * asked. */
typedef CASUS_VEC(const casus_trigger *) casus_triggers;
int casus_triggers_at(const casus_reading *view, uint32_t token, casus_part part, bool ties, casus_triggers *found);

/* Mark as dropped what another match says already: content of a demand or threat, a light verb beside its noun,
 * a deed named twice in a sentence. Needs the status of each match. */
int casus_match_select(const casus_reading *view, casus_matches *matches);

/* Does the requirement hold? On memory failure *holds is false and the result negative. */
int casus_requirement_holds(const casus_reading *view, const casus_slots *slots, const casus_requirement *requirement,
                            bool *holds);

/* "a third", "40 percent" that the token is or that modifies it, in percent; below 0: none. */
double casus_share_at(const casus_reading *view, uint32_t token);

/* The actors that a side's first fruitful choice names; none found: the phrase itself as unresolved party. */
int casus_side_parties(const casus_reading *view, const casus_slots *slots, const casus_side *side,
                       casus_parties *parties);

/* The same for one choice; {0} when it names nobody. */
int casus_choice_parties(const casus_reading *view, const casus_slots *slots, const casus_paths *choice,
                         casus_parties *parties);

/* Fill both sides by the rule; *fits: it has the actors that the rule needs. */
int casus_match_settle(const casus_reading *view, const casus_rule *rule, casus_match *match, bool *fits);

/* The mark of a word; NULL: none. The others take NULL for a word without one. */
const casus_mark *casus_mark_at(const casus_text *text, uint32_t token);
/* What stands for the words of the rule that the mark sets off; NULL: there is none, or the mark is too unlikely. */
const casus_trigger *casus_trigger_of_mark(const casus_reading *view, const casus_mark *mark);
bool casus_mark_is_of(const casus_mark *mark, const casus_rule *rule); /* Is the rule's type marked? */
/* The likelihood that a word's deed is told. Two words that tell one, each with doubt, are as sure as both together,
 * and the likelier of them tells it. NULL: 0. */
float casus_mark_deed(const casus_text *text, const casus_mark *mark);
bool casus_mark_is_sure(const casus_text *text, const casus_mark *mark); /* … from CASUS_SURE on */
bool casus_match_sure(const casus_match *match); /* Does a sure mark of its type agree? */
casus_assent casus_mark_assent(const casus_text *text, const casus_mark *mark, const casus_rule *rule);
/* How likely the mark's link to a word within [first, last) is, in the role; 0: there is none. */
float casus_mark_link(const casus_text *text, const casus_mark *mark, casus_role role, uint32_t first, uint32_t last);
/* Appends the actors that the mark is linked to in the role. */
int casus_mark_parties(const casus_reading *view, const casus_mark *mark, casus_role role, casus_parties *parties);

/* What belongs to the doer is no target of its deed. */
void casus_match_drop_self(const casus_reading *view, casus_match *match);
/* "Each side accused the other": two doers have it done to them by one another. */
bool casus_match_is_answered(const casus_reading *view, const casus_match *match);

/* Reciprocal: everyone on both sides; one alone has no target. */
int casus_match_merge(const casus_reading *view, casus_match *match);

/* Deeds against somebody, on the ground. */
static inline bool casus_is_hostile(casus_event_type type) {
  return type == CASUS_ASSAULT || type == CASUS_COERCE || type == CASUS_PROTEST || type == CASUS_MOBILIZE;
}

/* Adds a party unless it is there. */
int casus_party_add(const casus_reading *view, casus_parties *parties, const casus_party *party);
bool casus_party_known(const casus_party *party); /* has an actor code or at least a sector */
bool casus_parties_known(const casus_parties *parties);
bool casus_is_among(const casus_party *parties, size_t count, casus_str actor);
bool casus_parties_have(const casus_parties *parties, casus_str actor); /* somebody with this code */
bool casus_parties_named(const casus_parties *parties);                 /* somebody has an actor code */
/* The one state that all parties with a code belong to; empty: none, or several. */
casus_str casus_parties_state(const casus_parties *parties);
bool casus_party_same(const casus_party *a, const casus_party *b);
/* "its neighbours", "an ally" are abroad. */
bool casus_party_foreign(const casus_reading *view, const casus_party *party);

#endif
