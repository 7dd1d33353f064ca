/* A page: parsed by a real HTML5 parser, its main text kept with the way back to the bytes. */
#include <setjmp.h>

#include "base/utf8.h"
#include "read/html_facts.h"

enum { SCANT = 240, HIDDEN_MOST = 64 << 10 }; /* bytes: of text that may be no report; looked at of what is hidden */
enum { MOST_OPEN = 3000 };       /* elements open at once; browsers stop at 512, the parser is quadratic in this */
enum { MOST_ATTRIBUTES = 1000 }; /* of one tag; quadratic too */

bool casus_looks_like_html(casus_str head) {
  static const casus_str signs[] = {
      CASUS_STR_INIT("<!doctype html"), CASUS_STR_INIT("<html"),    CASUS_STR_INIT("<head"), CASUS_STR_INIT("<body"),
      CASUS_STR_INIT("<div"),           CASUS_STR_INIT("<article"), CASUS_STR_INIT("<p>"),   CASUS_STR_INIT("<meta")};
  if (!head.len || head.ptr[0] != '<') return false;
  for (size_t at = 0; at < head.len; at++)
    for (size_t i = 0; head.ptr[at] == '<' && i < CASUS_COUNT(signs); i++)
      if (casus_str_ieq(casus_str_sub(head, at, at + signs[i].len), signs[i])) return true;
  return false;
}

/* Elements that are commonly left open or never hold others. */
static bool stays_open(casus_str tag) {
  static const casus_str names[] = {CASUS_STR_INIT("br"),   CASUS_STR_INIT("img"),   CASUS_STR_INIT("meta"),
                                    CASUS_STR_INIT("link"), CASUS_STR_INIT("input"), CASUS_STR_INIT("hr"),
                                    CASUS_STR_INIT("p"),    CASUS_STR_INIT("li"),    CASUS_STR_INIT("td"),
                                    CASUS_STR_INIT("tr"),   CASUS_STR_INIT("wbr"),   CASUS_STR_INIT("source")};
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_ieq(tag, names[i])) return true;
  return false;
}

/* How deep tags could nest, counted without parsing: opening less closing ones. */
static bool too_deep(casus_str html) {
  size_t open = 0;
  for (size_t at = 0; at + 1 < html.len; at++) {
    if (html.ptr[at] != '<') continue;
    bool closing = html.ptr[at + 1] == '/';
    size_t start = at + 1 + closing, end = start;
    while (end < html.len && casus_is_alpha(html.ptr[end])) end++;
    if (end == start || stays_open(casus_str_sub(html, start, end))) continue;
    if (!closing)
      open++;
    else if (open)
      open--;
    if (open > MOST_OPEN) return true;
  }
  return false;
}

/* The parser cannot bear a failed allocation: leave it by a jump. Its memory is the arena's, so nothing is lost. */
typedef struct parser_memory {
  casus_arena *arena;
  jmp_buf out;
} parser_memory;

static void *parser_alloc(void *context, size_t size) {
  parser_memory *memory = context;
  void *item = casus_arena_alloc(memory->arena, size);
  if (!item) longjmp(memory->out, 1);
  return item;
}

static void parser_free(void *context, void *item) {
  (void)context;
  (void)item;
}

static const GumboNode *parse(casus_str html, parser_memory *memory) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = parser_alloc;
  options.deallocator = parser_free;
  options.userdata = memory;
  options.max_errors = 0;
  if (setjmp(memory->out)) return NULL;
  return gumbo_parse_with_options(&options, html.ptr, html.len)->document;
}

bool casus_html_breaks_line(const GumboNode *node) {
  static const GumboTag blocks[] = {
      GUMBO_TAG_P,   GUMBO_TAG_DIV,        GUMBO_TAG_LI,      GUMBO_TAG_UL,      GUMBO_TAG_OL,     GUMBO_TAG_BR,
      GUMBO_TAG_H1,  GUMBO_TAG_H2,         GUMBO_TAG_H3,      GUMBO_TAG_H4,      GUMBO_TAG_H5,     GUMBO_TAG_TR,
      GUMBO_TAG_TD,  GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_FIGURE, GUMBO_TAG_TABLE,
      GUMBO_TAG_PRE, GUMBO_TAG_DT,         GUMBO_TAG_DD,      GUMBO_TAG_MAIN,    GUMBO_TAG_BODY,   GUMBO_TAG_HTML};
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  for (size_t i = 0; i < CASUS_COUNT(blocks); i++)
    if (node->v.element.tag == blocks[i]) return true;
  return false;
}

typedef struct page {
  const casus_mapped *raw;
  casus_mapped out;
  casus_arena *arena;
  bool want_break, want_space, failed;
} page;

static void put(page *p, casus_str s, uint32_t at) { p->failed |= !casus_mapped_add(&p->out, p->arena, s, NULL, at); }

/* How many bytes of the page a decoded character of `size` bytes stands for: more where it was a reference. */
static size_t source_size(const casus_mapped *raw, size_t source, size_t size, bool ampersand) {
  if (source >= raw->len || raw->bytes[source] != '&') return size;
  size_t end = source + 1;
  while (end < raw->len &&
         (casus_is_alpha(raw->bytes[end]) || casus_is_digit(raw->bytes[end]) || raw->bytes[end] == '#'))
    end++;
  casus_str name = casus_str_of(raw->bytes + source + 1, end - source - 1);
  bool resolved = !ampersand || casus_str_starts(name, CASUS_STR("#")) || casus_str_ieq(name, CASUS_STR("amp"));
  if (!resolved) return 1; /* a reference to nothing stays as it is */
  return end - source + (end < raw->len && raw->bytes[end] == ';');
}

static void put_character(page *p, casus_str character, uint32_t at) {
  size_t size;
  uint32_t kept = casus_tidy(casus_utf8_at(character, 0, &size), 0);
  p->want_space |= kept == ' ' || kept == '\n' || kept == '\t';
  if (!kept || kept == ' ' || kept == '\n' || kept == '\t') return;
  if (p->out.len && p->want_break)
    put(p, CASUS_STR("\n"), at);
  else if (p->out.len && p->want_space)
    put(p, CASUS_STR(" "), at);
  p->want_break = p->want_space = false;
  put(p, character, at);
}

/* Over tags that the parser passed over inside a text ("a</i>b" with nothing open): to where `character` stands. */
static size_t skip_ignored(const casus_mapped *raw, size_t source, char character) {
  while (source < raw->len && raw->bytes[source] == '<' && character != '<') {
    const char *end = memchr(raw->bytes + source, '>', raw->len - source);
    source = end ? (size_t)(end - raw->bytes) + 1 : raw->len;
  }
  return source < raw->len ? source : raw->len;
}

/* Text of one node: runs of white space become one space; character references keep the place where they began. */
static void put_text(page *p, const GumboNode *node) {
  casus_str text = casus_str_from_c(node->v.text.text);
  size_t source = (size_t)(node->v.text.original_text.data - p->raw->bytes), size = 0;
  for (size_t i = 0; i < text.len && !p->failed; i += size) {
    casus_utf8_at(text, i, &size);
    source = skip_ignored(p->raw, source, text.ptr[i]);
    put_character(p, casus_str_sub(text, i, i + size), p->raw->origin[source]);
    source += source_size(p->raw, source, size, text.ptr[i] == '&');
  }
}

/* The text of the chosen element, without the elements in it that are left out. */
static void put_body(page *p, const GumboNode *root, const casus_html_choice *choice) {
  casus_html_walk walk = casus_html_walk_of(root);
  const GumboNode *left_out = NULL;
  bool skip = false, inside = false;
  size_t elements = 0;
  while (!p->failed && casus_html_step(&walk, skip)) {
    skip = !walk.leaving && walk.node != choice->main && casus_html_skipped(walk.node);
    if (skip) continue;
    bool leaves_out =
        !walk.leaving && choice->left_out && walk.node->type == GUMBO_NODE_ELEMENT && choice->left_out[elements++];
    if (walk.node == choice->main) inside = !walk.leaving;
    if (leaves_out && inside && !left_out && walk.node != choice->main) left_out = walk.node;
    p->want_break |= casus_html_breaks_line(walk.node);
    bool text = walk.node->type == GUMBO_NODE_TEXT || walk.node->type == GUMBO_NODE_CDATA;
    if (inside && text && !left_out && !walk.leaving) put_text(p, walk.node);
    p->want_space |= walk.node->type == GUMBO_NODE_WHITESPACE;
    if (walk.leaving && walk.node == left_out) left_out = NULL;
  }
}

/* The text of JSON-LD, which leads to its script as a whole. */
static void put_linked(page *p, const casus_html_linked *linked) {
  size_t size;
  uint32_t at = p->raw->origin[linked->at < p->raw->len ? linked->at : p->raw->len];
  for (size_t i = 0; i < linked->text.len && !p->failed; i += size) {
    casus_utf8_at(linked->text, i, &size);
    p->want_break |= linked->text.ptr[i] == '\n';
    put_character(p, casus_str_sub(linked->text, i, i + size), at);
  }
}

/* The largest element that pages show without scripts only. */
static const GumboNode *without_scripts(const GumboNode *root, casus_arena *arena, size_t *most) {
  const GumboNode *best = NULL;
  casus_html_walk walk = casus_html_walk_of(root);
  while (casus_html_step(&walk, false)) {
    bool entered = !walk.leaving && walk.node->type == GUMBO_NODE_ELEMENT;
    if (!entered || walk.node->v.element.tag != GUMBO_TAG_NOSCRIPT) continue;
    size_t bytes = casus_html_line(walk.node, arena, HIDDEN_MOST).len;
    if (bytes > *most) best = walk.node, *most = bytes;
  }
  return best;
}

/* A page that shows next to nothing may hold its report in JSON-LD, or in what is shown without scripts. */
static void put_hidden(page *p, const GumboNode *root, const casus_html_linked *linked) {
  size_t most = 2 * p->out.len;
  if (p->out.len >= SCANT || p->failed) return;
  const GumboNode *plain = without_scripts(root, p->arena, &most);
  bool in_json = linked->text.len > most;
  if (!plain && !in_json) return;
  p->out = (casus_mapped){0};
  p->want_break = p->want_space = false;
  if (in_json)
    put_linked(p, linked);
  else
    put_body(p, plain, &(casus_html_choice){.main = plain});
}

/* Behind the end tag of that element, whose content is no markup. */
static size_t behind_raw(casus_str html, size_t at, casus_str tag) {
  size_t end = at;
  while ((end = casus_str_find(html, CASUS_STR("</"), end)) != SIZE_MAX && end + 2 + tag.len <= html.len) {
    if (casus_str_ieq(casus_str_sub(html, end + 2, end + 2 + tag.len), tag)) return end + 2;
    end += 2;
  }
  return html.len;
}

/* Words of a tag that are not in quotes; *at is behind it then. */
static size_t count_attributes(casus_str html, size_t *at) {
  size_t count = 0, i = *at;
  for (char before = 'a'; i < html.len && html.ptr[i] != '>'; i++) {
    char c = html.ptr[i];
    bool between = casus_is_space(c) || c == '/';
    count += between && !casus_is_space(before) && before != '/';
    if (before == '=' && (c == '"' || c == '\'')) {
      const char *close = memchr(html.ptr + i + 1, c, html.len - i - 1);
      i = close ? (size_t)(close - html.ptr) : html.len - 1;
    }
    if (!casus_is_space(c) || before != '=') before = c;
  }
  *at = i;
  return count;
}

/* A tag with more attributes than any page has: the parser compares each with all before it. */
static bool too_crowded(casus_str html) {
  for (size_t at = 0; at + 1 < html.len; at++) {
    size_t start = at + 1, name = start;
    if (html.ptr[at] != '<' || !casus_is_alpha(html.ptr[start])) continue;
    while (name < html.len && casus_is_alpha(html.ptr[name])) name++;
    casus_str tag = casus_str_sub(html, start, name);
    if (count_attributes(html, &at) > MOST_ATTRIBUTES) return true;
    if (casus_str_ieq(tag, CASUS_STR("script")) || casus_str_ieq(tag, CASUS_STR("style")))
      at = behind_raw(html, at, tag);
  }
  return false;
}

static int check_size(casus_str html, casus_error *err) {
  if (too_deep(html))
    return casus_refuse(err, CASUS_FAULT_ELEMENTS, 0, "more than %d elements open at once", MOST_OPEN);
  if (!too_crowded(html)) return CASUS_OK;
  return casus_refuse(err, CASUS_FAULT_ATTRIBUTES, 0, "a tag of more than %d attributes", MOST_ATTRIBUTES);
}

int casus_clean_html(const casus_mapped *raw, const casus_read_options *options, const casus_calendar *calendar,
                     casus_arena *arena, casus_document *document, casus_error *err) {
  casus_str html = casus_mapped_str(raw);
  int rc = check_size(html, err);
  if (rc != CASUS_OK) return rc;
  parser_memory memory = {.arena = arena};
  const GumboNode *root = parse(html, &memory);
  if (!root) return casus_fail_memory(err);
  casus_html_words words;
  casus_html_choice choice;
  casus_html_linked linked;
  rc = casus_html_words_open(options->data_folder, calendar, arena, &words, err);
  if (rc == CASUS_OK) rc = casus_html_facts(root, &words, arena, document, &linked, err);
  if (rc == CASUS_OK) rc = casus_html_choose(root, &words, arena, &choice, err);
  if (rc != CASUS_OK) return rc;
  page p = {.raw = raw, .arena = arena};
  put_body(&p, root, &choice);
  put_hidden(&p, root, &linked);
  if (!p.failed) p.failed = !casus_html_drop_lines(&p.out, &words, document->language, arena);
  if (p.failed || !casus_mapped_finish(&p.out, arena, raw->origin[raw->len])) return casus_fail_memory(err);
  document->text = casus_mapped_str(&p.out);
  document->origin = p.out.origin;
  return CASUS_OK;
}

int casus_clean_fragment(const casus_mapped *html, casus_arena *arena, casus_mapped *text, casus_error *err) {
  int rc = check_size(casus_mapped_str(html), err);
  if (rc != CASUS_OK) return rc;
  parser_memory memory = {.arena = arena};
  const GumboNode *root = parse(casus_mapped_str(html), &memory);
  if (!root) return casus_fail_memory(err);
  page p = {.raw = html, .arena = arena};
  put_body(&p, root, &(casus_html_choice){.main = root});
  if (p.failed || !casus_mapped_finish(&p.out, arena, html->origin[html->len])) return casus_fail_memory(err);
  *text = p.out;
  return CASUS_OK;
}
