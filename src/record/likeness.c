/* Whether two wordings are of one text. The shares were chosen on one half of the set of bench/stories.py. */
#include <stdlib.h>

#include "record/wording.h"

enum { LEAST_RUNS = 8 };             /* a shorter text is the same as another or is not */
static const double CONTAINED = 0.7; /* of the shorter one's runs that the longer one has … */
static const double COVERED =
    0.5; /* … which make so much of the longer one, so that a round-up of two stories joins one at most … */
static const double AT_START = 0.8; /* … or of which so many stand at its start: a story cut short */
static const double START = 1.3;    /* how far the start reaches, in lengths of the shorter one */

/* How many values two sorted lists share. */
static size_t shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count) {
  size_t i = 0, k = 0, both = 0;
  while (i < a_count && k < b_count) {
    uint64_t x = a[i], y = b[k];
    both += x == y;
    i += x <= y;
    k += y <= x;
  }
  return both;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static bool starts(const casus_wording *longer, const casus_wording *shorter) {
  double reach = (double)shorter->run_count * START, found = 0;
  for (size_t i = 0; i < longer->run_count && (double)i < reach; i++)
    found += bsearch(&longer->runs[i], shorter->set, shorter->set_count, sizeof *shorter->set, by_value) != NULL;
  return found >= AT_START * (double)shorter->set_count;
}

static uint32_t fewer(size_t a, size_t b) {
  size_t least = a < b ? a : b;
  return least > UINT32_MAX ? UINT32_MAX : (uint32_t)least;
}

bool casus_wording_alike(const casus_wording *a, const casus_wording *b, casus_likeness *likeness) {
  const casus_wording *shorter = a->set_count <= b->set_count ? a : b, *longer = shorter == a ? b : a;
  if (shorter->set_count < LEAST_RUNS) return false;
  double both = (double)shared(shorter->set, shorter->set_count, longer->set, longer->set_count);
  if (both < CONTAINED * (double)shorter->set_count) return false;
  if (both < COVERED * (double)longer->set_count && !starts(longer, shorter)) return false;
  size_t kept = shared(a->numbers, a->number_count, b->numbers, b->number_count);
  *likeness =
      (casus_likeness){.changed = fewer(a->number_count - kept, b->number_count - kept), .kept = fewer(kept, kept)};
  return true;
}
