/* The network that tags and parses. Private to this room.
 *
 *   x0      = normalised sum of the rows of the word's form, its beginnings and endings, and its shape
 *   layer:    s = five neighbours of x mixed, lane by lane; gates g, candidates c and uses u = W s + b;
 *             a memory runs over the words from the left (half of the lanes) and one from the right:
 *             m += open(g) (c - m), open(g) = (1 + g / sqrt(1 + g g)) / 2;   x = normalised(x + m u)
 *   tag     = best of W x + b
 *   head    = best h of  dependant(x) . (head(x of h) + place(h - own place));  the root has a vector of its own
 *   relation = best of  V max(0, dependant'(x) + head'(x of h)) + b
 *   mark    = kind of deed (the first: none), its manner, and whether somebody speaks:  W x + b
 *   link    = for each role of a marked word, every word w with  own(x) . (other(x of w) + place(w - own place)) + b >
 * 0
 *
 * Sources: gated memories without products of their outputs, Bradbury and others 2017 (QRNN), Lei and others 2018
 * (SRU); head selection, Dozat and Manning 2017; relative places, Dai and others 2019. */
#ifndef CASUS_TEXT_NET_H
#define CASUS_TEXT_NET_H

#include "text/simd.h"
#include "text/text.h"

enum {
  CASUS_LAYERS_MOST = 6,
  CASUS_WIDTH_MOST = CASUS_LANES_MOST,
  CASUS_TAPS = 5,      /* words that a layer mixes: two neighbours on either side */
  CASUS_PLACES = 32,   /* distances that are told apart, of both signs; a multiple of CASUS_PANEL */
  CASUS_WORD_ROWS = 10 /* rows that are summed for a word: one of the form, the others of its parts */
};

typedef struct casus_net_shape {
  uint32_t width, layers;
  uint32_t arc;             /* lanes of a dependant and of a head when arcs are scored */
  uint32_t relation;        /* lanes when relations are scored */
  uint32_t tags, relations; /* classes */
  uint32_t kinds, manners;  /* classes of marks, "none" not counted; 0: no marks were learned */
  uint32_t link;            /* lanes when links are scored, for each role and end */
} casus_net_shape;

static inline uint32_t casus_padded(uint32_t count) { return (count + CASUS_PANEL - 1) / CASUS_PANEL * CASUS_PANEL; }

/* Columns of the scores of marks: none, kinds, manners, speech. */
static inline uint32_t casus_mark_columns(const casus_net_shape *s) {
  return s->kinds ? casus_padded(s->kinds + s->manners + 2) : 0;
}
static inline uint32_t casus_manner_column(const casus_net_shape *s) { return s->kinds + 1; }
static inline uint32_t casus_says_column(const casus_net_shape *s) { return s->kinds + 1 + s->manners; }
/* Lanes of a word's links: for each role, its own and those as the other end. */
static inline uint32_t casus_link_lanes(const casus_net_shape *s) { return 2 * CASUS_ROLE_COUNT * s->link; }

/* The bucket of the distance from a dependant to its head, never 0. */
static inline uint32_t casus_place(int32_t distance) {
  static const uint8_t near_[] = {0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7};
  uint32_t d = (uint32_t)(distance < 0 ? -distance : distance);
  uint32_t bucket = d < sizeof near_ ? near_[d] : d < 22 ? 8u : d < 36 ? 9u : 10u;
  return distance < 0 ? bucket + CASUS_PLACES / 2 : bucket;
}

#endif
