/* One item of a feed as a document. */
#include "read/feed.h"

enum { MOST_UNCLOSED = 16 };

/* What an item's elements are for; the lower rank wins. */
static const struct {
  casus_feed_space space;
  const char *name;
  casus_field field;
  uint32_t rank;
} roles[] = {
    {CASUS_SPACE_CORE, "title", CASUS_FIELD_TITLE, 0},
    {CASUS_SPACE_DUBLIN_CORE, "title", CASUS_FIELD_TITLE, 1},
    {CASUS_SPACE_MEDIA, "title", CASUS_FIELD_TITLE, 2},
    {CASUS_SPACE_ITUNES, "title", CASUS_FIELD_TITLE, 3},
    {CASUS_SPACE_CONTENT, "encoded", CASUS_FIELD_TEXT, 0},
    {CASUS_SPACE_CORE, "content", CASUS_FIELD_TEXT, 1},
    {CASUS_SPACE_XHTML, "body", CASUS_FIELD_TEXT, 2},
    {CASUS_SPACE_CORE, "body", CASUS_FIELD_TEXT, 3},
    {CASUS_SPACE_XHTML, "div", CASUS_FIELD_TEXT, 4},
    {CASUS_SPACE_CORE, "description", CASUS_FIELD_TEXT, 5},
    {CASUS_SPACE_CORE, "summary", CASUS_FIELD_TEXT, 6},
    {CASUS_SPACE_DUBLIN_CORE, "description", CASUS_FIELD_TEXT, 7},
    {CASUS_SPACE_ITUNES, "summary", CASUS_FIELD_TEXT, 8},
    {CASUS_SPACE_MEDIA, "description", CASUS_FIELD_TEXT, 9},
    {CASUS_SPACE_CORE, "pubDate", CASUS_FIELD_DATE, 0},
    {CASUS_SPACE_CORE, "published", CASUS_FIELD_DATE, 1},
    {CASUS_SPACE_CORE, "issued", CASUS_FIELD_DATE, 2},
    {CASUS_SPACE_DUBLIN_CORE, "date", CASUS_FIELD_DATE, 3},
    {CASUS_SPACE_CORE, "date", CASUS_FIELD_DATE, 4},
    {CASUS_SPACE_DUBLIN_CORE, "created", CASUS_FIELD_DATE, 5},
    {CASUS_SPACE_CORE, "created", CASUS_FIELD_DATE, 6},
    {CASUS_SPACE_CORE, "updated", CASUS_FIELD_DATE, 7},
    {CASUS_SPACE_CORE, "modified", CASUS_FIELD_DATE, 8},
    {CASUS_SPACE_DUBLIN_CORE, "creator", CASUS_FIELD_AUTHOR, 0},
    {CASUS_SPACE_CORE, "author", CASUS_FIELD_AUTHOR, 1},
    {CASUS_SPACE_ITUNES, "author", CASUS_FIELD_AUTHOR, 2},
    {CASUS_SPACE_CORE, "source", CASUS_FIELD_PUBLISHER, 0},
    {CASUS_SPACE_DUBLIN_CORE, "publisher", CASUS_FIELD_PUBLISHER, 1},
    {CASUS_SPACE_CORE, "link", CASUS_FIELD_URL, 0},
    {CASUS_SPACE_CORE, "guid", CASUS_FIELD_ID, 0},
    {CASUS_SPACE_CORE, "id", CASUS_FIELD_ID, 1},
    {CASUS_SPACE_DUBLIN_CORE, "language", CASUS_FIELD_LANGUAGE, 0},
    {CASUS_SPACE_CORE, "language", CASUS_FIELD_LANGUAGE, 1},
};

typedef struct item {
  const casus_mapped *raw;
  casus_str text; /* of raw */
  casus_feed_spaces spaces;
  casus_fields fields; /* raw values */
  bool text_is_plain;  /* the text's element says so */
  size_t unclosed;
} item;

/* Where the element that was opened before `at` ends: the place of its closing tag, and behind it. An element that is
 * never closed ends at the next tag. */
static size_t element_end(item *in, casus_str name, size_t at, size_t *behind) {
  size_t same = 0, first = SIZE_MAX;
  while (at < in->text.len) {
    casus_xml_piece piece = casus_xml_at(in->text, at, true);
    bool tag = piece.kind == CASUS_XML_OPEN || piece.kind == CASUS_XML_CLOSE;
    if (tag && first == SIZE_MAX) first = at;
    if (tag && in->unclosed > MOST_UNCLOSED) break;
    bool ours = tag && casus_str_eq(piece.name, name);
    if (ours && piece.kind == CASUS_XML_CLOSE && !same--) return *behind = piece.end, at;
    same += ours && piece.kind == CASUS_XML_OPEN && !piece.empty;
    at = piece.end;
  }
  in->unclosed++;
  return *behind = first == SIZE_MAX ? in->text.len : first;
}

/* Text that is no text: pictures and the like in an Atom content. */
static bool is_foreign(casus_str attributes) {
  casus_str type = casus_xml_attribute(attributes, CASUS_STR("type"));
  if (casus_str_eq(casus_xml_attribute(attributes, CASUS_STR("mode")), CASUS_STR("base64"))) return true;
  if (!type.len || casus_str_find(type, CASUS_STR("/"), 0) == SIZE_MAX) return false;
  return !casus_str_starts(type, CASUS_STR("text/")) && !casus_str_ends(type, CASUS_STR("xml"));
}

static bool is_plain(casus_str attributes) {
  casus_str type = casus_xml_attribute(attributes, CASUS_STR("type"));
  return casus_str_eq(type, CASUS_STR("text")) || casus_str_eq(type, CASUS_STR("text/plain"));
}

/* <author><name>, <source><title>: the part that names. */
static casus_str named_part(item *in, casus_str inner) {
  static const char *const names[] = {"name", "title"};
  size_t start = (size_t)(inner.ptr - in->text.ptr), end = start + inner.len;
  casus_str s = casus_str_sub(in->text, 0, end);
  for (size_t at = start; at < end;) {
    casus_xml_piece piece = casus_xml_at(s, at, true);
    at = piece.end;
    casus_str local = casus_xml_local(piece.name);
    for (size_t i = 0; piece.kind == CASUS_XML_OPEN && i < CASUS_COUNT(names); i++) {
      size_t behind;
      if (casus_str_eq(local, casus_str_from_c(names[i])))
        return casus_str_sub(s, at, element_end(in, piece.name, at, &behind));
    }
  }
  return inner;
}

static void offer_link(item *in, const casus_xml_piece *open, casus_str inner) {
  casus_str href = casus_xml_attribute(open->inside, CASUS_STR("href"));
  casus_str rel = casus_xml_attribute(open->inside, CASUS_STR("rel"));
  bool main = !rel.len || casus_str_eq(rel, CASUS_STR("alternate"));
  if (main || !href.len)
    casus_fields_offer(&in->fields, CASUS_FIELD_URL, href.len ? 1 : 0, open->name, href.len ? href : inner);
}

static void offer(item *in, casus_field field, uint32_t rank, const casus_xml_piece *open, casus_str inner) {
  if (field == CASUS_FIELD_URL) return offer_link(in, open, inner);
  if (field == CASUS_FIELD_AUTHOR || field == CASUS_FIELD_PUBLISHER) inner = named_part(in, inner);
  if (field == CASUS_FIELD_TEXT && is_foreign(open->inside)) return;
  casus_str before = in->fields.value[field];
  casus_fields_offer(&in->fields, field, rank, open->name, inner);
  bool taken = in->fields.value[field].ptr != before.ptr;
  if (field == CASUS_FIELD_TEXT && taken) in->text_is_plain = is_plain(open->inside);
  bool address = casus_str_starts(casus_str_trim(inner), CASUS_STR("http"));
  if (field == CASUS_FIELD_ID && address &&
      !casus_str_eq(casus_xml_attribute(open->inside, CASUS_STR("isPermaLink")), CASUS_STR("false")))
    casus_fields_offer(&in->fields, CASUS_FIELD_URL, 2, open->name, inner);
}

/* The element that opens at `at`; returns where to go on: behind an element that has a role, into one that has none. */
static size_t take_element(item *in, const casus_xml_piece *open) {
  casus_feed_note_spaces(&in->spaces, open->inside);
  casus_feed_space space = casus_feed_space_of(&in->spaces, open->name);
  casus_str local = casus_xml_local(open->name);
  for (size_t i = 0; i < CASUS_COUNT(roles); i++) {
    if (roles[i].space != space || !casus_str_ieq(local, casus_str_from_c(roles[i].name))) continue;
    size_t behind = open->end, end = open->empty ? behind : element_end(in, open->name, open->end, &behind);
    offer(in, roles[i].field, roles[i].rank, open, casus_str_sub(in->text, open->end, end));
    return behind;
  }
  return open->end;
}

int casus_feed_line(const casus_mapped *raw, size_t start, size_t end, casus_arena *arena, casus_str *line,
                    casus_error *err) {
  casus_mapped text = {0}, clean;
  int rc = casus_xml_text(raw, start, end, arena, &text, err);
  if (rc != CASUS_OK) return rc;
  casus_str s = casus_mapped_str(&text);
  bool marked = memchr(s.ptr, '<', s.len) || memchr(s.ptr, '&', s.len);
  if (marked && (rc = casus_clean_fragment(&text, arena, &clean, err)) != CASUS_OK) return rc;
  *line = casus_str_trim(marked ? casus_mapped_str(&clean) : s);
  return CASUS_OK;
}

/* "mail@address (Name)" is called by the name. */
static casus_str without_address(casus_str author) {
  size_t open = casus_str_find(author, CASUS_STR("("), 0), at = casus_str_find(author, CASUS_STR("@"), 0);
  bool both = open != SIZE_MAX && at < open && casus_str_ends(author, CASUS_STR(")"));
  return both ? casus_str_trim(casus_str_sub(author, open + 1, author.len - 1)) : author;
}

/* The raw values as text; the text itself with its way back. */
static int fill(item *in, const casus_keys *keys, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_fields lines = {0};
  int rc = CASUS_OK;
  for (int i = 0; i < CASUS_FIELD_COUNT; i++) {
    casus_str value = in->fields.value[i], line;
    if (i == CASUS_FIELD_TEXT || !value.ptr) continue;
    size_t start = (size_t)(value.ptr - in->text.ptr);
    rc = casus_feed_line(in->raw, start, start + value.len, arena, &line, err);
    if (rc != CASUS_OK) return rc;
    if (i == CASUS_FIELD_AUTHOR) line = without_address(line);
    casus_fields_offer(&lines, (casus_field)i, 0, in->fields.key[i], line);
  }
  rc = casus_fields_fill(&lines, keys, arena, document, err);
  if (rc != CASUS_OK) return rc;
  casus_str value = in->fields.value[CASUS_FIELD_TEXT];
  size_t start = value.ptr ? (size_t)(value.ptr - in->text.ptr) : in->text.len;
  casus_mapped text = {0};
  rc = casus_xml_text(in->raw, start, start + value.len, arena, &text, err);
  if (rc == CASUS_OK) rc = casus_fields_set_text(&text, value.ptr && !in->text_is_plain, arena, document, err);
  if (rc == CASUS_OK && !document->text.len && !document->title.ptr)
    rc = casus_refuse(err, CASUS_FAULT_EMPTY, 0, "an item with neither title nor text");
  return rc;
}

int casus_feed_item(const casus_mapped *raw, const casus_feed_spaces *spaces, const casus_keys *keys,
                    casus_arena *arena, casus_document *document, casus_error *err) {
  item in = {.raw = raw, .text = casus_mapped_str(raw), .spaces = *spaces};
  bool inside = false; /* behind the item's own tag */
  for (size_t at = 0; at < in.text.len;) {
    casus_xml_piece piece = casus_xml_at(in.text, at, true);
    at = piece.end;
    if (piece.kind != CASUS_XML_OPEN) continue;
    if (inside)
      at = take_element(&in, &piece);
    else
      casus_feed_note_spaces(&in.spaces, piece.inside);
    casus_str language = casus_xml_attribute(piece.inside, CASUS_STR("xml:lang"));
    if (!inside && language.len) casus_fields_offer(&in.fields, CASUS_FIELD_LANGUAGE, 2, piece.name, language);
    inside = true;
  }
  return fill(&in, keys, arena, document, err);
}
