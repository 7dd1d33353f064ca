/* What stories.c shares with tellings.c. Private to record. */
#ifndef CASUS_RECORD_STORY_VIEW_H
#define CASUS_RECORD_STORY_VIEW_H

#include "record/story.h"

/* Binds the day and whether there is one: the conditions of a view in SQL. */
void casus_stories_bind_day(const casus_stories *stories, casus_cursor *cursor);
bool casus_stories_left_out(const casus_stories *stories, casus_str document);
casus_record *casus_stories_record(const casus_stories *stories);
casus_arena *casus_stories_arena(const casus_stories *stories);

#endif
