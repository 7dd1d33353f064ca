/* Events, statements, ties and documents as lines for people. */
#include "out/words.h"

/* Columns. The middle of the first line takes what the width leaves; below it everything is indented. */
enum {
  GAP = CASUS_COLUMN_GAP,
  INDENT = CASUS_DAY_COLUMN + GAP,
  WHAT = 18,
  STATUS = 8,
  MIDDLE_LEAST = 20,
  TEXT_LEAST = 30
};

static size_t text_columns(const casus_style *style) {
  size_t width = (size_t)casus_out_width(style);
  return width > INDENT + TEXT_LEAST ? width - INDENT : TEXT_LEAST;
}

/* Appends what was composed apart, cut and filled to `columns`; a failure goes along. Frees it. */
static void put_composed(casus_buffer *out, casus_buffer *composed, size_t columns) {
  casus_escape_terminal_column(out, casus_buffer_str(composed), columns);
  out->failed |= composed->failed;
  casus_buffer_free(composed);
}

void casus_out_text_line(casus_buffer *out, casus_str text, casus_span mark, const casus_style *style) {
  if (!text.len) return;
  casus_out_spaces(out, INDENT);
  casus_out_sentence(out, text, mark, text_columns(style), style);
  casus_buffer_add_char(out, '\n');
}

/* "— said X (role), through Y", cut to one line. */
static void put_voices_line(casus_buffer *out, const casus_voice *voices, size_t count, const casus_style *style) {
  if (!count) return;
  casus_buffer line = {0};
  casus_buffer_add_c(&line, "— ");
  casus_out_voices(&line, voices, count);
  casus_out_spaces(out, INDENT);
  casus_out_paint(out, style, CASUS_PAINT_DIM);
  casus_escape_terminal_cut(out, casus_buffer_str(&line), text_columns(style));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  out->failed |= line.failed;
  casus_buffer_free(&line);
}

/* Columns of the middle of a first line that ends in status and confidence. */
static size_t middle_columns(const casus_style *style) {
  const size_t rest = CASUS_DAY_COLUMN + GAP + WHAT + GAP + GAP + STATUS + GAP + 4;
  size_t width = (size_t)casus_out_width(style);
  return width > rest + MIDDLE_LEAST ? width - rest : MIDDLE_LEAST;
}

static void put_status(casus_buffer *out, casus_status status, double confidence) {
  casus_out_spaces(out, GAP);
  casus_escape_terminal_column(out, casus_str_from_c(casus_status_name(status)), STATUS);
  casus_buffer_printf(out, "  %.2f\n", confidence);
}

/* The column that says what: painted, cut. */
static void put_what(casus_buffer *out, casus_str word, casus_str detail, const casus_style *style) {
  casus_buffer what = {0};
  casus_buffer_add(&what, word);
  if (detail.len) {
    casus_buffer_add_char(&what, ' ');
    casus_buffer_add(&what, detail);
  }
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  put_composed(out, &what, WHAT);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_out_spaces(out, GAP);
}

void casus_out_event_line(casus_buffer *out, const casus_event_row *row, const casus_style *style) {
  const casus_event *e = &row->event;
  size_t middle = middle_columns(style);
  casus_out_day_column(out, e->date);
  put_what(out, casus_str_from_c(casus_event_type_name(e->type)), e->mode, style);
  casus_buffer who = {0};
  casus_out_who(&who, e, middle, style);
  put_composed(out, &who, middle);
  put_status(out, e->status, e->confidence);
  casus_out_text_line(out, row->sentence_text, casus_span_within(row->sentence_span, e->span), style);
  put_voices_line(out, e->said_by, e->said_by_count, style);
}

/* "Derek Grossman, senior defense analyst, Rand Corporation, United States" */
static void add_speaker(casus_buffer *out, const casus_voice *v, const casus_style *style) {
  casus_buffer_add(out, casus_out_voice_name(v));
  casus_buffer facts = {0};
  casus_out_voice_facts(&facts, v, casus_out_actor(style, v->actor));
  if (facts.len) casus_buffer_add_c(out, ", ");
  casus_buffer_add(out, casus_buffer_str(&facts));
  out->failed |= facts.failed;
  casus_buffer_free(&facts);
}

/* "expected: soon; through the Courier" */
static void put_statement_notes(casus_buffer *out, const casus_statement *s, const casus_style *style) {
  casus_buffer notes = {0};
  if (s->prediction.modality.len) {
    casus_buffer_add(&notes, s->prediction.modality);
    if (s->prediction.horizon.len) casus_buffer_add_c(&notes, ": ");
    casus_buffer_add(&notes, s->prediction.horizon);
  }
  for (size_t i = 0; i < s->via_count; i++) {
    casus_buffer_add_c(&notes, notes.len ? "; through " : "through ");
    casus_buffer_add(&notes, s->via[i]);
  }
  if (notes.len) {
    casus_out_spaces(out, INDENT);
    casus_out_paint(out, style, CASUS_PAINT_DIM);
    casus_buffer_add_c(out, "— ");
    casus_escape_terminal_cut(out, casus_buffer_str(&notes), text_columns(style) - 2);
    casus_out_paint(out, style, CASUS_PAINT_OFF);
    casus_buffer_add_char(out, '\n');
  }
  out->failed |= notes.failed;
  casus_buffer_free(&notes);
}

void casus_out_statement_line(casus_buffer *out, const casus_statement_row *row, const casus_style *style) {
  const casus_statement *s = &row->statement;
  casus_buffer speaker = {0}, words = {0};
  casus_out_day_column(out, row->published);
  add_speaker(&speaker, &s->speaker, style);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, casus_buffer_str(&speaker), text_columns(style) - WHAT);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  if (s->verb.len) {
    casus_out_spaces(out, GAP);
    casus_escape_terminal_cut(out, s->verb, WHAT - GAP);
  }
  casus_buffer_add_char(out, '\n');
  if (s->quote) casus_buffer_add_c(&words, "“");
  casus_buffer_add(&words, row->text);
  if (s->quote) casus_buffer_add_c(&words, "”");
  casus_out_text_line(out, casus_buffer_str(&words), (casus_span){0, 0}, style);
  put_statement_notes(out, s, style);
  out->failed |= speaker.failed || words.failed;
  casus_buffer_free(&speaker);
  casus_buffer_free(&words);
}

/* "Russia ⇄ North Korea until 2034, 12 USD (2023)" */
static void add_tie(casus_buffer *out, const casus_tie *t, const casus_style *style) {
  char text[16];
  casus_buffer_add(out, casus_out_actor(style, t->from));
  if (t->to.len || t->note.len) { /* without a state on the other side: the report's words for it, a region or a sea */
    casus_buffer_add_c(out, t->mutual ? " ⇄ " : " → ");
    casus_buffer_add(out, t->to.len ? casus_out_actor(style, t->to) : t->note);
  }
  size_t length = casus_date_format(t->end, text);
  if (length) {
    casus_buffer_add_c(out, " until ");
    casus_buffer_add(out, casus_str_of(text, length));
  }
  if (!t->amount.known) return;
  casus_buffer_add_c(out, ", ");
  casus_out_amount(out, t->amount);
  length = casus_date_format(t->year, text);
  if (!length) return;
  casus_buffer_add_c(out, " (");
  casus_buffer_add(out, casus_str_of(text, length));
  casus_buffer_add_char(out, ')');
}

void casus_out_tie_line(casus_buffer *out, const casus_tie_row *row, const casus_style *style) {
  const casus_tie *t = &row->tie;
  casus_buffer who = {0};
  if (casus_date_known(t->start))
    casus_out_day_column(out, t->start);
  else
    casus_out_spaces(out, INDENT);
  put_what(out, t->kind, CASUS_STR(""), style);
  add_tie(&who, t, style);
  put_composed(out, &who, middle_columns(style));
  put_status(out, t->status, t->confidence);
  casus_str text = row->sentence_text.len ? row->sentence_text : t->note.len ? t->note : t->source;
  bool whole = row->sentence_text.len && row->sentence_span.end > row->sentence_span.start;
  casus_out_text_line(out, text, whole ? casus_span_within(row->sentence_span, t->span) : (casus_span){0, 0}, style);
  put_voices_line(out, t->said_by, t->said_by_count, style);
}

void casus_out_document_line(casus_buffer *out, const casus_document_row *row, const casus_style *style) {
  casus_out_day_column(out, row->date);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, row->title.len ? row->title : row->path, text_columns(style));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  casus_out_spaces(out, INDENT);
  if (row->publisher.len) {
    casus_escape_terminal_cut(out, row->publisher, text_columns(style) / 2);
    casus_buffer_add_c(out, " · ");
  }
  casus_buffer_printf(out, "%llu sentences · %llu events · %llu statements · %llu ties\n",
                      (unsigned long long)row->sentences, (unsigned long long)row->events,
                      (unsigned long long)row->statements, (unsigned long long)row->ties);
  casus_out_spaces(out, INDENT);
  casus_out_paint(out, style, CASUS_PAINT_DIM);
  casus_escape_terminal(out, row->id);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
}
