/* Parts of the reader of PETRARCH's dictionaries. Private to dictionary*.c. */
#ifndef CASUS_CODER_DICTIONARY_H
#define CASUS_CODER_DICTIONARY_H

#include "coder/lexicon.h"

enum { CASUS_STATE_LENGTH = 3 };

/* "[AFGGOV 791227-861124]" */
typedef struct casus_coded_days {
  casus_str code;
  int32_t from, to;
} casus_coded_days;

/* Actor, sector and detail of a code. */
void casus_dictionary_put_code(const casus_lexicon *lexicon, casus_str code, casus_record_row *row);
bool casus_dictionary_is_code(casus_str code);
/* "<940101", ">940101", "791227-861124" or nothing. False: no limits, or none that a calendar knows. */
bool casus_dictionary_days(casus_str limits, casus_coded_days *item);
/* A phrase as it is written in a report; `small`: all in small letters. ptr NULL when out of memory. */
casus_str casus_dictionary_words(casus_arena *arena, casus_str phrase, bool small);

#endif
