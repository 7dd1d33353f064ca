/* How likely it is that a deed and its doer were read rightly: a logistic curve, fitted by tools/fit_confidence.py. */
#include "coder/confidence.h"

#include <math.h>

static casus_ground assent_ground(casus_assent assent) {
  static const casus_ground grounds[CASUS_ASSENT_COUNT] = {[CASUS_ASSENT_OPEN] = CASUS_GROUND_START,
                                                           [CASUS_ASSENT_NONE] = CASUS_GROUND_MARK_NONE,
                                                           [CASUS_ASSENT_SOME] = CASUS_GROUND_MARK_OTHER,
                                                           [CASUS_ASSENT_FULL] = CASUS_GROUND_MARK_SAME,
                                                           [CASUS_ASSENT_ONLY] = CASUS_GROUND_MARK_ALONE};
  return grounds[assent];
}

static casus_ground status_ground(casus_status status) {
  static const casus_ground grounds[CASUS_STATUS_COUNT] = {[CASUS_STATUS_ASSERTED] = CASUS_GROUND_START,
                                                           [CASUS_STATUS_CLAIMED] = CASUS_GROUND_CLAIMED,
                                                           [CASUS_STATUS_PLANNED] = CASUS_GROUND_PLANNED,
                                                           [CASUS_STATUS_POSSIBLE] = CASUS_GROUND_POSSIBLE,
                                                           [CASUS_STATUS_DENIED] = CASUS_GROUND_DENIED,
                                                           [CASUS_STATUS_PAST] = CASUS_GROUND_PAST};
  return grounds[status];
}

/* The logarithm of the odds, cut where a network's certainty means no more. */
static double log_odds(double share) {
  double least = 0.01, inside = share < least ? least : share > 1 - least ? 1 - least : share;
  return log(inside / (1 - inside));
}

void casus_grounds_of(const casus_match *match, casus_status status, double grounds[CASUS_GROUND_COUNT]) {
  bool sides =
      casus_parties_known(&match->source) && (casus_parties_known(&match->target) || !match->rule->target.count);
  for (size_t i = 0; i < CASUS_GROUND_COUNT; i++) grounds[i] = 0;
  if (match->weight > 0) grounds[match->weight <= 2 ? CASUS_GROUND_ASKED_ONCE : CASUS_GROUND_ASKED_MORE] = 1;
  if (!sides) grounds[CASUS_GROUND_ONE_SIDE] = 1;
  if (match->implied) grounds[CASUS_GROUND_IMPLIED] = 1;
  if (match->slots.part == CASUS_PART_NOUN) grounds[CASUS_GROUND_NOUN] = 1;
  grounds[assent_ground(match->assent)] = 1;
  if (match->assent == CASUS_ASSENT_FULL || match->assent == CASUS_ASSENT_ONLY)
    grounds[CASUS_GROUND_MARK_ODDS] = log_odds((double)match->share);
  grounds[status_ground(status)] = 1;
  grounds[CASUS_GROUND_START] = 1;
}

double casus_confidence(const casus_book *book, const double grounds[CASUS_GROUND_COUNT]) {
  double sum = 0;
  for (size_t i = 0; i < CASUS_GROUND_COUNT; i++) sum += book->confidence[i] * grounds[i];
  return floor(100 / (1 + exp(-sum)) + 0.5) / 100;
}
