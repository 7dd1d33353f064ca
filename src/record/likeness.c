/* Whether two wordings are of one text. The shares were chosen on the pairs that bench/stories.py does not call fresh.
 */
#include "record/wording.h"

enum {
  LEAST_RUNS = 8, /* a shorter text is the same as another or is not */
  LEAD = 23,      /* runs: 25 words */
  MANY_RUNS = 40, /* one number that changes among so many is an update */
};
/* Of the shorter one's runs the longer one has so many … */
static const double CONTAINED = 0.7;
static const double COVERED = 0.5;  /* … so much of the longer one: a round-up of two stories joins one at most … */
static const double AT_START = 0.8; /* … or so many stand at its start: a story cut short … */
static const double START = 1.3;    /* (how far the start reaches, in lengths of the shorter one) */
static const double LEADING = 0.7;  /* … or both begin alike, and … */
static const double SHORTENED = 0.75; /* … so much of the shorter one is left: passages left out on the way */
static const double RETOLD = 0.45;    /* contained, below one headline: an update written anew */
/* Of the words of two titles both have so many: */
static const double ONE_HEADLINE = 0.5, OTHER_HEADLINE = 0.15;
static const double OTHER_LEAD = 0.35;   /* neither begins as the other does: below one headline it may */
static const double HARDLY_BORNE = 0.35; /* a title by its text */

typedef struct comparison {
  const casus_wording *shorter, *longer;
  double both;             /* runs */
  double least_lead, lead; /* of the starts of both, the part that the other text has: the lesser, the greater */
  double headline;         /* shared words of the titles; negative: unknown */
} comparison;

static double lead_in(const casus_wording *a, const casus_wording *b) {
  size_t end = a->run_count < LEAD ? a->run_count : LEAD, found = 0;
  for (size_t i = 0; i < end; i++) found += casus_set_has(b->set, b->set_count, a->runs[i]);
  return end ? (double)found / (double)end : 0;
}

static comparison compare(const casus_wording *a, const casus_wording *b) {
  comparison c = {.shorter = a->set_count <= b->set_count ? a : b};
  c.longer = c.shorter == a ? b : a;
  c.both = (double)casus_set_shared(a->set, a->set_count, b->set, b->set_count);
  double x = lead_in(a, b), y = lead_in(b, a);
  c.least_lead = x < y ? x : y;
  c.lead = x < y ? y : x;
  c.headline = casus_headline_shared(&a->headline, &b->headline);
  return c;
}

static bool starts(const casus_wording *longer, const casus_wording *shorter) {
  double reach = (double)shorter->run_count * START, found = 0;
  for (size_t i = 0; i < longer->run_count && (double)i < reach; i++)
    found += casus_set_has(shorter->set, shorter->set_count, longer->runs[i]);
  return found >= AT_START * (double)shorter->set_count;
}

/* Most of the shorter one, in the way of a reprint. */
static bool reprinted(const comparison *c) {
  double least = (double)c->shorter->set_count;
  if (c->both < CONTAINED * least) return false;
  if (c->both >= COVERED * (double)c->longer->set_count || starts(c->longer, c->shorter)) return true;
  return c->least_lead >= LEADING && c->both >= SHORTENED * least;
}

static bool retold(const comparison *c) {
  return c->headline >= ONE_HEADLINE && c->both >= RETOLD * (double)c->shorter->set_count;
}

/* The same form, filled in for another: what is told stands where the two differ, at the start or in the titles. */
static bool other_subject(const comparison *c) {
  if (c->headline < 0) return false;
  if (casus_headline_counts_on(&c->shorter->headline, &c->longer->headline)) return true;
  if (c->lead < OTHER_LEAD) return c->headline < ONE_HEADLINE;
  if (casus_headline_names_others(&c->shorter->headline, &c->longer->headline)) return true;
  if (c->headline >= OTHER_HEADLINE) return false;
  return c->lead < LEADING || (c->shorter->headline.borne < HARDLY_BORNE && c->longer->headline.borne < HARDLY_BORNE);
}

static uint32_t fewer(size_t a, size_t b) {
  size_t least = a < b ? a : b;
  return least > UINT32_MAX ? UINT32_MAX : (uint32_t)least;
}

/* What is written anew is of one day, as if a number more had changed. */
static void as_of_a_day(casus_likeness *likeness) {
  if (!likeness->changed && likeness->kept < 2) likeness->kept = 2;
  likeness->changed++;
}

bool casus_wording_near(const casus_wording *a, const casus_wording *b) {
  size_t least = a->set_count < b->set_count ? a->set_count : b->set_count;
  size_t both = casus_set_shared(a->set, a->set_count, b->set, b->set_count);
  return least >= LEAST_RUNS && (double)both >= RETOLD * (double)least; /* the least that any rule wants */
}

bool casus_wording_alike(const casus_wording *a, const casus_wording *b, casus_likeness *likeness) {
  if (a->set_count < LEAST_RUNS || b->set_count < LEAST_RUNS) return false;
  comparison c = compare(a, b);
  bool whole = reprinted(&c);
  if ((!whole && !retold(&c)) || other_subject(&c)) return false;
  size_t kept = casus_set_shared(a->numbers, a->number_count, b->numbers, b->number_count);
  *likeness =
      (casus_likeness){.changed = fewer(a->number_count - kept, b->number_count - kept), .kept = fewer(kept, kept)};
  if (likeness->changed == 1 && c.both >= MANY_RUNS && likeness->kept < 2) likeness->kept = 2;
  if (!whole) as_of_a_day(likeness);
  return true;
}
