/* OPML: a list of feeds. Each is named, as a record that is not read: nothing is fetched that was not asked for. */
#include "read/feed.h"
#include "read/reader.h"

static int attribute_line(casus_reader *r, casus_str attributes, const char *name, casus_arena *arena, casus_str *line,
                          casus_error *err) {
  casus_mapped raw;
  casus_document unused = {0};
  casus_writing how = {&r->letters, r->options.encoding, CASUS_STR("")};
  casus_str value = casus_xml_attribute(attributes, casus_str_from_c(name));
  *line = CASUS_STR("");
  if (!value.len) return CASUS_OK;
  int rc = casus_decode(value, 0, &how, arena, &raw, &unused, err);
  return rc == CASUS_OK ? casus_feed_line(&raw, 0, raw.len, arena, line, err) : rc;
}

static int name_feed(casus_reader *r, casus_str attributes, casus_arena *arena, casus_error *err) {
  casus_str address, text;
  int rc = attribute_line(r, attributes, "xmlUrl", arena, &address, err);
  if (rc == CASUS_OK) rc = attribute_line(r, attributes, "text", arena, &text, err);
  if (rc == CASUS_OK && !text.len) rc = attribute_line(r, attributes, "title", arena, &text, err);
  if (rc != CASUS_OK) return rc;
  return casus_refuse(err, CASUS_FAULT_NOT_FOLLOWED, 0, "a feed to fetch, not fetched: %.*s%s%.*s",
                      CASUS_STR_FMT(casus_str_sub(text, 0, 80)), text.len ? " " : "", CASUS_STR_FMT(address));
}

static int next(casus_reader *r, casus_arena *arena, casus_document *document, casus_error *err) {
  for (;;) {
    casus_str view = casus_window_view(&r->window);
    bool ended = r->window.ended;
    if (!view.len && ended) return CASUS_END;
    casus_xml_piece piece = view.len ? casus_xml_at(view, 0, ended) : (casus_xml_piece){.kind = CASUS_XML_CUT};
    if (piece.kind == CASUS_XML_CUT && view.len <= r->options.limits.document) {
      if (casus_window_more(&r->window, err) != CASUS_OK) return CASUS_E_MEMORY;
      continue;
    }
    casus_reader_mark(r, document);
    bool feed = piece.kind == CASUS_XML_OPEN && casus_str_ieq(piece.name, CASUS_STR("outline")) &&
                casus_xml_attribute(piece.inside, CASUS_STR("xmlUrl")).len;
    int rc = feed ? name_feed(r, piece.inside, arena, err) : CASUS_OK;
    casus_window_skip(&r->window, piece.kind == CASUS_XML_CUT ? 1 : piece.end);
    if (rc != CASUS_OK) return rc;
  }
}

int casus_start_opml(casus_reader *r, casus_error *err) {
  (void)err;
  r->next = next;
  return CASUS_OK;
}
