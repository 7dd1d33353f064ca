/* Imported rows: how they are asked for and read. Private to record. */
#ifndef CASUS_RECORD_IMPORTED_H
#define CASUS_RECORD_IMPORTED_H

#include "record/query.h"

/* i is an import that counts by `as_of` (NULL: by now): no other of its series is newer, or as new and imported later.
 */
#define CASUS_IMPORT_COUNTS(as_of)                                                                                     \
  "i.import = (SELECT j.import FROM imports j WHERE j.series = i.series AND (" as_of " IS NULL OR "                    \
  "casus_last_day(j.vintage, j.vintage_precision) <= " as_of ") "                                                      \
  "ORDER BY casus_last_day(j.vintage, j.vintage_precision) DESC, j.import DESC LIMIT 1)"

#define CASUS_IMPORT_ORIGIN "i.name, i.citation, i.path, i.content, i.vintage, i.vintage_precision"
#define CASUS_IMPORTED_TIES                                                                                            \
  "SELECT " CASUS_IMPORT_ORIGIN ", t.line, t.kind, t.source_actor, t.target_actor, t.mutual, t.first_day, "            \
  "t.first_precision, t.last_day, t.last_precision, t.amount, t.unit, t.year, t.year_precision, t.treaty, t.source, "  \
  "t.note FROM imports i JOIN imported_ties t ON t.import = i.import"
#define CASUS_IMPORTED_INCIDENTS                                                                                       \
  "SELECT " CASUS_IMPORT_ORIGIN ", t.line, t.a, t.b, t.first_day, t.first_precision, t.last_day, t.last_precision, "   \
  "t.level, t.fatal, t.dispute, t.name, t.level_a, t.level_b, t.fatality, t.origin_a, t.origin_b "                     \
  "FROM imports i JOIN imported_incidents t ON t.import = i.import"

/* Six columns; without a line. */
casus_import_origin casus_take_origin(casus_cursor *cursor, casus_arena *arena);
casus_maybe casus_take_maybe(casus_cursor *cursor); /* NULL: not told */
void casus_take_imported_tie(casus_cursor *cursor, casus_arena *arena, casus_imported_tie_row *row);
void casus_take_imported_incident(casus_cursor *cursor, casus_arena *arena, casus_imported_incident_row *row);

/* All rows of a bound cursor, which is finalized; the last statement of a function with `arena` and `err`. */
#define CASUS_TAKE_ALL(cursor, type, take, rows, count)                                                                \
  CASUS_VEC(type) list = {0};                                                                                          \
  int code = CASUS_OK;                                                                                                 \
  while (code == CASUS_OK && (code = casus_sql_next(&(cursor), err)) == CASUS_OK) {                                    \
    type *row = casus_vec_push(&list, arena);                                                                          \
    if (row)                                                                                                           \
      take(&(cursor), arena, row);                                                                                     \
    else                                                                                                               \
      code = casus_fail_memory(err);                                                                                   \
  }                                                                                                                    \
  sqlite3_finalize((cursor).statement);                                                                                \
  if (code == CASUS_END) *(rows) = list.items, *(count) = list.count;                                                  \
  return code == CASUS_END ? CASUS_OK : code

#endif
