/* Which element of a page holds its main text, and which elements inside it do not belong.
 *
 * Each block counts for or against the article: running text for, links, scraps and what calls itself a comment or a
 * menu against. The element with the best balance is the article: a smaller one lacks paragraphs, a larger one brings
 * more that is against than for. (A maximum subtree, as in Pasternack and Roth 2009, over blocks instead of tokens.) */
#include "read/html.h"

enum {
  RUN = 25,         /* bytes of text, without spaces, from which a block may be a part of an article */
  PARAGRAPH = 80,   /* from which it counts in full */
  ARTICLE = 120,    /* of running text from which the page's only article is believed, whatever else the page has */
  LITTLE_FORM = 300 /* a form with less is one; with more it is the page itself */
};

bool casus_html_skipped(const GumboNode *node) {
  static const GumboTag skipped[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,      GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NAV,
                                     GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,     GUMBO_TAG_ASIDE,    GUMBO_TAG_BUTTON,
                                     GUMBO_TAG_SELECT, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_LABEL,    GUMBO_TAG_IFRAME,
                                     GUMBO_TAG_SVG,    GUMBO_TAG_HEAD,       GUMBO_TAG_TEMPLATE, GUMBO_TAG_OBJECT,
                                     GUMBO_TAG_VIDEO,  GUMBO_TAG_AUDIO,      GUMBO_TAG_TEXTAREA, GUMBO_TAG_CAPTION};
  if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_TEMPLATE) return true;
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  for (size_t i = 0; i < CASUS_COUNT(skipped); i++)
    if (node->v.element.tag == skipped[i]) return true;
  return casus_html_attribute(node, "hidden").ptr ||
         casus_str_ieq(casus_html_attribute(node, "aria-hidden"), CASUS_STR("true"));
}

static bool is_article(const GumboNode *node) {
  return node->v.element.tag == GUMBO_TAG_ARTICLE ||
         casus_str_ieq(casus_html_attribute(node, "itemprop"), CASUS_STR("articleBody"));
}

/* An element that is being walked through. Bytes are of text without spaces. */
typedef struct frame {
  const GumboNode *node;
  size_t index;          /* in the order of entering */
  size_t run, run_links; /* text and text of links that stand in it without a block between */
  size_t text, links;    /* of all below */
  size_t good, bad;      /* for and against the article, of all below */
  bool unwanted;         /* by its name */
} frame;

typedef struct chooser {
  const casus_html_words *words;
  casus_arena *arena;
  CASUS_VEC(frame) open;
  casus_html_choice *choice;
  size_t count; /* elements entered */
  size_t capacity;
  int64_t best;
  const GumboNode *article; /* the last one of some size */
  size_t article_count;
  size_t link_depth, whole; /* text of the page and its links */
} chooser;

static frame *top(chooser *c) { return &c->open.items[c->open.count - 1]; }

/* What holds most of the page is no part to leave out, whatever its name. */
static bool is_most(const chooser *c, const frame *f) { return 2 * (f->text + f->links) > c->whole; }

static bool enter(chooser *c, const GumboNode *node) {
  frame *f = casus_vec_push(&c->open, c->arena);
  bool room = casus_vec_reserve(c->arena, (void **)&c->choice->left_out, c->count, &c->capacity, sizeof(bool));
  if (!f || !room) return false;
  c->choice->left_out[c->count] = false;
  *f = (frame){.node = node, .index = c->count++};
  bool page = node->v.element.tag == GUMBO_TAG_HTML || node->v.element.tag == GUMBO_TAG_BODY;
  f->unwanted = !page && !is_article(node) && casus_html_unwanted(c->words, node);
  c->link_depth += node->v.element.tag == GUMBO_TAG_A;
  return true;
}

static size_t bytes_without_spaces(const char *text) {
  size_t bytes = 0;
  for (; *text; text++) bytes += !casus_is_space(*text);
  return bytes;
}

static bool is_text(const GumboNode *node) { return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA; }

static void count_text(chooser *c, const GumboNode *node) {
  if (!c->open.count) return;
  size_t bytes = bytes_without_spaces(node->v.text.text);
  *(c->link_depth ? &top(c)->run_links : &top(c)->run) += bytes;
}

/* A block's own text is a paragraph, a part of one, or a scrap. */
static void weigh_run(frame *f) {
  bool running = f->run >= RUN && f->run > 2 * f->run_links;
  if (running)
    f->good += f->run >= PARAGRAPH ? f->run : f->run / 2;
  else
    f->bad += f->run + f->run_links;
  f->text += f->run;
  f->links += f->run_links;
  f->run = f->run_links = 0;
}

static void give_to_parent(chooser *c, const frame *f) {
  if (!c->open.count) return;
  frame *parent = top(c);
  parent->run += f->run;
  parent->run_links += f->run_links;
  parent->text += f->text;
  parent->links += f->links;
  parent->good += f->good;
  parent->bad += f->bad;
}

static void leave(chooser *c) {
  frame f = *top(c);
  c->open.count--;
  c->link_depth -= f.node->v.element.tag == GUMBO_TAG_A;
  bool block = casus_html_breaks_line(f.node);
  if (block) weigh_run(&f);
  bool form = f.node->v.element.tag == GUMBO_TAG_FORM && f.good < LITTLE_FORM;
  if ((f.unwanted && !is_most(c, &f)) || form || (block && !f.good && f.links > f.text)) {
    c->choice->left_out[f.index] = true;
    f.bad += f.good;
    f.good = 0;
  }
  int64_t balance = (int64_t)f.good - (int64_t)f.bad;
  if (f.good && balance > c->best) {
    c->best = balance;
    c->choice->main = f.node;
  }
  if (is_article(f.node) && (f.good >= ARTICLE || is_most(c, &f))) {
    c->article_count += !c->article || c->article->parent != f.node; /* one in the other is one */
    if (!c->article) c->article = f.node;
  }
  give_to_parent(c, &f);
}

static size_t whole_text(const GumboNode *root) {
  casus_html_walk walk = casus_html_walk_of(root);
  size_t bytes = 0;
  bool skip = false;
  while (casus_html_step(&walk, skip)) {
    skip = !walk.leaving && casus_html_skipped(walk.node);
    if (!walk.leaving && is_text(walk.node)) bytes += bytes_without_spaces(walk.node->v.text.text);
  }
  return bytes;
}

int casus_html_choose(const GumboNode *root, const casus_html_words *words, casus_arena *arena,
                      casus_html_choice *choice, casus_error *err) {
  *choice = (casus_html_choice){.main = root};
  chooser c = {.words = words, .arena = arena, .choice = choice, .best = INT64_MIN, .whole = whole_text(root)};
  casus_html_walk walk = casus_html_walk_of(root);
  bool skip = false;
  while (casus_html_step(&walk, skip)) {
    skip = !walk.leaving && casus_html_skipped(walk.node);
    bool element = walk.node->type == GUMBO_NODE_ELEMENT;
    if (element && walk.leaving && c.open.count && top(&c)->node == walk.node) leave(&c);
    if (walk.leaving || skip) continue;
    if (element && !enter(&c, walk.node)) return casus_fail_memory(err);
    if (is_text(walk.node)) count_text(&c, walk.node);
  }
  if (c.article_count == 1) choice->main = c.article;
  return CASUS_OK;
}
