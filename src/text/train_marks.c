/* Marks and links from the last layer: names, answers, scores, losses and their gradients. */
#include <math.h>
#include <stdlib.h>

#include "text/train.h"

static const casus_str left_out = CASUS_STR_INIT("?");

/* Each marked word asks of every word of its sentence whether it is linked: that must not drown the trees. */
static const float LINK_WEIGHT = 0.4f;

static int by_name(const void *a, const void *b) { return casus_str_cmp(*(const casus_str *)a, *(const casus_str *)b); }

/* Each name once, in order. Returns how many. */
static size_t sort_names(casus_str *names, size_t count) {
  size_t kept = 0;
  if (count) qsort(names, count, sizeof *names, by_name);
  for (size_t i = 0; i < count; i++)
    if (!kept || !casus_str_eq(names[kept - 1], names[i])) names[kept++] = names[i];
  return kept > CASUS_CLASSES_MOST ? CASUS_CLASSES_MOST : kept;
}

bool casus_train_marks(const casus_text *text, casus_draft *draft) {
  casus_arena *arena = draft->model.arena;
  casus_str *kinds = casus_arena_array(arena, text->mark_count, sizeof *kinds);
  casus_str *manners = casus_arena_array(arena, text->mark_count, sizeof *manners);
  if (!kinds || !manners) return false;
  size_t deeds = 0;
  for (uint32_t i = 0; i < text->mark_count; i++) {
    const casus_mark *mark = &text->marks[i];
    if (!mark->kind.len || mark->kind.len > 255 || mark->manner.len > 255 || casus_str_eq(mark->kind, left_out))
      continue;
    kinds[deeds] = mark->kind;
    manners[deeds++] = mark->manner;
  }
  size_t kind_count = sort_names(kinds, deeds), manner_count = sort_names(manners, deeds);
  uint32_t *marks = casus_arena_array(arena, kind_count + manner_count, sizeof *marks);
  bool fine = marks;
  for (size_t i = 0; i < kind_count && fine; i++) fine = casus_draft_string(draft, kinds[i], &marks[i]);
  for (size_t i = 0; i < manner_count && fine; i++)
    fine = casus_draft_string(draft, manners[i], &marks[kind_count + i]);
  draft->model.classes.marks = marks;
  draft->kind_count = (uint32_t)kind_count;
  draft->manner_count = (uint32_t)manner_count;
  draft->model.classes.strings = draft->strings.data;
  return fine;
}

/* Index of a name among marks[first, last). */
static uint16_t name_of(const casus_draft *draft, casus_str name, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (casus_str_eq(casus_model_string(&draft->model, draft->model.classes.marks[i]), name))
      return (uint16_t)(i - first);
  return CASUS_NO_ANSWER;
}

void casus_train_mark_answers(const casus_draft *draft, const casus_text *text, const casus_mark *mark, uint32_t first,
                              casus_answers *answers) {
  uint32_t kinds = draft->kind_count, filled[CASUS_ROLE_COUNT] = {0};
  if (mark->kind.len) {
    uint16_t kind = name_of(draft, mark->kind, 0, kinds);
    answers->kind = kind == CASUS_NO_ANSWER ? kind : (uint16_t)(kind + 1);
    answers->manner = name_of(draft, mark->manner, kinds, kinds + draft->manner_count);
  }
  answers->says = mark->says > 0;
  for (int role = 0; role < CASUS_ROLE_COUNT; role++)
    for (int i = 0; i < CASUS_LINKS_MOST; i++) answers->links[role][i] = CASUS_NO_ANSWER;
  for (uint32_t i = mark->first_link; i < mark->last_link; i++) {
    const casus_link *link = &text->links[i];
    if (filled[link->role] < CASUS_LINKS_MOST)
      answers->links[link->role][filled[link->role]++] = (uint16_t)(link->token - first);
  }
}

/* Yes or no, which counts `weight`: the gradient of the score. */
static float answer_yes(casus_run *run, float score, bool right, float weight) {
  float share = casus_sigmoid(score);
  run->loss -= (double)(weight * logf((right ? share : 1 - share) + 1e-9f));
  return weight * (right ? share - 1 : share);
}

static bool is_linked(const casus_answers *answers, int role, size_t word) {
  for (int i = 0; i < CASUS_LINKS_MOST && answers->links[role][i] != CASUS_NO_ANSWER; i++)
    if (answers->links[role][i] == word) return true;
  return false;
}

/* One role of the word `own` of the sentence [first, first + count). */
static void link_role(casus_run *run, size_t first, size_t count, size_t own, int role, const casus_answers *answers) {
  const casus_layout *l = run->layout;
  size_t lanes = l->shape.link, row = casus_link_lanes(&l->shape), own_at = (size_t)role * 2 * lanes;
  const float *mine = run->links + (first + own) * row + own_at;
  float *mine_gradient = run->links_gradient + (first + own) * row + own_at;
  for (size_t w = 0; w < count; w++) {
    size_t place = l->link_places + ((size_t)role * CASUS_PLACES + casus_place((int32_t)w - (int32_t)own)) * lanes;
    const float *other = run->links + (first + w) * row + own_at + lanes, *there = run->weights + place;
    float *other_gradient = run->links_gradient + (first + w) * row + own_at + lanes, *to = run->gradient + place;
    float score =
        casus_dot(mine, other, lanes) + casus_dot(mine, there, lanes) + run->weights[l->link_bias + (size_t)role];
    float g = answer_yes(run, score, is_linked(answers, role, w), LINK_WEIGHT);
    for (size_t i = 0; i < lanes; i++) {
      mine_gradient[i] += g * (other[i] + there[i]);
      other_gradient[i] += g * mine[i];
      to[i] += g * mine[i];
    }
    run->gradient[l->link_bias + (size_t)role] += g;
  }
}

static void link_sentence(casus_run *run, const casus_batch *batch, size_t first, size_t count) {
  for (size_t t = 0; t < count; t++) {
    const casus_answers *answers = &batch->answers[first + t];
    bool deed = answers->kind && answers->kind != CASUS_NO_ANSWER, says = answers->says == 1;
    for (int role = 0; role < CASUS_ROLE_COUNT; role++)
      if (role == CASUS_ROLE_SPEAKER ? says : deed) link_role(run, first, count, t, role, answers);
  }
}

void casus_run_marks(casus_run *run, const casus_batch *batch) {
  const casus_layout *l = run->layout;
  const casus_net_shape *s = &l->shape;
  if (!s->kinds || !batch->answers) return;
  size_t tokens = batch->starts[batch->sentences], columns = casus_mark_columns(s), lanes = casus_link_lanes(s);
  casus_linear(run, run->top, tokens, s->width, columns, l->marks, l->marks_bias, run->mark_scores);
  casus_linear(run, run->top, tokens, s->width, lanes, l->links, l->links_bias, run->links);
  memset(run->links_gradient, 0, tokens * lanes * sizeof(float));
  for (size_t t = 0; t < tokens; t++) {
    const casus_answers *answers = &batch->answers[t];
    float *scores = run->mark_scores + t * columns, *says = scores + casus_says_column(s);
    casus_answer(run, scores, s->kinds + 1, s->kinds + 1, answers->kind);
    casus_answer(run, scores + casus_manner_column(s), s->manners, s->manners, answers->manner);
    *says = answers->says == CASUS_NO_ANSWER ? 0 : answer_yes(run, *says, answers->says, 1);
    for (size_t i = casus_says_column(s) + 1; i < columns; i++) scores[i] = 0;
  }
  for (uint32_t i = 0; i < batch->sentences; i++)
    link_sentence(run, batch, batch->starts[i], batch->starts[i + 1] - batch->starts[i]);
  casus_linear_back(run, run->top, run->mark_scores, tokens, s->width, columns, l->marks, l->marks_bias,
                    run->top_gradient);
  casus_linear_back(run, run->top, run->links_gradient, tokens, s->width, lanes, l->links, l->links_bias,
                    run->top_gradient);
}
