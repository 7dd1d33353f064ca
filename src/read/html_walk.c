#include "read/html.h"

static const GumboVector *children(const GumboNode *node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return NULL;
}

casus_html_walk casus_html_walk_of(const GumboNode *root) { return (casus_html_walk){.root = root, .node = NULL}; }

bool casus_html_step(casus_html_walk *walk, bool skip) {
  if (!walk->node) {
    walk->node = walk->root;
    return true;
  }
  const GumboVector *below = children(walk->node);
  if (!walk->leaving && !skip && below && below->length) {
    walk->node = below->data[0];
    return true;
  }
  if (!walk->leaving) {
    walk->leaving = true; /* tell of the end of the node first */
    return true;
  }
  if (walk->node == walk->root) return false;
  const GumboVector *siblings = children(walk->node->parent);
  size_t next = walk->node->index_within_parent + 1;
  if (next < siblings->length) {
    walk->node = siblings->data[next];
    walk->leaving = false;
  } else {
    walk->node = walk->node->parent;
  }
  return true;
}

casus_str casus_html_attribute(const GumboNode *node, const char *name) {
  if (node->type != GUMBO_NODE_ELEMENT) return (casus_str){NULL, 0};
  const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  return casus_str_from_c(attribute ? attribute->value : NULL);
}
