/* Whom the window names that may be meant on a side of a deed or a tie. */
#include "text/arithmetic.h"
#include "text/careful/careful.h"

enum { MEANT_MOST = 128 };           /* of a side, words that name nobody among them */
static const float SCORE_LEAST = -5; /* e^-5 beside nobody's 1: no clue */

/* The best so far, best first. */
typedef struct meant {
  casus_meant items[MEANT_MOST];
  size_t count;
} meant;

static void keep(meant *best, casus_meant one) {
  size_t at = best->count;
  if (one.score < SCORE_LEAST) return;
  if (at == MEANT_MOST && one.score <= best->items[at - 1].score) return;
  if (at < MEANT_MOST)
    best->count++;
  else
    at--;
  for (; at && best->items[at - 1].score < one.score; at--) best->items[at] = best->items[at - 1];
  best->items[at] = one;
}

static float score(const casus_careful *c, const casus_careful_room *room, size_t own, size_t other, size_t role) {
  size_t link = c->shape.link;
  const float *mine = room->meant + own * c->meant.columns + 2 * role * link;
  return casus_dot(mine, room->meant + other * c->meant.columns + (2 * role + 1) * link, link);
}

static bool add(const casus_careful *c, casus_arena *arena, const casus_careful_room *room, size_t p, size_t own,
                size_t role, casus_role as, casus_marks *found) {
  casus_piece piece = room->pieces[p];
  float nobody = score(c, room, own, room->count, role);
  meant best = {.count = 0};
  for (size_t w = 0; w < piece.first + piece.count; w++)
    keep(&best, (casus_meant){room->tokens[w], (uint8_t)as, score(c, room, own, w, role) - nobody});
  for (size_t i = 0; i < best.count; i++) {
    casus_meant *slot = casus_vec_push(&found->meant, arena);
    if (!slot) return false;
    *slot = best.items[i];
  }
  return true;
}

bool casus_careful_meant(const casus_careful *careful, casus_arena *arena, const casus_careful_room *room, size_t p,
                         size_t own, casus_telling telling, casus_marks *found) {
  size_t first = (size_t)telling * CASUS_SIDES;
  if (telling == CASUS_TELLS_SPEECH) return add(careful, arena, room, p, own, first, CASUS_ROLE_SPEAKER, found);
  return add(careful, arena, room, p, own, first, CASUS_ROLE_DOER, found) &&
         add(careful, arena, room, p, own, first + 1, CASUS_ROLE_OTHER, found);
}
