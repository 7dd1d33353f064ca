/* The tables of the record and their history. Private to record. */
#ifndef CASUS_RECORD_SCHEMA_H
#define CASUS_RECORD_SCHEMA_H

/* "CASU": PRAGMA application_id, so that a record is told from any other SQLite file. */
enum { CASUS_SCHEMA_APPLICATION = 0x43415355 };

/* Number of migrations = PRAGMA user_version of a record that is up to date. */
extern const int casus_schema_version;

/* The scripts that take a record from version `from` to `from` + 1: call with part 0, 1, … until NULL. NUL-ended SQL;
 * 0 <= from < casus_schema_version. A migration that was ever released is never changed: a new one is added. */
const char *casus_schema_script(int from, int part);

#endif
