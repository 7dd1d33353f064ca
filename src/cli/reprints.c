#include "cli/cli.h"

/* Where the rows do not hold the first telling of a story, the first that they hold stands for it. */
static int stand_in(casus_arena *arena, casus_telling *tellings, size_t count, casus_error *err) {
  casus_map listed = {0};
  for (size_t i = 0; i < count; i++) {
    if (tellings[i].reprinted) tellings[i].reprinted = casus_map_get(&listed, tellings[i].first, NULL);
    if (!casus_map_set(&listed, arena, tellings[i].first, 0)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

int casus_cli_tellings(casus_record *record, casus_date as_of, casus_arena *arena, const casus_event_row *rows,
                       size_t count, casus_telling **tellings, casus_error *err) {
  casus_story_view view = {.as_of = as_of};
  casus_stories *stories;
  int rc = casus_stories_open(record, &view, arena, &stories, err);
  if (rc == CASUS_OK) rc = casus_stories_tellings(stories, rows, count, tellings, err);
  return rc == CASUS_OK ? stand_in(arena, *tellings, count, err) : rc;
}
