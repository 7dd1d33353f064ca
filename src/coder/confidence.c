/* How likely it is that a deed and its doer were read rightly: a logistic curve, fitted by tools/fit_confidence.py. */
#include "coder/confidence.h"

#include <math.h>

static casus_reason status_reason(casus_status status) {
  static const casus_reason reasons[CASUS_STATUS_COUNT] = {
      [CASUS_STATUS_ASSERTED] = CASUS_REASON_START,  [CASUS_STATUS_CLAIMED] = CASUS_REASON_CLAIMED,
      [CASUS_STATUS_PLANNED] = CASUS_REASON_PLANNED, [CASUS_STATUS_POSSIBLE] = CASUS_REASON_POSSIBLE,
      [CASUS_STATUS_DENIED] = CASUS_REASON_DENIED,   [CASUS_STATUS_PAST] = CASUS_REASON_PAST};
  return reasons[status];
}

/* The logarithm of the odds, cut where a network's certainty means no more. */
static double log_odds(double share) {
  double least = 0.01, inside = share < least ? least : share > 1 - least ? 1 - least : share;
  return log(inside / (1 - inside));
}

void casus_reasons_of(const casus_match *match, casus_status status, double reasons[CASUS_REASON_COUNT]) {
  bool sides =
      casus_parties_known(&match->source) && (casus_parties_known(&match->target) || !match->rule->target.count);
  for (size_t i = 0; i < CASUS_REASON_COUNT; i++) reasons[i] = 0;
  if (match->weight > 0) reasons[match->weight <= 2 ? CASUS_REASON_ASKED_ONCE : CASUS_REASON_ASKED_MORE] = 1;
  if (!sides) reasons[CASUS_REASON_ONE_SIDE] = 1;
  if (match->implied) reasons[CASUS_REASON_IMPLIED] = 1;
  if (match->slots.part == CASUS_PART_NOUN) reasons[CASUS_REASON_NOUN] = 1;
  if (match->assent == CASUS_ASSENT_FULL) reasons[CASUS_REASON_MARK_SAME] = 1;
  if (match->assent == CASUS_ASSENT_ONLY) reasons[CASUS_REASON_MARK_ALONE] = 1;
  if (match->assent != CASUS_ASSENT_OPEN) reasons[CASUS_REASON_MARK_ODDS] = log_odds((double)match->share);
  if (match->weighed) reasons[CASUS_REASON_MEANT_ODDS] = log_odds(match->meant);
  reasons[status_reason(status)] = 1;
  reasons[CASUS_REASON_START] = 1;
}

double casus_confidence(const casus_book *book, const double reasons[CASUS_REASON_COUNT]) {
  double sum = 0;
  for (size_t i = 0; i < CASUS_REASON_COUNT; i++) sum += book->confidence[i] * reasons[i];
  return floor(100 / (1 + exp(-sum)) + 0.5) / 100;
}
