/* RSS and Atom, item by item: an item is found in the bytes, so that a broken one costs itself only, and no more of a
 * feed is held than that. */
#include "read/feed.h"
#include "read/reader.h"

enum { HEAD_BYTES = 1024 };

/* What the feed says of itself. */
typedef enum head_part { HEAD_TITLE, HEAD_LANGUAGE, HEAD_PARTS, HEAD_NONE = HEAD_PARTS } head_part;

typedef struct feed_state {
  casus_feed_spaces spaces;
  size_t used; /* bytes of the view that are done with */
  casus_str charset;
  char charset_bytes[40];
  char head[HEAD_PARTS][HEAD_BYTES];
  size_t head_length[HEAD_PARTS];
  head_part open;               /* is being read */
  bool done[HEAD_PARTS], aside; /* aside: in an image or text input, whose titles are their own */
} feed_state;

static bool is_item(casus_str name) {
  casus_str local = casus_xml_local(name);
  return casus_str_ieq(local, CASUS_STR("item")) || casus_str_ieq(local, CASUS_STR("entry"));
}

static bool ends_feed(casus_str name) {
  static const casus_str names[] = {CASUS_STR_INIT("channel"), CASUS_STR_INIT("rss"), CASUS_STR_INIT("feed"),
                                    CASUS_STR_INIT("rdf")};
  casus_str local = casus_xml_local(name);
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_ieq(local, names[i])) return true;
  return false;
}

static bool is_aside(casus_str name) {
  casus_str local = casus_xml_local(name);
  return casus_str_ieq(local, CASUS_STR("image")) || casus_str_ieq(local, CASUS_STR("textinput")) ||
         casus_str_ieq(local, CASUS_STR("author"));
}

static void add_head(feed_state *s, head_part part, casus_str bytes) {
  size_t room = HEAD_BYTES - s->head_length[part];
  size_t length = bytes.len < room ? bytes.len : room;
  memcpy(s->head[part] + s->head_length[part], bytes.ptr, length);
  s->head_length[part] += length;
}

/* A piece between the items. */
static void read_head(feed_state *s, const casus_xml_piece *piece, casus_str whole) {
  bool open = piece->kind == CASUS_XML_OPEN, close = piece->kind == CASUS_XML_CLOSE;
  if (open && is_aside(piece->name)) s->aside = !piece->empty;
  if (close && is_aside(piece->name)) s->aside = false;
  if (close && s->open != HEAD_NONE) s->done[s->open] = true, s->open = HEAD_NONE;
  if (!open && s->open != HEAD_NONE) add_head(s, s->open, whole);
  if (!open) return;
  casus_feed_note_spaces(&s->spaces, piece->inside);
  casus_str language = casus_xml_attribute(piece->inside, CASUS_STR("xml:lang")), local = casus_xml_local(piece->name);
  if (language.len && !s->head_length[HEAD_LANGUAGE]) add_head(s, HEAD_LANGUAGE, language);
  bool core = casus_feed_space_of(&s->spaces, piece->name) == CASUS_SPACE_CORE && !s->aside && !piece->empty;
  if (core && casus_str_ieq(local, CASUS_STR("title")) && !s->done[HEAD_TITLE]) s->open = HEAD_TITLE;
  if (core && casus_str_ieq(local, CASUS_STR("language")) && !s->head_length[HEAD_LANGUAGE]) s->open = HEAD_LANGUAGE;
}

/* <?xml … encoding="…"?> */
static void read_declaration(feed_state *s, casus_str whole) {
  casus_str inside = casus_str_sub(whole, 2, whole.len - 2), name, value;
  if (!casus_str_starts(whole, CASUS_STR("<?xml"))) return;
  while (casus_xml_next_attribute(&inside, &name, &value))
    if (casus_str_eq(name, CASUS_STR("encoding")) && value.len < sizeof s->charset_bytes) {
      memcpy(s->charset_bytes, value.ptr, value.len);
      s->charset = casus_str_of(s->charset_bytes, value.len);
    }
}

/* On to the tag of the next item, which then begins the view. CASUS_END, CASUS_E_MEMORY. */
static int find_item(casus_reader *r, casus_xml_piece *tag, casus_error *err) {
  feed_state *s = r->state;
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    bool ended = r->window.ended, too_long = view.len > r->options.limits.document;
    if (!view.len && ended) return CASUS_END;
    *tag = view.len ? casus_xml_at(view, 0, ended) : (casus_xml_piece){.kind = CASUS_XML_CUT};
    if (tag->kind == CASUS_XML_CUT && !too_long) {
      if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
      continue;
    }
    if (tag->kind == CASUS_XML_CUT) tag->end = 1; /* a mark that is never closed is none */
    if (tag->kind == CASUS_XML_OPEN && is_item(tag->name)) return CASUS_OK;
    casus_str whole = casus_str_sub(view, 0, tag->end);
    read_declaration(s, whole);
    read_head(s, tag, whole);
    casus_window_skip(&r->window, tag->end);
  }
}

/* Does the item whose pieces begin at `at` go on with this piece? *end is where it ends when not. */
static bool goes_on(const casus_xml_piece *piece, size_t at, size_t *depth, size_t *end) {
  bool open = piece->kind == CASUS_XML_OPEN, close = piece->kind == CASUS_XML_CLOSE;
  *end = close && is_item(piece->name) ? piece->end : at;
  if ((open || close) && is_item(piece->name)) return false; /* its end, or the next one when it has none */
  if (close && ends_feed(piece->name)) return false;
  if (open && !piece->empty) ++*depth;
  if (close && *depth) --*depth;
  return true;
}

/* From its tag at the view's start to the item's end. Over a limit: what passes it is left out of the window. */
static int find_end(casus_reader *r, size_t at, size_t *length, casus_error *err) {
  size_t depth = 0, limit = r->options.limits.document, end = 0;
  bool too_long = false, too_deep = false, cut = false;
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    casus_xml_piece piece = {.kind = CASUS_XML_CUT, .end = at};
    bool ended = r->window.ended;
    if (at < view.len) piece = casus_xml_at(view, at, ended);
    too_long |= at > limit;
    if (piece.kind == CASUS_XML_CUT && (ended || view.len - at > limit)) {
      if (ended) {
        cut = true;
        break;
      }
      piece.end = at + 1;
      too_long = true;
    } else if (piece.kind == CASUS_XML_CUT) {
      if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
      continue;
    }
    if (!goes_on(&piece, at, &depth, &end)) {
      at = end;
      break;
    }
    too_deep |= depth > r->options.limits.depth;
    at = piece.end;
    if (!too_long) continue;
    casus_window_skip(&r->window, at);
    at = 0;
  }
  *length = at;
  too_long |= at > limit;
  if (too_deep)
    return casus_refuse(err, CASUS_FAULT_DEPTH, 0, "more than %zu elements open at once (--max-depth)",
                        r->options.limits.depth);
  if (cut && !too_long) return casus_refuse(err, CASUS_FAULT_DAMAGED, 0, "an item that is cut off");
  return too_long ? casus_refuse(err, CASUS_FAULT_BYTES, 0, "an item over %zu bytes (--max-bytes)", limit) : CASUS_OK;
}

static int add_head_facts(feed_state *s, const casus_writing *how, casus_arena *arena, casus_document *document,
                          casus_error *err) {
  casus_str *const into[HEAD_PARTS] = {&document->publisher, &document->language};
  for (int i = 0; i < HEAD_PARTS; i++) {
    casus_mapped raw;
    casus_document unused = {0};
    casus_str line;
    if (into[i]->ptr || !s->head_length[i]) continue;
    int rc = casus_decode(casus_str_of(s->head[i], s->head_length[i]), 0, how, arena, &raw, &unused, err);
    if (rc == CASUS_OK) rc = casus_feed_line(&raw, 0, raw.len, arena, &line, err);
    if (rc != CASUS_OK) return rc;
    if (line.len) *into[i] = line;
  }
  return CASUS_OK;
}

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  feed_state *s = r->state;
  casus_xml_piece tag;
  size_t length = 0;
  casus_window_skip(&r->window, s->used);
  s->used = 0;
  int rc = find_item(r, &tag, err);
  if (rc != CASUS_OK) return rc;
  casus_reader_mark(r, document);
  if (tag.empty)
    length = tag.end;
  else
    rc = find_end(r, tag.end, &length, err);
  s->used = length;
  if (rc != CASUS_OK) return rc;
  casus_mapped raw;
  casus_str charset = r->options.charset.len ? r->options.charset : s->charset;
  casus_str bytes = casus_str_sub(casus_window_view(&r->window), 0, length);
  casus_writing how = {&r->letters, r->options.encoding, charset};
  rc = casus_decode(bytes, 0, &how, arena, &raw, document, err);
  if (rc == CASUS_OK) rc = casus_feed_item(&raw, &s->spaces, &r->keys, arena, document, err);
  return rc == CASUS_OK ? add_head_facts(s, &how, arena, document, err) : rc;
}

int casus_start_feed(casus_reader *r, casus_error *err) {
  feed_state *s = casus_arena_alloc(r->arena, sizeof *s);
  if (!s) return casus_fail_memory(err);
  s->open = HEAD_NONE;
  r->state = s;
  r->next = next;
  return CASUS_OK;
}
