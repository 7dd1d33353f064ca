/* A sentence as a tree in the terminal: the words keep their order, lines on their left join each to its head. */
#include "out/escape.h"
#include "out/out.h"
#include "out/words.h"

enum { CELL = 2, WORD_COLUMNS = 24, TAG_COLUMNS = 14, LEAST_TREE = 6 };

/* What the functions below look at. Arrays by place in the sentence, all from the caller's arena. */
typedef struct drawing {
  const casus_text *text;
  const casus_sentence *sentence;
  const casus_style *style;
  uint32_t *depth, *top, *bottom; /* of each word; first and last of the rows that its own line spans */
  const char **cells;             /* of the row at hand, one a depth */
  uint32_t columns;               /* depths that are drawn */
} drawing;

static uint32_t count_of(const drawing *d) { return d->sentence->last - d->sentence->first; }
static const casus_token *word(const drawing *d, uint32_t at) { return &d->text->tokens[d->sentence->first + at]; }
static uint32_t head_of(const drawing *d, uint32_t at) {
  int32_t head = word(d, at)->head;
  bool inside = head >= (int32_t)d->sentence->first && head < (int32_t)d->sentence->last;
  return inside ? (uint32_t)head - d->sentence->first : UINT32_MAX;
}

static void measure(drawing *d) {
  uint32_t count = count_of(d);
  for (uint32_t i = 0; i < count; i++) d->top[i] = d->bottom[i] = i;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t head = head_of(d, i), steps = 0;
    for (uint32_t at = head; at != UINT32_MAX && steps < count; at = head_of(d, at)) steps++;
    d->depth[i] = steps;
    if (head == UINT32_MAX) continue;
    if (i < d->top[head]) d->top[head] = i;
    if (i > d->bottom[head]) d->bottom[head] = i;
  }
}

static void put_cell(const drawing *d, uint32_t depth, const char *cell) {
  if (depth < d->columns) d->cells[depth] = cell;
}

/* The lines of row `row`: of heads that it lies between, to its own head, to its own dependents. */
static void draw_row(const drawing *d, uint32_t row) {
  for (uint32_t i = 0; i < d->columns; i++) d->cells[i] = "  ";
  for (uint32_t head = 0; head < count_of(d); head++)
    if (head != row && d->top[head] <= row && row <= d->bottom[head]) put_cell(d, d->depth[head], "│ ");
  uint32_t head = head_of(d, row);
  if (head != UINT32_MAX)
    put_cell(d, d->depth[head], row == d->top[head] ? "╭─" : row == d->bottom[head] ? "╰─" : "├─");
  bool above = d->top[row]<row, below = d->bottom[row]> row;
  put_cell(d, d->depth[row], above && below ? "┼╴" : above ? "┴╴" : below ? "┬╴" : "╴ ");
}

static void add_lines(const drawing *d, uint32_t row, casus_buffer *out) {
  draw_row(d, row);
  casus_out_paint(out, d->style, CASUS_PAINT_DIM);
  for (uint32_t i = 0; i < d->columns; i++) casus_buffer_add_c(out, d->cells[i]);
  casus_out_paint(out, d->style, CASUS_PAINT_OFF);
  casus_buffer_add_c(out, d->depth[row] < d->columns ? " " : "…");
}

static void add_note(casus_buffer *note, const char *kind) {
  if (note->len) casus_buffer_add_c(note, ", ");
  casus_buffer_add_c(note, kind);
}

static void note_date(casus_buffer *note, const casus_when *when) {
  char date[16];
  add_note(note, when->vague ? "about " : "");
  casus_date_format(when->date, date);
  casus_buffer_add_c(note, *date ? date : "some day");
  if (!casus_date_known(when->until)) return;
  casus_date_format(when->until, date);
  casus_buffer_printf(note, " to %s", date);
}

static void note_amount(casus_buffer *note, const casus_amount *amount) {
  static const char *const bounds[] = {"", "about ", "more than ", "less than ", "at least ", "at most ", "many: "};
  add_note(note, bounds[amount->bound]);
  casus_buffer_printf(note, "%.15g", amount->value);
  if (amount->most > amount->value) casus_buffer_printf(note, " to %.15g", amount->most);
  if (amount->unit.len) casus_buffer_printf(note, " %.*s", CASUS_STR_FMT(amount->unit));
}

static void note_quote(casus_buffer *note, const casus_text *text, const casus_quote *quote) {
  add_note(note, quote->scare ? "term in marks" : "quotation");
  if (quote->verb != CASUS_NO_TOKEN)
    casus_buffer_printf(note, " of \"%.*s\"", CASUS_STR_FMT(text->tokens[quote->verb].form));
  if (quote->open_lost || quote->close_lost) casus_buffer_add_c(note, ", a mark lost");
}

/* Where the items of the text have got to; all are ordered by their first token. */
typedef struct cursor {
  uint32_t name, quote, when, duration, amount;
} cursor;

/* What starts at token `at`. */
static void gather_notes(const casus_text *text, uint32_t at, cursor *next, casus_buffer *note) {
  static const char *const kinds[] = {"name", "person", "organisation", "place"};
  for (; next->name < text->name_count && text->names[next->name].first <= at; next->name++)
    add_note(note, kinds[text->names[next->name].kind]);
  for (; next->quote < text->quote_count && text->quotes[next->quote].first <= at; next->quote++)
    note_quote(note, text, &text->quotes[next->quote]);
  for (; next->when < text->when_count && text->whens[next->when].first <= at; next->when++)
    note_date(note, &text->whens[next->when]);
  for (; next->duration < text->duration_count && text->durations[next->duration].first <= at; next->duration++)
    add_note(note, "length of time");
  for (; next->amount < text->amount_count && text->amounts[next->amount].first <= at; next->amount++)
    note_amount(note, &text->amounts[next->amount]);
}

static void add_row(const drawing *d, uint32_t row, casus_buffer *note, casus_buffer *out) {
  const casus_token *token = word(d, row);
  size_t width = d->style->width > 0 ? (size_t)d->style->width : 80;
  size_t used = d->columns * CELL + 1 + WORD_COLUMNS + 1 + TAG_COLUMNS + 1;
  add_lines(d, row, out);
  casus_escape_terminal_column(out, token->form, WORD_COLUMNS);
  casus_buffer_printf(out, " %-*s", TAG_COLUMNS, casus_deprel_name(token->deprel));
  if (note->len && used + 1 < width) {
    casus_buffer_add_char(out, ' ');
    casus_out_paint(out, d->style, CASUS_PAINT_BOLD);
    casus_escape_terminal_cut(out, casus_buffer_str(note), width - used);
    casus_out_paint(out, d->style, CASUS_PAINT_OFF);
  }
  while (out->len && out->data[out->len - 1] == ' ') out->len--;
  casus_buffer_add_char(out, '\n');
  note->len = 0;
}

static bool open_drawing(drawing *d, casus_arena *arena) {
  uint32_t count = count_of(d), deepest = 0;
  d->depth = casus_arena_array(arena, count, sizeof *d->depth);
  d->top = casus_arena_array(arena, count, sizeof *d->top);
  d->bottom = casus_arena_array(arena, count, sizeof *d->bottom);
  d->cells = casus_arena_array(arena, count + 1, sizeof *d->cells);
  if (!d->depth || !d->top || !d->bottom || !d->cells) return false;
  measure(d);
  for (uint32_t i = 0; i < count; i++)
    if (d->depth[i] > deepest) deepest = d->depth[i];
  uint32_t width = d->style->width > 0 ? (uint32_t)d->style->width : 80;
  uint32_t room = width > WORD_COLUMNS + TAG_COLUMNS + 2 ? (width - WORD_COLUMNS - TAG_COLUMNS - 2) / CELL : 0;
  d->columns = deepest + 1 <= room ? deepest + 1 : room > LEAST_TREE ? room : LEAST_TREE;
  if (d->columns > count) d->columns = count;
  return true;
}

int casus_out_tree(casus_buffer *out, const casus_text *text, const casus_style *style, casus_arena *arena,
                   casus_error *err) {
  cursor next = {0};
  casus_buffer note = {0};
  bool done = true;
  for (uint32_t i = 0; i < text->sentence_count && done; i++) {
    drawing d = {.text = text, .sentence = &text->sentences[i], .style = style};
    if (i) casus_buffer_add_char(out, '\n');
    casus_out_wrapped(out, casus_str_span(text->bytes, d.sentence->span), 0, style);
    done = open_drawing(&d, arena);
    for (uint32_t row = 0; done && row < count_of(&d); row++) {
      gather_notes(text, d.sentence->first + row, &next, &note);
      add_row(&d, row, &note, out);
    }
  }
  done = done && !note.failed;
  casus_buffer_free(&note);
  return done ? CASUS_OK : casus_fail_memory(err);
}
