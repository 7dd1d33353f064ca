#include "text/mark_find.h"

#include "text/arithmetic.h"

/* Less likely ones are not told. */
static const float DEED_LEAST = 0.2f, SAYS_LEAST = 0.4f, LINK_LEAST = 0.25f;

static size_t best_of(const float *scores, size_t count) {
  size_t best = 0;
  for (size_t i = 1; i < count; i++)
    if (scores[i] > scores[best]) best = i;
  return best;
}

/* The share of all kinds of deed together; `best` is the likeliest of them. */
static float deed_share(const float *scores, size_t kinds, size_t best) {
  static const float FAR = 5.0f; /* e^-5 of sixteen: not told anyway */
  if (scores[0] - scores[best] > FAR) return 0;
  float deeds = 0;
  for (size_t k = 1; k <= kinds; k++) deeds += casus_exponential(scores[k] - scores[best]);
  return deeds / (deeds + casus_exponential(scores[0] - scores[best]));
}

typedef struct finder {
  const casus_mark_scores *scores;
  casus_piece piece;
  uint32_t first; /* token of the text that the group begins with */
  casus_arena *arena;
  casus_marks *found;
} finder;

static float link_score(const casus_mark_scores *s, casus_piece piece, size_t own, size_t word, size_t role) {
  size_t row = 2 * CASUS_ROLE_COUNT * s->link, at = role * 2 * s->link;
  const float *mine = s->links + (piece.first + own) * row + at;
  float score = casus_dot(mine, s->links + (piece.first + word) * row + at + s->link, s->link) + s->link_bias[role];
  if (!s->link_places) return score;
  size_t place = role * CASUS_PLACES + casus_place((int32_t)word - (int32_t)own);
  return score + casus_dot(mine, s->link_places + place * s->link, s->link);
}

/* Words of the piece that stand in the role to the word `own` of it. */
static bool add_links(finder *f, size_t own, size_t role) {
  for (size_t w = 0; w < f->piece.count; w++) {
    float share = casus_sigmoid(link_score(f->scores, f->piece, own, w, role));
    if (share < LINK_LEAST) continue;
    casus_link *link = casus_vec_push(&f->found->links, f->arena);
    if (!link) return false;
    *link = (casus_link){(uint32_t)(f->first + f->piece.first + w), (uint8_t)role, share};
  }
  return true;
}

static bool add_mark(finder *f, size_t own, casus_mark mark) {
  mark.token = f->first + (uint32_t)(f->piece.first + own);
  mark.first_link = (uint32_t)f->found->links.count;
  for (size_t role = 0; role < CASUS_ROLE_COUNT; role++)
    if ((role == CASUS_ROLE_SPEAKER ? mark.says > 0 : mark.deed > 0) && !add_links(f, own, role)) return false;
  mark.last_link = (uint32_t)f->found->links.count;
  casus_mark *slot = casus_vec_push(&f->found->marks, f->arena);
  if (slot) *slot = mark;
  return slot;
}

/* What the word's scores say; neither deed nor speech: both 0. */
static casus_mark mark_of(const casus_mark_scores *s, size_t word) {
  const float *scores = s->marks + word * s->columns, *manners = scores + 1 + s->kinds;
  size_t kind = 1 + best_of(scores + 1, s->kinds);
  float deed = deed_share(scores, s->kinds, kind), says = casus_sigmoid(manners[s->manners]);
  casus_mark mark = {.kind = CASUS_STR(""), .manner = CASUS_STR(""), .says = says < SAYS_LEAST ? 0 : says};
  if (deed < DEED_LEAST) return mark;
  mark.deed = deed;
  mark.kind = casus_class_string(s->classes, s->classes->marks[kind - 1]);
  mark.manner = casus_class_string(s->classes, s->classes->marks[s->kinds + best_of(manners, s->manners)]);
  return mark;
}

static bool tells(casus_mark mark) { return mark.deed > 0 || mark.says > 0; }

bool casus_marks_any(const casus_mark_scores *scores, casus_piece piece) {
  for (size_t w = 0; w < piece.count; w++)
    if (tells(mark_of(scores, piece.first + w))) return true;
  return false;
}

bool casus_marks_add(const casus_mark_scores *scores, casus_piece piece, uint32_t first, casus_arena *arena,
                     casus_marks *found) {
  finder f = {scores, piece, first, arena, found};
  for (size_t w = 0; w < piece.count; w++) {
    casus_mark mark = mark_of(scores, piece.first + w);
    if (tells(mark) && !add_mark(&f, w, mark)) return false;
  }
  return true;
}
