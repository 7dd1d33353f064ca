/* From a parsed document to the mentions of actors in it. */
#include "coder/mention_scene.h"

#include <stdlib.h>

/* By first token; of those that start together, the longer one first, so that what nests comes later. */
static int by_place(const void *a, const void *b) {
  const casus_mention *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->last != y->last) return x->last > y->last ? -1 : 1;
  return (x->kind > y->kind) - (x->kind < y->kind);
}

static int finish(casus_scene *scene, casus_mentions *mentions, casus_error *err) {
  uint32_t tokens = scene->text->token_count;
  int32_t *at = casus_arena_array(scene->arena, tokens, sizeof *at);
  if (!at) return casus_fail_memory(err);
  for (uint32_t i = 0; i < tokens; i++) at[i] = -1;
  casus_mention *items = scene->mentions.items;
  size_t count = 0;
  for (size_t i = 0; i < scene->mentions.count; i++)
    if (items[i].first < items[i].last) items[count++] = items[i];
  if (count) qsort(items, count, sizeof *items, by_place);
  for (size_t i = 0; i < count; i++)
    for (uint32_t t = items[i].first; t < items[i].last; t++) {
      const casus_mention *other = at[t] < 0 ? NULL : &items[at[t]];
      if (!other || items[i].last - items[i].first <= other->last - other->first) at[t] = (int32_t)i;
    }
  *mentions = (casus_mentions){.text = scene->text, .items = items, .count = count, .at = at};
  return CASUS_OK;
}

int casus_mentions_find(const casus_lexicon *lexicon, const casus_document *document, const casus_text *text,
                        casus_arena *arena, casus_mentions *mentions, casus_error *err) {
  static int (*const steps[])(casus_scene * scene, casus_error * err) = {
      casus_scene_open, casus_hits_find,   casus_hits_choose, casus_states_find,
      casus_roles_find, casus_people_find, casus_coref_find,
  };
  casus_scene scene = {.lexicon = lexicon, .document = document, .text = text, .arena = arena};
  for (size_t i = 0; i < CASUS_COUNT(steps); i++) {
    int rc = steps[i](&scene, err);
    if (rc != CASUS_OK) return rc;
  }
  return finish(&scene, mentions, err);
}
