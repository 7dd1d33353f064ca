/* Proper names: the pieces that name.c and name_title.c share. Private to text. */
#ifndef CASUS_TEXT_NAME_H
#define CASUS_TEXT_NAME_H

#include "text/annotate.h"

/* What the functions look at; tokens outside the sentence [first, last) do not exist for them. */
typedef struct casus_name_scan {
  const casus_words *words;
  const casus_text *text;
  size_t first, last;
  bool tagged;
  bool shouting; /* a headline in capitals or with all words capitalised: capitals say nothing */
} casus_name_scan;

/* "" outside the sentence. */
static inline casus_str casus_name_form(const casus_name_scan *scan, size_t at) {
  return at >= scan->first && at < scan->last ? scan->text->tokens[at].form : CASUS_STR("");
}
bool casus_name_is(const casus_name_scan *scan, size_t at, uint32_t classes); /* of the table NAMES */
/* Case folded. */
static inline bool casus_name_eq(const casus_name_scan *scan, size_t at, const char *word) {
  return casus_str_ieq(casus_name_form(scan, at), casus_str_from_c(word));
}
bool casus_name_part(const casus_name_scan *scan, size_t at);  /* can the token be part of a name by itself? */
size_t casus_name_run(const casus_name_scan *scan, size_t at); /* end of the run that starts at `at` */

/* What data/actors knows the tokens [first, last) as, joined as written; 0: not known. */
uint32_t casus_name_known(const casus_name_scan *scan, size_t first, size_t last);
/* In a headline where every word has a capital: the end of the longest known name that starts the run, else `end`. */
size_t casus_name_known_start(const casus_name_scan *scan, size_t first, size_t end);
/* "Bosnia and Herzegovina": the end of the longest known place or organisation from `first` that goes on behind `end`,
 * else `end`. */
size_t casus_name_known_end(const casus_name_scan *scan, size_t first, size_t end);

casus_name_kind casus_name_kind_of(const casus_name_scan *scan, const casus_name *name);

/* Cut "U.S. President Joe Biden" into title and person, and take a title in small letters or with "to Japan" from what
 * stands before. name->first and ->last are the run; changes first, title_first and kind. */
void casus_name_take_title(const casus_name_scan *scan, casus_name *name);

#endif
