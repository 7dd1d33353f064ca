/* The tables of the record and their history. Private to record. */
#ifndef CASUS_RECORD_SCHEMA_H
#define CASUS_RECORD_SCHEMA_H

#include <sqlite3.h>

/* "CASU": PRAGMA application_id, so that a record is told from any other SQLite file. */
enum { CASUS_SCHEMA_APPLICATION = 0x43415355 };

/* Number of migrations = PRAGMA user_version of a record that is up to date. */
extern const int casus_schema_version;

/* Older records have documents without wordings, or with those of another rule: casus_story_link_all. */
enum { CASUS_SCHEMA_STORIES = 10 };
/* And before this one without sums: casus_sum_all. A later version that changes a summed table takes what it changes
 * out of the sums before and adds it after, so that damage stays told: casus_sum_stories. */
enum { CASUS_SCHEMA_SUMS = 9 };

/* Takes a database from version `from` (0: empty) to version `to`, inside the caller's transaction, with foreign keys
 * off; leaves the stamps to the caller. Returns a SQLite result code. A migration that was ever released is never
 * changed: a new one is added. */
int casus_schema_run(sqlite3 *db, int from, int to);

#endif
