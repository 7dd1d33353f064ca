/* What the parts of the check share. Private to check*.c. */
#ifndef CASUS_RECORD_CHECK_H
#define CASUS_RECORD_CHECK_H

#include "record/sums.h"
#include "record/wording.h"

typedef struct casus_check {
  casus_record *record;
  void (*fault)(void *context, casus_str text);
  void *context;
  uint64_t faults;
  uint64_t keys;      /* story keys that there should be */
  casus_arena *arena; /* of the document at hand */
} casus_check;

/* Tells a fault; ptr NULL: out of memory. */
int casus_check_report(casus_check *c, casus_str text, casus_error *err);

/* check_sums.c: whether each document, import and issue holds what was written. Also of a damaged file, as far as it
 * can be read. */
int casus_check_sums(casus_check *c, casus_error *err);

/* check_story.c: whether the wording of a document and the keys by which it is found are those of its text; at the end,
 * whether there are other keys. */
typedef struct casus_check_words {
  int64_t row;
  casus_str id, wording, content, title, text;
} casus_check_words;
int casus_check_story(casus_check *c, const casus_check_words *document, casus_error *err);
int casus_check_keys(casus_check *c, casus_error *err);

#endif
