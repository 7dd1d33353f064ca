/* casus_text_parse: tags, lemmas, trees; one sentence after the other. What replaces the scorer of tags and moves one
 * day has its seam here: parse_sentence gets forms and fills tags and nodes. */
#include "text/lemma.h"
#include "text/parse_state.h"
#include "text/tag.h"

/* Room for the longest sentence. */
typedef struct scratch {
  casus_tag_word *words;
  uint8_t *tags;
  casus_node *nodes;
  int32_t *stack;
} scratch;

static bool make_room(casus_arena *arena, size_t longest, scratch *room) {
  room->words = casus_arena_array(arena, longest, sizeof *room->words);
  room->tags = casus_arena_array(arena, longest, sizeof *room->tags);
  room->nodes = casus_arena_array(arena, longest, sizeof *room->nodes);
  room->stack = casus_arena_array(arena, longest, sizeof *room->stack);
  return room->words && room->tags && room->nodes && room->stack;
}

static bool tag_tokens(const casus_model *model, casus_arena *arena, casus_token *tokens, size_t count,
                       const scratch *room) {
  casus_tag_sentence(model, tokens, count, room->words, room->tags);
  for (size_t i = 0; i < count; i++) {
    const casus_tag_class *tag = &model->tags[room->tags[i]];
    tokens[i].upos = tag->upos;
    tokens[i].xpos = casus_model_string(model, tag->xpos);
    tokens[i].lemma = casus_lemma_find(model, arena, tokens[i].form, tag->upos, tokens[i].xpos);
    if (!tokens[i].lemma.ptr) return false;
    room->nodes[i] = (casus_node){.lemma = casus_word_hash(tokens[i].lemma), .tag = room->tags[i], .upos = tag->upos};
  }
  return true;
}

static int32_t find_tree(const casus_model *model, size_t count, const scratch *room) {
  casus_state state;
  casus_state_start(&state, room->nodes, room->stack, count);
  while (!casus_state_done(&state)) {
    uint64_t items[CASUS_STATE_FEATURES];
    int32_t scores[CASUS_MODEL_CLASSES] = {0};
    casus_features features = {items, 0};
    unsigned legal = casus_state_legal(&state);
    casus_state_features(&state, &features);
    casus_weights_score(&model->move_weights, items, features.count, scores);
    casus_state_apply(&state, model->moves[casus_state_best(model->move_first, legal, scores)]);
  }
  return casus_state_finish(&state);
}

static bool parse_sentence(const casus_model *model, casus_arena *arena, casus_text *text, casus_sentence *sentence,
                           const scratch *room) {
  size_t count = sentence->last - sentence->first;
  casus_token *tokens = text->tokens + sentence->first;
  if (!count) return true;
  if (!tag_tokens(model, arena, tokens, count, room)) return false;
  sentence->root = sentence->first + (uint32_t)find_tree(model, count, room);
  for (size_t i = 0; i < count; i++) {
    const casus_node *node = &room->nodes[i];
    tokens[i].head = node->head == CASUS_NO_WORD ? -1 : (int32_t)sentence->first + node->head;
    tokens[i].deprel = node->deprel;
    tokens[i].subrel = node->subrel;
  }
  return true;
}

int casus_text_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  size_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    size_t count = text->sentences[i].last - text->sentences[i].first;
    if (count > longest) longest = count;
  }
  scratch room;
  if (!make_room(arena, longest, &room)) return casus_fail_memory(err);
  for (uint32_t i = 0; i < text->sentence_count; i++)
    if (!parse_sentence(model, arena, text, &text->sentences[i], &room)) return casus_fail_memory(err);
  return CASUS_OK;
}
