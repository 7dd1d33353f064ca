/* import: data sets that researchers know, by name, as dated and sourced rows of the record.
 * Formats are rows of a table (format.h); the file's layout is told by the names of its columns. */
#ifndef CASUS_IMPORT_H
#define CASUS_IMPORT_H

#include "record/record.h"

typedef struct casus_import_format casus_import_format;

/* What the program can import; index 0, 1, … until NULL. A name may have several layouts, one a format. */
const casus_import_format *casus_import_format_at(size_t index);
const char *casus_import_format_name(const casus_import_format *format);   /* "atop" */
const char *casus_import_format_layout(const casus_import_format *format); /* "dyads" */
const char *casus_import_format_brings(const casus_import_format *format); /* "ties: alliance.…", for people */
const char *casus_import_format_about(const casus_import_format *format);  /* the set and where it is had */
/* Its events were coded by a program, without a reader: none of them is a fact by itself. */
bool casus_import_is_machine_coded(casus_str name);
/* The columns it wants, "|" between names of one, in [] what may be missing. */
void casus_import_format_columns(const casus_import_format *format, casus_buffer *out);

typedef struct casus_import_options {
  const char *folder; /* of data files that win over the built-in ones; NULL: none */
  casus_date today;   /* must be known */
  casus_date vintage; /* the day the set was out; unknown: what the file tells, else today */
  /* Told of each skipped line, in order; NULL: nobody. */
  void (*skipped)(void *context, uint64_t line, casus_str reason);
  /* Asked now and then; false ends the import, and nothing of it stays. NULL: goes on. */
  bool (*go_on)(void *context, size_t done, size_t all);
  void *context;
} casus_import_options;

/* Rows that are well-formed and bring nothing here, by reason. */
typedef struct casus_import_left {
  const char *reason;
  uint64_t rows;
} casus_import_left;

typedef struct casus_import_result {
  casus_import import; /* with the counts */
  bool known;          /* the same content was imported before: nothing was done */
  uint64_t ties, incidents, events;
  casus_import_left *left;
  size_t left_count;
} casus_import_result;

enum { CASUS_IMPORT_FILE_LIMIT = 2047 << 20 }; /* bytes of one file */

/* Imports `bytes`, called `path`, in one transaction. Lines that cannot be used are told and counted, the rest is done.
 * CASUS_E_USAGE: no such name; CASUS_E_INPUT: not such a table, or no line of it could be used; nothing is kept then.
 * Texts of `result` belong to `arena`; it is filled also on failure, as far as it came. */
int casus_import_run(casus_record *record, casus_str name, casus_str path, casus_str bytes,
                     const casus_import_options *options, casus_arena *arena, casus_import_result *result,
                     casus_error *err);

#endif
