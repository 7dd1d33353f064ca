/* The parts of the page reader. Private to read. */
#ifndef CASUS_READ_HTML_H
#define CASUS_READ_HTML_H

#include <gumbo.h>

#include "read/calendar.h"
#include "read/source.h"

/* Walks a parse tree in document order without recursion. */
typedef struct casus_html_walk {
  const GumboNode *root, *node;
  bool leaving; /* `node` is being left, not entered */
} casus_html_walk;
casus_html_walk casus_html_walk_of(const GumboNode *root);
/* Step on; `skip` true: do not go below the node just entered. False at the end. */
bool casus_html_step(casus_html_walk *walk, bool skip);

casus_str casus_html_attribute(const GumboNode *node, const char *name); /* ptr NULL when absent */
bool casus_html_breaks_line(const GumboNode *node); /* a block: its text stands on lines of its own */

/* html_words.c: words that say what an element or a line is. */
enum { CASUS_NAME_UNWANTED = 1, CASUS_NAME_ARTICLE = 2 }; /* unwanted.tsv */
enum {
  CASUS_ROLE_DATE = 1,
  CASUS_ROLE_UPDATED = 2,
  CASUS_ROLE_TODAY = 4,
  CASUS_ROLE_BYLINE = 8,
  CASUS_ROLE_OTHER = 16
};
enum { CASUS_BYLINE_BEFORE = 1, CASUS_BYLINE_BEHIND = 2, CASUS_BYLINE_NOBODY = 4 };
typedef struct casus_html_words {
  casus_map names, roles; /* words of class and id: bits as above */
  casus_map meta;         /* names of meta elements: rank * 256 + casus_page_fact */
  casus_map bylines;
  const casus_calendar *calendar;
} casus_html_words;
int casus_html_words_open(const char *folder, const casus_calendar *calendar, casus_arena *arena,
                          casus_html_words *words, casus_error *err);
/* The bits of all words in an element's class, id and rel. */
unsigned casus_html_name_bits(const casus_map *words, const GumboNode *element);
bool casus_html_unwanted(const casus_html_words *words, const GumboNode *element);

/* html_facts.c: title, date, publisher, author, address, language: from meta elements, JSON-LD, microdata, the address,
 * and what stands around the heading. */
typedef struct casus_html_linked {
  casus_str text; /* of the article in JSON-LD; ptr NULL: none */
  size_t at;      /* byte of the page where its script begins */
} casus_html_linked;
int casus_html_facts(const GumboNode *root, const casus_html_words *words, casus_arena *arena, casus_document *document,
                     casus_html_linked *linked, casus_error *err);

/* html_body.c: the element that holds the main text. */
typedef struct casus_html_choice {
  const GumboNode *main;
  bool *left_out; /* by elements in the order of a walk that passes over what is skipped; NULL: none is */
} casus_html_choice;
int casus_html_choose(const GumboNode *root, const casus_html_words *words, casus_arena *arena,
                      casus_html_choice *choice, casus_error *err);
bool casus_html_skipped(const GumboNode *node); /* scripts, navigation, captions … */

#endif
