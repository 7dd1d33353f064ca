/* A sentence cut to a line around the part that matters, for terminals. */
#include "out/words.h"

typedef struct window {
  size_t start, end;
} window;

/* Where to begin so that the part from `mark` on can be seen, with some of what stands before it; at a word. */
static size_t first_shown(casus_str text, casus_span mark, size_t columns) {
  if (casus_columns(casus_str_sub(text, 0, mark.end)) <= columns) return 0;
  casus_str before = casus_str_sub(text, 0, mark.start);
  size_t all = casus_columns(before), keep = columns / 4;
  if (all <= keep) return 0;
  size_t start = casus_columns_fit(before, all - keep), space = casus_str_find(before, CASUS_STR(" "), start);
  return space == SIZE_MAX ? start : space + 1;
}

static window window_of(casus_str text, casus_span mark, size_t columns) {
  if (casus_columns(text) <= columns) return (window){0, text.len};
  size_t left = columns - 1; /* for the ellipsis at the end */
  window w = {first_shown(text, mark, left), 0};
  if (w.start) left--;
  casus_str rest = casus_str_sub(text, w.start, text.len);
  w.end = w.start + casus_columns_fit(rest, left);
  if (w.end == text.len) return w;
  size_t half = w.start + (w.end - w.start) / 2, space = w.end, least = mark.end;
  if (least < half || least >= w.end) least = half;
  while (space > least && text.ptr[space] != ' ') space--;
  if (text.ptr[space] == ' ') w.end = space;
  return w;
}

static void put_part(casus_buffer *out, casus_str text, window w, size_t start, size_t end) {
  if (start < w.start) start = w.start;
  if (end > w.end) end = w.end;
  if (start < end) casus_escape_terminal(out, casus_str_sub(text, start, end));
}

void casus_out_sentence(casus_buffer *out, casus_str text, casus_span mark, size_t columns, const casus_style *style) {
  if (mark.end > text.len) mark.end = (uint32_t)text.len;
  if (mark.start > mark.end) mark.start = mark.end;
  window w = window_of(text, mark, columns > 2 ? columns : 2);
  bool marked = mark.start < mark.end && (mark.start > 0 || mark.end < text.len);
  if (w.start) casus_buffer_add_c(out, "…");
  put_part(out, text, w, 0, mark.start);
  if (marked) casus_out_paint(out, style, CASUS_PAINT_BOLD);
  put_part(out, text, w, mark.start, mark.end);
  if (marked) casus_out_paint(out, style, CASUS_PAINT_OFF);
  put_part(out, text, w, mark.end, text.len);
  if (w.end < text.len) casus_buffer_add_c(out, "…");
}

void casus_out_told(casus_buffer *out, const casus_told *told, size_t indent, const casus_style *style) {
  if (!told->sentence.len) return;
  size_t width = (size_t)casus_out_width(style), left = width > indent + 30 ? width - indent : 30;
  for (size_t i = 0; i < indent; i++) casus_buffer_add_char(out, ' ');
  if (told->said_by_count) {
    casus_str name = casus_out_voice_name(&told->said_by[0]);
    casus_out_paint(out, style, CASUS_PAINT_DIM);
    left -= casus_escape_terminal_cut(out, name, left / 3) + 2;
    casus_buffer_add_c(out, ": ");
    casus_out_paint(out, style, CASUS_PAINT_OFF);
  }
  bool quoted = casus_str_starts(told->sentence, CASUS_STR("“")) || casus_str_starts(told->sentence, CASUS_STR("\""));
  if (!quoted) casus_buffer_add_c(out, "“");
  casus_out_sentence(out, told->sentence, told->at, left - (quoted ? 0 : 2), style);
  if (!quoted) casus_buffer_add_c(out, "”");
  casus_buffer_add_char(out, '\n');
}
