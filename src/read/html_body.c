#include "read/html.h"

bool casus_html_skipped(const GumboNode *node) {
  static const GumboTag skipped[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,   GUMBO_TAG_NAV,
                                     GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,      GUMBO_TAG_FORM,
                                     GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_TEXTAREA,
                                     GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,    GUMBO_TAG_HEAD,       GUMBO_TAG_TEMPLATE};
  if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_TEMPLATE) return true;
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  for (size_t i = 0; i < CASUS_COUNT(skipped); i++)
    if (node->v.element.tag == skipped[i]) return true;
  return casus_html_attribute(node, "hidden").ptr ||
         casus_str_ieq(casus_html_attribute(node, "aria-hidden"), CASUS_STR("true"));
}

/* Bytes of running text in paragraphs directly below a node: what tells an article from a list of links. */
static size_t paragraph_bytes(const GumboNode *paragraph) {
  size_t bytes = 0;
  bool skip = false;
  casus_html_walk walk = casus_html_walk_of(paragraph);
  while (casus_html_step(&walk, skip)) {
    skip = !walk.leaving && (casus_html_skipped(walk.node) ||
                             (walk.node->type == GUMBO_NODE_ELEMENT && walk.node->v.element.tag == GUMBO_TAG_A));
    if (!walk.leaving && walk.node->type == GUMBO_NODE_TEXT) bytes += strlen(walk.node->v.text.text);
  }
  return bytes;
}

static size_t direct_bytes(const GumboNode *node) {
  size_t bytes = 0;
  const GumboVector *below = &node->v.element.children;
  for (size_t i = 0; i < below->length; i++) {
    const GumboNode *child = below->data[i];
    bool paragraph = child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_P;
    if (paragraph) bytes += paragraph_bytes(child);
  }
  return bytes;
}

const GumboNode *casus_html_body(const GumboNode *root) {
  const GumboNode *best = root, *landmark = NULL;
  size_t most = 0;
  bool skip = false;
  casus_html_walk walk = casus_html_walk_of(root);
  while (casus_html_step(&walk, skip)) {
    skip = !walk.leaving && casus_html_skipped(walk.node);
    if (walk.leaving || skip || walk.node->type != GUMBO_NODE_ELEMENT) continue;
    GumboTag tag = walk.node->v.element.tag;
    if (!landmark && (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN)) landmark = walk.node;
    size_t bytes = direct_bytes(walk.node);
    if (bytes > most) best = walk.node, most = bytes;
  }
  /* A landmark is trusted when the densest element lies inside it. */
  for (const GumboNode *up = best; landmark && up; up = up->parent)
    if (up == landmark) return landmark;
  return best;
}
