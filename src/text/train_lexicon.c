/* Tags, relations and lexicon of a treebank. Everything is counted by sorting, so that no order of hashes
 * reaches the model. */
#include <stdlib.h>

#include "text/train.h"

enum {
  TAG_LEAST = 3,      /* tokens a joint tag needs */
  RELATION_LEAST = 3, /* arcs a relation needs */
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
  casus_tag_class *tags = casus_arena_array(arena, CASUS_CLASSES_MOST, sizeof *tags);
  if (!counts || !tags) return false;
  size_t used = count_tags(text, counts), kept = 0;
  qsort(counts, used, sizeof *counts, tags_by_count);
  for (size_t i = 0; i < used && kept < CASUS_CLASSES_MOST; i++) {
    if ((kept && counts[i].count < TAG_LEAST) || counts[i].xpos.len > 255) continue;
    tags[kept].upos = counts[i].upos;
    if (!casus_draft_string(draft, counts[i].xpos, &tags[kept++].xpos)) return false;
  }
  draft->model.classes.tags = tags;
  draft->tag_count = (uint32_t)kept;
  draft->model.classes.strings = draft->strings.data;
  return kept > 0;
}

uint8_t casus_train_tag_of(const casus_draft *draft, const casus_token *token) {
  for (uint32_t i = 0; i < draft->tag_count; i++)
    if (draft->model.classes.tags[i].upos == token->upos &&
        casus_str_eq(casus_model_string(&draft->model, draft->model.classes.tags[i].xpos), token->xpos))
      return (uint8_t)i;
  return CASUS_NO_CLASS;
}

enum { SUBRELS = CASUS_SUB_OTHER + 1, RELATIONS = CASUS_DEP_COUNT * SUBRELS };

/* The plain "dep" is always there, so that no treebank is without a relation. */
static bool make_relations(const casus_text *text, casus_draft *draft) {
  casus_arena *arena = draft->model.arena;
  uint32_t *counts = casus_arena_array(arena, RELATIONS, sizeof *counts), used = 0;
  casus_relation_class *classes = casus_arena_array(arena, CASUS_CLASSES_MOST, sizeof *classes);
  if (!counts || !classes) return false;
  for (uint32_t i = 0; i < text->token_count; i++) counts[text->tokens[i].deprel * SUBRELS + text->tokens[i].subrel]++;
  for (uint32_t i = 0; i < RELATIONS && used < CASUS_CLASSES_MOST; i++)
    if (counts[i] >= RELATION_LEAST || i == CASUS_DEP_dep * SUBRELS)
      classes[used++] = (casus_relation_class){(uint8_t)(i / SUBRELS), (uint8_t)(i % SUBRELS), {0}};
  draft->model.classes.relations = classes;
  draft->model.classes.root_class = UINT32_MAX;
  for (uint32_t i = 0; i < used; i++)
    if (classes[i].deprel == CASUS_DEP_root) draft->model.classes.root_class = i;
  draft->relation_count = used;
  return true;
}

uint8_t casus_train_relation_of(const casus_draft *draft, const casus_token *token) {
  for (uint32_t i = 0; i < draft->relation_count; i++)
    if (draft->model.classes.relations[i].deprel == token->deprel &&
        draft->model.classes.relations[i].subrel == token->subrel)
      return (uint8_t)i;
  return CASUS_NO_CLASS;
}

int casus_train_lexicon(const casus_text *text, casus_draft *draft, casus_error *err) {
  uint32_t empty;
  bool done = casus_draft_string(draft, CASUS_STR(""), &empty) && make_tags(text, draft) &&
              make_relations(text, draft) && casus_train_lemmas(text, draft);
  return done ? CASUS_OK : casus_fail_memory(err);
}
