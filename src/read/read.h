/* read: bytes of any kind -> documents. Untrusted input ends here. */
#ifndef CASUS_READ_H
#define CASUS_READ_H

#include "base/base.h"

typedef enum casus_format {
  CASUS_FORMAT_AUTO, /* told by content, not by name */
  CASUS_FORMAT_TEXT,
  CASUS_FORMAT_HTML,
  CASUS_FORMAT_JSONL, /* a JSON object a line */
  CASUS_FORMAT_JSON,  /* objects, alone, in a list or one behind the other; JSON Feed */
  CASUS_FORMAT_CSV,   /* or TSV: a first row with the names of the columns, a document a row */
  CASUS_FORMAT_FEED,  /* RSS 0.9 to 2.0, Atom */
  CASUS_FORMAT_OPML,  /* a list of feeds: each is named, none is fetched */
  CASUS_FORMAT_WARC,  /* WARC 1.0 and 1.1 */
  CASUS_FORMAT_COUNT
} casus_format;
const char *casus_format_name(casus_format format); /* as in --format */

/* What reading a document leaves to be said of it. */
typedef enum casus_note_kind {
  CASUS_NOTE_FOREIGN,    /* a part of the text, or all of it, in a language that is not coded: span, value: BCP 47 */
  CASUS_NOTE_LANGUAGE,   /* the language declared gave way to the one it is in; value: the one declared */
  CASUS_NOTE_GUESSED,    /* the encoding is a guess, by its letters; value: it */
  CASUS_NOTE_OVERRULED,  /* the encoding declared gave way; value: the one declared */
  CASUS_NOTE_LOST,       /* count: bytes that are no character in it; U+FFFD stands there */
  CASUS_NOTE_MENDED,     /* count: characters that had been encoded twice, and are right now */
  CASUS_NOTE_SUSPECT,    /* count: places that look so, and are left */
  CASUS_NOTE_COUNT
} casus_note_kind;
const char *casus_note_name(casus_note_kind kind); /* as in JSON and in the record */
typedef struct casus_note {
  casus_note_kind kind;
  casus_span span; /* of the text; empty: all of the document */
  uint64_t count;
  casus_str value;
} casus_note;

/* One report. All text belongs to the arena it was read into. */
typedef struct casus_document {
  casus_str id;      /* given by the input ("id" of a JSON line), else the content id; never empty */
  casus_str content; /* content id: 32 hex digits over title and text */
  casus_str text;    /* clean UTF-8: no site remains, lines end with \n, one paragraph or hard line a line */
  uint32_t *origin;  /* [text.len + 1] byte offset behind `start` of every byte of text; never decreasing,
                          but where HTML's rules move text out of a table */
  uint64_t start;  /* byte of the unpacked input that `origin` counts from: where the record begins; of a body that was
                        packed inside a WARC record, origin counts in the unpacked body */
  uint64_t place;  /* byte of the file itself where the record begins, or the packed member that holds it */
  casus_str title; /* ptr NULL when unknown, as the next ones */
  casus_str publisher;
  casus_str author;
  casus_str url;
  casus_str language; /* BCP 47 ("en"), as declared or detected; ptr NULL when unknown */
  casus_str path;     /* the file it came from, "-" for standard input */
  casus_str encoding; /* IANA name of the original */
  casus_date date;    /* of publication; unknown: precision NONE */
  casus_str never;    /* what stands where a date should and is none, such as 2024-02-30; ptr NULL: nothing does */
  uint64_t ordinal;   /* 0, 1, … within its input */
  uint64_t line;      /* of the unpacked input, from 1, on which the record begins; 0: none begins */
  uint64_t replaced;  /* bytes that made no character and are U+FFFD in the text; of a text or page as a whole */
  bool guessed;       /* the encoding is told by nobody; of a text or page as a whole */
  casus_note *notes;
  size_t note_count, note_room;
} casus_document;

/* What no input may pass. A record that does is refused with a word, and the next one is read. 0: the default. */
typedef struct casus_limits {
  size_t document;  /* bytes of one document as it stands in the input: 16 MiB */
  size_t text;      /* bytes of a document's text, once clean: 4 MiB */
  size_t line;      /* bytes of one line of JSON Lines or row of CSV: 16 MiB */
  size_t depth;     /* brackets or elements open at once in JSON and feeds: 256 (pages: 3,000, fixed) */
  uint64_t records; /* records of one input, the rest is left: no limit */
  size_t ratio;     /* bytes that a packed byte may become, counted from 32 MiB on: 300 */
} casus_limits;
void casus_limits_fill(casus_limits *limits); /* the defaults, where there is 0 */

typedef struct casus_read_options {
  casus_format format;
  casus_date date;    /* used when the document tells none (--date) */
  casus_str language; /* used when the document tells none (--lang) */
  casus_str charset;  /* as declared outside of the bytes; empty: not */
  casus_str encoding; /* taken whatever is declared (--encoding); empty: not */
  casus_str map;      /* "text=body,date=published": names of fields before the usual ones; empty: none */
  casus_limits limits;
  /* Asked while a pipe lets wait; true: give up, as without memory. NULL: waits on. */
  bool (*stopped)(void);
  size_t piece;            /* most bytes taken at once of an input in memory, for tests; 0: as many as fit */
  const char *data_folder; /* see casus_data_get; NULL: built-in word lists */
} casus_read_options;

/* CASUS_E_USAGE when there is no such encoding. */
int casus_read_encoding_check(casus_str encoding, casus_error *err);
/* CASUS_E_USAGE when `map` is none. */
int casus_read_map_check(casus_str map, casus_error *err);

/* Reads documents out of one input, one at a time; holds no more of it than one document and its surroundings.
 * gzip and zstd are unpacked on the way. Texts in `options` and `path` must outlive it. */
typedef struct casus_reader casus_reader;

/* Over bytes in memory, which must outlive it. */
int casus_reader_open(casus_str bytes, casus_str path, const casus_read_options *options, casus_reader **reader,
                      casus_error *err);
/* Over a file; "-": standard input. CASUS_E_SYSTEM when it cannot be opened. */
int casus_reader_open_file(const char *path, const casus_read_options *options, casus_reader **reader,
                           casus_error *err);
/* CASUS_OK: one document in *document, its memory in `arena`. CASUS_END: no more.
 * CASUS_E_INPUT or CASUS_E_LIMIT: a record is refused, or the input damaged (only path, ordinal, line of *document
 * hold), `err` says why and where in the unpacked input; call again for the next. CASUS_E_MEMORY: give up. */
int casus_reader_next(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err);
void casus_reader_free(casus_reader *reader); /* NULL is fine */

/* What a fetch may take; 0: the default. */
typedef struct casus_fetch_limits {
  size_t bytes;       /* 16 MiB */
  uint64_t seconds;   /* 60 */
  uint64_t redirects; /* 5 */
  bool allow_private; /* loopback and private networks too */
} casus_fetch_limits;
bool casus_is_address(const char *path); /* http:// or https:// */
/* What an address holds, into `out`, and the charset that comes with it, in `arena`. Only http and https are opened,
 * and never a private address, also not by a redirect or a name that leads to one. CASUS_E_INPUT, CASUS_E_LIMIT with
 * the reason; CASUS_E_SYSTEM without libcurl. */
int casus_fetch(const char *url, const casus_fetch_limits *limits, casus_buffer *out, casus_arena *arena,
                casus_str *charset, casus_error *err);

typedef struct casus_reader_progress {
  uint64_t bytes;       /* read from the file so far */
  uint64_t size;        /* of the file; 0: unknown */
  uint64_t passed_over; /* records that hold no report: requests, pictures, redirects */
} casus_reader_progress;
casus_reader_progress casus_reader_state(const casus_reader *reader);
/* `work` is called now and then while casus_reader_next waits for a pipe or a terminal; false: do not wait on, as
 * `stopped`. NULL: no more. */
void casus_reader_meanwhile(casus_reader *reader, bool (*work)(void *context), void *context);

#endif
