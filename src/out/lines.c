/* Events, statements, ties and documents as lines for people. */
#include <math.h>

#include "out/words.h"

/* Columns. The middle of the first line takes what the width leaves; below it everything is indented. */
enum { DAY = 10, WHAT = 18, STATUS = 8, GAP = 2, INDENT = DAY + GAP, MIDDLE_LEAST = 20, TEXT_LEAST = 30 };

static size_t text_columns(const casus_style *style) {
  size_t width = (size_t)casus_out_width(style);
  return width > INDENT + TEXT_LEAST ? width - INDENT : TEXT_LEAST;
}

static void put_spaces(casus_buffer *out, size_t count) {
  for (; count > 0; count--) casus_buffer_add_char(out, ' ');
}

static void put_date(casus_buffer *out, casus_date date) {
  char text[16];
  size_t length = casus_date_format(date, text);
  casus_escape_terminal_column(out, length ? casus_str_of(text, length) : CASUS_STR("no date"), DAY);
  put_spaces(out, GAP);
}

/* Appends what was composed apart, cut and filled to `columns`; a failure goes along. Frees it. */
static void put_composed(casus_buffer *out, casus_buffer *composed, size_t columns) {
  casus_escape_terminal_column(out, casus_buffer_str(composed), columns);
  out->failed |= composed->failed;
  casus_buffer_free(composed);
}

/* One part of a text in what is left of a line. False when it was cut. */
static bool put_part(casus_buffer *out, casus_str part, size_t *left) {
  casus_str fits = casus_str_sub(part, 0, casus_columns_fit(part, *left));
  casus_escape_terminal(out, fits);
  *left -= casus_columns(fits);
  return fits.len == part.len;
}

/* Where to begin so that the part from `mark` on can be seen, with some of what stands before it. */
static size_t window_start(casus_str text, size_t mark, size_t mark_end, size_t columns) {
  if (casus_columns(casus_str_sub(text, 0, mark_end)) <= columns) return 0;
  casus_str before = casus_str_sub(text, 0, mark);
  size_t all = casus_columns(before), keep = columns / 4;
  return all <= keep ? 0 : casus_columns_fit(before, all - keep);
}

/* A line with the text, cut around the span [mark, mark_end), which is painted. */
static void put_text_line(casus_buffer *out, casus_str text, size_t mark, size_t mark_end, const casus_style *style) {
  size_t columns = text_columns(style), left = columns;
  if (!text.len) return;
  put_spaces(out, INDENT);
  size_t start = 0;
  bool whole = casus_columns(text) <= columns;
  if (!whole) {
    left--; /* for the ellipsis at the end */
    start = window_start(text, mark, mark_end, left);
  }
  if (start) {
    casus_buffer_add_c(out, "…");
    left--;
  }
  bool uncut = put_part(out, casus_str_sub(text, start, mark), &left);
  if (mark < mark_end) casus_out_paint(out, style, CASUS_PAINT_BOLD);
  uncut = uncut && put_part(out, casus_str_sub(text, mark, mark_end), &left);
  if (mark < mark_end) casus_out_paint(out, style, CASUS_PAINT_OFF);
  uncut = uncut && put_part(out, casus_str_sub(text, mark_end, text.len), &left);
  if (!uncut) casus_buffer_add_c(out, "…");
  casus_buffer_add_char(out, '\n');
}

/* "— said X (role), through Y", cut to one line. */
static void put_voices_line(casus_buffer *out, const casus_voice *voices, size_t count, const casus_style *style) {
  if (!count) return;
  casus_buffer line = {0};
  casus_buffer_add_c(&line, "— ");
  casus_out_voices(&line, voices, count);
  put_spaces(out, INDENT);
  casus_out_paint(out, style, CASUS_PAINT_DIM);
  casus_escape_terminal_cut(out, casus_buffer_str(&line), text_columns(style));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  out->failed |= line.failed;
  casus_buffer_free(&line);
}

/* "Putin (RUS)", or "RUS" when `brief`; what has no code stays as written. */
static void add_party(casus_buffer *out, const casus_party *party, bool brief) {
  casus_str words = party->text.len ? party->text : party->name;
  if (!party->actor.len || (!brief && words.len)) casus_buffer_add(out, words.len ? words : CASUS_STR("?"));
  if (!party->actor.len) return;
  bool both = !brief && words.len && !casus_str_eq(words, party->actor);
  if (both) casus_buffer_add_c(out, " (");
  if (both || brief || !words.len) casus_buffer_add(out, party->actor);
  if (both) casus_buffer_add_char(out, ')');
}

static void add_parties(casus_buffer *out, const casus_party *parties, size_t count, bool brief) {
  for (size_t i = 0; i < count; i++) {
    if (i) casus_buffer_add_c(out, ", ");
    add_party(out, &parties[i], brief);
  }
}

/* A reciprocal act lists the same parties on both sides. */
static bool is_reciprocal(const casus_event *e) {
  if (e->source_count < 2 || e->source_count != e->target_count) return false;
  for (size_t i = 0; i < e->source_count; i++) {
    const casus_party *a = &e->source[i], *b = &e->target[i];
    if (!casus_str_eq(a->actor, b->actor) || !casus_str_eq(a->text, b->text)) return false;
  }
  return true;
}

/* Four digits are enough for the eye; the record has them all. */
static void add_amount(casus_buffer *out, casus_quantity amount) {
  static const struct {
    double value;
    const char *word;
  } scales[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}, {1, ""}};
  size_t i = 0;
  while (i + 1 < CASUS_COUNT(scales) && fabs(amount.value) < scales[i].value) i++;
  casus_buffer_printf(out, fabs(amount.value) < 1e6 ? "%.7g%s" : "%.4g%s", amount.value / scales[i].value,
                      scales[i].word);
  if (!amount.unit.len) return;
  if (!casus_str_eq(amount.unit, CASUS_STR("%"))) casus_buffer_add_char(out, ' ');
  casus_buffer_add(out, amount.unit);
}

static void add_who(casus_buffer *out, const casus_event *e, bool brief) {
  add_parties(out, e->source, e->source_count, brief);
  if (is_reciprocal(e)) {
    casus_buffer_add_c(out, " ⇄");
  } else if (e->target_count) {
    casus_buffer_add_c(out, e->source_count ? " → " : "→ ");
    add_parties(out, e->target, e->target_count, brief);
  }
  if (e->count >= 0) casus_buffer_printf(out, " ×%lld", (long long)e->count);
  if (e->amount.known) {
    casus_buffer_add_c(out, ", ");
    add_amount(out, e->amount);
  }
}

/* Columns of the middle of a first line that ends in status and confidence. */
static size_t middle_columns(const casus_style *style) {
  const size_t rest = DAY + GAP + WHAT + GAP + GAP + STATUS + GAP + 4;
  size_t width = (size_t)casus_out_width(style);
  return width > rest + MIDDLE_LEAST ? width - rest : MIDDLE_LEAST;
}

static void put_status(casus_buffer *out, casus_status status, double confidence) {
  put_spaces(out, GAP);
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
  put_spaces(out, GAP);
}

/* A span of the document as positions in a part of it. */
static size_t position_in(casus_span part, uint32_t at) {
  if (at < part.start) return 0;
  return (at < part.end ? at : part.end) - part.start;
}

void casus_out_event_line(casus_buffer *out, const casus_event_row *row, const casus_style *style) {
  const casus_event *e = &row->event;
  size_t middle = middle_columns(style);
  put_date(out, e->date);
  put_what(out, casus_str_from_c(casus_event_type_name(e->type)), e->mode, style);
  casus_buffer who = {0};
  add_who(&who, e, false);
  if (casus_columns(casus_buffer_str(&who)) > middle) {
    who.len = 0;
    add_who(&who, e, true);
  }
  put_composed(out, &who, middle);
  put_status(out, e->status, e->confidence);
  size_t mark = position_in(row->sentence_span, e->span.start), end = position_in(row->sentence_span, e->span.end);
  put_text_line(out, row->sentence_text, mark, end > mark ? end : mark, style);
  put_voices_line(out, e->said_by, e->said_by_count, style);
}

static void add_speaker(casus_buffer *out, const casus_voice *v) {
  casus_str name = v->name.len ? v->name : v->role.len ? v->role : v->organization;
  casus_buffer_add(out, name.len ? name : CASUS_STR("nobody named"));
  const casus_str more[] = {v->name.len ? v->role : CASUS_STR(""),
                            v->name.len || v->role.len ? v->organization : CASUS_STR(""), v->actor};
  for (size_t i = 0; i < CASUS_COUNT(more); i++) {
    if (!more[i].len) continue;
    casus_buffer_add_c(out, ", ");
    casus_buffer_add(out, more[i]);
  }
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
    put_spaces(out, INDENT);
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
  put_date(out, row->published);
  add_speaker(&speaker, &s->speaker);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, casus_buffer_str(&speaker), text_columns(style) - WHAT);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  if (s->verb.len) {
    put_spaces(out, GAP);
    casus_escape_terminal_cut(out, s->verb, WHAT - GAP);
  }
  casus_buffer_add_char(out, '\n');
  if (s->quote) casus_buffer_add_c(&words, "“");
  casus_buffer_add(&words, row->text);
  if (s->quote) casus_buffer_add_c(&words, "”");
  put_text_line(out, casus_buffer_str(&words), 0, 0, style);
  put_statement_notes(out, s, style);
  out->failed |= speaker.failed || words.failed;
  casus_buffer_free(&speaker);
  casus_buffer_free(&words);
}

/* "RUS ⇄ PRK until 2034, 12 USD (2023)" */
static void add_tie(casus_buffer *out, const casus_tie *t) {
  char text[16];
  casus_buffer_add(out, t->from);
  if (t->to.len) {
    casus_buffer_add_c(out, t->mutual ? " ⇄ " : " → ");
    casus_buffer_add(out, t->to);
  }
  size_t length = casus_date_format(t->end, text);
  if (length) {
    casus_buffer_add_c(out, " until ");
    casus_buffer_add(out, casus_str_of(text, length));
  }
  if (!t->amount.known) return;
  casus_buffer_add_c(out, ", ");
  add_amount(out, t->amount);
  length = casus_date_format(t->year, text);
  if (!length) return;
  casus_buffer_add_c(out, " (");
  casus_buffer_add(out, casus_str_of(text, length));
  casus_buffer_add_char(out, ')');
}

void casus_out_tie_line(casus_buffer *out, const casus_tie_row *row, const casus_style *style) {
  const casus_tie *t = &row->tie;
  casus_buffer who = {0};
  put_date(out, t->start);
  put_what(out, t->kind, CASUS_STR(""), style);
  add_tie(&who, t);
  put_composed(out, &who, middle_columns(style));
  put_status(out, t->status, t->confidence);
  casus_str text = row->sentence_text.len ? row->sentence_text : t->note.len ? t->note : t->source;
  put_text_line(out, text, 0, 0, style);
  put_voices_line(out, t->said_by, t->said_by_count, style);
}

void casus_out_document_line(casus_buffer *out, const casus_document_row *row, const casus_style *style) {
  put_date(out, row->date);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, row->title.len ? row->title : row->path, text_columns(style));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  put_spaces(out, INDENT);
  if (row->publisher.len) {
    casus_escape_terminal_cut(out, row->publisher, text_columns(style) / 2);
    casus_buffer_add_c(out, " · ");
  }
  casus_buffer_printf(out, "%llu sentences · %llu events · %llu statements · %llu ties\n",
                      (unsigned long long)row->sentences, (unsigned long long)row->events,
                      (unsigned long long)row->statements, (unsigned long long)row->ties);
  put_spaces(out, INDENT);
  casus_out_paint(out, style, CASUS_PAINT_DIM);
  casus_escape_terminal(out, row->id);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
}
