/* map.html: one file without outside requests: what changed, the map, the ranking with its reasons, the record behind
 * it with every sentence and speaker. Its one script, page/page.js, is named in its policy by its hash; without it
 * everything but arcs, sorting and the change of colours works. */
#include "out/html.h"

enum { DOCUMENTS = 12 };

#define put casus_html_put

void casus_html_date(casus_buffer *out, casus_date date) {
  char iso[16];
  casus_buffer_printf(out, "<time datetime=\"%.*s\">", (int)casus_date_format(date, iso), iso);
  casus_out_day(out, date);
  put(out, "</time>");
}

void casus_html_voices(casus_buffer *out, const casus_voice *voices, size_t count) {
  for (size_t i = 0; i < count; i++) {
    casus_buffer facts = {0};
    if (!voices[i].medium) casus_out_voice_facts(&facts, &voices[i], CASUS_STR(""));
    if (i) put(out, ", through ");
    casus_escape_markup(out, casus_out_voice_name(&voices[i]));
    if (facts.len) put(out, ", ");
    casus_escape_markup(out, casus_buffer_str(&facts));
    out->failed |= facts.failed;
    casus_buffer_free(&facts);
  }
}

/* Is this byte inside one of the marks? */
static bool is_marked(const casus_span *marks, size_t count, size_t at) {
  for (size_t i = 0; i < count; i++)
    if (at >= marks[i].start && at < marks[i].end) return true;
  return false;
}

static void put_marked(casus_buffer *out, casus_str text, const casus_span *marks, size_t count) {
  for (size_t at = 0; at < text.len;) {
    bool marked = is_marked(marks, count, at);
    size_t end = at + 1;
    while (end < text.len && is_marked(marks, count, end) == marked) end++;
    put(out, marked ? "<mark>" : "");
    casus_escape_markup(out, casus_str_sub(text, at, end));
    put(out, marked ? "</mark>" : "");
    at = end;
  }
}

void casus_html_quote(casus_buffer *out, casus_str text, const casus_span *marks, size_t mark_count,
                      const casus_voice *voices, size_t voice_count) {
  if (!text.len) return;
  put(out, "<blockquote><p>");
  put_marked(out, text, marks, mark_count);
  put(out, "</p>");
  if (voice_count) {
    put(out, "<footer>— ");
    casus_html_voices(out, voices, voice_count);
    put(out, "</footer>");
  }
  put(out, "</blockquote>\n");
}

void casus_html_status(casus_buffer *out, casus_status status) {
  casus_buffer_printf(out, "<span class=\"tag %s\">%s</span>", casus_status_name(status), casus_status_name(status));
}

static void put_documents(casus_buffer *out, const casus_report *r) {
  if (!r->document_count) return;
  put(out, "<ul class=\"sources\">\n");
  for (size_t i = 0; i < r->document_count && i < DOCUMENTS; i++) {
    const casus_document_row *d = &r->documents[i];
    put(out, "<li><cite>");
    casus_escape_markup(out, d->title.len ? d->title : d->path);
    put(out, "</cite>");
    if (d->publisher.len) put(out, ", ");
    casus_escape_markup(out, d->publisher);
    put(out, ", ");
    casus_html_date(out, d->date);
    casus_buffer_printf(out,
                        " <span class=\"soft\">%llu sentences, %llu events, %llu statements, %llu ties</span></li>\n",
                        (unsigned long long)d->sentences, (unsigned long long)d->events,
                        (unsigned long long)d->statements, (unsigned long long)d->ties);
  }
  if (r->document_count > DOCUMENTS) casus_buffer_printf(out, "<li>and %zu more</li>\n", r->document_count - DOCUMENTS);
  put(out, "</ul>\n");
}

static bool says(const casus_report *r, bool predictions) {
  for (size_t i = 0; i < r->statement_count; i++)
    if ((r->statements[i].statement.prediction.modality.len > 0) == predictions) return true;
  return false;
}

static void put_navigation(casus_buffer *out, const casus_report *r) {
  put(out, "<nav aria-label=\"Parts of this page\"><ul>");
  if (r->change_count) put(out, "<li><a href=\"#changed\">What changed</a></li>");
  put(out,
      "<li><a href=\"#map\">Map</a></li><li><a href=\"#ranking\">Ranking</a></li><li><a href=\"#why\">Why</a></li>");
  if (r->event_count) put(out, "<li><a href=\"#events\">Who did what</a></li>");
  if (r->tie_count) put(out, "<li><a href=\"#ties\">What binds them</a></li>");
  if (says(r, true)) put(out, "<li><a href=\"#predictions\">What may follow</a></li>");
  if (says(r, false)) put(out, "<li><a href=\"#said\">Who says what</a></li>");
  put(out, "<li><a href=\"#method\">How to read this</a></li></ul></nav>\n");
}

/* The texts that go into the page as they are. */
typedef struct page_parts {
  casus_str style, script;
} page_parts;

static void put_head(casus_buffer *out, const casus_report *r, const page_parts *parts) {
  char hash[CASUS_HASH_SOURCE];
  casus_hash_source(parts->script, hash);
  put(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
           "base-uri 'none'; form-action 'none'; script-src 'sha256-");
  put(out, hash);
  put(out, "'\">\n<title>The risk map of ");
  casus_escape_markup(out, casus_out_region(r->map->region));
  put(out, ", ");
  casus_out_day(out, r->world->date);
  put(out, "</title>\n<style>\n");
  casus_buffer_add(out, parts->style);
  put(out, "</style>\n</head>\n<body>\n<header>\n<h1>The risk map of ");
  casus_escape_markup(out, casus_out_region(r->map->region));
  put(out, "</h1>\n<p class=\"dateline\">");
  casus_html_date(out, r->world->date);
  if (r->supposed) {
    put(out, ", under suppositions");
  } else if (r->before && r->before->date.day == r->world->date.day) {
    put(out, ", after reading");
  } else if (r->before) {
    put(out, ", compared with ");
    casus_html_date(out, r->before->date);
  }
  put(out, "</p>\n");
  put_documents(out, r);
  put_navigation(out, r);
  put(out, "</header>\n<main>\n");
}

static void put_method(casus_buffer *out, casus_str script) {
  put(out,
      "<section id=\"method\">\n<h2>How to read this</h2>\n<p>A number is the expected count of new militarised "
      "disputes (a threat, show or use of force between governments) within twelve months, with its 90 % interval in "
      "brackets. It rests on a structural prior for each pair of states and on dated incidents that fade with time; "
      "obligations say who would be drawn in. The parts of a number add up to it exactly. How much and in what tone "
      "the news writes carries no weight.</p>\n<p>What one side claims is marked <i>claimed</i>; what may happen is "
      "<i>possible</i> or <i>planned</i>; what somebody denies is <i>denied</i>; background is <i>past</i>.</p>\n"
      "<p>Made by a program from the reports named above and from built-in dated tables whose sources are given beside "
      "each fact. It reads sentences and can misread them: follow a number to its words before quoting it.</p>\n"
      "</section>\n</main>\n<script>");
  casus_buffer_add(out, script);
  put(out, "</script>\n</body>\n</html>\n");
}

int casus_out_html(casus_buffer *out, const casus_report *report, casus_error *err) {
  page_parts parts;
  casus_arena *arena = casus_arena_new();
  const char *folder = report->world->folder;
  int rc = arena ? casus_data_get(folder, "page/style.css", arena, &parts.style, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) rc = casus_data_get(folder, "page/page.js", arena, &parts.script, err);
  if (rc == CASUS_OK) {
    put_head(out, report, &parts);
    casus_html_supposed(out, report);
    casus_html_changes(out, report);
    put(out, "<div class=\"board\">\n");
    rc = casus_html_map(out, report, arena, err);
  }
  if (rc == CASUS_OK) {
    casus_html_ranking(out, report);
    put(out, "</div>\n");
    casus_html_reasons(out, report, arena);
    casus_html_events(out, report, arena);
    casus_html_ties(out, report);
    casus_html_predictions(out, report);
    casus_html_statements(out, report);
    put_method(out, parts.script);
    if (out->failed) rc = casus_fail_memory(err);
  }
  casus_arena_free(arena);
  return rc;
}
