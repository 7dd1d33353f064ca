/* record: documents, sentences, events, statements, ties and issues in SQLite. The only room with SQL.
 * Facts are dated, sourced and append-only. */
#ifndef CASUS_RECORD_H
#define CASUS_RECORD_H

#include "base/base.h"
#include "coder/coder.h"

typedef struct casus_record casus_record;

/* Open or create; ":memory:" for none on disk. Migrates an older schema; refuses a newer one, and what is no record
 * (CASUS_E_DATA). read_only neither makes nor changes anything. Waits up to 10 s for another writer, then
 * CASUS_E_SYSTEM. A handle is for one thread at a time. */
int casus_record_open(const char *path, bool read_only, casus_record **record, casus_error *err);
void casus_record_free(casus_record *record);

/* What was done about it. */
typedef enum casus_done {
  CASUS_DONE_SKIPPED,
  CASUS_DONE_CUT,
  CASUS_DONE_GUESSED,
  CASUS_DONE_REPAIRED,
  CASUS_DONE_COUNT
} casus_done;

/* Something that was not read as it stands. The record keeps a row of path, ordinal, at and reason. */
typedef struct casus_issue {
  casus_str path;
  uint64_t ordinal; /* of the document within its input */
  size_t at;        /* byte of the unpacked input */
  casus_str reason; /* for people */
  casus_fault kind;
  casus_done done;
  uint64_t line; /* from 1, on which the document begins, or of an imported table; 0: unknown */
  bool whole;    /* the input as a whole: no document, byte or line of it */
} casus_issue;

/* Store a document with all that was coded from it, in one transaction: whole or absent. `seen`: the day it was read,
 * told by the caller. *added is false when it is there already (nothing is written then): the same content with the
 * same id; where the input gave no id (it is the content id), of the same publisher and url. The same content printed
 * elsewhere is another document of the same story. An id that is taken gives way to one made of the content, and those
 * of the document's events, statements and ties are made anew from that and the coder's. CASUS_E_INPUT: a number that
 * is not finite, or a sentence, event, day, type or status out of range; nothing is written then. */
int casus_record_add(casus_record *record, const casus_document *document, const casus_text *text,
                     const casus_coding *coding, casus_date seen, bool *added, casus_error *err);
/* From now on additions may share a transaction, so that the disk is not waited for after each; they are kept for good
 * by casus_record_settle, which the caller calls often: other writers wait meanwhile, and a process that dies takes
 * what is not settled along. One that fails is undone alone, or, where the disk is full, with all that
 * are open. What is open when the record is freed is undone. */
void casus_record_gather(casus_record *record);
int casus_record_settle(casus_record *record, casus_error *err);
/* The id under which a document that was added is kept, in `arena`. */
int casus_record_id_of(casus_record *record, const casus_document *document, casus_arena *arena, casus_str *id,
                       casus_error *err);
/* The same issue is kept once. */
int casus_record_add_issue(casus_record *record, const casus_issue *issue, casus_error *err);

/* What may be asked. Zeroed: everything. Dates are inclusive. */
typedef struct casus_filter {
  /* events and ties that touch this actor (and that one); statements that such a one makes or that are about such an
   * event; documents that hold such an event */
  casus_str actor, other;
  casus_str document; /* document id */
  casus_str type;     /* event type name or tie kind, whole or its first word ("alliance") */
  casus_str status;
  double min_confidence; /* of events and ties */
  casus_str speaker;     /* substring of a speaker's name, without case */
  /* day of the event; of publication for documents and statements; ties that held at some time in between (from the
   * document's day when they tell no first one). Unknown: open. Months and years count with all their days. */
  casus_date since, until;
  casus_date as_of; /* only documents published by that day (without a day: seen by that day) */
  size_t limit;     /* 0: no limit */
} casus_filter;

typedef struct casus_document_row {
  casus_str id, content, title, publisher, url, language, path;
  casus_date date;
  uint64_t sentences, events, statements, ties;
  uint64_t ordinal, place; /* in its file, as in casus_document */
  casus_str encoding;
  casus_note *notes; /* as in casus_document */
  size_t note_count;
} casus_document_row;

/* An event, statement or tie as recorded: the item, whole, with its document and sentence. */
typedef struct casus_event_row {
  casus_event event;
  casus_str document, sentence_text;
  casus_span sentence_span;
  casus_date published;
} casus_event_row;
typedef struct casus_statement_row {
  casus_statement statement;
  casus_str document, text;
  casus_str *about, *expects;
  casus_date published;
} casus_statement_row; /* event ids, about_count and expects_count of them */
typedef struct casus_tie_row {
  casus_tie tie;
  casus_str document, sentence_text;
  casus_span sentence_span;
  casus_str event;
  casus_date published;
} casus_tie_row; /* event: id or empty */

/* Rows in the order of (published, document, sentence, position); undated documents last. Results belong to `arena`.
 * `filter` may be NULL. An event's text is its sentence, a statement's the words of its span. */
int casus_record_documents(casus_record *record, const casus_filter *filter, casus_arena *arena,
                           casus_document_row **rows, size_t *count, casus_error *err);
int casus_record_events(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_event_row **rows,
                        size_t *count, casus_error *err);
int casus_record_statements(casus_record *record, const casus_filter *filter, casus_arena *arena,
                            casus_statement_row **rows, size_t *count, casus_error *err);
int casus_record_ties(casus_record *record, const casus_filter *filter, casus_arena *arena, casus_tie_row **rows,
                      size_t *count, casus_error *err);
/* The clean text of one document; CASUS_E_INPUT when unknown. */
int casus_record_text(casus_record *record, casus_str document, casus_arena *arena, casus_str *text, casus_error *err);

/* An imported data set. Texts are copied into the record; those that are not told have ptr NULL. */
typedef struct casus_import {
  casus_str name, layout; /* "atop", "dyads" */
  casus_str series;       /* a newer vintage replaces an older one of the same series */
  casus_str path;         /* the file, as named by the user */
  casus_str content;      /* content id of its bytes */
  casus_str citation;     /* whose data, under what terms */
  casus_date vintage;     /* the day the set was out */
  casus_date imported;
  uint64_t read, kept, left_out, skipped; /* rows; left out: well-formed, and nothing for this record */
} casus_import;

typedef struct casus_imported_tie {
  casus_tie tie; /* kind to year, source (ptr NULL: the set itself) and note; the rest unused */
  casus_str treaty;
  uint64_t line;
} casus_imported_tie;

/* A number that may not be told: zeroed, it is not. */
typedef struct casus_maybe {
  bool known;
  int value;
} casus_maybe;

typedef struct casus_imported_incident {
  casus_str a, b;         /* alpha-3 codes, a before b */
  casus_date first, last; /* last may be unknown */
  int level;              /* 2 threat, 3 show, 4 use of force, 5 war */
  bool fatal;
  casus_str dispute, name;        /* the set's own number, what it is called */
  casus_maybe level_a, level_b;   /* of each side: 1 no militarised act, 2 … 5 as above */
  casus_maybe fatality;           /* 0 none … 6 a thousand and more */
  casus_maybe origin_a, origin_b; /* 1: on its side from the first day; 0: joined */
  uint64_t line;
} casus_imported_incident;

/* An event of a data set. Unlike the record's own, it has no sentence, and its confidence is not known. */
typedef struct casus_imported_event {
  casus_date date, last;                        /* last: of what is dated by a range; unknown: it is not */
  casus_str source, source_sector, source_name; /* actor code, sector, name as the set has it; any may be empty */
  casus_str target, target_sector, target_name;
  casus_event_type type;
  casus_str mode, cameo, context;
  double intensity; /* NaN: not told */
  int64_t deaths;   /* -1: not told */
  casus_maybe deaths_low, deaths_high;
  casus_str place, place_state;
  casus_maybe place_precision;
  bool placed; /* lat and lon are told */
  double lat, lon;
  casus_maybe mentions;      /* in how many texts the set found it */
  casus_str text, reference; /* what the set says of it; its id there */
  uint64_t line;
} casus_imported_event;

/* One import is one transaction: begin, add rows, end. *known: the same content is there already as that series;
 * nothing is begun then. Any failure, and casus_record_import_abort, leaves the record as it was. Between begin and end
 * the handle does nothing else. */
int casus_record_import_begin(casus_record *record, const casus_import *import, bool *known, casus_error *err);
int casus_record_import_tie(casus_record *record, const casus_imported_tie *tie, casus_error *err);
int casus_record_import_incident(casus_record *record, const casus_imported_incident *incident, casus_error *err);
int casus_record_import_event(casus_record *record, const casus_imported_event *event, casus_error *err);
/* n: of several reasons on one line. */
int casus_record_import_issue(casus_record *record, uint64_t line, uint64_t n, casus_str reason, casus_error *err);
/* Keeps it, with the counts of `import`. */
int casus_record_import_end(casus_record *record, const casus_import *import, casus_error *err);
void casus_record_import_abort(casus_record *record);

/* A skipped line of an import. */
typedef struct casus_import_issue {
  uint64_t line;
  casus_str reason;
} casus_import_issue;

/* Imports in the order they were made, each with its number, by which its rows are asked for. */
typedef struct casus_import_row {
  int64_t number;
  casus_import import;
} casus_import_row;
int casus_record_imports(casus_record *record, casus_arena *arena, casus_import_row **rows, size_t *count,
                         casus_error *err);
int casus_record_import_issues(casus_record *record, int64_t number, casus_arena *arena, casus_import_issue **issues,
                               size_t *count, casus_error *err);

/* Where an imported row comes from. */
typedef struct casus_import_origin {
  casus_str name, title; /* "atop"; the citation up to its colon */
  casus_str path, content;
  casus_date vintage;
  uint64_t line;
} casus_import_origin;
/* "Correlates of War Formal Alliances, vintage 2012-12-31, line 17 of alliance.csv". ptr NULL: out of memory. */
casus_str casus_import_words(const casus_import_origin *origin, casus_arena *arena);
/* "import:atop:1a2b3c4d:17" */
casus_str casus_import_id(const casus_import_origin *origin, casus_arena *arena);
typedef struct casus_imported_tie_row {
  casus_tie tie; /* without an id */
  casus_str treaty;
  casus_import_origin origin;
} casus_imported_tie_row;
typedef struct casus_imported_incident_row {
  casus_imported_incident incident;
  casus_import_origin origin;
} casus_imported_incident_row;

typedef struct casus_imported_event_row {
  casus_imported_event event;
  casus_import_origin origin;
} casus_imported_event_row;

/* Imported events in the order of their days, of the newest vintage of each series that was out by the filter's as_of.
 * A filter by status, confidence or speaker lets none through: sets do not tell these. `filter` may be NULL. */
int casus_record_imported_events(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                 casus_imported_event_row **rows, size_t *count, casus_error *err);

/* What imports tell of a day, by what was out by `as_of` (unknown: all of it): of each series the newest vintage, of
 * equal ones the one imported last. Ties that hold on the day; incidents that began by then. In the order imported. */
int casus_record_imported_ties(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                               casus_imported_tie_row **rows, size_t *count, casus_error *err);
int casus_record_imported_incidents(casus_record *record, casus_date as_of, casus_date day, casus_arena *arena,
                                    casus_imported_incident_row **rows, size_t *count, casus_error *err);

/* Those of any day that a filter lets through: actor, other, type (of ties), since, until, as_of, limit. By first day.
 */
int casus_record_find_imported_ties(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                    casus_imported_tie_row **rows, size_t *count, casus_error *err);
int casus_record_find_imported_incidents(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                         casus_imported_incident_row **rows, size_t *count, casus_error *err);

/* The newest set of arms deliveries with values ("arms.delivery"); number 0: there is none. */
typedef struct casus_arms_set {
  int64_t number;
  casus_import_origin origin; /* without a line */
  casus_date newest;          /* year */
} casus_arms_set;
/* What one state delivered to another in a year: the sum over deals. */
typedef struct casus_delivery {
  casus_str from, to, unit;
  casus_date year;
  double amount;
  uint64_t deals;
} casus_delivery;
int casus_record_arms_set(casus_record *record, casus_date as_of, casus_arena *arena, casus_arms_set *set,
                          casus_error *err);
/* By recipient, supplier, year; years from `first` to `last`. */
int casus_record_deliveries(casus_record *record, const casus_arms_set *set, casus_date first, casus_date last,
                            casus_arena *arena, casus_delivery **rows, size_t *count, casus_error *err);

/* The record's own invariants: schema, spans inside sentences inside documents, ids resolve, foreign keys,
 * integrity_check. Each fault is handed to `fault`; returns CASUS_E_CHECK when there was one. */
int casus_record_check(casus_record *record, void (*fault)(void *context, casus_str text), void *context,
                       casus_error *err);

/* Which documents tell one story: reprints and updates of one text, whoever printed it (docs/decisions, on stories).
 * Only the documents of the view count: one that is published later may join two stories, but not on an earlier day. */
typedef struct casus_story_view {
  casus_date as_of;         /* as in a filter */
  const casus_str *without; /* ids of documents that are left out; borrowed */
  size_t without_count;
} casus_story_view;
typedef struct casus_story {
  casus_str id;         /* of its first document */
  casus_str *documents; /* ids, in the order of publication */
  size_t document_count;
} casus_story;
typedef struct casus_stories casus_stories;
/* Belongs to `arena`; what is recorded afterwards may be missing in it. */
int casus_stories_open(casus_record *record, const casus_story_view *view, casus_arena *arena, casus_stories **stories,
                       casus_error *err);
/* The story of a document; until the next call. CASUS_E_INPUT when the document is not in the view. */
int casus_stories_of(casus_stories *stories, casus_str document, const casus_story **story, casus_error *err);

/* How often an event is told. The same event: type, mode, status, parties and day; reports that leave a side or the day
 * open tell the same only within a story. */
typedef struct casus_telling {
  size_t stories, documents; /* that tell it */
  casus_str first;           /* id of the event that tells it first in this story; it may be this one */
  bool reprinted;            /* that one is in another document: this one only prints it again */
} casus_telling;
/* tellings[count], one for each event, from all documents of the view. Belongs to the arena of `stories`. */
int casus_stories_tellings(casus_stories *stories, const casus_event_row *events, size_t count,
                           casus_telling **tellings, casus_error *err);

/* The record's own invariants: schema, spans inside sentences inside documents, ids resolve, foreign keys,
 * integrity_check. Each fault is handed to `fault`; returns CASUS_E_CHECK when there was one. */
int casus_record_check(casus_record *record, void (*fault)(void *context, casus_str text), void *context,
                       casus_error *err);

#endif
