/* read: bytes of any kind -> documents. Untrusted input ends here. */
#ifndef CASUS_READ_H
#define CASUS_READ_H

#include "base/base.h"

typedef enum casus_format {
  CASUS_FORMAT_AUTO, /* told by content, not by name */
  CASUS_FORMAT_TEXT,
  CASUS_FORMAT_HTML,
  CASUS_FORMAT_JSONL,
} casus_format;

/* One report. All text belongs to the arena it was read into. */
typedef struct casus_document {
  casus_str id;      /* given by the input ("id" of a JSON line), else the content id; never empty */
  casus_str content; /* content id: 32 hex digits over title and text */
  casus_str text;    /* clean UTF-8: no site remains, lines end with \n, one paragraph or hard line a line */
  uint32_t *origin;  /* [text.len + 1] byte offset in the original input of every byte of text; never decreasing,
                          but where HTML's rules move text out of a table */
  casus_str title;   /* ptr NULL when unknown, as the next ones */
  casus_str publisher;
  casus_str author;
  casus_str url;
  casus_str language; /* BCP 47 ("en"), as declared or detected; ptr NULL when unknown */
  casus_str path;     /* the file it came from, "-" for standard input */
  casus_str encoding; /* IANA name of the original */
  casus_date date;    /* of publication; unknown: precision NONE */
  uint64_t ordinal;   /* 0, 1, … within its input */
} casus_document;

typedef struct casus_read_options {
  casus_format format;
  casus_date date;         /* used when the document tells none (--date) */
  casus_str language;      /* used when the document tells none (--lang) */
  size_t document_limit;   /* most bytes of one document; 0: 16 MiB. A longer one is refused, the rest is read on */
  const char *data_folder; /* see casus_data_get; NULL: built-in word lists */
} casus_read_options;

/* Reads documents out of one input held in memory. Owns nothing but itself; `bytes` and `path` must outlive it. */
typedef struct casus_reader casus_reader;

int casus_reader_open(casus_str bytes, casus_str path, const casus_read_options *options, casus_reader **reader,
                      casus_error *err);
/* CASUS_OK: one document in *document, its memory in `arena`. CASUS_END: no more.
 * CASUS_E_INPUT or CASUS_E_LIMIT: this record is refused (only path and ordinal of *document hold), `err` says why and
 * where; call again for the next.
 * CASUS_E_MEMORY: give up. */
int casus_reader_next(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err);
void casus_reader_free(casus_reader *reader);

#endif
