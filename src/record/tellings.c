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

static int count_stories(casus_stories *s, const casus_event_row *row, const mention_vec *mentions,
                         casus_telling *telling, casus_error *err) {
  casus_map stories = {0}, documents = {0};
  casus_arena *arena = casus_stories_arena(s);
  const casus_story *story;
  int code = casus_stories_of(s, row->document, &story, err);
  if (code) return code;
  casus_str own = story->id;
  bool any = recognisable(&row->event), first = true;
  for (size_t i = 0; i < mentions->count; i++) {
    const mention *m = &mentions->items[i];
    if ((code = casus_stories_of(s, m->document, &story, err))) return code;
    bool here = casus_str_eq(story->id, own);
    if (here && first) {
      telling->first = m->event;
      telling->reprinted = !casus_str_eq(m->document, row->document);
      first = false;
    }
    if (!here && !any) continue;
    if (!casus_map_set(&stories, arena, story->id, 0) || !casus_map_set(&documents, arena, m->document, 0))
      return casus_fail_memory(err);
  }
  telling->stories = stories.count;
  telling->documents = documents.count;
  return CASUS_OK;
}

int casus_stories_tellings(casus_stories *stories, const casus_event_row *events, size_t count,
                           casus_telling **tellings, casus_error *err) {
  casus_telling *made = casus_arena_array(casus_stories_arena(stories), count, sizeof *made);
  int code = made ? CASUS_OK : casus_fail_memory(err);
  for (size_t i = 0; !code && i < count; i++) {
    mention_vec mentions = {0};
    made[i] = (casus_telling){1, 1, events[i].event.id, false};
    code = read_mentions(stories, events[i].event.id, &mentions, err);
    if (!code && mentions.count > 1) code = count_stories(stories, &events[i], &mentions, &made[i], err);
  }
  if (!code) *tellings = made;
  return code;
}
