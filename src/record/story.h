/* Which documents tell one story. Private to record; why so: docs/decisions on stories. */
#ifndef CASUS_RECORD_STORY_H
#define CASUS_RECORD_STORY_H

#include "record/add.h"
#include "record/wording.h"

/* Two texts that are alike are of one story when their numbers and their days say so: a form that is filled in every
 * day keeps its words and changes its numbers. An unknown day is like any. Days apart, at most: */
enum {
  CASUS_STORY_SAME_DAYS = 31, /* the same words */
  CASUS_STORY_DAYS = 3,       /* the same numbers */
};
/* `days` between the two; negative: one is unknown. */
bool casus_story_joins(casus_likeness likeness, int64_t days);

/* Whether a document of these words is recorded before the one of that row. */
int casus_story_known(casus_record *record, casus_str wording, int64_t before, bool *known, casus_error *err);
/* Looks for recorded texts that are alike, and remembers them. Once for each wording, under its first document: `row`.
 */
int casus_story_link(casus_record *record, int64_t row, const casus_wording *wording, casus_error *err);
/* The same for all documents of a record that had no wordings yet. */
int casus_story_link_all(casus_record *record, casus_error *err);

#endif
