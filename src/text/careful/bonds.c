/* Which kinds of ties a sentence tells, whichever of its words does. */
#include "text/arithmetic.h"
#include "text/careful/careful.h"

static const float SHARE_LEAST = 0.2f; /* of a tie that is kept */

/* How likely a word tells each kind of tie; scores: those of none and of each kind. */
static void shares_of(const float *scores, size_t kinds, float *shares) {
  float most = scores[0], sum = 0;
  for (size_t k = 1; k <= kinds; k++)
    if (scores[k] > most) most = scores[k];
  for (size_t k = 0; k <= kinds; k++) sum += casus_exponential(scores[k] - most);
  for (size_t k = 0; k < kinds; k++) shares[k] = casus_exponential(scores[k + 1] - most) / sum;
}

/* What the words so far do not tell of each kind, and the word that tells it most likely. */
typedef struct sum {
  float none[CASUS_CLASSES_MOST], best[CASUS_CLASSES_MOST];
  size_t word[CASUS_CLASSES_MOST];
} sum;

static void sum_up(const casus_careful *c, const casus_careful_room *room, casus_piece piece, sum *all) {
  const casus_careful_shape *s = &c->shape;
  float shares[CASUS_CLASSES_MOST];
  for (size_t k = 0; k < s->ties; k++) all->none[k] = 1, all->best[k] = 0, all->word[k] = piece.first;
  for (size_t w = piece.first; w < piece.first + piece.count; w++) {
    shares_of(room->classes + w * c->marks.columns + s->kinds + s->manners + 2, s->ties, shares);
    for (size_t k = 0; k < s->ties; k++) {
      all->none[k] *= 1 - shares[k];
      if (shares[k] > all->best[k]) all->best[k] = shares[k], all->word[k] = w;
    }
  }
}

bool casus_careful_bonds(const casus_careful *careful, casus_arena *arena, const casus_careful_room *room, size_t p,
                         casus_marks *found) {
  const casus_careful_shape *s = &careful->shape;
  sum all;
  sum_up(careful, room, room->pieces[p], &all);
  for (size_t k = 0; k < s->ties; k++) {
    if (1 - all.none[k] < SHARE_LEAST) continue;
    casus_bond bond = {.token = room->tokens[all.word[k]], .kind = careful->tie_kinds[k], .share = 1 - all.none[k]};
    bond.first_meant = (uint32_t)found->meant.count;
    if (!casus_careful_meant(careful, arena, room, p, all.word[k], CASUS_TELLS_TIE, found)) return false;
    bond.last_meant = (uint32_t)found->meant.count;
    casus_bond *slot = casus_vec_push(&found->bonds, arena);
    if (!slot) return false;
    *slot = bond;
  }
  return true;
}
