/* An incident that several documents tell is one incident, and several stories make it surer. */
#include <stdlib.h>

#include "world/snapshot.h"

/* Pair, day, level, the surest first. */
static int by_pair(const void *x, const void *y) {
  const casus_incident *a = &((const casus_told *)x)->incident, *b = &((const casus_told *)y)->incident;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  if (a->b != b->b) return a->b < b->b ? -1 : 1;
  if (a->date.day != b->date.day) return a->date.day < b->date.day ? -1 : 1;
  if (a->level != b->level) return a->level < b->level ? -1 : 1;
  if (a->confidence != b->confidence) return a->confidence > b->confidence ? -1 : 1;
  return casus_str_cmp(a->evidence, b->evidence);
}

static bool same(const casus_incident *a, const casus_incident *b) {
  return a->a == b->a && a->b == b->b && a->level == b->level && a->date.day == b->date.day;
}

/* The surest telling stands for all. Each other story that tells it as a fact, by its surest telling, takes a share of
 * the doubt that is left: what only a party says is no surer for being printed twice. */
static int settle(casus_snapshot *s, const casus_told *group, size_t count, casus_incident *incident) {
  casus_str seen[101]; /* stories; the tables allow a hundred others */
  size_t known = 0, most = (size_t)s->atlas->corroborations + 1;
  *incident = group[0].incident;
  for (size_t i = 0; i < count; i++) {
    incident->fatal |= group[i].incident.fatal;
    if (!s->stories || known == most || (known && !group[i].fact)) continue;
    const casus_story *story;
    int rc = casus_stories_of(s->stories, group[i].document, &story, s->err);
    if (rc != CASUS_OK) return rc;
    size_t k = 0;
    while (k < known && !casus_str_eq(seen[k], story->id)) k++;
    if (k < known) continue;
    if (known)
      incident->confidence += (1 - incident->confidence) * s->atlas->corroboration * group[i].incident.confidence;
    seen[known++] = story->id;
  }
  return CASUS_OK;
}

int casus_told_once(casus_snapshot *s, casus_told_vec *told, casus_incident **incidents, size_t *count) {
  casus_incident *made = casus_arena_array(s->arena, told->count, sizeof *made);
  if (!made) return casus_fail_memory(s->err);
  if (told->count) qsort(told->items, told->count, sizeof *told->items, by_pair);
  size_t kept = 0;
  for (size_t i = 0, end; i < told->count; i = end) {
    for (end = i + 1; end < told->count && same(&told->items[i].incident, &told->items[end].incident);) end++;
    int rc = CASUS_OK;
    if (end == i + 1)
      made[kept++] = told->items[i].incident;
    else
      rc = settle(s, &told->items[i], end - i, &made[kept++]);
    if (rc != CASUS_OK) return rc;
  }
  *incidents = made;
  *count = kept;
  return CASUS_OK;
}
