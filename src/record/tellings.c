/* How many documents, and how many stories, tell one event. */
#include "record/story_view.h"

typedef struct mention {
  casus_str event, document;
} mention;

typedef CASUS_VEC(mention) mention_vec;

static int read_mentions(casus_stories *s, casus_str event, mention_vec *mentions, casus_error *err) {
  casus_cursor cursor = casus_sql_use(casus_stories_record(s), CASUS_SQL_SAME_EVENTS);
  casus_bind_text(&cursor, event);
  casus_stories_bind_day(s, &cursor);
  int code;
  while ((code = casus_sql_next(&cursor, err)) == CASUS_OK) {
    mention m = {casus_take_text(&cursor, casus_stories_arena(s)), casus_take_text(&cursor, casus_stories_arena(s))};
    if (!cursor.rc && casus_stories_left_out(s, m.document)) continue;
    mention *slot = casus_vec_push(mentions, casus_stories_arena(s));
    if (!slot) {
      casus_sql_close(&cursor, NULL);
      return casus_fail_memory(err);
    }
    *slot = m;
  }
  return code == CASUS_END ? CASUS_OK : code;
}

static bool named(const casus_party *parties, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (parties[i].actor.len) return true;
  return false;
}

/* Enough is told to know the event again in the words of another. */
static bool recognisable(const casus_event *e) {
  return casus_date_known(e->date) && named(e->source, e->source_count) && named(e->target, e->target_count);
}

/* What one story tells of an event. */
typedef struct share {
  casus_str first, document; /* the event that tells it first, and where */
  size_t documents;
} share;

/* All events that are the same, summed up once, however many there are. */
typedef struct kin {
  CASUS_VEC(share) shares;
  casus_map stories; /* place among the shares, by the story */
  size_t documents;
} kin;

static int add_mention(casus_stories *s, kin *all, const mention *m, bool again, casus_error *err) {
  casus_arena *arena = casus_stories_arena(s);
  const casus_story *story;
  uint32_t place;
  int code = casus_stories_of(s, m->document, &story, err);
  if (code) return code;
  if (!casus_map_get(&all->stories, story->id, &place)) {
    place = (uint32_t)all->shares.count;
    share *new = casus_vec_push(&all->shares, arena);
    if (!new || !casus_map_set(&all->stories, arena, story->id, place)) return casus_fail_memory(err);
    *new = (share){m->event, m->document, 0};
  }
  all->shares.items[place].documents += !again;
  all->documents += !again;
  return CASUS_OK;
}

/* Mentions come document by document. */
static int sum_up(casus_stories *s, const mention_vec *mentions, kin *all, casus_error *err) {
  int code = CASUS_OK;
  for (size_t i = 0; !code && i < mentions->count; i++) {
    const mention *m = &mentions->items[i];
    bool again = i && casus_str_eq(m->document, mentions->items[i - 1].document);
    code = add_mention(s, all, m, again, err);
  }
  return code;
}

static int tell(casus_stories *s, const casus_event_row *row, const kin *all, casus_telling *telling,
                casus_error *err) {
  const casus_story *story;
  uint32_t place;
  int code = casus_stories_of(s, row->document, &story, err);
  if (code || !casus_map_get(&all->stories, story->id, &place)) return code;
  const share *own = &all->shares.items[place];
  bool any = recognisable(&row->event);
  *telling = (casus_telling){.stories = any ? all->shares.count : 1,
                             .documents = any ? all->documents : own->documents,
                             .first = own->first,
                             .reprinted = !casus_str_eq(own->document, row->document)};
  return CASUS_OK;
}

/* The kin of an event, found by it or by one of them before. */
typedef struct families {
  CASUS_VEC(kin) items;
  casus_map by_event;
} families;

static int find_kin(casus_stories *s, families *f, casus_str event, uint32_t *place, casus_error *err) {
  casus_arena *arena = casus_stories_arena(s);
  if (casus_map_get(&f->by_event, event, place)) return CASUS_OK;
  mention_vec mentions = {0};
  int code = read_mentions(s, event, &mentions, err);
  if (code) return code;
  *place = (uint32_t)f->items.count;
  kin *all = casus_vec_push(&f->items, arena);
  if (!all) return casus_fail_memory(err);
  *all = (kin){.documents = 0};
  for (size_t i = 0; i < mentions.count; i++)
    if (!casus_map_set(&f->by_event, arena, mentions.items[i].event, *place)) return casus_fail_memory(err);
  return sum_up(s, &mentions, all, err);
}

int casus_stories_tellings(casus_stories *stories, const casus_event_row *events, size_t count,
                           casus_telling **tellings, casus_error *err) {
  casus_telling *made = casus_arena_array(casus_stories_arena(stories), count, sizeof *made);
  families found = {.by_event = {0}};
  int code = made ? CASUS_OK : casus_fail_memory(err);
  for (size_t i = 0; !code && i < count; i++) {
    uint32_t place;
    made[i] = (casus_telling){1, 1, events[i].event.id, false};
    code = find_kin(stories, &found, events[i].event.id, &place, err);
    if (!code) code = tell(stories, &events[i], &found.items.items[place], &made[i], err);
  }
  if (!code) *tellings = made;
  return code;
}
