/* Days, months and years: the pieces that the when_*.c share. Private to text. */
#ifndef CASUS_TEXT_WHEN_H
#define CASUS_TEXT_WHEN_H

#include "text/annotate.h"

/* What the rules look at. A rule is asked about tokens[at], the first token of what it may find. */
typedef struct casus_when_scan {
  const casus_words *words;
  const casus_text *text;
  casus_date published; /* may be unknown */
  bool tagged;
} casus_when_scan;

/* A rule: 0 when nothing is there, else the end token; *when gets date, until and relative. */
typedef size_t casus_when_rule(const casus_when_scan *scan, size_t at, casus_when *when);

casus_when_rule casus_when_calendar; /* 19 June 2024, June 19, 2024-06-19, June 2024, in 2024; ranges of them */
casus_when_rule casus_when_stretch;  /* the 1990s, spring 2022, the second half of 2023, Q3 2022 */
casus_when_rule casus_when_relative; /* today, on Monday, last week, three days ago, the 22nd */

/* Take "early", "about", "the end of" from what stands before *when: it becomes vague. */
void casus_when_take_vague(const casus_when_scan *scan, casus_when *when);

/* Does the clause around token `at` look back or ahead? Tells by the nearest verb before it, else behind it. */
typedef enum casus_outlook { CASUS_OUTLOOK_UNKNOWN, CASUS_OUTLOOK_PAST, CASUS_OUTLOOK_FUTURE } casus_outlook;
casus_outlook casus_when_outlook(const casus_when_scan *scan, size_t at);

/* Tokens by place; outside the sentence of `origin` everything is empty. */
static inline casus_str casus_when_form(const casus_when_scan *scan, size_t origin, size_t at) {
  const casus_sentence *sentence = &scan->text->sentences[scan->text->tokens[origin].sentence];
  return at >= sentence->first && at < sentence->last ? scan->text->tokens[at].form : CASUS_STR("");
}
casus_word casus_when_word(const casus_when_scan *scan, size_t origin, size_t at);
bool casus_when_is(const casus_when_scan *scan, size_t origin, size_t at, uint32_t classes);
/* Case folded. */
static inline bool casus_when_eq(const casus_when_scan *scan, size_t origin, size_t at, const char *word) {
  return casus_str_ieq(casus_when_form(scan, origin, at), casus_str_from_c(word));
}
bool casus_when_before(const casus_when_scan *scan, size_t at, const char *word); /* stands before `at` */
/* 1 to 31 from "19", "19th"; 0: not a day. */
int casus_when_day(casus_str form);
bool casus_when_number(casus_str form, int *value);                         /* up to four digits and nothing else */
int casus_when_year(const casus_when_scan *scan, size_t origin, size_t at); /* 1500 to 2099; 0: none */
/* "-", "to", "through" … between the ends of a stretch, at token `joint`; its first end starts at token `first`. */
bool casus_when_joint(const casus_when_scan *scan, size_t first, size_t joint);

/* First and last of months [month, month + count) of a year, as *when's stretch. */
void casus_when_set_months(int year, int month, int count, casus_when *when);

#endif
