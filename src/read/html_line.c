#include "base/utf8.h"
#include "read/html_facts.h"

static bool holds_no_text(const GumboNode *node) {
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  GumboTag tag = node->v.element.tag;
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_NOSCRIPT;
}

casus_str casus_html_line(const GumboNode *element, casus_arena *arena, size_t most) {
  char *line = casus_arena_alloc(arena, most + 4);
  casus_html_walk walk = casus_html_walk_of(element);
  size_t n = 0;
  bool skip = false, space = false;
  while (line && n < most && casus_html_step(&walk, skip)) {
    const GumboNode *node = walk.node;
    skip = !walk.leaving && node != element && holds_no_text(node);
    space |= node->type == GUMBO_NODE_WHITESPACE || casus_html_breaks_line(node);
    if (walk.leaving || (node->type != GUMBO_NODE_TEXT && node->type != GUMBO_NODE_CDATA)) continue;
    casus_str text = casus_str_from_c(node->v.text.text);
    for (size_t at = 0; at < text.len && n < most; at++) {
      bool nbsp = text.ptr[at] == '\xC2' && at + 1 < text.len && text.ptr[at + 1] == '\xA0';
      at += nbsp;
      if (nbsp || casus_is_space(text.ptr[at])) {
        space = true;
        continue;
      }
      if (space && n) line[n++] = ' ';
      space = false;
      line[n++] = text.ptr[at];
    }
  }
  casus_str whole = casus_str_of(line, line ? n : 0);
  size_t valid = casus_utf8_valid(whole); /* a character cut at the end */
  return casus_str_sub(whole, 0, valid + 4 > n ? valid : n);
}
