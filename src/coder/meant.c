#include "coder/meant.h"

#include <math.h>

enum { NEST = 12 }; /* mentions looked at around a word */

static casus_who *who_of(casus_whos *whos, casus_str actor) {
  for (size_t i = 0; i < whos->count; i++)
    if (casus_str_eq(whos->items[i].actor, actor)) return &whos->items[i];
  if (whos->count == CASUS_WHOS_MOST) return NULL;
  whos->items[whos->count] = (casus_who){.actor = actor};
  return &whos->items[whos->count++];
}

/* Weight of a word for each actor that it names; all of it together. Who "he" or "the police" are is what is asked. */
static double weigh(const casus_reading *view, uint32_t token, double weight, casus_whos *whos) {
  const casus_mentions *all = view->mentions;
  size_t end = CASUS_FIRST_FROM(all->items, all->count, first, token + 1);
  double sum = 0;
  for (size_t back = 1; back <= end && back <= NEST; back++) {
    const casus_mention *mention = &all->items[end - back];
    if (mention->head != token || !casus_mention_names(mention)) continue;
    for (size_t p = 0; p < mention->party_count; p++) {
      casus_who *who = mention->parties[p].actor.len ? who_of(whos, mention->parties[p].actor) : NULL;
      if (!who) continue;
      who->share += weight;
      sum += weight;
    }
  }
  return sum;
}

/* The largest score of the role, nobody's being 0: what is taken from all, so that none is too large for exp(). */
static double largest_score(const casus_text *text, casus_range meant, casus_role role) {
  double largest = 0;
  for (uint32_t i = meant.first; i < meant.last; i++)
    if (text->meant[i].role == role && (double)text->meant[i].score > largest) largest = (double)text->meant[i].score;
  return largest;
}

int casus_meant_find(const casus_reading *view, casus_range meant, casus_role role, casus_whos *whos) {
  *whos = (casus_whos){0};
  if (meant.first == meant.last) return CASUS_OK;
  whos->items = casus_arena_array(view->arena, CASUS_WHOS_MOST, sizeof *whos->items);
  if (!whos->items) return casus_fail_memory(view->err);
  double largest = largest_score(view->text, meant, role), sum = exp(-largest);
  for (uint32_t i = meant.first; i < meant.last; i++) {
    const casus_meant *one = &view->text->meant[i];
    if (one->role == role) sum += weigh(view, one->token, exp((double)one->score - largest), whos);
  }
  for (size_t i = 0; i < whos->count && sum > 0; i++) whos->items[i].share /= sum;
  return CASUS_OK;
}

int casus_meant_by_mark(const casus_reading *view, const casus_mark *mark, casus_role role, casus_whos *whos) {
  casus_range none = {0}, meant = mark ? (casus_range){mark->first_meant, mark->last_meant} : none;
  return casus_meant_find(view, meant, role, whos);
}

double casus_meant_share(const casus_whos *whos, casus_str actor) {
  for (size_t i = 0; i < whos->count; i++)
    if (casus_str_eq(whos->items[i].actor, actor)) return whos->items[i].share;
  return 0;
}
