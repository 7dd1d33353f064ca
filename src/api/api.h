/* api: the chain of rooms as one call, in order and in parallel; what casus.h offers and what the program runs. */
#ifndef CASUS_API_H
#define CASUS_API_H

#include "base/base.h"
#include "out/out.h"

/* Work on a document grows with its words. So many take some seconds with the quick reader and some 270 MB; with care,
 * two minutes. */
enum { CASUS_MOST_WORDS = 200000 };

/* Model, lexicons, rules: opened once, read-only, shared by threads. */
typedef struct casus_tools {
  casus_model *model;
  casus_coder *coder;
  uint32_t max_words;    /* of a document that are coded; 0: CASUS_MOST_WORDS */
  double min_confidence; /* of events and ties that the chain hands over; 0 when opened */
  casus_arena *arena;    /* of a model that came from a folder */
} casus_tools;
/* Who reads: the small network; or, some hundred times slower, a large one with it that finds the marks of deeds and
 * speech; or the large one tags and parses too. */
typedef enum casus_care { CASUS_CARE_QUICK, CASUS_CARE_CAREFUL, CASUS_CARE_CAREFUL_TREES, CASUS_CARE_COUNT } casus_care;
const char *casus_care_name(casus_care reader); /* as in --reader */
/* CASUS_E_USAGE when there is none of that name. */
int casus_care_find(const char *name, casus_care *reader, casus_error *err);
int casus_tools_open(const char *data_folder, casus_care reader, casus_tools *tools, casus_error *err);
void casus_tools_close(casus_tools *tools);

/* A document after the chain; valid during the call that hands it over. */
typedef struct casus_coded {
  casus_document document;
  casus_text text;
  casus_coding coding;
  bool not_coded; /* it is in a language that is not coded yet: sentences, and nothing else */
  casus_arena *arena;
  uint32_t words_left; /* at its end, not coded: over max_words */
  uint64_t bytes;      /* of the file that were read when it was */
  bool followed;       /* another result is ready and comes next, before anything is waited for */
  int code;            /* CASUS_OK, or why the document was refused (then only document.path and ordinal hold) */
  casus_error error;
} casus_coded;

/* Read, parse and code all documents of one input with `jobs` threads; `take` gets every result in input order, on the
 * caller's thread, so that the output does not depend on `jobs`. `take` returns CASUS_OK to go on. The reader stays the
 * caller's; it is read on this thread only, so that `take` may ask it how far it is. */
int casus_chain_run(const casus_tools *tools, casus_reader *reader, unsigned jobs,
                    int (*take)(void *context, casus_coded *coded), void *context, casus_error *err);

/* The issue of a refused document; its texts are those of `coded`. */
casus_issue casus_coded_issue(const casus_coded *coded);
/* The record lines of one result: events, statements, ties, or one issue. */
int casus_coded_json(casus_buffer *out, const casus_coded *coded);

#endif
