/* What a page tells of itself, gathered in one walk over it. */
#include "read/html_facts.h"

#include "read/fields.h"

enum { DATE_LINE = 160, NEAR_HEADING = 40, BYLINE_LINE = 120, RANK_BITS = 8 };

typedef struct gathering {
  casus_page_facts *facts;
  const GumboNode *away;       /* the outermost open element that is no part of the report */
  const GumboNode *doubtful;   /* … that calls itself something else */
  const GumboNode *heading_in; /* the doubtful element around the heading, which is none then */
  bool passed_heading;
  size_t lines; /* behind the heading */
} gathering;

/* On one line. */
static casus_str copy(casus_page_facts *facts, casus_str value) {
  casus_str kept = casus_arena_copy(facts->arena, value);
  char *line = (char *)(uintptr_t)kept.ptr;
  size_t n = 0;
  facts->failed |= !kept.ptr;
  for (size_t at = 0; line && at < kept.len; at++) {
    bool space = casus_is_space(line[at]) || (unsigned char)line[at] < 0x20 || line[at] == 0x7F;
    if (!space || (n && line[n - 1] != ' ')) line[n++] = space ? ' ' : line[at];
  }
  return casus_str_of(kept.ptr, n);
}

static void offer_date(casus_page_facts *facts, casus_page_fact fact, uint32_t rank, casus_str value) {
  casus_date *date = fact == CASUS_PAGE_DATE ? &facts->date : &facts->updated, found;
  casus_str never = {NULL, 0}, language = facts->best[CASUS_PAGE_LANGUAGE];
  if (casus_date_known(*date) && facts->rank[fact] <= rank) return;
  bool known = casus_read_date(facts->words->calendar, value, language, &found);
  if (!known && rank < CASUS_RANK_LINE) casus_find_date(facts->words->calendar, value, language, &found, &never);
  if (never.ptr && !facts->never.ptr) facts->never = copy(facts, never);
  if (!known || found.precision != CASUS_DATE_DAY) return;
  *date = found;
  facts->rank[fact] = rank;
}

static void offer_author(casus_page_facts *facts, uint32_t rank, casus_str value) {
  if (facts->author_count == CASUS_PAGE_AUTHORS) return;
  facts->authors[facts->author_count++] = (casus_page_author){copy(facts, value), rank};
}

void casus_page_offer(casus_page_facts *facts, casus_page_fact fact, uint32_t rank, casus_str value) {
  value = casus_str_trim(value);
  if (!value.len) return;
  if (fact == CASUS_PAGE_DATE || fact == CASUS_PAGE_UPDATED) return offer_date(facts, fact, rank, value);
  if (fact == CASUS_PAGE_AUTHOR) return offer_author(facts, rank, value);
  if (facts->best[fact].ptr && facts->rank[fact] <= rank) return;
  facts->best[fact] = copy(facts, value);
  facts->rank[fact] = rank;
}

static void read_meta(casus_page_facts *facts, const GumboNode *node) {
  static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
  enum { LONGEST = 48 };
  casus_str content = casus_html_attribute(node, "content");
  for (size_t i = 0; content.ptr && i < CASUS_COUNT(names); i++) {
    casus_str name = casus_str_trim(casus_html_attribute(node, names[i]));
    char small[LONGEST];
    uint32_t value;
    if (!name.len || name.len > LONGEST) continue;
    for (size_t at = 0; at < name.len; at++) small[at] = casus_to_lower(name.ptr[at]);
    if (!casus_map_get(&facts->words->meta, casus_str_of(small, name.len), &value)) continue;
    casus_page_fact fact = (casus_page_fact)(value & ((1u << RANK_BITS) - 1));
    return casus_page_offer(facts, fact, value >> RANK_BITS, content);
  }
}

static casus_str line_of(casus_page_facts *facts, const GumboNode *node, size_t most) {
  casus_str line = casus_html_line(node, facts->arena, most);
  facts->failed |= !line.ptr;
  return line;
}

static bool is_called(const GumboNode *node, const char *attribute, const char *value) {
  return casus_str_ieq(casus_html_attribute(node, attribute), casus_str_from_c(value));
}

/* Microdata, on whatever element. */
static void read_property(casus_page_facts *facts, const GumboNode *node) {
  static const struct {
    const char *name;
    casus_page_fact fact;
  } properties[] = {{"datePublished", CASUS_PAGE_DATE},
                    {"dateModified", CASUS_PAGE_UPDATED},
                    {"headline", CASUS_PAGE_TITLE},
                    {"author", CASUS_PAGE_AUTHOR}};
  if (!casus_html_attribute(node, "itemprop").ptr || node->v.element.tag == GUMBO_TAG_META) return;
  for (size_t i = 0; i < CASUS_COUNT(properties); i++) {
    if (!is_called(node, "itemprop", properties[i].name)) continue;
    casus_str value = casus_html_attribute(node, "datetime");
    if (!value.ptr) value = casus_html_attribute(node, "content");
    if (!value.ptr) value = line_of(facts, node, DATE_LINE);
    casus_page_offer(facts, properties[i].fact, CASUS_RANK_ITEMPROP, value);
  }
}

static void read_time(gathering *g, const GumboNode *node, unsigned roles) {
  casus_str value = casus_html_attribute(node, "datetime"), text = line_of(g->facts, node, DATE_LINE);
  bool told = (roles & CASUS_ROLE_DATE) || casus_html_attribute(node, "pubdate").ptr;
  uint32_t rank = told ? CASUS_RANK_VISIBLE - 2 : CASUS_RANK_VISIBLE + 2;
  casus_page_fact fact = !told && (roles & CASUS_ROLE_UPDATED) ? CASUS_PAGE_UPDATED : CASUS_PAGE_DATE;
  if (!g->passed_heading || g->doubtful) rank += CASUS_RANK_ELSEWHERE - CASUS_RANK_VISIBLE;
  casus_page_offer(g->facts, fact, rank, value);
  casus_page_offer(g->facts, fact, rank, text);
}

static void read_roles(gathering *g, const GumboNode *node, unsigned roles) {
  casus_page_facts *facts = g->facts;
  uint32_t rank = g->passed_heading && !g->doubtful ? CASUS_RANK_VISIBLE : CASUS_RANK_ELSEWHERE;
  bool link = is_called(node, "rel", "author");
  if (!(roles & (CASUS_ROLE_DATE | CASUS_ROLE_UPDATED | CASUS_ROLE_BYLINE)) && !link) return;
  casus_str line = line_of(facts, node, CASUS_PAGE_LINE);
  if (line.len < DATE_LINE && (roles & CASUS_ROLE_DATE)) casus_page_offer(facts, CASUS_PAGE_DATE, rank, line);
  if (line.len < DATE_LINE && (roles & CASUS_ROLE_UPDATED) && !(roles & CASUS_ROLE_DATE))
    casus_page_offer(facts, CASUS_PAGE_UPDATED, rank, line);
  if (line.len > BYLINE_LINE || (roles & CASUS_ROLE_OTHER)) return;
  if (link) casus_page_offer(facts, CASUS_PAGE_AUTHOR, rank - 1, line);
  if (roles & CASUS_ROLE_BYLINE) casus_page_offer(facts, CASUS_PAGE_AUTHOR, rank, line);
}

/* What the page's own title has is no heading of the site or of another report. */
static bool is_heading(const casus_page_facts *facts, casus_str line) {
  enum { SHORTEST = 8 };
  casus_str told = facts->best[CASUS_PAGE_TITLE];
  if (line.len < SHORTEST) return false;
  return casus_page_holds(facts->page_title, line) || casus_page_holds(told, line) ||
         (told.len >= SHORTEST && casus_page_holds(line, told));
}

static void read_heading(gathering *g, const GumboNode *node) {
  casus_page_facts *facts = g->facts;
  casus_str line = line_of(facts, node, CASUS_PAGE_LINE);
  bool first = node->v.element.tag == GUMBO_TAG_H1, ours = is_heading(facts, line);
  if ((first || ours) && line.len && facts->heading_count < CASUS_PAGE_HEADINGS)
    facts->headings[facts->heading_count++] = line;
  if (!ours || g->passed_heading) return;
  g->passed_heading = true;
  g->heading_in = g->doubtful;
  g->lines = 0;
}

static casus_str script_text(const GumboNode *node) {
  const GumboVector *below = &node->v.element.children;
  const GumboNode *child = below->length ? below->data[0] : NULL;
  bool text = child && (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA);
  return casus_str_from_c(text ? child->v.text.text : NULL);
}

/* What stands in the page's head, or anywhere. */
static void read_head(casus_page_facts *facts, const GumboNode *node) {
  switch (node->v.element.tag) {
  case GUMBO_TAG_META:
    return read_meta(facts, node);
  case GUMBO_TAG_HTML:
    return casus_page_offer(facts, CASUS_PAGE_LANGUAGE, 0, casus_html_attribute(node, "lang"));
  case GUMBO_TAG_SCRIPT:
    if (!is_called(node, "type", "application/ld+json") || !script_text(node).len) return;
    facts->script = node->v.element.start_pos.offset;
    return casus_page_linked(facts, script_text(node));
  case GUMBO_TAG_TITLE:
    if (!facts->page_title.len) facts->page_title = line_of(facts, node, CASUS_PAGE_LINE);
    return;
  case GUMBO_TAG_LINK:
    if (is_called(node, "rel", "canonical"))
      casus_page_offer(facts, CASUS_PAGE_URL, 5, casus_html_attribute(node, "href"));
    return;
  default:
    return;
  }
}

static bool leads_away(const GumboNode *node) {
  GumboTag tag = node->v.element.tag;
  return tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE;
}

static bool is_doubtful(const casus_page_facts *facts, const GumboNode *node) {
  GumboTag tag = node->v.element.tag;
  bool frame = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN;
  return !frame && casus_html_unwanted(facts->words, node);
}

static bool near_heading(const gathering *g) { return g->passed_heading && g->lines <= NEAR_HEADING; }

static void read_visible(gathering *g, const GumboNode *node) {
  unsigned roles = casus_html_name_bits(&g->facts->words->roles, node);
  if (roles & CASUS_ROLE_TODAY) roles &= ~(unsigned)(CASUS_ROLE_DATE | CASUS_ROLE_UPDATED);
  read_property(g->facts, node);
  switch (node->v.element.tag) {
  case GUMBO_TAG_HTML:
  case GUMBO_TAG_BODY:
    return;
  case GUMBO_TAG_TIME:
    return read_time(g, node, roles);
  default:
    return read_roles(g, node, roles);
  }
}

static void enter_element(gathering *g, const GumboNode *node) {
  GumboTag tag = node->v.element.tag;
  read_head(g->facts, node);
  if (!g->away && leads_away(node)) g->away = node;
  if (!g->doubtful && is_doubtful(g->facts, node)) g->doubtful = node;
  if (g->away) return;
  if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3) return read_heading(g, node);
  bool doubted = g->doubtful && !(near_heading(g) && g->doubtful == g->heading_in);
  if (!doubted) read_visible(g, node);
}

/* A date or byline that stands behind the heading and calls itself nothing. */
static void read_line(gathering *g, const GumboNode *node) {
  casus_str line = casus_str_trim(casus_str_from_c(node->v.text.text));
  if (!near_heading(g) || g->away || !line.len) return;
  g->lines++;
  if (line.len > BYLINE_LINE || g->doubtful || casus_page_is_prose(line)) return;
  casus_page_offer(g->facts, CASUS_PAGE_DATE, CASUS_RANK_LINE, line);
  if (casus_page_is_byline(g->facts->words, line)) casus_page_offer(g->facts, CASUS_PAGE_AUTHOR, CASUS_RANK_LINE, line);
}

static void gather(casus_page_facts *facts, const GumboNode *root) {
  gathering g = {.facts = facts};
  casus_html_walk walk = casus_html_walk_of(root);
  bool skip = false;
  while (!facts->failed && casus_html_step(&walk, skip)) {
    const GumboNode *node = walk.node;
    bool element = node->type == GUMBO_NODE_ELEMENT;
    skip = false;
    if (walk.leaving) {
      if (node == g.away) g.away = NULL;
      if (node == g.doubtful) g.doubtful = NULL;
    } else if (element) {
      enter_element(&g, node);
      skip = node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE;
    } else if (node->type == GUMBO_NODE_TEXT) {
      read_line(&g, node);
    }
  }
}

/* The day of publication: as told, else in the address, else when it was changed. */
static casus_date best_date(const casus_page_facts *facts) {
  casus_date date = facts->date, in_url;
  bool told = casus_date_known(date) && facts->rank[CASUS_PAGE_DATE] < CASUS_RANK_URL;
  if (!told && casus_find_date_in_url(facts->best[CASUS_PAGE_URL], &in_url)) return in_url;
  return casus_date_known(date) ? date : facts->updated;
}

int casus_html_facts(const GumboNode *root, const casus_html_words *words, casus_arena *arena, casus_document *document,
                     casus_html_linked *linked, casus_error *err) {
  casus_page_facts *facts = casus_arena_alloc(arena, sizeof *facts);
  if (!facts) return casus_fail_memory(err);
  *facts = (casus_page_facts){.arena = arena, .words = words};
  gather(facts, root);
  document->url = facts->best[CASUS_PAGE_URL];
  document->language = facts->best[CASUS_PAGE_LANGUAGE];
  document->date = best_date(facts);
  casus_page_name(facts, document);
  casus_page_sign(facts, document);
  if (!casus_date_known(document->date)) document->never = facts->never;
  *linked = (casus_html_linked){facts->linked_body, facts->linked_at};
  return facts->failed ? casus_fail_memory(err) : CASUS_OK;
}
