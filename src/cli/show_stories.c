#include "cli/cli.h"

typedef struct telling {
  const casus_cli *cli;
  casus_arena *arena;
  casus_document_row *all; /* by that day */
  casus_map places;        /* id -> place in all */
  casus_stories *stories;
  casus_map shown; /* ids of stories */
} telling;

/* Every document of the day, whatever the filter: a story is shown whole. */
static int load(telling *t, casus_record *record, const casus_filter *filter, casus_error *err) {
  casus_filter by_day = {.as_of = filter->as_of};
  casus_story_view view = {.as_of = filter->as_of};
  size_t count = 0;
  int rc = casus_record_documents(record, &by_day, t->arena, &t->all, &count, err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++)
    if (!casus_map_set(&t->places, t->arena, t->all[i].id, (uint32_t)i)) rc = casus_fail_memory(err);
  return rc == CASUS_OK ? casus_stories_open(record, &view, t->arena, &t->stories, err) : rc;
}

static int show_story(telling *t, const casus_story *story, const casus_style *style, casus_buffer *out,
                      casus_error *err) {
  casus_story_row row = {.id = story->id, .count = story->document_count};
  row.documents = casus_arena_array(t->arena, row.count, sizeof *row.documents);
  if (!row.documents || !casus_map_set(&t->shown, t->arena, story->id, 0)) return casus_fail_memory(err);
  for (size_t i = 0; i < row.count; i++) {
    uint32_t at;
    if (!casus_map_get(&t->places, story->documents[i], &at))
      return casus_fail(err, CASUS_E_DATA, 0, "a story without its document");
    row.documents[i] = &t->all[at];
  }
  if (t->cli->json)
    casus_out_story_json(out, &row);
  else
    casus_out_story_line(out, &row, style);
  return CASUS_OK;
}

int casus_show_stories(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                       const casus_style *style, casus_buffer *out, casus_error *err) {
  telling t = {.cli = cli, .arena = arena};
  casus_filter unlimited = *filter;
  unlimited.limit = 0;
  casus_document_row *rows = NULL;
  size_t count = 0;
  int rc = casus_record_documents(record, &unlimited, arena, &rows, &count, err);
  if (rc == CASUS_OK) rc = load(&t, record, filter, err);
  for (size_t i = 0; rc == CASUS_OK && i < count && (!filter->limit || t.shown.count < filter->limit); i++) {
    const casus_story *story;
    rc = casus_stories_of(t.stories, rows[i].id, &story, err);
    if (rc == CASUS_E_INPUT) rc = casus_fail(err, CASUS_E_DATA, 0, "record: a document is not where its words are");
    if (rc == CASUS_OK && !casus_map_get(&t.shown, story->id, NULL)) rc = show_story(&t, story, style, out, err);
  }
  return rc;
}
