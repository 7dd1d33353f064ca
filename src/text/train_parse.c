#include <stdio.h>

#include "text/lemma.h"
#include "text/train.h"

/* From the second epoch on the parser mostly follows its own moves, so that it learns to go on after mistakes. */
enum { EXPLORE_FROM = 2, EXPLORE_PERCENT = 90, FEATURES_MOST = 300000 };

typedef struct learner_state {
  const casus_treebank *bank;
  casus_draft *draft;
  casus_random *random;
  casus_learner learner;
  casus_node *nodes; /* these five: [longest sentence] */
  int32_t *stack, *heads, *first_child, *next_child;
  uint32_t *order;         /* [sentences] */
  uint64_t right, seen;    /* of the epoch in hand */
  casus_arena *best_arena; /* holds `best` */
  casus_weights best;
  double best_las;
} learner_state;

/* Lemmas as the parser will see them: found for the tag that a tagger gave. */
static bool find_lemmas(const casus_treebank *bank, casus_draft *draft) {
  const casus_model *model = &draft->model;
  for (uint32_t i = 0; i < bank->text.token_count; i++) {
    const casus_tag_class *tag = &model->tags[bank->tags[i]];
    casus_str lemma = casus_lemma_find(model, model->arena, bank->text.tokens[i].form, tag->upos,
                                       casus_model_string(model, tag->xpos));
    if (!lemma.ptr) return false;
    bank->lemmas[i] = casus_word_hash(lemma);
  }
  return true;
}

static casus_oracle gold_tree(learner_state *l, const casus_sentence *s) {
  const casus_token *tokens = l->bank->text.tokens;
  int32_t count = (int32_t)(s->last - s->first);
  for (int32_t i = 0; i < count; i++) {
    int32_t head = tokens[s->first + (uint32_t)i].head;
    l->heads[i] = head < 0 ? count : head - (int32_t)s->first;
    l->first_child[i] = CASUS_NO_WORD;
  }
  for (int32_t i = count - 1; i >= 0; i--) {
    if (l->heads[i] == count) continue;
    l->next_child[i] = l->first_child[l->heads[i]];
    l->first_child[l->heads[i]] = i;
  }
  return (casus_oracle){l->heads, l->first_child, l->next_child};
}

/* Classes that lose nothing more than they must: bits of casus_move. */
static unsigned cheapest_moves(const casus_oracle *oracle, const casus_state *state, unsigned legal) {
  int costs[CASUS_MOVE_COUNT], least = 1 << 30;
  unsigned best = 0;
  for (unsigned move = 0; move < CASUS_MOVE_COUNT; move++) {
    if (!(legal >> move & 1)) continue;
    costs[move] = casus_oracle_cost(oracle, state, (casus_move)move);
    if (costs[move] < least) least = costs[move];
  }
  for (unsigned move = 0; move < CASUS_MOVE_COUNT; move++)
    if (legal >> move & 1 && costs[move] == least) best |= 1u << move;
  return best;
}

/* Whether a class of a cheapest move also has the relation that its new child has in the treebank. */
static bool relation_right(const learner_state *l, const casus_token *tokens, const casus_state *state,
                           uint32_t class) {
  casus_move_class move = l->draft->model.moves[class];
  if (move.move != CASUS_MOVE_LEFT && move.move != CASUS_MOVE_RIGHT) return true;
  int32_t child = move.move == CASUS_MOVE_LEFT ? state->stack[state->depth - 1] : state->front;
  return tokens[child].deprel == move.deprel && tokens[child].subrel == move.subrel;
}

/* The best class that is right; when its relation is too rare to be a class, the best of its move. */
static uint32_t best_right(const learner_state *l, const casus_token *tokens, const casus_state *state, unsigned moves,
                           const int32_t *scores) {
  const casus_model *model = &l->draft->model;
  uint32_t best = CASUS_MODEL_CLASSES;
  for (uint32_t c = 0; c < model->move_count; c++)
    if (moves >> model->moves[c].move & 1 && relation_right(l, tokens, state, c) &&
        (best == CASUS_MODEL_CLASSES || scores[c] > scores[best]))
      best = c;
  return best == CASUS_MODEL_CLASSES ? casus_state_best(model->move_first, moves, scores) : best;
}

static void learn_move(learner_state *l, const casus_token *tokens, const casus_oracle *oracle, casus_state *state,
                       bool explore) {
  uint64_t items[CASUS_STATE_FEATURES];
  int32_t scores[CASUS_MODEL_CLASSES] = {0};
  casus_features features = {items, 0};
  unsigned legal = casus_state_legal(state);
  casus_state_features(state, &features);
  casus_learner_score(&l->learner, items, features.count, scores);
  uint32_t guess = casus_state_best(l->draft->model.move_first, legal, scores);
  uint32_t right = best_right(l, tokens, state, cheapest_moves(oracle, state, legal), scores);
  l->learner.step++;
  l->seen++;
  l->right += guess == right;
  if (guess != right) casus_learner_update(&l->learner, items, features.count, right, guess);
  bool own_way = explore && casus_random_below(l->random, 100) < EXPLORE_PERCENT;
  casus_state_apply(state, l->draft->model.moves[own_way ? guess : right]);
}

static void learn_sentence(learner_state *l, const casus_sentence *s, bool explore) {
  const casus_model *model = &l->draft->model;
  casus_state state;
  for (uint32_t i = s->first; i < s->last; i++)
    l->nodes[i - s->first] =
        (casus_node){.lemma = l->bank->lemmas[i], .tag = l->bank->tags[i], .upos = model->tags[l->bank->tags[i]].upos};
  casus_oracle oracle = gold_tree(l, s);
  casus_state_start(&state, l->nodes, l->stack, s->last - s->first);
  while (!casus_state_done(&state)) learn_move(l, l->bank->text.tokens + s->first, &oracle, &state, explore);
}

static bool start(learner_state *l) {
  const casus_text *text = &l->bank->text;
  size_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++)
    if (text->sentences[i].last - text->sentences[i].first > longest)
      longest = text->sentences[i].last - text->sentences[i].first;
  casus_arena *arena = l->draft->model.arena;
  l->nodes = casus_arena_array(arena, longest, sizeof *l->nodes);
  l->stack = casus_arena_array(arena, longest, sizeof *l->stack);
  l->heads = casus_arena_array(arena, longest, sizeof *l->heads);
  l->first_child = casus_arena_array(arena, longest, sizeof *l->first_child);
  l->next_child = casus_arena_array(arena, longest, sizeof *l->next_child);
  l->order = casus_arena_array(arena, text->sentence_count, sizeof *l->order);
  if (!l->nodes || !l->stack || !l->heads || !l->first_child || !l->next_child || !l->order) return false;
  for (uint32_t i = 0; i < text->sentence_count; i++) l->order[i] = i;
  return find_lemmas(l->bank, l->draft);
}

static void tell(const learner_state *l, unsigned epoch, unsigned epochs, const casus_parse_score *score,
                 casus_progress progress) {
  char line[160];
  snprintf(line, sizeof line, "trees, epoch %u of %u: training accuracy %.2f%%, dev UPOS %.2f UAS %.2f LAS %.2f", epoch,
           epochs, l->seen ? 100.0 * (double)l->right / (double)l->seen : 0.0, 100 * score->upos, 100 * score->uas,
           100 * score->las);
  if (progress.say) progress.say(progress.context, line);
}

/* Measure the averages on `dev` and keep them when no epoch before was better; without `dev` the last epoch stays. */
static int end_epoch(learner_state *l, const casus_text *dev, casus_parse_score *score, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_model averaged = l->draft->model;
  bool fine =
      arena && !l->learner.failed && casus_learner_average(&l->learner, FEATURES_MOST, arena, &averaged.move_weights);
  int code = fine ? casus_score_text(&averaged, dev, score, err) : casus_fail_memory(err);
  if (code || score->las < l->best_las) {
    casus_arena_free(arena);
    return code;
  }
  casus_arena_free(l->best_arena);
  l->best_arena = arena;
  l->best = averaged.move_weights;
  l->best_las = score->las;
  return CASUS_OK;
}

static int keep_best(learner_state *l, casus_error *err) {
  casus_arena *arena = l->draft->model.arena;
  size_t slot_bytes = l->best.slots.count * sizeof *l->best.slots.items;
  casus_str slots = casus_arena_copy(arena, casus_str_of((const char *)l->best.slots.items, slot_bytes));
  casus_str rows = casus_arena_copy(arena, casus_str_of((const char *)l->best.rows, l->best.row_bytes));
  if (!slots.ptr || !rows.ptr) return casus_fail_memory(err);
  l->best.slots.items = (const casus_slot *)(const void *)slots.ptr;
  l->best.rows = (const uint8_t *)rows.ptr;
  l->draft->model.move_weights = l->best;
  return CASUS_OK;
}

int casus_train_parser(const casus_treebank *bank, const casus_text *dev, unsigned epochs, casus_draft *draft,
                       casus_random *random, casus_progress progress, casus_error *err) {
  learner_state l = {.bank = bank, .draft = draft, .random = random};
  int code = start(&l) ? CASUS_OK : casus_fail_memory(err);
  for (unsigned epoch = 1; epoch <= epochs && !code; epoch++) {
    casus_parse_score score = {0};
    l.right = l.seen = 0;
    casus_random_shuffle(random, l.order, bank->text.sentence_count);
    for (uint32_t i = 0; i < bank->text.sentence_count; i++)
      learn_sentence(&l, &bank->text.sentences[l.order[i]], epoch >= EXPLORE_FROM);
    code = end_epoch(&l, dev, &score, err);
    if (!code) tell(&l, epoch, epochs, &score, progress);
  }
  if (!code) code = keep_best(&l, err);
  casus_arena_free(l.best_arena);
  casus_learner_free(&l.learner);
  return code;
}
