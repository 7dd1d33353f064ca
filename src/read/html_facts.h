/* What a page tells of itself: candidates from all of its places, of which the best are taken. Private to read. */
#ifndef CASUS_READ_HTML_FACTS_H
#define CASUS_READ_HTML_FACTS_H

#include <jansson.h>

#include "read/html.h"

typedef enum casus_page_fact {
  CASUS_PAGE_TITLE,
  CASUS_PAGE_PUBLISHER,
  CASUS_PAGE_AUTHOR,
  CASUS_PAGE_URL,
  CASUS_PAGE_DATE,
  CASUS_PAGE_UPDATED,
  CASUS_PAGE_LANGUAGE,
  CASUS_PAGE_FACTS
} casus_page_fact;

/* Where a fact stands, the best first; meta elements have theirs in data/read/meta.tsv. */
enum {
  CASUS_RANK_LINKED = 5,        /* JSON-LD of an article */
  CASUS_RANK_ITEMPROP = 20,     /* microdata */
  CASUS_RANK_URL = 25,          /* the day in the address */
  CASUS_RANK_LINKED_OTHER = 28, /* JSON-LD of another thing on the page */
  CASUS_RANK_VISIBLE = 40,      /* an element that calls itself so, behind the heading */
  CASUS_RANK_LINE = 50,         /* a short line behind the heading */
  CASUS_RANK_ELSEWHERE = 60,    /* such an element before the heading, or in a doubtful one near it */
  CASUS_RANK_SUFFIX = 70,       /* what the page's title has behind the heading */
  CASUS_RANK_LAST = 100
};

enum { CASUS_PAGE_AUTHORS = 12, CASUS_PAGE_HEADINGS = 8, CASUS_PAGE_LINE = 400 };

typedef struct casus_page_author {
  casus_str name;
  uint32_t rank;
} casus_page_author;

typedef struct casus_page_facts {
  casus_arena *arena;
  const casus_html_words *words;
  casus_str best[CASUS_PAGE_FACTS]; /* of TITLE, PUBLISHER, URL, LANGUAGE */
  uint32_t rank[CASUS_PAGE_FACTS];
  casus_date date, updated;
  casus_str never; /* a date that is written and never was */
  casus_page_author authors[CASUS_PAGE_AUTHORS];
  size_t author_count;
  casus_str headings[CASUS_PAGE_HEADINGS]; /* h1 */
  size_t heading_count;
  casus_str page_title;     /* <title> */
  casus_str linked_body;    /* articleBody of JSON-LD */
  size_t linked_at, script; /* byte of the page where its script begins; of the script that is read */
  bool failed;              /* out of memory */
} casus_page_facts;

/* A value for a fact; kept where it is better than the one before. Copied. */
void casus_page_offer(casus_page_facts *facts, casus_page_fact fact, uint32_t rank, casus_str value);
/* html_linked.c: JSON-LD. */
void casus_page_linked(casus_page_facts *facts, casus_str script);
/* html_title.c: title and publisher as they are called, without each other. */
void casus_page_name(casus_page_facts *facts, casus_document *document);
/* Whether a text names the page's publisher or address, whatever its spelling. */
bool casus_page_is_site(const casus_page_facts *facts, casus_str text);
/* Whether the letters and digits of `part` stand in `whole`; three of them at least. */
bool casus_page_holds(casus_str whole, casus_str part);
/* html_byline.c: the authors' names. */
void casus_page_sign(casus_page_facts *facts, casus_document *document);
/* "By A. Writer": the line is a byline. */
bool casus_page_is_byline(const casus_html_words *words, casus_str line);
/* More small words than stand around a date or a name: a sentence. Scripts without case are not told. */
bool casus_page_is_prose(casus_str line);
/* html_lines.c: leave out lines that a page shows twice, and those at its head that hold a day or a name only. False
 * when out of memory. */
bool casus_html_drop_lines(casus_mapped *text, const casus_html_words *words, casus_str language, casus_arena *arena);
/* Text of an element on one line, `most` bytes of it at most. */
casus_str casus_html_line(const GumboNode *element, casus_arena *arena, size_t most);

#endif
