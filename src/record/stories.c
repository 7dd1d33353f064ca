/* Which documents tell one story: those that are reached from one another through the same words and through links.
 *
 * The documents of one wording and one day are a cell; it joins another cell of the same wording, or of one that is
 * linked, when the days allow it. A story is walked when it is first asked for; cost: linear in its cells and links. */
#include "record/story_view.h"

#include <stdlib.h>

/* Documents with the same words and day. */
typedef struct cell {
  casus_date day; /* unknown unless it is a day */
  size_t first, count;
  bool walked;
} cell;

typedef struct link {
  casus_str wording;
  casus_likeness likeness;
} link;

typedef struct member {
  casus_str id;
  casus_date published;
} member;

typedef struct wording_node {
  casus_str id;
  CASUS_VEC(member) members; /* that are within the view, by day */
  CASUS_VEC(cell) cells;
  CASUS_VEC(link) links;
} wording_node;

typedef struct place {
  size_t node, cell;
} place;

struct casus_stories {
  casus_record *record;
  casus_arena *arena;
  casus_story_view view;
  casus_map left_out;   /* ids of documents */
  casus_map nodes_of;   /* wording -> place in nodes */
  casus_map stories_of; /* id of a document -> place in stories */
  CASUS_VEC(wording_node *) nodes;
  CASUS_VEC(casus_story) stories;
  CASUS_VEC(place) reached;
};

void casus_stories_bind_day(const casus_stories *stories, casus_cursor *cursor) {
  casus_date as_of = stories->view.as_of;
  casus_bind_int(cursor, casus_date_known(as_of) ? casus_date_last_day(as_of) : 0);
  casus_bind_int(cursor, casus_date_known(as_of));
}

bool casus_stories_left_out(const casus_stories *stories, casus_str document) {
  return casus_map_get(&stories->left_out, document, NULL);
}

casus_record *casus_stories_record(const casus_stories *stories) { return stories->record; }
casus_arena *casus_stories_arena(const casus_stories *stories) { return stories->arena; }

static int read_members(casus_stories *s, wording_node *node, casus_error *err) {
  casus_cursor cursor = casus_sql_use(s->record, CASUS_SQL_WORDING_DOCUMENTS);
  casus_bind_text(&cursor, node->id);
  casus_stories_bind_day(s, &cursor);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    member m = {.id = casus_take_text(&cursor, s->arena)};
    m.published = casus_take_date(&cursor);
    if (!cursor.rc && casus_stories_left_out(s, m.id)) continue;
    member *slot = casus_vec_push(&node->members, s->arena);
    if (!slot) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    *slot = m;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

static int read_links(casus_stories *s, wording_node *node, casus_error *err) {
  casus_cursor cursor = casus_sql_use(s->record, CASUS_SQL_WORDING_LINKS);
  casus_bind_text(&cursor, node->id);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    link l = {.wording = casus_take_text(&cursor, s->arena)};
    l.likeness.changed = casus_take_u32(&cursor);
    l.likeness.kept = casus_take_u32(&cursor);
    link *slot = casus_vec_push(&node->links, s->arena);
    if (!slot) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    *slot = l;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

/* A month or a year is no day. */
static casus_date exact(casus_date date) {
  return date.precision == CASUS_DATE_DAY ? date : (casus_date){0, CASUS_DATE_NONE};
}

/* Members come in the order of their days. */
static int make_cells(casus_stories *s, wording_node *node, casus_error *err) {
  for (size_t i = 0; i < node->members.count; i++) {
    casus_date day = exact(node->members.items[i].published);
    cell *last = node->cells.count ? &node->cells.items[node->cells.count - 1] : NULL;
    if (!last || last->day.precision != day.precision || last->day.day != day.day) {
      if (!(last = casus_vec_push(&node->cells, s->arena))) return casus_fail_memory(err);
      *last = (cell){.day = day, .first = i};
    }
    last->count++;
  }
  return CASUS_OK;
}

static int node_of(casus_stories *s, casus_str wording, size_t *at, casus_error *err) {
  uint32_t known;
  if (casus_map_get(&s->nodes_of, wording, &known)) return *at = known, CASUS_OK;
  wording_node *node = casus_arena_alloc(s->arena, sizeof *node), **slot = casus_vec_push(&s->nodes, s->arena);
  if (!node || !slot) return casus_fail_memory(err);
  *slot = node;
  *at = s->nodes.count - 1;
  node->id = wording;
  if (!casus_map_set(&s->nodes_of, s->arena, wording, (uint32_t)*at)) return casus_fail_memory(err);
  int code = read_members(s, node, err);
  if (!code) code = read_links(s, node, err);
  return code ? code : make_cells(s, node, err);
}

/* Negative: one day is unknown. */
static int64_t days_between(casus_date a, casus_date b) {
  return casus_date_known(a) && casus_date_known(b) ? llabs((int64_t)a.day - b.day) : -1;
}

static int reach(casus_stories *s, size_t node, size_t at, casus_error *err) {
  cell *c = &s->nodes.items[node]->cells.items[at];
  place *slot = c->walked ? NULL : casus_vec_push(&s->reached, s->arena);
  if (!c->walked && !slot) return casus_fail_memory(err);
  if (slot) *slot = (place){node, at};
  c->walked = true;
  return CASUS_OK;
}

/* The other cells of the same words, and those of the words that a link leads to. */
static int reach_from(casus_stories *s, place from, casus_error *err) {
  const wording_node *here = s->nodes.items[from.node];
  casus_date day = here->cells.items[from.cell].day;
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < here->cells.count; i++)
    if (days_between(day, here->cells.items[i].day) <= CASUS_STORY_SAME_DAYS) code = reach(s, from.node, i, err);
  for (size_t i = 0; !code && i < here->links.count; i++) {
    size_t other;
    if ((code = node_of(s, here->links.items[i].wording, &other, err))) break;
    const wording_node *there = s->nodes.items[other];
    for (size_t k = 0; !code && k < there->cells.count; k++)
      if (casus_story_joins(here->links.items[i].likeness, days_between(day, there->cells.items[k].day)))
        code = reach(s, other, k, err);
  }
  return code;
}

static int by_publication(const void *x, const void *y) {
  const member *a = x, *b = y;
  bool known = casus_date_known(a->published);
  if (known != casus_date_known(b->published)) return known ? -1 : 1;
  if (known && a->published.day != b->published.day) return a->published.day < b->published.day ? -1 : 1;
  if (a->published.precision != b->published.precision) return a->published.precision < b->published.precision ? -1 : 1;
  return casus_str_cmp(a->id, b->id);
}

/* The cells reached from `first` on are one story. */
static int keep_story(casus_stories *s, size_t first, casus_error *err) {
  size_t count = 0;
  for (size_t i = first; i < s->reached.count; i++)
    count += s->nodes.items[s->reached.items[i].node]->cells.items[s->reached.items[i].cell].count;
  member *members = casus_arena_array(s->arena, count, sizeof *members);
  casus_str *ids = casus_arena_array(s->arena, count, sizeof *ids);
  casus_story *story = casus_vec_push(&s->stories, s->arena);
  if (!members || !ids || !story) return casus_fail_memory(err);
  size_t n = 0;
  for (size_t i = first; i < s->reached.count; i++) {
    const wording_node *node = s->nodes.items[s->reached.items[i].node];
    const cell *c = &node->cells.items[s->reached.items[i].cell];
    for (size_t k = 0; k < c->count; k++) members[n++] = node->members.items[c->first + k];
  }
  qsort(members, count, sizeof *members, by_publication);
  *story = (casus_story){.id = members[0].id, .documents = ids, .document_count = count};
  for (size_t i = 0; i < count; i++) {
    ids[i] = members[i].id;
    if (!casus_map_set(&s->stories_of, s->arena, ids[i], (uint32_t)(s->stories.count - 1)))
      return casus_fail_memory(err);
  }
  return CASUS_OK;
}

static int walk(casus_stories *s, casus_str wording, casus_str document, casus_error *err) {
  size_t node, first = s->reached.count;
  int code = node_of(s, wording, &node, err);
  const wording_node *start = code ? NULL : s->nodes.items[node];
  for (size_t i = 0; !code && i < start->cells.count; i++)
    for (size_t k = 0; !code && k < start->cells.items[i].count; k++)
      if (casus_str_eq(start->members.items[start->cells.items[i].first + k].id, document))
        code = reach(s, node, i, err);
  if (!code && s->reached.count == first)
    return casus_fail(err, CASUS_E_INPUT, 0, "document %.*s is not among those looked at", CASUS_STR_FMT(document));
  for (size_t i = first; !code && i < s->reached.count; i++) code = reach_from(s, s->reached.items[i], err);
  return code ? code : keep_story(s, first, err);
}

static int wording_of(casus_stories *s, casus_str document, casus_str *wording, casus_error *err) {
  casus_cursor cursor = casus_sql_use(s->record, CASUS_SQL_WORDING_OF);
  casus_bind_text(&cursor, document);
  int code = casus_sql_next(&cursor, err);
  if (code == CASUS_END)
    return casus_fail(err, CASUS_E_INPUT, 0, "no document %.*s in the record", CASUS_STR_FMT(document));
  if (code) return code;
  *wording = casus_take_text(&cursor, s->arena);
  return casus_sql_close(&cursor, err);
}

int casus_stories_open(casus_record *record, const casus_story_view *view, casus_arena *arena, casus_stories **stories,
                       casus_error *err) {
  casus_stories *made = casus_arena_alloc(arena, sizeof *made);
  if (!made) return casus_fail_memory(err);
  made->record = record;
  made->arena = arena;
  made->view = *view;
  for (size_t i = 0; i < view->without_count; i++)
    if (!casus_map_set(&made->left_out, arena, view->without[i], 0)) return casus_fail_memory(err);
  *stories = made;
  return CASUS_OK;
}

int casus_stories_of(casus_stories *stories, casus_str document, const casus_story **story, casus_error *err) {
  uint32_t at;
  if (!casus_map_get(&stories->stories_of, document, &at)) {
    casus_str wording;
    int code = wording_of(stories, document, &wording, err);
    if (!code) code = walk(stories, wording, document, err);
    if (code) return code;
    casus_map_get(&stories->stories_of, document, &at);
  }
  *story = &stories->stories.items[at];
  return CASUS_OK;
}
