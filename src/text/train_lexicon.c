/* Tags, relations and lexicon of a treebank. Everything is counted by sorting, so that no order of hashes
 * reaches the model. */
#include <stdlib.h>

#include "text/train.h"

enum {
  TAG_LEAST = 3,    /* tokens a joint tag needs */
  MOVE_LEAST = 3,   /* arcs a relation needs in one direction */
  FORM_LEAST = 3,   /* tokens a form needs to enter the lexicon: rarer ones must look as unknown as they are */
  ONLY_LEAST = 30,  /* tokens it needs for its only tag to be taken without looking */
  ONLY_SHARE = 500, /* of which at most one in so many has another tag */
  SHARE_LEAST = 25, /* one in so many tokens of a form makes a tag belong to it */
  XPOS_MOST = 1024
};

bool casus_draft_string(casus_draft *draft, casus_str s, uint32_t *place) {
  *place = (uint32_t)draft->strings.len;
  casus_buffer_add_char(&draft->strings, (char)(unsigned char)s.len);
  casus_buffer_add(&draft->strings, s);
  return !draft->strings.failed;
}

typedef struct tag_count {
  uint8_t upos;
  casus_str xpos;
  uint32_t count;
} tag_count;

static size_t count_tags(const casus_text *text, tag_count *counts) {
  size_t used = 0;
  for (uint32_t i = 0; i < text->token_count; i++) {
    const casus_token *t = &text->tokens[i];
    size_t k = 0;
    while (k < used && (counts[k].upos != t->upos || !casus_str_eq(counts[k].xpos, t->xpos))) k++;
    if (k == XPOS_MOST) continue;
    if (k == used) counts[used++] = (tag_count){t->upos, t->xpos, 0};
    counts[k].count++;
  }
  return used;
}

static int tags_by_count(const void *a, const void *b) {
  const tag_count *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return x->upos != y->upos ? x->upos - y->upos : casus_str_cmp(x->xpos, y->xpos);
}

static bool make_tags(const casus_text *text, casus_draft *draft) {
  casus_arena *arena = draft->model.arena;
  tag_count *counts = casus_arena_array(arena, XPOS_MOST, sizeof *counts);
  casus_tag_class *tags = casus_arena_array(arena, CASUS_NO_TAG, sizeof *tags);
  if (!counts || !tags) return false;
  size_t used = count_tags(text, counts), kept = 0;
  qsort(counts, used, sizeof *counts, tags_by_count);
  for (size_t i = 0; i < used && kept < CASUS_NO_TAG - 1; i++) {
    if ((kept && counts[i].count < TAG_LEAST) || counts[i].xpos.len > 255) continue;
    tags[kept].upos = counts[i].upos;
    if (!casus_draft_string(draft, counts[i].xpos, &tags[kept++].xpos)) return false;
  }
  draft->model.tags = tags;
  draft->model.tag_count = (uint32_t)kept;
  draft->model.strings = draft->strings.data;
  return kept > 0;
}

uint8_t casus_train_tag_of(const casus_draft *draft, const casus_token *token) {
  for (uint32_t i = 0; i < draft->model.tag_count; i++)
    if (draft->model.tags[i].upos == token->upos &&
        casus_str_eq(casus_model_string(&draft->model, draft->model.tags[i].xpos), token->xpos))
      return (uint8_t)i;
  return CASUS_NO_TAG;
}

enum { SUBRELS = CASUS_SUB_OTHER + 1, RELATIONS = CASUS_DEP_COUNT * SUBRELS };

static void count_relations(const casus_text *text, uint32_t *left, uint32_t *right) {
  for (uint32_t i = 0; i < text->token_count; i++) {
    const casus_token *t = &text->tokens[i];
    if (t->head < 0) continue;
    ++(t->head > (int32_t)i ? left : right)[t->deprel * SUBRELS + t->subrel];
  }
}

/* The plain "dep" is always there: no direction is without a relation. */
static uint32_t add_moves(casus_move_class *moves, uint32_t used, casus_move move, const uint32_t *counts) {
  for (uint32_t i = 0; i < RELATIONS && used < CASUS_MODEL_CLASSES - 1; i++)
    if (counts[i] >= MOVE_LEAST || i == CASUS_DEP_dep * SUBRELS)
      moves[used++] = (casus_move_class){(uint8_t)move, (uint8_t)(i / SUBRELS), (uint8_t)(i % SUBRELS), 0};
  return used;
}

static bool make_moves(const casus_text *text, casus_draft *draft) {
  casus_model *model = &draft->model;
  uint32_t *left = casus_arena_array(model->arena, RELATIONS, sizeof *left);
  uint32_t *right = casus_arena_array(model->arena, RELATIONS, sizeof *right);
  casus_move_class *moves = casus_arena_array(model->arena, CASUS_MODEL_CLASSES, sizeof *moves);
  if (!left || !right || !moves) return false;
  count_relations(text, left, right);
  moves[CASUS_MOVE_SHIFT].move = CASUS_MOVE_SHIFT;
  moves[CASUS_MOVE_REDUCE].move = CASUS_MOVE_REDUCE;
  uint32_t after_left = add_moves(moves, CASUS_MOVE_LEFT, CASUS_MOVE_LEFT, left);
  uint32_t after_right = add_moves(moves, after_left, CASUS_MOVE_RIGHT, right);
  const uint32_t first[] = {0, CASUS_MOVE_REDUCE, CASUS_MOVE_LEFT, after_left, after_right};
  memcpy(model->move_first, first, sizeof first);
  model->moves = moves;
  model->move_count = after_right;
  return true;
}

typedef struct form_tag {
  uint64_t form;
  uint8_t tag;
} form_tag;

static int by_form(const void *a, const void *b) {
  const form_tag *x = a, *y = b;
  return x->form != y->form ? (x->form < y->form ? -1 : 1) : x->tag - y->tag;
}

/* items[count] are of one form, ordered by tag. */
static uint32_t lexeme_of(const form_tag *items, size_t count) {
  uint64_t set = 0;
  uint32_t only = CASUS_NO_TAG;
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && items[next].tag == items[i].tag) next++;
    if ((next - i) * SHARE_LEAST >= count) set = casus_mix(set, items[i].tag + 1u);
    if (count >= ONLY_LEAST && (count - (next - i)) * ONLY_SHARE <= count) only = items[i].tag;
  }
  return (uint32_t)(1 + set % 0xFFFF) << 8 | only;
}

static bool make_lexicon(const casus_text *text, casus_draft *draft) {
  casus_arena *arena = draft->model.arena;
  size_t count = text->token_count, kept = 0;
  form_tag *items = casus_arena_array(arena, count, sizeof *items);
  uint64_t *keys = casus_arena_array(arena, count, sizeof *keys);
  uint32_t *values = casus_arena_array(arena, count, sizeof *values);
  if (!items || !keys || !values) return false;
  for (size_t i = 0; i < count; i++)
    items[i] = (form_tag){casus_word_hash(text->tokens[i].form), casus_train_tag_of(draft, &text->tokens[i])};
  qsort(items, count, sizeof *items, by_form);
  for (size_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && items[next].form == items[i].form) next++;
    if (next - i < FORM_LEAST) continue;
    keys[kept] = items[i].form;
    values[kept++] = lexeme_of(items + i, next - i);
  }
  return casus_slots_build(arena, keys, values, kept, &draft->model.lexicon);
}

int casus_train_lexicon(const casus_text *text, casus_draft *draft, casus_error *err) {
  uint32_t empty;
  bool done = casus_draft_string(draft, CASUS_STR(""), &empty) && make_tags(text, draft) && make_moves(text, draft) &&
              make_lexicon(text, draft) && casus_train_lemmas(text, draft);
  return done ? CASUS_OK : casus_fail_memory(err);
}
