/* The parts of the WARC reader. Private to read. */
#ifndef CASUS_READ_WARC_H
#define CASUS_READ_WARC_H

#include "read/reader.h"

/* The value of a header line "Name: value" among others; ptr NULL: not there. The first one counts. */
casus_str casus_header(casus_str lines, casus_str name);
/* Where the header ends that begins `bytes`: behind its empty line; SIZE_MAX: not in these bytes. */
size_t casus_header_end(casus_str bytes);

/* warc_http.c: an HTTP answer, opened. */
typedef struct casus_answer {
  int status;        /* 0: the bytes are no HTTP answer */
  casus_str type;    /* media type without parameters, as written; ptr NULL: not told */
  casus_str charset; /* empty: not told */
  casus_str body;    /* in the bytes, or in the buffer */
  bool unpacked;     /* in the buffer */
} casus_answer;
/* CASUS_E_INPUT: packed in a way that is not known, or damaged; CASUS_E_LIMIT: over `limit` bytes when unpacked. */
int casus_answer_read(casus_str bytes, const casus_limits *limits, casus_buffer *buffer, casus_answer *answer,
                      casus_error *err);
void casus_media_type(casus_str header, casus_str *type, casus_str *charset);
/* May a body of that type hold a report? Unknown ones may. */
bool casus_may_report(casus_str type);

#endif
