#include "out/words.h"

enum { EVENTS = 30, STATEMENTS = 12, TIES = 20 };

static void put_document(casus_buffer *out, const casus_document_row *d, const casus_style *style) {
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, d->title.len ? d->title : d->path, (size_t)casus_out_width(style));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  casus_buffer facts = {0};
  casus_out_day(&facts, d->date);
  if (d->publisher.len) {
    casus_buffer_add_c(&facts, " · ");
    casus_buffer_add(&facts, d->publisher);
  }
  casus_buffer_printf(&facts, " · %llu sentences · %llu events · %llu statements · %llu ties",
                      (unsigned long long)d->sentences, (unsigned long long)d->events,
                      (unsigned long long)d->statements, (unsigned long long)d->ties);
  casus_out_wrapped(out, casus_buffer_str(&facts), 0, style);
  out->failed |= facts.failed;
  casus_buffer_free(&facts);
}

static void put_more(casus_buffer *out, size_t left, const char *command) {
  if (left) casus_buffer_printf(out, "  and %zu more: %s\n", left, command);
}

static void put_events(casus_buffer *out, const casus_report *r, const casus_style *style) {
  if (!r->event_count) return;
  casus_out_heading(out, style, "Who did what to whom");
  size_t shown = 0, unsure = 0, reprints = 0;
  for (size_t i = 0; i < r->event_count; i++) {
    if (r->tellings && r->tellings[i].reprinted) {
      reprints++;
      continue;
    }
    bool sure = r->events[i].event.confidence >= CASUS_SURELY_READ;
    unsure += !sure;
    if (!sure || shown == EVENTS) continue;
    casus_out_event_line(out, &r->events[i], style);
    if (r->tellings) casus_out_telling_line(out, &r->tellings[i], style);
    shown++;
  }
  put_more(out, r->event_count - reprints - unsure - shown, "casus show events");
  if (unsure)
    casus_buffer_printf(out, "  and %zu read less surely than %.1f: casus show events\n", unsure, CASUS_SURELY_READ);
}

static void put_ties(casus_buffer *out, const casus_report *r, const casus_style *style) {
  if (!r->tie_count) return;
  casus_out_heading(out, style, "What binds them");
  size_t shown = r->tie_count < TIES ? r->tie_count : TIES;
  for (size_t i = 0; i < shown; i++) casus_out_tie_line(out, &r->ties[i], style);
  put_more(out, r->tie_count - shown, "casus show ties");
}

static void put_predictions(casus_buffer *out, const casus_report *r, const casus_style *style) {
  size_t shown = 0, all = 0;
  for (size_t i = 0; i < r->statement_count; i++) {
    if (!r->statements[i].statement.prediction.modality.ptr) continue;
    if (!all++) casus_out_heading(out, style, "What they say may follow");
    if (shown == STATEMENTS) continue;
    casus_out_statement_line(out, &r->statements[i], style);
    shown++;
  }
  put_more(out, all - shown, "casus show predictions");
}

static void put_voice(casus_buffer *out, const casus_statement_row *row, const casus_style *style) {
  const casus_voice *v = &row->statement.speaker;
  size_t width = (size_t)casus_out_width(style), name = width > 60 ? 28 : 20, country = 16;
  casus_buffer_add_c(out, "  ");
  casus_escape_terminal_column(out, casus_out_voice_name(v), name);
  casus_buffer_add_char(out, ' ');
  casus_buffer rest = {0};
  casus_out_voice_facts(&rest, v, CASUS_STR(""));
  for (size_t i = 0; i < row->statement.via_count; i++) {
    casus_buffer_add_c(&rest, rest.len ? ", through " : "through ");
    casus_buffer_add(&rest, row->statement.via[i]);
  }
  size_t taken = name + country + 4;
  if (rest.len) {
    casus_escape_terminal_column(out, casus_out_actor(style, v->actor), country);
    casus_buffer_add_char(out, ' ');
  } else {
    casus_escape_terminal_cut(out, casus_out_actor(style, v->actor), country);
  }
  casus_escape_terminal_cut(out, casus_buffer_str(&rest), width > taken + 20 ? width - taken : 20);
  out->failed |= rest.failed;
  casus_buffer_free(&rest);
  casus_buffer_add_char(out, '\n');
}

/* Each speaker once, at the fullest mention. */
static void put_speakers(casus_buffer *out, const casus_report *r, const casus_style *style) {
  if (!r->statement_count) return;
  casus_out_heading(out, style, "Who says so");
  for (size_t i = 0; i < r->statement_count; i++) {
    const casus_voice *v = &r->statements[i].statement.speaker;
    casus_str name = casus_out_voice_name(v);
    bool before = !v->name.len && !v->role.len && !v->organization.len;
    for (size_t j = 0; j < i && !before; j++) {
      before = casus_str_eq(casus_out_voice_name(&r->statements[j].statement.speaker), name);
    }
    if (!before) put_voice(out, &r->statements[i], style);
  }
}

void casus_out_summary(casus_buffer *out, const casus_report *report, const casus_style *style) {
  for (size_t i = 0; i < report->document_count; i++) put_document(out, &report->documents[i], style);
  casus_buffer_add_char(out, '\n');
  casus_out_ranking(out, report, style);
  put_events(out, report, style);
  put_ties(out, report, style);
  put_predictions(out, report, style);
  put_speakers(out, report, style);
  casus_buffer_add_char(out, '\n');
  casus_out_wrapped(out, CASUS_STR("Next: casus why ACTOR · casus show events|statements|ties · casus map -o map.html"),
                    0, style);
}
