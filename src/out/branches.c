/* Lines of a drawn tree, wrapped with their branches before them; and shares in per cent. */
#include <math.h>

#include "out/words.h"

enum { LEAST_TEXT = 24 };

void casus_out_branch(casus_buffer *out, casus_str lead, casus_str rest, casus_str text, const casus_style *style) {
  size_t width = (size_t)casus_out_width(style), taken = casus_columns(rest);
  size_t columns = width > taken + LEAST_TEXT ? width - taken : LEAST_TEXT;
  for (bool first = true; first || text.len; first = false) {
    size_t end = casus_columns_fit(text, columns), next = end;
    if (end < text.len) {
      size_t space = end;
      while (space > 0 && text.ptr[space] != ' ') space--;
      if (space > 0) end = space, next = space + 1;
      if (!next) end = next = text.len; /* a character wider than the line */
    }
    casus_buffer_add(out, first ? lead : rest);
    casus_escape_terminal(out, casus_str_sub(text, 0, end));
    casus_buffer_add_char(out, '\n');
    text = casus_str_sub(text, next, text.len);
  }
}

void casus_out_percent(casus_buffer *out, double value, double low, double high) {
  int digits = value < 0.001 ? 3 : value < 0.1 ? 2 : 1;
  casus_buffer_printf(out, "%.*f %% [%.*f–%.*f]", digits, 100 * value, digits, 100 * low, digits, 100 * high);
}
