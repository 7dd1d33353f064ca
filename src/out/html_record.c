/* The record behind the map: sentences with what was read in them, ties, predictions, statements. */
#include "out/html.h"

#define put casus_html_put

static casus_style wide(const casus_report *r) { return (casus_style){.names = r->atlas}; }

static void put_who(casus_buffer *out, const casus_report *r, const casus_event *e) {
  enum { AS_LONG_AS_IT_IS = 10000 };
  casus_style style = wide(r);
  casus_buffer who = {0};
  casus_out_who(&who, e, AS_LONG_AS_IT_IS, &style);
  casus_escape_markup(out, casus_buffer_str(&who));
  out->failed |= who.failed;
  casus_buffer_free(&who);
}

static void put_type(casus_buffer *out, casus_str type, casus_str mode) {
  put(out, "<span class=\"type\">");
  casus_escape_markup(out, type);
  if (mode.len) put(out, " ");
  casus_escape_markup(out, mode);
  put(out, "</span> ");
}

static void put_event(casus_buffer *out, const casus_report *r, const casus_event *e) {
  casus_escape_into(out, "<li id=\"event-", e->id);
  put(out, e->confidence >= CASUS_SURELY_READ ? ">" : " class=\"unsure\">");
  put_type(out, casus_str_from_c(casus_event_type_name(e->type)), e->mode);
  casus_html_status(out, e->status);
  put(out, " ");
  put_who(out, r, e);
  put(out, " <span class=\"soft\">");
  casus_html_date(out, e->date);
  casus_buffer_printf(out, ", confidence %.2f, rule ", e->confidence);
  casus_escape_markup(out, e->rule);
  put(out, "</span></li>\n");
}

static bool same_sentence(const casus_event_row *a, const casus_event_row *b) {
  return casus_str_eq(a->document, b->document) && a->event.sentence == b->event.sentence;
}

static bool any_sure(const casus_report *r, size_t i, size_t end) {
  while (i < end && r->events[i].event.confidence < CASUS_SURELY_READ) i++;
  return i < end;
}

/* The events of one sentence, from `i` on: the sentence once, marked for all of them. */
static size_t put_sentence(casus_buffer *out, const casus_report *r, size_t i, casus_arena *arena) {
  const casus_event_row *first = &r->events[i];
  size_t end = i;
  while (end < r->event_count && same_sentence(&r->events[end], first)) end++;
  casus_span *marks = casus_arena_array(arena, end - i, sizeof *marks);
  if (!marks) {
    out->failed = true;
    return end;
  }
  bool all = !any_sure(r, i, end); /* unsure ones are marked where they are all there is */
  size_t count = 0;
  for (size_t e = i; e < end; e++)
    if (all || r->events[e].event.confidence >= CASUS_SURELY_READ)
      marks[count++] = casus_span_within(first->sentence_span, r->events[e].event.span);
  put(out, all ? "<div class=\"item unsure\">\n" : "<div class=\"item\">\n");
  casus_html_quote(out, first->sentence_text, marks, count, first->event.said_by, first->event.said_by_count);
  put(out, "<ul class=\"codings\">\n");
  for (; i < end; i++) put_event(out, r, &r->events[i].event);
  put(out, "</ul>\n</div>\n");
  return end;
}

/* Without :has the style hides nothing, and the switch does nothing. */
static void put_switch(casus_buffer *out, const casus_report *r) {
  size_t unsure = 0;
  for (size_t i = 0; i < r->event_count; i++) unsure += r->events[i].event.confidence < CASUS_SURELY_READ;
  if (unsure)
    casus_buffer_printf(out,
                        "<input type=\"checkbox\" id=\"unsure\"> <label for=\"unsure\">Show those read less surely "
                        "than %.1f as well: %zu</label>\n",
                        CASUS_SURELY_READ, unsure);
}

void casus_html_events(casus_buffer *out, const casus_report *r, casus_arena *arena) {
  if (!r->event_count) return;
  put(out, "<section id=\"events\">\n<h2>Who did what to whom</h2>\n<p class=\"soft\">Each sentence, the part that was "
           "read marked, and what was read in it.</p>\n");
  put_switch(out, r);
  for (size_t i = 0; i < r->event_count;) i = put_sentence(out, r, i, arena);
  put(out, "</section>\n");
}

static void put_tie_facts(casus_buffer *out, const casus_tie *t) {
  if (t->amount.known) {
    put(out, ", ");
    casus_buffer amount = {0};
    casus_out_amount(&amount, t->amount);
    casus_escape_markup(out, casus_buffer_str(&amount));
    out->failed |= amount.failed;
    casus_buffer_free(&amount);
    if (casus_date_known(t->year)) {
      put(out, " (");
      casus_html_date(out, t->year);
      put(out, ")");
    }
  }
  put(out, " <span class=\"soft\">");
  if (casus_date_known(t->start)) {
    put(out, "since ");
    casus_html_date(out, t->start);
    put(out, ", ");
  }
  casus_buffer_printf(out, "confidence %.2f, rule ", t->confidence);
  casus_escape_markup(out, t->rule);
  put(out, "</span>");
}

static void put_tie(casus_buffer *out, const casus_report *r, const casus_tie *t) {
  casus_style style = wide(r);
  casus_escape_into(out, "<li id=\"tie-", t->id);
  put(out, ">");
  put_type(out, t->kind, CASUS_STR(""));
  casus_html_status(out, t->status);
  put(out, " ");
  casus_escape_markup(out, casus_out_actor(&style, t->from));
  if (t->to.len || t->note.len) put(out, t->mutual ? " ⇄ " : " → ");
  casus_escape_markup(out, t->to.len ? casus_out_actor(&style, t->to) : t->note);
  put_tie_facts(out, t);
  put(out, "</li>\n");
}

/* One sentence with the ties in it that rest on the same words of it. */
static bool same_words(const casus_tie_row *a, const casus_tie_row *b) {
  return casus_str_eq(a->document, b->document) && a->tie.sentence == b->tie.sentence &&
         a->tie.span.start == b->tie.span.start && a->tie.span.end == b->tie.span.end;
}

void casus_html_ties(casus_buffer *out, const casus_report *r) {
  if (!r->tie_count) return;
  put(out, "<section id=\"ties\">\n<h2>What binds them</h2>\n");
  for (size_t i = 0; i < r->tie_count;) {
    const casus_tie_row *first = &r->ties[i];
    casus_span mark = casus_span_within(first->sentence_span, first->tie.span);
    put(out, "<div class=\"item\">\n");
    casus_html_quote(out, first->sentence_text, &mark, 1, first->tie.said_by, first->tie.said_by_count);
    put(out, "<ul class=\"codings\">\n");
    for (; i < r->tie_count && same_words(&r->ties[i], first); i++) put_tie(out, r, &r->ties[i].tie);
    put(out, "</ul>\n</div>\n");
  }
  put(out, "</section>\n");
}

static void put_expectation(casus_buffer *out, const casus_report *r, const casus_statement *s,
                            const casus_expectation *e) {
  enum { AS_LONG_AS_IT_IS = 10000 };
  casus_style style = wide(r);
  casus_buffer expected = {0};
  casus_out_expected(&expected, &e->expected->event, AS_LONG_AS_IT_IS, &style);
  casus_out_until(&expected, &s->prediction);
  casus_buffer_printf(out, "<p class=\"outcome\"><b>%s</b>: ", casus_out_outcome(e->outcome));
  casus_escape_markup(out, casus_buffer_str(&expected));
  put(out, "</p>\n");
  out->failed |= expected.failed;
  casus_buffer_free(&expected);
  if (!e->by) return;
  casus_span mark = casus_span_within(e->by->sentence_span, e->by->event.span);
  casus_html_quote(out, e->by->sentence_text, &mark, 1, e->by->event.said_by, e->by->event.said_by_count);
  put(out, "<p class=\"soft\">");
  casus_html_date(out, e->by->event.date);
  put(out, ", document ");
  casus_escape_markup(out, e->by->document);
  put(out, "</p>\n");
}

static void put_verdict(casus_buffer *out, const casus_report *r, size_t statement) {
  const casus_statement *s = &r->statements[statement].statement;
  if (!r->verdicts || !s->prediction.modality.ptr) return;
  const casus_verdict *verdict = &r->verdicts[statement];
  for (size_t i = 0; i < verdict->count; i++) put_expectation(out, r, s, &verdict->items[i]);
  if (!verdict->count) put(out, "<p class=\"soft\">words only: no deed of a known actor was read in it</p>\n");
}

static void put_statement(casus_buffer *out, const casus_report *r, size_t statement) {
  const casus_statement_row *row = &r->statements[statement];
  const casus_statement *s = &row->statement;
  casus_style style = wide(r);
  casus_buffer facts = {0};
  casus_out_voice_facts(&facts, &s->speaker, casus_out_actor(&style, s->speaker.actor));
  put(out, "<div class=\"item said\">\n<p class=\"speaker\"><b>");
  casus_escape_markup(out, casus_out_voice_name(&s->speaker));
  put(out, "</b> <span class=\"soft\">");
  casus_escape_markup(out, casus_buffer_str(&facts));
  for (size_t i = 0; i < s->via_count; i++) {
    put(out, facts.len || i ? ", through " : "through ");
    casus_escape_markup(out, s->via[i]);
  }
  put(out, "</span> ");
  if (s->prediction.modality.len) {
    put(out, "<span class=\"tag possible\">");
    casus_escape_markup(out, s->prediction.modality);
    if (s->prediction.horizon.len) put(out, ": ");
    casus_escape_markup(out, s->prediction.horizon);
    put(out, "</span>");
  }
  put(out, "</p>\n<blockquote><p>");
  put(out, s->quote ? "“" : "");
  casus_escape_markup(out, row->text);
  put(out, s->quote ? "”" : "");
  put(out, "</p></blockquote>\n");
  put_verdict(out, r, statement);
  put(out, "</div>\n");
  out->failed |= facts.failed;
  casus_buffer_free(&facts);
}

static void put_said(casus_buffer *out, const casus_report *r, bool predictions, const char *heading) {
  bool open = false;
  for (size_t i = 0; i < r->statement_count; i++) {
    if ((r->statements[i].statement.prediction.modality.len > 0) != predictions) continue;
    if (!open) put(out, heading);
    open = true;
    put_statement(out, r, i);
  }
  if (open) put(out, "</section>\n");
}

void casus_html_predictions(casus_buffer *out, const casus_report *r) {
  put_said(out, r, true,
           "<section id=\"predictions\" class=\"apart\">\n<h2>What they say may follow</h2>\n<p class=\"soft\">"
           "Predictions by the people named, and what became of them by the day of this map; none of them is a fact, "
           "none carries weight.</p>\n");
}

void casus_html_statements(casus_buffer *out, const casus_report *r) {
  put_said(out, r, false, "<section id=\"said\">\n<h2>Who says what</h2>\n");
}
