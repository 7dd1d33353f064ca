/* What several models together think of sentences that nobody labelled. A network that learns it from many sentences
 * comes near to all of them together (Hinton, Vinyals and Dean 2015). */
#include "text/encode.h"
#include "text/train.h"

typedef struct labeller {
  const casus_model *const *teachers;
  casus_room *rooms; /* [count] */
  size_t count;
  float *heads, *trees, *tags, *relations; /* sums of shares: [words][columns] each */
  int32_t *head_of;
  uint32_t *component;
} labeller;

/* Shares of the first `count` scores of each row; the rest stays out. */
static void add_shares(float *scores, size_t count, size_t columns, size_t rows, float *sums) {
  for (size_t r = 0; r < rows; r++) {
    casus_softmax(scores + r * columns, count);
    for (size_t i = 0; i < count; i++) sums[r * columns + i] += scores[r * columns + i];
  }
}

/* The largest shares; `first`, when it is one, comes to the front. */
static casus_answer strongest(const float *shares, size_t count, size_t first) {
  casus_answer answer = {{0}, {0}};
  float whole = 0, values[CASUS_CHOICES] = {0};
  size_t used = 0;
  if (first < count) answer.choice[used] = (uint16_t)first, values[used++] = shares[first];
  while (used < CASUS_CHOICES && used < count) {
    size_t best = count;
    for (size_t i = 0; i < count; i++) {
      bool taken = false;
      for (size_t k = 0; k < used; k++) taken = taken || answer.choice[k] == i;
      if (!taken && (best == count || shares[i] > shares[best])) best = i;
    }
    answer.choice[used] = (uint16_t)best;
    values[used++] = shares[best];
  }
  for (size_t k = 0; k < used; k++) whole += values[k];
  for (size_t k = 0; k < used; k++) answer.part[k] = (uint8_t)(255.0f * values[k] / whole + 0.5f);
  if (!answer.part[0]) answer.part[0] = 1;
  return answer;
}

static void think(labeller *l, size_t teacher, const casus_token *tokens, size_t count) {
  const casus_model *model = l->teachers[teacher];
  casus_room *room = &l->rooms[teacher];
  room->pieces[0] = (casus_piece){0, count};
  room->piece_count = 1;
  room->count = count;
  casus_encode(model, tokens, room);
  casus_find_tags(model, tokens, room);
  add_shares(room->classes, model->net.shape.tags, model->net.tags.columns, count, l->tags);
  casus_find_lanes(model, room);
  casus_score_heads(model, room->pieces[0], room);
  size_t columns = casus_padded((uint32_t)count + 1);
  for (size_t d = 0; d < count; d++) room->arc_scores[d * columns + d] = -1e30f;
  add_shares(room->arc_scores, count + 1, columns, count, l->heads);
}

static void label_sentence(labeller *l, const casus_token *tokens, size_t count, casus_answers *answers) {
  const casus_net *net = &l->teachers[0]->net;
  size_t columns = casus_padded((uint32_t)count + 1), tags = net->tags.columns, relations = net->relations.columns;
  memset(l->heads, 0, count * columns * sizeof *l->heads);
  memset(l->tags, 0, count * tags * sizeof *l->tags);
  memset(l->relations, 0, count * relations * sizeof *l->relations);
  for (size_t k = 0; k < l->count; k++) think(l, k, tokens, count);
  memcpy(l->trees, l->heads, count * columns * sizeof *l->heads);
  casus_tree_find(l->teachers[0]->simd, l->trees, count, l->head_of, l->component);
  for (size_t k = 0; k < l->count; k++) {
    memcpy(l->rooms[k].head_of, l->head_of, count * sizeof *l->head_of);
    casus_find_relations(l->teachers[k], &l->rooms[k]);
    add_shares(l->rooms[k].classes, net->shape.relations, relations, count, l->relations);
  }
  for (size_t t = 0; t < count; t++) {
    bool root = l->head_of[t] == CASUS_NO_HEAD;
    answers[t].head = strongest(l->heads + t * columns, count + 1, root ? count : (size_t)l->head_of[t]);
    answers[t].tag = strongest(l->tags + t * tags, net->shape.tags, SIZE_MAX);
    answers[t].relation = root ? casus_sure(l->teachers[0]->root_class)
                               : strongest(l->relations + t * relations, net->shape.relations, SIZE_MAX);
  }
}

static bool labeller_make(labeller *l, casus_arena *arena) {
  size_t words = CASUS_LESSON_MOST, columns = casus_padded(CASUS_LESSON_MOST + 1);
  const casus_net *net = &l->teachers[0]->net;
  bool fine = true;
#define ROOM(place, count) fine = (l->place = casus_arena_array(arena, (count), sizeof *l->place)) && fine
  ROOM(rooms, l->count);
  ROOM(heads, words * columns);
  ROOM(trees, words * columns);
  ROOM(tags, words * net->tags.columns);
  ROOM(relations, words * net->relations.columns);
  ROOM(head_of, words);
  ROOM(component, words);
#undef ROOM
  for (size_t k = 0; k < l->count && fine; k++) fine = casus_room_make(arena, l->teachers[k], words, &l->rooms[k]);
  return fine;
}

/* Classes must mean the same to the teachers and to the one who learns. */
static bool speaks_the_same(const casus_model *model, const casus_draft *draft) {
  if (model->net.shape.tags != draft->tag_count || model->net.shape.relations != draft->relation_count) return false;
  for (uint32_t i = 0; i < draft->tag_count; i++)
    if (model->tags[i].upos != draft->model.tags[i].upos ||
        !casus_str_eq(casus_model_string(model, model->tags[i].xpos),
                      casus_model_string(&draft->model, draft->model.tags[i].xpos)))
      return false;
  return memcmp(model->relations, draft->model.relations, draft->relation_count * sizeof *model->relations) == 0 &&
         model->root_class < draft->relation_count;
}

int casus_train_label(const casus_text *text, const casus_draft *draft, const casus_model *const *teachers,
                      size_t count, casus_corpus *corpus, casus_error *err) {
  for (size_t k = 0; k < count; k++)
    if (!speaks_the_same(teachers[k], draft))
      return casus_fail(err, CASUS_E_INPUT, 0, "teacher %zu learned from another treebank", k + 1);
  casus_arena *arena = casus_arena_new();
  labeller l = {.teachers = teachers, .count = count};
  int code = arena && labeller_make(&l, arena) ? CASUS_OK : casus_fail_memory(err);
  for (uint32_t i = 0; i < text->sentence_count && !code; i++) {
    const casus_sentence *s = &text->sentences[i];
    if (s->last > s->first && s->last - s->first <= CASUS_LESSON_MOST)
      label_sentence(&l, text->tokens + s->first, s->last - s->first, corpus->answers + s->first);
  }
  casus_arena_free(arena);
  return code;
}
