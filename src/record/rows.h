/* Reading rows back as the structs they were written from: what the kinds of rows share. Private to rows*.c. */
#ifndef CASUS_RECORD_ROWS_H
#define CASUS_RECORD_ROWS_H

#include "record/query.h"

/* One read of events, statements or ties. The text of the document at hand stays where SQLite keeps it. */
typedef struct casus_rows {
  casus_record *record;
  casus_arena *arena;
  casus_cursor rows;
  casus_cursor text_row;
  int64_t document; /* whose text `text` is; 0: none */
  casus_str text;
} casus_rows;

/* How one kind of rows is asked for and read. */
typedef struct casus_row_kind {
  const char *select, *order;
  const casus_conditions *conditions;
  size_t size;
  int (*read)(casus_rows *r, void *row, casus_error *err);
} casus_row_kind;

int casus_rows_read(casus_record *record, const casus_row_kind *kind, const casus_filter *filter, casus_arena *arena,
                    void **rows, size_t *count, casus_error *err);

/* A copy of the part of a document's text, cut to what there is. */
int casus_rows_span(casus_rows *r, int64_t document, casus_span span, casus_str *copy, casus_error *err);
casus_quantity casus_rows_quantity(casus_rows *r);
casus_status casus_rows_status(casus_cursor *row, casus_arena *arena);
casus_voice casus_rows_voice(casus_cursor *row, casus_arena *arena);

/* The items of a list that belongs to a row, in order. `take` fills one item from the cursor. */
typedef void (*casus_take_item)(casus_cursor *cursor, casus_arena *arena, void *item);
casus_cursor casus_rows_list_of(casus_rows *r, casus_sql which, int64_t row);
int casus_rows_list(casus_rows *r, casus_cursor cursor, casus_take_item take, size_t size, void **items, size_t *count,
                    casus_error *err);
int casus_rows_voices(casus_rows *r, casus_sql which, int64_t row, casus_voice **voices, size_t *count,
                      casus_error *err);
int casus_rows_texts(casus_rows *r, casus_sql which, int64_t row, casus_str **texts, size_t *count, casus_error *err);

/* For conditions: somebody of that name says it. */
#define CASUS_SAID_BY(table, key)                                                                                      \
  "EXISTS (SELECT 1 FROM " table " v WHERE v." key " AND casus_contains(v.name, :speaker))"

#endif
