/* What changed, on the page: the verdict, then what binds, what counted before, and what carries no weight. */
#include "out/html.h"

#define put casus_html_put

static bool is_kind(const casus_change *c, const char *kind) { return casus_str_eq(c->kind, casus_str_from_c(kind)); }

static void put_text(casus_buffer *out, casus_str text) {
  casus_buffer words = {0};
  casus_out_sentence_case(&words, text);
  casus_escape_markup(out, casus_buffer_str(&words));
  out->failed |= words.failed;
  casus_buffer_free(&words);
}

static void put_paragraph(casus_buffer *out, const char *class, casus_str text) {
  if (!text.len) return;
  casus_buffer_printf(out, "<p class=\"%s\">", class);
  put_text(out, text);
  put(out, "</p>\n");
}

/* Where the page shows what it rests on. */
static void put_source(casus_buffer *out, const casus_report *r, casus_str id) {
  for (size_t i = 0; id.len && i < r->event_count; i++)
    if (casus_str_eq(r->events[i].event.id, id)) {
      casus_escape_into(out, " <a href=\"#event-", id);
      put(out, ">event</a>");
      return;
    }
  for (size_t i = 0; id.len && i < r->tie_count; i++)
    if (casus_str_eq(r->ties[i].tie.id, id)) {
      casus_escape_into(out, " <a href=\"#tie-", id);
      put(out, ">tie</a>");
      return;
    }
}

/* `next`: a sentence that tells several things stands below the last of them. */
static void put_change(casus_buffer *out, const casus_report *r, const casus_change *c, const casus_change *next) {
  put(out, is_kind(c, "more") ? "<li>\n<p class=\"soft\">" : "<li>\n<p class=\"what\">");
  put_text(out, c->text);
  if (c->known && c->weight != CASUS_CHANGE_COUNTED && !is_kind(c, "more"))
    put(out, " <span class=\"tag\">known before</span>");
  put_source(out, r, c->evidence);
  put(out, "</p>\n");
  put_paragraph(out, "meaning", c->meaning);
  put_paragraph(out, "soft", c->basis);
  if (!next || !casus_out_same_telling(c, next))
    casus_html_quote(out, c->sentence, &c->told, 1, c->said_by, c->said_by_count);
  put(out, "</li>\n");
}

static size_t group_end(const casus_report *r, size_t i) {
  size_t end = i;
  while (end < r->change_count && r->changes[end].weight == r->changes[i].weight) end++;
  return end;
}

/* Changes [i, end) of one weight; what carries none is closed until it is asked for. */
static void put_group(casus_buffer *out, const casus_report *r, size_t i, size_t end) {
  casus_change_weight weight = r->changes[i].weight;
  bool closed = weight == CASUS_CHANGE_WEIGHTLESS;
  const casus_change *note = NULL;
  if (closed)
    casus_buffer_printf(out, "<details class=\"group\">\n<summary>%s: %zu</summary>\n", casus_out_change_group(weight),
                        end - i);
  else
    casus_buffer_printf(out, "<section class=\"group\">\n<h3>%s</h3>\n", casus_out_change_group(weight));
  put(out, "<ul class=\"changes\">\n");
  for (; i < end; i++) {
    if (is_kind(&r->changes[i], "note"))
      note = &r->changes[i];
    else
      put_change(out, r, &r->changes[i], i + 1 < end ? &r->changes[i + 1] : NULL);
  }
  put(out, "</ul>\n");
  if (note) put_paragraph(out, "soft", note->text);
  put(out, closed ? "</details>\n" : "</section>\n");
}

void casus_html_changes(casus_buffer *out, const casus_report *r) {
  if (!r->change_count) return;
  put(out, "<section id=\"changed\">\n<h2>What changed</h2>\n<div class=\"groups\">\n");
  size_t i = 0;
  while (i < r->change_count && r->changes[i].weight != CASUS_CHANGE_WEIGHTLESS) {
    size_t end = group_end(r, i);
    put_group(out, r, i, end);
    i = end;
  }
  put(out, "</div>\n");
  if (i < r->change_count) put_group(out, r, i, r->change_count);
  put(out, "</section>\n");
}
