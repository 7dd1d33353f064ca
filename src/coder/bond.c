/* Ties that the language model hears in a sentence, between those whom it means. */
#include <math.h>

#include "coder/meant.h"
#include "coder/tie.h"

static const double PAIR_LEAST = .8; /* likelihood of one more pair, beside the likeliest one */
static const double TIE_LEAST = .25; /* likelihood from which a tie of the likeliest pair is told */
static const float BOND_LEAST = .3f; /* … of any pair */

enum { SIDE_MOST = 6 }; /* actors thought of on a side */

typedef struct side {
  casus_who items[SIDE_MOST]; /* likeliest first */
  size_t count;
} side;

static void keep(side *best, casus_who who) {
  size_t at = best->count;
  if (at == SIDE_MOST && who.share <= best->items[at - 1].share) return;
  if (at < SIDE_MOST)
    best->count++;
  else
    at--;
  for (; at && best->items[at - 1].share < who.share; at--) best->items[at] = best->items[at - 1];
  best->items[at] = who;
}

/* What all pairs of the bond have in common. */
static int tie_of(const casus_reading *view, const casus_bond *bond, casus_tie *tie) {
  uint32_t sentence = view->text->tokens[bond->token].sentence;
  *tie = (casus_tie){.kind = bond->kind,
                     .mutual = casus_kind_is_mutual(bond->kind),
                     .origin = CASUS_STR("report"),
                     .source = CASUS_STR(""),
                     .note = CASUS_STR(""),
                     .status = CASUS_STATUS_ASSERTED,
                     .sentence = sentence,
                     .span = view->text->sentences[sentence].span,
                     .rule = casus_arena_printf(view->arena, "%.*s.heard", CASUS_STR_FMT(bond->kind)),
                     .event = SIZE_MAX};
  if (!tie->rule.ptr) return casus_fail_memory(view->err);
  return casus_voices_of(view, bond->token, &tie->said_by, &tie->said_by_count);
}

/* How likely the tie is that of the pair; 0: it cannot be. Of a mutual one one order is enough. */
static double share_of(const side sides[2], size_t i, size_t k, bool mutual) {
  casus_who from = sides[0].items[i], to = sides[1].items[k];
  if (casus_str_eq(from.actor, to.actor) || (mutual && i >= k)) return 0;
  return from.share * to.share * (mutual ? 4 : 1); /* two that share a side evenly are sure */
}

static int push_pairs(const casus_reading *view, const casus_bond *bond, const side sides[2], casus_ties *ties) {
  bool mutual = casus_kind_is_mutual(bond->kind);
  double best = 0;
  for (size_t i = 0; i < sides[0].count; i++)
    for (size_t k = 0; k < sides[1].count; k++) best = fmax(best, share_of(sides, i, k, mutual));
  if ((double)bond->share * best < TIE_LEAST) return CASUS_OK;
  casus_tie tie;
  int rc = tie_of(view, bond, &tie);
  for (size_t i = 0; i < sides[0].count; i++)
    for (size_t k = 0; !rc && k < sides[1].count; k++) {
      double share = share_of(sides, i, k, mutual);
      if (share < PAIR_LEAST * best) continue;
      tie.from = sides[0].items[i].actor;
      tie.to = sides[1].items[k].actor;
      tie.confidence = round((double)bond->share * share * 100) / 100;
      rc = casus_tie_push(view, ties, &tie);
    }
  return rc;
}

/* The mean of what both roles mean: ties between equals have one side. */
static void join(casus_whos whos[2]) {
  for (size_t i = 0; i < whos[0].count; i++) {
    casus_who *one = &whos[0].items[i];
    one->share = (one->share + casus_meant_share(&whos[1], one->actor)) / 2;
  }
  size_t known = whos[0].count;
  for (size_t i = 0; i < whos[1].count; i++) {
    casus_who other = whos[1].items[i];
    bool again = false;
    for (size_t k = 0; k < known && !again; k++) again = casus_str_eq(whos[0].items[k].actor, other.actor);
    other.share /= 2;
    if (!again && whos[0].count < CASUS_WHOS_MOST) whos[0].items[whos[0].count++] = other;
  }
  whos[1] = whos[0];
}

static int find_sides(const casus_reading *view, const casus_bond *bond, side sides[2]) {
  casus_range meant = {bond->first_meant, bond->last_meant};
  casus_whos whos[2];
  memset(sides, 0, 2 * sizeof *sides);
  int rc = casus_meant_find(view, meant, CASUS_ROLE_DOER, &whos[0]);
  if (!rc) rc = casus_meant_find(view, meant, CASUS_ROLE_OTHER, &whos[1]);
  if (!rc && casus_kind_is_mutual(bond->kind)) join(whos);
  for (int s = 0; !rc && s < 2; s++)
    for (size_t i = 0; i < whos[s].count; i++) keep(&sides[s], whos[s].items[i]);
  return rc;
}

int casus_bonds_code(const casus_reading *view, casus_ties *ties) {
  int rc = CASUS_OK;
  for (uint32_t i = 0; !rc && i < view->text->bond_count; i++) {
    side sides[2];
    if (view->text->bonds[i].share < BOND_LEAST) continue;
    rc = find_sides(view, &view->text->bonds[i], sides);
    if (!rc) rc = push_pairs(view, &view->text->bonds[i], sides, ties);
  }
  return rc;
}
