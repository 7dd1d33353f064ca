/* A reader's inside, and what each format gives to it. Private to read. */
#ifndef CASUS_READ_READER_H
#define CASUS_READ_READER_H

#include "read/fields.h"
#include "read/stream.h"

struct casus_reader {
  casus_str path;
  casus_read_options options; /* limits filled in */
  casus_window window;
  casus_stream *file; /* below the window's stream, which owns it; NULL: bytes in memory */
  casus_arena *arena; /* lives as long as the reader */
  /* The next document of the format; as casus_reader_next, with err->at counted from document->start. */
  int (*next)(casus_reader *reader, casus_arena *arena, casus_document *document, casus_error *err);
  void (*close)(casus_reader *reader); /* what `state` holds besides the arena; NULL: nothing */
  void *state;                         /* of the format, in `arena` */
  casus_keys keys;
  casus_letters letters;
  casus_str transcoded; /* what the stream was in before it was made UTF-8; ptr NULL: it was not */
  bool wide_guessed;    /* from the bytes */
  uint64_t ordinal, passed_over;
  bool inner; /* over the body of a record: it has the outer's keys, nothing in it is unpacked, no record is a WARC */
};

/* Sets next, close, state. CASUS_OK or CASUS_E_MEMORY. */
int casus_start_whole(casus_reader *reader, casus_error *err); /* text, or a page */
int casus_start_json(casus_reader *reader, casus_error *err);
int casus_start_csv(casus_reader *reader, casus_error *err);
int casus_start_feed(casus_reader *reader, casus_error *err);
int casus_start_opml(casus_reader *reader, casus_error *err);
int casus_start_warc(casus_reader *reader, casus_error *err);

/* guess.c: by the first bytes, which are UTF-8 or like it. AUTO: none of these, then *refusal says what it is. */
enum { CASUS_GUESS_BYTES = 16 * 1024 };
casus_format casus_guess_format(casus_str head, const casus_keys *keys, const char **refusal);
/* csv.c: the sign between the cells of a first row that names a text or a title; 0: it is no such row. */
char casus_csv_separator(casus_str head, const casus_keys *keys);

/* The start of the record under way, for casus_document.start and .place. */
void casus_reader_mark(casus_reader *reader, casus_document *document);

#endif
