/* Where a report plays: "the government", "police", "the rebels" are those of the state that it is mostly about. */
#include "coder/home.h"

enum {
  SHARE_PERCENT = 60, /* of all states named so far; below it the report is about several */
  FEWEST = 2,
  DATELINE_TOKENS = 8 /* "PORT MORESBY, Papua New Guinea, May 3 -" */
};

typedef struct tally {
  casus_str state;
  uint32_t count;
} tally;
typedef CASUS_VEC(tally) tallies;

static bool tells_state(const casus_mention *mention) {
  return mention->kind != CASUS_MENTION_MEDIUM && mention->kind != CASUS_MENTION_ANAPHOR &&
         mention->kind != CASUS_MENTION_ROLE && mention->party_count == 1 && mention->parties[0].actor.len == 3;
}

static bool count_state(casus_arena *arena, tallies *all, casus_str state, uint32_t weight) {
  for (size_t i = 0; i < all->count; i++) {
    if (!casus_str_eq(all->items[i].state, state)) continue;
    all->items[i].count += weight;
    return true;
  }
  tally *item = casus_vec_push(all, arena);
  if (item) *item = (tally){state, weight};
  return item != NULL;
}

static bool is_dash(const casus_token *token) {
  return casus_str_starts(token->form, CASUS_STR("-")) || casus_str_eq(token->form, CASUS_STR("–")) ||
         casus_str_eq(token->form, CASUS_STR("—"));
}

/* A place that opens the report before a dash: "NIAMEY, July 26 -". */
static bool is_dateline(const casus_text *text, const casus_mention *mention) {
  bool place = mention->kind == CASUS_MENTION_PLACE || mention->kind == CASUS_MENTION_SEAT ||
               mention->kind == CASUS_MENTION_STATE;
  if (!place || mention->first >= DATELINE_TOKENS) return false;
  for (uint32_t i = mention->last; i < text->sentences[0].last && i < 2 * DATELINE_TOKENS; i++)
    if (is_dash(&text->tokens[i])) return true;
  return false;
}

static bool is_main(uint32_t count, uint32_t sum) { return count >= FEWEST && count * 100 >= sum * SHARE_PERCENT; }

static casus_ground ground_of(const tallies *all) {
  casus_ground ground = {0};
  for (size_t i = 0; i < all->count; i++) {
    tally item = all->items[i];
    ground.sum += item.count;
    for (size_t k = 0; k < CASUS_GROUND_STATES; k++) {
      if (ground.counts[k] >= item.count) continue;
      tally lower = {ground.states[k], ground.counts[k]};
      ground.states[k] = item.state;
      ground.counts[k] = item.count;
      item = lower;
    }
  }
  return ground;
}

casus_str casus_ground_at(const casus_reading *view, uint32_t sentence, casus_str other) {
  const casus_ground *ground = &view->grounds[sentence];
  uint32_t sum = ground->sum;
  for (size_t k = 0; k < CASUS_GROUND_STATES; k++)
    if (casus_str_eq(ground->states[k], other)) sum -= ground->counts[k];
  for (size_t k = 0; k < CASUS_GROUND_STATES && ground->counts[k]; k++)
    if (!casus_str_eq(ground->states[k], other))
      return is_main(ground->counts[k], sum) ? ground->states[k] : CASUS_STR("");
  return CASUS_STR("");
}

static casus_str leader(const tallies *all) {
  uint32_t sum = 0;
  const tally *best = NULL;
  for (size_t i = 0; i < all->count; i++) {
    sum += all->items[i].count;
    if (!best || all->items[i].count > best->count) best = &all->items[i];
  }
  return best && is_main(best->count, sum) ? best->state : CASUS_STR("");
}

/* Does a sentence name a state besides `home`? Then nobody knows whose people they are. */
static bool names_other(const casus_reading *view, const casus_sentence *sentence, size_t next, casus_str home) {
  for (; next < view->mentions->count && view->mentions->items[next].first < sentence->last; next++) {
    const casus_mention *mention = &view->mentions->items[next];
    if (tells_state(mention) && !is_dateline(view->text, mention) && !casus_str_eq(mention->parties[0].actor, home))
      return true;
  }
  return false;
}

/* Counts the states named in one sentence; in the first, a dateline alone when `datelines`. */
static int count_sentence(const casus_reading *view, const casus_sentence *sentence, bool datelines, size_t next,
                          tallies *all) {
  for (; next < view->mentions->count && view->mentions->items[next].first < sentence->last; next++) {
    const casus_mention *mention = &view->mentions->items[next];
    bool dateline = is_dateline(view->text, mention);
    if (dateline != datelines || !tells_state(mention)) continue;
    if (!count_state(view->arena, all, mention->parties[0].actor, dateline ? FEWEST : 1))
      return casus_fail_memory(view->err);
  }
  return CASUS_OK;
}

int casus_homes_find(casus_reading *view) {
  const casus_text *text = view->text;
  tallies all = {0};
  size_t next = 0;
  view->homes = casus_arena_array(view->arena, text->sentence_count, sizeof *view->homes);
  view->grounds = casus_arena_array(view->arena, text->sentence_count, sizeof *view->grounds);
  if (!view->homes || !view->grounds) return casus_fail_memory(view->err);
  int rc = text->sentence_count ? count_sentence(view, &text->sentences[0], true, 0, &all) : CASUS_OK;
  for (uint32_t s = 0; s < text->sentence_count && !rc; s++) {
    casus_str home = leader(&all);
    view->grounds[s] = ground_of(&all);
    view->homes[s] = names_other(view, &text->sentences[s], next, home) ? CASUS_STR("") : home;
    rc = count_sentence(view, &text->sentences[s], false, next, &all);
    while (next < view->mentions->count && view->mentions->items[next].first < text->sentences[s].last) next++;
  }
  return rc;
}
