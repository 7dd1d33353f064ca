/* The parts of the page reader. Private to read. */
#ifndef CASUS_READ_HTML_H
#define CASUS_READ_HTML_H

#include <gumbo.h>

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
/* html_facts.c: title, date, publisher, author, address, language from meta elements and JSON-LD. */
int casus_html_facts(const GumboNode *root, casus_arena *arena, casus_document *document, casus_error *err);
bool casus_html_breaks_line(const GumboNode *node); /* a block: its text stands on lines of its own */

/* html_names.c: words of class and id that tell what is no part of the article (data/read/unwanted.tsv). */
typedef struct casus_html_names {
  casus_map words;
} casus_html_names;
int casus_html_names_open(const char *folder, casus_arena *arena, casus_html_names *names, casus_error *err);
bool casus_html_unwanted(const casus_html_names *names, const GumboNode *element);

/* html_body.c: the element that holds the main text. */
typedef struct casus_html_choice {
  const GumboNode *main;
  bool *left_out; /* by elements in the order of a walk that passes over what is skipped; NULL: none is */
} casus_html_choice;
int casus_html_choose(const GumboNode *root, const casus_html_names *names, casus_arena *arena,
                      casus_html_choice *choice, casus_error *err);
bool casus_html_skipped(const GumboNode *node); /* scripts, navigation, captions … */

#endif
