/* Stories: documents that print one text, and how often an event is told. */
#include "out/json.h"
#include "out/words.h"

enum { INDENT = CASUS_DAY_COLUMN + CASUS_COLUMN_GAP, PUBLISHER = 28, TITLE_LEAST = 30 };

static casus_str shown_name(const casus_document_row *d) { return d->title.len ? d->title : d->path; }
static casus_str shown_publisher(const casus_document_row *d) { return d->publisher.len ? d->publisher : d->path; }

static size_t publishers_of(const casus_story_row *row) {
  size_t count = 0;
  for (size_t i = 0; i < row->count; i++) {
    size_t k = 0;
    while (k < i && !casus_str_eq(row->documents[k]->publisher, row->documents[i]->publisher)) k++;
    count += k == i && row->documents[i]->publisher.len > 0;
  }
  return count;
}

/* The end of the documents that share the day of number `i`. */
static size_t same_day(const casus_story_row *row, size_t i) {
  casus_date day = row->documents[i]->date;
  size_t end = i + 1;
  while (end < row->count && row->documents[end]->date.precision == day.precision &&
         row->documents[end]->date.day == day.day)
    end++;
  return end;
}

static void put_documents(casus_json *json, const casus_story_row *row) {
  casus_json_key(json, "documents");
  casus_json_open(json, '[');
  for (size_t i = 0; i < row->count; i++) {
    const casus_document_row *d = row->documents[i];
    casus_json_open(json, '{');
    put_text(json, "id", d->id);
    put_text(json, "title", d->title);
    put_text(json, "publisher", d->publisher);
    put_text(json, "url", d->url);
    put_date(json, "date", d->date);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

void casus_out_story_json(casus_buffer *out, const casus_story_row *row) {
  casus_json json = begin(out, "story");
  put_text(&json, "id", row->id);
  put_text(&json, "title", row->documents[0]->title);
  put_text(&json, "publisher", row->documents[0]->publisher);
  put_date(&json, "date", row->documents[0]->date);
  put_int(&json, "count", row->count);
  put_int(&json, "publishers", publishers_of(row));
  casus_json_key(&json, "growth");
  casus_json_open(&json, '[');
  for (size_t i = 0, end; i < row->count; i = end) {
    end = same_day(row, i);
    casus_json_open(&json, '{');
    put_date(&json, "date", row->documents[i]->date);
    put_int(&json, "documents", end);
    casus_json_close(&json, '}');
  }
  casus_json_close(&json, ']');
  put_documents(&json, row);
  end(&json);
}

static size_t columns_after(const casus_style *style, size_t taken) {
  size_t width = (size_t)casus_out_width(style);
  return width > taken + TITLE_LEAST ? width - taken : TITLE_LEAST;
}

/* "first by the Courier · 7 documents of 4 publishers · 2 on the first day, 5 by 2024-06-18, 7 by 2024-06-20" */
static void put_growth(casus_buffer *out, const casus_story_row *row) {
  casus_buffer_add_c(out, "first by ");
  casus_buffer_add(out, shown_publisher(row->documents[0]));
  size_t publishers = publishers_of(row);
  casus_buffer_printf(out, " · %zu documents of %zu %s", row->count, publishers,
                      publishers == 1 ? "publisher" : "publishers");
  for (size_t i = 0, end; i < row->count; i = end) {
    char day[16];
    size_t length = casus_date_format(row->documents[i]->date, day);
    end = same_day(row, i);
    if (length) casus_buffer_printf(out, "%s%zu by %.*s", i ? ", " : " · ", end, (int)length, day);
  }
}

static void put_document(casus_buffer *out, const casus_document_row *d, casus_str title, const casus_style *style) {
  casus_out_spaces(out, INDENT);
  casus_out_day_column(out, d->date);
  casus_escape_terminal_column(out, shown_publisher(d), PUBLISHER);
  casus_out_spaces(out, CASUS_COLUMN_GAP);
  bool other = !casus_str_eq(shown_name(d), title);
  casus_escape_terminal_cut(out, other ? shown_name(d) : d->id,
                            columns_after(style, 2 * INDENT + PUBLISHER + CASUS_COLUMN_GAP));
  casus_buffer_add_char(out, '\n');
}

void casus_out_story_line(casus_buffer *out, const casus_story_row *row, const casus_style *style) {
  casus_str title = shown_name(row->documents[0]);
  casus_out_day_column(out, row->documents[0]->date);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_cut(out, title, columns_after(style, INDENT));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  casus_out_spaces(out, INDENT);
  casus_buffer growth = {0};
  if (row->count > 1)
    put_growth(&growth, row);
  else
    casus_buffer_add(&growth, shown_publisher(row->documents[0]));
  casus_escape_terminal_cut(out, casus_buffer_str(&growth), columns_after(style, INDENT));
  out->failed |= growth.failed;
  casus_buffer_free(&growth);
  casus_buffer_add_char(out, '\n');
  for (size_t i = 0; row->count > 1 && i < row->count; i++) put_document(out, row->documents[i], title, style);
}

void casus_out_telling_line(casus_buffer *out, const casus_telling *telling, const casus_style *style) {
  if (telling->documents < 2) return;
  casus_out_spaces(out, INDENT);
  casus_out_paint(out, style, CASUS_PAINT_DIM);
  casus_buffer_printf(out, "— %zu %s, %zu documents\n", telling->stories, telling->stories == 1 ? "story" : "stories",
                      telling->documents);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
}
