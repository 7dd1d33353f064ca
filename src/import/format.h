/* How a format is written: one casus_import_format in a file of its own, named in formats.c. Private to import. */
#ifndef CASUS_IMPORT_FORMAT_H
#define CASUS_IMPORT_FORMAT_H

#include "import/codes.h"
#include "import/csv.h"
#include "import/import.h"

typedef struct casus_importer casus_importer;

struct casus_import_format {
  const char *name;     /* as in `casus import NAME` */
  const char *layout;   /* of several under one name */
  const char *brings;   /* for people: "ties: alliance.defence and its kin, by pair and years" */
  const char *about;    /* the set and where it is had */
  const char *citation; /* "title: whose work, under what terms"; kept with the import */
  /* In the order of the format's own enum. "a|b": either name (case, spaces and signs do not count); "?a": may be
   * missing. Names of columns tell one layout from another: the first in the table whose columns are all there is it.
   */
  const char *const *columns;
  size_t column_count;
  /* For files without a header: what it would be, parted by spaces; the number of fields must be that. NULL: it has
   * one. */
  const char *header;
  /* What a newer vintage replaces: imports of the same series. NULL: of the same name and layout. */
  const char *series;
  bool unquoted;                   /* a quote at the start of a field is a letter like any other */
  bool machine_coded;              /* events that a program coded */
  bool ragged;                     /* a record may have fewer or more fields than the header */
  bool pieces;                     /* a set comes in several files: one never replaces another of another name */
  void (*row)(casus_importer *in); /* one record: adds ties, incidents, events, or says why not */
  void (*end)(casus_importer *in); /* after the last; NULL: nothing to do */
  size_t state_size;               /* bytes for in->state, zeroed */
};

struct casus_importer {
  const casus_import_format *format;
  casus_record *record;
  casus_csv *csv;
  casus_state_codes *codes;
  casus_arena *arena;   /* lives as long as the import */
  casus_arena *scratch; /* of the record at hand */
  void *state;
  uint64_t line;  /* of the record at hand; in `end`: set it before adding */
  size_t *places; /* [column_count] column -> field; SIZE_MAX: the file has none */
  size_t fields;  /* that the header has */
  const casus_import_options *options;
  casus_import_result *result;
  CASUS_VEC(casus_import_left) left;
  bool kept, skipped, left_out; /* what became of the record at hand */
  uint64_t reasons;             /* given for it */
  int rc;                       /* the first failure that ends the import sticks; rows need not look at it */
  casus_error *err;
};

/* The text of a column, trimmed; "" when the file has no such column. Borrowed until the next record: what is kept in
 * in->state must be copied. */
casus_str casus_import_field(const casus_importer *in, size_t column);
bool casus_import_has(const casus_importer *in, size_t column); /* the file has the column */
/* "", "NA", "NULL", "NaN" or "." */
bool casus_import_missing(casus_str field);

/* Of the record at hand: why it cannot be used. A record skipped for several reasons counts once. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void casus_import_skip(casus_importer *in, const char *format, ...);
/* It is well-formed and brings nothing here: `reason` is a constant, rows are counted by it. */
void casus_import_leave(casus_importer *in, const char *reason);
/* It is used, though what it brings may come with a later record or in `end`. */
void casus_import_keep(casus_importer *in);

/* Values of columns. False: the record was skipped, with the reason. */
bool casus_import_int(casus_importer *in, size_t column, int64_t *value);
bool casus_import_int_or(casus_importer *in, size_t column, int64_t missing, int64_t *value);
bool casus_import_number_or(casus_importer *in, size_t column, double missing, double *value);
/* 2024, 2024-06, 2024-06-22 (a time of day behind it is dropped), 20240622, "22 June 2024", "22-Jun-2024"; missing:
 * unknown. */
bool casus_import_date(casus_importer *in, size_t column, casus_date *date);
/* From three columns; a month or day that is missing, negative or 0 lowers the precision, a missing year: unknown. */
bool casus_import_ymd(casus_importer *in, size_t year, size_t month, size_t day, casus_date *date);

/* The state (alpha-3, lives as long as the import) that a column's code means on a day. */
bool casus_import_state(casus_importer *in, size_t column, casus_code_system system, casus_date when, casus_str *state);

/* Each adds one item that in->line brings; the line and what they share are filled in here. Skips the record when a tie
 * ends before it starts, when both sides are the same, or a date is missing that must be there. Order of the sides of
 * an incident does not matter. Texts may be borrowed. */
void casus_import_tie(casus_importer *in, const casus_imported_tie *tie);
void casus_import_incident(casus_importer *in, const casus_imported_incident *incident);
void casus_import_event(casus_importer *in, const casus_imported_event *event);

#endif
